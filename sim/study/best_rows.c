/* The rows of the result: amounts with what one more brings there, bounds with their prices, and the budget's curve. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/linear.h"
#include "study/best_parts.h"

/* A marginal return is over this part of what the budget would buy of an amount; of a lever, of its range. */
static const double STEP = 1e-5;

static double size_of(const pk_best_work_t *self, int i)
{
    const pk_amount_t *amount = &self->amounts[i];
    if (amount->weight > 0) {
        return fmax(self->problem.budget, 1e-9) / amount->weight;
    }
    return amount->most > amount->least ? amount->most - amount->least : fmax(fabs(amount->today), 1e-9);
}

/* What one more of an amount in each of its steps does to what is aimed at and to the conditions: slopes[1 +
 * nconditions][amount]. */
static double *slopes_at(pk_best_work_t *self, const double *x)
{
    const int n = self->namount, width = 1 + self->nconditions;
    double *points = pk_heap((size_t)((n + 1) * n) + 1, sizeof *points);
    double *values = pk_heap((size_t)((n + 1) * width), sizeof *values);
    double *slopes = pk_heap((size_t)(width * n) + 1, sizeof *slopes);
    for (int k = 0; k <= n; k++) {
        memcpy(&points[k * n], x, (size_t)n * sizeof *points);
        if (k > 0) {
            points[k * n + k - 1] += STEP * size_of(self, k - 1);
        }
    }
    pk_best_values(self, false, n + 1, points, values);
    for (int i = 0; i < n; i++) {
        for (int o = 0; o < width; o++) {
            slopes[o * n + i] = (values[(i + 1) * width + o] - values[o]) / (points[(i + 1) * n + i] - x[i]);
        }
    }
    free(points);
    free(values);
    return slopes;
}

/* ---- multipliers ---- */

/* What a unit more of the budget, of each sum and of each condition brings, where the optimum stands at it: by least
 * squares on the slopes of the amounts that stand at no bound of their own. For plans of many amounts, of which each
 * price by optimising again would take minutes; of few it is the same number (to first order nothing else changes). */
typedef struct {
    int count;     /* [count] 0 the budget, then sums, then conditions */
    double *value; /* NAN: not known */
    const double *slopes;
} pk_multipliers_t;

/* What a unit of amount i takes of bound k. */
static double takes(const pk_best_work_t *self, const pk_multipliers_t *by, int k, int i)
{
    return k == 0              ? self->amounts[i].weight
           : k <= self->nlimit ? self->limits[k - 1].c[i]
                               : by->slopes[(k - self->nlimit) * self->namount + i];
}

static bool stands_at(pk_best_work_t *self, const double *x, int k)
{
    if (k > self->nlimit) {
        double values[1 + PK_CONDITIONS_MOST];
        pk_best_values(self, false, 1, x, values);
        return values[k - self->nlimit] > -1e-6 * fabs(self->conditions[k - self->nlimit - 1].bound);
    }
    return k == 0 ? pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_BUDGET, 0})
                  : (isfinite(self->limits[k - 1].high) &&
                     pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_LIMIT_HIGH, k - 1})) ||
                        (isfinite(self->limits[k - 1].low) &&
                         pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_LIMIT_LOW, k - 1}));
}

static bool is_free(const pk_best_work_t *self, const double *x, int i)
{
    return !pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_LEAST, i}) &&
           !pk_allocation_binds(&self->problem, x, (pk_bound_t){PK_BOUND_MOST, i});
}

static pk_multipliers_t multipliers(pk_best_work_t *self, const double *x, const double *slopes)
{
    pk_multipliers_t by = {.count = 1 + self->nlimit + self->nconditions, .slopes = slopes};
    const int n = by.count;
    double *a = pk_heap((size_t)(n * n), sizeof *a);
    by.value = pk_heap((size_t)n, sizeof *by.value);
    int *at = pk_heap((size_t)n, sizeof *at), m = 0;
    for (int k = 0; k < n; k++) {
        if (stands_at(self, x, k)) {
            at[m++] = k;
        }
    }
    double *b = pk_heap((size_t)n, sizeof *b);
    for (int i = 0; i < self->namount; i++) {
        for (int p = 0; p < m && is_free(self, x, i); p++) {
            const double take = takes(self, &by, at[p], i);
            for (int q = 0; q < m; q++) {
                a[p * m + q] += take * takes(self, &by, at[q], i);
            }
            b[p] += take * slopes[i];
        }
    }
    const bool solved = m > 0 && pk_linear_solve(m, a, 1, b);
    for (int p = 0; p < m; p++) {
        by.value[at[p]] = solved ? b[p] : NAN;
    }
    free(a);
    free(b);
    free(at);
    return by;
}

/* What one more on the bound of an amount brings: what the amount does, less what it takes from the others. */
static double price_by(const pk_best_work_t *self, const pk_multipliers_t *by, int i)
{
    double price = by->slopes[i];
    for (int k = 0; k < by->count; k++) {
        price -= by->value[k] == 0 ? 0 : by->value[k] * takes(self, by, k, i);
    }
    return price;
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

static void amount_rows(pk_best_work_t *self, const pk_allocated_t *found, const double *slopes, pk_best_t *best)
{
    const pk_model_t *model = self->file->scenario->model;
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
            .marginal = sign * slopes[i] / (self->amounts[i].weight > 0 ? self->amounts[i].weight : 1),
            .bound = bound_at(self, found->x, i),
            .price = NAN,
            .most_seen = self->most_seen[self->amounts[i].group],
        };
    }
}

/* What one more on the bound brings: of an amount, one more in each of its steps, so that a price is per unit of money
 * that the bound is worth over the period. */
static double price_of(pk_best_work_t *self, const pk_allocated_t *found, pk_bound_t bound)
{
    const double price = pk_allocation_price(&self->problem, found, bound);
    return self->lower_is_better ? -price : price;
}

static void amount_prices(pk_best_work_t *self, const pk_allocated_t *found, const pk_multipliers_t *by,
                          pk_best_t *best)
{
    const double sign = self->lower_is_better ? -1 : 1;
    for (int i = 0; i < self->namount && !found->flat; i++) {
        pk_best_row_t *row = &best->rows[i];
        if (*row->bound == '\0') {
            continue;
        }
        const pk_bound_t bound = {strcmp(row->bound, "least") == 0 ? PK_BOUND_LEAST : PK_BOUND_MOST, i};
        row->price = by != NULL ? sign * price_by(self, by, i) : price_of(self, found, bound);
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

static void budget_row(pk_best_work_t *self, const pk_allocated_t *found, const pk_multipliers_t *by, pk_best_t *best)
{
    const double sign = self->lower_is_better ? -1 : 1;
    const pk_bound_t bound = {PK_BOUND_BUDGET, 0};
    const bool binds = pk_allocation_binds(&self->problem, found->x, bound);
    best->spent_today = self->spent_today;
    best->spent = self->fixed + sum_of(self, NULL, found->x);
    best->budget = self->budget;
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
        .price = !binds || found->flat ? NAN
                 : by != NULL          ? sign * by->value[0]
                                       : price_of(self, found, bound),
    };
}

static void limit_rows(pk_best_work_t *self, const pk_allocated_t *found, const pk_multipliers_t *by, pk_best_t *best)
{
    const double sign = self->lower_is_better ? -1 : 1;
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
            .price = (!at_high && !at_low) || found->flat ? NAN
                     : by != NULL                         ? sign * by->value[1 + k]
                                                          : price_of(self, found, at_high ? high : low),
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
    if (model->ncapacity > 0) {
        pk_best_values(self, false, 1, found->x, &values[0]);
    }
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
    double *slopes = slopes_at(self, found->x);
    pk_multipliers_t many = {0};
    const bool quick = self->namount >= PK_MANY_AMOUNTS && !found->flat;
    if (quick) {
        many = multipliers(self, found->x, slopes);
    }
    amount_rows(self, found, slopes, best);
    amount_prices(self, found, quick ? &many : NULL, best);
    budget_row(self, found, quick ? &many : NULL, best);
    limit_rows(self, found, quick ? &many : NULL, best);
    free(many.value);
    free(slopes);
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
