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

/* Type 7: between the ranks floor(h) and floor(h) + 1, h = (n-1) p. Once the lower one is in place, the upper one is
 * the smallest of those behind it. */
static double quantile_within(double *values, long count, long low, long high, double probability)
{
    const double h = (double)(count - 1) * probability;
    const long rank = (long)floor(h);
    select_rank(values, low, high, rank);
    if (h == (double)rank) {
        return values[rank];
    }
    double next = values[rank + 1];
    for (long i = rank + 2; i <= high; i++) {
        next = values[i] < next ? values[i] : next;
    }
    /* Nothing beyond `high` is smaller: it was put there by an earlier selection. */
    return values[rank] + (h - (double)rank) * (next - values[rank]);
}

double pk_quantile(double *values, long count, double probability)
{
    return quantile_within(values, count, 0, count - 1, probability);
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
    /* The median halves the work of the others. A half keeps the median's neighbour, which its quantiles may touch. */
    const long last = count - 1, middle = (long)floor((double)last * 0.5);
    const long quarter = (long)floor((double)last * 0.25), three = (long)floor((double)last * 0.75);
    summary.p50 = quantile_within(values, count, 0, last, 0.5);
    summary.p25 = quantile_within(values, count, 0, middle, 0.25);
    summary.p05 = quantile_within(values, count, 0, quarter + (quarter < middle), 0.05);
    summary.p75 = quantile_within(values, count, middle, last, 0.75);
    summary.p95 = quantile_within(values, count, three, last, 0.95);
    return summary;
}
