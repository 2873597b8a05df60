/* What the assumptions as they are written say of what was observed, before anything is learned. */
#include <math.h>
#include <stdlib.h>

#include "base/quantiles.h"
#include "infer/health_parts.h"
#include "infer/predict.h"

enum { DRAWS = 400 };

/* The total of what adds up; else the last value. */
static double whole(const pk_observed_series_t *series, pk_reduce_t reduce, const double *path)
{
    double sum = 0;
    for (int k = 0; k < series->count; k++) {
        const double value = path != NULL ? pk_predicted(reduce, &series->values[k], path) : series->values[k].value;
        sum = reduce == PK_SUM ? sum + value : value;
    }
    return sum;
}

static void tell(pk_health_t *self, const pk_observed_series_t *series, pk_reduce_t reduce, double *drawn, long count)
{
    pk_sort(drawn, count);
    const double low = drawn[(long)(0.05 * (double)(count - 1))], high = drawn[(long)(0.95 * (double)(count - 1))];
    const double observed = whole(series, reduce, NULL);
    const char *far = observed < drawn[0] || observed > drawn[count - 1]
                          ? " No draw of the assumptions comes there: look at units, dates and the population."
                          : "";
    pk_health_say(
        self,
        pk_arena_format(self->arena, "As the assumptions are written, they say %.0f to %.0f %s %s; there were %.0f.%s",
                        low, high, reduce == PK_SUM ? "in all of" : "in the end in", series->name, observed, far));
}

void pk_health_prior(pk_health_t *self)
{
    pk_fit_t *fit = self->fit;
    const int series = self->calibration->nseries;
    if (series == 0) {
        return;
    }
    pk_predictor_t predictor;
    pk_sim_t sim;
    const long length = fit->plan.nstep + 1;
    double *u = pk_heap((size_t)fit->parameters.n + 1, sizeof *u);
    double *draws = pk_heap((size_t)fit->plan.nslot + 1, sizeof *draws);
    double *path = pk_heap((size_t)series * (size_t)length, sizeof *path);
    double *drawn = pk_heap((size_t)series * DRAWS, sizeof *drawn);
    long count = 0;
    pk_predictor_init(&predictor, &fit->plan, self->calibration);
    pk_sim_init(&sim, &fit->plan, &pk_chance_expected);
    for (uint64_t k = 0; k < DRAWS; k++) {
        if (pk_parameters_start(&fit->parameters, k, u) && pk_parameters_draws(&fit->parameters, 0, u, draws)) {
            pk_sim_begin(&sim, k, draws);
            pk_predictor_walk(&predictor, &sim, 0, path);
            for (int s = 0; s < series; s++) {
                drawn[(long)s * DRAWS + count] =
                    whole(&self->calibration->series[s], predictor.reduce[s], &path[s * length]);
            }
            count++;
        }
    }
    for (int s = 0; s < series && count > 0; s++) {
        tell(self, &self->calibration->series[s], predictor.reduce[s], &drawn[(long)s * DRAWS], count);
    }
    pk_sim_free(&sim);
    pk_predictor_free(&predictor);
    free(u);
    free(draws);
    free(path);
    free(drawn);
}
