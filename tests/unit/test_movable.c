/* Every plain number of the shipped scenarios can be moved: a plan whose draws hold another value gives what a plan
 * gives that was compiled from a book with that value, in all KPIs. So a number that the compiler folds away, or that
 * the engine reads past its slot, is found. */
#include <glob.h>

#include "engine_fixture.h"

#include "engine/evaluate.h"
#include "model/calibration.h"

enum { RUNS = 2, EVERY = 4 /* number of each third scenario, in turn; all of them passed when this was written */ };

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_scenario_t *scenario;
    pk_plan_t plan;
    pk_evaluator_t evaluator;
    pk_sim_t sim; /* draws */
    double *draws, *out;
} compiled_t;

/* With the number at `index` of the book at `factor` times its value; -1: as it is. False where that is no model. */
static bool compile_it(compiled_t *self, const char *path, int index, double factor)
{
    *self = (compiled_t){0};
    const pk_overrides_t none = PK_NO_OVERRIDES;
    self->scenario = pk_scenario_read(path, &none, &self->arena, &self->diag);
    assert_non_null(self->scenario);
    if (index >= 0) {
        pk_number_t *number = self->scenario->model->numbers.all[index];
        number->value *= factor;
        number->written *= factor;
    }
    const pk_evaluator_options_t options = {.nearest = true, .threads = 1};
    if (pk_plan_compile(self->scenario, &self->plan, &self->diag) != PK_OK ||
        pk_evaluator_init(&self->evaluator, &self->plan, &options, &self->diag) != PK_OK) {
        return false;
    }
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->arena, double, self->plan.nslot + 1);
    self->out = PK_ARRAY(&self->arena, double, pk_evaluator_outputs(&self->evaluator));
    return true;
}

static void free_it(compiled_t *self)
{
    pk_evaluator_free(&self->evaluator);
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
}

static bool is_close(double a, double b)
{
    return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-12 * fmax(fabs(a), fabs(b));
}

/* Numbers that shape the plan itself: who buys at all (purchases are counted where a mean price is above 0) stays as it
 * was for any factor above 0, so none is left out. */
static int compare_moved(compiled_t *base, const char *path, int index, double factor)
{
    compiled_t changed;
    const pk_number_t *number = base->scenario->model->numbers.all[index];
    int moved = 0;
    if (compile_it(&changed, path, index, factor)) {
        pk_movable_t movable;
        const int count = (int)pk_evaluator_outputs(&base->evaluator);
        double *before = PK_ARRAY(&changed.arena, double, count);
        assert_int_equal(pk_movable_find(&base->plan, number->path, &movable, &base->diag), PK_OK);
        for (int run = 0; run < RUNS; run++) {
            pk_move_t move = {.slot = number->slot, .times = true, .value = factor};
            (void)pk_assumptions_draw(&base->sim, (uint64_t)run, base->draws, NULL);
            (void)pk_evaluate(&base->evaluator, base->draws, before);
            pk_assumptions_move(&base->sim, (uint64_t)run, &move, 1, base->draws);
            (void)pk_evaluate(&base->evaluator, base->draws, base->out);
            (void)pk_evaluator_draw(&changed.evaluator, (uint64_t)run, NULL, changed.draws);
            (void)pk_evaluate(&changed.evaluator, changed.draws, changed.out);
            for (int k = 0; k < count; k++) {
                if (!is_close(base->out[k], changed.out[k])) {
                    fail_msg("%s, %s, output %d: %.17g moved, %.17g changed", path, number->path, k, base->out[k],
                             changed.out[k]);
                }
                moved += !is_close(base->out[k], before[k]);
            }
        }
    }
    free_it(&changed);
    return moved;
}

static void test_every_plain_number_can_be_moved(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    glob_t found;
    int numbers = 0, mattered = 0;
    assert_int_equal(glob("scenarios/*/*.yaml", 0, NULL, &found), 0);
    for (size_t k = 0; k < found.gl_pathc; k += 3) {
        compiled_t base;
        if (pk_calibration_is(found.gl_pathv[k], &(pk_diag_t){0})) {
            continue;
        }
        assert_true(compile_it(&base, found.gl_pathv[k], -1, 1));
        const pk_numbers_t *book = &base.scenario->model->numbers;
        for (int i = (int)k % EVERY; i < book->count; i += EVERY) {
            if (book->all[i]->kind == PK_NUMBER_FIXED && book->all[i]->value != 0) {
                numbers++;
                mattered += compare_moved(&base, found.gl_pathv[k], i, 0.97) > 0;
            }
        }
        free_it(&base);
    }
    globfree(&found);
    assert_true(numbers > 500 && mattered > numbers / 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_plain_number_can_be_moved)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
