/* The filter's log likelihood against the exact one: in closed form where everything that moves is observed, and by a
 * particle filter (a twin of the journey, written from models/README.md) where it is not.
 *
 * Particles carry whole people; an observed flow weighs them by its binomial law and the rest is drawn given it. With
 * 3,000 particles the log likelihood of 52 weeks has an error of about .1 (printed, from repetitions); the filter may
 * be further off by what its normal laws leave out. What a fit sees are differences between settings of a number: these
 * are compared, too. */
#include "observed.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

enum { WEEKS = 52, PARTICLES = 3000, REPEATS = 4, UNAWARE = 0, NEED, LEAD, CUSTOMER, LOYAL, STAGES };

/* ---- the twin ---- */

typedef struct {
    double enter, buy; /* unaware -> need, lead -> customer */
    double talk;       /* word of mouth: + so much on unaware -> need, half-saturated at 2% */
    double crew;       /* 0: none */
} pk_twin_t;

/* What is observed of it; a flow's number is NAN where it is not. */
typedef struct {
    double ask[WEEKS + 1], buy[WEEKS + 1], customers[WEEKS + 1];
} pk_data_t;

typedef struct {
    double n[STAGES];
} pk_particle_t;

static double draw(gsl_rng *luck, double p, double n)
{
    return n <= 0 || p <= 0 ? 0 : p >= 1 ? n : gsl_ran_binomial(luck, p, (unsigned)n);
}

static double log_binomial(double k, double n, double p)
{
    if (k < 0 || k > n) {
        return -INFINITY;
    }
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * log(p) + (n - k) * log1p(-p);
}

/* Those who want to buy, given what was seen of it; adds to the weight. */
static double wish(gsl_rng *luck, const pk_twin_t *numbers, double n, double seen, double *weight)
{
    if (isnan(seen)) {
        return draw(luck, numbers->buy, n);
    }
    if (numbers->crew == 0 || seen < numbers->crew) {
        *weight += log_binomial(seen, n, numbers->buy);
        return seen;
    }
    const double chance = n < seen ? 0 : gsl_cdf_binomial_Q((unsigned)seen - 1, numbers->buy, (unsigned)n);
    *weight += log(chance);
    double wished = seen;
    for (int k = 0; chance > 0 && k < 10000; k++) { /* by rejection */
        wished = draw(luck, numbers->buy, n);
        if (wished >= seen) {
            return wished;
        }
    }
    return seen;
}

static double move(gsl_rng *luck, const pk_twin_t *numbers, pk_particle_t *at, const pk_data_t *data, int t)
{
    double *n = at->n, weight = 0;
    const double share = n[LOYAL] / 40000, heard = share / (share + 0.02);
    const double enter = -expm1(log1p(-numbers->enter) + (numbers->talk > 0 ? log1p(-numbers->talk) * heard : 0));
    const double entered = draw(luck, enter, n[UNAWARE]);
    const double asked = isnan(data->ask[t]) ? draw(luck, 0.1, n[NEED]) : data->ask[t];
    weight += isnan(data->ask[t]) ? 0 : log_binomial(asked, n[NEED], 0.1);
    const double wished = wish(luck, numbers, n[LEAD], data->buy[t], &weight);
    if (weight == -INFINITY) {
        return weight;
    }
    const double lost = draw(luck, 0.1 / (1 - numbers->buy), n[LEAD] - wished);
    const double bought = numbers->crew > 0 && wished > numbers->crew ? numbers->crew : wished;
    double left = draw(luck, 0.05, n[CUSTOMER]);
    if (!isnan(data->customers[t])) {
        left = n[CUSTOMER] + bought - data->customers[t];
        weight += log_binomial(left, n[CUSTOMER], 0.05);
    }
    const double stayed = weight == -INFINITY ? 0 : draw(luck, 0.6, left), faded = draw(luck, 0.01, n[LOYAL]);
    const double change[STAGES] = {lost + left - stayed + faded - entered, entered - asked, asked - bought - lost,
                                   bought - left, stayed - faded};
    for (int i = 0; i < STAGES; i++) {
        n[i] += change[i];
    }
    return weight;
}

/* Systematic resampling by weight. */
static void resample(gsl_rng *luck, pk_particle_t *at, pk_particle_t *room, const double *weight, double sum)
{
    double u = gsl_rng_uniform(luck) * sum / PARTICLES, reached = weight[0];
    int from = 0;
    for (int k = 0; k < PARTICLES; k++, u += sum / PARTICLES) {
        while (reached < u && from < PARTICLES - 1) {
            reached += weight[++from];
        }
        room[k] = at[from];
    }
    memcpy(at, room, PARTICLES * sizeof *at);
}

static double by_particles(const pk_twin_t *numbers, const pk_data_t *data, unsigned long seed)
{
    gsl_rng *luck = gsl_rng_alloc(gsl_rng_taus2);
    gsl_rng_set(luck, seed);
    pk_particle_t *at = malloc(PARTICLES * sizeof *at), *room = malloc(PARTICLES * sizeof *room);
    double *weight = malloc(PARTICLES * sizeof *weight), log_likelihood = 0;
    for (int k = 0; k < PARTICLES; k++) {
        at[k] = (pk_particle_t){{38400, 800, 200, 400, 200}};
    }
    for (int t = 1; t <= WEEKS; t++) {
        double top = -INFINITY, sum = 0;
        for (int k = 0; k < PARTICLES; k++) {
            weight[k] = move(luck, numbers, &at[k], data, t);
            top = fmax(top, weight[k]);
        }
        for (int k = 0; k < PARTICLES; k++) {
            weight[k] = exp(weight[k] - top);
            sum += weight[k];
        }
        log_likelihood += top + log(sum / PARTICLES);
        resample(luck, at, room, weight, sum);
    }
    free(at);
    free(room);
    free(weight);
    gsl_rng_free(luck);
    return log_likelihood;
}

/* ---- the filter on the same journey ---- */

#define FIVE                                                                                                           \
    "polku: 1\nname: test\nstep: week\npopulation: 40000\nprobabilities: without_marketing\n"                          \
    "stages: {unaware: {start: rest}, need: {start: 2%}, lead: {start: 0.5%}, customer: {start: 1%}, "                 \
    "loyal: {start: 0.5%}}\n"                                                                                          \
    "transitions: {unaware -> need: {probability: 0.3%}, need -> lead: {probability: 10%}, "                           \
    "lead -> customer: {probability: 30%}, lead -> unaware: {probability: 10%}, "                                      \
    "customer -> loyal: {probability: 3%}, customer -> unaware: {probability: 2%}, "                                   \
    "loyal -> unaware: {probability: 1%}}\n"

typedef struct {
    const char *name, *model;
    pk_twin_t numbers;
    pk_watched_t watched[3];
    const char *path; /* of the number that moves */
    double to[2];     /* and where to: some sds of its posterior */
    double allowed;   /* of the log likelihood and of its differences, on top of the particles' error */
} pk_case_t;

#define SUM(what, steps)                                                                                               \
    {                                                                                                                  \
        .name = what, .every = steps                                                                                   \
    }

static const pk_case_t CASES[] = {
    {"no feedback, two flows",
     FIVE,
     {0.003, 0.3, 0, 0},
     {SUM("need -> lead", 1), SUM("lead -> customer", 1)},
     "transitions.unaware -> need.probability",
     {0.0029, 0.0031},
     0.3},
    {"no feedback, flow and stage",
     FIVE,
     {0.003, 0.3, 0, 0},
     {SUM("lead -> customer", 1), SUM("customer", 4)},
     "transitions.lead -> customer.probability",
     {0.28, 0.32},
     0.5},
    {"word of mouth, two flows",
     FIVE "word_of_mouth: {talk: {from: loyal, saturation: {half: 2%}, effects: {unaware -> need: +2%}}}\n",
     {0.003, 0.3, 0.02, 0},
     {SUM("need -> lead", 1), SUM("lead -> customer", 1)},
     "word_of_mouth.talk.effects.unaware -> need",
     {0.019, 0.021},
     0.3},
    {"crew, observed",
     FIVE "capacity: {crew: {per_step: 80, uses: {lead -> customer: 1}}}\n",
     {0.003, 0.3, 0, 80},
     {SUM("need -> lead", 1), SUM("lead -> customer", 1)},
     "transitions.lead -> customer.probability",
     {0.27, 0.33},
     0.8},
    {"crew, not observed",
     FIVE "capacity: {crew: {per_step: 80, uses: {lead -> customer: 1}}}\n",
     {0.003, 0.3, 0, 80},
     {SUM("need -> lead", 1), SUM("customer", 4)},
     "transitions.lead -> customer.probability",
     {0.27, 0.33},
     0.8},
};

static pk_data_t data_of(const pk_journey_t *j)
{
    pk_data_t data;
    for (int t = 0; t <= WEEKS; t++) {
        data.ask[t] = data.buy[t] = data.customers[t] = NAN;
    }
    for (int s = 0; s < j->nseries; s++) {
        const pk_observed_series_t *series = &j->series[s];
        double *into = series->kind == PK_OBSERVED_STAGE           ? data.customers
                       : strcmp(series->name, "need -> lead") == 0 ? data.ask
                                                                   : data.buy;
        for (int v = 0; v < series->count; v++) {
            into[series->values[v].last] = series->values[v].value;
        }
    }
    return data;
}

static pk_twin_t moved(const pk_case_t *c, double to)
{
    pk_twin_t numbers = c->numbers;
    *(strstr(c->path, "talk") != NULL ? &numbers.talk
      : strstr(c->path, "unaware")    ? &numbers.enter
                                      : &numbers.buy) = to;
    return numbers;
}

static void compare(const pk_case_t *c)
{
    pk_journey_t j;
    pk_filter_t filter;
    pk_sim_t sim;
    pk_movable_t number;
    double told[3], exact[3], error[3];
    pk_journey_read(&j, c->model, "horizon: 52\n", c->watched, 2);
    pk_sim_init(&sim, &j.plan, &pk_chance_cohort);
    pk_journey_observe(&j, &sim, 7, j.draws);
    pk_journey_filter(&j, &filter, WEEKS, 1);
    assert_int_equal(pk_movable_find(&j.plan, c->path, &number, &j.fixture.diag), PK_OK);
    const double written = j.draws[number.slots[0]];
    const pk_data_t data = data_of(&j);
    for (int k = 0; k < 3; k++) {
        const double at = k == 0 ? written : c->to[k - 1];
        const pk_twin_t numbers = moved(c, at);
        double sum = 0, squares = 0;
        j.draws[number.slots[0]] = at;
        told[k] = pk_filter_log_likelihood(&filter, 0, j.draws);
        for (int r = 0; r < REPEATS; r++) {
            const double one = by_particles(&numbers, &data, (unsigned long)(1 + r));
            sum += one / REPEATS;
            squares += one * one / REPEATS;
        }
        exact[k] = sum;
        error[k] = sqrt(fmax(0, squares - sum * sum) / (REPEATS - 1));
        print_message("%-28s %.4f: filter %.3f, particles %.3f +- %.3f\n", c->name, at, told[k], exact[k], error[k]);
    }
    for (int k = 0; k < 3; k++) {
        const double off = k == 0 ? told[0] - exact[0] : told[k] - told[0] - (exact[k] - exact[0]);
        if (!(fabs(off) < c->allowed + PK_Z * (error[0] + (k > 0 ? error[k] : 0)))) {
            print_error("off by %.3f\n", off);
            fail();
        }
    }
    pk_sim_free(&sim);
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

static void likelihood_is_that_of_particles(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        compare(&CASES[k]);
    }
}

/* Everybody leaves one stage by an observed flow: a binomial law step after step. */
static void thinning_is_exact(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {SUM("in -> out", 1)};
    pk_journey_t j;
    pk_filter_t filter;
    pk_sim_t sim;
    pk_journey_read(&j,
                    "polku: 1\nname: thinning\nstep: week\npopulation: 5000\nstages: {in: {start: 100%}, out: {}}\n"
                    "transitions: {in -> out: {probability: 4%}}\n",
                    "horizon: 40\n", watched, 1);
    pk_sim_init(&sim, &j.plan, &pk_chance_cohort);
    pk_journey_observe(&j, &sim, 3, j.draws);
    pk_journey_filter(&j, &filter, 40, 1);
    double n = 5000, exact = 0;
    for (int v = 0; v < 40; v++) {
        exact += log_binomial(j.series[0].values[v].value, n, 0.04);
        n -= j.series[0].values[v].value;
    }
    /* The filter holds a count for known to 1/12. */
    assert_near(pk_filter_log_likelihood(&filter, 0, j.draws), exact, 0.05);
    pk_sim_free(&sim);
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

/* Customers who differ in their churn by a beta law: who leaves in which week is multinomial, by the beta-geometric law
 * of Fader and Hardie (2007), P(T = 1) = a / (a + b), P(T = t) / P(T = t - 1) = (b + t - 2) / (a + b + t - 1). */
static void churn_that_varies_is_multinomial(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {SUM("in -> out", 1)};
    pk_journey_t j;
    pk_filter_t filter;
    pk_journey_read(&j,
                    "polku: 1\nname: thinning\nstep: week\npopulation: 4000\nstages: {in: {start: 100%}, out: {}}\n"
                    "transitions: {in -> out: {probability: 'varies beta(0.8, 6)'}}\n",
                    "horizon: 10\nengine: expected\nruns: 1\n", watched, 1);
    pk_journey_filter(&j, &filter, 10, 1);
    for (int shift = 0; shift < 2; shift++) {
        double exact = lgamma(4001), p = 0.8 / 6.8, stay = 1, n = 4000;
        for (int v = 0; v < 10; v++) {
            const double y = round(4000 * p) + (v % 3 - 1) * 12 + 6 * shift; /* near what is expected */
            j.series[0].values[v].value = y;
            exact += y * log(p) - lgamma(y + 1);
            n -= y;
            stay -= p;
            p *= (6 + v) / (6.8 + v + 1);
        }
        exact += n * log(stay) - lgamma(n + 1);
        assert_near(pk_filter_log_likelihood(&filter, 0, j.draws), exact, 0.2);
    }
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(thinning_is_exact),
                                       cmocka_unit_test(churn_that_varies_is_multinomial),
                                       cmocka_unit_test(likelihood_is_that_of_particles)};
    return cmocka_run_group_tests_name("filter_likelihood", tests, NULL, NULL);
}
