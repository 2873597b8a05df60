/* The law of a sample against what is counted by hand: every step of its CDF, every quantile, moments, parts between
 * two quantiles by many points, sums of many draws, spans of scores. */
#include "pk_test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#include "model/law/empirical.h"
#include "model/law/law.h"

static const double VALUES[] = {7, -2, 3.5, 3.5, 0, 12, 3.5, 7, -2, 100, 1e-3};
enum { COUNT = (int)(sizeof VALUES / sizeof *VALUES) };

typedef struct {
    pk_arena_t arena;
    const pk_law_t *law;
    double a[PK_LAW_ARGUMENTS];
} sample_t;

static sample_t sample_of(const double *values, int count)
{
    sample_t self = {.law = pk_law_find("sample")};
    self.a[0] = pk_empirical_argument(pk_empirical_of(values, count, &self.arena));
    assert_true(self.law->valid(self.a));
    return self;
}

static int at_most(double x)
{
    int count = 0;
    for (int i = 0; i < COUNT; i++) {
        count += VALUES[i] <= x;
    }
    return count;
}

static void each_value_has_its_part(void **state)
{
    (void)state;
    sample_t s = sample_of(VALUES, COUNT);
    double low, high;
    for (int i = 0; i < COUNT; i++) {
        const double probes[] = {VALUES[i], nextafter(VALUES[i], -INFINITY), nextafter(VALUES[i], INFINITY)};
        for (int k = 0; k < 3; k++) {
            assert_true(s.law->cdf(s.a, probes[k]) == (double)at_most(probes[k]) / COUNT);
            assert_true(s.law->survival(s.a, probes[k]) == (double)(COUNT - at_most(probes[k])) / COUNT);
        }
    }
    s.law->support(s.a, &low, &high);
    assert_true(low == -2 && high == 100);
    pk_arena_free(&s.arena);
}

/* Type 1: the least value whose CDF is u or more, at every step of it, beside each and between. */
static void the_quantile_is_of_type_1(void **state)
{
    (void)state;
    sample_t s = sample_of(VALUES, COUNT);
    for (int k = 0; k <= COUNT; k++) {
        const double step = (double)k / COUNT, probes[] = {step, nextafter(step, 0), nextafter(step, 1), step - 0.03};
        for (int p = 0; p < 4; p++) {
            double least = INFINITY;
            for (int i = 0; i < COUNT && probes[p] > 0 && probes[p] < 1; i++) {
                least = (double)at_most(VALUES[i]) / COUNT >= probes[p] ? fmin(least, VALUES[i]) : least;
            }
            assert_true(isinf(least) || s.law->quantile(s.a, probes[p]) == least);
        }
    }
    pk_arena_free(&s.arena);
}

/* Counts at which n u rounds to either side of a whole number. */
static void steps_are_met_for_any_count(void **state)
{
    (void)state;
    static double values[3000];
    for (int i = 0; i < 3000; i++) {
        values[i] = i;
    }
    for (int n = 1; n <= 3000; n = n + 1 + n / 7) {
        sample_t s = sample_of(values, n);
        for (int k = 1; k < n; k++) {
            assert_true(s.law->quantile(s.a, (double)k / n) == k - 1);
            assert_true(s.law->quantile(s.a, nextafter((double)k / n, 1)) == k);
        }
        pk_arena_free(&s.arena);
    }
}

static void moments_are_the_values(void **state)
{
    (void)state;
    sample_t s = sample_of(VALUES, COUNT);
    double mean = 0, variance = 0;
    for (int i = 0; i < COUNT; i++) {
        mean += VALUES[i] / COUNT;
    }
    for (int i = 0; i < COUNT; i++) {
        variance += (VALUES[i] - mean) * (VALUES[i] - mean) / COUNT;
    }
    assert_close(s.law->mean(s.a), mean, 1e-14);
    assert_close(s.law->variance(s.a), variance, 1e-13);
    pk_arena_free(&s.arena);
    sample_t one = sample_of((const double[]){0.1}, 1);
    assert_true(one.law->mean(one.a) == 0.1 && one.law->variance(one.a) == 0);
    assert_true(one.law->quantile(one.a, 1e-9) == 0.1 && one.law->quantile(one.a, 1 - 1e-9) == 0.1);
    pk_arena_free(&one.arena);
}

/* Mean and variance between two quantiles, by the midpoints of COUNT * 4096 spans, which end where the law jumps. */
static void parts_are_integrals(void **state)
{
    (void)state;
    enum { FINE = COUNT * 4096 };
    static const int ends[][2] = {{0, FINE}, {0, 100}, {FINE / 3, FINE / 2}, {4000, 4200}, {FINE - 5000, FINE}};
    sample_t s = sample_of(VALUES, COUNT);
    for (int e = 0; e < 5; e++) {
        const int from = ends[e][0], to = ends[e][1];
        double mean = 0, square = 0, m, v;
        for (int k = from; k < to; k++) {
            const double x = s.law->quantile(s.a, (k + 0.5) / FINE);
            mean += x / (to - from);
            square += x * x / (to - from);
        }
        s.law->between(s.a, (double)from / FINE, (double)to / FINE, &m, &v);
        assert_close(m, mean, 1e-9);
        assert_near(v, square - mean * mean, 1e-7 * fmax(square, 1));
    }
    pk_arena_free(&s.arena);
}

/* Sums of 50,000 draws, 2,000 times: mean and variance at z = 4.89, one false alarm in a million each. Five points in
 * each 64th of a law that jumps are off by more than a hundred standard errors. */
static void sums_have_the_moments(void **state)
{
    (void)state;
#ifdef __SANITIZE_ADDRESS__
    enum { SUMS = 400 };
#else
    enum { SUMS = 2000 };
#endif
    const double n = 50000;
    sample_t s = sample_of(VALUES, COUNT);
    const double mean = n * s.law->mean(s.a), variance = n * s.law->variance(s.a);
    double sum = 0, squares = 0;
    for (int k = 0; k < SUMS; k++) {
        pk_stream_t stream = pk_stream_at(5, (uint64_t)k, PK_PURPOSE_MONEY, 1, 7);
        const double off = (pk_law_sum(s.law, s.a, n, &stream) - mean) / sqrt(variance);
        sum += off;
        squares += off * off;
    }
    assert_near(sum / SUMS, 0, 4.89 / sqrt(SUMS));
    assert_near(squares / SUMS, 1, 4.89 * sqrt(2.0 / SUMS));
    pk_arena_free(&s.arena);
}

/* A value stands for the scores from P(X < x) to P(X <= x). */
static void a_value_is_a_span_of_scores(void **state)
{
    (void)state;
    sample_t s = sample_of(VALUES, COUNT);
    const double below = 4.0 / COUNT, until = 7.0 / COUNT; /* of 3.5 */
    for (int k = 0; k <= 4; k++) {
        const double within = k / 4.0, z = pk_law_score(s.law, s.a, 3.5, -INFINITY, INFINITY, within);
        assert_near(gsl_cdf_ugaussian_P(z), below + within * (until - below), 1e-14);
    }
    pk_arena_free(&s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_value_has_its_part),     cmocka_unit_test(the_quantile_is_of_type_1),
        cmocka_unit_test(steps_are_met_for_any_count), cmocka_unit_test(moments_are_the_values),
        cmocka_unit_test(parts_are_integrals),         cmocka_unit_test(sums_have_the_moments),
        cmocka_unit_test(a_value_is_a_span_of_scores),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
