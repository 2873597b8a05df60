/* The chances of one step for the customers of one persona: for each cell, of everything that can happen there.
 *
 * A chance is a 64-bit number, p 2^64, and a row holds the sums of its fates' chances: fate k happens to whom 64 random
 * bits u with chance[k-1] <= u < chance[k] fall to. Most often the upper 16 bits say which; where they equal those of a
 * sum, the lower 48 are asked for (an address of the customer and the step), so that a chance of 1e-9 is 1e-9. A sum of
 * 1 is UINT64_MAX and takes all. */
#ifndef PK_ENGINE_AGENTS_TABLE_H
#define PK_ENGINE_AGENTS_TABLE_H

#include "engine/agents/layout.h"

/* What drivers make in a step of what is written for customers who differ. */
typedef struct {
    pk_linear_rate_t *rates; /* [row] */
    double *speed;           /* [nstage] of stays */
} pk_own_step_t;

/* own.c */
void pk_own_step_fill(pk_own_step_t *self, const pk_sim_t *sim, int persona);

enum { PK_PLANE = 256 /* bytes of a table of up to 256 cells */ };

typedef struct {
    const pk_layout_t *layout;
    uint64_t *chance;    /* [ncell][layout->most] sums; behind a stage's last fate its sum again */
    uint32_t *edge_next; /* [ncell] of wide layouts: the edge, and above it the next cell */
    uint16_t *edge;      /* [ncell] upper 16 bits of the chance that anything happens */
    /* The same as planes of bytes, where the cells fit: upper and lower half of the edge, and the next cell. */
    uint8_t *edge_high, *edge_low, *next; /* [PK_PLANE] */
    /* And where they are up to 64: the planes of each sum, [most][64], and each cell's first fate. */
    uint8_t *high, *low, *first;
    double *hazard;       /* [ncell] the chance that the stay ends */
    pk_own_step_t own;    /* of customers who differ (own.h); rates NULL: none do */
    double *quiet, *some; /* [nflow] of events: that it does not happen, and that it does */
    double *p;            /* [nflow] the persona's of now: sim->now.p */
} pk_table_t;

static inline uint64_t pk_chance_bits(double p)
{
    return p >= 1 ? UINT64_MAX : p <= 0 ? 0 : (uint64_t)(p * 0x1p64);
}

static inline bool pk_falls_below(uint64_t u, uint64_t chance)
{
    return u < chance || chance == UINT64_MAX;
}

void pk_table_init(pk_table_t *self, const pk_layout_t *layout, pk_arena_t *arena);

/* Fills the table for the step that the sim stands in, with its rates of now. */
void pk_table_fill(pk_table_t *self, pk_sim_t *sim);

/* What the kernels read (edges, planes), made of the chances as they stand. */
void pk_table_planes(pk_table_t *self);

bool pk_table_equals(const pk_table_t *self, const pk_table_t *other);

/* The row of a stage whose flows have probabilities p [nflow] (of events by rate the mean), whose stay ends with chance
 * `end`; sure: all leave. [layout->most] sums. */
void pk_table_row(const pk_layout_t *layout, const pk_plan_t *plan, int stage, const double *p, double end, bool sure,
                  uint64_t *row);

#endif
