#include "study/plan_told.h"

#include <math.h>
#include <stdlib.h>

#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/outcome.h"

static void tell_drivers(const pk_plan_t *plan, pk_result_t *out)
{
    double *means = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    pk_assumptions_means(plan, means);
    out->nstep = plan->nstep;
    out->ndriver = plan->ndriver;
    out->drivers = PK_ARRAY(&out->arena, pk_result_driver_t, plan->ndriver);
    out->driver_paid = PK_ARRAY(&out->arena, double, (long)plan->nstep * plan->ndriver);
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        out->drivers[d] = (pk_result_driver_t){.name = pk_arena_copy(&out->arena, driver->driver->name),
                                               .label = pk_arena_copy(&out->arena, driver->driver->label),
                                               .kind = driver->ops->name};
        for (int t = 1; t <= plan->nstep; t++) {
            out->driver_paid[(long)(t - 1) * plan->ndriver + d] =
                driver->spend_column >= 0 ? pk_paid(plan, driver, means, t) : NAN;
        }
    }
    free(means);
}

static void tell_numbers(const pk_numbers_t *book, pk_result_t *out)
{
    bool *assumed = pk_heap((size_t)book->count + 1, sizeof *assumed);
    bool *planned = pk_heap((size_t)book->count + 1, sizeof *planned);
    pk_numbers_assumed(book, assumed, planned);
    out->assumptions = PK_ARRAY(&out->arena, pk_result_assumption_t, book->count);
    out->planned = PK_ARRAY(&out->arena, pk_result_assumption_t, book->count);
    for (int i = 0; i < book->count; i++) {
        const pk_number_t *number = book->all[i];
        const pk_result_assumption_t told = {.path = pk_arena_copy(&out->arena, number->path),
                                             .text = pk_arena_copy(&out->arena, number->text ? number->text : "")};
        if (assumed[i]) {
            out->assumptions[out->nassumption++] = told;
        } else if (planned[i]) {
            out->planned[out->nplanned++] = told;
        }
    }
    free(assumed);
    free(planned);
}

pk_status_t pk_plan_tell(const pk_scenario_t *scenario, pk_result_t *out, pk_diag_t *diag)
{
    pk_plan_t plan;
    *out = (pk_result_t){0};
    const pk_status_t status = pk_plan_compile(scenario, &plan, diag);
    if (status == PK_OK) {
        out->scenario = pk_arena_copy(&out->arena, scenario->name);
        out->title = pk_arena_copy(&out->arena, scenario->title);
        out->currency = pk_arena_copy(&out->arena, scenario->model->currency);
        out->step_unit = pk_unit_name(scenario->model->step);
        tell_drivers(&plan, out);
        tell_numbers(&scenario->model->numbers, out);
    }
    pk_plan_free(&plan);
    return status;
}
