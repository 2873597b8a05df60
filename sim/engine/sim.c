/* The main loop: a step as section 7 of models/README.md tells it. */
#include "engine/sim.h"

#include <stdlib.h>
#include <string.h>

#include "engine/drivers.h"
#include "engine/shares.h"
#include "engine/state.h"

/* ---- memory ---- */

static double *cells(pk_sim_t *self, int rows)
{
    return PK_ARRAY(&self->arena, double, (long)rows * self->plan->npersona);
}

static void init_now(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->now = (pk_now_t){
        .share = cells(self, 1),
        .balance = plan->balance ? cells(self, plan->nstage) : NULL,
        .heard = plan->balance ? PK_ARRAY(&self->arena, double, plan->ndriver) : NULL,
        .written = cells(self, plan->nflow),
        .sure = PK_ARRAY(&self->arena, bool, plan->nstage * plan->npersona),
        .p = cells(self, plan->nflow),
        .mult_today = cells(self, plan->nflow),
        .plus_today = cells(self, plan->nflow),
        .brings_today = cells(self, plan->nflow),
        .speed = cells(self, plan->nstage),
        .effect = cells(self, plan->neffector),
        .effect_step = PK_ARRAY(&self->arena, int, plan->neffector * plan->npersona),
        .drivers = PK_ARRAY(&self->arena, pk_driver_state_t, plan->ndriver),
    };
}

static void init_money(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->money = (pk_step_money_t){
        .revenue = cells(self, plan->nflow),
        .cost = cells(self, plan->nflow),
        .stage_revenue = cells(self, plan->nstage),
        .stage_cost = cells(self, plan->nstage),
        .end_value = cells(self, plan->nstage),
        .paid = PK_ARRAY(&self->arena, pk_paid_t, plan->npersona),
    };
}

static void init_scratch(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    self->scratch = (pk_scratch_t){
        .model_draws = plan->links != NULL ? PK_ARRAY(&self->arena, double, plan->reference->nslot + 1) : NULL,
        .moved = PK_ARRAY(&self->arena, bool, plan->nslot + 1),
        .attempts = PK_ARRAY(&self->arena, int, pk_reference(plan)->njoint),
        .held = cells(self, plan->nstage),
        .held_competing = cells(self, plan->nstage),
        .row_p = PK_ARRAY(&self->arena, double, plan->most_exits + 1),
        .row_counts = PK_ARRAY(&self->arena, double, plan->most_exits + 1),
        .demand = pk_demand_of(&self->arena, pk_most_demand(plan)),
    };
}

void pk_sim_init(pk_sim_t *self, const pk_plan_t *plan, const pk_chance_t *chance)
{
    *self = (pk_sim_t){.plan = plan, .chance = chance};
    self->entered = cells(self, plan->nstage);
    pk_state_init(self);
    init_now(self);
    init_money(self);
    init_scratch(self);
    chance->population->init(self);
}

void pk_sim_free(pk_sim_t *self)
{
    if (self->plan != NULL) {
        self->chance->population->free(self);
    }
    pk_state_free(self);
    free(self->scratch.cells);
    pk_arena_free(&self->arena);
    *self = (pk_sim_t){0};
}

/* ---- a run begins, is put aside, and goes on ---- */

void pk_sim_take_draws(pk_sim_t *self, uint64_t run, const double *draws)
{
    self->luck = (pk_luck_t){.seed = self->plan->seed, .run = run};
    self->step = 0;
    self->draws = draws;
    self->excess = (pk_excess_t){0};
    self->now.anew = true;
    pk_state_clear(self);
    pk_persona_shares(self->plan, draws, self->now.share);
    pk_drivers_begin(self);
    pk_rates_today(self);
}

void pk_sim_begin(pk_sim_t *self, uint64_t run, const double *draws)
{
    pk_sim_take_draws(self, run, draws);
    memset(self->entered, 0, (size_t)(self->plan->nstage * self->plan->npersona) * sizeof(double));
    self->chance->population->begin(self);
    pk_money_start(self);
}

/* What stands before the numbers of a run that is put aside. */
typedef struct {
    double population, made;
    pk_excess_t excess;
    long step;
} pk_kept_run_t;

size_t pk_sim_kept(const pk_sim_t *self)
{
    return sizeof(pk_kept_run_t) + self->state.fixed * sizeof(double) + self->chance->population->kept(self);
}

void pk_sim_keep(const pk_sim_t *self, void *into)
{
    const size_t fixed = self->state.fixed * sizeof(double);
    char *at = into;
    *(pk_kept_run_t *)into = (pk_kept_run_t){
        .population = self->state.population, .made = self->state.made, .excess = self->excess, .step = self->step};
    memcpy(at + sizeof(pk_kept_run_t), self->state.block, fixed);
    self->chance->population->keep(self, at + sizeof(pk_kept_run_t) + fixed);
}

void pk_sim_resume(pk_sim_t *self, uint64_t run, const double *draws, const void *from)
{
    const pk_kept_run_t *kept = from;
    const size_t fixed = self->state.fixed * sizeof(double);
    const char *at = (const char *)from + sizeof *kept;
    pk_sim_take_draws(self, run, draws);
    self->state.population = kept->population;
    self->state.made = kept->made;
    self->excess = kept->excess;
    self->step = (int)kept->step;
    memcpy(self->state.block, at, fixed);
    self->chance->population->resume(self, at + fixed);
}

/* ---- one step ---- */

static void enter_step(pk_sim_t *self, int t)
{
    self->step = t;
    self->luck.step = (uint64_t)t;
}

void pk_sim_step(pk_sim_t *self, int t)
{
    const pk_population_ops_t *people = self->chance->population;
    if (self->excess.what != PK_EXCESS_NONE) {
        return;
    }
    enter_step(self, t);
    pk_drivers_now(self, t);
    pk_rates_update(self, t);
    people->try(self);
    people->fit(self, t);
    people->move(self);
    people->arrive(self);
    people->pass_on(self);
    people->age(self);
    pk_drivers_close(self, t);
    pk_money_step(self, t);
}

static void move(pk_sim_t *self, int t, bool arrive)
{
    const pk_population_ops_t *people = self->chance->population;
    enter_step(self, t);
    people->try(self);
    people->move(self);
    if (arrive) {
        people->arrive(self);
    }
    people->pass_on(self);
    people->age(self);
}

void pk_sim_move(pk_sim_t *self, int t)
{
    move(self, t, false);
}

void pk_sim_move_and_arrive(pk_sim_t *self, int t)
{
    move(self, t, true);
}

void pk_sim_try(pk_sim_t *self, int stage, int t)
{
    enter_step(self, t);
    self->chance->population->try_stage(self, stage);
}

void pk_sim_gather(pk_sim_t *self, int stage, double population)
{
    self->chance->population->gather(self, stage, population);
}
