/* How a count splits: the one difference between the engines `expected` and `cohort`.
 *
 * Every function gets the address of its luck; expected ignores it. A third engine of counts would be a third row. */
#ifndef PK_ENGINE_CHANCE_H
#define PK_ENGINE_CHANCE_H

#include <stdbool.h>

#include "base/stream.h"
#include "engine/demand.h"
#include "engine/population.h"
#include "model/law/law.h"
#include "model/number.h"

typedef struct pk_chance {
    const char *name;
    const pk_population_ops_t *population; /* what its people are made of */
    /* A start: from the means of all cells in one fixed order, which sum to `population`, to who stands in each. */
    void (*seat)(pk_luck_t luck, double population, double *cells, long count);
    /* How many of n, each with probability p. */
    double (*thin)(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double n, double p);
    /* The same for people of each age 0..ages-1 in a stay: takes them out of n[], fills left[] and gives its sum. Age
     * by age the luck is its own, but neighbours share a block of random words. */
    double (*leave)(pk_luck_t luck, uint64_t address, double *n, const double *p, int ages, double *left);
    /* n over k cells with probability p[c] and luck at addresses[c]; returns how many stay. */
    double (*split)(pk_luck_t luck, const uint64_t *addresses, double n, const double *p, int k, double *counts);
    /* Poisson with this mean. */
    double (*poisson)(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double mean);
    /* The sum of n independent draws of a law. */
    double (*sum)(pk_luck_t luck, uint64_t address, const pk_law_t *law, const double *arguments, double n);
    /* The same of a law one of whose arguments varies from draw to draw, without the number's scale. */
    double (*sum_nested)(pk_luck_t luck, uint64_t address, const pk_number_t *law, const double *draws, double n);
    /* What a rate that scatters with this relative sd is multiplied by in a step; its mean is 1. */
    double (*scatter)(pk_luck_t luck, uint64_t address, double sd);
    /* A real capacity as what fits a step: its whole part, and one more by chance. */
    double (*whole)(pk_luck_t luck, uint64_t address, double x);
    /* Who of a demand that needs `need` fits into `room`: fills demand->fits. False, and nothing filled, where all do.
     */
    bool (*fit)(pk_luck_t luck, pk_demand_t *demand, double room, double need);
    /* Of `sample` drawn without replacement from cells of these sizes, how many of each; cell c has its luck at the
     * address joined with parts[c]. */
    void (*pick)(pk_luck_t luck, uint64_t address, const uint64_t *parts, const double *sizes, int k, double sample,
                 double *taken);
    /* For the exhaustive check: whether a count may be, and how far sums over `population` people may be off. */
    bool (*countable)(double count);
    double (*slack)(double population);
} pk_chance_t;

/* What `leave` of the cohort makes of one age by itself, of whose uniform the upper 32 bits are known. */
double pk_leave_at_age(pk_luck_t luck, uint64_t address, int age, uint64_t upper, double n, double p);

extern const pk_chance_t pk_chance_expected; /* means: chance_expected.c */
extern const pk_chance_t pk_chance_cohort;   /* counts: chance_cohort.c */
extern const pk_chance_t pk_chance_agents;   /* individuals, with the cohort's luck for what is drawn for all at once */

#endif
