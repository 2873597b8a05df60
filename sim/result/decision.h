/* What to do: the one rule by which polku tells it, and what it costs to be wrong. study/decision.c fills in what a
 * comparison decides; whatever else decides uses the same rule. */
#ifndef PK_RESULT_DECISION_H
#define PK_RESULT_DECISION_H

#include <stdbool.h>

typedef enum {
    PK_VERDICT_KEEP,     /* keep today's plan */
    PK_VERDICT_DO,       /* do it */
    PK_VERDICT_FIND_OUT, /* find out more first */
} pk_verdict_t;

/* Of a gain over today's plan (more is better), its error, and the value of knowing the assumptions:
 *     do it               the gain is above 0 by two errors and at least the value of information
 *     find out more       it is above 0 and smaller than that value
 *     keep today's        else; also where the gain is not known (NAN) */
pk_verdict_t pk_verdict_of(double gain, double gain_se, double evpi);

/* "do it", "find out more first", "keep today's": as JSON has it, whatever decides. */
const char *pk_verdict_words(pk_verdict_t verdict);

/* One plan and KPI of decision.csv, over the whole horizon and everybody. */
typedef struct {
    int scenario, kpi; /* indices: of the comparison's results, of the result's KPIs */
    double mean; /* of expected outcomes: the baseline's mean over the runs, and how far the plan is ahead of it */
    double p_best, expected_loss, evpi;
    double assumptions, chance; /* parts of the variance over runs; NAN: nothing varies */
} pk_decision_row_t;

/* The same question with what comes after the horizon: the best other plan by profit_and_after. */
typedef struct {
    bool known;
    pk_verdict_t verdict;
    int plan;
    double gain, gain_se, evpi, p_better;
} pk_decision_past_t;

/* What a comparison decides, by the KPI that its answer is told by. Scenarios are indices into its results. */
typedef struct {
    bool known; /* there is a KPI to decide by and another plan than the baseline */
    pk_verdict_t verdict;
    int plan;             /* which is weighed against the baseline: the best of the others */
    double gain, gain_se; /* of its KPI over the baseline's, more being better */
    double evpi;
    double loss;     /* the price of being wrong: expected loss of the plan, or of the baseline where that is kept */
    double p_better; /* of the plan */
    int *near; /* plans but the baseline whose mean is within 1% of the plan's, in the order given; with the plan */
    int nnear; /* 1: none is */
    double near_best;        /* the chance that one of them is the best of all */
    pk_decision_past_t past; /* known where what comes after is told, and the KPI is money of the horizon */
} pk_decision_t;

/* Other plans within this part of the best one's mean are near it. */
#define PK_NEAR 0.01

/* Which plan is the best if each customer who is there at the end is worth so much beside the profit. */
typedef struct {
    int count;     /* levels; 0: the plans do not differ in both */
    double *worth; /* [level] money a customer, from 0 up in equal steps */
    double *best;  /* [level][result] the chance to have the highest profit + worth * customers */
    int *highest;  /* [level] the plan with the highest mean of it */
} pk_acceptability_t;

#endif
