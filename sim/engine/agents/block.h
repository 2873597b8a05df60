/* A block of customers of one persona, and what a step does to them.
 *
 * Everything that happens to a customer is a function of his number and the step (and of who fits a capacity), never of
 * the order in which blocks are walked or of the block that he stands in beside the bits of his place in it. */
#ifndef PK_ENGINE_AGENTS_BLOCK_H
#define PK_ENGINE_AGENTS_BLOCK_H

#include "engine/agents/kernel.h"
#include "engine/agents/own.h"

typedef struct {
    const pk_layout_t *layout;
    bool arrived;      /* its people came later */
    uint64_t people;   /* address of the persona's people who were there, or who came: a customer's is joined with his
                          number */
    uint64_t first;    /* number of its first customer */
    int count;         /* who is here by now */
    pk_own_room_t own; /* of customers who differ */
    void *cells;       /* [PK_BLOCK] of 8 or 16 bits */
} pk_block_t;

static inline int pk_block_cell(const pk_block_t *self, int who)
{
    return self->layout->wide ? ((const uint16_t *)self->cells)[who] : ((const uint8_t *)self->cells)[who];
}

static inline void pk_block_put(pk_block_t *self, int who, int cell)
{
    if (self->layout->wide) {
        ((uint16_t *)self->cells)[who] = (uint16_t)cell;
    } else {
        ((uint8_t *)self->cells)[who] = (uint8_t)cell;
    }
}

/* The address of a customer. */
uint64_t pk_block_address(const pk_block_t *self, int who);

/* Where a capacity ends, in the order of the keys of those who ask: below (key, address) all fit. */
typedef struct {
    uint64_t key, address;
} pk_cut_t;

static const pk_cut_t PK_ALL_FIT = {UINT64_MAX, UINT64_MAX};

/* What a step is for the customers of a persona. */
typedef struct {
    const pk_sim_t *sim;
    const pk_plan_t *plan;
    pk_own_scratch_t *scratch; /* the worker's */
    const pk_kernel_t *kernel;
    const pk_table_t *table;
    const double *draws;
    pk_luck_t luck;       /* of the step */
    const pk_cut_t *cuts; /* [ncapacity]; NULL: not known yet, who asks must wait for them */
    const double *unit;   /* [flow][2] what an amount of money that varies is counted in; NULL: none varies */
} pk_rules_t;

/* What happened in a step to the customers of a persona, in whole numbers: sums are the same in any order. */
typedef struct {
    uint64_t *fate;  /* [nfate] */
    uint64_t *flow;  /* [nflow] beside those of the fates */
    __int128 *money; /* [nflow][revenue, cost] in units; NULL: none varies */
} pk_sums_of_step_t;

/* One who asks for a capacity. */
typedef struct {
    uint64_t key, address;
    double units;
    int capacity;
} pk_asker_t;

typedef struct {
    pk_asker_t *at;
    long count, room;
} pk_askers_t;

/* Somebody whose fate is known but for the capacities that he asks for. */
typedef struct {
    uint16_t who, cell, fate;
} pk_pending_t;

typedef struct {
    pk_pending_t *at;
    int count, room;
} pk_waiters_t;

/* What one customer did in a step; see lives.h. */
typedef struct {
    uint16_t who;
    int32_t step, flow;
    double revenue, cost; /* amounts that vary, as drawn; else 0 */
} pk_deed_t;

typedef struct {
    pk_deed_t *at;
    long count, room;
    int from, until; /* of which customers of the block */
    long most;       /* 0: any number; with more than this it is full, and what is in it is of no use */
    bool full;
} pk_deeds_t;

/* One step. With cuts all is done. Without, those who ask for a capacity are put into `waiters` and `askers`, and stand
 * where they are until pk_block_settle. `deeds` may be NULL. */
void pk_block_step(pk_block_t *self, const pk_rules_t *rules, pk_movers_t *movers, pk_sums_of_step_t *tally,
                   pk_askers_t *askers, pk_waiters_t *waiters, pk_deeds_t *deeds);
/* Those who had to wait for the cuts. */
void pk_block_settle(pk_block_t *self, const pk_rules_t *rules, const pk_waiters_t *waiters, pk_sums_of_step_t *tally);

/* `count` more people who come by flow `flow`, to stand where it leads. */
void pk_block_arrive(pk_block_t *self, const pk_rules_t *rules, int flow, int count, pk_sums_of_step_t *tally,
                     pk_deeds_t *deeds);

#endif
