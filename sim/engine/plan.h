/* The compiled plan: a scenario as flat, constant arrays that the engines read (never YAML, never text in a loop).
 *
 * Names: a flow is a declared transition or, after those, the arrivals at a stage. An exit is a flow that takes its
 * customer away from the competition of the stage's other ways out; an event happens to somebody who stays. Personas
 * are counted from 0 here; results add the group "all" in front. All arrays live in the plan's arena. */
#ifndef PK_ENGINE_PLAN_H
#define PK_ENGINE_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/scenario.h"
#include "model/together.h"
#include "response/carryover.h"
#include "response/saturation.h"

/* One number at one time: value x draws[slot], or `value` where slot < 0: what no what-if can move. A plain number has
 * a slot as an uncertain one has, which every run's draws hold its value in. */
typedef struct {
    int slot;
    bool relative; /* xF */
    bool added;    /* +A */
    double value;
    double period; /* a probability `per year`: the period in steps; 0: a step */
} pk_term_t;

/* A number over time: terms[t * stride], stride 0 when it never changes. terms NULL: not written. */
typedef struct {
    const pk_term_t *terms;
    int stride;
} pk_quantity_t;

static inline bool pk_present(pk_quantity_t q)
{
    return q.terms != NULL;
}
static inline double pk_quantity(pk_quantity_t q, const double *draws, int t)
{
    const pk_term_t *term = &q.terms[(long)t * q.stride];
    return term->slot < 0 ? term->value : term->value * draws[term->slot];
}
static inline const pk_term_t *pk_term(pk_quantity_t q, int t)
{
    return &q.terms[(long)t * q.stride];
}

/* What a what-if does to something over time, as a whole: two slots, for a level in place of what is written and for a
 * factor on it. Draws hold NAN and 1 there where it is left as it is. level and factor -1: nothing can be done. */
typedef struct {
    int level, factor;
} pk_dial_t;

#define PK_NO_DIAL ((pk_dial_t){.level = -1, .factor = -1})

static inline bool pk_is_dialed(pk_dial_t dial, const double *draws)
{
    return dial.factor >= 0 && (draws[dial.factor] != 1 || draws[dial.level] == draws[dial.level]);
}
static inline double pk_dialed(pk_dial_t dial, const double *draws, double written)
{
    if (dial.factor < 0) {
        return written;
    }
    const double level = draws[dial.level];
    return (level == level ? level : written) * draws[dial.factor];
}

/* The dials of a plan under their paths; those of series from a file have a factor only. */
typedef struct {
    const char *path;
    pk_dial_t dial;
} pk_dial_entry_t;

/* Money for a thing that happens or somebody who is there: a number, or a law from flow to flow. */
typedef struct {
    pk_quantity_t number;
    const pk_number_t *const *varies; /* NULL, or at [t * stride] the law of that step (NULL: `number`) */
    int stride;
    bool of_revenue;
} pk_money_t;

static inline bool pk_is_paid(const pk_money_t *money)
{
    return money->varies != NULL || pk_present(money->number);
}

/* What a driver does to a target. */
typedef struct {
    int driver;
    pk_sign_t sign; /* PK_TIMES, PK_PLUS, PK_BRINGS, PK_ELASTICITY, or PK_BARE: the value itself (a season) */
    pk_quantity_t strength;
    int place;      /* among all effects of the plan */
    bool scheduled; /* its strength or a reach is scheduled: every step may differ */
} pk_effector_t;

typedef struct {
    const pk_effector_t *at;
    int count;
} pk_effectors_t;

typedef struct {
    int driver;
    pk_quantity_t number;
} pk_lever_cost_t;

/* How a flow's rate wanders of itself, apart from what drivers do to it (wander.h): it is multiplied by e^(drift), a
 * random walk through knots, and by the scatter of this step, of mean 1. */
typedef struct {
    int scatter;       /* slot of its relative sd, independent from step to step; -1: none */
    int drift;         /* slot of the sd of a drift's step from knot to knot; -1: none */
    int *knots, nknot; /* slots of standard normal steps, one a knot after step 0 */
    int every;         /* steps from knot to knot */
    int from;          /* step 0 on the drift's own clock */
} pk_wander_t;

typedef struct {
    int from, to;                      /* from -1: arrivals */
    const pk_wander_t *wander;         /* NULL: it does not wander */
    const pk_transition_t *transition; /* NULL: arrivals */
    const char *name;
    uint64_t *address; /* one a persona: the hash of persona|from|to */
    pk_transition_by_t by;
    bool event, rest, purchase;
    bool money; /* something is paid when it happens */
    pk_quantity_t value, conversion;
    const pk_quantity_t *differs; /* one a persona instead of `value`, where customers differ in it; else NULL */
    pk_dial_t dial;               /* conversions.a -> b: on top of its conversion */
    pk_quantity_t *by_persona;
    pk_effectors_t effects; /* on its rate or share; `a -> *` included, but not on a share: there it moves the stay */
    pk_money_t revenue, cost;
    pk_effectors_t on_revenue, on_cost;
    const pk_lever_cost_t *lever_costs;
    int nlever_cost;
    int capacity; /* -1: none */
    pk_quantity_t uses;
} pk_flow_t;

typedef enum { PK_STAGE_PLAIN, PK_STAGE_DWELL, PK_STAGE_INSTANT } pk_stage_kind_t;

typedef struct {
    pk_stage_kind_t kind;
    pk_role_t role;
    const pk_stage_t *stage;
    uint64_t *address;       /* one a persona */
    int *exits, nexit;       /* flows; events are not among them */
    int nrated;              /* of the exits, the first: ways out with a probability or rate of their own, which out of
                                a stay compete with it; after them stand those with shares */
    uint64_t **exit_address; /* [persona][exit]: the flows' addresses, side by side */
    int *events, nevent;
    bool memoryless; /* an exponential stay: no ages */
    bool steady;
    pk_effectors_t speed; /* `a -> *` on a dwell stage: of the stay; its rated exits have theirs */
    bool scheduled;       /* an effect on it is */
    int *movers, nmover;  /* drivers with an effect on its row, events or speed */
    pk_quantity_t start;  /* not written: nobody, or the rest */
    bool start_rest;
    pk_money_t revenue, cost, entry_cost, end_value;
    pk_effectors_t on_revenue, on_cost;
    int row_slot;          /* `exits:`: slot of the row's first probability; -1: none */
    const bool *rewritten; /* [0..nstep] whether a written value of the row changes at a step; NULL: never after 1 */
    bool waits;            /* one of its exits stands in a capacity */
} pk_stage_plan_t;

/* Whether its people are told apart by how long they have been there. */
static inline bool pk_has_ages(const pk_stage_plan_t *stage)
{
    return stage->kind == PK_STAGE_DWELL && !stage->memoryless;
}

/* What one kind of driver does; see drivers.h. */
typedef struct pk_driver_ops pk_driver_ops_t;

typedef struct {
    const pk_driver_ops_t *ops;
    const pk_driver_t *driver;
    int index;
    pk_quantity_t *reach;         /* one a persona */
    const pk_saturation_t *curve; /* NULL: the response is the value */
    pk_quantity_t saturation[PK_SATURATION_PARAMETERS];
    int spend_column; /* a channel of ours: its place among the channels that cost money; -1 */
    void *own;        /* what its kind has of its own: pk_channel_plan_of(driver) and so on, drivers.h */
} pk_driver_plan_t;

typedef struct {
    pk_quantity_t per_step;
    pk_effectors_t effects;
    const char *name;
    uint64_t address;
    int *flows, nflow;
} pk_capacity_plan_t;

/* Rows that share uncertain numbers: these are drawn together again until every one of the rows is possible, which is
 * the exact law of the numbers given that the rows are. A row is that of a stage with its events and who arrives at it,
 * by the stage's index; after these stand the start shares and the personas' shares. A plan's conversions are in none:
 * draws are those that are possible in the model. */
typedef struct {
    int *slots, nslot;
    int *rows, nrow;
} pk_joint_t;

/* What a plan's slot is in the reference: the slot of the same number with the same law, -1 where the plan has another;
 * and the joint that the number under this path is drawn again with, -1: none. */
typedef struct {
    int slot, joint;
} pk_plan_link_t;

/* A probability or rate that varies from customer to customer, in the engine of means: `count` values of it, each with
 * its part of the customers. Slots are the first of [persona of the model][count]. */
typedef struct {
    int flow;
    const pk_number_t *law;
    int count, stride; /* stride: groups from one value to the next */
    int steady;        /* the stage whose people at the start have the law weighted by the stay that it gives; -1 */
    int value, share;
    int start; /* those in `steady` at the start, for each step of a mean stay */
} pk_differing_t;

enum { PK_DIFFERING_MOST = 3 };

/* Customers who differ, as groups who are alike (nodes.h): each persona of the model is `count` personas of the plan,
 * side by side, one for each combination of values. */
typedef struct {
    int count;       /* 1: nothing varies */
    int nnumber;     /* independent of each other */
    int first, last; /* their slots: first to before last */
    pk_differing_t number[PK_DIFFERING_MOST];
} pk_nodes_t;

/* A number that varies from customer to customer, for individuals: the slot that holds its mean in the run's draws, and
 * a customer's own value where he is looked at (agents/own.h). */
typedef struct {
    const pk_number_t *number;
    int slot;
    int stage;     /* whose way out, event or stay it is of */
    bool of_event; /* nobody stays longer or shorter for it */
} pk_own_number_t;

/* Numbers that are drawn together (model/together.h), as slots. */
typedef struct {
    int block, at; /* number `at` of plan->copulas.all[block]; block -1: drawn by itself */
} pk_mixed_t;

typedef struct pk_plan {
    pk_arena_t arena;
    const pk_scenario_t *scenario;
    const pk_model_t *model;
    pk_calendar_t calendar;
    double step_years;
    int nstep, nstage, npersona, ntransition, nflow, ndriver, ncapacity;
    int end;      /* the step whose people have an end value: nstep; 0 where that lies within (tail.h) */
    bool today;   /* probabilities: today */
    bool balance; /* start: balance (balance.h); stages have no start of their own */
    pk_nodes_t nodes;
    pk_own_number_t *own; /* [nown] */
    int nown;
    double population, spend_scale;
    uint64_t seed;
    pk_stage_plan_t *stages;
    pk_flow_t *flows;
    pk_driver_plan_t *drivers;
    pk_capacity_plan_t *capacities;
    pk_quantity_t *persona_share; /* one a persona of the model; not written: the rest */
    pk_quantity_t discount;
    int *instant_order, ninstant; /* instant stages, sources first */
    pk_indices_t moves;           /* transitions that are no events and not out of an instant stage */
    pk_indices_t paying_flows, paying_stages, paying_drivers; /* where money is at stake at all */
    int most_exits;
    int *month;                  /* [0..nstep] month of the step's first day 0..11; NULL without a calendar */
    int *weekday;                /* the same, Monday 0 to Sunday 6 */
    const pk_number_t **numbers; /* by slot; arguments come before what they belong to */
    int nnumber;                 /* slots of numbers; after them stand dials and the rows of `exits:` */
    int nslot;
    double *defaults;  /* by slot: plain numbers, dials as they are left; NAN: drawn, or a level that is not set */
    const bool *drawn; /* by slot: a law, or of a row of `exits:` */
    bool uncertain;    /* some slot is */
    pk_dial_entry_t *dials;
    int ndial;
    pk_joint_t *joints;
    int njoint;
    int *joint_of_slot; /* -1: none */
    int *joint_of_row;
    pk_copulas_t copulas;
    pk_mixed_t *mixed;               /* [nnumber] */
    const struct pk_plan *reference; /* the model alone, where the plan differs from it; else NULL */
    pk_plan_link_t *links;           /* by slot; NULL: the reference has the same slots */
    const long *learned; /* [nlearned] the rows of the model's posterior that the model can hold; NULL: none */
    long nlearned;
    int standing;  /* the slot of that row, for who goes on from its end (standing.h); NAN there: no row; -1: none */
    int neffector; /* effects, each where it acts */
    int nspend;    /* channels that cost money, in order */
    bool feedback; /* word of mouth, stocks, queues or capacity: expected is an approximation */
} pk_plan_t;

/* Whether expected outcomes of this plan are off from the means of whole futures: it feeds back, or customers differ
 * and the engine of means has them at their mean. */
static inline bool pk_is_inexact(const pk_plan_t *plan)
{
    return plan->feedback || plan->nown > 0;
}

/* Whether a term differs from draw to draw, and what it is where it does not and nothing is moved. */
static inline bool pk_is_drawn(const pk_plan_t *plan, const pk_term_t *term)
{
    return term->slot >= 0 && plan->drawn[term->slot];
}
static inline double pk_certain(const pk_plan_t *plan, const pk_term_t *term)
{
    return term->slot < 0 ? term->value : term->value * plan->defaults[term->slot];
}

static inline int pk_model_personas(const pk_plan_t *plan)
{
    return plan->npersona / plan->nodes.count;
}
/* The model's persona that one of the plan is, or is a part of. */
static inline int pk_model_persona(const pk_plan_t *plan, int persona)
{
    return persona / plan->nodes.count;
}
static inline const pk_persona_t *pk_plan_persona(const pk_plan_t *plan, int persona)
{
    return &plan->model->personas[pk_model_persona(plan, persona)];
}

/* The rows that are no stage's. */
static inline int pk_row_of_start(const pk_plan_t *plan)
{
    return plan->nstage;
}
static inline int pk_row_of_personas(const pk_plan_t *plan)
{
    return plan->nstage + 1;
}
static inline int pk_rows(const pk_plan_t *plan)
{
    return plan->nstage + 2;
}
/* The model's own plan: what decides which draws are possible. */
static inline const pk_plan_t *pk_reference(const pk_plan_t *plan)
{
    return plan->reference != NULL ? plan->reference : plan;
}

/* The most cells (flows times personas) that ask for one capacity. */
static inline int pk_most_demand(const pk_plan_t *plan)
{
    int most = 0;
    for (int c = 0; c < plan->ncapacity; c++) {
        most = plan->capacities[c].nflow > most ? plan->capacities[c].nflow : most;
    }
    return most * plan->npersona;
}

/* A channel's spend of step t, before it is held at 0 and as it is paid (spend.c). */
double pk_spend_unbounded(const pk_plan_t *plan, const pk_driver_plan_t *channel, const double *draws, int t);
double pk_spend(const pk_plan_t *plan, const pk_driver_plan_t *channel, const double *draws, int t);

/* Compiles a scenario. Refuses, with places, what the engines do not simulate. The plan borrows the scenario. Free it
 * also after an error. */
pk_status_t pk_plan_compile(const pk_scenario_t *scenario, pk_plan_t *plan, pk_diag_t *diag);
void pk_plan_free(pk_plan_t *self);

#endif
