/* How the numbers are counted, how to have them again, and what was warned of. */
#include <string.h>

#include "base/shell.h"
#include "report/report_parts.h"

static void write_rules(pk_page_t *page)
{
    static const pk_saying_t rules[] = {PK_SAY_RULE_MONEY, PK_SAY_RULE_PROFIT, PK_SAY_RULE_RATIO, PK_SAY_RULE_SPREAD};
    pk_html_raw(&page->html, "<ul>\n");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        pk_html_element(&page->html, "li", NULL, pk_saying(page->language, rules[i]));
    }
    if (page->comparison != NULL) {
        pk_html_element(&page->html, "li", NULL, pk_saying(page->language, PK_SAY_RULE_PAIRS));
    }
    pk_html_raw(&page->html, "</ul>\n");
}

/* ---- again ---- */

static void write_command(pk_page_t *page, const char *const *words)
{
    pk_page_say(page, "p", NULL, PK_SAY_AGAIN_LEAD);
    pk_html_raw(&page->html, "<pre tabindex=\"0\"><code>");
    for (int i = 0; words[i] != NULL; i++) {
        pk_html_text(&page->html, i > 0 ? " " : "");
        pk_html_text(&page->html, pk_shell_word(words[i], &page->arena));
    }
    pk_html_raw(&page->html, "</code></pre>\n");
}

static void write_fact(pk_page_t *page, pk_saying_t what, const char *value)
{
    pk_html_element(&page->html, "dt", NULL, pk_saying(page->language, what));
    pk_html_element(&page->html, "dd", NULL, value);
}

static void write_facts(pk_page_t *page)
{
    const pk_manifest_t *m = page->report->manifest;
    pk_html_raw(&page->html, "<dl>\n");
    write_fact(page, PK_SAY_VERSION, m->version);
    write_fact(page, PK_SAY_SEED, pk_arena_format(&page->arena, "%llu", page->baseline->seed));
    if (page->report->calibrated != NULL) {
        write_fact(page, PK_SAY_CHAINS, pk_local_count(page->language, page->report->calibrated->chains, &page->arena));
        write_fact(page, PK_SAY_METHOD, page->report->calibrated->method);
    } else {
        write_fact(page, PK_SAY_RUNS, pk_local_count(page->language, page->baseline->nrun, &page->arena));
        write_fact(page, PK_SAY_ENGINE, pk_manifest_engine(m));
    }
    pk_html_raw(&page->html, "</dl>\n");
}

static void write_files(pk_page_t *page)
{
    const pk_manifest_t *m = page->report->manifest;
    const pk_html_column_t columns[] = {{pk_saying(page->language, PK_SAY_FILE_NAME), false},
                                        {pk_saying(page->language, PK_SAY_HASH), false}};
    pk_html_table(&page->html, pk_saying(page->language, PK_SAY_AGAIN_CAPTION), true, columns, 2);
    for (int i = 0; i < m->nsource; i++) {
        if (pk_manifest_is_first(m, i)) {
            char hash[PK_MANIFEST_HASH];
            pk_manifest_hash(m->sources[i], hash);
            pk_html_row(&page->html, NULL);
            pk_html_cell(&page->html, m->sources[i]->name);
            pk_html_cell_begin(&page->html);
            pk_html_element(&page->html, "code", "hash", hash);
            pk_html_cell_end(&page->html);
            pk_html_row_end(&page->html);
        }
    }
    pk_html_table_end(&page->html);
}

static void write_again(pk_page_t *page)
{
    const pk_manifest_t *m = page->report->manifest;
    if (m->command != NULL) {
        write_command(page, m->command);
    }
    write_facts(page);
    if (m->nsource > 0) {
        write_files(page);
    }
}

/* ---- warnings ---- */

typedef struct {
    const char **texts;
    int count;
} told_t;

static void add_once(told_t *told, const char *text)
{
    for (int i = 0; i < told->count; i++) {
        if (strcmp(told->texts[i], text) == 0) {
            return;
        }
    }
    told->texts[told->count++] = text;
}

static void write_warnings(pk_page_t *page)
{
    const pk_manifest_t *m = page->report->manifest;
    int most = m->nwarning;
    for (int i = 0; i < page->nresult; i++) {
        most += page->results[i].nwarning;
    }
    told_t told = {.texts = PK_ARRAY(&page->arena, const char *, most)};
    for (int i = 0; i < m->nwarning; i++) {
        add_once(&told, m->warnings[i]);
    }
    for (int i = 0; i < page->nresult; i++) {
        for (int k = 0; k < page->results[i].nwarning; k++) {
            add_once(&told, page->results[i].warnings[k]);
        }
    }
    if (told.count == 0) {
        pk_page_say(page, "p", NULL, PK_SAY_WARNINGS_NONE);
        return;
    }
    pk_html_raw(&page->html, "<ul lang=\"en\">\n");
    for (int i = 0; i < told.count; i++) {
        pk_html_element(&page->html, "li", NULL, told.texts[i]);
    }
    pk_html_raw(&page->html, "</ul>\n");
}

const pk_section_t pk_section_rules = {.id = "rules", .head = PK_SAY_RULES_HEAD, .write = write_rules};
const pk_section_t pk_section_again = {.id = "again", .head = PK_SAY_AGAIN_HEAD, .write = write_again};
const pk_section_t pk_section_warnings = {.id = "warnings", .head = PK_SAY_WARNINGS_HEAD, .write = write_warnings};
