#include "pk_draws.h"

#include "base/draw.h"

static long double ratio(long double k, const pk_law_t *law)
{
    const long double n = law->parameters[0], p = law->parameters[1];
    return (n - k) / (k + 1) * (p / (1 - p));
}

static double draw(pk_stream_t *stream, const pk_law_t *law)
{
    return pk_draw_binomial(stream, law->parameters[0], law->parameters[1]);
}

static pk_law_t binomial(double n, double p)
{
    static char name[60];
    snprintf(name, sizeof name, "binomial(%g, %g)", n, p);
    return (pk_law_t){.name = name,
                      .ratio = ratio,
                      .draw = draw,
                      .high = n,
                      .mode = floor(fmin((n + 1) * p, n)),
                      .parameters = {n, p}};
}

/* 400,000 draws a case at the sizes where gsl_ran_binomial's variance is 7% and 26% too large; 17 cases of 3 tests,
 * false alarm 5e-5 in all. See pk_draws.h for what is seen. */
static void has_the_exact_moments(void **state)
{
    (void)state;
    static const struct {
        double n, p;
    } cases[] = {{10, 0.3},   {10, 0.85},   {1e3, 0.005},  {1e3, 0.03},  {1e3, 0.5},  {1e3, 0.96},
                 {1e6, 3e-6}, {1e6, 0.02},  {1e6, 0.5},    {1e6, 0.7},   {4e9, 1e-8}, {4e9, 0.1},
                 {4e9, 0.5},  {4e9, 0.999}, {1e12, 5e-12}, {1e12, 1e-3}, {1e12, 0.5}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const pk_law_t law = binomial(cases[i].n, cases[i].p);
        pk_check_moments(&law, 400000, 1);
    }
}

/* A million draws a case; the last four lie on both sides of the change from inversion to rejection. */
static void has_the_exact_masses(void **state)
{
    (void)state;
    static const struct {
        double n, p;
    } cases[] = {{1, 0.3},    {2, 0.5},  {10, 0.9},    {40, 0.7},   {200, 0.2},
                 {28, 0.499}, {28, 0.5}, {100, 0.139}, {100, 0.141}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const pk_law_t law = binomial(cases[i].n, cases[i].p);
        pk_check_cells(&law, 0, 1000000, 2);
    }
}

static void knows_the_ends(void **state)
{
    (void)state;
    static const double sizes[] = {0, 1, 10, 1e6, 1e12};
    for (uint64_t i = 0; i < 1000; i++) {
        pk_stream_t stream = pk_stream_at(3, i, PK_PURPOSE_MOVE, 0, 0);
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            const double n = sizes[s];
            assert_true(pk_draw_binomial(&stream, n, 0) == 0);
            assert_true(pk_draw_binomial(&stream, n, 1) == n);
            assert_true(pk_draw_binomial(&stream, n, 1e-300) == 0);
            assert_true(pk_draw_binomial(&stream, n, 5e-324) == 0);
            const double most = pk_draw_binomial(&stream, n, nextafter(1, 0)); /* n 1.1e-16 stay: at 1e12, 1e-4 */
            assert_true(most <= n && most >= n - 1);
        }
    }
}

/* 10,000 pairs from common streams. By the law of a perfect coupling the correlations are 1 to rounding of the counts;
 * independent draws would have 0 +- 0.01, and a draw of the others without mirrored uniforms -1. Across the change from
 * inversion to rejection (case 4) 0.59 are left. */
static void paired_draws_stay_close(void **state)
{
    (void)state;
    static const struct {
        double n, p, other_n, other_p, least;
    } cases[] = {
        {1e6, 0.10, 1e6, 0.11, 0.98},    {1e6, 0.10, 1.1e6, 0.10, 0.98},    {1e6, 0.49, 1e6, 0.51, 0.98},
        {1e6, 0.7, 1e6, 0.8, 0.98},      {1000, 0.0139, 1000, 0.0141, 0.5}, {10, 0.49, 10, 0.51, 0.9},
        {1000, 0.005, 1000, 0.006, 0.9}, {1e12, 1e-3, 1e12, 1.1e-3, 0.98},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const pk_law_t one = binomial(cases[i].n, cases[i].p), other = binomial(cases[i].other_n, cases[i].other_p);
        const double correlation = pk_coupling(&one, &other, 10000, 4);
        if (correlation < cases[i].least) {
            fail_msg("case %zu: correlation %.4f", i, correlation);
        }
    }
}

/* Where inversion is used on both sides the coupling is exactly monotone. */
static void inversion_is_monotone(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 20000; i++) {
        const pk_stream_t stream = pk_stream_at(5, i, PK_PURPOSE_MOVE, 0, 0);
        double last = 0;
        for (double p = 0; p <= 1; p += 0.05) {
            pk_stream_t copy = stream;
            const double k = pk_draw_binomial(&copy, 20, p);
            assert_true(k >= last);
            last = k;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_exact_moments), cmocka_unit_test(has_the_exact_masses),
        cmocka_unit_test(knows_the_ends),        cmocka_unit_test(paired_draws_stay_close),
        cmocka_unit_test(inversion_is_monotone),
    };
    return cmocka_run_group_tests_name("draw_binomial", tests, NULL, NULL);
}
