/* What was seen beside the runs: the sums of each row's steps, what lies outside, and where the total lies. */
#include "engine_fixture.h"

#include "result/result.h"

/* 1,000 in a, of whom each moves with 10% a step: 1000 x 0.1 x 0.9^(t-1) in step t. */
static const char MODEL[] = "polku: 1\nname: m\nstep: week\ncurrency: EUR\n"
                            "stages:\n  a: {role: prospect, start: 100%}\n  b: {role: customer}\n"
                            "transitions: {a -> b: {probability: 10%, revenue: 3}}\n";

static double flow(int t)
{
    return 1000 * 0.1 * pow(0.9, t - 1);
}

static void run(pk_fixture_t *f, const char *file, const char *scenario, pk_run_options_t options)
{
    pk_fixture_begin(f);
    pk_fixture_beside(f, "seen.csv", file);
    pk_fixture_read_here(f, MODEL, scenario);
    options.series = true;
    pk_fixture_simulate(f, options);
}

/* Steps 1, 2 and 4, with a row left out, an empty number and one past the horizon. */
static void steps_against_a_closed_form(void **state)
{
    (void)state;
    pk_fixture_t f;
    char file[400];
    snprintf(file, sizeof file, "step;moved;there;earned\n0;;1000;\n1;%.17g;900;300\n2;99;810;\n4;%.17g;;\n9;1;1;1\n",
             flow(1), flow(4));
    for (char *c = file; *c; c++) {
        *c = *c == '.' ? ',' : *c;
    }
    run(&f, file,
        "horizon: 5\npopulation: 1000\nengine: expected\nruns: 3\n"
        "actuals: {file: seen.csv, columns: {moved: a->b, there: a, earned: revenue}}\n",
        (pk_run_options_t){0});
    assert_int_equal(f.result.nactual, 3);
    const pk_result_actual_t *moved = &f.result.actuals[0], *there = &f.result.actuals[1],
                             *earned = &f.result.actuals[2];
    assert_string_equal(moved->name, "a -> b");
    assert_int_equal(moved->count, 3);
    for (int i = 0; i < 3; i++) {
        static const int steps[] = {1, 2, 4};
        assert_int_equal(moved->spans[i].last, steps[i]);
        assert_close(moved->sum[i].mean, flow(steps[i]), 1e-12);
    }
    assert_close(moved->total[2].mean, flow(1) + flow(2) + flow(4), 1e-12);
    assert_int_equal(pk_result_outside(moved), 1);
    assert_int_equal(pk_outside(&moved->sum[1], moved->values[1]), 1);
    assert_near(moved->below[0], 0.5, 0); /* equal in every run */
    assert_near(moved->below[1], 1, 0);
    assert_near(moved->below[3 + 2], 1, 0);
    assert_int_equal(there->count, 3);
    assert_true(there->at_end);
    assert_close(there->sum[0].mean, 1000, 1e-12); /* step 0 */
    assert_close(there->sum[1].mean, 900, 1e-12);
    assert_close(there->total[2].mean, 1000 + 900 + 810, 1e-12);
    assert_int_equal(earned->count, 1);
    assert_close(earned->sum[0].mean, 300, 1e-12);
    assert_near(earned->below[0], 0.5, 0);
    assert_int_equal(f.diag.count, 1); /* of three columns */
    assert_non_null(strstr(f.diag.messages[0].text, "1 row of "));
    assert_non_null(strstr(f.diag.messages[0].text, "seen.csv lies after the horizon: left out"));
    pk_fixture_free(&f);
}

/* Weeks from Monday 5 January 2026: February has a seventh of step 4 (26 January to 1 February), 5 to 7, and six of
 * step 8; March the last day of step 8, 9 to 12, and two days of step 13. A count is that of the last step that is
 * over. */
static void months_over_weeks(void **state)
{
    (void)state;
    pk_fixture_t f;
    run(&f, "month,moved,there\n2026-01,1,1\n2026-02,200,500\n2026-03,200,300\n2026-04,1,1\n",
        "start: 2026-01-05\nhorizon: 14\npopulation: 1000\nengine: expected\nruns: 2\n"
        "actuals: {file: seen.csv, per: month, columns: {moved: a -> b, there: customers}}\n",
        (pk_run_options_t){0});
    const pk_result_actual_t *moved = &f.result.actuals[0], *there = &f.result.actuals[1];
    assert_int_equal(moved->count, 2);
    const double february = flow(4) / 7 + flow(5) + flow(6) + flow(7) + flow(8) * 6 / 7;
    const double march = flow(8) / 7 + flow(9) + flow(10) + flow(11) + flow(12) + flow(13) * 2 / 7;
    assert_close(moved->sum[0].mean, february, 1e-12);
    assert_close(moved->sum[1].mean, march, 1e-12);
    assert_close(moved->total[0].mean, february, 1e-12);
    assert_close(moved->total[1].mean, february + march, 1e-12);
    assert_close(there->sum[0].mean, 1000 * (1 - pow(0.9, 7)), 1e-12); /* step 8 ends on 1 March */
    assert_close(there->sum[1].mean, 1000 * (1 - pow(0.9, 12)), 1e-12);
    pk_fixture_free(&f);
}

#ifdef __SANITIZE_ADDRESS__
enum { RUNS = 2000, BATCH = 900 };
#define RUNS_TEXT "2000"
#else
enum { RUNS = 20000, BATCH = 9000 };
#define RUNS_TEXT "20000"
#endif

/* P(X < k) + P(X = k)/2 of a binomial. */
static double middle_rank(int n, double p, int k)
{
    double below = 0;
    for (int i = 0; i <= k; i++) {
        const double mass =
            exp(lgamma(n + 1.0) - lgamma(i + 1.0) - lgamma(n - i + 1.0) + i * log(p) + (n - i) * log1p(-p));
        below += i < k ? mass : mass / 2;
    }
    return below;
}

/* Who moves in step 1 or 3 is one of 1,000 with 0.1 + 0.1 x 0.81: the total over just these steps is binomial(1000,
 * 0.181), whose rank of 172 is about 23%. Over 20,000 runs the share has a standard error of 0.003. False alarms: 1e-6
 * (z = 4.89) for each of four ranks; catches a rank that is 0.022 off (7.2 standard errors), such as that of the total
 * over steps 1 to 3, which is 0. */
static void the_total_has_its_rank(void **state)
{
    (void)state;
    for (int batches = 0; batches < 2; batches++) {
        pk_fixture_t f;
        run(&f, "step,moved\n1,104\n3,68\n",
            "horizon: 5\npopulation: 1000\nengine: cohort\nruns: " RUNS_TEXT
            "\nactuals: {file: seen.csv, columns: {moved: a -> b}}\n",
            (pk_run_options_t){.batch = batches ? BATCH : 0, .threads = 1 + batches});
        const double *below = f.result.actuals[0].below;
        const double ranks[] = {middle_rank(1000, 0.1, 104), middle_rank(1000, 0.081, 68), middle_rank(1000, 0.1, 104),
                                middle_rank(1000, 0.181, 172)};
        for (int i = 0; i < 4; i++) {
            assert_true(fabs(below[i] - ranks[i]) < 4.89 * sqrt(ranks[i] * (1 - ranks[i]) / RUNS));
        }
        pk_fixture_free(&f);
    }
}

/* The same in every engine of luck for any number of threads and batches of runs, and beside them money is what it was.
 */
static void threads_and_batches_say_the_same(void **state)
{
    (void)state;
    static const char scenario[] = "horizon: 40\npopulation: 1000\nengine: agents\nruns: 600\n"
                                   "actuals: {file: seen.csv, columns: {moved: a -> b, earned: revenue}}\n";
    static const pk_run_options_t options[] = {{.threads = 1}, {.threads = 3}, {.threads = 2, .batch = 250}};
    double first[8];
    for (int k = 0; k < 3; k++) {
        pk_fixture_t f;
        run(&f, "step,moved,earned\n1,100,310\n39,2,5\n", scenario, options[k]);
        double all[8];
        for (int a = 0; a < 2; a++) {
            memcpy(&all[4 * a], f.result.actuals[a].below, 4 * sizeof(double));
        }
        if (k == 0) {
            memcpy(first, all, sizeof all);
        }
        assert_memory_equal(first, all, sizeof all);
        pk_fixture_free(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_against_a_closed_form),
        cmocka_unit_test(months_over_weeks),
        cmocka_unit_test(the_total_has_its_rank),
        cmocka_unit_test(threads_and_batches_say_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
