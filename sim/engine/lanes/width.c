/* An engine in lanes, compiled once a width: PK_COHORT (1: by chance, 0: means), PK_WIDTH (doubles in a register),
 * PK_INSTRUCTIONS (their name) and PK_LANES (the name of its table) come from the Makefile. Only that table is seen
 * from outside. */
#include "engine/lanes/capacity.h"
#include "engine/lanes/drivers.h"
#include "engine/lanes/keep.h"
#include "engine/lanes/kpis.h"
#include "engine/lanes/load.h"
#include "engine/lanes/money.h"
#include "engine/lanes/moves.h"
#include "engine/lanes/open.h"
#include "engine/lanes/rates.h"
#include "engine/lanes/start.h"
#include "engine/lanes/take.h"
#include "engine/lanes/unload.h"

/* The step of sim.c. A lane with something that no number holds goes on, and is looked at no more. */
static void step(pk_lanes_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    self->step = t;
    drivers_now(self, t);
    rates_now(self, t);
    draw_step(self);
    capacity_fit(self, t);
    for (int i = 0; i < plan->nstage; i++) {
        settle_stage(self, i);
    }
    arrive(self);
    pass_instant(self);
    close_counts(self);
    drivers_close(self, t);
    money_step(self, t);
    kpis_step(self, t);
    self->anew = false;
}

static void row(const pk_lanes_t *self, int lane, double *into)
{
    const pk_plan_t *plan = self->plan;
    const int counts = plan->nstage * plan->npersona, flows = plan->nflow * plan->npersona;
    unload_row(self->count, lane, into, counts);
    unload_row(self->flow, lane, into + counts, flows);
    into += counts + flows;
    for (int d = 0; d < plan->ndriver; d++) {
        *into++ = lane_of(self->drivers[d].value, lane);
        *into++ = lane_of(self->drivers[d].response, lane);
    }
}

static void kpis_of(const pk_lanes_t *self, int lane, double *accumulators)
{
    unload_row(self->tally, lane, accumulators, (int)pk_kpis_size(self->kpis));
    pk_kpis_finish(self->kpis, accumulators);
}

static void measured(const pk_lanes_t *self, int lane, double *into)
{
    unload_row(self->measured, lane, into, self->kpis->count);
}

static double end_value(const pk_lanes_t *self, int lane)
{
    return lane_of(end_value_now(self), lane);
}

static void cut(const pk_lanes_t *self, int count, double *const *into)
{
    for (int k = 0; k < self->kpis->count; k++) {
        const lanes_t value = cut_of(self, k);
        for (int lane = 0; lane < count; lane++) {
            into[lane][k] = lane_of(value, lane);
        }
    }
    for (int lane = 0; lane < count; lane++) {
        pk_kpis_finish_cut(self->kpis, self->step, into[lane]);
    }
}

static pk_excess_t excess_of(const pk_lanes_t *self, int lane)
{
    return self->excess[lane];
}

extern const pk_lane_ops_t PK_LANES;
const pk_lane_ops_t PK_LANES = {
    .name = PK_INSTRUCTIONS,
    .width = PK_WIDTH,
    .open = open_lanes,
    .load = load,
    .start = start,
    .step = step,
    .row = row,
    .kpis = kpis_of,
    .measured = measured,
    .end_value = end_value,
    .cut = cut,
    .excess = excess_of,
    .take = take,
    .unload = unload,
    .kept = kept,
    .keep = keep,
    .resume = resume,
    .close = close_lanes,
};
