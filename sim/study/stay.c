#include "study/stay.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

#include "engine/assumptions.h"
#include "engine/sim.h"

/* The chain as it stands today: for each stage the share of those who leave (plain: of a step; else of all) by exit. */
typedef struct {
    const pk_plan_t *plan;
    pk_sim_t *sim;
    pk_stays_t *stays;
    double *next; /* [stage][stage]: of those who leave i, the share that goes to j; 0 in absorbing stages */
} pk_chain_t;

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
        const pk_stage_t *stage = plan->stages[i].stage;
        double sum = 0;
        for (int k = 0; k <= stage->exits_count && stage->exits_count > 0; k++) {
            sum += pk_number_at(stage->exits_alpha[k], draws, 1);
        }
        for (int k = 0; k < stage->exits_count; k++) {
            draws[plan->stages[i].row_slot + k] = pk_number_at(stage->exits_alpha[k], draws, 1) / sum;
        }
    }
}

/* Probability of leaving in a step, everybody taken together; out of a stay all leave in the end. */
static double leaving(const pk_chain_t *chain, int i, double *by_exit)
{
    const pk_stage_plan_t *stage = &chain->plan->stages[i];
    double sum = 0;
    for (int k = 0; k < stage->nexit; k++) {
        by_exit[k] = 0;
        for (int g = 0; g < chain->plan->npersona; g++) {
            by_exit[k] += chain->sim->share[g] * chain->sim->p[stage->exits[k] * chain->plan->npersona + g];
        }
        sum += by_exit[k];
    }
    return sum;
}

static void describe_stage(const pk_chain_t *chain, int i)
{
    const pk_stage_plan_t *stage = &chain->plan->stages[i];
    pk_stay_t *stay = &chain->stays->stages[i];
    double *by_exit = PK_ARRAY(&chain->stays->arena, double, stage->nexit);
    const double sum = leaving(chain, i, by_exit);
    stay->name = pk_arena_copy(&chain->stays->arena, stage->stage->name);
    stay->label = pk_arena_copy(&chain->stays->arena, stage->stage->label);
    stay->absorbing = !(sum > 0);
    stay->exits = PK_ARRAY(&chain->stays->arena, pk_stay_exit_t, stage->nexit);
    stay->ends = PK_ARRAY(&chain->stays->arena, double, chain->plan->nstage);
    for (int k = 0; k < stage->nexit; k++) {
        const int to = chain->plan->flows[stage->exits[k]].to;
        stay->exits[k] = (pk_stay_exit_t){.to = to, .share = sum > 0 ? by_exit[k] / sum : 0};
        chain->next[i * chain->plan->nstage + to] += stay->exits[k].share;
    }
    stay->nexit = sum > 0 ? stage->nexit : 0;
    if (stay->absorbing) {
        stay->mean_stay_steps = INFINITY;
    } else if (stage->kind == PK_STAGE_PLAIN) {
        stay->mean_stay_steps = 1 / sum;
    } else {
        stay->mean_stay_steps = stage->kind == PK_STAGE_INSTANT ? 0 : pk_stays_mean(chain->sim, i);
    }
}

/* Whether an absorbing stage can be reached from every stage. */
static bool always_ends(const pk_chain_t *chain)
{
    const int n = chain->plan->nstage;
    bool *ends = PK_ARRAY(&chain->stays->arena, bool, n);
    for (int i = 0; i < n; i++) {
        ends[i] = chain->stays->stages[i].absorbing;
    }
    for (int round = 0; round < n; round++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                ends[i] = ends[i] || (chain->next[i * n + j] > 0 && ends[j]);
            }
        }
    }
    for (int i = 0; i < n; i++) {
        if (!ends[i]) {
            return false;
        }
    }
    return true;
}

/* B = (I - Q)^-1 R of the jump chain: where each stage's journeys end. */
static void solve_ends(const pk_chain_t *chain)
{
    const int n = chain->plan->nstage;
    gsl_matrix *system = gsl_matrix_alloc((size_t)n, (size_t)n);
    gsl_vector *right = gsl_vector_alloc((size_t)n), *solution = gsl_vector_alloc((size_t)n);
    gsl_permutation *order = gsl_permutation_alloc((size_t)n);
    int sign;
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double next = chain->stays->stages[i].absorbing ? 0 : chain->next[i * n + j];
            gsl_matrix_set(system, (size_t)i, (size_t)j, (i == j) - next);
        }
    }
    gsl_linalg_LU_decomp(system, order, &sign);
    for (int end = 0; end < n; end++) {
        if (chain->stays->stages[end].absorbing) {
            gsl_vector_set_zero(right);
            gsl_vector_set(right, (size_t)end, 1);
            gsl_linalg_LU_solve(system, order, right, solution);
            for (int i = 0; i < n; i++) {
                chain->stays->stages[i].ends[end] = gsl_vector_get(solution, (size_t)i);
            }
        }
    }
    gsl_matrix_free(system);
    gsl_vector_free(right);
    gsl_vector_free(solution);
    gsl_permutation_free(order);
}

/* Where one customer who enters each stage at step 0 is to be found at the horizon. */
static void walk_ends(const pk_chain_t *chain)
{
    const int personas = chain->plan->npersona;
    for (int from = 0; from < chain->plan->nstage; from++) {
        pk_sim_gather(chain->sim, from, 1);
        for (int t = 1; t <= chain->plan->nstep; t++) {
            pk_sim_move(chain->sim, t);
        }
        for (int i = 0; i < chain->plan->nstage; i++) {
            for (int g = 0; g < personas; g++) {
                chain->stays->stages[from].ends[i] += chain->sim->count[i * personas + g];
            }
        }
    }
}

/* Whether every run finds numbers that can hold together: what would stop `run` stops a check. */
static pk_status_t check_draws(pk_sim_t *sim, long runs, double *draws, pk_diag_t *diag)
{
    for (long run = 0; run < runs; run++) {
        const pk_drawing_t drawing = pk_assumptions_draw(sim, (uint64_t)run, draws);
        if (drawing.outcome != PK_DRAW_FINE) {
            pk_assumptions_explain(sim->plan, draws, &drawing, sim, diag);
            return PK_BAD_INPUT;
        }
    }
    return PK_OK;
}

pk_status_t pk_stays(const pk_scenario_t *scenario, pk_stays_t *stays, pk_diag_t *diag)
{
    *stays = (pk_stays_t){0};
    pk_plan_t plan;
    if (pk_plan_compile(scenario, &plan, diag) != PK_OK) {
        pk_plan_free(&plan);
        return PK_BAD_INPUT;
    }
    pk_sim_t sim;
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot);
    if (check_draws(&sim, scenario->runs, draws, diag) != PK_OK) {
        pk_sim_free(&sim);
        pk_plan_free(&plan);
        return PK_BAD_INPUT;
    }
    draw_means(&plan, draws);
    pk_sim_begin(&sim, 0, draws);
    pk_rates_update(&sim, 1);
    *stays = (pk_stays_t){.nstage = plan.nstage, .horizon = plan.nstep, .step_unit = pk_unit_name(plan.calendar.step)};
    stays->stages = PK_ARRAY(&stays->arena, pk_stay_t, plan.nstage);
    pk_chain_t chain = {
        .plan = &plan, .sim = &sim, .stays = stays, .next = PK_ARRAY(&plan.arena, double, plan.nstage *plan.nstage)};
    for (int i = 0; i < plan.nstage; i++) {
        describe_stage(&chain, i);
    }
    stays->forever = always_ends(&chain);
    if (stays->forever) {
        solve_ends(&chain);
    } else {
        walk_ends(&chain);
    }
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    return PK_OK;
}

void pk_stays_free(pk_stays_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_stays_t){0};
}
