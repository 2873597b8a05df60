/* Customers who differ, in the engine of means: who is still there in closed form and against fine numerical integrals,
 * purchases, steady starts, personas, and what is refused. */
#include "engine_fixture.h"

#include <gsl/gsl_sf_gamma.h>

#include "engine/assumptions.h"
#include "engine/nodes.h"
#include "engine/sim.h"

static double still_there(double a, double b, int t)
{
    return exp(gsl_sf_lnbeta(a, b + t) - gsl_sf_lnbeta(a, b));
}

static void run(pk_fixture_t *f, const char *law, const char *more, const char *body)
{
    char model[1024];
    snprintf(model, sizeof model,
             "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
             "stages: {customer: {start: 100%%}, lost: {}}\n"
             "transitions:\n  customer -> lost:\n    probability: varies %s\n%s",
             law, more);
    pk_fixture_run(f, model, body, (pk_run_options_t){.series = true});
}

/* S(t) = B(a, b + t) / B(a, b), exact to the horizon; at 400 steps by 64 groups. */
static void who_is_still_there(void **state)
{
    (void)state;
    static const struct {
        const char *law, *body;
        double a, b, allowed;
        int steps;
    } CASES[] = {{"beta(0.704, 1.182)", "horizon: 12\nengine: expected\nruns: 1\n", 0.704, 1.182, 1e-10, 12},
                 {"beta(mean=20%, n=10)", "horizon: 13\nengine: expected\nruns: 3\n", 2, 8, 1e-10, 13},
                 {"beta(3, 1)", "horizon: 1\nengine: expected\nruns: 1\n", 3, 1, 1e-12, 1},
                 {"beta(0.704, 30)", "horizon: 400\nengine: expected\nruns: 1\n", 0.704, 30, 1e-9, 400}};
    for (int c = 0; c < 4; c++) {
        pk_fixture_t f;
        run(&f, CASES[c].law, "", CASES[c].body);
        for (int t = 0; t <= CASES[c].steps; t++) {
            assert_close(pk_fixture_count(&f, t, 0), 1000 * still_there(CASES[c].a, CASES[c].b, t), CASES[c].allowed);
        }
        pk_fixture_free(&f);
    }
}

/* The law's arguments are drawn: each draw is a curve of its own, and their mean is over draws. */
static void uncertain_arguments(void **state)
{
    (void)state;
    pk_fixture_t f;
    enum { RUNS = 200 };
    run(&f, "beta(uniform(0.5, 1), uniform(1, 2))", "", "horizon: 12\nengine: expected\nruns: 200\nseed: 3\n");
    pk_plan_t plan;
    pk_sim_t sim;
    assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), PK_OK);
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot), sum = 0;
    const pk_numbers_t *book = &f.scenario->model->numbers;
    for (int r = 0; r < RUNS; r++) {
        assert_int_equal(pk_assumptions_draw(&sim, (uint64_t)r, draws, NULL).outcome, PK_DRAW_FINE);
        const double a = pk_number_at(pk_number_find(book, "transitions.customer -> lost.probability.a"), draws, NAN);
        const double b = pk_number_at(pk_number_find(book, "transitions.customer -> lost.probability.b"), draws, NAN);
        sum += 1000 * still_there(a, b, 12);
    }
    assert_close(pk_fixture_count(&f, 12, 0), sum / RUNS, 1e-10);
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

/* A driver doubles each customer's rate: (1 - p)^2 a step, so that S(t) is that of 2 t steps. */
static void drivers_act_on_each(void **state)
{
    (void)state;
    pk_fixture_t f;
    run(&f, "beta(0.704, 1.182)", "levers: {push: {value: 1, effects: {customer -> lost: x2}}}\n",
        "horizon: 12\nengine: expected\nruns: 1\nlevers: {push: 2}\n");
    for (int t = 0; t <= 6; t++) { /* 7 groups are exact to 13 chances */
        assert_close(pk_fixture_count(&f, t, 0), 1000 * still_there(0.704, 1.182, 2 * t), 1e-10);
    }
    pk_fixture_free(&f);
}

/* ---- against fine integrals ---- */

enum { FINE = 20001 };

/* The mean over a law of what `of` makes of a value, by the midpoint rule over its normal score; `a` may be cut at
 * `most`. Exact to some 1e-12 for smooth laws. */
static double mean_over(const char *name, const double *a, double most, double (*of)(double x, const void *context),
                        const void *context)
{
    const pk_law_t *law = pk_law_find(name);
    double sum = 0, whole = 0;
    for (int k = 0; k < FINE; k++) {
        const double z = -8 + 16 * (k + 0.5) / FINE, weight = exp(-z * z / 2);
        sum += weight * of(pk_law_truncated(law, a, 0.5 * erfc(-z / sqrt(2)), 0, most, NULL), context);
        whole += weight;
    }
    return sum / whole;
}

static void run_text(pk_fixture_t *f, const char *stages, const char *transitions, const char *more, const char *body)
{
    char model[2048];
    snprintf(model, sizeof model, "polku: 1\nname: m\nstep: week\npopulation: 1000\nstages: %s\ntransitions:\n%s%s",
             stages, transitions, more);
    pk_fixture_run(f, model, body, (pk_run_options_t){.series = true});
}

static double flow_at(const pk_fixture_t *f, int t, int flow)
{
    return f->result.flow_counts[pk_flow_cell(&f->result, t, 0, flow)].mean;
}

static const char EXPECTED[] = "horizon: 20\nengine: expected\nruns: 1\n";

static double stays_by_rate(double x, const void *steps)
{
    return exp(-x * *(const int *)steps);
}

static double stays_by_chance(double x, const void *steps)
{
    return pow(1 - x, *(const int *)steps);
}

/* A rate: e^-rt over the law. Of a gamma law (1 + scale t)^-shape; `per year` is folded into a week's. */
static void rates_that_differ(void **state)
{
    (void)state;
    static const struct {
        const char *number, *law;
        double a[PK_LAW_ARGUMENTS], factor;
        double (*of)(double x, const void *steps);
    } CASES[] = {{"rate: varies gamma(0.7, 0.2)", "gamma", {0.7, 0.2}, 1, stays_by_rate},
                 {"rate: varies gamma(mean=0.3, sd=0.6)", "gamma", {0.25, 1.2}, 1, stays_by_rate},
                 {"rate: varies exponential(mean=0.1)", "exponential", {0.1}, 1, stays_by_rate},
                 {"rate: varies lognormal(-2, 1)", "lognormal", {-2, 1}, 1, stays_by_rate},
                 {"rate: varies gamma(3, 2) per year", "gamma", {3, 2 * 7 / 365.25}, 1, stays_by_rate},
                 {"rate: varies weibull(1.5, 0.1)", "weibull", {1.5, 0.1}, 1, stays_by_rate},
                 {"probability: varies uniform(0.1, 0.4)", "uniform", {0.1, 0.4}, 1, stays_by_chance},
                 {"probability: varies 2% to 30%", "logitnormal", {0}, 1, stays_by_chance},
                 {"probability: varies lognormal(-2, 0.5)", "lognormal", {-2, 0.5}, 1, stays_by_chance}};
    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        char way[200];
        double a[PK_LAW_ARGUMENTS];
        memcpy(a, CASES[c].a, sizeof a);
        if (strcmp(CASES[c].law, "logitnormal") == 0) { /* the middle of the logits, and z of 95% on either side */
            const double low = log(0.02 / 0.98), high = log(0.3 / 0.7);
            a[0] = (low + high) / 2;
            a[1] = (high - low) / 2 / 1.6448536269514722;
        }
        pk_fixture_t f;
        snprintf(way, sizeof way, "  a -> b:\n    %s\n", CASES[c].number);
        run_text(&f, "{a: {start: 100%}, b: {}}", way, "", EXPECTED);
        for (int t = 0; t <= 20; t++) {
            const double most = CASES[c].of == stays_by_rate ? INFINITY : 1;
            const double expected = 1000 * mean_over(CASES[c].law, a, most, CASES[c].of, &t);
            assert_close(pk_fixture_count(&f, t, 0), expected, 1e-11);
            if (strcmp(CASES[c].law, "gamma") == 0) {
                assert_close(pk_fixture_count(&f, t, 0), 1000 * pow(1 + a[1] * t, -a[0]), 1e-11);
            }
        }
        pk_fixture_free(&f);
    }
}

/* Purchases at a rate of gamma(shape, scale) are negative binomial with the mean shape · scale · t. */
static void purchases_that_differ(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%, role: customer}}",
             "  a -> a:\n    rate: varies gamma(0.55, 0.2)\n    revenue: 10\n", "", EXPECTED);
    for (int t = 1; t <= 20; t++) {
        assert_close(flow_at(&f, t, 0), 1000 * 0.55 * 0.2, 1e-9);
    }
    assert_close(pk_fixture_kpi(&f, "purchases"), 1000 * 0.55 * 0.2 * 20, 1e-8);
    pk_fixture_free(&f);
}

/* The beta-geometric/beta-binomial base of customers, events before moves: E = E[p] Σ B(g, d + i - 1) / B(g, d). Source
 * of the figures: Fader, Hardie and Shang (2010), with their parameters of donors. */
static void customer_base(void **state)
{
    (void)state;
    static const struct {
        int t;
        double expected;
    } KNOWN[] = {{1, .6154}, {6, 2.5463}, {12, 3.9877}};
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%, role: customer}, b: {}}",
             "  a -> b:\n    probability: varies beta(0.66, 2.78)\n"
             "  a -> a:\n    probability: varies beta(1.2, 0.75)\n",
             "", EXPECTED);
    double sum = 0, expected = 0;
    for (int t = 1, known = 0; t <= 20; t++) {
        sum += flow_at(&f, t, 1) / 1000;
        expected += 1.2 / 1.95 * still_there(0.66, 2.78, t - 1);
        assert_close(sum, expected, 1e-10);
        if (known < 3 && KNOWN[known].t == t) {
            assert_close(sum, KNOWN[known++].expected, 5e-5);
        }
    }
    pk_fixture_free(&f);
}

/* Those still there, and who went the other way in a step, where one of two rates is x: r / R (1 - e^-R) e^-R(t-1). */
typedef struct {
    double other;
    int t;
    bool to_other;
} competing_t;

static double of_competing(double x, const void *context)
{
    const competing_t *self = context;
    const double rate = x + self->other;
    return (self->to_other ? self->other : x) / rate * -expm1(-rate) * exp(-rate * (self->t - 1));
}

static double of_competing_chances(double p, const void *context)
{
    const competing_t *self = context;
    const double cut = fmin(1, p + self->other);
    return (self->to_other ? self->other : p) * (cut / (p + self->other)) * pow(1 - cut, self->t - 1);
}

static void ways_that_compete(void **state)
{
    (void)state;
    static const double GAMMA[PK_LAW_ARGUMENTS] = {0.8, 0.25}, BETA[PK_LAW_ARGUMENTS] = {0.7, 2};
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%}, b: {}, c: {}}",
             "  a -> b:\n    rate: varies gamma(0.8, 0.25)\n  a -> c: {rate: 0.1}\n", "", EXPECTED);
    for (int t = 1; t <= 20; t++) {
        for (int way = 0; way < 2; way++) {
            const competing_t one = {0.1, t, way == 1};
            assert_close(flow_at(&f, t, way), 1000 * mean_over("gamma", GAMMA, INFINITY, of_competing, &one), 1e-10);
        }
    }
    pk_fixture_free(&f);
    /* Chances are polynomials, but for the part of customers that passes 1: P(p > 0.8) of beta(0.7, 2) is 2%. */
    run_text(&f, "{a: {start: 100%}, b: {}, c: {}}",
             "  a -> b:\n    probability: varies beta(0.7, 2)\n  a -> c: {probability: 20%}\n", "", EXPECTED);
    for (int t = 1; t <= 20; t++) {
        for (int way = 0; way < 2; way++) {
            const competing_t one = {0.2, t, way == 1};
            assert_close(flow_at(&f, t, way), 1000 * mean_over("beta", BETA, 1, of_competing_chances, &one), 1e-3);
        }
    }
    pk_fixture_free(&f);
}

/* ---- a steady start ---- */

/* Weighting beta(2, 8) by 1/p gives beta(1, 8): 8 / (8 + t) are still there. Those who come have the law as written,
 * and `new` too. */
static void steady_starts(void **state)
{
    (void)state;
    static const char WAYS[] = "  a -> b:\n    probability: varies beta(2, 8)\n";
    for (int steady = 0; steady < 2; steady++) {
        for (int arrive = 0; arrive < 2; arrive++) {
            pk_fixture_t f;
            run_text(&f, steady ? "{a: {start: 100%, start_age: steady}, b: {}}" : "{a: {start: 100%}, b: {}}", WAYS,
                     arrive ? "arrivals: {a: 10}\n" : "", EXPECTED);
            double come = 0;
            for (int t = 0; t <= 20; t++) {
                const double there = steady ? 8.0 / (8 + t) : still_there(2, 8, t);
                assert_close(pk_fixture_count(&f, t, 0), 1000 * there + come, 1e-8);
                come += arrive ? 10 * still_there(2, 8, t) : 0;
            }
            pk_fixture_free(&f);
        }
    }
}

typedef struct {
    int t;
    double other; /* a way out beside */
    double stay;  /* of a dwell time, exponential: who is left of it a step */
    bool rate, weigh;
} stay_t;

/* The mean stay times who is still there after t steps. */
static double weighed(double x, const void *context)
{
    const stay_t *self = context;
    const double left = self->stay * (self->rate ? exp(-x - self->other) : 1 - x - self->other);
    return pow(left, self->t) / (self->weigh ? 1 - left : 1);
}

static double over_stays(const char *law, const double *a, stay_t stay)
{
    stay_t whole = stay;
    whole.t = 0;
    stay.weigh = whole.weigh = true;
    return mean_over(law, a, stay.rate ? INFINITY : 1, weighed, &stay) /
           mean_over(law, a, stay.rate ? INFINITY : 1, weighed, &whole);
}

/* By a rate, beside another way out, out of an exponential stay, per year: the law times the mean stay, by a fine sum.
 */
static void steady_stays(void **state)
{
    (void)state;
    static const struct {
        const char *stage, *ways, *law;
        double a[PK_LAW_ARGUMENTS];
        stay_t stay;
        double allowed;
    } CASES[] = {
        {"{start: 100%, start_age: steady}",
         "  a -> b:\n    rate: varies gamma(4, 0.05)\n",
         "gamma",
         {4, 0.05},
         {.stay = 1, .rate = true},
         1e-9},
        {"{start: 100%, start_age: steady}",
         "  a -> b:\n    rate: varies lognormal(-2, 0.5)\n",
         "lognormal",
         {-2, 0.5},
         {.stay = 1, .rate = true},
         1e-9},
        {"{start: 100%, start_age: steady}",
         "  a -> b:\n    probability: varies beta(5, 60)\n  a -> c: {probability: 4%}\n",
         "beta",
         {5, 60},
         {.stay = 1, .other = 0.04},
         1e-9},
        {"{start: 100%, start_age: steady}",
         "  a -> b:\n    probability: varies beta(5, 60)\n  a -> c: {probability: 0.1%}\n",
         "beta",
         {5, 60},
         {.stay = 1, .other = 0.001},
         1e-9},
        {"{start: 100%, start_age: steady, dwell: exponential(mean=10)}",
         "  a -> b:\n    rate: varies gamma(4, 0.05)\n  a -> c: {share: 100%}\n",
         "gamma",
         {4, 0.05},
         {.stay = 0.90483741803595957, .rate = true},
         1e-9},
    };
    for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
        char stages[200];
        pk_fixture_t f;
        snprintf(stages, sizeof stages, "\n  a: %s\n  b: {}\n  c: {}\n  d: {}", CASES[c].stage);
        run_text(&f, stages, CASES[c].ways, "", EXPECTED);
        for (int t = 0; t <= 20; t++) {
            stay_t stay = CASES[c].stay;
            stay.t = t;
            assert_close(pk_fixture_count(&f, t, 0), 1000 * over_stays(CASES[c].law, CASES[c].a, stay),
                         CASES[c].allowed);
        }
        pk_fixture_free(&f);
    }
}

/* Out of a stay of a fixed length the chances of age 0..5 are those of who is left by the way that varies: a group's
 * ages are (1 - p)^a, and all are gone after 6 steps. Σ over ages of E (1-p)^(a+t) for a + t < 6, over that at t = 0.
 */
static void steady_ages(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%, start_age: steady, dwell: 6}, b: {}, c: {}}",
             "  a -> b:\n    probability: varies beta(0.7, 3)\n  a -> c: {share: 100%}\n", "", EXPECTED);
    double all = 0;
    for (int age = 0; age < 6; age++) {
        all += still_there(0.7, 3, age);
    }
    for (int t = 0; t <= 7; t++) {
        double there = 0;
        for (int age = t; age < 6; age++) {
            there += still_there(0.7, 3, age);
        }
        assert_true(fabs(pk_fixture_count(&f, t, 0) - 1000 * there / all) < 1e-7);
    }
    pk_fixture_free(&f);
}

/* Two numbers out of one steady stage: their joint law weighted by 1 / (p + q), by a grid of their normal scores. */
static void steady_start_of_two(void **state)
{
    (void)state;
    enum { GRID = 400 };
    static const double A[PK_LAW_ARGUMENTS] = {3, 20}, B[PK_LAW_ARGUMENTS] = {4, 40};
    double p[GRID], q[GRID], weight[GRID];
    const pk_law_t *beta = pk_law_find("beta");
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%, start_age: steady}, b: {}, c: {}}",
             "  a -> b:\n    probability: varies beta(3, 20)\n  a -> c:\n    probability: varies beta(4, 40)\n", "",
             EXPECTED);
    double there[21] = {0};
    for (int k = 0; k < GRID; k++) {
        const double z = -8 + 16 * (k + 0.5) / GRID, u = 0.5 * erfc(-z / sqrt(2));
        weight[k] = exp(-z * z / 2);
        p[k] = beta->quantile(A, u);
        q[k] = beta->quantile(B, u);
    }
    for (int k = 0; k < GRID * GRID; k++) {
        const double leave = fmin(1, p[k / GRID] + q[k % GRID]);
        double left = weight[k / GRID] * weight[k % GRID] / leave;
        for (int t = 0; t <= 20; t++, left *= 1 - leave) {
            there[t] += left;
        }
    }
    for (int t = 0; t <= 20; t++) {
        assert_close(pk_fixture_count(&f, t, 0), 1000 * there[t] / there[0], 1e-6);
    }
    pk_fixture_free(&f);
}

/* ---- personas ---- */

typedef struct {
    double factor;
    int t;
} lifted_t;

static double cut_at_one(double p, const void *context)
{
    const lifted_t *self = context;
    return pow(1 - fmin(1, self->factor * p), self->t);
}

/* A factor lifts some customers of a persona past 1, who all leave; another persona has a number of its own. */
static void personas_that_differ(void **state)
{
    (void)state;
    static const double A[PK_LAW_ARGUMENTS] = {1.5, 3};
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%}, b: {}}",
             "  a -> b:\n    probability: varies beta(1.5, 3)\n"
             "    by_persona: {p: {probability: x1.8}, q: {probability: 10%}, r: {probability: x0.5}}\n",
             "personas: {p: {share: 20%}, q: {share: 30%}, r: {share: 40%}, s: {share: rest}}\n", EXPECTED);
    for (int t = 0; t <= 20; t++) {
        const lifted_t lifted = {1.8, t}, lowered = {0.5, t};
        const double expected[] = {200 * mean_over("beta", A, 1, cut_at_one, &lifted), 300 * pow(0.9, t),
                                   400 * mean_over("beta", A, 1, cut_at_one, &lowered), 100 * still_there(1.5, 3, t)};
        double sum = 0;
        for (int g = 0; g < 4; g++) {
            const double there = f.result.stage_counts[pk_stage_cell(&f.result, t, g + 1, 0)].mean;
            assert_close(there, expected[g], g == 0 ? 5e-5 : 1e-9); /* the points of the law see a kink */
            sum += there;
        }
        assert_close(pk_fixture_count(&f, t, 0), sum, 1e-9);
    }
    pk_fixture_free(&f);
}

/* Three numbers together, with a crew that all need and word of mouth: the groups add up, and nobody is lost. The mean
 * of the numbers alone would move others. */
static void three_numbers(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, "{a: {start: 90%}, b: {start: rest}, c: {}}",
             "  a -> b:\n    probability: varies beta(2, 8)\n  b -> c:\n    rate: varies lognormal(-2, 1)\n"
             "  b -> b:\n    rate: varies gamma(0.5, 1)\n    revenue: 5\n  c -> a: {probability: 10%}\n",
             "personas: {p: {share: 40%}, q: {share: rest}}\ncapacity: {crew: {per_step: 60, uses: {a -> b: 1}}}\n"
             "word_of_mouth: {w: {from: b, effects: {a -> b: x2}}}\n",
             EXPECTED);
    for (int t = 1; t <= 20; t++) {
        const double there = pk_fixture_count(&f, t, 0) + pk_fixture_count(&f, t, 1) + pk_fixture_count(&f, t, 2);
        assert_close(there, 1000, 1e-9);
        assert_close(flow_at(&f, t, 2), 0.5 * pk_fixture_count(&f, t - 1, 1), 1e-9);
        assert_true(flow_at(&f, t, 0) <= 60 + 1e-9);
    }
    assert_close(flow_at(&f, 1, 0), 60, 1e-9);
    pk_fixture_free(&f);
}

/* ---- what is told ---- */

static const char *told(const pk_fixture_t *f, const char *words)
{
    for (int k = 0; k < f->diag.count; k++) {
        const char *found = strstr(f->diag.messages[k].text, words);
        if (found != NULL) {
            return found + strlen(words);
        }
    }
    fail_msg("nobody says \"%s\"", words);
    return NULL;
}

/* Two numbers over 200 steps in a model with many personas have few values each; how far off that is, is said, and the
 * run is off by no less and no more. */
static void how_far_off_is_told(void **state)
{
    (void)state;
    char personas[1024] = "personas: {p0: {share: rest}";
    for (int k = 1; k < 40; k++) {
        snprintf(personas + strlen(personas), 40, ", p%d: {share: 1%%}", k);
    }
    strcat(personas, "}\n");
    pk_fixture_t f;
    run_text(&f, "{a: {start: 100%}, b: {}, c: {}}",
             "  a -> b:\n    probability: varies beta(0.7, 6)\n  b -> c:\n    probability: varies beta(2, 6)\n",
             personas, "horizon: 200\nengine: expected\nruns: 1\n");
    double most = 0;
    int step = 0;
    for (int t = 0; t <= 200; t++) {
        const double off = fabs(pk_fixture_count(&f, t, 0) / 1000 - still_there(0.7, 6, t));
        step = off > most ? t : step;
        most = fmax(most, off);
    }
    char *end;
    assert_close(strtod(told(&f, "who is still there is off by up to "), &end) / 100, most, 0.05); /* two digits */
    assert_int_equal(strtol(told(&f, "those who were there first (in step "), &end, 10), step);
    pk_fixture_free(&f);
}

/* P(1.8 p > 1) of beta(1.5, 3), and of two numbers out of one stage P(p + q > 1), uniform and uniform below a half. */
static void who_is_cut_is_told(void **state)
{
    (void)state;
    static const double A[PK_LAW_ARGUMENTS] = {1.5, 3};
    pk_fixture_t f;
    char *end;
    run_text(&f, "{a: {start: 100%}, b: {}}",
             "  a -> b:\n    probability: varies beta(1.5, 3)\n    by_persona: {p: {probability: x1.8}}\n",
             "personas: {p: {share: 20%}, q: {share: rest}}\n", EXPECTED);
    assert_close(strtod(told(&f, "the ways out of a: for "), &end) / 100, pk_law_find("beta")->survival(A, 1 / 1.8),
                 0.03);
    assert_non_null(strstr(end, "of persona p their own number"));
    pk_fixture_free(&f);
    run_text(&f, "{a: {start: 100%}, b: {}, c: {}}",
             "  a -> b:\n    probability: varies uniform(0, 1)\n  a -> c:\n    probability: varies uniform(0, 0.5)\n",
             "", EXPECTED);
    assert_close(strtod(told(&f, "the ways out of a: for "), &end) / 100, 0.25, 0.02);
    pk_fixture_free(&f);
}

/* ---- what is refused ---- */

static void expect_refused(const char *transitions, const char *more, const char *body, const char *expected)
{
    char model[1024];
    snprintf(model, sizeof model,
             "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
             "stages: {a: {start: 100%%}, b: {dwell: 'exponential(mean=3)'}, c: {}}\ntransitions:\n%s%s",
             transitions, more);
    pk_fixture_t f;
    pk_plan_t plan;
    pk_fixture_read(&f, model, body);
    assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), PK_BAD_INPUT);
    const char *told = f.diag.messages[f.diag.count - 1].text;
    if (strstr(told, expected) == NULL) {
        fail_msg("\"%s\" is not in \"%s\"", expected, told);
    }
    pk_plan_free(&plan);
    pk_fixture_free(&f);
}

static void what_is_not_simulated(void **state)
{
    (void)state;
    static const char BODY[] = "horizon: 3\nengine: expected\n";
    static const char ONE[] = "  a -> b:\n    probability: varies beta(1, 2)\n  b -> c: {share: 100%}\n";
    expect_refused("  a -> b: {probability: 1%}\n  b -> c:\n    share: varies beta(1, 2)\n  b -> a: {share: rest}\n",
                   "", BODY, "`varies` on a share");
    expect_refused("  a -> b:\n    rate: varies poisson(2)\n  b -> c: {share: 100%}\n", "", BODY,
                   "`varies` by a law of whole numbers");
    expect_refused("  a -> b:\n    probability: varies beta(1, 2)\n  c -> a:\n    probability: varies beta(1, 2)\n"
                   "  a -> a:\n    rate: varies gamma(1, 2)\n  c -> c:\n    rate: varies gamma(1, 2)\n"
                   "  b -> c: {share: 100%}\n",
                   "", BODY, "`varies` on a fourth number");
    expect_refused(ONE, "", "horizon: 3\nengine: expected\nconversions:\n  a -> b: varies beta(1, 2)\n",
                   "`varies` on a conversion");
    expect_refused("  a -> b:\n    probability: 1%\n    by_persona: {p: {probability: 'varies beta(1, 2)'}}\n"
                   "  b -> c: {share: 100%}\n",
                   "personas: {p: {share: 50%}, q: {share: rest}}\n", BODY, "`varies` on a persona's own number");
    expect_refused("  a -> b:\n    probability: [{until: 1, value: 'varies beta(1, 2)'}, {otherwise: 1%}]\n"
                   "  b -> c: {share: 100%}\n",
                   "", BODY, "`varies` in a schedule");
}

/* Those who would be there for ever are all of those who are there: beta(1, b), gamma of shape 1, a law that begins at
 * 0. Another way out ends it, and so does a law that begins above 0. */
static void steady_starts_without_end(void **state)
{
    (void)state;
    static const char *const ENDLESS[] = {"probability: varies beta(1, 9)", "rate: varies gamma(0.9, 1)",
                                          "probability: varies uniform(0, 1)"};
    static const char *const FINE_ONES[] = {"probability: varies beta(1, 9)\n  a -> c: {probability: 1%}",
                                            "probability: varies uniform(0.01, 1)", "rate: varies lognormal(-3, 2)"};
    for (int c = 0; c < 6; c++) {
        char model[512];
        pk_fixture_t f;
        pk_plan_t plan;
        snprintf(model, sizeof model,
                 "polku: 1\nname: m\nstep: year\npopulation: 1000\n"
                 "stages: {a: {start: 100%%, start_age: steady}, b: {}, c: {}}\ntransitions:\n  a -> b:\n    %s\n",
                 c < 3 ? ENDLESS[c] : FINE_ONES[c - 3]);
        pk_fixture_read(&f, model, "horizon: 3\nengine: expected\n");
        assert_int_equal(pk_plan_compile(f.scenario, &plan, &f.diag), c < 3 ? PK_BAD_INPUT : PK_OK);
        if (c < 3) {
            assert_non_null(strstr(f.diag.messages[f.diag.count - 1].text, "the mean stay has no end"));
            assert_non_null(strstr(f.diag.messages[f.diag.count - 1].hint, "start_age: new"));
        }
        pk_plan_free(&plan);
        pk_fixture_free(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_is_still_there),
        cmocka_unit_test(uncertain_arguments),
        cmocka_unit_test(drivers_act_on_each),
        cmocka_unit_test(rates_that_differ),
        cmocka_unit_test(purchases_that_differ),
        cmocka_unit_test(customer_base),
        cmocka_unit_test(ways_that_compete),
        cmocka_unit_test(steady_starts),
        cmocka_unit_test(steady_stays),
        cmocka_unit_test(steady_ages),
        cmocka_unit_test(steady_start_of_two),
        cmocka_unit_test(personas_that_differ),
        cmocka_unit_test(three_numbers),
        cmocka_unit_test(how_far_off_is_told),
        cmocka_unit_test(who_is_cut_is_told),
        cmocka_unit_test(what_is_not_simulated),
        cmocka_unit_test(steady_starts_without_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
