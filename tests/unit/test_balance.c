/* start: balance. Two oracles: counts that do not move in a run under today's drivers, and the same journey begun
 * anywhere else and walked until it moves no more. */
#include "engine_fixture.h"

#include <math.h>
#include <stdarg.h>

#include "base/stream.h"
#include "engine/assumptions.h"
#include "engine/sim.h"

#ifdef __SANITIZE_ADDRESS__
enum { JOURNEYS = 6, LONG = 1000 };
#else
enum { JOURNEYS = 30, LONG = 2000 };
#endif
enum { STAGES_MOST = 7, TEXT = 8000 };

/* ---- journeys by luck, in which everybody comes everywhere ---- */

typedef struct {
    pk_stream_t luck;
    char text[TEXT];
    int length, n;
    bool instant[STAGES_MOST], stays[STAGES_MOST];
} journey_t;

static double real(journey_t *self, double low, double high)
{
    return low + (high - low) * pk_stream_uniform(&self->luck);
}

static int pick(journey_t *self, int count)
{
    return (int)real(self, 0, count - 1e-9);
}

__attribute__((format(printf, 2, 3))) static void put(journey_t *self, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    self->length += vsnprintf(self->text + self->length, (size_t)(TEXT - self->length), format, values);
    va_end(values);
    assert_true(self->length < TEXT);
}

static void put_stages(journey_t *self, bool balance)
{
    put(self, "stages:\n");
    for (int i = 0; i < self->n; i++) {
        self->instant[i] = i > 0 && !self->instant[i - 1] && i < self->n - 1 && pick(self, 4) == 0;
        self->stays[i] = !self->instant[i] && pick(self, 2) == 0;
        put(self, "  s%d:\n    cost: 1\n", i);
        if (!balance && i == 0) {
            put(self, "    start: rest\n");
        }
        if (self->instant[i]) {
            put(self, "    dwell: 0\n");
        } else if (self->stays[i]) {
            static const char *const LAWS[] = {
                "weibull(shape=2.5, mean=", "exponential(mean=", "gamma(sd=2, mean=", "lognormal(sd=2, mean="};
            const int law = pick(self, 5);
            if (law == 4) {
                put(self, "    dwell: %d\n", 1 + pick(self, 5));
            } else {
                put(self, "    dwell: \"%s%.3g)\"\n", LAWS[law], real(self, 2, 6));
            }
        }
    }
}

/* To the next stage, so that everybody comes round, and to another, never to an instant one from an instant one. */
static void put_ways(journey_t *self)
{
    put(self, "transitions:\n");
    for (int i = 0; i < self->n; i++) {
        const int next = (i + 1) % self->n, other = (i + 2 + pick(self, self->n - 2)) % self->n;
        const bool more = other != i && other != next && !(self->instant[i] && self->instant[other]);
        const bool differs = pick(self, 2) == 0;
        char own[64];
        if (self->instant[i] || self->stays[i]) {
            const bool competes = self->stays[i] && pick(self, 2) == 0;
            snprintf(own, sizeof own, ", by_persona: {b: {share: x1.3}}");
            put(self, "  s%d -> s%d: {share: %.3g%%%s}\n", i, next, more && !competes ? real(self, 20, 70) : 100,
                more && !competes && differs ? own : "");
            if (more) {
                put(self, competes ? "  s%d -> s%d: {probability: 11%%}\n" : "  s%d -> s%d: {share: rest}\n", i, other);
            }
        } else {
            snprintf(own, sizeof own, ", by_persona: {b: {probability: x1.3}}");
            put(self, "  s%d -> s%d: {probability: %.3g%%%s}\n", i, next, real(self, 8, 30), differs ? own : "");
            if (more) {
                put(self, "  s%d -> s%d: {rate: %.3g}\n", i, other, real(self, 0.02, 0.3));
            }
        }
    }
}

/* Channels of constant spend, word of mouth from a stage that is not instant, and a stay that is sped up. */
static void put_drivers(journey_t *self, bool words)
{
    int talks = 0;
    while (self->instant[talks] || (talks < self->n - 1 && pick(self, 2) == 0 && !self->instant[talks + 1])) {
        talks++;
    }
    put(self, "channels:\n  c:\n    spend: 100\n    carryover: {retention: 0.5}\n    saturation: {half: 150}\n"
              "    effects:\n      s0 -> *: x1.8\n");
    for (int i = 1; i < self->n; i++) {
        if (self->stays[i] && pick(self, 2) == 0) {
            put(self, "      s%d -> *: x1.4\n", i);
        }
    }
    put(self, "    reach: {a: 1, b: 0.4}\n");
    if (!words) {
        return;
    }
    put(self, "word_of_mouth:\n  w:\n    from: s%d\n    saturation: {half: 20%%}\n", talks);
    put(self, "    effects: {s0 -> *: x1.5}\n");
}

static const char *write_journey(journey_t *self, int seed, bool balance, bool today)
{
    self->luck = pk_stream_at(77, 0, PK_PURPOSE_START, 0, (uint64_t)seed);
    self->length = 0;
    self->n = 3 + pick(self, STAGES_MOST - 2);
    put(self, "polku: 1\nname: m\nstep: week\npopulation: 1000\n%s%s", balance ? "start: balance\n" : "",
        today ? "" : "probabilities: without_marketing\n");
    put(self, "personas: {a: {share: 60%%}, b: {share: rest}}\n");
    put_stages(self, balance);
    put_ways(self);
    put_drivers(self, balance || !today); /* today's word of mouth hangs on the start: what is written does not */
    return self->text;
}

static void walk(pk_fixture_t *f, const char *model, int steps)
{
    char scenario[100];
    snprintf(scenario, sizeof scenario, "horizon: %d\nruns: 1\nengine: expected\n", steps);
    pk_fixture_run(f, model, scenario, (pk_run_options_t){.series = true});
}

/* ---- */

static void journeys_stand_still(bool today)
{
    journey_t journey;
    for (int k = 0; k < JOURNEYS; k++) {
        pk_fixture_t still, moved;
        walk(&still, write_journey(&journey, k, true, today), 40);
        walk(&moved, write_journey(&journey, k, false, today), LONG);
        for (int i = 0; i < journey.n; i++) {
            for (int t = 1; t <= 40; t++) {
                assert_near(pk_fixture_count(&still, t, i), pk_fixture_count(&still, 0, i), 1e-9);
            }
            assert_near(pk_fixture_count(&still, 0, i), pk_fixture_count(&moved, LONG, i), 1e-7);
        }
        pk_fixture_free(&still);
        pk_fixture_free(&moved);
    }
}

static void under_today(void **state)
{
    (void)state;
    journeys_stand_still(true);
}

static void without_marketing(void **state)
{
    (void)state;
    journeys_stand_still(false);
}

/* Two stages, by hand: p2 / (p1 + p2) in each draw, rounded as any start is; the long run of a group of customers who
 * differ weighs them by their own stay: E[1/(1 + v/.1)] of the part in a. */
static void by_hand(void **state)
{
    (void)state;
    static const char HEAD[] =
        "polku: 1\nname: m\nstep: week\npopulation: 1000\nstart: balance\nstages: {a: {}, b: {}}\n";
    char model[400];
    pk_fixture_t f;
    snprintf(model, sizeof model, "%stransitions: {a -> b: {probability: 2%%}, b -> a: {probability: 6%%}}\n", HEAD);
    pk_fixture_run(&f, model, "horizon: 3\nruns: 5\n", (pk_run_options_t){.series = true});
    assert_near(pk_fixture_count(&f, 0, 0), 750, 0);
    assert_near(pk_fixture_count(&f, 0, 1), 250, 0);
    pk_fixture_free(&f);
    snprintf(model, sizeof model,
             "%stransitions: {a -> b: {probability: 'varies uniform(0.1, 0.3)'}, b -> a: {probability: 10%%}}\n", HEAD);
    walk(&f, model, 60);
    const double part = 0.1 * log(0.4 / 0.2) / 0.2; /* the mean of .1 / (.1 + v) */
    assert_near(pk_fixture_count(&f, 0, 0), 1000 * part, 1e-9);
    assert_near(pk_fixture_count(&f, 60, 0), 1000 * part, 1e-9);
    pk_fixture_free(&f);
}

/* Each draw stands in its own balance: with p uniform in 1% to 3% against 6%, counts are 1000 * 6 / (6 + p). */
static void each_draw_has_its_own(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: m\nstep: week\npopulation: 1000\nstart: balance\nstages: {a: {}, b: {}}\n"
                   "transitions: {a -> b: {probability: 'uniform(1%, 3%)'}, b -> a: {probability: 6%}}\n",
                   "horizon: 30\nruns: 400\nengine: expected\n", (pk_run_options_t){.series = true});
    const double low = 1000 * 6 / 9.0, high = 1000 * 6 / 7.0;
    const double mean = 1000 * 6 * log(9 / 7.0) / 2, spread = (high - low) / sqrt(12);
    assert_near(pk_fixture_count(&f, 0, 0), mean, 4.89 * spread / sqrt(400));
    assert_near(pk_fixture_count(&f, 30, 0), pk_fixture_count(&f, 0, 0), 1e-9);
    pk_fixture_free(&f);
}

/* A conversion of the plan is not today's: the start is the model's, and counts move from there. */
static void a_plan_does_not_move_it(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: m\nstep: week\npopulation: 1000\nstart: balance\n"
                   "stages: {a: {}, b: {dwell: 'weibull(shape=2, mean=3)'}, c: {}}\n"
                   "transitions: {a -> b: {probability: 2%}, b -> a: {share: 50%}, b -> c: {share: rest}, "
                   "c -> a: {probability: 5%}}\n",
                   "horizon: 30\nruns: 1\nengine: expected\nconversions: {a -> b: x2, b -> a: x0.5}\n",
                   (pk_run_options_t){.series = true});
    const double into_b = 0.02 * pk_fixture_count(&f, 0, 0), into_c = 0.05 * pk_fixture_count(&f, 0, 2);
    assert_near(into_c, into_b / 2, 1e-9);
    assert_true(fabs(pk_fixture_count(&f, 30, 0) - pk_fixture_count(&f, 0, 0)) > 50);
    pk_fixture_free(&f);
}

/* Run by run, as a plan is that the lanes do not know: the state holds together, and stands still. */
static void scalar_sims_stand_still(void **state)
{
    (void)state;
    journey_t journey;
    for (int k = 0; k < JOURNEYS; k++) {
        pk_fixture_t f;
        pk_plan_t plan;
        pk_sim_t sim;
        pk_fixture_read(&f, write_journey(&journey, k, true, k % 2 == 0), "horizon: 20\nruns: 1\nengine: expected\n");
        assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), PK_OK);
        double *draws = pk_heap((size_t)plan.nslot + 1, sizeof(double));
        double first[plan.nstage * plan.npersona];
        pk_assumptions_means(&plan, draws);
        pk_sim_init(&sim, &plan, &pk_chance_expected);
        pk_sim_begin(&sim, 0, draws);
        memcpy(first, sim.state.count, sizeof first);
        for (int t = 1; t <= 20; t++) {
            pk_sim_step(&sim, t);
            assert_null(pk_sim_verify(&sim));
            for (int cell = 0; cell < plan.nstage * plan.npersona; cell++) {
                assert_near(sim.state.count[cell], first[cell], 1e-9);
            }
        }
        pk_sim_free(&sim);
        free(draws);
        pk_plan_free(&plan);
        pk_fixture_free(&f);
    }
}

/* Where a draw has no balance the run says so: half of these draws never leave a. */
static void a_draw_without_one_is_an_error(void **state)
{
    (void)state;
    static const char *const ENGINES[] = {"expected", "cohort", "agents"};
    for (int e = 0; e < 3; e++) {
        pk_fixture_t f;
        char scenario[100];
        snprintf(scenario, sizeof scenario, "horizon: 3\nruns: 40\nengine: %s\n", ENGINES[e]);
        pk_fixture_read(&f,
                        "polku: 1\nname: m\nstep: week\npopulation: 1000\nstart: balance\nstages: {a: {}, b: {}}\n"
                        "transitions: {a -> b: {rate: poisson(0.7)}, b -> a: {probability: 6%}}\n",
                        scenario);
        pk_result_t result;
        assert_int_equal(pk_run(f.scenario, &(pk_run_options_t){.series = true}, &result, &f.diag), PK_FAILED);
        assert_non_null(strstr(f.diag.messages[f.diag.count - 1].text,
                               "in a draw of the uncertain numbers: in the long run all customers stand in a"));
        pk_result_free(&result);
        pk_fixture_free(&f);
    }
}

/* Engines by chance stand where the expected one does, but for whole people. */
static void engines_agree(void **state)
{
    (void)state;
    journey_t journey;
    for (int k = 0; k < JOURNEYS / 6; k++) {
        static const char *const ENGINES[] = {"cohort", "agents"};
        pk_fixture_t exact;
        walk(&exact, write_journey(&journey, k, true, true), 1);
        for (int e = 0; e < 2; e++) {
            pk_fixture_t f;
            char scenario[100];
            snprintf(scenario, sizeof scenario, "horizon: 1\nruns: 1\nengine: %s\n", ENGINES[e]);
            pk_fixture_run(&f, journey.text, scenario, (pk_run_options_t){.series = true});
            for (int i = 0; i < journey.n; i++) {
                const double count = pk_fixture_count(&f, 0, i);
                assert_near(count, round(count), 0);
                assert_near(count, pk_fixture_count(&exact, 0, i), 60); /* a leftover in each persona and age */
            }
            pk_fixture_free(&f);
        }
        pk_fixture_free(&exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under_today),
        cmocka_unit_test(without_marketing),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(each_draw_has_its_own),
        cmocka_unit_test(a_plan_does_not_move_it),
        cmocka_unit_test(engines_agree),
        cmocka_unit_test(scalar_sims_stand_still),
        cmocka_unit_test(a_draw_without_one_is_an_error),
    };
    return cmocka_run_group_tests_name("balance", tests, NULL, NULL);
}
