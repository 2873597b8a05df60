/* Where a run stands after a step, taken out and put into another sim: by the same draws and the same luck it goes on
 * to the same bytes (people by age, flows, levels, what waits, money), in both engines, on every shipped scenario and
 * on 100 random journeys; and a lane unloads to what it says of itself. */
#include "shipped.h"
#include "twin_fixture.h"

#include "engine/assumptions.h"
#include "engine/lanes/lanes.h"
#include "engine/standing.h"
#include "engine/wander.h"

enum { JOURNEYS = 100, SEED = 20261128 };

typedef struct {
    const pk_plan_t *plan;
    const pk_chance_t *chance;
    pk_sim_t straight, after;
    pk_standing_t here, there;
    double *draws;
} walk_t;

static void same(const walk_t *self, int t, const char *what, const void *a, const void *b, size_t count, size_t size)
{
    if (count > 0 && memcmp(a, b, count * size) != 0) {
        fail_msg("%s, engine %s, step %d: %s differs", self->plan->scenario->file, self->chance->name, t, what);
    }
}

static void compare(walk_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    const size_t flows = (size_t)(plan->nflow * plan->npersona);
    pk_standing_of(&self->straight, &self->there);
    pk_standing_of(&self->after, &self->here);
    const pk_standing_t *a = &self->there, *b = &self->here;
    assert_int_equal(a->npeople, b->npeople);
    for (int k = 0; k < a->npeople; k++) {
        const pk_people_t *x = &a->people[k], *y = &b->people[k];
        assert_true(x->stage == y->stage && x->persona == y->persona && x->old == y->old && x->pace == y->pace);
        assert_near(x->age, y->age, 0);
        same(self, t, "a count of people", &x->count, &y->count, 1, sizeof(double));
    }
    same(self, t, "the population", &a->population, &b->population, 1, sizeof(double));
    same(self, t, "a stage", a->count, b->count, (size_t)(plan->nstage * plan->npersona), sizeof(double));
    same(self, t, "a flow", a->flow, b->flow, flows, sizeof(double));
    same(self, t, "a level", self->straight.state.level, self->after.state.level, (size_t)plan->ndriver,
         sizeof(double));
    same(self, t, "who waits", a->waiting, b->waiting, (size_t)plan->ncapacity, sizeof(double));
}

static void put_after(walk_t *self, int step)
{
    pk_sim_begin(&self->straight, 7, self->draws);
    for (int t = 1; t <= step; t++) {
        pk_sim_step(&self->straight, t);
    }
    pk_standing_of(&self->straight, &self->there);
    pk_sim_begin(&self->after, 7, self->draws);
    pk_standing_put(&self->there, &self->after, step);
    assert_null(pk_sim_verify(&self->after));
    compare(self, step);
    for (int t = step + 1; t <= self->plan->nstep; t++) {
        pk_sim_step(&self->straight, t);
        pk_sim_step(&self->after, t);
        compare(self, t);
        same(self, t, "revenue", self->straight.money.revenue, self->after.money.revenue,
             (size_t)(self->plan->nflow * self->plan->npersona), sizeof(double));
    }
}

/* Half the way by lanes: the numbers that they tell are those that they unload, and the ages add up. */
static void unload(walk_t *self)
{
    const pk_plan_t *plan = self->plan;
    const int stages = plan->nstage * plan->npersona, flows = plan->nflow * plan->npersona;
    for (int w = 0; pk_lane_ops_at(self->chance, w) != NULL && !pk_plan_wanders(plan); w++) {
        const pk_lane_ops_t *ops = pk_lane_ops_at(self->chance, w);
        pk_kpis_t kpis;
        pk_kpis_compile((pk_plan_t *)plan, PK_BY_NOTHING, &kpis);
        pk_lanes_t *lanes = ops->open(plan, &kpis);
        double row[stages + flows + 2 * plan->ndriver + 1];
        assert_non_null(lanes);
        for (int lane = 0; lane < ops->width; lane++) {
            pk_sim_begin(&self->after, (uint64_t)lane, self->draws);
            ops->load(lanes, lane, &self->after);
        }
        ops->start(lanes, ops->width);
        for (int t = 1; t <= plan->nstep / 2; t++) {
            ops->step(lanes, t);
        }
        for (int lane = 0; lane < ops->width && plan->nstep > 1; lane++) {
            pk_sim_begin(&self->after, (uint64_t)lane, self->draws);
            ops->unload(lanes, lane, &self->after);
            ops->row(lanes, lane, row);
            same(self, plan->nstep / 2, "an unloaded stage", row, self->after.state.count, (size_t)stages,
                 sizeof(double));
            same(self, plan->nstep / 2, "an unloaded flow", row + stages, self->after.state.flow, (size_t)flows,
                 sizeof(double));
            assert_null(pk_sim_verify(&self->after));
        }
        ops->close(lanes);
    }
}

static void walk_engine(const pk_plan_t *plan, const pk_chance_t *chance)
{
    walk_t self = {.plan = plan, .chance = chance};
    pk_sim_init(&self.straight, plan, chance);
    pk_sim_init(&self.after, plan, chance);
    self.draws = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    assert_int_equal(pk_assumptions_draw(&self.straight, 7, self.draws, NULL).outcome, PK_DRAW_FINE);
    put_after(&self, plan->nstep / 2);
    put_after(&self, plan->nstep / 3);
    unload(&self);
    pk_standing_free(&self.here);
    pk_standing_free(&self.there);
    pk_sim_free(&self.straight);
    pk_sim_free(&self.after);
    free(self.draws);
}

static void walk_scenario(const pk_scenario_t *scenario, bool cohort)
{
    pk_plan_t plan;
    pk_diag_t diag = {0};
    assert_int_equal(pk_plan_compile(scenario, &plan, &diag), PK_OK);
    walk_engine(&plan, &pk_chance_expected);
    if (cohort) {
        walk_engine(&plan, &pk_chance_cohort);
    }
    pk_plan_free(&plan);
    pk_diag_free(&diag);
}

static void walk_shipped(const char *path, const pk_scenario_t *scenario)
{
    (void)path;
    walk_scenario(scenario, true);
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
        walk_scenario(fixture.scenario, true);
        pk_fixture_free(&fixture);
    }
}

/* Ages beyond 8,192 stand in classes. By means alone: luck counts the classes, and nobody has none in a state. */
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
    walk_scenario(f.scenario, false);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shipped_scenarios),
        cmocka_unit_test(random_journeys),
        cmocka_unit_test(a_long_tail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
