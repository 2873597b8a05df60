/* Where those who enter a stage end up, and how long they stay: what `polku check` prints of a journey.
 *
 * Under today's drivers (channels at the model's steady spend, levers at `value`, seasons 1, stocks at `start`, word of
 * mouth as at step 0, queues empty), each uncertain number at its mean, personas weighted by how many of them enter the
 * stage (or leave it, for the ways out) over the horizon of the plan (study/today.h). Capacity,
 * arrivals and changes over time are left out: it is the chain as it stands today. */
#ifndef PK_STUDY_STAY_H
#define PK_STUDY_STAY_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/scenario.h"

/* A way out of a stage: where to, and the share of all who leave that goes there. */
typedef struct {
    int to; /* stage */
    double share;
} pk_stay_exit_t;

typedef struct {
    const char *name, *label;
    bool absorbing;          /* nobody ever leaves */
    double mean_stay_steps;  /* from entering to leaving, in steps; 0: instant; INFINITY: absorbing */
    bool competes;           /* out of a stay, ways with a probability or rate of their own compete with it */
    double stay_alone_steps; /* the stay without those ways */
    int nexit;               /* events, which move nobody, are no way out */
    pk_stay_exit_t *exits;   /* in the order of the model's transitions; shares sum to 1 */
    double *ends;            /* nstage: the share of those who enter now that stands in each stage at the end, sum 1 */
} pk_stay_t;

/* A stage whose number today's flows halve or double soon. */
typedef struct {
    int stage, steps;
    bool doubles;
} pk_turn_t;

enum { PK_TURNS = 3 };

/* With absorbing stages that can be reached from every stage, `ends` is the chance of ending in each of them, however
 * long that takes (others 0). Else no journey ever ends, and `ends` is where those who enter at step 0 stand at the end
 * of step `horizon`; in the long run where the model is too large for that (0 in all where it is too large for both).
 */
typedef struct {
    pk_arena_t arena;
    int nstage;
    pk_stay_t *stages;     /* nstage, in the model's order */
    bool feedback;         /* word of mouth, stocks, queues or capacity: the engine `expected` is an approximation */
    bool forever;          /* ends counts absorption */
    bool long_run;         /* where it does not: the model is so large that ends is the share of time in the long run */
    int horizon;           /* steps, where ends does not */
    const char *step_unit; /* "week" */
    pk_turn_t
        turns[PK_TURNS]; /* the fastest within the horizon, of stages that hold over 1% of the people at the start */
    int nturn;
    int npersona;
    const char **personas; /* npersona labels; 0 of them: nobody is told apart */
    double *balance;       /* where the model has start: balance: [1 + npersona][nstage] shares, all first; else NULL */
    const char **says;     /* of drivers whose today is not as their time is: a sentence each */
    int nsays;
    const char *comes_back; /* "customer -> unaware": a way back into prospects who buy as new customers; NULL: none */
} pk_stays_t;

/* `stays` is overwritten and owned by the caller (pk_stays_free), also after an error. Errors: what the engine refuses
 * (PK_BAD_INPUT, in diag with places). */
pk_status_t pk_stays(const pk_scenario_t *scenario, pk_stays_t *stays, pk_diag_t *diag);

/* Legal on a zeroed object. */
void pk_stays_free(pk_stays_t *self);

#endif
