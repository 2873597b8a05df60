/* Runs of a plan by either engine one after another (sim.c) and side by side (engine/lanes), every number of
 * every step and every KPI, for tests that compare them. */
#ifndef SIDE_BY_SIDE_H
#define SIDE_BY_SIDE_H

#include "engine_fixture.h"

#include "engine/assumptions.h"
#include "engine/lanes/lanes.h"

/* The numbers of `runs` runs: [run][step 1..T][width of a row], then [run][window, group, kpi]. */
typedef struct {
    int runs, steps, width;
    long nkpi;
    double *rows, *kpis;
    double *made;        /* by run: everybody who was ever there */
    pk_excess_t *excess; /* by run */
    double *draws;       /* [run][slot] */
} pk_outcomes_t;

/* Draws a run, or changes what was drawn; false: these numbers are impossible, and the run is left out. */
typedef bool (*pk_draw_fn)(pk_sim_t *sim, int run, double *draws);

static inline bool pk_outcomes_draw(pk_sim_t *sim, int run, double *draws)
{
    return pk_assumptions_draw(sim, (uint64_t)run, draws, NULL).outcome == PK_DRAW_FINE;
}

static inline pk_outcomes_t pk_outcomes_of(const pk_plan_t *plan, const pk_kpis_t *kpis, int runs)
{
    pk_outcomes_t self = {.runs = runs,
                          .steps = plan->nstep,
                          .width = plan->npersona * (plan->nstage + plan->nflow) + 2 * plan->ndriver,
                          .nkpi = pk_kpis_size(kpis)};
    self.rows = pk_heap((size_t)runs * (size_t)self.steps * (size_t)self.width + 1, sizeof(double));
    self.kpis = pk_heap((size_t)runs * (size_t)self.nkpi + 1, sizeof(double));
    self.draws = pk_heap((size_t)runs * (size_t)plan->nslot + 1, sizeof(double));
    self.made = pk_heap((size_t)runs, sizeof(double));
    self.excess = pk_heap((size_t)runs, sizeof(pk_excess_t));
    return self;
}

static inline void pk_outcomes_free(pk_outcomes_t *self)
{
    free(self->rows);
    free(self->kpis);
    free(self->made);
    free(self->draws);
    free(self->excess);
    *self = (pk_outcomes_t){0};
}

static inline double *pk_outcomes_row(const pk_outcomes_t *self, int run, int t)
{
    return &self->rows[((long)run * self->steps + t - 1) * self->width];
}

static inline void pk_outcomes_write(const pk_sim_t *sim, double *row)
{
    const pk_plan_t *plan = sim->plan;
    const int counts = plan->nstage * plan->npersona, flows = plan->nflow * plan->npersona;
    memcpy(row, sim->state.count, (size_t)counts * sizeof(double));
    memcpy(row + counts, sim->state.flow, (size_t)flows * sizeof(double));
    for (int d = 0; d < plan->ndriver; d++) {
        row[counts + flows + 2 * d] = sim->now.drivers[d].value;
        row[counts + flows + 2 * d + 1] = sim->now.drivers[d].response;
    }
}

/* One after another. `draw` is asked run by run; gives how many runs it left out at the end. */
static inline pk_outcomes_t pk_outcomes_scalar(const pk_plan_t *plan, const pk_kpis_t *kpis, const pk_chance_t *chance,
                                               int runs, pk_draw_fn draw)
{
    pk_outcomes_t self = pk_outcomes_of(plan, kpis, runs);
    pk_sim_t sim;
    int kept = 0;
    pk_sim_init(&sim, plan, chance);
    for (int run = 0; run < runs; run++) {
        double *draws = &self.draws[kept * plan->nslot], *kpi = &self.kpis[kept * self.nkpi];
        if (!draw(&sim, run, draws)) {
            continue;
        }
        pk_sim_begin(&sim, (uint64_t)kept, draws);
        pk_kpis_clear(kpis, kpi);
        pk_kpis_add(kpis, &sim, 0, kpi);
        for (int t = 1; t <= plan->nstep; t++) {
            pk_sim_step(&sim, t);
            pk_kpis_add(kpis, &sim, t, kpi);
            pk_outcomes_write(&sim, pk_outcomes_row(&self, kept, t));
        }
        pk_kpis_finish(kpis, kpi);
        self.made[kept] = sim.state.made;
        self.excess[kept++] = sim.excess;
    }
    self.runs = kept;
    pk_sim_free(&sim);
    return self;
}

/* A group of runs from step `first` to step `last`. */
static inline void pk_outcomes_walk(const pk_lane_ops_t *ops, pk_lanes_t *lanes, pk_outcomes_t *self, int run,
                                    int count, int first, int last)
{
    for (int t = first; t <= last; t++) {
        ops->step(lanes, t);
        for (int l = 0; l < count; l++) {
            ops->row(lanes, l, pk_outcomes_row(self, run + l, t));
        }
    }
}

/* Side by side by lanes of the same chance, with the draws of `scalar`; all groups put aside and taken up again after
 * every `block` steps (0: never). */
static inline pk_outcomes_t pk_outcomes_lanes(const pk_plan_t *plan, const pk_kpis_t *kpis, const pk_chance_t *chance,
                                              const pk_lane_ops_t *ops, const pk_outcomes_t *scalar, int block)
{
    pk_outcomes_t self = pk_outcomes_of(plan, kpis, scalar->runs);
    pk_lanes_t *lanes = ops->open(plan, kpis);
    void **aside = pk_heap((size_t)self.runs + 1, sizeof(void *));
    const int steps = block > 0 ? block : plan->nstep;
    pk_sim_t sim;
    pk_sim_init(&sim, plan, chance);
    assert_non_null(lanes);
    for (int from = 1; from <= plan->nstep; from += steps) {
        const int until = from + steps - 1 < plan->nstep ? from + steps - 1 : plan->nstep;
        for (int first = 0; first < self.runs; first += ops->width) {
            const int count = self.runs - first < ops->width ? self.runs - first : ops->width;
            for (int l = 0; l < count && from == 1; l++) {
                pk_sim_begin(&sim, (uint64_t)(first + l), &scalar->draws[(first + l) * plan->nslot]);
                ops->load(lanes, l, &sim);
            }
            if (from == 1) {
                ops->start(lanes, count);
            } else {
                ops->resume(lanes, aside[first]);
                free(aside[first]);
            }
            pk_outcomes_walk(ops, lanes, &self, first, count, from, until);
            if (until < plan->nstep) {
                aside[first] = pk_heap(ops->kept(lanes), 1);
                ops->keep(lanes, aside[first]);
            }
            for (int l = 0; l < count && until == plan->nstep; l++) {
                ops->kpis(lanes, l, &self.kpis[(first + l) * self.nkpi]);
                self.excess[first + l] = ops->excess(lanes, l);
            }
        }
    }
    free(aside);
    pk_sim_free(&sim);
    ops->close(lanes);
    return self;
}

#endif
