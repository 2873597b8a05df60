/* A plan without one of its drivers is the plan of a file that lacks it: to the last double, draw by draw, in lanes of
 * every width and in the scalar engine. */
#include "engine_fixture.h"

#include "engine/drivers.h"
#include "engine/evaluate.h"

enum { RUNS = 24 };

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 5000\n"
    "stages: {need: {start: 70%}, customer: {start: rest, role: customer}}\n"
    "transitions:\n"
    "  need -> customer: {probability: 2% to 9%, revenue: 80}\n"
    "  customer -> need: {probability: 5%}\n"
    "channels:\n"
    "  search: {spend: 1000, carryover: {half_life: 2 to 4}, saturation: {half: 900},\n"
    "           effects: {need -> customer: x2 to 3}}\n"
    "  rival: {ours: false, spend: 300, saturation: {half: 500}, effects: {need -> customer: x0.7}}\n"
    "levers:\n"
    "  hours: {value: 10 to 30, effects: {need -> customer: {elasticity: -0.4}}}\n"
    "events:\n"
    "  fair: {dates: [DATE], days: 9, effects: {need -> customer: x1.5}}\n";

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_evaluator_t evaluator;
    double *draws, *out; /* [run] */
    long size;
} plan_t;

static void open_plan(plan_t *self, const char *date, const char *lines, pk_vector_t vector)
{
    char model[2000], scenario[400];
    const char *at = strstr(MODEL, "DATE");
    snprintf(model, sizeof model, "%.*s%s%s", (int)(at - MODEL), MODEL, date, at + 4);
    snprintf(scenario, sizeof scenario, "horizon: 12\nstart: 2026-01-05\nruns: 50\n%s", lines);
    pk_fixture_read(&self->fixture, model, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    const pk_evaluator_options_t options = {.nearest = true, .vector = vector};
    assert_int_equal(pk_evaluator_init(&self->evaluator, &self->plan, &options, &self->fixture.diag), PK_OK);
    self->size = pk_evaluator_outputs(&self->evaluator);
    self->draws = PK_ARRAY(&self->plan.arena, double, RUNS * self->plan.nslot);
    self->out = PK_ARRAY(&self->plan.arena, double, RUNS * self->size);
}

static void close_plan(plan_t *self)
{
    pk_evaluator_free(&self->evaluator);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static const pk_driver_plan_t *driver_of(const pk_plan_t *plan, const char *name)
{
    for (int d = 0; d < plan->ndriver; d++) {
        if (strcmp(plan->drivers[d].driver->name, name) == 0) {
            return &plan->drivers[d];
        }
    }
    fail_msg("no driver %s", name);
    return NULL;
}

static void evaluate(plan_t *self, const pk_move_t *move)
{
    pk_evaluated_t outcomes[RUNS];
    for (int run = 0; run < RUNS; run++) {
        double *draws = &self->draws[run * self->plan.nslot];
        (void)pk_evaluator_draw(&self->evaluator, (uint64_t)run, NULL, draws);
        pk_moves_apply(move, move != NULL, draws);
    }
    pk_evaluate_many(&self->evaluator, RUNS, self->draws, self->out, outcomes);
}

/* The sum over the steps of where everybody is, by the scalar engine. */
static double walked(const plan_t *self, int run)
{
    pk_sim_t sim;
    double sum = 0;
    pk_sim_init(&sim, &self->plan, &pk_chance_expected);
    pk_sim_begin(&sim, (uint64_t)run, &self->draws[run * self->plan.nslot]);
    for (int t = 1; t <= self->plan.nstep; t++) {
        pk_sim_step(&sim, t);
        sum += sim.state.count[1];
    }
    pk_sim_free(&sim);
    return sum;
}

typedef struct {
    const char *driver, *date, *lines, *lacking_date, *lacking; /* scenarios with it and without */
} lack_t;

static void is_lacking(const lack_t *lack, pk_vector_t vector)
{
    plan_t base, changed;
    open_plan(&base, lack->date, lack->lines, vector);
    open_plan(&changed, lack->lacking_date, lack->lacking, vector);
    const pk_driver_plan_t *driver = driver_of(&base.plan, lack->driver);
    const pk_move_t move = driver->ops->without(driver);
    evaluate(&base, NULL);
    for (int run = 0; run < RUNS; run++) {
        assert_false(driver->ops->is_idle(&base.plan, driver, &base.draws[run * base.plan.nslot]));
    }
    const double before = base.out[0];
    evaluate(&base, &move);
    evaluate(&changed, NULL);
    assert_int_equal(base.size, changed.size);
    assert_true(base.out[0] != before || base.out[1] != before);
    for (int run = 0; run < RUNS; run++) {
        assert_true(driver->ops->is_idle(&base.plan, driver, &base.draws[run * base.plan.nslot]));
        assert_true(walked(&base, run) == walked(&changed, run));
        for (long k = 0; k < base.size; k++) {
            const double a = base.out[run * base.size + k], b = changed.out[run * base.size + k];
            if (a != b && !(isnan(a) && isnan(b))) {
                fail_msg("without %s, run %d, output %ld: %.17g moved, %.17g lacking", lack->driver, run, k, a, b);
            }
        }
    }
    close_plan(&base);
    close_plan(&changed);
}

static void a_plan_without_a_driver_is_a_file_that_lacks_it(void **state)
{
    (void)state;
    static const lack_t ALL[] = {
        {"search", "2026-01-19", "", "2026-01-19", "spend: {search: 0}\n"},
        {"search", "2026-01-19", "spend: {search: x1.5}\n", "2026-01-19", "spend: {search: 0}\n"},
        {"rival", "2026-01-19", "", "2026-01-19", "spend: {rival: 0}\n"},
        {"hours", "2026-01-19", "levers: {hours: 4}\n", "2026-01-19", ""},
        {"hours", "2026-01-19", "levers: {hours: 4 to 8}\n", "2026-01-19", ""},
        {"fair", "2026-01-19", "", "2027-01-01", ""},
    };
    for (size_t k = 0; k < sizeof ALL / sizeof *ALL; k++) {
        is_lacking(&ALL[k], PK_VECTOR_AUTO);
        is_lacking(&ALL[k], PK_VECTOR_NONE);
    }
}

/* Nobody is heard from step 1 on, while the written rate was seen with today's fifth: what is left of it is the
 * quotient 1 / (1 + (M - 1) / 5). Half as loud: the share that is heard is halved. */
static void without_word_of_mouth(void **state)
{
    (void)state;
    enum { STEPS = 9 };
    pk_fixture_t f;
    pk_plan_t plan;
    pk_evaluator_t evaluator;
    pk_diag_t *diag = &f.diag;
    pk_moved_t half;
    pk_evaluated_t outcome;
    static const pk_output_t OUT = {.kind = PK_OUTPUT_STAGE, .name = "in", .last = STEPS};
    pk_fixture_read(&f,
                    "polku: 1\nname: m\nstep: week\nstages: {out: {start: 80%}, in: {start: 20%}}\n"
                    "transitions: {out -> in: {rate: 0.1}}\n"
                    "word_of_mouth: {friends: {from: in, effects: {out -> in: x4}}}\n",
                    "horizon: 9\npopulation: 1\nengine: expected\nruns: 1\n");
    assert_int_equal(pk_plan_compile(f.scenario, &plan, diag), PK_OK);
    const pk_evaluator_options_t options = {.outputs = &OUT, .noutput = 1};
    assert_int_equal(pk_evaluator_init(&evaluator, &plan, &options, diag), PK_OK);
    assert_int_equal(pk_moved_read(&plan, "word_of_mouth.friends", "x0.5", PK_NOWHERE, &half, diag), PK_OK);
    const pk_driver_plan_t *driver = driver_of(&plan, "friends");
    pk_move_t moves[2] = {driver->ops->without(driver)};
    assert_int_equal(pk_moved_move(&half, 1, &moves[1]), 1);
    for (int k = 0; k < 2; k++) {
        double in = 0.2, out, draws[64];
        assert_true(plan.nslot < 64);
        (void)pk_evaluator_draw(&evaluator, 0, NULL, draws);
        pk_moves_apply(&moves[k], 1, draws);
        outcome = pk_evaluate(&evaluator, draws, &out);
        assert_true(pk_is_evaluated(outcome));
        for (int t = 1; t <= STEPS; t++) {
            in += (1 - in) * -expm1(-0.1 * (1 + 3 * (k == 0 ? 0 : in / 2)) / (1 + 3 * 0.2));
        }
        assert_near(out, in, 1e-13);
    }
    pk_evaluator_free(&evaluator);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_plan_without_a_driver_is_a_file_that_lacks_it),
                                       cmocka_unit_test(without_word_of_mouth)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
