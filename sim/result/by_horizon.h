/* The verdict against the horizon: how each plan of a comparison stands against the baseline if the horizon ended
 * earlier, its plan as written and cut there. study/by_horizon.c fills it. */
#ifndef PK_RESULT_BY_HORIZON_H
#define PK_RESULT_BY_HORIZON_H

#include <stdbool.h>

/* One horizon of a curve, in the terms of a comparison over it. */
typedef struct {
    int step; /* the last one */
    double diff_mean, diff_p05, diff_p95;
    double p_better, p_better_se;
    bool told; /* the plans can be told apart there, or the chance is known well enough */
} pk_horizon_point_t;

/* One plan and KPI, for everybody. */
typedef struct {
    int scenario;
    const char *kpi, *unit;
    bool lower_is_better;
    pk_horizon_point_t *points; /* [count], by step; the last is the horizon */
    int count;
} pk_horizon_curve_t;

typedef struct {
    pk_horizon_curve_t *curves; /* plan by plan; of a plan the KPI that decides first */
    int count;
    long draws; /* that the points before the horizon rest on */
} pk_by_horizon_t;

#endif
