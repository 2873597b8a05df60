/* A replicated sample of many uniform numbers, and errors from it.
 *
 * The sample is of scramblings of the same Sobol points (base/sobol.h), independent of each other. A replicate is a
 * half of one: the points of a replicate are anything but independent, and an error comes from what an estimate is
 * without each of them, by the delete-one jackknife (Quenouille 1956, Tukey 1958): se^2 = (R - 1)/R sum (x_(-r) -
 * mean)^2, with 7 degrees of freedom. Halves that belong together make up for each other, so that the error is on the
 * safe side: up to twice what it is for smooth functions of few numbers.
 *
 * There are two samples, A and B, independent of each other: a number takes two neighbouring dimensions. */
#ifndef PK_STUDY_POINTS_H
#define PK_STUDY_POINTS_H

#include <stdbool.h>

#include "base/sobol.h"

enum { PK_REPLICATES = 8, PK_HALVES = 2, PK_POINTS_NUMBERS_MOST = PK_SOBOL_MOST / 2 };

/* Values at points stand as [point], one replicate after the other. */
typedef struct {
    pk_sobol_t sobol; /* owned */
    int count;        /* numbers */
    int *place;       /* [number], owned: 0 has the best dimensions */
    long each;        /* points of a replicate */
    uint64_t seed;
} pk_points_t;

/* About `size` points, at least: each replicate has as many, at least 8. At most PK_POINTS_NUMBERS_MOST numbers. */
pk_points_t pk_points_of(int count, long size, uint64_t seed);
void pk_points_free(pk_points_t *self);

static inline long pk_points_size(const pk_points_t *self)
{
    return PK_REPLICATES * self->each;
}

/* A number at a point of A or B, in (0, 1). */
double pk_points_at(const pk_points_t *self, int number, bool of_b, long point);

/* Gives the numbers that matter most the best dimensions: weight[number], equal ones in their order. */
void pk_points_rank(pk_points_t *self, const double *weight);

/* What is estimated, and its standard error; NAN: there is none. */
typedef struct {
    double value, se;
} pk_known_t;

/* An estimate without one replicate, or (-1) of all. */
typedef double (*pk_without_fn)(void *context, int replicate);

pk_known_t pk_jackknife(pk_without_fn without, void *context);

#endif
