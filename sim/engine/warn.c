#include "engine/warn.h"

#include <math.h>
#include <stdlib.h>

#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/nodes.h"
#include "engine/walk.h"

/* ---- who can be reached ---- */

/* Whether a number may be above 0 at any step; an uncertain one may. */
static bool may_be(const pk_plan_t *plan, pk_quantity_t q)
{
    for (int t = 0; pk_present(q) && t <= (q.stride > 0 ? plan->nstep : 0); t++) {
        const pk_term_t *term = pk_term(q, t);
        if (pk_is_drawn(plan, term) || pk_certain(plan, term) > 0) {
            return true;
        }
    }
    return false;
}

/* A conversion or a persona's own number replaces the value, or multiplies it. */
static bool replaced(const pk_plan_t *plan, pk_quantity_t q)
{
    for (int t = 0; pk_present(q) && t <= (q.stride > 0 ? plan->nstep : 0); t++) {
        if (!pk_term(q, t)->relative) {
            return may_be(plan, q);
        }
    }
    return false;
}

static bool is_added_to(const pk_flow_t *flow)
{
    for (int e = 0; e < flow->effects.count; e++) {
        if (flow->effects.at[e].sign == PK_PLUS) {
            return true;
        }
    }
    return false;
}

static bool can_be_taken(const pk_plan_t *plan, const pk_flow_t *flow)
{
    bool can = flow->differs != NULL || flow->rest || may_be(plan, flow->value) || replaced(plan, flow->conversion) ||
               is_added_to(flow);
    for (int g = 0; g < plan->npersona && !can; g++) {
        can = replaced(plan, flow->by_persona[g]);
    }
    return can;
}

bool *pk_plan_reach(const pk_plan_t *plan, pk_arena_t *arena)
{
    bool *reach = PK_ARRAY(arena, bool, plan->nstage);
    int *queue = PK_ARRAY(arena, int, plan->nstage), tail = 0;
    for (int i = 0; i < plan->nstage; i++) {
        reach[i] = plan->balance || plan->stages[i].start_rest || may_be(plan, plan->stages[i].start);
    }
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        reach[plan->flows[f].to] = reach[plan->flows[f].to] || can_be_taken(plan, &plan->flows[f]);
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (reach[i]) {
            queue[tail++] = i;
        }
    }
    for (int head = 0; head < tail; head++) {
        const pk_stage_plan_t *stage = &plan->stages[queue[head]];
        for (int k = 0; k < stage->nexit; k++) {
            const pk_flow_t *flow = &plan->flows[stage->exits[k]];
            if (!reach[flow->to] && can_be_taken(plan, flow)) {
                reach[flow->to] = true;
                queue[tail++] = flow->to;
            }
        }
    }
    return reach;
}

/* An arrow out of the stage whose other end is reached: probably the wrong way round. */
static const char *turned_round(const pk_plan_t *plan, const bool *reach, int stage, pk_arena_t *arena)
{
    for (int k = 0; k < plan->stages[stage].nexit; k++) {
        const pk_flow_t *flow = &plan->flows[plan->stages[stage].exits[k]];
        if (reach[flow->to] && flow->to != stage) {
            return pk_arena_format(arena, "is an arrow the wrong way round? For example %s -> %s instead of %s",
                                   plan->stages[flow->to].stage->name, plan->stages[stage].stage->name, flow->name);
        }
    }
    return "give it a start:, arrivals, or a transition that leads to it";
}

static void warn_reach(const pk_plan_t *plan, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const bool *reach = pk_plan_reach(plan, &arena);
    for (int i = 0; i < plan->nstage; i++) {
        if (!reach[i]) {
            const pk_stage_t *stage = plan->stages[i].stage;
            pk_warning(diag, stage->place, turned_round(plan, reach, i, &arena),
                       "nobody can ever reach %s: nobody starts or arrives there, and no way leads to it from where "
                       "people are",
                       stage->name);
        }
    }
    pk_arena_free(&arena);
}

/* ---- what is told by numbers at their means ---- */

/* The mean stay of those who are at the start; all personas start alike. */
static double mean_stay(const pk_sim_t *sim, int i)
{
    double sum = 0;
    for (int g = 0; g < sim->plan->npersona; g++) {
        sum += sim->now.share[g] > 0 ? sim->now.share[g] * pk_stays_mean(sim, i, g, true) : 0;
    }
    return sum;
}

static void warn_start_age(const pk_sim_t *sim, int i, pk_diag_t *diag)
{
    const pk_plan_t *plan = sim->plan;
    const pk_stage_plan_t *stage = &plan->stages[i];
    const bool starts = stage->start_rest || may_be(plan, stage->start);
    if (stage->kind != PK_STAGE_DWELL || stage->memoryless || stage->stage->start_age_place.line > 0 || !starts) {
        return;
    }
    const double mean = mean_stay(sim, i);
    if (mean > plan->nstep / 4.0) {
        const pk_unit_t unit = plan->calendar.step;
        pk_warning(diag, stage->stage->start_rest ? stage->stage->place : stage->stage->start->place,
                   "write start_age: steady where they have been there for a while, start_age: new where not",
                   "those who start in %s count as having just come, and a stay there takes %.3g %s on average, more "
                   "than a quarter of the horizon (%d %s)",
                   stage->stage->name, mean, pk_unit_behind(mean, unit), plan->nstep,
                   pk_unit_behind(plan->nstep, unit));
    }
}

/* What each capacity has at most. */
static void see_capacities(void *most_of, const pk_sim_t *sim, int t)
{
    double *most = most_of;
    for (int c = 0; c < sim->plan->ncapacity && t > 0; c++) {
        most[c] = fmax(most[c], ceil(sim->state.capacity[c] * (1 - 1e-12)));
    }
}

static bool is_drawn(const pk_plan_t *plan, pk_quantity_t q)
{
    for (int t = 0; pk_present(q) && t <= (q.stride == 0 ? 0 : plan->nstep); t++) {
        if (pk_is_drawn(plan, pk_term(q, t))) {
            return true;
        }
    }
    return false;
}

/* What is true of the means alone is not said of every run. */
static bool is_certain(const pk_plan_t *plan, int c)
{
    const pk_capacity_plan_t *capacity = &plan->capacities[c];
    bool drawn = is_drawn(plan, capacity->per_step) || (capacity->effects.count > 0 && plan->uncertain);
    for (int k = 0; k < capacity->nflow; k++) {
        drawn = drawn || is_drawn(plan, plan->flows[capacity->flows[k]].uses);
    }
    return !drawn;
}

void pk_plan_blocked(pk_sim_t *sim, double *most, bool *blocked)
{
    const pk_plan_t *plan = sim->plan;
    if (plan->ncapacity > 0) {
        pk_walk(sim, 0, plan->nstep, NULL, NULL, (pk_watch_t){see_capacities, most});
    }
    for (int c = 0; c < plan->ncapacity && sim->excess.what == 0; c++) {
        const pk_capacity_plan_t *capacity = &plan->capacities[c];
        for (int k = 0; is_certain(plan, c) && k < capacity->nflow; k++) {
            const double uses = pk_quantity(plan->flows[capacity->flows[k]].uses, sim->draws, 1);
            blocked[capacity->flows[k]] = uses > most[c] * (1 + 1e-12);
        }
    }
}

static void warn_capacities(pk_sim_t *sim, pk_diag_t *diag)
{
    const pk_plan_t *plan = sim->plan;
    double *most = pk_heap((size_t)plan->ncapacity + 1, sizeof(double));
    bool *blocked = pk_heap((size_t)plan->nflow + 1, sizeof(bool));
    pk_plan_blocked(sim, most, blocked);
    for (int c = 0; c < plan->ncapacity; c++) {
        const pk_capacity_t *capacity = &plan->model->capacities[c];
        for (int k = 0; k < capacity->uses.count; k++) {
            const int f = capacity->uses.index[k];
            if (blocked[f]) {
                pk_warning(diag, capacity->uses.number[k]->place, "give the capacity more per_step, or let it use less",
                           "%s never happens: it uses %.6g of %s, which has %.6g at most in a step",
                           plan->flows[f].name, pk_quantity(plan->flows[f].uses, sim->draws, 1), capacity->name,
                           most[c]);
            }
        }
    }
    free(most);
    free(blocked);
}

/* start: balance asks no capacity. */
static void warn_balance(const pk_sim_t *sim, pk_diag_t *diag)
{
    for (int c = 0; c < sim->plan->ncapacity; c++) {
        const double waiting = sim->state.waiting[c], room = sim->state.capacity[c];
        if (waiting > 1e-6 * fmax(1, room)) {
            pk_warning(diag, sim->plan->model->capacities[c].place,
                       "give it more per_step, or write the stages' own start: instead of start: balance",
                       "the start is in balance without capacities, and %s has %.6g in step 1, of which %.6g more are "
                       "asked for: the counts will not stand still",
                       sim->plan->capacities[c].name, room, waiting);
        }
    }
}

void pk_plan_warn(const pk_plan_t *plan, const double *draws, pk_diag_t *diag)
{
    warn_reach(plan, diag);
    for (int d = 0; d < plan->ndriver; d++) {
        if (plan->drivers[d].ops->tell != NULL) {
            plan->drivers[d].ops->tell(plan, &plan->drivers[d], diag);
        }
    }
    pk_sim_t sim;
    pk_sim_init(&sim, plan, &pk_chance_expected);
    double *means = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    if (draws == NULL) {
        pk_assumptions_means(plan, means);
    }
    const double *at = draws != NULL ? draws : means;
    if (pk_assumptions_possible(&sim, at, -1) == PK_DRAW_FINE) {
        pk_nodes_tell(plan, at, diag);
        pk_sim_begin(&sim, 0, at);
        pk_rates_update(&sim, 1);
        for (int i = 0; i < plan->nstage && plan->standing < 0; i++) { /* else ages are those of the state */
            warn_start_age(&sim, i, diag);
        }
        pk_sim_begin(&sim, 0, at);
        warn_capacities(&sim, diag);
        if (plan->balance && plan->standing < 0 && plan->ncapacity > 0) {
            pk_sim_begin(&sim, 0, at);
            pk_sim_step(&sim, 1);
            warn_balance(&sim, diag);
        }
    }
    pk_sim_free(&sim);
    free(means);
}
