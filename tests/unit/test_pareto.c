#include "pk_test.h"

#include "infer/pareto.h"

enum { COUNT = 1000 };

// clang-format off
/* Reference numbers of R 4.2.2 with loo 2.5.1 (Debian's r-cran-loo): k, the largest weight, the sum of the squared weights
   and the first weight, by these commands:

suppressMessages(library(loo))
lcg <- function(n, seed) {
  x <- numeric(n)
  for (i in 1:n) { seed <- (seed * 16807) %% 2147483647; x[i] <- seed / 2147483647 }
  x
}
for (power in c(.2, .9, 3)) {
  p <- suppressWarnings(psis(-power * log(lcg(1000, 11)), r_eff = 1))
  w <- weights(p, log = FALSE)[, 1]
  cat(formatC(c(p$diagnostics$pareto_k, max(w), sum(w^2), w[1]), digits = 17, format = "g"), "\n")
} */
// clang-format on
static const struct {
    double power, told[4];
} CASES[] = {
    {.2, {0.34358906822098634, 0.0048330644707996803, 0.0010770690419175863, 0.0048330644707996803}},
    {.9, {1.0026588957429357, 0.20599111339041445, 0.05242301122132529, 0.20599111339041445}},
    {3, {3.0172060541261083, 0.95181495951176198, 0.90721277485867335, 0.95181495951176198}},
};

static void equals_loo(void **state)
{
    (void)state;
    for (int k = 0; k < 3; k++) {
        double weights[COUNT], seed = 11, largest = 0, squares = 0, sum = 0;
        for (int i = 0; i < COUNT; i++) {
            seed = fmod(seed * 16807, 2147483647);
            weights[i] = -CASES[k].power * log(seed / 2147483647);
        }
        assert_close(pk_pareto_smooth(weights, COUNT, 1), CASES[k].told[0], 1e-8);
        for (int i = 0; i < COUNT; i++) {
            largest = fmax(largest, weights[i]);
            squares += weights[i] * weights[i];
            sum += weights[i];
        }
        assert_close(largest, CASES[k].told[1], 1e-8);
        assert_close(squares, CASES[k].told[2], 1e-8);
        assert_close(weights[0], CASES[k].told[3], 1e-8);
        assert_close(sum, 1, 1e-12);
    }
}

/* The fit of exact quantiles of a generalised Pareto law gives its parameters; k is pulled towards .5 as by 10 more. */
static void finds_the_law_of_its_quantiles(void **state)
{
    (void)state;
    static double x[20000];
    const double shapes[] = {-.3, .2, .8};
    for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 20000; i++) {
            x[i] = 3 * expm1(-shapes[j] * log1p(-(i + .5) / 20000)) / shapes[j];
        }
        double k, sigma;
        pk_pareto_fit(x, 20000, &k, &sigma);
        assert_near(k, shapes[j], .01);
        assert_close(sigma, 3, .01);
    }
}

static void says_where_it_cannot_tell(void **state)
{
    (void)state;
    double alike[100] = {0}, few[10] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    assert_true(isnan(pk_pareto_smooth(alike, 100, 1)));
    assert_close(alike[0], .01, 1e-14);
    assert_true(pk_pareto_smooth(few, 10, 1) == INFINITY);
    assert_close(few[9], exp(1) / (9 + exp(1)), 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equals_loo),
        cmocka_unit_test(finds_the_law_of_its_quantiles),
        cmocka_unit_test(says_where_it_cannot_tell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
