/* What PK_WIDTH runs are at one moment: the fields of sim.h with a number of each lane, and beside them what open.h
 * knows of the plan. Arrays over flows and personas are [flow * npersona + persona], over stages and personas [stage *
 * npersona + persona]. Included by width.c. */
#ifndef PK_ENGINE_LANES_STATE_H
#define PK_ENGINE_LANES_STATE_H

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/lanes/functions.h"
#include "engine/lanes/lanes.h"

/* Whether counts are drawn (the engine cohort) or taken at their means (expected): each is compiled by itself. */
#ifndef PK_COHORT
#define PK_COHORT 0
#endif
enum { COHORT = PK_COHORT };

typedef struct {
    lanes_t value, response, value_today, response_today;
    lanes_t level, retention, spend;
    lanes_t *kernel, *spent, history; /* a channel by weights: by lag, 0 past a lane's own; by step */
    lanes_t *before;                  /* by lag, spent before step 1; past a lane's own its history */
    int lags, nbefore;                /* of the lane that has most */
    mask_t moved;                     /* the spend is not what the file makes of it: moved_spend */
    bool changed;                     /* of any lane */
    int since;                        /* the last step at which it was */
} driver_t;

/* The law of a stage's stay in each lane, and who leaves by it at speed 1. Where all lanes have the same law one number
 * stands for all of them. */
typedef struct {
    pk_life_t life[PK_WIDTH];
    double *table[PK_WIDTH]; /* log(S(a+1)/S(a)) by age; ages beyond repeat the last */
    int length[PK_WIDTH], room[PK_WIDTH];
    bool alike;
    const double *one_log; /* alike: the longest of the tables */
    int one_length;
    pk_life_t one_life; /* whom one_p is of */
    double *one_p;
    int one_known, one_room;
    void *memory_log, *memory_p; /* else, by age and lane */
    lanes_t *log, *p;
    int log_rows, log_room, known, p_room;
} law_t;

/* Who left in this step by age, then by class of the old. */
typedef struct {
    void *memory;
    lanes_t *left;
    int room;
} noted_t;

/* Who stays of one persona: at[a] are there for a whole steps, up to age `oldest`. Everybody grows older in place, for
 * `at` moves down by one a step. The old of a steady start stand by class. */
typedef struct {
    void *memory, *memory_p, *memory_old;
    lanes_t *base, *at, *p; /* p: at `speed`, where effects reach the speed */
    int base_room, p_room, oldest, known;
    int start_oldest[PK_WIDTH];
    lanes_t speed;
    lanes_t leavers, competed, q; /* this step's: by the stay; by ways that compete with it, each with probability q */
    lanes_t ahead;                /* Σ at p of the next step, if the speed stays as it is */
    bool foreseen;
    lanes_t *old, *old_p;       /* by class */
    double *old_age, *old_pace; /* [class * PK_WIDTH + lane] */
    bool old_alike;
    int nold, old_room, start_old[PK_WIDTH];
    int length[PK_WIDTH];           /* of counts: pk_ages_t, for the luck of the old */
    noted_t noted, noted_competing; /* by the stay; by ways that compete with it */
} stay_t;

/* Which ages leave how: one number for all lanes, or one of each, or one of each for all ages. */
typedef struct {
    const double *one;
    const lanes_t *each, *all;
} chances_t;

typedef struct {
    lanes_t revenue, cost, end_value;
} paid_t;

/* The mean of money that varies from flow to flow, for the law that it has now. */
typedef struct {
    const pk_number_t *law;
    lanes_t mean;
} varying_t;

/* The money of a flow or a stage: revenue, cost, entry cost, end value. */
enum { REVENUE, COST, ENTRY, END, PURPOSES };

/* A row of exits whose rates have changed. */
typedef struct {
    const int *exits;
    int count, persona;
    lanes_t total;
} due_t;

typedef enum {
    MEASURE_NONE, /* a ratio */
    MEASURE_FLOWS,
    MEASURE_STAGES,
    MEASURE_TIME,
    MEASURE_MONEY,
    MEASURE_REVENUE,
    MEASURE_COST,
    MEASURE_SPEND,
    MEASURE_MARGIN,
    MEASURE_ALL_COST,
    MEASURE_PROFIT,
    MEASURE_PRESENT_VALUE,
    MEASURE_WAITING,
    MEASURE_UNKNOWN
} measure_t;

/* A row has lanes whose ways out have rates, and lanes in which all leave by them. */
enum { ROW_RATES = 1, ROW_SURE = 2 };

/* What the plan tells of a flow: see open.h. */
typedef struct {
    pk_indices_t loud;  /* effects that multiply and may change within a run */
    pk_indices_t awake; /* drivers that may change its rate within a run */
    bool adds;          /* it has effects that add */
    bool scheduled;     /* a number of an effect on it is scheduled */
    bool plain;         /* what one customer on it pays and costs stays the same within a run */
} flow_facts_t;

struct pk_lanes {
    void *memory; /* that this stands in */
    pk_arena_t arena;
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    int step;
    bool anew;                    /* nothing of these runs has been read yet: all is worked out at the next step */
    uint64_t seed, run[PK_WIDTH]; /* of the luck of each lane */
    const double *draws_of[PK_WIDTH];
    pk_excess_t excess[PK_WIDTH];
    lanes_t *draws; /* by slot */
    lanes_t population, step_cost;
    /* stage x persona */
    lanes_t *count, *entered, *speed, *held, *held_competing, *stage_revenue, *stage_cost;
    mask_t *sure;
    unsigned char *rows; /* ROW_, or-ed */
    stay_t *stays;
    /* flow x persona */
    lanes_t *flow, *p, *rate, *written, *base, *mult_today, *plus_today, *brings_today, *revenue, *cost;
    lanes_t *quiet;                    /* the product of the effects that multiply and do not change */
    lanes_t *unit_revenue, *unit_cost; /* plain: of one customer */
    lanes_t *effect;                   /* effect x persona */
    int *effect_step;
    lanes_t *share;                      /* persona */
    paid_t *paid;                        /* persona */
    lanes_t *capacity, *waiting, *units; /* capacity; capacity; flow: scratch */
    driver_t *drivers;
    law_t *laws;             /* stage */
    varying_t *flow_varying; /* [flow * PURPOSES + purpose] */
    varying_t *stage_varying;
    pk_indices_t *into, *out_of; /* by stage: moves that are no instant ones */
    flow_facts_t *flows;
    bool *alike; /* by driver: it reaches all personas alike */
    due_t *due;
    int ndue;
    measure_t *measures;                   /* by KPI */
    lanes_t *tally, *measured, *everybody; /* [window][group][kpi]; kpi; kpi */
    lanes_t *before;                       /* [kpi] the first row of the tally before the last step */
    double *start_kpis;                    /* scratch of load.h */
    pk_demand_t demand;                    /* scratch: of one lane */
    pk_returning_t returning;              /* scratch: of one lane */
};

PK_INLINE lanes_t quantity(const pk_lanes_t *self, pk_quantity_t q, int t)
{
    const pk_term_t *term = pk_term(q, t);
    return term->slot < 0 ? all_lanes(term->value) : term->value * self->draws[term->slot];
}

/* ---- memory of vectors, which want whole registers ---- */

enum { REGISTER = 64 };

static lanes_t *aligned(void *memory)
{
    return (lanes_t *)(((uintptr_t)memory + REGISTER - 1) & ~(uintptr_t)(REGISTER - 1));
}

static lanes_t *array_of(pk_lanes_t *self, long count)
{
    return aligned(PK_ARRAY(&self->arena, char, (count + 1) * (long)sizeof(lanes_t) + REGISTER));
}

/* Room for `count` vectors at least; what was there is lost. */
static void make_room(void **memory, lanes_t **array, int *room, int count)
{
    if (*room < count) {
        free(*memory);
        *room = count + count / 2;
        *memory = pk_heap((size_t)*room * sizeof(lanes_t) + REGISTER, 1);
        *array = aligned(*memory);
    }
}

/* ---- what no number holds ---- */

/* Notes it for the lanes of `bad` that have noted nothing before. */
static __attribute__((noinline)) void note(pk_lanes_t *self, mask_t bad, pk_excess_kind_t what, int index,
                                           lanes_t number)
{
    for (int l = 0; l < PK_WIDTH; l++) {
        if (lane_in(bad, l) && self->excess[l].what == PK_EXCESS_NONE) {
            const double told = lane_of(number, l);
            self->excess[l] =
                (pk_excess_t){.what = what, .index = index, .step = self->step, .number = isnan(told) ? NAN : told};
        }
    }
}

PK_INLINE mask_t payable(lanes_t amount)
{
    return at_most(size_of(amount), all_lanes(PK_AMOUNT_MOST));
}

PK_INLINE mask_t countable(lanes_t count)
{
    return at_most(count, all_lanes(PK_COUNT_MOST));
}

PK_INLINE void note_unless(pk_lanes_t *self, mask_t fine, pk_excess_kind_t what, int index, lanes_t number)
{
    if (__builtin_expect(!every_lane(fine), 0)) {
        note(self, except(every(), fine), what, index, number);
    }
}

#endif
