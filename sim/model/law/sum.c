/* The sum of n independent draws at a cost that does not grow with n. */
#include <math.h>

#include "base/draw.h"
#include "model/law/families.h"

enum { SLICES = 64, BY_QUANTILE = 1024, BY_DRAW = 8192, OUTER_DRAWN_OUT = 64, INNER_DRAWN_OUT = 16, POINTS = 5 };

static const double deepest = 0x1p-40; /* no slice is cut finer than this; 64 draws of a trillion fall in it */

/* The law between its quantiles at `from` and `until`, with luck of its own: no slice's draws depend on another's. */
typedef struct {
    const pk_law_t *law;
    const double *a;
    double from, until;
} pk_slice_t;

static double drawn_out(const pk_slice_t *slice, double n, pk_stream_t *stream)
{
    double total = 0;
    for (double i = 0; i < n; i++) {
        total += slice->law->quantile(slice->a, slice->from + pk_stream_uniform(stream) * (slice->until - slice->from));
    }
    return total;
}

static double drawn(const pk_law_t *law, const double *a, double n, pk_stream_t *stream)
{
    double total = 0;
    for (double i = 0; i < n; i++) {
        total += law->draw(a, stream);
    }
    return total;
}

/* Mean and variance within a slice by Gauss and Legendre's five points on the quantile function: next to the ends of
 * (0, 1), where it may be singular, good to 1e-7 of the slice's spread, elsewhere to 1e-12; or as the law knows them.
 */
static void slice_moments(const pk_slice_t *slice, double *mean, double *variance)
{
    static const double at[POINTS] = {0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332};
    static const double weight[POINTS] = {0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683,
                                          0.118463442528095};
    double x[POINTS];
    if (slice->law->between != NULL) {
        slice->law->between(slice->a, slice->from, slice->until, mean, variance);
        return;
    }
    *mean = *variance = 0;
    for (int i = 0; i < POINTS; i++) {
        x[i] = slice->law->quantile(slice->a, slice->from + at[i] * (slice->until - slice->from));
        *mean += weight[i] * x[i];
    }
    for (int i = 0; i < POINTS; i++) {
        *variance += weight[i] * (x[i] - *mean) * (x[i] - *mean);
    }
}

static double normal_sum(const pk_slice_t *slice, double n, pk_stream_t *stream)
{
    double mean, variance;
    slice_moments(slice, &mean, &variance);
    const double spread = sqrt(n * variance);
    /* Irwin and Hall's sum of twelve uniforms: bounded, as the slice is. */
    double z = -6;
    for (int i = 0; i < 12; i++) {
        z += pk_stream_uniform(stream);
    }
    return n * mean + spread * z;
}

static double split(const pk_slice_t *whole, double n, pk_stream_t *stream);

/* The slices at the ends may have a tail or a pole in them: they are split again until few draws are left. */
static double slice_sum(const pk_slice_t *slice, double n, pk_stream_t *stream)
{
    const bool outermost = slice->from == 0 || slice->until == 1;
    if (n <= (outermost ? OUTER_DRAWN_OUT : INNER_DRAWN_OUT)) {
        return drawn_out(slice, n, stream);
    }
    return outermost && slice->until - slice->from > deepest ? split(slice, n, stream) : normal_sum(slice, n, stream);
}

static double split(const pk_slice_t *whole, double n, pk_stream_t *stream)
{
    const uint64_t luck = pk_stream_bits(stream);
    const double width = (whole->until - whole->from) / SLICES;
    double total = 0, left = n;
    for (int i = 0; i < SLICES && left > 0; i++) {
        const double until = i == SLICES - 1 ? whole->until : whole->from + (i + 1) * width;
        const pk_slice_t slice = {whole->law, whole->a, whole->from + i * width, until};
        pk_stream_t own = pk_stream_at(luck, (uint64_t)i, PK_PURPOSE_MONEY, 0, 0);
        const double here = i == SLICES - 1 ? left : pk_draw_binomial(stream, left, 1.0 / (SLICES - i));
        total += slice_sum(&slice, here, &own);
        left -= here;
    }
    return total;
}

/* Pearson's type III: mean + sd (G - k) / sqrt(k) with G ~ gamma(k), k = 4 / skewness^2, mirrored where the law leans
 * to the left, and with the luck turned round too, so that more luck is more money. Next to no skewness: the normal
 * law. */
static double by_three_moments(const pk_law_t *law, const double *a, double n, pk_stream_t *stream)
{
    static const double next_to_none = 1e-4;
    const double skewness = law->skewness(a) / sqrt(n), sign = skewness < 0 ? -1 : 1;
    const double sum[] = {n * law->mean(a), sqrt(n * law->variance(a))};
    if (fabs(skewness) < next_to_none) {
        return pk_law_normal.sum(sum, 1, stream);
    }
    const double k = 4 / (skewness * skewness);
    return sum[0] + sign * sum[1] * (pk_gamma_draw(k, sign, stream) - k) / sqrt(k);
}

double pk_law_sum(const pk_law_t *law, const double *a, double n, pk_stream_t *stream)
{
    if (law->sum) {
        return law->sum(a, n, stream);
    }
    if (n > BY_QUANTILE && law->skewness && !isnan(law->skewness(a))) {
        return by_three_moments(law, a, n, stream);
    }
    const pk_slice_t whole = {law, a, 0, 1};
    if (n > (law->draw ? BY_DRAW : BY_QUANTILE)) {
        return split(&whole, n, stream);
    }
    return law->draw ? drawn(law, a, n, stream) : drawn_out(&whole, n, stream);
}
