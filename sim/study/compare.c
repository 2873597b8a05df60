#include "study/compare.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/kpi_catalogue.h"
#include "study/after.h"
#include "study/answer.h"
#include "study/by_horizon.h"
#include "study/certainty.h"
#include "study/decision.h"
#include "study/dots.h"
#include "study/horizon.h"
#include "study/payback.h"
#include "study/worth.h"

/* ---- which is the baseline ---- */

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

static bool same_file(const char *a, const char *b)
{
    char *real_a = realpath(a, NULL);
    pk_memory_or(real_a == NULL ? errno : 0);
    char *real_b = realpath(b, NULL);
    pk_memory_or(real_b == NULL ? errno : 0);
    const bool same = real_a != NULL && real_b != NULL ? strcmp(real_a, real_b) == 0 : strcmp(a, b) == 0;
    free(real_a);
    free(real_b);
    return same;
}

static int find_named(const pk_lineage_t *scenarios, int count, const char *named, pk_diag_t *diag)
{
    const char **names = pk_heap((size_t)count, sizeof *names);
    int found = -1;
    for (int k = 0; k < count && found < 0; k++) {
        names[k] = scenarios[k].name;
        const bool here = strcmp(named, scenarios[k].name) == 0 || same_file(named, scenarios[k].file) ||
                          strcmp(named, base_name(scenarios[k].file)) == 0;
        found = here ? k : -1;
    }
    if (found < 0) {
        const char *near = pk_nearest(named, names, count);
        pk_error(diag, PK_NOWHERE, near == NULL ? "name one of the scenarios that are compared" : NULL,
                 near == NULL ? "the baseline `%s` is not among the scenarios"
                              : "the baseline `%s` is not among the scenarios; is it `%s`?",
                 named, near == NULL ? "" : near);
    }
    free(names);
    return found;
}

static bool is_based_on(const pk_lineage_t *scenario, const char *file)
{
    for (int k = 1; k < scenario->nsource; k++) {
        if (same_file(scenario->sources[k]->name, file)) {
            return true;
        }
    }
    return false;
}

/* How many of the scenarios are based on this one, at any depth of the chain. */
static int followers(const pk_lineage_t *scenarios, int count, int candidate)
{
    int based = 0;
    for (int k = 0; k < count; k++) {
        based += k != candidate && is_based_on(&scenarios[k], scenarios[candidate].file);
    }
    return based;
}

int pk_baseline_find(const pk_lineage_t *scenarios, int count, const char *named, pk_diag_t *diag)
{
    if (named != NULL) {
        return find_named(scenarios, count, named, diag);
    }
    int best = 0, most = 0;
    for (int k = 0; k < count; k++) {
        const int based = followers(scenarios, count, k);
        if (based > most) {
            most = based;
            best = k;
        }
    }
    return best;
}

/* ---- differences ---- */

static void fill(pk_difference_t *to, const pk_summary_t *summary)
{
    to->diff_sd = summary->sd;
    to->diff_p05 = summary->p05;
    to->diff_p50 = summary->p50;
    to->diff_p95 = summary->p95;
}

enum { ROOMS = 6 };

/* Where a KPI of one result stands in itself and in the baseline. */
typedef struct {
    const pk_result_t *result, *baseline;
    int window, group;
    long at, base_at; /* cells */
    long count;
    double *scratch; /* [1 + ROOMS][run] */
} pk_pairing_t;

/* A KPI in every run; `room` counts from 0 and is used where these are packed. */
static const double *runs_of(const pk_pairing_t *pair, const pk_result_t *result, long cell, int room)
{
    return pk_result_some_runs(result, cell, 0, pair->count, &pair->scratch[(room + 1) * pair->count]);
}

static double mean_of_some(const pk_result_t *result, long cell, long count, double *room)
{
    return pk_mean(pk_result_some_runs(result, cell, 0, count, room), count);
}

/* The mean over the runs that both have; a ratio's is the ratio of means. */
static double mean_of(const pk_pairing_t *pair, const pk_result_t *result, long cell)
{
    const pk_result_kpi_t *kpi = &result->kpis[cell % result->nkpi];
    const long first = cell - cell % result->nkpi;
    if (result->nrun == pair->count) {
        return result->kpi[cell].mean;
    }
    return kpi->above >= 0 && kpi->below >= 0 ? mean_of_some(result, first + kpi->above, pair->count, pair->scratch) /
                                                    mean_of_some(result, first + kpi->below, pair->count, pair->scratch)
                                              : mean_of_some(result, cell, pair->count, pair->scratch);
}

/* Whether the differences of the runs, with this sd, are one number that more runs would not change. */
static bool is_exact(const pk_pairing_t *pair, double sd)
{
    const pk_result_t *both[] = {pair->result, pair->baseline};
    bool chance = false;
    for (int i = 0; i < 2; i++) {
        chance = chance || both[i]->uncertain || strcmp(both[i]->engine, "expected") != 0;
    }
    return sd == 0 || (pair->count == 1 && !chance);
}

static pk_difference_t paired(const pk_pairing_t *pair, int scenario, int kpi)
{
    const pk_result_t *result = pair->result, *baseline = pair->baseline;
    const double baseline_mean = mean_of(pair, baseline, pair->base_at);
    const double *runs = runs_of(pair, result, pair->at, 0), *base = runs_of(pair, baseline, pair->base_at, 1);
    for (long run = 0; run < pair->count; run++) {
        pair->scratch[run] = runs[run] - base[run];
    }
    const pk_summary_t summary = pk_summarise(pair->scratch, pair->count);
    pk_difference_t difference = {
        .scenario = scenario,
        .group = pair->group,
        .window = pair->window,
        .cell = pair->at,
        .base_cell = pair->base_at,
        .persona = result->group_names[pair->group],
        .period = result->windows[pair->window].label,
        .kpi = result->kpis[kpi].name,
        .label = result->kpis[kpi].label,
        .unit = result->kpis[kpi].unit,
        .lower_is_better = result->kpis[kpi].lower_is_better,
        .mean = result->kpi[pair->at].mean,
        .baseline_mean = baseline_mean,
    };
    difference.diff_mean = difference.mean - difference.baseline_mean;
    fill(&difference, &summary);
    difference.exact = is_exact(pair, summary.sd);
    return difference;
}

/* incremental_return = Δ(revenue - cost) / Δspend: what each unit of money more brings back. */
static pk_difference_t incremental(const pk_pairing_t *pair, int scenario)
{
    const pk_result_t *result = pair->result, *baseline = pair->baseline;
    const pk_kpi_entry_t *about = pk_kpi_entry("incremental_return");
    const char *const names[] = {"revenue", "cost", "spend"};
    const double *runs[3], *base[3];
    double mean[3];
    for (int k = 0; k < 3; k++) {
        const int here = pk_result_kpi(result, names[k]), there = pk_result_kpi(baseline, names[k]);
        const long at = pk_kpi_cell(result, pair->window, pair->group, here);
        const long base_at = pk_kpi_cell(baseline, pk_result_window(baseline, result->windows[pair->window].label),
                                         pk_result_group(baseline, result->group_names[pair->group]), there);
        mean[k] = result->kpi[at].mean - mean_of(pair, baseline, base_at);
        runs[k] = runs_of(pair, result, at, 2 * k);
        base[k] = runs_of(pair, baseline, base_at, 2 * k + 1);
    }
    for (long run = 0; run < pair->count; run++) {
        const double spend = runs[2][run] - base[2][run];
        const double gain = (runs[0][run] - base[0][run]) - (runs[1][run] - base[1][run]);
        pair->scratch[run] = spend != 0 ? gain / spend : NAN;
    }
    const pk_summary_t summary = pk_summarise(pair->scratch, pair->count);
    pk_difference_t out = {
        .scenario = scenario,
        .group = pair->group,
        .window = pair->window,
        .cell = -1,
        .base_cell = -1,
        .persona = result->group_names[pair->group],
        .period = result->windows[pair->window].label,
        .kpi = about->name,
        .label = about->words[PK_ENGLISH],
        .unit = about->unit,
        .mean = mean[2] != 0 ? (mean[0] - mean[1]) / mean[2] : NAN,
        .baseline_mean = NAN,
        .diff_mean = mean[2] != 0 ? (mean[0] - mean[1]) / mean[2] : NAN,
        .sure = {.better = {NAN, NAN, NAN}, .best = {NAN, NAN, NAN}},
    };
    fill(&out, &summary);
    out.exact = is_exact(pair, summary.sd);
    return out;
}

/* payback: quantiles over the draws in steps, and the part that pays. */
static pk_difference_t payback_row(const pk_payback_t *payback, int scenario, const pk_result_t *result)
{
    const pk_kpi_entry_t *about = pk_kpi_entry("payback");
    return (pk_difference_t){
        .scenario = scenario,
        .cell = -1,
        .base_cell = -1,
        .persona = result->group_names[0],
        .period = result->windows[0].label,
        .kpi = about->name,
        .label = about->words[PK_ENGLISH],
        .unit = about->unit,
        .lower_is_better = about->lower_is_better,
        .mean = NAN,
        .baseline_mean = NAN,
        .diff_mean = NAN,
        .diff_sd = NAN,
        .diff_p05 = payback->p05,
        .diff_p50 = payback->p50,
        .diff_p95 = payback->p95,
        .sure = {.better = {payback->pays, NAN, NAN}, .best = {NAN, NAN, NAN}},
        .exact = payback->exact,
    };
}

static void difference_rows(pk_comparison_t *self, int scenario, double *scratch)
{
    const pk_result_t *result = &self->results[scenario], *baseline = &self->results[self->baseline];
    for (int group = 0; group < result->ngroup; group++) {
        const int base_group = pk_result_group(baseline, result->group_names[group]);
        for (int window = 0; window < result->nwindow; window++) {
            const int base_window = pk_result_window(baseline, result->windows[window].label);
            if (result->windows[window].goal || base_group < 0 || base_window < 0) {
                continue;
            }
            pk_pairing_t pair = {.result = result,
                                 .baseline = baseline,
                                 .window = window,
                                 .group = group,
                                 .count = result->nrun,
                                 .scratch = scratch};
            for (int k = 0; k < result->nkpi; k++) {
                const int there = pk_result_kpi(baseline, result->kpis[k].name);
                if (there < 0 || (group > 0 && !result->kpis[k].by_group) || (window > 0 && result->kpis[k].past)) {
                    continue;
                }
                pair.at = pk_kpi_cell(result, window, group, k);
                pair.base_at = pk_kpi_cell(baseline, base_window, base_group, there);
                self->differences[self->ndifference++] = paired(&pair, scenario, k);
            }
            if (group == 0) {
                self->differences[self->ndifference++] = incremental(&pair, scenario);
            }
            if (group == 0 && window == 0 && pk_comparison_payback(self, scenario) != NULL) {
                self->differences[self->ndifference++] =
                    payback_row(pk_comparison_payback(self, scenario), scenario, result);
            }
        }
    }
}

static void all_differences(pk_comparison_t *self)
{
    long room = 0;
    int most = 0;
    for (int k = 0; k < self->nresult; k++) {
        const pk_result_t *result = &self->results[k];
        room += (long)result->ngroup * result->nwindow * (result->nkpi + 1) + 1;
        most = result->nrun > most ? result->nrun : most;
    }
    self->differences = PK_ARRAY(&self->arena, pk_difference_t, room);
    double *scratch = pk_heap((1 + ROOMS) * (size_t)most, sizeof(double));
    for (int k = 0; k < self->nresult; k++) {
        if (k != self->baseline) {
            difference_rows(self, k, scratch);
        }
    }
    free(scratch);
}

/* Progress over all scenarios: each is an equal part. */
typedef struct {
    const pk_progress_t *outer;
    int index, count;
} pk_part_t;

static void tell_part(void *context, double done, double total)
{
    const pk_part_t *part = context;
    part->outer->tell(part->outer->context, part->index * total + done, part->count * total);
}

void pk_comparison_fill(pk_comparison_t *comparison, int threads)
{
    all_differences(comparison);
    pk_certainty_fill(comparison, threads);
    pk_answer_fill(comparison);
    pk_by_horizon_finish(comparison);
    pk_decision_fill(comparison, threads);
    pk_dots_fill(comparison, threads);
}

void pk_comparison_pair(pk_comparison_t *self, const double *normals)
{
    const int other = 1 - self->baseline;
    const pk_result_t *baseline = &self->results[self->baseline], *result = &self->results[other];
    double *scratch = pk_heap((1 + ROOMS) * (size_t)result->nrun, sizeof(double));
    pk_pairing_t pair = {.result = result, .baseline = baseline, .count = result->nrun, .scratch = scratch};
    self->differences = PK_ARRAY(&self->arena, pk_difference_t, result->nkpi);
    for (int k = 0; k < result->nkpi; k++) {
        pair.at = pair.base_at = pk_kpi_cell(result, 0, 0, k);
        self->differences[self->ndifference++] = paired(&pair, other, k);
    }
    free(scratch);
    pk_certainty_better(self, normals);
}

void pk_comparison_pair_some(pk_comparison_t *self, const char *const *kpis, int count, const double *normals)
{
    const int other = 1 - self->baseline;
    const pk_result_t *baseline = &self->results[self->baseline], *result = &self->results[other];
    double *scratch = pk_heap((1 + ROOMS) * (size_t)result->nrun, sizeof(double));
    pk_pairing_t pair = {.result = result, .baseline = baseline, .count = result->nrun, .scratch = scratch};
    self->differences = PK_ARRAY(&self->arena, pk_difference_t, count);
    for (int k = 0; k < count; k++) {
        const int here = pk_result_kpi(result, kpis[k]), there = pk_result_kpi(baseline, kpis[k]);
        if (here >= 0 && there >= 0) {
            pair.at = pk_kpi_cell(result, 0, 0, here);
            pair.base_at = pk_kpi_cell(baseline, 0, 0, there);
            self->differences[self->ndifference++] = paired(&pair, other, here);
        }
    }
    free(scratch);
    pk_certainty_better(self, normals);
}

/* What runs one of the plans of a comparison into its place. */
typedef pk_status_t (*pk_run_one_fn)(void *context, int k, const pk_run_options_t *options, pk_result_t *result,
                                     pk_diag_t *diag);

/* The k-th of the plans to run: the baseline comes first, then the others in their order. */
static int kth(int k, int baseline)
{
    return k == 0 ? baseline : k <= baseline ? k - 1 : k;
}

/* Every plan, also after one that fails, so that all errors come at once. */
static pk_status_t run_all(pk_comparison_t *comparison, int count, const pk_run_options_t *options, pk_run_one_fn run,
                           void *context, pk_foresight_t *foresight, pk_cutting_t *cutting, pk_diag_t *diag)
{
    comparison->results = PK_ARRAY(&comparison->arena, pk_result_t, count);
    comparison->expected = PK_ARRAY(&comparison->arena, double *, count);
    comparison->nresult = count;
    pk_status_t status = PK_OK;
    pk_store_t store = {0};
    pk_profit_paths_t base = {0}, plan = {0};
    comparison->paybacks = options->series ? PK_ARRAY(&comparison->arena, pk_payback_t, count) : NULL;
    for (int i = 0; i < count; i++) {
        const int k = kth(i, comparison->baseline);
        pk_part_t part = {.outer = &options->progress, .index = i, .count = count};
        pk_run_options_t mine = *options;
        mine.expected = &comparison->expected[k];
        mine.store = &store;
        mine.paths = !options->series ? NULL : i == 0 ? &base : &plan;
        if (options->progress.tell != NULL) {
            mine.progress = (pk_progress_t){.tell = tell_part, .context = &part};
        }
        pk_foresight_lay(foresight, k, comparison->baseline, &mine);
        pk_cutting_lay(cutting, k, comparison->baseline, &mine);
        const pk_status_t one = run(context, k, &mine, &comparison->results[k], diag);
        status = one != PK_OK ? one : status;
        if (i > 0 && options->series && status == PK_OK) {
            pk_payback_tell(comparison, k, &plan, &base, diag);
        }
        pk_profit_paths_free(&plan);
        foresight->failed = foresight->failed || (k == comparison->baseline && one != PK_OK);
        pk_cutting_take(cutting, k, one != PK_OK, comparison);
    }
    comparison->aftermath = foresight->told;
    pk_profit_paths_free(&base);
    pk_store_free(&store);
    return status;
}

static pk_status_t run_scenario(void *context, int k, const pk_run_options_t *options, pk_result_t *result,
                                pk_diag_t *diag)
{
    pk_scenario_t *const *scenarios = context;
    return pk_run(scenarios[k], options, result, diag);
}

/* The plans as their runs will compile them; what is wrong with one of them its run tells. */
static pk_going_t *compile_all(pk_scenario_t *const *scenarios, int count)
{
    pk_going_t *plans = pk_heap((size_t)count, sizeof *plans);
    for (int k = 0; k < count; k++) {
        pk_diag_t unheard = {0};
        pk_plan_t *plan = pk_heap(1, sizeof *plan);
        const bool fine = pk_plan_compile(scenarios[k], plan, &unheard) == PK_OK;
        if (!fine) {
            pk_plan_free(plan);
            free(plan);
        }
        plans[k].plan = fine ? plan : NULL;
        pk_diag_free(&unheard);
    }
    return plans;
}

static void free_all(pk_going_t *plans, int count)
{
    for (int k = 0; k < count; k++) {
        if (plans[k].plan != NULL) {
            pk_plan_free(plans[k].plan);
            free(plans[k].plan);
        }
    }
    free(plans);
}

pk_status_t pk_compare(pk_scenario_t *const *scenarios, int count, int baseline, const pk_run_options_t *options,
                       pk_comparison_t *comparison, pk_diag_t *diag)
{
    *comparison = (pk_comparison_t){.baseline = baseline};
    pk_foresight_t foresight;
    pk_going_t *plans = compile_all(scenarios, count);
    pk_cutting_t cutting;
    pk_foresight_open(&foresight, plans, count, baseline, options, diag);
    pk_cutting_open(&cutting, plans, count, baseline, options);
    const pk_status_t status =
        run_all(comparison, count, options, run_scenario, (void *)(uintptr_t)scenarios, &foresight, &cutting, diag);
    pk_cutting_free(&cutting);
    pk_foresight_free(&foresight);
    free_all(plans, count);
    for (int k = 0; k < count && status == PK_OK; k++) {
        if (k != baseline) {
            pk_horizon_warn(scenarios[k], scenarios[baseline], diag);
        }
    }
    if (status == PK_OK) {
        pk_comparison_fill(comparison, options->threads);
    }
    if (status == PK_OK && options->by_horizon) {
        pk_worth_fill(scenarios[baseline], comparison);
    }
    return status;
}

/* ---- one plan under several settings ---- */

typedef struct {
    pk_plan_t *plan;
    const pk_arm_t *arms;
} pk_arms_t;

static pk_status_t run_arm(void *context, int k, const pk_run_options_t *options, pk_result_t *result, pk_diag_t *diag)
{
    const pk_arms_t *self = context;
    const pk_arm_t *arm = &self->arms[k];
    pk_run_options_t mine = *options;
    mine.moved = arm->moved;
    mine.nmoved = arm->nmoved;
    const pk_status_t status = pk_run_plan(self->plan, &mine, result, diag);
    result->scenario = arm->name != NULL ? pk_arena_copy(&result->arena, arm->name) : result->scenario;
    result->title = arm->title != NULL ? pk_arena_copy(&result->arena, arm->title) : result->title;
    return status;
}

pk_status_t pk_compare_arms(pk_plan_t *plan, const pk_arm_t *arms, int count, int baseline,
                            const pk_run_options_t *options, pk_comparison_t *comparison, pk_diag_t *diag)
{
    pk_arms_t all = {.plan = plan, .arms = arms};
    *comparison = (pk_comparison_t){.baseline = baseline};
    pk_foresight_t foresight;
    pk_run_options_t mine = *options;
    pk_going_t *plans = pk_heap((size_t)count, sizeof *plans);
    for (int k = 0; k < count; k++) {
        plans[k] = (pk_going_t){.plan = plan, .moved = arms[k].moved, .nmoved = arms[k].nmoved};
    }
    mine.look = options->look == PK_LOOK_PAST ? PK_LOOK_PAST : PK_LOOK_NOT;
    pk_foresight_open(&foresight, plans, count, baseline, &mine, diag);
    pk_cutting_t cutting = {0};
    const pk_status_t status = run_all(comparison, count, options, run_arm, &all, &foresight, &cutting, diag);
    pk_foresight_free(&foresight);
    free(plans);
    if (status == PK_OK) {
        pk_comparison_fill(comparison, options->threads);
    }
    return status;
}
