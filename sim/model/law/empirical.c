/* sample: F(x) = (values at most x) / n; the quantile of type 1, the least value with F >= u (Hyndman and Fan 1996,
 * Sample Quantiles in Statistical Packages), so that each value has the probability of its part of the rows. */
#include "model/law/empirical.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/quantiles.h"
#include "model/law/families.h"

const pk_empirical_t *pk_empirical_of(const double *values, int count, pk_arena_t *arena)
{
    double *sorted = PK_ARRAY(arena, double, count), *sums = PK_ARRAY(arena, double, count + 1);
    double *squares = PK_ARRAY(arena, double, count + 1);
    pk_empirical_t *self = PK_NEW(arena, pk_empirical_t);
    long double total = 0;
    memcpy(sorted, values, (size_t)count * sizeof *sorted);
    pk_sort(sorted, count);
    for (int k = 0; k < count; k++) {
        total += sorted[k];
    }
    *self = (pk_empirical_t){.count = count, .values = sorted, .sums = sums, .squares = squares};
    self->mean = fmin(fmax((double)(total / count), sorted[0]), sorted[count - 1]);
    for (int k = 0; k < count; k++) {
        const double from_mean = sorted[k] - self->mean;
        sums[k + 1] = sums[k] + from_mean;
        squares[k + 1] = squares[k] + from_mean * from_mean;
    }
    self->variance = squares[count] / count;
    return self;
}

double pk_empirical_argument(const pk_empirical_t *self)
{
    const double argument = (double)(uintptr_t)self;
    PK_REQUIRE((uintptr_t)argument == (uintptr_t)self);
    return argument;
}

static const pk_empirical_t *of(const double *a)
{
    return (const pk_empirical_t *)(uintptr_t)a[0];
}

static bool valid(const double *a)
{
    return a[0] > 0;
}

static void support(const double *a, double *low, double *high)
{
    *low = of(a)->values[0];
    *high = of(a)->values[of(a)->count - 1];
}

static double mean(const double *a)
{
    return of(a)->mean;
}

static double variance(const double *a)
{
    return of(a)->variance;
}

/* How many values are at most x. */
static int until(const pk_empirical_t *self, double x)
{
    int low = 0, high = self->count;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (self->values[middle] <= x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static double cdf(const double *a, double x)
{
    return (double)until(of(a), x) / of(a)->count;
}

static double survival(const double *a, double x)
{
    return (double)(of(a)->count - until(of(a), x)) / of(a)->count;
}

/* The least k with (k + 1) / n >= u, by the same division as the CDF's. */
static int at_quantile(const pk_empirical_t *self, double u)
{
    const double n = self->count;
    int k = (int)fmin(fmax(ceil(n * u) - 1, 0), n - 1);
    while (k > 0 && k / n >= u) {
        k--;
    }
    while (k + 1 < self->count && (k + 1) / n < u) {
        k++;
    }
    return k;
}

static double quantile(const double *a, double u)
{
    return of(a)->values[at_quantile(of(a), u)];
}

/* The integral of the quantile function, from the mean, over (0, u), and that of its square. */
static double integral(const pk_empirical_t *self, double u, double *square)
{
    const int k = at_quantile(self, u);
    const double from_mean = self->values[k] - self->mean, part = self->count * u - k;
    *square = (self->squares[k] + part * from_mean * from_mean) / self->count;
    return (self->sums[k] + part * from_mean) / self->count;
}

static void between(const double *a, double from, double to, double *mean_there, double *variance_there)
{
    const pk_empirical_t *self = of(a);
    const double low = quantile(a, nextafter(from, 1)), high = quantile(a, to);
    double square_from, square_to;
    *mean_there = low;
    *variance_there = 0;
    if (low < high) {
        const double first = integral(self, to, &square_to) - integral(self, from, &square_from);
        const double there = first / (to - from);
        *mean_there = fmin(fmax(self->mean + there, low), high);
        *variance_there = fmax((square_to - square_from) / (to - from) - there * there, 0);
    }
}

const pk_law_t pk_law_sample = {.name = "sample",
                                .valid = valid,
                                .valid_text = "a file and a column",
                                .support = support,
                                .mean = mean,
                                .variance = variance,
                                .cdf = cdf,
                                .survival = survival,
                                .quantile = quantile,
                                .between = between};
