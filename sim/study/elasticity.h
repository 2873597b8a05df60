/* By how many percent a KPI moves when a plain number is 1% higher. */
#ifndef PK_STUDY_ELASTICITY_H
#define PK_STUDY_ELASTICITY_H

#include "engine/evaluate.h"

/* A plain number of a plan, or what is moved as a whole, and d KPI / d ln number by itself. */
typedef struct {
    const char *path, *text; /* text: as written; "": moved as a whole */
    double slope;
} pk_slope_t;

/* The numbers that can be moved and are not uncertain, each once, in the plan's arena, and the slopes of a KPI of
 * expected outcomes by them: the mean over the draws of runs 0, 1, .. by differences (pk_function_value), NAN where a
 * number cannot be moved by so little. `mean` gets the KPI's mean. Returns how many. */
int pk_elasticity_slopes(pk_plan_t *plan, const char *kpi, const pk_run_options_t *options, pk_slope_t **slopes,
                         double *mean, pk_diag_t *diag);

#endif
