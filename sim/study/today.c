#include "study/today.h"

#include <math.h>

#include "engine/assumptions.h"
#include "engine/fault_log.h"

/* ---- every number at its mean ---- */

static void exits_means(const pk_plan_t *plan, int i, double *draws)
{
    const pk_stage_t *stage = plan->stages[i].stage;
    double sum = 0;
    for (int k = 0; k <= stage->exits_count && stage->exits_count > 0; k++) {
        sum += pk_number_at(stage->exits_alpha[k], draws, 1);
    }
    for (int k = 0; k < stage->exits_count; k++) {
        draws[plan->stages[i].row_slot + k] = pk_number_at(stage->exits_alpha[k], draws, 1) / sum;
    }
}

/* Each uncertain number at its mean, within its bounds. */
static void draw_means(const pk_plan_t *plan, double *draws)
{
    for (int slot = 0; slot < plan->nnumber; slot++) {
        const pk_number_t *number = plan->numbers[slot];
        double a[PK_LAW_ARGUMENTS];
        draws[slot] = number == NULL ? 0 : number->value;
        if (number != NULL && number->kind == PK_NUMBER_LAW && pk_law_arguments(number, draws, a)) {
            draws[slot] = number->scale * fmin(fmax(number->law->mean(a), number->low), number->high);
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        exits_means(plan, i, draws);
    }
}

/* Draws every run; adds its numbers up in `sum`. */
static pk_status_t draw_runs(pk_sim_t *sim, long runs, double *sum, pk_diag_t *diag)
{
    double *draws = PK_ARRAY(&sim->arena, double, sim->plan->nslot);
    pk_fault_log_t log;
    pk_fault_log_init(&log, sim->plan);
    pk_status_t status = PK_OK;
    for (long run = 0; run < runs && status == PK_OK; run++) {
        const pk_drawing_t drawing = pk_assumptions_draw(sim, (uint64_t)run, draws, &log);
        if (drawing.outcome != PK_DRAW_FINE) {
            pk_assumptions_explain(sim, draws, &drawing, diag);
            status = PK_BAD_INPUT;
        }
        for (int slot = 0; slot < sim->plan->nslot; slot++) {
            sum[slot] += draws[slot];
        }
    }
    if (status == PK_OK) {
        status = pk_fault_log_tell_clamped(&log, runs, sim, diag);
    }
    pk_fault_log_free(&log);
    return status;
}

pk_status_t pk_today_open(const pk_scenario_t *scenario, pk_today_t *self, pk_diag_t *diag)
{
    *self = (pk_today_t){0};
    if (pk_plan_compile(scenario, &self->plan, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    double *sum = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    if (draw_runs(&self->sim, scenario->runs, sum, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    draw_means(&self->plan, self->draws);
    if (pk_assumptions_possible(&self->sim, self->draws, -1) != PK_DRAW_FINE) {
        for (int slot = 0; slot < self->plan.nslot; slot++) {
            self->draws[slot] = sum[slot] / (double)scenario->runs;
        }
    }
    pk_sim_begin(&self->sim, 0, self->draws);
    pk_rates_update(&self->sim, 1);
    return PK_OK;
}

void pk_today_free(pk_today_t *self)
{
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    *self = (pk_today_t){0};
}

/* ---- one persona's chain ---- */

/* Of a plain stage the chance to leave in a step; out of a stay all leave in the end: 1, or 0 without a way out. */
static double leaving(const pk_today_t *self, int stage, int persona)
{
    const pk_stage_plan_t *from = &self->plan.stages[stage];
    double sum = 0;
    for (int k = 0; k < from->nexit; k++) {
        sum += self->sim.p[from->exits[k] * self->plan.npersona + persona];
    }
    return sum;
}

double pk_today_stay(const pk_today_t *self, int stage, int persona)
{
    const double sum = leaving(self, stage, persona);
    if (!(sum > 0)) {
        return INFINITY;
    }
    switch (self->plan.stages[stage].kind) {
    case PK_STAGE_PLAIN:
        return 1 / fmin(sum, 1);
    case PK_STAGE_DWELL:
        return pk_stays_mean(&self->sim, stage, persona, true);
    default:
        return 0;
    }
}

/* A plain stage step by step, staying included; a stay as one visit; nobody leaves: to itself. */
static void fill_chain(const pk_today_t *self, int persona, double *next, double *stay)
{
    const int n = self->plan.nstage;
    for (int i = 0; i < n; i++) {
        const pk_stage_plan_t *from = &self->plan.stages[i];
        const double sum = leaving(self, i, persona);
        const bool plain = from->kind == PK_STAGE_PLAIN;
        for (int j = 0; j < n; j++) {
            next[i * n + j] = 0;
        }
        for (int k = 0; k < from->nexit && sum > 0; k++) {
            const int f = from->exits[k];
            next[i * n + self->plan.flows[f].to] +=
                self->sim.p[f * self->plan.npersona + persona] / (plain ? fmax(sum, 1) : sum);
        }
        next[i * n + i] += !(sum > 0) ? 1 : plain ? fmax(0, 1 - sum) : 0;
        stay[i] = plain || !(sum > 0) ? 1 : pk_today_stay(self, i, persona);
    }
}

/* ---- all personas together ---- */

static void add(double **to, const double *from, double share, int count, pk_arena_t *arena)
{
    if (from == NULL) {
        return;
    }
    *to = *to == NULL ? PK_ARRAY(arena, double, count) : *to;
    for (int k = 0; k < count; k++) {
        (*to)[k] += share * from[k];
    }
}

static void add_chain(pk_chain_t *all, const pk_chain_t *one, double share, pk_arena_t *arena)
{
    const int n = one->n;
    all->nabsorbing = 0;
    for (int i = 0; i < n; i++) {
        all->absorbing[i] = all->absorbing[i] || one->absorbing[i];
        all->nabsorbing += all->absorbing[i];
    }
    all->irreducible = all->irreducible && one->irreducible;
    all->period = one->period > all->period ? one->period : all->period;
    all->no_stationary = all->no_stationary == NULL ? one->no_stationary : all->no_stationary;
    all->periodic = all->periodic == NULL ? one->periodic : all->periodic;
    all->no_absorption = all->no_absorption == NULL ? one->no_absorption : all->no_absorption;
    add(&all->stationary, one->stationary, share, n, arena);
    add(&all->first_passage, one->first_passage, share, n * n, arena);
    add(&all->absorption, one->absorption, share, n * n, arena);
    add(&all->steps_in, one->steps_in, share, n * n, arena);
    add(&all->absorption_time, one->absorption_time, share, n, arena);
}

pk_chain_t pk_today_analyse(const pk_today_t *self, pk_arena_t *arena)
{
    const int n = self->plan.nstage;
    double *next = PK_ARRAY(arena, double, n *n), *stay = PK_ARRAY(arena, double, n);
    pk_chain_t all = {.n = n, .period = 1, .irreducible = true, .absorbing = PK_ARRAY(arena, bool, n)};
    for (int g = 0; g < self->plan.npersona; g++) {
        fill_chain(self, g, next, stay);
        const pk_chain_t one = pk_chain_analyse(n, next, stay, arena);
        add_chain(&all, &one, self->sim.share[g], arena);
    }
    if (all.no_stationary != NULL) {
        all.stationary = all.first_passage = NULL;
    }
    if (all.no_absorption != NULL) {
        all.absorption = all.steps_in = all.absorption_time = NULL;
    }
    return all;
}
