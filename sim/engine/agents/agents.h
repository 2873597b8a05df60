/* Individuals: the third kind of population (engine/population.h), every customer on his own.
 *
 * A run is walked as a whole when it begins (walk.c), with the same drivers and rates as all engines; what goes on from
 * step to step is then the sums by step (flows, who waited, amounts that vary), which the sim is told again step by
 * step (people.c): so runs are put aside, recorded and paid like those of the cohort, and a thousand of them need the
 * memory of one.
 *
 * Customers stand in blocks of one persona. Where the model does not feed back, the tables of all steps (table.h) are
 * made first and a block walks through all of them while it stands in the cache; else all blocks take a step together.
 * Whoever wants to see individuals gets a second walk, in which all that customers share is known. */
#ifndef PK_ENGINE_AGENTS_AGENTS_H
#define PK_ENGINE_AGENTS_AGENTS_H

#include "engine/agents/block.h"
#include "engine/agents/lives.h"

/* What is known of a run after it was walked, a row a step 1..nstep; row 0 is empty. */
typedef struct {
    double *rows;
    int width; /* flow x persona, capacity and waiting by capacity, sums of money that varies: flow x persona x 2, then
                  first and later purchases: persona x 2 (individuals.h) */
    int capacities, money, purchases; /* where they begin; flows at 0 */
} pk_story_t;

/* All that belongs to one customer persona's side of a run: its layout, and its table of each step (one for all steps
 * where they are the same). */
typedef struct {
    pk_layout_t layout;
    pk_table_t **tables; /* [nstep + 1] */
    uint64_t name;       /* hash */
    /* Who stands where at step 0: `edges[k]` people stand in the cells before cell_of[k]. */
    double *edges;
    uint16_t *cell_of;
    int nedge;
    pk_own_weighed_t **weighed; /* [nstage] of customers who differ; NULL: as written */
    pk_own_stay_t *stays;       /* [nstage] of a stay that is weighed and everybody's law; count 0: others */
    uint64_t there, came;       /* people at step 0, and who came later */
} pk_crowd_t;

/* What a flow brings and costs one customer in a step: revenue, to which an amount that varies comes `revenue_times`;
 * cost, a part of the revenue where it is one, with an amount that varies `cost_times`; and what levers add. */
typedef struct {
    double revenue, revenue_times, cost, cost_times, levers;
} pk_flow_price_t;

typedef struct {
    pk_flow_price_t *flows; /* [nstep + 1][flow x persona] */
    pk_prices_t stages;
} pk_agents_prices_t;

typedef struct pk_agents {
    const pk_kernel_t *kernel;
    int threads;          /* for the blocks of a run */
    bool only_watched;    /* sums by step are of no interest */
    pk_watcher_t watcher; /* see NULL: nobody looks */
    pk_story_t story;
    pk_arena_t run;            /* what is of one run */
    pk_crowd_t *crowds;        /* [npersona] */
    pk_cut_t *cuts;            /* [nstep + 1][ncapacity] */
    double *arrivals;          /* [nstep + 1][arrival flow x persona] */
    double *came;              /* [nstep + 1][persona] who have come before the step */
    double *unit;              /* [flow][2]; NULL: no money varies */
    const pk_own_plan_t *own;  /* NULL: customers do not differ */
    pk_excess_t trouble;       /* why this run cannot be walked: a steady start without a law, too many cells */
    uint64_t cut, people;      /* of all runs so far: customers of whom a row was cut at 1, and all */
    pk_agents_prices_t prices; /* where somebody watches */
} pk_agents_t;

extern const pk_population_ops_t pk_population_agents;
extern const pk_chance_t pk_chance_agents; /* the cohort's luck, for what is drawn for a whole population */

/* The walk of a run: fills the story. The sim stands at its start. */
void pk_agents_walk(pk_sim_t *sim);

/* prices.c: room for a run's prices, and those of a step (0: of the start), with the drivers of now. */
void pk_agents_open_prices(pk_sim_t *sim);
void pk_agents_note_prices(pk_sim_t *sim, int t);

/* A step's sums of the story become the sim's flows, and its counts move. */
void pk_agents_apply(pk_sim_t *sim, int t);

/* Whether money of a flow varies from one time that it happens to the next, in any step. */
static inline bool pk_money_varies(const pk_flow_t *flow)
{
    return flow->revenue.varies != NULL || flow->cost.varies != NULL;
}

#endif
