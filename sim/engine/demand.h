/* Those who ask for a capacity in a step, and who of them fits (models/README.md section 7). */
#ifndef PK_ENGINE_DEMAND_H
#define PK_ENGINE_DEMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/stream.h"

typedef struct {
    int cells;           /* flows times personas */
    int *cell;           /* which of the plan */
    double *units;       /* that one of them uses */
    double *asked;       /* who would move */
    double *fits;        /* who does */
    double *left, *half; /* scratch */
    uint64_t *part;      /* of the address of their luck */
    uint64_t address;    /* the capacity's */
} pk_demand_t;

/* Room for `most` cells in an arena. */
pk_demand_t pk_demand_of(pk_arena_t *arena, int most);

/* Σ units x counts over the cells. */
double pk_demand_units(const pk_demand_t *self, const double *counts);
/* Σ counts. */
double pk_demand_people(const pk_demand_t *self, const double *counts);

/* Whole people: all stand in one random order and move until the first who does not fit. The composition of a prefix of
 * a random order is multivariate hypergeometric, so the prefix that fits is found by halving: draw who stands in its
 * first half, take them all or look inside, and so on: exact in law, at a cost of log2(n) draws. */
bool pk_demand_fit_counts(pk_luck_t luck, pk_demand_t *self, double room, double need);

/* Means: all are scaled down alike, and who never fits never moves. */
bool pk_demand_fit_means(pk_luck_t luck, pk_demand_t *self, double room, double need);

#endif
