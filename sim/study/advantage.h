/* The expected outcome of a plan beside a baseline, draw by draw, where the expected engine is only an approximation.
 *
 * With feedback (word of mouth, stocks, queues, capacity), and for a peak in any model, the mean of many futures of one
 * draw of the assumptions is not what the expected engine gives. Every run of the cohort is one such future, with its
 * draw's luck: what it is off the expected engine, plan minus baseline (which share their luck), is the error sought
 * plus noise. Least squares over all runs, on what the expected engine says of both plans, tells the two apart: as good
 * as several futures of every draw, and none has to be simulated. The figures stand in sim/engine/README.md. */
#ifndef PK_STUDY_ADVANTAGE_H
#define PK_STUDY_ADVANTAGE_H

#include "engine/result.h"
#include "study/smoother.h"

/* What tells the draws of two results apart; both have kpi_expected and the same runs. */
typedef struct {
    pk_smoother_t smoother;
    double *off, *own, *fit; /* [run], scratch */
    bool feedback;           /* one of them has it; else only peaks need to be corrected */
} pk_advantage_t;

pk_advantage_t pk_advantage_of(const pk_result_t *result, const pk_result_t *baseline);
void pk_advantage_free(pk_advantage_t *self);

/* Moves kpi_expected of the result's cell for this KPI, where it is an approximation, so that it is the expected
 * outcome beside the baseline's kpi_expected at base_cell, which stays: only their difference means something. Plans
 * that do not differ stay equal to the last bit. */
void pk_advantage_correct(pk_advantage_t *self, pk_result_t *result, int kpi, long cell, const pk_result_t *baseline,
                          long base_cell);

#endif
