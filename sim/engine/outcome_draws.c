/* What of the runs' draws goes into the result: sums in the order of runs, and digests, batch by batch. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/drivers.h"
#include "engine/outcome.h"

void pk_draws_seen_init(pk_draws_seen_t *self, const pk_plan_t *plan, const pk_run_options_t *options, long nrun,
                        bool alone)
{
    const size_t drivers = (size_t)plan->ndriver;
    *self = (pk_draws_seen_t){
        .plan = plan,
        .threads = options->threads,
        .alone = alone,
        .series = options->series,
        .paid = pk_heap((size_t)plan->nstep * drivers, sizeof(double)),
        .today = pk_heap(drivers, sizeof(double)),
        .half = pk_heap(drivers, sizeof(double)),
        .negative = pk_heap(drivers, sizeof(long)),
        .ndraw = nrun < PK_CURVE_DRAWS ? nrun : PK_CURVE_DRAWS,
        .numbers = pk_heap((size_t)plan->model->numbers.count, sizeof(pk_digest_t)),
        .flows = pk_heap((size_t)plan->nflow, sizeof(pk_digest_t)),
    };
    self->first = pk_heap((size_t)self->ndraw * (size_t)plan->nslot, sizeof(double));
}

void pk_draws_seen_free(pk_draws_seen_t *self)
{
    for (int i = 0; self->numbers != NULL && i < self->plan->model->numbers.count; i++) {
        pk_digest_free(&self->numbers[i]);
    }
    for (int f = 0; self->flows != NULL && f < self->plan->nflow; f++) {
        pk_digest_free(&self->flows[f]);
    }
    free(self->paid);
    free(self->today);
    free(self->half);
    free(self->negative);
    free(self->first);
    free(self->numbers);
    free(self->flows);
    *self = (pk_draws_seen_t){0};
}

static bool is_negative(const pk_plan_t *plan, const pk_driver_plan_t *channel, const double *draws)
{
    for (int t = 1; t <= plan->nstep; t++) {
        if (pk_spend_unbounded(plan, channel, draws, t) < 0) {
            return true;
        }
    }
    return false;
}

static void add_driver(pk_draws_seen_t *self, const pk_driver_plan_t *driver, const double *draws)
{
    const pk_plan_t *plan = self->plan;
    const pk_channel_plan_t *channel = pk_channel_plan_of(driver);
    const int d = driver->index;
    if (channel != NULL) {
        self->negative[d] += channel->nchange > 0 && is_negative(plan, driver, draws);
        self->today[d] += pk_quantity(channel->history, draws, 0);
        self->half[d] += driver->curve != NULL ? pk_quantity(driver->saturation[0], draws, 0) : 0;
    }
    for (int t = 1; self->series && t <= plan->nstep; t++) {
        self->paid[(long)(t - 1) * plan->ndriver + d] += pk_paid(plan, driver, draws, t);
    }
}

static void add_numbers(pk_draws_seen_t *self, long count, const double *draws)
{
    const pk_numbers_t *book = &self->plan->model->numbers;
    double *values = pk_heap((size_t)count, sizeof(double));
    for (int i = 0; i < book->count; i++) {
        for (long run = 0; book->all[i]->kind == PK_NUMBER_LAW && run < count; run++) {
            values[run] = draws[run * self->plan->nslot + book->all[i]->slot];
        }
        if (book->all[i]->kind == PK_NUMBER_LAW) {
            pk_digest_add(&self->numbers[i], values, count, self->alone);
        }
    }
    free(values);
}

void pk_draws_seen_add(pk_draws_seen_t *self, long first, long count, const double *draws, const pk_result_t *result)
{
    const pk_plan_t *plan = self->plan;
    const size_t slots = (size_t)plan->nslot;
    if (first < self->ndraw) {
        const long wanted = self->ndraw - first < count ? self->ndraw - first : count;
        memcpy(&self->first[first * plan->nslot], draws, (size_t)wanted * slots * sizeof(double));
    }
    for (long run = 0; run < count; run++) {
        for (int d = 0; d < plan->ndriver; d++) {
            add_driver(self, &plan->drivers[d], &draws[run * plan->nslot]);
        }
    }
    add_numbers(self, count, draws);
    pk_flows_seen(self, count, draws, result);
    self->nrun += count;
}
