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

/* The written rate, or of arrivals the number, at the step that failed. */
static double observed(const pk_sim_t *sim, const pk_drawing_t *drawing)
{
    const pk_flow_t *flow = &sim->plan->flows[drawing->flow];
    const pk_stage_plan_t *stage = &sim->plan->stages[drawing->stage];
    double row[sim->plan->most_exits + 1], written = 0;
    if (flow->from < 0) {
        written = pk_quantity(flow->value, sim->draws, drawing->step);
    } else if (flow->event) {
        (void)pk_written_event(flow, sim->draws, drawing->persona, drawing->step, &written);
    } else {
        (void)pk_written_row(sim->plan, sim->draws, drawing->stage, drawing->persona, drawing->step, row);
        for (int k = 0; k < stage->nrated; k++) {
            written = stage->exits[k] == drawing->flow ? row[k] : written;
        }
    }
    return written;
}

/* Arrivals are persons a step, the others probabilities. */
static const char *amount(const pk_flow_t *flow, double rate, pk_arena_t *arena)
{
    return flow->from < 0 ? pk_arena_format(arena, "%.3g", rate) : pk_arena_format(arena, "%.3g%%", percent(rate));
}

static void explain_brought(pk_sim_t *sim, const pk_drawing_t *drawing, pk_diag_t *diag)
{
    const pk_plan_t *plan = sim->plan;
    const pk_flow_t *flow = &plan->flows[drawing->flow];
    pk_arena_t arena = {0};
    const double written = observed(sim, drawing);
    const int cell = drawing->flow * plan->npersona + drawing->persona;
    const double brought = (sim->plus_today[cell] + written * sim->brings_today[cell]) * sim->mult_today[cell];
    int drivers;
    const char *who = who_brings(sim, drawing, &arena, &drivers);
    const char *persona = plan->model->has_personas
                              ? pk_arena_format(&arena, " for %s", plan->model->personas[drawing->persona].name)
                              : "";
    const bool arrivals = flow->from < 0;
    const pk_place_t place =
        arrivals ? plan->model->arrivals[drawing->flow - plan->ntransition].place : flow->transition->place;
    pk_error(
        diag, place,
        arrivals ? "arrivals are as observed with today's drivers: raise the number, lower what the driver brings, "
                   "or write `probabilities: without_marketing`"
                 : "probabilities are as observed with today's drivers: raise the probability, lower what the "
                   "driver brings, or write `probabilities: without_marketing`",
        "%s: %s %s %s%s, more than the %s observed", flow->name, who, drivers > 1 ? "together bring" : "alone brings",
        amount(flow, brought, &arena), persona, amount(flow, written, &arena));
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

static void explain_shut(const pk_sim_t *sim, pk_diag_t *diag)
{
    pk_place_t place;
    const char *name = pk_today_shut(sim, &place);
    pk_error(diag, place,
             "today's numbers are observed with today's drivers: give the driver that slows it a saturation, write its "
             "xM nearer to x1, or write `probabilities: without_marketing`",
             "%s: today's drivers multiply it by 0, so nothing could be observed of it", name);
}

void pk_assumptions_explain(const pk_plan_t *plan, const double *draws, const pk_drawing_t *drawing, pk_sim_t *sim,
                            pk_diag_t *diag)
{
    if (drawing->outcome == PK_DRAW_BROUGHT_TOO_MUCH) {
        explain_brought(sim, drawing, diag);
    } else if (drawing->outcome == PK_DRAW_PAST_ONE) {
        explain_past_one(plan, draws, drawing, diag);
    } else if (drawing->outcome == PK_DRAW_SHUT_TODAY) {
        explain_shut(sim, diag);
    }
}
