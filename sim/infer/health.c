#include "infer/health.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "infer/health_parts.h"

void pk_health_say(pk_health_t *self, const char *sentence)
{
    if (self->count < PK_HEALTH_MOST) {
        self->list[self->count++] = sentence;
    }
}

/* ---- counts ---- */

static void look_at_number(pk_health_t *self)
{
    const pk_posterior_t *posterior = &self->fit->posterior;
    const pk_calibration_t *calibration = self->calibration;
    int values = 0, numbers = 0;
    for (int s = 0; s < calibration->nseries; s++) {
        values += calibration->series[s].noise != PK_NOISE_MULTINOMIAL ? calibration->series[s].count : 0;
    }
    for (int c = 0; c < posterior->parameters->n; c++) {
        numbers += !posterior->still[c];
    }
    if (calibration->nlog == 0 && values > 0 && numbers > 0 && values < 5 * numbers) {
        pk_health_say(self,
                      pk_arena_format(self->arena,
                                      "Only %.1f observations for each number that is to be learned (%d for %d): what "
                                      "was assumed will decide much. fix: holds numbers that are known well.",
                                      (double)values / numbers, values, numbers));
    }
}

static void look_at_size(pk_health_t *self, const pk_observed_series_t *series)
{
    const double population = self->calibration->scenario->population;
    for (int k = 0; k < series->count; k++) {
        const pk_observed_value_t *value = &series->values[k];
        const bool fits = series->kind != PK_OBSERVED_STAGE || self->fit->plan.nflow > self->fit->plan.ntransition ||
                          value->value <= population;
        if (!fits) {
            pk_error(self->diag, value->place, "population: is everybody, those who have never heard of you too",
                     "%.15g in %s are more than the population of %.15g", value->value, series->name, population);
            return;
        }
    }
}

/* ---- time ---- */

static void look_at_end(pk_health_t *self, const pk_observed_series_t *series)
{
    const int last = series->values[series->count - 1].last, steps = self->calibration->scenario->calendar.steps;
    if (last < steps) {
        pk_health_say(self,
                      pk_arena_format(self->arena,
                                      "%s ends at step %d, before what was spent does (step %d): the last steps say "
                                      "nothing.",
                                      series->name, last, steps));
    }
}

/* A flow that never falls is most likely a running total. */
static void look_at_cumulation(pk_health_t *self, const pk_observed_series_t *series)
{
    enum { ENOUGH = 12 };
    bool falls = series->kind != PK_OBSERVED_FLOW || series->count < ENOUGH;
    for (int k = 1; k < series->count && !falls; k++) {
        falls = series->values[k].value < series->values[k - 1].value;
    }
    if (!falls && series->values[series->count - 1].value > 3 * (series->values[0].value + 1)) {
        pk_error(self->diag, series->values[0].place, "give what came in each step: the difference of two rows",
                 "%s never falls in %d rows: a running total cannot be fitted", series->name, series->count);
    }
}

/* ---- noise ---- */

static void look_at_noise(pk_health_t *self, const pk_observed_series_t *series)
{
    const bool own = series->noise == PK_NOISE_POISSON || series->noise == PK_NOISE_NEGATIVE_BINOMIAL ||
                     series->noise == PK_NOISE_NORMAL;
    if (own && (self->fit->plan.feedback || self->calibration->nseries > 1)) {
        pk_warning(
            self->diag, series->place, "noise: journey is what such a series has",
            "the steps of %s are taken as independent, %s: intervals meant to hold 90%% held 65 to 85%% for some "
            "numbers and 98 to 100%% at twice the width for others when this was measured",
            series->name,
            self->fit->plan.feedback ? "and the journey feeds back" : "and another series is of the same journey");
    }
}

/* A KPI that has an observed flow in it counts people twice. */
static void look_at_parts(pk_health_t *self, int at)
{
    const pk_observed_series_t *series = &self->calibration->series[at];
    const bool of_flows = series->kind == PK_OBSERVED_KPI &&
                          (strcmp(series->name, "purchases") == 0 || strcmp(series->name, "new_customers") == 0);
    for (int k = 0; of_flows && k < self->calibration->nseries; k++) {
        const pk_observed_series_t *other = &self->calibration->series[k];
        if (other->kind == PK_OBSERVED_FLOW && other->flow < self->fit->plan.ntransition &&
            self->fit->plan.flows[other->flow].purchase) {
            pk_error(self->diag, series->place, "keep the parts, or the whole",
                     "%s and %s are a whole and its part: these people would count twice", series->name, other->name);
            return;
        }
    }
}

pk_status_t pk_health_look(pk_fit_t *fit, const pk_journeys_log_t *logs, pk_calibrated_t *out, pk_diag_t *diag)
{
    const int errors = diag->errors;
    double *means = pk_heap((size_t)fit->plan.nslot + 1, sizeof *means);
    pk_health_t self = {.fit = fit,
                        .calibration = fit->calibration,
                        .means = means,
                        .list = PK_ARRAY(&out->arena, const char *, PK_HEALTH_MOST + 1),
                        .arena = &out->arena,
                        .diag = diag};
    (void)logs;
    pk_assumptions_means(&fit->plan, means);
    for (int s = 0; s < fit->calibration->nseries; s++) {
        look_at_size(&self, &fit->calibration->series[s]);
        look_at_cumulation(&self, &fit->calibration->series[s]);
        look_at_parts(&self, s);
        look_at_end(&self, &fit->calibration->series[s]);
        look_at_noise(&self, &fit->calibration->series[s]);
    }
    if (diag->errors == errors) {
        look_at_number(&self);
        pk_health_spend(&self);
        pk_health_prior(&self);
    }
    free(means);
    out->health = self.list;
    return diag->errors > errors ? PK_BAD_INPUT : PK_OK;
}
