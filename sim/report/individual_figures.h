/* Figures that are read off tables of individuals, for the summary, the screen and the page. */
#ifndef PK_REPORT_INDIVIDUAL_FIGURES_H
#define PK_REPORT_INDIVIDUAL_FIGURES_H

#include "report/words.h"
#include "result/result.h"

/* The first number of steps within which half have got there; -1: fewer than half within the time. */
int pk_half_by(const pk_kaplan_meier_t *curve);

/* The share who have got there within the time; NAN where nobody was followed. */
double pk_share_at_end(const pk_kaplan_meier_t *curve);

/* Which of best_share is 20% (the nearest to it); -1: none. */
int pk_best_fifth(const pk_individuals_t *individuals);

/* Of all who became customers long enough before the end, the share who are customers `period` periods later: the mean
 * over entries, by how many entered. NAN where there are none. */
double pk_retained(const pk_individuals_t *individuals, int period);

/* What the periods of retention are: months, quarters, years, or else periods. */
pk_word_t pk_period_word(const pk_result_t *result);

#endif
