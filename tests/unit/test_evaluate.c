/* A plan with numbers moved is the plan of the changed file: to the last double, draw by draw. Gradients against closed
 * forms; many evaluations as each alone, for any number of threads. */
#include "engine_fixture.h"

#include "engine/evaluate.h"

/* A scenario compiled, with an evaluator over it. */
typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_evaluator_t evaluator;
    double *draws;
} whatif_t;

static void open_whatif(whatif_t *self, const char *model, const char *scenario, pk_evaluator_options_t options)
{
    pk_fixture_read(&self->fixture, model, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    const pk_status_t status = pk_evaluator_init(&self->evaluator, &self->plan, &options, &self->fixture.diag);
    if (status != PK_OK) {
        pk_fixture_show(&self->fixture.diag);
    }
    assert_int_equal(status, PK_OK);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot + 1);
}

static void close_whatif(whatif_t *self)
{
    pk_evaluator_free(&self->evaluator);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static bool same_double(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* ---- moved is changed ---- */

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 5000\n"
    "personas: {young: {share: 30%}, old: {share: rest}}\n"
    "stages:\n"
    "  need: {start: 70%}\n"
    "  trial: {start: rest, dwell: 'weibull(shape=2, mean=4 to 9)', start_age: steady}\n"
    "  customer: {role: customer}\n"
    "  lost: {role: lost}\n"
    "transitions:\n"
    "  need -> trial: {probability: 2% to 9%, by_persona: {young: {probability: x1.4}}}\n"
    "  need -> lost: {probability: 1%}\n"
    "  trial -> customer: {share: 40% to 60%, revenue: 'varies normal(mean=80 to 120, sd=10)'}\n"
    "  trial -> lost: {share: rest}\n"
    "  customer -> customer: {rate: 0.2, revenue: 30 to 50, cost: 40% of revenue}\n"
    "  customer -> lost: {probability: 20% per year}\n"
    "channels:\n"
    "  search:\n"
    "    spend: 1000\n"
    "    carryover: {half_life: 2 to 4}\n"
    "    saturation: {half: 800 to 1500}\n"
    "    effects: {need -> trial: x2 to 3}\n"
    "levers:\n"
    "  hours: {value: 24, cost: {per_step: 3}, effects: {trial -> customer: {elasticity: -0.1}}}\n";

/* One plan said twice: by a file, and by moving the base plan's numbers. */
typedef struct {
    const char *changed; /* of the scenario */
    const char *path[2];
    bool times[2];
    double x[2];
    const char *base; /* of the scenario; NULL: empty */
} said_t;

static const char *scenario_of(char *text, const char *lines)
{
    sprintf(text, "horizon: 20\nstart: 2026-01-05\nruns: 50\n%s", lines != NULL ? lines : "");
    return text;
}

static void is_same_said(const said_t *said)
{
    char text[2][600];
    whatif_t base, changed;
    pk_input_t inputs[2] = {{said->path[0], said->times[0]}, {said->path[1], said->times[1]}};
    open_whatif(&base, MODEL, scenario_of(text[0], said->base),
                (pk_evaluator_options_t){
                    .by = PK_BY_MONTH, .inputs = inputs, .ninput = said->path[1] != NULL ? 2 : 1, .nearest = true});
    open_whatif(&changed, MODEL, scenario_of(text[1], said->changed),
                (pk_evaluator_options_t){.by = PK_BY_MONTH, .nearest = true});
    const long size = pk_evaluator_outputs(&base.evaluator);
    assert_int_equal(size, pk_evaluator_outputs(&changed.evaluator));
    double *a = PK_ARRAY(&base.plan.arena, double, size), *b = PK_ARRAY(&base.plan.arena, double, size);
    double *before = PK_ARRAY(&base.plan.arena, double, size);
    long moved = 0;
    for (uint64_t run = 0; run < 40; run++) {
        (void)pk_evaluator_draw(&base.evaluator, run, NULL, base.draws);
        assert_true(pk_is_evaluated(pk_evaluate(&base.evaluator, base.draws, before)));
        (void)pk_evaluator_draw(&base.evaluator, run, said->x, base.draws);
        (void)pk_evaluator_draw(&changed.evaluator, run, NULL, changed.draws);
        assert_true(pk_is_evaluated(pk_evaluate(&base.evaluator, base.draws, a)));
        assert_true(pk_is_evaluated(pk_evaluate(&changed.evaluator, changed.draws, b)));
        for (long k = 0; k < size; k++) {
            if (!same_double(a[k], b[k])) {
                fail_msg("%s, run %d, output %ld: %.17g moved, %.17g changed", said->changed, (int)run, k, a[k], b[k]);
            }
            moved += !same_double(a[k], before[k]);
        }
    }
    assert_true(moved > 40);
    close_whatif(&base);
    close_whatif(&changed);
}

static void test_a_moved_number_is_a_changed_file(void **state)
{
    (void)state;
    static const said_t ALL[] = {
        {"spend: {search: 2500}\n", {"spend.search"}, {false}, {2500}, NULL},
        {"spend: {search: x1.3}\n", {"spend.search"}, {true}, {1.3}, NULL},
        {"spend: {search: 0}\n", {"spend.search"}, {false}, {0}, NULL},
        {"levers: {hours: 1}\n", {"levers.hours"}, {false}, {1}, NULL},
        {"levers: {hours: 12}\n", {"levers.hours"}, {true}, {0.5}, NULL},
        {"conversions: {need -> trial: x1.5}\n", {"conversions.need->trial"}, {true}, {1.5}, NULL},
        {"conversions: {need -> trial: 12%}\n", {"conversions.need -> trial"}, {false}, {0.12}, NULL},
        {"conversions: {trial -> customer: x1.2}\n", {"conversions.trial -> customer"}, {true}, {1.2}, NULL},
        {"conversions: {customer -> lost: 1%}\n", {"conversions.customer -> lost"}, {false}, {0.01}, NULL},
        {"assume: {transitions.need -> lost.probability: 3%}\n",
         {"transitions.need -> lost.probability"},
         {false},
         {0.03},
         NULL},
        {"assume: {transitions.need -> trial.probability: 5%}\n",
         {"transitions.need -> trial.probability"},
         {false},
         {0.05},
         NULL},
        {"assume: {stages.trial.dwell.shape: 3}\n", {"stages.trial.dwell.shape"}, {false}, {3}, NULL},
        {"assume: {stages.trial.dwell.mean: 11}\n", {"stages.trial.dwell.mean"}, {false}, {11}, NULL},
        {"assume: {channels.search.saturation.half: 400}\n", {"channels.search.saturation.half"}, {false}, {400}, NULL},
        {"assume: {transitions.trial -> customer.revenue.mean: 95}\n",
         {"transitions.trial -> customer.revenue.mean"},
         {false},
         {95},
         NULL},
        {"assume: {channels.search.spend: 700}\n", {"channels.search.spend"}, {false}, {700}, NULL},
        {"spend: {search: 500}\nlevers: {hours: 2}\n", {"spend.search", "levers.hours"}, {false}, {500, 2}, NULL},
        /* on top of a plan that has changes of its own */
        {"spend: {search: 300}\n", {"spend.search"}, {false}, {300}, "spend: {search: x1.2}\n"},
        {"assume: {channels.search.spend: 1100}\nspend: {search: x1.5}\n",
         {"channels.search.spend"},
         {false},
         {1100},
         "spend: {search: x1.5}\n"},
        {"conversions: {need -> trial: 4%}\n",
         {"conversions.need -> trial"},
         {false},
         {0.04},
         "conversions: {need -> trial: x0.5}\n"},
        {"conversions: {need -> trial: 4%}\nassume: {transitions.need -> lost.probability: 2%}\n",
         {"transitions.need -> lost.probability"},
         {false},
         {0.02},
         "conversions: {need -> trial: 4%}\n"},
        {"spend: {search: [{until: 5, value: 200}, {otherwise: 900}]}\n",
         {"spend.search.5", "spend.search.otherwise"},
         {false, false},
         {200, 900},
         "spend: {search: [{until: 5, value: 100}, {otherwise: 100}]}\n"},
    };
    for (size_t k = 0; k < sizeof ALL / sizeof *ALL; k++) {
        is_same_said(&ALL[k]);
    }
}

/* ---- arguments of laws, and rows that are drawn again ---- */

static const char ROWS[] =
    "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
    "stages: {a: {start: 100%, exits: {law: 'dirichlet(A, 3, 5)', to: [b, c]}}, b: {}, c: {}, d: {}}\n"
    "transitions:\n  b -> c: {probability: 30% to 70%}\n  b -> d: {probability: 'beta(B, 4)'}\n";

static void with(char *text, const char *a, const char *b)
{
    const char *from = ROWS;
    for (; *from != 0; from++) {
        const char *put = *from == 'A' ? a : *from == 'B' ? b : NULL;
        text += put != NULL ? sprintf(text, "%s", put) : (*text = *from, 1);
    }
    *text = 0;
}

/* The laws' arguments moved by draws are the arguments written, where the row's attempt is the same one. */
static void test_a_moved_argument_moves_what_is_drawn_from_it(void **state)
{
    (void)state;
    char text[600];
    static const char *const PATHS[] = {"stages.a.exits.b", "transitions.b -> d.probability.a"};
    static const double X[] = {9, 2};
    whatif_t base, changed;
    with(text, "2", "4");
    const pk_input_t inputs[] = {{PATHS[0], false}, {PATHS[1], false}};
    open_whatif(&base, text, "horizon: 4\n", (pk_evaluator_options_t){.inputs = inputs, .ninput = 2});
    assert_true(base.evaluator.redraws);
    open_whatif(&changed, text, "horizon: 4\nassume: {stages.a.exits.b: 9, transitions.b -> d.probability.a: 2}\n",
                (pk_evaluator_options_t){.by = PK_BY_NOTHING});
    for (uint64_t run = 0; run < 100; run++) {
        (void)pk_evaluator_draw(&base.evaluator, run, X, base.draws);
        (void)pk_evaluator_draw(&changed.evaluator, run, NULL, changed.draws);
        for (int slot = 0; slot < base.plan.nslot; slot++) {
            assert_true(same_double(base.draws[slot], changed.draws[slot]));
        }
    }
    close_whatif(&base);
    close_whatif(&changed);
}

/* ---- outputs ---- */

static void test_outputs_are_those_of_a_run(void **state)
{
    (void)state;
    static const pk_output_t OUTPUTS[] = {{.kind = PK_OUTPUT_KPI, .name = "profit"},
                                          {.kind = PK_OUTPUT_KPI, .name = "return_on_spend", .window = "2026-02"},
                                          {.kind = PK_OUTPUT_KPI, .name = "purchases", .persona = "young"},
                                          {.kind = PK_OUTPUT_FLOW, .name = "trial->customer", .first = 3, .last = 7},
                                          {.kind = PK_OUTPUT_STAGE, .name = "customer", .persona = "old", .last = 9},
                                          {.kind = PK_OUTPUT_STAGE, .name = "need", .last = 0}};
    whatif_t whatif;
    double out[6];
    open_whatif(&whatif, MODEL, "horizon: 20\nstart: 2026-01-05\nruns: 1\nengine: expected\n",
                (pk_evaluator_options_t){.by = PK_BY_MONTH, .outputs = OUTPUTS, .noutput = 6});
    pk_fixture_simulate(&whatif.fixture, (pk_run_options_t){.by = PK_BY_MONTH, .series = true});
    const pk_result_t *r = &whatif.fixture.result;
    assert_int_equal(pk_evaluator_draw(&whatif.evaluator, 0, NULL, whatif.draws), PK_DRAW_FINE);
    assert_true(pk_is_evaluated(pk_evaluate(&whatif.evaluator, whatif.draws, out)));
    double taken = 0;
    for (int t = 3; t <= 7; t++) {
        taken += r->flow_counts[pk_flow_cell(r, t, 0, 2)].mean;
    }
    assert_close(out[0], pk_fixture_kpi(&whatif.fixture, "profit"), 1e-12);
    for (int k = 0; k < r->nkpi; k++) {
        if (strcmp(r->kpis[k].name, "return_on_spend") == 0) {
            assert_close(out[1], r->kpi[pk_kpi_cell(r, 2, 0, k)].mean, 1e-12);
        } else if (strcmp(r->kpis[k].name, "purchases") == 0) {
            assert_close(out[2], r->kpi[pk_kpi_cell(r, 0, 1, k)].mean, 1e-12);
        }
    }
    assert_near(out[3], taken, 1e-12 * taken);
    assert_close(out[4], r->stage_counts[pk_stage_cell(r, 9, 2, 2)].mean, 1e-12);
    assert_true(out[5] == 5000 * 0.7);
    close_whatif(&whatif);
}

/* ---- what cannot be ---- */

static void test_what_is_impossible_is_an_outcome(void **state)
{
    (void)state;
    static const char THREE[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                                "stages: {a: {start: 100%}, b: {}, c: {}}\n"
                                "transitions:\n  a -> b: {probability: 40%}\n  a -> c: {probability: 30%}\n";
    static const pk_input_t INPUT = {"conversions.a -> b", true};
    static const pk_output_t OUTPUT = {.kind = PK_OUTPUT_FLOW, .name = "a -> b", .first = 1, .last = 1};
    for (int nearest = 0; nearest < 2; nearest++) {
        whatif_t whatif;
        double x = 2, out;
        open_whatif(&whatif, THREE, "horizon: 1\nruns: 1\n",
                    (pk_evaluator_options_t){
                        .inputs = &INPUT, .ninput = 1, .outputs = &OUTPUT, .noutput = 1, .nearest = nearest == 1});
        (void)pk_evaluator_draw(&whatif.evaluator, 0, &x, whatif.draws);
        const pk_evaluated_t outcome = pk_evaluate(&whatif.evaluator, whatif.draws, &out);
        if (nearest == 0) {
            assert_int_equal(outcome.draw, PK_DRAW_PAST_ONE);
            assert_true(isnan(out));
        } else { /* 80% and 30%: as parts of what is nearly all */
            assert_true(pk_is_evaluated(outcome));
            assert_near(out, 1000 * 0.999 * 0.8 / 1.1, 1e-9);
        }
        close_whatif(&whatif);
    }
}

static void test_a_wrong_name_is_told_with_the_nearest(void **state)
{
    (void)state;
    static const pk_input_t INPUTS[] = {{"spend.serach", false}, {"transitions.trial -> customer.revenue", false}};
    static const pk_output_t OUTPUTS[] = {{.kind = PK_OUTPUT_KPI, .name = "proffit"},
                                          {.kind = PK_OUTPUT_KPI, .name = "spend", .persona = "young"}};
    static const char *const SAID[] = {"there is no number spend.serach in the plan test",
                                       "transitions.trial -> customer.revenue cannot be moved by itself",
                                       "there is no KPI proffit in the plan test", "spend is not measured by persona"};
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_evaluator_t evaluator;
    pk_fixture_read(&fixture, MODEL, "horizon: 4\n");
    assert_int_equal(pk_plan_compile(fixture.scenario, &plan, &fixture.diag), PK_OK);
    const int before = fixture.diag.count;
    assert_int_equal(
        pk_evaluator_init(&evaluator, &plan,
                          &(pk_evaluator_options_t){.inputs = INPUTS, .ninput = 2, .outputs = OUTPUTS, .noutput = 2},
                          &fixture.diag),
        PK_BAD_INPUT);
    assert_int_equal(fixture.diag.count, before + 4);
    for (int k = 0; k < 4; k++) {
        assert_string_equal(fixture.diag.messages[before + k].text, SAID[k]);
    }
    assert_string_equal(fixture.diag.messages[before].hint, "did you mean spend.search?");
    pk_evaluator_free(&evaluator);
    pk_plan_free(&plan);
    pk_fixture_free(&fixture);
}

/* ---- many, and as a function ---- */

static void test_many_are_each_alone(void **state)
{
    (void)state;
    enum { COUNT = 37 };
    static const pk_output_t OUTPUTS[] = {{.kind = PK_OUTPUT_KPI, .name = "profit"},
                                          {.kind = PK_OUTPUT_KPI, .name = "customers"}};
    static const pk_input_t INPUT = {"spend.search", false};
    static const pk_vector_t VECTORS[] = {PK_VECTOR_AUTO, PK_VECTOR_AVX2, PK_VECTOR_NONE};
    double first[COUNT][2];
    for (int threads = 1; threads <= 3; threads++) {
        whatif_t whatif;
        double out[COUNT][2], alone[2];
        pk_evaluated_t outcomes[COUNT];
        open_whatif(&whatif, MODEL, "horizon: 20\nstart: 2026-01-05\nruns: 50\n",
                    (pk_evaluator_options_t){.inputs = &INPUT,
                                             .ninput = 1,
                                             .outputs = OUTPUTS,
                                             .noutput = 2,
                                             .threads = threads,
                                             .vector = VECTORS[threads - 1]});
        double *draws = PK_ARRAY(&whatif.plan.arena, double, COUNT *whatif.plan.nslot);
        for (int k = 0; k < COUNT; k++) {
            const double x = 100 * k;
            (void)pk_evaluator_draw(&whatif.evaluator, (uint64_t)k, &x, &draws[k * whatif.plan.nslot]);
        }
        pk_evaluate_many(&whatif.evaluator, COUNT, draws, out[0], outcomes);
        for (int k = 0; k < COUNT; k++) {
            (void)pk_evaluate(&whatif.evaluator, &draws[k * whatif.plan.nslot], alone);
            assert_true(pk_is_evaluated(outcomes[k]) && alone[0] == out[k][0] && alone[1] == out[k][1]);
        }
        if (threads > 1) {
            assert_memory_equal(out, first, sizeof out);
        }
        memcpy(first, out, sizeof out);
        close_whatif(&whatif);
    }
}

/* Of N who each buy for m with probability p a step, N (1 - (1-p)^T) have bought: d/dp = N m T (1-p)^(T-1), d/dm = N
 * (1 - (1-p)^T); spend takes its own euro. At p = 1 only a step back is possible, where the slope is 0. */
static void test_gradient_is_the_closed_form(void **state)
{
    (void)state;
    static const char BUY[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                              "stages: {need: {start: 100%}, customer: {role: customer}}\n"
                              "transitions: {need -> customer: {probability: 10%, revenue: 50}}\n"
                              "channels: {search: {spend: 10}}\n";
    static const pk_input_t INPUTS[] = {{"transitions.need -> customer.probability", false},
                                        {"transitions.need -> customer.revenue", false},
                                        {"spend.search", true}};
    static const pk_output_t OUTPUT = {.kind = PK_OUTPUT_KPI, .name = "profit"};
    whatif_t whatif;
    open_whatif(&whatif, BUY, "horizon: 6\nruns: 1\n",
                (pk_evaluator_options_t){.inputs = INPUTS, .ninput = 3, .outputs = &OUTPUT, .noutput = 1});
    (void)pk_evaluator_draw(&whatif.evaluator, 0, NULL, whatif.draws);
    pk_function_t function;
    pk_function_init(&function, &whatif.evaluator, 0, whatif.draws, 1);
    static const double P[] = {0.1, 0.5, 1};
    for (int k = 0; k < 3; k++) {
        const double x[] = {P[k], 40, 2}, stay = pow(1 - P[k], 6);
        double gradient[3];
        const double profit = pk_function_value(3, x, gradient, &function);
        assert_near(profit, 1000 * 40 * (1 - stay) - 6 * 20, 1e-9 * 40000);
        assert_near(gradient[0], 1000 * 40 * 6 * pow(1 - P[k], 5), 2e-6 * 240000);
        assert_near(gradient[1], 1000 * (1 - stay), 1e-6 * 1000);
        assert_near(gradient[2], -60, 1e-2);
        assert_true(pk_function_value(3, x, NULL, &function) == profit);
    }
    const double impossible[] = {1.5, 40, 2};
    assert_true(isnan(pk_function_value(3, impossible, NULL, &function)));
    pk_function_free(&function);
    close_whatif(&whatif);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_moved_number_is_a_changed_file),
        cmocka_unit_test(test_a_moved_argument_moves_what_is_drawn_from_it),
        cmocka_unit_test(test_outputs_are_those_of_a_run),
        cmocka_unit_test(test_what_is_impossible_is_an_outcome),
        cmocka_unit_test(test_a_wrong_name_is_told_with_the_nearest),
        cmocka_unit_test(test_many_are_each_alone),
        cmocka_unit_test(test_gradient_is_the_closed_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
