/* The lives that are told of a run's customers are that run: step by step they add up to its flows, their money and the
 * money of stages; each goes on from where he is; nobody is missing; the same for every kernel and however few
 * customers are held at a time; and the purchases that are counted of them are the run's. */
#include "twin_fixture.h"

#include "engine/agents/agents.h"
#include "engine/agents/tell.h"
#include "engine/assumptions.h"

typedef struct {
    const pk_plan_t *plan;
    double *flows, *revenue, *cost; /* [nstep + 1][flow x persona] */
    double *stages;                 /* [stage x persona] who is where at the end */
    double *stage_money;            /* [stage x persona][revenue, cost, end value] */
    double *first;                  /* [persona] first purchases of those who began as prospects or came later */
    double people;
    int before_persona;
    bool before_arrived;
    uint64_t next; /* the number that the next batch of the same people must begin with */
    uint64_t hash;
    long batches;
} told_t;

static told_t open_told(const pk_plan_t *plan)
{
    const size_t flows = (size_t)((plan->nstep + 1) * plan->nflow * plan->npersona);
    const size_t stages = (size_t)(plan->nstage * plan->npersona);
    return (told_t){.plan = plan,
                    .flows = pk_heap(flows, sizeof(double)),
                    .revenue = pk_heap(flows, sizeof(double)),
                    .cost = pk_heap(flows, sizeof(double)),
                    .stages = pk_heap(stages, sizeof(double)),
                    .stage_money = pk_heap(3 * stages, sizeof(double)),
                    .first = pk_heap((size_t)plan->npersona, sizeof(double)),
                    .before_persona = -1};
}

static void close_told(told_t *self)
{
    free(self->flows);
    free(self->revenue);
    free(self->cost);
    free(self->stages);
    free(self->stage_money);
    free(self->first);
}

/* ---- one life ---- */

typedef struct {
    told_t *told;
    const pk_lives_t *lives;
    uint32_t who;
    int stage, since; /* where he stands, and from the end of which step on; stage -1: not come yet */
    bool bought;
} life_t;

static void hash(told_t *self, const void *bytes, size_t size)
{
    for (size_t k = 0; k < size; k++) {
        self->hash = (self->hash ^ ((const unsigned char *)bytes)[k]) * UINT64_C(0x100000001b3);
    }
}

/* He has been in his stage at the ends of steps since..until. */
static void pay_stay(const life_t *self, int until)
{
    if (self->stage < 0) {
        return;
    }
    double *money = &self->told->stage_money[3 * (self->stage * self->told->plan->npersona + self->lives->persona)];
    const int from = self->since > 0 ? self->since : 1;
    const pk_stay_money_t stay = pk_lives_stay(self->lives, self->who, self->stage, from, until);
    money[0] += stay.revenue;
    money[1] += stay.cost;
}

static void enter(life_t *self, int stage, int step)
{
    self->stage = stage;
    self->since = step;
    self->told->stage_money[3 * (stage * self->told->plan->npersona + self->lives->persona) + 1] +=
        pk_lives_entry_cost(self->lives, self->who, stage, step);
}

/* What one may do where he stands: an event of his stage, a way out of it, or arrive. */
static void follow(life_t *self, const pk_happening_t *what, int step_before)
{
    const pk_plan_t *plan = self->told->plan;
    const pk_flow_t *flow = &plan->flows[what->flow];
    assert_true(what->step >= 1 && what->step >= step_before && what->step <= plan->nstep);
    assert_int_equal(flow->from, self->stage);
    if (flow->purchase) {
        self->told->first[self->lives->persona] += !self->bought;
        self->bought = true;
    }
    if (flow->event) {
        assert_true(self->since < what->step); /* before the move, of who was there at the last step's end */
        return;
    }
    if (self->stage >= 0 && plan->stages[self->stage].kind != PK_STAGE_INSTANT) {
        assert_true(self->since < what->step);
        pay_stay(self, what->step - 1);
    }
    enter(self, flow->to, what->step);
}

static void add_up(told_t *self, int persona, const pk_happening_t *what)
{
    const long cell = ((long)what->step * self->plan->nflow + what->flow) * self->plan->npersona + persona;
    self->flows[cell]++;
    self->revenue[cell] += what->revenue;
    self->cost[cell] += what->cost;
    hash(self, &what->step, sizeof what->step);
    hash(self, &what->flow, sizeof what->flow);
    hash(self, &what->revenue, sizeof what->revenue);
    hash(self, &what->cost, sizeof what->cost);
}

static long tell_one(told_t *self, const pk_lives_t *lives, uint32_t who, long k)
{
    const pk_plan_t *plan = self->plan;
    life_t life = {.told = self, .lives = lives, .who = who, .stage = -1};
    int step = 0;
    assert_int_equal(lives->start_stage[who] < 0, lives->arrived);
    if (!lives->arrived) {
        enter(&life, lives->start_stage[who], 0);
        life.bought = plan->stages[life.stage].role != PK_ROLE_PROSPECT;
        assert_true(lives->start_age[who] >= 0);
    }
    hash(self, &lives->start_stage[who], sizeof(int32_t));
    hash(self, &lives->start_age[who], sizeof(int32_t));
    for (; k < lives->nhappened && lives->happened[k].who == who; k++) {
        follow(&life, &lives->happened[k], step);
        add_up(self, lives->persona, &lives->happened[k]);
        step = lives->happened[k].step;
        const bool last =
            k + 1 == lives->nhappened || lives->happened[k + 1].who != who || lives->happened[k + 1].step != step;
        assert_true(!last || plan->stages[life.stage].kind != PK_STAGE_INSTANT);
    }
    const int cell = life.stage * plan->npersona + lives->persona;
    assert_true(life.stage >= 0);
    pay_stay(&life, plan->nstep);
    self->stages[cell]++;
    self->stage_money[3 * cell + 2] += pk_lives_end_value(lives, who, life.stage);
    return k;
}

static void see(void *context, int worker, const pk_lives_t *lives)
{
    told_t *self = context;
    const bool goes_on = lives->persona == self->before_persona && lives->arrived == self->before_arrived;
    assert_int_equal(worker, 0);
    assert_true(goes_on || lives->persona > self->before_persona || (lives->arrived && !self->before_arrived));
    assert_true(lives->first == (goes_on ? self->next : 0));
    long k = 0;
    for (uint32_t who = 0; who < (uint32_t)lives->count; who++) {
        k = tell_one(self, lives, who, k);
    }
    assert_true(k == lives->nhappened);
    self->people += lives->count;
    self->next = lives->first + (uint64_t)lives->count;
    self->before_persona = lives->persona;
    self->before_arrived = lives->arrived;
    self->batches++;
}

/* ---- the run ---- */

static void compare(const char *name, const char *what, int t, double run, double lives, double tolerance)
{
    if (!(fabs(run - lives) <= tolerance * fmax(fabs(run), 1))) {
        fail_msg("%s, step %d: %s of the run %.12g, of the lives %.12g", name, t, what, run, lives);
    }
}

static void compare_step(const char *name, const pk_sim_t *sim, const told_t *told, int t)
{
    const int cells = sim->plan->nflow * sim->plan->npersona;
    for (int k = 0; k < cells; k++) {
        const long at = (long)t * cells + k;
        compare(name, sim->plan->flows[k / sim->plan->npersona].name, t, sim->state.flow[k], told->flows[at], 0);
        compare(name, "revenue", t, sim->money.revenue[k], told->revenue[at], 1e-9);
        compare(name, "cost", t, sim->money.cost[k], told->cost[at], 1e-9);
    }
}

static void add_stage_money(const pk_sim_t *sim, double *money)
{
    for (int k = 0; k < sim->plan->nstage * sim->plan->npersona; k++) {
        money[3 * k] += sim->money.stage_revenue[k];
        money[3 * k + 1] += sim->money.stage_cost[k];
        money[3 * k + 2] += sim->money.end_value[k];
    }
}

/* A run by its steps, beside the lives of the same number. */
static void compare_run(const char *name, const pk_plan_t *plan, uint64_t run, const told_t *told)
{
    pk_sim_t sim;
    const int cells = plan->nstage * plan->npersona;
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof(double)),
           *money = pk_heap((size_t)(3 * cells), sizeof(double));
    pk_sim_init(&sim, plan, &pk_chance_agents);
    assert_int_equal(pk_assumptions_draw(&sim, run, draws, NULL).outcome, PK_DRAW_FINE);
    pk_sim_begin(&sim, run, draws);
    add_stage_money(&sim, money);
    for (int t = 1; t <= plan->nstep; t++) {
        pk_sim_step(&sim, t);
        compare_step(name, &sim, told, t);
        add_stage_money(&sim, money);
    }
    for (int k = 0; k < cells; k++) {
        compare(name, plan->stages[k / plan->npersona].stage->name, plan->nstep, sim.state.count[k], told->stages[k],
                0);
        compare(name, "a stage's revenue", 0, money[3 * k], told->stage_money[3 * k], 1e-9);
        compare(name, "a stage's cost", 0, money[3 * k + 1], told->stage_money[3 * k + 1], 1e-9);
        compare(name, "an end value", 0, money[3 * k + 2], told->stage_money[3 * k + 2], 1e-9);
    }
    compare(name, "people", 0, sim.state.made, told->people, 0);
    free(draws);
    free(money);
    pk_sim_free(&sim);
}

/* ---- and what is counted of it ---- */

static double kpi_of(const pk_result_t *result, const char *name, int group)
{
    return result->kpi_runs[pk_kpi_cell(result, 0, group, pk_result_kpi(result, name)) * result->nrun];
}

/* The first purchases of run 0, with this many threads; the same as of the lives. */
static void compare_purchases(const char *name, pk_scenario_t *scenario, const told_t *told, int threads,
                              pk_diag_t *diag)
{
    pk_result_t result;
    const pk_run_options_t options = {.threads = threads, .runs = 1};
    const int personas = told->plan->npersona;
    scenario->engine = PK_ENGINE_AGENTS;
    scenario->individuals = true;
    assert_int_equal(pk_run(scenario, &options, &result, diag), PK_OK);
    double all = 0;
    for (int g = 0; g < personas; g++) {
        const int group = result.ngroup > 1 ? g + 1 : 0;
        all += told->first[g];
        compare(name, "first purchases", 0, kpi_of(&result, "first_purchases", group), told->first[g], 0);
        compare(name, "purchases", 0, kpi_of(&result, "purchases", group),
                kpi_of(&result, "first_purchases", group) + kpi_of(&result, "later_purchases", group), 0);
    }
    compare(name, "first purchases", 0, kpi_of(&result, "first_purchases", 0), all, 0);
    pk_result_free(&result);
}

static void check_run(const char *name, const pk_scenario_t *scenario, uint64_t run, pk_diag_t *diag)
{
    static const pk_vector_t VECTORS[] = {PK_VECTOR_NONE, PK_VECTOR_AVX2, PK_VECTOR_AVX512};
    pk_plan_t plan;
    uint64_t first = 0;
    pk_scenario_t *mine = (pk_scenario_t *)scenario;
    mine->engine = PK_ENGINE_AGENTS;
    assert_int_equal(pk_plan_compile(scenario, &plan, diag), PK_OK);
    for (int k = 0; k < 3; k++) {
        told_t told = open_told(&plan);
        assert_int_equal(pk_agents_tell(&plan, run, VECTORS[k], (pk_watcher_t){.see = see, .context = &told}, diag),
                         PK_OK);
        if (k == 0) {
            first = told.hash;
            compare_run(name, &plan, run, &told);
        }
        if (k == 0 && run == 0) {
            compare_purchases(name, mine, &told, 1, diag);
            compare_purchases(name, mine, &told, 3, diag);
        }
        assert_true(told.hash == first);
        close_told(&told);
    }
    pk_plan_free(&plan);
}

static void check_model(const char *name, const char *model, const char *scenario)
{
    pk_fixture_t f;
    pk_fixture_read(&f, model, scenario);
    check_run(name, f.scenario, 0, &f.diag);
    check_run(name, f.scenario, 5, &f.diag);
    pk_fixture_free(&f);
}

/* ---- the tests ---- */

static void random_journeys(void **state)
{
    (void)state;
    static twin_journey_t journey;
    for (int number = 0; number < 40; number++) {
        char name[40];
        pk_fixture_t fixture;
        twin_random(20261003, number, &journey);
        journey.scenario_population = number % 8 == 0 ? 33000 : 1500;
        twin_fixture_read(&fixture, &journey);
        snprintf(name, sizeof name, "journey %d of the twin", number);
        check_run(name, fixture.scenario, (uint64_t)(number % 2), &fixture.diag);
        pk_fixture_free(&fixture);
    }
}

/* Money that varies, a cost that is a part of it, chances and stays of each's own, a crew, instant stages, arrivals. */
static void customers_who_differ(void **state)
{
    (void)state;
    check_model(
        "customers who differ",
        "polku: 1\nname: m\nstep: day\ncurrency: EUR\n"
        "stages:\n  a: {start: 60%, start_age: steady, role: prospect}\n"
        "  b: {start: rest, start_age: steady, dwell: 'weibull(2, 15)', role: customer, revenue: 2, cost: 1, "
        "entry_cost: 3, end_value: 4}\n"
        "  c: {dwell: 'exponential(mean=varies gamma(4, 3))', cost: 1, entry_cost: 2}\n  i: {dwell: 0}\n"
        "personas: {p: {share: 30%}, q: {share: rest}}\n"
        "transitions:\n  a -> i:\n    probability: varies beta(3, 8)\n    by_persona: {q: {probability: x1.5}}\n"
        "    revenue: varies gamma(mean=50, sd=20)\n    cost: 30% of revenue\n"
        "  i -> b:\n    share: varies beta(2, 2)\n  i -> c: {share: rest, revenue: 7}\n"
        "  b -> b:\n    rate: varies gamma(0.5, 1)\n    revenue: varies gamma(mean=20, sd=9)\n    cost: 2\n"
        "  b -> c: {share: 40%}\n  b -> a: {share: rest}\n  c -> a: {share: 100%}\n"
        "capacity: {crew: {per_step: 300, uses: {a -> i: 1, b -> b: 0.5}}}\n"
        "seasons: {s: {by_month: [1, 1.4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], effects: [b -> b.revenue, a -> i.cost]}}\n"
        "arrivals: {a: 50, c: 20}\n",
        "start: 2026-01-25\nhorizon: 15\npopulation: 18000\n");
}

/* So much happens that few customers are held at a time, to some people more than to others. */
static void much_happens(void **state)
{
    (void)state;
    check_model("much happens",
                "polku: 1\nname: m\nstep: day\ncurrency: EUR\n"
                "stages: {a: {start: 50%, role: customer}, b: {start: rest, role: prospect}}\n"
                "personas: {p: {share: 20%}, q: {share: rest}}\n"
                "transitions:\n  a -> a: {rate: 2, by_persona: {q: {rate: x0.1}}, revenue: 3}\n"
                "  b -> b: {rate: 0.5, revenue: 1}\n  b -> a: {probability: 1%}\n  a -> b: {probability: 1%}\n",
                "horizon: 60\npopulation: 20001\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_journeys),
        cmocka_unit_test(customers_who_differ),
        cmocka_unit_test(much_happens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
