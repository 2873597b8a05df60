#include "infer/gate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static double *column_of(const pk_sampler_t *sampler, bool of_u, int index)
{
    double *x = pk_heap((size_t)(sampler->nchain * sampler->ndraw), sizeof *x);
    pk_sampler_column(sampler, of_u, index, x);
    return x;
}

void pk_sampler_column(const pk_sampler_t *sampler, bool of_u, int index, double *x)
{
    const int width = of_u ? sampler->n : sampler->ncolumn;
    for (int c = 0; c < sampler->nchain; c++) {
        const double *from = of_u ? sampler->chain[c].u : sampler->chain[c].columns;
        for (long at = 0; at < sampler->ndraw; at++) {
            *x++ = from[at * width + index];
        }
    }
}

pk_column_summary_t pk_sampler_summary(const pk_sampler_t *sampler, int column)
{
    double *x = column_of(sampler, false, column);
    const pk_column_summary_t summary = pk_column_summarise((pk_column_t){x, sampler->nchain, sampler->ndraw});
    free(x);
    return summary;
}

static bool is_fixed(const double *x, long count)
{
    for (long i = 1; i < count; i++) {
        if (!(x[i] == x[0])) {
            return false;
        }
    }
    return true;
}

/* What one column says; numbers that cannot be told count as the worst. */
static void judge_column(const pk_sampler_t *sampler, int index, pk_gate_t *gate)
{
    double *x = column_of(sampler, false, index);
    if (!is_fixed(x, sampler->nchain * sampler->ndraw)) {
        const pk_column_t column = {x, sampler->nchain, sampler->ndraw};
        const double rhat = pk_rhat(column), bulk = pk_ess_bulk(column), tail = pk_ess_tail(column);
        const double worst_rhat = isnan(rhat) ? INFINITY : rhat;
        const double ess = isnan(bulk) || isnan(tail) ? 0 : fmin(bulk, tail);
        if (worst_rhat > gate->rhat) {
            gate->rhat = worst_rhat;
            gate->rhat_column = index;
        }
        if (ess < gate->ess) {
            gate->ess = ess;
            gate->ess_column = index;
            gate->ess_of_tail = tail < bulk;
        }
        gate->nfailing += !(worst_rhat <= PK_GATE_RHAT && ess >= PK_GATE_ESS);
    }
    free(x);
}

static void judge_moves(const pk_sampler_t *sampler, pk_gate_t *gate)
{
    long diverged = 0;
    gate->e_bfmi = NAN;
    for (int c = 0; c < sampler->nchain; c++) {
        const pk_chain_draws_t *chain = &sampler->chain[c];
        diverged += chain->ndivergence;
        const double e_bfmi = sampler->kind == PK_SAMPLER_NUTS ? pk_e_bfmi(chain->energy, sampler->ndraw) : (double)NAN;
        if (!(e_bfmi >= gate->e_bfmi) && !isnan(e_bfmi)) {
            gate->e_bfmi = e_bfmi;
            gate->e_bfmi_chain = c;
        }
    }
    gate->divergence = (double)diverged / (double)(sampler->nchain * sampler->ndraw);
}

pk_gate_t pk_gate_judge(const pk_sampler_t *sampler)
{
    pk_gate_t gate = {.rhat = 0, .ess = INFINITY, .e_bfmi = NAN};
    if (sampler->ndraw == 0) {
        gate.rhat = INFINITY;
        gate.ess = 0;
        return gate;
    }
    for (int index = 0; index < sampler->ncolumn; index++) {
        judge_column(sampler, index, &gate);
    }
    judge_moves(sampler, &gate);
    gate.rhat_passed = gate.rhat <= PK_GATE_RHAT;
    gate.ess_passed = gate.ess >= PK_GATE_ESS;
    gate.divergence_passed = gate.divergence < PK_GATE_DIVERGENCE;
    gate.energy_passed = isnan(gate.e_bfmi) || gate.e_bfmi >= PK_GATE_E_BFMI;
    gate.passed = gate.rhat_passed && gate.ess_passed && gate.divergence_passed && gate.energy_passed;
    return gate;
}
