/* The expected outcome of a plan beside a baseline, draw by draw, where the expected engine is only an approximation,
 * and how well it is known.
 *
 * With feedback (word of mouth, stocks, queues, capacity), and for a peak in any model, the mean of many futures of one
 * draw of the assumptions is not what the expected engine gives. Every run of the cohort is one such future, with its
 * draw's luck: what it is off the expected engine, plan minus baseline (which share their luck), is the error sought
 * plus noise. Least squares over all runs, on what the expected engine says of both plans, tells the two apart: as good
 * as several futures of every draw, and none has to be simulated. What is left of the noise in the coefficients is the
 * Monte Carlo error of the outcome; it shrinks with more runs. The figures stand in sim/engine/README.md.
 *
 * That error is drawn by the wild bootstrap: each run's residual times a standard normal number of that run. Given the
 * runs, the coefficients are then exactly normal with the covariance that allows for noise of any size in each draw
 * (HC3, MacKinnon & White 1985, doi:10.1016/0304-4076(85)90158-7), and since all plans meet the same normal numbers,
 * the errors of plans that share a baseline are correlated as their residuals are. */
#ifndef PK_STUDY_ADVANTAGE_H
#define PK_STUDY_ADVANTAGE_H

#include "result/comparison.h"
#include "study/smoother.h"

enum {
    PK_ERRORS_HALF = 500,           /* each error is used with both signs */
    PK_ERRORS = 2 * PK_ERRORS_HALF, /* Monte Carlo errors that are drawn */
    PK_ERROR_GROUPS_MOST = 250      /* more runs than this share their normal numbers in groups */
};

/* A result beside the expected outcome of each run's assumptions, laid out as its kpi_runs. */
typedef struct {
    const pk_result_t *result;
    const double *expected;
} pk_foreseen_t;

static inline pk_foreseen_t pk_foreseen_in(const pk_comparison_t *comparison, int scenario)
{
    return (pk_foreseen_t){.result = &comparison->results[scenario], .expected = comparison->expected[scenario]};
}

/* The expected outcome of a KPI, everybody's over the whole horizon, of the plan or of the baseline. */
typedef struct {
    bool of_plan;
    int kpi; /* of its result */
} pk_feature_t;

/* What tells the draws of two results with the same runs apart. */
typedef struct {
    pk_smoother_t smoother;                  /* empty where nothing is to be corrected */
    pk_feature_t features[PK_SMOOTHER_MOST]; /* [smoother.count - 1]: what its columns after the first are of */
    bool feedback;                           /* one of them has it; else only peaks need to be corrected */
} pk_advantage_t;

pk_advantage_t pk_advantage_of(pk_foreseen_t plan, pk_foreseen_t baseline);
void pk_advantage_free(pk_advantage_t *self);
/* Whether the expected engine is only an approximation for this KPI. */
bool pk_advantage_inexact(const pk_advantage_t *self, const pk_result_kpi_t *kpi);

/* The standard normal numbers of a comparison, [group of runs][PK_ERRORS_HALF], addressed by seed and group. Owned by
 * the caller (free). */
double *pk_error_normals(unsigned long long seed, long nrun, int threads);

/* How far one KPI of a plan is ahead of the baseline's. */
typedef struct {
    double *ahead;     /* [run], of expected outcomes, plan minus baseline; NAN: one of them is not defined */
    pk_smoother_t fit; /* the columns of the correction; count 0: the outcome is known exactly */
    bool own;          /* the last column is this KPI's own */
    double slope[PK_SMOOTHER_MOST]; /* of the correction, by column */
    double *errors;                 /* [column][PK_ERRORS_HALF]: drawn errors of the coefficients */
    double reach;                   /* the longest of them */
    double mean_se;                 /* of the mean over the draws; 0: known exactly; NAN: it is not known how well */
} pk_lead_t;

/* `cell` and `base_cell` say where the KPI stands in the two results; base_cell -1: ahead of nothing, the outcome
 * itself. Outcomes that are one but for round-off are 0 apart, exactly. `normals` are those of pk_error_normals. */
pk_lead_t pk_lead_of(const pk_advantage_t *self, pk_foreseen_t plan, long cell, pk_foreseen_t baseline, long base_cell,
                     const double *normals);
void pk_lead_free(pk_lead_t *self);

/* The lead at a draw that no run has had, whose expected outcomes are `ahead` and those of the features: features[count
 * of columns], of which the last is room. `columns` [PK_SMOOTHER_MOST] gets the columns there, of which an error of the
 * lead is errors[column] times columns[column]; untouched where the outcome is known exactly. */
double pk_lead_elsewhere(const pk_lead_t *self, double *features, double ahead, double *columns);

/* The errors of one run's outcome, into errors[PK_ERRORS_HALF]; each also counts with the other sign. */
void pk_lead_errors(const pk_lead_t *self, long run, double *errors);
/* None of them is larger than this. */
double pk_lead_reach(const pk_lead_t *self, long run);

/* The parts of a result's variance over runs, which add up to 1: of the assumptions, Var(E[outcome | draw]), and of
 * chance, E[Var(outcome | draw)] (law of total variance). NAN: nothing varies, or it is not defined in some run. */
typedef struct {
    double assumptions, chance;
} pk_variance_parts_t;

/* Of one KPI of a plan. `alone` is the pk_advantage_of the plan beside itself. Where expected outcomes are fitted, what
 * the noise of the fit adds to their variance is taken out of it. */
pk_variance_parts_t pk_variance_parts(const pk_advantage_t *alone, pk_foreseen_t plan, long cell);

/* Whether two expected outcomes are one: they differ by round-off at most (sums in another order). False for NAN. */
bool pk_outcomes_tie(double a, double b);

#endif
