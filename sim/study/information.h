/* The value of information: what a decision between two plans gains on average by knowing some of its uncertain numbers
 * before it is taken.
 *
 * gain is how far one plan is ahead of the other at each point of a sample. Knowing everything, the better plan is
 * chosen at each point; knowing some numbers x only, by what is to be expected given them; knowing nothing, once:
 *     of everything (EVPI)  E max(gain, 0) - max(E gain, 0)
 *     of x          (EVPPI) E max(E[gain | x], 0) - max(E gain, 0)
 * E[gain | x] is a regression over the sample (Strong, Oakley & Brennan 2014, doi:10.1177/0272989X13505910) on the
 * columns of basis.h. A regression also follows chance, which would be worth something: fitted values are drawn to
 * their mean by the square root of adjusted over plain R^2, so that they vary as much as the truth does. The same
 * regression tells the first-order index of what is not independent of others: its adjusted R^2, below 0 by chance. */
#ifndef PK_STUDY_INFORMATION_H
#define PK_STUDY_INFORMATION_H

#include "study/points.h"

typedef struct {
    pk_known_t worth; /* the EVPPI, in the gain's unit, never below 0 */
    pk_known_t first; /* the adjusted R^2; NAN where the gain does not vary */
} pk_informed_t;

/* Of numbers[number][point], finite everywhere. Where the gain is NAN the point is left out. */
pk_informed_t pk_information_of(const double *gain, const double *const *numbers, int count, const pk_points_t *points);

/* Of everything. */
pk_known_t pk_information_of_all(const double *gain, const pk_points_t *points);

#endif
