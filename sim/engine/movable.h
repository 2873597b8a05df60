/* Numbers of a plan that a what-if can move, by path: those of the model and its scenario, and as a whole what is
 * spent on a channel (spend.CHANNEL), where a lever stands (levers.NAME), a conversion (conversions.a -> b), the part
 * of a step that is an event's (events.NAME), the share of the population that is heard (word_of_mouth.NAME) and a
 * series from a file (a factor alone).
 *
 * A move changes a run's draws; the plan stays as it is. Values are as draws hold them (pk_number_t). A value set
 * through a dial counts in every step: an amount a step, a setting, a conversion in place of what is written. Setting a
 * law's own slot takes its uncertainty away; setting an argument moves the draws of the law (pk_assumptions_move). */
#ifndef PK_ENGINE_MOVABLE_H
#define PK_ENGINE_MOVABLE_H

#include "engine/plan.h"
#include "model/moved.h"

typedef struct {
    const char *path;
    pk_dial_t dial;   /* PK_NO_DIAL: it has slots of its own */
    const int *slots; /* one; of a schedule one a piece, all moved alike */
    int nslot;
    bool argument; /* draws of other numbers depend on it */
} pk_movable_t;

/* One slot of the draws that is set, or multiplied. */
typedef struct {
    int slot;
    bool times;
    double value;
} pk_move_t;

/* Finds what stands under a path. `out` borrows from the plan's arena, which the search may add to. Errors
 * (PK_BAD_INPUT): no such number, with the nearest path; a number that nothing can be done to by itself (`varies`, a
 * number that is not written). */
pk_status_t pk_movable_find(pk_plan_t *plan, const char *path, pk_movable_t *out, pk_diag_t *diag);

/* The moves that set a number to `value`, or multiply it by it; gives how many, at most pk_movable_moves(). Setting
 * what has a factor only is a bug of the caller. */
int pk_movable_moves(const pk_movable_t *self);
bool pk_movable_can_be_set(const pk_movable_t *self);
int pk_movable_move(const pk_movable_t *self, double value, bool times, pk_move_t *moves);

/* A number that stands at another value, or is multiplied, in every run. */
typedef struct {
    pk_movable_t what;
    bool times;
    double value;
} pk_moved_t;

/* Finds a path and reads `text` as what a planner would write there (model/moved.h); errors are told at `place`. */
pk_status_t pk_moved_read(pk_plan_t *plan, const char *path, const char *text, pk_place_t place, pk_moved_t *out,
                          pk_diag_t *diag);
/* All of them as moves, into moves[pk_moved_moves()]; gives how many. */
int pk_moved_moves(const pk_moved_t *moved, int count);
int pk_moved_move(const pk_moved_t *moved, int count, pk_move_t *moves);

/* Does them to draws, where nothing depends on what is moved. */
void pk_moves_apply(const pk_move_t *moves, int count, double *draws);

#endif
