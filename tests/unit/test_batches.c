/* More runs than are simulated together, against all of them at once: the same KPIs of every run, the same summaries
 * and targets to the last bit; means and sd by step to rounding; ranks of quantiles by step within what is told; and
 * the same bytes for any number of threads. */
#include "engine_fixture.h"

#include "result/result.h"

static const char MODEL[] =
    "polku: 1\nname: shop\nstep: month\ncurrency: EUR\ndiscount: 5%\n"
    "stages:\n  outside: {role: prospect, start: rest}\n"
    "  here: {role: customer, start: 10%, start_age: steady, dwell: 'weibull(shape=2, mean=8 to 12)'}\n"
    "  gone: {role: lost}\n"
    "personas: {a: {share: 60%}, b: {share: rest}}\n"
    "transitions:\n  outside -> here: {probability: 2% to 6%, revenue: 'varies gamma(mean=40, sd=20)'}\n"
    "  here -> here: {rate: 0.3, revenue: 25}\n  here -> gone: {share: 80%}\n  here -> outside: {share: rest}\n"
    "channels:\n  tv:\n    spend: 100\n    saturation: {half: 50 to 200}\n    effects: {outside -> here: x1.5}\n"
    "kpis: {held: {share: here}}\n";
static const char SCENARIO[] = "start: 2026-01-01\nhorizon: 6\npopulation: 300\nspend: {tv: x0.5 to 1.5}\n"
                               "targets: {purchases: {at_least: 100, by: 2026-04}}\nruns: 25000\n";

enum { RUNS = 25000 };

static void simulate(pk_fixture_t *f, long batch, int threads, double **expected)
{
    pk_fixture_run(f, MODEL, SCENARIO,
                   (pk_run_options_t){
                       .series = true, .by = PK_BY_QUARTER, .batch = batch, .threads = threads, .expected = expected});
}

static void same_kpis(const pk_result_t *one, const pk_result_t *many)
{
    static double room[RUNS], other[RUNS];
    const long cells = (long)one->nwindow * one->ngroup * one->nkpi;
    assert_non_null(one->kpi_runs);
    assert_null(many->kpi_runs);
    for (long cell = 0; cell < cells; cell++) {
        const double *a = pk_result_runs(one, cell, room), *b = pk_result_runs(many, cell, other);
        assert_memory_equal(a, b, RUNS * sizeof(double));
        assert_memory_equal(a + 8000, pk_result_some_runs(many, cell, 8000, 900, room), 900 * sizeof(double));
    }
    assert_memory_equal(one->kpi, many->kpi, (size_t)cells * sizeof *one->kpi);
    assert_memory_equal(one->kpi_mcse, many->kpi_mcse, (size_t)cells * sizeof *one->kpi_mcse);
    assert_int_equal(one->ngoal, 1);
    assert_near(many->goals[0].p_met, one->goals[0].p_met, 0);
    assert_near(many->goals[0].mean_shortfall, one->goals[0].mean_shortfall, 0);
}

static void near_summary(const pk_summary_t *many, const pk_summary_t *one)
{
    assert_close(many->mean, one->mean, 1e-12);
    assert_close(many->sd, one->sd, 1e-9);
    assert_near(many->p05, one->p05, 0.02 * one->sd + 1e-9); /* 0.2% of ranks where the density is lowest */
    assert_near(many->p50, one->p50, 0.02 * one->sd + 1e-9);
    assert_near(many->p95, one->p95, 0.02 * one->sd + 1e-9);
}

/* Who is here at the end is a KPI too, of which every run is known: its quantiles' ranks. */
static void ranks_as_told(const pk_result_t *many)
{
    static double room[RUNS];
    const pk_summary_t *s = &many->stage_counts[pk_stage_cell(many, many->nstep, 0, pk_result_stage(many, "here"))];
    const double *share = pk_result_runs(many, pk_kpi_cell(many, 0, 0, pk_result_kpi(many, "held")), room);
    const double at[] = {0.05, 0.25, 0.5, 0.75, 0.95}, told[] = {s->p05, s->p25, s->p50, s->p75, s->p95};
    for (int k = 0; k < 5; k++) {
        double below = 0, upto = 0;
        for (int run = 0; run < RUNS; run++) {
            below += share[run] * 300 < told[k] - 1e-6;
            upto += share[run] * 300 <= told[k] + 1e-6;
        }
        assert_true(below / RUNS <= at[k] + many->rank_error + 1e-4);
        assert_true(upto / RUNS >= at[k] - many->rank_error - 1e-4);
    }
    assert_true(many->rank_error > 0 && many->rank_error < 0.002);
}

static void as_all_at_once(void **state)
{
    (void)state;
    pk_fixture_t one, many;
    double *expected_one, *expected_many;
    simulate(&one, RUNS, 2, &expected_one);
    simulate(&many, 0, 2, &expected_many);
    const pk_result_t *a = &one.result, *b = &many.result;
    same_kpis(a, b);
    assert_memory_equal(expected_one, expected_many,
                        (size_t)a->nwindow * (size_t)a->ngroup * (size_t)a->nkpi * RUNS * sizeof(double));
    assert_near(a->rank_error, 0, 0);
    for (long cell = 0; cell < (long)(a->nstep + 1) * a->ngroup * a->nstage; cell++) {
        near_summary(&b->stage_counts[cell], &a->stage_counts[cell]);
    }
    for (long cell = 0; cell < (long)a->nstep * a->ngroup * a->nflow; cell++) {
        near_summary(&b->flow_counts[cell], &a->flow_counts[cell]);
    }
    for (int f = 0; f < a->nflow; f++) {
        near_summary(&b->flow_today[f], &a->flow_today[f]);
    }
    for (long cell = 0; cell < (long)a->nstep * a->ndriver; cell++) {
        assert_close(b->driver_value[cell], a->driver_value[cell], 1e-12);
        assert_near(b->driver_paid[cell], a->driver_paid[cell], 0);
    }
    for (int k = 0; k < a->nassumption; k++) {
        assert_near(b->assumptions[k].mean, a->assumptions[k].mean, 1e-12 * fabs(a->assumptions[k].mean));
    }
    assert_int_equal(a->ncurve, b->ncurve);
    assert_memory_equal(a->curves[0].gain, b->curves[0].gain, (size_t)a->curves[0].count * sizeof(pk_summary_t));
    ranks_as_told(b);
    free(expected_one);
    free(expected_many);
    pk_fixture_free(&one);
    pk_fixture_free(&many);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    pk_fixture_t one, three;
    simulate(&one, 3000, 1, NULL);
    simulate(&three, 3000, 3, NULL);
    const pk_result_t *a = &one.result, *b = &three.result;
    assert_memory_equal(a->kpi, b->kpi, (size_t)a->nwindow * (size_t)a->ngroup * (size_t)a->nkpi * sizeof *a->kpi);
    assert_memory_equal(a->stage_counts, b->stage_counts,
                        (size_t)(a->nstep + 1) * (size_t)a->ngroup * (size_t)a->nstage * sizeof(pk_summary_t));
    assert_memory_equal(a->flow_counts, b->flow_counts,
                        (size_t)a->nstep * (size_t)a->ngroup * (size_t)a->nflow * sizeof(pk_summary_t));
    assert_memory_equal(a->flow_today, b->flow_today, (size_t)a->nflow * sizeof(pk_summary_t));
    assert_near(a->rank_error, b->rank_error, 0);
    pk_fixture_free(&one);
    pk_fixture_free(&three);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_all_at_once),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
