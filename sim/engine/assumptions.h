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
