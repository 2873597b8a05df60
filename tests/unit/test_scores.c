/* Scores beside the filter, on one number at a time: the posterior under a flat prior by a grid. 400 journeys without
 * feedback would show the same as these two (noise.md's figures: means apart .2 to .4 sd, sds 1.00 to 1.20 times); what
 * is tested here is the machinery: weights, ratio, covariance, inverse. */
#include "observed.h"

#include "infer/scores.h"

#define MODEL                                                                                                          \
    "polku: 1\nname: test\nstep: week\npopulation: 40000\n"                                                            \
    "stages: {unaware: {start: rest}, need: {start: 2%}, lead: {start: 0.5%}, customer: {start: 1%}}\n"                \
    "transitions: {unaware -> need: {probability: 0.3%}, need -> lead: {probability: 10%}, "                           \
    "lead -> customer: {probability: 30%}, lead -> unaware: {probability: 10%}, "                                      \
    "customer -> unaware: {probability: 2%}}\n"

enum { GRID = 41, NUMBERS = 2 };

static const char *const PATHS[NUMBERS] = {"transitions.unaware -> need.probability",
                                           "transitions.lead -> customer.probability"};

typedef double log_likelihood_fn(void *self, int chain, const double *draws);

/* Mean and sd of the number in `slot` over a grid of half width `reach`. */
static void posterior(log_likelihood_fn *of, void *self, double *draws, int slot, double reach, double *mean,
                      double *sd)
{
    const double middle = draws[slot];
    double value[GRID], top = -INFINITY, sum = 0, first = 0, second = 0;
    for (int k = 0; k < GRID; k++) {
        draws[slot] = middle * (1 + reach * (2.0 * k / (GRID - 1) - 1));
        value[k] = of(self, 0, draws);
        top = fmax(top, value[k]);
    }
    for (int k = 0; k < GRID; k++) {
        const double weight = exp(value[k] - top), x = middle * (1 + reach * (2.0 * k / (GRID - 1) - 1));
        sum += weight;
        first += weight * x;
        second += weight * x * x;
    }
    draws[slot] = middle;
    *mean = first / sum;
    *sd = sqrt(second / sum - *mean * *mean);
}

static void set(pk_scores_t *scores, pk_journey_t *j, const int *slots, int threads)
{
    const size_t nslot = (size_t)j->plan.nslot;
    double *beside = pk_heap(2 * NUMBERS * nslot, sizeof(double));
    for (int p = 0; p < NUMBERS; p++) {
        for (int up = 0; up < 2; up++) {
            double *at = &beside[(size_t)(up * NUMBERS + p) * nslot];
            memcpy(at, j->draws, nslot * sizeof(double));
            at[slots[p]] *= up == 0 ? 1.001 : 0.999;
        }
    }
    const pk_scores_mode_t mode = {.draws = j->draws,
                                   .up = beside,
                                   .down = beside + NUMBERS * nslot,
                                   .h = 0.001,
                                   .nfree = NUMBERS,
                                   .runs = 400,
                                   .first_run = 100,
                                   .threads = threads};
    assert_int_equal(pk_scores_set(scores, &mode), PK_OK);
    free(beside);
}

static void scores_are_near_the_filter(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "need -> lead", .every = 1}, {.name = "lead -> customer", .every = 1}};
    pk_journey_t j;
    pk_filter_t filter;
    pk_scores_t scores;
    pk_sim_t truth;
    int slots[NUMBERS];
    pk_journey_read(&j, MODEL, "horizon: 52\n", watched, 2);
    pk_sim_init(&truth, &j.plan, &pk_chance_cohort);
    pk_journey_observe(&j, &truth, 5, j.draws);
    for (int p = 0; p < NUMBERS; p++) {
        pk_movable_t number;
        assert_int_equal(pk_movable_find(&j.plan, PATHS[p], &number, &j.fixture.diag), PK_OK);
        slots[p] = number.slots[0];
    }
    pk_journey_filter(&j, &filter, 52, 1);
    const pk_scores_options_t options = {
        .plan = &j.plan, .series = j.series, .nseries = j.nseries, .last_step = 52, .chains = 1};
    assert_int_equal(pk_scores_init(&scores, &options, &j.fixture.diag), PK_OK);
    set(&scores, &j, slots, 1);
    for (int p = 0; p < NUMBERS; p++) {
        double mean[2], sd[2];
        posterior(pk_filter_log_likelihood, &filter, j.draws, slots[p], 0.3, &mean[0], &sd[0]);
        posterior(pk_scores_log_likelihood, &scores, j.draws, slots[p], 0.3, &mean[1], &sd[1]);
        const pk_opinions_t opinions = pk_opinions(mean[0], sd[0], mean[1], sd[1]);
        print_message("%s: filter %.5g sd %.3g, scores %.5g sd %.3g\n", PATHS[p], mean[0], sd[0], mean[1], sd[1]);
        assert_true(opinions.agree && opinions.apart < 0.6 && opinions.wider < 1.3);
    }
    /* The same bytes for any number of threads. */
    const double once = pk_scores_log_likelihood(&scores, 0, j.draws);
    set(&scores, &j, slots, 3);
    assert_true(pk_scores_log_likelihood(&scores, 0, j.draws) == once);
    pk_scores_free(&scores);
    pk_filter_free(&filter);
    pk_sim_free(&truth);
    pk_journey_free(&j);
}

static void opinions_are_compared(void **state)
{
    (void)state;
    const pk_opinions_t near = pk_opinions(1, 0.5, 1.2, 0.4), apart = pk_opinions(1, 0.5, 1.6, 0.5),
                        wide = pk_opinions(1, 0.5, 1, 0.8);
    assert_close(near.apart, 0.5, 1e-12);
    assert_close(near.wider, 1.25, 1e-12);
    assert_true(near.agree && !apart.agree && !wide.agree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(scores_are_near_the_filter),
                                       cmocka_unit_test(opinions_are_compared)};
    return cmocka_run_group_tests_name("scores", tests, NULL, NULL);
}
