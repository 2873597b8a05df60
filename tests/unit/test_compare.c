/* Comparisons: which is the baseline, paired differences, and what common random numbers are worth. */
#include "engine_fixture.h"

#include "result/summary.h"
#include "study/compare.h"

static pk_scenario_t *shipped(const char *path, long seed, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.runs = 1000;
    overrides.seed = seed;
    pk_scenario_t *scenario = pk_scenario_read(path, &overrides, arena, diag);
    pk_fixture_show(diag);
    assert_non_null(scenario);
    return scenario;
}

static const double *runs_of(const pk_result_t *result, const char *kpi)
{
    for (int k = 0; k < result->nkpi; k++) {
        if (strcmp(result->kpis[k].name, kpi) == 0) {
            return &result->kpi_runs[pk_kpi_cell(result, 0, 0, k) * result->nrun];
        }
    }
    fail_msg("no KPI %s", kpi);
    return NULL;
}

static double variance_of_difference(const pk_result_t *a, const pk_result_t *b, const char *kpi)
{
    double *off = malloc((size_t)a->nrun * sizeof(double));
    for (int run = 0; run < a->nrun; run++) {
        off[run] = runs_of(a, kpi)[run] - runs_of(b, kpi)[run];
    }
    const double sd = pk_summarise(off, a->nrun).sd;
    free(off);
    return sd * sd;
}

static pk_lineage_t lineage(const char *name, const char *file, const pk_source_t *parent, const pk_source_t *root)
{
    static const pk_source_t own = {.name = "itself.yaml"};
    pk_lineage_t self = {.name = name, .file = file, .sources = {&own, parent, root}};
    self.nsource = 1 + (parent != NULL) + (root != NULL);
    return self;
}

/* root <- push <- strong, and alone: whichever order they are named in. */
static void the_baseline_is_what_the_others_are_based_on(void **state)
{
    (void)state;
    const pk_source_t root = {.name = "p/root.yaml"}, push = {.name = "p/push.yaml"};
    const pk_lineage_t all[] = {
        lineage("strong", "p/strong.yaml", &push, &root),
        lineage("push", "p/push.yaml", &root, NULL),
        lineage("root", "p/root.yaml", NULL, NULL),
        lineage("alone", "p/alone.yaml", NULL, NULL),
    };
    pk_diag_t diag = {0};
    assert_int_equal(pk_baseline_find(all, 4, NULL, &diag), 2);
    assert_int_equal(pk_baseline_find(all, 2, NULL, &diag), 1);
    assert_int_equal(pk_baseline_find(all + 2, 2, NULL, &diag), 0);
    assert_int_equal(pk_baseline_find(all, 4, "alone", &diag), 3);
    assert_int_equal(pk_baseline_find(all, 4, "push.yaml", &diag), 1);
    assert_int_equal(pk_baseline_find(all, 4, "p/strong.yaml", &diag), 0);
    assert_int_equal(diag.count, 0);
    assert_int_equal(pk_baseline_find(all, 4, "rot", &diag), -1);
    assert_string_equal(diag.messages[0].text, "the baseline `rot` is not among the scenarios; is it `root`?");
    pk_diag_free(&diag);
}

/* Baseline against the e-mail offer: pairing must take at least nine tenths off the variance of the difference,
 * measured against an e-mail offer with a seed of its own. The KPI is the jobs done, what the plans are compared by. A
 * variance of 1,000 runs is known within 4.5% (one standard error); seeds are fixed. */
static void pairing_pays(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_result_t results[3];
    const pk_scenario_t *scenarios[] = {
        shipped("scenarios/puhdistustiimi/baseline.yaml", 7, &arena, &diag),
        shipped("scenarios/puhdistustiimi/email-offer.yaml", 7, &arena, &diag),
        shipped("scenarios/puhdistustiimi/email-offer.yaml", 8, &arena, &diag),
    };
    for (int k = 0; k < 3; k++) {
        assert_int_equal(pk_run(scenarios[k], &(pk_run_options_t){0}, &results[k], &diag), PK_OK);
    }
    static const char *const KPIS[] = {"profit", "purchases", "revenue"};
    for (int k = 0; k < 3; k++) {
        const double paired = variance_of_difference(&results[0], &results[1], KPIS[k]);
        const double unpaired = variance_of_difference(&results[0], &results[2], KPIS[k]);
        print_message("%s: paired over unpaired variance %.3f\n", KPIS[k], paired / unpaired);
        assert_true(paired <= unpaired / 10);
    }
    for (int k = 0; k < 3; k++) {
        pk_result_free(&results[k]);
    }
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

/* A scenario that only renames itself differs by exactly nothing, and is better in half of the draws. */
static void the_same_plan_is_the_same(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_read(&f,
                    "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%, role: prospect}, b: {role: customer}}\n"
                    "transitions: {a -> b: {probability: 2% to 5%, revenue: 'varies gamma(mean=10, sd=5)'}}\n",
                    "horizon: 20\npopulation: 1000\nruns: 50\n");
    pk_scenario_t *both[] = {f.scenario, f.scenario};
    pk_comparison_t comparison;
    assert_int_equal(pk_compare(both, 2, 0, &(pk_run_options_t){0}, &comparison, &f.diag), PK_OK);
    assert_true(comparison.ndifference > 10);
    for (int k = 0; k < comparison.ndifference; k++) {
        const pk_difference_t *d = &comparison.differences[k];
        if (!isnan(d->diff_mean)) {
            assert_near(d->diff_mean, 0, 0);
            assert_near(d->diff_sd, 0, 0);
            assert_near(d->sure.better.p, 0.5, 0);
            assert_true(isnan(d->sure.better.se));
            assert_true(d->sure.runs_needed == 0);
        }
    }
    pk_comparison_free(&comparison);
    pk_fixture_free(&f);
}

/* Each difference over the whole horizon is found, of every plan and persona, and nothing that is not there. */
static void differences_are_found(void **state)
{
    (void)state;
    static const char MODEL[] = "polku: 1\nname: m\nstep: week\npersonas: {young: {share: 40%}, old: {share: rest}}\n"
                                "stages: {a: {start: 100%, role: prospect}, b: {role: customer}}\n"
                                "transitions: {a -> b: {probability: 2% to 5%, revenue: 1}}\n";
    static const char *const MORE[] = {"conversions: {a -> b: x1.1}\n", "", "conversions: {a -> b: x1.2}\n",
                                       "conversions: {a -> b: x1.3}\n"};
    pk_fixture_t plans[4];
    pk_scenario_t *scenarios[4];
    char text[200];
    for (int i = 0; i < 4; i++) {
        snprintf(text, sizeof text, "start: 2026-01-05\nhorizon: 10\npopulation: 300\nruns: 20\n%s", MORE[i]);
        pk_fixture_read(&plans[i], MODEL, text);
        scenarios[i] = plans[i].scenario;
    }
    pk_comparison_t c;
    assert_int_equal(pk_compare(scenarios, 4, 1, &(pk_run_options_t){.by = PK_BY_MONTH}, &c, &plans[0].diag), PK_OK);
    int found = 0;
    for (int k = 0; k < c.ndifference; k++) {
        const pk_difference_t *d = &c.differences[k];
        if (d->window == 0) {
            assert_ptr_equal(pk_comparison_find(&c, d->scenario, d->group, d->kpi), d);
            found++;
        }
    }
    assert_true(found > 3 * 3 * 5 && found < c.ndifference);
    assert_null(pk_comparison_find(&c, 1, 0, "profit"));
    assert_null(pk_comparison_find(&c, 3, 3, "profit"));
    assert_null(pk_comparison_find(&c, 4, 0, "profit"));
    assert_null(pk_comparison_find(&c, 0, 0, "no such"));
    pk_comparison_free(&c);
    for (int i = 0; i < 4; i++) {
        pk_fixture_free(&plans[i]);
    }
}

/* Better in nearly all draws by assumption, although one future's chance may well say otherwise: 30 customers only. */
static void better_is_about_assumptions(void **state)
{
    (void)state;
    static const char MODEL[] =
        "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%, role: prospect}, b: {role: customer}}\n"
        "transitions: {a -> b: {probability: 2% to 5%, revenue: 1}}\n";
    pk_fixture_t f, g;
    pk_fixture_read(&f, MODEL, "horizon: 10\npopulation: 30\nruns: 200\n");
    pk_fixture_read(&g, MODEL, "horizon: 10\npopulation: 30\nruns: 200\nconversions: {a -> b: x1.1}\n");
    pk_scenario_t *both[] = {f.scenario, g.scenario};
    pk_comparison_t comparison;
    assert_int_equal(pk_compare(both, 2, 0, &(pk_run_options_t){0}, &comparison, &f.diag), PK_OK);
    bool seen = false;
    for (int k = 0; k < comparison.ndifference; k++) {
        const pk_difference_t *d = &comparison.differences[k];
        if (strcmp(d->kpi, "purchases") == 0) {
            seen = true;
            assert_near(d->sure.better.p, 1, 0);
            assert_true(d->diff_p05 <= 0);
        }
    }
    assert_true(seen);
    pk_comparison_free(&comparison);
    pk_fixture_free(&f);
    pk_fixture_free(&g);
}

/* Nobody comes and nobody goes: the population is the same, although its sum over other stages has other last digits.
 */
static void a_tie_up_to_rounding_is_a_tie(void **state)
{
    (void)state;
    static const char MODEL[] =
        "polku: 1\nname: m\nstep: week\nstages: {a: {start: 60%, role: prospect}, b: {start: 30%}, c: {start: 10%}}\n"
        "transitions: {a -> b: {probability: 2% to 5%}, b -> c: {probability: 7%}, c -> a: {probability: 3%}}\n";
    pk_fixture_t f, g;
    pk_fixture_read(&f, MODEL, "horizon: 40\npopulation: 40000\nruns: 50\n");
    pk_fixture_read(&g, MODEL, "horizon: 40\npopulation: 40000\nruns: 50\nconversions: {a -> b: x1.1}\n");
    pk_scenario_t *both[] = {f.scenario, g.scenario};
    pk_comparison_t comparison;
    assert_int_equal(pk_compare(both, 2, 0, &(pk_run_options_t){0}, &comparison, &f.diag), PK_OK);
    assert_string_equal(comparison.differences[0].kpi, "population");
    assert_near(comparison.differences[0].sure.better.p, 0.5, 0);
    pk_comparison_free(&comparison);
    pk_fixture_free(&f);
    pk_fixture_free(&g);
}

/* Exact is what neither more runs nor other draws would change. */
static void a_difference_is_exact_where_nothing_is_left_to_chance(void **state)
{
    (void)state;
    static const char model[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                                "stages: {a: {start: 100%%, role: prospect}, b: {role: customer}}\n"
                                "transitions: {a -> b: {probability: %s, revenue: 10}}\n"
                                "levers: {more: {value: 0, effects: {a -> b: x2}}}\n";
    static const struct {
        const char *engine, *probability;
        int runs;
        bool exact;
    } rows[] = {
        {"expected", "10%", 1, true},         {"expected", "10%", 50, true}, {"expected", "5% to 10%", 1, false},
        {"expected", "5% to 10%", 50, false}, {"cohort", "10%", 1, false},   {"cohort", "10%", 50, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        pk_fixture_t f[2];
        pk_scenario_t *both[2];
        char text[600], body[100];
        snprintf(text, sizeof text, model, rows[i].probability);
        for (int k = 0; k < 2; k++) {
            snprintf(body, sizeof body, "horizon: 4\nruns: %d\nengine: %s\nlevers: {more: %d}\n", rows[i].runs,
                     rows[i].engine, k);
            pk_fixture_read(&f[k], text, body);
            both[k] = f[k].scenario;
        }
        pk_comparison_t c;
        assert_int_equal(pk_compare(both, 2, 0, &(pk_run_options_t){.threads = 1}, &c, &f[0].diag), PK_OK);
        assert_true(pk_comparison_find(&c, 1, 0, "revenue")->exact == rows[i].exact);
        assert_true(pk_comparison_find(&c, 1, 0, "spend")->exact == (rows[i].runs > 1 || rows[i].exact));
        assert_string_equal(c.answer.kpi, "profit");
        pk_comparison_free(&c);
        pk_fixture_free(&f[0]);
        pk_fixture_free(&f[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_baseline_is_what_the_others_are_based_on),
        cmocka_unit_test(the_same_plan_is_the_same),
        cmocka_unit_test(differences_are_found),
        cmocka_unit_test(better_is_about_assumptions),
        cmocka_unit_test(a_tie_up_to_rounding_is_a_tie),
        cmocka_unit_test(a_difference_is_exact_where_nothing_is_left_to_chance),
        cmocka_unit_test(pairing_pays),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
