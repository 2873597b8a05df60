#include "infer/parameters.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "engine/nodes.h"

enum { TRIES = 1000 };

/* ---- which they are ---- */

/* The gammas of a row come after the parameters of all of them, which may be uncertain themselves. */
static void add_row(pk_parameters_t *self, int stage)
{
    const pk_stage_plan_t *row = &self->plan->stages[stage];
    for (int k = 0; k <= row->stage->exits_count; k++) {
        self->coordinates[self->n++] = (pk_coordinate_t){.slot = -1, .stage = stage, .part = k};
        if (k < row->stage->exits_count) {
            self->all[self->count++] =
                (pk_parameter_t){.path = row->stage->exits_alpha[k]->path, .slot = row->row_slot + k, .coordinate = -1};
        }
    }
}

static void add_number(pk_parameters_t *self, const pk_number_t *number)
{
    self->all[self->count++] = (pk_parameter_t){.path = number->path, .slot = number->slot, .coordinate = self->n};
    self->coordinates[self->n++] = (pk_coordinate_t){.slot = number->slot, .stage = -1};
}

/* The stage whose row has this number as its last parameter; -1: none. */
static int row_at(const pk_plan_t *plan, const pk_number_t *number)
{
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_t *stage = plan->stages[i].stage;
        if (stage->exits_count > 0 && stage->exits_alpha[stage->exits_count] == number) {
            return i;
        }
    }
    return -1;
}

static int coordinate_of(const pk_parameters_t *self, int slot)
{
    for (int c = 0; c < self->n && slot >= 0; c++) {
        if (self->coordinates[c].slot == slot) {
            return c;
        }
    }
    return -1;
}

/* Free numbers that are drawn together: the copula of those alone, what is held leaves them their laws. */
static void mix_block(pk_parameters_t *self, const pk_copula_t *block)
{
    const int n = block->count;
    int *at = PK_ARRAY(&self->arena, int, n), *from = PK_ARRAY(&self->arena, int, n), count = 0;
    for (int k = 0; k < n; k++) {
        from[count] = coordinate_of(self, block->numbers[k]->slot);
        at[count] = k;
        count += from[count] >= 0;
    }
    double *matrix = PK_ARRAY(&self->arena, double, n *n), *factor = PK_ARRAY(&self->arena, double, n *n);
    for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
            matrix[i * count + j] = block->correlation[at[i] * n + at[j]];
        }
    }
    PK_REQUIRE(pk_cholesky(matrix, count, factor));
    for (int i = 1; i < count; i++) {
        pk_coordinate_t *coordinate = &self->coordinates[from[i]];
        coordinate->nmixed = i + 1;
        coordinate->from = from;
        coordinate->weight = &factor[i * count];
    }
}

void pk_parameters_init(pk_parameters_t *self, const pk_plan_t *plan, const pk_calibration_t *calibration, int chains)
{
    const pk_numbers_t *book = &plan->model->numbers;
    int parts = 0;
    *self = (pk_parameters_t){.plan = plan, .chains = chains};
    for (int i = 0; i < plan->nstage; i++) {
        parts += plan->stages[i].stage->exits_count + 1;
    }
    self->coordinates = PK_ARRAY(&self->arena, pk_coordinate_t, book->count + parts);
    self->all = PK_ARRAY(&self->arena, pk_parameter_t, book->count + parts);
    for (int i = 0; i < book->count; i++) {
        const int row = row_at(plan, book->all[i]);
        if (calibration->free[i]) {
            add_number(self, book->all[i]);
        }
        if (row >= 0 && calibration->free_row[row]) {
            add_row(self, row);
        }
    }
    for (int b = 0; b < plan->copulas.count; b++) {
        mix_block(self, &plan->copulas.all[b]);
    }
    self->held = PK_ARRAY(&self->arena, double, plan->nslot);
    pk_assumptions_means(plan, self->held);
    self->sims = PK_ARRAY(&self->arena, pk_sim_t, chains);
    for (int c = 0; c < chains; c++) {
        pk_sim_init(&self->sims[c], plan, &pk_chance_expected);
    }
}

void pk_parameters_free(pk_parameters_t *self)
{
    for (int c = 0; c < self->chains && self->sims != NULL; c++) {
        pk_sim_free(&self->sims[c]);
    }
    pk_arena_free(&self->arena);
    *self = (pk_parameters_t){0};
}

/* ---- from scores to numbers ---- */

/* The score z whose place among those between low and high is Φ(u), told from the side on which the digits are. */
static double cut_score(double u, double low, double high)
{
    enum { FAR = 37 };
    if (low < -FAR && high > FAR) {
        return u;
    }
    if (u > 0) {
        const double above = gsl_cdf_ugaussian_Q(high);
        return gsl_cdf_ugaussian_Qinv(above + gsl_cdf_ugaussian_Q(u) * (gsl_cdf_ugaussian_Q(low) - above));
    }
    const double below = gsl_cdf_ugaussian_P(low);
    return gsl_cdf_ugaussian_Pinv(below + gsl_cdf_ugaussian_P(u) * (gsl_cdf_ugaussian_P(high) - below));
}

/* A uniform that is neither 0 nor 1. */
static double uniform_of(double u)
{
    return fmin(fmax(gsl_cdf_ugaussian_P(u), 1e-300), 1 - 0x1p-53);
}

static double number_at(const pk_number_t *number, const double *draws, double u)
{
    double a[PK_LAW_ARGUMENTS];
    if (!pk_law_arguments(number, draws, a)) {
        return NAN;
    }
    const pk_law_t *law = number->law;
    if (law->score != NULL) {
        const double z = cut_score(u, law->score(a, number->low), law->score(a, number->high));
        return number->scale * fmin(fmax(law->at_score(a, z), number->low), number->high);
    }
    return number->scale * pk_law_truncated(law, a, uniform_of(u), number->low, number->high, NULL);
}

/* The gammas of a row over their sum; u are the scores of all its parts. Gives whether it came out as numbers. */
static bool row_at_scores(const pk_parameters_t *self, int stage, const double *u, double *draws)
{
    const pk_stage_plan_t *row = &self->plan->stages[stage];
    const pk_law_t *law = pk_law_find("gamma");
    const int parts = row->stage->exits_count + 1;
    double gamma[parts], sum = 0;
    for (int k = 0; k < parts; k++) {
        const double a[PK_LAW_ARGUMENTS] = {pk_number_at(row->stage->exits_alpha[k], draws, 1), 1};
        gamma[k] = law->quantile(a, uniform_of(u[k]));
        sum += gamma[k];
    }
    for (int k = 0; k + 1 < parts; k++) {
        draws[row->row_slot + k] = gamma[k] / sum;
    }
    return sum > 0;
}

static double mixed_score(const pk_coordinate_t *at, const double *u, double own)
{
    double z = at->nmixed > 0 ? 0 : own;
    for (int k = 0; k < at->nmixed; k++) {
        z += at->weight[k] * u[at->from[k]];
    }
    return z;
}

bool pk_parameters_draws(pk_parameters_t *self, int chain, const double *u, double *draws)
{
    bool fine = true;
    memcpy(draws, self->held, (size_t)self->plan->nslot * sizeof *draws);
    for (int c = 0; c < self->n; c++) {
        const pk_coordinate_t *at = &self->coordinates[c];
        if (at->slot >= 0) {
            draws[at->slot] = number_at(self->plan->numbers[at->slot], draws, mixed_score(at, u, u[c]));
            fine = fine && isfinite(draws[at->slot]);
        } else if (at->part == 0) {
            fine = row_at_scores(self, at->stage, &u[c], draws) && fine;
        }
    }
    pk_nodes_fill(self->plan, draws);
    return fine && pk_assumptions_possible(&self->sims[chain], draws, -1) == PK_DRAW_FINE;
}

/* ---- the prior ---- */

/* Which attempt made the draw, from 0; TRIES: none did. */
static uint64_t attempt_of_start(pk_parameters_t *self, uint64_t index, double *u)
{
    double *draws = pk_heap((size_t)self->plan->nslot + 1, sizeof *draws);
    uint64_t attempt = 0;
    for (; attempt < TRIES; attempt++) {
        pk_stream_t stream = pk_stream_at(self->plan->seed, index, PK_PURPOSE_POSTERIOR, attempt, 0);
        for (int c = 0; c < self->n; c++) {
            u[c] = gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream));
        }
        if (pk_parameters_draws(self, 0, u, draws)) {
            break;
        }
    }
    free(draws);
    return attempt;
}

bool pk_parameters_start(pk_parameters_t *self, uint64_t index, double *u)
{
    return attempt_of_start(self, index, u) < TRIES;
}

/* Mean and sd of a number whose law stands as it is written, from the law; others keep those of the draws. */
static void tell_law(const pk_number_t *number, const double *draws, pk_summary_t *spread)
{
    const double CUT = 1e-12;
    double a[PK_LAW_ARGUMENTS];
    if (number == NULL || number->kind != PK_NUMBER_LAW || number->nargument == 0 || number->learned != NULL) {
        return;
    }
    for (int k = 0; k < number->nargument; k++) {
        if (number->arguments[k]->kind != PK_NUMBER_FIXED) {
            return;
        }
    }
    const pk_law_t *law = number->law;
    if (pk_law_arguments(number, draws, a) && law->cdf(a, number->low) + law->survival(a, number->high) <= CUT) {
        spread->mean = number->scale * law->mean(a);
        spread->sd = number->scale * sqrt(law->variance(a));
    }
}

void pk_parameters_prior(pk_parameters_t *self, int draws, pk_summary_t *spread)
{
    enum { FIRST = 1 << 20 }; /* the indices of these draws, apart from those of starts */
    double *u = pk_heap((size_t)self->n + 1, sizeof *u), *at = pk_heap((size_t)self->plan->nslot + 1, sizeof *at);
    double *drawn = pk_heap((size_t)self->count * (size_t)draws + 1, sizeof *drawn);
    bool as_written = true; /* no row was impossible, which would narrow the laws that meet in it */
    for (int i = 0; i < draws; i++) {
        as_written = attempt_of_start(self, FIRST + (uint64_t)i, u) == 0 && as_written;
        (void)pk_parameters_draws(self, 0, u, at);
        for (int k = 0; k < self->count; k++) {
            const double x = at[self->all[k].slot];
            drawn[(size_t)k * (size_t)draws + (size_t)i] = isfinite(x) ? x : NAN;
        }
    }
    for (int k = 0; k < self->count; k++) {
        spread[k] = pk_summarise(&drawn[(size_t)k * (size_t)draws], draws);
        if (as_written && self->all[k].coordinate >= 0) {
            tell_law(self->plan->numbers[self->all[k].slot], self->held, &spread[k]);
        }
    }
    free(drawn);
    free(u);
    free(at);
}
