#include "infer/predict.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/draw.h"
#include "model/law/law.h"

void pk_predictor_init(pk_predictor_t *self, pk_plan_t *plan, const pk_calibration_t *calibration)
{
    *self = (pk_predictor_t){.plan = plan, .calibration = calibration};
    self->thing = PK_ARRAY(&plan->arena, int, calibration->nseries + 1);
    self->reduce = PK_ARRAY(&plan->arena, pk_reduce_t, calibration->nseries + 1);
    pk_expected_path_init(&self->steps, plan);
    for (int s = 0; s < calibration->nseries; s++) {
        const pk_observed_series_t *series = &calibration->series[s];
        pk_diag_t unheard = {0}; /* the fit has asked for the same, and told what there is not */
        self->thing[s] = pk_expected_path_add(&self->steps, series->kind, series->flow, series->name, series->group,
                                              series->place, &unheard);
        const pk_reduce_t own = self->thing[s] >= 0 ? pk_expected_path_reduce(&self->steps, self->thing[s]) : PK_SUM;
        self->reduce[s] = own == PK_RATIO ? PK_AVERAGE : own;
        pk_diag_free(&unheard);
    }
}

void pk_predictor_free(pk_predictor_t *self)
{
    pk_expected_path_free(&self->steps);
}

void pk_predictor_walk(const pk_predictor_t *self, pk_sim_t *sim, int after, double *path)
{
    const int steps = self->plan->nstep;
    double *told = pk_heap(pk_expected_path_size(&self->steps) + 1, sizeof *told);
    for (int t = after == 0 ? 0 : after + 1; t <= steps; t++) {
        if (t > 0) {
            pk_sim_step(sim, t);
        }
        pk_expected_path_tell(&self->steps, sim, t, told);
        for (int s = 0; s < self->calibration->nseries; s++) {
            const int thing = self->thing[s];
            path[(long)s * (steps + 1) + t] =
                thing >= 0 ? pk_expected_path_value(&self->steps, told, thing, t, t) : NAN;
        }
    }
    free(told);
}

double pk_predicted(pk_reduce_t reduce, const pk_observed_value_t *value, const double *path)
{
    return pk_reduced(path, 1, reduce, value->first, value->last);
}

double pk_predicted_noise(const pk_observed_series_t *series, double mean, const double *draws, pk_luck_t luck,
                          uint64_t address)
{
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_POSTERIOR, address);
    const double spread = series->spread != NULL ? pk_number_at(series->spread, draws, 1) : 1;
    if (series->noise == PK_NOISE_NORMAL) {
        return mean + spread * gsl_cdf_ugaussian_Pinv(pk_stream_uniform(&stream));
    }
    if (series->noise == PK_NOISE_NEGATIVE_BINOMIAL && mean > 0) {
        const double a[PK_LAW_ARGUMENTS] = {spread, mean / spread};
        mean = pk_law_find("gamma")->quantile(a, pk_stream_uniform(&stream));
    }
    return series->noise == PK_NOISE_POISSON || series->noise == PK_NOISE_NEGATIVE_BINOMIAL
               ? pk_draw_poisson(&stream, mean)
               : mean;
}

void pk_predicted_cohort(const pk_observed_series_t *series, const double *path, int given, pk_luck_t luck,
                         uint64_t address, double *x)
{
    x[given] = series->values[given].value;
    for (int k = given + 1; k < series->count; k++) {
        const double before = pk_predicted(PK_END, &series->values[k - 1], path);
        const double here = pk_predicted(PK_END, &series->values[k], path);
        luck.step = (uint64_t)k;
        pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_POSTERIOR, address);
        x[k] = before > 0 ? pk_draw_binomial(&stream, x[k - 1], fmin(here / before, 1)) : 0;
    }
}

bool pk_predicted_by_means(const pk_calibration_t *calibration)
{
    for (int s = 0; s < calibration->nseries; s++) {
        if (calibration->series[s].noise != PK_NOISE_JOURNEY) {
            return true;
        }
    }
    return false;
}

void pk_predicted_series(const pk_predictor_t *self, int s, int seen, uint64_t run, const double *path,
                         const double *means, const double *draws, double *x)
{
    const pk_observed_series_t *series = &self->calibration->series[s];
    const uint64_t address = (uint64_t)s + 1;
    pk_luck_t luck = {self->plan->seed, run, 0};
    if (series->noise == PK_NOISE_MULTINOMIAL) {
        pk_predicted_cohort(series, means, seen > 1 ? seen - 1 : 0, luck, address, x);
        return;
    }
    const double *here = series->noise == PK_NOISE_JOURNEY ? path : means;
    for (int k = seen; k < series->count; k++) {
        luck.step = (uint64_t)k;
        x[k] =
            pk_predicted_noise(series, pk_predicted(self->reduce[s], &series->values[k], here), draws, luck, address);
    }
}
