/* Who is where: the people of a run behind a row of functions, whatever they are made of.
 *
 * Every kind of population keeps the counts by stage and the flows of the step (pk_state_t), which rates, drivers,
 * money and KPIs read; what else it knows of its people is its own. Counts by age are one kind (population.c), which
 * both engines of counts share: they differ in how a count splits (chance.h). */
#ifndef PK_ENGINE_POPULATION_H
#define PK_ENGINE_POPULATION_H

#include <stddef.h>

struct pk_sim;

typedef struct pk_population_ops {
    void (*init)(struct pk_sim *self);
    void (*free)(struct pk_sim *self);
    /* Step 0: everybody at their start. */
    void (*begin)(struct pk_sim *self);
    /* Fills `flow` with who would move and what would happen in this step, before anybody moves: nobody may be in two
     * ways out. */
    void (*try)(struct pk_sim *self);
    /* The same for the events and ways out of one stage (not an instant one), and everything else as it was. */
    void (*try_stage)(struct pk_sim *self, int stage);
    /* Who of them fits the capacities of step t: `flow`, `capacity` and `waiting` become what happens. */
    void (*fit)(struct pk_sim *self, int t);
    /* Those who do not fit, by stage and persona (scratch.held, scratch.held_competing), stay where they are. */
    void (*stay_behind)(struct pk_sim *self);
    /* `flow` happens. */
    void (*move)(struct pk_sim *self);
    void (*arrive)(struct pk_sim *self);
    /* Who has entered an instant stage leaves it. */
    void (*pass_on)(struct pk_sim *self);
    /* Everybody a step older, and counted. */
    void (*age)(struct pk_sim *self);
    /* Everybody into one stage at age 0, in parts by persona. */
    void (*gather)(struct pk_sim *self, int stage, double population);
    /* What goes on from step to step beside the state's fixed part: its bytes, the writing and the reading of it. */
    size_t (*kept)(const struct pk_sim *self);
    void (*keep)(const struct pk_sim *self, void *into);
    void (*resume)(struct pk_sim *self, const void *from);
    /* What cannot be of the people of one stage and persona; NULL where all is well. */
    const char *(*verify)(const struct pk_sim *self, int cell, double slack);
} pk_population_ops_t;

/* Counts by stage, persona and age. */
extern const pk_population_ops_t pk_population_counts;

/* A flow's people leave where it begins and enter where it leads. */
void pk_settle_flow(struct pk_sim *self, int f);

#endif
