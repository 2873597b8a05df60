/* Amounts as parts of the free budget, and the nearest point that bounds, budget and limits allow. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/optimise_parts.h"

enum { HALVINGS = 60, ROUNDS_MOST = 4000, SETTLED_MOST = 8 };

/* ---- from a problem ---- */

static double room_of(const pk_amount_t *amount)
{
    return amount->most - amount->least;
}

/* What is left of the budget when every amount is at its least: at most what the amounts can take. */
static double free_budget(const pk_allocation_t *problem, double *budget_room)
{
    double least = 0, room = 0;
    for (int i = 0; i < problem->n; i++) {
        least += problem->amounts[i].weight * problem->amounts[i].least;
        if (problem->amounts[i].weight > 0) {
            room += problem->amounts[i].weight * room_of(&problem->amounts[i]);
        }
    }
    *budget_room = problem->budget - least;
    return fmin(*budget_room, room);
}

static void find_amounts(pk_space_t *self, double free)
{
    const pk_allocation_t *problem = self->problem;
    bool any = false;
    for (int i = 0; i < problem->n; i++) {
        const pk_amount_t *amount = &problem->amounts[i];
        const bool money = amount->weight > 0;
        self->empty = self->empty || amount->least > amount->most;
        if (!(room_of(amount) > 0) || (money && !(free > 0))) {
            continue;
        }
        const int k = self->n++;
        self->amount[k] = i;
        self->money[k] = money;
        self->scale[k] = money ? free / amount->weight : room_of(amount);
        self->room[k] = money ? fmin(room_of(amount) / self->scale[k], 1) : 1;
        any = any || money;
    }
    self->bounded = self->bounded && any;
    self->exactly = self->exactly && any;
}

/* One side of a limit as a row; a limit on what cannot be moved is kept or not. */
static void add_row(pk_space_t *self, const double *c, double sign, double bound)
{
    double *row = &self->rows[self->nrow * self->n], largest = 0, at_least = 0, size = fabs(bound);
    for (int i = 0; i < self->problem->n; i++) {
        at_least += c[i] * self->problem->amounts[i].least;
        size = fmax(size, fabs(c[i] * self->problem->amounts[i].least));
    }
    for (int k = 0; k < self->n; k++) {
        row[k] = sign * c[self->amount[k]] * self->scale[k];
        largest = fmax(largest, fabs(row[k]));
    }
    bound = sign * (bound - at_least);
    if (largest == 0) {
        self->empty = self->empty || bound < -1e-12 * size;
        return;
    }
    for (int k = 0; k < self->n; k++) {
        row[k] /= largest;
    }
    self->bounds[self->nrow++] = bound / largest;
}

static void add_rows(pk_space_t *self)
{
    const pk_allocation_t *problem = self->problem;
    self->rows = PK_ARRAY(&self->arena, double, (2 * problem->nlimit + 1) * (self->n + 1));
    self->bounds = PK_ARRAY(&self->arena, double, 2 * problem->nlimit + 1);
    for (int k = 0; k < problem->nlimit; k++) {
        if (isfinite(problem->limits[k].high)) {
            add_row(self, problem->limits[k].c, 1, problem->limits[k].high);
        }
        if (isfinite(problem->limits[k].low)) {
            add_row(self, problem->limits[k].c, -1, problem->limits[k].low);
        }
    }
}

/* A point as far from the rows as can be found, for what ends a hair beside one of them. */
static void find_inner(pk_space_t *self)
{
    double *point = PK_ARRAY(&self->arena, double, self->n + 1), *as_given = self->bounds;
    double *tighter = PK_ARRAY(&self->arena, double, self->nrow + 1);
    for (double step = 0.1; step > 1e-7 && self->inner == NULL && self->nrow > 0; step /= 10) {
        for (int r = 0; r < self->nrow; r++) {
            tighter[r] = as_given[r] - step;
        }
        for (int k = 0; k < self->n; k++) {
            point[k] = self->room[k] / (self->money[k] ? self->n : 2);
        }
        self->bounds = tighter;
        const bool found = pk_space_project(self, point);
        self->bounds = as_given;
        self->inner = found ? point : NULL;
    }
}

void pk_space_init(pk_space_t *self, const pk_allocation_t *problem)
{
    *self = (pk_space_t){.problem = problem, .exactly = problem->exactly && isfinite(problem->budget)};
    self->amount = PK_ARRAY(&self->arena, int, problem->n + 1);
    self->scale = PK_ARRAY(&self->arena, double, problem->n + 1);
    self->room = PK_ARRAY(&self->arena, double, problem->n + 1);
    self->money = PK_ARRAY(&self->arena, bool, problem->n + 1);
    double budget_room;
    const double free = free_budget(problem, &budget_room), nothing = 1e-12 * fabs(problem->budget);
    self->bounded = isfinite(problem->budget);
    self->empty = self->bounded && (budget_room < -nothing || (self->exactly && free < budget_room - nothing));
    find_amounts(self, self->bounded && free <= nothing ? 0 : free);
    add_rows(self);
    if (!self->empty) {
        find_inner(self);
    }
}

void pk_space_free(pk_space_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_space_t){0};
}

void pk_space_amounts(const pk_space_t *self, const double *z, double *x)
{
    for (int i = 0; i < self->problem->n; i++) {
        x[i] = self->problem->amounts[i].least;
    }
    for (int k = 0; k < self->n; k++) {
        const pk_amount_t *amount = &self->problem->amounts[self->amount[k]];
        x[self->amount[k]] = fmin(amount->least + self->scale[k] * z[k], amount->most);
    }
}

void pk_space_parts(const pk_space_t *self, const double *x, double *z)
{
    for (int k = 0; k < self->n; k++) {
        const int i = self->amount[k];
        z[k] = fmin(fmax((x[i] - self->problem->amounts[i].least) / self->scale[k], 0), self->room[k]);
    }
}

/* ---- without hairs ---- */

/* The budget less what is spent, in digits enough to see the last one of a double. */
static long double left_of(const pk_allocation_t *problem, const double *x)
{
    long double left = problem->budget;
    for (int i = 0; i < problem->n; i++) {
        left -= (long double)problem->amounts[i].weight * x[i];
    }
    return left;
}

/* The amount of money within its bounds that costs most, of those that cost less than `below`; -1: there is none. */
static int next_dearest(const pk_space_t *self, const double *x, double below)
{
    int found = -1;
    double most = 0;
    for (int k = 0; k < self->n; k++) {
        const pk_amount_t *amount = &self->problem->amounts[self->amount[k]];
        const double at = x[self->amount[k]], cost = amount->weight * at;
        if (self->money[k] && at > amount->least && at < amount->most && cost > most && cost < below) {
            most = cost;
            found = self->amount[k];
        }
    }
    return found;
}

/* A large amount takes nearly all of what is left over, smaller ones, whose last digits are finer, the rest. */
static void spend_exactly(const pk_space_t *self, double *x)
{
    const pk_allocation_t *problem = self->problem;
    double below = INFINITY;
    for (int turn = 0; turn < SETTLED_MOST; turn++) {
        const long double left = left_of(problem, x);
        const int i = next_dearest(self, x, below);
        if (left == 0 || i < 0) {
            return;
        }
        const pk_amount_t *amount = &problem->amounts[i];
        below = amount->weight * x[i];
        x[i] = fmin(fmax((double)(x[i] + left / amount->weight), amount->least), amount->most);
    }
}

void pk_space_settle(const pk_space_t *self, double *x)
{
    double free = 0;
    for (int k = 0; k < self->n; k++) {
        const pk_amount_t *amount = &self->problem->amounts[self->amount[k]];
        const double hair = PK_SPACE_TOLERANCE * self->scale[k];
        double *at = &x[self->amount[k]];
        *at = *at < amount->least + hair ? amount->least : *at > amount->most - hair ? amount->most : *at;
        free = self->money[k] ? self->scale[k] * amount->weight : free;
    }
    if (self->bounded && fabsl(left_of(self->problem, x)) <= PK_SPACE_TOLERANCE * self->n * free) {
        spend_exactly(self, x);
    }
}

/* ---- the nearest point ---- */

static double clamped(const pk_space_t *self, const double *z, int k, double off)
{
    return fmin(fmax(z[k] - (self->money[k] ? off : 0), 0), self->room[k]);
}

static double money_at(const pk_space_t *self, const double *z, double off)
{
    double sum = 0;
    for (int k = 0; k < self->n; k++) {
        sum += self->money[k] ? clamped(self, z, k, off) : 0;
    }
    return sum;
}

/* How much to take off all money so that the sum is 1, each within its bounds: by halving, then exactly for those
 * that are within. */
static double off_for_sum(const pk_space_t *self, const double *z)
{
    double low = -1, high = 1;
    for (int k = 0; k < self->n; k++) {
        low = fmin(low, z[k] - self->room[k]);
        high = fmax(high, z[k]);
    }
    for (int turn = 0; turn < HALVINGS; turn++) {
        const double middle = 0.5 * (low + high);
        *(money_at(self, z, middle) > 1 ? &low : &high) = middle;
    }
    double within = 0, sum = 0;
    for (int k = 0; k < self->n; k++) {
        const double at = clamped(self, z, k, high);
        const bool is_within = self->money[k] && at > 0 && at < self->room[k];
        within += is_within;
        sum += is_within ? z[k] : self->money[k] ? at : 0;
    }
    return within > 0 ? (sum - 1) / within : high;
}

/* The nearest point within the bounds and with the sum. */
static void keep_sum(const pk_space_t *self, double *z)
{
    const double sum = self->bounded ? money_at(self, z, 0) : 0;
    const double off = self->bounded && (sum > 1 || (self->exactly && sum != 1)) ? off_for_sum(self, z) : 0;
    for (int k = 0; k < self->n; k++) {
        z[k] = clamped(self, z, k, off);
    }
}

static double dot(int n, const double *a, const double *b)
{
    double sum = 0;
    for (int k = 0; k < n; k++) {
        sum += a[k] * b[k];
    }
    return sum;
}

/* Moves z to a row's side of its bound, plus what was taken away there the last time; gives what is taken now. */
static double keep_row(const pk_space_t *self, int r, double taken, double *z)
{
    const double *row = &self->rows[r * self->n];
    const double square = dot(self->n, row, row);
    const double now = fmax(0, taken + (dot(self->n, row, z) - self->bounds[r]) / square);
    for (int k = 0; k < self->n; k++) {
        z[k] += (taken - now) * row[k];
    }
    return now;
}

/* Between a point beside a row and the inner point, the first that is within. */
static void draw_in(const pk_space_t *self, double *z)
{
    double part = 0;
    for (int r = 0; r < self->nrow && self->inner != NULL; r++) {
        const double *row = &self->rows[r * self->n];
        const double over = dot(self->n, row, z) - self->bounds[r];
        const double slack = self->bounds[r] - dot(self->n, row, self->inner);
        if (over > 0) {
            part = fmax(part, over / (over + slack));
        }
    }
    for (int k = 0; k < self->n && part > 0; k++) {
        z[k] += part * (self->inner[k] - z[k]);
    }
}

/* Alternating projections with corrections: Dykstra 1983 (doi:10.1080/01621459.1983.10477029), as Boyle and Dykstra
 * have it for half-spaces. */
static void between(const pk_space_t *self, double *z)
{
    double *taken = pk_heap((size_t)self->nrow + 1, sizeof *taken);
    double *lent = pk_heap((size_t)self->n + 1, sizeof *lent), *before = pk_heap((size_t)self->n + 1, sizeof *before);
    for (int turn = 0; turn < ROUNDS_MOST; turn++) {
        memcpy(before, z, (size_t)self->n * sizeof *z);
        for (int r = 0; r < self->nrow; r++) {
            taken[r] = keep_row(self, r, taken[r], z);
        }
        double moved = 0;
        for (int k = 0; k < self->n; k++) {
            z[k] += lent[k];
            lent[k] = z[k];
        }
        keep_sum(self, z);
        for (int k = 0; k < self->n; k++) {
            lent[k] -= z[k];
            moved = fmax(moved, fabs(z[k] - before[k]));
        }
        if (moved < 1e-14) {
            break;
        }
    }
    free(taken);
    free(lent);
    free(before);
}

bool pk_space_project(const pk_space_t *self, double *z)
{
    if (self->empty) {
        return false;
    }
    keep_sum(self, z);
    if (self->nrow > 0 && pk_space_excess(self, z) > 0) {
        between(self, z);
        draw_in(self, z);
    }
    return pk_space_excess(self, z) <= PK_SPACE_TOLERANCE;
}

double pk_space_excess(const pk_space_t *self, const double *z)
{
    double most = 0, sum = 0;
    for (int k = 0; k < self->n; k++) {
        most = fmax(most, fmax(-z[k], z[k] - self->room[k]));
        sum += self->money[k] ? z[k] : 0;
    }
    if (self->bounded) {
        most = fmax(most, self->exactly ? fabs(sum - 1) : sum - 1);
    }
    for (int r = 0; r < self->nrow; r++) {
        most = fmax(most, dot(self->n, &self->rows[r * self->n], z) - self->bounds[r]);
    }
    return most;
}

double pk_space_unspent(const pk_space_t *self, const double *z)
{
    return self->bounded ? fmax(0, 1 - money_at(self, z, 0)) : 0;
}
