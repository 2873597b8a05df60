/* Why assumptions cannot hold, in words. */
#include <math.h>

#include "engine/assumptions.h"
#include "engine/sim.h"
#include "engine/written.h"

static double percent(double rate)
{
    return -expm1(-rate) * 100;
}

/* What today's channels add to a flow, in words: "at 300 a week facebook alone brings 1.1%". */
static const char *who_brings(pk_sim_t *sim, const pk_drawing_t *drawing, pk_arena_t *arena, int *drivers)
{
    const pk_flow_t *flow = &sim->plan->flows[drawing->flow];
    const char *words = "";
    *drivers = 0;
    for (int e = 0; e < flow->effects.count; e++) {
        const pk_effector_t *effect = &flow->effects.at[e];
        if (effect->sign != PK_PLUS && effect->sign != PK_BRINGS) {
            continue;
        }
        const pk_driver_plan_t *driver = &sim->plan->drivers[effect->driver];
        const char *joint = *drivers == 0 ? "" : " and ";
        if (driver->driver->kind == PK_DRIVER_CHANNEL) {
            words =
                pk_arena_format(arena, "%s%sat %.6g a %s %s", words, joint, pk_quantity(driver->history, sim->draws, 0),
                                pk_unit_name(sim->plan->calendar.step), driver->driver->name);
        } else {
            words = pk_arena_format(arena, "%s%s%s", words, joint, driver->driver->name);
        }
        (*drivers)++;
    }
    return words;
}

static void explain_brought(pk_sim_t *sim, const pk_drawing_t *drawing, pk_diag_t *diag)
{
    const pk_plan_t *plan = sim->plan;
    const pk_flow_t *flow = &plan->flows[drawing->flow];
    pk_arena_t arena = {0};
    double row[plan->most_exits + 1], written = 0;
    if (flow->event) {
        (void)pk_written_event(flow, sim->draws, drawing->persona, 1, &written);
    } else {
        (void)pk_written_row(plan, sim->draws, drawing->stage, drawing->persona, 1, row);
        for (int k = 0; k < plan->stages[drawing->stage].nexit; k++) {
            written = plan->stages[drawing->stage].exits[k] == drawing->flow ? row[k] : written;
        }
    }
    const int cell = drawing->flow * plan->npersona + drawing->persona;
    const double brought = (sim->plus_today[cell] + written * sim->brings_today[cell]) * sim->mult_today[cell];
    int drivers;
    const char *who = who_brings(sim, drawing, &arena, &drivers);
    const char *persona = plan->model->has_personas
                              ? pk_arena_format(&arena, " for %s", plan->model->personas[drawing->persona].name)
                              : "";
    pk_error(
        diag, flow->transition->place,
        "probabilities are as observed with today's drivers: raise the probability, lower what the driver brings, or "
        "write `probabilities: without_marketing`",
        "%s: %s %s %.3g%%%s, more than the %.3g%% observed", flow->name, who,
        drivers > 1 ? "together bring" : "alone brings", percent(brought), persona, percent(written));
    pk_arena_free(&arena);
}

static void explain_past_one(const pk_plan_t *plan, const double *draws, const pk_drawing_t *drawing, pk_diag_t *diag)
{
    const pk_stage_plan_t *stage = &plan->stages[drawing->stage];
    double sum = 0;
    for (int k = 0; k < stage->nexit; k++) {
        double period;
        sum += plan->flows[stage->exits[k]].by == PK_BY_RATE
                   ? 0
                   : pk_written_value(&plan->flows[stage->exits[k]], draws, drawing->persona, 1, &period);
    }
    const bool shares = stage->kind != PK_STAGE_PLAIN;
    pk_error(diag, stage->stage->place,
             "lower one of them, or the scenario's conversions and the persona's factors on them",
             "the %s out of `%s`%s%s sum to %.4g in every draw that was tried, and 1 is the most",
             shares ? "shares" : "probabilities", stage->stage->name, plan->model->has_personas ? " for " : "",
             plan->model->has_personas ? plan->model->personas[drawing->persona].name : "", sum);
}

void pk_assumptions_explain(const pk_plan_t *plan, const double *draws, const pk_drawing_t *drawing, pk_sim_t *sim,
                            pk_diag_t *diag)
{
    if (drawing->outcome == PK_DRAW_BROUGHT_TOO_MUCH) {
        explain_brought(sim, drawing, diag);
    } else if (drawing->outcome == PK_DRAW_PAST_ONE) {
        explain_past_one(plan, draws, drawing, diag);
    }
}
