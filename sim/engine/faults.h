/* What is impossible in a draw: rows past 1, today's drivers that bring more than is observed, step by step. */
#ifndef PK_ENGINE_FAULTS_H
#define PK_ENGINE_FAULTS_H

#include "engine/plan.h"

typedef enum {
    PK_DRAW_FINE,
    PK_DRAW_PAST_ONE,
    PK_DRAW_SHARES_PAST_ONE,
    PK_DRAW_BROUGHT_TOO_MUCH,
    PK_DRAW_SHUT_TODAY
} pk_draw_t;

typedef struct {
    pk_draw_t outcome;
    int row;     /* see pk_joint_t */
    int flow;    /* that has it: an event past 1, or what is brought; -1: the row's sum */
    int persona; /* start and persona shares: 0 */
    int step;
} pk_fault_t;

/* Told of each fault; true: look no further. */
typedef bool (*pk_fault_fn)(void *context, const pk_fault_t *fault);

struct pk_sim;

/* Goes over a row at every step at which a written value of it changes, persona by persona. The sim's draws and its
 * drivers of today (pk_drivers_begin, pk_rates_today) stand. True where it was ended by `tell`. */
bool pk_faults_of_row(struct pk_sim *sim, int row, pk_fault_fn tell, void *context);

/* The first fault of a row, or PK_DRAW_FINE. */
pk_fault_t pk_fault_of_row(struct pk_sim *sim, int row);

#endif
