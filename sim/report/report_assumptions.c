/* What was assumed: each number as written, what the draws made of it, and where it comes from. */
#include <math.h>
#include <string.h>

#include "report/figure.h"
#include "report/report_parts.h"

static bool is_there(const pk_page_t *page)
{
    return page->baseline->nassumption > 0;
}

/* By the first key of the path; drivers bring their own. */
static const struct {
    const char *key;
    pk_saying_t head;
} groups[] = {{"stages", PK_SAY_GROUP_STAGES},           {"personas", PK_SAY_GROUP_PERSONAS},
              {"transitions", PK_SAY_GROUP_TRANSITIONS}, {"capacity", PK_SAY_GROUP_CAPACITY},
              {"arrivals", PK_SAY_GROUP_ARRIVALS},       {"spend", PK_SAY_GROUP_SPEND},
              {"conversions", PK_SAY_GROUP_CONVERSIONS}};
enum { GROUPS = sizeof groups / sizeof *groups };

static size_t key_length(const char *path)
{
    return strcspn(path, ".");
}

/* What stands over the numbers of a group; NULL: it has no name, and its numbers stand with the others. */
static const char *head_of(const pk_page_t *page, const pk_result_assumption_t *a)
{
    for (int group = 0; group < GROUPS; group++) {
        if (strlen(groups[group].key) == key_length(a->path) &&
            strncmp(groups[group].key, a->path, key_length(a->path)) == 0) {
            return pk_saying(page->language, groups[group].head);
        }
    }
    return a->head[page->language];
}

/* In which group each number stands, which is the first number that has its head. */
static int *groups_of(const pk_page_t *page, pk_arena_t *arena)
{
    const pk_result_t *r = page->baseline;
    int *group = PK_ARRAY(arena, int, r->nassumption + 1), *first = PK_ARRAY(arena, int, r->nassumption + 1), count = 0;
    for (int i = 0; i < r->nassumption; i++) {
        const char *head = head_of(page, &r->assumptions[i]), *other = NULL;
        int k = 0;
        for (; k < count; k++) {
            other = head_of(page, &r->assumptions[first[k]]);
            if (head == NULL || other == NULL ? head == other : strcmp(head, other) == 0) {
                break;
            }
        }
        first[k] = k == count ? i : first[k];
        count += k == count;
        group[i] = first[k];
    }
    return group;
}

/* The path without the key that the group's heading says. */
static const char *short_path(const char *path, bool headed)
{
    return headed ? path + key_length(path) + 1 : path;
}

static bool has_origin(const pk_result_assumption_t *a)
{
    return *a->source != '\0' || *a->note != '\0';
}

/* What gets a row; the other certain numbers are listed below. */
static bool is_telling(const pk_result_assumption_t *a)
{
    return a->uncertain || has_origin(a);
}

static void write_origin(pk_page_t *page, const pk_result_assumption_t *a)
{
    pk_html_cell_begin(&page->html);
    if (*a->source != '\0') {
        pk_page_say(page, "span", "source", PK_SAY_SOURCE, a->source);
    }
    if (*a->note != '\0') {
        pk_html_text(&page->html, a->note);
    }
    if (!has_origin(a)) {
        pk_html_element(&page->html, "span", "missing", pk_saying(page->language, PK_SAY_NO_SOURCE));
    }
    pk_html_cell_end(&page->html);
}

/* A path, which may be broken behind a dot and beside an arrow, and not within one. */
static void write_path(pk_page_t *page, const char *path)
{
    pk_html_open(&page->html, "code", NULL);
    while (*path != '\0') {
        const bool arrow = strncmp(path, "->", 2) == 0;
        const size_t plain = strcspn(path + 1, ".-") + 1;
        const size_t length = arrow ? 2 : plain;
        pk_html_raw(&page->html, arrow ? "<span class=\"arrow\">" : "");
        pk_html_text(&page->html, pk_arena_copy_n(&page->arena, path, length));
        pk_html_raw(&page->html, arrow ? "</span>" : path[length] == '.' ? "<wbr>" : "");
        path += length;
    }
    pk_html_close(&page->html, "code");
}

/* Whether `next` goes on with a list that `a` is in: months of a season, plain and with the same origin. */
static bool goes_on(const pk_result_assumption_t *a, const pk_result_assumption_t *next)
{
    const char *dot = strrchr(a->path, '.'), *other = strrchr(next->path, '.');
    const bool listed = dot != NULL && other != NULL && dot - a->path == other - next->path &&
                        strncmp(a->path, next->path, (size_t)(dot - a->path)) == 0 &&
                        strspn(dot + 1, "0123456789") == strlen(dot + 1) &&
                        strspn(other + 1, "0123456789") == strlen(other + 1);
    return listed && !a->uncertain && !next->uncertain && strcmp(a->source, next->source) == 0 &&
           strcmp(a->note, next->note) == 0;
}

/* `count` numbers of a list in one row. */
static void write_list(pk_page_t *page, const pk_result_assumption_t *a, int count, bool headed)
{
    const char *dot = strrchr(a->path, '.'), *text = a->text;
    for (int i = 1; i < count; i++) {
        text = pk_arena_format(&page->arena, "%s; %s", text, a[i].text);
    }
    pk_html_row(&page->html, NULL);
    pk_html_cell_begin(&page->html);
    write_path(page, short_path(pk_arena_copy_n(&page->arena, a->path, (size_t)(dot - a->path)), headed));
    pk_html_cell_end(&page->html);
    pk_html_cell_begin(&page->html);
    pk_html_element(&page->html, "code", NULL, text);
    pk_html_cell_end(&page->html);
    pk_html_cell(&page->html, "–");
    pk_html_cell(&page->html, "–");
    write_origin(page, a);
    pk_html_row_end(&page->html);
}

static void write_row(pk_page_t *page, const pk_result_assumption_t *a, bool headed)
{
    const double low = a->uncertain ? a->p05 : NAN, high = a->uncertain ? a->p95 : NAN;
    const pk_local_amount_t amount =
        pk_local_amount(page->language, a->share ? "share" : "", a->mean, low, high, false, &page->arena);
    pk_html_row(&page->html, NULL);
    pk_html_cell_begin(&page->html);
    write_path(page, short_path(a->path, headed));
    pk_html_cell_end(&page->html);
    pk_html_cell_begin(&page->html);
    pk_html_element(&page->html, "code", NULL, a->text);
    pk_html_cell_end(&page->html);
    pk_html_cell(&page->html, isnan(a->mean) ? pk_saying(page->language, PK_SAY_VARIES) : amount.value);
    pk_html_cell(&page->html, a->uncertain ? amount.interval : "–");
    write_origin(page, a);
    pk_html_row_end(&page->html);
}

static void write_group(pk_page_t *page, const int *group, int first)
{
    const pk_result_t *r = page->baseline;
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_NUMBER), false},
                                        {pk_saying(page->language, PK_SAY_WRITTEN), false},
                                        {pk_saying(page->language, PK_SAY_EFFECTIVE), true},
                                        {pk_saying(page->language, PK_SAY_BETWEEN), true},
                                        {pk_saying(page->language, PK_SAY_ORIGIN), false}};
    const char *head = head_of(page, &r->assumptions[first]);
    const char *over = head != NULL ? head : pk_saying(page->language, PK_SAY_GROUP_OTHER);
    int rows = 0;
    for (int i = first; i < r->nassumption; i++) {
        const pk_result_assumption_t *a = &r->assumptions[i];
        if (group[i] == first && is_telling(a)) {
            if (rows++ == 0) {
                pk_html_table(&page->html, over, true, columns, 5);
            }
            int listed = 1;
            while (i + listed < r->nassumption && goes_on(a, &r->assumptions[i + listed])) {
                listed++;
            }
            if (listed > 1) {
                write_list(page, a, listed, head != NULL);
            } else {
                write_row(page, a, head != NULL);
            }
            i += listed - 1;
        }
    }
    if (rows > 0) {
        pk_html_table_end(&page->html);
    }
}

/* The numbers that say no more than themselves. */
static void write_plain(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    int count = 0;
    for (int i = 0; i < r->nassumption; i++) {
        count += !is_telling(&r->assumptions[i]);
    }
    if (count == 0) {
        return;
    }
    pk_html_raw(&page->html, "<details>\n");
    pk_page_say(page, "summary", NULL, PK_SAY_CERTAIN_NUMBERS, pk_local_count(page->language, count, &page->arena));
    pk_html_raw(&page->html, "<ul class=\"plain\">\n");
    for (int i = 0; i < r->nassumption; i++) {
        const pk_result_assumption_t *a = &r->assumptions[i];
        if (!is_telling(a)) {
            pk_html_element(&page->html, "li", NULL, pk_arena_format(&page->arena, "%s: %s", a->path, a->text));
        }
    }
    pk_html_raw(&page->html, "</ul>\n</details>\n");
}

/* When something happens: "Black Friday: 27 Nov 2026 – 30 Nov 2026; 26 Nov 2027 – 29 Nov 2027". */
static void write_events(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    for (int d = 0; d < r->ndriver; d++) {
        const pk_result_driver_t *driver = &r->drivers[d];
        const char *days = "";
        for (int i = 0; i < driver->nspan; i++) {
            const pk_days_t *span = &driver->spans[i];
            const char *first = pk_local_day(page->language, span->first, &page->arena);
            const char *last = pk_local_day(page->language, span->last, &page->arena);
            days = pk_arena_format(&page->arena, "%s%s%s%s%s", days, i > 0 ? "; " : "", first,
                                   span->last > span->first ? " – " : "", span->last > span->first ? last : "");
        }
        if (driver->nspan > 0) {
            pk_page_say(page, "p", NULL, PK_SAY_EVENT_DAYS, pk_chart_label(driver->label, driver->name), days);
        }
    }
}

static void write_lead(pk_page_t *page)
{
    const pk_result_t *r = page->baseline;
    int uncertain = 0, sourced = 0, noted = 0;
    for (int i = 0; i < r->nassumption; i++) {
        const pk_result_assumption_t *a = &r->assumptions[i];
        uncertain += a->uncertain;
        sourced += a->uncertain && *a->source != '\0';
        noted += a->uncertain && *a->source == '\0' && *a->note != '\0';
    }
    if (uncertain == 0) {
        pk_page_say(page, "p", "lead", PK_SAY_ASSUMPTIONS_LEAD_CERTAIN);
        return;
    }
    pk_arena_t *arena = &page->arena;
    pk_page_say(page, "p", "lead", PK_SAY_ASSUMPTIONS_LEAD, pk_local_count(page->language, uncertain, arena),
                pk_local_count(page->language, sourced, arena), pk_local_count(page->language, noted, arena),
                pk_local_count(page->language, uncertain - sourced - noted, arena));
}

static void write(pk_page_t *page)
{
    write_lead(page);
    const int *group = groups_of(page, &page->arena);
    for (int others = 0; others < 2; others++) {
        for (int i = 0; i < page->baseline->nassumption; i++) {
            if (group[i] == i && (head_of(page, &page->baseline->assumptions[i]) == NULL) == (others == 1)) {
                write_group(page, group, i);
            }
        }
    }
    write_events(page);
    write_plain(page);
}

const pk_section_t pk_section_assumptions = {
    .id = "assumptions", .head = PK_SAY_ASSUMPTIONS_HEAD, .is_there = is_there, .write = write};
