#include "study/best.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/best_parts.h"
#include "study/compare.h"

/* ---- what clashes ---- */

static const char *member(const pk_best_work_t *self, int k, pk_arena_t *arena)
{
    const pk_sum_limit_t *limit = k < 0 ? NULL : &self->limits[k];
    const char *name = limit == NULL ? "the budget" : self->file->limits[self->limit_of[k]].name;
    if (limit == NULL) {
        return pk_arena_format(arena, "%s (%s %.10g)", name, self->problem.exactly ? "exactly" : "at most",
                               pk_best_budget(self));
    }
    const pk_optimise_limit_t *written = &self->file->limits[self->limit_of[k]];
    return isfinite(written->most) ? pk_arena_format(arena, "%s at most %.10g", name, written->most)
                                   : pk_arena_format(arena, "%s at least %.10g", name, written->least);
}

/* What the channels of one limit may come to over the horizon; of all together where `alone` is below 0. */
static const char *reach_text(pk_best_work_t *self, int alone)
{
    const pk_sum_limit_t *limit = alone < 0 ? NULL : &self->limits[alone];
    const pk_optimise_limit_t *written = alone < 0 ? NULL : &self->file->limits[self->limit_of[alone]];
    double least = self->fixed;
    if (limit != NULL) { /* what fixed channels spend has come off its bounds */
        least = isfinite(written->most) ? written->most - limit->high : written->least - limit->low;
    }
    double most = least;
    for (int i = 0; i < self->namount; i++) {
        const double weight = limit == NULL ? self->amounts[i].weight : limit->c[i];
        least += weight > 0 ? weight * self->amounts[i].least : 0;
        most += weight > 0 ? weight * self->amounts[i].most : 0;
    }
    const char *name = limit == NULL ? "all channels together spend" : "there it is";
    return isfinite(most) ? pk_arena_format(&self->arena, "%s %.10g to %.10g", name, least, most)
                          : pk_arena_format(&self->arena, "%s %.10g up", name, least);
}

static pk_status_t tell_clash(pk_best_work_t *self, pk_diag_t *diag)
{
    bool *members = PK_ARRAY(&self->arena, bool, 1 + self->nlimit);
    const char *text = "";
    pk_place_t place = self->file->budget_place;
    int count = 0, alone = -1;
    (void)pk_allocation_clash(&self->problem, members);
    for (int k = -1; k < self->nlimit; k++) {
        if (members[k + 1]) {
            text = pk_arena_format(&self->arena, "%s%s%s", text, count++ > 0 ? " and " : "",
                                   member(self, k, &self->arena));
            alone = k;
            place = k >= 0 ? self->file->limits[self->limit_of[k]].place : place;
        }
    }
    return pk_error(diag, place, "loosen one of them", "%s cannot be kept together with what each channel may be: %s",
                    text, reach_text(self, count == 1 ? alone : -1));
}

/* ---- the search ---- */

static void make_problem(pk_best_work_t *self)
{
    self->budget = pk_best_budget(self);
    if (self->file->least_spend.kpi != NULL) { /* where the search for it begins */
        double least = self->fixed;
        for (int i = 0; i < self->namount; i++) {
            least += self->amounts[i].weight * self->amounts[i].least;
        }
        self->budget = fmax(self->budget, least);
    }
    self->problem = (pk_allocation_t){
        .n = self->namount,
        .amounts = self->amounts,
        .budget = self->budget - self->fixed,
        .exactly = self->file->budget_kind != PK_BUDGET_AT_MOST && self->file->least_spend.kpi == NULL,
        .nlimit = self->nlimit,
        .limits = self->limits,
        .nconditions = self->nconditions,
        .quick = true,
        .aim = {.values = pk_best_values, .context = self},
    };
}

static pk_status_t search(pk_best_work_t *self, pk_allocated_t *found, pk_diag_t *diag)
{
    make_problem(self);
    if (!pk_allocate(&self->problem, found)) {
        return tell_clash(self, diag);
    }
    if (!found->allowed) {
        return pk_error(diag, self->nconditions > 0 ? self->file->limits[self->condition_of[0]].place : PK_NOWHERE,
                        "loosen it", "no amounts within the budget keep the limit on %s",
                        self->nconditions > 0 ? self->file->limits[self->condition_of[0]].name : "a KPI");
    }
    return PK_OK;
}

/* What the plan gains in what is aimed at, in the draws that stand. */
static double gain_of(pk_best_work_t *self, const double *x, double *today, double *there)
{
    double *aim = pk_heap((size_t)self->ndraw, sizeof *aim), *scratch = pk_heap((size_t)self->ndraw, sizeof *scratch);
    pk_best_by_draw(self, NULL, aim);
    const double before = pk_best_aimed(self, aim, self->ndraw, scratch);
    *today = pk_mean(aim, self->ndraw);
    pk_best_by_draw(self, x, aim);
    const double after = pk_best_aimed(self, aim, self->ndraw, scratch);
    *there = pk_mean(aim, self->ndraw);
    free(aim);
    free(scratch);
    return after - before;
}

static double aimed_today(pk_best_work_t *self)
{
    double *scratch = pk_heap((size_t)self->ndraw, sizeof *scratch);
    const double aimed = pk_best_aimed(self, self->aim_today, self->ndraw, scratch);
    free(scratch);
    return aimed;
}

static void describe(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    const pk_optimisation_t *file = self->file;
    best->name = pk_arena_copy(&best->arena, file->name);
    best->title = pk_arena_copy(&best->arena, file->title);
    best->aim = pk_arena_copy(&best->arena, file->aim);
    best->currency = pk_arena_copy(&best->arena, file->scenario->model->currency);
    best->aim_at = file->aim_at;
    best->of_level = file->of_level;
    best->lower_is_better = self->lower_is_better;
    best->flat = found->flat;
    best->starts = found->nstart;
    best->searches = found->nlocal;
    best->failed = found->nfailed;
    best->evaluations = found->nvalue;
    best->draws = self->ndraw;
    best->rounds = self->rounds;
    best->is_checked = self->checked;
    best->plan = pk_best_text(self, found->x, &best->arena);
}

/* ---- against today's plan, by chance, on fresh draws ---- */

/* The part of the fresh futures that reach the target, of either plan. */
static void read_chance(const pk_best_work_t *self, pk_best_t *best)
{
    const pk_least_spend_t *goal = &self->file->least_spend;
    best->chance = best->chance_today = NAN;
    if (goal->kpi == NULL) {
        return;
    }
    const pk_result_t *results = best->comparison.results;
    best->least_kpi = pk_arena_copy(&best->arena, goal->kpi);
    best->least_by = goal->by != NULL ? pk_arena_copy(&best->arena, goal->by) : "";
    best->at_least = goal->at_least;
    best->in = goal->in;
    best->chance_today = results[0].goals[pk_best_goal(self->file, &results[0])].p_met;
    best->chance = results[1].goals[pk_best_goal(self->file, &results[1])].p_met;
}

static void read_comparison(pk_best_work_t *self, pk_best_t *best)
{
    const pk_comparison_t *comparison = &best->comparison;
    const pk_difference_t *difference = pk_comparison_find(comparison, 1, 0, self->file->aim);
    const int kpi = pk_result_kpi(&comparison->results[0], self->file->aim);
    best->aim_label = comparison->results[0].kpis[kpi].label;
    best->unit = comparison->results[0].kpis[kpi].unit;
    best->aim_is_money = comparison->results[0].kpis[kpi].money;
    const double sign = best->lower_is_better ? -1 : 1;
    best->corrected = difference->sure.gain;
    best->corrected_se = difference->sure.gain_se;
    best->evpi = difference->sure.evpi;
    best->p_better = difference->sure.better.p;
    best->verdict =
        best->flat ? PK_VERDICT_KEEP : pk_verdict_of(sign * best->corrected, best->corrected_se, best->evpi);
    const pk_sure_t *sure = pk_comparison_sure(comparison, best->verdict == PK_VERDICT_KEEP ? 0 : 1, self->file->aim);
    best->price = sure != NULL ? sure->loss : NAN;
    read_chance(self, best);
    const long runs = comparison->results[0].nrun;
    best->expected = pk_mean(&comparison->expected[1][difference->cell * runs], runs) -
                     pk_mean(&comparison->expected[0][difference->base_cell * runs], runs);
}

static pk_status_t verify(pk_best_work_t *self, const pk_best_options_t *options, pk_best_t *best, pk_diag_t *diag)
{
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.runs = self->file->runs;
    overrides.seed = (long long)self->file->scenario->seed;
    pk_scenario_t *plan = pk_optimisation_plan(self->file, "plan", best->plan, &overrides, &self->arena, diag);
    if (plan == NULL) {
        return PK_BAD_INPUT;
    }
    plan->title = best->title;
    self->scenario->after_horizon = self->past ? self->foresight.tail.steps : 0;
    pk_scenario_t *both[] = {self->scenario, plan};
    const pk_run_options_t run = {.threads = options->threads,
                                  .vector = options->vector,
                                  .progress = options->progress,
                                  .runs = self->file->runs,
                                  .look = self->past ? PK_LOOK_PAST : PK_LOOK_NOT,
                                  .first_run = self->first_fresh};
    const pk_status_t status = pk_compare(both, 2, 0, &run, &best->comparison, diag);
    if (status == PK_OK) {
        read_comparison(self, best);
    }
    return status;
}

static pk_status_t find_best(pk_best_work_t *self, const pk_best_options_t *options, pk_best_t *best, pk_diag_t *diag)
{
    pk_allocated_t found = {0};
    double today, there;
    pk_status_t status = search(self, &found, diag);
    self->first_fresh = 2 * self->ndraw;
    if (status == PK_OK && self->file->least_spend.kpi != NULL) {
        status = pk_best_least(self, options, &found, diag);
        self->first_fresh += PK_LEAST_RUNS * self->file->runs;
    } else if (status == PK_OK && !found.flat) {
        status = pk_best_correct(self, options, &found, aimed_today(self), diag);
    }
    if (status == PK_OK) {
        describe(self, &found, best);
        best->gain = gain_of(self, found.x, &best->aim_today, &best->aim_best);
        pk_best_rows(self, &found, best);
        pk_best_curve(self, &found, best);
        pk_best_responses(self, &found, best);
        pk_best_value_draw(self, self->ndraw, self->ndraw);
        best->fresh_gain = gain_of(self, found.x, &today, &there);
        status = verify(self, options, best, diag);
    }
    pk_allocated_free(&found);
    return status;
}

/* Today's plan, with the target that is asked for. */
static pk_scenario_t *base_of(const pk_optimisation_t *file, pk_arena_t *arena, pk_diag_t *diag)
{
    if (file->least_spend.kpi == NULL) {
        return file->scenario;
    }
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.runs = file->runs;
    overrides.seed = (long long)file->scenario->seed;
    pk_scenario_t *base =
        pk_optimisation_plan(file, file->scenario->name, pk_best_target(file, arena), &overrides, arena, diag);
    if (base != NULL) {
        base->title = file->scenario->title;
    }
    return base;
}

pk_status_t pk_best_find(const pk_optimisation_t *file, const pk_best_options_t *options, pk_best_t *best,
                         pk_diag_t *diag)
{
    pk_best_work_t work = {.file = file};
    *best = (pk_best_t){0};
    work.scenario = base_of(file, &work.arena, diag);
    pk_status_t status = work.scenario == NULL ? PK_BAD_INPUT : pk_plan_compile(work.scenario, &work.today, diag);
    if (status == PK_OK) {
        status = pk_best_amounts(&work, diag);
    }
    if (status == PK_OK) {
        status = pk_best_value_init(&work, options, diag);
    }
    if (status == PK_OK) {
        status = find_best(&work, options, best, diag);
    }
    pk_best_value_free(&work);
    return status;
}

pk_status_t pk_best_check(const pk_optimisation_t *file, pk_diag_t *diag)
{
    pk_best_work_t work = {.file = file};
    pk_status_t status = pk_plan_compile(file->scenario, &work.today, diag);
    if (status == PK_OK) {
        status = pk_best_amounts(&work, diag);
    }
    if (status == PK_OK) {
        make_problem(&work);
        bool *members = PK_ARRAY(&work.arena, bool, 1 + work.nlimit);
        status = pk_allocation_clash(&work.problem, members) ? tell_clash(&work, diag) : PK_OK;
    }
    pk_best_value_free(&work);
    return status;
}
