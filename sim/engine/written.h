/* From what is written of a row to the competing rates r* that it means (models/README.md section 7, Rates). */
#ifndef PK_ENGINE_WRITTEN_H
#define PK_ENGINE_WRITTEN_H

#include "engine/plan.h"

typedef enum {
    PK_ROW_RATES,   /* r[k] is the rate r* of exit k */
    PK_ROW_SURE,    /* the probabilities sum to 1: r[k] is the probability of exit k */
    PK_ROW_PAST_ONE /* impossible, for the probabilities sum past 1: r[k] is the rate of the row scaled to PK_ROW_MOST
                     */
} pk_row_t;

/* What a row past 1 is scaled to (models/README.md section 3), also a stay's shares beside a rest. */
#define PK_ROW_MOST 0.999

/* The row of a stage's rated exits for one persona at step t, in order: of a plain stage all ways out, of a stay those
 * that compete with it. */
pk_row_t pk_written_row(const pk_plan_t *plan, const double *draws, int stage, int persona, int t, double *r);
/* Whether the row is that of customers whose own number (nodes.h) takes it past 1: it is cut at 1 in its proportions,
 * PK_ROW_SURE. So is the probability of an event. */
bool pk_written_cut(const pk_plan_t *plan, const double *draws, int stage, int persona, int t);
/* One event, arrival or exit by itself: its value after model, conversions and persona. Step 0 is today: the model's
 * value of the first step, before the scenario's conversions. */
double pk_written_value(const pk_flow_t *flow, const double *draws, int persona, int t, double *period);
/* The rate of an event, or PK_ROW_SURE with its probability 1. */
pk_row_t pk_written_event(const pk_flow_t *flow, const double *draws, int persona, int t, double *r);

#endif
