/* The rows of the result: amounts with what one more brings there, bounds with their prices, and the budget's curve. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/best_parts.h"

/* A marginal return is over this part of what the budget would buy of an amount; of a lever, of its range. */
static const double STEP = 1e-5;
enum { PRICES_MOST = 24 };

static double size_of(const pk_best_work_t *self, int i)
{
    const pk_amount_t *amount = &self->amounts[i];
    if (amount->weight > 0) {
        return fmax(self->problem.budget, 1e-9) / amount->weight;
    }
    return amount->most > amount->least ? amount->most - amount->least : fmax(fabs(amount->today), 1e-9);
}

/* What one more unit of money (or one more of a lever) brings to what is aimed at, amount by amount. */
static void marginal_returns(pk_best_work_t *self, const double *x, double *marginal)
{
    const int n = self->namount, width = 1 + self->nconditions;
    double *points = pk_heap((size_t)((n + 1) * n) + 1, sizeof *points);
    double *values = pk_heap((size_t)((n + 1) * width), sizeof *values);
    for (int k = 0; k <= n; k++) {
        memcpy(&points[k * n], x, (size_t)n * sizeof *points);
        if (k > 0) {
            points[k * n + k - 1] += STEP * size_of(self, k - 1);
        }
    }
    pk_best_values(self, false, n + 1, points, values);
    for (int i = 0; i < n; i++) {
        const double unit = self->amounts[i].weight > 0 ? self->amounts[i].weight : 1;
        marginal[i] = (values[(i + 1) * width] - values[0]) / (points[(i + 1) * n + i] - x[i]) / unit;
    }
    free(points);
    free(values);
}

/* ---- amounts ---- */

static const char *bound_at(const pk_best_work_t *self, const double *x, int i)
{
    if (self->amounts[i].least == self->amounts[i].most) {
        return "fixed";
    }
    return pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_LEAST, i})  ? "least"
           : pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_MOST, i}) ? "most"
                                                                                    : "";
}

static void amount_rows(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    const pk_model_t *model = self->file->scenario->model;
    double *marginal = pk_heap((size_t)self->namount + 1, sizeof *marginal);
    marginal_returns(self, found->x, marginal);
    const double sign = self->lower_is_better ? -1 : 1;
    for (int i = 0; i < self->namount; i++) {
        const pk_driver_t *driver = &model->drivers[self->moved[self->amounts[i].group]];
        const pk_period_t *period = &self->periods[i % self->nperiod];
        best->rows[best->nrow++] = (pk_best_row_t){
            .kind = driver->kind == PK_DRIVER_CHANNEL ? PK_BEST_CHANNEL : PK_BEST_LEVER,
            .name = pk_arena_copy(&best->arena, driver->name),
            .label = pk_arena_copy(&best->arena, driver->label),
            .period = pk_arena_copy(&best->arena, period->label),
            .first = period->first,
            .last = period->last,
            .today = self->amounts[i].today,
            .best = found->x[i],
            .least = self->amounts[i].least,
            .most = isfinite(self->amounts[i].most) ? self->amounts[i].most : NAN,
            .marginal = sign * marginal[i],
            .bound = bound_at(self, found->x, i),
            .price = NAN,
            .most_seen = self->most_seen[self->amounts[i].group],
        };
    }
    free(marginal);
}

/* What one more on the bound brings: of an amount, one more in each of its steps, so that a price is per unit of money
 * that the bound is worth over the period. */
static double price_of(pk_best_work_t *self, const pk_allocated_t *found, pk_bound_t bound)
{
    const double price = pk_allocation_price(&self->problem, found, bound);
    return self->lower_is_better ? -price : price;
}

/* Prices of the bounds that bind. Where there are very many, those on which the most hangs. */
static void amount_prices(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best, int first)
{
    int left = PRICES_MOST;
    for (int i = 0; i < self->namount && left > 0 && !found->flat; i++) {
        pk_best_row_t *row = &best->rows[first + i];
        if (*row->bound == '\0') {
            continue;
        }
        const pk_bound_t bound = {strcmp(row->bound, "least") == 0 ? PK_BOUND_LEAST : PK_BOUND_MOST, i};
        row->price = price_of(self, found, bound);
        left--;
    }
}

/* ---- budget, limits, capacities ---- */

static double sum_of(const pk_best_work_t *self, const double *c, const double *x)
{
    double sum = 0;
    for (int i = 0; i < self->namount; i++) {
        sum += x[i] * (c != NULL ? c[i] : self->amounts[i].weight);
    }
    return sum;
}

static void budget_row(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    const pk_bound_t bound = {PK_BOUND_BUDGET, 0};
    const bool binds = pk_allocation_binds(&self->problem, found->x, bound);
    best->spent_today = self->spent_today;
    best->spent = self->fixed + sum_of(self, NULL, found->x);
    best->budget = pk_best_budget(self);
    best->exactly = self->problem.exactly;
    best->rows[best->nrow++] = (pk_best_row_t){
        .kind = PK_BEST_BUDGET,
        .name = "budget",
        .label = "budget",
        .period = "all",
        .today = self->spent_today,
        .best = best->spent,
        .least = best->exactly ? best->budget : NAN,
        .most = best->budget,
        .marginal = NAN,
        .bound = binds ? best->exactly ? "fixed" : "most" : "",
        .price = binds && !found->flat ? price_of(self, found, bound) : NAN,
    };
}

static void limit_rows(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    double *today = pk_heap((size_t)self->namount + 1, sizeof *today);
    for (int i = 0; i < self->namount; i++) {
        today[i] = self->amounts[i].today;
    }
    for (int k = 0; k < self->nlimit; k++) {
        const pk_optimise_limit_t *limit = &self->file->limits[self->limit_of[k]];
        const double fixed =
            isfinite(limit->most) ? limit->most - self->limits[k].high : limit->least - self->limits[k].low;
        const pk_bound_t low = {PK_BOUND_LIMIT_LOW, k}, high = {PK_BOUND_LIMIT_HIGH, k};
        const bool at_high = isfinite(limit->most) && pk_allocation_binds(&self->problem, found->x, high);
        const bool at_low = isfinite(limit->least) && pk_allocation_binds(&self->problem, found->x, low);
        best->rows[best->nrow++] = (pk_best_row_t){
            .kind = PK_BEST_LIMIT,
            .name = pk_arena_copy(&best->arena, limit->name),
            .label = pk_arena_copy(&best->arena, limit->name),
            .period = "all",
            .today = fixed + sum_of(self, self->limits[k].c, today),
            .best = fixed + sum_of(self, self->limits[k].c, found->x),
            .least = isfinite(limit->least) ? limit->least : NAN,
            .most = isfinite(limit->most) ? limit->most : NAN,
            .marginal = NAN,
            .bound = at_high  ? "most"
                     : at_low ? "least"
                              : "",
            .price = at_high && !found->flat  ? price_of(self, found, high)
                     : at_low && !found->flat ? price_of(self, found, low)
                                              : NAN,
        };
    }
    free(today);
}

/* A bound on a KPI: its mean over the draws, and whether it binds. */
static void kpi_rows(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    for (int c = 0; c < self->nconditions; c++) {
        const pk_optimise_limit_t *limit = &self->file->limits[self->condition_of[c]];
        const pk_condition_t *condition = &self->conditions[c];
        double values[2][1 + PK_CONDITIONS_MOST], *points = pk_heap(2 * (size_t)self->namount + 1, sizeof *points);
        for (int i = 0; i < self->namount; i++) {
            points[i] = self->amounts[i].today;
            points[self->namount + i] = found->x[i];
        }
        double mean[2];
        for (int k = 0; k < 2; k++) {
            /* g = sign (above - bound below): with the bound 0 it is above, and their ratio follows */
            pk_best_values(self, false, 1, &points[k * self->namount], values[0]);
            const double bound = condition->bound, with = values[0][1 + c];
            self->conditions[c].bound = 0;
            pk_best_values(self, false, 1, &points[k * self->namount], values[1]);
            self->conditions[c].bound = bound;
            const double above = condition->sign * values[1][1 + c], off = condition->sign * with;
            mean[k] = bound == 0 ? above : above / ((above - off) / bound);
        }
        const bool binds = fabs(mean[1] - condition->bound) <= 1e-6 * fabs(condition->bound);
        best->rows[best->nrow++] = (pk_best_row_t){
            .kind = PK_BEST_LIMIT,
            .name = pk_arena_copy(&best->arena, limit->name),
            .label = pk_arena_copy(&best->arena, limit->name),
            .period = "all",
            .today = mean[0],
            .best = mean[1],
            .least = condition->sign < 0 ? condition->bound : NAN,
            .most = condition->sign > 0 ? condition->bound : NAN,
            .marginal = NAN,
            .bound = !binds                ? ""
                     : condition->sign > 0 ? "most"
                                           : "least",
            .price = NAN,
        };
        if (binds && !found->flat) {
            const double step = 1e-4 * fmax(fabs(condition->bound), 1e-9);
            pk_allocated_t again;
            self->conditions[c].bound += step;
            if (pk_allocate_from(&self->problem, found->x, found->scale, PK_CARE_LOCAL, &again)) {
                best->rows[best->nrow - 1].price =
                    (self->lower_is_better ? -1 : 1) * (again.value - found->value) / step;
                pk_allocated_free(&again);
            }
            self->conditions[c].bound -= step;
        }
        free(points);
    }
}

/* A capacity is no amount of ours; what one more unit of it a step would bring is the aim's slope there, since the best
 * amounts, being best, do not change it to first order. */
static void capacity_rows(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    const pk_model_t *model = self->file->scenario->model;
    double *values = pk_heap(2 * (1 + (size_t)self->nconditions), sizeof *values);
    for (int c = 0; c < model->ncapacity; c++) {
        pk_diag_t quiet = {0};
        pk_movable_t what;
        const char *path = pk_arena_format(&self->arena, "capacity.%s.per_step", model->capacities[c].name);
        const bool found_it =
            pk_movable_find(&self->plan, path, &what, &quiet) == PK_OK && what.nslot == 1 && !what.argument;
        pk_diag_free(&quiet);
        if (!found_it) {
            continue;
        }
        double there = 0, *kept = pk_heap((size_t)self->ndraw, sizeof *kept);
        for (long d = 0; d < self->ndraw; d++) {
            kept[d] = self->draws[d * self->plan.nslot + what.slots[0]];
            there += kept[d] / (double)self->ndraw;
        }
        const double step = 1e-4 * there;
        pk_best_values(self, false, 1, found->x, &values[0]);
        for (long d = 0; d < self->ndraw; d++) {
            self->draws[d * self->plan.nslot + what.slots[0]] += step;
        }
        pk_best_values(self, false, 1, found->x, &values[1 + self->nconditions]);
        for (long d = 0; d < self->ndraw; d++) {
            self->draws[d * self->plan.nslot + what.slots[0]] = kept[d];
        }
        free(kept);
        const double price = (values[1 + self->nconditions] - values[0]) / step;
        best->rows[best->nrow++] = (pk_best_row_t){
            .kind = PK_BEST_CAPACITY,
            .name = pk_arena_copy(&best->arena, model->capacities[c].name),
            .label = pk_arena_copy(&best->arena, model->capacities[c].label),
            .period = "all",
            .today = there,
            .best = there,
            .least = NAN,
            .most = there,
            .marginal = NAN,
            .bound = price != 0 ? "most" : "",
            .price = price != 0 ? (self->lower_is_better ? -price : price) : NAN,
        };
    }
    free(values);
}

void pk_best_rows(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    const int room = self->namount + 1 + self->file->nlimit * 2 + self->file->scenario->model->ncapacity;
    best->rows = PK_ARRAY(&best->arena, pk_best_row_t, room);
    amount_rows(self, found, best);
    amount_prices(self, found, best, 0);
    budget_row(self, found, best);
    limit_rows(self, found, best);
    kpi_rows(self, found, best);
    capacity_rows(self, found, best);
}

/* ---- with another budget ---- */

static void curve_point(pk_best_work_t *self, double budget, const double *x, pk_best_t *best)
{
    double *aim = pk_heap((size_t)self->ndraw, sizeof *aim);
    pk_best_by_draw(self, x, aim);
    const pk_summary_t summary = pk_summarise(aim, self->ndraw);
    best->curve[best->ncurve++] =
        (pk_budget_point_t){.budget = budget, .mean = summary.mean, .p05 = summary.p05, .p95 = summary.p95};
    free(aim);
}

/* Each budget by a search of its own from the optimum, all amounts larger or smaller alike. */
void pk_best_curve(pk_best_work_t *self, const pk_allocated_t *found, pk_best_t *best)
{
    static const double PARTS[] = {0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2};
    enum { NPART = sizeof PARTS / sizeof *PARTS };
    best->curve = PK_ARRAY(&best->arena, pk_budget_point_t, NPART);
    double *x = pk_heap((size_t)self->namount + 1, sizeof *x);
    for (int k = 0; k < NPART && !found->flat; k++) {
        pk_allocation_t other = self->problem;
        const double budget = PARTS[k] * best->budget;
        other.budget = budget - self->fixed;
        for (int i = 0; i < self->namount; i++) {
            x[i] = self->amounts[i].weight > 0 ? PARTS[k] * found->x[i] : found->x[i];
        }
        pk_allocated_t again;
        if (PARTS[k] == 1) {
            curve_point(self, budget, found->x, best);
        } else if (other.budget > 0 && pk_allocate_from(&other, x, found->scale, PK_CARE_ROUGH, &again)) {
            if (again.allowed) {
                curve_point(self, budget, again.x, best);
            }
            pk_allocated_free(&again);
        }
    }
    free(x);
}
