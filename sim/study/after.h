/* How far a comparison looks past its horizon: what each plan leaves behind against the baseline (`after` and
 * `profit_and_after`, engine/aftermath.h).
 *
 * The tail goes on until 1% of every plan's effect is left, as some first draws show over ten years, or as long as the
 * baseline's after_horizon: says. Where nobody asks for it or against it, it is done where it is little work: its steps
 * times draws at most a fifth of the run's steps times runs. That is counted and never timed, so that what a comparison
 * tells does not hang on the machine. */
#ifndef PK_STUDY_AFTER_H
#define PK_STUDY_AFTER_H

#include "engine/aftermath.h"
#include "result/comparison.h"
#include "study/horizons.h"

/* Where the verdict is told against the horizon (by_horizon.h), what comes after is told from some earlier horizons
 * too, as far after each: from as many as that fifth has room for, evenly spread, and on request from three at least,
 * at the quarters of the horizon. */

/* The most draws that tell how long a tail is. */
enum { PK_PILOT_DRAWS = 8 };

/* A plan of a comparison as it will run. */
typedef struct {
    pk_plan_t *plan; /* over the horizon; NULL: it cannot be compiled, which its run will tell */
    const pk_moved_t *moved;
    int nmoved;
} pk_going_t;

typedef struct {
    pk_aftermath_told_t told;   /* for the comparison */
    bool open;                  /* there is a tail */
    bool failed;                /* the baseline's run has failed: the others cannot be told from it */
    bool *goes_on;              /* [plan] in it */
    int cuts[PK_HORIZONS_MOST]; /* earlier horizons that are looked past, too */
    pk_tail_t tail;
    pk_after_t after;
    pk_arena_t arena;
} pk_foresight_t;

/* Decides, and makes the tail ready. `plans` [count] are borrowed until it is freed; free it in any case. A plan whose
 * model, step or population is another than the baseline's gets a warning, and no `after`. */
void pk_foresight_open(pk_foresight_t *self, const pk_going_t *plans, int count, int baseline,
                       const pk_run_options_t *options, pk_diag_t *diag);
void pk_foresight_free(pk_foresight_t *self);

/* What the run of plan k is told; `options` is overwritten in this. The baseline comes first. */
void pk_foresight_lay(pk_foresight_t *self, int k, int baseline, pk_run_options_t *options);

#endif
