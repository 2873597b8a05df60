/* Series that a test observes: of journeys of the cohort, or written down. */
#ifndef OBSERVED_H
#define OBSERVED_H

#include "engine_fixture.h"

#include "engine/assumptions.h"
#include "engine/sim.h"
#include "infer/filter.h"

/* What is watched: a flow or a stage by name, everybody or a persona, summed over `every` steps. */
typedef struct {
    const char *name;
    int every;
    int group; /* persona + 1; 0: everybody */
    int phase; /* values end at every k * every + phase; `every` 0: one value over all steps */
} pk_watched_t;

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    double *draws; /* at their means */
    pk_observed_series_t *series;
    int nseries, nvalue;
} pk_journey_t;

static inline int pk_journey_flow(const pk_plan_t *plan, const char *name)
{
    for (int f = 0; f < plan->nflow; f++) {
        if (strcmp(plan->flows[f].name, name) == 0) {
            return f;
        }
    }
    return -1;
}

static inline int pk_journey_stage(const pk_plan_t *plan, const char *name)
{
    for (int i = 0; i < plan->nstage; i++) {
        if (strcmp(plan->stages[i].stage->name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static inline void pk_journey_watch(pk_journey_t *self, const pk_watched_t *watched)
{
    pk_observed_series_t *series = &self->series[self->nseries++];
    const int flow = pk_journey_flow(&self->plan, watched->name), stage = pk_journey_stage(&self->plan, watched->name);
    const int every = watched->every > 0 ? watched->every : self->plan.nstep;
    *series = (pk_observed_series_t){.kind = flow >= 0    ? PK_OBSERVED_FLOW
                                             : stage >= 0 ? PK_OBSERVED_STAGE
                                                          : PK_OBSERVED_KPI,
                                     .name = watched->name,
                                     .flow = flow >= 0 ? flow : stage,
                                     .group = watched->group - 1,
                                     .noise = PK_NOISE_JOURNEY};
    series->values = pk_heap((size_t)self->plan.nstep + 1, sizeof(pk_observed_value_t));
    for (int last = every + watched->phase; last <= self->plan.nstep; last += every) {
        series->values[series->count++] =
            (pk_observed_value_t){.first = stage >= 0 ? last : last - every + 1, .last = last};
    }
    self->nvalue += series->count;
}

/* Reads a model and its scenario; all numbers at their means. */
static inline void pk_journey_read(pk_journey_t *self, const char *model, const char *scenario,
                                   const pk_watched_t *watched, int count)
{
    *self = (pk_journey_t){0};
    pk_fixture_read(&self->fixture, model, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    self->draws = pk_heap((size_t)self->plan.nslot + 1, sizeof(double));
    pk_assumptions_means(&self->plan, self->draws);
    self->series = pk_heap((size_t)count + 1, sizeof(pk_observed_series_t));
    for (int k = 0; k < count; k++) {
        pk_journey_watch(self, &watched[k]);
    }
}

static inline void pk_journey_free(pk_journey_t *self)
{
    for (int s = 0; s < self->nseries; s++) {
        free(self->series[s].values);
    }
    free(self->series);
    free(self->draws);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

/* What a series counts in the step that a sim has just gone through. */
static inline double pk_journey_count(const pk_journey_t *self, const pk_sim_t *sim, const pk_observed_series_t *series)
{
    const double *of = series->kind == PK_OBSERVED_STAGE ? sim->state.count : sim->state.flow;
    double sum = 0;
    for (int g = 0; g < self->plan.npersona; g++) {
        sum += series->group < 0 || series->group == g ? of[series->flow * self->plan.npersona + g] : 0;
    }
    return sum;
}

/* Fills the values with those of one run of a sim's engine, from step 1 on; flows and stages only. */
static inline void pk_journey_observe(pk_journey_t *self, pk_sim_t *sim, uint64_t run, const double *draws)
{
    for (int s = 0; s < self->nseries; s++) {
        for (int v = 0; v < self->series[s].count; v++) {
            self->series[s].values[v].value = 0;
        }
    }
    pk_sim_begin(sim, run, draws);
    for (int t = 1; t <= self->plan.nstep; t++) {
        pk_sim_step(sim, t);
        for (int s = 0; s < self->nseries; s++) {
            const pk_observed_series_t *series = &self->series[s];
            for (int v = 0; v < series->count; v++) {
                if (series->values[v].first <= t && t <= series->values[v].last) {
                    series->values[v].value += pk_journey_count(self, sim, series);
                }
            }
        }
    }
}

static inline void pk_journey_filter(pk_journey_t *self, pk_filter_t *filter, int last_step, int chains)
{
    const pk_filter_options_t options = {.plan = &self->plan,
                                         .series = self->series,
                                         .nseries = self->nseries,
                                         .last_step = last_step,
                                         .chains = chains};
    const pk_status_t status = pk_filter_init(filter, &options, &self->fixture.diag);
    pk_fixture_show(&self->fixture.diag);
    assert_int_equal(status, PK_OK);
}

#endif
