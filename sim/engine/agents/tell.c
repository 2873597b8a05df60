#include "engine/agents/tell.h"

#include <stdlib.h>

#include "engine/agents/agents.h"
#include "engine/assumptions.h"
#include "engine/explain.h"

pk_status_t pk_agents_tell(const pk_plan_t *plan, uint64_t run, pk_vector_t vector, pk_watcher_t watcher,
                           pk_diag_t *diag)
{
    pk_sim_t sim;
    pk_status_t status = PK_OK;
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    pk_sim_init(&sim, plan, &pk_chance_agents);
    sim.agents->kernel = pk_kernel_of(vector);
    sim.agents->watcher = watcher;
    sim.agents->only_watched = true;
    const pk_drawing_t drawing = pk_assumptions_draw_moved(&sim, run, NULL, 0, draws, NULL);
    if (drawing.outcome != PK_DRAW_FINE) {
        pk_assumptions_explain(&sim, draws, &drawing, diag);
        status = PK_BAD_INPUT;
    } else {
        pk_sim_begin(&sim, run, draws);
        if (sim.excess.what != PK_EXCESS_NONE) {
            pk_excess_tell(plan, &sim.excess, NULL, diag);
            status = PK_FAILED;
        }
    }
    pk_sim_free(&sim);
    free(draws);
    return status;
}
