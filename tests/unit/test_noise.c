/* Densities of counts against GSL's, and moments of normals cut off against numerical integration. */
#include "pk_test.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

#include "infer/noise.h"

static void counts_have_the_laws_of_gsl(void **state)
{
    (void)state;
    assert_close(pk_log_count(7, 10, 10), log(gsl_ran_poisson_pdf(7, 10)), 1e-12);
    assert_close(pk_log_count(7, 10, 30), log(gsl_ran_negative_binomial_pdf(7, 1.0 / 3, 5)), 1e-12);
    assert_close(pk_log_count(7, 10, 8), log(gsl_ran_binomial_pdf(7, 0.2, 50)), 1e-12);
    assert_close(pk_log_negative_binomial(7, 10, 5), log(gsl_ran_negative_binomial_pdf(7, 1.0 / 3, 5)), 1e-12);
    assert_close(pk_log_normal(7, 10, 4), log(gsl_ran_gaussian_pdf(-3, 2)), 1e-12);
    /* More than a binomial law of this mean and variance can be. */
    assert_close(pk_log_count(14, 10, 2), pk_log_normal(14, 10, 2), 1e-12);
    /* Nobody expected, nobody came. */
    assert_near(pk_log_count(0, 0, 1.0 / 12), 0, 1e-5);
    /* Where the laws meet, they agree. */
    assert_near(pk_log_count(12, 10, 10 * 1.00011), pk_log_count(12, 10, 10 * 0.99989), 1e-3);
    assert_near(pk_log_count(1000001, 1e6, 9e5), pk_log_normal(1000001, 1e6, 9e5), 1e-12);
}

/* The moments of a standard normal times 3 plus 20, by 200,000 slices. */
static void cut_normals_have_their_moments(void **state)
{
    (void)state;
    static const double CUTS[] = {12, 19, 20, 24, 27};
    for (int k = 0; k < 5; k++) {
        double above = 0, first = 0, second = 0, capped = 0, square = 0;
        for (int i = 0; i < 200000; i++) {
            const double x = 20 + 3 * gsl_cdf_ugaussian_Pinv((i + 0.5) / 200000), low = fmin(x, CUTS[k]);
            above += x >= CUTS[k];
            first += x >= CUTS[k] ? x : 0;
            second += x >= CUTS[k] ? x * x : 0;
            capped += low / 200000;
            square += low * low / 200000;
        }
        const pk_tail_of_normal_t tail = pk_normal_above(20, 9, CUTS[k]);
        const pk_capped_t cut = pk_normal_capped(20, 9, CUTS[k]);
        assert_close(exp(tail.log_chance), gsl_cdf_gaussian_Q(CUTS[k] - 20, 3), 1e-9);
        assert_close(tail.mean, first / above, 1e-3);
        assert_near(tail.variance, second / above - first * first / above / above, 0.01);
        assert_close(cut.mean, capped, 1e-5);
        assert_close(cut.square, square, 1e-4);
        assert_close(cut.slope, gsl_cdf_gaussian_P(CUTS[k] - 20, 3), 1e-9);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(counts_have_the_laws_of_gsl),
                                       cmocka_unit_test(cut_normals_have_their_moments)};
    return cmocka_run_group_tests_name("noise", tests, NULL, NULL);
}
