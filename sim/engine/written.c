#include "engine/written.h"

#include <math.h>

static const double SUM_SLACK = 1e-9; /* sums within this of 1 count as 1 */

double pk_written_value(const pk_flow_t *flow, const double *draws, int persona, int t, double *period)
{
    pk_quantity_t q = flow->differs != NULL ? flow->differs[persona] : flow->value;
    const pk_quantity_t own = flow->by_persona[persona];
    const bool has_own = pk_present(own);
    if (has_own && !pk_term(own, t)->relative) {
        q = own;
    }
    double value = pk_present(q) ? pk_quantity(q, draws, t) : 0;
    *period = pk_present(q) ? pk_term(q, t)->period : 0;
    if (t > 0 && pk_present(flow->conversion)) {
        const double factor = pk_quantity(flow->conversion, draws, t);
        if (pk_term(flow->conversion, t)->relative) {
            value *= factor;
        } else {
            value = factor;
            *period = pk_term(flow->conversion, t)->period;
        }
    }
    if (t > 0 && pk_is_dialed(flow->dial, draws)) {
        *period = isnan(draws[flow->dial.level]) ? *period : 0;
        value = pk_dialed(flow->dial, draws, value);
    }
    if (has_own && pk_term(own, t)->relative) {
        value *= pk_quantity(own, draws, t);
    }
    return value;
}

/* Probabilities of one period become probabilities of a step through their joint rate: R = -ln(1-P) / period, then
 * (1 - e^-R) p / P. Each period is a group of its own; true where one is past 1: it counts as `most`. */
static bool per_step(double *p, double *period, int count, double most)
{
    bool past = false;
    for (int first = 0; first < count; first++) {
        const double steps = period[first];
        if (steps <= 0) {
            continue;
        }
        double sum = 0;
        for (int k = first; k < count; k++) {
            sum += period[k] == steps ? p[k] : 0;
        }
        past = past || sum > 1 + SUM_SLACK;
        const double one = sum > 1 + SUM_SLACK ? most : sum >= 1 - SUM_SLACK ? 1 : sum;
        const double step = one == 1 ? 1 : -expm1(log1p(-one) / steps);
        for (int k = count - 1; k >= first; k--) {
            if (period[k] == steps) {
                p[k] = sum > 0 ? p[k] * (step / sum) : 0;
                period[k] = 0;
            }
        }
    }
    return past;
}

/* -ln(1-P) p/P, written so that a small P keeps its digits. */
static double rate_of(double p, double sum)
{
    return sum > 0 ? -log1p(-sum) * (p / sum) : 0;
}

/* The probabilities of a step out of a stage, of ways with rates 0, and in r the rates as they are; gives the sum, and
 * whether it or that of a period passes 1. `alike`: only the ways in which customers do not differ. */
static double probabilities(const pk_plan_t *plan, const double *draws, int stage, int persona, int t, bool alike,
                            double *r, double *p, bool *past)
{
    const pk_stage_plan_t *from = &plan->stages[stage];
    double period[from->nrated + 1], sum = 0;
    bool differs = false;
    for (int k = 0; k < from->nrated; k++) {
        const pk_flow_t *flow = &plan->flows[from->exits[k]];
        differs = differs || flow->differs != NULL;
        r[k] = pk_written_value(flow, draws, persona, t, &period[k]);
        p[k] = flow->by == PK_BY_RATE || (alike && flow->differs != NULL) ? 0 : r[k];
        period[k] = flow->by == PK_BY_RATE ? 0 : period[k];
    }
    *past = per_step(p, period, from->nrated, differs && !alike ? 1 : PK_ROW_MOST);
    for (int k = 0; k < from->nrated; k++) {
        sum += p[k];
    }
    *past = *past || sum > 1 + SUM_SLACK;
    return sum;
}

/* Whether a row past 1 is that of customers whose own number makes it so: they leave for sure. */
static bool is_cut(const pk_plan_t *plan, const double *draws, int stage, int persona, int t)
{
    const pk_stage_plan_t *from = &plan->stages[stage];
    double r[from->nrated + 1], p[from->nrated + 1];
    bool past, differs = false;
    for (int k = 0; k < from->nrated; k++) {
        differs = differs || plan->flows[from->exits[k]].differs != NULL;
    }
    if (differs) {
        (void)probabilities(plan, draws, stage, persona, t, true, r, p, &past);
    }
    return differs && !past;
}

bool pk_written_cut(const pk_plan_t *plan, const double *draws, int stage, int persona, int t)
{
    const pk_stage_plan_t *from = &plan->stages[stage];
    double r[from->nrated + 1], p[from->nrated + 1];
    bool past;
    (void)probabilities(plan, draws, stage, persona, t, false, r, p, &past);
    return past && is_cut(plan, draws, stage, persona, t);
}

pk_row_t pk_written_row(const pk_plan_t *plan, const double *draws, int stage, int persona, int t, double *r)
{
    const pk_stage_plan_t *from = &plan->stages[stage];
    double p[from->nrated + 1];
    bool past;
    double sum = probabilities(plan, draws, stage, persona, t, false, r, p, &past);
    past = past && !is_cut(plan, draws, stage, persona, t);
    if (past && sum > PK_ROW_MOST) {
        for (int k = 0; k < from->nrated; k++) {
            p[k] *= PK_ROW_MOST / sum;
        }
        sum = PK_ROW_MOST;
    }
    const bool sure = sum >= 1 - SUM_SLACK;
    for (int k = 0; k < from->nrated; k++) {
        if (sure) {
            r[k] = p[k] / sum;
        } else if (plan->flows[from->exits[k]].by != PK_BY_RATE) {
            r[k] = rate_of(p[k], sum);
        }
    }
    return past ? PK_ROW_PAST_ONE : sure ? PK_ROW_SURE : PK_ROW_RATES;
}

pk_row_t pk_written_event(const pk_flow_t *flow, const double *draws, int persona, int t, double *r)
{
    double period;
    *r = pk_written_value(flow, draws, persona, t, &period);
    if (flow->by == PK_BY_RATE) {
        return PK_ROW_RATES;
    }
    const bool past = per_step(r, &period, 1, flow->differs != NULL ? 1 : PK_ROW_MOST) || *r > 1 + SUM_SLACK;
    if (past && flow->differs == NULL) {
        *r = fmin(*r, PK_ROW_MOST);
        *r = rate_of(*r, *r);
        return PK_ROW_PAST_ONE;
    }
    if (*r >= 1 - SUM_SLACK) {
        *r = 1;
        return PK_ROW_SURE;
    }
    *r = rate_of(*r, *r);
    return PK_ROW_RATES;
}
