/* What was compared: each plan, and what it changes. */
#include <string.h>

#include "report/report_parts.h"

enum { CHANGES_SHOWN = 12 };

/* Assumptions, then what is planned. */
static int count_of(const pk_result_t *r)
{
    return r->nassumption + r->nplanned;
}

static const pk_result_assumption_t *number_at(const pk_result_t *r, int i)
{
    return i < r->nassumption ? &r->assumptions[i] : &r->planned[i - r->nassumption];
}

static const pk_result_assumption_t *find(const pk_result_t *r, const char *path)
{
    for (int i = 0; i < count_of(r); i++) {
        if (strcmp(number_at(r, i)->path, path) == 0) {
            return number_at(r, i);
        }
    }
    return NULL;
}

static bool begins(const char *path, const char *prefix)
{
    return strncmp(path, prefix, strlen(prefix)) == 0;
}

/* The name that the model's label gives to a driver's path: "levers.response_hours" is "Vastausaika tunteina". */
static const char *name_of(const pk_result_t *r, const char *path)
{
    const char *dot = strchr(path, '.');
    const int driver = begins(path, "levers.") || begins(path, "spend.") ? pk_result_driver(r, dot + 1) : -1;
    return driver < 0 ? path : pk_chart_label(r->drivers[driver].label, r->drivers[driver].name);
}

static void write_change(pk_page_t *page, const pk_result_t *r, const char *path, const char *text)
{
    pk_html_raw(&page->html, "<li>");
    pk_html_text(&page->html, name_of(r, path));
    pk_html_raw(&page->html, ": <code>");
    pk_html_text(&page->html, text);
    pk_html_raw(&page->html, "</code></li>\n");
}

/* Whether the number at `path` belongs to the plan itself rather than to the model. */
static bool is_own(const char *path)
{
    const char *second = strchr(path, '.');
    const bool only_two = second != NULL && strchr(second + 1, '.') == NULL;
    return begins(path, "conversions.") || (only_two && (begins(path, "spend.") || begins(path, "levers.")));
}

static bool differs(const pk_page_t *page, const pk_result_assumption_t *a)
{
    if (page->comparison == NULL) {
        return is_own(a->path);
    }
    const pk_result_assumption_t *theirs = find(page->baseline, a->path);
    return theirs == NULL || strcmp(theirs->text, a->text) != 0;
}

/* Numbers that the plan has otherwise than the baseline, or alone; and those that only the baseline has. */
static void write_changes(pk_page_t *page, const pk_result_t *r)
{
    int count = 0, more = 0;
    pk_html_raw(&page->html, "<ul class=\"changes\">\n");
    for (int i = 0; i < count_of(r); i++) {
        const pk_result_assumption_t *a = number_at(r, i);
        if (differs(page, a)) {
            more += count >= CHANGES_SHOWN;
            if (count++ < CHANGES_SHOWN) {
                write_change(page, r, a->path, a->text);
            }
        }
    }
    for (int i = 0; page->comparison != NULL && i < count_of(page->baseline); i++) {
        const char *path = number_at(page->baseline, i)->path;
        if (find(r, path) == NULL) {
            more += count >= CHANGES_SHOWN;
            if (count++ < CHANGES_SHOWN) {
                write_change(page, r, path, pk_saying(page->language, PK_SAY_AS_BASELINE));
            }
        }
    }
    if (more > 0) {
        pk_page_say(page, "li", NULL, PK_SAY_MORE_CHANGES, pk_local_count(page->language, more, &page->arena));
    }
    if (count == 0) {
        pk_html_element(&page->html, "li", NULL, pk_saying(page->language, PK_SAY_PLANS_NONE));
    }
    pk_html_raw(&page->html, "</ul>\n");
}

static void write_plan(pk_page_t *page, const pk_result_t *r)
{
    pk_html_row(&page->html, NULL);
    pk_html_cell_begin(&page->html);
    pk_html_text(&page->html, pk_chart_scenario(r));
    if (page->comparison != NULL && r == page->baseline) {
        pk_html_raw(&page->html, " ");
        pk_html_element(&page->html, "span", "mark", pk_saying(page->language, PK_SAY_BASELINE));
    }
    pk_html_cell_end(&page->html);
    pk_html_cell_begin(&page->html);
    if (page->comparison != NULL && r == page->baseline) {
        pk_html_raw(&page->html, "–");
    } else {
        write_changes(page, r);
    }
    pk_html_cell_end(&page->html);
    pk_html_row_end(&page->html);
}

static void write(pk_page_t *page)
{
    const bool several = page->comparison != NULL;
    const pk_html_column_t columns[] = {
        {pk_saying(page->language, PK_SAY_PLANS_ROW), false},
        {pk_saying(page->language, several ? PK_SAY_PLANS_CHANGES : PK_SAY_PLANS_SETS), false}};
    pk_html_table(&page->html, pk_saying(page->language, several ? PK_SAY_PLANS_HEAD : PK_SAY_PLAN_HEAD), true, columns,
                  2);
    for (int i = 0; i < page->nresult; i++) {
        write_plan(page, &page->results[i]);
    }
    pk_html_table_end(&page->html);
}

const pk_section_t pk_section_plans = {
    .id = "plans", .head = PK_SAY_PLANS_HEAD, .head_alone = PK_SAY_PLAN_HEAD, .write = write};
