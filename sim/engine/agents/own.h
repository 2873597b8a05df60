/* Customers who differ: numbers that vary from customer to customer, one draw for life, and the chances that they make
 * of a step.
 *
 * A stage on whose ways out, events or stay such a number acts has chances that are each customer's own. The kernel
 * lets all of its people pass as movers, and here is worked out what happens to them. What is written for a customer
 * (rates r* of the ways out of models/README.md section 7) hangs on his numbers alone and is kept; drivers act on it by
 * a few numbers that all share (pk_linear_rate_t). Most steps of most customers are settled by a bound: nothing happens
 * to whom more falls than the sum of his rates, for 1 - e^-R <= R. */
#ifndef PK_ENGINE_AGENTS_OWN_H
#define PK_ENGINE_AGENTS_OWN_H

#include "engine/agents/table.h"

/* A stage of which something varies, or of an instant stage that one comes to from it; or such an instant one. Its
 * flows: ways out in order, then events; row `first` on in what is kept. */
typedef struct {
    int stage, nexit, nrated, nevent, nflow, first;
    const int *exits, *events;
    int *instants, ninstant; /* instant stages that one comes to from here in which shares vary */
    bool dwell;   /* arguments of its stay vary: its people have no ages in cells, but the step in which they came */
    bool weighed; /* start_age: steady: those who are there at the start have the law weighted by their mean stay */
} pk_own_stage_t;

typedef struct {
    pk_own_stage_t **stages; /* [nstage]; NULL: its people are alike */
    int count, rows;
    bool any_dwell;
    bool rewritten; /* some of it changes as written after step 1 */
} pk_own_plan_t;

pk_own_plan_t *pk_own_plan(const pk_plan_t *plan, pk_arena_t *arena); /* NULL: nothing varies */

/* Customers of a block: their numbers [own number][PK_BLOCK], what is written for them [row][PK_BLOCK] (a rate; below 0
 * minus the probability of a sure exit; of a share the share; of a sure event INFINITY), and since when they are in a
 * stay of their own. Room for one block. */
typedef struct {
    double *values, *written;
    int32_t *since;
} pk_own_room_t;

/* What a worker works with: a customer's numbers in the run's draws, and his probabilities among the persona's. */
typedef struct {
    double *draws, *p;
    uint64_t cut; /* customers of whom a row was cut at 1 */
} pk_own_scratch_t;

pk_own_room_t pk_own_room_open(const pk_sim_t *sim);
void pk_own_room_close(pk_own_room_t *self);

/* The law of an own number of those who have been in a stage for a while: by normal score, part below (so that a
 * uniform finds its place) and value. NULL arrays: as written. */
enum { PK_OWN_GRID = 2048 };
typedef struct {
    double *below, *value; /* [PK_OWN_GRID + 1] */
    bool endless;          /* its weights have no end */
    bool jumps;            /* nothing lies between two values */
} pk_own_weighed_t;

/* [own number] for the people of a stage of a persona at the start, with the run's draws. */
void pk_own_weigh(const pk_sim_t *sim, int stage, int persona, pk_own_weighed_t *weighed, pk_arena_t *arena);

/* Whether one of the numbers that these laws are of says how long somebody stays; NULL is legal: none does. */
bool pk_own_weighs(const pk_sim_t *sim, const pk_own_weighed_t *weighed);
/* For how many steps somebody with his numbers has been in a stay that has been going on for a while; the uniform is
 * his. */
int32_t pk_own_age(const pk_sim_t *sim, int stage, int persona, const double *draws, double uniform);

/* The same where the law of the stay is everybody's: S(a), worked out once, of the ages that anybody may have. */
typedef struct {
    double *left; /* [count] */
    int count;
} pk_own_stay_t;
pk_own_stay_t pk_own_stay_of(const pk_sim_t *sim, int stage, pk_arena_t *arena);
int32_t pk_own_age_of(const pk_sim_t *sim, int stage, int persona, const pk_own_stay_t *stay, const double *draws,
                      double uniform);

/* Draws the numbers of customer `who` of a block; `weighed` may be NULL. address: the customer's. */
void pk_own_draw(const pk_sim_t *sim, double *draws, uint64_t address, int who, const pk_own_weighed_t *weighed,
                 pk_own_room_t *room);
/* What is written for him in step t: fills his rows. True where a row of his was cut at 1. */
bool pk_own_write(const pk_sim_t *sim, double *draws, int persona, int t, int who, pk_own_room_t *room);

/* The probabilities of a customer's own stage in step t, into p [nflow] (where all other flows' stand): of events by
 * rate the mean. Gives the chance that his stay ends; `sure`: all leave. */
double pk_own_chances(const pk_sim_t *sim, const pk_table_t *table, const pk_own_stage_t *own,
                      const pk_own_room_t *room, double *draws, int who, int cell, int t, double *p, bool *sure);
/* The same in part, for who only asks whether anything can happen: a bound of that chance. */
double pk_own_bound(const pk_table_t *table, const pk_own_stage_t *own, const pk_own_room_t *room, int who);

#endif
