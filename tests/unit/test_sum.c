/* Sums of draws against n times the law's mean and variance.
 *
 * Each case is `repeats` sums; the mean has z = 4.89 at sd / sqrt(repeats), the variance at sqrt((2 + g) / repeats) of
 * itself, g the sum's excess kurtosis (that of a draw over n; given). 42 comparisons: false alarm 4e-5 in all. With
 * 2,000 repeats it sees a mean off by 0.16 standard deviations of the sum and a variance off by 23% (7.2 standard
 * errors); with 500, 0.32 and 46%; with 50, 1.0 and 144%. Planted and seen: a slice's mean taken at its left end, the
 * last slice left out, no chance in how many fall in a slice. */
#include "pk_test.h"

#include <gsl/gsl_errno.h>

#include "model/law/law.h"

static int quiet(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    return 0;
}

static void check(const char *name, double first, double second, double third, double n, int repeats, double kurtosis)
{
    const pk_law_t *law = pk_law_find(name);
    const double a[PK_LAW_ARGUMENTS] = {first, second, third};
    const double mean = n * law->mean(a), variance = n * law->variance(a);
    double total = 0, squares = 0;
    for (int i = 0; i < repeats; i++) {
        pk_stream_t stream = pk_stream_at(5, (uint64_t)i, PK_PURPOSE_MONEY, 1, pk_hash_text(name));
        const double off = (pk_law_sum(law, a, n, &stream) - mean) / sqrt(variance);
        total += off;
        squares += off * off;
    }
    const double average = total / repeats;
    assert_z_of(name, average, 0, 1 / sqrt(repeats));
    assert_z_of(name, squares / repeats - average * average, 1, sqrt((2 + kurtosis / n) / repeats));
}

static void few_draws_are_drawn_out(void **state)
{
    (void)state;
    check("uniform", -1, 3, 0, 1, 2000, -1.2);
    check("weibull", 0.7, 3, 0, 100, 2000, 24);
    check("lognormal", 0, 1, 0, 1024, 2000, 111);
    check("pert", 1, 2, 5, 300, 2000, 0);
    check("beta", 0.5, 0.5, 0, 8000, 200, 0);
}

static void many_draws_are_split(void **state)
{
    (void)state;
    check("lognormal", 0, 1, 0, 1025, 2000, 111);
    check("lognormal", 0, 1, 0, 1e6, 2000, 111);
    check("lognormal", 0, 1.5, 0, 1e9, 500, 1e4);
    check("uniform", -1, 3, 0, 5e4, 2000, 0);
    check("triangular", 1, 2, 4, 1e12, 500, 0);
    check("weibull", 0.7, 3, 0, 1e7, 500, 24);
    check("beta", 0.2, 0.4, 0, 1e6, 50, 0);
}

static void bounded_laws_go_by_three_moments(void **state)
{
    (void)state;
    check("pert", 1, 2, 5, 1e5, 2000, 0);
    check("pert", 1, 1, 5, 1e12, 2000, 0);
    check("beta", 0.5, 0.5, 0, 1e6, 2000, 0);
    check("beta", 300, 0.5, 0, 2000, 2000, 12);
    check("logitnormal", -3, 1, 0, 1e10, 500, 10);
}

static double standardised(const pk_law_t *law, const double *a, double n, uint64_t run)
{
    pk_stream_t stream = pk_stream_at(5, run, PK_PURPOSE_MONEY, 1, 7);
    return (pk_law_sum(law, a, n, &stream) - n * law->mean(a)) / sqrt(n * law->variance(a));
}

/* 200,000 sums of 1,025: their skewness is that of a draw over sqrt(n), to 4.89 standard errors of sqrt(6 / 200,000).
 * Here it is 0.049 and -0.049, nine of these errors from none. */
static void their_skewness_too(void **state)
{
    (void)state;
    enum { REPEATS = 200000 };
    static const double shapes[2][PK_LAW_ARGUMENTS] = {{0.5, 3}, {3, 0.5}};
    const pk_law_t *law = pk_law_find("beta");
    for (int i = 0; i < 2; i++) {
        double cubes = 0;
        for (uint64_t run = 0; run < REPEATS; run++) {
            cubes += pow(standardised(law, shapes[i], 1025, run), 3) / REPEATS;
        }
        /* 2 (b - a) sqrt(a + b + 1) / ((a + b + 2) sqrt(a b)) = 1.5746 for (0.5, 3) */
        assert_near(cubes, (i == 0 ? 1.5746 : -1.5746) / sqrt(1025), 4.89 * sqrt(15.0 / REPEATS));
    }
}

/* Laws that lean to either side meet the same luck alike, so that plans stay comparable: nearly one order of sums. */
static void luck_is_the_same_for_laws_that_lean(void **state)
{
    (void)state;
    static const double left[] = {5, 3}, right[] = {3, 5};
    const pk_law_t *law = pk_law_find("beta");
    for (uint64_t run = 0; run < 200; run++) {
        assert_near(standardised(law, left, 5000, run), standardised(law, right, 5000, run), 0.1);
    }
}

static void closed_forms(void **state)
{
    (void)state;
    check("normal", 420, 150, 0, 1e6, 2000, 0);
    check("gamma", 7.8, 53, 0, 17, 2000, 1);
    check("gamma", 7.8, 53, 0, 1e12, 2000, 0);
    check("exponential", 3, 0, 0, 1000, 2000, 6);
    check("poisson", 0.3, 0, 0, 1e6, 2000, 3);
}

/* The mean and the spread of what is left after the split are exact to parts in a million of the spread of a single
 * draw: at 1e12 draws the sum of n is n times the mean within six standard errors. */
static void a_trillion_draws_keep_the_mean(void **state)
{
    (void)state;
    pk_stream_t stream = pk_stream_at(3, 0, PK_PURPOSE_MONEY, 1, 7);
    const double a[] = {0, 1};
    const pk_law_t *law = pk_law_find("lognormal");
    assert_near(pk_law_sum(law, a, 1e12, &stream) / 1e12, law->mean(a), 6e-6 * sqrt(law->variance(a)));
}

/* Two scenarios with the same luck and nearly the same count stay close: their sums differ by what the additional draws
 * bring and little more. */
static void neighbours_in_luck_stay_close(void **state)
{
    (void)state;
    static const char *const names[] = {"gamma", "normal", "exponential"};
    for (int i = 0; i < 3; i++) {
        const pk_law_t *law = pk_law_find(names[i]);
        const double a[] = {7.8, 53};
        pk_stream_t one = pk_stream_at(1, 0, PK_PURPOSE_MONEY, 1, 7), two = one;
        const double more = pk_law_sum(law, a, 1010, &two) - pk_law_sum(law, a, 1000, &one);
        assert_near(more, 10 * law->mean(a), 0.5 * sqrt(10 * law->variance(a)));
    }
}

static void nothing_sums_to_nothing(void **state)
{
    (void)state;
    const double a[PK_LAW_ARGUMENTS] = {0.5, 1, 2};
    for (int i = 0; i < pk_law_count; i++) {
        pk_stream_t stream = pk_stream_at(1, 0, PK_PURPOSE_MONEY, 1, 7);
        assert_true(pk_law_sum(pk_laws[i], a, 0, &stream) == 0);
    }
    pk_stream_t stream = pk_stream_at(1, 0, PK_PURPOSE_MONEY, 1, 7);
    assert_true(pk_law_sum(pk_law_find("fixed"), a, 40, &stream) == 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_draws_are_drawn_out),
        cmocka_unit_test(many_draws_are_split),
        cmocka_unit_test(bounded_laws_go_by_three_moments),
        cmocka_unit_test(their_skewness_too),
        cmocka_unit_test(luck_is_the_same_for_laws_that_lean),
        cmocka_unit_test(closed_forms),
        cmocka_unit_test(a_trillion_draws_keep_the_mean),
        cmocka_unit_test(neighbours_in_luck_stay_close),
        cmocka_unit_test(nothing_sums_to_nothing),
    };
    return cmocka_run_group_tests(tests, quiet, NULL);
}
