/* Inside the filter: what its files share.
 *
 * The state is a list of entries. What moves in a step are ways: a flow of a persona out of an entry of people, or
 * arrivals. Each way touches entries: it takes from where it comes, adds to where it leads, to stocks, to what is
 * observed. What happens to those who move, once they are known, is late: who asks for a capacity is an entry first
 * (its flow), and who enters an instant stage stands there until he is passed on.
 *
 * Entries other than people, stocks and the population are of one step: they begin it at 0. */
#ifndef PK_INFER_FILTER_PARTS_H
#define PK_INFER_FILTER_PARTS_H

#include "engine/drivers.h"
#include "infer/filter.h"
#include "infer/normal.h"

typedef enum {
    PK_ENTRY_PEOPLE,     /* index: stage, persona; of an instant stage: who is there within a step */
    PK_ENTRY_STOCK,      /* index: driver */
    PK_ENTRY_POPULATION, /* where somebody arrives and word of mouth is heard */
    PK_ENTRY_FLOW,       /* index: flow, persona: of a capacity (who asks, then who fits), or heard by word of mouth */
    PK_ENTRY_WAITING,    /* index: capacity, in units: who waits; within a step first who asks */
    PK_ENTRY_ENTERED,    /* index: stage, persona: who comes into a stay with ages */
    PK_ENTRY_FELT,       /* index: driver whose value acts within the step: on instant stages or capacities */
    PK_ENTRY_OBSERVED    /* index: series: its sum since the beginning of a value */
} pk_entry_kind_t;

typedef struct {
    pk_entry_kind_t kind;
    int index, persona; /* persona 0 where there is none */
} pk_entry_t;

/* A way adds weight x itself to an entry. */
typedef struct {
    int entry;
    double weight;
    int stock, gain;       /* the weight is this gain of a stock; stock -1: not */
    const double *by_step; /* [0..nstep] the weight; NULL: it is the same in all */
} pk_touch_t;

typedef struct {
    int first, count; /* among the layout's touches */
} pk_touches_t;

typedef struct {
    int flow, persona;
    int cell; /* flow x persona of the plan */
    bool event;
    int asks;          /* entry of its flow, where it stands in a capacity; else -1 */
    pk_touches_t does; /* at once; where it asks: nothing else than to ask */
    pk_touches_t late; /* where it asks: what those do who fit */
} pk_way_t;

/* People, and the ways out of them. */
typedef struct {
    int entry, stage, persona;
    int cell; /* stage x persona of the plan */
    bool instant, aged;
    bool stay_moves; /* it is aged, and what feeds back moves its stay, or the ways out that compete with it */
    int entered;     /* entry; -1 */
    int first_way, nway;
} pk_cell_t;

/* A driver that feeds back, and what it is made of. */
typedef struct {
    int driver;
    int felt;                /* entry; -1: nothing late hangs on it */
    int *source, nsource;    /* entries that its value is made of */
    int *cells, ncell;       /* places of cells whose rows it moves */
    int *instants, ninstant; /* of instant ones */
    bool arrivals;           /* it moves some */
    int *capacities, ncapacity;
} pk_scalar_t;

/* A capacity that matters: the ways that ask for it. */
typedef struct {
    int capacity;
    int *ways, nway;
    int waiting;        /* entry */
    int *known, nknown; /* series of single steps that together count all who fit; nknown 0: none do */
    int *part;          /* [nway] which of `known` counts the way */
} pk_crew_t;

/* How a series is read off the state. */
typedef struct {
    int series;
    bool taken;      /* the filter has it */
    bool late;       /* it counts somebody who passes an instant stage or a capacity */
    bool at_end;     /* it counts who is in stages at the end of a step; else its sum is an entry */
    int entry;       /* its sum's; -1 */
    int *people;     /* cells whose people it counts at the end of a step, or who pay then */
    double *weights; /* what of them */
    int npeople;
    bool pays;             /* stages pay at the end of each step */
    double unit;           /* > 0: all weights are this: value/unit is a count */
    const double *by_step; /* KPI: [t * (nflow + nstage) + row], what one of a flow or in a stage is worth; else NULL */
    double rounding;       /* variance of what rounding to whole people leaves: weight²/12 */
} pk_readout_t;

/* A value at its step, in the order of time; among those of a step, those that are not late come first. */
typedef struct {
    int series, value, step;
    bool seen, late;
} pk_due_t;

typedef struct pk_filter_layout {
    const pk_plan_t *plan;
    const pk_observed_series_t *series;
    int nseries, last_step;
    bool whole;
    pk_entry_t *entries;
    int nentry, nlasting; /* those from nlasting on are of one step, and nothing reads them in the next */
    int *people;          /* [stage x persona] entry; -1 */
    int *flows;           /* [flow x persona] entry; -1 */
    int *stocks;          /* [driver] entry; -1 */
    int *waiting;         /* [capacity] entry; -1 */
    int population;
    pk_cell_t *cells;  /* of people; in the order of their entries, instant ones in the order they pass on, last */
    int ncell, nstill; /* nstill: cells that are not instant */
    pk_way_t *ways;    /* by cell, then arrivals */
    int nway, narrival, first_arrival;
    pk_touch_t *touches;
    int ntouch;
    int *varying, nvarying; /* touches whose weight differs from step to step or draw to draw */
    pk_scalar_t *scalars;
    int nscalar;
    pk_crew_t *crews;
    int ncrew;
    pk_readout_t *readings; /* [nseries] */
    pk_due_t *due;
    int ndue, nseen, last_due, last_seen; /* last: steps */
} pk_filter_layout_t;

/* One likelihood on its way. */
typedef struct pk_filter_chain {
    pk_sim_t sim; /* engine expected: drivers, rates and ages at the filter's means */
    pk_normal_t state;
    double *map;                   /* [nentry][nlasting] */
    double *next;                  /* [nentry] means */
    int *touch_entry;              /* [ntouch] */
    double *touch_weight;          /* [ntouch] */
    double *p, *flow;              /* [nway] chance to take it of one who is there; how many do */
    double *slope;                 /* [nscalar][nway] of flow by the scalar; of an instant stage's way: of p */
    double *capacity_slope;        /* [nscalar][ncapacity of the plan] */
    double *saved_p, *saved_speed; /* the rates of now */
    double *base_p, *base_flow, *base_ended;
    double *ended;      /* [stage x persona] the part that a stay lets go */
    double *saved_ages; /* of one cell */
    long saved_room;
    double *dense;               /* [nentry] */
    int *list;                   /* [nentry] */
    double *listed;              /* [nentry] */
    double *room;                /* [ncapacity of the plan] per step, now */
    bool *known;                 /* [nseries] this step's value is told by a full crew ... */
    double *log_known;           /* ... with this log density */
    double *told_mean, *told_sd; /* [nseries] what a crew foretells; NAN: nothing */
    double *wander;              /* [nway] */
    pk_score_t score;
    pk_filter_health_t health;
    int due;
    const double *draws;
} pk_filter_chain_t;

/* filter_layout.c: what stands in the state. PK_BAD_INPUT where a series cannot be read off it. */
pk_status_t pk_filter_lay_out(pk_filter_layout_t *self, const pk_filter_options_t *options, pk_arena_t *arena,
                              pk_diag_t *diag);
void pk_filter_layout_free(pk_filter_layout_t *self);
/* filter_readings.c */
pk_status_t pk_filter_read_series(pk_filter_layout_t *self, pk_arena_t *arena, pk_diag_t *diag);
/* What one of a flow (stage < 0) or one in a stage at the end of step t counts in a series; for all that a series may
 * be made of. */
double pk_filter_worth(const pk_filter_layout_t *self, int series, int flow, int stage, int persona, int t);
bool pk_filter_counts(const pk_filter_layout_t *self, int series, int flow, int stage, int persona);

/* filter_rates.c: rates at the means, and the flows of all ways, with their derivatives by the scalars. False where no
 * number holds them. */
bool pk_filter_rates(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t);
/* Derivatives of a scalar's value by its sources, weight[nsource]. */
void pk_filter_sources(const pk_filter_layout_t *layout, const pk_filter_chain_t *chain, const pk_scalar_t *scalar,
                       double *weight);

/* filter_step.c: who moves at once; who passes on; ages and the step's end. */
void pk_filter_move(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t);
void pk_filter_settle(pk_filter_chain_t *chain, const pk_way_t *way);
void pk_filter_pass_on(const pk_filter_layout_t *layout, pk_filter_chain_t *chain);
void pk_filter_close(const pk_filter_layout_t *layout, pk_filter_chain_t *chain);

/* filter_crew.c: who fits; the log density of what a crew's series tell together. -INFINITY: more fitted than can. */
double pk_filter_fit(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, int t, int first_due);

/* filter_walk.c */
/* Goes through the steps 1..last; the log likelihood. `out` (NULL: not wanted) gets what was foretold. */
double pk_filter_walk(const pk_filter_layout_t *layout, pk_filter_chain_t *chain, const double *draws, int last,
                      pk_foretold_t *out);

static inline pk_combination_t pk_filter_touched(const pk_filter_chain_t *chain, pk_touches_t touches)
{
    return (pk_combination_t){&chain->touch_entry[touches.first], &chain->touch_weight[touches.first], touches.count};
}

#endif
