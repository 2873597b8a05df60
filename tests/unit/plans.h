/* A comparison made by hand: scenarios with a few KPIs and outcomes that a test writes down. */
#ifndef PLANS_H
#define PLANS_H

#include <stdlib.h>
#include <string.h>

#include "cli/screen.h"
#include "kpi_words.h"
#include "pk_test.h"
#include "study/compare.h"

enum { PLAN_RUNS = 4, PLAN_KPIS = 4, PLANS = 3 };

static const pk_result_kpi_t plan_kpis[PLAN_KPIS] = {
    {"new_customers", "New customers", "customers", false, -1, -1, .by_group = true},
    {"spend", "Spend", "EUR", true, -1, -1, .by_group = false},
    {"profit", "Profit", "EUR", false, -1, -1, .by_group = false},
    {"loyal", "Loyal", "share", false, -1, -1, .by_group = true}};

static inline pk_summary_t plan_spread(double mean, double half)
{
    return (pk_summary_t){mean, half / 1.645, mean - half, mean - half / 2, mean, mean + half / 2, mean + half};
}

/* One scenario: its KPIs' means, and the profit of each run (profit's mean is theirs). */
static inline void plan_fill(pk_result_t *r, const char *name, const char *title, double customers, double spend,
                             const double profit[PLAN_RUNS])
{
    static const char *all[] = {"all"};
    static const long days[] = {20514, 20521, 20528}; /* 2026-03-02 and the weeks after it */
    static pk_window_t windows[] = {{"all", 1, 2, false}, {"2026-03-15", 1, 2, true}};
    double mean = 0;
    *r = (pk_result_t){.scenario = name,
                       .title = title,
                       .model_title = "Räystäät",
                       .engine = "cohort",
                       .currency = "EUR",
                       .step_unit = "week",
                       .seed = 7,
                       .population = 40000,
                       .nrun = PLAN_RUNS,
                       .nstep = 2,
                       .ngroup = 1,
                       .nkpi = PLAN_KPIS,
                       .nwindow = 2,
                       .uncertain = true,
                       .group_names = all,
                       .group_labels = all,
                       .windows = windows,
                       .days = days};
    r->kpis = PK_ARRAY(&r->arena, pk_result_kpi_t, PLAN_KPIS);
    memcpy(r->kpis, plan_kpis, sizeof plan_kpis);
    kpi_words(r->kpis, PLAN_KPIS);
    r->kpi = PK_ARRAY(&r->arena, pk_summary_t, 2 * PLAN_KPIS);
    r->kpi_mcse = PK_ARRAY(&r->arena, double, 2 * PLAN_KPIS);
    r->kpi_runs = PK_ARRAY(&r->arena, double, 2 * PLAN_KPIS * PLAN_RUNS);
    for (int run = 0; run < PLAN_RUNS; run++) {
        r->kpi_runs[2 * PLAN_RUNS + run] = profit[run];
        mean += profit[run] / PLAN_RUNS;
    }
    for (int window = 0; window < 2; window++) {
        pk_summary_t *kpi = &r->kpi[pk_kpi_cell(r, window, 0, 0)];
        kpi[0] = plan_spread(customers, 80);
        kpi[1] = plan_spread(spend, 0);
        kpi[2] = plan_spread(mean, 4000);
        kpi[3] = plan_spread(0.234, 0.02);
    }
}

/* The differences from the baseline, each with an interval of a tenth around it. */
static inline void plan_differences(pk_comparison_t *c)
{
    c->differences = PK_ARRAY(&c->arena, pk_difference_t, c->nresult * PLAN_KPIS);
    for (int s = 0; s < c->nresult; s++) {
        for (int k = 0; k < PLAN_KPIS && s != c->baseline; k++) {
            const pk_result_kpi_t *kpi = &plan_kpis[k];
            double mean = c->results[s].kpi[k].mean, before = c->results[c->baseline].kpi[k].mean, d = mean - before;
            double half = k == 1 ? 0 : fabs(d) / 10;
            bool better = kpi->lower_is_better ? d < 0 : d > 0;
            c->differences[c->ndifference++] = (pk_difference_t){
                .scenario = s,
                .cell = k,
                .base_cell = k,
                .persona = "all",
                .period = "all",
                .kpi = kpi->name,
                .label = kpi->label,
                .unit = kpi->unit,
                .lower_is_better = kpi->lower_is_better,
                .mean = mean,
                .baseline_mean = before,
                .diff_mean = d,
                .diff_sd = half / 1.6,
                .diff_p05 = d - half,
                .diff_p50 = d,
                .diff_p95 = d + half,
                .exact = half == 0,
                .sure = {.better = {better ? 0.75 : 0.25, 0.05, 0},
                         .best = {s == 1 ? 0.75 : 0.25, 0.05, 0},
                         .gain = d,
                         .draws = half > 0 ? PLAN_RUNS : 0},
            };
        }
    }
    c->baseline_sure = PK_ARRAY(&c->arena, pk_sure_t, 2 * PLAN_KPIS);
}

/* Gives a KPI of a plan another mean, and what depends on it. */
static inline void plan_set_mean(pk_comparison_t *c, int scenario, int kpi, double mean)
{
    c->results[scenario].kpi[kpi].mean = mean;
    for (int i = 0; i < c->ndifference; i++) {
        pk_difference_t *d = &c->differences[i];
        if (d->cell == kpi) {
            d->sure.gain = c->results[d->scenario].kpi[kpi].mean - c->results[c->baseline].kpi[kpi].mean;
        }
    }
}

/* Three plans: today (the baseline), a push that earns more in three draws of four, and silence that earns most in the
 * one that is left. */
static inline pk_comparison_t plan_comparison(void)
{
    pk_comparison_t c = {.nresult = PLANS};
    c.results = PK_ARRAY(&c.arena, pk_result_t, PLANS);
    plan_fill(&c.results[0], "today", "As today", 1234, 31200, (double[]){100000, 100000, 100000, 100000});
    plan_fill(&c.results[1], "push", "Kevätkampanja", 1500, 40000, (double[]){140000, 130000, 120000, 90000});
    plan_fill(&c.results[2], "silence", "No advertising", 1000, 0, (double[]){70000, 90000, 90000, 140000});
    plan_differences(&c);
    return c;
}

static inline void plan_free(pk_comparison_t *c)
{
    for (int s = 0; s < PLANS; s++) { /* also those that a test left out */
        pk_arena_free(&c->results[s].arena);
    }
    pk_arena_free(&c->arena);
}

/* A screen that prints into memory: begin, print, end gives the text, to be freed. */
typedef struct {
    pk_screen_t screen;
    char *text;
    size_t length;
} capture_t;

static inline void capture_begin(capture_t *self, int width)
{
    *self = (capture_t){.screen = {.width = width}};
    self->screen.stream = open_memstream(&self->text, &self->length);
}

static inline void capture_expect(capture_t *self, const char *expected)
{
    fclose(self->screen.stream);
    assert_string_equal(self->text, expected);
    free(self->text);
}

#endif
