#include "infer/nuts.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

double pk_stream_normal(pk_stream_t *stream)
{
    return gsl_cdf_ugaussian_Pinv(pk_stream_uniform(stream));
}

static void make_point(pk_point_t *point, pk_arena_t *arena, int n)
{
    double *room = PK_ARRAY(arena, double, 3 * n);
    *point = (pk_point_t){.u = room, .gradient = room + n, .momentum = room + 2 * n};
}

static void make_tree(pk_tree_t *tree, pk_arena_t *arena, int n)
{
    make_point(&tree->first, arena, n);
    make_point(&tree->last, arena, n);
    make_point(&tree->chosen, arena, n);
    tree->sum = PK_ARRAY(arena, double, n);
}

void pk_nuts_init(pk_nuts_t *self, pk_arena_t *arena, const pk_target_t *target, int chain)
{
    const int n = target->n;
    *self = (pk_nuts_t){.target = target, .chain = chain, .n = n, .step_size = 1};
    self->scale = PK_ARRAY(arena, double, n *n);
    for (int i = 0; i < n; i++) {
        self->scale[i * n + i] = 1;
    }
    self->whitened = PK_ARRAY(arena, double, n);
    make_point(&self->now, arena, n);
    make_tree(&self->whole, arena, n);
    make_tree(&self->grown, arena, n);
    for (int depth = 0; depth < PK_NUTS_DEEPEST; depth++) {
        make_tree(&self->half[depth], arena, n);
    }
}

static void look(pk_nuts_t *self, pk_point_t *point)
{
    point->regime = 0;
    point->log_density =
        self->target->log_density(self->target->context, self->chain, point->u, point->gradient, &point->regime);
    self->ncall++;
    if (isnan(point->log_density)) {
        self->nnan++;
        point->log_density = -INFINITY;
    }
}

bool pk_nuts_put(pk_nuts_t *self, const double *u)
{
    memcpy(self->now.u, u, (size_t)self->n * sizeof *u);
    look(self, &self->now);
    return self->now.log_density > -INFINITY;
}

static void copy_point(const pk_nuts_t *self, pk_point_t *to, const pk_point_t *from)
{
    const pk_point_t kept = *to;
    *to = *from;
    to->u = kept.u;
    to->gradient = kept.gradient;
    to->momentum = kept.momentum;
    memcpy(to->u, from->u, 3 * (size_t)self->n * sizeof(double));
}

static void swap_points(pk_point_t *one, pk_point_t *other)
{
    const pk_point_t kept = *one;
    *one = *other;
    *other = kept;
}

static double dot(const double *a, const double *b, int n)
{
    double sum = 0;
    for (int i = 0; i < n; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/* Half a step of the momentum: time scale' gradient. */
static void push(pk_nuts_t *self, pk_point_t *point, double time)
{
    const int n = self->n;
    memset(self->whitened, 0, (size_t)n * sizeof(double));
    for (int i = 0; i < n; i++) {
        const double *row = &self->scale[i * n];
        for (int j = 0; j < n; j++) {
            self->whitened[j] += row[j] * point->gradient[i];
        }
    }
    for (int j = 0; j < n; j++) {
        point->momentum[j] += time * self->whitened[j];
    }
}

static void set_energy(const pk_nuts_t *self, pk_point_t *point)
{
    point->energy = dot(point->momentum, point->momentum, self->n) / 2 - point->log_density;
}

static void leapfrog(pk_nuts_t *self, pk_point_t *point, double time)
{
    push(self, point, time / 2);
    for (int i = 0; i < self->n; i++) {
        point->u[i] += time * dot(&self->scale[i * self->n], point->momentum, self->n);
    }
    look(self, point);
    if (point->log_density > -INFINITY) {
        push(self, point, time / 2);
    }
    set_energy(self, point);
}

/* One step from `from`: a tree of one point. False where it cannot be used. */
static bool grow_leaf(pk_nuts_t *self, double direction, const pk_point_t *from, pk_tree_t *tree)
{
    pk_nuts_move_t *move = self->move;
    copy_point(self, &tree->first, from);
    leapfrog(self, &tree->first, direction * self->step_size);
    move->nstep++;
    if (tree->first.log_density == -INFINITY) {
        move->wall = true;
        return false;
    }
    move->nkink += tree->first.regime != from->regime;
    const double rise = tree->first.energy - self->energy;
    if (!(rise <= PK_NUTS_DIVERGENCE)) {
        move->diverged = true;
        return false;
    }
    move->accepted += fmin(1, exp(-rise));
    tree->log_weight = -rise;
    copy_point(self, &tree->last, &tree->first);
    copy_point(self, &tree->chosen, &tree->first);
    memcpy(tree->sum, tree->first.momentum, (size_t)self->n * sizeof(double));
    return true;
}

/* Whether a piece of the trajectory turns: against the sum of its momenta, one + other. */
static bool turns(const double *one, const double *other, const double *begin, const double *end, int n)
{
    return dot(one, begin, n) + dot(other, begin, n) <= 0 || dot(one, end, n) + dot(other, end, n) <= 0;
}

/* Joins `next` to the end of `tree`, all but what is chosen and the weight; false where it turns. */
static bool join(const pk_nuts_t *self, pk_tree_t *tree, pk_tree_t *next)
{
    const int n = self->n;
    const double *begin = tree->first.momentum, *middle = tree->last.momentum;
    const double *after = next->first.momentum, *end = next->last.momentum;
    const bool turned = turns(tree->sum, next->sum, begin, end, n) || turns(tree->sum, after, begin, after, n) ||
                        turns(next->sum, middle, middle, end, n);
    for (int i = 0; i < n; i++) {
        tree->sum[i] += next->sum[i];
    }
    swap_points(&tree->last, &next->last);
    return !turned;
}

static double log_add(double a, double b)
{
    return a > b ? a + log1p(exp(b - a)) : b + log1p(exp(a - b));
}

/* 2^depth steps on from `from`. False where one of them cannot be used or a part of it turns. */
static bool grow(pk_nuts_t *self, pk_stream_t *stream, int depth, double direction, const pk_point_t *from,
                 pk_tree_t *tree)
{
    if (depth == 0) {
        return grow_leaf(self, direction, from, tree);
    }
    pk_tree_t *next = &self->half[depth];
    if (!grow(self, stream, depth - 1, direction, from, tree) ||
        !grow(self, stream, depth - 1, direction, &tree->last, next)) {
        return false;
    }
    const double weight = log_add(tree->log_weight, next->log_weight);
    if (pk_stream_uniform(stream) < exp(next->log_weight - weight)) {
        swap_points(&tree->chosen, &next->chosen);
    }
    tree->log_weight = weight;
    return join(self, tree, next);
}

static void begin(pk_nuts_t *self, pk_stream_t *stream)
{
    for (int i = 0; i < self->n; i++) {
        self->now.momentum[i] = pk_stream_normal(stream);
    }
    set_energy(self, &self->now);
    self->energy = self->now.energy;
}

static void begin_whole(pk_nuts_t *self)
{
    pk_tree_t *whole = &self->whole;
    copy_point(self, &whole->first, &self->now);
    copy_point(self, &whole->last, &self->now);
    copy_point(self, &whole->chosen, &self->now);
    memcpy(whole->sum, self->now.momentum, (size_t)self->n * sizeof(double));
    whole->log_weight = 0;
}

pk_nuts_move_t pk_nuts_move(pk_nuts_t *self, pk_stream_t *stream)
{
    pk_nuts_move_t move = {0};
    self->move = &move;
    begin(self, stream);
    begin_whole(self);
    pk_tree_t *whole = &self->whole, *grown = &self->grown;
    double towards = 1; /* the way in time in which whole goes from first to last */
    for (bool goes_on = true; goes_on && move.depth < PK_NUTS_DEEPEST; move.depth++) {
        const double direction = pk_stream_uniform(stream) < .5 ? -1 : 1;
        if (direction != towards) {
            swap_points(&whole->first, &whole->last);
            towards = direction;
        }
        if (!grow(self, stream, move.depth, direction, &whole->last, grown)) {
            move.depth++;
            break;
        }
        if (pk_stream_uniform(stream) < exp(grown->log_weight - whole->log_weight)) {
            swap_points(&whole->chosen, &grown->chosen);
        }
        whole->log_weight = log_add(whole->log_weight, grown->log_weight);
        goes_on = join(self, whole, grown);
    }
    copy_point(self, &self->now, &whole->chosen);
    move.energy = self->now.energy;
    move.accepted /= (double)(move.nstep - (move.wall && move.nstep > 1));
    self->move = NULL;
    return move;
}

/* Change of the log of what a step keeps: energy at the beginning less energy after it; -INFINITY at a wall. */
static double gain_of_a_step(pk_nuts_t *self, pk_stream_t *stream)
{
    begin(self, stream);
    copy_point(self, &self->whole.first, &self->now);
    leapfrog(self, &self->whole.first, self->step_size);
    const double gain = self->energy - self->whole.first.energy;
    return isnan(gain) ? -INFINITY : gain;
}

void pk_nuts_find_step_size(pk_nuts_t *self, pk_stream_t *stream)
{
    enum { TRIES = 60 };
    const bool grows = gain_of_a_step(self, stream) > log(.8);
    for (int i = 0; i < TRIES; i++) {
        const double before = self->step_size;
        self->step_size *= grows ? 2 : .5;
        if ((gain_of_a_step(self, stream) > log(.8)) != grows) {
            self->step_size = grows ? before : self->step_size;
            return;
        }
    }
    self->step_size = 1;
}
