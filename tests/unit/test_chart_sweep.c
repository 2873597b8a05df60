/* What a sweep is told by: the table, the ranking, the charts of one, two, three and more numbers in every terminal,
 * and the page; with paths and values that mean harm, cells that cannot be, and numbers that are not there. */
#include "report/charts.h"
#include "report/report.h"
#include "report/sweep_table.h"
#include "report/sweep_words.h"

#include "plans.h"
#include "tiny_result.h"

enum { PROFIT = 2 };

/* A cell whose profit differs by `by`; NAN: it cannot be. */
static void fill_cell(pk_sweep_t *s, long cell, double by)
{
    pk_sweep_outcome_t *one = &s->cells[cell];
    if (isnan(by)) {
        one->fault = "more than a number holds";
        return;
    }
    one->kpis = PK_ARRAY(&s->arena, pk_sweep_kpi_t, PLAN_KPIS);
    for (int k = 0; k < PLAN_KPIS; k++) {
        const double base = s->baseline.kpi[k].mean, diff = k == PROFIT ? by : 0;
        one->kpis[k] = (pk_sweep_kpi_t){.mean = base + diff,
                                        .sd = 3000,
                                        .p05 = base + diff - 5000,
                                        .p50 = base + diff,
                                        .p95 = base + diff + 5000,
                                        .diff_mean = diff,
                                        .diff_p05 = diff - fabs(diff) / 2,
                                        .diff_p50 = diff,
                                        .diff_p95 = diff + fabs(diff) / 2,
                                        .p_better = diff > 1000    ? 0.97
                                                    : diff < -1000 ? 0.02
                                                                   : 0.5,
                                        .draws = PLAN_RUNS,
                                        .expected = diff / 2,
                                        .exact = diff == 0};
    }
}

/* A grid of so many values of each path; profit peaks within it, and one cell cannot be. */
static pk_sweep_t grid_of(const char *const *paths, const int *counts, int npath)
{
    pk_sweep_t s = {.npath = npath, .grid = true, .ncell = 1, .best = {.kpi = PROFIT, .cell = -1}};
    plan_fill(&s.baseline, "today", "As today", 1234, 31200, (double[]){100000, 100000, 100000, 100000});
    s.paths = PK_ARRAY(&s.arena, const char *, npath);
    const char ***texts = PK_ARRAY(&s.arena, const char **, npath);
    for (int p = 0; p < npath; p++) {
        s.paths[p] = paths[p];
        s.ncell *= counts[p];
        texts[p] = PK_ARRAY(&s.arena, const char *, counts[p]);
        for (int v = 0; v < counts[p]; v++) {
            texts[p][v] = pk_arena_format(&s.arena, "%d", 100 * v);
        }
    }
    s.values = PK_ARRAY(&s.arena, const char *, s.ncell *npath);
    s.numbers = PK_ARRAY(&s.arena, double, s.ncell *npath);
    s.cells = PK_ARRAY(&s.arena, pk_sweep_outcome_t, s.ncell);
    for (long cell = 0; cell < s.ncell; cell++) {
        long rest = cell;
        double by = 9000;
        for (int p = npath - 1; p >= 0; p--) {
            const long v = rest % counts[p];
            rest /= counts[p];
            s.values[cell * npath + p] = texts[p][v];
            s.numbers[cell * npath + p] = 100.0 * (double)v;
            by -= 6000.0 * fabs((double)v - 0.4 * counts[p]) / counts[p];
        }
        fill_cell(&s, cell, cell == s.ncell - 1 ? NAN : by);
    }
    long *ranked = PK_ARRAY(&s.arena, long, s.ncell);
    assert_int_equal(pk_sweep_ranked(&s, PROFIT, ranked), s.ncell - 1);
    s.nfault = 1;
    s.best = (pk_sweep_best_t){.kpi = PROFIT, .cell = ranked[0], .runs = PLAN_RUNS, .fresh = s.cells[ranked[0]]};
    return s;
}

static void the_best_come_first(void **state)
{
    (void)state;
    static const char *const paths[] = {"spend.a"};
    pk_sweep_t s = grid_of(paths, (int[]){6}, 1);
    long cells[6];
    s.cells[1].kpis[PROFIT].mean = NAN;
    s.cells[3].kpis[PROFIT].mean = s.cells[0].kpis[PROFIT].mean = 1e6;
    assert_int_equal(pk_sweep_ranked(&s, PROFIT, cells), 5); /* the last cannot be */
    assert_int_equal(cells[0], 0);                           /* equals in their order */
    assert_int_equal(cells[1], 3);
    assert_int_equal(cells[4], 1); /* what is not known comes last */
    s.cells[4].kpis[1].mean = 1;
    assert_int_equal(pk_sweep_ranked(&s, 1, cells), 5);
    assert_int_equal(cells[0], 4); /* of spend lower is better */
    pk_sweep_free(&s);
}

static void the_table_has_a_row_a_cell_and_kpi(void **state)
{
    (void)state;
    static const char *const paths[] = {"spend.a", "=cmd|' /C calc'!A0,x"};
    pk_sweep_t s = grid_of(paths, (int[]){2, 2}, 2);
    char folder[64];
    pk_diag_t diag = {0};
    make_folder(folder);
    assert_int_equal(pk_sweep_table_write(&s, folder, NULL, &diag), PK_OK);
    char *text = read_whole(folder, "sweep.csv");
    const char *wanted =
        "cell,spend.a,\"'=cmd|' /C calc'!A0,x\",kpi,unit,mean,sd,p05,p50,p95,diff_mean,diff_p05,diff_p95,"
        "p_better\n1,0,0,new_customers,customers,1234,3000,";
    assert_memory_equal(text, wanted, strlen(wanted));
    assert_non_null(strstr(text, "\n4,100,100,profit,EUR,,,,,,,,,\n"));
    int lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++) {
        lines++;
    }
    assert_int_equal(lines, 1 + 4 * PLAN_KPIS);
    free(text);
    remove_folder(folder);
    pk_sweep_free(&s);
}

static bool has_gnuplot(void)
{
    return system("command -v gnuplot >/dev/null 2>&1") == 0;
}

/* Draws in every terminal and writes the page; `names`: the charts that there must be, with blanks between. */
static void draw(pk_sweep_t *s, const char *names)
{
    static const char *const terminals[] = {"svg", "png", "pdf", "dumb"};
    static const char *const extensions[] = {"svg", "png", "pdf", "txt"};
    const pk_charts_options_t options = {
        .plots = "plots", .terminals = terminals, .nterminal = 4, .gnuplot = {.seconds = 60}};
    char folder[64];
    pk_diag_t diag = {0};
    pk_pictures_t pictures = {0};
    pk_arena_t arena = {0};
    make_folder(folder);
    assert_int_equal(pk_charts_sweep(s, folder, &options, &pictures, &diag), PK_OK);
    assert_int_equal(diag.count, 0);
    int count = 0;
    for (const char *at = names; *at != '\0'; at += strspn(at, " ")) {
        const size_t length = strcspn(at, " ");
        for (int t = 0; t < 4; t++, count++) {
            const char *path = pk_arena_format(&arena, "%s/charts/%.*s.%s", folder, (int)length, at, extensions[t]);
            assert_int_equal(access(path, R_OK), 0);
        }
        at += length;
    }
    assert_int_equal(pictures.count, count);
    assert_int_equal(access("/tmp/polku-swept", F_OK), -1);
    const pk_manifest_t manifest = {.version = "1", .results = &s->baseline, .nresult = 1};
    const pk_report_t report = {.sweep = s, .manifest = &manifest, .pictures = &pictures, .language = PK_FINNISH};
    assert_int_equal(pk_report_write(&report, folder, &diag), PK_OK);
    char *page = read_whole(folder, "report.html");
    assert_non_null(strstr(page, "uudessa ajossa"));
    assert_null(strstr(page, "<script"));
    free(page);
    pk_arena_free(&arena);
    pk_pictures_free(&pictures);
    remove_folder(folder);
}

static void every_shape_is_drawn(void **state)
{
    (void)state;
    static const char *const paths[] = {"conversions.a -> \"b\" `touch /tmp/polku-swept`", "]]>&#x41;<script>",
                                        "spend.%s$(touch /tmp/polku-swept)", "levers.d"};
    static const struct {
        int npath, counts[4];
        const char *charts;
    } shapes[] = {
        {1, {7}, "sweep-line"},
        {1, {1}, ""},
        {2, {3, 4}, "sweep-map sweep-best"},
        {2, {20, 20}, "sweep-map sweep-best"},
        {2, {1, 9}, "sweep-best"},
        {3, {3, 2, 5}, "sweep-map sweep-best"},
        {3, {20, 2, 2}, "sweep-map sweep-best"},
        {4, {2, 2, 2, 2}, "sweep-best"},
    };
    if (!has_gnuplot()) {
        skip();
    }
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        pk_sweep_t s = grid_of(paths, shapes[i].counts, shapes[i].npath);
        if (s.ncell == 1) {
            s.cells[0] = (pk_sweep_outcome_t){0};
            fill_cell(&s, 0, 10);
            s.best = (pk_sweep_best_t){.kpi = PROFIT, .cell = 0, .runs = PLAN_RUNS, .fresh = s.cells[0]};
        }
        draw(&s, shapes[i].charts);
        pk_sweep_free(&s);
    }
}

/* Channels and levers are called by their labels, other numbers and those nobody knows by their paths; a number has a
 * decimal comma in Finnish, and a text stays as it is. */
static void a_reader_meets_labels(void **state)
{
    (void)state;
    static const char *const paths[] = {"spend.a", "levers.b", "spend.gone", "levers.b.cost"};
    pk_sweep_t s = grid_of(paths, (int[]){2, 2, 2, 2}, 4);
    pk_result_driver_t drivers[] = {{.name = "a", .label = "Mainos"}, {.name = "b", .label = ""}};
    pk_result_driver_t *const before = s.baseline.drivers;
    const int nbefore = s.baseline.ndriver;
    s.baseline.drivers = drivers;
    s.baseline.ndriver = 2;
    s.values[0] = "x0.5";
    s.values[1] = "1.25";
    s.values[2] = "0.1 to 0.3";
    s.values[3] = "";
    assert_string_equal(pk_sweep_cell(PK_FINNISH, &s, 0, &s.arena),
                        "Mainos x0,5, levers.b 1,25, spend.gone 0.1 to 0.3");
    assert_string_equal(pk_sweep_cell(PK_ENGLISH, &s, 0, &s.arena),
                        "Mainos x0.5, levers.b 1.25, spend.gone 0.1 to 0.3");
    assert_string_equal(pk_sweep_label(&s, 3), "levers.b.cost");
    drivers[0].label = "a"; /* as where none is written */
    assert_string_equal(pk_sweep_label(&s, 0), "spend.a");
    s.values[0] = s.values[1] = s.values[2] = "";
    assert_string_equal(pk_sweep_cell(PK_FINNISH, &s, 0, &s.arena), "sellaisenaan");
    s.baseline.drivers = before;
    s.baseline.ndriver = nbefore;
    pk_sweep_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_come_first),
        cmocka_unit_test(the_table_has_a_row_a_cell_and_kpi),
        cmocka_unit_test(every_shape_is_drawn),
        cmocka_unit_test(a_reader_meets_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
