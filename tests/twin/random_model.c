/* Random journeys: stages, personas, flows, arrivals, capacities. */
#include "twin/random_model.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "twin/random_parts.h"
#include "twin/twin_parts.h"

/* ---- draws ---- */

bool random_chance(random_t *self, double p)
{
    return pk_stream_uniform(&self->stream) < p;
}

int random_pick(random_t *self, int n)
{
    return (int)(pk_stream_uniform(&self->stream) * n);
}

double random_rounded(double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.3g", value);
    return strtod(text, NULL);
}

double random_real(random_t *self, double low, double high)
{
    return random_rounded(low + (high - low) * pk_stream_uniform(&self->stream));
}

twin_number_t random_fixed(double value)
{
    return (twin_number_t){.pieces = 1, .value = {value}};
}

twin_number_t random_number(random_t *self, double low, double high, double schedule)
{
    twin_number_t number = {.pieces = 1};
    if (random_chance(self, schedule)) {
        number.pieces = 2 + random_pick(self, 2);
        number.by_date = random_chance(self, 0.4);
    }
    int until = 0;
    for (int k = 0; k < number.pieces; k++) {
        until += 1 + random_pick(self, 5);
        number.value[k] = random_real(self, low, high);
        number.until[k] = until;
    }
    return number;
}

twin_number_t random_over_time(random_t *self, double low, double high, double schedule)
{
    twin_number_t number = random_number(self, low, high, schedule);
    twin_journey_t *journey = self->journey;
    if (number.pieces == 1 || journey->ncolumn == TWIN_COLUMNS || random_chance(self, 0.6)) {
        return number;
    }
    number.column = ++journey->ncolumn;
    number.series = journey->columns[number.column];
    journey->column_by_date[number.column] = number.by_date;
    for (int t = 0; t <= TWIN_STEPS; t++) {
        journey->columns[number.column][t] = random_real(self, low, high);
    }
    return number;
}

void random_per(random_t *self, twin_number_t *number)
{
    const twin_unit_t per = random_period(self);
    number->per = number->series ? TWIN_STEP : per;
}

twin_unit_t random_period(random_t *self)
{
    const int step = (int)self->journey->step;
    return random_chance(self, 0.7) ? TWIN_STEP : (twin_unit_t)(step + random_pick(self, (int)TWIN_YEAR - step + 1));
}

double random_duration(random_t *self, double steps, twin_unit_t *unit)
{
    *unit = random_chance(self, 0.5) ? TWIN_STEP : (twin_unit_t)(1 + random_pick(self, 4));
    return random_rounded(steps / twin_duration(self->journey, 1, *unit));
}

/* ---- stages ---- */

static twin_dwell_t random_dwell(random_t *self)
{
    static const int LAWS[] = {TWIN_FIXED, TWIN_EXPONENTIAL, TWIN_UNIFORM, TWIN_WEIBULL, TWIN_GAMMA, TWIN_LOGNORMAL};
    twin_dwell_t dwell = {.law = LAWS[random_pick(self, 6)], .by_mean = true};
    const double mean = random_real(self, 1.2, 6);
    const double a = random_duration(self, mean, &dwell.unit), unit = a / mean;
    dwell.a = a;
    switch (dwell.law) {
    case TWIN_FIXED:
        dwell.by_mean = false;
        break;
    case TWIN_EXPONENTIAL:
        dwell.by_mean = random_chance(self, 0.5);
        break;
    case TWIN_UNIFORM:
        dwell.by_mean = false;
        dwell.b = random_rounded(a + random_real(self, 0.5, 5) * unit);
        break;
    case TWIN_WEIBULL:
        dwell.by_mean = random_chance(self, 0.5);
        dwell.b = a;
        dwell.a = random_real(self, 0.8, 4);
        break;
    case TWIN_GAMMA:
        dwell.by_mean = random_chance(self, 0.5);
        dwell.b = dwell.by_mean ? random_rounded(a * random_real(self, 0.3, 1.2)) : random_rounded(a / 2);
        dwell.a = dwell.by_mean ? a : random_real(self, 0.7, 4);
        break;
    default:
        dwell.by_mean = random_chance(self, 0.5);
        dwell.b = dwell.by_mean ? random_rounded(a * random_real(self, 0.3, 0.8)) : random_real(self, 0.2, 0.6);
        dwell.a = dwell.by_mean ? a : random_real(self, 0.2, 1.7);
    }
    return dwell;
}

static void random_stage(random_t *self, int index)
{
    twin_stage_t *stage = &self->journey->stages[index];
    stage->role = (twin_role_t)random_pick(self, 5);
    const double kind = random_real(self, 0, 1);
    if (index > 0 && kind < 0.2) {
        stage->dwell.law = TWIN_INSTANT;
    } else if (kind < 0.55) {
        stage->dwell = random_dwell(self);
        stage->steady = random_chance(self, 0.5);
    }
    if (random_chance(self, 0.25)) {
        stage->entry_cost = random_real(self, 1, 30);
    }
    if (stage->dwell.law == TWIN_INSTANT) {
        return;
    }
    if (random_chance(self, 0.3)) {
        stage->cost = random_over_time(self, 0.1, 5, 0.2);
        random_per(self, &stage->cost);
    }
    if (random_chance(self, 0.2)) {
        stage->revenue = random_over_time(self, 0.1, 8, 0.2);
        random_per(self, &stage->revenue);
    }
    if (random_chance(self, 0.25)) {
        stage->end_value = random_real(self, 1, 100);
    }
}

static void random_start(random_t *self)
{
    double sum = 0;
    for (int s = 1; s < self->journey->nstage; s++) {
        if (self->journey->stages[s].dwell.law != TWIN_INSTANT && random_chance(self, 0.6)) {
            self->journey->stages[s].start = random_real(self, 0.01, 0.15);
            sum += self->journey->stages[s].start;
        }
    }
    self->journey->stages[0].start = 1 - sum;
    self->journey->stages[0].start_rest = true;
}

static void random_personas(random_t *self)
{
    self->journey->npersona = 1 + random_pick(self, TWIN_PERSONAS);
    self->journey->has_personas = self->journey->npersona > 1;
    double sum = 0;
    for (int g = 0; g < self->journey->npersona - 1; g++) {
        self->journey->share[g] = random_real(self, 0.1, 0.45);
        sum += self->journey->share[g];
    }
    self->journey->share[self->journey->npersona - 1] = 1 - sum;
}

/* ---- flows ---- */

bool random_is_share(const twin_journey_t *journey, int flow)
{
    return journey->flows[flow].way == TWIN_SHARE;
}

bool random_is_sure(const twin_journey_t *journey, int flow)
{
    const twin_flow_t *f = &journey->flows[flow];
    double sum = 0;
    for (int other = 0; other < journey->nflow; other++) {
        const twin_flow_t *o = &journey->flows[other];
        const bool together = twin_is_event(journey, flow) ? other == flow : !twin_is_event(journey, other);
        sum += together && o->from == f->from && o->way == TWIN_PROBABILITY && o->value.pieces == 1 ? o->value.value[0]
                                                                                                    : 0;
    }
    return f->way == TWIN_PROBABILITY && sum > 1 - 1e-6;
}

static twin_change_t random_change(random_t *self, double least, double most, double low, double high, double schedule)
{
    twin_change_t change = {.kind = random_chance(self, 0.5) ? TWIN_FACTOR : TWIN_ABSOLUTE};
    change.number = change.kind == TWIN_FACTOR ? random_number(self, least, most, schedule)
                                               : random_over_time(self, low, high, schedule);
    return change;
}

/* Money that is given back: in every step, or at first. */
static void random_refund(random_t *self, twin_number_t *revenue)
{
    if (revenue->series != NULL || !random_chance(self, 0.2)) {
        return;
    }
    for (int k = 0; k < (random_chance(self, 0.5) ? 1 : revenue->pieces); k++) {
        revenue->value[k] = -revenue->value[k];
    }
}

/* Money, and what a lever's cost and a cost that is a share of the revenue depend on. */
static void random_money(random_t *self, twin_flow_t *flow)
{
    if (random_chance(self, 0.4)) {
        flow->revenue = random_over_time(self, 10, 300, 0.2);
        random_refund(self, &flow->revenue);
    }
    if (random_chance(self, 0.4)) {
        flow->cost_of_revenue = flow->revenue.pieces > 0 && random_chance(self, 0.5);
        flow->cost = flow->cost_of_revenue ? random_number(self, 0.2, 0.8, 0.2) : random_over_time(self, 5, 120, 0.2);
    }
}

/* A probability or a rate, so small that `ways` of them with every change sum to less than 1. */
static void random_way(random_t *self, twin_flow_t *flow, int ways)
{
    const double low = 0.02 / ways, high = 0.5 / ways;
    flow->way = random_chance(self, 0.3) ? TWIN_RATE : TWIN_PROBABILITY;
    flow->value = random_over_time(self, low, high, 0.15);
    random_per(self, &flow->value);
    if (self->journey->without_marketing && random_chance(self, 0.1)) {
        flow->value = random_fixed(0);
    }
    for (int g = 0; g < self->journey->npersona && self->journey->has_personas; g++) {
        if (random_chance(self, 0.25)) {
            flow->persona[g] = random_change(self, 0.5, 1.3, low, high, 0);
            if (flow->persona[g].kind == TWIN_ABSOLUTE) {
                random_per(self, &flow->persona[g].number);
            }
        }
    }
    if (random_chance(self, 0.25)) {
        flow->conversion = random_change(self, 0.4, 1.3, low, high, 0.4);
        if (flow->conversion.kind == TWIN_ABSOLUTE) {
            random_per(self, &flow->conversion.number);
        }
    }
}

static twin_flow_t *new_flow(random_t *self, int from, int to)
{
    twin_flow_t *flow = &self->journey->flows[self->journey->nflow++];
    *flow = (twin_flow_t){.from = from, .to = to};
    random_money(self, flow);
    return flow;
}

/* A row of a persona's own that sums to 1; or one share of its own, where `rest` takes what is left. */
static void random_persona_shares(random_t *self, twin_flow_t *first, int ways, int persona)
{
    if (first[ways - 1].rest) {
        first[random_pick(self, ways - 1)].persona[persona] = random_change(self, 0.7, 1.15, 0.15, 0.4, 0);
        return;
    }
    double left = 1;
    for (int k = 0; k < ways; k++) {
        const double share = k == ways - 1 ? left : random_real(self, 0.8 / ways, 1.15 / ways);
        first[k].persona[persona] = (twin_change_t){TWIN_ABSOLUTE, random_fixed(random_rounded(share))};
        left = random_rounded(left - share);
    }
}

/* Shares of the ways out that sum to 1, the last perhaps as `rest`; some converted, some changed by persona. */
static void random_shares(random_t *self, twin_flow_t *first, int ways)
{
    double left = 1;
    for (int k = 0; k < ways; k++) {
        const double share = k == ways - 1 ? left : random_real(self, 0.8 / ways, 1.15 / ways);
        first[k].way = TWIN_SHARE;
        first[k].value = random_fixed(random_rounded(share));
        left = random_rounded(left - share);
    }
    first[ways - 1].rest = random_chance(self, 0.5);
    if (ways == 1) {
        return;
    }
    for (int k = 0; k < ways - 1; k++) {
        if (random_chance(self, 0.4)) {
            first[k].conversion = random_change(self, 0.7, 1.1, 0.4 / ways, 1.1 / ways, 0.4);
        }
    }
    for (int g = 0; g < self->journey->npersona && self->journey->has_personas; g++) {
        if (random_chance(self, 0.4)) {
            random_persona_shares(self, first, ways, g);
        }
    }
}

/* Everybody leaves: probabilities that sum to 1. */
static void random_sure(random_t *self, twin_flow_t *first, int ways)
{
    random_shares(self, first, ways);
    for (int k = 0; k < ways; k++) {
        first[k].way = TWIN_PROBABILITY;
        first[k].rest = false;
        first[k].conversion.kind = TWIN_UNCHANGED;
        for (int g = 0; g < TWIN_PERSONAS; g++) {
            first[k].persona[g].kind = TWIN_UNCHANGED;
        }
    }
}

/* A row that is drawn at once; at most 0.7 leave, so that a conversion finds room. */
static void random_exits(random_t *self, twin_stage_t *stage, twin_flow_t *first, int ways)
{
    stage->concentration = 1e28;
    for (int k = 0; k < ways; k++) {
        first[k].way = TWIN_PROBABILITY;
        first[k].by_exits = true;
        first[k].declared = first[k].revenue.pieces + first[k].cost.pieces > 0 || random_chance(self, 0.5);
        first[k].value = random_fixed(random_real(self, 0.02 / ways, 0.7 / ways));
        if (random_chance(self, 0.3)) {
            first[k].conversion = (twin_change_t){TWIN_FACTOR, random_number(self, 0.4, 1.3, 0.4)};
        }
    }
}

static bool may_go(const twin_journey_t *journey, int from, int to)
{
    const bool here = journey->stages[from].dwell.law == TWIN_INSTANT;
    const bool there = journey->stages[to].dwell.law == TWIN_INSTANT;
    return from != to && (!here || !there || to > from);
}

static void random_event(random_t *self, int stage)
{
    twin_flow_t *flow = new_flow(self, stage, stage);
    random_way(self, flow, 1);
    if (random_chance(self, 0.2)) {
        *flow = (twin_flow_t){.from = stage, .to = stage, .way = TWIN_PROBABILITY, .value = random_fixed(1)};
        random_money(self, flow);
    }
}

static bool has_flow(const twin_journey_t *journey, int from, int to)
{
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from == from && journey->flows[f].to == to) {
            return true;
        }
    }
    return false;
}

/* Ways out that compete with a stay, and an event of those who are there. */
static void random_competing(random_t *self, int stage)
{
    const int first = self->journey->nflow, wanted = random_chance(self, 0.55) ? 1 + random_pick(self, 2) : 0;
    const int offset = random_pick(self, self->journey->nstage);
    for (int k = 0; k < self->journey->nstage && self->journey->nflow - first < wanted; k++) {
        const int to = (offset + k) % self->journey->nstage;
        if (to != stage && !has_flow(self->journey, stage, to)) {
            new_flow(self, stage, to);
        }
    }
    const int ways = self->journey->nflow - first;
    if (ways > 0 && random_chance(self, 0.1)) {
        random_sure(self, &self->journey->flows[first], ways);
    } else {
        for (int k = 0; k < ways; k++) {
            random_way(self, &self->journey->flows[first + k], ways);
        }
    }
    if (!has_flow(self->journey, stage, stage) && random_chance(self, 0.4)) {
        random_event(self, stage);
    }
}

static void random_ways_out(random_t *self, int stage)
{
    const int law = (int)self->journey->stages[stage].dwell.law;
    const int first = self->journey->nflow, wanted = 1 + random_pick(self, 3);
    if (law == TWIN_PLAIN && stage > 0 && random_chance(self, 0.1)) {
        return;
    }
    const int offset = random_pick(self, self->journey->nstage);
    for (int k = 0; k < self->journey->nstage && self->journey->nflow - first < wanted; k++) {
        const int to = (offset + k) % self->journey->nstage;
        if (may_go(self->journey, stage, to)) {
            new_flow(self, stage, to);
        }
    }
    if (law != TWIN_PLAIN && law != TWIN_INSTANT && random_chance(self, 0.4)) {
        new_flow(self, stage, stage);
    }
    const int ways = self->journey->nflow - first;
    if (law != TWIN_PLAIN) {
        random_shares(self, &self->journey->flows[first], ways);
    } else if (ways > 0 && random_chance(self, 0.2)) {
        random_exits(self, &self->journey->stages[stage], &self->journey->flows[first], ways);
    } else if (random_chance(self, 0.15)) {
        random_sure(self, &self->journey->flows[first], ways);
    } else {
        for (int k = 0; k < ways; k++) {
            random_way(self, &self->journey->flows[first + k], ways);
        }
    }
    if (law == TWIN_PLAIN && random_chance(self, 0.4)) {
        random_event(self, stage);
    }
    if (law != TWIN_PLAIN && law != TWIN_INSTANT) {
        random_competing(self, stage);
    }
}

/* ---- arrivals and capacities ---- */

static void random_arrivals(random_t *self)
{
    const int wanted = random_chance(self, 0.5) ? 1 + random_pick(self, TWIN_ARRIVALS) : 0;
    for (int s = 0; s < self->journey->nstage && self->journey->narrival < wanted; s++) {
        if (self->journey->stages[s].dwell.law != TWIN_INSTANT && random_chance(self, 0.6)) {
            twin_arrival_t *arrival = &self->journey->arrivals[self->journey->narrival++];
            arrival->stage = s;
            arrival->amount = random_over_time(self, 5, 200, 0.25);
            random_per(self, &arrival->amount);
        }
    }
}

static bool is_used(const twin_journey_t *journey, int flow)
{
    for (int c = 0; c < journey->ncapacity; c++) {
        for (int u = 0; u < journey->capacities[c].nuse; u++) {
            if (journey->capacities[c].flow[u] == flow) {
                return true;
            }
        }
    }
    return false;
}

static void random_capacities(random_t *self)
{
    const int wanted = random_chance(self, 0.5) ? 1 + random_pick(self, TWIN_CAPACITIES) : 0;
    for (int c = 0; c < wanted; c++) {
        twin_capacity_t capacity = {0};
        for (int f = 0; f < self->journey->nflow && capacity.nuse < 3; f++) {
            const bool instant = self->journey->stages[self->journey->flows[f].from].dwell.law == TWIN_INSTANT;
            if (!instant && !is_used(self->journey, f) && random_chance(self, 0.3)) {
                capacity.units[capacity.nuse] = random_real(self, 0.5, 2);
                capacity.flow[capacity.nuse++] = f;
            }
        }
        if (capacity.nuse > 0) {
            const double people = twin_population(self->journey);
            capacity.per_step = random_over_time(self, 0.005 * people, 0.1 * people, 0.3);
            if (random_chance(self, 0.2)) {
                random_per(self, &capacity.per_step);
            }
            self->journey->capacities[self->journey->ncapacity++] = capacity;
        }
    }
}

/* ---- the whole ---- */

static void random_frame(random_t *self)
{
    twin_journey_t *journey = self->journey;
    journey->step = (twin_unit_t)(1 + random_pick(self, 4));
    journey->discount = random_chance(self, 0.7) ? random_rounded(random_real(self, 0.01, 0.2)) : 0;
    const double people = random_real(self, 1000, 100000);
    journey->model_population = random_chance(self, 0.8) ? people : 0;
    if (journey->model_population == 0 || random_chance(self, 0.5)) {
        journey->scenario_population = random_rounded(people * random_real(self, 0.3, 3));
    }
    journey->without_marketing = random_chance(self, 0.3);
    journey->start_year = 2024 + random_pick(self, 4);
    journey->start_month = 1 + random_pick(self, 12);
    journey->start_day = random_chance(self, 0.3) ? 28 : 1 + random_pick(self, 28);
    if (journey->start_month % 2 == 1 && journey->start_month < 8 && random_chance(self, 0.4)) {
        journey->start_day = 31;
    }
    journey->nstep = 6 + random_pick(self, TWIN_STEPS - 6);
    journey->nstage = 4 + random_pick(self, TWIN_STAGES - 3);
}

/* Makes additions smaller until nobody brings more than there is. */
static void tame(twin_journey_t *journey)
{
    twin_result_t *result = malloc(sizeof *result);
    for (twin_run(journey, result); result->least_organic < 0; twin_run(journey, result)) {
        for (int k = 0; k < journey->ndriver; k++) {
            for (int e = 0; e < journey->drivers[k].neffect; e++) {
                twin_effect_t *effect = &journey->drivers[k].effects[e];
                const bool addition = effect->strength == TWIN_PLUS || effect->strength == TWIN_BRINGS;
                effect->value = addition ? random_rounded(effect->value / 2) : effect->value;
            }
        }
    }
    free(result);
}

void twin_random(uint64_t seed, int number, twin_journey_t *journey)
{
    *journey = (twin_journey_t){0};
    random_t self = {.stream = pk_stream_at(seed, (uint64_t)number, PK_PURPOSE_ASSUMPTION, 0, 0), .journey = journey};
    random_frame(&self);
    random_personas(&self);
    for (int s = 0; s < journey->nstage; s++) {
        random_stage(&self, s);
    }
    random_start(&self);
    for (int s = 0; s < journey->nstage; s++) {
        random_ways_out(&self, s);
    }
    random_arrivals(&self);
    random_capacities(&self);
    random_drivers(&self);
    random_kpis(&self);
    tame(journey);
    random_targets(&self);
}
