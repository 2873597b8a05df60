/* Adding up a run, step by step. What a step must measure, and where each measure goes, is listed beforehand: the loop
 * over steps looks at nothing that nobody has asked for. */
#include <math.h>
#include <string.h>

#include "engine/kpi.h"

static void want(const pk_kpis_t *self, bool *wanted, int k)
{
    wanted[k] = true;
    if (self->at[k].reduce == PK_RATIO) {
        want(self, wanted, self->at[k].above);
        want(self, wanted, self->at[k].below);
    }
}

/* Which KPIs a window needs: those that were chosen, or a goal's own, and what they are made of. */
static void mark_wanted(const pk_plan_t *plan, const pk_kpis_t *self, int w, const bool *chosen, bool *wanted)
{
    const int goal = w - (self->nwindow - plan->scenario->ngoal);
    memset(wanted, 0, (size_t)self->count * sizeof *wanted);
    for (int k = 0; k < self->count && goal < 0; k++) {
        if (chosen == NULL || chosen[k]) {
            want(self, wanted, k);
        }
    }
    if (goal >= 0) {
        want(self, wanted, pk_kpis_find(self, plan->scenario->goals[goal].kpi));
    }
}

static void append(pk_indices_t *list, int k)
{
    list->index[list->count++] = k;
}

static pk_tally_t new_tally(pk_plan_t *plan, int count)
{
    pk_tally_t tally = {0};
    pk_indices_t *const lists[] = {&tally.sums, &tally.averages, &tally.peaks, &tally.ends};
    for (int k = 0; k < 4; k++) {
        lists[k]->index = PK_ARRAY(&plan->arena, int, count);
    }
    return tally;
}

/* The KPIs of a window by how they are reduced; `single`: those that one persona has too. */
static pk_tally_t tally_of(pk_plan_t *plan, const pk_kpis_t *self, const bool *wanted, bool single)
{
    pk_tally_t tally = new_tally(plan, self->count);
    pk_indices_t *const by_reduce[] = {
        [PK_SUM] = &tally.sums, [PK_AVERAGE] = &tally.averages, [PK_PEAK] = &tally.peaks, [PK_END] = &tally.ends};
    for (int k = 0; k < self->count; k++) {
        if (wanted[k] && self->at[k].reduce < PK_RATIO && (!single || self->at[k].by_group)) {
            append(by_reduce[self->at[k].reduce], k);
        }
    }
    return tally;
}

/* What is measured at every step: all that is wanted but what is read off a window's last. */
static pk_indices_t measured_of(pk_plan_t *plan, const pk_kpis_t *self, const bool *wanted, bool single)
{
    pk_indices_t list = {.index = PK_ARRAY(&plan->arena, int, self->count)};
    for (int k = 0; k < self->count; k++) {
        const pk_kpi_plan_t *kpi = &self->at[k];
        if (wanted[k] && kpi->measure != NULL && kpi->reduce != PK_END && (!single || kpi->by_group)) {
            append(&list, k);
        }
    }
    return list;
}

static void list_tallies(pk_plan_t *plan, pk_kpis_t *self, const bool *chosen)
{
    bool *wanted = PK_ARRAY(&plan->arena, bool, self->count), *any = PK_ARRAY(&plan->arena, bool, self->count);
    self->tallies = PK_ARRAY(&plan->arena, pk_tally_t, 2 * self->nwindow);
    for (int w = 0; w < self->nwindow; w++) {
        mark_wanted(plan, self, w, chosen, wanted);
        for (int k = 0; k < self->count; k++) {
            any[k] = any[k] || wanted[k];
        }
        self->tallies[2 * w] = tally_of(plan, self, wanted, false);
        self->tallies[2 * w + 1] = tally_of(plan, self, wanted, true);
    }
    self->measured[0] = measured_of(plan, self, any, false);
    self->measured[1] = measured_of(plan, self, any, true);
}

void pk_kpis_tallies(pk_plan_t *plan, pk_kpis_t *self)
{
    list_tallies(plan, self, NULL);
}

void pk_kpis_choose(pk_plan_t *plan, pk_kpis_t *self, const bool *wanted, bool personas)
{
    self->ngroup = personas ? self->ngroup : 1;
    list_tallies(plan, self, wanted);
}

long pk_kpis_size(const pk_kpis_t *self)
{
    return (long)self->nwindow * self->ngroup * self->count;
}

void pk_kpis_clear(const pk_kpis_t *self, double *accumulators)
{
    memset(accumulators, 0, (size_t)pk_kpis_size(self) * sizeof(double));
}

/* Step 0 belongs to the windows that begin with step 1. */
static bool covers(const pk_window_t *window, int t)
{
    return (t == 0 ? window->first == 1 : t >= window->first) && t <= window->last;
}

static void add_all(const pk_indices_t *list, const double *measured, double *row)
{
    for (int k = 0; k < list->count; k++) {
        row[list->index[k]] += measured[list->index[k]];
    }
}

static void reduce(const pk_kpis_t *self, const pk_tally_t *tally, bool last, const pk_view_t *view,
                   const double *measured, double *row)
{
    add_all(&tally->sums, measured, row);
    if (view->t > 0) {
        add_all(&tally->averages, measured, row);
    }
    for (int k = 0; k < tally->peaks.count; k++) {
        const int kpi = tally->peaks.index[k];
        row[kpi] = fmax(row[kpi], measured[kpi]);
    }
    for (int k = 0; last && k < tally->ends.count; k++) {
        const int kpi = tally->ends.index[k];
        row[kpi] = self->at[kpi].measure(&self->at[kpi], view);
    }
}

/* The step as one group sees it, into every window that holds the step. */
static void add_group(const pk_kpis_t *self, const pk_view_t *view, int group, double *accumulators)
{
    const bool single = group > 0;
    const pk_indices_t *list = &self->measured[single];
    double measured[self->count];
    for (int k = 0; k < list->count; k++) {
        const pk_kpi_plan_t *kpi = &self->at[list->index[k]];
        measured[list->index[k]] = kpi->measure(kpi, view);
    }
    for (int w = 0; w < self->nwindow; w++) {
        const pk_window_t *window = &self->windows[w];
        if (covers(window, view->t) && !(window->goal && single)) {
            reduce(self, &self->tallies[2 * w + single], view->t == window->last, view, measured,
                   &accumulators[((long)w * self->ngroup + group) * self->count]);
        }
    }
}

/* A step as a group sees it. */
static pk_view_t view_of(const pk_sim_t *sim, int t, int group)
{
    const pk_plan_t *plan = sim->plan;
    const double yearly = pk_quantity(plan->discount, sim->draws, 0);
    pk_view_t view = {.sim = sim,
                      .t = t,
                      .discount = yearly == 0 ? 1 : pow(1 + yearly, -t * plan->step_years),
                      .first = group == 0 ? 0 : (group - 1) * plan->nodes.count,
                      .last = group == 0 ? plan->npersona : group * plan->nodes.count};
    pk_view_money(&view);
    return view;
}

void pk_kpis_cut(const pk_kpis_t *self, const pk_sim_t *sim, int t, const double *accumulators, double *into)
{
    const pk_view_t view = view_of(sim, t, 0);
    const pk_indices_t *ends = &self->tallies[0].ends;
    const double end = t == sim->plan->end ? 0 : pk_money_end_value(sim, t);
    memcpy(into, accumulators, (size_t)self->count * sizeof *into);
    for (int k = 0; k < ends->count; k++) {
        into[ends->index[k]] = self->at[ends->index[k]].measure(&self->at[ends->index[k]], &view);
    }
    for (int k = 0; k < self->count; k++) {
        if (self->at[k].reduce == PK_SUM && self->at[k].measure == pk_measure_profit) {
            into[k] += end;
        } else if (self->at[k].reduce == PK_SUM && self->at[k].measure == pk_measure_present_value) {
            into[k] += end * view.discount;
        }
    }
    pk_kpis_finish_cut(self, t, into);
}

void pk_kpis_add(const pk_kpis_t *self, const pk_sim_t *sim, int t, double *accumulators)
{
    for (int group = 0; group < self->ngroup; group++) {
        const pk_view_t view = view_of(sim, t, group);
        add_group(self, &view, group, accumulators);
    }
}

void pk_kpis_measure(const pk_kpis_t *self, const pk_sim_t *sim, int t, const int *kpis, int count, double *into)
{
    const pk_view_t view = view_of(sim, t, 0);
    for (int k = 0; k < count; k++) {
        into[k] = self->at[kpis[k]].measure(&self->at[kpis[k]], &view);
    }
}
