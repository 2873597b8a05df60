/* The page: frame, contents, sections in the order in which a planner asks. */
#include "report/report.h"

#include <math.h>
#include <string.h>

#include "report/add_up.h"
#include "report/report_parts.h"
#include "report/told.h"

static const pk_section_t *const sections[] = {
    &pk_section_answer,     &pk_section_tiles, &pk_section_decision,     &pk_section_dots,   &pk_section_plans,
    &pk_section_comparison, &pk_section_worth, &pk_section_individuals,  &pk_section_charts, &pk_section_losses,
    &pk_section_targets,    &pk_section_kpis,  &pk_section_plan_by_plan, &pk_section_today,  &pk_section_assumptions,
    &pk_section_rules,      &pk_section_again, &pk_section_warnings};
static const pk_section_t *const of_sweep[] = {&pk_section_sweep, &pk_section_charts, &pk_section_sweep_cells,
                                               &pk_section_rules, &pk_section_again,  &pk_section_warnings};

static const pk_section_t *const of_sensitivity[] = {
    &pk_section_sensitivity, &pk_section_charts, &pk_section_sensitivity_numbers,
    &pk_section_rules,       &pk_section_again,  &pk_section_warnings};

static const pk_section_t *const of_calibration[] = {&pk_section_calibration,
                                                     &pk_section_calibration_health,
                                                     &pk_section_charts,
                                                     &pk_section_calibration_numbers,
                                                     &pk_section_calibration_checks,
                                                     &pk_section_again,
                                                     &pk_section_warnings};
static const pk_section_t *const of_attribution[] = {
    &pk_section_attribution, &pk_section_returns, &pk_section_charts,  &pk_section_attribution_rows,
    &pk_section_rules,       &pk_section_again,   &pk_section_warnings};
static const pk_section_t *const of_best[] = {&pk_section_best,  &pk_section_best_amounts, &pk_section_charts,
                                              &pk_section_rules, &pk_section_again,        &pk_section_warnings};

/* ---- what the sections share ---- */

const pk_summary_t *pk_page_kpi(const pk_result_t *result, const char *name)
{
    const int kpi = pk_result_kpi(result, name);
    return kpi < 0 ? NULL : &result->kpi[pk_kpi_cell(result, 0, 0, kpi)];
}

pk_local_amount_t pk_page_difference(pk_page_t *page, const pk_difference_t *d)
{
    return pk_local_amount_at(page->language, d->unit, pk_told_difference_grain(page->comparison, d),
                              pk_told_difference(page->comparison, d), d->diff_p05, d->diff_p95, true, &page->arena);
}

pk_local_amount_t pk_page_mean(pk_page_t *page, const pk_result_t *r, const char *kpi)
{
    const int k = pk_result_kpi(r, kpi);
    const char *unit = r->kpis[k].unit;
    const pk_summary_t *one = &r->kpi[pk_kpi_cell(r, 0, 0, k)];
    const pk_money_sum_t money = page->comparison == NULL ? pk_money_sum_of(r, &page->arena) : (pk_money_sum_t){0};
    if (money.grain > 0 && isfinite(money.value[k])) {
        const double ends = one->p05 == one->p95 ? money.grain : money.ends;
        return pk_local_amount_between(page->language, unit, money.grain, ends, money.value[k], one->p05, one->p95,
                                       false, &page->arena);
    }
    if (page->comparison == NULL) {
        return pk_local_amount(page->language, unit, one->mean, one->p05, one->p95, false, &page->arena);
    }
    const pk_summary_t s = pk_told_summary(page->comparison, (int)(r - page->results), kpi);
    return pk_local_amount_at(page->language, unit, pk_told_value_grain(page->comparison, kpi, &s), s.mean, s.p05,
                              s.p95, false, &page->arena);
}

const char *pk_page_p_better(pk_page_t *page, const pk_difference_t *d)
{
    const pk_sure_t *sure = &d->sure;
    const double runs = page->results[d->scenario].nrun;
    return sure->runs_needed > 0 ? pk_local_untold(page->language, runs, sure->runs_needed, &page->arena)
           : sure->draws == 1    ? "–"
                                 : pk_local_chance(page->language, sure->better.p, sure->draws, &page->arena);
}

const char *pk_page_better(pk_page_t *page, const pk_difference_t *d)
{
    const char *text = pk_page_p_better(page, d);
    return d->sure.runs_needed > 0 ? text : PK_PAGE_TEXT(page, PK_SAY_P_BETTER, text);
}

const char *pk_page_mood(const pk_difference_t *difference)
{
    static const char *const moods[] = {[1] = "better", [2] = "worse", [3] = ""};
    const bool unclear = difference == NULL || difference->diff_mean == 0 ||
                         (difference->diff_sd > 0 && difference->diff_p05 <= 0 && difference->diff_p95 >= 0);
    return unclear ? "" : moods[pk_chart_verdict(difference)];
}

static bool is_something(const pk_page_t *page, const char *name)
{
    for (int i = 0; i < page->nresult; i++) {
        const pk_summary_t *s = pk_page_kpi(&page->results[i], name);
        if (s != NULL && isfinite(s->mean) && s->mean != 0) {
            return true;
        }
    }
    return false;
}

int pk_page_kpis(const pk_page_t *page, const char **names, int most)
{
    const pk_result_t *baseline = page->baseline;
    int ranked[baseline->nkpi + 1], count = 0;
    const int among = pk_result_ranked(baseline, false, ranked);
    for (int i = 0; i < among && count < (baseline->nshow > 0 ? PK_PAGE_KPIS : most); i++) {
        const pk_result_kpi_t *kpi = &baseline->kpis[ranked[i]];
        if (baseline->nshow > 0 || is_something(page, kpi->name)) {
            names[count++] = kpi->name;
        }
    }
    return count;
}

/* ---- the page ---- */

static void begin_page(pk_page_t *page, const pk_report_t *report, const char *folder)
{
    *page = (pk_page_t){.report = report, .language = report->language, .folder = folder};
    page->comparison = report->comparison;
    page->sections = sections;
    page->nsection = sizeof sections / sizeof *sections;
    if (report->sensitivity != NULL) {
        page->sections = of_sensitivity;
        page->nsection = sizeof of_sensitivity / sizeof *of_sensitivity;
        page->results = page->baseline = &report->sensitivity->plan;
        page->nresult = 1;
        return;
    }
    if (report->calibrated != NULL) {
        page->sections = of_calibration;
        page->nsection = sizeof of_calibration / sizeof *of_calibration;
        page->calibrated = pk_chart_calibrated(report->calibrated);
        page->results = page->baseline = &page->calibrated;
        page->nresult = 1;
        return;
    }
    if (report->sweep != NULL) {
        page->sections = of_sweep;
        page->nsection = sizeof of_sweep / sizeof *of_sweep;
        page->results = page->baseline = &report->sweep->baseline;
        page->nresult = 1;
        return;
    }
    if (report->attribution != NULL) {
        page->sections = of_attribution;
        page->nsection = sizeof of_attribution / sizeof *of_attribution;
    }
    if (report->best != NULL) {
        page->sections = of_best;
        page->nsection = sizeof of_best / sizeof *of_best;
        page->results = page->baseline = &report->best->comparison.results[0];
        page->nresult = 1;
        return;
    }
    if (page->comparison == NULL) {
        page->results = page->baseline = report->attribution != NULL ? &report->attribution->result : report->result;
        page->nresult = 1;
        return;
    }
    page->results = page->comparison->results;
    page->nresult = page->comparison->nresult;
    page->baseline = &page->results[page->comparison->baseline];
    page->answer = &page->comparison->answer;
    page->star = page->answer->alternative < 0 ? page->comparison->baseline : page->answer->alternative;
}

static const char *page_title(const pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    if (page->report->best != NULL && *page->report->best->title != '\0') {
        return page->report->best->title;
    }
    return page->comparison != NULL && *r->model_title != '\0' ? r->model_title : pk_chart_scenario(r);
}

static void write_head(pk_page_t *page)
{
    pk_html_t *html = &page->html;
    pk_html_raw(html, "<!DOCTYPE html>\n<html lang=\"");
    pk_html_raw(html, pk_language_code(page->language));
    pk_html_raw(html, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "style-src 'unsafe-inline'; img-src data:\">\n"
                      "<link rel=\"icon\" href=\"data:,\">\n");
    pk_html_element(html, "title", NULL, page_title(page));
    pk_html_raw(html, "<style>\n");
    pk_html_raw(html, pk_report_style);
    pk_html_raw(html, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#content\">");
    pk_html_text(html, pk_saying(page->language, PK_SAY_SKIP));
    pk_html_raw(html, "</a>\n");
}

static void write_masthead(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    const char *people = pk_local_count(page->language, r->population, &page->arena);
    const char *runs = pk_local_count(page->language, r->nrun, &page->arena);
    const char *span = pk_local_span(page->language, r, &page->arena);
    pk_html_raw(&page->html, "<header>\n");
    pk_html_element(&page->html, "h1", NULL, page_title(page));
    if (page->report->sensitivity != NULL) {
        const pk_sensitivity_t *s = page->report->sensitivity;
        pk_page_say(page, "p", "about", PK_SAY_SENSITIVITY_LINE,
                    pk_local_count(page->language, s->nuncertain, &page->arena), people, span,
                    pk_local_count(page->language, (double)s->samples, &page->arena));
    } else if (page->report->calibrated != NULL) {
        const pk_calibrated_t *c = page->report->calibrated;
        pk_page_say(
            page, "p", "about", PK_SAY_CALIBRATION_LINE,
            pk_local_counted(page->language, c->nnumber - 1, PK_SAY_ASKED_NUMBER, PK_SAY_ASKED_NUMBERS, &page->arena),
            pk_local_counted(page->language, c->nvalue, PK_SAY_CALIBRATION_VALUE, PK_SAY_CALIBRATION_VALUES,
                             &page->arena),
            people, span);
    } else if (page->report->sweep != NULL) {
        const char *count = pk_local_count(page->language, (double)page->report->sweep->ncell, &page->arena);
        pk_page_say(page, "p", "about", PK_SAY_SWEEP_LINE, count, people, span, runs);
    } else if (page->comparison != NULL) {
        const char *count = pk_local_count(page->language, page->nresult, &page->arena);
        const bool race = page->comparison->effort.race != NULL;
        pk_page_say(page, "p", "about", race ? PK_SAY_RACE_LINE : PK_SAY_COMPARED_LINE, count, people, span, runs);
    } else {
        const char *model = *r->model_title != '\0' ? r->model_title : r->scenario;
        pk_page_say(page, "p", "about", PK_SAY_RUN_LINE, model, people, span, runs);
    }
    pk_html_raw(&page->html, "</header>\n");
}

static bool is_there(const pk_page_t *page, const pk_section_t *section)
{
    return section->is_there == NULL || section->is_there(page);
}

static const char *short_head(const pk_page_t *page, const pk_section_t *section)
{
    const bool alone = page->comparison == NULL && section->head_alone != 0;
    return pk_saying(page->language, alone ? section->head_alone : section->head);
}

static const char *head_of(pk_page_t *page, const pk_section_t *section)
{
    return section->title != NULL ? section->title(page) : short_head(page, section);
}

static void write_contents(pk_page_t *page)
{
    pk_html_t *html = &page->html;
    pk_html_raw(html, "<nav aria-label=\"");
    pk_html_text(html, pk_saying(page->language, PK_SAY_CONTENTS));
    pk_html_raw(html, "\">\n<ul>\n");
    for (int i = 0; i < page->nsection; i++) {
        if (is_there(page, page->sections[i])) {
            pk_html_raw(html, "<li><a href=\"#");
            pk_html_raw(html, page->sections[i]->id);
            pk_html_raw(html, "\">");
            pk_html_text(html, short_head(page, page->sections[i]));
            pk_html_raw(html, "</a></li>\n");
        }
    }
    pk_html_raw(html, "</ul>\n</nav>\n");
}

static void write_section(pk_page_t *page, const pk_section_t *section)
{
    pk_html_t *html = &page->html;
    pk_html_raw(html, "<section id=\"");
    pk_html_raw(html, section->id);
    pk_html_raw(html, "\" aria-labelledby=\"head-");
    pk_html_raw(html, section->id);
    pk_html_raw(html, "\">\n<h2 id=\"head-");
    pk_html_raw(html, section->id);
    pk_html_raw(html, "\">");
    pk_html_text(html, head_of(page, section));
    pk_html_raw(html, "</h2>\n");
    section->write(page);
    pk_html_raw(html, "</section>\n");
}

static void write_page(pk_page_t *page)
{
    const pk_manifest_t *manifest = page->report->manifest;
    write_head(page);
    write_masthead(page);
    write_contents(page);
    pk_html_raw(&page->html, "<main id=\"content\" tabindex=\"-1\">\n");
    for (int i = 0; i < page->nsection; i++) {
        if (is_there(page, page->sections[i])) {
            write_section(page, page->sections[i]);
        }
    }
    pk_html_raw(&page->html, "</main>\n<footer>\n");
    pk_page_say(page, "p", NULL, PK_SAY_MADE_BY, manifest->version,
                pk_arena_format(&page->arena, "%llu", page->baseline->seed));
    pk_html_raw(&page->html, "</footer>\n</body>\n</html>\n");
}

pk_status_t pk_report_write(const pk_report_t *report, const char *folder, pk_diag_t *diag)
{
    pk_page_t page;
    begin_page(&page, report, folder);
    pk_status_t status = pk_out_open(&page.html.out, pk_arena_format(&page.arena, "%s/report.html", folder), diag);
    if (status == PK_OK) {
        page.html.out.output = report->manifest->output;
        page.html.sideways = pk_saying(page.language, PK_SAY_SIDEWAYS);
        write_page(&page);
        status = pk_out_close(&page.html.out, diag);
    }
    pk_arena_free(&page.arena);
    return status;
}
