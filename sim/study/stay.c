#include "study/stay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/balance.h"
#include "engine/drivers.h"
#include "study/today.h"

/* Steps of single flows in walks from each stage: beyond it the long run is told. */
static const double WALK_MOST = 2e8;

/* Of those who leave, the part that takes each exit; 0 in all where nobody can leave. */
static double leaving(const pk_today_t *today, int i, double *by_exit)
{
    const pk_stage_plan_t *stage = &today->plan.stages[i];
    const int personas = today->plan.npersona;
    double sum = 0;
    double *mine = pk_heap((size_t)stage->nexit + 1, sizeof(double));
    for (int g = 0; g < personas; g++) {
        const double out = pk_today_exits(today, i, g, mine), part = today->leave[i * personas + g];
        for (int k = 0; k < stage->nexit && out > 0; k++) {
            by_exit[k] += part * mine[k] / out;
        }
        sum += out > 0 ? part : 0;
    }
    free(mine);
    return sum;
}

/* The mean over those who enter and leave again; some personas may stay for good. `alone`: without the ways out that
 * compete with the stay. */
static double mean_stay(const pk_today_t *today, int i, bool alone)
{
    double sum = 0, share = 0;
    for (int g = 0; g < today->plan.npersona; g++) {
        const double stay = alone ? pk_stays_mean(&today->sim, i, g, false) : pk_today_stay(today, i, g);
        const double part = today->enter[i * today->plan.npersona + g];
        sum += isinf(stay) ? 0 : part * stay;
        share += isinf(stay) ? 0 : part;
    }
    return share > 0 ? sum / share : INFINITY;
}

static void describe_stage(const pk_today_t *today, int i, pk_stays_t *stays)
{
    const pk_stage_plan_t *stage = &today->plan.stages[i];
    pk_stay_t *stay = &stays->stages[i];
    double *by_exit = PK_ARRAY(&stays->arena, double, stage->nexit);
    const double sum = leaving(today, i, by_exit);
    stay->name = pk_arena_copy(&stays->arena, stage->stage->name);
    stay->label = pk_arena_copy(&stays->arena, stage->stage->label);
    stay->absorbing = !(sum > 0);
    stay->mean_stay_steps = mean_stay(today, i, false);
    stay->competes = stage->kind == PK_STAGE_DWELL && stage->nrated > 0;
    stay->stay_alone_steps = stay->competes ? mean_stay(today, i, true) : stay->mean_stay_steps;
    stay->exits = PK_ARRAY(&stays->arena, pk_stay_exit_t, stage->nexit);
    stay->ends = PK_ARRAY(&stays->arena, double, today->plan.nstage);
    for (int k = 0; k < stage->nexit; k++) {
        const int to = today->plan.flows[stage->exits[k]].to;
        stay->exits[k] = (pk_stay_exit_t){.to = to, .share = sum > 0 ? by_exit[k] / sum : 0};
    }
    stay->nexit = sum > 0 ? stage->nexit : 0;
}

/* Where one customer who enters each stage at step 0 is to be found at the horizon. */
static void walk_ends(pk_today_t *today, pk_stays_t *stays)
{
    const int personas = today->plan.npersona;
    for (int from = 0; from < today->plan.nstage; from++) {
        pk_sim_gather(&today->sim, from, 1);
        for (int t = 1; t <= today->plan.nstep; t++) {
            pk_sim_move(&today->sim, t);
        }
        for (int i = 0; i < today->plan.nstage; i++) {
            for (int g = 0; g < personas; g++) {
                const double share = today->sim.now.share[g], part = today->enter[from * personas + g];
                const double count = share > 0 ? today->sim.state.count[i * personas + g] / share : 0;
                stays->stages[from].ends[i] += part * count;
            }
        }
    }
}

/* In the long run: the chance of each closed class times the shares of time in it. */
static void long_run_ends(const pk_chain_t *chain, pk_stays_t *stays)
{
    for (int i = 0; i < chain->n && chain->ends != NULL; i++) {
        for (int k = 0; k < chain->nclosed; k++) {
            const pk_closed_t *closed = &chain->closed[k];
            for (int m = 0; m < closed->count; m++) {
                stays->stages[i].ends[closed->stages[m]] +=
                    chain->ends[(size_t)i * (size_t)chain->nclosed + (size_t)k] * closed->share[m];
            }
        }
    }
}

static void find_ends(pk_today_t *today, pk_stays_t *stays)
{
    const pk_plan_t *plan = &today->plan;
    const int n = plan->nstage;
    const pk_chain_t chain = pk_today_analyse(today, &stays->arena);
    stays->feedback = plan->feedback;
    stays->long_run = (double)n * plan->nflow * plan->npersona * plan->nstep > WALK_MOST;
    stays->forever = chain.ends != NULL && chain.no_absorption == NULL;
    if (!stays->forever && !stays->long_run) {
        walk_ends(today, stays);
        return;
    }
    if (!stays->forever) {
        long_run_ends(&chain, stays);
        return;
    }
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < chain.nclosed; k++) {
            stays->stages[i].ends[chain.closed[k].stages[0]] =
                chain.ends[(size_t)i * (size_t)chain.nclosed + (size_t)k];
        }
    }
}

/* ---- two things that a planner should know ---- */

static double people(const pk_sim_t *sim, int stage)
{
    double sum = 0;
    for (int g = 0; g < sim->plan->npersona; g++) {
        sum += sim->state.count[stage * sim->plan->npersona + g];
    }
    return sum;
}

/* From the start on by today's flows alone: which stages halve or double first. */
static void find_turns(pk_today_t *today, pk_stays_t *stays)
{
    const pk_plan_t *plan = &today->plan;
    double *start = PK_ARRAY(&stays->arena, double, plan->nstage);
    bool *told = PK_ARRAY(&stays->arena, bool, plan->nstage);
    const double all = today->sim.state.population;
    for (int i = 0; i < plan->nstage; i++) {
        start[i] = people(&today->sim, i);
    }
    for (int t = 1; t <= plan->nstep && stays->nturn < PK_TURNS; t++) {
        pk_sim_move_and_arrive(&today->sim, t);
        for (int i = 0; i < plan->nstage && stays->nturn < PK_TURNS; i++) {
            const double now = people(&today->sim, i);
            const bool halves = now <= start[i] / 2, doubles = now >= 2 * start[i];
            if (start[i] > 0.01 * all && !told[i] && (halves || doubles)) {
                told[i] = true;
                stays->turns[stays->nturn++] = (pk_turn_t){.stage = i, .steps = t, .doubles = doubles};
            }
        }
    }
}

static bool leads_on(const pk_today_t *today, int f)
{
    double sum = 0;
    for (int g = 0; g < today->plan.npersona; g++) {
        sum += today->sim.now.p[f * today->plan.npersona + g];
    }
    return sum > 0 && !today->plan.flows[f].event;
}

/* Marks all stages that those in `from` may get to. */
static void spread(const pk_today_t *today, int from, bool *reached, int *queue)
{
    int tail = 0;
    reached[from] = true;
    queue[tail++] = from;
    for (int head = 0; head < tail; head++) {
        const pk_stage_plan_t *stage = &today->plan.stages[queue[head]];
        for (int k = 0; k < stage->nexit; k++) {
            const int to = today->plan.flows[stage->exits[k]].to;
            if (leads_on(today, stage->exits[k]) && !reached[to]) {
                reached[to] = true;
                queue[tail++] = to;
            }
        }
    }
}

/* A purchase by a prospect counts as a new customer. Who has bought and may get to where prospects buy counts again;
 * told is the way by which they come among the prospects. */
static void find_return(const pk_today_t *today, pk_stays_t *stays)
{
    const pk_plan_t *plan = &today->plan;
    bool *bought = PK_ARRAY(&stays->arena, bool, plan->nstage), *again = PK_ARRAY(&stays->arena, bool, plan->nstage);
    int *queue = PK_ARRAY(&stays->arena, int, plan->nstage);
    const pk_flow_t *back = NULL;
    for (int f = 0; f < plan->ntransition; f++) {
        const bool counts = plan->flows[f].purchase && plan->stages[plan->flows[f].from].role == PK_ROLE_PROSPECT;
        if (counts && leads_on(today, f) && !bought[plan->flows[f].to]) {
            spread(today, plan->flows[f].to, bought, queue);
        }
    }
    for (int f = 0; f < plan->ntransition && back == NULL; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        if (!bought[flow->from] || !leads_on(today, f) || plan->stages[flow->from].role == PK_ROLE_PROSPECT ||
            plan->stages[flow->to].role != PK_ROLE_PROSPECT) {
            continue;
        }
        memset(again, 0, (size_t)plan->nstage * sizeof(bool));
        spread(today, flow->to, again, queue);
        for (int k = 0; k < plan->ntransition; k++) {
            const pk_flow_t *sale = &plan->flows[k];
            back =
                sale->purchase && plan->stages[sale->from].role == PK_ROLE_PROSPECT && again[sale->from] ? flow : back;
        }
    }
    stays->comes_back = back == NULL ? NULL : pk_arena_copy(&stays->arena, back->name);
}

/* Where start: balance puts people; groups of those who differ count with their persona. */
static void find_balance(const pk_today_t *today, pk_stays_t *stays)
{
    const pk_plan_t *plan = &today->plan;
    const int personas = pk_model_personas(plan), n = plan->nstage;
    if (!plan->balance) {
        return;
    }
    stays->npersona = personas > 1 ? personas : 0;
    stays->personas = PK_ARRAY(&stays->arena, const char *, personas);
    stays->balance = PK_ARRAY(&stays->arena, double, (1 + personas) * n);
    double *whole = PK_ARRAY(&stays->arena, double, personas);
    for (int g = 0; g < plan->npersona; g++) {
        const int of = pk_model_persona(plan, g);
        stays->personas[of] = pk_plan_persona(plan, g)->label;
        whole[of] += today->sim.now.share[g];
        for (int i = 0; i < n; i++) {
            const double here = today->sim.now.share[g] * today->sim.now.balance[i * plan->npersona + g];
            stays->balance[i] += here;
            stays->balance[(1 + of) * n + i] += here;
        }
    }
    for (int cell = 0; cell < personas * n; cell++) {
        stays->balance[n + cell] /= whole[cell / n] > 0 ? whole[cell / n] : 1;
    }
}

static void ask_drivers(const pk_today_t *today, pk_stays_t *stays)
{
    const pk_plan_t *plan = &today->plan;
    stays->says = PK_ARRAY(&stays->arena, const char *, plan->ndriver);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        const char *text = driver->ops->says == NULL ? NULL : driver->ops->says(driver, today->draws, &stays->arena);
        if (text != NULL) {
            stays->says[stays->nsays++] = text;
        }
    }
}

/* Where two ways to leave often fall into the same step, a shorter step tells them apart better. */
static void warn_competing(const pk_today_t *today, const pk_stays_t *stays, pk_diag_t *diag)
{
    for (int i = 0; i < stays->nstage; i++) {
        const pk_stay_t *stay = &stays->stages[i];
        const double leaving = 1 / stay->mean_stay_steps;
        if (stay->competes && leaving > 0.2 && stay->mean_stay_steps < stay->stay_alone_steps) {
            pk_warning(diag, today->plan.stages[i].stage->place,
                       "a shorter `step:` tells apart better which comes first",
                       "%.0f%% of those in %s leave in a step, by the end of their stay or by a way out that competes "
                       "with it",
                       100 * leaving, stay->name);
        }
    }
}

pk_status_t pk_stays(const pk_scenario_t *scenario, pk_stays_t *stays, pk_diag_t *diag)
{
    pk_today_t today;
    *stays = (pk_stays_t){0};
    if (pk_balance_refuse(scenario, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    const pk_status_t status = pk_today_open(scenario, &today, diag);
    if (status == PK_OK) {
        *stays = (pk_stays_t){.nstage = today.plan.nstage,
                              .horizon = today.plan.nstep,
                              .step_unit = pk_unit_name(today.plan.calendar.step)};
        stays->stages = PK_ARRAY(&stays->arena, pk_stay_t, today.plan.nstage);
        for (int i = 0; i < today.plan.nstage; i++) {
            describe_stage(&today, i, stays);
        }
        warn_competing(&today, stays, diag);
        find_return(&today, stays);
        ask_drivers(&today, stays);
        find_balance(&today, stays);
        find_ends(&today, stays);
        pk_today_stand(&today);
        find_turns(&today, stays);
    }
    pk_today_free(&today);
    return status;
}

void pk_stays_free(pk_stays_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_stays_t){0};
}
