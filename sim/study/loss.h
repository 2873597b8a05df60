/* What it costs to decide without knowing the assumptions: expected loss and value of information.
 *
 * With v(plan, draw) the expected outcome of a plan in a draw of the assumptions, M the mean over the draws:
 *     value of perfect information  = M[highest v of the draw] - highest M[v]
 *     expected loss of a plan       = M[highest v of the draw] - M[v of the plan]
 * so that the plan with the highest mean has the value of information as its loss (Raiffa & Schlaifer 1961).
 *
 * Where outcomes are known with a Monte Carlo error, drawn as in advantage.h, both are worked out within each drawn
 * error, which moves the highest of the draws and the means alike: a maximum of noisy means never stands for a gain,
 * and certain numbers have a value of information of 0. That the errors themselves make ranks change from draw to draw
 * is taken out once (twice the plain estimate less the mean over the errors, the bootstrap's correction of bias). What
 * the mean over the errors of the highest mean is above the highest mean is the price of too few runs; the loss has it,
 * the value of information has not. */
#ifndef PK_STUDY_LOSS_H
#define PK_STUDY_LOSS_H

#include <stdbool.h>

#include "study/advantage.h"

/* A plan in a decision, as sums over the draws. Zeroed at first, but for `lead`. */
typedef struct {
    const pk_lead_t *lead;        /* its errors */
    bool dropped;                 /* it has fewer runs than others and is known to be worse */
    long defined, draws;          /* draws in which its outcome is, and in which it might be */
    double sum, size;             /* of its outcome and of the size of that */
    double all[PK_SMOOTHER_MOST]; /* of the columns of its errors, over these draws */
} pk_stake_t;

/* One draw of this plan, more being better; NAN: not defined. */
void pk_stake_add(pk_stake_t *self, long run, double value);

/* The highest outcome of each draw, as sums over the draws. */
typedef struct {
    double plain;  /* without any error */
    double sure;   /* the part of it of draws in which the best is the best by every error */
    double *noisy; /* [PK_ERRORS] of the other draws, by each error; NULL: there are no errors */
} pk_tops_t;

/* In the KPI's unit; NAN: the outcome of some plan is not defined in some of the draws. */
typedef struct {
    double evpi;
    double highest; /* mean over the errors of the highest mean of a plan, from the baseline's as zero */
} pk_worth_t;

/* `uncertain`: draws differ. */
pk_worth_t pk_worth_of(const pk_stake_t *const *stakes, int count, const pk_tops_t *tops, bool uncertain);
/* The expected loss of a plan; never below 0. */
double pk_stake_loss(const pk_stake_t *self, const pk_worth_t *worth);

#endif
