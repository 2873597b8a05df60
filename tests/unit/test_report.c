/* The whole page, from results that look real and labels that mean harm, read by a strict reader. */
#include "report/report.h"

#include "markup.h"
#include "rich_result.h"
#include "tiny_individuals.h"

static char folder[64];
static const char *const command[] = {"polku", "compare", "it's $(touch /tmp/x).yaml", NULL};
static const char *const told[] = {"a <warning> of the run"};

static pk_manifest_t manifest_of(const pk_result_t *results, int count, const pk_source_t *const *sources)
{
    return (pk_manifest_t){.version = "1.0",
                           .command = command,
                           .results = results,
                           .nresult = count,
                           .sources = sources,
                           .nsource = 2,
                           .warnings = told,
                           .nwarning = 1};
}

static void fill_assumptions(pk_result_t *r)
{
    static pk_result_assumption_t assumptions[] = {
        {"transitions.need -> lead.probability", "1% to <3%>", "A & B", "", true, true, 0.02, 0.01, 0.03, {0}},
        {"seasons.s.by_month.1", "0.4", "", "note", false, false, 0.4, 0.4, 0.4, {"Seasons", "Kausivaihtelu"}},
        {"seasons.s.by_month.2", "0.6", "", "note", false, false, 0.6, 0.6, 0.6, {"Seasons", "Kausivaihtelu"}}};
    static pk_result_assumption_t planned[] = {
        {"levers.photo.value", "1", "", "own \"guess\"", false, false, 1, 1, 1, {"Levers", "Käytännöt"}},
        {"spend.facebook", "from 2026-04, total 4000; otherwise 80", "", "", false, false, NAN, NAN, NAN, {0}}};
    r->assumptions = assumptions;
    r->nassumption = sizeof assumptions / sizeof *assumptions;
    r->planned = planned;
    r->nplanned = sizeof planned / sizeof *planned;
    r->flow_today = PK_ARRAY(&r->arena, pk_summary_t, r->nflow);
    for (int f = 0; f < r->nflow; f++) {
        r->flow_today[f] = (pk_summary_t){.mean = 0.02, .p05 = 0.01, .p95 = 0.03};
    }
}

static char *write_page(const pk_report_t *report)
{
    pk_diag_t diag = {0};
    assert_int_equal(pk_report_write(report, folder, &diag), PK_OK);
    pk_diag_free(&diag);
    return read_whole(folder, "report.html");
}

static void assert_good(const char *text)
{
    static markup_t markup;
    if (!markup_read(&markup, text)) {
        print_error("%s\n", markup.why);
        fail();
    }
    assert_true(markup.tables >= 5);
}

static const pk_source_t one = {.name = "a<b>.yaml", .text = "abc", .length = 3},
                         two = {.name = "a<b>.yaml", .text = "abc", .length = 3};
static const pk_source_t *const sources[] = {&one, &two};

/* A picture as gnuplot leaves it, with its labels. */
static void make_picture(pk_pictures_t *pictures)
{
    static const char *paths[1];
    static char svg[128];
    char charts[128], labels[128];
    snprintf(charts, sizeof charts, "%s/charts/data", folder);
    snprintf(svg, sizeof svg, "%s/charts/kpis.svg", folder);
    snprintf(labels, sizeof labels, "%s/charts/data/kpis.labels.tsv", folder);
    pk_diag_t diag = {0};
    static const char picture[] = "<svg viewBox=\"0 0 10 10\"><g id='a'><text>&lt;b&gt;</text></g>"
                                  "<script>alert(1)</script></svg>";
    static const char label[] = "title\t0\tWhat <each> brings\nnote\t0\tDot: \"mean\"\n";
    assert_int_equal(pk_out_folder(charts, &diag), PK_OK);
    assert_int_equal(pk_out_whole(svg, picture, strlen(picture), &diag), PK_OK);
    assert_int_equal(pk_out_whole(labels, label, strlen(label), &diag), PK_OK);
    paths[0] = svg;
    *pictures = (pk_pictures_t){.paths = paths, .count = 1};
    pk_diag_free(&diag);
}

static void check_comparison(pk_language_t language, bool hostile, int scenarios, int nrun)
{
    const rich_options_t options = {
        .nrun = nrun, .nstep = 30, .nscenario = scenarios, .dated = true, .hostile = hostile, .individuals = true};
    pk_comparison_t c;
    pk_pictures_t pictures;
    rich_comparison(&c, &options);
    for (int i = 0; i < c.nresult; i++) {
        fill_assumptions(&c.results[i]);
    }
    make_picture(&pictures);
    const pk_manifest_t manifest = manifest_of(c.results, c.nresult, sources);
    char *text = write_page(
        &(pk_report_t){.comparison = &c, .manifest = &manifest, .pictures = &pictures, .language = language});
    assert_good(text);
    assert_non_null(strstr(text, language == PK_FINNISH ? "<html lang=\"fi\">" : "<html lang=\"en\">"));
    assert_non_null(strstr(text, "<title id=\"c1-title\">What &lt;each&gt; brings</title>"));
    assert_non_null(strstr(text, "<desc id=\"c1-desc\">Dot: &quot;mean&quot;</desc>"));
    assert_null(strstr(text, "<script"));
    assert_non_null(strstr(text, "<section id=\"individuals\"")); /* a row a plan */
    /* SHA-256 of "abc" (FIPS 180-2, appendix B.1), once although two scenarios read the file */
    const char *hash = strstr(text, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_non_null(hash);
    assert_null(strstr(hash + 1, "ba7816bf8f01cfea"));
    assert_non_null(strstr(text, "polku compare &#39;it&#39;\\&#39;&#39;s $(touch /tmp/x).yaml&#39;"));
    assert_non_null(strstr(text, "a &lt;warning&gt; of the run"));
    assert_non_null(strstr(text, "0.4; 0.6")); /* months in one row */
    char *again = write_page(
        &(pk_report_t){.comparison = &c, .manifest = &manifest, .pictures = &pictures, .language = language});
    assert_string_equal(text, again);
    free(text);
    free(again);
    rich_comparison_free(&c);
}

static void test_comparison(void **state)
{
    (void)state;
    for (int language = 0; language < PK_LANGUAGES; language++) {
        check_comparison((pk_language_t)language, false, 7, 40);
        check_comparison((pk_language_t)language, true, 7, 40);
    }
    check_comparison(PK_ENGLISH, false, 2, 1);
}

static void check_run(pk_language_t language, bool hostile, bool dated)
{
    const rich_options_t options = {
        .nrun = 40, .nstep = 30, .nscenario = 1, .dated = dated, .hostile = hostile, .individuals = true};
    pk_result_t r;
    rich_result(&r, 1, &options);
    fill_assumptions(&r);
    const pk_manifest_t manifest = manifest_of(&r, 1, sources);
    char *text = write_page(&(pk_report_t){.result = &r, .manifest = &manifest, .language = language});
    assert_good(text);
    assert_null(strstr(text, "{1}"));
    free(text);
    pk_arena_free(&r.arena);
}

static void test_run(void **state)
{
    (void)state;
    for (int language = 0; language < PK_LANGUAGES; language++) {
        check_run((pk_language_t)language, false, true);
        check_run((pk_language_t)language, true, false);
    }
}

/* What individuals tell: in words, persona by persona, and below each picture its numbers. */
static void test_individuals(void **state)
{
    (void)state;
    static const char *const names[] = {"first-purchase", "next-purchase", "value", "retention", "common-paths"};
    char charts[128], files[5][160];
    const char *paths[5];
    pk_diag_t diag = {0};
    snprintf(charts, sizeof charts, "%s/charts", folder);
    assert_int_equal(pk_out_folder(charts, &diag), PK_OK);
    for (int i = 0; i < 5; i++) {
        snprintf(files[i], sizeof files[i], "%s/%s.svg", charts, names[i]);
        assert_int_equal(pk_out_whole(files[i], "<svg></svg>", 11, &diag), PK_OK);
        paths[i] = files[i];
    }
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    const pk_manifest_t manifest = {.version = "1.0", .results = &r, .nresult = 1};
    const pk_pictures_t pictures = {.paths = paths, .count = 5};
    char *text = write_page(&(pk_report_t){.result = &r, .manifest = &manifest, .pictures = &pictures});
    static const char *const pieces[] = {
        "<section id=\"individuals\"",
        "<li>The best 20% bring 75% of the profit; were all customers alike, luck alone would give them 50%.</li>",
        ">senior</th>",
        ">more than 2 weeks</td>", /* half of the seniors */
        "How long does a first purchase take?</h3>",
        ">38% to 62%</td>",    /* the band at the end */
        ">12.5\u00a0EUR</td>", /* the mean value */
        "Customers still, by months after they became one",
        ">Tarpeen tunnistaminen → Asiakkuus</th>",
        ">all others</th>",
    };
    const char *at = text;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        at = strstr(at, pieces[i]);
        if (at == NULL) {
            print_error("not there, or not in order: %s\n", pieces[i]);
            fail();
        }
    }
    free(text);
    pk_arena_free(&r.arena);
}

/* Where they are lost, by hand: of 100 who leave `shop` 20 buy, 50 are lost, 30 turn back to `street`; of 200 who leave
 * `street` all go on; of 40 who leave `new` 30 stay customers in `old`, which is no step away. */
static void test_losses(void **state)
{
    (void)state;
    static pk_result_stage_t stages[] = {{"street", "Street", "prospect", false},
                                         {"shop", "Shop", "prospect", false},
                                         {"new", "New", "customer", false},
                                         {"old", "Old", "customer", false},
                                         {"gone", "Gone", "lost", false}};
    static pk_result_flow_t flows[] = {{.from = "street", .to = "shop"}, {.from = "shop", .to = "new"},
                                       {.from = "shop", .to = "gone"},   {.from = "shop", .to = "street"},
                                       {.from = "new", .to = "old"},     {.from = "new", .to = "gone"},
                                       {.from = "old", .to = "old"}};
    static const double moves[] = {200, 20, 50, 30, 30, 10, 99};
    pk_result_t r = tiny_result();
    r.stages = stages;
    r.flows = flows;
    r.nstage = 5;
    r.nflow = 7;
    r.stage_counts = NULL;
    r.flow_counts = PK_ARRAY(&r.arena, pk_summary_t, r.ngroup * r.nflow);
    for (int f = 0; f < r.nflow; f++) {
        r.flow_counts[pk_flow_cell(&r, 1, 0, f)].mean = moves[f];
    }
    const pk_manifest_t manifest = {.version = "1.0", .results = &r, .nresult = 1};
    char *text = write_page(&(pk_report_t){.result = &r, .manifest = &manifest});
    assert_non_null(strstr(text,
                           "Most are lost at “Shop”: 50 of the 60 moves into a lost stage start there (83%), most "
                           "of them to “Gone”."));
    assert_non_null(strstr(text, "The narrowest step towards a purchase is out of “Shop”: of 100 moves out of it 20 go "
                                 "on (20%), the rest are lost or turn back."));
    const char *row = strstr(text, "New</th>");
    assert_non_null(row);
    assert_non_null(strstr(row, "Towards a purchase\" class=\"number\"><span class=\"main\">30</span>"));
    assert_null(strstr(text, "Old</th>")); /* whom nobody leaves */
    free(text);
    pk_arena_free(&r.arena);
}

/* Without series, targets, assumptions, sources: only what is there is told. */
static void test_bare(void **state)
{
    (void)state;
    const rich_options_t options = {.nrun = 5, .nstep = 3, .nscenario = 1, .dated = false};
    pk_result_t r;
    rich_result(&r, 0, &options);
    r.flow_counts = r.stage_counts = NULL;
    r.ngoal = 0;
    const pk_manifest_t manifest = {.version = "1.0", .results = &r, .nresult = 1};
    char *text = write_page(&(pk_report_t){.result = &r, .manifest = &manifest});
    static markup_t markup;
    assert_true(markup_read(&markup, text));
    assert_null(strstr(text, "id=\"losses\""));
    assert_null(strstr(text, "id=\"individuals\""));
    assert_null(strstr(text, "id=\"targets\""));
    assert_null(strstr(text, "id=\"assumptions\""));
    assert_non_null(strstr(text, "There were none."));
    free(text);
    pk_arena_free(&r.arena);
}

/* A folder that is not there is told; nothing half-written is left. */
static void test_no_folder(void **state)
{
    (void)state;
    const rich_options_t options = {.nrun = 5, .nstep = 3, .nscenario = 1, .dated = false};
    pk_result_t r;
    pk_diag_t diag = {0};
    rich_result(&r, 0, &options);
    const pk_manifest_t manifest = {.version = "1.0", .results = &r, .nresult = 1};
    const pk_report_t report = {.result = &r, .manifest = &manifest};
    assert_int_equal(pk_report_write(&report, "/nowhere/at/all", &diag), PK_FAILED);
    assert_int_equal(diag.errors, 1);
    pk_diag_free(&diag);
    pk_arena_free(&r.arena);
}

static int set_up(void **state)
{
    (void)state;
    make_folder(folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    remove_folder(folder);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_comparison),  cmocka_unit_test(test_run),
                                       cmocka_unit_test(test_individuals), cmocka_unit_test(test_losses),
                                       cmocka_unit_test(test_bare),        cmocka_unit_test(test_no_folder)};
    return cmocka_run_group_tests_name("report", tests, set_up, tear_down);
}
