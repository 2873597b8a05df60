/* Which scenario of a comparison is best, and how sure that is. */
#ifndef PK_REPORT_BEST_H
#define PK_REPORT_BEST_H

#include "study/compare.h"

typedef struct {
    const char *kpi; /* by which it is told; NULL: the scenarios differ in nothing */
    int scenario;    /* with the best mean */
    bool tie;        /* another one has the same mean: nothing is best */
    double *chance;  /* nresult: the share of assumption draws in which each has the best outcome; ties share */
    long draws;
} pk_best_t;

/* By profit; where no scenario has any, by customers at the end, else by the first KPI in which they differ. The
 * outcome of a draw is its expected one where the results have it, else the run's. */
pk_best_t pk_best_of(const pk_comparison_t *comparison, pk_arena_t *arena);

/* The difference of a scenario's KPI from the baseline over the whole horizon and everybody; NULL for the baseline. */
const pk_difference_t *pk_difference_find(const pk_comparison_t *comparison, int scenario, const char *kpi);

#endif
