#include "study/information.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "study/basis.h"

/* Least squares by normal equations: products of the columns, the constant first and the gain last, summed over each
 * replicate, so that a fit without one of them is a difference of sums. */
typedef struct {
    const double *gain;
    pk_basis_t basis;
    long each;
    int width;      /* 1 + columns + 1 */
    double guess;   /* of the gain's mean, taken off: round-off */
    double *sums;   /* [replicate][width][width], the lower half */
    double *factor; /* [width][width]: of the sums at hand */
    double *slopes; /* [width - 1] */
    bool worth;     /* what is asked for: worth, or the index */
} regression_t;

static double entry(const regression_t *self, int column, long point)
{
    return column == 0                ? 1
           : column < self->width - 1 ? self->basis.columns[(column - 1) * self->basis.nvalue + point]
                                      : self->gain[point] - self->guess;
}

static void sum_up(regression_t *self)
{
    const int w = self->width;
    double *row = pk_heap((size_t)w, sizeof *row);
    for (long k = 0; k < PK_REPLICATES * self->each; k++) {
        double *sums = &self->sums[k / self->each * w * w];
        for (int i = 0; i < w; i++) {
            row[i] = entry(self, i, k);
        }
        for (int i = 0; isfinite(row[w - 1]) && i < w; i++) {
            for (int j = 0; j <= i; j++) {
                sums[i * w + j] += row[i] * row[j];
            }
        }
    }
    free(row);
}

/* The sums of all replicates but one, factored in place (Cholesky); a column that depends on those before it is left
 * out. Returns how many are in. The last row is then what the columns tell of the gain, its last entry what they do
 * not.
 */
static int factorise(regression_t *self, int without)
{
    static const double NEWS = 1e-9; /* less of a column is round-off */
    const int w = self->width;
    double *f = self->factor;
    int rank = 0;
    memset(f, 0, (size_t)w * (size_t)w * sizeof *f);
    for (int r = 0; r < PK_REPLICATES; r++) {
        for (long k = 0; r != without && k < (long)w * w; k++) {
            f[k] += self->sums[(long)r * w * w + k];
        }
    }
    for (int j = 0; j < w - 1; j++) {
        double left = f[j * w + j];
        const double whole = left;
        for (int k = 0; k < j; k++) {
            left -= f[j * w + k] * f[j * w + k];
        }
        const bool news = left > NEWS * whole;
        const double root = news ? sqrt(left) : 0;
        rank += news;
        for (int i = j + 1; i < w; i++) {
            double sum = f[i * w + j];
            for (int k = 0; k < j; k++) {
                sum -= f[i * w + k] * f[j * w + k];
            }
            f[i * w + j] = news ? sum / root : 0;
        }
        f[j * w + j] = root;
    }
    return rank;
}

static void solve(regression_t *self)
{
    const int w = self->width;
    for (int j = w - 2; j >= 0; j--) {
        double sum = self->factor[(w - 1) * w + j];
        for (int k = j + 1; k < w - 1; k++) {
            sum -= self->factor[k * w + j] * self->slopes[k];
        }
        const double root = self->factor[j * w + j];
        self->slopes[j] = root > 0 ? sum / root : 0;
    }
}

/* What the columns explain of a gain that varies by `whole`, and that without what chance explains. */
typedef struct {
    double plain, adjusted, mean;
    long count;
} explained_t;

static explained_t fit(regression_t *self, int without)
{
    const int w = self->width, rank = factorise(self, without);
    const double *told = &self->factor[(w - 1) * w];
    const double count = self->factor[0] * self->factor[0];
    double explained = 0;
    for (int k = 1; k < w - 1; k++) {
        explained += told[k] * told[k];
    }
    const double whole = told[w - 1] - told[0] * told[0]; /* about the mean */
    solve(self);
    explained_t out = {.count = lround(count), .mean = told[0] / self->factor[0], .plain = NAN, .adjusted = NAN};
    if (whole > 1e-24 * told[w - 1] && count > rank + 1) {
        out.plain = fmin(explained / whole, 1);
        out.adjusted = 1 - (1 - out.plain) * (count - 1) / (count - rank);
    }
    return out;
}

static double ahead(double mean)
{
    return mean > 0 ? mean : 0;
}

/* The gain to be expected at a point by the fit at hand, drawn to its mean. */
static double expected_at(const regression_t *self, const explained_t *explained, long point)
{
    const double shrink = explained->adjusted > 0 ? sqrt(explained->adjusted / explained->plain) : 0;
    double off = -explained->mean;
    for (int i = 0; shrink > 0 && i < self->width - 1; i++) {
        off += self->slopes[i] * entry(self, i, point);
    }
    return explained->mean + self->guess + shrink * off;
}

static double worth_of(const regression_t *self, const explained_t *explained, int without)
{
    double sum = 0, count = 0;
    for (long k = 0; k < PK_REPLICATES * self->each; k++) {
        if (k / self->each != without && isfinite(self->gain[k])) {
            sum += ahead(expected_at(self, explained, k));
            count++;
        }
    }
    return fmax(sum / count - ahead(explained->mean + self->guess), 0);
}

/* What decisions at each replicate by what the others tell have gained over the one decision by all. */
static double worth_elsewhere(regression_t *self)
{
    const explained_t all = fit(self, -1);
    double sum = 0, count = 0;
    for (int r = 0; r < PK_REPLICATES; r++) {
        const explained_t others = fit(self, r);
        for (long k = r * self->each; k < (r + 1) * self->each; k++) {
            if (isfinite(self->gain[k])) {
                const bool chosen = expected_at(self, &others, k) > 0, usual = all.mean + self->guess > 0;
                sum += self->gain[k] * (chosen - usual);
                count++;
            }
        }
    }
    return sum / count;
}

static double told_without(void *context, int replicate)
{
    regression_t *self = context;
    const explained_t explained = fit(self, replicate);
    return self->worth ? worth_of(self, &explained, replicate) : explained.adjusted;
}

/* Some value of the gain. */
static double some(const double *gain, long count)
{
    for (long k = 0; k < count; k++) {
        if (isfinite(gain[k])) {
            return gain[k];
        }
    }
    return 0;
}

pk_informed_t pk_information_of(const double *gain, const double *const *numbers, int count, const pk_points_t *points)
{
    regression_t self = {.gain = gain, .each = points->each, .basis = {.nvalue = pk_points_size(points)}};
    self.basis = pk_basis_of(numbers, count, pk_points_size(points));
    self.width = self.basis.count + 2;
    self.guess = some(gain, pk_points_size(points));
    self.sums = pk_heap(PK_REPLICATES * (size_t)self.width * (size_t)self.width, sizeof(double));
    self.factor = pk_heap((size_t)self.width * (size_t)self.width, sizeof(double));
    self.slopes = pk_heap((size_t)self.width, sizeof(double));
    sum_up(&self);
    pk_informed_t out = {.first = pk_jackknife(told_without, &self)};
    self.worth = true;
    out.worth = pk_jackknife(told_without, &self);
    out.worth.se = hypot(out.worth.se, out.worth.value - worth_elsewhere(&self));
    free(self.sums);
    free(self.factor);
    free(self.slopes);
    pk_basis_free(&self.basis);
    return out;
}

/* ---- of everything ---- */

typedef struct {
    const double *gain;
    long each;
} everything_t;

static double all_without(void *context, int replicate)
{
    const everything_t *self = context;
    double sum = 0, better = 0, count = 0;
    for (long k = 0; k < PK_REPLICATES * self->each; k++) {
        if (k / self->each != replicate && isfinite(self->gain[k])) {
            sum += self->gain[k];
            better += ahead(self->gain[k]);
            count++;
        }
    }
    return fmax(better / count - ahead(sum / count), 0);
}

pk_known_t pk_information_of_all(const double *gain, const pk_points_t *points)
{
    everything_t self = {.gain = gain, .each = points->each};
    return pk_jackknife(all_without, &self);
}
