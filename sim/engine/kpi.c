/* KPIs over windows: append, accumulate, finish. */
#include "engine/kpi.h"

#include <math.h>
#include <string.h>

int pk_kpis_append(pk_kpis_t *self, pk_kpi_plan_t kpi)
{
    self->at[self->count] = kpi;
    return self->count++;
}

int pk_kpis_find(const pk_kpis_t *self, const char *name)
{
    for (int k = 0; k < self->count; k++) {
        if (strcmp(self->at[k].name, name) == 0) {
            return k;
        }
    }
    return -1;
}

/* Shown ones first, in their order; references follow. */
static void hide(pk_plan_t *plan, pk_kpis_t *self)
{
    pk_kpi_plan_t *sorted = PK_ARRAY(&plan->arena, pk_kpi_plan_t, self->count);
    int *place = PK_ARRAY(&plan->arena, int, self->count);
    int next = 0;
    for (int hidden = 0; hidden < 2; hidden++) {
        for (int k = 0; k < self->count; k++) {
            if (self->at[k].hidden == (hidden == 1)) {
                place[k] = next;
                sorted[next++] = self->at[k];
            }
        }
        self->shown = hidden == 0 ? next : self->shown;
    }
    for (int k = 0; k < self->count; k++) {
        sorted[k].above = sorted[k].above < 0 ? -1 : place[sorted[k].above];
        sorted[k].below = sorted[k].below < 0 ? -1 : place[sorted[k].below];
    }
    self->at = sorted;
}

static void choose(const pk_kpi_list_t *show, pk_kpis_t *self)
{
    for (int i = 0; i < show->count; i++) {
        const int k = pk_kpis_find(self, show->names[i]);
        if (k >= 0) {
            self->at[k].chosen = i + 1;
        }
    }
}

/* `beside`: whose KPIs come beside those that every run has; PK_KPI_OF_RUN: nobody's. */
static void compile(pk_plan_t *plan, pk_by_t by, pk_kpi_scope_t beside, pk_kpis_t *kpis)
{
    *kpis = (pk_kpis_t){.ngroup = plan->model->has_personas ? 1 + pk_model_personas(plan) : 1};
    kpis->at = PK_ARRAY(&plan->arena, pk_kpi_plan_t, 32 + plan->ndriver + 2 * plan->model->nkpi);
    pk_kpis_builtin(plan, beside, kpis);
    pk_kpis_own(plan, kpis);
    hide(plan, kpis);
    choose(&plan->scenario->show, kpis);
    pk_kpis_windows(plan, by, kpis);
    pk_kpis_tallies(plan, kpis);
}

void pk_kpis_compile(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis)
{
    compile(plan, by, PK_KPI_OF_RUN, kpis);
}

void pk_kpis_compile_after(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis)
{
    compile(plan, by, PK_KPI_OF_AFTERMATH, kpis);
}

void pk_kpis_compile_individuals(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis)
{
    compile(plan, by, PK_KPI_OF_INDIVIDUALS, kpis);
}

/* A ratio may be of ratios; the checks have refused circles. */
double pk_kpis_value(const pk_kpis_t *self, const double *row, int k)
{
    const pk_kpi_plan_t *kpi = &self->at[k];
    if (kpi->reduce != PK_RATIO) {
        return row[k];
    }
    const double below = pk_kpis_value(self, row, kpi->below);
    return below != 0 ? pk_kpis_value(self, row, kpi->above) / below : NAN;
}

static void finish_one(const pk_kpis_t *self, const pk_window_t *window, bool single, double *row)
{
    for (int k = 0; k < self->count; k++) {
        const pk_kpi_plan_t *kpi = &self->at[k];
        if (single && !kpi->by_group) {
            row[k] = NAN;
        } else if (kpi->reduce == PK_AVERAGE) {
            row[k] /= window->last - window->first + 1;
        }
    }
    for (int k = 0; k < self->count; k++) {
        if (self->at[k].reduce == PK_RATIO && !(single && !self->at[k].by_group)) {
            row[k] = pk_kpis_value(self, row, k);
        }
    }
}

void pk_kpis_finish(const pk_kpis_t *self, double *accumulators)
{
    for (int w = 0; w < self->nwindow; w++) {
        for (int group = 0; group < self->ngroup; group++) {
            finish_one(self, &self->windows[w], group > 0,
                       &accumulators[((long)w * self->ngroup + group) * self->count]);
        }
    }
}

void pk_kpis_finish_cut(const pk_kpis_t *self, int t, double *row)
{
    finish_one(self, &(pk_window_t){.first = 1, .last = t}, false, row);
    for (int k = 0; k < self->count; k++) {
        row[k] = self->at[k].reduce == PK_GIVEN ? NAN : row[k];
    }
}

pk_excess_t pk_kpis_excess(const pk_kpis_t *self, const double *accumulators, pk_excess_t of_steps)
{
    for (long k = 0; of_steps.what == PK_EXCESS_NONE && k < pk_kpis_size(self); k++) {
        const int index = (int)(k % self->count);
        if (self->at[index].reduce != PK_RATIO && fabs(accumulators[k]) > PK_AMOUNT_MOST) {
            return (pk_excess_t){.what = PK_EXCESS_KPI, .index = index, .number = accumulators[k]};
        }
    }
    return of_steps;
}
