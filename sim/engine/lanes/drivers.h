/* The drivers of a step (drivers.c and the driver_*.c), in lanes. */
#ifndef PK_ENGINE_LANES_DRIVERS_H
#define PK_ENGINE_LANES_DRIVERS_H

#include "engine/drivers.h"
#include "engine/lanes/state.h"

/* x^n / (x^n + half^n), by the ratio; x > 0. */
static lanes_t hill(lanes_t x, lanes_t half, lanes_t slope)
{
    const lanes_t ratio = half / x;
    return 1 / (1 + (every_lane(same(slope, all_lanes(1))) ? ratio : lanes_pow(ratio, slope)));
}

/* By pk_saturations. */
enum { HILL, EXPONENTIAL, LOGISTIC, LINEAR, CURVES };

static lanes_t respond(const pk_lanes_t *self, const pk_driver_plan_t *driver, lanes_t value, int t)
{
    if (driver->curve == NULL) {
        return value;
    }
    const lanes_t x = at_least_lanes(value, 0), scale = quantity(self, driver->saturation[0], t);
    switch (driver->curve - pk_saturations) {
    case HILL:
        return only(more(x, all_lanes(0)), hill(x, scale, quantity(self, driver->saturation[1], t)));
    case EXPONENTIAL:
        return -lanes_expm1(-x / scale);
    case LOGISTIC: { /* tanh(x / 2 scale) */
        const lanes_t e = lanes_expm1(-x / scale);
        return -e / (2 + e);
    }
    default:
        return x / scale;
    }
}

/* What a what-if has set a lever or a spend to, or times what. */
static lanes_t dialed(const pk_lanes_t *self, pk_dial_t dial, lanes_t written)
{
    if (dial.factor < 0) {
        return written;
    }
    const lanes_t level = self->draws[dial.level];
    return choose(same(level, level), level, written) * self->draws[dial.factor];
}

/* A number and its changes in their order. */
static lanes_t changed(const pk_lanes_t *self, pk_quantity_t number, const pk_quantity_t *changes, int count, int t)
{
    lanes_t spend = quantity(self, number, t);
    for (int k = 0; k < count; k++) {
        const pk_term_t *term = pk_term(changes[k], t);
        const lanes_t value = quantity(self, changes[k], t);
        spend = term->relative ? spend * value : term->added ? spend + value : value;
    }
    return spend;
}

/* What is spent on a channel (spend.c). */
static lanes_t spend_now(const pk_lanes_t *self, const pk_driver_plan_t *channel, const driver_t *state, int t)
{
    lanes_t spend = changed(self, channel->now, channel->changes, channel->nchange, t);
    if (any_lane(state->moved)) {
        const lanes_t anew = changed(self, channel->unfolded[0], channel->unfolded + 1, channel->nunfolded - 1, t);
        spend = choose(state->moved, anew, spend);
    }
    return at_least_lanes(dialed(self, channel->dial, spend), 0);
}

/* The lanes in which a number that was worked out into a channel's spend is not what it was then. */
static mask_t moved_spend(const pk_lanes_t *self, const pk_driver_plan_t *channel)
{
    mask_t moved = no_lane();
    for (int k = 0; k < channel->nfolded; k++) {
        const int slot = channel->folded[k];
        moved = either(moved, differ(self->draws[slot], all_lanes(self->plan->defaults[slot])));
    }
    return moved;
}

static lanes_t channel_now(pk_lanes_t *self, const pk_driver_plan_t *driver, driver_t *state, int t)
{
    state->spend = spend_now(self, driver, state, t);
    if (state->lags == 0) {
        state->level += (1 - state->retention) * (state->spend - state->level);
    } else {
        state->spent[t] = state->spend;
        state->level = all_lanes(0);
        for (int lag = 0; lag < state->lags; lag++) {
            state->level += state->kernel[lag] * (lag < t ? state->spent[t - lag] : state->history);
        }
    }
    return state->level * self->plan->spend_scale;
}

/* Σ of some rows and all personas. */
static lanes_t sum_of(const pk_lanes_t *self, const lanes_t *array, const pk_indices_t *rows)
{
    const int personas = self->plan->npersona;
    lanes_t sum = all_lanes(0);
    for (int k = 0; k < rows->count; k++) {
        for (int g = 0; g < personas; g++) {
            sum += array[rows->index[k] * personas + g];
        }
    }
    return sum;
}

static lanes_t word_of_mouth_now(const pk_lanes_t *self, const pk_driver_t *driver)
{
    const lanes_t sum = sum_of(self, self->count, &driver->from_stages) + sum_of(self, self->flow, &driver->from_flows);
    return only(more(self->population, all_lanes(0)), sum / self->population);
}

static lanes_t ratio_now(const pk_lanes_t *self, const pk_driver_plan_t *driver, int t)
{
    const lanes_t above = self->drivers[driver->driver->above].level,
                  below = self->drivers[driver->driver->below].level;
    return choose(differ(below, all_lanes(0)), above / below, quantity(self, driver->empty, t));
}

static lanes_t queue_now(const pk_lanes_t *self, const pk_driver_plan_t *driver)
{
    const lanes_t fits = self->capacity[driver->driver->capacity], waiting = self->waiting[driver->driver->capacity];
    return waiting / choose(more(fits, all_lanes(0)), fits, all_lanes(1));
}

static lanes_t value_now(pk_lanes_t *self, const pk_driver_plan_t *driver, driver_t *state, int t)
{
    const pk_plan_t *plan = self->plan;
    switch (driver->driver->kind) {
    case PK_DRIVER_CHANNEL:
        return channel_now(self, driver, state, t);
    case PK_DRIVER_LEVER:
        return dialed(self, driver->dial, quantity(self, driver->now, t));
    case PK_DRIVER_SEASON:
        return plan->month == NULL ? all_lanes(1) : quantity(self, driver->by_month[plan->month[t]], t);
    case PK_DRIVER_WORD_OF_MOUTH:
        return word_of_mouth_now(self, driver->driver);
    case PK_DRIVER_STOCK:
        return state->level;
    case PK_DRIVER_RATIO:
        return ratio_now(self, driver, t);
    default:
        return queue_now(self, driver);
    }
}

static void drivers_now(pk_lanes_t *self, int t)
{
    for (int d = 0; d < self->plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &self->plan->drivers[d];
        driver_t *state = &self->drivers[d];
        const lanes_t value = state->value, response = state->response;
        state->value = value_now(self, driver, state, t);
        state->response = respond(self, driver, state->value, t);
        const mask_t held = payable(state->value);
        note_unless(self, both(held, payable(state->response)), PK_EXCESS_DRIVER, d,
                    choose(held, state->response, state->value));
        state->changed = any_lane(either(differ(state->value, value), differ(state->response, response)));
        state->since = state->changed ? t : state->since;
    }
}

/* What the stocks gain in a step, and lose. */
static void drivers_close(pk_lanes_t *self, int t)
{
    const pk_plan_t *plan = self->plan;
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        const pk_weights_t *flows = &driver->driver->gains, *channels = &driver->driver->channel_gains;
        lanes_t gain = all_lanes(0);
        if (driver->driver->kind != PK_DRIVER_STOCK) {
            continue;
        }
        for (int k = 0; k < flows->count; k++) {
            const pk_indices_t flow = {.index = &flows->index[k], .count = 1};
            gain += quantity(self, driver->gains[k], t) * sum_of(self, self->flow, &flow);
        }
        for (int k = 0; k < channels->count; k++) {
            gain += quantity(self, driver->channel_gains[k], t) * self->drivers[channels->index[k]].response;
        }
        driver_t *state = &self->drivers[d];
        state->level = (1 - quantity(self, driver->decay, t)) * state->level + gain;
    }
}

#endif
