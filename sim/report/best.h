/* Which scenario of a comparison is best, and how sure that is. */
#ifndef PK_REPORT_BEST_H
#define PK_REPORT_BEST_H

#include "result/comparison.h"

typedef struct {
    const char *kpi;                /* by which it is told; NULL: the scenarios differ in nothing */
    int scenario;                   /* with the best mean */
    int second;                     /* with the best mean of the others; -1: there is none */
    bool tie;                       /* another one has the same mean: nothing is best */
    const pk_difference_t *against; /* the best one's from the baseline, or the second's where the baseline is best */
    bool untold;                    /* these two cannot be told apart in so many runs */
    pk_estimate_t *chance; /* nresult: the share of assumption draws in which each has the best outcome; ties share */
    long draws;            /* that the chances rest on; 0: they are exact */
} pk_best_t;

/* By profit; where no scenario has any, by customers at the end, else by the first KPI in which they differ. */
pk_best_t pk_best_of(const pk_comparison_t *comparison, pk_arena_t *arena);
/* Whether a scenario's chance to be the best is known well enough to be told, and in how many runs it would be, about.
 */
bool pk_best_is_told(const pk_best_t *best, int scenario);
double pk_best_runs(const pk_best_t *best, int scenario, long runs);

#endif
