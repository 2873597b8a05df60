/* Money over time against KPIs: each period's sums are the KPIs of the same windows to the last bit, and the sums so
 * far those of targets' windows, which begin with step 1; also in blocks of steps, in batches (quantiles within the
 * ranks that are told), with one run, of every engine, and for any number of threads. Sums of quantiles would be far
 * off. */
#include "engine_fixture.h"

#include "result/result.h"

static const char MODEL[] =
    "polku: 1\nname: shop\nstep: week\ncurrency: EUR\ndiscount: 5%\n"
    "stages:\n  outside: {role: prospect, start: rest}\n"
    "  here: {role: customer, start: 10%, end_value: 3}\n"
    "personas: {a: {share: 60%}, b: {share: rest}}\n"
    "transitions:\n  outside -> here: {probability: 2% to 6%, revenue: 40, cost: 5 to 9}\n"
    "  here -> outside: {probability: 8%}\n"
    "channels:\n  tv:\n    spend: 100\n    saturation: {half: 50 to 200}\n"
    "    effects: {outside -> here: x1.5}\n"
    "  rival: {ours: false, spend: 10, saturation: {half: 5}, effects: {here -> outside: x1.1}}\n"
    "levers: {ease: {value: 1, per_step: 7, effects: {outside -> here: x1.1}}}\n";
/* Of the periods of months, and of steps without dates, each has a target `by` its last step, of another KPI. */
static const char DATED[] = "start: 2026-01-05\nhorizon: 9\npopulation: 300\nspend: {tv: x0.5 to 1.5}\n"
                            "targets:\n  profit: {at_least: 1, by: 4}\n  revenue: {at_least: 1, by: 8}\n"
                            "  cost: {at_most: 1, by: 9}\n";
static const char UNDATED[] = "horizon: 3\npopulation: 300\nspend: {tv: x0.5 to 1.5}\n"
                              "targets:\n  profit: {at_least: 1, by: 1}\n  revenue: {at_least: 1, by: 2}\n"
                              "  cost: {at_most: 1, by: 3}\n";

#ifdef __SANITIZE_ADDRESS__
#define MANY_RUNS "runs: 9000\n" /* more than a digest keeps one by one */
enum { BATCH = 4500 };
#else
#define MANY_RUNS "runs: 15000\n" /* a block is 9 of 10 steps */
enum { BATCH = 10000 };
#endif

static const pk_summary_t *kpi_at(const pk_result_t *r, int window, const char *name)
{
    return &r->kpi[pk_kpi_cell(r, window, 0, pk_result_kpi(r, name))];
}

static void same(const pk_summary_t *a, const pk_summary_t *b, bool spread)
{
    const double one[] = {a->mean, a->p05, a->p50, a->p95, a->sd}, other[] = {b->mean, b->p05, b->p50, b->p95, b->sd};
    assert_memory_equal(one, other, (spread ? 5 : 4) * sizeof(double));
}

static const char *const WHATS[] = {"revenue", "cost", "spend", "spend.tv", "profit"};

/* Periods beside the windows of --by, and totals beside those of the targets, which stand last. */
static void check(const pk_result_t *r, int periods, bool by)
{
    const pk_result_money_t *money = &r->money;
    assert_int_equal(money->nperiod, periods);
    assert_int_equal(money->nwhat, 5);
    for (int k = 0; k < 5; k++) {
        assert_int_equal(pk_result_money(r, WHATS[k]), k);
        const pk_summary_t *total = &money->total[k * periods + periods - 1];
        same(total, kpi_at(r, 0, WHATS[k]), r->nrun > 1);
        for (int p = 0; p < periods && by; p++) {
            assert_string_equal(money->periods[p].label, r->windows[1 + p].label);
            same(&money->sum[k * periods + p], kpi_at(r, 1 + p, WHATS[k]), r->nrun > 1);
        }
    }
    for (int p = 0; p < periods; p++) {
        const int window = r->nwindow - periods + p;
        const char *name = r->kpis[r->goals[p].kpi_index].name;
        assert_int_equal(money->periods[p].last, r->windows[window].last);
        same(&money->total[pk_result_money(r, name) * periods + p], kpi_at(r, window, name), r->nrun > 1);
    }
    assert_int_equal(pk_result_money(r, "spend.rival"), -1);
    assert_near(money->total[5 * periods - 1].mean,
                money->total[periods - 1].mean - money->total[2 * periods - 1].mean -
                    money->total[3 * periods - 1].mean +
                    3 * pk_fixture_count(&(pk_fixture_t){.result = *r}, r->nstep, 1),
                1e-6);
}

static void run(pk_fixture_t *f, const char *scenario, const char *more, pk_run_options_t options)
{
    char text[1000];
    snprintf(text, sizeof text, "%s%s", scenario, more);
    options.series = true;
    pk_fixture_run(f, MODEL, text, options);
}

static void periods_are_the_kpis(void **state)
{
    (void)state;
    static const char *const engines[] = {"engine: expected\nruns: 40\n", "engine: cohort\nruns: 40\n",
                                          "engine: agents\nruns: 40\n", "engine: cohort\nruns: 1\n"};
    for (int k = 0; k < 4; k++) {
        pk_fixture_t months, steps, plain;
        run(&months, DATED, engines[k], (pk_run_options_t){.by = PK_BY_MONTH});
        check(&months.result, 3, true);
        run(&plain, DATED, engines[k], (pk_run_options_t){0});
        check(&plain.result, 3, false);
        assert_memory_equal(plain.result.money.total, months.result.money.total, 15 * sizeof(pk_summary_t));
        run(&steps, UNDATED, engines[k], (pk_run_options_t){.threads = 3});
        check(&steps.result, 3, false);
        assert_string_equal(steps.result.money.periods[1].label, "2");
        pk_fixture_free(&months);
        pk_fixture_free(&steps);
        pk_fixture_free(&plain);
    }
}

/* So many runs that a block is some steps only, and in batches; alike for any number of threads. */
static void blocks_and_batches(void **state)
{
    (void)state;
    pk_fixture_t one, many, other;
    run(&one, DATED, MANY_RUNS, (pk_run_options_t){.by = PK_BY_MONTH});
    check(&one.result, 3, true);
    run(&many, DATED, MANY_RUNS, (pk_run_options_t){.by = PK_BY_MONTH, .batch = BATCH, .threads = 1});
    run(&other, DATED, MANY_RUNS, (pk_run_options_t){.by = PK_BY_MONTH, .batch = BATCH, .threads = 3});
    const pk_result_money_t *a = &one.result.money, *b = &many.result.money;
    assert_memory_equal(b->total, other.result.money.total, 15 * sizeof(pk_summary_t));
    assert_memory_equal(b->sum, other.result.money.sum, 15 * sizeof(pk_summary_t));
    assert_true(many.result.rank_error > 0 && many.result.rank_error < 0.01);
    for (int cell = 0; cell < 15; cell++) {
        assert_close(b->total[cell].mean, a->total[cell].mean, 1e-12);
        assert_near(b->sum[cell].sd, a->sum[cell].sd, 1e-9 * a->sum[cell].sd);
        assert_near(b->total[cell].p05, a->total[cell].p05, 0.1 * a->total[cell].sd + 1e-9);
        assert_near(b->total[cell].p95, a->total[cell].p95, 0.1 * a->total[cell].sd + 1e-9);
    }
    pk_fixture_free(&one);
    pk_fixture_free(&many);
    pk_fixture_free(&other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(periods_are_the_kpis), cmocka_unit_test(blocks_and_batches)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
