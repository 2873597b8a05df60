/* Assumptions: every uncertain number, drawn once a run by its inverse CDF at a uniform addressed by its path.
 *
 * Draws are those that are possible in the model (models/README.md section 3): rows that the model makes impossible are
 * drawn again, at the uniforms of the next attempt. A plan draws its own numbers at the attempts that the model has
 * settled on, so that it moves no draw; what it alone makes impossible the engine brings to the nearest possible thing
 * (engine/written.h, shares.h, rates.c), and a log counts it. */
#ifndef PK_ENGINE_ASSUMPTIONS_H
#define PK_ENGINE_ASSUMPTIONS_H

#include "engine/faults.h"
#include "engine/movable.h"

/* Why a run's numbers cannot be had: a row that no draw makes possible. */
typedef struct {
    pk_draw_t outcome;
    pk_fault_t fault;
    bool of_model; /* of the model without the plan's changes */
    long rejected; /* joint draws thrown away in this run */
} pk_drawing_t;

enum { PK_REDRAWS_MOST = 1000 };

struct pk_sim;
struct pk_fault_log;

/* Fills draws[0..nslot-1] for a run. `sim` is scratch (its drivers and today's effects are overwritten). `log` is
 * told of draws thrown away and of what the plan makes impossible; NULL: nobody wants to know. */
pk_drawing_t pk_assumptions_draw(struct pk_sim *sim, uint64_t run, double *draws, struct pk_fault_log *log);

/* Uniforms that stand in place of a run's own: where a sample of points is drawn rather than runs. */
typedef struct pk_point {
    const uint64_t *address; /* [count], ascending: of laws (pk_number_t), of the gammas of a row of `exits:`
                                (pk_exit_address) */
    const double *uniform;   /* [count], in (0, 1) */
    int count;
    int pinned; /* a slot of the plan that holds `value`, in every attempt; -1: none */
    double value;
} pk_point_t;

/* The address of the uniform of parameter k of a row of `exits:`. */
uint64_t pk_exit_address(const pk_stage_t *stage, int k);

/* As pk_assumptions_draw, with the uniforms of a point: where a row is drawn again, its further attempts are those of
 * `run`, and so are uniforms of addresses that the point has not. With a number pinned, all others are drawn as they
 * are given that value: rows again with it, what a law's arguments lead to after it, the others of a row of `exits:` in
 * their proportions, which do not hang on it (a Dirichlet law is neutral). */
pk_drawing_t pk_assumptions_draw_at(struct pk_sim *sim, const pk_point_t *point, uint64_t run, double *draws);

/* Whether the last drawing has drawn a row of this joint (of the reference's) again. */
bool pk_assumptions_redrawn(const struct pk_sim *sim, int joint);

/* The same with some numbers moved in every run: the draws of a changed file. What the moves make impossible is the
 * plan's, and the log counts it (pk_fault_log_init). */
pk_drawing_t pk_assumptions_draw_moved(struct pk_sim *sim, uint64_t run, const pk_move_t *moves, int count,
                                       double *draws, struct pk_fault_log *log);

/* Moves some numbers of the run that `sim` has drawn last (pk_assumptions_draw, into these draws): they are set or
 * multiplied, and what is drawn from a law whose arguments depend on them is drawn again, at the same uniforms and
 * attempts: what a changed file would draw. The caller asks whether that is possible. */
void pk_assumptions_move(struct pk_sim *sim, uint64_t run, const pk_move_t *moves, int count, double *draws);

/* Whether these numbers, however they came about, make a row possible (-1: every row). `sim` is scratch as above. */
pk_draw_t pk_assumptions_possible(struct pk_sim *sim, const double *draws, int row);

/* Fills draws[0..nslot-1] with each number at its mean, within its bounds (means.c). Means may be impossible together.
 */
void pk_assumptions_means(const pk_plan_t *plan, double *draws);

/* The name of something that today's drivers multiply by 0, and where it stands; NULL: nothing. */
const char *pk_today_shut(const struct pk_sim *sim, pk_place_t *place);

/* The canonical arguments of a number's law from the vector of draws. False where no law has them. */
bool pk_law_arguments(const pk_number_t *number, const double *draws, double *a);

/* What a drawing has failed at: an error with its place in words. The sim stands as pk_assumptions_draw has left it. */
void pk_assumptions_explain(struct pk_sim *sim, const double *draws, const pk_drawing_t *drawing, pk_diag_t *diag);

#endif
