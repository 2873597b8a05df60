/* Step 0: who stands where. */
#ifndef PK_ENGINE_START_H
#define PK_ENGINE_START_H

#include "base/stream.h"

struct pk_sim;

/* How the two engines seat the means of cells (chance.h): the expected one leaves them as they are; the cohort takes
 * their whole parts and hands out the leftover people by systematic sampling on the fractions. */
void pk_start_counts(pk_luck_t luck, double population, double *cells, long count);
void pk_start_means(pk_luck_t luck, double population, double *cells, long count);

/* Everybody of a population of counts at their start: stage by stage, persona by persona, and by age where start_age is
 * steady. Needs the stays of this run (pk_stays_begin), with nobody in them. */
void pk_start(struct pk_sim *self);

/* Everybody into one stage at age 0. */
void pk_start_in(struct pk_sim *self, int stage, double population);

#endif
