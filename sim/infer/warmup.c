#include "infer/warmup.h"

#include <math.h>
#include <string.h>

#include "infer/mass_matrix.h"

static const double EARLY = .3, FINAL = .15; /* parts of the moves */

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int early_window(int n)
{
    return larger(10, n / 2);
}

static int late_window(int n)
{
    return larger(60, 3 * n);
}

static int early_end(const pk_warmup_t *self)
{
    return (int)(EARLY * self->length);
}

static int last_window_end(const pk_warmup_t *self)
{
    return self->length - (int)(FINAL * self->length);
}

void pk_warmup_init(pk_warmup_t *self, pk_arena_t *arena, pk_nuts_t *nuts, int length, double wanted)
{
    *self = (pk_warmup_t){.nuts = nuts, .wanted = wanted, .length = length, .window = early_window(nuts->n)};
    const int most = 3 * late_window(nuts->n) * nuts->n;
    self->u = PK_ARRAY(arena, double, most);
    self->gradient = PK_ARRAY(arena, double, most);
}

static void keep(pk_warmup_t *self)
{
    const size_t n = (size_t)self->nuts->n, at = (size_t)(self->before + self->within) * n;
    memcpy(&self->u[at], self->nuts->now.u, n * sizeof(double));
    memcpy(&self->gradient[at], self->nuts->now.gradient, n * sizeof(double));
    self->within++;
}

/* Learns the matrix from two windows and forgets the first of them. */
static void end_window(pk_warmup_t *self)
{
    const int n = self->nuts->n;
    pk_mass_matrix_learn(n, self->nuts->scale, self->before + self->within, self->u, self->gradient);
    const size_t from = (size_t)(self->before * n), size = (size_t)(self->within * n) * sizeof(double);
    memmove(self->u, &self->u[from], size);
    memmove(self->gradient, &self->gradient[from], size);
    self->before = self->within;
    self->within = 0;
    if (self->done >= early_end(self)) {
        self->window = late_window(n);
    }
    self->step = pk_step_size_begin(pk_step_size_averaged(&self->step), self->wanted);
}

/* A window ends; not where too few moves for another one would be left, but with the last of them. */
static bool window_ends(const pk_warmup_t *self)
{
    const int left = last_window_end(self) - self->done;
    return left == 0 || (self->within >= self->window && left >= self->window / 2);
}

pk_nuts_move_t pk_warmup_move(pk_warmup_t *self, pk_stream_t *stream)
{
    if (!self->begun) {
        pk_nuts_find_step_size(self->nuts, stream);
        self->step = pk_step_size_begin(self->nuts->step_size, self->wanted);
        self->begun = true;
    }
    const pk_nuts_move_t move = pk_nuts_move(self->nuts, stream);
    self->nuts->step_size = pk_step_size_learn(&self->step, move.accepted);
    self->done++;
    if (self->done <= last_window_end(self)) {
        keep(self);
        if (window_ends(self)) {
            end_window(self);
        }
    }
    return move;
}

void pk_warmup_end(pk_warmup_t *self)
{
    if (self->begun) {
        self->nuts->step_size = pk_step_size_averaged(&self->step);
    }
}
