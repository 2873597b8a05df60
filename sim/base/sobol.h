/* A scrambled Sobol sequence: points that fill the unit cube more evenly than random ones do.
 *
 * Digital in base 2 (Sobol 1967, doi:10.1016/0041-5553(67)90144-9): each run of 2^m points that begins at a multiple of
 * it has one point in each of 2^m equal slices of every coordinate. A dimension has a primitive polynomial over GF(2)
 * of its own, found here by its order; of several starting values those are taken with which it fills the squares with
 * all dimensions before it best (the quality parameter t of each pair, Niederreiter 1987). Low dimensions are filled
 * best in company, too: what matters most should stand there.
 *
 * A scrambling (Owen 1995, nested and uniform) keeps all of that and makes each point uniform by itself: so the mean of
 * a function over the points is unbiased, and several scramblings tell its error. */
#ifndef PK_BASE_SOBOL_H
#define PK_BASE_SOBOL_H

#include <stdint.h>

enum { PK_SOBOL_BITS = 32, PK_SOBOL_MOST = 1111 /* dimensions: all primitive polynomials to degree 13 */ };

typedef struct {
    int dimensions;
    uint32_t (*direction)[PK_SOBOL_BITS]; /* [dimension][bit of the point's index], owned */
} pk_sobol_t;

/* The sequence in 1 to PK_SOBOL_MOST dimensions; the first ones are the same in any number of them. Takes some
 * milliseconds for 50 dimensions, a second for 400. Free it. */
pk_sobol_t pk_sobol_of(int dimensions);
void pk_sobol_free(pk_sobol_t *self);

/* A coordinate of point `index` (from 0) before scrambling, its first digit in the highest bit. */
uint32_t pk_sobol_digits(const pk_sobol_t *self, int dimension, uint32_t index);

/* A coordinate of point `index` in the scrambling of this seed, in the open interval (0, 1). */
double pk_sobol_at(const pk_sobol_t *self, int dimension, uint32_t index, uint64_t seed);

/* The quality parameter of the first 2^bits points in two dimensions: every box of the area 2^(t - bits), with sides
 * that are powers of two, has 2^t of them; 0 is best. */
int pk_sobol_quality(const pk_sobol_t *self, int one, int other, int bits);

#endif
