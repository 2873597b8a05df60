/* One population on its way: the state of one run, moved step by step (models/README.md section 7).
 *
 * A sim is four things: what goes on from step to step (pk_state_t, in one block of memory, so that a run can be put
 * aside and taken up again), the numbers of now (pk_now_t, made of the run's draws and that state), the money of this
 * step, and scratch. Who moves is the population's own matter (population.h); how a count splits is chance's
 * (chance.h).
 *
 * Counts are doubles; under chance they hold whole numbers. Arrays over flows and personas are [flow * npersona +
 * persona], over stages and personas [stage * npersona + persona].
 *
 * A sim is used by one thread at a time and may be used for one run after another. */
#ifndef PK_ENGINE_SIM_H
#define PK_ENGINE_SIM_H

#include "engine/chance.h"
#include "engine/excess.h"
#include "engine/life.h"
#include "engine/plan.h"
#include "engine/population.h"
#include "model/standing.h"

/* ---- what goes on from step to step ---- */

/* Who stays in a dwell stage, by age: at[a] have been there for a whole steps; ages up to `oldest` may hold somebody.
 * Behind them, from `length` on, stand the old of a steady start by class (life.h): these grow older where they are. */
typedef struct {
    double *at;
    double *old_age, *old_pace; /* of each class: pk_steady_t */
    int length, oldest, nold;   /* length 0: the stage has no ages */
} pk_ages_t;

typedef struct {
    double population;          /* everybody, at the end of the last step */
    double made;                /* population at the start plus all arrivals: what must still be there */
    double *count;              /* stage x persona, at the end of the last step */
    double *flow;               /* flow x persona, this step */
    double *capacity, *waiting; /* by capacity, this step: what it has and who waits, both in units */
    double *level;              /* driver: a stock, an adstock */
    pk_ages_t *ages;            /* stage x persona; they point into the block */
    double *block;              /* count, flow, capacity, waiting and level, in this order; then the ages */
    size_t fixed, room;         /* doubles of the block before the ages, and in all */
} pk_state_t;

/* ---- the numbers of now ---- */

typedef struct {
    double value, response; /* this step */
    double value_today, response_today;
    double retention;       /* channel, geometric */
    double *kernel, *spent; /* channel, by weights; spent[t] for t = 1..known */
    int lags, known;
    const double *before; /* of a run that goes on: before[lag] was spent in step -lag; further back the history */
    int nbefore;
    double spend; /* channel: money this step */
    bool changed; /* value or response differ from the last step's */
    int since;    /* the last step at which they did */
} pk_driver_state_t;

/* A stay's speed of leaving by age: log(S(a+1)/S(a)); -INFINITY where it surely ends. */
typedef struct {
    pk_life_t life;
    double *log_stay; /* of the first `known` ages */
    int known, room;
    int length; /* ages beyond it repeat the last */
    int most;   /* ages that were asked for */
    bool ready;
} pk_hazards_t;

/* The probability to leave a stay by age at `speed`, known for the first `known` ages; of the old, this step's. */
typedef struct {
    double *p, speed;
    int known;
    double *left; /* this step's leavers by age, by the stay */
    double *gone; /* and by ways out that compete with it */
    int room;
} pk_leaving_t;

typedef struct {
    double *share;   /* persona: its share of the population */
    double *balance; /* stage x persona: of start: balance, parts of the persona; else NULL */
    double *heard;   /* driver: what of the population a word of mouth comes from in balance */
    double *written; /* flow x persona: r*, or p where the exit is sure */
    bool *sure;      /* stage x persona */
    double *p;       /* flow x persona: probability of a step, share of those who leave, or the Poisson mean */
    double *mult_today, *plus_today, *brings_today; /* flow x persona */
    double *speed;                                  /* stage x persona: effects now over effects today */
    double *effect;                                 /* effect x persona: kept from step to step, see rates.c */
    int *effect_step;                               /* the step that it was worked out at; -1: not yet in this run */
    bool anew; /* nothing of this run has been read yet: all is read at the next step, whether it has changed or not */
    pk_driver_state_t *drivers;
    pk_hazards_t *stays;   /* stage */
    pk_leaving_t *leaving; /* stage x persona */
} pk_now_t;

/* ---- the money of a step ---- */

/* A persona's, flows and stages together. */
typedef struct {
    double revenue, cost, end_value;
} pk_paid_t;

typedef struct {
    double *revenue, *cost;             /* flow x persona, this step */
    double *stage_revenue, *stage_cost; /* stage x persona, this step; entries included */
    double *end_value;                  /* stage x persona; 0 before the last step */
    pk_paid_t *paid;                    /* persona: their sums */
    double step_cost;                   /* levers' cost a step */
} pk_step_money_t;

/* ---- scratch ---- */

/* Leavers of one stay who may have to wait, age by age. */
typedef struct {
    int *age, room;
    uint64_t *part; /* of the address of their luck */
    double *left, *back;
} pk_returning_t;

/* The same probability many times. */
typedef struct {
    double *p, value;
    int count;
} pk_alike_t;

typedef struct {
    double *model_draws;           /* what pk_assumptions_draw has drawn of the model alone, where its slots differ */
    bool *moved;                   /* by slot: of pk_assumptions_move */
    int *attempts;                 /* by joint: the attempt that is possible, -1: none */
    const struct pk_point *point;  /* whose uniforms a drawing takes (assumptions.h); NULL: a run's own */
    int pinned;                    /* the slot that holds the point's value, in the plan that is drawn; -1: none */
    pk_steady_t *steady;           /* stage x persona: start_age: steady, ages at step 0 */
    double *held, *held_competing; /* stage x persona: leavers of this step who had to wait: by the stay, before it */
    double *row_p, *row_counts;    /* the exits of one stage */
    pk_returning_t returning;
    pk_alike_t alike;
    pk_demand_t demand;
    double *cells; /* those of a start */
    long room;
} pk_scratch_t;

enum { PK_CACHE_LINES = 128 };

typedef struct pk_sim {
    char before[PK_CACHE_LINES]; /* workers' sims stand alone on their cache lines */
    const pk_plan_t *plan;
    const pk_chance_t *chance;
    pk_luck_t luck; /* of this step of this run */
    int step;
    const double *draws;
    pk_state_t state;
    pk_excess_t excess; /* the first thing of this run that it cannot hold; it stands still then */
    pk_now_t now;
    double *entered; /* stage x persona, this step */
    pk_step_money_t money;
    pk_scratch_t scratch;
    struct pk_agents *agents; /* NULL: a population of counts */
    pk_arena_t arena;
    char after[PK_CACHE_LINES];
} pk_sim_t;

/* `plan` and `chance` must outlive the sim. */
void pk_sim_init(pk_sim_t *self, const pk_plan_t *plan, const pk_chance_t *chance);
void pk_sim_free(pk_sim_t *self);

/* Step 0 of run `run` with these draws (borrowed until the run is over). */
void pk_sim_begin(pk_sim_t *self, uint64_t run, const double *draws);

/* What of a run depends on its draws alone; nobody is anywhere yet. */
void pk_sim_take_draws(pk_sim_t *self, uint64_t run, const double *draws);

/* A run put aside: what goes on from step to step, some kB. `into` and `from` are aligned as a double and hold
 * pk_sim_kept bytes. Another sim of the same plan and chance, with the same draws, goes on from there as if nothing had
 * been: the next step's numbers are the same to the last bit. */
size_t pk_sim_kept(const pk_sim_t *self);
void pk_sim_keep(const pk_sim_t *self, void *into);
void pk_sim_resume(pk_sim_t *self, uint64_t run, const double *draws, const void *from);

/* One step, t = 1..T in order. */
void pk_sim_step(pk_sim_t *self, int t);

/* Only the moves of a step, with the probabilities as they stand: no drivers, capacity, arrivals or money. */
void pk_sim_move(pk_sim_t *self, int t);

/* The same with those who arrive. */
void pk_sim_move_and_arrive(pk_sim_t *self, int t);

/* Fills `flow` for the events and ways out of one stage (not an instant one) in step t with the probabilities as they
 * stand, and moves nobody. Does not ask what capacity lets through. */
void pk_sim_try(pk_sim_t *self, int stage, int t);

/* Everybody into one stage at age 0, instead of the start that pk_sim_begin made. */
void pk_sim_gather(pk_sim_t *self, int stage, double population);

/* The invariants after any step: nobody lost, nobody made, no negative count, ages add up, whole numbers under chance.
 * NULL when all hold, else what does not. For tests; costs as much as a step. */
const char *pk_sim_verify(const pk_sim_t *self);

/* ---- the parts of a step, one file each ---- */

/* rates.c: what the drivers of now make of the written numbers. today: once a run. */
void pk_rates_today(pk_sim_t *self);
void pk_rates_update(pk_sim_t *self, int t);
/* The same for the ways out of one stage, or for the arrivals, after a driver's response alone was set. */
void pk_rates_stage(pk_sim_t *self, int stage, int t);
void pk_rates_arrivals(pk_sim_t *self, int t);
/* What a flow's rate is in a step as a function of what is written, r*: ((r* / over - minus - minus_part r*), at least
 * 0,
 * + plus + plus_part r*) times; of a share or a sure way out r* / over times. For customers who differ in r*. */
typedef struct {
    double over, minus, minus_part, plus, plus_part, times, wander;
    bool driven; /* else nothing acts on it but its wandering */
} pk_linear_rate_t;
pk_linear_rate_t pk_rates_linear(const pk_sim_t *self, int flow, int persona, int t);
static inline double pk_linear_rate(const pk_linear_rate_t *self, double written)
{
    const double base = written / self->over - self->minus - self->minus_part * written;
    return (!self->driven ? written : ((base > 0 ? base : 0) + self->plus + self->plus_part * written) * self->times) *
           self->wander;
}
static inline double pk_linear_weight(const pk_linear_rate_t *self, double written)
{
    return (self->driven ? written * self->times / self->over : written) * self->wander;
}
/* R, the sum of today's rates of the ways out of a stage that have rates (out of a stay: that compete with it), before
 * the scenario's conversions; INFINITY where all leave by them. Needs pk_rates_today. */
double pk_rates_leaving_today(const pk_sim_t *self, int stage, int persona);
/* The probability to leave a stage in this step by the ways out that have rates; of a stay: before it, at every age. */
double pk_rates_competing(const pk_sim_t *self, int stage, int persona);
/* The rows of all stages into now.p and now.speed: as written today, and with the drivers as they stand
 * (pk_drivers_stand) on them. Arrivals and events are left out. */
void pk_rates_stand_written(pk_sim_t *self);
void pk_rates_stand_today(pk_sim_t *self);
/* b of a flow whose written rate is r*: below 0 where today's drivers alone bring more than is written. */
double pk_rates_base(const pk_sim_t *self, int flow, int persona, double written);
/* Product of the multipliers of some effects for a persona, now or today. */
double pk_rates_multiplier(const pk_sim_t *self, pk_effectors_t effects, int persona, bool today, int t);
/* now/today for what is not a rate: money, capacity (without_marketing: now). persona -1: reach does not matter. */
double pk_rates_quotient(const pk_sim_t *self, pk_effectors_t effects, int persona, int t);

/* stays.c: of a population of counts. */
/* The stays of this run, with nobody in them: room for its start, or for those who stand in `from` (not NULL); or with
 * those who were there when the run was put aside. */
void pk_stays_begin(pk_sim_t *self, const pk_standing_t *from);
void pk_stays_resume(pk_sim_t *self);
/* Ages at step 0 of a stay with start_age: steady; NULL where there are none. */
const pk_steady_t *pk_stays_steady(const pk_sim_t *self, int stage, int persona);
/* Those of one persona who leave a dwell stage by the ways out that compete with the stay, all ages with probability p;
 * taken out of the ages at once. Comes before pk_stays_leave. */
double pk_stays_compete(pk_sim_t *self, int stage, int persona, double p);
/* Leavers by the stay among the `count` who are left, drawn by age; taken out of the ages at once. */
double pk_stays_leave(pk_sim_t *self, int stage, int persona, double count);
/* The probability to leave a dwell stage by the stay at each age of now, then by each class of the old of a steady
 * start who are here; in a stay without ages one number. Valid until the stage is asked again. */
const double *pk_stays_hazards(pk_sim_t *self, int stage, int persona);
/* Puts those of this step's leavers who must wait back at random among the ages that they left. */
void pk_stays_return(pk_sim_t *self, int stage, int persona, double from_stay, double from_competing);
/* Everybody a step older; `entered` come in at age 0. */
void pk_stays_age(pk_sim_t *self, int stage, int persona, double entered);

/* The mean number of steps of a stay at the persona's speed of now, Σ S(a)^speed e^(-R a); R, the rates of now of the
 * ways out that compete with it, counts only where `competing`. Σ over the steps that begin there: a competing way with
 * probability p a step (sim->p) is taken by p times that mean of those who enter. */
double pk_stays_mean(const pk_sim_t *self, int stage, int persona, bool competing);

/* The part of those who enter a dwell stage that leaves by each of its exits, in order, at the probabilities of now: by
 * one that competes p_j times the mean stay, by one with a share its part of the others. Gives the mean stay. */
double pk_stays_exits(const pk_sim_t *self, int stage, int persona, double *part);

/* The ages add up to the count of their stage and persona, and none is below 0: NULL, else what is wrong. */
const char *pk_stays_verify(const pk_sim_t *self, int cell, double slack);

/* capacity.c: who of those who would move fits. */
void pk_capacity_fit(pk_sim_t *self, int t);
/* What a capacity has in step t: noted in state.capacity, and as what fits it, whole under chance. */
double pk_capacity_room(pk_sim_t *self, int capacity, int t);

/* money.c */
void pk_money_step(pk_sim_t *self, int t);
/* The end value of everybody there after step t, the last one made: also where the plan does not end there. */
double pk_money_end_value(const pk_sim_t *self, int t);
void pk_money_start(pk_sim_t *self);

#endif
