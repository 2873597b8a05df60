/* Digests of batches against the whole sample, sorted: no quantile's rank is off by more than is told, also where the
 * batches trend; of samples whose batches are alike less than 0.2% is told (beyond it for one bin of 10,000 values with
 * a chance of 4e-8; the seeds are fixed). Mean and sd are those of one pass to rounding. One batch is the exact
 * summary, byte for byte. */
#include "engine/digest.h"

#include "pk_test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/stream.h"

enum { BATCH = 10000, BATCHES = 7, ALL = BATCH * BATCHES };

static const double AT[] = {0.05, 0.25, 0.5, 0.75, 0.95};

static double normal(double u, long i)
{
    (void)i;
    return gsl_cdf_ugaussian_Pinv(u);
}
static double skewed(double u, long i)
{
    (void)i;
    return exp(2 * gsl_cdf_ugaussian_Pinv(u));
}
/* A count of some thousands. */
static double demand(double u, long i)
{
    (void)i;
    return round(20000 + 140 * gsl_cdf_ugaussian_Pinv(u));
}
/* 0, 1, 2, ... with chances 1/2, 1/4, ... */
static double few(double u, long i)
{
    (void)i;
    return floor(-log2(u));
}
/* Nobody in three of five runs, else anything. */
static double atom(double u, long i)
{
    (void)i;
    return u < 0.6 ? 0 : u;
}
static double constant(double u, long i)
{
    (void)u, (void)i;
    return -7.25;
}
/* Every batch lies higher than the one before: what no runs do. */
static double trending(double u, long i)
{
    return u + (double)(i / BATCH) * 0.4;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* How far the rank h is from those of a value, in a sorted sample. */
static double off_by(const double *sorted, double value, double h)
{
    long below = 0, upto = 0;
    while (below < ALL && sorted[below] < value) {
        below++;
    }
    for (upto = below; upto < ALL && sorted[upto] == value;) {
        upto++;
    }
    return h < (double)below - 1 ? (double)below - 1 - h : h > (double)upto ? h - (double)upto : 0;
}

static void check(const char *name, double (*value)(double u, long i), double most)
{
    double *values = pk_heap(ALL, sizeof(double)), *batch = pk_heap(BATCH, sizeof(double)), error;
    pk_stream_t stream = pk_stream_at(20261127, 0, PK_PURPOSE_MONEY, 0, (uint64_t)name[0]);
    pk_digest_t digest = {0};
    for (long i = 0; i < ALL; i++) {
        values[i] = value(pk_stream_uniform(&stream), i);
    }
    for (long first = 0; first < ALL; first += BATCH) {
        memcpy(batch, &values[first], BATCH * sizeof(double));
        pk_digest_add(&digest, batch, BATCH, false);
    }
    const pk_summary_t s = pk_digest_summary(&digest, &error);
    qsort(values, ALL, sizeof(double), ascending);
    const double told[] = {s.p05, s.p25, s.p50, s.p75, s.p95};
    for (int k = 0; k < 5; k++) {
        const double off = off_by(values, told[k], AT[k] * (ALL - 1)) / ALL;
        if (off > error + 1e-12) {
            fail_msg("%s, quantile %g: the rank is off by %g, told was %g", name, AT[k], off, error);
        }
    }
    print_message("%s: told %.3g\n", name, error);
    assert_true(error <= most);
    const pk_summary_t exact = pk_summarise(values, ALL);
    assert_close(s.mean, exact.mean, 1e-12);
    assert_close(s.sd, exact.sd, 1e-10);
    pk_digest_free(&digest);
    free(values);
    free(batch);
}

static void ranks_are_as_told(void **state)
{
    (void)state;
    check("normal", normal, 0.002);
    check("skewed", skewed, 0.002);
    check("demand", demand, 0.002);
    check("few", few, 0);
    check("atom", atom, 0.002);
    check("constant", constant, 0);
    check("trending", trending, 1);
}

static void one_batch_is_exact(void **state)
{
    (void)state;
    double values[1000], again[1000], error;
    pk_stream_t stream = pk_stream_at(1, 0, PK_PURPOSE_MONEY, 0, 1);
    for (int i = 0; i < 1000; i++) {
        values[i] = again[i] = i % 100 == 7 ? NAN : normal(pk_stream_uniform(&stream), i);
    }
    pk_digest_t digest = {0};
    pk_digest_add(&digest, values, 1000, true);
    const pk_summary_t s = pk_digest_summary(&digest, &error), exact = pk_summarise(again, 1000);
    assert_memory_equal(&s, &exact, sizeof s);
    assert_near(error, 0, 0);
    pk_digest_free(&digest);
}

static void nothing_is_defined(void **state)
{
    (void)state;
    double error, none[] = {NAN, NAN}, one[] = {NAN, 3, NAN};
    pk_digest_t digest = {0};
    pk_digest_add(&digest, none, 2, false);
    assert_true(isnan(pk_digest_summary(&digest, &error).mean));
    pk_digest_add(&digest, one, 3, false);
    const pk_summary_t s = pk_digest_summary(&digest, &error);
    assert_near(s.mean, 3, 0);
    assert_near(s.p05, 3, 0);
    assert_true(isnan(s.sd));
    assert_near(error, 0, 0);
    pk_digest_free(&digest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ranks_are_as_told),
        cmocka_unit_test(one_batch_is_exact),
        cmocka_unit_test(nothing_is_defined),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
