/* Each difference that decides as 50 equally likely values of its expected outcome: a quantile dot plot (Kay, Kola,
 * Hullman & Munson 2016, doi:10.1145/2858036.2858558). The outcomes are those by which p_better is told (advantage.h):
 * where they are known with a Monte Carlo error only, that error is drawn with them. So many of the 50 are better as
 * p_better says, 50 p_better rounded; a quantile that falls on the other side of 0 by this rounding stands at 0. */
#ifndef PK_STUDY_DOTS_H
#define PK_STUDY_DOTS_H

#include "result/comparison.h"

/* Fills in the dots of a comparison whose differences, certainty and answer are there. Nothing where no KPI decides, of
 * a single run, and where nothing is uncertain. Without expected outcomes the dots are counted and not placed. */
void pk_dots_fill(pk_comparison_t *comparison, int threads);

#endif
