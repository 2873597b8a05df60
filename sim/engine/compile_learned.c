/* Which draws of a posterior the model can hold: the others are dropped whole. */
#include "engine/assumptions.h"
#include "engine/compile.h"
#include "engine/sim.h"
#include "model/continued.h"
#include "model/learned.h"

#include <stdlib.h>

static void lay_row(const pk_plan_t *plan, const pk_learned_t *learned, long row, double *draws)
{
    const long at = row * learned->ncolumn;
    for (int slot = 0; slot < plan->nnumber; slot++) {
        if (plan->numbers[slot] != NULL && plan->numbers[slot]->learned != NULL) {
            draws[slot] = plan->numbers[slot]->learned[at];
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_t *stage = plan->stages[i].stage;
        for (int k = 0; stage->learned != NULL && k < stage->exits_count; k++) {
            draws[plan->stages[i].row_slot + k] = stage->learned[k][at];
        }
    }
}

/* Whether there is a state to go on from; where not, that was told when it was read. */
static bool stands(const pk_learned_t *learned, long row)
{
    return learned->continued == NULL || learned->continued->at[row] != NULL;
}

static long keep_rows(const pk_plan_t *plan, const pk_learned_t *learned, long *kept)
{
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof *draws);
    pk_sim_t sim;
    long count = 0;
    pk_sim_init(&sim, plan, &pk_chance_expected);
    pk_assumptions_means(plan, draws);
    for (long row = 0; row < learned->nrow; row++) {
        lay_row(plan, learned, row, draws);
        if (stands(learned, row) && pk_assumptions_possible(&sim, draws, -1) == PK_DRAW_FINE) {
            kept[count++] = row;
        }
    }
    pk_sim_free(&sim);
    free(draws);
    return count;
}

pk_status_t pk_compile_learned(pk_plan_t *plan, pk_diag_t *diag)
{
    const pk_learned_t *learned = plan->model->learned;
    const pk_plan_t *model = pk_reference(plan);
    if (learned == NULL) {
        return PK_OK;
    }
    const pk_place_t place = {learned->source, 0, 0, 0};
    long *kept = PK_ARRAY(&plan->arena, long, learned->nrow);
    const long count = keep_rows(model, learned, kept);
    const long asked = learned->continued != NULL ? learned->continued->count : learned->nrow;
    if (count == 0) {
        return pk_error(diag, place,
                        "it was learned with another model, or what is assumed beside it does not go with it",
                        "the model can hold none of the %ld draws of this posterior", asked);
    }
    if (count < asked) {
        pk_warning(diag, place, NULL, "the model cannot hold %ld of the %ld draws of this posterior: they are left out",
                   asked - count, asked);
    }
    plan->learned = kept;
    plan->nlearned = count;
    if (plan->reference != NULL) {
        ((pk_plan_t *)plan->reference)->learned = kept;
        ((pk_plan_t *)plan->reference)->nlearned = count;
    }
    return PK_OK;
}
