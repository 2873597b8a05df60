#include "pk_test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "infer/power_scaling.h"

enum { DRAWS = 4000, GRID = 20000 };

/* A mean with a normal prior and one observation of it. */
typedef struct {
    double prior_mean, prior_sd, seen, seen_sd;
} normal_t;

typedef struct {
    double mean, sd;
} law_t;

/* The posterior where the prior has power a and the likelihood power b. */
static law_t posterior(const normal_t *self, double a, double b)
{
    const double p = a / (self->prior_sd * self->prior_sd), q = b / (self->seen_sd * self->seen_sd);
    return (law_t){(p * self->prior_mean + q * self->seen) / (p + q), 1 / sqrt(p + q)};
}

/* Cumulative Jensen-Shannon distance of two normal laws between low and high, by the midpoint rule; from above where
 * sign is -1. */
static double distance_of(law_t one, law_t other, double low, double high, double sign)
{
    double sum = 0, bound = 0;
    for (int k = 0; k < GRID; k++) {
        const double x = low + (high - low) * (k + .5) / GRID;
        const double p = gsl_cdf_ugaussian_P(sign * (x - one.mean) / one.sd);
        const double q = gsl_cdf_ugaussian_P(sign * (x - other.mean) / other.sd), m = (p + q) / 2;
        sum += p * log2(p / m) + q * log2(q / m);
        bound += p + q;
    }
    return sqrt(sum / bound);
}

static double distance(law_t one, law_t other, double low, double high)
{
    return fmax(distance_of(one, other, low, high, 1), distance_of(one, other, low, high, -1));
}

/* Draws are the exact quantiles of the posterior, so that there is no chance in it; what is left is that they are
 * 4,000, and the smoothing of weights that need none. */
static pk_power_t scale(const normal_t *self, double *low, double *high)
{
    static double x[DRAWS], log_prior[DRAWS], log_likelihood[DRAWS];
    const law_t law = posterior(self, 1, 1);
    for (int i = 0; i < DRAWS; i++) {
        x[i] = law.mean + law.sd * gsl_cdf_ugaussian_Pinv((i * 1237 % DRAWS + .5) / DRAWS);
        log_prior[i] = -pow((x[i] - self->prior_mean) / self->prior_sd, 2) / 2;
        log_likelihood[i] = -pow((x[i] - self->seen) / self->seen_sd, 2) / 2 + 1000;
    }
    *low = law.mean + law.sd * gsl_cdf_ugaussian_Pinv(.5 / DRAWS);
    *high = 2 * law.mean - *low;
    pk_power_t power;
    const pk_power_weights_t weights = pk_power_scale(1, DRAWS, x, log_prior, log_likelihood, &power);
    assert_true(weights.prior_k < .5 && weights.likelihood_k < .5);
    return power;
}

static const normal_t CASES[] = {
    [PK_DATA_DECIDE] = {0, 10, 1, .5},
    [PK_PRIOR_DECIDES] = {0, 1, .5, 20},
    [PK_PRIOR_IN_CONFLICT] = {0, 1, 6, 1},
};

static void equals_the_closed_form(void **state)
{
    (void)state;
    for (int k = 0; k < 3; k++) {
        const normal_t *self = &CASES[k];
        double low, high;
        const pk_power_t power = scale(self, &low, &high);
        const law_t law = posterior(self, 1, 1);
        const double rate = 2 * log2(1.01);
        const double prior =
            (distance(law, posterior(self, .99, 1), low, high) + distance(law, posterior(self, 1.01, 1), low, high)) /
            rate;
        const double likelihood =
            (distance(law, posterior(self, 1, .99), low, high) + distance(law, posterior(self, 1, 1.01), low, high)) /
            rate;
        assert_near(power.prior, prior, .02 * prior + 1e-4);
        assert_near(power.likelihood, likelihood, .02 * likelihood + 1e-4);
        const double prior_shift = M_LN2 * (self->prior_mean - law.mean) * law.sd / pow(self->prior_sd, 2);
        const double likelihood_shift = M_LN2 * (self->seen - law.mean) * law.sd / pow(self->seen_sd, 2);
        assert_near(power.prior_shift, prior_shift, .01 * fabs(prior_shift) + 5e-4);
        assert_near(power.likelihood_shift, likelihood_shift, .01 * fabs(likelihood_shift) + 5e-4);
    }
}

static void says_who_decides(void **state)
{
    (void)state;
    for (int k = 0; k < 3; k++) {
        double low, high;
        assert_int_equal(scale(&CASES[k], &low, &high).verdict, k);
    }
}

/* Of a number that nothing is known of beside (all draws the same) neither says anything. */
static void a_fixed_number_depends_on_nothing(void **state)
{
    (void)state;
    double x[100], log_prior[100], log_likelihood[100];
    for (int i = 0; i < 100; i++) {
        x[i] = 5;
        log_prior[i] = -i % 7;
        log_likelihood[i] = -i % 5;
    }
    pk_power_t power;
    (void)pk_power_scale(1, 100, x, log_prior, log_likelihood, &power);
    assert_true(power.prior == 0 && power.likelihood == 0 && power.prior_shift == 0);
    assert_int_equal(power.verdict, PK_DATA_DECIDE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_the_closed_form),
        cmocka_unit_test(says_who_decides),
        cmocka_unit_test(a_fixed_number_depends_on_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
