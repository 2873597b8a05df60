/* Every uncertain number at its mean: one set of draws for what is told without chance. */
#include <math.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/nodes.h"

static void exits_means(const pk_plan_t *plan, int i, double *draws)
{
    const pk_stage_t *stage = plan->stages[i].stage;
    double sum = 0;
    for (int k = 0; k <= stage->exits_count && stage->exits_count > 0; k++) {
        sum += pk_number_at(stage->exits_alpha[k], draws, 1);
    }
    for (int k = 0; k < stage->exits_count; k++) {
        draws[plan->stages[i].row_slot + k] = pk_number_at(stage->exits_alpha[k], draws, 1) / sum;
    }
}

void pk_assumptions_means(const pk_plan_t *plan, double *draws)
{
    memcpy(draws, plan->defaults, (size_t)plan->nslot * sizeof *draws);
    for (int slot = 0; slot < plan->nnumber; slot++) {
        const pk_number_t *number = plan->numbers[slot];
        double a[PK_LAW_ARGUMENTS];
        if (number != NULL && number->kind == PK_NUMBER_LAW && pk_law_arguments(number, draws, a)) {
            draws[slot] = number->scale * fmin(fmax(number->law->mean(a), number->low), number->high);
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        exits_means(plan, i, draws);
    }
    pk_nodes_fill(plan, draws);
}
