#include "engine/shares.h"

#include <math.h>

#include "engine/nodes.h"
#include "engine/written.h"

static const double SUM_SLACK = 1e-9; /* sums within this of 1 count as 1 */

void pk_shares_of_counts(double *row, const double *instead, int count)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += row[k];
    }
    for (int k = 0; k < count; k++) {
        row[k] = sum > 0 ? row[k] / sum : instead[k];
    }
}

/* Written shares in place; `rest` marks what is left over, -1: nothing is. Divided by their sum where that is not 1;
 * past 1 beside a rest they are scaled to PK_ROW_MOST, and false. */
static bool complete(double *share, int count, int rest)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        sum += share[k];
    }
    if (rest >= 0 && sum > 1 + SUM_SLACK) {
        for (int k = 0; k < count; k++) {
            share[k] *= PK_ROW_MOST / sum;
        }
        share[rest] = 1 - PK_ROW_MOST;
        return false;
    }
    if (rest >= 0 && sum < 1) {
        share[rest] = 1 - sum;
        sum = 1;
    }
    for (int k = 0; k < count && sum > 0 && fabs(sum - 1) > 1e-15; k++) {
        share[k] /= sum;
    }
    return true;
}

bool pk_persona_shares(const pk_plan_t *plan, const double *draws, double *share)
{
    const int personas = pk_model_personas(plan);
    int rest = -1;
    for (int g = 0; g < personas; g++) {
        const bool written = pk_present(plan->persona_share[g]);
        share[g] = written ? pk_quantity(plan->persona_share[g], draws, 0) : 0;
        rest = written ? rest : g;
    }
    const bool fits = complete(share, personas, rest);
    for (int g = plan->npersona - 1; plan->nodes.count > 1 && g >= 0; g--) {
        share[g] = share[pk_model_persona(plan, g)] * pk_nodes_share(plan, draws, g);
    }
    return fits;
}

bool pk_start_shares(const pk_plan_t *plan, const double *draws, double *share)
{
    int rest = -1;
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        share[i] = pk_present(stage->start) ? pk_quantity(stage->start, draws, 0) : 0;
        rest = stage->start_rest ? i : rest;
    }
    return complete(share, plan->nstage, rest);
}

double pk_start_share(const pk_plan_t *plan, const double *draws, int stage)
{
    double share[plan->nstage];
    pk_start_shares(plan, draws, share);
    return share[stage];
}

/* Scales the shares that are not `fixed` so that all sum to 1 again. False where the fixed ones pass 1: they are scaled
 * to PK_ROW_MOST. */
static bool rescale(double *share, const bool *fixed, int count)
{
    double held = 0, free_sum = 0;
    for (int k = 0; k < count; k++) {
        *(fixed[k] ? &held : &free_sum) += share[k];
    }
    const bool fits = held <= 1 + SUM_SLACK;
    const double kept = fits ? 1 : PK_ROW_MOST / held;
    const double factor = free_sum > 0 ? fmax(0, 1 - held * kept) / free_sum : 1;
    for (int k = 0; k < count; k++) {
        share[k] *= fixed[k] ? kept : factor;
    }
    if (free_sum <= 0) {
        complete(share, count, -1);
    }
    return fits;
}

/* One layer of changes over the shares: factors, or values in their place. */
typedef bool (*pk_layer_fn)(const pk_flow_t *flow, const double *draws, int persona, int t, double *share);

static bool persona_value(const pk_flow_t *flow, const double *draws, int persona, int t, double *share)
{
    const pk_quantity_t q = flow->by_persona[persona];
    if (!pk_present(q) || pk_term(q, t)->relative) {
        return false;
    }
    *share = pk_quantity(q, draws, t);
    return true;
}

static bool conversion(const pk_flow_t *flow, const double *draws, int persona, int t, double *share)
{
    (void)persona;
    const bool converts = t > 0 && pk_present(flow->conversion), dialed = t > 0 && pk_is_dialed(flow->dial, draws);
    if (converts) {
        const double value = pk_quantity(flow->conversion, draws, t);
        *share = pk_term(flow->conversion, t)->relative ? *share * value : value;
    }
    *share = dialed ? pk_dialed(flow->dial, draws, *share) : *share;
    return converts || dialed;
}

static bool persona_factor(const pk_flow_t *flow, const double *draws, int persona, int t, double *share)
{
    const pk_quantity_t q = flow->by_persona[persona];
    if (!pk_present(q) || !pk_term(q, t)->relative) {
        return false;
    }
    *share *= pk_quantity(q, draws, t);
    return true;
}

bool pk_exit_shares(const pk_plan_t *plan, const double *draws, int stage, int persona, int t, double *share)
{
    static const pk_layer_fn layers[] = {persona_value, conversion, persona_factor};
    const pk_stage_plan_t *from = &plan->stages[stage];
    const int *exits = &from->exits[from->nrated], ways = from->nexit - from->nrated;
    int rest = -1;
    for (int k = 0; k < ways; k++) {
        const pk_flow_t *flow = &plan->flows[exits[k]];
        share[k] = pk_present(flow->value) ? pk_quantity(flow->value, draws, t) : 0;
        rest = flow->rest ? k : rest;
    }
    bool fits = complete(share, ways, rest);
    for (int layer = 0; layer < 3; layer++) {
        bool fixed[ways + 1];
        bool any = false;
        for (int k = 0; k < ways; k++) {
            fixed[k] = layers[layer](&plan->flows[exits[k]], draws, persona, t, &share[k]);
            any = any || fixed[k];
        }
        if (any) {
            fits = rescale(share, fixed, ways) && fits;
        }
    }
    return fits;
}
