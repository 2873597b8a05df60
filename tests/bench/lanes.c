/* What an expected outcome costs: evaluations a second (all steps and KPIs of one draw) by the scalar engine and by the
 * lanes of each width, one thread, the draws given; and whole ones, with drawing the assumptions and beginning the run.
 * Ratios to the scalar engine, from medians of repetitions in turn, so that what else the machine does falls on all
 * alike. Not a test: nothing fails here. Run with `make bench-lanes`. */
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/assumptions.h"
#include "engine/lanes/lanes.h"

enum { RUNS = 64, TURNS = 15, WAYS_MOST = 6 };

typedef struct {
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    pk_sim_t sim;
    double *draws; /* [run][slot] */
    double *kpi;
    bool whole; /* draws the assumptions too */
} bench_t;

/* Of the thread: what others do meanwhile does not count. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Seconds since `*since`, which becomes now. */
static double lap(double *since)
{
    const double before = *since;
    *since = now();
    return *since - before;
}

static void begin(bench_t *self, int run)
{
    double *draws = &self->draws[run * self->plan->nslot];
    if (self->whole) {
        pk_assumptions_draw(&self->sim, (uint64_t)run, draws, NULL);
    }
    pk_sim_begin(&self->sim, (uint64_t)run, draws);
}

/* Seconds of all runs one after another; where the draws are given without what pk_sim_begin takes. */
static double scalar(bench_t *self)
{
    double seconds = 0, since = now();
    for (int run = 0; run < RUNS; run++) {
        begin(self, run);
        const double begun = lap(&since);
        pk_kpis_clear(self->kpis, self->kpi);
        pk_kpis_add(self->kpis, &self->sim, 0, self->kpi);
        for (int t = 1; t <= self->plan->nstep; t++) {
            pk_sim_step(&self->sim, t);
            pk_kpis_add(self->kpis, &self->sim, t, self->kpi);
        }
        pk_kpis_finish(self->kpis, self->kpi);
        seconds += lap(&since) + (self->whole ? begun : 0);
    }
    return seconds;
}

static double in_lanes(bench_t *self, const pk_lane_ops_t *ops)
{
    pk_lanes_t *lanes = ops->open(self->plan, self->kpis);
    double seconds = 0, since = now();
    for (int first = 0; first < RUNS; first += ops->width) {
        for (int l = 0; l < ops->width; l++) {
            begin(self, first + l);
            const double begun = lap(&since);
            ops->load(lanes, l, &self->sim);
            seconds += lap(&since) + (self->whole ? begun : 0);
        }
        ops->start(lanes, ops->width);
        for (int t = 1; t <= self->plan->nstep; t++) {
            ops->step(lanes, t);
        }
        for (int l = 0; l < ops->width; l++) {
            ops->kpis(lanes, l, self->kpi);
        }
        seconds += lap(&since);
    }
    ops->close(lanes);
    return seconds;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double median(double *values)
{
    qsort(values, TURNS, sizeof(double), by_value);
    return values[TURNS / 2];
}

static void measure(bench_t *self, const char *name)
{
    double seconds[WAYS_MOST][TURNS];
    int ways = 1;
    for (int turn = 0; turn < TURNS; turn++) {
        seconds[0][turn] = scalar(self);
        for (ways = 1; pk_lane_ops_at(&pk_chance_expected, ways - 1) != NULL; ways++) {
            seconds[ways][turn] = in_lanes(self, pk_lane_ops_at(&pk_chance_expected, ways - 1));
        }
    }
    const double one = median(seconds[0]);
    printf("%-18s %-14s %-8s %10.0f a second\n", name, self->whole ? "with drawing" : "draws given", "scalar",
           RUNS / one);
    for (int k = 1; k < ways; k++) {
        const double way = median(seconds[k]);
        printf("%-18s %-14s %-8s %10.0f a second  x%.2f\n", "", "", pk_lane_ops_at(&pk_chance_expected, k - 1)->name,
               RUNS / way, one / way);
    }
}

static void bench(const char *path, const char *name)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    pk_plan_t plan;
    pk_kpis_t kpis;
    const pk_overrides_t none = PK_NO_OVERRIDES;
    const pk_scenario_t *scenario = pk_scenario_read(path, &none, &arena, &diag);
    if (scenario == NULL || pk_plan_compile(scenario, &plan, &diag) != PK_OK) {
        printf("%s: cannot be read here\n", path);
        return;
    }
    pk_kpis_compile(&plan, PK_BY_NOTHING, &kpis);
    bench_t self = {.plan = &plan, .kpis = &kpis};
    self.draws = pk_heap((size_t)(RUNS * plan.nslot + 1), sizeof(double));
    self.kpi = pk_heap((size_t)pk_kpis_size(&kpis), sizeof(double));
    pk_sim_init(&self.sim, &plan, &pk_chance_expected);
    for (int whole = 1; whole >= 0; whole--) {
        self.whole = whole == 1;
        measure(&self, name);
    }
    pk_sim_free(&self.sim);
    free(self.draws);
    free(self.kpi);
    pk_plan_free(&plan);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

int main(void)
{
    gsl_set_error_handler_off();
    printf("expected outcomes of one draw, one thread\n");
    bench("scenarios/puhdistustiimi/baseline.yaml", "puhdistustiimi");
    bench("scenarios/asiakaspolku/baseline.yaml", "asiakaspolku");
    return 0;
}
