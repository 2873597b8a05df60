/* Quantiles of type 7 by selection against a full sort. */
#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "engine/summary.h"

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double by_sorting(const double *sorted, long n, double p)
{
    const double h = (double)(n - 1) * p;
    const long low = (long)floor(h);
    return low + 1 < n ? sorted[low] + (h - (double)low) * (sorted[low + 1] - sorted[low]) : sorted[low];
}

/* Every size up to 60 and some larger ones; whole numbers with many ties, and reals. */
static void selection_is_sorting(void **state)
{
    (void)state;
    static double values[1500], sorted[1500];
    pk_stream_t s = pk_stream_at(5, 0, PK_PURPOSE_START, 0, 0);
    for (long n = 1; n <= 1500; n += n < 60 ? 1 : 97) {
        for (int ties = 0; ties < 2; ties++) {
            for (long i = 0; i < n; i++) {
                const double u = pk_stream_uniform(&s);
                values[i] = ties ? floor(u * 6) : u;
            }
            memcpy(sorted, values, sizeof values);
            qsort(sorted, (size_t)n, sizeof *sorted, ascending);
            const pk_summary_t summary = pk_summarise(values, n);
            assert_near(summary.p05, by_sorting(sorted, n, 0.05), 0);
            assert_near(summary.p25, by_sorting(sorted, n, 0.25), 0);
            assert_near(summary.p50, by_sorting(sorted, n, 0.5), 0);
            assert_near(summary.p75, by_sorting(sorted, n, 0.75), 0);
            assert_near(summary.p95, by_sorting(sorted, n, 0.95), 0);
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
