/* What a result tells of its assumptions: text as written, source and note, what the draws came to, and the
 * probabilities of today. */
#include "engine_fixture.h"

static const char *const MODEL = "polku: 1\n"
                                 "name: Small\n"
                                 "step: week\n"
                                 "population: 1000\n"
                                 "probabilities: PROBABILITIES\n"
                                 "stages:\n"
                                 "  a: {role: prospect, start: rest, note: from the census}\n"
                                 "  b: {role: customer, start: 20%, dwell: 4}\n"
                                 "  c: {role: lost}\n"
                                 "personas:\n"
                                 "  p: {share: 60%}\n"
                                 "  q: {share: rest}\n"
                                 "transitions:\n"
                                 "  a->b:\n"
                                 "    probability: 10%\n"
                                 "    by_persona: {q: {probability: x2}}\n"
                                 "    revenue: {value: 40 to 60, source: books, note: without tax}\n"
                                 "    note: own assumption\n"
                                 "  a -> c: {probability: 20% per year}\n"
                                 "  b -> a: {share: 75%}\n"
                                 "  b -> c: {share: rest}\n"
                                 "  c -> c: {rate: 2.6 per year}\n"
                                 "channels:\n"
                                 "  radio: {spend: 100, saturation: {half: 100}, effects: {a -> b: x3}}\n"
                                 "arrivals: {a: 5}\n";

static void run(pk_fixture_t *self, const char *meaning, const char *scenario)
{
    static const char mark[] = "PROBABILITIES";
    char model[2000];
    const char *at = strstr(MODEL, mark);
    snprintf(model, sizeof model, "%.*s%s%s", (int)(at - MODEL), MODEL, meaning, at + strlen(mark));
    const pk_run_options_t options = {.series = true, .threads = 1};
    pk_fixture_run(self, model, scenario, options);
}

static const pk_result_assumption_t *find(const pk_result_t *r, const char *path)
{
    for (int i = 0; i < r->nassumption; i++) {
        if (strcmp(r->assumptions[i].path, path) == 0) {
            return &r->assumptions[i];
        }
    }
    return NULL;
}

static void test_as_written(void **state)
{
    (void)state;
    pk_fixture_t self;
    run(&self, "today",
        "horizon: 8\nruns: 2000\nspend: {radio: [{until: 2, total: 500}, {otherwise: 20, note: less}]}\n"
        "assume: {transitions.c -> c.rate: [{until: 2, value: 0.1}, {otherwise: 0.05}]}\n");
    const pk_result_t *r = &self.result;
    const pk_result_assumption_t *a = find(r, "transitions.a -> b.revenue");
    assert_string_equal(a->text, "40 to 60");
    assert_string_equal(a->source, "books");
    assert_string_equal(a->note, "without tax");
    assert_true(a->uncertain && !a->share);
    /* 40 to 60 is the central 90% interval of a lognormal law: sigma = ln(1.5) / (2 x 1.64485) = 0.12325, mean
     * sqrt(2400) exp(sigma²/2) = 49.3633. Of 2,000 draws the mean's standard error is 0.136 and those of the 5% and 95%
     * points sqrt(0.05 x 0.95 / 2000) over the density there, 0.233 and 0.349; z = 4.89 */
    assert_near(a->mean, 49.3633, 0.136 * PK_Z);
    assert_near(a->p05, 40, 0.233 * PK_Z);
    assert_near(a->p95, 60, 0.349 * PK_Z);

    a = find(r, "transitions.a -> b.probability");
    assert_string_equal(a->text, "10%");
    assert_string_equal(a->source, "");
    assert_string_equal(a->note, "own assumption"); /* that of the transition */
    assert_true(!a->uncertain && a->share && a->mean == 0.1);
    assert_string_equal(find(r, "transitions.a -> b.by_persona.q.probability")->text, "x2");
    assert_string_equal(find(r, "stages.b.start")->note, "");

    a = find(r, "transitions.c -> c.rate");
    assert_string_equal(a->text, "until 2, value 0.1; otherwise 0.05");
    assert_true(isnan(a->mean));
    assert_null(find(r, "transitions.c -> c.rate.otherwise")); /* told with the whole */
    assert_null(find(r, "spend.radio"));                       /* what is planned is not assumed */
    assert_null(find(r, "transitions.a -> b.revenue.mu"));     /* what `40 to 60` comes to is not written */
    pk_fixture_free(&self);
}

/* The product of a number and a factor is told as that. */
static void test_assume(void **state)
{
    (void)state;
    pk_fixture_t self;
    run(&self, "today", "horizon: 2\nruns: 2\nassume: {channels.radio.saturation.half: x1.5}\n");
    const pk_result_assumption_t *a = find(&self.result, "channels.radio.saturation.half");
    assert_string_equal(a->text, "x1.5 of 100");
    assert_true(a->mean == 150);
    pk_fixture_free(&self);
}

/* With `today` a flow is what is written: 10% of persona p (60% of those there at the start), 20% of q (40%). */
static void test_today(void **state)
{
    (void)state;
    pk_fixture_t self;
    run(&self, "today", "horizon: 1\nruns: 3\nspend: {radio: 0}\n");
    const pk_result_t *r = &self.result;
    assert_near(r->flow_today[0].mean, 0.6 * 0.1 + 0.4 * 0.2, 1e-12);
    assert_near(r->flow_today[1].mean, -expm1(log(0.8) * 7 / 365.25), 1e-12); /* 20% a year */
    assert_int_equal(r->flows[0].meaning, PK_FLOW_PROBABILITY);
    assert_near(r->flow_today[2].mean, 0.75, 1e-12);
    assert_int_equal(r->flows[2].meaning, PK_FLOW_SHARE);
    assert_near(r->flow_today[4].mean, 2.6 * 7 / 365.25, 1e-12);
    assert_int_equal(r->flows[4].meaning, PK_FLOW_REPEATS);
    assert_near(r->flow_today[5].mean, 5, 1e-12);
    assert_int_equal(r->flows[5].meaning, PK_FLOW_ARRIVALS);
    pk_fixture_free(&self);
}

/* Half are p and half q, of whom ten times as many reach b: those who leave b are mostly q, all of whom go to c. The
 * recursion of the two personas by hand (5% or 50% to b, three steps there at age 0 to 2, shares 60% and 100%). */
static void test_shares_are_of_those_who_leave(void **state)
{
    (void)state;
    enum { STEPS = 52 };
    pk_fixture_t self;
    static const char model[] = "polku: 1\nname: m\nstep: week\nstages: {a: {start: 100%}, b: {dwell: 3}, c: {}}\n"
                                "personas: {p: {share: 50%}, q: {share: rest}}\n"
                                "transitions:\n"
                                "  a -> b: {probability: 5%, by_persona: {q: {probability: 50%}}}\n"
                                "  b -> c: {share: 60%, by_persona: {q: {share: 100%}}}\n"
                                "  b -> a: {share: rest}\n"
                                "  c -> a: {probability: 2%, by_persona: {q: {probability: 20%}}}\n";
    static const double to_b[] = {0.05, 0.5}, to_c[] = {0.6, 1}, back[] = {0.02, 0.2};
    double left[2] = {0}, gone = 0;
    for (int g = 0; g < 2; g++) {
        double a = 1, b[3] = {0}, c = 0;
        for (int t = 0; t < STEPS; t++) {
            const double in = a * to_b[g], out = b[2], home = c * back[g];
            a += out * (1 - to_c[g]) + home - in;
            c += out * to_c[g] - home;
            b[2] = b[1], b[1] = b[0], b[0] = in;
            left[g] += out;
        }
        gone += left[g] * to_c[g];
    }
    pk_fixture_run(&self, model, "horizon: 52\npopulation: 1000\nruns: 1\nengine: expected\n",
                   (pk_run_options_t){.threads = 1, .series = true});
    assert_near(self.result.flow_today[1].mean, gone / (left[0] + left[1]), 1e-9);
    pk_fixture_free(&self);
}

/* The probability of the first of two ways with p and q written (P = p + q, rates -ln(1-P) p/P and -ln(1-P) q/P) whose
 * rate is multiplied by m. */
static double competing(double p, double q, double m)
{
    const double sum = p + q, first = -m * log1p(-sum) * p / sum, second = -log1p(-sum) * q / sum;
    return first / (first + second) * -expm1(-first - second);
}

/* Without marketing, today's spend of 100 at a half-saturation of 100 makes x3 a factor of 1 + (3 - 1)/2 = 2. */
static void test_without_marketing(void **state)
{
    (void)state;
    pk_fixture_t self;
    run(&self, "without_marketing", "horizon: 1\nruns: 3\nspend: {radio: 0}\n");
    const double lost = -expm1(log(0.8) * 7 / 365.25);
    assert_near(self.result.flow_today[0].mean, 0.6 * competing(0.1, lost, 2) + 0.4 * competing(0.2, lost, 2), 1e-12);
    pk_fixture_free(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_written), cmocka_unit_test(test_assume), cmocka_unit_test(test_today),
        cmocka_unit_test(test_shares_are_of_those_who_leave), cmocka_unit_test(test_without_marketing)};
    return cmocka_run_group_tests_name("outcome_assumptions", tests, NULL, NULL);
}
