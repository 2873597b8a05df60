/* Ways out that compete with a stay: closed forms in the engine expected, and the cohort engine with a capacity against
 * customers who are followed one by one. */
#include "engine_fixture.h"

#include "base/stream.h"

static const pk_run_options_t SERIES = {.series = true};

static double flow_mean(const pk_fixture_t *f, int t, int flow)
{
    return f->result.flow_counts[pk_flow_cell(&f->result, t, 0, flow)].mean;
}

/* With an exponential stay of hazard 1/10 and a rate of 0.2: 1 - e^-0.2 of those there, then e^-0.2 (1 - e^-0.1), which
 * is split 60 to 40. */
static void an_exponential_stay_has_the_closed_form(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: c\nstep: week\n"
                   "stages: {a: {start: 100%, dwell: exponential(mean=10)}, b: {}, c: {}, d: {}}\n"
                   "transitions: {a -> b: {share: 60%}, a -> c: {share: rest}, a -> d: {rate: 0.2}}\n",
                   "horizon: 30\npopulation: 1000000\nengine: expected\nruns: 1\n", SERIES);
    for (int t = 1; t <= 30; t++) {
        const double there = 1e6 * exp(-0.3 * (t - 1));
        assert_close(flow_mean(&f, t, 2), there * (1 - exp(-0.2)), 1e-10);
        assert_close(flow_mean(&f, t, 0), there * exp(-0.2) * (1 - exp(-0.1)) * 0.6, 1e-10);
        assert_close(flow_mean(&f, t, 1), there * exp(-0.2) * (1 - exp(-0.1)) * 0.4, 1e-10);
    }
    pk_fixture_free(&f);
}

/* A contract of 5 steps that one can also end at any time with 10% and 20%: (1 - 0.3)^t are left, in step 5 the rest of
 * those who did not end it go by the share. */
static void a_stay_that_surely_ends_has_room_for_others(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: c\nstep: week\nstages: {a: {start: 100%, dwell: 5}, b: {}, c: {}, d: {}}\n"
                   "transitions: {a -> c: {probability: 10%}, a -> b: {share: 100%}, a -> d: {probability: 20%}}\n",
                   "horizon: 6\npopulation: 100000\nengine: expected\nruns: 1\n", SERIES);
    for (int t = 1; t <= 5; t++) {
        const double there = 1e5 * pow(0.7, t - 1);
        assert_close(flow_mean(&f, t, 0), 0.1 * there, 1e-12);
        assert_close(flow_mean(&f, t, 2), 0.2 * there, 1e-12);
        assert_near(flow_mean(&f, t, 1), t == 5 ? 0.7 * there : 0, 1e-7);
    }
    assert_near(pk_fixture_count(&f, 5, 0), 0, 1e-9);
    pk_fixture_free(&f);
}

/* `a -> *` from a lever of x2 a unit, 1 more than today: the speed of the stay and the rate both double. A probability
 * of 19% has the rate -ln 0.81, so twice that leaves 0.81^2. */
static void all_ways_out_moves_the_stay_and_the_others(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: c\nstep: week\n"
                   "stages: {a: {start: 100%, dwell: 'weibull(2, 4)'}, b: {}, c: {}}\n"
                   "transitions: {a -> b: {share: 100%}, a -> c: {probability: 19%}}\n"
                   "levers: {push: {value: 1, effects: {a -> *: x2}}}\n",
                   "horizon: 10\npopulation: 1000\nengine: expected\nruns: 1\nlevers: {push: 2}\n", SERIES);
    for (int t = 1; t <= 10; t++) {
        assert_close(pk_fixture_count(&f, t, 0), 1000 * pow(0.81, 2 * t) * pow(exp(-pow(t / 4.0, 2)), 2), 1e-9);
    }
    pk_fixture_free(&f);
}

/* start_age: steady with rates of R: age a has S(a) e^(-R a) over its sum. Who is still there after t steps is then
 * Σ_{a >= t} S(a) e^(-R a) over the sum over all a: the start is that of a stream that has entered evenly. A conversion
 * of the scenario moves the steps, not the start: it is x1 here in the first and x3 from then on in the second. */
static void a_steady_start_counts_both(void **state)
{
    (void)state;
    for (int plan = 0; plan < 2; plan++) {
        pk_fixture_t f;
        pk_fixture_run(&f,
                       "polku: 1\nname: c\nstep: week\n"
                       "stages: {a: {start: 100%, dwell: 'weibull(0.8, 6)', start_age: steady}, b: {}, c: {}}\n"
                       "transitions: {a -> b: {share: 100%}, a -> c: {rate: 0.07}}\n",
                       plan == 0 ? "horizon: 25\npopulation: 1000\nengine: expected\nruns: 1\n"
                                 : "horizon: 25\npopulation: 1000\nengine: expected\nruns: 1\n"
                                   "conversions: {a -> c: x3}\n",
                       SERIES);
        double all = 0, gone = 0;
        for (int a = 0; a < 2000; a++) {
            all += exp(-pow(a / 6.0, 0.8) - 0.07 * a);
        }
        for (int t = 0; t <= 25; t++) {
            const double more = plan == 0 ? 1 : exp(-0.14 * t);
            assert_close(pk_fixture_count(&f, t, 0), 1000 * (1 - gone / all) * more, 1e-10);
            gone += exp(-pow(t / 6.0, 0.8) - 0.07 * t);
        }
        pk_fixture_free(&f);
    }
}

/* In a stage with a dwell time too, a -> a with a rate is an event: nobody moves, and no stay begins anew. */
static void an_event_of_a_stay_moves_nobody(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: c\nstep: week\nstages: {a: {start: 100%, dwell: 4}, b: {}}\n"
                   "transitions: {a -> b: {share: 100%}, a -> a: {rate: 1.5, revenue: 2}}\n",
                   "horizon: 6\npopulation: 1000\nengine: expected\nruns: 1\n", SERIES);
    assert_near(pk_fixture_count(&f, 3, 0), 1000, 0);
    assert_near(pk_fixture_count(&f, 4, 0), 0, 0);
    assert_close(pk_fixture_kpi(&f, "revenue"), 4 * 1500 * 2, 1e-12);
    pk_fixture_free(&f);
}

/* Rows of ways that compete are redrawn, scaled in a plan, and told of as probabilities; 20% + 1.8 x 40% is 92% at the
 * middles, and 30% + 90% past 100%. */
static void a_row_past_one_is_told_as_probabilities(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(
        &f,
        "polku: 1\nname: c\nstep: week\nstages: {a: {start: 100%, start_age: new, dwell: 5}, b: {}, c: {}, d: {}}\n"
        "transitions: {a -> b: {share: 100%}, a -> c: {probability: 30% to 50%}, a -> d: {probability: 10% to "
        "30%}}\n",
        "horizon: 3\npopulation: 1000\nengine: expected\nruns: 200\nconversions: {a -> c: x1.8}\n", SERIES);
    bool told = false;
    for (int k = 0; k < f.diag.count; k++) {
        told = told ||
               strstr(f.diag.messages[k].text, "the probabilities out of `a` sum past 100%: they are scaled") != NULL;
    }
    assert_true(told);
    pk_fixture_free(&f);
}

/* ---- one by one ---- */

enum { RUNS = 20000, PEOPLE = 60, STEPS = 8, ROOM = 4 };

typedef struct {
    double sum[STEPS + 1][3], square[STEPS + 1][3];
} pk_tally_of_runs_t;

/* What one would do in a step: 0 stay, 1 by the stay to b, 2 to c, which competes with it. */
static int would_do(pk_stream_t *stream, int age)
{
    const double here = exp(-pow(age / 3.0, 2)), next = exp(-pow((age + 1) / 3.0, 2));
    if (pk_stream_uniform(stream) < 0.3) {
        return 2;
    }
    return pk_stream_uniform(stream) < 1 - next / here ? 1 : 0;
}

/* Both ways out use one unit of ROOM: in a random order, who does not fit stays and is a step older, whatever they
 * drew. */
static void follow_one_by_one(pk_tally_of_runs_t *tally, uint64_t run)
{
    pk_stream_t stream = pk_stream_at(77, run, PK_PURPOSE_MOVE, 0, 0);
    int age[PEOPLE] = {0}, stage[PEOPLE] = {0};
    for (int t = 1; t <= STEPS; t++) {
        int wants[PEOPLE], who[PEOPLE], n = 0;
        for (int k = 0; k < PEOPLE; k++) {
            wants[k] = stage[k] == 0 ? would_do(&stream, age[k]) : 0;
            age[k]++;
            if (wants[k] > 0) {
                who[n++] = k;
            }
        }
        for (int fits = 0; fits < ROOM && n > 0; fits++) {
            const int k = (int)(pk_stream_uniform(&stream) * n);
            stage[who[k]] = wants[who[k]];
            who[k] = who[--n];
        }
        double count[3] = {0};
        for (int k = 0; k < PEOPLE; k++) {
            count[stage[k]]++;
        }
        for (int i = 0; i < 3; i++) {
            tally->sum[t][i] += count[i];
            tally->square[t][i] += count[i] * count[i];
        }
    }
}

/* Means of 20,000 runs of each against each other at every step and stage, and sds where they are not 0: false-alarm
 * rate 1e-6 a comparison (z = 4.89). A count has an sd of about 1 to 2, so a mean that is 0.1 off is caught (7.2
 * standard errors); where those who must wait were drawn anew for the stay, b would hold 1 more. */
static void a_capacity_holds_both_back(void **state)
{
    (void)state;
    static pk_tally_of_runs_t tally;
    for (int run = 0; run < RUNS; run++) {
        follow_one_by_one(&tally, (uint64_t)run);
    }
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: c\nstep: week\nstages: {a: {start: 100%, dwell: 'weibull(2, 3)'}, b: {}, c: {}}\n"
                   "transitions: {a -> b: {share: 100%}, a -> c: {probability: 30%}}\n"
                   "capacity: {crew: {per_step: 4, uses: {a -> b: 1, a -> c: 1}}}\n",
                   "horizon: 8\npopulation: 60\nengine: cohort\nruns: 20000\nseed: 5\n", SERIES);
    for (int t = 1; t <= STEPS; t++) {
        for (int i = 0; i < 3; i++) {
            const pk_summary_t *cell = &f.result.stage_counts[pk_stage_cell(&f.result, t, 0, i)];
            const double mean = tally.sum[t][i] / RUNS, variance = tally.square[t][i] / RUNS - mean * mean;
            assert_true(fabs(cell->mean - mean) <= PK_Z * sqrt(2 * variance / RUNS) + 1e-9);
            if (variance > 0.5) {
                assert_true(fabs(cell->sd * cell->sd / variance - 1) < PK_Z * sqrt(4.0 / RUNS));
            }
        }
    }
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exponential_stay_has_the_closed_form),
        cmocka_unit_test(a_stay_that_surely_ends_has_room_for_others),
        cmocka_unit_test(all_ways_out_moves_the_stay_and_the_others),
        cmocka_unit_test(a_steady_start_counts_both),
        cmocka_unit_test(an_event_of_a_stay_moves_nobody),
        cmocka_unit_test(a_row_past_one_is_told_as_probabilities),
        cmocka_unit_test(a_capacity_holds_both_back),
    };
    return cmocka_run_group_tests_name("competing", tests, NULL, NULL);
}
