/* The pictures, each with its question, a description for those who cannot see it, and its numbers. */
#include <string.h>

#include "base/status.h"
#include "report/report_parts.h"

enum { PICTURE_BYTES = 16 << 20, PLANS_SHOWN = 12 };

/* The chart's question, or its name where the folder holds one that this polku does not draw. */
static const char *question_of(pk_page_t *page, const char *name)
{
    const pk_chart_t *chart = pk_chart_find(name);
    return chart == NULL || chart->question == PK_SAY_CHART_OTHER ? PK_PAGE_TEXT(page, PK_SAY_CHART_OTHER, name)
                                                                  : pk_saying(page->language, chart->question);
}

/* The name of the chart where `path` is FOLDER/charts/NAME.EXTENSION, else NULL; `kind` gets what kind of picture it
 * is. */
static const char *chart_in(pk_page_t *page, const char *path, const char *folder, pk_picture_kind_t *kind)
{
    const char *start = pk_arena_format(&page->arena, "%s/charts/", folder);
    const size_t length = strlen(path), before = strlen(start);
    if (strncmp(path, start, before) != 0 || length < before + 5 || !pk_page_picture_kind(path, kind)) {
        return NULL;
    }
    return pk_arena_copy_n(&page->arena, path + before, length - before - 4);
}

/* A text of the chart's label file: its title, or the note below it. */
static const char *label_of(pk_page_t *page, const char *folder, const char *chart, const char *key)
{
    pk_diag_t diag = {0};
    const char *path = pk_arena_format(&page->arena, "%s/charts/data/%s.labels.tsv", folder, chart);
    const pk_source_t *source = pk_source_read(path, PICTURE_BYTES, PK_NOWHERE, &page->arena, &diag);
    const char *line = source == NULL ? NULL : source->text, *text = "";
    const size_t length = strlen(key);
    while (line != NULL && *line != '\0') {
        if (strncmp(line, key, length) == 0 && strncmp(line + length, "\t0\t", 3) == 0) {
            const char *from = line + length + 3;
            text = pk_sheet_drawn(from, strcspn(from, "\n"), &page->arena);
            break;
        }
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    pk_diag_free(&diag);
    return text;
}

static void write_table(pk_page_t *page, const char *chart, const pk_result_t *result)
{
    pk_html_raw(&page->html, "<details>\n");
    pk_html_element(&page->html, "summary", NULL, pk_saying(page->language, PK_SAY_CHART_TABLE));
    const pk_chart_t *row = pk_chart_find(chart);
    if (row == NULL || row->table == NULL || !row->table(page, result)) {
        pk_html_element(&page->html, "p", NULL, pk_arena_format(&page->arena, "charts/data/%s.tsv", chart));
    }
    pk_html_raw(&page->html, "</details>\n");
}

static void write_chart(pk_page_t *page, const char *path, const char *folder, const char *chart, const char *heading,
                        const pk_result_t *result)
{
    const char *question = question_of(page, chart), *title = label_of(page, folder, chart, "title");
    const pk_page_picture_t picture = {.path = path,
                                       .id = pk_arena_format(&page->arena, "c%d-", ++page->pictures),
                                       .question = question,
                                       .title = *title != '\0' ? title : question,
                                       .note = label_of(page, folder, chart, "note")};
    pk_html_raw(&page->html, "<figure>\n");
    pk_html_element(&page->html, heading, NULL, question);
    pk_page_picture(page, &picture);
    if (strcmp(chart, "actuals") == 0 && result != NULL) {
        pk_page_actuals(page, result);
    }
    write_table(page, chart, result);
    pk_html_raw(&page->html, "</figure>\n");
}

/* Whether the comparison as a whole shows this chart, of all plans side by side. */
static bool is_shown_of_all(pk_page_t *page, const char *chart)
{
    const pk_pictures_t *pictures = page->report->pictures;
    for (int i = 0; i < pictures->count; i++) {
        pk_picture_kind_t kind;
        const char *other = chart_in(page, pictures->paths[i], page->folder, &kind);
        if (other != NULL && strcmp(other, chart) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether the same chart of a folder was also drawn as a kind that a page shows better. */
static bool is_shown_better(pk_page_t *page, const char *folder, const char *chart, pk_picture_kind_t than)
{
    const pk_pictures_t *pictures = page->report->pictures;
    for (int i = 0; i < pictures->count; i++) {
        pk_picture_kind_t kind;
        const char *other = chart_in(page, pictures->paths[i], folder, &kind);
        if (other != NULL && kind < than && strcmp(other, chart) == 0) {
            return true;
        }
    }
    return false;
}

/* The place of a chart among all. */
static int place_of(const char *name)
{
    const pk_chart_t *chart = pk_chart_find(name);
    return chart == NULL ? pk_chart_total : (int)(chart - pk_charts);
}

/* Whether a section of its own shows it. */
static bool is_shown_apart(const pk_page_t *page, const char *chart)
{
    return page->comparison != NULL && strcmp(chart, "dots") == 0;
}

/* Those of a folder, in the order of all charts, what is not among these last, each once whatever it was drawn as;
 * of one plan in a comparison only what is not shown side by side. Returns how many there are. */
static int write_charts(pk_page_t *page, const char *folder, const char *heading, const pk_result_t *result)
{
    const pk_pictures_t *pictures = page->report->pictures;
    int count = 0;
    for (int q = 0; q <= pk_chart_total; q++) {
        for (int i = 0; pictures != NULL && i < pictures->count; i++) {
            pk_picture_kind_t kind;
            const char *chart = chart_in(page, pictures->paths[i], folder, &kind);
            if (chart == NULL || place_of(chart) != q || is_shown_better(page, folder, chart, kind) ||
                is_shown_apart(page, chart)) {
                continue;
            }
            if (folder == page->folder || !is_shown_of_all(page, chart)) {
                write_chart(page, pictures->paths[i], folder, chart, heading, result);
                count++;
            }
        }
    }
    return count;
}

/* One chart of the folder as a whole, whatever it was drawn as. */
void pk_page_chart(pk_page_t *page, const char *name)
{
    const pk_pictures_t *pictures = page->report->pictures;
    for (int i = 0; pictures != NULL && i < pictures->count; i++) {
        pk_picture_kind_t kind;
        const char *chart = chart_in(page, pictures->paths[i], page->folder, &kind);
        if (chart != NULL && strcmp(chart, name) == 0 && !is_shown_better(page, page->folder, chart, kind)) {
            write_chart(page, pictures->paths[i], page->folder, chart, "h3", NULL);
        }
    }
}

static void write_all(pk_page_t *page)
{
    if (write_charts(page, page->folder, "h3", page->report->result) == 0) {
        pk_page_say(page, "p", "note", PK_SAY_CHART_MISSING);
    }
}

/* ---- the charts of each plan of a comparison ---- */

static bool has_plans(const pk_page_t *page)
{
    return page->comparison != NULL && page->report->pictures != NULL && page->report->pictures->count > 0;
}

static const char *folder_of(pk_page_t *page, int scenario)
{
    return pk_arena_format(&page->arena, "%s/%s", page->folder, page->results[scenario].scenario);
}

static void write_plan(pk_page_t *page, int scenario)
{
    const pk_result_t *r = &page->results[scenario];
    pk_html_raw(&page->html, "<details class=\"plan\">\n<summary>");
    pk_html_element(&page->html, "h3", NULL, pk_chart_scenario(r));
    pk_html_raw(&page->html, "</summary>\n");
    write_charts(page, folder_of(page, scenario), "h4", r);
    pk_html_raw(&page->html, "</details>\n");
}

/* The best and the baseline first, then the others in order. */
static void write_plan_by_plan(pk_page_t *page)
{
    int shown = 0;
    write_plan(page, page->answer->best);
    shown++;
    for (int i = 0; i < page->nresult && shown < PLANS_SHOWN; i++) {
        const int plan = i == 0 ? page->comparison->baseline : i <= page->comparison->baseline ? i - 1 : i;
        if (plan != page->answer->best) {
            write_plan(page, plan);
            shown++;
        }
    }
    if (shown < page->nresult) {
        pk_page_say(page, "p", "note", PK_SAY_PLAN_BY_PLAN_MORE, PK_PAGE_COUNT(page, shown),
                    PK_PAGE_COUNT(page, page->nresult));
    }
}

const pk_section_t pk_section_charts = {.id = "charts", .head = PK_SAY_CHARTS_HEAD, .write = write_all};
const pk_section_t pk_section_plan_by_plan = {
    .id = "plan-by-plan", .head = PK_SAY_PLAN_BY_PLAN_HEAD, .is_there = has_plans, .write = write_plan_by_plan};
