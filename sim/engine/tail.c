#include "engine/tail.h"

#include <math.h>
#include <string.h>

#include "base/status.h"
#include "engine/drivers.h"
#include "engine/wander.h"

/* ---- the plan after the end ---- */

pk_status_t pk_tail_init(pk_tail_t *self, const pk_scenario_t *scenario, int steps, pk_diag_t *diag)
{
    *self = (pk_tail_t){.scenario = *scenario, .from = scenario->calendar.steps, .steps = steps};
    PK_REQUIRE(steps > 0);
    self->scenario.calendar.steps += steps;
    self->scenario.calendar.beyond = steps;
    self->scenario.ngoal = 0;
    return pk_plan_compile(&self->scenario, &self->plan, diag);
}

void pk_tail_free(pk_tail_t *self)
{
    pk_plan_free(&self->plan);
    *self = (pk_tail_t){0};
}

int pk_tail_most(const pk_calendar_t *calendar)
{
    pk_calendar_t after = *calendar;
    if (calendar->dated) {
        after.start = pk_step_date(calendar, calendar->steps + 1);
    }
    const int years = pk_horizon_steps(&after, PK_TAIL_YEARS, PK_YEAR);
    const int room = PK_STEPS_MOST - calendar->steps;
    return years < room ? years : room;
}

/* ---- which plans can go on in it ---- */

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_stages(const pk_plan_t *a, const pk_plan_t *b)
{
    bool same = a->nstage == b->nstage && a->npersona == b->npersona;
    for (int i = 0; same && i < a->nstage; i++) {
        same = same_text(a->stages[i].stage->name, b->stages[i].stage->name) &&
               pk_has_ages(&a->stages[i]) == pk_has_ages(&b->stages[i]);
    }
    for (int g = 0; same && g < a->npersona; g++) {
        same = same_text(pk_plan_persona(a, g)->name, pk_plan_persona(b, g)->name);
    }
    return same;
}

static const pk_carryover_t *carry_of(const pk_driver_plan_t *driver)
{
    const pk_channel_plan_t *channel = pk_channel_plan_of(driver);
    return channel == NULL ? NULL : channel->carry;
}

static bool same_drivers(const pk_plan_t *a, const pk_plan_t *b)
{
    bool same = a->ndriver == b->ndriver && a->ncapacity == b->ncapacity;
    for (int d = 0; same && d < a->ndriver; d++) {
        same = a->drivers[d].ops == b->drivers[d].ops && carry_of(&a->drivers[d]) == carry_of(&b->drivers[d]) &&
               same_text(a->drivers[d].driver->name, b->drivers[d].driver->name);
    }
    for (int c = 0; same && c < a->ncapacity; c++) {
        same = same_text(a->capacities[c].name, b->capacities[c].name);
    }
    return same;
}

static bool same_flows(const pk_plan_t *a, const pk_plan_t *b)
{
    bool same = a->nflow == b->nflow;
    for (int f = 0; same && f < a->nflow; f++) {
        same = same_text(a->flows[f].name, b->flows[f].name);
    }
    return same;
}

/* The model's file, byte by byte: what is assumed of it, and planned, may differ. */
static bool same_file(const pk_plan_t *a, const pk_plan_t *b)
{
    const pk_source_t *here = a->scenario->model_root->place.source, *there = b->scenario->model_root->place.source;
    return here == there || (here->length == there->length && memcmp(here->text, there->text, here->length) == 0);
}

const char *pk_tail_refuses(const pk_tail_t *self, const pk_plan_t *plan)
{
    const pk_plan_t *own = &self->plan;
    const pk_calendar_t *here = &own->calendar, *there = &plan->calendar;
    if (here->step != there->step) {
        return "its step is another than the baseline's";
    }
    if (plan->nstep != self->from || here->dated != there->dated || (here->dated && here->start != there->start)) {
        return "its horizon is another than the baseline's";
    }
    if (!same_file(own, plan) || !same_stages(own, plan) || !same_flows(own, plan) || !same_drivers(own, plan)) {
        return "its model is another than the baseline's";
    }
    if (pk_plan_wanders(plan)) {
        return "its rates wander of themselves (extra, drift), which is not followed past the end";
    }
    return own->population == plan->population ? NULL : "its population is another than the baseline's";
}

/* ---- what is counted ---- */

void pk_tail_kpis(pk_tail_t *self, pk_kpis_t *kpis)
{
    pk_kpis_compile(&self->plan, PK_BY_NOTHING, kpis);
    kpis->windows[0].first = self->from + 1;
}

double pk_tail_discount(const pk_plan_t *plan, const double *draws, int t)
{
    const double yearly = pk_quantity(plan->discount, draws, 0);
    return yearly == 0 ? 1 : pow(1 + yearly, -t * plan->step_years);
}

double pk_tail_end_value(const pk_kpi_plan_t *kpi, const pk_plan_t *plan, const double *draws, int at, double end_value)
{
    if (kpi->measure == pk_measure_present_value) {
        return end_value * pk_tail_discount(plan, draws, at);
    }
    return kpi->measure == pk_measure_profit ? end_value : 0;
}

int pk_tail_until(const double *difference, int steps, double part)
{
    double all = 0, left = 0;
    int until = steps;
    for (int s = 0; s < steps; s++) {
        all += fabs(difference[s]);
    }
    while (until > 0 && left + fabs(difference[until - 1]) <= part * all) {
        left += fabs(difference[--until]);
    }
    return until;
}

void pk_tail_hold_spend(const pk_plan_t *plan, const double *draws, double *after)
{
    memcpy(after, draws, (size_t)plan->nslot * sizeof *after);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_channel_plan_t *channel = pk_channel_plan_of(&plan->drivers[d]);
        double sum = 0;
        for (int t = 1; channel != NULL && t <= plan->nstep; t++) {
            sum += pk_spend(plan, &plan->drivers[d], draws, t);
        }
        if (channel != NULL) {
            after[channel->dial.level] = sum / plan->nstep;
            after[channel->dial.factor] = 1;
        }
    }
}

/* ---- a group of runs ---- */

void pk_onward_init(pk_onward_t *self, const pk_tail_t *tail, const pk_kpis_t *kpis, const pk_lane_ops_t *ops)
{
    *self = (pk_onward_t){.tail = tail, .kpis = kpis, .ops = ops, .lanes = ops->open(&tail->plan, kpis)};
    PK_REQUIRE(self->lanes != NULL); /* the lanes measure every KPI of the catalogue and of a file */
    pk_sim_init(&self->sim, &tail->plan, &pk_chance_expected);
}

void pk_onward_free(pk_onward_t *self)
{
    if (self->lanes != NULL) {
        self->ops->close(self->lanes);
        pk_sim_free(&self->sim);
    }
    *self = (pk_onward_t){0};
}

void pk_onward_walk(pk_onward_t *self, const pk_lanes_t *from, int at, int count, const double *const *draws,
                    double *const *by_step)
{
    const pk_tail_t *tail = self->tail;
    for (int lane = 0; lane < count; lane++) {
        pk_sim_begin(&self->sim, 0, draws[lane]);
        self->ops->load(self->lanes, lane, &self->sim);
    }
    self->ops->start(self->lanes, count);
    self->ops->take(self->lanes, from);
    for (int s = 0; s < tail->steps; s++) {
        self->ops->step(self->lanes, at + 1 + s);
        for (int lane = 0; lane < count; lane++) {
            if (by_step != NULL && by_step[lane] != NULL) {
                self->ops->measured(self->lanes, lane, &by_step[lane][(long)s * self->kpis->count]);
            }
        }
    }
}

void pk_onward_kpis(const pk_onward_t *self, int lane, double *kpi)
{
    self->ops->kpis(self->lanes, lane, kpi);
}

pk_excess_t pk_onward_excess(const pk_onward_t *self, int lane)
{
    return self->ops->excess(self->lanes, lane);
}
