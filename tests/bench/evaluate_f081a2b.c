/* Evaluations by the engines of commit f081a2b, one thread: built against the headers of that commit alone. */
#include "bench/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/kpi.h"

static struct {
    pk_plan_t plan;
    pk_kpis_t kpis;
    pk_sim_t sim;
    double *draws, *row;
    long next;
} bench;

static double *draws_of(long k)
{
    return &bench.draws[k * bench.plan.nslot];
}

bool pk_bench_open(const char *engine, const pk_scenario_t *scenario, pk_diag_t *diag)
{
    const bool expected = strcmp(engine, "expected") == 0;
    if ((!expected && strcmp(engine, "cohort") != 0) || pk_plan_compile(scenario, &bench.plan, diag) != PK_OK) {
        return false;
    }
    pk_kpis_compile(&bench.plan, PK_BY_NOTHING, &bench.kpis);
    pk_sim_init(&bench.sim, &bench.plan, expected ? &pk_chance_expected : &pk_chance_cohort);
    bench.draws = pk_heap(PK_BENCH_DRAWS * (size_t)bench.plan.nslot + 1, sizeof(double));
    bench.row = pk_heap((size_t)pk_kpis_size(&bench.kpis), sizeof(double));
    for (long k = 0; k < PK_BENCH_DRAWS; k++) {
        pk_assumptions_draw(&bench.sim, (uint64_t)k, draws_of(k));
    }
    return true;
}

long pk_bench_evaluate(void)
{
    const long run = bench.next++ % PK_BENCH_DRAWS;
    pk_kpis_clear(&bench.kpis, bench.row);
    pk_sim_begin(&bench.sim, (uint64_t)run, draws_of(run));
    pk_kpis_add(&bench.kpis, &bench.sim, 0, bench.row);
    for (int t = 1; t <= bench.plan.nstep; t++) {
        pk_sim_step(&bench.sim, t);
        pk_kpis_add(&bench.kpis, &bench.sim, t, bench.row);
    }
    pk_kpis_finish(&bench.kpis, bench.row);
    return 1;
}

void pk_bench_close(void)
{
    pk_sim_free(&bench.sim);
    pk_plan_free(&bench.plan);
    free(bench.draws);
    free(bench.row);
}
