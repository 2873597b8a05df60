/* What the charts of individuals are drawn from, whole files of individuals made by hand. */
#include "report/chart.h"

#include "rich_individuals.h"
#include "tiny_individuals.h"
#include "tiny_result.h"

static char folder[64];

/* The texts of the labels; free(). */
static char *write_chart(const pk_chart_data_t *chart, const pk_result_t *r, const char *name)
{
    pk_diag_t diag = {0};
    const pk_chart_source_t source = {.result = r, .language = PK_FINNISH};
    pk_sheet_t sheet;
    assert_true(chart->has_data(&source));
    assert_int_equal(pk_sheet_open(&sheet, folder, name, &diag), PK_OK);
    chart->write(&source, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    char labels[64];
    snprintf(labels, sizeof labels, "%s.labels.tsv", name);
    return read_whole(folder, labels);
}

/* The persona's curve, and below at every step how many wait; of a persona that nobody has bought of, an empty one. */
static void test_waits(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    char *labels = write_chart(&pk_chart_first_purchase, &r, "first-purchase");
    assert_file(folder, "first-purchase.tsv",
                "# row\tstep\tshare\tlow\thigh\twaiting\tmark\n"
                "1\t0\t0\t0\t0\t600\t0\n1\t1\t25\t18.75\t31.25\t300\t0\n1\t2\t50\t37.5\t62.5\t200\t0\n\n\n"
                "2\t0\t0\t0\t0\t300\t0\n2\t1\t0\t-6.25\t6.25\t150\t0\n2\t2\t0\t-12.5\t12.5\t100\t0\n\n\n"
                "1\t0\tNaN\tNaN\tNaN\t600\t1\n1\t1\tNaN\tNaN\tNaN\t300\t2\n1\t2\tNaN\tNaN\tNaN\t200\t3\n"
                "2\t0\tNaN\tNaN\tNaN\t300\t4\n2\t1\tNaN\tNaN\tNaN\t150\t5\n2\t2\tNaN\tNaN\tNaN\t100\t6\n");
    assert_non_null(strstr(labels, "title\t0\tKuinka kauan ensiostoon kuluu: Kevätkampanja\n"));
    assert_non_null(strstr(labels, "number_from\t0\t2\n"));
    assert_non_null(strstr(labels, "number_high\t1\t100\n"));
    assert_non_null(strstr(labels, "unit\t1\tpuolet: 2 viikkoa\n"));
    assert_non_null(strstr(labels, "unit\t2\t50\u00a0% odottaa yhä\n"));
    assert_non_null(strstr(labels, "mark\t6\t100\n"));
    assert_non_null(strstr(labels, "row\t1\tkaikki\n"));
    free(labels);
    labels = write_chart(&pk_chart_next_purchase, &r, "next-purchase");
    assert_file(folder, "next-purchase.tsv",
                "# row\tstep\tshare\tlow\thigh\twaiting\tmark\n"
                "1\t0\t0\t0\t0\t60\t0\n1\t1\t12.5\t6.25\t18.75\t30\t0\n1\t2\t25\t12.5\t37.5\t20\t0\n\n\n"
                "2\tNaN\tNaN\tNaN\tNaN\tNaN\t0\n\n\n"
                "1\t0\tNaN\tNaN\tNaN\t60\t1\n1\t1\tNaN\tNaN\tNaN\t30\t2\n1\t2\tNaN\tNaN\tNaN\t20\t3\n"
                "2\t0\tNaN\tNaN\tNaN\t0\t4\n2\t1\tNaN\tNaN\tNaN\t0\t5\n2\t2\tNaN\tNaN\tNaN\t0\t6\n");
    assert_non_null(strstr(labels, "number_from\t0\t-1\n"));
    assert_null(strstr(labels, "puolet:"));
    assert_non_null(strstr(labels, "number_high\t1\t48.75\n")); /* 1.3 times the band's end */
    free(labels);
    pk_arena_free(&r.arena);
}

/* A long curve is thinned and keeps its end; ticks stand at 1, 2 or 5 times a power of ten. */
static void test_long_wait(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    r.ngroup = 1;
    rich_individuals(&r, 1000, 3);
    char *labels = write_chart(&pk_chart_first_purchase, &r, "first-purchase");
    assert_non_null(strstr(labels, "number_since\t1\t200\n"));
    char *data = read_whole(folder, "first-purchase.tsv");
    assert_non_null(strstr(data, "\n1\t4\t"));
    assert_null(strstr(data, "\n1\t5\t"));
    assert_non_null(strstr(data, "\n1\t1000\t"));
    free(data);
    free(labels);
    pk_arena_free(&r.arena);
}

/* Quantiles by hand: 30 of 100 at 0 (q01 to q30 of them), the others evenly from 0 up to 70. The bars are 5 wide (at
 * most 30 in 70: 5, for 2 would be 35); the first holds who bring nothing, and 5 of those who bring more; the last one,
 * from 65 on, those up to q99 = 69 and the outermost 1%. */
static void test_value(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
        r.individuals->value[0][k] = k + 1 <= 30 ? 0 : k + 1 - 30;
    }
    char *labels = write_chart(&pk_chart_value, &r, "value");
    char *data = read_whole(folder, "value.tsv"), *line;
    double total = 0;
    int bars = 0;
    for (line = strstr(data, "\n1\t"); line != NULL; line = strstr(line + 1, "\n1\t")) {
        double from, to, share;
        assert_int_equal(sscanf(line + 3, "%lf\t%lf\t%lf", &from, &to, &share), 3);
        assert_true(fabs(share - (bars == 0 ? 35 : 5)) < 1e-9);
        assert_true(to - from == 5);
        total += share;
        bars++;
    }
    assert_int_equal(bars, 14);
    assert_true(fabs(total - 100) < 1e-9);
    assert_non_null(strstr(data, "\n\n\n2\t1\t75\t50\t1\n2\t2\t125\t87.5\t3\n"));
    assert_non_null(strstr(labels, "xlabel\t0\tkeskiarvo 12,5\u00a0EUR\n"));
    assert_non_null(strstr(labels, "row\t1\tparas 20\u00a0%\n"));
    assert_non_null(strstr(labels, "mark\t2\t50\u00a0%\n"));
    free(labels);
    free(data);
    r.individuals->profit_share = (double[]){NAN, NAN, NAN, NAN};
    labels = write_chart(&pk_chart_value, &r, "value"); /* no profit: no share of it */
    assert_non_null(strstr(labels, "number_panels\t0\t1\n"));
    free(labels);
    pk_arena_free(&r.arena);
}

/* Half bring nothing and half 100: nobody is between. Nobody buys: luck has no bar. */
static void test_two_values(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
        r.individuals->value[0][k] = k + 1 <= 50 ? 0 : 100;
    }
    r.individuals->by_luck = (double[]){NAN, NAN, NAN, NAN};
    char *labels = write_chart(&pk_chart_value, &r, "value");
    char *data = read_whole(folder, "value.tsv");
    assert_non_null(strstr(data, "\n1\t0\t5\t50.5\t0\n1\t5\t10\t0\t0\n"));
    assert_non_null(strstr(data, "\n1\t95\t100\t0\t0\n1\t100\t105\t49.5\t0\n"));
    assert_null(strstr(labels, "legend\t2"));
    free(labels);
    free(data);
    pk_arena_free(&r.arena);
}

static void test_retention(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    char *labels = write_chart(&pk_chart_retention, &r, "retention");
    assert_file(folder, "retention.tsv", "# entry\tperiod\tshare\n1\t0\t100\n1\t1\t75\n2\t0\tNaN\n");
    assert_non_null(strstr(labels, "row\t1\t2026-03 (12)\n"));
    assert_non_null(strstr(labels, "xlabel\t0\tkuukautta asiakkaaksi tulosta\n"));
    free(labels);
    r.days = NULL; /* blocks of steps */
    r.individuals->periods = (const char *[]){"1-4", "5-8"};
    labels = write_chart(&pk_chart_retention, &r, "retention");
    assert_non_null(strstr(labels, "xlabel\t0\tjaksoa asiakkaaksi tulosta\n"));
    free(labels);
    pk_arena_free(&r.arena);
}

/* The texts of the boxes: what came there by any path together, all others by themselves. */
static void test_common_paths(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    char *labels = write_chart(&pk_chart_common_paths, &r, "common-paths");
    assert_non_null(strstr(labels, "mark\t1\tTarpeen\\ntunnistaminen\\n88\u00a0%\n"));
    assert_non_null(strstr(labels, "Asiakkuus\\n50\u00a0%\n"));
    assert_non_null(strstr(labels, "kaikki muut 12\u00a0%\n"));
    free(labels);
    pk_arena_free(&r.arena);
}

static void test_nothing_to_draw(void **state)
{
    (void)state;
    static const pk_chart_data_t *const charts[] = {&pk_chart_first_purchase, &pk_chart_next_purchase, &pk_chart_value,
                                                    &pk_chart_retention, &pk_chart_common_paths};
    pk_result_t r = tiny_result();
    for (int i = 0; i < 5; i++) {
        assert_false(charts[i]->has_data(&(pk_chart_source_t){.result = &r}));
    }
    tiny_individuals(&r);
    r.individuals->first_purchase[0] = tiny_curve(&r.arena, 0, 0);
    r.individuals->between_purchases[0].steps = 0;
    memset(r.individuals->value, 0, sizeof *r.individuals->value);
    r.individuals->entered = (double[]){0, 0};
    r.individuals->npath = 0;
    for (int i = 0; i < 5; i++) {
        assert_false(charts[i]->has_data(&(pk_chart_source_t){.result = &r}));
    }
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
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_waits),           cmocka_unit_test(test_long_wait), cmocka_unit_test(test_value),
        cmocka_unit_test(test_two_values),      cmocka_unit_test(test_retention), cmocka_unit_test(test_common_paths),
        cmocka_unit_test(test_nothing_to_draw),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
