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

static lanes_t respond(const pk_lanes_t *self, const pk_driver_plan_t *driver, lanes_t value, int t)
{
    if (driver->curve == NULL) {
        return value;
    }
    const lanes_t x = at_least_lanes(value, 0), scale = quantity(self, driver->saturation[0], t);
    switch (driver->curve - pk_saturations) {
    case PK_CURVE_HILL:
        return only(more(x, all_lanes(0)), hill(x, scale, quantity(self, driver->saturation[1], t)));
    case PK_CURVE_EXPONENTIAL:
        return -lanes_expm1(-x / scale);
    case PK_CURVE_LOGISTIC: { /* tanh(x / 2 scale) */
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
static lanes_t spend_now(const pk_lanes_t *self, const pk_channel_plan_t *channel, const driver_t *state, int t)
{
    lanes_t spend = changed(self, channel->now, channel->changes, channel->nchange, t);
    if (any_lane(state->moved)) {
        const lanes_t anew = changed(self, channel->unfolded[0], channel->unfolded + 1, channel->nunfolded - 1, t);
        spend = choose(state->moved, anew, spend);
    }
    return at_least_lanes(dialed(self, channel->dial, spend), 0);
}

/* The lanes in which a number that was worked out into a channel's spend is not what it was then; none of what is no
 * channel (NULL). */
static mask_t moved_spend(const pk_lanes_t *self, const pk_channel_plan_t *channel)
{
    mask_t moved = no_lane();
    for (int k = 0; channel != NULL && k < channel->nfolded; k++) {
        const int slot = channel->folded[k];
        moved = either(moved, differ(self->draws[slot], all_lanes(self->plan->defaults[slot])));
    }
    return moved;
}

static lanes_t channel_now(pk_lanes_t *self, const pk_driver_plan_t *driver, driver_t *state, int t)
{
    state->spend = spend_now(self, driver->own, state, t);
    if (state->lags == 0) {
        state->level += (1 - state->retention) * (state->spend - state->level);
    } else {
        state->spent[t] = state->spend;
        state->level = all_lanes(0);
        for (int lag = 0; lag < state->lags; lag++) {
            const lanes_t spent = lag < t                    ? state->spent[t - lag]
                                  : lag - t < state->nbefore ? state->before[lag - t]
                                                             : state->history;
            state->level += state->kernel[lag] * spent;
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

static lanes_t word_of_mouth_now(const pk_lanes_t *self, const pk_driver_plan_t *driver)
{
    const pk_word_of_mouth_t *word = pk_word_of_mouth_of(driver->driver);
    const pk_word_of_mouth_plan_t *own = driver->own;
    const lanes_t sum = sum_of(self, self->count, &word->from_stages) + sum_of(self, self->flow, &word->from_flows);
    return dialed(self, own->dial, only(more(self->population, all_lanes(0)), sum / self->population));
}

static lanes_t ratio_now(const pk_lanes_t *self, const pk_driver_plan_t *driver, int t)
{
    const pk_ratio_t *of = pk_ratio_of(driver->driver);
    const pk_ratio_plan_t *own = driver->own;
    const lanes_t above = self->drivers[of->above].level, below = self->drivers[of->below].level;
    return choose(differ(below, all_lanes(0)), above / below, quantity(self, own->empty, t));
}

static lanes_t queue_now(const pk_lanes_t *self, const pk_driver_plan_t *driver)
{
    const int capacity = pk_queue_of(driver->driver)->capacity;
    const lanes_t fits = self->capacity[capacity], waiting = self->waiting[capacity];
    return waiting / choose(more(fits, all_lanes(0)), fits, all_lanes(1));
}

static lanes_t lever_now(const pk_lanes_t *self, const pk_lever_plan_t *lever, int t)
{
    const lanes_t as_today = self->draws[lever->as_today],
                  set = dialed(self, lever->dial, quantity(self, lever->now, t));
    return choose(same(as_today, as_today), quantity(self, lever->today, 0), set);
}

static lanes_t season_now(const pk_lanes_t *self, const pk_season_plan_t *season, int t)
{
    return season->place == NULL ? all_lanes(1) : quantity(self, season->index[season->place[t]], t);
}

static lanes_t part_now(const pk_lanes_t *self, const pk_event_plan_t *event, int t)
{
    return dialed(self, event->dial, all_lanes(event->part == NULL ? 0 : event->part[t]));
}

static lanes_t value_now(pk_lanes_t *self, const pk_driver_plan_t *driver, driver_t *state, int t)
{
    switch (driver->driver->kind) {
    case PK_DRIVER_CHANNEL:
        return channel_now(self, driver, state, t);
    case PK_DRIVER_LEVER:
        return lever_now(self, driver->own, t);
    case PK_DRIVER_SEASON:
        return season_now(self, driver->own, t);
    case PK_DRIVER_EVENT:
        return part_now(self, driver->own, t);
    case PK_DRIVER_WORD_OF_MOUTH:
        return word_of_mouth_now(self, driver);
    case PK_DRIVER_STOCK:
        return state->level;
    case PK_DRIVER_RATIO:
        return ratio_now(self, driver, t);
    case PK_DRIVER_QUEUE:
        return queue_now(self, driver);
    case PK_DRIVER_KIND_COUNT:
        break;
    }
    return all_lanes(NAN);
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
        if (driver->driver->kind != PK_DRIVER_STOCK) {
            continue;
        }
        const pk_stock_plan_t *stock = driver->own;
        const pk_weights_t *flows = &pk_stock_of(driver->driver)->gains;
        const pk_weights_t *channels = &pk_stock_of(driver->driver)->channel_gains;
        lanes_t gain = all_lanes(0);
        for (int k = 0; k < flows->count; k++) {
            const pk_indices_t flow = {.index = &flows->index[k], .count = 1};
            gain += quantity(self, stock->gains[k], t) * sum_of(self, self->flow, &flow);
        }
        for (int k = 0; k < channels->count; k++) {
            gain += quantity(self, stock->channel_gains[k], t) * self->drivers[channels->index[k]].response;
        }
        driver_t *state = &self->drivers[d];
        state->level = (1 - quantity(self, stock->decay, t)) * state->level + gain;
    }
}

#endif
