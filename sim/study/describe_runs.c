/* What the plan comes to in runs, beside what it comes to at its means: the two differ where something is curved (a
 * capacity, a saturation, products of uncertain numbers). */
#include <math.h>

#include "engine/choose.h"
#include "engine/run.h"
#include "study/describe_parts.h"

/* Steps of flows that cohorts may take in all runs together, and of single customers: about a second each. */
static const double WORK = 1e8, CUSTOMERS = 5e8;
enum { RUNS_LEAST = 20 };

/* As many as there is time for; 0: too few to say anything. */
static long runs_for(const pk_scenario_t *scenario, const pk_today_t *today)
{
    const pk_plan_t *plan = &today->plan;
    const double steps = plan->nstep + 1.0, cohorts = WORK / ((double)plan->nflow * plan->npersona * steps + 1);
    const bool single = pk_engine_of(scenario, NULL) == PK_ENGINE_AGENTS;
    const double runs = fmin(cohorts, single ? CUSTOMERS / (plan->population * steps + 1) : INFINITY);
    return runs < RUNS_LEAST ? 0 : (long)fmin(runs, PK_DESCRIBE_RUNS);
}

void pk_describe_runs(const pk_scenario_t *scenario, const pk_today_t *today, int threads, pk_description_t *self)
{
    pk_bottlenecks_t *out = &self->bottlenecks;
    const pk_run_options_t options = {
        .threads = threads, .runs = runs_for(scenario, today), .kpis_alone = true, .look = PK_LOOK_NOT};
    pk_result_t result = {0};
    pk_diag_t unheard = {0};
    out->mean = out->mcse = NAN;
    if (out->kpi == NULL || options.runs == 0) {
        return;
    }
    const bool ran = pk_run(scenario, &options, &result, &unheard) == PK_OK;
    const int kpi = ran ? pk_result_kpi(&result, out->kpi) : -1;
    if (kpi >= 0) {
        out->runs = options.runs;
        out->mean = result.kpi[pk_kpi_cell(&result, 0, 0, kpi)].mean;
        out->mcse = result.kpi_mcse[pk_kpi_cell(&result, 0, 0, kpi)];
    }
    pk_result_free(&result);
    pk_diag_free(&unheard);
}
