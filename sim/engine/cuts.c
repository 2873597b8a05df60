#include "engine/cuts.h"

#include <stdlib.h>
#include <string.h>

static bool is_named(const pk_cuts_t *self, const char *kpi)
{
    bool named = false;
    for (int k = 0; k < self->nname; k++) {
        named = named || strcmp(self->names[k], kpi) == 0;
    }
    return named;
}

void pk_cuts_open(pk_cuts_t *self, const pk_kpis_t *kpis, long runs)
{
    self->nrun = runs < self->most ? runs : self->most;
    self->nkpi = kpis->shown;
    const size_t values = (size_t)self->count * (size_t)self->nkpi * (size_t)self->nrun;
    self->runs = pk_heap(values + 1, sizeof(double));
    self->expected = pk_heap(values + 1, sizeof(double));
}

void pk_cuts_free(pk_cuts_t *self)
{
    free(self->runs);
    free(self->expected);
    self->runs = self->expected = NULL;
}

int pk_cuts_at(const pk_cuts_t *self, int t)
{
    for (int k = 0; self != NULL && k < self->count && self->steps[k] <= t; k++) {
        if (self->steps[k] == t) {
            return k;
        }
    }
    return -1;
}

void pk_cuts_repeat(pk_cuts_t *self)
{
    for (long row = 0; row < (long)self->count * self->nkpi; row++) {
        double *of_runs = &self->expected[row * self->nrun];
        for (long run = 1; run < self->nrun; run++) {
            of_runs[run] = of_runs[0];
        }
    }
}

/* ---- at work ---- */

enum { LANES_MOST = 8 };

/* Keeps rows[0..count-1], KPIs of runs first.. that are cut there. */
static void keep(pk_cutter_t *self, double *all, bool every_kpi, int cut, long first, int count, double *const *rows)
{
    const pk_cuts_t *cuts = self->cuts;
    for (int kpi = 0; kpi < cuts->nkpi; kpi++) {
        if (every_kpi || is_named(cuts, self->kpis->at[kpi].name)) {
            for (int k = 0; k < count && first + k < cuts->nrun; k++) {
                *pk_cuts_value(cuts, all, cut, kpi, first + k) = rows[k][kpi];
            }
        }
    }
}

/* What a run's draw leaves there. */
static void copy_after(const pk_cutter_t *self, int cut, long run, double *row)
{
    const pk_cuts_t *cuts = self->cuts;
    const int value = pk_kpis_find(self->kpis, "after"), both = pk_kpis_find(self->kpis, "profit_and_after");
    if (self->aftermath != NULL && run < cuts->nrun) {
        row[value] = *pk_cuts_value(cuts, cuts->expected, cut, value, self->uncertain ? run : 0);
        row[both] = row[pk_kpis_find(self->kpis, "present_value")] + row[value];
    }
}

static void put(pk_cutter_t *self, pk_cut_kind_t kind, int cut, long first, int count, double *const *rows)
{
    if (kind != PK_CUT_RUNS) {
        keep(self, self->cuts->expected, self->cuts->means_of_all, cut, first, count, rows);
    }
    for (int k = 0; kind == PK_CUT_RUNS && k < count; k++) {
        copy_after(self, cut, first + k, rows[k]);
    }
    if (kind != PK_CUT_MEANS) {
        keep(self, self->cuts->runs, false, cut, first, count, rows);
    }
}

void pk_cutter_group(pk_cutter_t *self, const pk_lane_ops_t *ops, pk_cut_kind_t kind, const pk_finished_t *runs, int t,
                     int worker)
{
    const int after = kind != PK_CUT_RUNS && self->aftermath != NULL ? pk_aftermath_cut_at(self->aftermath, t) : -1;
    double values[LANES_MOST * self->kpis->count], *rows[LANES_MOST];
    if (runs->first >= self->cuts->nrun) {
        return;
    }
    for (int k = 0; k < runs->count; k++) {
        rows[k] = &values[k * self->kpis->count];
    }
    ops->cut(runs->lanes, (int)runs->count, rows);
    if (after >= 0) {
        pk_aftermath_cut(self->aftermath, worker, after, runs, rows);
    }
    put(self, kind, pk_cuts_at(self->cuts, t), runs->first, (int)runs->count, rows);
}

void pk_cutter_run(pk_cutter_t *self, pk_cut_kind_t kind, const pk_sim_t *sim, long run, int t,
                   const double *accumulators)
{
    double row[self->kpis->count], *rows[] = {row};
    if (run < self->cuts->nrun) {
        pk_kpis_cut(self->kpis, sim, t, accumulators, row);
        put(self, kind, pk_cuts_at(self->cuts, t), run, 1, rows);
    }
}
