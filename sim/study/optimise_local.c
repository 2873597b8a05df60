/* One local search by NLopt's SLSQP. The sum is taken out: where all of the budget is spent, the largest part is what
 * the others leave. What SLSQP says of its end is read and counted, but not believed: it fails where it starts at a
 * solution, and succeeds beside a limit. The best allowed point that it looked at is what counts. */
#include <math.h>
#include <nlopt.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "study/optimise_parts.h"

enum { LOOSE_TURNS = 60, TIGHT_TURNS = 250, AGAIN_MOST = 6, AGAIN_FEWER = 2 };

typedef struct {
    pk_search_t *search;
    bool coarse, fine;
    int n, dims, left;       /* left: the part that is what the others leave; -1: none */
    int *part;               /* [dims] */
    double *z;               /* [n]: where it last looked */
    double *values, *slopes; /* there, as far as they are known */
    enum { NOTHING, VALUES, SLOPES } known;
    double *best; /* [n] */
    pk_worth_t worth;
} pk_local_t;

static void put(pk_local_t *self, const double *y)
{
    double sum = 0;
    const double *room = self->search->space.room;
    for (int d = 0; d < self->dims; d++) {
        const int k = self->part[d];
        const double at = fmin(fmax(y[d], 0), room[k]);
        self->known = at == self->z[k] ? self->known : NOTHING;
        self->z[k] = at;
        sum += self->search->space.money[k] ? at : 0;
    }
    if (self->left >= 0) {
        self->z[self->left] = 1 - sum;
    }
}

static void remember(pk_local_t *self)
{
    const pk_worth_t worth = pk_search_worth_of(self->search, self->values);
    if (pk_space_excess(&self->search->space, self->z) <= PK_SPACE_TOLERANCE &&
        pk_worth_is_better(self->search, worth, self->worth, 0)) {
        self->worth = worth;
        memcpy(self->best, self->z, (size_t)self->n * sizeof *self->best);
    }
}

/* The aim and the conditions at y, with slopes where they are wanted, once for all that NLopt asks of it. */
static void look(pk_local_t *self, const double *y, bool slopes)
{
    put(self, y);
    if (self->known >= (slopes ? SLOPES : VALUES)) {
        return;
    }
    const bool is_new = self->known == NOTHING;
    if (slopes) {
        pk_search_slopes(self->search, self->coarse, self->fine, self->z, self->values, self->slopes);
    } else {
        pk_search_values(self->search, self->coarse, 1, self->z, self->values);
    }
    self->known = slopes ? SLOPES : VALUES;
    if (is_new) {
        remember(self);
    }
}

/* The slope in y of what has the slopes `row` in z. */
static void slopes_in_y(const pk_local_t *self, const double *row, double sign, double *out)
{
    for (int d = 0; d < self->dims && out != NULL; d++) {
        const int k = self->part[d];
        const bool shared = self->left >= 0 && self->search->space.money[k];
        out[d] = sign * (row[k] - (shared ? row[self->left] : 0));
    }
}

static double aim(unsigned dims, const double *y, double *gradient, void *data)
{
    pk_local_t *self = data;
    (void)dims;
    look(self, y, gradient != NULL);
    slopes_in_y(self, self->slopes, -1, gradient);
    const double value = (self->values[0] - self->search->reference) / self->search->scale;
    return isfinite(value) ? -value : 10;
}

/* Rows first, then the sum (or the two bounds of what is left), then the conditions; each at most 0. */
static int nkept(const pk_local_t *self)
{
    const pk_space_t *space = &self->search->space;
    return space->nrow + (self->left >= 0 ? 2 : space->bounded) + self->search->problem->nconditions;
}

static void keep_rows(const pk_local_t *self, double *result, double *gradient)
{
    const pk_space_t *space = &self->search->space;
    for (int r = 0; r < space->nrow; r++) {
        const double *row = &space->rows[r * space->n];
        result[r] = -space->bounds[r];
        for (int k = 0; k < space->n; k++) {
            result[r] += row[k] * self->z[k];
        }
        slopes_in_y(self, row, 1, gradient != NULL ? &gradient[r * self->dims] : NULL);
    }
}

static int keep_sum(const pk_local_t *self, double *result, double *gradient)
{
    const pk_space_t *space = &self->search->space;
    double sum = 0;
    for (int d = 0; d < self->dims; d++) {
        sum += space->money[self->part[d]] ? self->z[self->part[d]] : 0;
    }
    for (int d = 0; d < self->dims && gradient != NULL && space->bounded; d++) {
        gradient[d] = space->money[self->part[d]];
        if (self->left >= 0) {
            gradient[self->dims + d] = -gradient[d];
        }
    }
    if (self->left >= 0) {
        result[0] = sum - 1;
        result[1] = 1 - sum - space->room[self->left];
        return 2;
    }
    if (space->bounded) {
        result[0] = sum - 1;
    }
    return space->bounded;
}

static void kept(unsigned count, double *result, unsigned dims, const double *y, double *gradient, void *data)
{
    pk_local_t *self = data;
    const pk_search_t *search = self->search;
    (void)count;
    if (search->problem->nconditions > 0) {
        look(self, y, gradient != NULL);
    } else {
        put(self, y);
    }
    keep_rows(self, result, gradient);
    int r = search->space.nrow;
    r += keep_sum(self, &result[r], gradient != NULL ? &gradient[r * (int)dims] : NULL);
    for (int c = 0; c < search->problem->nconditions; c++, r++) {
        result[r] = self->values[1 + c] / search->condition_scale[c];
        slopes_in_y(self, &self->slopes[(1 + c) * self->n], 1, gradient != NULL ? &gradient[r * (int)dims] : NULL);
    }
}

/* ---- one search ---- */

/* The largest part of money is what the others leave, where all is spent. */
static void take_sum_out(pk_local_t *self)
{
    const pk_space_t *space = &self->search->space;
    self->left = -1;
    for (int k = 0; k < space->n && space->exactly; k++) {
        if (space->money[k] && (self->left < 0 || self->best[k] > self->best[self->left])) {
            self->left = k;
        }
    }
    self->dims = 0;
    for (int k = 0; k < space->n; k++) {
        if (k != self->left) {
            self->part[self->dims++] = k;
        }
    }
}

static nlopt_result search(pk_local_t *self, bool tight)
{
    double *y = pk_heap((size_t)self->dims + 1, sizeof *y), *room = pk_heap((size_t)self->dims + 1, sizeof *room);
    double *tolerance = pk_heap((size_t)nkept(self) + 1, sizeof *tolerance), value;
    for (int d = 0; d < self->dims; d++) {
        room[d] = self->search->space.room[self->part[d]];
        y[d] = fmin(fmax(self->best[self->part[d]], 0), room[d]);
    }
    nlopt_opt by = nlopt_create(NLOPT_LD_SLSQP, (unsigned)self->dims);
    if (by == NULL) {
        pk_out_of_memory(1, (size_t)self->dims * sizeof(double));
    }
    nlopt_result set[] = {
        nlopt_set_min_objective(by, aim, self),
        nlopt_set_lower_bounds1(by, 0),
        nlopt_set_upper_bounds(by, room),
        nkept(self) > 0 ? nlopt_add_inequality_mconstraint(by, (unsigned)nkept(self), kept, self, tolerance)
                        : NLOPT_SUCCESS,
        nlopt_set_xtol_abs1(by, !tight                                      ? 1e-4
                                : self->search->problem->aim.slopes != NULL ? 1e-11
                                                                            : 1e-9),
        nlopt_set_ftol_abs(by, tight ? 0 : 1e-6),
        nlopt_set_maxeval(by, tight && self->n < PK_MANY_AMOUNTS ? TIGHT_TURNS : LOOSE_TURNS),
    };
    nlopt_result status = NLOPT_SUCCESS;
    for (size_t k = 0; k < sizeof set / sizeof *set; k++) {
        status = set[k] < 0 ? set[k] : status;
    }
    if (status >= 0) {
        status = nlopt_optimize(by, y, &value);
    }
    if (status == NLOPT_OUT_OF_MEMORY) {
        pk_out_of_memory((size_t)self->dims * (size_t)self->dims, sizeof(double));
    }
    nlopt_destroy(by);
    free(y);
    free(room);
    free(tolerance);
    return status;
}

pk_worth_t pk_search_local(pk_search_t *self, bool coarse, bool tight, double *z, pk_worth_t worth)
{
    const int n = self->space.n, outputs = 1 + self->problem->nconditions;
    pk_local_t local = {
        .search = self, .coarse = coarse, .fine = tight && n < PK_MANY_AMOUNTS, .n = n, .best = z, .worth = worth};
    const bool own = self->problem->aim.slopes != NULL; /* slopes without the error of differences */
    local.part = pk_heap((size_t)n + 1, sizeof *local.part);
    local.z = pk_heap((size_t)n + 1, sizeof *local.z);
    local.values = pk_heap((size_t)outputs, sizeof *local.values);
    local.slopes = pk_heap((size_t)(outputs * n) + 1, sizeof *local.slopes);
    const int again = n < PK_MANY_AMOUNTS || own ? AGAIN_MOST : AGAIN_FEWER;
    for (int turn = 0; turn < (tight ? again : 1); turn++) {
        const pk_worth_t before = local.worth;
        take_sum_out(&local);
        if (local.dims == 0) {
            break;
        }
        local.known = NOTHING;
        memcpy(local.z, z, (size_t)n * sizeof *z);
        self->nlocal++;
        self->nfailed += search(&local, tight) < 0;
        if (!pk_worth_is_better(self, local.worth, before, own ? 1e-12 : 1e-8)) {
            break;
        }
    }
    free(local.part);
    free(local.z);
    free(local.values);
    free(local.slopes);
    return local.worth;
}
