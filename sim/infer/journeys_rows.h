/* What logs of journeys hold of each row of the plan (a stage's ways out, of a persona), ready to be multiplied with
 * the logarithms of the engine's probabilities. Internal to the likelihood of journeys. */
#ifndef PK_INFER_JOURNEYS_ROWS_H
#define PK_INFER_JOURNEYS_ROWS_H

#include "engine/sim.h"
#include "infer/journeys_likelihood.h"

/* Those at risk at one age in one step, where what they do depends on both. */
typedef struct {
    int class, age;
    double kept, left;
} pk_aged_t;

/* A class is a step (t - 1) where the row may differ from step to step; else all steps are class 0. */
typedef struct {
    int stage, persona;
    bool used;    /* somebody is at risk */
    bool stepped; /* the row may differ from step to step */
    bool paced;   /* so may the stay's leaving by age */
    bool waits;   /* one of its ways stands in a capacity */
    int nclass, nexit, nevent, nage;
    double *stay;    /* [class] took no way that has a rate */
    double *way;     /* [class][exit] */
    double *risk;    /* [class][event] might have had it */
    double *event;   /* [class][event] */
    double *kept;    /* [age] of a stay: is still there, where it is not paced */
    double *left;    /* [age] left by it */
    pk_aged_t *aged; /* [naged] of a stay that is paced */
    int naged;
} pk_journeys_row_t;

/* Logs by time and logs by event do not share rows. */
typedef enum { PK_ROWS_BY_TIME, PK_ROWS_BY_EVENT, PK_ROWS } pk_rows_of_t;

/* Cases of a log whose personas are not known. */
typedef struct {
    const pk_journeys_log_t *log;
    pk_rows_of_t of;
    bool *recorded; /* [ntransition] events that the log writes down */
} pk_mixed_log_t;

typedef struct pk_journeys_rows {
    pk_journeys_row_t *rows[PK_ROWS]; /* [stage * npersona + persona] */
    bool used[PK_ROWS];               /* one of them is */
    pk_mixed_log_t *mixed;            /* [nmixed] */
    int nmixed;
    int last; /* step up to which a plan must be walked */
} pk_journeys_rows_t;

/* Fills self->rows. */
void pk_journeys_rows_make(pk_journeys_t *self, const pk_journeys_options_t *options);

/* A visit as it is seen up to `last`: false where it is not. */
bool pk_visit_seen(const pk_plan_t *plan, pk_visit_t *visit, bool by_event, int last);

/* Whether its transition is an event. */
static inline bool pk_visit_is_event(const pk_plan_t *plan, const pk_visit_t *visit)
{
    return visit->way >= 0 && plan->flows[visit->way].event;
}

/* The place of a way out among those of its stage, or of an event among its events. */
int pk_row_exit(const pk_plan_t *plan, int stage, int flow);
int pk_row_event(const pk_plan_t *plan, int stage, int flow);

/* The class of a step; -1: the row does not have it. */
static inline int pk_row_class(const pk_journeys_row_t *row, int step)
{
    return !row->stepped ? 0 : step >= 1 && step <= row->nclass ? step - 1 : -1;
}

/* ---- the numbers of one evaluation ---- */

/* Logarithms of a row's probabilities by class. */
typedef struct {
    double *stay;  /* [class] ln(1 - P), P of the ways with rates that go */
    double *way;   /* [class][exit] */
    double *event; /* [class][event] ln p, or ln m of a rate */
    double *none;  /* [class][event] ln(1 - p), or -m */
    double *speed; /* [class] of a stay */
    double *rated; /* [class] P before anybody waits; of a stay that waits */
    double *gone;  /* [class] what of it goes */
    double *fits;  /* [class] the part of those whose stay ends that goes */
} pk_row_values_t;

typedef struct {
    double a[PK_LAW_ARGUMENTS];
    bool ready;
    double *log_stay; /* [nage] ln(S(a+1)/S(a)) */
    int nage;
} pk_stay_ages_t;

typedef struct pk_journeys_chain {
    char before[PK_CACHE_LINES];
    pk_sim_t sim;
    pk_row_values_t *values[PK_ROWS]; /* as rows */
    pk_stay_ages_t *stays;            /* [stage] */
    double *fit;                      /* [capacity] the part of those who would move that does */
    double *visits, *nodes;           /* of a mixture: [visit][persona], [node][persona] */
    char after[PK_CACHE_LINES];
} pk_journeys_chain_t;

/* journeys_mixture.c: the log likelihood of cases whose personas are not known, with the values of `chain`. */
double pk_journeys_mixture(const pk_journeys_t *self, pk_journeys_chain_t *chain, const pk_mixed_log_t *mixed);

/* The speed of a stay: 1 in all steps where the row differs by step and its pace does not. */
static inline double pk_row_speed(const pk_journeys_row_t *row, const pk_row_values_t *values, int class)
{
    return row->stepped && !row->paced ? 1 : values->speed[row->paced ? class : 0];
}

/* ln(1 - h) and ln h of a stay of this age at a speed. */
static inline double pk_log_kept(double log_stay, double speed)
{
    return isinf(log_stay) ? log_stay : speed * log_stay;
}
static inline double pk_log_left(double log_stay, double speed)
{
    return isinf(log_stay) ? 0 : log(-expm1(speed * log_stay));
}

#endif
