#include "engine/summary.h"

#include <math.h>

static void swap(double *a, double *b)
{
    const double c = *a;
    *a = *b;
    *b = c;
}

static double median_of_three(const double *values, long low, long high)
{
    const double a = values[low], b = values[low + (high - low) / 2], c = values[high];
    return fmax(fmin(a, b), fmin(fmax(a, b), c));
}

/* Puts the value of rank `rank` in its sorted place, smaller ones before and larger ones behind it, within low..high
 * (Hoare's selection). */
static void select_rank(double *values, long low, long high, long rank)
{
    while (low < high) {
        const double pivot = median_of_three(values, low, high);
        long i = low, j = high;
        while (i <= j) {
            while (values[i] < pivot) {
                i++;
            }
            while (values[j] > pivot) {
                j--;
            }
            if (i <= j) {
                swap(&values[i++], &values[j--]);
            }
        }
        if (rank <= j) {
            high = j;
        } else if (rank >= i) {
            low = i;
        } else {
            return;
        }
    }
}

static double quantile_from(double *values, long count, long low, double probability)
{
    const double h = (double)(count - 1) * probability;
    const long rank = (long)floor(h);
    select_rank(values, low, count - 1, rank);
    if (h == (double)rank || rank + 1 >= count) {
        return values[rank];
    }
    select_rank(values, rank + 1, count - 1, rank + 1);
    return values[rank] + (h - (double)rank) * (values[rank + 1] - values[rank]);
}

double pk_quantile(double *values, long count, double probability)
{
    return quantile_from(values, count, 0, probability);
}

static long drop_nan(double *values, long count)
{
    long kept = 0;
    for (long i = 0; i < count; i++) {
        if (!isnan(values[i])) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

static bool all_equal(const double *values, long count)
{
    for (long i = 1; i < count; i++) {
        if (values[i] != values[0]) {
            return false;
        }
    }
    return true;
}

/* Welford's recursion: one pass, no cancellation. */
static void moments(const double *values, long count, pk_summary_t *summary)
{
    double mean = 0, squares = 0;
    for (long i = 0; i < count; i++) {
        const double off = values[i] - mean;
        mean += off / (double)(i + 1);
        squares += off * (values[i] - mean);
    }
    summary->mean = mean;
    summary->sd = count > 1 ? sqrt(squares / (double)(count - 1)) : NAN;
}

pk_summary_t pk_summarise(double *values, long count)
{
    count = drop_nan(values, count);
    if (count == 0) {
        return (pk_summary_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    }
    if (all_equal(values, count)) {
        const double x = values[0];
        return (pk_summary_t){x, count > 1 ? 0 : NAN, x, x, x, x, x};
    }
    pk_summary_t summary;
    moments(values, count, &summary);
    static const double AT[] = {0.05, 0.25, 0.5, 0.75, 0.95};
    double *const into[] = {&summary.p05, &summary.p25, &summary.p50, &summary.p75, &summary.p95};
    long low = 0;
    for (int k = 0; k < 5; k++) {
        *into[k] = quantile_from(values, count, low, AT[k]);
        low = (long)floor((double)(count - 1) * AT[k]);
    }
    return summary;
}
