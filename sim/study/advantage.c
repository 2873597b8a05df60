#include "study/advantage.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

enum {
    FEATURES = 8,      /* expected outcomes of the two plans that a fit may use, besides the KPI's own */
    RUNS_A_COLUMN = 10 /* at least: fewer runs, fewer columns */
};

static bool room_for_another(const pk_smoother_t *self)
{
    return self->count <= FEATURES && self->nrun >= (long)RUNS_A_COLUMN * (self->count + 2);
}

static const double *outcome(const pk_result_t *result, int kpi)
{
    return &result->kpi_expected[pk_kpi_cell(result, 0, 0, kpi) * result->nrun];
}

/* The KPI, of one of the two, that tells most of what the others have not told; NULL: nothing is left to tell. */
static const double *most_news(const pk_smoother_t *self, const pk_result_t *const plans[2], double *scratch)
{
    const double *best = NULL;
    double most = 0;
    for (int p = 0; p < 2; p++) {
        for (int k = 0; k < plans[p]->nkpi; k++) {
            const double news = pk_smoother_news(self, outcome(plans[p], k), scratch);
            if (news > most) {
                most = news;
                best = outcome(plans[p], k);
            }
        }
    }
    return best;
}

pk_advantage_t pk_advantage_of(const pk_result_t *result, const pk_result_t *baseline)
{
    const size_t runs = (size_t)result->nrun;
    return (pk_advantage_t){.feedback = result->feedback || baseline->feedback,
                            .off = pk_heap(runs, sizeof(double)),
                            .own = pk_heap(runs, sizeof(double)),
                            .fit = pk_heap(runs, sizeof(double))};
}

/* When it is first needed, and before anything is corrected. */
static void choose_features(pk_advantage_t *self, const pk_result_t *result, const pk_result_t *baseline)
{
    const pk_result_t *const plans[2] = {baseline, result};
    const double *next = NULL;
    self->smoother = pk_smoother_of(result->nrun);
    while (room_for_another(&self->smoother) && (next = most_news(&self->smoother, plans, self->fit)) != NULL) {
        pk_smoother_add(&self->smoother, next);
    }
}

void pk_advantage_free(pk_advantage_t *self)
{
    pk_smoother_free(&self->smoother);
    free(self->off);
    free(self->own);
    free(self->fit);
    *self = (pk_advantage_t){0};
}

/* Where a ratio is not defined, nothing is known: as much off as the others on average. False: all runs agree. */
static bool fill_up(double *off, long count)
{
    double sum = 0, known = 0;
    bool differs = false;
    for (long run = 0; run < count; run++) {
        if (isfinite(off[run])) {
            sum += off[run];
            known++;
            differs = differs || off[run] != 0;
        }
    }
    for (long run = 0; run < count; run++) {
        off[run] = isfinite(off[run]) ? off[run] : sum / fmax(1, known);
    }
    return differs;
}

void pk_advantage_correct(pk_advantage_t *self, pk_result_t *result, int kpi, long cell, const pk_result_t *baseline,
                          long base_cell)
{
    if (!self->feedback && !result->kpis[kpi].peak) {
        return;
    }
    const long count = result->nrun;
    double *expected = &result->kpi_expected[cell * count];
    const double *base_expected = &baseline->kpi_expected[base_cell * count];
    const double *runs = &result->kpi_runs[cell * count], *base_runs = &baseline->kpi_runs[base_cell * count];
    for (long run = 0; run < count; run++) {
        self->own[run] = expected[run] - base_expected[run];
        self->off[run] = runs[run] - base_runs[run] - self->own[run];
    }
    if (!fill_up(self->off, count)) {
        return;
    }
    if (self->smoother.count == 0) {
        choose_features(self, result, baseline);
    }
    const bool added =
        count >= (long)RUNS_A_COLUMN * (self->smoother.count + 1) && pk_smoother_add(&self->smoother, self->own);
    pk_smoother_fit(&self->smoother, self->off, self->fit);
    if (added) {
        pk_smoother_drop(&self->smoother);
    }
    for (long run = 0; run < count; run++) {
        expected[run] += self->fit[run];
    }
}
