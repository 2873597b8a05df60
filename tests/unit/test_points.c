/* Points of a sample: at a run's own uniforms a plan draws what the run draws, to the last bit, in every shipped
 * scenario; ranks, sizes, and what a correction by runs says elsewhere is what it says at its own runs. */
#include "shipped.h"

#include "base/stream.h"
#include "engine/evaluate.h"
#include "model/learned.h"
#include "study/gain.h"
#include "study/points.h"
#include "study/uncertain.h"

enum { RUNS = 40 };

static bool same_double(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void check_draws(const char *path, const pk_scenario_t *scenario)
{
    pk_plan_t plan;
    pk_diag_t diag = {0};
    pk_evaluator_t evaluator;
    pk_uncertains_t numbers;
    assert_int_equal(pk_plan_compile(scenario, &plan, &diag), PK_OK);
    const pk_evaluator_options_t options = {.nearest = true, .threads = 2};
    assert_int_equal(pk_evaluator_init(&evaluator, &plan, &options, &diag), PK_OK);
    pk_uncertains_find(&numbers, &plan, NULL);
    double *uniforms = pk_heap((size_t)(RUNS * numbers.naddress) + 1, sizeof(double));
    double *draws = pk_heap((size_t)(RUNS * plan.nslot) + 1, sizeof(double));
    double *alone = pk_heap((size_t)plan.nslot + 1, sizeof(double));
    for (int run = 0; run < RUNS; run++) {
        for (int k = 0; k < numbers.naddress; k++) {
            pk_stream_t stream =
                pk_stream_at(plan.seed, (uint64_t)run + 7, PK_PURPOSE_ASSUMPTION, 0, numbers.address[k]);
            uniforms[run * numbers.naddress + k] = pk_stream_uniform(&stream);
            if (plan.nlearned > 0 && numbers.address[k] == plan.model->learned->address) { /* rows go by the run */
                uniforms[run * numbers.naddress + k] =
                    ((double)((run + 7) % plan.nlearned) + 0.5) / (double)plan.nlearned;
            }
        }
    }
    const pk_drawn_points_t points = {
        .address = numbers.address, .nuniform = numbers.naddress, .uniforms = uniforms, .first_run = 7, .pinned = -1};
    assert_int_equal(pk_evaluator_draw_points(&evaluator, &points, RUNS, draws, NULL), 0);
    for (int run = 0; run < RUNS; run++) {
        assert_int_equal(pk_evaluator_draw(&evaluator, (uint64_t)run + 7, NULL, alone), PK_DRAW_FINE);
        for (int slot = 0; slot < plan.nslot; slot++) {
            if (!same_double(alone[slot], draws[(long)run * plan.nslot + slot])) {
                fail_msg("%s: run %d, slot %d", path, run + 7, slot);
            }
        }
    }
    free(uniforms);
    free(draws);
    free(alone);
    pk_uncertains_free(&numbers);
    pk_evaluator_free(&evaluator);
    pk_plan_free(&plan);
    pk_diag_free(&diag);
}

static void points_at_a_runs_uniforms_are_the_run(void **state)
{
    (void)state;
    pk_each_shipped(check_draws);
}

/* The lead of a plan with feedback, at the draws of its own runs, is what a comparison's correction makes of them. */
static void a_correction_is_the_same_elsewhere(void **state)
{
    (void)state;
    enum { OF = 60 };
    const char *const files[] = {"scenarios/puhdistustiimi/spring-facebook-push.yaml",
                                 "scenarios/puhdistustiimi/baseline.yaml"};
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_plan_t plans[2];
    pk_gain_t gain;
    double *draws[2], values[OF], plain[OF];
    const pk_overrides_t none = PK_NO_OVERRIDES;
    for (int p = 0; p < 2; p++) {
        const pk_scenario_t *scenario = pk_scenario_read(files[p], &none, &arena, &diag);
        assert_non_null(scenario);
        assert_int_equal(pk_plan_compile(scenario, &plans[p], &diag), PK_OK);
    }
    const pk_run_options_t options = {.threads = 2, .runs = OF};
    assert_int_equal(pk_gain_init(&gain, &plans[0], &plans[1], "profit", &options, &diag), PK_OK);
    assert_int_equal(gain.runs, OF);
    for (int p = 0; p < 2; p++) {
        draws[p] = pk_heap((size_t)(OF * plans[p].nslot), sizeof(double));
        for (int run = 0; run < OF; run++) {
            (void)pk_evaluator_draw(&gain.evaluator[p], (uint64_t)run, NULL, &draws[p][(long)run * plans[p].nslot]);
        }
    }
    pk_gain_at(&gain, OF, (const double *const *)draws, (pk_gains_t){values, plain, NULL});
    double off = 0;
    for (int run = 0; run < OF; run++) {
        assert_close(values[run], gain.lead.ahead[run], 1e-6);
        off += fabs(values[run] - plain[run]) / OF;
    }
    assert_true(off > 1); /* there is something to correct */
    for (int p = 0; p < 2; p++) {
        free(draws[p]);
    }
    pk_gain_free(&gain);
    pk_plan_free(&plans[0]);
    pk_plan_free(&plans[1]);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

static void ranks_and_sizes(void **state)
{
    (void)state;
    pk_points_t points = pk_points_of(4, 1001, 1);
    assert_int_equal(pk_points_size(&points), 1008);
    const double before = pk_points_at(&points, 1, true, 700);
    const double weight[] = {0, 0.5, 0.2, 0.5};
    pk_points_rank(&points, weight);
    const int places[] = {3, 0, 2, 1};
    for (int k = 0; k < 4; k++) {
        assert_int_equal(points.place[k], places[k]);
    }
    pk_points_rank(&points, (const double[]){3, 2, 1, 0});
    assert_true(pk_points_at(&points, 1, true, 700) == before);
    pk_points_free(&points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_at_a_runs_uniforms_are_the_run),
        cmocka_unit_test(a_correction_is_the_same_elsewhere),
        cmocka_unit_test(ranks_and_sizes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
