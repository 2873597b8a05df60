/* Comparisons whose outcomes a test draws: plans with one KPI, or a few, over any number of runs. */
#ifndef DRAWN_PLANS_H
#define DRAWN_PLANS_H

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "kpi_words.h"
#include "pk_test.h"
#include "study/certainty.h"

/* A standard normal number of (what, run). */
static inline double drawn_normal(int what, long run)
{
    pk_stream_t stream = pk_stream_at(99, (uint64_t)run, PK_PURPOSE_ERROR, (uint64_t)what, 7);
    return gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream));
}

/* `nplan` plans over `nrun` runs, the first the baseline, with KPIs by name; outcomes are still 0. Free with
 * drawn_free. */
static inline pk_comparison_t drawn_plans(int nplan, long nrun, const char *const *kpis, int nkpi, bool uncertain,
                                          bool feedback)
{
    static const char *all[] = {"all"}, *const names[] = {"base", "one",  "two", "three",
                                                          "four", "five", "six", "seven"};
    static pk_window_t windows[] = {{"all", 1, 2, false}};
    pk_comparison_t c = {.nresult = nplan};
    c.results = PK_ARRAY(&c.arena, pk_result_t, nplan);
    c.expected = PK_ARRAY(&c.arena, double *, nplan);
    c.differences = PK_ARRAY(&c.arena, pk_difference_t, nplan * nkpi);
    c.baseline_sure = PK_ARRAY(&c.arena, pk_sure_t, nkpi);
    for (int s = 0; s < nplan; s++) {
        pk_result_t *r = &c.results[s];
        *r = (pk_result_t){.scenario = names[s % 8],
                           .title = names[s % 8],
                           .engine = "cohort",
                           .seed = 7,
                           .nrun = (int)nrun,
                           .nstep = 2,
                           .ngroup = 1,
                           .nkpi = nkpi,
                           .nwindow = 1,
                           .uncertain = uncertain,
                           .feedback = feedback,
                           .group_names = all,
                           .group_labels = all,
                           .windows = windows};
        r->kpis = PK_ARRAY(&r->arena, pk_result_kpi_t, nkpi);
        r->kpi = PK_ARRAY(&r->arena, pk_summary_t, nkpi);
        r->kpi_runs = PK_ARRAY(&r->arena, double, nkpi *nrun);
        c.expected[s] = pk_heap((size_t)(nkpi * nrun), sizeof(double));
        for (int k = 0; k < nkpi; k++) {
            r->kpis[k] = (pk_result_kpi_t){.name = kpis[k],
                                           .label = kpis[k],
                                           .unit = "EUR",
                                           .above = -1,
                                           .below = -1,
                                           .rank = k + 1,
                                           .by_group = true};
        }
        kpi_words(r->kpis, nkpi);
    }
    return c;
}

/* The outcome of a run, and what the expected engine says of its draw. */
static inline void drawn_set(pk_comparison_t *c, int plan, int kpi, long run, double outcome, double expected)
{
    c->results[plan].kpi_runs[kpi * c->results[plan].nrun + run] = outcome;
    c->expected[plan][kpi * c->results[plan].nrun + run] = expected;
}

/* Means, differences and certainty, of outcomes that are all there. */
static inline void drawn_fill(pk_comparison_t *c)
{
    c->ndifference = 0;
    for (int s = 0; s < c->nresult; s++) {
        for (int k = 0; k < c->results[s].nkpi; k++) {
            const pk_result_t *r = &c->results[s], *base = &c->results[c->baseline];
            double *apart = pk_heap((size_t)r->nrun, sizeof(double)); /* summaries move what they are of */
            memcpy(apart, &r->kpi_runs[k * r->nrun], (size_t)r->nrun * sizeof(double));
            r->kpi[k] = pk_summarise(apart, r->nrun);
            if (s != c->baseline) {
                for (long run = 0; run < r->nrun; run++) {
                    apart[run] = r->kpi_runs[k * r->nrun + run] - base->kpi_runs[k * base->nrun + run];
                }
                const pk_summary_t of = pk_summarise(apart, r->nrun);
                c->differences[c->ndifference++] = (pk_difference_t){.scenario = s,
                                                                     .cell = k,
                                                                     .base_cell = k,
                                                                     .persona = "all",
                                                                     .period = "all",
                                                                     .kpi = r->kpis[k].name,
                                                                     .label = r->kpis[k].label,
                                                                     .unit = "EUR",
                                                                     .lower_is_better = r->kpis[k].lower_is_better,
                                                                     .mean = r->kpi[k].mean,
                                                                     .diff_mean = of.mean,
                                                                     .diff_sd = of.sd,
                                                                     .diff_p05 = of.p05,
                                                                     .diff_p50 = of.p50,
                                                                     .diff_p95 = of.p95};
            }
            free(apart);
        }
    }
    for (int i = 0; i < c->ndifference; i++) {
        c->differences[i].baseline_mean = c->results[c->baseline].kpi[c->differences[i].base_cell].mean;
    }
    pk_certainty_fill(c, 1);
}

static inline void drawn_free(pk_comparison_t *c)
{
    for (int s = 0; s < c->nresult; s++) {
        pk_arena_free(&c->results[s].arena);
        free(c->expected[s]);
    }
    pk_arena_free(&c->arena);
}

#endif
