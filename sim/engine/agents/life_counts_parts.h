/* What lives are counted in: whole numbers in one flat array, and two kinds of counts by key. Counts are by persona of
 * the model; everybody's are made of them when the tables are. */
#ifndef PK_ENGINE_AGENTS_LIFE_COUNTS_PARTS_H
#define PK_ENGINE_AGENTS_LIFE_COUNTS_PARTS_H

#include "engine/agents/life_counts.h"
#include "engine/agents/life_paths.h"
#include "engine/agents/life_periods.h"
#include "engine/agents/life_values.h"

enum { PK_PURCHASES_MOST = 1000, PK_PATHS_SHOWN = 20 };

/* How long people waited for something: [nstep + 1] by steps, how many had it then, and how many were seen no longer
 * while they were waiting. */
typedef struct {
    int64_t *had, *unseen;
} pk_waits_t;

typedef struct {
    int64_t *there, *came; /* how many people were there at step 0, and have come later */
    pk_waits_t first, again;
    int64_t *purchases;      /* [PK_PURCHASES_MOST + 1] people with so many; the last: or more */
    int64_t *bought;         /* purchases of those who were there */
    int64_t *visits, *steps; /* [nstage] */
    int64_t *worth_nothing;  /* of those who were there, exactly 0 */
    pk_keys_t values;        /* of the others */
} pk_group_counts_t;

/* What a life needs to know of a flow and of a stage. */
typedef struct {
    int32_t to;
    bool event, renews, purchase;
} pk_life_flow_t;

typedef struct {
    bool customer, prospect, before; /* before: who begins here has been a customer, or may have been */
    bool paid_there, paid_entry, paid_end;
} pk_life_stage_t;

struct pk_life_counts {
    pk_arena_t arena;
    const pk_plan_t *plan;
    int nstep, nstage, ngroup; /* personas of the model */
    pk_life_flow_t *flows;
    pk_life_stage_t *stages;
    int64_t *whole; /* [nwhole] everything below that is an int64_t */
    long nwhole;
    pk_group_counts_t *groups;
    pk_periods_t periods;
    int64_t *entered; /* [period] became a customer */
    int64_t
        *retained; /* [entry][period + 1] changes from period to period in how many of them are customers at its end */
    int path_bits, path_longest;
    pk_keys_t paths;
};

/* What a table's group is made of: all of the model's, or one. */
typedef struct {
    const pk_group_counts_t *at;
    int count;
} pk_pooled_t;

static inline int pk_life_groups(const pk_plan_t *plan)
{
    return plan->model->has_personas ? 1 + plan->model->npersona : 1;
}
static inline pk_pooled_t pk_pooled(const pk_life_counts_t *self, int group)
{
    return group == 0 ? (pk_pooled_t){self->groups, self->ngroup} : (pk_pooled_t){&self->groups[group - 1], 1};
}
/* How many people a group has, of all runs. */
static inline int64_t pk_pooled_people(pk_pooled_t pooled, bool who_came_too)
{
    int64_t people = 0;
    for (int g = 0; g < pooled.count; g++) {
        people += *pooled.at[g].there + (who_came_too ? *pooled.at[g].came : 0);
    }
    return people;
}

/* The parts of the tables, each by a file of its own. */
void pk_life_tell_curves(const pk_life_counts_t *self, const double *curves, long nrun, pk_arena_t *arena,
                         pk_individuals_t *to);
void pk_life_tell_values(const pk_life_counts_t *self, pk_arena_t *arena, pk_individuals_t *to);
void pk_life_tell_paths(const pk_life_counts_t *self, pk_arena_t *arena, pk_individuals_t *to);

#endif
