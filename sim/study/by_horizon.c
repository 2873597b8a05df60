#include "study/by_horizon.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "study/advantage.h"
#include "study/compare.h"

/* ---- cutting ---- */

/* KPIs of which one may decide, those of money first; then the file's own. */
static const char *const KEPT[] = {"profit",        "present_value", "after",     "profit_and_after",
                                   "new_customers", "purchases",     "customers", "advocates"};

static void name_kpis(pk_cutting_t *self, const pk_model_t *model)
{
    int count = 0;
    for (size_t k = 0; k < sizeof KEPT / sizeof *KEPT; k++) {
        self->names[count++] = KEPT[k];
    }
    for (int k = 0; k < model->nkpi && count < PK_CURVE_KPIS; k++) {
        self->names[count++] = model->kpis[k].name;
    }
    self->base.names = self->names;
    self->base.nname = count;
}

void pk_cutting_open(pk_cutting_t *self, const pk_going_t *plans, int count, int baseline,
                     const pk_run_options_t *options)
{
    *self = (pk_cutting_t){.threads = options->threads};
    const pk_plan_t *plan = plans[baseline].plan;
    if (!options->by_horizon || plan == NULL) {
        return;
    }
    self->base =
        (pk_cuts_t){.steps = self->steps, .count = pk_horizons_of(&plan->calendar, self->steps), .most = PK_CURVE_RUNS};
    name_kpis(self, plan->model);
    for (int k = 0; k < count; k++) {
        self->base.means_of_all = self->base.means_of_all || (plans[k].plan != NULL && pk_is_inexact(plans[k].plan));
    }
    self->plan = self->base;
    self->open = self->base.count > 0;
}

void pk_cutting_free(pk_cutting_t *self)
{
    pk_cuts_free(&self->base);
    pk_cuts_free(&self->plan);
    free(self->normals);
    *self = (pk_cutting_t){0};
}

void pk_cutting_lay(pk_cutting_t *self, int k, int baseline, pk_run_options_t *options)
{
    options->cuts = !self->open ? NULL : k == baseline ? &self->base : &self->plan;
}

/* ---- one cut as a comparison over that horizon ---- */

/* A result as that of a shorter run: everybody, one window, the KPIs at hand. */
static pk_result_t shorter(const pk_result_t *whole, const pk_cuts_t *cuts, int cut)
{
    pk_result_t r = *whole;
    const long nrun = cuts->nrun;
    r.arena = (pk_arena_t){0};
    r.packed = (pk_runs_t){0};
    r.nrun = (int)nrun;
    r.repeats = fmax(1, whole->repeats * (double)nrun / whole->nrun);
    r.ngroup = r.nwindow = 1;
    r.nstep = cuts->steps[cut];
    r.kpi_runs = pk_cuts_value(cuts, cuts->runs, cut, 0, 0);
    r.kpi = pk_heap((size_t)r.nkpi, sizeof *r.kpi);
    return r;
}

static bool is_kept(const pk_cuts_t *cuts, const char *kpi)
{
    bool kept = false;
    for (int k = 0; k < cuts->nname; k++) {
        kept = kept || strcmp(cuts->names[k], kpi) == 0;
    }
    return kept;
}

static void summarise(const pk_cuts_t *cuts, pk_result_t *r)
{
    double *room = pk_heap((size_t)r->nrun, sizeof *room);
    for (int k = 0; k < r->nkpi; k++) {
        if (is_kept(cuts, r->kpis[k].name)) {
            memcpy(room, &r->kpi_runs[(long)k * r->nrun], (size_t)r->nrun * sizeof *room);
            r->kpi[k] = pk_summarise(room, r->nrun);
        }
    }
    free(room);
}

typedef struct {
    const pk_cutting_t *cutting;
    const pk_result_t *base, *plan;
    const char *const *kpis; /* [count] */
    int count;
    pk_horizon_point_t *const *points; /* [kpi][cut] */
} pk_cuts_job_t;

static pk_horizon_point_t point_of(const pk_difference_t *d, int step)
{
    return (pk_horizon_point_t){.step = step,
                                .diff_mean = d->diff_mean,
                                .diff_p05 = d->diff_p05,
                                .diff_p95 = d->diff_p95,
                                .p_better = d->sure.better.p,
                                .p_better_se = d->sure.better.se,
                                .told = !(d->sure.runs_needed > 0)};
}

/* Whether what comes after was told from there. */
static bool is_told(const pk_cuts_t *cuts, const pk_result_t *r, int cut, const char *kpi)
{
    const int k = pk_result_kpi(r, kpi);
    return k >= 0 && isfinite(*pk_cuts_value(cuts, cuts->expected, cut, k, 0));
}

static void compare_cut(void *context, long cut, int worker)
{
    (void)worker;
    const pk_cuts_job_t *job = context;
    const pk_cuts_t *base = &job->cutting->base, *plan = &job->cutting->plan;
    pk_result_t results[2] = {shorter(job->base, base, (int)cut), shorter(job->plan, plan, (int)cut)};
    double *expected[2] = {pk_cuts_value(base, base->expected, (int)cut, 0, 0),
                           pk_cuts_value(plan, plan->expected, (int)cut, 0, 0)};
    pk_comparison_t c = {.results = results, .expected = expected, .nresult = 2, .baseline = 0};
    const char *kpis[PK_CURVE_KPIS];
    int count = 0;
    for (int k = 0; k < job->count; k++) {
        if (is_told(base, job->base, (int)cut, job->kpis[k]) && is_told(plan, job->plan, (int)cut, job->kpis[k])) {
            kpis[count++] = job->kpis[k];
        }
    }
    summarise(base, &results[0]);
    summarise(plan, &results[1]);
    pk_comparison_pair_some(&c, kpis, count, job->cutting->normals);
    for (int k = 0; k < job->count; k++) {
        const pk_difference_t *d = pk_comparison_find(&c, 1, 0, job->kpis[k]);
        job->points[k][cut] = d != NULL ? point_of(d, base->steps[cut]) : (pk_horizon_point_t){0};
    }
    free(results[0].kpi);
    free(results[1].kpi);
    pk_arena_free(&c.arena);
}

/* ---- a plan's curves ---- */

/* The first KPI, in the order in which a planner asks, in which plan and baseline differ over the whole horizon; profit
 * where they do not. */
static const char *deciding_kpi(const pk_cuts_t *cuts, const pk_result_t *plan, const pk_result_t *baseline)
{
    int ranked[plan->nkpi + 1];
    const int count = pk_result_ranked(plan, true, ranked);
    for (int i = 0; i < count; i++) {
        const pk_result_kpi_t *kpi = &plan->kpis[ranked[i]];
        const int there = pk_result_kpi(baseline, kpi->name);
        if (there >= 0 && !kpi->past && kpi->above < 0 && is_kept(cuts, kpi->name) &&
            plan->kpi[ranked[i]].mean != baseline->kpi[there].mean) {
            return kpi->name;
        }
    }
    return "profit";
}

static void add_curve(pk_comparison_t *c, int scenario, const char *kpi, const pk_horizon_point_t *points, int count)
{
    const pk_result_t *r = &c->results[scenario];
    const pk_result_kpi_t *about = &r->kpis[pk_result_kpi(r, kpi)];
    pk_horizon_curve_t curve = {.scenario = scenario,
                                .kpi = pk_arena_copy(&c->arena, kpi),
                                .unit = pk_arena_copy(&c->arena, about->unit),
                                .lower_is_better = about->lower_is_better,
                                .points = PK_ARRAY(&c->arena, pk_horizon_point_t, count + 1)};
    for (int cut = 0; cut < count; cut++) {
        if (points[cut].step > 0) {
            curve.points[curve.count++] = points[cut];
        }
    }
    c->by_horizon.curves[c->by_horizon.count++] = curve;
}

static void compare_cuts(pk_cutting_t *self, int k, pk_comparison_t *c)
{
    enum { CURVES = 2 };
    const pk_result_t *base = &c->results[c->baseline], *plan = &c->results[k];
    const int cuts = self->base.count;
    const char *kpis[CURVES];
    pk_horizon_point_t *points[CURVES];
    int count = 0;
    kpis[count++] = deciding_kpi(&self->plan, plan, base);
    if (strcmp(kpis[0], "profit") == 0 && pk_result_kpi(plan, "profit_and_after") >= 0) {
        kpis[count++] = "profit_and_after";
    }
    for (int i = 0; i < count; i++) {
        points[i] = pk_heap((size_t)cuts, sizeof **points);
    }
    pk_cuts_job_t job = {.cutting = self, .base = base, .plan = plan, .kpis = kpis, .count = count, .points = points};
    pk_parallel_for(cuts, self->threads, compare_cut, &job);
    for (int i = 0; i < count; i++) {
        add_curve(c, k, kpis[i], points[i], cuts);
        free(points[i]);
    }
}

void pk_cutting_take(pk_cutting_t *self, int k, bool failed, pk_comparison_t *c)
{
    if (!self->open) {
        return;
    }
    if (k == c->baseline) {
        self->open = !failed;
        c->by_horizon.curves = PK_ARRAY(&c->arena, pk_horizon_curve_t, 2 * c->nresult);
        c->by_horizon.draws = self->base.nrun;
        return;
    }
    if (!failed && self->plan.nrun == self->base.nrun && c->results[k].nstep == c->results[c->baseline].nstep) {
        const pk_result_t *base = &c->results[c->baseline];
        const bool inexact = self->normals == NULL && self->base.nrun > 0;
        self->normals = inexact ? pk_error_normals(base->seed, self->base.nrun, self->threads) : self->normals;
        compare_cuts(self, k, c);
    }
    pk_cuts_free(&self->plan);
}

void pk_by_horizon_finish(pk_comparison_t *c)
{
    for (int i = 0; i < c->by_horizon.count; i++) {
        pk_horizon_curve_t *curve = &c->by_horizon.curves[i];
        const pk_difference_t *d = pk_comparison_find(c, curve->scenario, 0, curve->kpi);
        if (d != NULL) {
            curve->points[curve->count++] = point_of(d, c->results[curve->scenario].nstep);
        }
    }
}
