/* Individuals, exactly: nobody is lost in blocks that are full, nearly full or no multiple of a vector; arrivals open
 * new blocks; the same bytes for any number of threads, any vector width and alone or among other runs; a capacity lets
 * through what it has, to whoever asks, without favour; and a rare thing happens as often as it is written. That their
 * law is the cohort's: test_agents_law.c. */
#include "twin_fixture.h"

#include "engine/agents/agents.h"
#include "engine/agents/tell.h"
#include "engine/assumptions.h"

/* ---- a run by the step ---- */

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws;
} one_t;

static void open_run(one_t *self, const char *model, const char *scenario)
{
    pk_fixture_read(&self->fixture, model, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    pk_sim_init(&self->sim, &self->plan, &pk_chance_agents);
    self->draws = pk_heap((size_t)self->plan.nslot + 1, sizeof(double));
}

static void begin_run(one_t *self, uint64_t run)
{
    assert_int_equal(pk_assumptions_draw(&self->sim, run, self->draws, NULL).outcome, PK_DRAW_FINE);
    pk_sim_begin(&self->sim, run, self->draws);
}

static void step_run(one_t *self, int t)
{
    pk_sim_step(&self->sim, t);
    const char *what = pk_sim_verify(&self->sim);
    if (what != NULL) {
        fail_msg("step %d: %s", t, what);
    }
}

static void close_run(one_t *self)
{
    free(self->draws);
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static double flow(const one_t *self, int f)
{
    return self->sim.state.flow[f];
}

/* ---- everybody moves as one ---- */

/* All go from a to b at once, stay three steps and go on to c, through an instant stage, where they stay for good. */
static void everybody_moves(void **state)
{
    (void)state;
    static const char MODEL[] =
        "polku: 1\nname: m\nstep: week\n"
        "stages: {a: {start: 100%}, b: {dwell: 3}, i: {dwell: 0}, c: {}}\n"
        "transitions: {a -> b: {probability: 100%}, b -> i: {share: 100%}, i -> c: {share: 100%},\n"
        "  c -> c: {probability: 100%}}\n";
    static const pk_kernel_t *const KERNELS[] = {&pk_kernel_none, &pk_kernel_avx2, &pk_kernel_avx512};
    static const int PEOPLE[] = {1, 63, 64, 65, 127, 16320, 16383, 16384, 16385, 32769, 50000};
    for (size_t n = 0; n < sizeof PEOPLE / sizeof *PEOPLE; n++) {
        char scenario[80];
        one_t self;
        snprintf(scenario, sizeof scenario, "horizon: 7\npopulation: %d\n", PEOPLE[n]);
        open_run(&self, MODEL, scenario);
        for (int k = 0; k < 3 && pk_kernel_has(KERNELS[k]); k++) {
            self.sim.agents->kernel = KERNELS[k];
            begin_run(&self, (uint64_t)k);
            for (int t = 1; t <= 7; t++) {
                step_run(&self, t);
                const double all = PEOPLE[n];
                assert_true(flow(&self, 0) == (t == 1 ? all : 0));
                assert_true(flow(&self, 1) == (t == 4 ? all : 0) && flow(&self, 2) == flow(&self, 1));
                assert_true(flow(&self, 3) == (t > 4 ? all : 0));
                assert_true(self.sim.state.count[t < 4 ? 1 : 3] == all);
            }
        }
        close_run(&self);
    }
}

/* Those who come in a step move on in the next, whole, whatever blocks they stand in; by each of the two walks (a
 * capacity that never binds makes all blocks step together). */
static void arrivals_open_blocks(void **state)
{
    (void)state;
    static const char *const CREWS[] = {"", "capacity: {crew: {per_step: 1000000, uses: {a -> b: 1}}}\n"};
    for (int k = 0; k < 2; k++) {
        char model[400];
        one_t self;
        snprintf(model, sizeof model,
                 "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%%}, b: {}}\npersonas: {p: {share: 20%%}, q: "
                 "{share: "
                 "rest}}\ntransitions: {a -> b: {probability: 100%%}}\narrivals: {a: 21000}\n%s",
                 CREWS[k]);
        open_run(&self, model, "horizon: 6\npopulation: 20001\n");
        begin_run(&self, 3);
        double here[2] = {self.sim.state.count[0], self.sim.state.count[1]}, all = 20001;
        for (int t = 1; t <= 6; t++) {
            step_run(&self, t);
            for (int g = 0; g < 2; g++) {
                assert_true(flow(&self, g) == here[g]);
                here[g] = flow(&self, 2 + g); /* arrivals */
                all += here[g];
            }
            assert_true(here[0] > 3500 && here[1] > 15000);
        }
        assert_true(self.sim.state.population == all && all > 8 * PK_BLOCK);
        close_run(&self);
    }
}

/* ---- the same bytes ---- */

static long differing(const void *a, const void *b, size_t count, size_t size)
{
    return count > 0 && memcmp(a, b, count * size) != 0;
}

static void compare_results(const pk_result_t *a, const pk_result_t *b, const char *name, const char *what)
{
    const size_t stages = (size_t)((a->nstep + 1) * a->ngroup * a->nstage), windows = (size_t)(a->nwindow * a->ngroup);
    const size_t flows = (size_t)(a->nstep * a->ngroup * a->nflow);
    if (differing(a->stage_counts, b->stage_counts, stages, sizeof(pk_summary_t)) ||
        differing(a->flow_counts, b->flow_counts, flows, sizeof(pk_summary_t)) ||
        differing(a->driver_value, b->driver_value, (size_t)(a->nstep * a->ndriver), sizeof(double)) ||
        differing(a->kpi_runs, b->kpi_runs, windows * (size_t)(a->nkpi * a->nrun), sizeof(double))) {
        fail_msg("%s: bytes differ with %s, %d runs", name, what, a->nrun);
    }
}

/* KPIs of run 0, of one run alone and among others. */
static void compare_first(const pk_result_t *alone, const pk_result_t *among, const char *name)
{
    const long cells = (long)alone->nwindow * alone->ngroup * alone->nkpi;
    for (long k = 0; k < cells; k++) {
        if (memcmp(&alone->kpi_runs[k], &among->kpi_runs[k * among->nrun], sizeof(double)) != 0) {
            fail_msg("%s: a run differs when others are there", name);
        }
    }
}

static bool machine_has(pk_vector_t vector)
{
    return vector == PK_VECTOR_AVX512 ? pk_kernel_has(&pk_kernel_avx512)
           : vector == PK_VECTOR_AVX2 ? pk_kernel_has(&pk_kernel_avx2)
                                      : true;
}

static void run_all_ways(const char *name, pk_scenario_t *scenario, pk_diag_t *diag)
{
    static const struct {
        const char *what;
        int threads;
        pk_vector_t vector;
    } WAYS[] = {
        {"one thread, no vectors", 1, PK_VECTOR_NONE},
        {"avx2", 1, PK_VECTOR_AVX2},
        {"avx512", 1, PK_VECTOR_AVX512},
        {"2 threads", 2, PK_VECTOR_AUTO},
        {"3 threads", 3, PK_VECTOR_NONE},
        {"8 threads", 8, PK_VECTOR_AUTO},
    };
    pk_result_t first[2];
    scenario->engine = PK_ENGINE_AGENTS;
    for (int many = 0; many < 2; many++) {
        for (size_t k = 0; k < sizeof WAYS / sizeof *WAYS; k++) {
            pk_run_options_t options = {
                .threads = WAYS[k].threads, .vector = WAYS[k].vector, .series = true, .runs = many ? 3 : 1};
            pk_result_t result, *into = k == 0 ? &first[many] : &result;
            if (!machine_has(WAYS[k].vector)) {
                continue;
            }
            assert_int_equal(pk_run(scenario, &options, into, diag), PK_OK);
            assert_string_equal(into->engine, "agents");
            if (k > 0) {
                compare_results(&first[many], &result, name, WAYS[k].what);
                pk_result_free(&result);
            }
        }
    }
    compare_first(&first[0], &first[1], name);
    pk_result_free(&first[0]);
    pk_result_free(&first[1]);
}

/* The sanitizers look for what is touched, and are many times slower: fewer journeys. */
#ifdef __SANITIZE_ADDRESS__
enum { TWINS = 3, DIFFERING = 1 };
static const char TIME_AND_PEOPLE[] = "horizon: 2\npopulation: 17001\n";
#else
enum { TWINS = 8, DIFFERING = 2 };
static const char TIME_AND_PEOPLE[] = "horizon: 4\npopulation: 30001\n";
#endif

static void the_same_bytes_of_random_journeys(void **state)
{
    (void)state;
    static twin_journey_t journey;
    for (int number = 0; number < TWINS; number++) {
        char name[40];
        pk_fixture_t fixture;
        twin_random(20260911, number, &journey);
        journey.scenario_population = number % 2 == 0 ? 33001 : 3000;
        twin_fixture_read(&fixture, &journey);
        snprintf(name, sizeof name, "journey %d of the twin", number);
        run_all_ways(name, fixture.scenario, &fixture.diag);
        pk_fixture_free(&fixture);
    }
}

/* Customers who differ, in stays too, with money that varies, over 256 cells, a crew and word of mouth. */
static void the_same_bytes_of_customers_who_differ(void **state)
{
    (void)state;
    static const char MODEL[] =
        "polku: 1\nname: m\nstep: day\ncurrency: EUR\n"
        "stages:\n  a: {start: 60%, start_age: steady}\n  b: {start: rest, start_age: steady, dwell: 'weibull(2, "
        "150)'}\n"
        "  c: {dwell: 'exponential(varies gamma(4, 3))'}\n"
        "personas: {p: {share: 30%}, q: {share: rest}}\n"
        "transitions:\n  a -> b:\n    probability: varies beta(3, 8)\n    by_persona: {q: {probability: x1.5}}\n"
        "  b -> b:\n    rate: varies gamma(0.5, 1)\n    revenue: varies gamma(mean=20, sd=9)\n"
        "  b -> c: {share: 'varies beta(2, 2)'}\n  b -> a: {share: rest}\n  c -> a: {share: 100%}\n";
    static const char *const MORE[] = {
        "",
        "capacity: {crew: {per_step: 600, uses: {a -> b: 1}}}\nword_of_mouth: {w: {from: b, effects: {b -> c: x2}}}\n"};
    for (int k = 2 - DIFFERING; k < 2; k++) {
        char model[1500];
        pk_fixture_t f;
        snprintf(model, sizeof model, "%s%s", MODEL, MORE[k]);
        pk_fixture_read(&f, model, TIME_AND_PEOPLE);
        run_all_ways("customers who differ", f.scenario, &f.diag);
        pk_fixture_free(&f);
    }
}

/* ---- rare things ---- */

/* One in ten million a step, to 1e8 people over 10 steps: 100 are expected, and the Poisson law has less than 5e-6
 * below 55 or above 153. */
static void one_in_ten_million(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%}, b: {}}\n"
                   "transitions: {a -> b: {probability: 0.00001%}}\n",
                   "horizon: 10\npopulation: 100000000\nruns: 1\nengine: agents\n", (pk_run_options_t){.series = true});
    const double there = pk_fixture_count(&f, 10, 1);
    print_message("%g of 100 expected\n", there);
    assert_true(there >= 55 && there <= 153);
    assert_true(pk_fixture_count(&f, 10, 0) == 1e8 - there);
    pk_fixture_free(&f);
}

/* ---- capacities ---- */

/* What is asked is more than there is: all of it is used, in each step; who waits is who asks less who fits. By chance
 * half of those who fit come from each of two stages that are alike, and of two personas that are: 500 a step, 5 steps,
 * 40 runs are 100,000, of which 7.2 standard errors are 1.1% (of them; 2.3% of either half). */
static void a_crew_favours_nobody(void **state)
{
    (void)state;
    one_t self;
    open_run(&self,
             "polku: 1\nname: m\nstep: week\nstages: {a: {start: 50%}, b: {start: 50%}, c: {}}\n"
             "personas: {p: {share: 50%}, q: {share: 50%}}\n"
             "transitions: {a -> c: {probability: 20%}, b -> c: {probability: 20%}}\n"
             "capacity: {crew: {per_step: 500, uses: {a -> c: 1, b -> c: 1}}}\n",
             "horizon: 5\npopulation: 40000\n");
    double by_stage = 0, by_persona = 0, fit = 0, asked = 0, expected = 0;
    for (uint64_t run = 0; run < 40; run++) {
        begin_run(&self, run);
        for (int t = 1; t <= 5; t++) {
            expected += 0.2 * (self.sim.state.count[0] + self.sim.state.count[1] + self.sim.state.count[2] +
                               self.sim.state.count[3]);
            step_run(&self, t);
            by_stage += flow(&self, 0) + flow(&self, 1);
            by_persona += flow(&self, 0) + flow(&self, 2);
            const double here = flow(&self, 0) + flow(&self, 1) + flow(&self, 2) + flow(&self, 3);
            assert_true(here == 500 && self.sim.state.capacity[0] == 500);
            fit += here;
            asked += here + self.sim.state.waiting[0];
        }
    }
    assert_z(by_stage / fit, 0.5, sqrt(0.25 / fit));
    assert_z(by_persona / fit, 0.5, sqrt(0.25 / fit));
    assert_z(asked, expected, sqrt(expected * 0.8));
    close_run(&self);
}

/* Moves of 1 unit and of 2, an event of half a unit, and a room of 50.5 that is 50 or 51 by chance: in every step the
 * units that are used lie within the room and less than one asker's below it. */
static void units_fill_the_room(void **state)
{
    (void)state;
    one_t self;
    open_run(&self,
             "polku: 1\nname: m\nstep: week\nstages: {a: {start: 50%}, b: {start: 50%}, c: {}}\n"
             "transitions: {a -> c: {probability: 20%}, b -> c: {probability: 20%}, b -> b: {rate: 0.5}, c -> a: "
             "{probability: 50%}, c -> b: {probability: 30%}}\n"
             "capacity: {crew: {per_step: 50.5, uses: {a -> c: 1, b -> c: 2, b -> b: 0.5}}}\n",
             "horizon: 50\npopulation: 3000\n");
    double used = 0;
    int whole = 0;
    for (uint64_t run = 0; run < 40; run++) {
        begin_run(&self, run);
        for (int t = 1; t <= 50; t++) {
            step_run(&self, t);
            const double here = flow(&self, 0) + 2 * flow(&self, 1) + 0.5 * flow(&self, 2);
            assert_true(self.sim.state.capacity[0] == 50.5 && here <= 51 && here > 48);
            assert_true(self.sim.state.waiting[0] > 0);
            used += here;
            whole += here > 50;
        }
    }
    assert_true(whole > 200 && used / 2000 > 49);
    close_run(&self);
}

/* Who asks is who: numbers below the middle of the people of a stage, and who moves of them. */
typedef struct {
    double low, all;
} halves_t;

static void see_halves(void *context, int worker, const pk_lives_t *lives)
{
    halves_t *self = context;
    (void)worker;
    for (long k = 0; k < lives->nhappened; k++) {
        self->all++;
        self->low += lives->first + lives->happened[k].who < 10000;
    }
}

/* Of the 20,000 people of a stage those with low numbers fit as often as others: 300 a step, 8 steps, 40 runs, 96,000,
 * of which 7.2 standard errors are 1.2% (7.2 * .5 / sqrt(96,000)). */
static void a_crew_does_not_see_numbers(void **state)
{
    (void)state;
    one_t self;
    halves_t halves = {0};
    open_run(&self,
             "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%}, c: {}}\n"
             "transitions: {a -> c: {probability: 10%}}\ncapacity: {crew: {per_step: 300, uses: {a -> c: 1}}}\n",
             "horizon: 8\npopulation: 20000\n");
    for (uint64_t run = 0; run < 40; run++) {
        assert_int_equal(pk_agents_tell(&self.plan, run, PK_VECTOR_AUTO,
                                        (pk_watcher_t){.see = see_halves, .context = &halves}, &self.fixture.diag),
                         PK_OK);
    }
    assert_true(halves.all == 40 * 8 * 300);
    assert_z(halves.low / halves.all, 0.5, sqrt(0.25 / halves.all));
    close_run(&self);
}

/* Two bytes a customer tell 65,536 places apart; a horizon of 70,000 steps has more ages. */
static void too_many_ages_are_told(void **state)
{
    (void)state;
    pk_fixture_t f;
    const pk_run_options_t options = {.runs = 1};
    pk_fixture_read(&f,
                    "polku: 1\nname: m\nstep: day\npopulation: 10\n"
                    "stages: {a: {start: 100%, dwell: 'lognormal(3, 1)'}, b: {}}\n"
                    "transitions: {a -> b: {share: 100%}}\n",
                    "horizon: 70000\nengine: agents\n");
    assert_int_equal(pk_run(f.scenario, &options, &f.result, &f.diag), PK_FAILED);
    assert_non_null(strstr(f.diag.messages[f.diag.count - 1].text, "the engine agents knows up to 65536"));
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everybody_moves),
        cmocka_unit_test(arrivals_open_blocks),
        cmocka_unit_test(the_same_bytes_of_random_journeys),
        cmocka_unit_test(the_same_bytes_of_customers_who_differ),
        cmocka_unit_test(one_in_ten_million),
        cmocka_unit_test(a_crew_favours_nobody),
        cmocka_unit_test(units_fill_the_room),
        cmocka_unit_test(a_crew_does_not_see_numbers),
        cmocka_unit_test(too_many_ages_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
