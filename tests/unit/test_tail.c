/* A plan run on past its horizon against one that had the longer horizon from the start: every mechanism, random
 * journeys too, the same plan after the end and another's; closed forms of what is carried over; a crew that is full.
 */
#include "twin_fixture.h"

#include <math.h>

#include "engine/evaluate.h"

/* A scenario compiled over its horizon, with a tail of its own or another's, and an evaluator over both. */
typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_tail_t tail;
    pk_evaluator_t evaluator;
} onward_t;

static void open_plan(onward_t *self, const char *model, const char *scenario)
{
    *self = (onward_t){0};
    pk_fixture_read(&self->fixture, model, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
}

static void open_tail(onward_t *self, int steps)
{
    assert_int_equal(pk_tail_init(&self->tail, self->fixture.scenario, steps, &self->fixture.diag), PK_OK);
    assert_int_equal(self->tail.plan.nslot, self->plan.nslot);
}

static void open_evaluator(onward_t *self, pk_tail_t *tail, pk_evaluator_options_t options)
{
    options.tail = tail;
    const pk_status_t status = pk_evaluator_init(&self->evaluator, &self->plan, &options, &self->fixture.diag);
    pk_fixture_show(&self->fixture.diag);
    assert_int_equal(status, PK_OK);
}

static void close_plan(onward_t *self)
{
    pk_evaluator_free(&self->evaluator);
    pk_tail_free(&self->tail);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static double *draws_of(onward_t *self, long count)
{
    double *draws = PK_ARRAY(&self->plan.arena, double, count * self->plan.nslot);
    for (long k = 0; k < count; k++) {
        (void)pk_evaluator_draw(&self->evaluator, (uint64_t)k, NULL, &draws[k * self->plan.nslot]);
    }
    return draws;
}

static void is_close(double found, double expected, double size, const char *what, long k)
{
    if (!(fabs(found - expected) <= 1e-9 * fmax(fabs(expected), size))) {
        fail_msg("%s, %ld: %.17g, expected %.17g", what, k, found, expected);
    }
}

/* ---- every mechanism ---- */

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 5000\ndiscount: 4%\n"
    "personas: {young: {share: 30%}, old: {share: rest}}\n"
    "stages:\n"
    "  need: {role: prospect, start: 70%}\n"
    "  trial: {start: rest, dwell: 'weibull(shape=2, mean=4 to 9)', start_age: steady}\n"
    "  customer: {role: customer, start: 2%, revenue: 0.5, end_value: 40}\n"
    "  lost: {role: lost}\n"
    "transitions:\n"
    "  need -> trial: {probability: 2% to 9%, by_persona: {young: {probability: x1.4}}}\n"
    "  need -> lost: {probability: 1%}\n"
    "  trial -> customer: {share: 40% to 60%, revenue: 80 to 120}\n"
    "  trial -> need: {share: rest}\n"
    "  trial -> lost: {probability: 1%}\n"
    "  customer -> customer: {rate: 0.2, revenue: 30 to 50, cost: 40% of revenue}\n"
    "  customer -> lost: {probability: 20% per year}\n"
    "  lost -> need: {probability: 2%}\n"
    "channels:\n"
    "  search: {spend: 1000, carryover: {half_life: 2 to 4}, saturation: {half: 800 to 1500},\n"
    "    effects: {need -> trial: x2 to 3}}\n"
    "  content: {spend: 300, carryover: {weibull: {shape: 2, scale: 6}}, saturation: {half: 500},\n"
    "    effects: {need -> trial: brings 20%, trial -> customer: x1.3}}\n"
    "  rival: {spend: 400, ours: false, effects: {customer -> lost: x1.5}, saturation: {half: 900}}\n"
    "levers:\n"
    "  hours: {value: 24, cost: {per_step: 3}, effects: {trial -> customer: {elasticity: -0.1}}}\n"
    "word_of_mouth: {talk: {from: customer, saturation: {half: 8%}, effects: {need -> trial: +1%}}}\n"
    "stocks: {reviews: {start: 12, decay: 2%, gains: {trial -> customer: 0.1, channels: {content: 1}},\n"
    "  saturation: {half: 10}, effects: {need -> trial: x1.5}}}\n"
    "seasons: {year: {by_month: [1, 1, 1.2, 1.3, 1.2, 1, 0.8, 0.9, 1, 1, 0.8, 0.8], effects: [need -> trial]}}\n"
    "events: {fair: {dates: [2026-02-02, 2026-08-03, 2027-02-01], days: 5, effects: {need -> trial: x2}}}\n"
    "capacity: {crew: {per_step: 40, uses: {trial -> customer: 1, customer -> customer: 0.2}}}\n"
    "queues: {line: {of: crew, effects: {trial -> lost: +2%}}}\n"
    "arrivals: {need: 15}\n";

enum { HORIZON = 20, TAIL = 37, DRAWS = 11 };

static const char *const SUMS[] = {"revenue", "cost", "spend", "profit", "present_value", "purchases"};
enum { NSUM = sizeof SUMS / sizeof *SUMS };

/* A scenario of this horizon with these lines. */
static const char *lines_of(char *text, int horizon, const char *lines)
{
    sprintf(text, "horizon: %d\nstart: 2026-01-05\nruns: 50\n%s", horizon, lines);
    return text;
}

/* The sums over horizon and tail: horizon by `plan`, tail by `after` (NULL: as the plan). */
static void sums_of(const char *plan, const char *after, pk_vector_t vector, double out[DRAWS][NSUM])
{
    char text[600];
    onward_t head, base;
    pk_output_t outputs[NSUM];
    pk_evaluated_t outcomes[DRAWS];
    for (int k = 0; k < NSUM; k++) {
        outputs[k] = (pk_output_t){.kind = PK_OUTPUT_KPI, .name = SUMS[k], .span = PK_SPAN_BOTH};
    }
    const pk_evaluator_options_t options = {
        .outputs = outputs, .noutput = NSUM, .nearest = true, .vector = vector, .threads = 2};
    open_plan(&head, MODEL, lines_of(text, HORIZON, plan));
    open_plan(&base, MODEL, lines_of(text, HORIZON, after != NULL ? after : plan));
    open_tail(&base, TAIL);
    open_evaluator(&base, NULL, (pk_evaluator_options_t){.nearest = true});
    open_evaluator(&head, &base.tail, options);
    pk_evaluate_many_after(&head.evaluator, DRAWS, draws_of(&head, DRAWS), draws_of(&base, DRAWS), out[0], outcomes);
    for (int k = 0; k < DRAWS; k++) {
        assert_true(pk_is_evaluated(outcomes[k]));
    }
    close_plan(&head);
    close_plan(&base);
}

/* The same of one scenario that has the long horizon, without the value at its end. */
static void long_sums_of(const char *lines, double out[DRAWS][NSUM])
{
    char text[600];
    onward_t whole;
    char *model = strdup(MODEL), *value = strstr(model, ", end_value: 40");
    pk_output_t outputs[NSUM];
    pk_evaluated_t outcomes[DRAWS];
    memmove(value, value + strlen(", end_value: 40"), strlen(value + strlen(", end_value: 40")) + 1);
    for (int k = 0; k < NSUM; k++) {
        outputs[k] = (pk_output_t){.kind = PK_OUTPUT_KPI, .name = SUMS[k]};
    }
    open_plan(&whole, model, lines_of(text, HORIZON + TAIL, lines));
    open_evaluator(&whole, NULL, (pk_evaluator_options_t){.outputs = outputs, .noutput = NSUM, .nearest = true});
    pk_evaluate_many(&whole.evaluator, DRAWS, draws_of(&whole, DRAWS), out[0], outcomes);
    close_plan(&whole);
    free(model);
}

/* A plan, what holds after its end (NULL: itself), and both written as one long plan by hand. */
typedef struct {
    const char *plan, *after, *whole;
} written_t;

static void test_a_tail_is_the_rest_of_a_longer_run(void **state)
{
    (void)state;
    static const written_t ALL[] = {
        {"", NULL, ""},
        {"spend: {search: [{from: 2026-03-02, until: 2026-06-15, value: 2000}, {otherwise: 500 to 900}]}\n", NULL,
         "spend: {search: [{from: 2026-03-02, until: 2026-06-15, value: 2000}, {otherwise: 500 to 900}]}\n"},
        {"spend: {search: 4000, content: 0}\n", "",
         "spend: {search: [{from: 1, until: 20, value: 4000}, {from: 21, value: 1000}], "
         "content: [{from: 1, until: 20, value: 0}, {from: 21, value: 300}]}\n"},
        {"levers: {hours: 2}\nspend: {search: x1.5}\n", "levers: {hours: 30}\nspend: {content: 100}\n",
         "levers: {hours: [{from: 1, until: 20, value: 2}, {from: 21, value: 30}]}\n"
         "spend: {search: [{from: 1, until: 20, value: x1.5}, {otherwise: x1}], "
         "content: [{from: 1, until: 20, value: 300}, {from: 21, value: 100}]}\n"},
        {"conversions: {trial -> customer: x1.2}\n", "",
         "conversions: {trial -> customer: [{from: 1, until: 20, value: x1.2}, {otherwise: x1}]}\n"},
    };
    for (size_t k = 0; k < sizeof ALL / sizeof *ALL; k++) {
        double found[DRAWS][NSUM], expected[DRAWS][NSUM], alone[DRAWS][NSUM];
        sums_of(ALL[k].plan, ALL[k].after, PK_VECTOR_AUTO, found);
        sums_of(ALL[k].plan, ALL[k].after, PK_VECTOR_NONE, alone);
        assert_memory_equal(found, alone, sizeof found);
        long_sums_of(ALL[k].whole, expected);
        for (int draw = 0; draw < DRAWS; draw++) {
            for (int i = 0; i < NSUM; i++) {
                is_close(found[draw][i], expected[draw][i], fabs(expected[draw][0]), SUMS[i], (long)k);
            }
        }
    }
}

/* A stay so long that the old of a steady start stand by class, in lanes of which each has a law of its own. */
static void test_the_old_grow_older_after_the_end(void **state)
{
    (void)state;
    static const char STAY[] =
        "polku: 1\nname: m\nstep: week\npopulation: 100000\n"
        "stages: {own: {start: 100%, dwell: 'lognormal(mean=9000 to 12000, sd=9000)', start_age: "
        "steady}, sold: {revenue: 1}}\n"
        "transitions: {own -> sold: {share: 100%, revenue: 10}, sold -> own: {probability: 1%}}\n"
        "levers: {pace: {value: 1, effects: {own -> *: x2}}}\n";
    static const pk_output_t BOTH = {.kind = PK_OUTPUT_KPI, .name = "revenue", .span = PK_SPAN_BOTH};
    static const pk_output_t ONE = {.kind = PK_OUTPUT_KPI, .name = "revenue"};
    onward_t some, whole;
    double found[DRAWS], expected[DRAWS];
    pk_evaluated_t outcomes[DRAWS];
    open_plan(&some, STAY, "horizon: 30\nlevers: {pace: [{from: 1, until: 45, value: 1.5}, {otherwise: 1}]}\n");
    open_plan(&whole, STAY, "horizon: 70\nlevers: {pace: [{from: 1, until: 45, value: 1.5}, {otherwise: 1}]}\n");
    open_tail(&some, 40);
    open_evaluator(&some, &some.tail, (pk_evaluator_options_t){.outputs = &BOTH, .noutput = 1});
    open_evaluator(&whole, NULL, (pk_evaluator_options_t){.outputs = &ONE, .noutput = 1});
    pk_evaluate_many(&some.evaluator, DRAWS, draws_of(&some, DRAWS), found, outcomes);
    pk_evaluate_many(&whole.evaluator, DRAWS, draws_of(&whole, DRAWS), expected, outcomes);
    for (int k = 0; k < DRAWS; k++) {
        is_close(found[k], expected[k], 100 * expected[k], "draw", k); /* classes are as narrow as their horizon asks */
    }
    close_plan(&some);
    close_plan(&whole);
}

/* ---- random journeys ---- */

/* The same journey over `horizon` steps; false where its file cannot be read so. */
static bool read_over(onward_t *self, const twin_journey_t *journey, int horizon, pk_scenario_t **whole)
{
    char path[160];
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    *self = (onward_t){0};
    twin_fixture_read(&self->fixture, journey);
    *whole = self->fixture.scenario;
    snprintf(path, sizeof path, "%s/scenario.yaml", self->fixture.folder);
    overrides.horizon = horizon;
    self->fixture.scenario = pk_scenario_read(path, &overrides, &self->fixture.arena, &self->fixture.diag);
    return self->fixture.scenario != NULL;
}

/* A total without an end is spread to the horizon, whichever that is. */
static bool has_open_total(const pk_model_t *model)
{
    for (int i = 0; i < model->numbers.count; i++) {
        const pk_number_t *number = model->numbers.all[i];
        for (int p = 0; p < number->npiece; p++) {
            if (number->pieces[p].total && !number->pieces[p].has_until) {
                return true;
            }
        }
    }
    return false;
}

static void evaluate_one(pk_plan_t *plan, pk_tail_t *tail, pk_span_t span, double *out, pk_diag_t *diag)
{
    pk_evaluator_t evaluator;
    pk_output_t outputs[3];
    for (int k = 0; k < 3; k++) {
        outputs[k] = (pk_output_t){.kind = PK_OUTPUT_KPI, .name = SUMS[k], .span = span};
    }
    const pk_evaluator_options_t options = {.outputs = outputs, .noutput = 3, .nearest = true, .tail = tail};
    assert_int_equal(pk_evaluator_init(&evaluator, plan, &options, diag), PK_OK);
    double *draws = PK_ARRAY(&plan->arena, double, plan->nslot + 1);
    (void)pk_evaluator_draw(&evaluator, 0, NULL, draws);
    (void)pk_evaluate(&evaluator, draws, out);
    pk_evaluator_free(&evaluator);
}

static void test_random_journeys_go_on_as_if_nothing_had_been(void **state)
{
    (void)state;
    enum { SEED = 20261127, JOURNEYS = 120, LEAST = 60 };
    int compared = 0;
    for (long number = 0; number < JOURNEYS; number++) {
        twin_journey_t *journey = pk_heap(1, sizeof *journey);
        twin_random(SEED, (int)number, journey);
        pk_scenario_t *whole;
        onward_t self;
        const int horizon = journey->nstep / 2;
        if (horizon > 0 && read_over(&self, journey, horizon, &whole) && !has_open_total(whole->model)) {
            pk_plan_t plan;
            double found[3], expected[3];
            assert_int_equal(pk_plan_compile(whole, &plan, &self.fixture.diag), PK_OK);
            assert_int_equal(pk_plan_compile(self.fixture.scenario, &self.plan, &self.fixture.diag), PK_OK);
            open_tail(&self, plan.nstep - horizon);
            evaluate_one(&plan, NULL, PK_SPAN_HORIZON, expected, &self.fixture.diag);
            evaluate_one(&self.plan, &self.tail, PK_SPAN_BOTH, found, &self.fixture.diag);
            for (int k = 0; k < 3; k++) {
                if (isnan(expected[k])) {
                    assert_true(isnan(found[k]));
                } else {
                    is_close(found[k], expected[k], fmax(fabs(expected[0]), fabs(expected[1])), SUMS[k], number);
                }
            }
            pk_plan_free(&plan);
            compared++;
        }
        close_plan(&self);
        free(journey);
    }
    assert_true(compared >= LEAST);
}

/* ---- closed forms ---- */

/* Of spend that is felt with half-life h, a quarter of N steps of steady spend has felt N - r (1 - r^N)/(1 - r) of N
 * steps' worth, r = 2^(-1/h): .3635 of 13 weeks at 10 weeks. The rest is felt after the end. */
static void test_what_is_carried_over_is_felt_after_the_end(void **state)
{
    (void)state;
    enum { QUARTER = 13 };
    static const char FELT[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                               "stages: {come: {entry_cost: 1}}\n"
                               "channels: {content: {spend: 0, carryover: {half_life: 10}, saturation: {linear: {unit: "
                               "100}}, effects: {-> come: +1}}}\n"
                               "arrivals: {come: 0}\n";
    static const pk_output_t OUTPUTS[] = {{.kind = PK_OUTPUT_KPI, .name = "cost"},
                                          {.kind = PK_OUTPUT_KPI, .name = "cost", .span = PK_SPAN_AFTER}};
    const double r = exp2(-0.1), within = QUARTER - r * (1 - pow(r, QUARTER)) / (1 - r);
    onward_t plan, base;
    double out[2], steps[520];
    pk_evaluated_t outcome;
    open_plan(&plan, FELT, "horizon: 13\nspend: {content: 500}\n");
    open_plan(&base, FELT, "horizon: 13\n");
    open_tail(&base, 520);
    open_evaluator(&base, NULL, (pk_evaluator_options_t){0});
    open_evaluator(&plan, &base.tail, (pk_evaluator_options_t){.outputs = OUTPUTS, .noutput = 2});
    const double *draws = draws_of(&plan, 1), *after = draws_of(&base, 1);
    pk_evaluate_many_after(&plan.evaluator, 1, draws, after, out, &outcome);
    assert_near(out[0] / (5 * QUARTER), within / QUARTER, 1e-12);
    assert_near(within / QUARTER, .3635, .0001);
    assert_near(out[1], 5 * (QUARTER - within), 1e-9);
    /* Step s after the end feels r^s of what the last step did: 1% of it is left after log(.01)/log(r) steps. */
    pk_evaluate_steps(&plan.evaluator, 1, draws, after, "cost", steps);
    assert_near(steps[1] / steps[0], r, 1e-12);
    assert_int_equal(pk_tail_until(steps, 520, PK_TAIL_LEFT), (int)ceil(log(.01) / log(r)));
    close_plan(&plan);
    close_plan(&base);
}

static void test_until_so_much_is_left(void **state)
{
    (void)state;
    const double even[] = {5, -5, 5, -5}, none[] = {0, 0}, last[] = {0, 0, 1};
    assert_int_equal(pk_tail_until(even, 4, 0.25), 3);
    assert_int_equal(pk_tail_until(even, 4, 0.2499), 4);
    assert_int_equal(pk_tail_until(none, 2, PK_TAIL_LEFT), 0);
    assert_int_equal(pk_tail_until(last, 3, PK_TAIL_LEFT), 3);
}

/* Everybody waits for a crew of ten a week at 100 each. Ten times the advertising brings more who wait, and the crew
 * earns no more, before the end and after. */
static void test_a_full_crew_books_nothing(void **state)
{
    (void)state;
    static const char CREW[] =
        "polku: 1\nname: m\nstep: week\npopulation: 100000\n"
        "stages: {need: {start: rest}, lead: {start: 20%}, customer: {role: customer}}\n"
        "transitions: {need -> lead: {probability: 1%}, lead -> customer: {probability: 30%, revenue: 100}}\n"
        "channels: {search: {spend: 100, saturation: {half: 500}, effects: {need -> lead: x3}}}\n"
        "capacity: {crew: {per_step: 10, uses: {lead -> customer: 1}}}\n";
    static const pk_output_t OUTPUTS[] = {{.kind = PK_OUTPUT_KPI, .name = "revenue", .span = PK_SPAN_AFTER},
                                          {.kind = PK_OUTPUT_KPI, .name = "present_value", .span = PK_SPAN_AFTER}};
    double out[2][2];
    onward_t base;
    open_plan(&base, CREW, "horizon: 26\n");
    open_tail(&base, 260);
    open_evaluator(&base, NULL, (pk_evaluator_options_t){0});
    for (int k = 0; k < 2; k++) {
        onward_t plan;
        open_plan(&plan, CREW, k == 0 ? "horizon: 26\n" : "horizon: 26\nspend: {search: 1000}\n");
        open_evaluator(&plan, &base.tail, (pk_evaluator_options_t){.outputs = OUTPUTS, .noutput = 2});
        pk_evaluated_t outcome;
        pk_evaluate_many_after(&plan.evaluator, 1, draws_of(&plan, 1), draws_of(&base, 1), out[k], &outcome);
        assert_true(pk_is_evaluated(outcome));
        close_plan(&plan);
    }
    assert_near(out[0][0], 260 * 10 * 100, 1e-6);
    assert_near(out[1][0], out[0][0], 1e-6);
    assert_near(out[1][1], out[0][1], 1e-6);
    close_plan(&base);
}

/* ---- as a function of what is moved before the end ---- */

/* The aim with what comes after: x moves the horizon, the tail spends as the plan is written. */
static void test_a_function_moves_the_horizon_alone(void **state)
{
    (void)state;
    static const pk_input_t INPUT = {"spend.search", false};
    static const pk_output_t OUTPUTS[] = {{.kind = PK_OUTPUT_KPI, .name = "present_value"},
                                          {.kind = PK_OUTPUT_KPI, .name = "present_value", .span = PK_SPAN_AFTER},
                                          {.kind = PK_OUTPUT_KPI, .name = "present_value", .span = PK_SPAN_BOTH}};
    char text[600];
    onward_t self;
    open_plan(&self, MODEL, lines_of(text, HORIZON, ""));
    open_tail(&self, TAIL);
    open_evaluator(
        &self, &self.tail,
        (pk_evaluator_options_t){.outputs = OUTPUTS, .noutput = 3, .inputs = &INPUT, .ninput = 1, .nearest = true});
    double *draws = draws_of(&self, DRAWS), *moved = PK_ARRAY(&self.plan.arena, double, DRAWS *self.plan.nslot);
    double out[DRAWS][3], mean = 0, gradient;
    pk_evaluated_t outcomes[DRAWS];
    const double x = 2000;
    for (int k = 0; k < DRAWS; k++) {
        (void)pk_evaluator_draw(&self.evaluator, (uint64_t)k, &x, &moved[k * self.plan.nslot]);
    }
    pk_evaluate_many_after(&self.evaluator, DRAWS, moved, draws, out[0], outcomes);
    for (int k = 0; k < DRAWS; k++) {
        assert_true(out[k][2] == out[k][0] + out[k][1]);
        mean += out[k][2] / DRAWS;
    }
    pk_function_t function;
    pk_function_init(&function, &self.evaluator, 2, draws, DRAWS);
    assert_near(pk_function_value(1, &x, &gradient, &function), mean, 1e-9 * fabs(mean));
    const double above = 2001, below = 1999;
    const double slope =
        (pk_function_value(1, &above, NULL, &function) - pk_function_value(1, &below, NULL, &function)) / 2;
    assert_near(gradient, slope, 1e-4 * fabs(slope));
    pk_function_free(&function);
    close_plan(&self);
}

/* A year of bursts goes on as their mean, a step: the tail of the schedule is that of a steady spend after the same
 * bursts. */
static void test_spend_is_held_at_its_mean(void **state)
{
    (void)state;
    static const char BURSTS[] =
        "spend: {search: [{from: 1, until: 4, total: 8000}, {from: 5, until: 20, value: 250}], "
        "content: 10 to 50}\n";
    static const pk_output_t OUTPUT = {.kind = PK_OUTPUT_KPI, .name = "spend", .span = PK_SPAN_AFTER};
    char text[600];
    onward_t self;
    open_plan(&self, MODEL, lines_of(text, HORIZON, BURSTS));
    open_tail(&self, TAIL);
    open_evaluator(&self, &self.tail, (pk_evaluator_options_t){.outputs = &OUTPUT, .noutput = 1, .nearest = true});
    double *draws = draws_of(&self, DRAWS), *after = PK_ARRAY(&self.plan.arena, double, DRAWS *self.plan.nslot);
    double out[DRAWS], steps[DRAWS][TAIL];
    pk_evaluated_t outcomes[DRAWS];
    for (int k = 0; k < DRAWS; k++) {
        pk_tail_hold_spend(&self.plan, &draws[k * self.plan.nslot], &after[k * self.plan.nslot]);
    }
    pk_evaluate_many_after(&self.evaluator, DRAWS, draws, after, out, outcomes);
    pk_evaluate_steps(&self.evaluator, DRAWS, draws, after, "spend", steps[0]);
    const pk_number_t *content = pk_number_find(&self.plan.model->numbers, "spend.content");
    for (int k = 0; k < DRAWS; k++) {
        const double a_step = (8000 + 16 * 250) / 20.0 + draws[k * self.plan.nslot + content->slot];
        assert_near(out[k], TAIL * a_step, 1e-9 * out[k]);
        for (int s = 0; s < TAIL; s++) {
            assert_near(steps[k][s], a_step, 1e-12 * a_step);
        }
    }
    close_plan(&self);
}

/* ---- what cannot be had ---- */

static void test_what_cannot_go_on_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *find, *put, *scenario, *why;
    } ALL[] = {
        {"discount: 4%", "discount: 4%", "horizon: 20\nstart: 2026-01-05\nspend: {search: 1}\n", NULL},
        {"discount: 4%", "discount: 5%", "horizon: 20\nstart: 2026-01-05\n",
         "its model is another than the baseline's"},
        {"step: week", "step: month", "horizon: 20\nstart: 2026-01-05\n", "its step is another than the baseline's"},
        {"discount: 4%", "discount: 4%", "horizon: 21\nstart: 2026-01-05\n",
         "its horizon is another than the baseline's"},
        {"discount: 4%", "discount: 4%", "horizon: 20\nstart: 2026-01-05\npopulation: 4000\n",
         "its population is another than the baseline's"},
    };
    onward_t base;
    open_plan(&base, MODEL, "horizon: 20\nstart: 2026-01-05\n");
    open_tail(&base, 5);
    for (size_t k = 0; k < sizeof ALL / sizeof *ALL; k++) {
        char model[4000];
        const char *at = strstr(MODEL, ALL[k].find);
        onward_t plan;
        snprintf(model, sizeof model, "%.*s%s%s", (int)(at - MODEL), MODEL, ALL[k].put, at + strlen(ALL[k].find));
        open_plan(&plan, model, ALL[k].scenario);
        const char *why = pk_tail_refuses(&base.tail, &plan.plan);
        assert_true((why == NULL) == (ALL[k].why == NULL));
        if (why != NULL) {
            assert_string_equal(why, ALL[k].why);
            const pk_evaluator_options_t options = {.tail = &base.tail};
            const int before = plan.fixture.diag.count;
            assert_int_equal(pk_evaluator_init(&plan.evaluator, &plan.plan, &options, &plan.fixture.diag),
                             PK_BAD_INPUT);
            assert_non_null(strstr(plan.fixture.diag.messages[before].text, "cannot go on after its end as test does"));
        }
        close_plan(&plan);
    }
    close_plan(&base);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_tail_is_the_rest_of_a_longer_run),
        cmocka_unit_test(test_the_old_grow_older_after_the_end),
        cmocka_unit_test(test_random_journeys_go_on_as_if_nothing_had_been),
        cmocka_unit_test(test_what_is_carried_over_is_felt_after_the_end),
        cmocka_unit_test(test_until_so_much_is_left),
        cmocka_unit_test(test_a_full_crew_books_nothing),
        cmocka_unit_test(test_a_function_moves_the_horizon_alone),
        cmocka_unit_test(test_spend_is_held_at_its_mean),
        cmocka_unit_test(test_what_cannot_go_on_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
