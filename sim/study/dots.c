#include "study/dots.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "base/quantiles.h"
#include "study/advantage.h"

/* ---- which plans ---- */

static bool is_uncertain(const pk_comparison_t *c, int scenario)
{
    return c->results[c->baseline].uncertain || c->results[scenario].uncertain;
}

/* False where there is nothing to count. */
static bool kind_of(const pk_comparison_t *c, const pk_difference_t *d, pk_dots_kind_t *kind)
{
    const pk_sure_t *sure = &d->sure;
    *kind = sure->runs_needed > 0 ? PK_DOTS_UNTOLD : isnan(sure->better.se) ? PK_DOTS_SAME : PK_DOTS_COUNTED;
    const bool open = is_uncertain(c, d->scenario) || sure->draws > 1;
    return !isnan(sure->better.p) && (*kind == PK_DOTS_UNTOLD || (open && sure->draws != 1));
}

static double mean_of(const pk_comparison_t *c, const pk_difference_t *d)
{
    const double mean = pk_comparison_mean(c, d->scenario, d->kpi);
    return isnan(mean) ? -INFINITY : d->lower_is_better ? -mean : mean;
}

/* How many have a better mean, or as good a one and stand before it. */
static int rank_of(const pk_comparison_t *c, const pk_difference_t *const *rows, int i)
{
    int rank = 0;
    const double mine = rows[i] != NULL ? mean_of(c, rows[i]) : 0;
    for (int s = 0; s < c->nresult; s++) {
        const double other = rows[s] != NULL ? mean_of(c, rows[s]) : -INFINITY;
        rank += rows[s] != NULL && s != i && (other > mine || (other == mine && s < i));
    }
    return rank;
}

static void choose(pk_comparison_t *c)
{
    const pk_difference_t **rows = PK_ARRAY(&c->arena, const pk_difference_t *, c->nresult);
    pk_dots_kind_t *kinds = PK_ARRAY(&c->arena, pk_dots_kind_t, c->nresult);
    pk_dots_t *dots = &c->dots;
    for (int s = 0; s < c->nresult; s++) {
        const pk_difference_t *d = s == c->baseline ? NULL : pk_comparison_find(c, s, 0, c->answer.kpi);
        rows[s] = d != NULL && kind_of(c, d, &kinds[s]) ? d : NULL;
        dots->all += rows[s] != NULL;
    }
    for (int s = 0; s < c->nresult && dots->count < PK_DOTS_PLANS; s++) {
        if (rows[s] != NULL && (dots->all <= PK_DOTS_PLANS || rank_of(c, rows, s) < PK_DOTS_PLANS)) {
            dots->plans[dots->count++] = (pk_dots_plan_t){
                .scenario = s, .kind = kinds[s], .better = (int)lround(PK_DOTS * rows[s]->sure.better.p)};
            dots->assumptions = dots->assumptions || is_uncertain(c, s);
        }
    }
}

/* ---- where the dots stand ---- */

/* How many errors each draw is taken with: as many as give a sample of some size, the same of both signs. */
static int errors_of(const pk_lead_t *lead, long draws)
{
    static const long SAMPLE = 20000;
    const bool known = lead->fit.count == 0 || !(lead->reach > 0);
    const long each = (SAMPLE / draws + 1) / 2 * 2;
    return known ? 0 : each < 2 ? 2 : each > PK_ERRORS ? PK_ERRORS : (int)each;
}

/* A draw's expected difference, by each of its errors; returns how many values that are. */
static long take_draw(const pk_lead_t *lead, long run, int nerror, double *errors, double *to)
{
    static const long STRIDE = 37; /* draws take their errors from one place after another */
    if (isnan(lead->ahead[run])) {
        return 0;
    }
    if (nerror == 0) {
        to[0] = lead->ahead[run];
        return 1;
    }
    pk_lead_errors(lead, run, errors);
    for (int i = 0; i < nerror / 2; i++) {
        const double error = errors[(run * STRIDE + i) % PK_ERRORS_HALF];
        to[2 * i] = lead->ahead[run] + error;
        to[2 * i + 1] = lead->ahead[run] - error;
    }
    return nerror;
}

/* The quantile of type 7 of sorted values. */
static double quantile(const double *values, long count, double p)
{
    const double place = (double)(count - 1) * p;
    const long below = (long)place;
    return below + 1 < count ? values[below] + (place - (double)below) * (values[below + 1] - values[below])
                             : values[count - 1];
}

static void place(pk_dots_plan_t *plan, bool lower_is_better, double *values, long count)
{
    const int first = lower_is_better ? 0 : PK_DOTS - plan->better;
    pk_sort(values, count);
    for (int i = 0; i < PK_DOTS && count > 0; i++) {
        const bool better = i >= first && i < first + plan->better, above = better != lower_is_better;
        const double at = quantile(values, count, (i + 0.5) / PK_DOTS);
        plan->at[i] = above ? fmax(at, 0) : fmin(at, 0);
    }
}

typedef struct {
    pk_comparison_t *comparison;
    const double *normals;
} pk_dots_job_t;

static void place_plan(void *context, long index, int worker)
{
    (void)worker;
    const pk_dots_job_t *job = context;
    pk_comparison_t *c = job->comparison;
    pk_dots_plan_t *plan = &c->dots.plans[index];
    const pk_difference_t *d = pk_comparison_find(c, plan->scenario, 0, c->answer.kpi);
    const pk_foreseen_t mine = pk_foreseen_in(c, plan->scenario), base = pk_foreseen_in(c, c->baseline);
    pk_advantage_t advantage = pk_advantage_of(mine, base);
    pk_lead_t lead = pk_lead_of(&advantage, mine, d->cell, base, d->base_cell, job->normals);
    const long draws = c->dots.assumptions ? mine.result->nrun : 1;
    const int nerror = errors_of(&lead, draws);
    double *values = pk_heap((size_t)draws * (size_t)(nerror > 0 ? nerror : 1), sizeof *values);
    double *errors = pk_heap(PK_ERRORS_HALF, sizeof *errors);
    long count = 0;
    for (long run = 0; run < draws; run++) {
        count += take_draw(&lead, run, nerror, errors, values + count);
    }
    place(plan, d->lower_is_better, values, count);
    free(errors);
    free(values);
    pk_lead_free(&lead);
    pk_advantage_free(&advantage);
}

void pk_dots_fill(pk_comparison_t *c, int threads)
{
    c->dots = (pk_dots_t){0};
    if (!c->decision.known || c->answer.kpi == NULL) {
        return;
    }
    choose(c);
    for (int k = 0; k < c->dots.count; k++) {
        for (int i = 0; i < PK_DOTS; i++) {
            c->dots.plans[k].at[i] = NAN;
        }
    }
    const pk_result_t *baseline = &c->results[c->baseline];
    if (c->dots.count == 0 || c->expected == NULL) {
        return;
    }
    double *normals = pk_error_normals(baseline->seed, baseline->nrun, threads);
    pk_dots_job_t job = {.comparison = c, .normals = normals};
    pk_parallel_for(c->dots.count, threads, place_plan, &job);
    free(normals);
}
