/* How sure a comparison is: chance to be better than the baseline and best of all, each with its error
 * (models/README.md section 8). The only place where these are worked out; tables, screen, charts and report read them.
 */
#ifndef PK_STUDY_CERTAINTY_H
#define PK_STUDY_CERTAINTY_H

#include "result/comparison.h"

/* Fills in the `sure` of every difference and of the baseline, whose rows (differences, with their cells) are there. */
void pk_certainty_fill(pk_comparison_t *comparison, int threads);

/* The same of everybody over the whole horizon alone, and of the chance to be better alone: for many plans, each beside
 * the same baseline. `normals` are those of the baseline's seed and runs (advantage.h), which all share. */
void pk_certainty_better(pk_comparison_t *comparison, const double *normals);

#endif
