/* What was learned from data, as plain structs. infer/ fills it. */
#ifndef PK_RESULT_CALIBRATION_H
#define PK_RESULT_CALIBRATION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/calendar.h"

/* Who decides a number after the fit: the data, the prior (the data say little of it), or both, against each other. */
typedef enum { PK_LEARNED_BY_DATA, PK_LEARNED_BY_PRIOR, PK_LEARNED_IN_CONFLICT } pk_learned_by_t;

/* A free number; the last row is the log likelihood, without a prior (NAN). */
typedef struct {
    const char *path;
    const char *label; /* in the words of the model; NULL: the path */
    bool percent;      /* a part of something: is read in percent */
    double prior_mean, prior_sd, mean, sd, mcse, p05, p50, p95, rhat, ess_bulk, ess_tail;
    double prior_p05, prior_p50, prior_p95;
    double mode;    /* where the density of all numbers together, in their own units, is highest */
    bool untouched; /* no observation hangs on it: it stays at its prior */
    double prior_sensitivity, likelihood_sensitivity; /* by power scaling; NAN: not asked */
    pk_learned_by_t by;
    const char *exactly; /* its exact posterior, where there is one: "beta(12, 80)"; NULL: none */
} pk_learned_number_t;

/* A value of a series beside what the posterior says of it: given nothing but the numbers (predicted), 50% and 90%
 * bands, by runs. */
typedef struct {
    const char *series; /* as the model names it, with its persona */
    const char *label;  /* in the words of the model; NULL: `series` */
    int first, last;    /* steps */
    long day;           /* the first day of step `first`; PK_NO_DAY without dates */
    bool held_out;      /* of the backtest: not in the fit that foretells it */
    double observed, mean, p05, p25, p50, p75, p95;
} pk_learned_value_t;

/* A check of predictions by runs: where the observed statistic lies among those of simulated data. */
typedef struct {
    const char *series, *statistic; /* "total", "13 weeks", "lag-1 correlation" … */
    double observed, mean, p05, p95;
    double place; /* P(simulated <= observed), ties half */
} pk_learned_check_t;

/* What a backtest by series came to. */
typedef struct {
    const char *series;
    int values;
    double cover50, cover90;       /* parts of the held-out values within the bands */
    double error;                  /* mean absolute error of the predictive median */
    double last_season, last_step; /* of "same as a year before", "same as the last step"; NAN: there is none */
} pk_learned_backtest_t;

/* Who brought something to the values of a series: a driver that can be taken out, or what is there without any. */
typedef struct {
    const char *driver; /* "organic": without any */
    const char *label;  /* in the words of the model; NULL: `driver` */
} pk_contributor_t;

/* What it brought, over rows of the posterior; contributors of one value add up to what is expected of it. */
typedef struct {
    double mean, p05, p95;
} pk_contribution_t;

/* Of a whole series: all its values together, or where they are counts of people their mean. */
typedef struct {
    const char *series, *label;
    bool adds;
    pk_contribution_t *of; /* [ncontributor] */
} pk_contributed_t;

/* What was read from a log. */
typedef struct {
    const char *file;
    long cases, rows, moves;
    double crowded; /* part of the moves that came within the step of another */
    double lapsed;  /* part of the gaps longer than the lapse; NAN: none asked */
    bool by_event;
    int nstage; /* by event: from where cases begin to each stage before the end, by the chain and as observed */
    const char **stages;
    double *chain, *observed;
} pk_learned_log_t;

typedef struct {
    pk_arena_t arena;
    const char *name, *title;
    unsigned long long seed;
    double population;
    pk_unit_t step;
    int steps;
    const long *days;   /* [steps + 1]: step t has days[t - 1] .. days[t] - 1; NULL without a calendar */
    const char *method; /* "NUTS", "differential evolution" */
    int chains;
    long draws;     /* a chain, before thinning */
    long gradients; /* likelihoods with a gradient */
    bool converged;
    const char *const *why; /* what of the gate failed, and what to do, a sentence each; NULL-ended */
    long divergences, walls;
    const char *const *health; /* what data and model say before the fit, a sentence each; NULL-ended */
    const char *const
        *found; /* what the fit says beside its numbers: modes, funnels, flat directions, second opinion */
    pk_learned_number_t *numbers; /* [nnumber], log likelihood last */
    int nnumber;
    /* the posterior's rows as they are written: thinned, interleaved over the chains */
    long nrow;
    int *row_chain;
    long *row_draw;
    double *rows;               /* [nrow][nnumber] */
    pk_learned_value_t *values; /* [nvalue] of every series */
    int nvalue;
    pk_contributor_t *contributors;   /* organic first; none: nothing drives what was observed */
    int ncontributor;                 /* then 2 at least */
    pk_contribution_t *contributions; /* [nvalue][ncontributor] */
    pk_contributed_t *contributed;    /* a row a series, in the order of `values` */
    int ncontributed;
    pk_learned_check_t *checks;
    int ncheck;
    pk_learned_backtest_t *backtests;
    int nbacktest, holdout;
    pk_learned_log_t *logs;
    int nlog;
    /* the state at the end, a row of state.csv each; infer/ writes it as text lines */
    const char *state; /* the table's body; NULL: none */
    size_t state_length;
} pk_calibrated_t;

void pk_calibrated_free(pk_calibrated_t *self);

#endif
