#include "study/gain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/asked_kpi.h"

/* ---- what runs say ---- */

static bool is_inexact(const pk_gain_t *self, const pk_plan_t *const plans[])
{
    bool inexact = self->kpi->reduce == PK_PEAK;
    for (int p = 0; p < self->count; p++) {
        inexact = inexact || pk_is_inexact(plans[p]);
    }
    return inexact;
}

static pk_foreseen_t foreseen(const pk_gain_t *self, int plan)
{
    return (pk_foreseen_t){.result = &self->result[plan], .expected = self->expected[plan]};
}

static void learn(pk_gain_t *self, const char *kpi, int threads)
{
    const pk_foreseen_t plan = foreseen(self, 0), other = foreseen(self, self->count - 1);
    const long cell = pk_kpi_cell(plan.result, 0, 0, pk_result_kpi(plan.result, kpi));
    const long base = self->count == 1 ? -1 : pk_kpi_cell(other.result, 0, 0, pk_result_kpi(other.result, kpi));
    self->normals = pk_error_normals(plan.result->seed, plan.result->nrun, threads);
    self->advantage = pk_advantage_of(plan, other);
    self->lead = pk_lead_of(&self->advantage, plan, cell, other, base, self->normals);
    self->runs = self->lead.fit.count > 0 ? plan.result->nrun : 0;
}

static pk_status_t run(pk_gain_t *self, pk_plan_t *const plans[], const char *kpi, const pk_run_options_t *options,
                       pk_diag_t *diag)
{
    for (int p = 0; p < self->count; p++) {
        self->uncorrected = self->uncorrected || plans[p]->scenario->engine == PK_ENGINE_EXPECTED;
    }
    for (int p = 0; p < self->count && !self->uncorrected; p++) {
        pk_run_options_t mine = *options;
        mine.expected = &self->expected[p];
        mine.series = false;
        mine.by = PK_BY_NOTHING;
        mine.progress = (pk_progress_t){0};
        const pk_status_t status = pk_run_plan(plans[p], &mine, &self->result[p], diag);
        if (status != PK_OK) {
            return status;
        }
    }
    if (!self->uncorrected) {
        learn(self, kpi, options->threads);
    }
    return PK_OK;
}

/* ---- evaluators ---- */

/* The KPI, then what the correction hangs on. */
static pk_status_t open_evaluator(pk_gain_t *self, int plan, pk_plan_t *of, const char *kpi,
                                  const pk_run_options_t *options, pk_diag_t *diag)
{
    pk_output_t outputs[1 + PK_SMOOTHER_MOST] = {{.kind = PK_OUTPUT_KPI, .name = kpi}};
    int count = 1;
    for (int k = 0; k < self->nfeature; k++) {
        const pk_feature_t feature = self->advantage.features[k];
        const int of_plan = self->count == 1 || feature.of_plan ? 0 : 1;
        if (of_plan == plan) {
            self->feature_plan[k] = plan;
            self->feature_output[k] = count;
            outputs[count++] = (pk_output_t){.kind = PK_OUTPUT_KPI, .name = self->result[plan].kpis[feature.kpi].name};
        }
    }
    return pk_evaluator_init(&self->evaluator[plan], of,
                             &(pk_evaluator_options_t){.outputs = outputs,
                                                       .noutput = count,
                                                       .nearest = true,
                                                       .vector = options->vector,
                                                       .threads = options->threads},
                             diag);
}

const pk_kpi_plan_t *pk_gain_kpi(pk_plan_t *plan, const char *kpi, pk_diag_t *diag)
{
    pk_kpis_t kpis;
    pk_kpis_compile(plan, PK_BY_NOTHING, &kpis);
    const char *hint;
    const int at = pk_asked_kpi(&kpis, kpi, "polku run prints the KPIs of a scenario", &plan->arena, &hint);
    if (at < 0) {
        (void)pk_error(diag, PK_NOWHERE, hint, "%s has no KPI %s", plan->scenario->title, kpi);
        return NULL;
    }
    return &kpis.at[at];
}

pk_status_t pk_gain_init(pk_gain_t *self, pk_plan_t *plan, pk_plan_t *other, const char *kpi,
                         const pk_run_options_t *options, pk_diag_t *diag)
{
    pk_plan_t *const plans[PK_GAIN_PLANS] = {plan, other};
    *self = (pk_gain_t){.count = other != NULL ? 2 : 1};
    self->kpi = pk_gain_kpi(plan, kpi, diag);
    if (self->kpi == NULL || (other != NULL && pk_gain_kpi(other, kpi, diag) == NULL)) {
        return PK_BAD_INPUT;
    }
    pk_status_t status = PK_OK;
    if (is_inexact(self, (const pk_plan_t *const *)plans)) {
        status = run(self, plans, self->kpi->name, options, diag);
    }
    self->nfeature = self->runs > 0 ? self->advantage.smoother.count - 1 : 0;
    for (int p = 0; p < self->count && status == PK_OK; p++) {
        status = open_evaluator(self, p, plans[p], self->kpi->name, options, diag);
    }
    return status;
}

void pk_gain_free(pk_gain_t *self)
{
    pk_lead_free(&self->lead);
    pk_advantage_free(&self->advantage);
    free(self->normals);
    for (int p = 0; p < PK_GAIN_PLANS; p++) {
        pk_evaluator_free(&self->evaluator[p]);
        pk_result_free(&self->result[p]);
        free(self->expected[p]);
    }
    *self = (pk_gain_t){0};
}

/* ---- at draws ---- */

/* Errors that are drawn for the runs, at columns that no run has. */
static void put_errors(const pk_gain_t *self, const double *columns, long point, long count, double *errors)
{
    for (int e = 0; e < PK_GAIN_ERRORS; e++) {
        double error = 0;
        for (int k = 0; k < self->lead.fit.count; k++) {
            error += columns[k] * self->lead.errors[k * PK_ERRORS_HALF + e];
        }
        errors[e * count + point] = error;
    }
}

void pk_gain_at(pk_gain_t *self, long count, const double *const draws[PK_GAIN_PLANS], pk_gains_t out)
{
    double *outputs[PK_GAIN_PLANS] = {NULL};
    long width[PK_GAIN_PLANS] = {0};
    pk_evaluated_t *outcomes = pk_heap((size_t)count + 1, sizeof *outcomes);
    for (int p = 0; p < self->count; p++) {
        width[p] = pk_evaluator_outputs(&self->evaluator[p]);
        outputs[p] = pk_heap((size_t)(count * width[p]) + 1, sizeof(double));
        pk_evaluate_many(&self->evaluator[p], count, draws[p], outputs[p], outcomes);
    }
    for (long k = 0; k < count; k++) {
        double features[PK_SMOOTHER_MOST], columns[PK_SMOOTHER_MOST] = {0};
        double ahead = outputs[0][k * width[0]];
        if (self->count > 1) {
            const double base = outputs[1][k * width[1]];
            ahead = pk_outcomes_tie(ahead, base) ? 0 : ahead - base;
        }
        for (int f = 0; f < self->nfeature; f++) {
            features[f] = outputs[self->feature_plan[f]][k * width[self->feature_plan[f]] + self->feature_output[f]];
        }
        out.values[k] = pk_lead_elsewhere(&self->lead, features, ahead, columns);
        if (out.plain != NULL) {
            out.plain[k] = ahead;
        }
        if (out.errors != NULL) {
            put_errors(self, columns, k, count, out.errors);
        }
    }
    for (int p = 0; p < self->count; p++) {
        free(outputs[p]);
    }
    free(outcomes);
}
