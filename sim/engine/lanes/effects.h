/* What drivers do to what they act on (the first half of rates.c, and `multiplier` of the kinds), in lanes. An effect
 * is worked out anew only where its driver or its numbers have changed in some lane; the others get the same again. */
#ifndef PK_ENGINE_LANES_EFFECTS_H
#define PK_ENGINE_LANES_EFFECTS_H

#include "engine/lanes/state.h"

/* An elasticity of what has fallen to 0 is endless: kept finite, as in rates.c. */
#define ENDLESS 1e30

PK_INLINE lanes_t reach_of(const pk_lanes_t *self, int driver, int persona, int t)
{
    return persona < 0 ? all_lanes(1) : quantity(self, self->plan->drivers[driver].reach[persona], t);
}

/* 1 + (M - 1) s reach, never below 0. */
static lanes_t by_response(const pk_lanes_t *self, const pk_effector_t *effect, lanes_t reach, bool today, int t)
{
    const driver_t *state = &self->drivers[effect->driver];
    const lanes_t response = today ? state->response_today : state->response;
    return at_least_lanes(1 + (quantity(self, effect->strength, t) - 1) * response * reach, 0);
}

/* (now/today)^(e reach) of an elasticity, M^((now - today) reach) of a lever; 1 where it is as today. */
static lanes_t by_level(const pk_lanes_t *self, const pk_effector_t *effect, lanes_t reach, bool lever, int t)
{
    const driver_t *state = &self->drivers[effect->driver];
    const mask_t as_today = same(state->value, state->value_today);
    if (every_lane(as_today)) {
        return all_lanes(1);
    }
    const lanes_t strength = quantity(self, effect->strength, t);
    lanes_t power;
    if (effect->sign == PK_ELASTICITY) {
        const lanes_t value = lever ? state->value : at_least_lanes(state->value, 0);
        power = lanes_pow(value / state->value_today, strength * reach);
    } else {
        power = lanes_pow(strength, (state->value - state->value_today) * reach);
    }
    return choose(as_today, all_lanes(1), power);
}

static lanes_t multiplier_of(const pk_lanes_t *self, const pk_effector_t *effect, int persona, bool today, int t)
{
    const driver_t *state = &self->drivers[effect->driver];
    const pk_driver_kind_t kind = self->plan->drivers[effect->driver].driver->kind;
    const bool levels = kind == PK_DRIVER_STOCK || kind == PK_DRIVER_RATIO;
    const lanes_t reach = reach_of(self, effect->driver, persona, t);
    if (today && (kind == PK_DRIVER_SEASON || kind == PK_DRIVER_LEVER || (levels && effect->sign == PK_ELASTICITY))) {
        return all_lanes(1);
    }
    lanes_t multiplier;
    if (kind == PK_DRIVER_SEASON) {
        multiplier = every_lane(same(reach, all_lanes(1))) ? state->value : lanes_pow(state->value, reach);
    } else if (kind == PK_DRIVER_LEVER || (levels && effect->sign == PK_ELASTICITY)) {
        multiplier = by_level(self, effect, reach, kind == PK_DRIVER_LEVER, t);
    } else {
        multiplier = by_response(self, effect, reach, today, t);
    }
    return at_most_lanes(multiplier, ENDLESS);
}

PK_INLINE bool adds(const pk_effector_t *effect)
{
    return effect->sign == PK_PLUS || effect->sign == PK_BRINGS;
}

/* What an addition is worth for a whole response depends on the numbers only. */
PK_INLINE bool is_stale(const pk_lanes_t *self, const pk_effector_t *effect, int memory)
{
    const int since = adds(effect) ? 0 : self->drivers[effect->driver].since;
    return effect->scheduled || self->effect_step[memory] < since;
}

/* Where an effect that multiplies is kept: personas whom the driver reaches alike share it, and persona -1 is the only
 * one of its target. */
PK_INLINE int memory_of(const pk_lanes_t *self, const pk_effector_t *effect, int persona)
{
    return effect->place * self->plan->npersona + (persona < 0 || self->alike[effect->driver] ? 0 : persona);
}

PK_INLINE lanes_t multiplier_felt(pk_lanes_t *self, const pk_effector_t *effect, int persona, int t)
{
    const int memory = memory_of(self, effect, persona);
    if (is_stale(self, effect, memory)) {
        self->effect[memory] = multiplier_of(self, effect, persona, false, t);
        self->effect_step[memory] = t;
    }
    return self->effect[memory];
}

/* now/today for what is not a rate (without_marketing: now). persona -1: reach does not matter. */
static lanes_t quotient(pk_lanes_t *self, pk_effectors_t effects, int persona, int t)
{
    lanes_t now = all_lanes(1), today = now;
    for (int e = 0; e < effects.count; e++) {
        const pk_effector_t *effect = &effects.at[e];
        if (!adds(effect)) {
            now *= multiplier_felt(self, effect, persona, t);
            today *= self->plan->today ? multiplier_of(self, effect, persona, true, t) : all_lanes(1);
        }
    }
    return effects.count == 0 ? now : at_most_lanes(now, ENDLESS) / at_most_lanes(today, ENDLESS);
}

/* What multiplies a flow's rate: what may change within the run, times what does not. */
static lanes_t multiplier_now(pk_lanes_t *self, int f, int persona, int t)
{
    const pk_effectors_t effects = self->plan->flows[f].effects;
    const pk_indices_t loud = self->flows[f].loud;
    lanes_t product = self->quiet[f * self->plan->npersona + persona];
    for (int k = 0; k < loud.count; k++) {
        product *= multiplier_felt(self, &effects.at[loud.index[k]], persona, t);
    }
    return at_most_lanes(product, ENDLESS);
}

/* The product of the effects on a flow that stay as they are from step 1 on. */
static void set_quiet(pk_lanes_t *self, int f, int persona)
{
    const pk_effectors_t effects = self->plan->flows[f].effects;
    const pk_indices_t loud = self->flows[f].loud;
    lanes_t product = all_lanes(1);
    for (int e = 0, next = 0; e < effects.count; e++) {
        if (next < loud.count && loud.index[next] == e) {
            next++;
        } else if (!adds(&effects.at[e])) {
            product *= multiplier_of(self, &effects.at[e], persona, false, 1);
        }
    }
    self->quiet[f * self->plan->npersona + persona] = product;
}

/* What an addition is worth for a response of 1. */
static lanes_t worth_of(const pk_lanes_t *self, int f, const pk_effector_t *effect, int persona, int t)
{
    const lanes_t reach = reach_of(self, effect->driver, persona, t);
    const lanes_t strength = quantity(self, effect->strength, t);
    if (effect->sign == PK_PLUS) {
        return (self->plan->flows[f].from < 0 ? strength : -lanes_log1p(-strength)) * reach;
    }
    const lanes_t multiplier_today = self->mult_today[f * self->plan->npersona + persona];
    return strength * reach / (self->drivers[effect->driver].response_today * multiplier_today);
}

/* Σ a: what drivers add to a rate now. */
static lanes_t additions(pk_lanes_t *self, int f, int persona, int t)
{
    const pk_effectors_t effects = self->plan->flows[f].effects;
    lanes_t plus = all_lanes(0), brings = plus;
    for (int e = 0; e < effects.count; e++) {
        const pk_effector_t *effect = &effects.at[e];
        if (!adds(effect)) {
            continue;
        }
        const int memory = effect->place * self->plan->npersona + persona;
        if (is_stale(self, effect, memory)) {
            self->effect[memory] = worth_of(self, f, effect, persona, t);
            self->effect_step[memory] = t;
        }
        const lanes_t brought = self->effect[memory] * self->drivers[effect->driver].response;
        *(effect->sign == PK_PLUS ? &plus : &brings) += brought;
    }
    return plus + self->written[f * self->plan->npersona + persona] * brings;
}

/* The rate now of what is written as `written`: (b + Σ a) Π m; b is not below 0. */
static lanes_t rate_now(pk_lanes_t *self, int f, int persona, int t)
{
    const int cell = f * self->plan->npersona + persona;
    if (self->plan->flows[f].effects.count == 0) {
        return self->written[cell];
    }
    const lanes_t base = choose(less(self->base[cell], all_lanes(0)), all_lanes(0), self->base[cell]);
    const lanes_t rate = self->flows[f].adds ? base + additions(self, f, persona, t) : base;
    return rate * multiplier_now(self, f, persona, t);
}

/* What a sure exit or a share is worth now. */
static lanes_t weight_now(pk_lanes_t *self, int f, int persona, lanes_t written, int t)
{
    if (self->plan->flows[f].effects.count == 0) {
        return written;
    }
    const lanes_t now = written * multiplier_now(self, f, persona, t);
    return self->plan->today ? now / self->mult_today[f * self->plan->npersona + persona] : now;
}

/* Whether a flow's rate may differ from the last step's. */
static bool stirs(const pk_lanes_t *self, int f)
{
    const pk_indices_t awake = self->flows[f].awake;
    bool any = self->flows[f].scheduled;
    for (int k = 0; k < awake.count && !any; k++) {
        any = self->drivers[awake.index[k]].changed;
    }
    return any;
}

#endif
