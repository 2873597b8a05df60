/* What all drivers have in common. */
#include "engine/drivers.h"

#include "engine/balance.h"

#include <math.h>

#define ROW(KIND, kind) [PK_DRIVER_##KIND] = &pk_driver_##kind,
const struct pk_driver_ops *const pk_driver_kinds[] = {PK_DRIVER_KINDS(ROW)};
#undef ROW

double pk_driver_respond(const pk_sim_t *sim, const pk_driver_plan_t *driver, double value, int t)
{
    if (driver->curve == NULL) {
        return value;
    }
    double parameters[PK_SATURATION_PARAMETERS];
    for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
        parameters[k] = pk_present(driver->saturation[k]) ? pk_quantity(driver->saturation[k], sim->draws, t) : 0;
    }
    return driver->curve->response(fmax(value, 0), parameters);
}

void pk_drivers_begin(pk_sim_t *sim)
{
    pk_balance_settle(sim);
    pk_drivers_stand(sim);
}

void pk_drivers_stand(pk_sim_t *sim)
{
    const pk_plan_t *plan = sim->plan;
    for (int d = 0; d < plan->ndriver; d++) {
        plan->drivers[d].ops->begin(sim, &plan->drivers[d], &sim->now.drivers[d]);
    }
    for (int d = 0; d < plan->ndriver; d++) {
        pk_driver_state_t *state = &sim->now.drivers[d];
        plan->drivers[d].ops->today(sim, &plan->drivers[d], state);
        state->response = pk_driver_respond(sim, &plan->drivers[d], state->value, 0);
        state->value_today = state->value;
        state->response_today = state->response;
        state->since = 0;
    }
    for (int k = 0; k < plan->neffector * plan->npersona; k++) {
        sim->now.effect_step[k] = -1;
    }
}

bool pk_driver_is_idle(const pk_plan_t *plan, const pk_driver_plan_t *driver, const double *draws, long count)
{
    bool idle = driver->ops->is_idle != NULL;
    for (long k = 0; k < count && idle; k++) {
        idle = driver->ops->is_idle(plan, driver, &draws[k * plan->nslot]);
    }
    return idle;
}

void pk_drivers_now(pk_sim_t *sim, int t)
{
    const pk_plan_t *plan = sim->plan;
    for (int d = 0; d < plan->ndriver; d++) {
        pk_driver_state_t *state = &sim->now.drivers[d];
        const double value = state->value, response = state->response;
        plan->drivers[d].ops->now(sim, &plan->drivers[d], state, t);
        state->response = pk_driver_respond(sim, &plan->drivers[d], state->value, t);
        if (!pk_payable(state->value) || !pk_payable(state->response)) {
            pk_excess_note(sim, PK_EXCESS_DRIVER, d, pk_payable(state->value) ? state->response : state->value);
        }
        state->changed = state->value != value || state->response != response;
        state->since = state->changed ? t : state->since;
    }
}

void pk_drivers_close(pk_sim_t *sim, int t)
{
    for (int d = 0; d < sim->plan->ndriver; d++) {
        sim->plan->drivers[d].ops->close(sim, &sim->plan->drivers[d], &sim->now.drivers[d], t);
    }
}

double pk_multiplier_response(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool today)
{
    (void)sign;
    const double response = today ? state->response_today : state->response;
    return fmax(0, 1 + (strength - 1) * response * reach);
}

double pk_multiplier_level(const pk_driver_state_t *state, pk_sign_t sign, double strength, double reach, bool today)
{
    if (sign != PK_ELASTICITY) {
        return pk_multiplier_response(state, sign, strength, reach, today);
    }
    return today || state->value == state->value_today
               ? 1
               : pow(fmax(state->value, 0) / state->value_today, strength * reach);
}

void pk_driver_idle_begin(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state)
{
    (void)sim, (void)driver, (void)state;
}

void pk_driver_idle_close(pk_sim_t *sim, const pk_driver_plan_t *driver, pk_driver_state_t *state, int t)
{
    (void)sim, (void)driver, (void)state, (void)t;
}
