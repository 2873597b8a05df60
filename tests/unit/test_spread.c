/* A law as many points, against its mean, variance and distribution, and against moments in closed form. */
#include "pk_test.h"

#include <gsl/gsl_sf_gamma.h>

#include "engine/spread.h"

typedef struct {
    const char *law;
    double a[PK_LAW_ARGUMENTS];
} law_t;

static double mean_power(const pk_spread_t *spread, int degree)
{
    double sum = 0;
    for (int k = 0; k < spread->count; k++) {
        sum += spread->weight[k] > 0 ? spread->weight[k] * pow(spread->x[k], degree) : 0;
    }
    return sum;
}

static void means_and_variances(void **state)
{
    (void)state;
    static const law_t LAWS[] = {{"beta", {0.7, 1.2}},
                                 {"beta", {2000, 9000}},
                                 {"gamma", {0.05, 3}},
                                 {"gamma", {4e5, 1e-6}},
                                 {"exponential", {0.3}},
                                 {"lognormal", {-2, 1}},
                                 {"lognormal", {1, 0.01}},
                                 {"weibull", {0.5, 2}},
                                 {"uniform", {0.1, 0.4}},
                                 {"triangular", {0, 0.1, 0.9}},
                                 {"triangular", {0.2, 0.2, 1}},
                                 {"pert", {0, 0.2, 1}},
                                 {"logitnormal", {-2.5, 0.8}},
                                 {"normal", {0.5, 0.001}},
                                 {"gamma", {7, 1e9}},
                                 {"three-point normal", {0.5, 0.01, 0.05}},
                                 {"three-point lognormal", {-3, 0.4, 0.9}},
                                 {"three-point logit-normal", {-3, 0.9, 0.4}}};
    pk_spread_t spread;
    for (size_t k = 0; k < sizeof LAWS / sizeof *LAWS; k++) {
        const pk_law_t *law = pk_law_find(LAWS[k].law);
        const double *a = LAWS[k].a;
        assert_true(pk_spread_of(law, a, 0, INFINITY, 0, &spread));
        const double mean = mean_power(&spread, 1), variance = mean_power(&spread, 2) - mean * mean;
        assert_close(mean / law->mean(a), 1, 1e-10);
        assert_true(fabs(variance - law->variance(a)) < 1e-9 * mean * mean);
    }
}

/* Cut to 0..1, by a slow sum over quantiles; the density over x is that of a smaller shape. */
static void cut_and_weighted(void **state)
{
    (void)state;
    enum { MANY = 400000 };
    const double a[PK_LAW_ARGUMENTS] = {2.5, 0.4}, smaller[PK_LAW_ARGUMENTS] = {1.5, 0.4};
    const pk_law_t *gamma = pk_law_find("gamma");
    pk_spread_t spread;
    double sum = 0;
    assert_true(pk_spread_of(gamma, a, 0, 1, 0, &spread));
    for (int k = 0; k < MANY; k++) {
        sum += pk_law_truncated(gamma, a, (k + 0.5) / MANY, 0, 1, NULL) / MANY;
    }
    assert_close(mean_power(&spread, 1), sum, 1e-8);
    assert_true(pk_spread_of(gamma, a, 0, INFINITY, -1, &spread));
    assert_close(mean_power(&spread, 1), gamma->mean(smaller), 1e-11);
    assert_false(pk_spread_of(pk_law_find("uniform"), (const double[PK_LAW_ARGUMENTS]){2, 3}, 0, 1, 0, &spread));
}

static void exponents(void **state)
{
    (void)state;
    static const struct {
        law_t law;
        double exponent;
    } CASES[] = {{{"beta", {0.7, 3}}, 0.7},   {{"gamma", {2.5, 0.1}}, 2.5},       {{"weibull", {1.5, 4}}, 1.5},
                 {{"uniform", {0, 1}}, 1},    {{"triangular", {0, 0.5, 1}}, 2},   {{"exponential", {3}}, 1},
                 {{"normal", {0.5, 0.3}}, 1}, {{"uniform", {0.1, 0.2}}, INFINITY}};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        const double exponent = pk_spread_exponent(pk_law_find(CASES[k].law.law), CASES[k].law.a, 0);
        assert_true(exponent == CASES[k].exponent || fabs(exponent - CASES[k].exponent) < 1e-6);
    }
    assert_true(pk_spread_exponent(pk_law_find("lognormal"), (const double[PK_LAW_ARGUMENTS]){0, 1}, 0) > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(means_and_variances),
        cmocka_unit_test(cut_and_weighted),
        cmocka_unit_test(exponents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
