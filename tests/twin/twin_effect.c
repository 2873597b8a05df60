/* What the drivers do: multipliers m, additions a, and b, which today's drivers turn into what is observed (section 6,
 * Rates). */
#include <math.h>

#include "twin/twin_parts.h"

static bool same_target(twin_target_t a, twin_target_t b)
{
    return a.on == b.on && (a.on == TWIN_ON_REVENUE || a.index == b.index);
}

/* m_k at a moment. */
static double one_multiplier(const twin_effects_t *self, const twin_moment_t *moment, int driver,
                             const twin_effect_t *effect, int persona)
{
    const twin_driver_t *d = &self->journey->drivers[driver];
    const double reach = d->reach[persona], value = moment->value[driver], today = self->today.value[driver];
    switch (effect->strength) {
    case TWIN_TIMES:
        if (d->kind == TWIN_LEVER) {
            return pow(pow(effect->value, value - today), reach);
        }
        return fmax(0, 1 + (effect->value - 1) * moment->response[driver] * reach);
    case TWIN_ELASTICITY:
        return pow(pow(value / today, effect->value), reach);
    case TWIN_INDEX:
        return pow(value, reach);
    default: /* an addition */
        return 1;
    }
}

double twin_multiplier(const twin_effects_t *self, const twin_moment_t *moment, twin_target_t target, int persona)
{
    double product = 1;
    for (int k = 0; k < self->journey->ndriver; k++) {
        for (int e = 0; e < self->journey->drivers[k].neffect; e++) {
            const twin_effect_t *effect = &self->journey->drivers[k].effects[e];
            if (same_target(effect->target, target)) {
                product *= one_multiplier(self, moment, k, effect, persona);
            }
        }
    }
    return product;
}

double twin_quotient(const twin_effects_t *self, twin_target_t target, int persona)
{
    const double now = twin_multiplier(self, &self->now, target, persona);
    return self->journey->without_marketing ? now : now / twin_multiplier(self, &self->today, target, persona);
}

/* The sum of the a_l on a target at a moment. `rate` is r*, `times_today` the product of the multipliers of today;
 * `people` says that +A is persons a step and not a probability. */
static double additions(const twin_effects_t *self, const twin_moment_t *moment, twin_target_t target, int persona,
                        double rate, double times_today, double people)
{
    double sum = 0;
    for (int k = 0; k < self->journey->ndriver; k++) {
        const double reach = self->journey->drivers[k].reach[persona];
        for (int e = 0; e < self->journey->drivers[k].neffect; e++) {
            const twin_effect_t *effect = &self->journey->drivers[k].effects[e];
            if (!same_target(effect->target, target)) {
                continue;
            }
            if (effect->strength == TWIN_PLUS) {
                const double full = people > 0 ? effect->value * people : -log(1 - effect->value);
                sum += full * moment->response[k] * reach;
            } else if (effect->strength == TWIN_BRINGS) {
                sum += effect->value * reach * rate * moment->response[k] / self->today.response[k] / times_today;
            }
        }
    }
    return sum;
}

/* (b + sum of a) times the multipliers of now; `times_today` and `times_now` are the products. */
static double driven(const twin_effects_t *self, twin_target_t target, int persona, double rate, double times_today,
                     double times_now, double people)
{
    const double now = additions(self, &self->now, target, persona, rate, times_today, people);
    double organic = rate;
    if (!self->journey->without_marketing) {
        organic = rate / times_today - additions(self, &self->today, target, persona, rate, times_today, people);
    }
    *self->least_organic = fmin(*self->least_organic, organic);
    return (organic + now) * times_now;
}

double twin_rate(const twin_effects_t *self, int flow, int persona, double rate)
{
    const twin_target_t target = {TWIN_ON_FLOW, flow}, out = {TWIN_ON_WAYS_OUT, self->journey->flows[flow].from};
    double times_today = twin_multiplier(self, &self->today, target, persona);
    double times_now = twin_multiplier(self, &self->now, target, persona);
    if (!twin_is_event(self->journey, flow)) {
        times_today *= twin_multiplier(self, &self->today, out, persona);
        times_now *= twin_multiplier(self, &self->now, out, persona);
    }
    return driven(self, target, persona, rate, times_today, times_now, 0);
}

double twin_arrivals(const twin_effects_t *self, int arrival, int persona, int step)
{
    const twin_target_t target = {TWIN_ON_ARRIVAL, arrival};
    const double share = self->journey->share[persona];
    const double amount = twin_amount(self->journey, &self->journey->arrivals[arrival].amount, step) * share;
    return driven(self, target, persona, amount, twin_multiplier(self, &self->today, target, persona),
                  twin_multiplier(self, &self->now, target, persona), share);
}
