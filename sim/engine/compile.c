/* The compiler's order of work. */
#include "engine/balance.h"
#include "engine/drivers.h"
#include "engine/excess.h"
#include "engine/individual_numbers.h"
#include "engine/nodes.h"
#include "model/learned.h"

#include <math.h>

static void list_numbers(pk_plan_t *plan, const pk_model_t *model)
{
    plan->nnumber = model->numbers.slots;
    plan->nslot = plan->nnumber;
    plan->dials = PK_ARRAY(&plan->arena, pk_dial_entry_t, model->ndriver + model->ntransition + model->numbers.count);
    plan->numbers = PK_ARRAY(&plan->arena, const pk_number_t *, plan->nnumber);
    for (int i = 0; i < model->numbers.count; i++) {
        const pk_number_t *number = model->numbers.all[i];
        if (number->slot >= 0) {
            plan->numbers[number->slot] = number;
            plan->uncertain = plan->uncertain || number->kind == PK_NUMBER_LAW;
        }
    }
    for (int i = 0; i < model->nstage; i++) {
        plan->uncertain = plan->uncertain || model->stages[i].exits_count > 0;
    }
}

/* The blocks were found to be right when they were read. */
static void list_blocks(pk_plan_t *plan, const pk_model_t *model)
{
    pk_diag_t quiet = {0};
    plan->copulas = pk_copulas_of(model, &plan->arena, &quiet);
    pk_diag_free(&quiet);
    plan->mixed = PK_ARRAY(&plan->arena, pk_mixed_t, plan->nnumber + 1);
    for (int slot = 0; slot < plan->nnumber; slot++) {
        plan->mixed[slot].block = -1;
    }
    for (int b = 0; b < plan->copulas.count; b++) {
        for (int k = 0; k < plan->copulas.all[b].count; k++) {
            const int slot = plan->copulas.all[b].numbers[k]->slot;
            if (slot >= 0) {
                plan->mixed[slot] = (pk_mixed_t){.block = b, .at = k};
            }
        }
    }
}

static void list_days(pk_plan_t *plan)
{
    if (!plan->calendar.dated) {
        return;
    }
    plan->month = PK_ARRAY(&plan->arena, int, plan->nstep + 1);
    plan->weekday = PK_ARRAY(&plan->arena, int, plan->nstep + 1);
    for (int t = 1; t <= plan->nstep; t++) {
        int year, month, day;
        const long first = pk_step_date(&plan->calendar, t);
        pk_date_split(first, &year, &month, &day);
        plan->month[t] = month - 1;
        plan->weekday[t] = pk_date_weekday(first);
    }
    plan->month[0] = plan->nstep > 0 ? plan->month[1] : 0;
    plan->weekday[0] = plan->nstep > 0 ? plan->weekday[1] : 0;
}

static void append(pk_indices_t *list, int index)
{
    list->index[list->count++] = index;
}

static void list_moves(pk_plan_t *plan)
{
    plan->moves.index = PK_ARRAY(&plan->arena, int, plan->ntransition);
    for (int f = 0; f < plan->ntransition; f++) {
        if (!plan->flows[f].event && plan->stages[plan->flows[f].from].kind != PK_STAGE_INSTANT) {
            append(&plan->moves, f);
        }
    }
}

/* Where money is at stake at all. */
static void list_payers(pk_plan_t *plan)
{
    plan->paying_flows.index = PK_ARRAY(&plan->arena, int, plan->ntransition);
    plan->paying_stages.index = PK_ARRAY(&plan->arena, int, plan->nstage);
    plan->paying_drivers.index = PK_ARRAY(&plan->arena, int, plan->ndriver);
    for (int f = 0; f < plan->ntransition; f++) {
        if (plan->flows[f].money) {
            append(&plan->paying_flows, f);
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        if (pk_is_paid(&stage->revenue) || pk_is_paid(&stage->cost) || pk_is_paid(&stage->entry_cost) ||
            pk_is_paid(&stage->end_value)) {
            append(&plan->paying_stages, i);
        }
    }
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_lever_plan_t *lever = pk_lever_plan_of(&plan->drivers[d]);
        if (lever != NULL && pk_present(lever->step_cost)) {
            append(&plan->paying_drivers, d);
        }
    }
}

static void headline(pk_plan_t *plan, const pk_scenario_t *scenario)
{
    const pk_model_t *model = scenario->model;
    plan->scenario = scenario;
    plan->model = model;
    plan->calendar = scenario->calendar;
    plan->step_years = pk_step_years(model->step);
    plan->nstep = scenario->calendar.steps;
    plan->end = scenario->calendar.beyond > 0 ? 0 : plan->nstep;
    plan->nstage = model->nstage;
    plan->today = !model->without_marketing;
    plan->balance = model->balance;
    plan->population = scenario->population;
    plan->spend_scale = scenario->spend_scale;
    plan->seed = scenario->seed;
}

/* A steady start whose weights have no end in any draw. */
static void refuse_endless_stays(const pk_compiler_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int j = 0; j < plan->nodes.nnumber; j++) {
        const pk_differing_t *number = &plan->nodes.number[j];
        const bool starts = number->steady >= 0 &&
                            (plan->stages[number->steady].start_rest || pk_present(plan->stages[number->steady].start));
        if (starts && isinf(plan->defaults[number->start + number->count - 1])) {
            const pk_excess_t excess = {.what = PK_EXCESS_STEADY, .index = number->steady};
            pk_excess_tell(plan, &excess, NULL, self->diag);
        }
    }
}

pk_status_t pk_compile_all(const pk_scenario_t *scenario, pk_plan_t *plan, pk_diag_t *diag)
{
    *plan = (pk_plan_t){0};
    pk_compiler_t self = {.plan = plan, .scenario = scenario, .model = scenario->model, .diag = diag};
    const int errors = diag->errors;
    pk_compile_refuse(&self);
    if (diag->errors > errors) {
        return PK_BAD_INPUT;
    }
    headline(plan, scenario);
    list_numbers(plan, scenario->model);
    list_blocks(plan, scenario->model);
    pk_nodes_list(plan);
    pk_own_list(plan);
    list_days(plan);
    plan->discount = pk_compile_quantity(&self, scenario->model->discount, 0);
    plan->persona_share = PK_ARRAY(&plan->arena, pk_quantity_t, scenario->model->npersona);
    for (int g = 0; g < scenario->model->npersona; g++) {
        plan->persona_share[g] = pk_compile_quantity(&self, scenario->model->personas[g].share, NAN);
    }
    pk_compile_drivers(&self);
    pk_compile_capacities(&self);
    pk_compile_flows(&self);
    pk_compile_stages(&self);
    list_moves(plan);
    list_payers(plan);
    plan->standing = -1;
    if (plan->model->learned != NULL && plan->model->learned->continued != NULL) {
        plan->standing = pk_compile_switch(&self);
        plan->uncertain = true;
    }
    pk_compile_defaults(&self);
    pk_compile_joints(&self);
    refuse_endless_stays(&self);
    return diag->errors > errors ? PK_BAD_INPUT : PK_OK;
}

pk_status_t pk_plan_compile(const pk_scenario_t *scenario, pk_plan_t *plan, pk_diag_t *diag)
{
    const pk_status_t status = pk_compile_all(scenario, plan, diag);
    if (status == PK_OK) {
        pk_compile_reference(plan);
        return pk_compile_learned(plan, diag) == PK_OK ? pk_balance_check(plan, diag) : PK_BAD_INPUT;
    }
    return status;
}

void pk_plan_free(pk_plan_t *self)
{
    if (self->reference != NULL && self->links != NULL) {
        pk_arena_t theirs = self->reference->arena;
        pk_arena_free(&theirs);
    }
    pk_arena_free(&self->arena);
}
