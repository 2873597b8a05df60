/* How often numbers were impossible over a run's draws, place by place: what the model has drawn again, and what a plan
 * makes impossible and the engine brings to the nearest possible thing. One a worker; sums do not depend on who was
 * first. */
#ifndef PK_ENGINE_FAULT_LOG_H
#define PK_ENGINE_FAULT_LOG_H

#include "engine/faults.h"
#include "engine/movable.h"

struct pk_sim;

/* One place, all personas or one of them. */
typedef struct {
    long draws;
    uint64_t last;  /* run that was counted last, plus 1 */
    uint64_t first; /* the lowest run, plus 1 */
    int step;       /* the first step at which it happened in any run */
} pk_clamp_t;

typedef struct pk_fault_log {
    const pk_plan_t *plan;
    const pk_move_t *moves;
    int nmove;
    int nplace;
    long *rejected; /* place */
    pk_clamp_t
        *clamps; /* [place * (1 + personas of the model)]: all, then each persona; NULL: the plan changes nothing */
} pk_fault_log_t;

/* Plan and moves (what is moved in every run; none: NULL) must outlive the log. */
void pk_fault_log_init(pk_fault_log_t *self, const pk_plan_t *plan, const pk_move_t *moves, int nmove);
void pk_fault_log_free(pk_fault_log_t *self);
void pk_fault_log_add(pk_fault_log_t *self, const pk_fault_log_t *other);

/* So many joint draws of the model were thrown away in a run before one was possible, the first of them for this fault.
 * `self` may be NULL, here and below. */
void pk_fault_log_reject(pk_fault_log_t *self, const pk_fault_t *first, int attempts);
/* The plan makes this impossible in run `run`; runs are told one after another, all faults of one in a row. */
void pk_fault_log_clamp(pk_fault_log_t *self, uint64_t run, const pk_fault_t *fault);

/* How many draws of a joint (of the reference's) were thrown away. */
long pk_fault_log_rejected(const pk_fault_log_t *self, int joint);

/* Warns of draws that were drawn again (with the part of the draws), joint by joint, the place being where it happened
 * most often. */
void pk_fault_log_warn_redrawn(const pk_fault_log_t *self, long runs, pk_diag_t *diag);
/* Warns of what the plan makes impossible; PK_BAD_INPUT with an error where that is in more than half of the draws.
 * `sim` is scratch. */
pk_status_t pk_fault_log_tell_clamped(const pk_fault_log_t *self, long runs, struct pk_sim *sim, pk_diag_t *diag);

#endif
