#include "engine/agents/limits.h"

#include "engine/agents/agents.h"
#include "engine/choose.h"

/* Customer-steps of all runs; beyond it a run would take hours. */
static const double STEPS_OF_INDIVIDUALS = 1e11;

pk_status_t pk_agents_check_work(const pk_plan_t *plan, long runs, pk_diag_t *diag)
{
    const char *why;
    const double work = plan->population * plan->nstep * (double)runs;
    if (pk_engine_of(plan->scenario, &why) != PK_ENGINE_AGENTS || work <= STEPS_OF_INDIVIDUALS) {
        return PK_OK;
    }
    return pk_error(
        diag, PK_NOWHERE, "fewer runs (--runs), a smaller population (spend then works per head), or engine: expected",
        "%s: %.6g customers in %d steps of %ld runs are %.3g customer-steps, and the engine agents takes up "
        "to %g%s%s",
        plan->scenario->file, plan->population, plan->nstep, runs, work, STEPS_OF_INDIVIDUALS,
        why != NULL ? "; it is needed, for " : "", why != NULL ? why : "");
}

void pk_agents_warn_cut(const pk_sim_t *sims, int count, pk_diag_t *diag)
{
    double cut = 0, people = 0;
    for (int k = 0; k < count && sims[k].agents != NULL; k++) {
        cut += (double)sims[k].agents->cut;
        people += (double)sims[k].agents->people;
    }
    if (cut > 0) {
        pk_warning(
            diag, PK_NOWHERE, "a law with less near 1, or a smaller factor of the persona",
            "%.2g%% of the customers have a number of their own (`varies`) that takes their chances of a step past "
            "1; these are cut at 1",
            100 * cut / people);
    }
}
