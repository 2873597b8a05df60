/* How series are read off the state: which flows and stages they count, and what one of them is worth. */
#include <math.h>
#include <string.h>

#include "engine/kpi.h"
#include "infer/filter_parts.h"

/* A persona of the model may be several of the plan's (pk_plan_persona). */
static bool of_group(const pk_plan_t *plan, const pk_observed_series_t *series, int persona)
{
    return series->group < 0 || pk_plan_persona(plan, persona) == &plan->model->personas[series->group];
}

/* ---- KPIs ---- */

static const char hint_kpi[] = "give the series a noise of its own (noise: normal, with sd:), or observe the flows";

/* What one of it is paid in step t; false where that is not the same in every draw. */
static bool fixed_money(const pk_plan_t *plan, const pk_money_t *money, pk_effectors_t effects, int t, double *worth)
{
    *worth = 0;
    if (!pk_is_paid(money)) {
        return true;
    }
    if (money->varies != NULL || money->of_revenue || effects.count > 0 ||
        pk_is_drawn(plan, pk_term(money->number, t))) {
        return false;
    }
    *worth = pk_certain(plan, pk_term(money->number, t));
    return true;
}

/* The revenue of one of each flow and in each stage, by step; NULL where it is not fixed. */
static const double *fixed_revenue(const pk_plan_t *plan, pk_arena_t *arena)
{
    const int rows = plan->nflow + plan->nstage;
    double *worth = PK_ARRAY(arena, double, (long)(plan->nstep + 1) * rows);
    for (int t = 0; t <= plan->nstep; t++) {
        double *row = &worth[(long)t * rows];
        for (int f = 0; f < plan->nflow; f++) {
            if (!fixed_money(plan, &plan->flows[f].revenue, plan->flows[f].on_revenue, t, &row[f])) {
                return NULL;
            }
        }
        for (int i = 0; i < plan->nstage; i++) {
            const pk_stage_plan_t *stage = &plan->stages[i];
            if (!fixed_money(plan, &stage->revenue, stage->on_revenue, t, &row[plan->nflow + i])) {
                return NULL;
            }
        }
    }
    return worth;
}

/* 1 for the rows that a KPI counts, in every step. */
static const double *counting(const pk_plan_t *plan, const pk_indices_t *rows, int first, pk_arena_t *arena)
{
    const int width = plan->nflow + plan->nstage;
    double *worth = PK_ARRAY(arena, double, (long)(plan->nstep + 1) * width);
    for (int t = 0; t <= plan->nstep; t++) {
        for (int k = 0; k < rows->count; k++) {
            worth[(long)t * width + first + rows->index[k]] = 1;
        }
    }
    return worth;
}

static pk_status_t read_kpi(const pk_filter_layout_t *layout, pk_readout_t *reading, const pk_kpis_t *kpis,
                            pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_plan_t *plan = layout->plan;
    const pk_observed_series_t *series = &layout->series[reading->series];
    const int k = pk_kpis_find(kpis, series->name);
    if (k < 0) {
        return pk_error(diag, series->place, "name a KPI of this model", "there is no KPI %s", series->name);
    }
    const pk_kpi_plan_t *kpi = &kpis->at[k];
    if (kpi->measure == pk_measure_flows && kpi->reduce == PK_SUM) {
        reading->by_step = counting(plan, &kpi->flows, 0, arena);
    } else if (kpi->measure == pk_measure_stages && kpi->reduce == PK_END) {
        reading->by_step = counting(plan, &kpi->stages, plan->nflow, arena);
        reading->at_end = true;
    } else if (kpi->measure == pk_measure_revenue) {
        reading->by_step = fixed_revenue(plan, arena);
    }
    if (reading->by_step == NULL) {
        return pk_error(diag, series->place, hint_kpi,
                        "%s is not a sum of flows and stages at fixed prices, so that the journey's own noise of it "
                        "is not known",
                        series->name);
    }
    return PK_OK;
}

/* ---- all kinds ---- */

double pk_filter_worth(const pk_filter_layout_t *self, int s, int flow, int stage, int persona, int t)
{
    const pk_observed_series_t *series = &self->series[s];
    const pk_readout_t *reading = &self->readings[s];
    if (!of_group(self->plan, series, persona)) {
        return 0;
    }
    if (reading->by_step != NULL) {
        const int width = self->plan->nflow + self->plan->nstage;
        return reading->by_step[(long)t * width + (stage >= 0 ? self->plan->nflow + stage : flow)];
    }
    return series->kind == PK_OBSERVED_FLOW ? stage < 0 && flow == series->flow : stage >= 0 && stage == series->flow;
}

bool pk_filter_counts(const pk_filter_layout_t *self, int s, int flow, int stage, int persona)
{
    bool counts = false;
    for (int t = 1; t <= self->plan->nstep && !counts; t++) {
        counts = pk_filter_worth(self, s, flow, stage, persona, t) != 0;
    }
    return counts;
}

/* The one worth that all it counts have; 0: they differ, or stages pay in every step. */
static void find_unit(const pk_filter_layout_t *self, pk_readout_t *reading)
{
    const pk_plan_t *plan = self->plan;
    const int rows = plan->nflow + plan->nstage;
    double least = INFINITY, most = 0;
    bool pays = false;
    for (long k = 0; reading->by_step != NULL && k < (long)(plan->nstep + 1) * rows; k++) {
        const double worth = fabs(reading->by_step[k]);
        least = worth > 0 && worth < least ? worth : least;
        most = fmax(most, worth);
        pays = pays || (worth > 0 && k % rows >= plan->nflow && !reading->at_end);
    }
    reading->pays = pays;
    reading->unit = reading->by_step == NULL ? 1 : pays || least != most ? 0 : most;
    reading->rounding = (reading->by_step == NULL ? 1 : most * most) / 12;
}

pk_status_t pk_filter_read_series(pk_filter_layout_t *self, pk_arena_t *arena, pk_diag_t *diag)
{
    pk_kpis_t kpis = {0};
    pk_status_t status = PK_OK;
    self->readings = PK_ARRAY(arena, pk_readout_t, self->nseries + 1);
    for (int s = 0; s < self->nseries; s++) {
        pk_readout_t *reading = &self->readings[s];
        const pk_observed_series_t *series = &self->series[s];
        *reading = (pk_readout_t){.series = s, .taken = series->noise == PK_NOISE_JOURNEY, .entry = -1};
        if (!reading->taken) {
            continue;
        }
        reading->at_end = series->kind == PK_OBSERVED_STAGE;
        if (series->kind == PK_OBSERVED_KPI) {
            if (kpis.at == NULL) {
                pk_kpis_compile((pk_plan_t *)self->plan, PK_BY_NOTHING, &kpis);
            }
            if (read_kpi(self, reading, &kpis, arena, diag) != PK_OK) {
                status = PK_BAD_INPUT;
                continue;
            }
        }
        find_unit(self, reading);
    }
    return status;
}
