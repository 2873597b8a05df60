/* The numbers behind each chart, as tables. */
#include <math.h>
#include <string.h>

#include "report/add_up.h"
#include "report/funnel.h"
#include "report/report_parts.h"
#include "report/told.h"

enum { SCENARIOS = 40, TIMES = 13 };

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static const char *label_of(const pk_result_t *r, const char *stage)
{
    const int i = pk_result_stage(r, stage);
    return i < 0 ? stage : pk_chart_label(r->stages[i].label, r->stages[i].name);
}

/* The scenarios that a chart is of. */
typedef struct {
    const pk_result_t *results;
    int count;
} shown_t;

static shown_t shown_of(const pk_page_t *page, const pk_result_t *result)
{
    if (result != NULL) {
        return (shown_t){result, 1};
    }
    return (shown_t){page->results, page->nresult < SCENARIOS ? page->nresult : SCENARIOS};
}

/* Columns: `first`, then one a scenario. */
static void begin_scenarios(pk_page_t *page, const char *caption, const char *first, shown_t shown,
                            pk_html_column_t columns[SCENARIOS + 1])
{
    columns[0] = (pk_html_column_t){first, false};
    for (int i = 0; i < shown.count; i++) {
        columns[i + 1] = (pk_html_column_t){pk_chart_scenario(&shown.results[i]), true};
    }
    pk_html_table(&page->html, caption, false, columns, shown.count + 1);
}

static void put_count(pk_page_t *page, double x)
{
    const pk_local_amount_t a = pk_local_amount(page->language, "customers", x, NAN, NAN, false, &page->arena);
    pk_html_cell(&page->html, x >= 100 ? pk_local_count(page->language, x, &page->arena) : a.value);
}

static void put(pk_page_t *page, pk_local_amount_t a, const pk_summary_t *s)
{
    pk_html_cell_begin(&page->html);
    pk_html_element(&page->html, "span", "main", a.value);
    if (s->p95 > s->p05) {
        pk_html_element(&page->html, "span", "small", a.interval);
    }
    pk_html_cell_end(&page->html);
}

static void put_amount(pk_page_t *page, const char *unit, const pk_summary_t *s)
{
    put(page, pk_local_amount(page->language, unit, s->mean, s->p05, s->p95, false, &page->arena), s);
}

/* ---- KPIs and differences ---- */

static void put_mean(pk_page_t *page, const pk_result_t *r, const char *kpi, const pk_summary_t *s)
{
    if (s == NULL) {
        put_amount(page, "", &(pk_summary_t){.mean = NAN});
    } else {
        put(page, pk_page_mean(page, r, kpi), s);
    }
}

bool pk_table_kpis(pk_page_t *page, const pk_result_t *result)
{
    pk_html_column_t columns[SCENARIOS + 1];
    const shown_t shown = shown_of(page, result);
    begin_scenarios(page, word(page, PK_SAY_KPI_CAPTION), word(page, PK_SAY_KPI), shown, columns);
    for (int k = 0; k < page->baseline->nkpi; k++) {
        const pk_result_kpi_t *kpi = &page->baseline->kpis[k];
        const pk_summary_t *base = pk_page_kpi(page->baseline, kpi->name);
        if (isnan(base->mean)) {
            continue;
        }
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_local_with_unit(pk_chart_kpi_label(page->language, kpi), "", &page->arena));
        for (int i = 0; i < shown.count; i++) {
            const pk_summary_t *s = pk_page_kpi(&shown.results[i], kpi->name);
            put_mean(page, &shown.results[i], kpi->name, s);
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

/* `part` is a part of the profit that adds up, with the digits of the profit; NULL: the difference as it is told. */
static void put_difference(pk_page_t *page, const pk_difference_t *d, const double *part, double grain)
{
    const pk_local_amount_t a = part == NULL ? pk_page_difference(page, d)
                                             : pk_local_amount_at(page->language, d->unit, grain, *part, d->diff_p05,
                                                                  d->diff_p95, true, &page->arena);
    const double digits = part == NULL ? pk_told_difference_grain(page->comparison, d) : grain;
    const pk_local_amount_t median =
        pk_local_amount_at(page->language, d->unit, digits, d->diff_p50, d->diff_p05, d->diff_p95, true, &page->arena);
    const pk_result_kpi_t *kpi = &page->baseline->kpis[pk_result_kpi(page->baseline, d->kpi)];
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, pk_chart_scenario(&page->results[d->scenario]));
    pk_html_cell(&page->html, pk_chart_kpi_label(page->language, kpi));
    pk_html_cell(&page->html, pk_local_with_unit(a.value, a.unit, &page->arena));
    pk_html_cell(&page->html, median.value);
    pk_html_cell(&page->html, a.interval);
    pk_html_cell(&page->html, pk_page_p_better(page, d));
    pk_html_row_end(&page->html);
}

/* A scenario's differences of the named KPIs; where they are the parts of the profit, they add up. */
static void put_differences(pk_page_t *page, int scenario, const char *const *names, bool money)
{
    double parts[PK_MONEY_PARTS];
    const double grain = money ? pk_told_grain(page->comparison, "profit") : NAN;
    money = money && pk_told_parts(page->comparison, scenario, grain, parts);
    for (int k = 0; names[k] != NULL; k++) {
        const pk_difference_t *d = pk_comparison_find(page->comparison, scenario, 0, names[k]);
        if (d != NULL) {
            put_difference(page, d, money ? &parts[k] : NULL, grain);
        }
    }
}

static void differences(pk_page_t *page, const char *const *names, bool money)
{
    const pk_html_column_t columns[] = {
        {word(page, PK_SAY_PLANS_ROW), false}, {word(page, PK_SAY_KPI), false},
        {word(page, PK_SAY_DIFFERENCE), true}, {word(page, PK_SAY_MEDIAN), true},
        {word(page, PK_SAY_BETWEEN), true},    {word(page, PK_SAY_P_BETTER_WORD), true}};
    pk_html_table(&page->html, word(page, PK_SAY_DIFFERENCE), false, columns, 6);
    for (int i = 0; i < page->nresult; i++) {
        put_differences(page, i, names, money);
    }
    pk_html_table_end(&page->html);
}

bool pk_table_difference(pk_page_t *page, const pk_result_t *result)
{
    enum { MOST = 4 };
    const char *names[MOST + 1] = {0};
    int ranked[page->baseline->nkpi + 1];
    const int among = pk_result_ranked(page->baseline, true, ranked);
    for (int k = 0; k < among && k < MOST; k++) {
        names[k] = page->baseline->kpis[ranked[k]].name;
    }
    (void)result;
    differences(page, names, false);
    return true;
}

bool pk_table_waterfall(pk_page_t *page, const pk_result_t *result)
{
    (void)result;
    differences(page, pk_money_parts, true);
    return true;
}

/* ---- ways and stages ---- */

/* The step conversions, as the chart has them. */
static void put_shares(pk_page_t *page, shown_t shown, const pk_result_t *result)
{
    const pk_chart_source_t source = {.result = shown.results, .comparison = result == NULL ? page->comparison : NULL};
    const pk_result_t *r = pk_chart_baseline(&source);
    const pk_funnel_t funnel = pk_funnel_make(&source, r->nstage, &page->arena);
    pk_html_column_t columns[SCENARIOS + 1];
    begin_scenarios(page, word(page, PK_SAY_STEP_CONVERSION), word(page, PK_SAY_STEP_WAY), shown, columns);
    for (int k = 0; k < funnel.count; k++) {
        if (funnel.from[k] < 0) {
            continue;
        }
        const char *from = r->stages[funnel.from[k]].name, *to = r->stages[funnel.stages[k]].name;
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_local_arrow(label_of(r, from), label_of(r, to), &page->arena));
        for (int i = 0; i < shown.count; i++) {
            pk_html_cell(&page->html,
                         pk_funnel_percent(page->language, pk_funnel_share(&shown.results[i], from, to), &page->arena));
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
}

bool pk_table_funnel(pk_page_t *page, const pk_result_t *result)
{
    pk_html_column_t columns[SCENARIOS + 1];
    const shown_t shown = shown_of(page, result);
    begin_scenarios(page, word(page, PK_SAY_ENTERED), word(page, PK_SAY_STAGE), shown, columns);
    for (int s = 0; s < page->baseline->nstage; s++) {
        const char *name = page->baseline->stages[s].name;
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, label_of(page->baseline, name));
        for (int i = 0; i < shown.count; i++) {
            put_count(page, pk_chart_entries(&shown.results[i], name));
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    put_shares(page, shown, result);
    return true;
}

static double moved(const pk_result_t *r, const pk_result_flow_t *flow)
{
    const int there = pk_result_flow(r, flow->from, flow->to);
    return there < 0 ? NAN : pk_chart_moved(r, there);
}

bool pk_table_journey(pk_page_t *page, const pk_result_t *result)
{
    pk_html_column_t columns[SCENARIOS + 1];
    const shown_t shown = shown_of(page, result);
    begin_scenarios(page, word(page, PK_SAY_MOVED), word(page, PK_SAY_WAY), shown, columns);
    for (int f = 0; f < page->baseline->nflow; f++) {
        const pk_result_flow_t *flow = &page->baseline->flows[f];
        const char *from = *flow->from == '\0' ? "" : label_of(page->baseline, flow->from);
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_local_arrow(from, label_of(page->baseline, flow->to), &page->arena));
        for (int i = 0; i < shown.count; i++) {
            put_count(page, moved(&shown.results[i], flow));
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

/* ---- targets and personas ---- */

bool pk_table_targets(pk_page_t *page, const pk_result_t *result)
{
    const shown_t shown = shown_of(page, result);
    const pk_html_column_t columns[] = {
        {word(page, PK_SAY_PLANS_ROW), false}, {word(page, PK_SAY_TARGET), false}, {word(page, PK_SAY_CHANCE), true}};
    pk_html_table(&page->html, word(page, PK_SAY_TARGETS_CAPTION), false, columns, 3);
    for (int i = 0; i < shown.count; i++) {
        const pk_result_t *r = &shown.results[i];
        for (int g = 0; g < r->ngoal; g++) {
            pk_html_row(&page->html, NULL);
            pk_html_cell(&page->html, pk_chart_scenario(r));
            pk_html_cell(&page->html, pk_local_goal(page->language, r, g, &page->arena));
            pk_html_cell(&page->html, pk_local_chance(page->language, r->goals[g].p_met, r->nrun, &page->arena));
            pk_html_row_end(&page->html);
        }
    }
    pk_html_table_end(&page->html);
    return true;
}

/* Every KPI that is told of a single persona, by persona: the mean and its spread. */
bool pk_table_personas(pk_page_t *page, const pk_result_t *result)
{
    const shown_t shown = shown_of(page, result);
    const pk_html_column_t columns[] = {{word(page, PK_SAY_PLANS_ROW), false},
                                        {word(page, PK_SAY_PERSONA), false},
                                        {word(page, PK_SAY_KPI), false},
                                        {word(page, PK_SAY_MEAN), true},
                                        {word(page, PK_SAY_BETWEEN), true}};
    pk_html_table(&page->html, word(page, PK_SAY_PERSONA), false, columns, 5);
    for (int i = 0; i < shown.count; i++) {
        const pk_result_t *r = &shown.results[i];
        for (int cell = 0; cell < (r->ngroup - 1) * r->nkpi; cell++) {
            const int group = 1 + cell / r->nkpi, kpi = cell % r->nkpi;
            const pk_summary_t *s = &r->kpi[pk_kpi_cell(r, 0, group, kpi)];
            if (!r->kpis[kpi].by_group || isnan(s->mean) || s->mean == 0) {
                continue;
            }
            const pk_local_amount_t a =
                pk_local_amount(page->language, r->kpis[kpi].unit, s->mean, s->p05, s->p95, false, &page->arena);
            pk_html_row(&page->html, NULL);
            pk_html_cell(&page->html, pk_chart_scenario(r));
            pk_html_cell(&page->html, pk_chart_label(r->group_labels[group], r->group_names[group]));
            pk_html_cell(&page->html, pk_chart_kpi_label(page->language, &r->kpis[kpi]));
            pk_html_cell(&page->html, a.value);
            pk_html_cell(&page->html, a.interval);
            pk_html_row_end(&page->html);
        }
    }
    pk_html_table_end(&page->html);
    return true;
}

/* ---- over time ---- */

/* About TIMES steps from `first` to the last, evenly apart. */
static int times_of(const pk_result_t *r, int first, int steps[TIMES])
{
    const int span = r->nstep - first, count = span + 1 < TIMES ? span + 1 : TIMES;
    for (int i = 0; i < count; i++) {
        steps[i] = count == 1 ? r->nstep : first + (int)lround((double)i * span / (count - 1));
    }
    return count;
}

static const char *time_of(pk_page_t *page, const pk_result_t *r, int step)
{
    if (step == 0) {
        return word(page, PK_SAY_START);
    }
    return r->days != NULL ? pk_local_day(page->language, r->days[step - 1], &page->arena)
                           : PK_PAGE_TEXT(page, PK_SAY_STEP, pk_local_count(page->language, step, &page->arena));
}

/* The same over a narrow column: a date may break where it has spaces. */
static const char *time_head(pk_page_t *page, const pk_result_t *r, int step)
{
    char *text = pk_arena_copy(&page->arena, time_of(page, r, step)), *to = text;
    for (const char *from = text; *from != '\0'; from++, to++) {
        const bool space = from[0] == '\xc2' && from[1] == '\xa0'; /* one that does not break */
        from += space;
        *to = space ? ' ' : *from;
    }
    *to = '\0';
    return text;
}

bool pk_table_stages(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL) {
        return false;
    }
    int steps[TIMES];
    const int count = times_of(r, 0, steps);
    pk_html_column_t columns[TIMES + 1] = {{word(page, PK_SAY_STAGE), false}};
    for (int i = 0; i < count; i++) {
        columns[i + 1] = (pk_html_column_t){time_head(page, r, steps[i]), true};
    }
    pk_html_table(&page->html, word(page, PK_SAY_STAGE), false, columns, count + 1);
    for (int s = 0; s < r->nstage; s++) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, label_of(r, r->stages[s].name));
        for (int i = 0; i < count; i++) {
            put_amount(page, "customers", &r->stage_counts[pk_stage_cell(r, steps[i], 0, s)]);
        }
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

/* An amount of money, or a dash where there is none. */
static void put_money(pk_page_t *page, const pk_result_t *r, double money)
{
    const pk_local_amount_t a = pk_local_amount(page->language, r->currency, money, NAN, NAN, false, &page->arena);
    pk_html_cell(&page->html, isnan(money) ? "–" : pk_local_with_unit(a.value, a.unit, &page->arena));
}

bool pk_table_drivers(pk_page_t *page, const pk_result_t *r)
{
    if (r == NULL) {
        return false;
    }
    int steps[TIMES];
    const int count = times_of(r, 1, steps);
    const char *step = pk_chart_step_word(page->language, r);
    const pk_html_column_t columns[] = {{word(page, PK_SAY_CHANNEL), false},
                                        {word(page, PK_SAY_WHEN), false},
                                        {PK_PAGE_TEXT(page, PK_SAY_PAID, step), true},
                                        {PK_PAGE_TEXT(page, PK_SAY_FELT, step), true},
                                        {word(page, PK_SAY_RESPONSE), true}};
    pk_html_table(&page->html, word(page, PK_SAY_CHANNEL), false, columns, 5);
    for (int d = 0; d < r->ndriver; d++) {
        for (int i = 0; i < count && strcmp(r->drivers[d].kind, "channel") == 0; i++) {
            const long cell = (long)(steps[i] - 1) * r->ndriver + d;
            const pk_local_amount_t response =
                pk_local_amount(page->language, "share", r->driver_response[cell], NAN, NAN, false, &page->arena);
            pk_html_row(&page->html, NULL);
            pk_html_cell(&page->html, pk_chart_label(r->drivers[d].label, r->drivers[d].name));
            pk_html_cell(&page->html, time_of(page, r, steps[i]));
            put_money(page, r, r->driver_paid[cell]);
            put_money(page, r, r->driver_value[cell]);
            pk_html_cell(&page->html, response.value);
            pk_html_row_end(&page->html);
        }
    }
    pk_html_table_end(&page->html);
    return true;
}

static void put_level(pk_page_t *page, const pk_result_t *r, const pk_result_curve_t *curve, int level)
{
    const pk_result_driver_t *driver = &r->drivers[curve->driver];
    const pk_summary_t *s = &curve->gain[level];
    const pk_local_amount_t gain = pk_local_amount(page->language, curve->customers ? "customers" : "share", s->mean,
                                                   s->p05, s->p95, curve->customers, &page->arena);
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, pk_chart_label(driver->label, driver->name));
    pk_html_cell(&page->html, pk_chart_arrow(page->language, r, curve, 0, &page->arena));
    put_money(page, r, curve->spend[level]);
    pk_html_cell(&page->html, pk_local_with_unit(gain.value, curve->customers ? gain.unit : "", &page->arena));
    pk_html_cell(&page->html, gain.interval);
    pk_html_row_end(&page->html);
}

bool pk_table_response(pk_page_t *page, const pk_result_t *result)
{
    const pk_result_t *r = result != NULL ? result : page->baseline;
    const char *step = pk_chart_step_word(page->language, r);
    const pk_html_column_t columns[] = {{word(page, PK_SAY_CHANNEL), false},
                                        {word(page, PK_SAY_WAY), false},
                                        {PK_PAGE_TEXT(page, PK_SAY_SPEND, step), true},
                                        {PK_PAGE_TEXT(page, PK_SAY_GAIN, step), true},
                                        {word(page, PK_SAY_BETWEEN), true}};
    pk_html_table(&page->html, word(page, PK_SAY_GAIN_CAPTION), false, columns, 5);
    for (int c = 0; c < r->ncurve; c++) {
        for (int level = 0; level < r->curves[c].count; level += 4) {
            put_level(page, r, &r->curves[c], level);
        }
    }
    pk_html_table_end(&page->html);
    return true;
}
