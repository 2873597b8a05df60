/* An evaluator as a function with a gradient: what optimisers and samplers call.
 *
 * The points are x and, a number each, a little further: all of them times all draws are evaluated side by side. A
 * point that is impossible is tried a little before instead. */
#include <math.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/evaluate_parts.h"

/* sqrt of the rounding of a double: the forward difference's error is then of that size, of which half is the
 * curvature's and half the rounding's. */
static const double STEP = 0x1p-26;

typedef struct {
    const pk_function_t *function;
    const double *x;
    double *points; /* [point][input] */
    double *values; /* [point][draw] */
} pk_points_t;

long pk_function_room(const pk_evaluator_t *evaluator, long ndraw)
{
    const long points = 1 + evaluator->ninput;
    return points * evaluator->ninput + points * ndraw + evaluator->threads * pk_evaluator_outputs(evaluator);
}

/* One point in one draw. */
static void one_value(void *context, long index, int worker)
{
    const pk_points_t *self = context;
    const pk_function_t *function = self->function;
    const pk_evaluator_t *evaluator = function->evaluator;
    pk_evaluating_t *by = &evaluator->workers[worker];
    const long point = index / function->ndraw, draw = index % function->ndraw;
    const double *x = &self->points[point * evaluator->ninput];
    double *out =
        &function
             ->scratch[pk_function_room(evaluator, function->ndraw) - (worker + 1) * pk_evaluator_outputs(evaluator)];
    if (evaluator->redraws) {
        (void)pk_evaluating_draw(by, (uint64_t)draw, x, by->draws);
    } else {
        memcpy(by->draws, &function->draws[draw * evaluator->plan->nslot],
               (size_t)evaluator->plan->nslot * sizeof(double));
        pk_moves_apply(by->moves, pk_evaluator_moves(evaluator, x, by->moves), by->draws);
    }
    const bool fine = pk_is_evaluated(pk_evaluating_try(by, by->draws, out));
    self->values[index] = fine ? out[function->output] : NAN;
}

static double mean_of(const pk_points_t *self, long point)
{
    const long ndraw = self->function->ndraw;
    double sum = 0;
    for (long draw = 0; draw < ndraw; draw++) {
        sum += self->values[point * ndraw + draw];
    }
    return sum / (double)ndraw;
}

static double step_of(double x)
{
    return STEP * (x == 0 ? 1 : fabs(x));
}

/* Point k + 1 is x with number k moved by `side` steps. */
static void lay_points(const pk_points_t *self, long points, double side)
{
    const int n = self->function->evaluator->ninput;
    for (long point = 0; point < points; point++) {
        memcpy(&self->points[point * n], self->x, (size_t)n * sizeof(double));
        if (point > 0) {
            self->points[point * n + point - 1] += side * step_of(self->x[point - 1]);
        }
    }
}

/* The difference over the step as doubles have it, not as it was meant. */
static double slope_of(const pk_points_t *self, int k, double here)
{
    const double there = self->points[(k + 1) * self->function->evaluator->ninput + k];
    return (mean_of(self, k + 1) - here) / (there - self->x[k]);
}

static void backward(const pk_points_t *self, double here, double *gradient)
{
    const long ndraw = self->function->ndraw;
    lay_points(self, 1 + self->function->evaluator->ninput, -1);
    for (int k = 0; k < self->function->evaluator->ninput; k++) {
        for (long draw = 0; isnan(gradient[k]) && draw < ndraw; draw++) {
            one_value((void *)self, (k + 1) * ndraw + draw, 0);
        }
        gradient[k] = isnan(gradient[k]) ? slope_of(self, k, here) : gradient[k];
    }
}

double pk_function_value(unsigned n, const double *x, double *gradient, void *data)
{
    const pk_function_t *function = data;
    const long points = gradient != NULL ? 1 + (long)n : 1;
    PK_REQUIRE((int)n == function->evaluator->ninput);
    pk_points_t self = {.function = function, .x = x, .points = function->scratch};
    self.values = self.points + (1 + (long)n) * n;
    lay_points(&self, points, 1);
    pk_parallel_for(points * function->ndraw, function->evaluator->threads, one_value, &self);
    const double here = mean_of(&self, 0);
    for (unsigned k = 0; k < n && gradient != NULL; k++) {
        gradient[k] = slope_of(&self, (int)k, here);
    }
    if (gradient != NULL && !isnan(here)) {
        backward(&self, here, gradient);
    }
    return here;
}
