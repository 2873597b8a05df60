/* Samplers of counts that GSL draws wrongly or slowly at the sizes of a population (sim/README.md). Counts are
 * doubles that hold whole numbers, exact to 2^53. Every sampler's cost is bounded and does not grow with
 * n. */
#ifndef PK_BASE_DRAW_H
#define PK_BASE_DRAW_H

#include <stdbool.h>

#include "base/stream.h"

/* Binomial(n, p): inversion below a mean of 14, else transformed rejection BTRS (Hörmann 1993,
 * doi:10.1080/00949659308811496) with the ratio of masses by Loader's saddle-point form (2000), which keeps its digits
 * at n = 1e12. For one stream it is close to monotone in n and p, so that paired scenarios stay close. p outside [0, 1]
 * breaks an invariant. */
double pk_draw_binomial(pk_stream_t *stream, double n, double p);

/* Whether pk_draw_binomial takes one uniform only: a mean below 14 on the smaller side. */
bool pk_binomial_inverts(double n, double p);
/* What it makes of a uniform of which only the ends of an interval are known, so that many small draws can share one
 * block of random words: false where that is not the same all over the interval. Of low == high it always is. */
bool pk_draw_binomial_between(double low, double high, double n, double p, double *count);

/* Four of these side by side: bit k of the answer says whether count[k] is known, and then it is the same to the last
 * customer. Knows none on a processor without AVX2, nor laws with p above 1/2 or that do not invert: draw those one by
 * one. */
unsigned pk_draw_binomial_four(const double low[4], const double high[4], const double n[4], const double p[4],
                               double count[4]);

/* Poisson(mean): inversion below 14, else PTRS (Hörmann 1993, doi:10.1016/0167-6687(93)90997-4). A mean that is
 * negative or above 2^53 breaks an invariant; the draw may lie a little above that. */
double pk_draw_poisson(pk_stream_t *stream, double mean);

/* How many of `sample` drawn without replacement from good + bad are good: inversion below a mean of 14 (after the
 * symmetries in good and bad, drawn and left), else ratio of uniforms (HRUA, Stadlober 1990,
 * doi:10.1016/0377-0427(90)90349-5) on the same saddle-point mass. sample above good + bad breaks an invariant. */
double pk_draw_hypergeometric(pk_stream_t *stream, double good, double bad, double sample);

/* Splits n over k cells of probability p[0..k-1] (sum at most 1, to rounding; the rest stays and is returned) by
 * conditional binomials, cell c with the luck at addresses[c]: a cell's luck does not depend on how many cells there
 * are. Where the p sum to 1 to rounding, nobody stays. */
double pk_draw_multinomial(pk_luck_t luck, pk_purpose_t purpose, const uint64_t *addresses, double n, const double *p,
                           int k, double *counts);

/* Multivariate hypergeometric: of `sample` drawn from cells of size counts[0..k-1], how many of each: conditional
 * hypergeometrics, cell c with the luck at the address joined with parts[c]. */
void pk_draw_multihyper(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, const uint64_t *parts,
                        const double *counts, int k, double sample, double *taken);

#endif
