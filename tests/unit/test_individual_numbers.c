/* Numbers in which customers differ, each customer on his own: who is still there, purchases and the known laws of
 * customer bases in closed form; shares and stays against fine integrals; steady starts; personas cut at 1; drivers;
 * schedules; and the engine of means, whose groups are exact (test_nodes.c).
 *
 * 50 runs of 2,400 people: 120,000 customers who are independent of each other. Counts are compared with the error that
 * the runs show (of a handful in all runs, at least the Poisson law's): z = 4.89 of 50 runs is a false alarm of 1e-5 a
 * number; 7.2 standard errors of a half are 1% of all, of a tenth .6%.
 */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>

#include "engine/agents/tell.h"
#include "model/law/law.h"

enum { PEOPLE = 2400, RUNS = 50, FINE = 4001 };

static double still_there(double a, double b, double t)
{
    return exp(gsl_sf_lnbeta(a, b + t) - gsl_sf_lnbeta(a, b));
}

/* ---- running ---- */

static const char *const AGENTS = "agents", *const EXPECTED = "expected";

static void run_text(pk_fixture_t *f, const char *engine, const char *stages, const char *transitions, const char *more,
                     int steps, const char *plan)
{
    char model[2048], scenario[512];
    snprintf(model, sizeof model, "polku: 1\nname: m\nstep: week\npopulation: %d\nstages: %s\ntransitions:\n%s%s",
             PEOPLE, stages, transitions, more);
    snprintf(scenario, sizeof scenario, "horizon: %d\nengine: %s\nruns: %d\n%s", steps, engine,
             engine == AGENTS ? RUNS : 1, plan);
    pk_fixture_run(f, model, scenario, (pk_run_options_t){.series = true});
}

static void check(const char *what, int t, const pk_summary_t *of, double expected)
{
    char text[120];
    const double few = fmin(expected, PEOPLE - expected);
    const double variance = few < 2 ? fmax(of->sd * of->sd, few) : of->sd * of->sd;
    snprintf(text, sizeof text, "%s, step %d", what, t);
    assert_z_of(text, of->mean, expected, sqrt(variance / RUNS) + 1e-12 * PEOPLE);
}

static void check_stage(const pk_fixture_t *f, int t, int group, int stage, double expected)
{
    check(f->result.stages[stage].name, t, &f->result.stage_counts[pk_stage_cell(&f->result, t, group, stage)],
          expected);
}

/* ---- closed forms ---- */

/* Contracts: S(t) = B(a, b + t) / B(a, b) (Fader and Hardie 2007). */
static void contracts(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, AGENTS, "{a: {start: 100%}, b: {}}", "  a -> b:\n    probability: varies beta(0.704, 1.182)\n", "", 12,
             "");
    for (int t = 1; t <= 12; t++) {
        check_stage(&f, t, 0, 0, PEOPLE * still_there(0.704, 1.182, t));
    }
    pk_fixture_free(&f);
}

/* A rate of a gamma law: (1 + scale t)^-shape. */
static void rates(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, AGENTS, "{a: {start: 100%}, b: {}}", "  a -> b:\n    rate: varies gamma(0.7, 0.2)\n", "", 20, "");
    for (int t = 1; t <= 20; t++) {
        check_stage(&f, t, 0, 0, PEOPLE * pow(1 + 0.2 * t, -0.7));
    }
    pk_fixture_free(&f);
}

/* Rare chances of each's own: 40 of 1e6 people in 40 steps at a chance of 1e-6 on average, of which the Poisson law has
 * less than 1e-5 outside 15 to 73. Read with 16 bits they would be fifteen times as many, or none. */
static void rare_chances(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%}, b: {}}\n"
                   "transitions:\n  a -> b:\n    probability: varies uniform(0.0000005, 0.0000015)\n",
                   "horizon: 40\npopulation: 1000000\nruns: 1\nengine: agents\n", (pk_run_options_t){.series = true});
    const double there = pk_fixture_count(&f, 40, 1);
    print_message("%g of 40 expected\n", there);
    assert_true(there >= 15 && there <= 73);
    pk_fixture_free(&f);
}

/* Two pieces of a schedule are two numbers, independent of each other. */
static void pieces_of_a_schedule(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, AGENTS, "{a: {start: 100%}, b: {}}",
             "  a -> b:\n    probability:\n      - {until: 3, value: 'varies beta(2, 8)'}\n"
             "      - {otherwise: 'varies beta(3, 5)'}\n",
             "", 8, "");
    for (int t = 1; t <= 8; t++) {
        check_stage(&f, t, 0, 0, PEOPLE * still_there(2, 8, fmin(t, 3)) * still_there(3, 5, fmax(0, t - 3)));
    }
    pk_fixture_free(&f);
}

/* ---- purchases of single customers ---- */

enum { MOST = 64 };

typedef struct {
    int flow, until;
    double customers, sum, squares, times[MOST + 1];
} purchases_t;

static void see_purchases(void *context, int worker, const pk_lives_t *lives)
{
    purchases_t *self = context;
    (void)worker;
    long k = 0;
    for (uint32_t who = 0; who < (uint32_t)lives->count; who++) {
        int n = 0;
        for (; k < lives->nhappened && lives->happened[k].who == who; k++) {
            n += lives->happened[k].flow == self->flow && lives->happened[k].step <= self->until;
        }
        self->customers++;
        self->sum += n;
        self->squares += (double)n * n;
        self->times[n < MOST ? n : MOST]++;
    }
}

static purchases_t purchases_of(const pk_fixture_t *f, int flow, int until)
{
    purchases_t seen = {.flow = flow, .until = until};
    pk_plan_t plan;
    pk_diag_t diag = {0};
    assert_int_equal(pk_plan_compile(f->scenario, &plan, &diag), PK_OK);
    for (uint64_t run = 0; run < RUNS; run++) {
        assert_int_equal(
            pk_agents_tell(&plan, run, PK_VECTOR_AUTO, (pk_watcher_t){.see = see_purchases, .context = &seen}, &diag),
            PK_OK);
    }
    pk_plan_free(&plan);
    pk_diag_free(&diag);
    assert_true(seen.customers == (double)RUNS * PEOPLE);
    return seen;
}

/* Purchases at a rate of a gamma law are negative binomial: P(n) = Γ(r+n) / (Γ(r) n!) (1 / (1 + st))^r (st / (1 +
 * st))^n. Chi-square of 400,000 customers' numbers after 8 steps, false alarm 1e-6. */
static void purchases_are_negative_binomial(void **state)
{
    (void)state;
    const double r = 0.55, st = 0.4 * 8;
    pk_fixture_t f;
    run_text(&f, AGENTS, "{a: {start: 100%, role: customer}}", "  a -> a:\n    rate: varies gamma(0.55, 0.4)\n", "", 8,
             "");
    const purchases_t seen = purchases_of(&f, 0, 8);
    double statistic = 0, p = pow(1 + st, -r), rest = 1;
    int cells = 0;
    for (int n = 0; n < MOST; n++) {
        const double expected = p * seen.customers;
        if (expected < 20) {
            break;
        }
        statistic += (seen.times[n] - expected) * (seen.times[n] - expected) / expected;
        rest -= p;
        p *= (r + n) / (n + 1) * st / (1 + st);
        cells++;
    }
    double others = seen.customers;
    for (int n = 0; n < cells; n++) {
        others -= seen.times[n];
    }
    statistic += (others - rest * seen.customers) * (others - rest * seen.customers) / (rest * seen.customers);
    assert_true(cells > 10);
    if (gsl_cdf_chisq_Q(statistic, cells) < 1e-6) {
        fail_msg("chi-square %.1f of %d", statistic, cells);
    }
    pk_fixture_free(&f);
}

/* The beta-geometric/beta-binomial base of customers (Fader, Hardie and Shang 2010), events before moves: the mean,
 * E[p] Σ B(g, d + i - 1) / B(g, d), and nobody's purchases, E over both of (1-p)^T (1-q)^T + Σ q (1-q)^(i-1) (1-p)^i.
 */
static void customer_base(void **state)
{
    (void)state;
    static const struct {
        int t;
        double expected;
    } KNOWN[] = {{1, .6154}, {6, 2.5463}, {12, 3.9877}};
    pk_fixture_t f;
    run_text(
        &f, AGENTS, "{a: {start: 100%, role: customer}, b: {}}",
        "  a -> b:\n    probability: varies beta(0.66, 2.78)\n  a -> a:\n    probability: varies beta(1.2, 0.75)\n", "",
        12, "");
    for (int k = 0; k < 3; k++) {
        const purchases_t seen = purchases_of(&f, 1, KNOWN[k].t);
        const double n = seen.customers, mean = seen.sum / n;
        double expected = 0, never = still_there(1.2, 0.75, KNOWN[k].t) * still_there(0.66, 2.78, KNOWN[k].t);
        for (int i = 1; i <= KNOWN[k].t; i++) {
            expected += 1.2 / 1.95 * still_there(0.66, 2.78, i - 1);
            const double goes = still_there(0.66, 2.78, i - 1) - still_there(0.66, 2.78, i);
            never += goes * still_there(1.2, 0.75, i);
        }
        assert_near(expected, KNOWN[k].expected, 5e-5);
        assert_z(mean, expected, sqrt((seen.squares / n - mean * mean) / n));
        assert_z(seen.times[0] / n, never, sqrt(never * (1 - never) / n));
    }
    pk_fixture_free(&f);
}

/* ---- against fine integrals ---- */

/* The mean over a law of what `of` makes of a value, by the midpoint rule over its normal score. */
static double mean_over(const char *name, double a, double b, double (*of)(double x, const void *context),
                        const void *context)
{
    const pk_law_t *law = pk_law_find(name);
    const double arguments[PK_LAW_ARGUMENTS] = {a, b};
    double sum = 0, whole = 0;
    for (int k = 0; k < FINE; k++) {
        const double z = -8 + 16 * (k + 0.5) / FINE, weight = exp(-z * z / 2);
        sum += weight * of(law->quantile(arguments, 0.5 * erfc(-z / sqrt(2))), context);
        whole += weight;
    }
    return sum / whole;
}

typedef struct {
    double shape;
    int t;
    bool ages; /* the sum over the ages that they may have had at the start */
} stay_t;

static double stays_on(double scale, const void *context)
{
    const stay_t *self = context;
    double sum = 0;
    for (int age = self->t; age == self->t || self->ages; age++) {
        const double left = exp(-pow(age / scale, self->shape));
        sum += left;
        if (left < 1e-15 || age > 20000) {
            break;
        }
    }
    return sum;
}

/* The sanitizers are many times slower: one law. */
#ifdef __SANITIZE_ADDRESS__
enum { LAWS = 1 };
#else
enum { LAWS = 3 };
#endif

/* Each who enters has a scale of his own: of those who have just come the law as written; of a steady start the law
 * weighted by the mean stay, and ages that fit it: Σ over ages E S(age + t) over Σ E S(age). */
static void stays_of_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *dwell, *law;
        double a, b, shape;
    } CASES[] = {{"exponential(mean=varies gamma(4, 3))", "gamma", 4, 3, 1},
                 {"weibull(shape=2, scale=varies gamma(4, 3))", "gamma", 4, 3, 2},
                 {"weibull(shape=3, scale=varies uniform(3, 20))", "uniform", 3, 20, 3}};
    for (int c = 0; c < LAWS; c++) {
        for (int steady = 0; steady < 2; steady++) {
            char stages[300];
            pk_fixture_t f;
            snprintf(stages, sizeof stages, "{a: {start: 100%%, dwell: '%s'%s}, b: {}}", CASES[c].dwell,
                     steady ? ", start_age: steady" : "");
            run_text(&f, AGENTS, stages, "  a -> b: {share: 100%}\n", "", 20, "");
            stay_t stay = {.shape = CASES[c].shape, .ages = steady};
            const double whole = mean_over(CASES[c].law, CASES[c].a, CASES[c].b, stays_on, &stay);
            for (stay.t = 1; stay.t <= 20; stay.t++) {
                check_stage(&f, stay.t, 0, 0,
                            PEOPLE * mean_over(CASES[c].law, CASES[c].a, CASES[c].b, stays_on, &stay) / whole);
            }
            pk_fixture_free(&f);
        }
    }
}

/* Whoever leaves comes back with a share of his own, or goes for good: after t stays of one step E q^t = B(2+t, 3) /
 * B(2, 3). The same where the share is one out of an instant stage, or half of all come to that stage. */
static void shares_of_their_own(void **state)
{
    (void)state;
    static const struct {
        const char *stages, *ways;
        double part;
    } CASES[] = {{"{a: {start: 100%, dwell: 1}, b: {}}",
                  "  a -> a:\n    share: varies beta(2, 3)\n  a -> b: {share: rest}\n", 1},
                 {"{a: {start: 100%, dwell: 1}, i: {dwell: 0}, b: {}}",
                  "  a -> i: {share: 100%}\n  i -> a:\n    share: varies beta(2, 3)\n  i -> b: {share: rest}\n", 1},
                 {"{a: {start: 100%}, i: {dwell: 0}, j: {dwell: 0}, b: {}}",
                  "  a -> i: {probability: 100%}\n  i -> j: {share: 50%}\n  i -> b: {share: rest}\n"
                  "  j -> a:\n    share: varies beta(2, 3)\n  j -> b: {share: rest}\n",
                  0.5}};
    for (int c = 0; c < 3; c++) {
        pk_fixture_t f;
        run_text(&f, AGENTS, CASES[c].stages, CASES[c].ways, "", 6, "");
        for (int t = 1; t <= 6; t++) {
            check_stage(&f, t, 0, 0, PEOPLE * pow(CASES[c].part, t) * still_there(3, 2, t));
        }
        pk_fixture_free(&f);
    }
}

/* ---- steady starts ---- */

/* Weighting beta(2, 8) by 1/p gives beta(1, 8): 8 / (8 + t) are still there, 40% after 12 steps; of those who come, and
 * with `start_age: new`, the law as written, 17%. */
static void steady_starts(void **state)
{
    (void)state;
    for (int steady = 0; steady < 2; steady++) {
        pk_fixture_t f;
        run_text(&f, AGENTS, steady ? "{a: {start: 100%, start_age: steady}, b: {}}" : "{a: {start: 100%}, b: {}}",
                 "  a -> b:\n    probability: varies beta(2, 8)\n", "arrivals: {a: 500}\n", 12, "");
        double come = 0;
        for (int t = 1; t <= 12; t++) {
            come += 500 * still_there(2, 8, t - 1);
            const double there = steady ? 8.0 / (8 + t) : still_there(2, 8, t);
            check_stage(&f, t, 0, 0, PEOPLE * there + come);
        }
        pk_fixture_free(&f);
    }
}

/* 1/p of beta(0.9, 8) has no mean. */
static void an_endless_start(void **state)
{
    (void)state;
    pk_fixture_t f;
    const pk_run_options_t options = {.runs = 2};
    pk_fixture_read(&f,
                    "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                    "stages: {a: {start: 100%, start_age: steady}, b: {}}\n"
                    "transitions:\n  a -> b:\n    probability: varies beta(0.9, 8)\n",
                    "horizon: 3\nengine: agents\n");
    assert_int_not_equal(pk_run(f.scenario, &options, &f.result, &f.diag), PK_OK);
    assert_true(f.diag.count > 0 && strstr(f.diag.messages[f.diag.count - 1].text, "the mean stay has no end") != NULL);
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

static double above_one(double p, const void *context)
{
    return p * ((const lifted_t *)context)->factor > 1;
}

/* The part of the customers in the warning that rows were cut. */
static double told_part(const pk_fixture_t *f)
{
    for (int k = 0; k < f->result.nwarning; k++) {
        if (strstr(f->result.warnings[k], "cut at 1") != NULL) {
            return strtod(f->result.warnings[k] + strcspn(f->result.warnings[k], "0123456789"), NULL) / 100;
        }
    }
    fail_msg("nobody says who was cut");
    return NAN;
}

/* A factor lifts some customers of a persona past 1, who leave at once; how many is said. */
static void a_factor_cuts_at_one(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, AGENTS, "{a: {start: 100%}, b: {}}",
             "  a -> b:\n    probability: varies beta(1.5, 3)\n"
             "    by_persona: {p: {probability: x1.8}, q: {probability: 10%}, r: {probability: x0.5}}\n",
             "personas: {p: {share: 25%}, q: {share: 25%}, r: {share: 25%}, s: {share: rest}}\n", 8, "");
    for (int t = 1; t <= 8; t++) {
        const lifted_t lifted = {1.8, t}, lowered = {0.5, t};
        check_stage(&f, t, 1, 0, PEOPLE / 4.0 * mean_over("beta", 1.5, 3, cut_at_one, &lifted));
        check_stage(&f, t, 2, 0, PEOPLE / 4.0 * pow(0.9, t));
        check_stage(&f, t, 3, 0, PEOPLE / 4.0 * mean_over("beta", 1.5, 3, cut_at_one, &lowered));
        check_stage(&f, t, 4, 0, PEOPLE / 4.0 * still_there(1.5, 3, t));
    }
    const double part = told_part(&f), lives = RUNS * PEOPLE;
    const double expected = 0.25 * mean_over("beta", 1.5, 3, above_one, &(lifted_t){.factor = 1.8});
    assert_z(part, expected, sqrt(expected / lives) + 5e-4); /* three digits of a percent */
    pk_fixture_free(&f);
}

/* ---- drivers ---- */

/* A lever doubles each customer's rate: (1 - p)^2 a step. */
static void a_lever_doubles_each(void **state)
{
    (void)state;
    pk_fixture_t f;
    run_text(&f, AGENTS, "{a: {start: 100%}, b: {}}", "  a -> b:\n    probability: varies beta(0.704, 1.182)\n",
             "levers: {push: {value: 1, effects: {a -> b: x2}}}\n", 12, "levers: {push: 2}\n");
    for (int t = 1; t <= 12; t++) {
        check_stage(&f, t, 0, 0, PEOPLE * still_there(0.704, 1.182, 2 * t));
    }
    pk_fixture_free(&f);
}

/* ---- the engine of means ---- */

/* All counts and flows of all steps, by persona too. */
static void agree_with_means(const char *stages, const char *transitions, const char *more, const char *plan)
{
    pk_fixture_t agents, means;
    run_text(&agents, AGENTS, stages, transitions, more, 15, plan);
    run_text(&means, EXPECTED, stages, transitions, more, 15, plan);
    const pk_result_t *a = &agents.result, *m = &means.result;
    assert_int_equal(a->ngroup, m->ngroup);
    for (int t = 1; t <= 15; t++) {
        for (int g = 0; g < a->ngroup; g++) {
            for (int i = 0; i < a->nstage; i++) {
                const long cell = pk_stage_cell(a, t, g, i);
                check(a->stages[i].name, t, &a->stage_counts[cell], m->stage_counts[cell].mean);
            }
            for (int k = 0; k < a->nflow; k++) {
                const long cell = pk_flow_cell(a, t, g, k);
                check(a->flows[k].to, t, &a->flow_counts[cell], m->flow_counts[cell].mean);
            }
        }
    }
    pk_fixture_free(&agents);
    pk_fixture_free(&means);
}

/* Ways that compete, one out of a stay, an event of each's own, customers who come back, personas, a season, a channel
 * that adds and one that multiplies, and a conversion. */
static void means_of_a_journey(void **state)
{
    (void)state;
    agree_with_means("{a: {start: 60%}, b: {start: rest, start_age: steady, dwell: 'weibull(2, 6)'}, c: {}}",
                     "  a -> b:\n    probability: varies beta(3, 8)\n    by_persona: {q: {probability: x1.5}}\n"
                     "  a -> c: {probability: 5%}\n"
                     "  b -> c:\n    rate: varies lognormal(-3, 1)\n  b -> b:\n    rate: varies gamma(0.5, 1)\n"
                     "  b -> a: {share: 100%}\n  c -> a: {probability: 20%}\n",
                     "personas: {p: {share: 30%}, q: {share: rest}}\narrivals: {a: 30}\n"
                     "seasons: {s: {by_month: [1, 1, 1.5, 1, 1, 1, 1, 0.8, 1, 1, 1, 1], effects: [a -> b, b -> b]}}\n"
                     "channels: {tv: {spend: 100, saturation: {half: 300}, effects: {a -> b: +3%, b -> c: x2}}}\n",
                     "start: 2026-01-15\nconversions: {a -> b: x0.8}\nspend: {tv: 400}\n");
}

/* Laws weighted by the mean stay: a rate beside another way out, a probability beside one, out of an exponential stay,
 * personas apart. */
static void means_of_steady_starts(void **state)
{
    (void)state;
    static const struct {
        const char *stage, *ways, *more;
    } CASES[] = {{"{start: 100%, start_age: steady}", "  a -> b:\n    rate: varies gamma(4, 0.05)\n", ""},
                 {"{start: 100%, start_age: steady}",
                  "  a -> b:\n    probability: varies beta(5, 60)\n    by_persona: {q: {probability: x3}}\n  a -> c: "
                  "{probability: 4%}\n",
                  "personas: {p: {share: 30%}, q: {share: rest}}\n"},
                 {"{start: 100%, start_age: steady, dwell: exponential(mean=10)}",
                  "  a -> b:\n    rate: varies gamma(4, 0.05)\n  a -> c: {share: 100%}\n", ""},
                 {"{start: 100%, start_age: steady, dwell: 6}",
                  "  a -> b:\n    probability: varies beta(0.7, 3)\n  a -> c: {share: 100%}\n", ""}};
    for (int c = 0; c < 4; c++) {
        char stages[200];
        snprintf(stages, sizeof stages, "\n  a: %s\n  b: {}\n  c: {}", CASES[c].stage);
        agree_with_means(stages, CASES[c].ways, CASES[c].more, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contracts),
        cmocka_unit_test(rates),
        cmocka_unit_test(rare_chances),
        cmocka_unit_test(pieces_of_a_schedule),
        cmocka_unit_test(purchases_are_negative_binomial),
        cmocka_unit_test(customer_base),
        cmocka_unit_test(stays_of_their_own),
        cmocka_unit_test(shares_of_their_own),
        cmocka_unit_test(steady_starts),
        cmocka_unit_test(an_endless_start),
        cmocka_unit_test(a_factor_cuts_at_one),
        cmocka_unit_test(a_lever_doubles_each),
        cmocka_unit_test(means_of_a_journey),
        cmocka_unit_test(means_of_steady_starts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
