#include "infer/predict.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

#include "base/draw.h"
#include "model/law/law.h"

static pk_reduce_t reduce_of(const pk_predictor_t *self, int s, int kpi)
{
    const pk_observed_series_t *series = &self->calibration->series[s];
    const pk_reduce_t own = kpi >= 0 ? self->kpis.at[kpi].reduce : series->kind == PK_OBSERVED_STAGE ? PK_END : PK_SUM;
    return own == PK_RATIO ? PK_AVERAGE : own;
}

void pk_predictor_init(pk_predictor_t *self, pk_plan_t *plan, const pk_calibration_t *calibration)
{
    *self = (pk_predictor_t){.plan = plan, .calibration = calibration};
    self->kpi = PK_ARRAY(&plan->arena, int, calibration->nseries + 1);
    self->level = PK_ARRAY(&plan->arena, int, calibration->nseries + 1);
    self->reduce = PK_ARRAY(&plan->arena, pk_reduce_t, calibration->nseries + 1);
    pk_kpis_compile(plan, PK_BY_NOTHING, &self->kpis);
    pk_expected_path_init(&self->levels, plan);
    for (int s = 0; s < calibration->nseries; s++) {
        const pk_observed_series_t *series = &calibration->series[s];
        const int kpi = series->kind == PK_OBSERVED_KPI ? pk_kpis_find(&self->kpis, series->name) : -1;
        const bool adds = kpi >= 0 && self->kpis.at[kpi].reduce == PK_SUM;
        pk_diag_t unheard = {0}; /* the fit has asked for the same, and told what there is not */
        self->reduce[s] = reduce_of(self, s, kpi);
        self->kpi[s] = adds ? kpi : -1;
        self->measures = self->measures || adds;
        self->level[s] = kpi >= 0 && !adds ? pk_expected_path_add(&self->levels, PK_OBSERVED_KPI, 0, series->name,
                                                                  series->group, PK_NOWHERE, &unheard)
                                           : -1;
        pk_diag_free(&unheard);
    }
}

void pk_predictor_free(pk_predictor_t *self)
{
    pk_expected_path_free(&self->levels);
}

/* What a step shows of a flow or stage. */
static double seen(const pk_sim_t *sim, const pk_observed_series_t *series)
{
    const int personas = sim->plan->npersona;
    const double *of = series->kind == PK_OBSERVED_FLOW ? sim->state.flow : sim->state.count;
    double sum = 0;
    for (int g = 0; g < personas; g++) {
        sum +=
            series->group < 0 || series->group == pk_model_persona(sim->plan, g) ? of[series->flow * personas + g] : 0;
    }
    return sum;
}

/* What accumulators hold of a KPI: of the group that the series is of. */
static double added(const pk_predictor_t *self, int series, const double *accumulators)
{
    const int group = self->calibration->series[series].group + 1;
    return accumulators[(long)group * self->kpis.count + self->kpi[series]];
}

void pk_predictor_walk(const pk_predictor_t *self, pk_sim_t *sim, int after, double *path)
{
    const int steps = self->plan->nstep, count = self->calibration->nseries;
    double *accumulators = pk_heap((size_t)pk_kpis_size(&self->kpis) + 1, sizeof *accumulators);
    double *told = pk_heap(pk_expected_path_size(&self->levels) + 1, sizeof *told);
    pk_kpis_clear(&self->kpis, accumulators);
    for (int t = after; t <= steps; t++) {
        if (t > after) {
            pk_sim_step(sim, t);
        } else if (after > 0) {
            continue;
        }
        double before[count + 1];
        for (int s = 0; s < count; s++) {
            before[s] = self->kpi[s] >= 0 ? added(self, s, accumulators) : 0;
        }
        if (self->measures) {
            pk_kpis_add(&self->kpis, sim, t, accumulators);
        }
        pk_expected_path_tell(&self->levels, sim, t, told);
        for (int s = 0; s < count; s++) {
            path[(long)s * (steps + 1) + t] = self->kpi[s] >= 0 ? added(self, s, accumulators) - before[s]
                                              : self->level[s] >= 0
                                                  ? pk_expected_path_value(&self->levels, told, self->level[s], t, t)
                                                  : seen(sim, &self->calibration->series[s]);
        }
    }
    free(told);
    free(accumulators);
}

double pk_predicted(pk_reduce_t reduce, const pk_observed_value_t *value, const double *path)
{
    double sum = 0, peak = -INFINITY;
    for (int t = value->first; t <= value->last; t++) {
        sum += path[t];
        peak = fmax(peak, path[t]);
    }
    return reduce == PK_END       ? path[value->last]
           : reduce == PK_AVERAGE ? sum / (value->last - value->first + 1)
           : reduce == PK_PEAK    ? peak
                                  : sum;
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
