/* An evaluator as a function with a gradient: what optimisers and samplers call.
 *
 * The points are x and, a number each, a little further: all of them times all draws are evaluated side by side. A
 * point that is impossible is tried a little before instead. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/evaluate_parts.h"

/* sqrt of the rounding of a double: the forward difference's error is then of that size, of which half is the
 * curvature's and half the rounding's. */
static const double STEP = 0x1p-26;

/* Points at one time: point k is x, or x with one number moved. */
struct pk_function_memory {
    const pk_function_t *function;
    double *points;           /* [point][input] */
    double *out;              /* [point][draw][output] */
    pk_evaluated_t *outcomes; /* [point][draw] */
    int *moved;               /* [point]: the number that is; -1: none */
};

void pk_function_init(pk_function_t *self, pk_evaluator_t *evaluator, int output, const double *draws, long ndraw)
{
    const size_t points = (size_t)evaluator->ninput + 1, outputs = (size_t)pk_evaluator_outputs(evaluator);
    *self = (pk_function_t){.evaluator = evaluator, .output = output, .draws = draws, .ndraw = ndraw};
    self->memory = pk_heap(1, sizeof *self->memory);
    *self->memory = (struct pk_function_memory){
        .points = pk_heap(points * points, sizeof(double)),
        .out = pk_heap(points * (size_t)ndraw * outputs + 1, sizeof(double)),
        .outcomes = pk_heap(points * (size_t)ndraw + 1, sizeof(pk_evaluated_t)),
        .moved = pk_heap(points, sizeof(int)),
    };
}

void pk_function_free(pk_function_t *self)
{
    if (self->memory != NULL) {
        free(self->memory->points);
        free(self->memory->out);
        free(self->memory->outcomes);
        free(self->memory->moved);
        free(self->memory);
    }
    *self = (pk_function_t){0};
}

/* The numbers of one draw at one point. */
static pk_given_t draws_of(void *context, pk_evaluating_t *by, long index, double *room)
{
    const pk_function_t *function = context;
    const pk_evaluator_t *evaluator = function->evaluator;
    const long draw = index % function->ndraw;
    const double *x = &function->memory->points[index / function->ndraw * evaluator->ninput];
    if (evaluator->redraws) {
        (void)pk_evaluating_draw(by, (uint64_t)draw, x, room);
    } else {
        memcpy(room, &function->draws[draw * evaluator->plan->nslot], (size_t)evaluator->plan->nslot * sizeof *room);
        pk_moves_apply(by->moves, pk_evaluator_moves(evaluator, x, by->moves), room);
    }
    const double *draws = &function->draws[draw * evaluator->plan->nslot];
    const bool own = function->after != NULL;
    return (pk_given_t){.draws = room, .after = own ? &function->after[draw * evaluator->tail->plan.nslot] : draws};
}

static double mean_of(const pk_function_t *self, long point)
{
    const long outputs = pk_evaluator_outputs(self->evaluator);
    double sum = 0;
    for (long draw = 0; draw < self->ndraw; draw++) {
        sum += self->memory->out[(point * self->ndraw + draw) * outputs + self->output];
    }
    return sum / (double)self->ndraw;
}

static void put_point(const pk_function_t *self, long point, const double *x, int moved, double side)
{
    const int n = self->evaluator->ninput;
    double *at = &self->memory->points[point * n];
    memcpy(at, x, (size_t)n * sizeof *at);
    self->memory->moved[point] = moved;
    if (moved >= 0) {
        at[moved] += side * STEP * (x[moved] == 0 ? 1 : fabs(x[moved]));
    }
}

static void evaluate(pk_function_t *self, long points)
{
    pk_evaluating_many(self->evaluator, points * self->ndraw, draws_of, self, self->memory->out,
                       self->memory->outcomes);
}

/* Slopes from the points first..points-1: the difference over the step as doubles have it, not as it was meant. */
static void slopes(const pk_function_t *self, const double *x, long first, long points, double here, double *gradient)
{
    for (long point = first; point < points; point++) {
        const int k = self->memory->moved[point];
        gradient[k] =
            (mean_of(self, point) - here) / (self->memory->points[point * self->evaluator->ninput + k] - x[k]);
    }
}

double pk_function_value(unsigned n, const double *x, double *gradient, void *data)
{
    pk_function_t *self = data;
    PK_REQUIRE((int)n == self->evaluator->ninput);
    long points = 0;
    put_point(self, points++, x, -1, 0);
    for (int k = 0; k < (int)n && gradient != NULL; k++) {
        put_point(self, points++, x, k, 1);
    }
    evaluate(self, points);
    const double here = mean_of(self, 0);
    if (gradient == NULL) {
        return here;
    }
    slopes(self, x, 1, points, here, gradient);
    points = 0;
    for (int k = 0; k < (int)n && !isnan(here); k++) {
        if (isnan(gradient[k])) {
            put_point(self, points++, x, k, -1);
        }
    }
    if (points > 0) {
        evaluate(self, points);
        slopes(self, x, 0, points, here, gradient);
    }
    return here;
}
