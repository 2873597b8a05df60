/* Where a journey stands at the end of a step: all that its next step starts from beside the draws. Plain data, which
 * engine/standing.h takes out of a run and puts into another, and model/continued.h reads from state.csv. Stages,
 * personas, flows (transitions, then arrivals), drivers and capacities are those of the model, in its order. */
#ifndef PK_MODEL_STANDING_H
#define PK_MODEL_STANDING_H

#include <stdbool.h>
#include <stddef.h>

/* Those of a stage and persona who have been there for `age` whole steps; of the old of a steady start a class of ages,
 * which is `age` in the mean and has its pace (engine/life.h). A stage without ages has one row, age 0. */
typedef struct {
    int stage, persona;
    double age, pace; /* pace 1: `age` exactly */
    bool old;         /* a class */
    double count;
} pk_people_t;

/* Money a step on a channel before the next one: at[lag], lag 0 the last step. What lies further back is the model's.
 */
typedef struct {
    double *at;
    int count;
} pk_spent_t;

typedef struct {
    int step;            /* it is the end of this one */
    double population;   /* everybody */
    double market;       /* the population that the plan began with, by which its spend was scaled */
    pk_people_t *people; /* [npeople] by stage and persona, then by age, the old last; nobody has no row */
    int npeople;
    int *first;                 /* [stage x persona + 1] where those of each begin in `people` */
    double *count;              /* [stage x persona] */
    double *flow;               /* [flow x persona] of that step: word of mouth may hear it */
    double *level;              /* [driver] stocks, and what channels carry over; NAN: as a run begins */
    double *waiting, *capacity; /* [capacity] of that step, in units */
    pk_spent_t *spent;          /* [driver] of channels that are felt by weights */
    int nstage, npersona, nflow, ndriver, ncapacity;
    double *memory; /* that the numbers stand in, where engine/standing.h has filled it */
} pk_standing_t;

#endif
