/* What points are worth, and slopes: by the problem's own or by differences. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/optimise_parts.h"

/* Of the free budget, or of a lever's room: one-sided differences are off by about as much of the aim's scale,
 * two-sided ones by its square. */
static const double STEP = 1e-6, FINE_STEP = 1e-5;

void pk_search_init(pk_search_t *self, const pk_allocation_t *problem)
{
    *self = (pk_search_t){.problem = problem, .scale = 1};
    pk_space_init(&self->space, problem);
    self->slopes = PK_ARRAY(&self->arena, double, (1 + problem->nconditions) * (problem->n + 1));
    for (int c = 0; c < problem->nconditions; c++) {
        self->condition_scale[c] = 1;
    }
}

void pk_search_free(pk_search_t *self)
{
    pk_space_free(&self->space);
    pk_arena_free(&self->arena);
    free(self->x);
    free(self->values);
    *self = (pk_search_t){0};
}

static void make_room(pk_search_t *self, long count)
{
    if (count > self->batch) {
        self->batch = count;
        self->x = pk_heap_resize(self->x, (size_t)(count * self->problem->n) + 1, sizeof *self->x);
        self->values =
            pk_heap_resize(self->values, (size_t)(count * (1 + self->problem->nconditions)), sizeof *self->values);
    }
}

static void work_out(pk_search_t *self, bool coarse, long count, const double *z)
{
    make_room(self, count);
    for (long i = 0; i < count; i++) {
        pk_space_amounts(&self->space, &z[i * self->space.n], &self->x[i * self->problem->n]);
    }
    self->problem->aim.values(self->problem->aim.context, coarse, count, self->x, self->values);
    self->nvalue += count;
}

pk_worth_t pk_search_worth_of(const pk_search_t *self, const double *values)
{
    pk_worth_t worth = {.value = values[0]};
    for (int c = 0; c < self->problem->nconditions; c++) {
        const double over = values[1 + c] / self->condition_scale[c];
        worth.over = isnan(over) ? INFINITY : fmax(worth.over, over > 1e-9 ? over : 0);
    }
    return worth;
}

void pk_search_values(pk_search_t *self, bool coarse, long count, const double *z, double *values)
{
    work_out(self, coarse, count, z);
    memcpy(values, self->values, (size_t)(count * (1 + self->problem->nconditions)) * sizeof *values);
}

void pk_search_worths(pk_search_t *self, bool coarse, long count, const double *z, pk_worth_t *worths)
{
    work_out(self, coarse, count, z);
    for (long i = 0; i < count; i++) {
        worths[i] = pk_search_worth_of(self, &self->values[i * (1 + self->problem->nconditions)]);
    }
}

bool pk_worth_is_better(const pk_search_t *self, pk_worth_t a, pk_worth_t b, double margin)
{
    if (isnan(a.value) || isnan(b.value)) {
        return !isnan(a.value) && isnan(b.value);
    }
    if (a.over != b.over) {
        return a.over < b.over;
    }
    return a.value > b.value + margin * self->scale + 8 * DBL_EPSILON * fabs(b.value);
}

/* ---- slopes ---- */

static void own_slopes(pk_search_t *self, bool coarse, const double *z, double *values, double *slopes)
{
    const pk_space_t *space = &self->space;
    const int n = self->problem->n;
    make_room(self, 1);
    pk_space_amounts(space, z, self->x);
    self->problem->aim.slopes(self->problem->aim.context, coarse, self->x, values, self->slopes);
    for (int o = 0; o <= self->problem->nconditions; o++) {
        for (int k = 0; k < space->n; k++) {
            slopes[o * space->n + k] = self->slopes[o * n + space->amount[k]] * space->scale[k];
        }
    }
}

/* Point 0 is z; then for each part a little above it, and below it if both sides are wanted; inside its bounds. */
static void put_points(const pk_space_t *space, int sides, double step, const double *z, double *points)
{
    const int n = space->n;
    memcpy(points, z, (size_t)n * sizeof *points);
    for (int k = 0; k < n; k++) {
        for (int side = 0; side < sides; side++) {
            double *at = &points[(1 + k * sides + side) * n];
            memcpy(at, z, (size_t)n * sizeof *at);
            const double up = fmin(z[k] + step, space->room[k]), down = fmax(z[k] - step, 0);
            at[k] = side == 0 && up > z[k] ? up : down;
            if (sides == 2 && side == 1 && (up == z[k] || down == z[k])) {
                at[k] = z[k];
            }
        }
    }
}

static void slopes_by_differences(pk_search_t *self, bool coarse, bool fine, const double *z, double *values,
                                  double *slopes)
{
    const int n = self->space.n, sides = fine ? 2 : 1, outputs = 1 + self->problem->nconditions;
    const long count = 1 + (long)n * sides;
    double *points = pk_heap((size_t)(count * n) + 1, sizeof *points);
    put_points(&self->space, sides, fine ? FINE_STEP : STEP, z, points);
    work_out(self, coarse, count, points);
    memcpy(values, self->values, (size_t)outputs * sizeof *values);
    for (int k = 0; k < n; k++) {
        const long up = 1 + k * sides, down = fine ? up + 1 : 0;
        const double width = points[up * n + k] - points[down * n + k];
        for (int o = 0; o < outputs; o++) {
            slopes[o * n + k] = (self->values[up * outputs + o] - self->values[down * outputs + o]) / width;
        }
    }
    free(points);
}

void pk_search_slopes(pk_search_t *self, bool coarse, bool fine, const double *z, double *values, double *slopes)
{
    if (self->problem->aim.slopes != NULL) {
        own_slopes(self, coarse, z, values, slopes);
    } else {
        slopes_by_differences(self, coarse, fine, z, values, slopes);
    }
    self->nslope++;
    const int n = self->space.n;
    for (int o = 0; o <= self->problem->nconditions; o++) {
        const double scale = o == 0 ? self->scale : self->condition_scale[o - 1];
        for (int k = 0; k < n; k++) {
            slopes[o * n + k] = isfinite(slopes[o * n + k]) ? slopes[o * n + k] / scale : 0;
        }
    }
}
