#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "infer/gate.h"

enum { BINS = 20, LOOKED_AT = 4000 };

static const double APART = 3;     /* sds within the chains between groups of chains that do not meet */
static const double DEPENDS = .3;  /* correlation of a funnel, in size */
static const double AS_WIDE = .95; /* of the prior sd: the data have said nothing */

static void moments(const double *x, long count, double *mean, double *sd)
{
    double sum = 0, squares = 0;
    for (long i = 0; i < count; i++) {
        sum += x[i];
    }
    *mean = sum / (double)count;
    for (long i = 0; i < count; i++) {
        squares += (x[i] - *mean) * (x[i] - *mean);
    }
    *sd = sqrt(squares / (double)count);
}

/* ---- chains that do not meet ---- */

typedef struct {
    double mean;
    int chain;
} placed_chain_t;

static int by_mean(const void *a, const void *b)
{
    const double one = ((const placed_chain_t *)a)->mean, other = ((const placed_chain_t *)b)->mean;
    return (one > other) - (one < other);
}

/* The widest gap between neighbouring chains in one coordinate, over the sd within; takes it where it is wider. */
static void look_for_gap(const pk_sampler_t *sampler, int coordinate, placed_chain_t *place, double *x, double *widest,
                         pk_separated_t *out, bool *high)
{
    const int nchain = sampler->nchain;
    double within = 0;
    pk_sampler_column(sampler, true, coordinate, x);
    for (int c = 0; c < nchain; c++) {
        double sd;
        moments(&x[c * sampler->ndraw], sampler->ndraw, &place[c].mean, &sd);
        place[c].chain = c;
        within += sd * sd / nchain;
    }
    qsort(place, (size_t)nchain, sizeof *place, by_mean);
    for (int k = 1; k < nchain; k++) {
        const double gap = (place[k].mean - place[k - 1].mean) / sqrt(within);
        if (gap > *widest) {
            *widest = gap;
            *out = (pk_separated_t){.coordinate = coordinate, .nhigh = nchain - k};
            for (int j = 0; j < nchain; j++) {
                high[place[j].chain] = j >= k;
                *(j >= k ? &out->high_mean : &out->low_mean) += place[j].mean / (j >= k ? nchain - k : k);
            }
            out->apart = (out->high_mean - out->low_mean) / sqrt(within);
        }
    }
}

/* Mean log density of the higher chains less that of the others. */
static double difference(const pk_sampler_t *sampler, const bool *high, int nhigh)
{
    double sum = 0;
    for (int c = 0; c < sampler->nchain; c++) {
        double mean, sd;
        moments(sampler->chain[c].log_density, sampler->ndraw, &mean, &sd);
        sum += high[c] ? mean / nhigh : -mean / (sampler->nchain - nhigh);
    }
    return sum;
}

pk_separated_t pk_find_separated(const pk_sampler_t *sampler, bool *high)
{
    pk_separated_t out = {0};
    memset(high, 0, (size_t)sampler->nchain * sizeof *high);
    if (sampler->ndraw < 2) {
        return out;
    }
    placed_chain_t *place = pk_heap((size_t)sampler->nchain, sizeof *place);
    double *x = pk_heap((size_t)(sampler->nchain * sampler->ndraw), sizeof *x), widest = 0;
    for (int i = 0; i < sampler->n; i++) {
        look_for_gap(sampler, i, place, x, &widest, &out, high);
    }
    free(place);
    free(x);
    out.found = widest > APART;
    out.log_density = out.nhigh > 0 ? difference(sampler, high, out.nhigh) : 0;
    return out;
}

/* ---- a funnel ---- */

typedef struct {
    double x;
    long at;
} placed_t;

static int by_x(const void *a, const void *b)
{
    const double one = ((const placed_t *)a)->x, other = ((const placed_t *)b)->x;
    return (one > other) - (one < other);
}

/* Draws for the search, evenly thinned: u[coordinate][count], and order[coordinate][count] from the smallest on. */
typedef struct {
    int n;
    long count;
    double *u;
    long *order;
} looked_t;

static looked_t look_at_some(const pk_sampler_t *sampler)
{
    const long all = sampler->nchain * sampler->ndraw, every = all / LOOKED_AT + 1;
    looked_t out = {.n = sampler->n, .count = (all + every - 1) / every};
    const size_t size = (size_t)out.n * (size_t)out.count;
    out.u = pk_heap(size, sizeof *out.u);
    out.order = pk_heap(size, sizeof *out.order);
    double *x = pk_heap((size_t)all, sizeof *x);
    placed_t *placed = pk_heap((size_t)out.count, sizeof *placed);
    for (int i = 0; i < out.n; i++) {
        pk_sampler_column(sampler, true, i, x);
        for (long k = 0; k < out.count; k++) {
            out.u[i * out.count + k] = x[k * every];
            placed[k] = (placed_t){x[k * every], k};
        }
        qsort(placed, (size_t)out.count, sizeof *placed, by_x);
        for (long k = 0; k < out.count; k++) {
            out.order[i * out.count + k] = placed[k].at;
        }
    }
    free(x);
    free(placed);
    return out;
}

/* How the spread of `of` goes with `scale`: away[count] gets its distances from the mean of the bin, in the order of
 * `scale`; returns the correlation of their logarithms with the rank. */
static double goes_with(const looked_t *looked, int scale, int of, double *away)
{
    const long count = looked->count, *order = &looked->order[scale * count];
    const double *x = &looked->u[of * count];
    for (int bin = 0; bin < BINS; bin++) {
        const long from = count * bin / BINS, to = count * (bin + 1) / BINS;
        double sum = 0;
        for (long k = from; k < to; k++) {
            sum += x[order[k]];
        }
        for (long k = from; k < to; k++) {
            away[k] = fabs(x[order[k]] - sum / (double)(to - from));
        }
    }
    double mean = 0, sd = 0, product = 0, squares = 0;
    for (long k = 0; k < count; k++) {
        mean += log(away[k] + 1e-300) / (double)count;
    }
    for (long k = 0; k < count; k++) {
        const double off = log(away[k] + 1e-300) - mean, rank = (double)k - (double)(count - 1) / 2;
        sd += off * off;
        squares += rank * rank;
        product += off * rank;
    }
    return sd > 0 ? product / sqrt(sd * squares) : 0;
}

/* Root mean square of the last quarter over that of the first. */
static double upper_over_lower(const double *away, long count)
{
    double low = 0, high = 0;
    for (long k = 0; k < count / 4; k++) {
        low += away[k] * away[k];
        high += away[count - 1 - k] * away[count - 1 - k];
    }
    return sqrt(high / low);
}

static bool has_cause(const pk_sampler_t *sampler)
{
    for (int c = 0; c < sampler->nchain; c++) {
        const pk_chain_draws_t *chain = &sampler->chain[c];
        if (chain->ndivergence > 0 || pk_e_bfmi(chain->energy, sampler->ndraw) < PK_GATE_E_BFMI) {
            return true;
        }
    }
    return false;
}

pk_funnel_t pk_find_funnel(const pk_sampler_t *sampler)
{
    pk_funnel_t out = {0};
    if (sampler->nchain * sampler->ndraw < 10 * BINS || !has_cause(sampler)) {
        return out;
    }
    looked_t looked = look_at_some(sampler);
    double *away = pk_heap((size_t)looked.count, sizeof *away);
    for (int scale = 0; scale < looked.n; scale++) {
        for (int of = 0; of < looked.n; of++) {
            const double correlation = scale == of ? 0 : goes_with(&looked, scale, of, away);
            if (fabs(correlation) > fabs(out.correlation)) {
                const double ratio = upper_over_lower(away, looked.count);
                out = (pk_funnel_t){.scale = scale, .of = of, .correlation = correlation};
                out.ratio = fmax(ratio, 1 / ratio);
            }
        }
    }
    out.found = fabs(out.correlation) > DEPENDS;
    free(away);
    free(looked.u);
    free(looked.order);
    return out;
}

/* ---- flat directions ---- */

int pk_find_flat(const pk_sampler_t *sampler, const double *prior_sd, bool *flat)
{
    const long count = sampler->nchain * sampler->ndraw;
    double *x = pk_heap((size_t)count, sizeof *x);
    int found = 0;
    for (int i = 0; i < sampler->ncolumn; i++) {
        double mean, sd;
        pk_sampler_column(sampler, false, i, x);
        moments(x, count, &mean, &sd);
        flat[i] = count > 1 && prior_sd[i] > 0 && sd >= AS_WIDE * prior_sd[i];
        found += flat[i];
    }
    free(x);
    return found;
}
