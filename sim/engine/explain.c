/* Why assumptions cannot hold, in words. */
#include "engine/explain.h"

#include <math.h>

#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/explain_parts.h"
#include "engine/shares.h"
#include "engine/sim.h"
#include "engine/written.h"

static double percent(double rate)
{
    return -expm1(-rate) * 100;
}

/* What today's channels add to a flow, in words: "at 300 a week facebook alone brings 1.1%". */
static const char *who_brings(pk_sim_t *sim, const pk_fault_t *fault, pk_arena_t *arena, int *drivers)
{
    const pk_flow_t *flow = &sim->plan->flows[fault->flow];
    const char *words = "";
    *drivers = 0;
    for (int e = 0; e < flow->effects.count; e++) {
        const pk_effector_t *effect = &flow->effects.at[e];
        if (effect->sign != PK_PLUS && effect->sign != PK_BRINGS) {
            continue;
        }
        const pk_driver_plan_t *driver = &sim->plan->drivers[effect->driver];
        const char *joint = *drivers == 0 ? "" : " and ";
        const pk_channel_plan_t *channel = pk_channel_plan_of(driver);
        if (channel != NULL) {
            words = pk_arena_format(arena, "%s%sat %.6g a %s %s", words, joint,
                                    pk_quantity(channel->history, sim->draws, 0),
                                    pk_unit_name(sim->plan->calendar.step), driver->driver->name);
        } else {
            words = pk_arena_format(arena, "%s%s%s", words, joint, driver->driver->name);
        }
        (*drivers)++;
    }
    return words;
}

/* The written rate, or of arrivals the number, at the step that failed. */
static double observed(const pk_sim_t *sim, const pk_fault_t *fault)
{
    const pk_flow_t *flow = &sim->plan->flows[fault->flow];
    const pk_stage_plan_t *stage = &sim->plan->stages[fault->row];
    double row[sim->plan->most_exits + 1], written = 0;
    if (flow->from < 0) {
        written = pk_quantity(flow->value, sim->draws, fault->step);
    } else if (flow->event) {
        (void)pk_written_event(flow, sim->draws, fault->persona, fault->step, &written);
    } else {
        (void)pk_written_row(sim->plan, sim->draws, fault->row, fault->persona, fault->step, row);
        for (int k = 0; k < stage->nrated; k++) {
            written = stage->exits[k] == fault->flow ? row[k] : written;
        }
    }
    return written;
}

/* Arrivals are persons a step, the others probabilities. */
static const char *amount(const pk_flow_t *flow, double rate, pk_arena_t *arena)
{
    return flow->from < 0 ? pk_arena_format(arena, "%.3g", rate) : pk_arena_format(arena, "%.3g%%", percent(rate));
}

/* What is brought and what is observed, in words: "at 300 a week facebook alone brings 2.87%, more than the 0.8%
 * observed". */
static const char *brought_words(pk_sim_t *sim, const pk_fault_t *fault, pk_arena_t *arena)
{
    const pk_plan_t *plan = sim->plan;
    const pk_flow_t *flow = &plan->flows[fault->flow];
    const double written = observed(sim, fault);
    const int cell = fault->flow * plan->npersona + fault->persona;
    const double brought =
        (sim->now.plus_today[cell] + written * sim->now.brings_today[cell]) * sim->now.mult_today[cell];
    int drivers;
    const char *who = who_brings(sim, fault, arena, &drivers);
    const char *persona =
        plan->model->has_personas ? pk_arena_format(arena, " for %s", pk_plan_persona(plan, fault->persona)->name) : "";
    return pk_arena_format(arena, "%s %s %s%s, more than the %s observed", who,
                           drivers > 1 ? "together bring" : "alone brings", amount(flow, brought, arena), persona,
                           amount(flow, written, arena));
}

static pk_place_t brought_place(const pk_plan_t *plan, const pk_fault_t *fault)
{
    const pk_flow_t *flow = &plan->flows[fault->flow];
    return flow->from < 0 ? plan->model->arrivals[fault->flow - plan->ntransition].place : flow->transition->place;
}

static const char *brought_hint(const pk_flow_t *flow)
{
    return flow->from < 0
               ? "arrivals are as observed with today's drivers: raise the number, lower what the driver brings, "
                 "or write `probabilities: without_marketing`"
               : "probabilities are as observed with today's drivers: raise the probability, lower what the "
                 "driver brings, or write `probabilities: without_marketing`";
}

static void explain_brought(pk_sim_t *sim, const pk_fault_t *fault, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const pk_flow_t *flow = &sim->plan->flows[fault->flow];
    pk_error(diag, brought_place(sim->plan, fault), brought_hint(flow), "%s: %s", flow->name,
             brought_words(sim, fault, &arena));
    pk_arena_free(&arena);
}

/* ---- rows past 1 ---- */

static const char *persona_words(const pk_plan_t *plan, const pk_fault_t *fault, pk_arena_t *arena)
{
    return plan->model->has_personas && fault->row < plan->nstage
               ? pk_arena_format(arena, " for %s", pk_plan_persona(plan, fault->persona)->name)
               : "";
}

/* What passes 1: "the probabilities out of `a`". */
static const char *whole(const pk_plan_t *plan, const pk_fault_t *fault, pk_arena_t *arena)
{
    if (fault->flow >= 0) {
        return pk_arena_format(arena, "the probability of `%s`", plan->flows[fault->flow].name);
    }
    if (fault->row >= plan->nstage) {
        return fault->row == pk_row_of_start(plan) ? "the start shares" : "the shares of the personas";
    }
    const pk_stage_plan_t *stage = &plan->stages[fault->row];
    return pk_arena_format(arena, "the %s out of `%s`", fault->outcome == PK_DRAW_PAST_ONE ? "probabilities" : "shares",
                           stage->stage->name);
}

/* Probabilities of one period that pass 1 by themselves, else what all come to in a step. */
static double sum_of_probabilities(const pk_plan_t *plan, const double *draws, const pk_fault_t *fault)
{
    const pk_stage_plan_t *stage = &plan->stages[fault->row];
    double p[stage->nrated + 1], period[stage->nrated + 1], step = 0, most = 0;
    for (int k = 0; k < stage->nrated; k++) {
        const pk_flow_t *flow = &plan->flows[stage->exits[k]];
        p[k] = pk_written_value(flow, draws, fault->persona, fault->step, &period[k]);
        p[k] = flow->by == PK_BY_RATE ? 0 : p[k];
    }
    for (int k = 0; k < stage->nrated; k++) {
        double group = 0;
        bool first = true;
        for (int j = 0; j < stage->nrated; j++) {
            group += period[j] == period[k] ? p[j] : 0;
            first = first && (j >= k || period[j] != period[k]);
        }
        most = fmax(most, group);
        step += !first ? 0 : period[k] > 0 && group < 1 ? -expm1(log1p(-group) / period[k]) : group;
    }
    return most > 1 ? most : step;
}

/* A share as conversions and the persona leave it; `rest` is what is left over for the way that takes the rest. */
static double changed_share(const pk_flow_t *flow, const double *draws, const pk_fault_t *fault, double rest)
{
    const pk_quantity_t conversion = flow->conversion, own = flow->by_persona[fault->persona];
    double value, period;
    if (!flow->rest) {
        return pk_written_value(flow, draws, fault->persona, fault->step, &period);
    }
    value = pk_present(own) && !pk_term(own, fault->step)->relative ? pk_quantity(own, draws, fault->step) : rest;
    if (pk_present(conversion)) {
        const double factor = pk_quantity(conversion, draws, fault->step);
        value = pk_term(conversion, fault->step)->relative ? value * factor : factor;
    }
    return pk_present(own) && pk_term(own, fault->step)->relative ? value * pk_quantity(own, draws, fault->step)
                                                                  : value;
}

/* Shares beside a rest; where these fit, those that conversions and personas have changed. */
static double sum_of_shares(const pk_plan_t *plan, const double *draws, const pk_fault_t *fault)
{
    const pk_stage_plan_t *stage = &plan->stages[fault->row];
    double written = 0, changed = 0;
    bool rest = false;
    for (int k = stage->nrated; k < stage->nexit; k++) {
        const pk_flow_t *flow = &plan->flows[stage->exits[k]];
        written += pk_present(flow->value) ? pk_quantity(flow->value, draws, fault->step) : 0;
        rest = rest || flow->rest;
    }
    for (int k = stage->nrated; k < stage->nexit; k++) {
        const pk_flow_t *flow = &plan->flows[stage->exits[k]];
        const bool differs = pk_present(flow->conversion) || pk_present(flow->by_persona[fault->persona]);
        changed += differs ? changed_share(flow, draws, fault, fmax(0, 1 - written)) : 0;
    }
    return rest && written > 1 ? written : changed;
}

static double sum_of(const pk_plan_t *plan, const double *draws, const pk_fault_t *fault)
{
    double sum = 0;
    if (fault->flow >= 0) {
        double period;
        return pk_written_value(&plan->flows[fault->flow], draws, fault->persona, fault->step, &period);
    }
    if (fault->row < plan->nstage) {
        return fault->outcome == PK_DRAW_PAST_ONE ? sum_of_probabilities(plan, draws, fault)
                                                  : sum_of_shares(plan, draws, fault);
    }
    for (int k = 0; k < (fault->row == pk_row_of_start(plan) ? plan->nstage : pk_model_personas(plan)); k++) {
        const pk_quantity_t q = fault->row == pk_row_of_start(plan) ? plan->stages[k].start : plan->persona_share[k];
        sum += pk_present(q) ? pk_quantity(q, draws, 0) : 0;
    }
    return sum;
}

/* The ways out that sum past 1: those with rates, or those with shares. */
static int first_way(const pk_stage_plan_t *stage, const pk_fault_t *fault)
{
    return fault->outcome == PK_DRAW_SHARES_PAST_ONE ? stage->nrated : 0;
}

static int last_way(const pk_stage_plan_t *stage, const pk_fault_t *fault)
{
    return fault->outcome == PK_DRAW_SHARES_PAST_ONE ? stage->nexit : stage->nrated;
}

/* Where to point: at the plan's own numbers before the model's, at a scheduled piece before what always holds. */
static pk_place_t place_of(const pk_plan_t *plan, const pk_fault_t *fault)
{
    pk_best_place_t best = {0};
    if (fault->row >= plan->nstage) {
        pk_explain_share_place(plan, fault, &best);
        return best.place;
    }
    const pk_stage_plan_t *stage = &plan->stages[fault->row];
    if (fault->flow >= 0) {
        pk_explain_flow_place(plan, fault->flow, fault, &best);
    }
    for (int k = first_way(stage, fault); fault->flow < 0 && k < last_way(stage, fault); k++) {
        pk_explain_flow_place(plan, stage->exits[k], fault, &best);
    }
    return best.weight > 0 ? best.place : stage->stage->place;
}

/* "change one: a -> b 70% (otherwise), a -> c 40%" */
static const char *ways(const pk_plan_t *plan, const double *draws, const pk_fault_t *fault, pk_arena_t *arena)
{
    enum { MOST = 12 };
    if (fault->row >= plan->nstage) {
        return "lower one of them";
    }
    if (fault->flow >= 0) {
        return pk_arena_format(arena, "it is %s; write rate: where it may happen more than once a step",
                               pk_explain_way(plan, fault->flow, draws, fault, arena));
    }
    const pk_stage_plan_t *stage = &plan->stages[fault->row];
    const char *words = "change one:";
    const int first = first_way(stage, fault), last = last_way(stage, fault);
    for (int k = first; k < last && k < first + MOST; k++) {
        words = pk_arena_format(arena, "%s%s %s", words, k > first ? "," : "",
                                pk_explain_way(plan, stage->exits[k], draws, fault, arena));
    }
    return last > first + MOST ? pk_arena_format(arena, "%s, …", words) : words;
}

static const char *sums_to(const pk_fault_t *fault)
{
    return fault->flow >= 0 ? "is" : "sum to";
}

static const char *step_words(const pk_plan_t *plan, const pk_fault_t *fault, pk_arena_t *arena)
{
    const bool over_time = fault->row < plan->nstage && plan->stages[fault->row].rewritten != NULL;
    return over_time ? pk_arena_format(arena, " in step %d", fault->step) : "";
}

static void explain_past_one(const pk_plan_t *plan, const double *draws, const pk_fault_t *fault, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const bool drawn = plan->joints[plan->joint_of_row[fault->row]].nslot > 0;
    pk_error(diag, place_of(plan, fault), ways(plan, draws, fault, &arena), "%s%s %s %.4g%%%s%s; the most is 100%%",
             whole(plan, fault, &arena), persona_words(plan, fault, &arena), sums_to(fault),
             100 * sum_of(plan, draws, fault), step_words(plan, fault, &arena),
             drawn ? ", and past 100% in every draw that was tried" : "");
    pk_arena_free(&arena);
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

void pk_assumptions_explain(pk_sim_t *sim, const double *draws, const pk_drawing_t *drawing, pk_diag_t *diag)
{
    const pk_plan_t *plan = sim->plan;
    if (drawing->of_model) {
        sim->plan = pk_reference(plan);
        sim->draws = plan->links != NULL ? sim->scratch.model_draws : draws;
        pk_drivers_begin(sim);
        pk_rates_today(sim);
    }
    if (drawing->outcome == PK_DRAW_BROUGHT_TOO_MUCH) {
        explain_brought(sim, &drawing->fault, diag);
    } else if (drawing->outcome == PK_DRAW_PAST_ONE || drawing->outcome == PK_DRAW_SHARES_PAST_ONE) {
        explain_past_one(sim->plan, sim->draws, &drawing->fault, diag);
    } else if (drawing->outcome == PK_DRAW_SHUT_TODAY) {
        explain_shut(sim, diag);
    }
    sim->plan = plan;
}

/* ---- parts of the draws ---- */

/* "22%"; a part near all of them keeps its digits. */
static const char *part_words(double part, pk_arena_t *arena)
{
    return part >= 1 ? "all" : pk_arena_format(arena, part > 0.99 ? "%.4g%%" : "%.2g%%", 100 * part);
}

void pk_explain_redrawn(const pk_plan_t *model, const pk_fault_t *fault, double part, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const bool arrivals = fault->flow >= model->ntransition, whole_row = fault->row >= model->nstage;
    const char *what = whole_row ? whole(model, fault, &arena)
                                 : pk_arena_format(&arena, "the %s `%s`", arrivals ? "arrivals at" : "row out of",
                                                   model->stages[fault->row].stage->name);
    const char *hint = whole_row  ? "narrow the intervals of these shares"
                       : arrivals ? "narrow the intervals of the arrivals and of what brings them"
                                  : "narrow the intervals of the numbers out of this stage";
    pk_warning(diag, whole_row ? place_of(model, fault) : model->stages[fault->row].stage->place, hint,
               "%s of the draws made %s impossible and were drawn again", part_words(part, &arena), what);
    pk_arena_free(&arena);
}

/* What becomes of it. */
static const char *remedy(const pk_fault_t *fault)
{
    return fault->flow >= 0 ? "it is 99.9% there" : "they are scaled to 99.9% there";
}

static pk_place_t plan_place(const pk_plan_t *plan, const pk_fault_t *fault)
{
    pk_best_place_t best = {0};
    if (fault->outcome != PK_DRAW_BROUGHT_TOO_MUCH) {
        return place_of(plan, fault);
    }
    pk_explain_flow_place(plan, fault->flow, fault, &best);
    pk_explain_driver_place(plan, fault->flow, &best);
    return best.weight >= PK_PLAIN_CHANGE ? best.place : brought_place(plan, fault);
}

void pk_explain_clamped(const pk_plan_t *plan, const pk_fault_t *fault, double part, int step, const char *whom,
                        pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_fault_t at = *fault;
    at.step = step;
    const char *since = step > 1 ? pk_arena_format(&arena, " from step %d on", step) : "";
    const char *draws = part_words(part, &arena);
    if (fault->outcome == PK_DRAW_BROUGHT_TOO_MUCH) {
        pk_warning(diag, plan_place(plan, &at), "narrow what the plan changes, or lower what today's drivers bring",
                   "%s: in %s of the draws today's drivers bring more of `%s`%s than is observed%s: what comes without "
                   "them is 0 there",
                   plan->scenario->name, draws, plan->flows[fault->flow].name, whom, since);
    } else {
        pk_warning(diag, plan_place(plan, &at), "lower what the plan changes there, or narrow the interval",
                   "%s: in %s of the draws %s%s %s past 100%%%s: %s", plan->scenario->name, draws,
                   whole(plan, fault, &arena), whom, fault->flow >= 0 ? "goes" : "sum", since, remedy(fault));
    }
    pk_arena_free(&arena);
}

pk_status_t pk_explain_clamped_too_often(pk_sim_t *sim, const pk_fault_t *fault, double part, pk_diag_t *diag)
{
    const pk_plan_t *plan = sim->plan;
    pk_arena_t arena = {0};
    const char *often = part < 1 ? pk_arena_format(&arena, " (past that in %s of the draws; half is the most)",
                                                   part_words(part, &arena))
                                 : "";
    if (fault->outcome == PK_DRAW_BROUGHT_TOO_MUCH) {
        pk_error(diag, plan_place(plan, fault), brought_hint(&plan->flows[fault->flow]), "%s: %s: %s%s",
                 plan->scenario->name, plan->flows[fault->flow].name, brought_words(sim, fault, &arena), often);
    } else {
        pk_error(diag, plan_place(plan, fault), ways(plan, sim->draws, fault, &arena),
                 "%s: %s%s %s %.4g%%%s; the most is 100%%%s", plan->scenario->name, whole(plan, fault, &arena),
                 persona_words(plan, fault, &arena), sums_to(fault), 100 * sum_of(plan, sim->draws, fault),
                 step_words(plan, fault, &arena), often);
    }
    pk_arena_free(&arena);
    return PK_BAD_INPUT;
}
