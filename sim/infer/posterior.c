#include "infer/posterior.h"

#include <math.h>
#include <string.h>

#include "engine/prior.h"

static const double STEP = 1e-5; /* of differences, in normal scores */

/* How a likelihood is asked for. */
typedef enum { WHOLE, RECORDED, NEAR } asking_t;

static double part_at(const pk_part_t *part, asking_t asking, int chain, const double *draws)
{
    return asking == WHOLE || part->near == NULL ? part->log_likelihood(part->self, chain, draws)
           : asking == NEAR                      ? part->near(part->self, chain, draws)
                                                 : part->record(part->self, chain, draws);
}

static double of_parts(pk_posterior_t *self, asking_t asking, int chain, const double *draws)
{
    double sum = 0;
    for (int k = 0; k < self->nparts && !(sum == -INFINITY); k++) {
        sum += part_at(&self->parts[k], asking, chain, draws);
    }
    return sum;
}

double pk_posterior_likelihood(pk_posterior_t *self, int chain, const double *draws)
{
    return of_parts(self, WHOLE, chain, draws);
}

static double likelihood_at(pk_posterior_t *self, asking_t asking, int chain, const double *u, double *draws)
{
    return pk_parameters_draws(self->parameters, chain, u, draws) ? of_parts(self, asking, chain, draws) : -INFINITY;
}

/* What the scores say of the step from here to the numbers in self->moved. */
static double by_scores(const pk_posterior_t *self, int chain)
{
    double sum = 0;
    for (int k = 0; k < self->nslot; k++) {
        const int slot = self->slots[k];
        sum += self->score[chain][slot] * (self->moved[chain][slot] - self->draws[chain][slot]);
    }
    return sum;
}

/* The slope to numbers a little forward, or back from a wall; NAN between two walls. */
static double difference(pk_posterior_t *self, asking_t asking, int chain, double *u, int c, double here)
{
    const double at = u[c];
    double slope = NAN;
    for (int side = 1; side >= -1 && isnan(slope); side -= 2) {
        u[c] = at + side * STEP;
        const double there = likelihood_at(self, asking, chain, u, self->moved[chain]);
        const double scored = asking == NEAR ? by_scores(self, chain) : 0;
        slope = isfinite(there) ? (there - here + scored) / (u[c] - at) : NAN;
    }
    u[c] = at;
    return slope;
}

/* The same where scores say all. */
static double score_difference(pk_posterior_t *self, int chain, double *u, int c)
{
    const double at = u[c];
    double slope = NAN;
    for (int side = 1; side >= -1 && isnan(slope); side -= 2) {
        u[c] = at + side * STEP;
        const bool possible = pk_parameters_draws(self->parameters, chain, u, self->moved[chain]);
        slope = possible ? by_scores(self, chain) / (u[c] - at) : NAN;
    }
    u[c] = at;
    return slope;
}

/* By one coordinate: by what is near or scored where that shows it, else by the whole. */
static double by_coordinate(pk_posterior_t *self, int chain, double *u, int c, double here)
{
    double slope = self->scored[c]   ? score_difference(self, chain, u, c)
                   : self->hidden[c] ? NAN
                                     : difference(self, NEAR, chain, u, c, here);
    if (isnan(slope)) {
        slope = difference(self, WHOLE, chain, u, c, here);
    }
    return isnan(slope) ? 0 : slope;
}

static void take_scores(pk_posterior_t *self, int chain)
{
    for (int k = 0; k < self->nslot; k++) {
        self->score[chain][self->slots[k]] = 0;
    }
    for (int k = 0; k < self->nparts && self->nslot > 0; k++) {
        if (self->parts[k].score != NULL) {
            self->parts[k].score(self->parts[k].self, chain, self->score[chain]);
        }
    }
}

static double log_density(void *context, int chain, const double *u, double *gradient, uint64_t *regime)
{
    pk_posterior_t *self = context;
    const int n = self->parameters->n;
    double *place = self->aside[chain];
    const double likelihood = likelihood_at(self, gradient != NULL ? RECORDED : WHOLE, chain, u, self->draws[chain]);
    double prior = 0;
    if (regime != NULL) {
        *regime = 0;
    }
    for (int c = 0; c < n; c++) {
        prior -= u[c] * u[c] / 2;
    }
    if (gradient != NULL && isfinite(likelihood)) {
        memcpy(place, u, (size_t)n * sizeof *place);
        take_scores(self, chain);
        for (int c = 0; c < n; c++) {
            gradient[c] = -u[c] + (self->still[c] ? 0 : by_coordinate(self, chain, place, c, likelihood));
        }
    }
    return prior + likelihood;
}

static void start(void *context, uint64_t index, double *u)
{
    pk_posterior_t *self = context;
    (void)pk_parameters_start(self->parameters, index, u);
}

static void columns_at(void *context, int chain, const double *u, double *columns)
{
    pk_posterior_t *self = context;
    pk_parameters_t *parameters = self->parameters;
    double *draws = self->draws[chain];
    const double likelihood = likelihood_at(self, WHOLE, chain, u, draws);
    for (int k = 0; k < parameters->count; k++) {
        columns[k] = draws[parameters->all[k].slot];
    }
    columns[parameters->count] = likelihood;
    columns[parameters->count + 1] = pk_prior_log_density(parameters->plan, draws, NULL);
}

/* Whether the numbers that have a score are all that changes the likelihood between draws, where it is `here`, and
 * `moved`, which is spoilt. */
static bool is_scored(pk_posterior_t *self, const double *draws, double *moved, double here)
{
    for (int k = 0; k < self->nslot; k++) {
        moved[self->slots[k]] = draws[self->slots[k]];
    }
    return of_parts(self, WHOLE, 0, moved) == here;
}

/* Whether a coordinate changes the likelihood at all, however far it moves, and whether what is near shows it. At u it
 * is `here`, recorded, with the numbers draws[0]. */
static void look(pk_posterior_t *self, double *u, int c, double far, double here)
{
    const double at = u[c];
    u[c] = at + STEP;
    const double near = likelihood_at(self, NEAR, 0, u, self->moved[0]);
    self->scored[c] = self->scored[c] && self->nslot > 0 && is_scored(self, self->draws[0], self->moved[0], here);
    u[c] = at + far;
    self->still[c] = self->still[c] && likelihood_at(self, WHOLE, 0, u, self->moved[0]) == here;
    self->hidden[c] = self->hidden[c] && !(fabs(near - here) > 1e-11 * fabs(here)); /* more than rounding */
    u[c] = at;
}

static void find_still(pk_posterior_t *self)
{
    enum { PLACES = 4 };
    pk_parameters_t *parameters = self->parameters;
    double *u = self->aside[0];
    for (int c = 0; c < parameters->n; c++) {
        self->still[c] = self->hidden[c] = self->scored[c] = true;
    }
    for (uint64_t k = 0; k < PLACES; k++) {
        if (pk_parameters_start(parameters, k, u)) {
            const double here = likelihood_at(self, RECORDED, 0, u, self->draws[0]);
            for (int c = 0; c < parameters->n; c++) {
                look(self, u, c, k % 2 == 0 ? 0.5 : -0.5, here);
            }
        }
    }
    for (int c = 0; c < parameters->n; c++) {
        self->scored[c] = self->scored[c] && self->hidden[c];
    }
}

bool pk_posterior_leaves(const pk_posterior_t *self, int coordinate)
{
    const pk_coordinate_t *mixed = &self->parameters->coordinates[coordinate];
    bool leaves = self->still[coordinate];
    for (int k = 0; k < mixed->nmixed; k++) {
        leaves = leaves && (mixed->weight[k] == 0 || self->still[mixed->from[k]]);
    }
    return leaves;
}

static void find_slots(pk_posterior_t *self)
{
    const int slots = self->parameters->plan->nslot;
    self->slots = PK_ARRAY(&self->arena, int, slots + 1);
    for (int slot = 0; slot < slots; slot++) {
        bool scored = false;
        for (int k = 0; k < self->nparts; k++) {
            scored = scored || (self->parts[k].scores != NULL && self->parts[k].scores(self->parts[k].self, slot));
        }
        if (scored) {
            self->slots[self->nslot++] = slot;
        }
    }
}

static double **rows(pk_posterior_t *self, int length)
{
    const int chains = self->parameters->chains;
    double **at = PK_ARRAY(&self->arena, double *, chains);
    for (int c = 0; c < chains; c++) {
        at[c] = PK_ARRAY(&self->arena, double, length);
    }
    return at;
}

void pk_posterior_init(pk_posterior_t *self, pk_parameters_t *parameters, const pk_part_t *parts, int nparts)
{
    *self = (pk_posterior_t){.parameters = parameters, .nparts = nparts};
    memcpy(self->parts, parts, (size_t)nparts * sizeof *parts);
    self->still = PK_ARRAY(&self->arena, bool, parameters->n + 1);
    self->hidden = PK_ARRAY(&self->arena, bool, parameters->n + 1);
    self->scored = PK_ARRAY(&self->arena, bool, parameters->n + 1);
    self->draws = rows(self, parameters->plan->nslot + 1);
    self->score = rows(self, parameters->plan->nslot + 1);
    self->moved = rows(self, parameters->plan->nslot + 1);
    self->aside = rows(self, parameters->n + 1);
    find_slots(self);
    find_still(self);
}

void pk_posterior_free(pk_posterior_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_posterior_t){0};
}

pk_target_t pk_posterior_target(pk_posterior_t *self)
{
    return (pk_target_t){.n = self->parameters->n, .log_density = log_density, .start = start, .context = self};
}

pk_columns_t pk_posterior_columns(pk_posterior_t *self)
{
    return (pk_columns_t){.n = self->parameters->count + 2, .at = columns_at, .context = self};
}
