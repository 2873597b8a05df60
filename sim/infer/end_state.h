/* Where a journey stands at the last observed step, given one draw of its numbers and all that was observed: what a
 * scenario goes on from.
 *
 * Who stands where is drawn from the filter's law at the end, normal with its mean and covariance, brought to whole
 * people, none below nobody, with the population kept; stocks are drawn with it. Ages of stays are those of the mean
 * path, dealt out to the people who are there; what is carried over, and what waits, stand as on the mean path. With
 * nothing observed it is a run's own state: of the cohort, or of engine expected the mean path, fractions kept. */
#ifndef PK_INFER_END_STATE_H
#define PK_INFER_END_STATE_H

#include "infer/filter.h"

struct pk_chance;
struct pk_sim;

/* Those of a stage and persona who have been there for `age` whole steps at the end of the step; of the old of a steady
 * start, a class of ages around `age` with its pace (engine/life.h). A stage without ages has one row, age 0. */
typedef struct {
    int stage, persona;
    double age, pace; /* pace 1: `age` exactly */
    bool old;         /* a class */
    double count;
} pk_people_t;

typedef struct {
    int step; /* it is the end of this one */
    double population, made;
    pk_people_t *people; /* [npeople] by stage, persona, age; nobody has no row */
    int npeople;
    double *count;              /* stage x persona */
    double *flow;               /* flow x persona, of that step: word of mouth may hear it */
    double *level;              /* [driver]: stocks, and what channels carry over */
    double *waiting, *capacity; /* [capacity] of that step, in units */
    int nstage, npersona, nflow, ndriver, ncapacity;
} pk_end_state_t;

void pk_end_state_free(pk_end_state_t *self);

/* The state of a sim that has gone through its steps. `out` is zeroed or has been filled before; free it. */
void pk_end_state_of(const struct pk_sim *sim, pk_end_state_t *out);

/* Puts it into a sim of the same model that pk_sim_begin has just begun (its start is overwritten), so that its step 1
 * is the step after the state's. Spent history of channels by weights follows from the plan's own spend before. */
void pk_end_state_put(const pk_end_state_t *self, struct pk_sim *sim);

/* Draws the state at the filter's last step, for draws[nslot] and the luck of run `run` of the plan's seed. The filter
 * is one with `whole`. PK_FAILED, and nothing drawn, where the draws are impossible. */
pk_status_t pk_end_state_draw(pk_filter_t *filter, int chain, const double *draws, uint64_t run, pk_end_state_t *out);

/* Without observations: one run of the plan with these draws to step `last`, by chance (cohort) or by its means. */
pk_status_t pk_end_state_run(const pk_plan_t *plan, const struct pk_chance *chance, const double *draws, uint64_t run,
                             int last, pk_end_state_t *out);

#endif
