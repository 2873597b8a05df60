/* Response curves: what a channel's curve says of a steady spend, over the draws of its numbers. */
#include <math.h>
#include <stdlib.h>

#include "engine/outcome.h"
#include "engine/summary.h"

enum { LEVELS = 41 };

typedef struct {
    const pk_plan_t *plan;
    const pk_driver_plan_t *driver;
    const double *draws; /* [run][slot] */
    long nrun;
} pk_curving_t;

static const double *draws_of(const pk_curving_t *self, long run)
{
    return &self->draws[run * self->plan->nslot];
}

static double mean_over_draws(const pk_curving_t *self, pk_quantity_t q, int t)
{
    double sum = 0;
    for (long run = 0; run < self->nrun; run++) {
        sum += pk_quantity(q, draws_of(self, run), t);
    }
    return sum / (double)self->nrun;
}

static double mean_spend(const pk_curving_t *self, int t)
{
    double sum = 0;
    for (long run = 0; run < self->nrun; run++) {
        sum += pk_spend(self->driver, draws_of(self, run), t);
    }
    return sum / (double)self->nrun;
}

static double mean_plan(const pk_curving_t *self, double *most)
{
    double sum = 0;
    *most = 0;
    for (int t = 1; t <= self->plan->nstep; t++) {
        const double spend = mean_spend(self, t);
        *most = fmax(*most, spend);
        sum += spend;
    }
    return sum / self->plan->nstep;
}

static pk_summary_t response_at(const pk_curving_t *self, double spend, double *values)
{
    for (long run = 0; run < self->nrun; run++) {
        double parameters[PK_SATURATION_PARAMETERS];
        for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
            const pk_quantity_t q = self->driver->saturation[k];
            parameters[k] = pk_present(q) ? pk_quantity(q, draws_of(self, run), 0) : 0;
        }
        values[run] = self->driver->curve->response(spend * self->plan->spend_scale, parameters);
    }
    return pk_summarise(values, self->nrun);
}

/* Levels reach half as far again as the largest spend of today or of the plan; without any, twice the scale of the
 * curve. */
static void one_curve(const pk_curving_t *self, pk_result_t *result, double *values)
{
    pk_result_curve_t *curve = &result->curves[result->ncurve++];
    double most;
    curve->driver = self->driver->index;
    curve->count = LEVELS;
    curve->spend = PK_ARRAY(&result->arena, double, LEVELS);
    curve->response = PK_ARRAY(&result->arena, pk_summary_t, LEVELS);
    curve->today = mean_over_draws(self, self->driver->history, 0);
    curve->plan = mean_plan(self, &most);
    most = 1.5 * fmax(most, curve->today);
    if (most <= 0) {
        most = 2 * mean_over_draws(self, self->driver->saturation[0], 0);
    }
    for (int level = 0; level < LEVELS; level++) {
        curve->spend[level] = most * level / (LEVELS - 1);
        curve->response[level] = response_at(self, curve->spend[level], values);
    }
}

void pk_outcome_curves(const pk_plan_t *plan, const double *draws, pk_result_t *result)
{
    double *values = pk_heap((size_t)result->nrun, sizeof(double));
    result->curves = PK_ARRAY(&result->arena, pk_result_curve_t, plan->ndriver);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        if (driver->driver->kind == PK_DRIVER_CHANNEL && driver->curve != NULL) {
            const pk_curving_t curving = {.plan = plan, .driver = driver, .draws = draws, .nrun = result->nrun};
            one_curve(&curving, result, values);
        }
    }
    free(values);
}
