/* The page of a calibration: whether the fit can be trusted and what to do if not, what was learned, and the numbers
 * behind the charts. */
#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/report_parts.h"
#include "report/translated.h"

enum { NAMES_MOST = 6, VALUES_MOST = 60, NUMBERS_MOST = 200, ROWS_MOST = 12 };

static const pk_calibrated_t *of(const pk_page_t *page)
{
    return page->report->calibrated;
}

static const char *word(const pk_page_t *page, pk_saying_t saying)
{
    return pk_saying(page->language, saying);
}

static const char *count(pk_page_t *page, double x)
{
    return pk_local_count(page->language, x, &page->arena);
}

static const char *counted(pk_page_t *page, double x, pk_saying_t one, pk_saying_t several)
{
    return pk_local_counted(page->language, x, one, several, &page->arena);
}

static const char *local(pk_page_t *page, const char *figure)
{
    return pk_local_figure(page->language, figure, &page->arena);
}

/* Numbers of a series: whole where they are counts, else three digits. */
static const char *figure(pk_page_t *page, double x)
{
    return isnan(x) ? "–" : local(page, pk_figure_short(x, &page->arena));
}

static const char *percent(pk_page_t *page, double share)
{
    return isnan(share) ? "–" : local(page, pk_arena_format(&page->arena, "%.0f%%", 100 * share));
}

/* What a series is called, by its name. */
static const char *series_label(const pk_page_t *page, const char *name)
{
    for (int k = 0; k < of(page)->nvalue; k++) {
        if (strcmp(of(page)->values[k].series, name) == 0) {
            return pk_chart_label(of(page)->values[k].label, name);
        }
    }
    return name;
}

/* What the fit says in sentences of its own, in the language of the page; English where the table has no such. */
static void write_sentences(pk_page_t *page, const char *const *list)
{
    if (list == NULL || list[0] == NULL) {
        return;
    }
    pk_html_raw(&page->html, "<ul>\n");
    for (int k = 0; list[k] != NULL; k++) {
        const char *text = pk_translated(page->language, list[k], &page->arena);
        pk_html_raw(&page->html, text == list[k] && page->language != PK_ENGLISH ? "<li lang=\"en\">" : "<li>");
        pk_html_text(&page->html, text);
        pk_html_raw(&page->html, "</li>\n");
    }
    pk_html_raw(&page->html, "</ul>\n");
}

/* ---- the answer ---- */

typedef bool (*is_such_fn)(const pk_learned_number_t *number);

static bool is_learned(const pk_learned_number_t *number)
{
    return !isnan(number->prior_mean) && !number->untouched && number->by == PK_LEARNED_BY_DATA;
}

static bool is_left(const pk_learned_number_t *number)
{
    return !isnan(number->prior_mean) && (number->untouched || number->by == PK_LEARNED_BY_PRIOR);
}

static bool is_disputed(const pk_learned_number_t *number)
{
    return !isnan(number->prior_mean) && !number->untouched && number->by == PK_LEARNED_IN_CONFLICT;
}

/* How many there are, and the first of them by name: "A; B; …". */
static int list_names(pk_page_t *page, is_such_fn is_such, const char **names)
{
    int found = 0;
    *names = "";
    for (int k = 0; k < of(page)->nnumber; k++) {
        if (is_such(&of(page)->numbers[k])) {
            if (found++ < NAMES_MOST) {
                *names = pk_arena_format(&page->arena, "%s%s%s", *names, found > 1 ? "; " : "",
                                         pk_chart_number(&of(page)->numbers[k]));
            }
        }
    }
    if (found > NAMES_MOST) {
        *names = pk_arena_format(&page->arena, "%s; …", *names);
    }
    return found;
}

static void write_trust(pk_page_t *page)
{
    const pk_calibrated_t *c = of(page);
    const bool one = c->chains == 1;
    if (c->converged) {
        pk_page_say(page, "p", "answer", one ? PK_SAY_CALIBRATION_TRUSTED_ONE : PK_SAY_CALIBRATION_TRUSTED,
                    count(page, c->chains), count(page, (double)c->draws));
    } else {
        pk_page_say(page, "p", "answer", one ? PK_SAY_CALIBRATION_DOUBTED_ONE : PK_SAY_CALIBRATION_DOUBTED,
                    count(page, c->chains), count(page, (double)c->draws));
        write_sentences(page, c->why);
    }
}

/* Of the values that the fit has seen, how many its runs hold. */
static void write_cover(pk_page_t *page)
{
    int seen = 0, held = 0, odd = 0;
    for (int k = 0; k < of(page)->nvalue; k++) {
        const pk_learned_value_t *v = &of(page)->values[k];
        seen += !v->held_out;
        held += !v->held_out && v->observed >= v->p05 && v->observed <= v->p95;
    }
    for (int k = 0; k < of(page)->ncheck; k++) {
        odd += of(page)->checks[k].place < 0.01 || of(page)->checks[k].place > 0.99;
    }
    if (seen > 0) {
        pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_COVER, percent(page, (double)held / seen), count(page, seen));
    }
    if (odd > 0) {
        pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_ODD, count(page, odd), count(page, of(page)->ncheck));
    }
}

static void write_backtest_words(pk_page_t *page)
{
    for (int k = 0; k < of(page)->nbacktest; k++) {
        const pk_learned_backtest_t *b = &of(page)->backtests[k];
        const bool season = !isnan(b->last_season) && !(b->last_step <= b->last_season);
        const double other = season ? b->last_season : b->last_step;
        const pk_saying_t saying = isnan(other)       ? PK_SAY_BACKTEST_ALONE
                                   : b->error < other ? PK_SAY_BACKTEST_BETTER
                                                      : PK_SAY_BACKTEST_WORSE;
        pk_page_say(page, "p", NULL, saying, series_label(page, b->series), percent(page, b->cover90),
                    count(page, b->values), figure(page, b->error),
                    word(page, season ? PK_SAY_BACKTEST_SEASON : PK_SAY_BACKTEST_STEP), figure(page, other));
    }
}

static void write_answer(pk_page_t *page)
{
    const char *names;
    const int numbers = of(page)->nnumber - 1;
    write_trust(page);
    const int learned = list_names(page, is_learned, &names);
    if (learned > 0) {
        pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_LEARNED, count(page, learned), count(page, numbers), names);
    } else {
        pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_NOTHING);
    }
    if (list_names(page, is_disputed, &names) > 0) {
        pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_DISPUTED, names);
    }
    const int left = list_names(page, is_left, &names);
    if (left > 0) {
        pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_LEFT, count(page, left), names);
    }
    write_cover(page);
    write_backtest_words(page);
    if (of(page)->found != NULL && of(page)->found[0] != NULL) {
        pk_html_element(&page->html, "h3", NULL, word(page, PK_SAY_CALIBRATION_FOUND));
        write_sentences(page, of(page)->found);
    }
}

/* ---- the data before the fit ---- */

static bool has_health(const pk_page_t *page)
{
    return (of(page)->health != NULL && of(page)->health[0] != NULL) || of(page)->nlog > 0;
}

static void write_log(pk_page_t *page, const pk_learned_log_t *log)
{
    pk_page_say(page, "p", NULL, PK_SAY_LOG_READ, log->file,
                counted(page, (double)log->cases, PK_SAY_ASKED_CASE, PK_SAY_ASKED_CASES),
                counted(page, (double)log->rows, PK_SAY_LOG_ROW, PK_SAY_LOG_ROWS),
                counted(page, (double)log->moves, PK_SAY_ASKED_MOVE, PK_SAY_ASKED_MOVES));
    if (log->crowded > 0.005) {
        pk_page_say(page, "p", NULL, PK_SAY_LOG_CROWDED, percent(page, log->crowded));
    }
    if (!isnan(log->lapsed)) {
        pk_page_say(page, "p", NULL, PK_SAY_LOG_LAPSED,
                    local(page, pk_arena_format(&page->arena, "%.1f%%", 100 * log->lapsed)));
    }
    if (log->nstage == 0) {
        return;
    }
    const pk_html_column_t columns[] = {{word(page, PK_SAY_STAGE), false},
                                        {word(page, PK_SAY_LOG_CHAIN), true},
                                        {word(page, PK_SAY_CALIBRATION_OBSERVED), true}};
    pk_html_table(&page->html, PK_PAGE_TEXT(page, PK_SAY_LOG_REACHED, log->file), false, columns, 3);
    for (int k = 0; k < log->nstage; k++) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, log->stages[k]);
        pk_html_cell(&page->html, local(page, pk_figure_percent(log->chain[k], &page->arena)));
        pk_html_cell(&page->html, local(page, pk_figure_percent(log->observed[k], &page->arena)));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
}

static void write_health(pk_page_t *page)
{
    write_sentences(page, of(page)->health);
    for (int k = 0; k < of(page)->nlog; k++) {
        write_log(page, &of(page)->logs[k]);
    }
}

/* ---- the numbers ---- */

static const char *decided(const pk_page_t *page, const pk_learned_number_t *number)
{
    return isnan(number->prior_mean)              ? "–"
           : number->exactly != NULL              ? number->exactly
           : number->untouched                    ? word(page, PK_SAY_CALIBRATION_BY_NOBODY)
           : number->by == PK_LEARNED_BY_PRIOR    ? word(page, PK_SAY_CALIBRATION_BY_PRIOR)
           : number->by == PK_LEARNED_IN_CONFLICT ? word(page, PK_SAY_CALIBRATION_BY_BOTH)
                                                  : word(page, PK_SAY_CALIBRATION_BY_DATA);
}

static const char *value(pk_page_t *page, const pk_learned_number_t *number, double x)
{
    return isnan(x) ? "–" : pk_chart_learned(page->language, number, x, number->p05, number->p95, &page->arena);
}

static const char *spread(pk_page_t *page, const pk_learned_number_t *number, double low, double high)
{
    return isnan(low) ? "–"
                      : PK_PAGE_TEXT(page, PK_SAY_INTERVAL,
                                     pk_chart_learned(page->language, number, low, low, high, &page->arena),
                                     pk_chart_learned(page->language, number, high, low, high, &page->arena));
}

static const char *agreement(pk_page_t *page, const pk_learned_number_t *n)
{
    return isnan(n->rhat) ? "–" : local(page, pk_arena_format(&page->arena, "%.3f", n->rhat));
}

static const char *independent(pk_page_t *page, const pk_learned_number_t *n)
{
    const double ess = fmin(n->ess_bulk, n->ess_tail);
    return isnan(ess) ? "–" : count(page, floor(ess));
}

static void write_number(pk_page_t *page, const pk_learned_number_t *n)
{
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, n->label != NULL && strcmp(n->label, n->path) != 0
                                  ? pk_arena_format(&page->arena, "%s (%s)", n->label, n->path)
                                  : n->path);
    pk_html_cell(&page->html, spread(page, n, n->prior_p05, n->prior_p95));
    pk_html_cell(&page->html, value(page, n, n->mean));
    pk_html_cell(&page->html, spread(page, n, n->p05, n->p95));
    pk_html_cell(&page->html, decided(page, n));
    pk_html_cell(&page->html, agreement(page, n));
    pk_html_cell(&page->html, independent(page, n));
    pk_html_row_end(&page->html);
}

static void write_numbers(pk_page_t *page)
{
    const pk_html_column_t columns[] = {
        {word(page, PK_SAY_SENSITIVITY_NUMBER), false},    {word(page, PK_SAY_CALIBRATION_ASSUMED), true},
        {word(page, PK_SAY_CALIBRATION_MEAN), true},       {word(page, PK_SAY_CALIBRATION_INTERVAL), true},
        {word(page, PK_SAY_CALIBRATION_DECIDED), false},   {"R-hat", true},
        {word(page, PK_SAY_CALIBRATION_INDEPENDENT), true}};
    pk_html_table(&page->html, word(page, PK_SAY_CALIBRATION_CAPTION), false, columns, 7);
    for (int k = 0; k < of(page)->nnumber && k < NUMBERS_MOST; k++) {
        write_number(page, &of(page)->numbers[k]);
    }
    pk_html_table_end(&page->html);
    pk_page_say(page, "p", "note", PK_SAY_CALIBRATION_MORE,
                of(page)->converged ? "posterior.csv" : "posterior-unconverged.csv");
}

bool pk_table_learned(pk_page_t *page, const pk_result_t *result)
{
    (void)result;
    pk_page_say(page, "p", NULL, PK_SAY_CALIBRATION_SEE_NUMBERS);
    return true;
}

/* ---- the draws ---- */

bool pk_table_chains(pk_page_t *page, const pk_result_t *result)
{
    const pk_html_column_t columns[] = {{word(page, PK_SAY_SENSITIVITY_NUMBER), false},
                                        {"R-hat", true},
                                        {word(page, PK_SAY_CALIBRATION_INDEPENDENT), true}};
    int worst[ROWS_MOST];
    const int all = pk_chart_worst(of(page), ROWS_MOST, worst);
    (void)result;
    pk_html_table(&page->html, word(page, PK_SAY_CHAINS_CAPTION), false, columns, 3);
    for (int k = 0; k < all; k++) {
        const pk_learned_number_t *n = &of(page)->numbers[worst[k]];
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_chart_number(n));
        pk_html_cell(&page->html, agreement(page, n));
        pk_html_cell(&page->html, independent(page, n));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    pk_page_say(page, "p", "note", PK_SAY_CHAINS_GATE);
    return true;
}

bool pk_table_pairs(pk_page_t *page, const pk_result_t *result)
{
    const pk_html_column_t columns[] = {{word(page, PK_SAY_SENSITIVITY_NUMBER), false},
                                        {word(page, PK_SAY_PAIRS_OTHER), false},
                                        {word(page, PK_SAY_PAIRS_R), true}};
    pk_chart_pair_t pairs[ROWS_MOST];
    const int all = pk_chart_pairs(of(page), ROWS_MOST, pairs);
    (void)result;
    pk_html_table(&page->html, word(page, PK_SAY_PAIRS_CAPTION), false, columns, 3);
    for (int k = 0; k < all; k++) {
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, pk_chart_number(&of(page)->numbers[pairs[k].x]));
        pk_html_cell(&page->html, pk_chart_number(&of(page)->numbers[pairs[k].y]));
        pk_html_cell(&page->html, local(page, pk_arena_format(&page->arena, "%.2f", pairs[k].r)));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
    return true;
}

/* ---- what was observed beside what the fit says ---- */

static const char *interval(pk_page_t *page, double low, double high, double mid)
{
    const double grain = pk_grain(mid, low, high);
    return isnan(low) ? "–"
                      : PK_PAGE_TEXT(page, PK_SAY_INTERVAL, local(page, pk_figure(low, grain, &page->arena)),
                                     local(page, pk_figure(high, grain, &page->arena)));
}

static const char *when(pk_page_t *page, const pk_learned_value_t *v)
{
    const char *first = v->day != PK_NO_DAY ? pk_local_day(page->language, v->day, &page->arena)
                                            : PK_PAGE_TEXT(page, PK_SAY_STEP, count(page, v->first));
    return v->held_out ? pk_arena_format(&page->arena, "%s (%s)", first, word(page, PK_SAY_CALIBRATION_HELD_OUT))
                       : first;
}

static void write_value(pk_page_t *page, const pk_learned_value_t *v)
{
    pk_html_row(&page->html, NULL);
    pk_html_cell(&page->html, pk_chart_label(v->label, v->series));
    pk_html_cell(&page->html, when(page, v));
    pk_html_cell(&page->html, figure(page, v->observed));
    pk_html_cell(&page->html, figure(page, v->p50));
    pk_html_cell(&page->html, interval(page, v->p05, v->p95, v->p50));
    pk_html_row_end(&page->html);
}

/* Evenly chosen rows of all series, at most VALUES_MOST, and the last. */
bool pk_table_fit(pk_page_t *page, const pk_result_t *result)
{
    const pk_html_column_t columns[] = {{word(page, PK_SAY_CALIBRATION_SERIES), false},
                                        {word(page, PK_SAY_CALIBRATION_FROM), false},
                                        {word(page, PK_SAY_CALIBRATION_OBSERVED), true},
                                        {word(page, PK_SAY_CALIBRATION_MEDIAN), true},
                                        {PK_PAGE_TEXT(page, PK_SAY_INTERVAL_LONG, ""), true}};
    const int all = of(page)->nvalue, stride = (all - 1) / VALUES_MOST + 1;
    (void)result;
    pk_html_table(&page->html, word(page, PK_SAY_CALIBRATION_FIT_CAPTION), false, columns, 5);
    for (int k = 0; k < all; k += stride) {
        write_value(page, &of(page)->values[k]);
    }
    pk_html_table_end(&page->html);
    if (stride > 1) {
        pk_page_say(page, "p", "note", PK_SAY_CALIBRATION_FIT_MORE, count(page, stride));
    }
    return true;
}

/* ---- checks and backtest ---- */

static bool has_checks(const pk_page_t *page)
{
    return of(page)->ncheck > 0 || of(page)->nbacktest > 0;
}

/* The statistics' names, as infer/ gives them, in the language of the page. */
static const char *statistic(pk_page_t *page, const char *name)
{
    static const struct {
        const char *name;
        pk_saying_t saying;
    } names[] = {{"total", PK_SAY_CHECK_TOTAL},
                 {"best 13 in a row", PK_SAY_CHECK_13},
                 {"best 52 in a row", PK_SAY_CHECK_52},
                 {"lag-1 correlation", PK_SAY_CHECK_LAG}};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (strcmp(names[k].name, name) == 0) {
            return word(page, names[k].saying);
        }
    }
    return name;
}

static void write_check_rows(pk_page_t *page)
{
    const pk_html_column_t columns[] = {
        {word(page, PK_SAY_CALIBRATION_SERIES), false},       {word(page, PK_SAY_CHECK_WHAT), false},
        {word(page, PK_SAY_CALIBRATION_OBSERVED), true},      {word(page, PK_SAY_CHECK_RUNS), true},
        {PK_PAGE_TEXT(page, PK_SAY_INTERVAL_LONG, ""), true}, {word(page, PK_SAY_CHECK_VERDICT), false}};
    pk_html_table(&page->html, word(page, PK_SAY_CHECK_CAPTION), false, columns, 6);
    for (int k = 0; k < of(page)->ncheck; k++) {
        const pk_learned_check_t *c = &of(page)->checks[k];
        const bool odd = c->place < 0.01 || c->place > 0.99;
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, series_label(page, c->series));
        pk_html_cell(&page->html, statistic(page, c->statistic));
        pk_html_cell(&page->html, figure(page, c->observed));
        pk_html_cell(&page->html, figure(page, c->mean));
        pk_html_cell(&page->html, interval(page, c->p05, c->p95, c->mean));
        pk_html_cell(&page->html, word(page, odd ? PK_SAY_CHECK_ODD : PK_SAY_CHECK_FITS));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
}

static void write_backtest_rows(pk_page_t *page)
{
    const pk_html_column_t columns[] = {
        {word(page, PK_SAY_CALIBRATION_SERIES), false},  {word(page, PK_SAY_BACKTEST_VALUES), true},
        {word(page, PK_SAY_BACKTEST_50), true},          {word(page, PK_SAY_BACKTEST_90), true},
        {word(page, PK_SAY_BACKTEST_ERROR), true},       {word(page, PK_SAY_BACKTEST_STEP_ERROR), true},
        {word(page, PK_SAY_BACKTEST_SEASON_ERROR), true}};
    pk_html_table(&page->html, PK_PAGE_TEXT(page, PK_SAY_BACKTEST_CAPTION, count(page, of(page)->holdout)), false,
                  columns, 7);
    for (int k = 0; k < of(page)->nbacktest; k++) {
        const pk_learned_backtest_t *b = &of(page)->backtests[k];
        pk_html_row(&page->html, NULL);
        pk_html_cell(&page->html, series_label(page, b->series));
        pk_html_cell(&page->html, count(page, b->values));
        pk_html_cell(&page->html, percent(page, b->cover50));
        pk_html_cell(&page->html, percent(page, b->cover90));
        pk_html_cell(&page->html, figure(page, b->error));
        pk_html_cell(&page->html, figure(page, b->last_step));
        pk_html_cell(&page->html, figure(page, b->last_season));
        pk_html_row_end(&page->html);
    }
    pk_html_table_end(&page->html);
}

static void write_checks(pk_page_t *page)
{
    if (of(page)->ncheck > 0) {
        write_check_rows(page);
    }
    if (of(page)->nbacktest > 0) {
        write_backtest_rows(page);
    }
}

const pk_section_t pk_section_calibration = {.id = "answer", .head = PK_SAY_ANSWER_HEAD, .write = write_answer};
const pk_section_t pk_section_calibration_health = {
    .id = "data", .head = PK_SAY_CALIBRATION_HEALTH_HEAD, .is_there = has_health, .write = write_health};
const pk_section_t pk_section_calibration_numbers = {
    .id = "numbers", .head = PK_SAY_SENSITIVITY_HEAD, .write = write_numbers};
const pk_section_t pk_section_calibration_checks = {
    .id = "checks", .head = PK_SAY_CHECK_HEAD, .is_there = has_checks, .write = write_checks};
