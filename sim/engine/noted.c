#include "engine/noted.h"

#include <stdlib.h>
#include <string.h>

pk_noted_t pk_noted_of(const pk_kpis_t *kpis, const pk_record_t *record)
{
    return (pk_noted_t){.kpis = kpis, .record = record, .profit = pk_kpis_find(kpis, "profit")};
}

static void keep_paths(pk_noted_t *self, double *paths, long most)
{
    self->paths = paths;
    self->most = most;
}

void pk_note_paths(pk_profit_paths_t *paths, long all, pk_noted_t *runs, pk_noted_t *means)
{
    const int nstep = runs->kpis->windows[0].last;
    const long room = PK_PATH_NUMBERS / (nstep + 1), most = all < room ? all : room;
    const size_t numbers = (size_t)most * (size_t)(nstep + 1);
    *paths = (pk_profit_paths_t){.nrun = most, .nstep = nstep, .runs = pk_heap(numbers, sizeof(double))};
    paths->expected = means != NULL ? pk_heap(numbers, sizeof(double)) : paths->runs;
    keep_paths(runs, paths->runs, most);
    if (means != NULL) {
        keep_paths(means, paths->expected, most);
    }
}

void pk_profit_paths_repeat(pk_profit_paths_t *paths)
{
    const size_t row = (size_t)paths->nstep + 1;
    for (long run = 1; run < paths->nrun; run++) {
        memcpy(&paths->expected[(size_t)run * row], paths->expected, row * sizeof(double));
    }
}

void pk_profit_paths_free(pk_profit_paths_t *self)
{
    if (self->expected != self->runs) {
        free(self->expected);
    }
    free(self->runs);
    *self = (pk_profit_paths_t){0};
}

bool pk_is_noted(const pk_noted_t *self)
{
    return self->record != NULL || self->paths != NULL;
}

static bool has_path(const pk_noted_t *self, long run)
{
    return self->paths != NULL && self->first + run < self->most;
}

static void go_on(const pk_noted_t *self, long run, int t, double profit)
{
    double *path = &self->paths[(self->first + run) * (self->kpis->windows[0].last + 1)];
    path[t] = (t > 0 ? path[t - 1] : 0) + profit;
}

void pk_note_sim(const pk_noted_t *self, const pk_sim_t *sim, long run, int t)
{
    if (self->record != NULL) {
        pk_record_step(self->record, sim, run, t);
    }
    if (has_path(self, run)) {
        double profit;
        pk_kpis_measure(self->kpis, sim, t, &self->profit, 1, &profit);
        go_on(self, run, t, profit);
    }
}

void pk_note_lane(const pk_noted_t *self, const pk_lane_ops_t *ops, const pk_lanes_t *lanes, int lane, long run, int t)
{
    double measured[self->kpis->count];
    ops->measured(lanes, lane, measured);
    if (self->record != NULL) {
        double *row = pk_record_row(self->record, run, t);
        ops->row(lanes, lane, row);
        pk_record_measured(self->record, measured, row);
    }
    if (has_path(self, run)) {
        go_on(self, run, t, measured[self->profit]);
    }
}
