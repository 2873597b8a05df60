#include "engine/assumptions.h"

#include <math.h>

#include "base/stream.h"
#include "engine/drivers.h"
#include "engine/shares.h"
#include "engine/sim.h"
#include "engine/written.h"

bool pk_law_arguments(const pk_number_t *number, const double *draws, double *a)
{
    double given[PK_LAW_ARGUMENTS] = {0};
    for (int k = 0; k < number->nargument; k++) {
        given[k] = pk_number_at(number->arguments[k], draws, 0);
    }
    if (number->spelling > 0) {
        return number->law->spellings[number->spelling - 1].convert(given, a) && number->law->valid(a);
    }
    for (int k = 0; k < PK_LAW_ARGUMENTS; k++) {
        a[k] = given[k];
    }
    return number->law->valid(a);
}

static double uniform_at(const pk_plan_t *plan, uint64_t run, uint64_t address, int attempt)
{
    pk_stream_t stream = pk_stream_at(plan->seed, run, PK_PURPOSE_ASSUMPTION, (uint64_t)attempt, address);
    return pk_stream_uniform(&stream);
}

static void draw_slot(const pk_plan_t *plan, uint64_t run, int slot, int attempt, double *draws)
{
    const pk_number_t *number = plan->numbers[slot];
    if (number == NULL) {
        draws[slot] = NAN;
        return;
    }
    if (number->kind != PK_NUMBER_LAW) {
        draws[slot] = number->value;
        return;
    }
    double a[PK_LAW_ARGUMENTS];
    if (!pk_law_arguments(number, draws, a)) {
        draws[slot] = NAN;
        return;
    }
    const double u = uniform_at(plan, run, number->address, attempt);
    draws[slot] = number->scale * pk_law_truncated(number->law, a, u, number->low, number->high, NULL);
}

/* A dirichlet row: gammas by inverse CDF, each at the address of its own parameter, over their sum. */
static void draw_exits(const pk_plan_t *plan, uint64_t run, const pk_stage_plan_t *stage, int attempt, double *draws)
{
    const int exits = stage->stage->exits_count;
    double gamma[exits + 1], sum = 0;
    const pk_law_t *law = pk_law_find("gamma");
    for (int k = 0; k <= exits; k++) {
        const pk_number_t *alpha = stage->stage->exits_alpha[k];
        const double a[PK_LAW_ARGUMENTS] = {pk_number_at(alpha, draws, 1), 1};
        gamma[k] = law->quantile(a, uniform_at(plan, run, pk_hash_join(alpha->address, 1), attempt));
        sum += gamma[k];
    }
    for (int k = 0; k < exits; k++) {
        draws[stage->row_slot + k] = gamma[k] / sum;
    }
}

/* ---- is every row possible? ---- */

/* Whether today's drivers bring more than what is written: b < 0. */
static bool beyond_observed(const pk_sim_t *sim, int flow, int persona, double written)
{
    return pk_rates_base(sim, flow, persona, written) < -1e-12 * fmax(written, 1e-6);
}

static bool brought_too_much(pk_sim_t *sim, int stage, int persona, int t, pk_drawing_t *drawing)
{
    const pk_plan_t *plan = sim->plan;
    const pk_stage_plan_t *from = &plan->stages[stage];
    double row[plan->most_exits + 1];
    if (!plan->today) {
        return false;
    }
    const bool rates = pk_written_row(plan, sim->draws, stage, persona, t, row) == PK_ROW_RATES;
    for (int k = rates ? 0 : from->nrated; k < from->nrated + from->nevent; k++) {
        const int f = k < from->nrated ? from->exits[k] : from->events[k - from->nrated];
        double written = k < from->nrated ? row[k] : 0;
        if (k >= from->nrated && pk_written_event(&plan->flows[f], sim->draws, persona, t, &written) != PK_ROW_RATES) {
            continue;
        }
        if (beyond_observed(sim, f, persona, written)) {
            drawing->flow = f;
            return true;
        }
    }
    return false;
}

/* The same of those who arrive at a stage, whenever the written number changes. */
static pk_draw_t check_arrivals(pk_sim_t *sim, int stage, pk_drawing_t *drawing)
{
    const pk_plan_t *plan = sim->plan;
    for (int f = plan->ntransition; plan->today && f < plan->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        for (int t = 1; flow->to == stage && t <= (flow->value.stride == 0 ? 1 : plan->nstep); t++) {
            const double written = pk_quantity(flow->value, sim->draws, t);
            for (int g = 0; g < plan->npersona; g++) {
                if (beyond_observed(sim, f, g, written)) {
                    drawing->stage = stage;
                    drawing->persona = g;
                    drawing->flow = f;
                    drawing->step = t;
                    return PK_DRAW_BROUGHT_TOO_MUCH;
                }
            }
        }
    }
    return PK_DRAW_FINE;
}

static pk_draw_t check_row(pk_sim_t *sim, int stage, int persona, int t, pk_drawing_t *drawing)
{
    const pk_plan_t *plan = sim->plan;
    const pk_stage_plan_t *from = &plan->stages[stage];
    double row[plan->most_exits + 1], value;
    drawing->flow = -1;
    if (from->kind != PK_STAGE_PLAIN && !pk_exit_shares(plan, sim->draws, stage, persona, t, row)) {
        return PK_DRAW_PAST_ONE;
    }
    if (pk_written_row(plan, sim->draws, stage, persona, t, row) == PK_ROW_PAST_ONE) {
        return PK_DRAW_PAST_ONE;
    }
    for (int k = 0; k < from->nevent; k++) {
        if (pk_written_event(&plan->flows[from->events[k]], sim->draws, persona, t, &value) == PK_ROW_PAST_ONE) {
            drawing->flow = from->events[k];
            return PK_DRAW_PAST_ONE;
        }
    }
    return brought_too_much(sim, stage, persona, t, drawing) ? PK_DRAW_BROUGHT_TOO_MUCH : PK_DRAW_FINE;
}

/* All rows of a joint, at every step where a written value changes. */
static pk_draw_t check_joint(pk_sim_t *sim, const pk_joint_t *joint, pk_drawing_t *drawing)
{
    const pk_plan_t *plan = sim->plan;
    for (int k = 0; k < joint->nstage; k++) {
        const pk_stage_plan_t *stage = &plan->stages[joint->stages[k]];
        for (int t = 1; t <= plan->nstep; t++) {
            if (t > 1 && (stage->rewritten == NULL || !stage->rewritten[t])) {
                if (stage->rewritten == NULL) {
                    break;
                }
                continue;
            }
            for (int g = 0; g < plan->npersona; g++) {
                const pk_draw_t outcome = check_row(sim, joint->stages[k], g, t, drawing);
                if (outcome != PK_DRAW_FINE) {
                    drawing->stage = joint->stages[k];
                    drawing->persona = g;
                    drawing->step = t;
                    return outcome;
                }
            }
        }
        const pk_draw_t arrivals = check_arrivals(sim, joint->stages[k], drawing);
        if (arrivals != PK_DRAW_FINE) {
            return arrivals;
        }
    }
    return PK_DRAW_FINE;
}

static void draw_joint(pk_sim_t *sim, uint64_t run, const pk_joint_t *joint, int attempt, double *draws)
{
    const pk_plan_t *plan = sim->plan;
    for (int k = 0; k < joint->nslot; k++) {
        if (joint->slots[k] < plan->nnumber) {
            draw_slot(plan, run, joint->slots[k], attempt, draws);
        }
    }
    for (int k = 0; k < joint->nstage; k++) {
        if (plan->stages[joint->stages[k]].row_slot >= 0) {
            draw_exits(plan, run, &plan->stages[joint->stages[k]], attempt, draws);
        }
    }
}

static bool joint_uncertain(const pk_plan_t *plan, const pk_joint_t *joint)
{
    for (int k = 0; k < joint->nstage; k++) {
        if (plan->stages[joint->stages[k]].row_slot >= 0) {
            return true;
        }
    }
    return joint->nslot > 0;
}

/* b needs today's drivers, and these the numbers of all other joints: so all is drawn once first, then each joint is
 * drawn again while one of its rows is impossible. */
static pk_draw_t settle_joint(pk_sim_t *sim, uint64_t run, const pk_joint_t *joint, double *draws,
                              pk_drawing_t *drawing)
{
    pk_draw_t outcome = check_joint(sim, joint, drawing);
    if (outcome == PK_DRAW_FINE || !joint_uncertain(sim->plan, joint)) {
        return outcome;
    }
    for (int attempt = 1; attempt <= PK_REDRAWS_MOST && outcome != PK_DRAW_FINE; attempt++) {
        drawing->rejected++;
        drawing->rejected_stage = drawing->stage;
        drawing->rejected_arrivals = drawing->flow >= sim->plan->ntransition;
        draw_joint(sim, run, joint, attempt, draws);
        pk_drivers_begin(sim);
        pk_rates_today(sim);
        outcome = check_joint(sim, joint, drawing);
    }
    return outcome;
}

pk_drawing_t pk_assumptions_draw(pk_sim_t *sim, uint64_t run, double *draws)
{
    const pk_plan_t *plan = sim->plan;
    pk_drawing_t drawing = {.outcome = PK_DRAW_FINE, .rejected_stage = -1, .flow = -1};
    for (int slot = 0; slot < plan->nnumber; slot++) {
        draw_slot(plan, run, slot, 0, draws);
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].row_slot >= 0) {
            draw_exits(plan, run, &plan->stages[i], 0, draws);
        }
    }
    sim->draws = draws;
    pk_drivers_begin(sim);
    pk_rates_today(sim);
    pk_place_t place;
    if (pk_today_shut(sim, &place) != NULL) {
        drawing.outcome = PK_DRAW_SHUT_TODAY;
    }
    for (int j = 0; j < plan->njoint && drawing.outcome == PK_DRAW_FINE; j++) {
        drawing.outcome = settle_joint(sim, run, &plan->joints[j], draws, &drawing);
    }
    return drawing;
}

pk_draw_t pk_assumptions_possible(pk_sim_t *sim, const double *draws)
{
    pk_draw_t outcome = PK_DRAW_FINE;
    pk_drawing_t drawing;
    sim->draws = draws;
    pk_drivers_begin(sim);
    pk_rates_today(sim);
    for (int j = 0; j < sim->plan->njoint && outcome == PK_DRAW_FINE; j++) {
        outcome = check_joint(sim, &sim->plan->joints[j], &drawing);
    }
    return outcome;
}
