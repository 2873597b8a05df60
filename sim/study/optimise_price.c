/* What one more on a bound brings. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/optimise_parts.h"

/* A bound is moved by this part of the free budget (of a lever: of its room). */
static const double STEP = 1e-4;
/* Nearer than this part, an optimum lies at its bound. */
static const double AT = 1e-7;

static double unit_of(const pk_space_t *space, int amount)
{
    for (int k = 0; k < space->n; k++) {
        if (space->amount[k] == amount) {
            return space->scale[k] * (space->money[k] ? 1 : space->room[k]);
        }
    }
    for (int k = 0; k < space->n; k++) { /* one that is not moved, in the measure of one that is */
        if (space->money[k] && space->problem->amounts[amount].weight > 0) {
            return space->scale[k] * space->problem->amounts[space->amount[k]].weight /
                   space->problem->amounts[amount].weight;
        }
    }
    return fmax(fabs(space->problem->amounts[amount].least), DBL_MIN);
}

/* What a bound is measured in: the free budget, of an amount what that would buy of it, of a limit its largest part. */
static double unit(const pk_allocation_t *self, pk_bound_t bound)
{
    pk_space_t space;
    pk_space_init(&space, self);
    double size = 0;
    for (int k = 0; k < space.n && bound.kind >= PK_BOUND_BUDGET; k++) {
        const int i = space.amount[k];
        const double c = bound.kind == PK_BOUND_BUDGET ? self->amounts[i].weight : self->limits[bound.index].c[i];
        size = fmax(size, fabs(c) * space.scale[k]);
    }
    size = bound.kind < PK_BOUND_BUDGET ? unit_of(&space, bound.index) : size;
    pk_space_free(&space);
    return size;
}

static double sum_of(const pk_allocation_t *self, const double *x, const double *c)
{
    double sum = 0;
    for (int i = 0; i < self->n; i++) {
        sum += x[i] * (c != NULL ? c[i] : self->amounts[i].weight);
    }
    return sum;
}

bool pk_allocation_binds(const pk_allocation_t *self, const double *x, pk_bound_t bound)
{
    const double near = AT * unit(self, bound);
    const pk_sum_limit_t *limit = bound.kind >= PK_BOUND_LIMIT_LOW ? &self->limits[bound.index] : NULL;
    switch (bound.kind) {
    case PK_BOUND_LEAST:
        return x[bound.index] <= self->amounts[bound.index].least + near;
    case PK_BOUND_MOST:
        return x[bound.index] >= self->amounts[bound.index].most - near;
    case PK_BOUND_BUDGET:
        return isfinite(self->budget) && sum_of(self, x, NULL) >= self->budget - near;
    case PK_BOUND_LIMIT_LOW:
        return sum_of(self, x, limit->c) <= limit->low + near;
    case PK_BOUND_LIMIT_HIGH:
        return sum_of(self, x, limit->c) >= limit->high - near;
    }
    return false;
}

/* The problem with its bound `step` higher; amounts and limits are copies. */
static void raise_bound(pk_allocation_t *problem, pk_amount_t *amounts, pk_sum_limit_t *limits, pk_bound_t bound,
                        double step)
{
    pk_amount_t *amount = &amounts[bound.index];
    problem->amounts = amounts;
    problem->limits = limits;
    switch (bound.kind) {
    case PK_BOUND_LEAST:
    case PK_BOUND_MOST: {
        const bool fixed = amount->least == amount->most;
        amount->most += bound.kind == PK_BOUND_MOST || fixed ? step : 0;
        amount->least += bound.kind == PK_BOUND_LEAST || fixed ? step : 0;
        break;
    }
    case PK_BOUND_BUDGET:
        problem->budget += step;
        break;
    case PK_BOUND_LIMIT_LOW:
    case PK_BOUND_LIMIT_HIGH: {
        pk_sum_limit_t *limit = &limits[bound.index];
        const bool fixed = limit->low == limit->high;
        limit->high += bound.kind == PK_BOUND_LIMIT_HIGH || fixed ? step : 0;
        limit->low += bound.kind == PK_BOUND_LIMIT_LOW || fixed ? step : 0;
        break;
    }
    }
}

/* SLSQP may stand still where it starts at a solution of the old bound: so the step is first put where it brings most.
 */
static double *with_step(const pk_allocation_t *raised, const double *x, double part)
{
    pk_search_t search;
    pk_search_init(&search, raised);
    const int n = search.space.n;
    double *best = pk_heap((size_t)raised->n + 1, sizeof *best), *z = PK_ARRAY(&search.arena, double, n *(n + 1) + 1);
    pk_worth_t *worths = PK_ARRAY(&search.arena, pk_worth_t, n + 1);
    int chosen = 0;
    for (int k = 0; k <= n; k++) {
        pk_space_parts(&search.space, x, &z[k * n]);
        if (k > 0) {
            z[k * n + k - 1] += part;
        }
        (void)pk_space_project(&search.space, &z[k * n]);
    }
    pk_search_worths(&search, false, n + 1, z, worths);
    for (int k = 1; k <= n; k++) {
        chosen = pk_worth_is_better(&search, worths[k], worths[chosen], 0) ? k : chosen;
    }
    pk_space_amounts(&search.space, &z[chosen * n], best);
    pk_search_free(&search);
    return best;
}

double pk_allocation_price(const pk_allocation_t *self, const pk_allocated_t *optimum, pk_bound_t bound)
{
    if (optimum->flat || !pk_allocation_binds(self, optimum->x, bound)) {
        return 0;
    }
    const double step = STEP * unit(self, bound);
    pk_allocation_t raised = *self;
    pk_amount_t *amounts = pk_heap((size_t)self->n + 1, sizeof *amounts);
    pk_sum_limit_t *limits = pk_heap((size_t)self->nlimit + 1, sizeof *limits);
    memcpy(amounts, self->amounts, (size_t)self->n * sizeof *amounts);
    for (int k = 0; k < self->nlimit; k++) {
        limits[k] = self->limits[k];
    }
    raise_bound(&raised, amounts, limits, bound, step);
    double *x = with_step(&raised, optimum->x, STEP), price = NAN;
    pk_allocated_t again;
    if (pk_allocate_from(&raised, x, optimum->scale, PK_CARE_LOCAL, &again)) {
        price = again.allowed ? (again.value - optimum->value) / step : NAN;
        pk_allocated_free(&again);
    }
    free(x);
    free(amounts);
    free(limits);
    return price;
}
