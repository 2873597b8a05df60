#include "infer/cohort_series.h"

#include <math.h>

#include "engine/assumptions.h"
#include "engine/sim.h"

typedef struct pk_cohorts_chain {
    pk_sim_t sim;
    double **path; /* [series][count] E */
} pk_cohorts_chain_t;

/* ---- what is observed ---- */

static pk_status_t check(const pk_observed_series_t *series, pk_diag_t *diag)
{
    const int before = diag->errors;
    if (series->kind != PK_OBSERVED_STAGE) {
        pk_error(diag, series->place, "stage: customer", "noise: multinomial is of a cohort in a stage, not of %s",
                 series->name);
    } else if (series->count < 2) {
        pk_error(diag, series->place, "add the row of step 0, when all were there",
                 "a cohort that is followed has two counts or more");
    }
    for (int k = 0; k < series->count && diag->errors == before; k++) {
        const double value = series->values[k].value;
        if (value < 0) {
            pk_error(diag, series->values[k].place, NULL, "a count below 0: %g", value);
        } else if (k > 0 && value > series->values[k - 1].value) {
            pk_error(diag, series->values[k].place, "in a cohort that is followed nobody comes back",
                     "%g are still there, more than the %g before", value, series->values[k - 1].value);
        }
    }
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

static void init_chain(pk_cohorts_t *self, pk_cohorts_chain_t *chain)
{
    pk_sim_init(&chain->sim, self->plan, &pk_chance_expected);
    chain->path = PK_ARRAY(&self->arena, double *, self->count);
    for (int s = 0; s < self->count; s++) {
        chain->path[s] = PK_ARRAY(&self->arena, double, self->series[s]->count);
    }
}

pk_status_t pk_cohorts_init(pk_cohorts_t *self, const pk_cohorts_options_t *options, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    *self = (pk_cohorts_t){.plan = options->plan, .chains = options->chains, .last_step = options->last_step};
    self->series = PK_ARRAY(&self->arena, const pk_observed_series_t *, options->nseries);
    for (int s = 0; s < options->nseries; s++) {
        if (options->series[s].noise == PK_NOISE_MULTINOMIAL) {
            status |= check(&options->series[s], diag);
            self->series[self->count++] = &options->series[s];
        }
    }
    if (status != PK_OK) {
        return PK_BAD_INPUT;
    }
    self->chain = PK_ARRAY(&self->arena, pk_cohorts_chain_t, self->chains);
    for (int c = 0; c < self->chains; c++) {
        init_chain(self, &self->chain[c]);
    }
    return PK_OK;
}

void pk_cohorts_free(pk_cohorts_t *self)
{
    for (int c = 0; c < self->chains && self->chain != NULL; c++) {
        pk_sim_free(&self->chain[c].sim);
    }
    pk_arena_free(&self->arena);
    *self = (pk_cohorts_t){0};
}

/* ---- the expected path ---- */

/* The counts of a series that are seen. */
static int seen_of(const pk_cohorts_t *self, const pk_observed_series_t *series)
{
    int count = 0;
    while (count < series->count && series->values[count].last <= self->last_step) {
        count++;
    }
    return count;
}

static double count_of(const pk_sim_t *sim, const pk_observed_series_t *series)
{
    const int personas = sim->plan->npersona;
    double sum = 0;
    for (int g = 0; g < personas; g++) {
        sum += series->group < 0 || series->group == pk_model_persona(sim->plan, g)
                   ? sim->state.count[series->flow * personas + g]
                   : 0;
    }
    return sum;
}

static void take_step(const pk_cohorts_t *self, pk_cohorts_chain_t *chain, int t)
{
    for (int s = 0; s < self->count; s++) {
        for (int k = 0; k < self->series[s]->count; k++) {
            if (self->series[s]->values[k].last == t) {
                chain->path[s][k] = count_of(&chain->sim, self->series[s]);
            }
        }
    }
}

static bool walk(const pk_cohorts_t *self, pk_cohorts_chain_t *chain, const double *draws)
{
    pk_sim_t *sim = &chain->sim;
    int last = 0;
    for (int s = 0; s < self->count; s++) {
        const int seen = seen_of(self, self->series[s]);
        const int until = seen > 0 ? self->series[s]->values[seen - 1].last : 0;
        last = until > last ? until : last;
    }
    if (pk_assumptions_possible(sim, draws, -1) != PK_DRAW_FINE) {
        return false;
    }
    pk_sim_begin(sim, 0, draws);
    take_step(self, chain, 0);
    for (int t = 1; t <= last; t++) {
        pk_sim_step(sim, t);
        take_step(self, chain, t);
    }
    return sim->excess.what == PK_EXCESS_NONE;
}

/* ---- the likelihood ---- */

/* count ln p, 0 where nothing is counted; a path that loses fewer than nobody has no chance. */
static double times(double count, double p)
{
    return count > 0 ? count * (p > 0 ? log(p) : -INFINITY) : 0;
}

static double of_series(const pk_cohorts_t *self, const pk_observed_series_t *series, const double *path)
{
    const int seen = seen_of(self, series);
    double sum = 0;
    for (int k = 1; k < seen; k++) {
        sum += times(series->values[k - 1].value - series->values[k].value, (path[k - 1] - path[k]) / path[0]);
    }
    return seen > 1 ? sum + times(series->values[seen - 1].value, path[seen - 1] / path[0]) : 0;
}

double pk_cohorts_log_likelihood(void *context, int index, const double *draws)
{
    pk_cohorts_t *self = context;
    pk_cohorts_chain_t *chain = &self->chain[index];
    double sum = 0;
    if (!walk(self, chain, draws)) {
        return -INFINITY;
    }
    for (int s = 0; s < self->count; s++) {
        sum += of_series(self, self->series[s], chain->path[s]);
    }
    return isnan(sum) ? -INFINITY : sum;
}
