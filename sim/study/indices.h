/* Sobol indices: which part of a function's variance each of its independent inputs brings, alone (first order) and
 * with all that it does together with others (total).
 *
 * Two samples A and B of the inputs, and A with input i taken from B:
 *     first_i = mean(f(B) (f(AB_i) - f(A))) / V      Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018
 *     total_i = mean((f(A) - f(AB_i))^2) / (2 V)     Jansen 1999, doi:10.1016/S0010-4655(98)00154-4
 * with f about its mean, V its variance over both samples. An estimate may lie below 0 by its error; who prints it
 * prints 0.
 *
 * In many dimensions no points fill all boxes evenly, but those of a few dimensions can: a pilot of some hundred points
 * tells first which inputs matter, and these get the best. */
#ifndef PK_STUDY_INDICES_H
#define PK_STUDY_INDICES_H

#include "study/points.h"

enum { PK_INPUTS_OF_A = -1, PK_INPUTS_OF_B = -2 };

/* Values [point] of the function at the sample A, at B, or at A with the numbers of one input from B. A value that is
 * NAN leaves its point out. */
typedef void (*pk_mixed_fn)(void *context, const pk_points_t *points, int input, double *values);

typedef struct {
    pk_known_t first, total; /* NAN where the function does not vary */
} pk_index_t;

/* Ranks the points' numbers by a pilot: input_of[number] < `count` says what input a number belongs to. */
void pk_indices_rank(pk_mixed_fn values_at, void *context, int count, const int *input_of, pk_points_t *points);

/* The indices of inputs 0..count-1, from (count + 2) samples. `values_at` is asked for A, for B, then for each input.
 */
void pk_indices(pk_mixed_fn values_at, void *context, int count, const pk_points_t *points, pk_index_t *out);

#endif
