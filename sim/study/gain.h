/* A KPI of a plan, or how far it is ahead of another plan's, at any draws of the assumptions: by expected numbers, and
 * where these are only an approximation (feedback, peaks) corrected by what cohort runs are off them (advantage.h). */
#ifndef PK_STUDY_GAIN_H
#define PK_STUDY_GAIN_H

#include "engine/evaluate.h"
#include "study/advantage.h"

enum { PK_GAIN_PLANS = 2, PK_GAIN_ERRORS = 8 };

typedef struct {
    const pk_kpi_plan_t *kpi; /* of the plan */
    pk_evaluator_t evaluator[PK_GAIN_PLANS];
    int count; /* 1 or 2 */
    pk_result_t result[PK_GAIN_PLANS];
    double *expected[PK_GAIN_PLANS]; /* of the result's runs */
    pk_advantage_t advantage;
    pk_lead_t lead;
    double *normals;
    int feature_plan[PK_SMOOTHER_MOST], feature_output[PK_SMOOTHER_MOST];
    int nfeature;
    long runs;        /* that correct it; 0: none */
    bool uncorrected; /* the plan feeds back, and it is told to go by expected numbers */
} pk_gain_t;

/* A KPI of a plan that a run tells of, over the whole horizon, in the plan's arena. NULL, with an error that names the
 * nearest, where there is none. */
const pk_kpi_plan_t *pk_gain_kpi(pk_plan_t *plan, const char *kpi, pk_diag_t *diag);

/* `other` NULL: the KPI itself. `options` say threads, vectors and runs. Errors (PK_BAD_INPUT, in diag): a KPI that
 * there is not, with the nearest; what a run refuses. Borrows the plans. Free it also after an error. */
pk_status_t pk_gain_init(pk_gain_t *self, pk_plan_t *plan, pk_plan_t *other, const char *kpi,
                         const pk_run_options_t *options, pk_diag_t *diag);
void pk_gain_free(pk_gain_t *self);

/* What comes out, each [count]; NAN where there is no outcome. `plain` (NULL: not asked for) gets expected outcomes
 * alone, `errors` (NULL) PK_GAIN_ERRORS drawn errors of each, [error][count]. */
typedef struct {
    double *values, *plain, *errors;
} pk_gains_t;

/* At given draws, [plan][count][nslot]. */
void pk_gain_at(pk_gain_t *self, long count, const double *const draws[PK_GAIN_PLANS], pk_gains_t out);

#endif
