/* Inside the compiler: what its files share. */
#ifndef PK_ENGINE_COMPILE_H
#define PK_ENGINE_COMPILE_H

#include "engine/plan.h"

/* What the compiler carries along. The first error is kept; compiling goes on to find the others. */
typedef struct {
    pk_plan_t *plan;
    const pk_scenario_t *scenario;
    const pk_model_t *model;
    pk_diag_t *diag;
} pk_compiler_t;

/* Slots of what a what-if does to something as a whole (compile_dials.c): a level and a factor under a path, which is
 * copied, or the factor of a series from a file, one for all that read it. */
pk_dial_t pk_compile_dial(pk_compiler_t *self, const char *section, const char *name);
int pk_compile_factor(pk_compiler_t *self, const char *path);
/* A slot that draws hold NAN in; another number there switches something. */
int pk_compile_switch(pk_compiler_t *self);
/* What every slot holds where nothing is drawn or moved, and which are drawn; when all slots are given out. */
void pk_compile_defaults(pk_compiler_t *self);
/* Last, when the reference stands. */
pk_status_t pk_compile_learned(pk_plan_t *plan, pk_diag_t *diag);

/* A number as a quantity; NONE gives the constant `otherwise`, or nothing where that is NAN. */
pk_quantity_t pk_compile_quantity(pk_compiler_t *self, const pk_number_t *number, double otherwise);
/* A slot as it stands; `period` as in pk_term_t. */
pk_quantity_t pk_compile_slot(pk_compiler_t *self, int slot, double period);
typedef struct pk_channel_plan pk_channel_plan_t; /* drivers.h */
/* What a channel spends: the plan's number, and where that is xM or +A, what it changes, step by step. */
void pk_compile_spend(pk_compiler_t *self, const pk_number_t *number, pk_channel_plan_t *channel);
pk_money_t pk_compile_money(pk_compiler_t *self, const pk_number_t *number);
/* The mean of a number as written, arguments that are uncertain or vary at theirs. */
double pk_mean_written(const pk_number_t *number);
/* Whether the mean of an amount as written, before drivers and levers, is above 0 in any step. */
bool pk_is_gain(const pk_plan_t *plan, const pk_money_t *money);
/* One quantity a persona. */
pk_quantity_t *pk_compile_by_persona(pk_compiler_t *self, pk_number_t *const *numbers, double otherwise);

/* Which effects stand on a target: filled by a test on each effect of the model. */
typedef bool (*pk_effect_wanted_fn)(const pk_effect_t *effect, int index, const pk_model_t *model);
pk_effectors_t pk_compile_effectors(pk_compiler_t *self, pk_effect_wanted_fn wanted, int index);

void pk_compile_flows(pk_compiler_t *self);
void pk_compile_stages(pk_compiler_t *self);
void pk_compile_drivers(pk_compiler_t *self);
void pk_compile_capacities(pk_compiler_t *self);
void pk_compile_joints(pk_compiler_t *self);
/* A scenario into a plan without its reference. */
pk_status_t pk_compile_all(const pk_scenario_t *scenario, pk_plan_t *plan, pk_diag_t *diag);
/* The reference of a compiled plan, and how the plan's numbers stand to it. */
void pk_compile_reference(pk_plan_t *plan);

/* Refuses what the engines do not simulate, pointing at the line. */
void pk_compile_refuse(pk_compiler_t *self);

#endif
