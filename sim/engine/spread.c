#include "engine/spread.h"

#include <math.h>
#include <string.h>

#include "engine/gauss.h"

/* What is integrated: the law's density times x^power from low to high. */
typedef struct {
    const pk_law_t *law;
    const double *a;
    double low, high, scale; /* scale: of a law without an upper end */
    int power;
} span_t;

/* x at y, and the logarithm of density times dx/dy. */
static double log_weight(const span_t *self, double y, double *x)
{
    double log_step, slope;
    if (isinf(self->high)) {
        const double log_x = y - exp(-y);
        *x = self->low + self->scale * exp(log_x);
        log_step = log_x + log1p(exp(-y)) + log(self->scale);
    } else {
        const double z = M_PI * sinh(y), below = -log1p(exp(-z)), above = -log1p(exp(z));
        *x = z < 0 ? self->low + (self->high - self->low) * exp(below)
                   : self->high - (self->high - self->low) * exp(above);
        log_step = below + above + log(M_PI * cosh(y)) + log(self->high - self->low);
    }
    return *x > 0 ? self->law->log_density(self->a, *x, &slope) + log_step + self->power * log(*x) : -INFINITY;
}

static double log_weight_at(const span_t *self, double y)
{
    double x;
    return log_weight(self, y, &x);
}

/* The y of the greatest weight, of which there is one. */
static double peak_of(const span_t *self, double first, double last)
{
    enum { STEPS = 1000, HALVINGS = 60 };
    const double step = (last - first) / STEPS;
    double best = first;
    for (int k = 0; k <= STEPS; k++) {
        const double y = first + k * step;
        best = log_weight_at(self, y) > log_weight_at(self, best) ? y : best;
    }
    double low = best - step, high = best + step;
    for (int k = 0; k < HALVINGS; k++) {
        const double left = low + (high - low) / 3, right = high - (high - low) / 3;
        *(log_weight_at(self, left) < log_weight_at(self, right) ? &low : &high) =
            log_weight_at(self, left) < log_weight_at(self, right) ? left : right;
    }
    return (low + high) / 2;
}

/* Where, from the peak towards `end`, next to nothing is left. */
static double end_of(const span_t *self, double peak, double end)
{
    enum { HALVINGS = 50 };
    static const double NOTHING = 42; /* e^-42 = 6e-19 */
    const double least = log_weight_at(self, peak) - NOTHING;
    double inside = peak, outside = end;
    for (int k = 0; k < HALVINGS; k++) {
        const double y = (inside + outside) / 2;
        *(log_weight_at(self, y) > least ? &inside : &outside) = y;
    }
    return outside;
}

/* Logarithms of the weights of `count` points. */
static void fill_span(const span_t *self, int count, double *x, double *weight)
{
    static const double FIRST = -7, LAST = 40, LAST_BOUNDED = 7;
    const double end = isinf(self->high) ? LAST : LAST_BOUNDED;
    const double peak = peak_of(self, FIRST, end);
    const double from = end_of(self, peak, FIRST), step = (end_of(self, peak, end) - from) / (count - 1);
    for (int k = 0; k < count; k++) {
        weight[k] = log_weight(self, from + k * step, &x[k]) + log(step);
    }
}

static bool normalise(pk_spread_t *self)
{
    double most = -INFINITY, sum = 0;
    for (int k = 0; k < self->count; k++) {
        most = fmax(most, self->weight[k]);
    }
    for (int k = 0; k < self->count; k++) {
        self->weight[k] = isfinite(most) && self->weight[k] > -INFINITY ? exp(self->weight[k] - most) : 0;
        sum += self->weight[k];
    }
    for (int k = 0; k < self->count; k++) {
        self->weight[k] /= sum;
    }
    return isfinite(sum) && sum > 0;
}

bool pk_spread_of(const pk_law_t *law, const double *a, double low, double high, int power, pk_spread_t *out)
{
    enum { OF_BETA = 128 };
    static const double ENDLESS = 1e300;
    double least, most;
    law->support(a, &least, &most);
    if (strcmp(law->name, "beta") == 0 && low <= 0 && high >= 1) {
        out->count = OF_BETA;
        pk_gauss_of_beta(a[0] + power, a[1], OF_BETA, out->x, out->weight);
        return true;
    }
    span_t span = {.law = law, .a = a, .low = fmax(low, least), .high = fmin(high, most), .power = power};
    span.high = span.high > ENDLESS ? INFINITY : span.high;
    if (!(span.low < span.high)) {
        return false;
    }
    span.scale = fmax(law->quantile(a, 0.5) - span.low, 1e-12);
    out->count = PK_SPREAD_POINTS;
    int done = 0;
    const double step_at = law->step_at != NULL ? law->step_at(a) : NAN;
    if (step_at > span.low && step_at < span.high) {
        const span_t rising = {.law = law, .a = a, .low = span.low, .high = step_at, .scale = 1, .power = power};
        done = PK_SPREAD_POINTS / 2;
        fill_span(&rising, done, out->x, out->weight);
        span.low = step_at;
        span.scale = fmax(law->quantile(a, 0.75) - span.low, 1e-12);
    }
    fill_span(&span, PK_SPREAD_POINTS - done, &out->x[done], &out->weight[done]);
    return normalise(out);
}

double pk_spread_exponent(const pk_law_t *law, const double *a, double low)
{
    static const double NEAR = 1e-9;
    double least, most, slope;
    law->support(a, &least, &most);
    if (fmax(low, least) > NEAR) {
        return INFINITY;
    }
    if (strcmp(law->name, "beta") == 0) {
        return a[0];
    }
    const double x = NEAR * law->quantile(a, 0.5);
    (void)law->log_density(a, x, &slope);
    return 1 + x * slope;
}
