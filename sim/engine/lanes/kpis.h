/* What a step adds to the KPIs (kpi_tally.c, kpi_measure.c), in lanes. What adds up over personas is measured for each
 * of them and summed for everybody. */
#ifndef PK_ENGINE_LANES_KPIS_H
#define PK_ENGINE_LANES_KPIS_H

#include "engine/lanes/money.h"
#include "engine/lanes/state.h"

/* One step as a group sees it: view of kpi.h. */
typedef struct {
    int group, first, last, t;
    lanes_t discount, revenue, cost, spend, end_value;
} view_t;

static measure_t measure_of(pk_measure_fn function)
{
    static const pk_measure_fn functions[] = {
        [MEASURE_NONE] = NULL,
        [MEASURE_FLOWS] = pk_measure_flows,
        [MEASURE_STAGES] = pk_measure_stages,
        [MEASURE_TIME] = pk_measure_time,
        [MEASURE_MONEY] = pk_measure_money,
        [MEASURE_REVENUE] = pk_measure_revenue,
        [MEASURE_COST] = pk_measure_cost,
        [MEASURE_SPEND] = pk_measure_spend,
        [MEASURE_MARGIN] = pk_measure_margin,
        [MEASURE_ALL_COST] = pk_measure_all_cost,
        [MEASURE_PROFIT] = pk_measure_profit,
        [MEASURE_PRESENT_VALUE] = pk_measure_present_value,
        [MEASURE_WAITING] = pk_measure_waiting,
    };
    measure_t measure = MEASURE_NONE;
    while (measure < MEASURE_UNKNOWN && functions[measure] != function) {
        measure++;
    }
    return measure;
}

/* (1 + yearly)^(-t step in years); 1 where there is no discount. */
static lanes_t discount_of(const pk_lanes_t *self, pk_quantity_t yearly, int t)
{
    const lanes_t rate = pk_present(yearly) ? quantity(self, yearly, 0) : all_lanes(0);
    return every_lane(same(rate, all_lanes(0))) ? all_lanes(1)
                                                : lanes_pow(1 + rate, all_lanes(-t * self->plan->step_years));
}

static lanes_t sum_rows(const pk_lanes_t *self, const view_t *view, const lanes_t *array, const pk_indices_t *rows)
{
    const int personas = self->plan->npersona;
    lanes_t sum = all_lanes(0);
    for (int k = 0; k < rows->count; k++) {
        for (int g = view->first; g < view->last; g++) {
            sum += array[rows->index[k] * personas + g];
        }
    }
    return sum;
}

static lanes_t time_of(const pk_lanes_t *self, const view_t *view, const pk_kpi_plan_t *kpi)
{
    lanes_t sum = all_lanes(0);
    for (int k = 0; k < kpi->stages.count; k++) {
        const pk_indices_t stage = {.index = &kpi->stages.index[k], .count = 1};
        const lanes_t weight = kpi->weights == NULL ? all_lanes(1) : quantity(self, kpi->weights[k], view->t);
        sum += weight * sum_rows(self, view, self->count, &stage);
    }
    return sum * self->plan->step_years * discount_of(self, kpi->discount, view->t);
}

static lanes_t money_of(const pk_lanes_t *self, const view_t *view, const pk_kpi_plan_t *kpi)
{
    const lanes_t flows =
        sum_rows(self, view, self->revenue, &kpi->flows) - sum_rows(self, view, self->cost, &kpi->flows);
    const lanes_t stages =
        sum_rows(self, view, self->stage_revenue, &kpi->stages) - sum_rows(self, view, self->stage_cost, &kpi->stages);
    return (flows + stages) * discount_of(self, kpi->discount, view->t);
}

/* channel -1: all that are ours. */
static lanes_t spend_of(const pk_lanes_t *self, int channel)
{
    const pk_plan_t *plan = self->plan;
    lanes_t sum = all_lanes(0);
    for (int d = 0; d < plan->ndriver; d++) {
        if (plan->drivers[d].spend_column >= 0 && (channel < 0 || channel == d)) {
            sum += self->drivers[d].spend;
        }
    }
    return sum;
}

static lanes_t waiting_of(const pk_lanes_t *self)
{
    lanes_t sum = all_lanes(0);
    for (int c = 0; c < self->plan->ncapacity; c++) {
        sum += self->waiting[c];
    }
    return sum;
}

static lanes_t measure(const pk_lanes_t *self, const view_t *view, int k)
{
    const pk_kpi_plan_t *kpi = &self->kpis->at[k];
    const lanes_t profit = view->revenue - view->cost - view->spend + view->end_value;
    switch (self->measures[k]) {
    case MEASURE_FLOWS:
        return sum_rows(self, view, self->flow, &kpi->flows);
    case MEASURE_STAGES:
        return sum_rows(self, view, self->count, &kpi->stages);
    case MEASURE_TIME:
        return time_of(self, view, kpi);
    case MEASURE_MONEY:
        return money_of(self, view, kpi);
    case MEASURE_REVENUE:
        return view->revenue;
    case MEASURE_COST:
        return view->cost;
    case MEASURE_SPEND:
        return kpi->driver < 0 ? view->spend : spend_of(self, kpi->driver);
    case MEASURE_MARGIN:
        return view->revenue - view->cost;
    case MEASURE_ALL_COST:
        return view->cost + view->spend;
    case MEASURE_PROFIT:
        return profit;
    case MEASURE_PRESENT_VALUE:
        return profit * view->discount;
    default:
        return waiting_of(self);
    }
}

static view_t view_of(const pk_lanes_t *self, int group, lanes_t discount, int t)
{
    const int personas = self->plan->npersona, parts = self->plan->nodes.count;
    const lanes_t none = all_lanes(0);
    view_t view = {.group = group,
                   .first = group > 0 ? (group - 1) * parts : 0,
                   .last = group > 0 ? group * parts : personas,
                   .t = t,
                   .discount = discount,
                   .revenue = none,
                   .cost = none,
                   .spend = none,
                   .end_value = none};
    if (view.first == 0 && view.last == personas) {
        view.cost = self->step_cost;
        view.spend = spend_of(self, -1);
    }
    for (int g = view.first; g < view.last; g++) {
        view.revenue += self->paid[g].revenue;
        view.cost += self->paid[g].cost;
        view.end_value += self->paid[g].end_value;
    }
    return view;
}

static void add_all(const pk_indices_t *list, const lanes_t *measured, lanes_t *row)
{
    for (int k = 0; k < list->count; k++) {
        row[list->index[k]] += measured[list->index[k]];
    }
}

static void reduce(pk_lanes_t *self, const view_t *view, int window)
{
    const pk_kpis_t *kpis = self->kpis;
    const pk_tally_t *tally = &kpis->tallies[2 * window + (view->group > 0)];
    lanes_t *row = &self->tally[((long)window * kpis->ngroup + view->group) * kpis->count];
    add_all(&tally->sums, self->measured, row);
    add_all(&tally->averages, self->measured, row);
    for (int k = 0; k < tally->peaks.count; k++) {
        const int kpi = tally->peaks.index[k];
        row[kpi] = choose(more(self->measured[kpi], row[kpi]), self->measured[kpi], row[kpi]);
    }
    for (int k = 0; view->t == kpis->windows[window].last && k < tally->ends.count; k++) {
        row[tally->ends.index[k]] = measure(self, view, tally->ends.index[k]);
    }
}

/* What the list needs of a step; what every persona has is kept for the sum over them. */
static void measure_group(pk_lanes_t *self, const view_t *view)
{
    const bool several = self->kpis->ngroup > 1, single = view->group > 0;
    const pk_indices_t *list = &self->kpis->measured[single];
    for (int k = 0; k < list->count; k++) {
        const int kpi = list->index[k];
        if (several && !single && self->kpis->at[kpi].by_group) {
            self->measured[kpi] = self->everybody[kpi];
        } else {
            self->measured[kpi] = measure(self, view, kpi);
        }
        if (several && single) {
            self->everybody[kpi] += self->measured[kpi];
        }
    }
}

static bool is_in(const pk_indices_t *list, int k)
{
    bool found = false;
    for (int i = 0; i < list->count; i++) {
        found = found || list->index[i] == k;
    }
    return found;
}

/* A KPI of everybody over the whole horizon, as if that ended with this step (pk_kpis_cut). */
static lanes_t cut_of(const pk_lanes_t *self, int k)
{
    const pk_kpis_t *kpis = self->kpis;
    const int t = self->step;
    view_t view = view_of(self, 0, discount_of(self, self->plan->discount, t), t);
    if (is_in(&kpis->tallies[0].ends, k)) {
        return measure(self, &view, k);
    }
    const bool counts_end = self->measures[k] == MEASURE_PROFIT || self->measures[k] == MEASURE_PRESENT_VALUE;
    if (kpis->at[k].reduce == PK_SUM && counts_end && t != self->plan->end) {
        view.end_value = end_value_now(self);
        return self->before[k] + measure(self, &view, k); /* in the order of a run that ends here */
    }
    return self->tally[k];
}

static void kpis_step(pk_lanes_t *self, int t)
{
    const pk_kpis_t *kpis = self->kpis;
    const lanes_t discount = discount_of(self, self->plan->discount, t);
    for (int k = 0; k < kpis->count; k++) {
        self->everybody[k] = all_lanes(0);
    }
    for (int next = 1; next <= kpis->ngroup; next++) {
        const view_t view = view_of(self, next % kpis->ngroup, discount, t); /* everybody last */
        measure_group(self, &view);
        if (view.group == 0) {
            memcpy(self->before, self->tally, (size_t)kpis->count * sizeof(lanes_t));
        }
        for (int w = 0; w < kpis->nwindow; w++) {
            const pk_window_t *window = &kpis->windows[w];
            if (t >= window->first && t <= window->last && !(window->goal && view.group > 0)) {
                reduce(self, &view, w);
            }
        }
    }
}

#endif
