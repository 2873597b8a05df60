/* A run that is put aside and goes on in another sim gives the same bytes as one that was never put aside: counts,
 * ages, flows, drivers, rates and money after every step, in both engines, on every shipped scenario, on 200 random
 * journeys and on a stay with a long tail. The other sim has walked another run in between, as a worker's does. */
#include "shipped.h"
#include "twin_fixture.h"

#include "engine/assumptions.h"
#include "engine/sim.h"

enum { RUNS = 3, JOURNEYS = 200, SEED = 20261127 };

typedef struct {
    const pk_plan_t *plan;
    const pk_chance_t *chance;
    pk_sim_t straight, hand[2]; /* one that walks through, and two that hand the run to each other */
    int holder;
    double *draws, *others;
    void *kept;
} walk_t;

static void compare(const walk_t *self, int t, const char *what, const void *a, const void *b, size_t count,
                    size_t size)
{
    if (count > 0 && memcmp(a, b, count * size) != 0) {
        fail_msg("%s, engine %s, step %d: %s differs", self->plan->scenario->file, self->chance->name, t, what);
    }
}

static void compare_people(const walk_t *self, const pk_sim_t *a, const pk_sim_t *b, int t)
{
    const pk_state_t *x = &a->state, *y = &b->state;
    compare(self, t, "the population", &x->population, &y->population, 1, sizeof(double));
    compare(self, t, "what was made", &x->made, &y->made, 1, sizeof(double));
    assert_int_equal(x->fixed, y->fixed);
    compare(self, t, "a count, flow, capacity or level", x->block, y->block, x->fixed, sizeof(double));
    for (int cell = 0; cell < self->plan->nstage * self->plan->npersona; cell++) {
        const pk_ages_t *there = &x->ages[cell], *here = &y->ages[cell];
        assert_int_equal(there->length, here->length);
        assert_int_equal(there->oldest, here->oldest);
        assert_int_equal(there->nold, here->nold);
        if (there->length > 0) {
            compare(self, t, "an age", there->at, here->at, (size_t)(there->oldest + 1), sizeof(double));
            compare(self, t, "an old age", there->at + there->length, here->at + here->length, (size_t)there->nold,
                    sizeof(double));
        }
    }
}

static void compare_drivers(const walk_t *self, const pk_sim_t *a, const pk_sim_t *b, int t)
{
    for (int d = 0; d < self->plan->ndriver; d++) {
        const pk_driver_state_t *there = &a->now.drivers[d], *here = &b->now.drivers[d];
        compare(self, t, "a driver's value", &there->value, &here->value, 1, sizeof(double));
        compare(self, t, "a response", &there->response, &here->response, 1, sizeof(double));
        compare(self, t, "a spend", &there->spend, &here->spend, 1, sizeof(double));
    }
}

static void compare_step(const walk_t *self, int t)
{
    const pk_sim_t *a = &self->straight, *b = &self->hand[self->holder];
    const size_t flows = (size_t)(self->plan->nflow * self->plan->npersona);
    const size_t stages = (size_t)(self->plan->nstage * self->plan->npersona);
    compare_people(self, a, b, t);
    compare_drivers(self, a, b, t);
    compare(self, t, "a probability", a->now.p, b->now.p, flows, sizeof(double));
    compare(self, t, "who entered", a->entered, b->entered, stages, sizeof(double));
    compare(self, t, "revenue", a->money.revenue, b->money.revenue, flows, sizeof(double));
    compare(self, t, "cost", a->money.cost, b->money.cost, flows, sizeof(double));
    compare(self, t, "a stage's revenue", a->money.stage_revenue, b->money.stage_revenue, stages, sizeof(double));
    compare(self, t, "a stage's cost", a->money.stage_cost, b->money.stage_cost, stages, sizeof(double));
    compare(self, t, "an end value", a->money.end_value, b->money.end_value, stages, sizeof(double));
    compare(self, t, "levers' cost", &a->money.step_cost, &b->money.step_cost, 1, sizeof(double));
    assert_int_equal(a->excess.what, b->excess.what);
}

/* The other hand walks some steps of another run, and then takes this one up. */
static void hand_over(walk_t *self, uint64_t run, int t)
{
    pk_sim_t *from = &self->hand[self->holder], *to = &self->hand[!self->holder];
    self->kept = pk_heap_resize(self->kept, pk_sim_kept(from), 1);
    pk_sim_keep(from, self->kept);
    pk_sim_begin(to, run + 1, self->others);
    for (int s = 1; s <= t % 4; s++) {
        pk_sim_step(to, s);
    }
    pk_sim_resume(to, run, self->draws, self->kept);
    self->holder = !self->holder;
}

static void walk(walk_t *self, uint64_t run)
{
    if (pk_assumptions_draw(&self->straight, run, self->draws, NULL).outcome != PK_DRAW_FINE ||
        pk_assumptions_draw(&self->straight, run + 1, self->others, NULL).outcome != PK_DRAW_FINE) {
        fail_msg("%s: no draw", self->plan->scenario->file);
    }
    pk_sim_begin(&self->straight, run, self->draws);
    pk_sim_begin(&self->hand[self->holder], run, self->draws);
    for (int t = 1; t <= self->plan->nstep; t++) {
        if (t % RUNS == (int)run) {
            hand_over(self, run, t);
        }
        pk_sim_step(&self->straight, t);
        pk_sim_step(&self->hand[self->holder], t);
        compare_step(self, t);
    }
}

static void walk_engine(const pk_plan_t *plan, const pk_chance_t *chance)
{
    walk_t self = {.plan = plan, .chance = chance};
    pk_sim_init(&self.straight, plan, chance);
    pk_sim_init(&self.hand[0], plan, chance);
    pk_sim_init(&self.hand[1], plan, chance);
    self.draws = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    self.others = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    for (uint64_t run = 0; run < RUNS; run++) {
        walk(&self, run);
    }
    free(self.kept);
    free(self.draws);
    free(self.others);
    pk_sim_free(&self.straight);
    pk_sim_free(&self.hand[0]);
    pk_sim_free(&self.hand[1]);
}

static void walk_scenario(const pk_scenario_t *scenario)
{
    pk_plan_t plan;
    pk_diag_t diag = {0};
    assert_int_equal(pk_plan_compile(scenario, &plan, &diag), PK_OK);
    walk_engine(&plan, &pk_chance_expected);
    walk_engine(&plan, &pk_chance_cohort);
    pk_plan_free(&plan);
    pk_diag_free(&diag);
}

static void walk_shipped(const char *path, const pk_scenario_t *scenario)
{
    (void)path;
    walk_scenario(scenario);
}

static void shipped_scenarios(void **state)
{
    (void)state;
    pk_each_shipped(walk_shipped);
}

static void random_journeys(void **state)
{
    (void)state;
    static twin_journey_t journey;
    for (int number = 0; number < JOURNEYS; number++) {
        twin_random(SEED, number, &journey);
        pk_fixture_t fixture;
        twin_fixture_read(&fixture, &journey);
        walk_scenario(fixture.scenario);
        pk_fixture_free(&fixture);
    }
}

/* Ages beyond 8,192 stand in classes; a crew makes leavers go back into them, and a second way out competes. */
static void a_long_tail(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_read(&f,
                    "polku: 1\nname: tail\nstep: day\n"
                    "stages:\n"
                    "  here: {start: 100%, start_age: steady, dwell: 'weibull(shape=0.6, mean=4000 to 6000)'}\n"
                    "  gone: {dwell: 'gamma(mean=20 to 30, sd=15)'}\n"
                    "transitions:\n"
                    "  here -> gone: {share: 100%}\n  gone -> here: {share: 100%}\n"
                    "capacity: {desk: {per_step: 9.5, uses: {here -> gone: 1, gone -> here: 2}}}\n",
                    "horizon: 60\npopulation: 40000\n");
    walk_scenario(f.scenario);
    pk_fixture_free(&f);
}

/* A carry-over by weights looks back at the spends of this run. */
static void an_uncertain_spend(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_read(&f,
                    "polku: 1\nname: spend\nstep: week\ncurrency: EUR\n"
                    "stages: {out: {start: 100%}, in: {}}\n"
                    "transitions: {out -> in: {probability: 2%}, in -> out: {probability: 5%}}\n"
                    "channels:\n  tv:\n    spend: 100\n    carryover: {weibull: {shape: 2, scale: 4}}\n"
                    "    saturation: {half: 300}\n    effects: {out -> in: x3}\n",
                    "horizon: 30\npopulation: 1000\n"
                    "spend:\n  tv: [{until: 9, value: '200 to 800'}, {otherwise: '0 to 50'}]\n");
    walk_scenario(f.scenario);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_uncertain_spend),
        cmocka_unit_test(a_long_tail),
        cmocka_unit_test(random_journeys),
        cmocka_unit_test(shipped_scenarios),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
