#include "report/density.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

static const double reach = 3; /* bandwidths */

bool pk_density_make(pk_density_t *self, const double *values, int count)
{
    *self = (pk_density_t){.values = pk_heap((size_t)count + 1, sizeof *values)};
    for (int i = 0; i < count; i++) {
        if (isfinite(values[i])) {
            self->values[self->count++] = values[i];
        }
    }
    size_t n = (size_t)self->count;
    if (n < 2) {
        return false;
    }
    gsl_sort(self->values, 1, n);
    double sd = gsl_stats_sd(self->values, 1, n);
    double middle = (gsl_stats_quantile_from_sorted_data(self->values, 1, n, 0.75) -
                     gsl_stats_quantile_from_sorted_data(self->values, 1, n, 0.25)) /
                    1.34;
    self->bandwidth = 0.9 * (middle > 0 && middle < sd ? middle : sd) * pow((double)n, -0.2);
    double size = fmax(fabs(self->values[0]), fabs(self->values[n - 1]));
    return self->bandwidth > 1e-12 * size;
}

void pk_density_free(pk_density_t *self)
{
    free(self->values);
    *self = (pk_density_t){0};
}

/* The first value that is not below x. */
static int first_from(const pk_density_t *self, double x)
{
    int low = 0, high = self->count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (self->values[middle] < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

double pk_density_at(const pk_density_t *self, double x)
{
    double sum = 0, h = self->bandwidth;
    for (int i = first_from(self, x - 6 * h); i < self->count && self->values[i] <= x + 6 * h; i++) {
        double z = (x - self->values[i]) / h;
        sum += exp(-0.5 * z * z);
    }
    return sum / (self->count * h * sqrt(2 * M_PI));
}

double pk_density_low(const pk_density_t *self)
{
    return self->values[0] - reach * self->bandwidth;
}

double pk_density_high(const pk_density_t *self)
{
    return self->values[self->count - 1] + reach * self->bandwidth;
}
