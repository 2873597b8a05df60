#include "result/summary.h"

#include <math.h>

#include "base/quantiles.h"

enum { LANES = 4 }; /* sums that run side by side, each waiting for itself only */

double pk_mean(const double *values, long count)
{
    double sum = 0;
    for (long i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum / (double)count;
}

double pk_mean_known(const double *values, long count)
{
    double sum = 0, known = 0;
    for (long i = 0; i < count; i++) {
        sum += isfinite(values[i]) ? values[i] : 0;
        known += isfinite(values[i]);
    }
    return known > 0 ? sum / known : NAN;
}

long pk_drop_nan(double *values, long count)
{
    long kept = 0;
    for (long i = 0; i < count; i++) {
        if (!isnan(values[i])) {
            values[kept++] = values[i];
        }
    }
    return kept;
}

typedef struct {
    double low, high, sum;
} pk_range_t;

static pk_range_t range_of(const double *values, long count)
{
    pk_range_t range = {values[0], values[0], 0};
    double sum[LANES] = {0};
    for (long i = 0; i < count; i++) {
        range.low = values[i] < range.low ? values[i] : range.low;
        range.high = values[i] > range.high ? values[i] : range.high;
    }
    const long even = count - count % LANES;
    for (long i = 0; i < even; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
            sum[lane] += values[i + lane];
        }
    }
    for (long i = even; i < count; i++) {
        sum[0] += values[i];
    }
    range.sum = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    return range;
}

/* Two passes; the second corrects the mean of the first and the squares for it (Björck's form): no cancellation. */
static double moments(const double *values, long count, double about, double *mean)
{
    double off[LANES] = {0}, square[LANES] = {0};
    const long even = count - count % LANES;
    for (long i = 0; i < even; i += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
            const double d = values[i + lane] - about;
            off[lane] += d;
            square[lane] += d * d;
        }
    }
    for (long i = even; i < count; i++) {
        off[0] += values[i] - about;
        square[0] += (values[i] - about) * (values[i] - about);
    }
    const double offs = (off[0] + off[1]) + (off[2] + off[3]);
    const double squares = (square[0] + square[1]) + (square[2] + square[3]);
    const double n = (double)count;
    *mean = about + offs / n;
    return fmax(0, squares - offs * offs / n);
}

double pk_squares(const double *values, long count, double *mean)
{
    const pk_range_t range = range_of(values, count);
    *mean = range.low;
    return range.low == range.high ? 0 : moments(values, count, range.sum / (double)count, mean);
}

pk_summary_t pk_summarise(double *values, long count)
{
    pk_range_t range = count > 0 ? range_of(values, count) : (pk_range_t){0};
    if (isnan(range.sum)) {
        count = pk_drop_nan(values, count);
        range = count > 0 ? range_of(values, count) : range;
    }
    if (count == 0) {
        return (pk_summary_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    }
    if (range.low == range.high) {
        const double x = range.low;
        return (pk_summary_t){x, count > 1 ? 0 : NAN, x, x, x, x, x};
    }
    pk_summary_t summary;
    summary.sd = sqrt(moments(values, count, range.sum / (double)count, &summary.mean) / ((double)count - 1));
    double at[PK_QUANTILES];
    pk_quantiles(values, count, range.low, range.high, at);
    summary.p05 = at[0];
    summary.p25 = at[1];
    summary.p50 = at[2];
    summary.p75 = at[3];
    summary.p95 = at[4];
    return summary;
}
