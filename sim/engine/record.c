#include "engine/record.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/drivers.h"
#include "result/summary.h"

/* The first of the drivers' numbers in a row; behind them stands what was measured. */
static int drivers_at(const pk_plan_t *plan)
{
    return plan->npersona * (plan->nstage + plan->nflow);
}

static int measured_at(const pk_plan_t *plan)
{
    return drivers_at(plan) + 2 * plan->ndriver;
}

/* A run that is taken up again makes its numbers of now anew: that is worth some steps. */
enum { STEPS_LEAST = 8 };

int pk_record_block(const pk_record_t *self, long nrun)
{
    const double bytes_a_step = (double)self->width * (double)nrun * sizeof(double);
    const double steps = fmax(STEPS_LEAST, floor(PK_RECORD_BYTES / bytes_a_step));
    return (int)fmin(steps, self->plan->nstep + 1);
}

static long stage_cells(const pk_record_t *self)
{
    return (long)(self->plan->nstep + 1) * self->ngroup * self->plan->nstage;
}

static long flow_cells(const pk_record_t *self)
{
    return (long)self->plan->nstep * self->ngroup * self->plan->nflow;
}

/* The column of a KPI whose part of a step is recorded. */
static int column_of(pk_record_t *self, int kpi)
{
    for (int k = 0; k < self->nmeasured; k++) {
        if (self->measured[k] == kpi) {
            return measured_at(self->plan) + k;
        }
    }
    self->measured[self->nmeasured] = kpi;
    return measured_at(self->plan) + self->nmeasured++;
}

static void track_money(pk_record_t *self, const pk_result_money_t *money)
{
    for (int k = 0; k < money->nwhat; k++) {
        pk_track_t *track = &self->tracks[self->ntrack++];
        *track = (pk_track_t){.columns = pk_heap(1, sizeof(int)),
                              .ncolumn = 1,
                              .windows = money->periods,
                              .nwindow = money->nperiod,
                              .sum = &money->sum[(long)k * money->nperiod],
                              .total = &money->total[(long)k * money->nperiod]};
        track->columns[0] = column_of(self, money->kpis[k]);
    }
}

static void track_columns(pk_record_t *self, pk_track_t *track, int first, const pk_indices_t *rows)
{
    const int personas = self->plan->npersona;
    track->columns = pk_heap((size_t)(rows->count * personas), sizeof(int));
    for (int k = 0; k < rows->count; k++) {
        for (int g = 0; g < personas; g++) {
            track->columns[track->ncolumn++] = first + rows->index[k] * personas + g;
        }
    }
}

/* What the runs have over the steps of each row that was seen. */
static void track_actual(pk_record_t *self, const pk_result_actual_t *actual)
{
    pk_track_t *track = &self->tracks[self->ntrack++];
    *track = (pk_track_t){.windows = actual->spans,
                          .nwindow = actual->count,
                          .exact = true,
                          .parts = actual->parts,
                          .marks = actual->values,
                          .below = actual->below,
                          .sum = actual->sum,
                          .total = actual->total};
    int one = actual->flow >= 0 ? actual->flow : actual->stage;
    if (actual->kpi < 0) {
        const int first = actual->flow >= 0 ? self->plan->nstage * self->plan->npersona : 0;
        track_columns(self, track, first, &(pk_indices_t){.index = &one, .count = 1});
    } else if (self->kpis->at[actual->kpi].reduce == PK_END) {
        track_columns(self, track, 0, &self->kpis->at[actual->kpi].stages);
    } else {
        track->exact = false;
        track->columns = pk_heap(1, sizeof(int));
        track->ncolumn = 1;
        track->columns[0] = column_of(self, actual->kpi);
    }
}

void pk_record_init(pk_record_t *self, pk_plan_t *plan, const pk_kpis_t *kpis, const pk_result_t *result)
{
    *self = (pk_record_t){.plan = plan, .kpis = kpis, .ngroup = kpis->ngroup};
    self->measured = PK_ARRAY(&plan->arena, int, kpis->count);
    self->tracks = PK_ARRAY(&plan->arena, pk_track_t, result->money.nwhat + result->nactual);
    track_money(self, &result->money);
    for (int i = 0; i < result->nactual; i++) {
        track_actual(self, &result->actuals[i]);
    }
    self->width = measured_at(plan) + self->nmeasured;
}

void pk_record_open(pk_record_t *self, long nrun, int block, int batches, pk_store_t *store)
{
    self->nrun = nrun;
    self->rows = pk_store_take(store, (size_t)nrun * (size_t)block * (size_t)self->width, sizeof(double));
    if (batches > 1) {
        self->stages = pk_heap((size_t)stage_cells(self), sizeof *self->stages);
        self->flows = pk_heap((size_t)flow_cells(self), sizeof *self->flows);
    }
    pk_tracks_open(self->tracks, self->ntrack, nrun, batches);
}

void pk_record_free(pk_record_t *self)
{
    for (long cell = 0; self->stages != NULL && cell < stage_cells(self); cell++) {
        pk_digest_free(&self->stages[cell]);
    }
    for (long cell = 0; self->flows != NULL && cell < flow_cells(self); cell++) {
        pk_digest_free(&self->flows[cell]);
    }
    free(self->stages);
    free(self->flows);
    pk_tracks_free(self->tracks, self->ntrack);
    *self = (pk_record_t){0};
}

double *pk_record_row(const pk_record_t *self, long run, int t)
{
    const int steps = self->last - self->first + 1;
    return &self->rows[(run * steps + (t - self->first)) * self->width];
}

void pk_record_step(const pk_record_t *self, const pk_sim_t *sim, long run, int t)
{
    const pk_plan_t *plan = self->plan;
    const size_t counts = (size_t)(plan->nstage * plan->npersona), flows = (size_t)(plan->nflow * plan->npersona);
    double *into = pk_record_row(self, run, t);
    memcpy(into, sim->state.count, counts * sizeof(double));
    memcpy(into + counts, sim->state.flow, flows * sizeof(double));
    into += counts + flows;
    for (int d = 0; d < plan->ndriver; d++) {
        *into++ = sim->now.drivers[d].value;
        *into++ = sim->now.drivers[d].response;
    }
    pk_kpis_measure(self->kpis, sim, t, self->measured, self->nmeasured, into);
}

void pk_record_measured(const pk_record_t *self, const double *measured, double *row)
{
    for (int k = 0; k < self->nmeasured; k++) {
        row[measured_at(self->plan) + k] = measured[self->measured[k]];
    }
}

enum { LINE = 8 }; /* numbers in a line of cache */

typedef struct {
    const pk_record_t *record;
    pk_result_t *result;
    int rows_a_part;                        /* stages or flows that are read side by side: about a line of cache */
    int stage_parts, flow_parts, all_parts; /* of a step; the last one is the drivers' */
    double *scratch;                        /* [worker][row x persona, then everybody][nrun] */
} pk_reducer_t;

static int scratch_columns(const pk_reducer_t *self)
{
    return self->rows_a_part * self->record->plan->npersona + 1;
}

/* Some columns of a step, each with its runs side by side. */
static void gather(const pk_reducer_t *self, int t, int first, int columns, double *into)
{
    const long nrun = self->record->nrun;
    for (long run = 0; run < nrun; run++) {
        const double *row = pk_record_row(self->record, run, t) + first;
        for (int k = 0; k < columns; k++) {
            into[k * nrun + run] = row[k];
        }
    }
}

/* Where the numbers of a step's stages or flows go, [group][row]: summaries, or with several batches digests. */
typedef struct {
    pk_summary_t *summaries;
    pk_digest_t *digests;
} pk_into_t;

/* Uses the values up. */
static void reduce_values(const pk_into_t *target, long cell, double *values, long count)
{
    if (target->digests != NULL) {
        pk_digest_add(&target->digests[cell], values, count, false);
    } else {
        target->summaries[cell] = pk_summarise(values, count);
    }
}

/* Adds a persona's other groups (nodes.h) to its first. */
static void join_groups(double *values, int groups, long nrun)
{
    for (int k = 1; k < groups; k++) {
        for (long run = 0; run < nrun; run++) {
            values[run] += values[k * nrun + run];
        }
    }
}

/* One stage or flow: everybody, and each persona where there are any. Uses the values up. */
static void reduce_row(const pk_reducer_t *self, double *values, double *everybody, int rows, int row,
                       const pk_into_t *target)
{
    const long nrun = self->record->nrun;
    const pk_plan_t *plan = self->record->plan;
    const int personas = plan->npersona, groups = plan->nodes.count;
    memcpy(everybody, values, (size_t)nrun * sizeof(double));
    for (int g = 1; g < personas; g++) {
        for (long run = 0; run < nrun; run++) {
            everybody[run] += values[g * nrun + run];
        }
    }
    reduce_values(target, row, everybody, nrun);
    for (int g = 0; g < personas / groups && self->record->ngroup > 1; g++) {
        double *own = &values[(long)g * groups * nrun];
        join_groups(own, groups, nrun);
        reduce_values(target, (long)(g + 1) * rows + row, own, nrun);
    }
}

/* A part of the stages or flows of a step, which stand from column `first` on. */
static void reduce_part(const pk_reducer_t *self, int t, int part, int first, int rows, const pk_into_t *target,
                        double *scratch)
{
    const int personas = self->record->plan->npersona;
    const int from = part * self->rows_a_part;
    const int count = rows - from < self->rows_a_part ? rows - from : self->rows_a_part;
    double *everybody = &scratch[(scratch_columns(self) - 1) * self->record->nrun];
    gather(self, t, first + from * personas, count * personas, scratch);
    for (int row = 0; row < count; row++) {
        reduce_row(self, &scratch[row * personas * self->record->nrun], everybody, rows, from + row, target);
    }
}

/* The mean of a column of a step over the runs of all batches so far, `before` being that of earlier ones: by what they
 * are off from one number, so that the mean of equal numbers is that number. */
static double mean_so_far(const pk_reducer_t *self, int t, int column, double before)
{
    const pk_record_t *record = self->record;
    const double about = record->before == 0 ? pk_record_row(record, 0, t)[column] : before;
    double off = 0;
    for (long run = 0; run < record->nrun; run++) {
        off += pk_record_row(self->record, run, t)[column] - about;
    }
    return about + off / (double)(record->before + record->nrun);
}

/* Drivers: means only. */
static void reduce_drivers(const pk_reducer_t *self, int t)
{
    const pk_plan_t *plan = self->record->plan;
    const int first = drivers_at(plan);
    for (int d = 0; d < plan->ndriver; d++) {
        const int column = first + 2 * d;
        double *value = &self->result->driver_value[(long)(t - 1) * plan->ndriver + d];
        double *response = &self->result->driver_response[(long)(t - 1) * plan->ndriver + d];
        *value = mean_so_far(self, t, column, *value);
        *response = plan->drivers[d].ops->has_response ? mean_so_far(self, t, column + 1, *response) : NAN;
    }
}

static pk_into_t target_at(pk_summary_t *summaries, pk_digest_t *digests, long cell)
{
    return (pk_into_t){summaries + cell, digests != NULL ? digests + cell : NULL};
}

static void reduce_one(void *context, long index, int worker)
{
    const pk_reducer_t *self = context;
    const pk_plan_t *plan = self->record->plan;
    const int ngroup = self->record->ngroup, part = (int)(index % self->all_parts);
    const int t = self->record->first + (int)(index / self->all_parts);
    double *scratch = &self->scratch[(long)worker * scratch_columns(self) * self->record->nrun];
    if (part < self->stage_parts) {
        const long cell = (long)t * ngroup * plan->nstage;
        const pk_into_t target = target_at(self->result->stage_counts, self->record->stages, cell);
        reduce_part(self, t, part, 0, plan->nstage, &target, scratch);
    } else if (t > 0 && part < self->stage_parts + self->flow_parts) {
        const long cell = (long)(t - 1) * ngroup * plan->nflow;
        const pk_into_t target = target_at(self->result->flow_counts, self->record->flows, cell);
        reduce_part(self, t, part - self->stage_parts, plan->nstage * plan->npersona, plan->nflow, &target, scratch);
    } else if (t > 0) {
        reduce_drivers(self, t);
    }
}

void pk_record_reduce(const pk_record_t *self, int threads, pk_result_t *result)
{
    const int rows = self->plan->npersona < LINE ? LINE / self->plan->npersona : 1;
    pk_reducer_t reducer = {
        .record = self,
        .result = result,
        .rows_a_part = rows,
        .stage_parts = (self->plan->nstage + rows - 1) / rows,
        .flow_parts = (self->plan->nflow + rows - 1) / rows,
    };
    reducer.all_parts = reducer.stage_parts + reducer.flow_parts + 1;
    const size_t workers = (size_t)pk_parallel_threads(threads), columns = (size_t)scratch_columns(&reducer);
    reducer.scratch = pk_heap(workers * columns * (size_t)self->nrun, sizeof(double));
    pk_parallel_for((long)(self->last - self->first + 1) * reducer.all_parts, threads, reduce_one, &reducer);
    free(reducer.scratch);
    const pk_rows_t block = {
        .rows = self->rows, .nrun = self->nrun, .width = self->width, .first = self->first, .last = self->last};
    pk_tracks_add(self->tracks, self->ntrack, &block, threads);
}

double pk_record_finish(const pk_record_t *self, pk_result_t *result)
{
    double worst = 0, error;
    for (long cell = 0; self->stages != NULL && cell < stage_cells(self); cell++) {
        result->stage_counts[cell] = pk_digest_summary(&self->stages[cell], &error);
        worst = fmax(worst, error);
    }
    for (long cell = 0; self->flows != NULL && cell < flow_cells(self); cell++) {
        result->flow_counts[cell] = pk_digest_summary(&self->flows[cell], &error);
        worst = fmax(worst, error);
    }
    for (int i = 0; i < result->nactual; i++) {
        for (int row = 0; row < 2 * result->actuals[i].count; row++) {
            result->actuals[i].below[row] /= (double)result->nrun;
        }
    }
    return fmax(worst, pk_tracks_finish(self->tracks, self->ntrack));
}
