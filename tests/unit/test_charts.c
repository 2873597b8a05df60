/* The charts, drawn by the real gnuplot where there is one, from results that look real and labels that mean harm. */
#include "report/charts.h"

#include "rich_result.h"
#include "tiny_individuals.h"

static bool has_gnuplot(void)
{
    return system("command -v gnuplot >/dev/null 2>&1") == 0;
}

static pk_charts_options_t with_terminals(const char *const *terminals, int count)
{
    return (pk_charts_options_t){
        .plots = "plots", .terminals = terminals, .nterminal = count, .gnuplot = {.seconds = 60}};
}

/* What is drawn in; under the sanitizers, which do not look into gnuplot, one. */
static const char *const TERMINALS[] = {"svg", "png", "pdf", "dumb"};
#ifdef __SANITIZE_ADDRESS__
enum { NTERMINAL = 1 };
#else
enum { NTERMINAL = 4 };
#endif

static void test_table(void **state)
{
    (void)state;
    for (int i = 0; i < pk_chart_total; i++) {
        const pk_chart_t *chart = &pk_charts[i];
        char path[128];
        assert_ptr_equal(pk_chart_find(chart->name), chart);
        snprintf(path, sizeof path, "plots/%s", chart->script);
        assert_int_equal(access(path, R_OK), 0);
    }
    assert_null(pk_chart_find("nothing"));
}

static void assert_drawn(const pk_pictures_t *pictures, const char *path)
{
    for (int i = 0; i < pictures->count; i++) {
        if (strcmp(pictures->paths[i], path) == 0) {
            return;
        }
    }
    print_error("%s was not drawn\n", path);
    fail();
}

static void assert_all_drawn(const pk_pictures_t *pictures, const char *folder, const char *extension)
{
    char path[256];
    for (int i = 0; i < pk_chart_total; i++) {
        if (pk_charts[i].scope >= PK_CHART_OF_DESCRIPTION) {
            continue;
        }
        const char *below = pk_charts[i].scope == PK_CHART_OF_RUN ? "/baseline" : "";
        snprintf(path, sizeof path, "%s%s/charts/%s.%s", folder, below, pk_charts[i].name, extension);
        assert_drawn(pictures, path);
    }
}

static void print_messages(pk_diag_t *diag)
{
    for (int i = 0; i < diag->count; i++) {
        print_error("%s", pk_message_format(&diag->messages[i], &diag->arena));
    }
}

static void draw_comparison(const rich_options_t *shape, const pk_charts_options_t *options, const char *folder,
                            pk_pictures_t *pictures)
{
    pk_diag_t diag = {0};
    pk_comparison_t c;
    rich_comparison(&c, shape);
    pk_charts_plans_t *plans = pk_charts_plans_new(folder, options, c.nresult);
    pk_charts_plans_add(plans, &c.results[0]); /* the others when all have run */
    pk_status_t status = pk_charts_comparison(plans, &c, pictures, &diag);
    pk_charts_plans_free(plans);
    print_messages(&diag);
    assert_int_equal(status, PK_OK);
    assert_int_equal(diag.count, 0);
    rich_comparison_free(&c);
}

/* Every chart in every terminal; then again from what stands on the disk. */
static void test_every_terminal(void **state)
{
    (void)state;
    if (!has_gnuplot()) {
        skip();
    }
    char folder[64];
    make_folder(folder);
    pk_charts_options_t options = with_terminals(TERMINALS, NTERMINAL);
    pk_pictures_t pictures = {0};
    draw_comparison(&(rich_options_t){20, 30, 2, true, false, true}, &options, folder, &pictures);
    static const char *const extensions[] = {"svg", "png", "pdf", "txt"};
    for (int i = 0; i < NTERMINAL; i++) {
        assert_all_drawn(&pictures, folder, extensions[i]);
    }
    pk_pictures_free(&pictures);
    pk_diag_t diag = {0};
    const char *const names[] = {"kpis"};
    options = with_terminals(TERMINALS, 1);
    options.names = names;
    options.nname = 1;
    options.width = 800;
    options.height = 600;
    assert_int_equal(pk_charts_again(folder, &options, &pictures, &diag), PK_OK);
    assert_int_equal(pictures.count, 1);
    char *svg = read_whole(folder, "charts/kpis.svg");
    assert_non_null(strstr(svg, "width=\"800\" height=\"600\""));
    assert_non_null(strstr(svg, "Sähköpostitarjous puhelun sijaan"));
    free(svg);
    const char *const others[] = {"stages"};
    options.names = others;
    assert_int_equal(pk_charts_again(folder, &options, &pictures, &diag), PK_FAILED);
    assert_string_equal(diag.messages[0].text, "has no data of the chart 'stages'");
    pk_diag_free(&diag);
    pk_pictures_free(&pictures);
    remove_folder(folder);
}

/* Labels that try: nothing is executed, all is drawn, the SVG is text. */
static void test_hostile(void **state)
{
    (void)state;
    if (!has_gnuplot()) {
        skip();
    }
    char folder[64];
    make_folder(folder);
    unlink("/tmp/polku-pwned");
    pk_charts_options_t options = with_terminals(TERMINALS, NTERMINAL);
    pk_pictures_t pictures = {0};
    draw_comparison(&(rich_options_t){10, 12, 2, false, true, true}, &options, folder, &pictures);
    assert_all_drawn(&pictures, folder, "svg");
    assert_int_equal(access("/tmp/polku-pwned", F_OK), -1);
    char *svg = read_whole(folder, "baseline/charts/stages.svg");
    assert_non_null(strstr(svg, "&lt;script>alert(1)&lt;/script> ]]&#x3E;"));
    assert_null(strstr(svg, "<script"));
    assert_null(strstr(svg, "]]>"));
    free(svg);
    pk_pictures_free(&pictures);
    remove_folder(folder);
}

/* Shapes at the edges: one run, one step, one scenario, no calendar, long. */
static void test_shapes(void **state)
{
    (void)state;
    if (!has_gnuplot()) {
        skip();
    }
    static const rich_options_t shapes[] = {{1, 1, 1, true, false, true},
                                            {1, 1, 2, false, false, false},
                                            {2, 3, 3, true, false, true},
                                            {5, 700, 2, true, false, true},
                                            {3, 5, 12, false, false, false}};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        char folder[64];
        make_folder(folder);
        pk_charts_options_t options = with_terminals(NULL, 0);
        options.language = i % 2 == 0 ? PK_ENGLISH : PK_FINNISH;
        pk_pictures_t pictures = {0};
        draw_comparison(&shapes[i], &options, folder, &pictures);
        pk_pictures_free(&pictures);
        remove_folder(folder);
    }
}

/* Individuals of whom little is known: nobody buys twice and nobody by luck, nobody enters in the second period. */
static void test_few_individuals(void **state)
{
    (void)state;
    if (!has_gnuplot()) {
        skip();
    }
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    r.individuals->by_luck = (double[]){NAN, NAN, NAN, NAN};
    r.individuals->between_purchases[0] = tiny_curve(&r.arena, 0, 60);
    const pk_charts_options_t options = with_terminals(NULL, 0);
    pk_pictures_t pictures = {0};
    assert_int_equal(pk_charts_run(&r, folder, &options, &pictures, &diag), PK_OK);
    static const char *const names[] = {"first-purchase", "next-purchase", "value", "retention", "common-paths"};
    for (int i = 0; i < 5; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/charts/%s.svg", folder, names[i]);
        assert_drawn(&pictures, path);
    }
    pk_pictures_free(&pictures);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

/* What a chart is drawn from, whole. */
static void test_data(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    pk_chart_source_t source = {.result = &r, .language = PK_FINNISH};
    pk_sheet_t sheet;
    assert_int_equal(pk_sheet_open(&sheet, folder, "stages", &diag), PK_OK);
    pk_chart_stages.write(&source, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    /* 2026-03-02 is day 20514 since 1970-01-01 (date -d), and a step is a week. */
    assert_file(folder, "stages.tsv",
                "# panel\tstep\ttime\tmean\tp05\tp25\tp50\tp75\tp95\n"
                "1\t0\t1772409600\t0\t-2\t-1\t0\t1\t2.25\n"
                "1\t1\t1773014400\t40\t38\t39\t40\t41\t42.25\n\n\n"
                "2\t0\t1772409600\t10\t8\t9\t10\t11\t12.25\n"
                "2\t1\t1773014400\t50\t48\t49\t50\t51\t52.25\n");
    char *labels = read_whole(folder, "stages.labels.tsv");
    assert_non_null(strstr(labels, "title\t0\tAsiakkaita kussakin vaiheessa: Kevätkampanja\n"));
    assert_non_null(strstr(labels, "month\t3\tmaalis\n"));
    assert_non_null(strstr(labels, "panel\t1\tTarpeen tunnistaminen\n"));
    free(labels);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

/* Two levels of spend; today and the plan stand on the median between them: half way from 25 to 75 is 50. */
static void test_response_data(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    pk_chart_source_t source = {.result = &r, .language = PK_FINNISH};
    assert_false(pk_chart_response.has_data(&source));
    double spend[] = {0, 400};
    pk_summary_t response[] = {{.p05 = 0.125, .p25 = 0.15625, .p50 = 0.25, .p75 = 0.3125, .p95 = 0.375},
                               {.p05 = 0.5, .p25 = 0.625, .p50 = 0.75, .p75 = 0.8125, .p95 = 0.875}};
    pk_summary_t customers[] = {{0}, {.p05 = -1, .p25 = 2, .p50 = 3, .p75 = 4, .p95 = 5.5}};
    pk_result_curve_t curves[] = {
        {.driver = 0, .from = "", .to = "", .count = 2, .spend = spend, .gain = response, .today = 200, .plan = 400},
        {.driver = 0,
         .from = "tarve",
         .to = "*",
         .customers = true,
         .count = 2,
         .spend = spend,
         .gain = customers,
         .plan = 400}};
    r.curves = curves;
    r.ncurve = 2;
    r.curves_left = 3;
    r.curve_draws = 2000;
    assert_true(pk_chart_response.has_data(&source));
    pk_sheet_t sheet;
    assert_int_equal(pk_sheet_open(&sheet, folder, "response", &diag), PK_OK);
    pk_chart_response.write(&source, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    assert_file(folder, "response.tsv",
                "# panel\tkind\tspend\tp05\tp25\tp50\tp75\tp95\n"
                "1\t0\t0\t12.5\t15.625\t25\t31.25\t37.5\n"
                "1\t0\t400\t50\t62.5\t75\t81.25\t87.5\n\n"
                "1\t1\t200\t50\t50\t50\t50\t50\n"
                "1\t2\t400\t75\t75\t75\t75\t75\n\n\n"
                "2\t0\t0\t0\t0\t0\t0\t0\n"
                "2\t0\t400\t-1\t2\t3\t4\t5.5\n\n"
                "2\t1\t0\t0\t0\t0\t0\t0\n"
                "2\t2\t400\t3\t3\t3\t3\t3\n");
    char *labels = read_whole(folder, "response.labels.tsv");
    assert_non_null(strstr(labels, "legend\t1\ttänään\n"));
    assert_non_null(strstr(labels, "panel\t1\tFacebook\n"));
    assert_non_null(strstr(labels, "row\t1\tvaste, % katosta (tai yksikköä)\n"));
    assert_non_null(strstr(labels, "row\t2\tTarpeen tunnistaminen → kaikki lähtevät\n"));
    assert_non_null(strstr(labels, "legend\t3\t3 muuta vaikutusta on jätetty pois\n"));
    assert_non_null(strstr(labels, "ylabel\t0\tAsiakkaita / viikko enemmän kuin ilman mainontaa\n"));
    assert_non_null(strstr(labels, "unit\t1\tEUR / viikko\n"));
    free(labels);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

/* No series, no chart of series; a picture that fails leaves the others, and its data. */
static void test_partly(void **state)
{
    (void)state;
    char folder[64], program[128];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_pictures_t pictures = {0};
    pk_result_t r = tiny_result();
    snprintf(program, sizeof program, "%s/gnuplot", folder);
    static const char script[] = "#!/bin/sh\ncase \"$3\" in *stages.gp) exit 1;; esac\necho '<svg></svg>' >\"$6\"\n";
    assert_int_equal(pk_out_whole(program, script, sizeof script - 1, &diag), PK_OK);
    assert_int_equal(chmod(program, 0755), 0);
    pk_charts_options_t options = with_terminals(NULL, 0);
    options.gnuplot.program = program;
    options.gnuplot.together = 1;
    assert_int_equal(pk_charts_run(&r, folder, &options, &pictures, &diag), PK_FAILED);
    assert_int_equal(diag.errors, 1);
    char hint[256];
    snprintf(hint, sizeof hint, "the tables are there; draw it later by: polku plot %s --chart stages", folder);
    assert_string_equal(diag.messages[0].hint, hint);
    char *data = read_whole(folder, "charts/data/stages.tsv");
    assert_non_null(data);
    free(data);
    assert_null(read_whole(folder, "charts/stages.svg"));
    r.stage_counts = NULL;
    assert_false(pk_chart_stages.has_data(&(pk_chart_source_t){.result = &r}));
    pk_arena_free(&r.arena);
    pk_pictures_free(&pictures);
    pk_diag_free(&diag);
    remove_folder(folder);
}

/* More stages than a chart can show: told, and no chart. */
static void test_too_much(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    r.nstage = PK_CHART_MOST + 1;
    pk_charts_options_t options = with_terminals(NULL, 0);
    assert_int_equal(pk_charts_run(&r, folder, &options, NULL, &diag), PK_OK);
    assert_int_equal(diag.warnings, 1);
    assert_string_equal(diag.messages[0].text, "no charts of 'push, \"spring\"' are drawn: it has 191 stages, and a "
                                               "chart shows at most 190");
    assert_int_equal(count_entries(folder), 0);
    pk_diag_free(&diag);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

/* On a full disk gnuplot writes half a picture and ends with 0: told, and nothing half drawn is left. */
static void test_full_disk(void **state)
{
    (void)state;
    char folder[64], disk[128], command[512];
    make_folder(folder);
    snprintf(disk, sizeof disk, "%s/disk", folder);
    snprintf(command, sizeof command, "mkdir '%s' && mount -t tmpfs -o size=32k polku-test '%s' 2>/dev/null", disk,
             disk);
    if (!has_gnuplot() || geteuid() != 0 || system(command) != 0) {
        remove_folder(folder);
        skip();
    }
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    const char *const names[] = {"stages"}, *const terminals[] = {"svg", "png", "pdf"};
    pk_charts_options_t options = with_terminals(terminals, 3);
    options.names = names;
    options.nname = 1;
    pk_status_t first = pk_charts_run(&r, disk, &options, NULL, &diag); /* some of the three fit, and then no more */
    pk_status_t second = pk_charts_run(&r, disk, &options, NULL, &diag);
    snprintf(command, sizeof command, "find '%s' -name '*tmp*' | grep .", disk);
    int leftovers = system(command);
    char whole[256];
    snprintf(whole, sizeof whole, "%s/charts", disk);
    char *svg = read_whole(whole, "stages.svg");
    assert_true(svg == NULL || strstr(svg, "</svg>") != NULL);
    free(svg);
    snprintf(command, sizeof command, "umount '%s'", disk);
    assert_int_equal(system(command), 0);
    assert_int_not_equal(leftovers, 0);
    assert_true(first == PK_FAILED || second == PK_FAILED);
    assert_true(diag.errors > 0);
    pk_diag_free(&diag);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),         cmocka_unit_test(test_every_terminal),  cmocka_unit_test(test_hostile),
        cmocka_unit_test(test_shapes),        cmocka_unit_test(test_few_individuals), cmocka_unit_test(test_data),
        cmocka_unit_test(test_response_data), cmocka_unit_test(test_partly),          cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
