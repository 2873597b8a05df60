/* Individuals follow the cohort's law: for random journeys of the twin (stays, ways that compete with them, events,
 * capacity, arrivals, feedback, instant stages, personas) and for journeys written here (money that varies, more than a
 * block of people, units of 1 and 2), all counts at the end, all flows, what waited and all KPIs of many runs of either
 * engine pass two-sample z tests of means and of variances.
 *
 * Sizes: 2,000 people in 300 runs of individuals and 900 of the cohort, so that 7.2 standard errors of the difference
 * of means are 1.1% of a number that holds half of them, 0.6% of three quarters, 1.6% of 30%; with a capacity, where a
 * run is dear, 100 and 300 runs, and 1.9, 1.1 and 2.8%. Flows are sums over all steps and hold more. One defect moves
 * many of the 12,000 numbers, and the largest of them finds it. Of variances they are about 60%. False alarm 1e-6 a
 * number.
 */
#include "twin_fixture.h"

#include "engine/agents/agents.h"
#include "engine/assumptions.h"
#include "engine/kpi.h"

/* The sanitizers look for what a journey touches, not for its numbers, and are many times slower: fewer journeys. */
#ifdef __SANITIZE_ADDRESS__
enum { JOURNEYS = 3, RUNS_OF_MONEY = 60 };
#else
enum { JOURNEYS = 50, RUNS_OF_MONEY = 500 };
#endif
enum { PEOPLE = 2000, COHORTS = 3, RUNS = 300, RUNS_OF_A_CREW = 100, SEED = 20260815 };

/* Sums of powers of one engine's numbers, about the first run's. */
typedef struct {
    double about, sum[5];
} moments_t;

typedef struct {
    const char *name;
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    int count; /* numbers of a run */
    double *numbers;
    moments_t *of[2]; /* cohort, agents */
    long compared;
    int wrong;
} law_t;

/* ---- the numbers of a run ---- */

static int numbers_of(const pk_plan_t *plan, const pk_kpis_t *kpis)
{
    return plan->npersona * (plan->nstage + plan->nflow) + 2 * plan->ncapacity + 2 * plan->ndriver +
           (int)pk_kpis_size(kpis);
}

/* Adds what a step leaves: flows and what waited as sums. */
static void add_step(const law_t *self, const pk_sim_t *sim)
{
    const pk_plan_t *plan = self->plan;
    double *at = &self->numbers[plan->nstage * plan->npersona];
    for (int k = 0; k < plan->nflow * plan->npersona; k++) {
        *at++ += sim->state.flow[k];
    }
    for (int c = 0; c < plan->ncapacity; c++) {
        *at++ += sim->state.capacity[c];
        *at++ += sim->state.waiting[c];
    }
    for (int d = 0; d < plan->ndriver; d++) {
        *at++ += sim->now.drivers[d].value;
        *at++ += sim->now.drivers[d].response;
    }
}

static void walk(law_t *self, pk_sim_t *sim, uint64_t run, double *draws)
{
    const pk_plan_t *plan = self->plan;
    double *kpi = &self->numbers[self->count - pk_kpis_size(self->kpis)];
    assert_int_equal(pk_assumptions_draw(sim, run, draws, NULL).outcome, PK_DRAW_FINE);
    memset(self->numbers, 0, (size_t)self->count * sizeof(double));
    pk_sim_begin(sim, run, draws);
    pk_kpis_clear(self->kpis, kpi);
    pk_kpis_add(self->kpis, sim, 0, kpi);
    for (int t = 1; t <= plan->nstep; t++) {
        pk_sim_step(sim, t);
        const char *what = pk_sim_verify(sim);
        if (what != NULL) {
            fail_msg("%s, run %d, step %d: %s", self->name, (int)run, t, what);
        }
        add_step(self, sim);
        pk_kpis_add(self->kpis, sim, t, kpi);
    }
    pk_kpis_finish(self->kpis, kpi);
    memcpy(self->numbers, sim->state.count, (size_t)(plan->nstage * plan->npersona) * sizeof(double));
}

/* ---- two samples ---- */

static void add_run(moments_t *moments, double x, bool first)
{
    if (first) {
        moments->about = x;
    }
    double power = 1;
    for (int k = 0; k < 5; k++) {
        moments->sum[k] += power;
        power *= x - moments->about;
    }
}

typedef struct {
    double mean, variance, fourth;
} sample_t;

static sample_t sample_of(const moments_t *moments)
{
    const double n = moments->sum[0], m = moments->sum[1] / n, m2 = moments->sum[2] / n, m3 = moments->sum[3] / n,
                 m4 = moments->sum[4] / n;
    return (sample_t){.mean = moments->about + m,
                      .variance = fmax(0, m2 - m * m) * n / (n - 1),
                      .fourth = m4 - 4 * m * m3 + 6 * m * m * m2 - 3 * m * m * m * m};
}

static void judge(law_t *self, int index, const char *what, double cohort, double agents, double error)
{
    const double off = fabs(cohort - agents);
    self->compared++;
    if (!(off <= PK_Z * error + 1e-9 * fabs(cohort)) && self->wrong++ < 5) {
        print_error("%s: %s of number %d (%d stages, %d flows, %d personas): cohort %.6g, agents %.6g, z = %.2f\n",
                    self->name, what, index, self->plan->nstage, self->plan->nflow, self->plan->npersona, cohort,
                    agents, off / error);
    }
}

/* Variances only where their own error can be told from the sample: no rare bursts. */
static void compare(law_t *self, int index)
{
    const sample_t a = sample_of(&self->of[0][index]), b = sample_of(&self->of[1][index]);
    const double n = self->of[0][index].sum[0], m = self->of[1][index].sum[0];
    if (isnan(a.mean) && isnan(b.mean)) {
        return;
    }
    judge(self, index, "mean", a.mean, b.mean, sqrt(a.variance / n + b.variance / m));
    const double flat = fmax(a.fourth / a.variance / a.variance, b.fourth / b.variance / b.variance);
    if (a.variance > 0 && b.variance > 0 && flat < 10) {
        judge(self, index, "variance", a.variance, b.variance,
              sqrt((a.fourth - a.variance * a.variance) / n + (b.fourth - b.variance * b.variance) / m));
    }
}

/* ---- a plan by both engines ---- */

static void walk_engine(law_t *self, const pk_chance_t *chance, int which, int runs)
{
    pk_sim_t sim;
    pk_sim_init(&sim, self->plan, chance);
    double *draws = pk_heap((size_t)self->plan->nslot + 1, sizeof(double));
    for (int run = 0; run < runs; run++) {
        walk(self, &sim, (uint64_t)(run + which * 1000000), draws); /* luck that the other has not met */
        for (int k = 0; k < self->count; k++) {
            add_run(&self->of[which][k], self->numbers[k], run == 0);
        }
    }
    free(draws);
    pk_sim_free(&sim);
}

/* Gives how many numbers are wrong, and adds to how many were compared. */
static int wrong_of(const char *name, const pk_scenario_t *scenario, int runs, pk_diag_t *diag, long *compared)
{
    pk_plan_t plan;
    pk_kpis_t kpis;
    assert_int_equal(pk_plan_compile(scenario, &plan, diag), PK_OK);
    pk_kpis_compile(&plan, PK_BY_NOTHING, &kpis);
    law_t self = {.name = name, .plan = &plan, .kpis = &kpis, .count = numbers_of(&plan, &kpis)};
    self.numbers = pk_heap((size_t)self.count, sizeof(double));
    self.of[0] = pk_heap((size_t)self.count, sizeof(moments_t));
    self.of[1] = pk_heap((size_t)self.count, sizeof(moments_t));
    walk_engine(&self, &pk_chance_cohort, 0, COHORTS * runs);
    walk_engine(&self, &pk_chance_agents, 1, runs);
    for (int k = 0; k < self.count; k++) {
        compare(&self, k);
    }
    *compared += self.compared;
    free(self.numbers);
    free(self.of[0]);
    free(self.of[1]);
    pk_plan_free(&plan);
    return self.wrong;
}

/* ---- random journeys ---- */

static double people_of(const twin_journey_t *journey)
{
    return journey->scenario_population > 0 ? journey->scenario_population : journey->model_population;
}

/* As many people as the test wants, and capacities that fit them as before. */
static void resize(twin_journey_t *journey)
{
    const double times = PEOPLE / people_of(journey);
    journey->model_population = round(journey->model_population * times);
    journey->scenario_population = PEOPLE;
    for (int c = 0; c < journey->ncapacity; c++) {
        for (int k = 0; k < journey->capacities[c].per_step.pieces; k++) {
            journey->capacities[c].per_step.value[k] *= times;
        }
    }
    for (int k = 0; k < journey->narrival; k++) {
        for (int p = 0; p < journey->arrivals[k].amount.pieces; p++) {
            journey->arrivals[k].amount.value[p] *= 0.1;
        }
    }
}

static void random_journeys(void **state)
{
    (void)state;
    static twin_journey_t journey;
    static const char *const NEEDED[] = {"probability_event",
                                         "rate_event",
                                         "sure_event",
                                         "instant_chain",
                                         "arrivals",
                                         "capacity",
                                         "capacity_of_event",
                                         "capacity_of_dwell",
                                         "word_of_stages",
                                         "capacity_of_competing",
                                         "queue",
                                         "stock_of_flows",
                                         "competing_rate",
                                         "competing_with_steady",
                                         "persona_factor",
                                         "sure_exit"};
    bool seen[sizeof NEEDED / sizeof *NEEDED] = {false};
    int wrong = 0;
    long compared = 0;
    for (int number = 0; number < JOURNEYS; number++) {
        twin_random(SEED, number, &journey);
        resize(&journey);
        char name[40];
        pk_fixture_t fixture;
        twin_fixture_read(&fixture, &journey);
        snprintf(name, sizeof name, "journey %d of the twin", number);
        wrong +=
            wrong_of(name, fixture.scenario, journey.ncapacity > 0 ? RUNS_OF_A_CREW : RUNS, &fixture.diag, &compared);
        pk_fixture_free(&fixture);
        for (const twin_feature_t *feature = TWIN_FEATURES; feature->name != NULL; feature++) {
            for (size_t k = 0; k < sizeof NEEDED / sizeof *NEEDED; k++) {
                seen[k] = seen[k] || (strcmp(NEEDED[k], feature->name) == 0 && feature->has(&journey));
            }
        }
    }
    for (size_t k = 0; k < sizeof NEEDED / sizeof *NEEDED; k++) {
        if (!seen[k] && JOURNEYS >= 50) {
            fail_msg("no journey has %s", NEEDED[k]);
        }
    }
    print_message("%ld numbers compared\n", compared);
    assert_int_equal(wrong, 0);
}

/* ---- journeys written here ---- */

static void check_model(const char *name, const char *model, const char *scenario, int runs)
{
    pk_fixture_t f;
    long compared = 0;
    pk_fixture_read(&f, model, scenario);
    assert_int_equal(wrong_of(name, f.scenario, runs, &f.diag, &compared), 0);
    pk_fixture_free(&f);
}

/* Money of flows that varies, a lever and a season on it, a cost that is a part of revenue, several purchases a step.
 */
static void money_that_varies(void **state)
{
    (void)state;
    check_model(
        "money that varies",
        "polku: 1\nname: m\nstep: month\ncurrency: EUR\n"
        "stages:\n  out: {start: 60%, role: prospect}\n  in: {start: rest, role: customer, revenue: 3, cost: 1, "
        "end_value: 7}\n"
        "transitions:\n"
        "  out -> in: {probability: 12%, revenue: 'varies gamma(mean=290, sd=90)', cost: 20% of revenue}\n"
        "  in -> in: {rate: 0.7, revenue: 'varies lognormal(mean=40, sd=60)', cost: 'varies gamma(mean=5, sd=5)'}\n"
        "  in -> out: {probability: 9%, cost: 'varies gamma(mean=varies gamma(mean=8, sd=3), sd=4)'}\n"
        "seasons: {s: {by_month: [1, 1, 1.2, 1, 1, 1, 1, 0.8, 1, 1, 1, 1], effects: [in -> in.revenue, out -> in]}}\n",
        "start: 2026-01-01\nhorizon: 12\npopulation: 2000\n", RUNS_OF_MONEY);
}

/* More than one block of each persona's people, a number that is no multiple of 64, arrivals that open new blocks, and
 * word of mouth: 40 runs of 45,000 lives and more. */
static void several_blocks(void **state)
{
    (void)state;
    check_model("several blocks",
                "polku: 1\nname: m\nstep: week\n"
                "stages: {a: {start: 70%}, b: {start: rest, start_age: steady, dwell: 'weibull(2, 6)'}, c: {}}\n"
                "personas: {p: {share: 41%}, q: {share: rest}}\n"
                "transitions:\n  a -> b: {probability: 10%, by_persona: {q: {probability: x1.5}}}\n"
                "  b -> c: {share: 60%}\n  b -> a: {share: rest}\n  c -> a: {probability: 5%}\n  c -> c: {rate: 0.3}\n"
                "word_of_mouth: {w: {from: c, effects: {a -> b: x2}}}\narrivals: {a: 4000, c: 500}\n",
                "horizon: 12\npopulation: 45021\n", 60);
}

/* A crew for moves of one unit and of two, and for an event; a stay whose leavers must wait. The room is no whole
 * number. */
static void units_of_one_and_two(void **state)
{
    (void)state;
    check_model("units of one and two",
                "polku: 1\nname: m\nstep: week\n"
                "stages: {a: {start: 50%}, b: {start: rest, dwell: 'uniform(1, 5)'}, c: {}}\n"
                "transitions:\n  a -> c: {probability: 30%}\n  b -> c: {share: 100%}\n  c -> a: {probability: 20%}\n"
                "  c -> c: {rate: 0.8}\n"
                "capacity: {crew: {per_step: 60.4, uses: {a -> c: 1, b -> c: 2, c -> c: 0.5}}}\n"
                "queues: {q: {of: crew, effects: {c -> a: x1.5}}}\n",
                "horizon: 10\npopulation: 600\n", 1500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_journeys),
        cmocka_unit_test(money_that_varies),
        cmocka_unit_test(several_blocks),
        cmocka_unit_test(units_of_one_and_two),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
