#include "engine/record.h"

#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "engine/drivers.h"
#include "engine/summary.h"

static int width_of(const pk_plan_t *plan, int ngroup)
{
    return ngroup * (plan->nstage + plan->nflow) + 2 * plan->ndriver;
}

int pk_record_block(const pk_plan_t *plan, int ngroup, long nrun)
{
    const double bytes_a_step = (double)width_of(plan, ngroup) * (double)nrun * sizeof(double);
    const double steps = floor(PK_RECORD_BYTES / bytes_a_step);
    return (int)fmax(1, fmin(steps, plan->nstep + 1));
}

void pk_record_init(pk_record_t *self, const pk_plan_t *plan, int ngroup, long nrun, int block)
{
    *self = (pk_record_t){.plan = plan, .ngroup = ngroup, .width = width_of(plan, ngroup), .nrun = nrun};
    self->rows = pk_heap((size_t)nrun * (size_t)block * (size_t)self->width, sizeof(double));
}

void pk_record_free(pk_record_t *self)
{
    free(self->rows);
    *self = (pk_record_t){0};
}

/* All and each persona of an array [row][persona] as [group][row]. */
static double *by_group(const pk_record_t *self, const double *array, int rows, double *into)
{
    const int personas = self->plan->npersona;
    for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int g = 0; g < personas; g++) {
            sum += array[row * personas + g];
            if (self->ngroup > 1) {
                into[(g + 1) * rows + row] = array[row * personas + g];
            }
        }
        into[row] = sum;
    }
    return into + self->ngroup * rows;
}

void pk_record_step(pk_record_t *self, const pk_sim_t *sim, long run, int t)
{
    const int steps = self->last - self->first + 1;
    double *into = &self->rows[(run * steps + (t - self->first)) * self->width];
    into = by_group(self, sim->count, self->plan->nstage, into);
    into = by_group(self, sim->flow, self->plan->nflow, into);
    for (int d = 0; d < self->plan->ndriver; d++) {
        *into++ = sim->drivers[d].value;
        *into++ = sim->drivers[d].response;
    }
}

enum { COLUMNS = 8 }; /* that are read side by side: a line of cache */

typedef struct {
    const pk_record_t *record;
    pk_result_t *result;
    double *scratch; /* [worker][column][nrun] */
} pk_reducer_t;

static double mean_of(const double *values, long count)
{
    double sum = 0;
    for (long i = 0; i < count; i++) {
        sum += values[i];
    }
    return sum / (double)count;
}

/* Where a column of a step belongs in the result. */
static void place(const pk_reducer_t *self, int t, int column, double *values)
{
    const pk_record_t *record = self->record;
    pk_result_t *result = self->result;
    const int stages = record->ngroup * record->plan->nstage, flows = record->ngroup * record->plan->nflow;
    if (column < stages) {
        result->stage_counts[(long)t * stages + column] = pk_summarise(values, record->nrun);
    } else if (t == 0) {
        return;
    } else if (column < stages + flows) {
        result->flow_counts[(long)(t - 1) * flows + column - stages] = pk_summarise(values, record->nrun);
    } else {
        const int d = (column - stages - flows) / 2;
        const long cell = (long)(t - 1) * record->plan->ndriver + d;
        const double mean = mean_of(values, record->nrun);
        if ((column - stages - flows) % 2 == 0) {
            result->driver_value[cell] = mean;
        } else {
            result->driver_response[cell] = record->plan->drivers[d].ops->has_response ? mean : NAN;
        }
    }
}

/* The columns from `first` of one step: gathered run by run, summarised one by one. */
static void reduce_columns(void *context, long index, int worker)
{
    const pk_reducer_t *self = context;
    const pk_record_t *record = self->record;
    const int steps = record->last - record->first + 1;
    const int parts = (record->width + COLUMNS - 1) / COLUMNS;
    const int step = (int)(index / parts), first = (int)(index % parts) * COLUMNS;
    const int columns = record->width - first < COLUMNS ? record->width - first : COLUMNS;
    double *values = &self->scratch[(long)worker * COLUMNS * record->nrun];
    for (long run = 0; run < record->nrun; run++) {
        const double *row = &record->rows[(run * steps + step) * record->width + first];
        for (int k = 0; k < columns; k++) {
            values[k * record->nrun + run] = row[k];
        }
    }
    for (int k = 0; k < columns; k++) {
        place(self, record->first + step, first + k, &values[k * record->nrun]);
    }
}

void pk_record_reduce(const pk_record_t *self, int threads, pk_result_t *result)
{
    const int workers = pk_parallel_threads(threads);
    const int parts = (self->width + COLUMNS - 1) / COLUMNS;
    pk_reducer_t reducer = {
        .record = self,
        .result = result,
        .scratch = pk_heap((size_t)workers * COLUMNS * (size_t)self->nrun, sizeof(double)),
    };
    pk_parallel_for((long)(self->last - self->first + 1) * parts, threads, reduce_columns, &reducer);
    free(reducer.scratch);
}
