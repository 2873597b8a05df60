/* Slots beyond those of the numbers: what a what-if can do to spend, levers, conversions and series as a whole. */
#include <math.h>
#include <string.h>

#include "engine/compile.h"
#include "engine/nodes.h"

static int next_slot(pk_plan_t *plan)
{
    return plan->nslot++;
}

static pk_dial_t enter(pk_plan_t *plan, const char *path, pk_dial_t dial)
{
    plan->dials[plan->ndial++] = (pk_dial_entry_t){.path = path, .dial = dial};
    return dial;
}

pk_dial_t pk_compile_dial(pk_compiler_t *self, const char *section, const char *name)
{
    pk_plan_t *plan = self->plan;
    const int level = next_slot(plan);
    return enter(plan, pk_arena_format(&plan->arena, "%s.%s", section, name), (pk_dial_t){level, next_slot(plan)});
}

int pk_compile_switch(pk_compiler_t *self)
{
    return next_slot(self->plan);
}

int pk_compile_factor(pk_compiler_t *self, const char *path)
{
    pk_plan_t *plan = self->plan;
    for (int k = 0; k < plan->ndial; k++) {
        if (plan->dials[k].dial.level < 0 && strcmp(plan->dials[k].path, path) == 0) {
            return plan->dials[k].dial.factor;
        }
    }
    return enter(plan, path, (pk_dial_t){-1, next_slot(plan)}).factor;
}

void pk_compile_defaults(pk_compiler_t *self)
{
    pk_plan_t *plan = self->plan;
    bool *drawn = PK_ARRAY(&plan->arena, bool, plan->nslot + 1);
    plan->defaults = PK_ARRAY(&plan->arena, double, plan->nslot + 1);
    plan->drawn = drawn;
    for (int slot = 0; slot < plan->nslot; slot++) {
        const pk_number_t *number = slot < plan->nnumber ? plan->numbers[slot] : NULL;
        drawn[slot] = number != NULL && number->kind == PK_NUMBER_LAW;
        plan->defaults[slot] = number != NULL && !drawn[slot] ? number->value : NAN;
    }
    for (int i = 0; i < plan->nstage; i++) {
        for (int k = 0; k < plan->stages[i].stage->exits_count; k++) {
            drawn[plan->stages[i].row_slot + k] = true;
        }
    }
    for (int k = 0; k < plan->ndial; k++) {
        plan->defaults[plan->dials[k].dial.factor] = 1;
    }
    pk_nodes_fill(plan, plan->defaults);
}
