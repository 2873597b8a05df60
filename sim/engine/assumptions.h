/* Assumptions: every uncertain number, drawn once a run by its inverse CDF at a uniform addressed by its path. */
#ifndef PK_ENGINE_ASSUMPTIONS_H
#define PK_ENGINE_ASSUMPTIONS_H

#include "engine/plan.h"

/* Why a run's numbers cannot be had: a row that no draw makes possible. */
typedef enum { PK_DRAW_FINE, PK_DRAW_PAST_ONE, PK_DRAW_BROUGHT_TOO_MUCH, PK_DRAW_SHUT_TODAY } pk_draw_t;

typedef struct {
    pk_draw_t outcome;
    int stage, persona, flow; /* of the row that failed last; flow -1: the row's sum */
    int step;                 /* at which it failed */
    long rejected;            /* joint draws thrown away in this run */
    int rejected_stage;       /* for the warning; -1: none */
    bool rejected_arrivals;   /* it was not the stage's row, but who arrives there */
} pk_drawing_t;

enum { PK_REDRAWS_MOST = 1000 };

struct pk_sim;

/* Fills draws[0..nslot-1] for a run. `sim` is scratch (its drivers and today's effects are overwritten). */
pk_drawing_t pk_assumptions_draw(struct pk_sim *sim, uint64_t run, double *draws);

/* Whether these numbers, however they came about, make every row possible. `sim` is scratch as above. */
pk_draw_t pk_assumptions_possible(struct pk_sim *sim, const double *draws);

/* Fills draws[0..nslot-1] with each number at its mean, within its bounds (means.c). Means may be impossible together.
 */
void pk_assumptions_means(const pk_plan_t *plan, double *draws);

/* The name of something that today's drivers multiply by 0, and where it stands; NULL: nothing. */
const char *pk_today_shut(const struct pk_sim *sim, pk_place_t *place);

/* The canonical arguments of a number's law from the vector of draws. False where no law has them. */
bool pk_law_arguments(const pk_number_t *number, const double *draws, double *a);

/* The share of each slot's law that its bounds cut off, at the middle of its arguments: for warnings. Two results of
 * PK_DRAW: an error with its place in words. */
void pk_assumptions_explain(const pk_plan_t *plan, const double *draws, const pk_drawing_t *drawing, struct pk_sim *sim,
                            pk_diag_t *diag);

#endif
