/* The least spend that reaches a target in a part of the futures.
 *
 * With a budget, the plan that reaches it most surely is the one whose quantile over the draws is highest: so the
 * search aims at that quantile, and the budget is halved in between until the runs by chance reach the target in the
 * part that is asked for and one standard error more. What counts is told by fresh runs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/best_parts.h"

enum { HALVINGS = 8, DOUBLINGS = 7, LIFTS = 16 };

int pk_best_goal(const pk_optimisation_t *file, const pk_result_t *result)
{
    for (int k = 0; k < result->ngoal; k++) {
        const pk_result_goal_t *goal = &result->goals[k];
        if (goal->at_least && goal->bound == file->least_spend.at_least &&
            strcmp(goal->kpi, file->least_spend.kpi) == 0) {
            return k;
        }
    }
    return -1;
}

/* The part of the runs by chance in which the plan x reaches the target. */
static pk_status_t chance_of(pk_best_work_t *self, const pk_best_options_t *options, const double *x, double *chance,
                             pk_diag_t *diag)
{
    pk_moved_t *moved = pk_heap((size_t)self->namount + 1, sizeof *moved);
    pk_result_t result = {0};
    for (int i = 0; i < self->namount; i++) {
        moved[i] = (pk_moved_t){.what = self->slots[i], .value = x[i]};
    }
    const pk_run_options_t run = {.threads = options->threads,
                                  .vector = options->vector,
                                  .kpis_alone = true,
                                  .runs = PK_LEAST_RUNS * self->file->runs,
                                  .first_run = 2 * self->ndraw,
                                  .moved = moved,
                                  .nmoved = self->namount};
    const pk_status_t status = pk_run_plan(&self->plan, &run, &result, diag);
    const int goal = status == PK_OK ? pk_best_goal(self->file, &result) : -1;
    *chance = goal >= 0 ? result.goals[goal].p_met : NAN;
    free(moved);
    pk_result_free(&result);
    return status;
}

/* The best plan with a budget, from one with another. */
static bool with_budget(pk_best_work_t *self, double budget, const pk_allocated_t *from, pk_care_t care,
                        pk_allocated_t *to)
{
    const double before = self->problem.budget;
    double *x = pk_heap((size_t)self->namount + 1, sizeof *x);
    self->problem.budget = budget - self->fixed;
    self->budget = budget;
    for (int i = 0; i < self->namount; i++) {
        x[i] = from->x[i] * (self->amounts[i].weight > 0 && before > 0 ? self->problem.budget / before : 1);
    }
    const bool possible = pk_allocate_from(&self->problem, x, from->scale, care, to);
    free(x);
    return possible;
}

typedef struct {
    double budget, chance;
    pk_allocated_t found;
} pk_try_t;

static pk_status_t try_budget(pk_best_work_t *self, const pk_best_options_t *options, double budget,
                              const pk_allocated_t *from, pk_care_t care, pk_try_t *out, pk_diag_t *diag)
{
    *out = (pk_try_t){.budget = budget};
    if (!with_budget(self, budget, from, care, &out->found)) {
        return pk_error(diag, self->file->least_spend.place, NULL, "no plan spends %.6g within its bounds", budget);
    }
    return chance_of(self, options, out->found.x, &out->chance, diag);
}

static double least_of(const pk_best_work_t *self)
{
    double least = self->fixed;
    for (int i = 0; i < self->namount; i++) {
        least += self->amounts[i].weight * self->amounts[i].least;
    }
    return least;
}

static pk_status_t refuse(const pk_best_work_t *self, const pk_try_t *most, pk_diag_t *diag)
{
    const pk_least_spend_t *goal = &self->file->least_spend;
    return pk_error(diag, goal->place, "ask for less, for a smaller part of the futures, or let more move",
                    "no spend reaches %s of at least %.10g in %.4g%% of the futures: with %.6g it is %.3g%%", goal->kpi,
                    goal->at_least, 100 * goal->in, most->budget, 100 * most->chance);
}

static void swap(pk_try_t *to, pk_try_t *from)
{
    pk_allocated_free(&to->found);
    *to = *from;
    *from = (pk_try_t){0};
}

/* The tries are searched roughly. The last one is carried to its end, or the price of its budget would tell what the
 * search had left to find; where runs no longer bear it out, with a little more. */
static pk_status_t finish(pk_best_work_t *self, const pk_best_options_t *options, double wanted, double step,
                          pk_try_t *last, pk_diag_t *diag)
{
    pk_try_t next = {.chance = -1};
    pk_status_t status = PK_OK;
    for (int k = 0; k < LIFTS && status == PK_OK && next.chance < wanted; k++) {
        pk_allocated_free(&next.found);
        status = try_budget(self, options, last->budget + k * step, &last->found, PK_CARE_LOCAL, &next, diag);
    }
    if (status == PK_OK && next.chance >= wanted) {
        swap(last, &next);
    }
    pk_allocated_free(&next.found);
    return status;
}

pk_status_t pk_best_least(pk_best_work_t *self, const pk_best_options_t *options, pk_allocated_t *found,
                          pk_diag_t *diag)
{
    const double in = self->file->least_spend.in, least = least_of(self);
    const double wanted = fmin(in + sqrt(in * (1 - in) / (double)(PK_LEAST_RUNS * self->file->runs)), 1 - 1e-9);
    pk_try_t high, next = {0};
    double low = least;
    pk_status_t status = try_budget(self, options, self->budget, found, PK_CARE_ROUGH, &high, diag);
    for (int k = 0; k < DOUBLINGS && status == PK_OK && high.chance < wanted; k++) {
        low = high.budget;
        status = try_budget(self, options, 2 * high.budget, &high.found, PK_CARE_ROUGH, &next, diag);
        if (status == PK_OK) {
            swap(&high, &next);
        }
    }
    if (status == PK_OK && high.chance < wanted) {
        status = refuse(self, &high, diag);
    }
    for (int k = 0; k < HALVINGS && status == PK_OK; k++) {
        const double middle = k == 0 && low == least ? fmax(low, 1e-6 * high.budget) : 0.5 * (low + high.budget);
        status = try_budget(self, options, middle, &high.found, PK_CARE_ROUGH, &next, diag);
        if (status == PK_OK && next.chance >= wanted) {
            swap(&high, &next);
        } else {
            low = middle;
            pk_allocated_free(&next.found);
        }
    }
    if (status == PK_OK) {
        status = finish(self, options, wanted, high.budget - low, &high, diag);
    }
    if (status == PK_OK) {
        self->budget = high.budget;
        self->problem.budget = high.budget - self->fixed;
        pk_allocated_free(found);
        *found = high.found;
        high.found = (pk_allocated_t){0};
    }
    pk_allocated_free(&high.found);
    return status;
}
