#include "result/comparison.h"

#include <stdlib.h>
#include <string.h>

/* The first row of the scenario and group, or of what comes behind them. */
static int first_row(const pk_comparison_t *self, int scenario, int group)
{
    int low = 0, high = self->ndifference;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const pk_difference_t *d = &self->differences[middle];
        if (d->scenario < scenario || (d->scenario == scenario && d->group < group)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const pk_difference_t *pk_comparison_find(const pk_comparison_t *self, int scenario, int group, const char *kpi)
{
    for (int i = first_row(self, scenario, group); i < self->ndifference; i++) {
        const pk_difference_t *d = &self->differences[i];
        if (d->scenario != scenario || d->group != group || d->window != 0) {
            return NULL;
        }
        if (strcmp(d->kpi, kpi) == 0) {
            return d;
        }
    }
    return NULL;
}

const pk_sure_t *pk_comparison_sure(const pk_comparison_t *self, int scenario, const char *kpi)
{
    if (scenario == self->baseline) {
        const pk_result_t *r = &self->results[scenario];
        const int index = pk_result_kpi(r, kpi);
        return index < 0 ? NULL : &self->baseline_sure[pk_kpi_cell(r, 0, 0, index)];
    }
    const pk_difference_t *d = pk_comparison_find(self, scenario, 0, kpi);
    return d == NULL ? NULL : &d->sure;
}

const pk_difference_t *pk_comparison_return(const pk_comparison_t *self, int scenario)
{
    const pk_difference_t *d = pk_comparison_find(self, scenario, 0, "incremental_return");
    const bool shown = pk_result_shows(&self->results[self->baseline], "incremental_return");
    return d == NULL || !isfinite(d->diff_mean) || !shown ? NULL : d;
}

const pk_payback_t *pk_comparison_payback(const pk_comparison_t *self, int scenario)
{
    return self->paybacks != NULL && self->paybacks[scenario].told ? &self->paybacks[scenario] : NULL;
}

static bool same_stages(const pk_result_t *a, const pk_result_t *b)
{
    bool same = a->nstage == b->nstage && a->ngroup == b->ngroup && a->stage_counts != NULL && b->stage_counts != NULL;
    for (int i = 0; same && i < a->nstage; i++) {
        same = strcmp(a->stages[i].name, b->stages[i].name) == 0;
    }
    return same;
}

double pk_comparison_more(const pk_comparison_t *self, int scenario, int group, int stage)
{
    const pk_result_t *r = &self->results[scenario], *base = &self->results[self->baseline];
    return same_stages(r, base) ? r->stage_counts[pk_stage_cell(r, r->nstep, group, stage)].mean -
                                      base->stage_counts[pk_stage_cell(base, base->nstep, group, stage)].mean
                                : NAN;
}

double pk_comparison_more_worth(const pk_comparison_t *self, int scenario)
{
    const pk_result_t *base = &self->results[self->baseline];
    double sum = self->worth.steps > 0 ? 0 : NAN;
    for (int group = base->ngroup > 1 ? 1 : 0; self->worth.steps > 0 && group < base->ngroup; group++) {
        for (int i = 0; i < base->nstage; i++) {
            const double each = self->worth.each[group * base->nstage + i];
            sum += isnan(each) ? 0 : pk_comparison_more(self, scenario, group, i) * each;
        }
    }
    return sum;
}

double pk_difference_saved(const pk_comparison_t *self, const pk_difference_t *d)
{
    const double a = self->results[d->scenario].kpi[d->cell].sd, b = self->results[self->baseline].kpi[d->base_cell].sd;
    const double apart = a * a + b * b;
    return apart > 0 ? 1 - d->diff_sd * d->diff_sd / apart : NAN;
}

double pk_difference_told(const pk_difference_t *d)
{
    return d->group == 0 && d->window == 0 && isfinite(d->sure.gain) ? d->sure.gain : d->diff_mean;
}

static double mean_of_runs(const pk_comparison_t *self, int scenario, const char *kpi)
{
    const pk_result_t *r = &self->results[scenario];
    const int index = pk_result_kpi(r, kpi);
    return index < 0 ? NAN : r->kpi[pk_kpi_cell(r, 0, 0, index)].mean;
}

double pk_comparison_mean(const pk_comparison_t *self, int scenario, const char *kpi)
{
    const pk_difference_t *d = pk_comparison_find(self, scenario, 0, kpi);
    const double mean = d == NULL ? NAN : mean_of_runs(self, self->baseline, kpi) + d->sure.gain;
    return isfinite(mean) ? mean : mean_of_runs(self, scenario, kpi);
}

void pk_comparison_free(pk_comparison_t *self)
{
    for (int k = 0; k < self->nresult; k++) {
        pk_result_free(&self->results[k]);
        free(self->expected[k]);
    }
    pk_arena_free(&self->arena);
    *self = (pk_comparison_t){0};
}
