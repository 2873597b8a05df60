/* What of the assumptions a KPI, or its difference between two plans, hangs on: tornado, Sobol indices, values of
 * information, elasticities (models/README.md section "What matters most"). */
#ifndef PK_STUDY_SENSITIVITY_H
#define PK_STUDY_SENSITIVITY_H

#include "engine/plan.h"
#include "engine/run.h"
#include "result/sensitivity.h"

/* Numbers that are to be told together. */
typedef struct {
    const char *name;
    const char **paths;
    int count;
} pk_sensitivity_group_t;

typedef struct {
    const char *kpi; /* NULL: profit, or the first that a planner asks for */
    bool tornado, sobol, value;
    long samples;
    const pk_sensitivity_group_t *groups;
    int ngroup;
    pk_run_options_t run; /* threads, vectors, progress; runs that correct expected outcomes */
} pk_sensitivity_options_t;

enum { PK_SAMPLES_DEFAULT = 4096, PK_SAMPLES_LEAST = 256, PK_SAMPLES_MOST = 65536 };

/* Errors (PK_BAD_INPUT) in what is asked for, before anything runs: a KPI or a path of a group that there is not, with
 * the nearest; more uncertain numbers than a sample has dimensions for. */
pk_status_t pk_sensitivity_check(pk_plan_t *plan, pk_plan_t *other, const pk_sensitivity_options_t *options,
                                 pk_diag_t *diag);

/* Of what pk_sensitivity_check has let pass. The seed of the points is the plan's. `other` NULL: the KPI itself,
 * without values of information. Errors: what a run refuses. Borrows the plans, whose arenas grow. Free the result also
 * after an error. */
pk_status_t pk_sensitivity_run(pk_plan_t *plan, pk_plan_t *other, const pk_sensitivity_options_t *options,
                               pk_sensitivity_t *out, pk_diag_t *diag);

#endif
