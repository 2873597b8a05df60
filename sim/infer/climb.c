#include "infer/climb.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS = 500, HALVINGS = 40 };

static const double ENOUGH = 1e-4;  /* of the rise that the slope promises */
static const double ARRIVED = 1e-7; /* a rise of the log density below that is none */

void pk_climb_init(pk_climb_t *self, pk_arena_t *arena, const pk_target_t *target, int chain, const double *sd)
{
    const int n = target->n;
    *self = (pk_climb_t){.target = target, .chain = chain, .n = n, .sd = sd};
    double **all[] = {&self->x, &self->gradient, &self->next, &self->next_gradient, &self->step, &self->u};
    for (int i = 0; i < 6; i++) {
        *all[i] = PK_ARRAY(arena, double, n);
    }
    self->inverse = PK_ARRAY(arena, double, n *n);
}

double pk_climb_look(pk_climb_t *self, const double *x, double *gradient)
{
    for (int i = 0; i < self->n; i++) {
        self->u[i] = x[i] * self->sd[i];
    }
    const pk_target_t *target = self->target;
    const double value = target->log_density(target->context, self->chain, self->u, gradient, NULL);
    self->ncall++;
    self->nnan += isnan(value);
    bool usable = isfinite(value);
    for (int i = 0; i < self->n && usable && gradient; i++) {
        gradient[i] *= self->sd[i];
        usable = isfinite(gradient[i]);
    }
    return usable ? value : -INFINITY;
}

/* step = inverse gradient; returns the rise of the log density along it that the slope promises. */
static double direct(pk_climb_t *self)
{
    double rise = 0;
    for (int i = 0; i < self->n; i++) {
        self->step[i] = 0;
        for (int j = 0; j < self->n; j++) {
            self->step[i] += self->inverse[i * self->n + j] * self->gradient[j];
        }
        rise += self->step[i] * self->gradient[i];
    }
    return rise;
}

static void begin_inverse(pk_climb_t *self)
{
    double length = 0;
    for (int i = 0; i < self->n; i++) {
        length += self->gradient[i] * self->gradient[i];
    }
    memset(self->inverse, 0, (size_t)(self->n * self->n) * sizeof(double));
    for (int i = 0; i < self->n; i++) {
        self->inverse[i * self->n + i] = 1 / fmax(1, sqrt(length));
    }
}

/* Goes along the step, halved until it brings enough. False where it never does, which is settled when what is left of
 * it promises no rise any more. A gradient is dear: only the whole step, which mostly does, is looked at with one. */
static bool go(pk_climb_t *self, double promised)
{
    double part = 1;
    for (int halving = 0; halving < HALVINGS && (halving == 0 || part * promised > ARRIVED); halving++, part /= 2) {
        for (int i = 0; i < self->n; i++) {
            self->next[i] = self->x[i] + part * self->step[i];
        }
        double value = pk_climb_look(self, self->next, halving == 0 ? self->next_gradient : NULL);
        const bool enough = value >= self->log_density + ENOUGH * part * promised;
        if (enough && halving > 0) {
            value = pk_climb_look(self, self->next, self->next_gradient);
        }
        if (enough && value > -INFINITY) {
            for (int i = 0; i < self->n; i++) {
                self->step[i] *= part;
            }
            self->log_density = value;
            return true;
        }
    }
    return false;
}

/* The inverse of the curvature from a step s that changed the slope by -y; of no curvature nothing is learned. */
static void learn(pk_climb_t *self, bool first)
{
    const int n = self->n;
    double sy = 0, yy = 0, yhy = 0, *hy = self->u, *y = self->gradient; /* the slope before is used up */
    for (int i = 0; i < n; i++) {
        y[i] -= self->next_gradient[i];
        sy += self->step[i] * y[i];
        yy += y[i] * y[i];
    }
    if (sy > 1e-12 * yy && yy > 0) {
        for (int i = 0; i < n && first; i++) {
            self->inverse[i * n + i] = sy / yy;
        }
        for (int i = 0; i < n; i++) {
            hy[i] = 0;
            for (int j = 0; j < n; j++) {
                hy[i] += self->inverse[i * n + j] * y[j];
            }
            yhy += y[i] * hy[i];
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                self->inverse[i * n + j] += (1 + yhy / sy) * self->step[i] * self->step[j] / sy -
                                            (hy[i] * self->step[j] + self->step[i] * hy[j]) / sy;
            }
        }
    }
}

static void climb(pk_climb_t *self)
{
    begin_inverse(self);
    bool first = true;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
        double promised = direct(self);
        self->left = promised / 2;
        if (self->left < ARRIVED) {
            return;
        }
        if (!go(self, promised)) {
            if (first) {
                return;
            }
            begin_inverse(self);
            first = true;
            continue;
        }
        learn(self, first);
        first = false;
        memcpy(self->x, self->next, (size_t)self->n * sizeof(double));
        memcpy(self->gradient, self->next_gradient, (size_t)self->n * sizeof(double));
    }
}

bool pk_climb_from(pk_climb_t *self, const double *u)
{
    for (int i = 0; i < self->n; i++) {
        self->x[i] = u[i] / self->sd[i];
    }
    self->log_density = pk_climb_look(self, self->x, self->gradient);
    if (self->log_density == -INFINITY) {
        return false;
    }
    climb(self);
    return true;
}
