/* Evaluations by the engines of this tree, one thread. */
#include "bench/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/lanes/lanes.h"

static struct {
    pk_plan_t plan;
    pk_kpis_t kpis;
    pk_sim_t sim;
    const pk_lane_ops_t *ops; /* NULL: one after another */
    pk_lanes_t *lanes;
    double *draws, *row;
    long next;
} bench;

static double *draws_of(long k)
{
    return &bench.draws[k * bench.plan.nslot];
}

/* "AVX2" are means side by side in these registers, "cohort" counts in the widest; NULL: one after another. */
static const pk_lane_ops_t *lanes_of(const char *engine)
{
    int k = 0;
    if (strcmp(engine, "cohort") == 0) {
        return pk_lane_ops(&pk_chance_cohort, PK_VECTOR_AUTO);
    }
    while (pk_lane_ops_at(&pk_chance_expected, k) != NULL &&
           strcmp(pk_lane_ops_at(&pk_chance_expected, k)->name, engine) != 0) {
        k++;
    }
    return pk_lane_ops_at(&pk_chance_expected, k);
}

bool pk_bench_open(const char *engine, const pk_scenario_t *scenario, pk_diag_t *diag)
{
    const bool cohort = strcmp(engine, "cohort") == 0;
    bench.ops = lanes_of(engine);
    if ((bench.ops == NULL && strcmp(engine, "expected") != 0) ||
        pk_plan_compile(scenario, &bench.plan, diag) != PK_OK) {
        return false;
    }
    pk_kpis_compile(&bench.plan, PK_BY_NOTHING, &bench.kpis);
    pk_sim_init(&bench.sim, &bench.plan, cohort ? &pk_chance_cohort : &pk_chance_expected);
    bench.draws = pk_heap(PK_BENCH_DRAWS * (size_t)bench.plan.nslot + 1, sizeof(double));
    bench.row = pk_heap((size_t)pk_kpis_size(&bench.kpis), sizeof(double));
    for (long k = 0; k < PK_BENCH_DRAWS; k++) {
        pk_assumptions_draw(&bench.sim, (uint64_t)k, draws_of(k), NULL);
    }
    bench.lanes = bench.ops != NULL ? bench.ops->open(&bench.plan, &bench.kpis) : NULL;
    return true;
}

static long side_by_side(void)
{
    const pk_lane_ops_t *ops = bench.ops;
    for (int lane = 0; lane < ops->width; lane++) {
        const long run = bench.next++ % PK_BENCH_DRAWS;
        pk_sim_begin(&bench.sim, (uint64_t)run, draws_of(run));
        ops->load(bench.lanes, lane, &bench.sim);
    }
    ops->start(bench.lanes, ops->width);
    for (int t = 1; t <= bench.plan.nstep; t++) {
        ops->step(bench.lanes, t);
    }
    for (int lane = 0; lane < ops->width; lane++) {
        ops->kpis(bench.lanes, lane, bench.row);
    }
    return ops->width;
}

long pk_bench_evaluate(void)
{
    if (bench.ops != NULL) {
        return side_by_side();
    }
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
    if (bench.lanes != NULL) {
        bench.ops->close(bench.lanes);
    }
    pk_sim_free(&bench.sim);
    pk_plan_free(&bench.plan);
    free(bench.draws);
    free(bench.row);
}
