/* What runs of a plan say of the values of a series: the same things counted as they were observed. */
#ifndef PK_INFER_PREDICT_H
#define PK_INFER_PREDICT_H

#include "engine/kpi.h"
#include "infer/expected_path.h"
#include "model/calibration.h"

/* How every series goes in one run, step by step. */
typedef struct {
    const pk_plan_t *plan;
    const pk_calibration_t *calibration;
    pk_expected_path_t steps; /* what a step shows of each series */
    int *thing;               /* [nseries] its place there; -1: no step shows it */
    pk_reduce_t *reduce;      /* [nseries] a value from its steps; PK_AVERAGE also of a ratio, step by step */
} pk_predictor_t;

/* Borrows plan (whose arena grows) and calibration; free it. */
void pk_predictor_init(pk_predictor_t *self, pk_plan_t *plan, const pk_calibration_t *calibration);
void pk_predictor_free(pk_predictor_t *self);

/* Takes a sim that stands after step `after` through the steps after it to the plan's last, and fills
 * path[nseries][nstep
 * + 1] there: of a flow what goes in the step, of a stage who is there at its end, of a KPI what the step adds, or
 * shows. After 0 it also fills step 0. */
void pk_predictor_walk(const pk_predictor_t *self, pk_sim_t *sim, int after, double *path);

/* A value in the path of its series, from its steps as the predictor's `reduce` says. */
double pk_predicted(pk_reduce_t reduce, const pk_observed_value_t *value, const double *path);

/* The noise of a series' own around what is expected; `mean` itself where it is the journey's. */
double pk_predicted_noise(const pk_observed_series_t *series, double mean, const double *draws, pk_luck_t luck,
                          uint64_t address);

/* The counts x[count] of a cohort that is followed (noise: multinomial), given that of value `given`: who is there at a
 * count is still there at the next one with the probability that the expected path has. Values before `given` are left
 * alone. `luck` is the run's; `address` the series'. */
void pk_predicted_cohort(const pk_observed_series_t *series, const double *path, int given, pk_luck_t luck,
                         uint64_t address, double *x);

/* Whether the values of some series stand around what is expected, and not on a run's own path. */
bool pk_predicted_by_means(const pk_calibration_t *calibration);

/* The values of series s after its first `seen` ones, into x[series->count] at their places: in run `run`, whose steps
 * went as `path` by chance and as `means` expected (both of this series; means NULL where pk_predicted_by_means says
 * no). A cohort goes on from the last count that is seen, or its first. */
void pk_predicted_series(const pk_predictor_t *self, int s, int seen, uint64_t run, const double *path,
                         const double *means, const double *draws, double *x);

#endif
