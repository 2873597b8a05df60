/* Quantiles of type 7 by slices against a full sort. */
#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "result/summary.h"

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double by_sorting(const double *sorted, long n, double p)
{
    const double h = (double)(n - 1) * p;
    const long low = (long)floor(h);
    if (h == (double)low || sorted[low] == sorted[low + 1]) {
        return sorted[low];
    }
    return sorted[low] + (h - (double)low) * (sorted[low + 1] - sorted[low]);
}

typedef double kind_t(double u);

static double ties(double u)
{
    return floor(u * 6);
}
static double plain(double u)
{
    return u;
}
static double many_numbers(double u)
{
    return floor(u * 5000) - 2500;
}
static double crowded(double u)
{
    return u < 0.97 ? 1 + u * 1e-9 : 1e6 * u;
} /* nearly all in one slice */
static double hardly_any(double u)
{
    return u * 1e-310;
} /* too narrow for slices */
static double endless(double u)
{
    return u < 0.9 ? u : INFINITY;
}
static double enormous(double u)
{
    return (u - 0.5) * 1.6e308 * 2;
} /* the range overflows */

/* Every size up to 60 and some larger ones: whole numbers with many ties and with few, reals, and ranges on which equal
 * slices are of no use. */
static void selection_is_sorting(void **state)
{
    (void)state;
    static double values[1500], sorted[1500];
    kind_t *const kinds[] = {ties, plain, many_numbers, crowded, hardly_any, endless, enormous};
    pk_stream_t s = pk_stream_at(5, 0, PK_PURPOSE_START, 0, 0);
    for (long n = 1; n <= 1500; n += n < 60 ? 1 : 97) {
        for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
            for (long i = 0; i < n; i++) {
                values[i] = kinds[kind](pk_stream_uniform(&s));
            }
            memcpy(sorted, values, sizeof values);
            qsort(sorted, (size_t)n, sizeof *sorted, ascending);
            const pk_summary_t summary = pk_summarise(values, n);
            const double found[] = {summary.p05, summary.p25, summary.p50, summary.p75, summary.p95};
            static const double at[] = {0.05, 0.25, 0.5, 0.75, 0.95};
            for (int k = 0; k < 5; k++) {
                const double exact = by_sorting(sorted, n, at[k]);
                assert_true(found[k] == exact);
            }
        }
    }
}

/* 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squares 32, so sd sqrt(32/7). NaNs are left out; one value has no sd. */
static void moments(void **state)
{
    (void)state;
    double values[] = {2, NAN, 4, 4, 4, 5, NAN, 5, 7, 9};
    const pk_summary_t summary = pk_summarise(values, 10);
    assert_near(summary.mean, 5, 1e-15);
    assert_close(summary.sd, sqrt(32 / 7.0), 1e-14);
    double one[] = {3};
    assert_true(isnan(pk_summarise(one, 1).sd));
    double none[] = {NAN};
    assert_true(isnan(pk_summarise(none, 1).mean));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(selection_is_sorting), cmocka_unit_test(moments)};
    return cmocka_run_group_tests_name("engine_summary", tests, NULL, NULL);
}
