/* Random drivers: what they are, what they act on and how strongly. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "twin/random_parts.h"
#include "twin/twin_parts.h"

/* Whose response is at most 1. */
static bool bounded(const twin_driver_t *driver)
{
    return (driver->kind == TWIN_WORD_OF_MOUTH && driver->saturation.form == TWIN_NO_SATURATION) ||
           driver->kind == TWIN_EVENT || driver->saturation.form == TWIN_HILL ||
           driver->saturation.form == TWIN_EXPONENTIAL_CURVE || driver->saturation.form == TWIN_LOGISTIC;
}

/* `level` is where the driver stands today, or a size that it may reach; today's response is at most about 1. */
static twin_saturation_t random_saturation(random_t *self, double level, double none)
{
    static const int FORMS[] = {TWIN_HILL, TWIN_EXPONENTIAL_CURVE, TWIN_LOGISTIC, TWIN_LINEAR};
    twin_saturation_t saturation = {0};
    if (random_chance(self, none)) {
        return saturation;
    }
    saturation.form = FORMS[random_pick(self, 4)];
    saturation.scale = random_rounded(level * random_real(self, 1.1, 4));
    saturation.slope = saturation.form == TWIN_HILL && random_chance(self, 0.6) ? random_real(self, 0.6, 2.5) : 1;
    return saturation;
}

static void random_reach(random_t *self, twin_driver_t *driver)
{
    driver->has_reach = random_chance(self, 0.35);
    driver->one_reach = !self->journey->has_personas || random_chance(self, 0.25);
    const double one = random_real(self, 0.1, 1);
    for (int g = 0; g < TWIN_PERSONAS; g++) {
        driver->reach[g] = !driver->has_reach ? 1 : driver->one_reach ? one : random_real(self, 0.1, 1);
    }
}

/* ---- kinds ---- */

static twin_carryover_t random_carryover(random_t *self)
{
    twin_carryover_t carryover = {.form = random_pick(self, 5)};
    switch (carryover.form) {
    case TWIN_HALF_LIFE:
        carryover.a = random_duration(self, random_real(self, 0.5, 5), &carryover.unit);
        break;
    case TWIN_RETENTION:
        carryover.a = random_real(self, 0.1, 0.9);
        break;
    case TWIN_DELAYED:
        carryover.a = random_real(self, 0.2, 0.9);
        carryover.b = random_chance(self, 0.5) ? random_pick(self, 4) : random_real(self, 0.2, 4);
        break;
    case TWIN_WEIBULL_LAGS:
        carryover.a = random_real(self, 0.7, 3);
        carryover.b = random_duration(self, random_real(self, 0.8, 6), &carryover.unit);
        break;
    default:
        break;
    }
    return carryover;
}

static void random_channel(random_t *self, twin_driver_t *driver)
{
    const double level = random_real(self, 50, 2000);
    driver->spend = random_number(self, level / 2, level, 0.25);
    driver->spend.per = random_period(self);
    if (driver->spend.pieces == 1 && random_chance(self, 0.1)) {
        driver->spend.value[0] = 0;
    }
    if (driver->spend.pieces > 1 || random_chance(self, 0.3)) {
        driver->history = random_fixed(random_real(self, level / 2, level));
        driver->history.per = random_period(self);
    }
    if (random_chance(self, 0.6)) {
        driver->plan = random_over_time(self, 0, 3 * level, 0.6);
        driver->plan.per = driver->plan.series ? TWIN_STEP : driver->spend.per;
        driver->plan.total = driver->plan.pieces > 1 && !driver->plan.series && driver->plan.per == TWIN_STEP &&
                             random_chance(self, 0.4);
    }
    driver->carryover = random_carryover(self);
    const double steps =
        twin_amount(self->journey, &(twin_number_t){.pieces = 1, .value = {1}, .per = driver->spend.per}, 1);
    driver->saturation = random_saturation(self, level * (driver->history.pieces > 0 ? 1 : steps), 0);
    driver->theirs = random_chance(self, 0.2);
}

static void random_lever(random_t *self, twin_driver_t *driver)
{
    driver->today = random_real(self, 0.5, 3);
    if (random_chance(self, 0.7)) {
        driver->plan = random_over_time(self, 0.4, 4, 0.6);
    }
    for (int f = 0; f < self->journey->nflow && driver->ncost < 2; f++) {
        if (random_chance(self, 0.1)) {
            driver->cost_flow[driver->ncost] = f;
            driver->cost[driver->ncost++] = random_real(self, 1, 20);
        }
    }
    driver->cost_per_step = random_chance(self, 0.5) ? random_real(self, 10, 500) : 0;
}

static void random_season(random_t *self, twin_driver_t *driver)
{
    for (int m = 0; m < 12; m++) {
        driver->by_month[m] = random_real(self, 0.3, 1.9);
    }
    driver->weekly = self->journey->step == TWIN_DAY && random_chance(self, 0.5);
    for (int day = 0; day < 7 && driver->weekly; day++) {
        driver->by_weekday[day] = random_real(self, 0.3, 1.9);
    }
}

/* Short ones and long ones, which may run into each other, before, in and after the horizon. */
static void random_event(random_t *self, twin_driver_t *driver)
{
    driver->days = random_chance(self, 0.3) ? 1 : 1 + random_pick(self, 40);
    const int wanted = 1 + random_pick(self, 3);
    for (int k = 0; k < wanted; k++) {
        int *date = driver->date[driver->ndate];
        twin_date(self->journey, 1 + random_pick(self, self->journey->nstep + 1), &date[0], &date[1], &date[2]);
        date[2] = random_chance(self, 0.3) ? date[2] : 1 + random_pick(self, 28);
        bool twice = false;
        for (int other = 0; other < driver->ndate; other++) {
            twice = twice || memcmp(driver->date[other], date, sizeof driver->date[other]) == 0;
        }
        driver->ndate += !twice;
    }
}

static void random_word_of_mouth(random_t *self, twin_driver_t *driver)
{
    driver->from_flows = random_chance(self, 0.4);
    const int wanted = 1 + random_pick(self, 2),
              things = driver->from_flows ? self->journey->nflow : self->journey->nstage;
    const int offset = random_pick(self, things);
    for (int k = 0; k < things && driver->nfrom < wanted; k++) {
        const int thing = (offset + k) % things;
        if (driver->from_flows || self->journey->stages[thing].dwell.law != TWIN_INSTANT) {
            driver->from[driver->nfrom++] = thing;
        }
    }
    driver->saturation = random_saturation(self, random_real(self, 0.05, 0.5), 0.2);
}

static void random_stock(random_t *self, twin_driver_t *driver)
{
    driver->start = random_real(self, 5, 60);
    driver->decay = random_number(self, 0.01, 0.3, 0);
    if (random_chance(self, 0.15)) {
        driver->decay.pieces = 0;
    }
    for (int f = 0; f < self->journey->nflow && driver->ngain < 2; f++) {
        if (random_chance(self, 0.15)) {
            driver->gain_flow[driver->ngain] = f;
            driver->gain[driver->ngain++] = random_real(self, 0.001, 0.05);
        }
    }
    for (int k = 0; k < self->journey->ndriver && driver->ngain_channel < 2; k++) {
        if (self->journey->drivers[k].kind == TWIN_CHANNEL && random_chance(self, 0.3)) {
            driver->gain_channel[driver->ngain_channel] = k;
            driver->channel_gain[driver->ngain_channel++] = random_real(self, 0.5, 8);
        }
    }
    driver->saturation = random_saturation(self, driver->start, 0);
}

/* Of the two stocks that were made last. */
static void random_ratio(random_t *self, twin_driver_t *driver)
{
    int stocks[TWIN_DRIVERS], n = 0;
    for (int k = 0; k < self->journey->ndriver; k++) {
        if (self->journey->drivers[k].kind == TWIN_STOCK) {
            stocks[n++] = k;
        }
    }
    driver->above = stocks[n - 1];
    driver->below = stocks[n - 2];
    driver->empty = random_real(self, 1, 5);
}

static void random_queue(random_t *self, twin_driver_t *driver)
{
    driver->capacity = random_pick(self, self->journey->ncapacity);
    driver->saturation = random_saturation(self, 1, 0.2);
}

/* ---- effects ---- */

static bool has_target(const twin_driver_t *driver, twin_target_t target)
{
    for (int e = 0; e < driver->neffect; e++) {
        const twin_target_t other = driver->effects[e].target;
        if (other.on == target.on && (target.on == TWIN_ON_REVENUE || other.index == target.index)) {
            return true;
        }
    }
    return false;
}

static bool has_revenue(const twin_journey_t *journey)
{
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].revenue.pieces > 0) {
            return true;
        }
    }
    for (int s = 0; s < journey->nstage; s++) {
        if (journey->stages[s].revenue.pieces > 0) {
            return true;
        }
    }
    return false;
}

static bool has_ways_out(const twin_journey_t *journey, int stage)
{
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from == stage && journey->flows[f].to != stage) {
            return journey->stages[stage].dwell.law != TWIN_INSTANT;
        }
    }
    return false;
}

/* False where there is no such target here. */
static bool random_target(random_t *self, const twin_driver_t *driver, twin_target_t *target)
{
    const twin_journey_t *journey = self->journey;
    static const int OFTEN[] = {TWIN_ON_FLOW,         TWIN_ON_FLOW,      TWIN_ON_FLOW,          TWIN_ON_FLOW,
                                TWIN_ON_WAYS_OUT,     TWIN_ON_WAYS_OUT,  TWIN_ON_ARRIVAL,       TWIN_ON_REVENUE,
                                TWIN_ON_FLOW_REVENUE, TWIN_ON_FLOW_COST, TWIN_ON_STAGE_REVENUE, TWIN_ON_STAGE_COST,
                                TWIN_ON_CAPACITY};
    target->on = OFTEN[random_pick(self, 13)];
    switch (target->on) {
    case TWIN_ON_WAYS_OUT:
        target->index = random_pick(self, journey->nstage);
        return has_ways_out(journey, target->index);
    case TWIN_ON_ARRIVAL:
        target->index = random_pick(self, TWIN_ARRIVALS);
        return target->index < journey->narrival;
    case TWIN_ON_REVENUE:
        target->index = 0;
        return has_revenue(journey);
    case TWIN_ON_STAGE_REVENUE:
        target->index = random_pick(self, journey->nstage);
        return journey->stages[target->index].revenue.pieces > 0;
    case TWIN_ON_STAGE_COST:
        target->index = random_pick(self, journey->nstage);
        return journey->stages[target->index].cost.pieces > 0;
    case TWIN_ON_CAPACITY:
        target->index = random_pick(self, TWIN_CAPACITIES);
        return target->index < journey->ncapacity && !driver->has_reach;
    default:
        target->index = random_pick(self, journey->nflow);
        return (target->on != TWIN_ON_FLOW_REVENUE || journey->flows[target->index].revenue.pieces > 0) &&
               (target->on != TWIN_ON_FLOW_COST || journey->flows[target->index].cost.pieces > 0);
    }
}

/* Where xM below 1 of a response above 1 does no harm: a multiplier of 0 shuts the way. On a split or a capacity it
 * would leave nothing to split or to wait for, and today it would leave nothing to observe: a channel's response of
 * today is below 1. */
static bool may_shut(const twin_journey_t *journey, const twin_driver_t *driver, twin_target_t target)
{
    return driver->kind == TWIN_CHANNEL && target.on == TWIN_ON_FLOW && !random_is_share(journey, target.index) &&
           !random_is_sure(journey, target.index);
}

static bool may_add(const random_t *self, const twin_driver_t *driver, twin_target_t target)
{
    if (driver->kind == TWIN_LEVER || driver->kind == TWIN_SEASON || driver->kind == TWIN_RATIO) {
        return false;
    }
    const twin_journey_t *journey = self->journey;
    return target.on == TWIN_ON_ARRIVAL || (target.on == TWIN_ON_FLOW && !random_is_share(journey, target.index) &&
                                            !random_is_sure(journey, target.index));
}

static bool stands_today(const twin_journey_t *journey, const twin_driver_t *driver)
{
    switch (driver->kind) {
    case TWIN_CHANNEL:
        return twin_written(driver->history.pieces > 0 ? &driver->history : &driver->spend, 1) > 0;
    case TWIN_WORD_OF_MOUTH: {
        double sum = 0;
        for (int k = 0; k < driver->nfrom && !driver->from_flows; k++) {
            sum += journey->stages[driver->from[k]].start;
        }
        return sum > 0;
    }
    default:
        return driver->kind == TWIN_STOCK;
    }
}

/* A of `+A`: small against what is written. */
static double random_addition(random_t *self, twin_target_t target)
{
    if (target.on == TWIN_ON_ARRIVAL) {
        return random_rounded(self->journey->arrivals[target.index].amount.value[0] * random_real(self, 0.05, 0.4));
    }
    const double written = self->journey->flows[target.index].value.value[0];
    return written > 0 ? random_rounded(written * random_real(self, 0.05, 0.4)) : random_real(self, 0.01, 0.1);
}

static void random_strength(random_t *self, const twin_driver_t *driver, twin_effect_t *effect)
{
    const bool elastic = driver->kind == TWIN_LEVER || driver->kind == TWIN_STOCK || driver->kind == TWIN_RATIO;
    if (driver->kind == TWIN_SEASON) {
        effect->strength = TWIN_INDEX;
    } else if (may_add(self, driver, effect->target) && random_chance(self, 0.6)) {
        const bool brings = stands_today(self->journey, driver) && random_chance(self, 0.5);
        effect->strength = brings ? TWIN_BRINGS : TWIN_PLUS;
        effect->value = brings ? random_real(self, 0.03, 0.3) : random_addition(self, effect->target);
    } else if (elastic && random_chance(self, 0.5)) {
        effect->strength = TWIN_ELASTICITY;
        effect->value = random_real(self, -0.8, 0.8);
    } else {
        const bool small = driver->kind == TWIN_RATIO;
        const bool any =
            driver->kind == TWIN_LEVER || bounded(driver) || may_shut(self->journey, driver, effect->target);
        effect->strength = TWIN_TIMES;
        effect->value = small ? random_real(self, 1, 1.2) : random_real(self, any ? 0.4 : 1, 2.5);
    }
}

static void random_effects(random_t *self, twin_driver_t *driver)
{
    const int wanted = 1 + random_pick(self, TWIN_EFFECTS);
    for (int k = 0; k < 4 * wanted && driver->neffect < wanted; k++) {
        twin_effect_t effect = {0};
        if (random_target(self, driver, &effect.target) && !has_target(driver, effect.target)) {
            random_strength(self, driver, &effect);
            driver->effects[driver->neffect++] = effect;
        }
    }
}

static void new_driver(random_t *self, int kind, void (*make)(random_t *self, twin_driver_t *driver))
{
    twin_driver_t *driver = &self->journey->drivers[self->journey->ndriver];
    *driver = (twin_driver_t){.kind = kind};
    make(self, driver);
    random_reach(self, driver);
    random_effects(self, driver);
    self->journey->ndriver++;
}

void random_drivers(random_t *self)
{
    static const struct {
        int kind, most;
        double chance;
        void (*make)(random_t *self, twin_driver_t *driver);
    } KINDS[] = {
        {TWIN_CHANNEL, 3, 0.7, random_channel}, {TWIN_LEVER, 2, 0.6, random_lever},
        {TWIN_SEASON, 1, 0.5, random_season},   {TWIN_WORD_OF_MOUTH, 2, 0.5, random_word_of_mouth},
        {TWIN_STOCK, 2, 0.6, random_stock},     {TWIN_EVENT, 2, 0.5, random_event},
    };
    int stocks = 0;
    for (unsigned k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
        for (int n = 0; n < KINDS[k].most; n++) {
            if (random_chance(self, KINDS[k].chance)) {
                new_driver(self, KINDS[k].kind, KINDS[k].make);
                stocks += KINDS[k].kind == TWIN_STOCK;
            }
        }
    }
    if (stocks == 2) {
        new_driver(self, TWIN_RATIO, random_ratio);
    }
    if (self->journey->ncapacity > 0 && random_chance(self, 0.7)) {
        new_driver(self, TWIN_QUEUE, random_queue);
    }
}

/* ---- KPIs ---- */

static void random_stages_of(random_t *self, twin_own_kpi_t *kpi)
{
    const int wanted = 1 + random_pick(self, 3), offset = random_pick(self, self->journey->nstage);
    for (int k = 0; k < self->journey->nstage && kpi->nstage < wanted; k++) {
        const int stage = (offset + k) % self->journey->nstage;
        if (self->journey->stages[stage].dwell.law != TWIN_INSTANT) {
            kpi->weight[kpi->nstage] = random_real(self, 0.1, 1);
            kpi->stage[kpi->nstage++] = stage;
        }
    }
}

static void random_flows_of(random_t *self, twin_own_kpi_t *kpi)
{
    const int wanted = 1 + random_pick(self, 3), offset = random_pick(self, self->journey->nflow);
    for (int k = 0; k < self->journey->nflow && kpi->nflow < wanted; k++) {
        kpi->flow[kpi->nflow++] = (offset + k) % self->journey->nflow;
    }
}

static void random_names_of(random_t *self, twin_own_kpi_t *kpi)
{
    static const char *const ABOVE[] = {"profit", "revenue", "cost", "customers", "present_value", "kpi0"};
    static const char *const BELOW[] = {"population", "purchases", "new_customers", "kpi1"};
    kpi->above = ABOVE[random_pick(self, self->journey->nkpi > 1 ? 6 : 5)];
    kpi->below = BELOW[random_pick(self, self->journey->nkpi > 1 ? 4 : 3)];
}

void random_kpis(random_t *self)
{
    for (int kind = 0; kind < TWIN_KPI_KINDS; kind++) {
        twin_own_kpi_t kpi = {.kind = kind};
        if (!random_chance(self, 0.6)) {
            continue;
        }
        switch (kind) {
        case TWIN_COUNT:
            random_flows_of(self, &kpi);
            break;
        case TWIN_MONEY:
            random_flows_of(self, &kpi);
            random_stages_of(self, &kpi);
            break;
        case TWIN_RATIO_OF_KPIS:
            random_names_of(self, &kpi);
            break;
        default:
            random_stages_of(self, &kpi);
        }
        kpi.weighted = kind == TWIN_TIME && random_chance(self, 0.6);
        const bool discounted = (kind == TWIN_TIME || kind == TWIN_MONEY) && random_chance(self, 0.6);
        kpi.discount = discounted ? random_real(self, 0.01, 0.15) : 0;
        self->journey->kpis[self->journey->nkpi++] = kpi;
    }
}

/* ---- targets ---- */

/* Whether the step's last day, which is put into the target, is a month's. */
static bool ends_a_month(const twin_journey_t *journey, int step, twin_target_kpi_t *target)
{
    target->step = step;
    twin_last_day(journey, step, &target->year, &target->month, &target->day);
    return target->day == twin_days_in_month(target->year, target->month);
}

/* By a step, by that step's last day, or by the month that it ends. */
static void random_by(random_t *self, twin_target_kpi_t *target)
{
    const int nstep = self->journey->nstep, from = random_pick(self, nstep);
    target->by = random_pick(self, 4);
    for (int k = 0; target->by == TWIN_BY_MONTH && k < nstep; k++) {
        if (ends_a_month(self->journey, (from + k) % nstep + 1, target)) {
            return;
        }
    }
    ends_a_month(self->journey, from + 1, target);
    if (target->by == TWIN_BY_MONTH) {
        target->by = TWIN_BY_DAY;
    }
}

static void random_target_kpi(random_t *self, twin_target_kpi_t *target)
{
    static const char *const NAMES[] = {"population", "customers", "purchases", "new_customers", "revenue",
                                        "cost",       "spend",     "profit",    "present_value", "waiting_peak"};
    const int channel = random_pick(self, self->journey->ndriver + 1);
    if (self->journey->nkpi > 0 && random_chance(self, 0.4)) {
        snprintf(target->kpi, sizeof target->kpi, "kpi%d", random_pick(self, self->journey->nkpi));
    } else if (channel < self->journey->ndriver && self->journey->drivers[channel].kind == TWIN_CHANNEL &&
               !self->journey->drivers[channel].theirs) {
        snprintf(target->kpi, sizeof target->kpi, "spend.d%d", channel);
    } else {
        snprintf(target->kpi, sizeof target->kpi, "%s", NAMES[random_pick(self, 10)]);
    }
}

static bool has_target_of(const twin_journey_t *journey, const char *kpi)
{
    for (int k = 0; k < journey->ntarget; k++) {
        if (strcmp(journey->targets[k].kpi, kpi) == 0) {
            return true;
        }
    }
    return false;
}

/* Bounds near what the twin finds, on both sides. */
void random_targets(random_t *self)
{
    twin_journey_t *journey = self->journey;
    for (int wanted = random_pick(self, TWIN_TARGETS + 1); wanted > 0; wanted--) {
        twin_target_kpi_t target = {.at_least = random_chance(self, 0.6)};
        random_target_kpi(self, &target);
        random_by(self, &target);
        if (!has_target_of(journey, target.kpi)) {
            journey->targets[journey->ntarget++] = target;
        }
    }
    twin_result_t *result = malloc(sizeof *result);
    twin_run(journey, result);
    for (int k = 0; k < journey->ntarget; k++) {
        const bool found = isfinite(result->target[k]) && result->target[k] != 0;
        journey->targets[k].bound = random_rounded(found ? result->target[k] * random_real(self, 0.5, 1.5) : 1);
    }
    free(result);
}
