/* What only the engine of individuals knows of a scenario: customers one by one, pooled over runs, as plain tables.
 *
 * Groups are those of pk_result_t: group 0 is everybody, groups 1..npersona the personas where there are any. Shares
 * are parts of 1. Everything lives in the result's arena. */
#ifndef PK_RESULT_INDIVIDUALS_H
#define PK_RESULT_INDIVIDUALS_H

#include <stdbool.h>

/* How many have got somewhere within so many steps, Kaplan-Meier: those who are still waiting when the horizon ends, or
 * are lost, count as waiting for as long as they were seen. `steps` is the last for which anybody was followed; share
 * is of all runs together, NAN where nobody was followed at all. low and high: the central 90% over runs (of one run
 * Greenwood's). The arrays are [steps + 1], from 0 on. */
typedef struct {
    int steps;
    double *share, *low, *high;
    double *waiting; /* watched for so many steps, and had it not by the end of them: mean over runs */
    double people;   /* who were followed at all, mean over runs */
} pk_kaplan_meier_t;

typedef struct {
    const char *text;  /* stages by name in the order in which they were entered, "need > lead > customer"; the last row
                          may be "all others" */
    const int *stages; /* [nstage]; of "all others" none */
    int nstage;
    bool goes_on; /* in different ways, which are not told apart; `text` ends in " > …" */
    double share; /* of all people */
} pk_walked_path_t;

typedef struct {
    double visits, steps; /* means a person: times entered (or begun in), steps at whose end one is there */
} pk_stay_means_t;

enum { PK_QUANTILES_OF_VALUE = 99 };

typedef struct {
    int ngroup, nstage, nstep;

    pk_kaplan_meier_t *first_purchase;    /* [group] from entry; of those who began as prospects or entered later */
    pk_kaplan_meier_t *between_purchases; /* [group] from a customer's first purchase to the next */

    /* Value: a person's part of the profit over the horizon, revenue - cost and the end value, spend left out, not
     * discounted; those who were there at step 0. value[group][k] is the quantile (k + 1) / 100. */
    double (*value)[PK_QUANTILES_OF_VALUE];
    double *value_mean; /* [group] */

    /* The share of profit that the best have, at best_share[k] of the people; by_luck: that customers who are all alike
     * would have by luck, with as many purchases on average (Poisson). NAN where the profit is not above 0. */
    int nbest;
    double *best_share;   /* [nbest] .01, .05, .1, .2, .5 */
    double *profit_share; /* [group][nbest] */
    double *by_luck;      /* [group][nbest] */

    pk_walked_path_t *paths; /* [npath] the most common first, at most 20, and "all others" */
    int npath;

    /* Purchases of a person over the horizon: share[group][n], n = 0..most, the most that anybody made; 1000 is that or
     * more. */
    int most_purchases;
    double *purchases; /* [group][most_purchases + 1] */

    pk_stay_means_t *stays; /* [group][nstage] */

    /* Of those who became a customer (entered a stage with role customer or advocate for the first time) in entry
     * period e, the share who are customers at the end of period p, p = 0 the entry period itself. Who began as
     * customer, advocate or lost is none of them. Periods are calendar months where the scenario has dates, else blocks
     * of steps (life_periods.h). NAN past the horizon or where nobody entered. */
    int nperiod;
    const char **periods; /* [nperiod] "2026-03", or "1-4" */
    double *retention;    /* [entry][period] */
    double *entered;      /* [entry] mean over runs */
} pk_individuals_t;

#endif
