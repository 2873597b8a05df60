/* Where the boxes and ribbons of a journey's picture stand: pure geometry.
 *
 * Lengths are in units of a canvas PK_LAYOUT_WIDTH wide; y grows downwards. The stages on the way stand in columns from
 * left to right, each one column behind the stage that most come from on their way onward (from a stage written before
 * it and of no later role); a stage that nobody comes to on the way, but the first, one column before the stage that
 * most go to from there; those aside stand in a row below, under where most of their customers come from. A ribbon is a
 * band around a cubic curve; it leaves and meets a box at right angles, and the ribbons on one side of a box lie side
 * by side. */
#ifndef PK_REPORT_LAYOUT_H
#define PK_REPORT_LAYOUT_H

#include <stdbool.h>

#include "base/arena.h"

#define PK_LAYOUT_WIDTH  100.0
#define PK_LAYOUT_HEIGHT 50.0

/* How far on the way a stage is; aside: lost, or on another way. */
typedef enum { PK_RANK_ASIDE = -2, PK_RANK_NONE, PK_RANK_PROSPECT, PK_RANK_CUSTOMER, PK_RANK_ADVOCATE } pk_rank_t;

/* BUY: back to buy. */
typedef enum { PK_RIBBON_ON, PK_RIBBON_BACK, PK_RIBBON_OFF, PK_RIBBON_BUY, PK_RIBBON_KINDS } pk_ribbon_kind_t;

typedef struct {
    bool aside;
    int column;
    double x, y, width, height; /* the centre */
} pk_box_t;

typedef struct {
    double x, y;
} pk_point_t;

typedef struct {
    int from, to; /* boxes; from -1: arrivals */
    double moved; /* how many */
    pk_ribbon_kind_t kind;
    double thickness;
    pk_point_t at[4]; /* the curve: start, two control points, end */
} pk_ribbon_t;

typedef struct {
    pk_box_t *boxes;
    int nbox;
    pk_ribbon_t *ribbons; /* events (from = to) have none */
    int nribbon;
} pk_layout_t;

/* The flows of a journey, in arrays; ends by stage, from -1 for arrivals. */
typedef struct {
    int count;
    const int *from, *to;
    const double *moved; /* how many took it: a ribbon's width; a flow that nobody took gets none */
    const double
        *weight; /* how many count for the places of the boxes: those of the baseline, so that pictures match */
    const pk_ribbon_kind_t *returns; /* what each is if it leads back; NULL: PK_RIBBON_BACK all */
} pk_layout_flows_t;

/* Places the boxes. In `arena`. */
void pk_layout_make(pk_layout_t *self, const pk_rank_t *ranks, int nstage, const pk_layout_flows_t *flows,
                    pk_arena_t *arena);

/* The most units of thickness a customer at which the ribbons on every side of every box fit. */
double pk_layout_scale(const pk_layout_t *self);

/* Gives the ribbons their thickness (at least a hair) and their curves. */
void pk_layout_spread(pk_layout_t *self, double scale);

/* The least and the greatest y of all that is drawn, a margin added. */
void pk_layout_span(const pk_layout_t *self, double *low, double *high);

/* The point of a ribbon's middle line at t in 0..1, and `aside` units to its left. */
pk_point_t pk_ribbon_point(const pk_ribbon_t *self, double t, double aside);

#endif
