/* What a KPI reads off one step. */
#include <math.h>

#include "engine/agents/agents.h"
#include "engine/kpi.h"

/* Σ array[cell] over some rows (stages or flows) and the view's personas. */
static double sum_rows(const pk_view_t *view, const double *array, const pk_indices_t *rows)
{
    const int personas = view->sim->plan->npersona;
    double sum = 0;
    for (int k = 0; k < rows->count; k++) {
        for (int g = view->first; g < view->last; g++) {
            sum += array[rows->index[k] * personas + g];
        }
    }
    return sum;
}

static double own_discount(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    if (!pk_present(kpi->discount)) {
        return 1;
    }
    const double yearly = pk_quantity(kpi->discount, view->sim->draws, 0);
    return pow(1 + yearly, -view->t * view->sim->plan->step_years);
}

double pk_measure_stages(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    return sum_rows(view, view->sim->state.count, &kpi->stages);
}

double pk_measure_time(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    if (view->t == 0) {
        return 0;
    }
    const int personas = view->sim->plan->npersona;
    double sum = 0;
    for (int k = 0; k < kpi->stages.count; k++) {
        const double weight = kpi->weights == NULL ? 1 : pk_quantity(kpi->weights[k], view->sim->draws, view->t);
        for (int g = view->first; g < view->last; g++) {
            sum += weight * view->sim->state.count[kpi->stages.index[k] * personas + g];
        }
    }
    return sum * view->sim->plan->step_years * own_discount(kpi, view);
}

double pk_measure_flows(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    return view->t == 0 ? 0 : sum_rows(view, view->sim->state.flow, &kpi->flows);
}

double pk_measure_money(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    const double flows =
        sum_rows(view, view->sim->money.revenue, &kpi->flows) - sum_rows(view, view->sim->money.cost, &kpi->flows);
    const double stages = sum_rows(view, view->sim->money.stage_revenue, &kpi->stages) -
                          sum_rows(view, view->sim->money.stage_cost, &kpi->stages);
    return (flows + stages) * own_discount(kpi, view);
}

static double spend_of(const pk_view_t *view, int channel)
{
    const pk_plan_t *plan = view->sim->plan;
    double sum = 0;
    for (int d = 0; d < plan->ndriver && view->t > 0; d++) {
        const bool counted = plan->drivers[d].spend_column >= 0 && (channel < 0 || channel == d);
        sum += counted ? view->sim->now.drivers[d].spend : 0;
    }
    return sum;
}

void pk_view_money(pk_view_t *view)
{
    const pk_sim_t *sim = view->sim;
    const bool everybody = view->first == 0 && view->last == sim->plan->npersona;
    view->revenue = view->end_value = 0;
    view->cost = everybody ? sim->money.step_cost : 0;
    view->spend = everybody ? spend_of(view, -1) : 0;
    for (int g = view->first; g < view->last; g++) {
        view->revenue += sim->money.paid[g].revenue;
        view->cost += sim->money.paid[g].cost;
        view->end_value += sim->money.paid[g].end_value;
    }
}

double pk_measure_revenue(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return view->revenue;
}

double pk_measure_cost(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return view->cost;
}

/* kpi->driver: one channel; -1: all that are ours. */
double pk_measure_spend(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    return kpi->driver < 0 ? view->spend : spend_of(view, kpi->driver);
}

double pk_measure_margin(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return view->revenue - view->cost;
}

double pk_measure_all_cost(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return view->cost + view->spend;
}

double pk_measure_profit(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return view->revenue - view->cost - view->spend + view->end_value;
}

double pk_measure_present_value(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    return pk_measure_profit(kpi, view) * view->discount;
}

double pk_measure_waiting(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    double sum = 0;
    for (int c = 0; c < view->sim->plan->ncapacity && view->t > 0; c++) { /* step 0 may be another plan's last */
        sum += view->sim->state.waiting[c];
    }
    return sum;
}

/* Of individuals: told by the story of the run. */
static double told_purchases(const pk_view_t *view, int later)
{
    const pk_story_t *story = &view->sim->agents->story;
    double sum = 0;
    for (int g = view->first; g < view->last; g++) {
        sum += story->rows[(long)view->t * story->width + story->purchases + 2 * g + later];
    }
    return sum;
}

double pk_measure_first_purchases(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return told_purchases(view, 0);
}

double pk_measure_later_purchases(const pk_kpi_plan_t *kpi, const pk_view_t *view)
{
    (void)kpi;
    return told_purchases(view, 1);
}
