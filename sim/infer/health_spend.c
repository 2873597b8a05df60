/* Spend as data: what follows orders or the season cannot be told from what causes them. */
#include <gsl/gsl_multifit.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/drivers.h"
#include "infer/health_parts.h"

enum { LAGS = 4, MONTHS = 12 };
static const double FOLLOWS = 0.5, TOGETHER = 0.9;

/* What was paid for a channel in each step, spend[1..nstep]. */
static void spend_of(const pk_health_t *self, int driver, double *spend)
{
    const pk_plan_t *plan = &self->fit->plan;
    for (int t = 1; t <= plan->nstep; t++) {
        spend[t] = pk_spend(plan, &plan->drivers[driver], self->means, t);
    }
}

static double spread(const double *x, int count)
{
    double mean = 0, squares = 0;
    for (int t = 1; t <= count; t++) {
        mean += x[t] / count;
    }
    for (int t = 1; t <= count; t++) {
        squares += (x[t] - mean) * (x[t] - mean);
    }
    return squares;
}

/* R², adjusted for the number of columns, of y[rows] on X [rows][columns] with a constant among them; 0 where it cannot
 * be told. */
static double explained(gsl_matrix *x, const gsl_vector *y)
{
    const size_t rows = x->size1, columns = x->size2;
    double off = 0, mean = 0, all = 0;
    if (rows < columns + 8) {
        return 0;
    }
    gsl_multifit_linear_workspace *room = gsl_multifit_linear_alloc(rows, columns);
    gsl_vector *beta = gsl_vector_alloc(columns);
    gsl_matrix *covariance = gsl_matrix_alloc(columns, columns);
    gsl_multifit_linear(x, y, beta, covariance, &off, room);
    for (size_t i = 0; i < rows; i++) {
        mean += gsl_vector_get(y, i) / (double)rows;
    }
    for (size_t i = 0; i < rows; i++) {
        all += (gsl_vector_get(y, i) - mean) * (gsl_vector_get(y, i) - mean);
    }
    gsl_matrix_free(covariance);
    gsl_vector_free(beta);
    gsl_multifit_linear_free(room);
    return all > 0 ? 1 - off / all * (double)(rows - 1) / (double)(rows - columns) : 0;
}

/* Spend on the series of the LAGS steps before. */
static double by_series(const pk_health_t *self, const double *spend, const pk_observed_series_t *series)
{
    const int rows = series->count - LAGS;
    if (rows < 1 || series->values[0].first != series->values[0].last) {
        return 0;
    }
    gsl_matrix *x = gsl_matrix_calloc((size_t)rows, LAGS + 1);
    gsl_vector *y = gsl_vector_calloc((size_t)rows);
    for (int i = 0; i < rows; i++) {
        gsl_matrix_set(x, (size_t)i, LAGS, 1);
        gsl_vector_set(y, (size_t)i, spend[series->values[i + LAGS].last]);
        for (int lag = 1; lag <= LAGS; lag++) {
            gsl_matrix_set(x, (size_t)i, (size_t)lag - 1, series->values[i + LAGS - lag].value);
        }
    }
    const double part = explained(x, y);
    gsl_matrix_free(x);
    gsl_vector_free(y);
    (void)self;
    return part;
}

/* Spend on the month of the year. */
static double by_month(const pk_health_t *self, const double *spend)
{
    const pk_plan_t *plan = &self->fit->plan;
    if (plan->month == NULL || plan->step_years * plan->nstep < 1) {
        return 0;
    }
    gsl_matrix *x = gsl_matrix_calloc((size_t)plan->nstep, MONTHS);
    gsl_vector *y = gsl_vector_calloc((size_t)plan->nstep);
    for (int t = 1; t <= plan->nstep; t++) {
        gsl_matrix_set(x, (size_t)t - 1, (size_t)plan->month[t], 1);
        gsl_vector_set(y, (size_t)t - 1, spend[t]);
    }
    const double part = explained(x, y);
    gsl_matrix_free(x);
    gsl_vector_free(y);
    return part;
}

static bool is_learned(const pk_health_t *self, const char *channel)
{
    const char *prefix = pk_arena_format(self->arena, "channels.%s.", channel);
    const pk_parameters_t *parameters = &self->fit->parameters;
    for (int k = 0; k < parameters->count; k++) {
        if (strncmp(parameters->all[k].path, prefix, strlen(prefix)) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_experiment(const pk_health_t *self, int driver)
{
    for (int k = 0; k < self->calibration->nexperiment; k++) {
        if (self->calibration->experiments[k].channel == driver) {
            return true;
        }
    }
    return false;
}

static void look_at_causes(pk_health_t *self, int driver, const double *spend)
{
    const char *name = self->fit->plan.drivers[driver].driver->name;
    const char *cure = has_experiment(self, driver) ? "the experiment helps to tell them apart"
                                                    : "its effect cannot be told from theirs without an experiment";
    for (int s = 0; s < self->calibration->nseries; s++) {
        const double part = by_series(self, spend, &self->calibration->series[s]);
        if (part > FOLLOWS) {
            pk_health_say(self,
                          pk_arena_format(self->arena, "Spend on %s follows %s of the steps before (R² %.2f): %s.",
                                          name, self->calibration->series[s].name, part, cure));
        }
    }
    const double part = by_month(self, spend);
    if (part > FOLLOWS) {
        pk_health_say(self,
                      pk_arena_format(self->arena, "Spend on %s follows the season (R² %.2f): %s.", name, part, cure));
    }
}

static void look_at_channel(pk_health_t *self, int driver, const double *spend)
{
    const int steps = self->fit->plan.nstep;
    const char *name = self->fit->plan.drivers[driver].driver->name;
    if (!is_learned(self, name)) {
        return;
    }
    double most = 0;
    for (int t = 1; t <= steps; t++) {
        most = fmax(most, spend[t]);
    }
    const bool constant = spread(spend, steps) <= 1e-9 * most * most;
    if (constant && has_experiment(self, driver)) {
        return; /* the test tells what the series cannot */
    }
    if (most == 0) {
        pk_health_say(
            self,
            pk_arena_format(self->arena, "Nothing was ever spent on %s: what it does stays as it is assumed.", name));
    } else if (constant) {
        pk_health_say(self, pk_arena_format(self->arena,
                                            "Spend on %s never changes: what more or less of it would bring cannot be "
                                            "learned from these data.",
                                            name));
    } else {
        look_at_causes(self, driver, spend);
    }
}

static double correlation(const double *x, const double *y, int count)
{
    double mx = 0, my = 0, xy = 0;
    for (int t = 1; t <= count; t++) {
        mx += x[t] / count;
        my += y[t] / count;
    }
    for (int t = 1; t <= count; t++) {
        xy += (x[t] - mx) * (y[t] - my);
    }
    const double both = sqrt(spread(x, count) * spread(y, count));
    return both > 0 ? xy / both : 0;
}

void pk_health_spend(pk_health_t *self)
{
    const pk_plan_t *plan = &self->fit->plan;
    double *spend = pk_heap((size_t)plan->ndriver * ((size_t)plan->nstep + 1) + 1, sizeof *spend);
    for (int d = 0; d < plan->ndriver; d++) {
        double *mine = &spend[(long)d * (plan->nstep + 1)];
        if (pk_channel_plan_of(&plan->drivers[d]) == NULL) {
            continue;
        }
        spend_of(self, d, mine);
        look_at_channel(self, d, mine);
        for (int other = 0; other < d; other++) {
            const double together = pk_channel_plan_of(&plan->drivers[other]) != NULL
                                        ? correlation(mine, &spend[(long)other * (plan->nstep + 1)], plan->nstep)
                                        : 0;
            if (fabs(together) > TOGETHER) {
                pk_health_say(
                    self, pk_arena_format(self->arena,
                                          "%s and %s were spent on together (correlation %.2f): the data tell "
                                          "what both did, and hardly which of them.",
                                          plan->drivers[other].driver->name, plan->drivers[d].driver->name, together));
            }
        }
    }
    free(spend);
}
