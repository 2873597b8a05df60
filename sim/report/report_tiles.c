/* Tiles: a KPI each, its value, and what the plan changes. */
#include <math.h>
#include <string.h>

#include "report/report_parts.h"

enum { TILES = 6 };

static const pk_result_t *star(const pk_page_t *page)
{
    return &page->results[page->star];
}

static bool is_alternative(const pk_page_t *page)
{
    return page->comparison != NULL && page->star != page->comparison->baseline;
}

static const char *title(pk_page_t *page)
{
    const bool best = page->comparison == NULL || page->star == page->answer->best;
    return PK_PAGE_TEXT(page, best ? PK_SAY_TILES_HEAD : PK_SAY_TILES_SECOND, pk_chart_scenario(star(page)));
}

/* A bar as long as the probability; the figure beside it says the same. */
static void write_bar(pk_page_t *page, double p)
{
    pk_html_raw(&page->html, pk_arena_format(&page->arena,
                                             "<span class=\"bar\" aria-hidden=\"true\"><span style=\"width:%.1f%%\">"
                                             "</span></span>\n",
                                             100 * fmin(fmax(p, 0), 1)));
}

static void write_change(pk_page_t *page, const pk_difference_t *d)
{
    if (d == NULL || isnan(d->diff_mean)) {
        return;
    }
    if (d->diff_mean == 0 && !(d->diff_sd > 0)) {
        pk_page_say(page, "p", "change", PK_SAY_SAME);
        return;
    }
    const bool exact = !(d->diff_sd > 0);
    const pk_local_amount_t a = pk_page_difference(page, d);
    pk_page_say(page, "p", "change", PK_SAY_AGAINST, pk_local_with_unit(a.value, a.unit, &page->arena));
    if (!exact) {
        pk_page_say(page, "p", "between", PK_SAY_INTERVAL_LONG, a.interval);
    }
    pk_html_element(&page->html, "p", "chance", pk_page_better(page, d));
    if (!(d->sure.runs_needed > 0)) {
        write_bar(page, d->sure.better.p);
    }
}

static void write_tile(pk_page_t *page, const char *name)
{
    const pk_result_t *r = star(page);
    const pk_result_kpi_t *kpi = &r->kpis[pk_result_kpi(r, name)];
    const pk_summary_t *s = pk_page_kpi(r, name);
    const pk_difference_t *d = is_alternative(page) ? pk_comparison_find(page->comparison, page->star, 0, name) : NULL;
    const pk_local_amount_t a = pk_page_mean(page, r, name);
    const char *mood = pk_page_mood(d);
    pk_html_open(&page->html, "li", *mood != '\0' ? mood : NULL);
    pk_html_raw(&page->html, "\n");
    pk_html_element(&page->html, "h3", NULL, pk_chart_kpi_label(page->language, kpi));
    pk_html_raw(&page->html, "<p class=\"value\">");
    pk_html_text(&page->html, a.value);
    if (*a.unit != '\0') {
        pk_html_raw(&page->html, " ");
        pk_html_element(&page->html, "span", "unit", a.unit);
    }
    pk_html_raw(&page->html, "</p>\n");
    if (is_alternative(page)) {
        write_change(page, d);
    } else if (r->nrun > 1 && s->p95 > s->p05) {
        pk_page_say(page, "p", "between", PK_SAY_INTERVAL_LONG, a.interval);
    }
    pk_html_close(&page->html, "li");
}

/* What each unit of spend beyond the baseline's brings back. */
static void write_return(pk_page_t *page, const pk_difference_t *d)
{
    const pk_local_amount_t a =
        pk_local_amount(page->language, d->unit, d->diff_mean, d->diff_p05, d->diff_p95, false, &page->arena);
    const char *currency = page->baseline->currency;
    pk_html_raw(&page->html, "<li>\n");
    pk_html_element(&page->html, "h3", NULL, pk_saying(page->language, PK_SAY_RETURN));
    pk_html_element(&page->html, "p", "value", a.value);
    pk_page_say(page, "p", "change", PK_SAY_RETURN_OF, currency != NULL ? currency : "");
    if (!d->exact) {
        pk_page_say(page, "p", "between", PK_SAY_INTERVAL_LONG, a.interval);
    }
    pk_html_close(&page->html, "li");
}

static void write(pk_page_t *page)
{
    const char *names[PK_PAGE_KPIS];
    const int count = pk_page_kpis(page, names, TILES);
    const char *runs = pk_local_count(page->language, star(page)->nrun, &page->arena);
    pk_page_say(page, "p", "lead", is_alternative(page) ? PK_SAY_TILES_LEAD : PK_SAY_TILES_LEAD_RUN, runs);
    pk_html_raw(&page->html, "<ul class=\"tiles\">\n");
    for (int i = 0; i < count; i++) {
        if (pk_result_kpi(star(page), names[i]) >= 0) {
            write_tile(page, names[i]);
        }
    }
    const pk_difference_t *back = is_alternative(page) ? pk_comparison_return(page->comparison, page->star) : NULL;
    if (back != NULL) {
        write_return(page, back);
    }
    if (is_alternative(page)) {
        pk_page_payback(page, page->star);
    }
    pk_html_raw(&page->html, "</ul>\n");
}

const pk_section_t pk_section_tiles = {.id = "figures", .head = PK_SAY_TILES_SHORT, .title = title, .write = write};
