/* What the drivers of now make of the written numbers (models/README.md section 7):
 *
 *     r = (b + Σ a) Π m,   b = r* / Π m(today) - Σ a(today)   (probabilities: today; else b = r*)
 *     p_j = r_j / R (1 - e^-R),   R = Σ r_j
 */
#include <math.h>

#include "engine/drivers.h"
#include "engine/shares.h"
#include "engine/sim.h"
#include "engine/wander.h"
#include "engine/written.h"

static double reach_of(const pk_sim_t *sim, int driver, int persona, int t)
{
    return persona < 0 ? 1 : pk_quantity(sim->plan->drivers[driver].reach[persona], sim->draws, t);
}

/* An elasticity of what has fallen to 0 is endless: kept finite, it is a sure move, and ways out still compare. */
static const double ENDLESS = 1e30;

static double multiplier_of(const pk_sim_t *self, const pk_effector_t *effect, int persona, bool today, int t)
{
    return fmin(ENDLESS,
                self->plan->drivers[effect->driver].ops->multiplier(&self->now.drivers[effect->driver], effect->sign,
                                                                    pk_quantity(effect->strength, self->draws, t),
                                                                    reach_of(self, effect->driver, persona, t), today));
}

static bool adds(const pk_effector_t *effect)
{
    return effect->sign == PK_PLUS || effect->sign == PK_BRINGS;
}

/* Where an effect on a persona is kept, and whether it must be worked out anew: its driver or its numbers have changed.
 * What an addition is worth for a whole response depends on the numbers only. */
static bool is_stale(const pk_sim_t *self, const pk_effector_t *effect, int memory)
{
    const int since = adds(effect) ? 0 : self->now.drivers[effect->driver].since;
    return effect->scheduled || self->now.effect_step[memory] < since;
}

static double multiplier_now(const pk_sim_t *self, const pk_effector_t *effect, int persona, int t)
{
    if (persona < 0) {
        return multiplier_of(self, effect, persona, false, t);
    }
    const int memory = effect->place * self->plan->npersona + persona;
    if (is_stale(self, effect, memory)) {
        self->now.effect[memory] = multiplier_of(self, effect, persona, false, t);
        self->now.effect_step[memory] = t;
    }
    return self->now.effect[memory];
}

double pk_rates_multiplier(const pk_sim_t *self, pk_effectors_t effects, int persona, bool today, int t)
{
    double product = 1;
    for (int e = 0; e < effects.count; e++) {
        const pk_effector_t *effect = &effects.at[e];
        if (!adds(effect)) {
            product *= today ? multiplier_of(self, effect, persona, true, t) : multiplier_now(self, effect, persona, t);
        }
    }
    return product < ENDLESS ? product : ENDLESS;
}

double pk_rates_quotient(const pk_sim_t *self, pk_effectors_t effects, int persona, int t)
{
    if (effects.count == 0) {
        return 1;
    }
    const double now = pk_rates_multiplier(self, effects, persona, false, t);
    return self->plan->today ? now / pk_rates_multiplier(self, effects, persona, true, t) : now;
}

/* Σ a as plus + r* · brings: +A adds -ln(1-A) s (A s for arrivals), `brings C` adds C r* s/s_today / Π m(today). */
typedef struct {
    double plus, brings;
} pk_additions_t;

/* What an addition is worth for a response of 1. */
static double worth_of(const pk_sim_t *sim, const pk_flow_t *flow, const pk_effector_t *effect, int persona, int t,
                       double multiplier_today)
{
    const double reach = reach_of(sim, effect->driver, persona, t);
    const double strength = pk_quantity(effect->strength, sim->draws, t);
    if (effect->sign == PK_PLUS) {
        return (flow->from < 0 ? strength : -log1p(-strength)) * reach;
    }
    return strength * reach / (sim->now.drivers[effect->driver].response_today * multiplier_today);
}

static double worth_now(const pk_sim_t *sim, const pk_flow_t *flow, const pk_effector_t *effect, int persona, int t,
                        double multiplier_today)
{
    const int memory = effect->place * sim->plan->npersona + persona;
    if (is_stale(sim, effect, memory)) {
        sim->now.effect[memory] = worth_of(sim, flow, effect, persona, t, multiplier_today);
        sim->now.effect_step[memory] = t;
    }
    return sim->now.effect[memory];
}

static pk_additions_t additions(const pk_sim_t *sim, const pk_flow_t *flow, int persona, bool today, int t,
                                double multiplier_today)
{
    pk_additions_t sum = {0};
    for (int e = 0; e < flow->effects.count; e++) {
        const pk_effector_t *effect = &flow->effects.at[e];
        if (!adds(effect)) {
            continue;
        }
        const pk_driver_state_t *state = &sim->now.drivers[effect->driver];
        const double response = today ? state->response_today : state->response;
        const double worth = (today ? worth_of : worth_now)(sim, flow, effect, persona, t, multiplier_today);
        *(effect->sign == PK_PLUS ? &sum.plus : &sum.brings) += worth * response;
    }
    return sum;
}

void pk_rates_today(pk_sim_t *self)
{
    const int personas = self->plan->npersona;
    for (int f = 0; f < self->plan->nflow; f++) {
        const pk_flow_t *flow = &self->plan->flows[f];
        for (int g = 0; g < personas; g++) {
            const double multiplier = pk_rates_multiplier(self, flow->effects, g, true, 0);
            const pk_additions_t add = additions(self, flow, g, true, 0, multiplier);
            self->now.mult_today[f * personas + g] = multiplier;
            self->now.plus_today[f * personas + g] = add.plus;
            self->now.brings_today[f * personas + g] = add.brings;
        }
    }
}

double pk_rates_leaving_today(const pk_sim_t *self, int stage, int persona)
{
    const pk_plan_t *plan = self->plan;
    const pk_stage_plan_t *from = &plan->stages[stage];
    double row[plan->most_exits + 1], sum = 0;
    if (pk_written_row(plan, self->draws, stage, persona, 0, row) == PK_ROW_SURE) {
        return INFINITY;
    }
    for (int k = 0; k < from->nrated; k++) {
        const int cell = from->exits[k] * plan->npersona + persona;
        sum += plan->today ? row[k]
                           : (row[k] + self->now.plus_today[cell] + row[k] * self->now.brings_today[cell]) *
                                 self->now.mult_today[cell];
    }
    return sum;
}

double pk_rates_competing(const pk_sim_t *self, int stage, int persona)
{
    const pk_stage_plan_t *from = &self->plan->stages[stage];
    double sum = 0;
    for (int k = 0; k < from->nrated; k++) {
        sum += self->now.p[from->exits[k] * self->plan->npersona + persona];
    }
    return fmin(sum, 1);
}

double pk_rates_base(const pk_sim_t *self, int f, int persona, double written)
{
    const int cell = f * self->plan->npersona + persona;
    if (!self->plan->today) {
        return written;
    }
    return written / self->now.mult_today[cell] - self->now.plus_today[cell] - written * self->now.brings_today[cell];
}

pk_linear_rate_t pk_rates_linear(const pk_sim_t *self, int f, int persona, int t)
{
    const pk_flow_t *flow = &self->plan->flows[f];
    const int cell = f * self->plan->npersona + persona;
    pk_linear_rate_t linear = {.wander = pk_wander_now(self, f, t), .driven = flow->effects.count > 0};
    if (!linear.driven) {
        return linear;
    }
    const double today = self->now.mult_today[cell];
    const pk_additions_t add = additions(self, flow, persona, false, t, today);
    linear.over = self->plan->today ? today : 1;
    linear.minus = self->plan->today ? self->now.plus_today[cell] : 0;
    linear.minus_part = self->plan->today ? self->now.brings_today[cell] : 0;
    linear.plus = add.plus;
    linear.plus_part = add.brings;
    linear.times = pk_rates_multiplier(self, flow->effects, persona, false, t);
    return linear;
}

/* The rate now of a flow whose written rate is r*. b is below 0 by round-off where a driver brings all of it, and by
 * more in a draw in which a plan makes the model's numbers impossible: it is 0 there. */
static double driven_rate(const pk_sim_t *sim, int f, int persona, double written, int t)
{
    const pk_flow_t *flow = &sim->plan->flows[f];
    if (flow->effects.count == 0) {
        return written;
    }
    const double multiplier_today = sim->now.mult_today[f * sim->plan->npersona + persona];
    const pk_additions_t add = additions(sim, flow, persona, false, t, multiplier_today);
    const double base = pk_rates_base(sim, f, persona, written);
    if (isnan(base)) { /* what is brought, over a response of today too small for a number */
        return NAN;
    }
    return (fmax(0, base) + add.plus + written * add.brings) *
           pk_rates_multiplier(sim, flow->effects, persona, false, t);
}

static double rate_now(const pk_sim_t *sim, int f, int persona, double written, int t)
{
    return driven_rate(sim, f, persona, written, t) * pk_wander_now(sim, f, t);
}

/* What a sure exit or a share is worth now: its written value times now/today (without_marketing: times now). */
static double driven_weight(const pk_sim_t *sim, int f, int persona, double written, int t)
{
    const pk_effectors_t effects = sim->plan->flows[f].effects;
    if (effects.count == 0) {
        return written;
    }
    const double today = sim->plan->today ? sim->now.mult_today[f * sim->plan->npersona + persona] : 1;
    return written * pk_rates_multiplier(sim, effects, persona, false, t) / today;
}

static double weight_now(const pk_sim_t *sim, int f, int persona, double written, int t)
{
    return driven_weight(sim, f, persona, written, t) * pk_wander_now(sim, f, t);
}

/* Those who leave go somewhere: where all of these ways are multiplied by 0 alike, they go as written. */
static void normalise(pk_sim_t *sim, const int *exits, int count, int persona, double sum)
{
    double written = 0;
    for (int k = 0; k < count; k++) {
        written += sim->now.written[exits[k] * sim->plan->npersona + persona];
    }
    for (int k = 0; k < count; k++) {
        const int cell = exits[k] * sim->plan->npersona + persona;
        sim->now.p[cell] = sum > 0 ? sim->now.p[cell] / sum : written > 0 ? sim->now.written[cell] / written : 0;
    }
}

/* p_j from the rates of some exits. */
static void compete(pk_sim_t *sim, const int *exits, int count, int persona, double total)
{
    const double leave = total > 0 ? -expm1(-total) / total : 0;
    for (int k = 0; k < count; k++) {
        sim->now.p[exits[k] * sim->plan->npersona + persona] *= leave;
    }
}

/* A rate that no number holds stands still. */
static void hold(pk_sim_t *sim, double *rate, int f)
{
    if (!pk_payable(*rate)) {
        pk_excess_note(sim, PK_EXCESS_RATE, f, *rate);
        *rate = 0;
    }
}

/* Some exits by their rates, or by their weights where all leave by them. */
static void exits_now(pk_sim_t *sim, const int *exits, int count, int g, bool weights, int t)
{
    double sum = 0;
    for (int k = 0; k < count; k++) {
        const int cell = exits[k] * sim->plan->npersona + g;
        sim->now.p[cell] = (weights ? weight_now : rate_now)(sim, exits[k], g, sim->now.written[cell], t);
        hold(sim, &sim->now.p[cell], exits[k]);
        sum += sim->now.p[cell];
    }
    if (weights) {
        normalise(sim, exits, count, g, sum);
    } else {
        compete(sim, exits, count, g, sum);
    }
}

static void row_now(pk_sim_t *sim, int i, int g, int t)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    exits_now(sim, stage->exits, stage->nrated, g, sim->now.sure[i * sim->plan->npersona + g], t);
    exits_now(sim, &stage->exits[stage->nrated], stage->nexit - stage->nrated, g, true, t);
}

/* An event's rate becomes a probability of at most one a step, or stays the mean of a Poisson count. */
static void event_now(pk_sim_t *sim, int f, int g, int t)
{
    const int cell = f * sim->plan->npersona + g;
    if (sim->plan->flows[f].by == PK_BY_RATE) {
        sim->now.p[cell] = rate_now(sim, f, g, sim->now.written[cell], t);
    } else if (isinf(sim->now.written[cell])) {
        sim->now.p[cell] = fmin(1, weight_now(sim, f, g, 1, t));
    } else {
        sim->now.p[cell] = -expm1(-rate_now(sim, f, g, sim->now.written[cell], t));
    }
    hold(sim, &sim->now.p[cell], f);
}

/* Reads the row as written into sim->now.written. Draws that the model makes impossible have been redrawn before; what
 * a plan makes impossible comes as the nearest possible row. */
static void rewrite(pk_sim_t *sim, int i, int g, int t)
{
    const pk_plan_t *plan = sim->plan;
    const pk_stage_plan_t *stage = &plan->stages[i];
    double row[plan->most_exits + 1];
    sim->now.sure[i * plan->npersona + g] = pk_written_row(plan, sim->draws, i, g, t, row) == PK_ROW_SURE;
    if (stage->nrated < stage->nexit) {
        pk_exit_shares(plan, sim->draws, i, g, t, &row[stage->nrated]);
    }
    for (int k = 0; k < stage->nexit; k++) {
        sim->now.written[stage->exits[k] * plan->npersona + g] = row[k];
    }
    for (int k = 0; k < stage->nevent; k++) {
        double *written = &sim->now.written[stage->events[k] * plan->npersona + g];
        if (pk_written_event(&plan->flows[stage->events[k]], sim->draws, g, t, written) == PK_ROW_SURE) {
            *written = INFINITY;
        }
    }
}

void pk_rates_stand_written(pk_sim_t *self)
{
    const int personas = self->plan->npersona;
    for (int cell = 0; cell < self->plan->nstage * personas; cell++) {
        const pk_stage_plan_t *stage = &self->plan->stages[cell / personas];
        double total = 0;
        rewrite(self, cell / personas, cell % personas, 0);
        for (int k = 0; k < stage->nexit; k++) {
            const int at = stage->exits[k] * personas + cell % personas;
            self->now.p[at] = self->now.written[at];
            total += k < stage->nrated ? self->now.p[at] : 0;
        }
        if (!self->now.sure[cell]) {
            compete(self, stage->exits, stage->nrated, cell % personas, total);
        }
        self->now.speed[cell] = 1;
    }
}

/* Whether anything that the stage's row depends on differs from the last step of this sim. */
static bool moved(const pk_sim_t *sim, const pk_stage_plan_t *stage, int t)
{
    if (sim->now.anew || stage->scheduled || (stage->rewritten != NULL && stage->rewritten[t])) {
        return true;
    }
    for (int k = 0; k < stage->nmover; k++) {
        if (sim->now.drivers[stage->movers[k]].changed) {
            return true;
        }
    }
    return false;
}

/* The row as written stands in sim->now.written. */
static void persona_now(pk_sim_t *sim, int i, int g, int t)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    row_now(sim, i, g, t);
    for (int k = 0; k < stage->nevent; k++) {
        event_now(sim, stage->events[k], g, t);
    }
    if (stage->kind == PK_STAGE_DWELL) {
        double *speed = &sim->now.speed[i * sim->plan->npersona + g];
        *speed = pk_rates_quotient(sim, stage->speed, g, t);
        if (!pk_payable(*speed)) {
            pk_excess_note(sim, PK_EXCESS_SPEED, i, *speed);
            *speed = 1;
        }
    }
}

static void stage_now(pk_sim_t *sim, int i, int t)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    if (!moved(sim, stage, t)) {
        return;
    }
    for (int g = 0; g < sim->plan->npersona; g++) {
        if (sim->now.anew || (stage->rewritten != NULL && stage->rewritten[t])) {
            rewrite(sim, i, g, t);
        }
        persona_now(sim, i, g, t);
    }
}

void pk_rates_stand_today(pk_sim_t *self)
{
    const int personas = self->plan->npersona;
    for (int cell = 0; cell < self->plan->nstage * personas; cell++) {
        rewrite(self, cell / personas, cell % personas, 0);
        row_now(self, cell / personas, cell % personas, 0);
        self->now.speed[cell] = pk_rates_quotient(self, self->plan->stages[cell / personas].speed, cell % personas, 0);
    }
}

void pk_rates_stage(pk_sim_t *self, int stage, int t)
{
    for (int g = 0; g < self->plan->npersona; g++) {
        persona_now(self, stage, g, t);
    }
}

void pk_rates_arrivals(pk_sim_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    for (int f = plan->ntransition; f < plan->nflow; f++) {
        const double written = pk_quantity(plan->flows[f].value, self->draws, t);
        for (int g = 0; g < plan->npersona; g++) {
            self->now.p[f * plan->npersona + g] = self->now.share[g] * rate_now(self, f, g, written, t);
        }
    }
}

void pk_rates_update(pk_sim_t *self, int t)
{
    for (int i = 0; i < self->plan->nstage; i++) {
        stage_now(self, i, t);
    }
    pk_rates_arrivals(self, t);
    self->now.anew = false;
}
