#include "study/today.h"

#include <math.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/choose.h"
#include "engine/fault_log.h"
#include "engine/shares.h"
#include "engine/walk.h"
#include "engine/warn.h"

/* Draws every run; adds its numbers up in `sum`. */
static pk_status_t draw_runs(pk_sim_t *sim, long runs, double *sum, pk_diag_t *diag)
{
    double *draws = PK_ARRAY(&sim->arena, double, sim->plan->nslot);
    pk_fault_log_t log;
    pk_fault_log_init(&log, sim->plan, NULL, 0);
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

/* ---- who enters, leaves and is there ---- */

static void add_step(void *context, const pk_sim_t *sim, int t)
{
    pk_today_t *self = context;
    const pk_plan_t *plan = sim->plan;
    for (int cell = 0; cell < plan->nstage * plan->npersona && t < plan->nstep; cell++) {
        self->there[cell] += sim->state.count[cell];
    }
    if (t == 0) {
        return;
    }
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        self->enter[cell] += sim->entered[cell];
    }
    for (int f = 0; f < plan->ntransition; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        for (int g = 0; g < plan->npersona && !flow->event; g++) {
            const double moved = sim->state.flow[f * plan->npersona + g];
            self->leave[flow->from * plan->npersona + g] += moved;
            self->ended[flow->from * plan->npersona + g] += flow->by == PK_BY_SHARE ? moved : 0;
        }
    }
}

/* Each stage's counts as parts of their sum; where there are none, as `instead` has them. */
static void normalise(const pk_plan_t *plan, double *counts, const double *instead, int stride)
{
    for (int i = 0; i < plan->nstage; i++) {
        pk_shares_of_counts(&counts[i * plan->npersona], &instead[i * stride], plan->npersona);
    }
}

static void weigh(pk_today_t *self)
{
    const pk_plan_t *plan = &self->plan;
    const int cells = plan->nstage * plan->npersona;
    double *start = PK_ARRAY(&self->plan.arena, double, cells);
    pk_sim_t sim;
    self->enter = PK_ARRAY(&self->plan.arena, double, cells);
    self->leave = PK_ARRAY(&self->plan.arena, double, cells);
    self->ended = PK_ARRAY(&self->plan.arena, double, cells);
    self->there = PK_ARRAY(&self->plan.arena, double, cells);
    pk_sim_init(&sim, plan, &pk_chance_expected);
    pk_sim_begin(&sim, 0, self->draws);
    memcpy(start, sim.state.count, (size_t)cells * sizeof(double));
    pk_walk(&sim, 0, plan->nstep, NULL, NULL, (pk_watch_t){add_step, self});
    pk_sim_free(&sim);
    normalise(plan, start, self->sim.now.share, 0);
    normalise(plan, self->enter, start, plan->npersona);
    normalise(plan, self->leave, self->enter, plan->npersona);
    normalise(plan, self->ended, self->enter, plan->npersona);
    normalise(plan, self->there, self->enter, plan->npersona);
}

/* What never fits its capacity is no way out, whatever is written. */
static void close_blocked(pk_today_t *self)
{
    const pk_plan_t *plan = &self->plan;
    double *most = PK_ARRAY(&self->plan.arena, double, plan->ncapacity);
    bool *blocked = PK_ARRAY(&self->plan.arena, bool, plan->nflow);
    pk_sim_t sim;
    pk_sim_init(&sim, plan, &pk_chance_expected);
    pk_sim_begin(&sim, 0, self->draws);
    pk_plan_blocked(&sim, most, blocked);
    pk_sim_free(&sim);
    for (int cell = 0; cell < plan->nflow * plan->npersona; cell++) {
        self->sim.now.p[cell] = blocked[cell / plan->npersona] ? 0 : self->sim.now.p[cell];
    }
}

void pk_today_stand(pk_today_t *self)
{
    pk_sim_begin(&self->sim, 0, self->draws);
    pk_rates_update(&self->sim, 1);
    if (self->plan.ncapacity > 0) {
        close_blocked(self);
    }
}

/* Customers who differ: as groups of those who are alike where the engine of means takes their numbers (nodes.h), else
 * all at their mean. */
static pk_status_t compile(pk_today_t *self, const pk_scenario_t *scenario, pk_diag_t *diag)
{
    if (scenario->engine == PK_ENGINE_EXPECTED || pk_varies_for_life(scenario->model) == NULL) {
        return pk_plan_compile(scenario, &self->plan, diag);
    }
    pk_diag_t unheard = {0};
    self->averaged = *scenario;
    self->averaged.engine = PK_ENGINE_EXPECTED;
    self->averaged.individuals = false;
    pk_status_t status = pk_plan_compile(&self->averaged, &self->plan, &unheard);
    pk_diag_free(&unheard);
    if (status == PK_OK) {
        return PK_OK;
    }
    pk_plan_free(&self->plan);
    status = pk_plan_compile(scenario, &self->plan, diag);
    if (status == PK_OK) {
        pk_warning(
            diag, pk_varies_for_life(scenario->model)->place, "run it for what becomes of all",
            "customers who differ in this are not told apart here: all is told of one whose numbers are at their "
            "mean");
    }
    return status;
}

pk_status_t pk_today_open(const pk_scenario_t *scenario, pk_today_t *self, pk_diag_t *diag)
{
    *self = (pk_today_t){0};
    if (compile(self, scenario, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    double *sum = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    if (draw_runs(&self->sim, scenario->runs, sum, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    pk_assumptions_means(&self->plan, self->draws);
    if (pk_assumptions_possible(&self->sim, self->draws, -1) != PK_DRAW_FINE) {
        for (int slot = 0; slot < self->plan.nslot; slot++) {
            self->draws[slot] = self->plan.drawn[slot] ? sum[slot] / (double)scenario->runs : self->plan.defaults[slot];
        }
    }
    pk_plan_warn(&self->plan, self->draws, diag);
    if (self->plan.nodes.nnumber > 0) {
        pk_warning(diag, self->plan.nodes.number[0].law->place,
                   "look at times within the horizon, or take a longer one",
                   "customers who differ are %d groups who are alike, so that what is told of times beyond the horizon "
                   "(stays, the long run) is not theirs",
                   self->plan.nodes.count);
    }
    pk_today_stand(self);
    weigh(self);
    return PK_OK;
}

double pk_today_share(const pk_today_t *self, int persona)
{
    const int groups = self->plan.nodes.count;
    double sum = 0;
    for (int g = persona * groups; g < (persona + 1) * groups; g++) {
        sum += self->sim.now.share[g];
    }
    return sum;
}

double pk_today_of_persona(const pk_today_t *self, const double *number, const double *part, int persona)
{
    const int groups = self->plan.nodes.count, first = persona * groups;
    double sum = 0, whole = 0;
    if (groups == 1) {
        return number[persona];
    }
    for (int g = first; part != NULL && g < first + groups; g++) {
        whole += part[g];
    }
    const double *weight = whole > 0 ? part : self->sim.now.share;
    whole = 0;
    for (int g = first; g < first + groups; g++) {
        sum += part == NULL ? number[g] : weight[g] > 0 ? weight[g] * number[g] : 0;
        whole += weight[g];
    }
    return part == NULL ? sum : whole > 0 ? sum / whole : number[first];
}

void pk_today_free(pk_today_t *self)
{
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    *self = (pk_today_t){0};
}
