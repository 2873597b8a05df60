/* Many futures of each draw of the assumptions, simulated one by one: slow, and right. */
#ifndef PK_FUTURES_H
#define PK_FUTURES_H

#include "engine_fixture.h"

#include "base/parallel.h"
#include "engine/assumptions.h"
#include "engine/kpi.h"

typedef struct {
    pk_plan_t plan;
    pk_kpis_t kpis;
    int kpi;
    long draws, futures; /* of each draw */
    bool certain;        /* all are futures of draw 0 */
    double *mean;        /* [draw], of the KPI over the futures */
    double *numbers;     /* [draw][slot], what was drawn */
} pk_futures_t;

static inline double pk_future(const pk_futures_t *self, pk_sim_t *sim, uint64_t luck, const double *draws, double *row)
{
    pk_kpis_clear(&self->kpis, row);
    pk_sim_begin(sim, luck, draws);
    pk_kpis_add(&self->kpis, sim, 0, row);
    for (int t = 1; t <= self->plan.nstep; t++) {
        pk_sim_step(sim, t);
        pk_kpis_add(&self->kpis, sim, t, row);
    }
    pk_kpis_finish(&self->kpis, row);
    return row[self->kpi];
}

static inline void pk_futures_of_draw(void *context, long draw, int worker)
{
    (void)worker;
    pk_futures_t *self = context;
    pk_sim_t sim;
    pk_sim_init(&sim, &self->plan, &pk_chance_cohort);
    double *draws = &self->numbers[draw * self->plan.nslot];
    double *row = pk_heap((size_t)pk_kpis_size(&self->kpis), sizeof(double));
    pk_assumptions_draw(&sim, self->certain ? 0 : (uint64_t)draw, draws, NULL);
    for (long k = 0; k < self->futures; k++) {
        const uint64_t luck = (uint64_t)draw + 1000000u * (uint64_t)(k + 1);
        self->mean[draw] += pk_future(self, &sim, luck, draws, row) / (double)self->futures;
    }
    free(row);
    pk_sim_free(&sim);
}

/* Fills in self->mean; the scenario stays the fixture's. Luck is none that the runs of a comparison meet. */
static inline void pk_futures_simulate(pk_futures_t *self, pk_fixture_t *f, const char *kpi)
{
    assert_int_equal(pk_plan_compile(f->scenario, &self->plan, &f->diag), PK_OK);
    pk_kpis_compile(&self->plan, PK_BY_NOTHING, &self->kpis);
    self->kpi = pk_kpis_find(&self->kpis, kpi);
    self->mean = pk_heap((size_t)self->draws, sizeof(double));
    self->numbers = pk_heap((size_t)self->draws * (size_t)self->plan.nslot + 1, sizeof(double));
    pk_parallel_for(self->draws, 0, pk_futures_of_draw, self);
}

static inline void pk_futures_free(pk_futures_t *self)
{
    free(self->mean);
    free(self->numbers);
    pk_plan_free(&self->plan);
}

#endif
