/* What is foretold of a cohort that is followed: from the last count on, by the chances of the expected path. */
#include "pk_test.h"

#include <math.h>
#include <string.h>

#include "infer/predict.h"

enum { RUNS = 20000 };

/* 241 are there at step 7, and the expected path is that of beta(0.704, 1.182): after any number of years the count is
 * binomial(241, S(t)/S(7)). Mean and variance of 20,000 runs, each at |z| < 4.89 (false alarms one in a million); an
 * error of .25 in the mean, or of 8% in the variance, is found. A count that does not go on from the one before has a
 * variance that is off by more, and one that begins with the path's own count a mean that is. */
static void a_cohort_goes_on_from_its_last_count(void **state)
{
    (void)state;
    double path[13] = {1000}, sum[13] = {0}, squares[13] = {0}, x[4];
    for (int t = 1; t <= 12; t++) {
        path[t] = path[t - 1] * (1.182 + t - 1) / (0.704 + 1.182 + t - 1);
    }
    pk_observed_value_t values[] = {{.first = 0, .last = 0, .value = 1000},
                                    {.first = 7, .last = 7, .value = 241},
                                    {.first = 8, .last = 8},
                                    {.first = 12, .last = 12}};
    const pk_observed_series_t series = {
        .kind = PK_OBSERVED_STAGE, .noise = PK_NOISE_MULTINOMIAL, .values = values, .count = 4};
    for (int run = 0; run < RUNS; run++) {
        x[0] = -1;
        pk_predicted_cohort(&series, path, 1, (pk_luck_t){3, (uint64_t)run, 0}, 1, x);
        assert_true(x[0] == -1);
        assert_true(x[1] == 241 && x[2] <= x[1] && x[3] <= x[2]);
        for (int k = 2; k < 4; k++) {
            sum[k] += x[k] / RUNS;
            squares[k] += x[k] * x[k] / RUNS;
        }
    }
    for (int k = 2; k < 4; k++) {
        const double p = path[values[k].last] / path[7], mean = 241 * p, variance = 241 * p * (1 - p);
        const double found = squares[k] - sum[k] * sum[k];
        assert_true(fabs(sum[k] - mean) < 4.89 * sqrt(variance / RUNS));
        assert_true(fabs(found - variance) < 4.89 * variance * sqrt(2.0 / RUNS));
    }
}

/* Nobody is left: nobody comes. */
static void an_empty_cohort_stays_empty(void **state)
{
    (void)state;
    double path[3] = {10, 0, 0}, x[3];
    pk_observed_value_t values[] = {{.value = 10}, {.first = 1, .last = 1}, {.first = 2, .last = 2}};
    const pk_observed_series_t series = {
        .kind = PK_OBSERVED_STAGE, .noise = PK_NOISE_MULTINOMIAL, .values = values, .count = 3};
    pk_predicted_cohort(&series, path, 0, (pk_luck_t){3, 1, 0}, 1, x);
    assert_true(x[0] == 10 && x[1] == 0 && x[2] == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cohort_goes_on_from_its_last_count),
        cmocka_unit_test(an_empty_cohort_stays_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
