/* A step of the journey: drivers, events, moves (then instant stages), arrivals, stocks and money (section 6). */
#include "twin/twin.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "twin/twin_parts.h"

typedef struct {
    const twin_journey_t *journey;
    twin_result_t *result;
    int step;
    twin_effects_t effects;
    int ages; /* nobody's age is this or above */
    double count[TWIN_PERSONAS][TWIN_STAGES][TWIN_AGES];
    double stay[TWIN_STAGES][TWIN_AGES];      /* 1 - h(a) */
    double split[TWIN_PERSONAS][TWIN_FLOWS];  /* probability; of a way out with a share the share of leavers */
    double speed[TWIN_PERSONAS][TWIN_STAGES]; /* of leaving a stage with a dwell time, as a multiple */
    double fits[TWIN_FLOWS];                  /* part of those who would go this way for whom there is room */
    double entered[TWIN_PERSONAS][TWIN_STAGES];
} twin_t;

static const twin_stage_t *stage_of(const twin_t *self, int stage)
{
    return &self->journey->stages[stage];
}

static bool is_instant(const twin_t *self, int stage)
{
    return stage_of(self, stage)->dwell.law == TWIN_INSTANT;
}

/* ---- step 0 ---- */

static void record_stages(twin_t *self)
{
    for (int g = 0; g < self->journey->npersona; g++) {
        for (int s = 0; s < self->journey->nstage; s++) {
            double sum = 0;
            for (int a = 0; a < self->ages; a++) {
                sum += self->count[g][s][a];
            }
            self->result->stage[self->step][g][s] = sum;
        }
    }
}

/* Today's rates of the ways out that compete with a stay, together: with today's drivers, before the scenario's
 * conversions, which are of the time from step 1 on. */
static double leaving_today(const twin_t *self, int stage, int persona)
{
    static twin_journey_t today;
    today = *self->journey;
    for (int f = 0; f < today.nflow; f++) {
        today.flows[f].conversion.kind = TWIN_UNCHANGED;
    }
    double least = 0, written[TWIN_FLOWS] = {0}, sum = 0, all = 0;
    const twin_effects_t effects = {
        .journey = &today, .today = self->effects.today, .now = self->effects.today, .least_organic = &least};
    twin_probabilities(&today, stage, persona, 1, written);
    for (int f = 0; f < today.nflow; f++) {
        sum += today.flows[f].from == stage && today.flows[f].way == TWIN_PROBABILITY && !twin_is_event(&today, f)
                   ? written[f]
                   : 0;
    }
    if (sum >= 1 - 1e-9) {
        return INFINITY;
    }
    for (int f = 0; f < today.nflow; f++) {
        if (today.flows[f].from != stage || today.flows[f].way == TWIN_SHARE || twin_is_event(&today, f)) {
            continue;
        }
        const double observed = today.flows[f].way == TWIN_RATE ? written[f]
                                : written[f] > 0                ? -log1p(-sum) * written[f] / sum
                                                                : 0;
        all += twin_rate(&effects, f, persona, observed);
    }
    return all;
}

static void start(twin_t *self)
{
    const double population = twin_population(self->journey);
    static double share[TWIN_AGES];
    self->ages = 1;
    for (int s = 0; s < self->journey->nstage; s++) {
        for (int g = 0; g < self->journey->npersona; g++) {
            int ages = 1;
            share[0] = 1;
            if (twin_has_ages(stage_of(self, s))) {
                ages = twin_start_ages(self->journey, stage_of(self, s), leaving_today(self, s, g), share);
            }
            for (int a = 0; a < ages; a++) {
                self->count[g][s][a] = population * self->journey->share[g] * stage_of(self, s)->start * share[a];
            }
            self->ages = ages > self->ages ? ages : self->ages;
        }
    }
    assert(self->ages + self->journey->nstep < TWIN_AGES);
    for (int s = 0; s < self->journey->nstage; s++) {
        if (twin_has_ages(stage_of(self, s))) {
            twin_stays(self->journey, stage_of(self, s), self->ages + self->journey->nstep, self->stay[s]);
        }
    }
    for (int k = 0; k < self->journey->ndriver; k++) {
        self->result->stock[0][k] = self->journey->drivers[k].start;
    }
    record_stages(self);
    for (int g = 0; g < self->journey->npersona; g++) {
        for (int s = 0; s < self->journey->nstage; s++) {
            self->result->stage_cost[0][g][s] = self->result->stage[0][g][s] * stage_of(self, s)->entry_cost;
        }
    }
}

/* ---- rates ---- */

/* Who leave a stage with a dwell time, or an instant one, split by share times multipliers, normalised. */
static void split_of_shares(twin_t *self, int stage, int persona)
{
    double share[TWIN_FLOWS] = {0}, sum = 0;
    twin_shares(self->journey, stage, persona, self->step, share);
    for (int f = 0; f < self->journey->nflow; f++) {
        if (self->journey->flows[f].from == stage && self->journey->flows[f].way == TWIN_SHARE) {
            share[f] *= twin_quotient(&self->effects, (twin_target_t){TWIN_ON_FLOW, f}, persona);
            sum += share[f];
        }
    }
    for (int f = 0; f < self->journey->nflow; f++) {
        if (self->journey->flows[f].from == stage && self->journey->flows[f].way == TWIN_SHARE) {
            self->split[persona][f] = share[f] / sum;
        }
    }
}

/* A sure exit stays sure: p proportional to p times now / today. */
static void split_of_sure(twin_t *self, int stage, int persona, const double *p)
{
    double weight[TWIN_FLOWS] = {0}, sum = 0;
    for (int f = 0; f < self->journey->nflow; f++) {
        if (self->journey->flows[f].from == stage && !twin_is_event(self->journey, f)) {
            weight[f] = p[f] * twin_quotient(&self->effects, (twin_target_t){TWIN_ON_FLOW, f}, persona) *
                        twin_quotient(&self->effects, (twin_target_t){TWIN_ON_WAYS_OUT, stage}, persona);
            sum += weight[f];
        }
    }
    for (int f = 0; f < self->journey->nflow; f++) {
        if (self->journey->flows[f].from == stage && !twin_is_event(self->journey, f)) {
            self->split[persona][f] = weight[f] / sum;
        }
    }
}

/* How often an event happens to one who is there. */
static double event(twin_t *self, int flow, int persona, double written)
{
    if (self->journey->flows[flow].way == TWIN_RATE) {
        return twin_rate(&self->effects, flow, persona, written);
    }
    if (written >= 1 - 1e-9) {
        return fmin(1, twin_quotient(&self->effects, (twin_target_t){TWIN_ON_FLOW, flow}, persona));
    }
    return -expm1(-twin_rate(&self->effects, flow, persona, -log1p(-written)));
}

/* p_ij = r_ij / R (1 - e^-R) of the ways out that have probabilities or rates, and the events. */
static void split_of_rates(twin_t *self, int stage, int persona)
{
    const twin_journey_t *journey = self->journey;
    double written[TWIN_FLOWS] = {0}, rate[TWIN_FLOWS] = {0}, sum = 0, all = 0;
    twin_probabilities(journey, stage, persona, self->step, written);
    for (int f = 0; f < journey->nflow; f++) {
        const bool exits = journey->flows[f].from == stage && !twin_is_event(journey, f);
        sum += exits && journey->flows[f].way == TWIN_PROBABILITY ? written[f] : 0;
        if (journey->flows[f].from == stage && !exits) {
            self->split[persona][f] = event(self, f, persona, written[f]);
        }
    }
    if (sum >= 1 - 1e-9) {
        split_of_sure(self, stage, persona, written);
        return;
    }
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from != stage || twin_is_event(journey, f)) {
            continue;
        }
        const bool hazard = journey->flows[f].way == TWIN_RATE;
        const double observed = hazard ? written[f] : (sum > 0 ? -log1p(-sum) * written[f] / sum : 0);
        rate[f] = twin_rate(&self->effects, f, persona, observed);
        all += rate[f];
    }
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from == stage && !twin_is_event(journey, f)) {
            self->split[persona][f] = all > 0 ? rate[f] / all * -expm1(-all) : 0;
        }
    }
}

static void find_splits(twin_t *self)
{
    for (int g = 0; g < self->journey->npersona; g++) {
        for (int s = 0; s < self->journey->nstage; s++) {
            split_of_rates(self, s, g);
            split_of_shares(self, s, g);
            self->speed[g][s] = twin_quotient(&self->effects, (twin_target_t){TWIN_ON_WAYS_OUT, s}, g);
        }
    }
}

/* ---- moves ---- */

/* The ways out that compete with a stay come first: the chance to leave by one of them. */
static double compete(const twin_t *self, int stage, int persona)
{
    double sum = 0;
    for (int f = 0; f < self->journey->nflow; f++) {
        const bool exits = self->journey->flows[f].from == stage && !twin_is_event(self->journey, f);
        sum += exits && self->journey->flows[f].way != TWIN_SHARE ? self->split[persona][f] : 0;
    }
    return sum;
}

/* Chance that one of an age goes this way, or how often an event happens to them, were there room. */
static double chance(const twin_t *self, int flow, int persona, int age)
{
    const int stage = self->journey->flows[flow].from;
    if (!twin_has_ages(stage_of(self, stage))) {
        return self->split[persona][flow];
    }
    if (self->journey->flows[flow].way != TWIN_SHARE) {
        return self->split[persona][flow]; /* whatever their age */
    }
    const double stays = self->stay[stage][age];
    const double leaves = stays == 0 ? 1 : 1 - pow(stays, self->speed[persona][stage]);
    return (1 - compete(self, stage, persona)) * leaves * self->split[persona][flow];
}

static double would_go(const twin_t *self, int flow, int persona)
{
    double sum = 0;
    for (int a = 0; a < self->ages; a++) {
        sum += self->count[persona][self->journey->flows[flow].from][a] * chance(self, flow, persona, a);
    }
    return sum;
}

/* More than fit: all are scaled down alike, and the rest are waiting, in units. */
static void find_room(twin_t *self)
{
    for (int f = 0; f < self->journey->nflow; f++) {
        self->fits[f] = 1;
    }
    for (int c = 0; c < self->journey->ncapacity; c++) {
        const twin_capacity_t *capacity = &self->journey->capacities[c];
        const double room = twin_amount(self->journey, &capacity->per_step, self->step) *
                            twin_quotient(&self->effects, (twin_target_t){TWIN_ON_CAPACITY, c}, 0);
        double asked = 0;
        for (int u = 0; u < capacity->nuse; u++) {
            for (int g = 0; g < self->journey->npersona; g++) {
                asked += capacity->units[u] * would_go(self, capacity->flow[u], g);
            }
        }
        for (int u = 0; u < capacity->nuse && asked > room; u++) {
            self->fits[capacity->flow[u]] = room / asked;
        }
        self->result->room[self->step][c] = room;
        self->result->waiting[self->step][c] = fmax(0, asked - room);
    }
}

/* Who do not move stay and are a step older; who move are at age 0. An event moves nobody. */
static void move(twin_t *self, int stage, int persona)
{
    double *count = self->count[persona][stage], stay[TWIN_AGES] = {0};
    for (int a = 0; a < self->ages; a++) {
        double leave = 0;
        for (int f = 0; f < self->journey->nflow; f++) {
            if (self->journey->flows[f].from != stage || count[a] == 0) {
                continue;
            }
            const double part = chance(self, f, persona, a) * self->fits[f];
            self->result->flow[self->step][persona][f] += count[a] * part;
            if (!twin_is_event(self->journey, f)) {
                self->entered[persona][self->journey->flows[f].to] += count[a] * part;
                leave += part;
            }
        }
        stay[twin_has_ages(stage_of(self, stage)) ? a + 1 : 0] += count[a] * (1 - leave);
    }
    for (int a = 0; a <= self->ages; a++) {
        count[a] = stay[a];
    }
}

/* Who enter an instant stage leave it in the same step. No cycles, so as many rounds as stages reach everybody. */
static void pass_on(twin_t *self, int persona)
{
    double here[TWIN_STAGES] = {0};
    for (int s = 0; s < self->journey->nstage; s++) {
        here[s] = is_instant(self, s) ? self->entered[persona][s] : 0;
    }
    for (int round = 0; round < self->journey->nstage; round++) {
        double next[TWIN_STAGES] = {0};
        for (int f = 0; f < self->journey->nflow; f++) {
            const twin_flow_t *flow = &self->journey->flows[f];
            const double people = is_instant(self, flow->from) ? here[flow->from] * self->split[persona][f] : 0;
            self->result->flow[self->step][persona][f] += people;
            self->entered[persona][flow->to] += people;
            next[flow->to] += is_instant(self, flow->to) ? people : 0;
        }
        for (int s = 0; s < self->journey->nstage; s++) {
            here[s] = next[s];
        }
    }
}

static void move_everybody(twin_t *self)
{
    for (int g = 0; g < self->journey->npersona; g++) {
        for (int s = 0; s < self->journey->nstage; s++) {
            self->entered[g][s] = 0;
        }
        for (int s = 0; s < self->journey->nstage; s++) {
            move(self, s, g);
        }
        pass_on(self, g);
        for (int k = 0; k < self->journey->narrival; k++) {
            const double people = twin_arrivals(&self->effects, k, g, self->step);
            self->result->arrival[self->step][g][k] = people;
            self->entered[g][self->journey->arrivals[k].stage] += people;
        }
        for (int s = 0; s < self->journey->nstage; s++) {
            self->count[g][s][0] += is_instant(self, s) ? 0 : self->entered[g][s];
        }
    }
    self->ages++;
}

/* ---- stocks and money ---- */

/* y_t = (1-decay) y_{t-1} + gains of step t. */
static void stocks(twin_t *self)
{
    for (int k = 0; k < self->journey->ndriver; k++) {
        const twin_driver_t *stock = &self->journey->drivers[k];
        double gains = 0;
        for (int n = 0; n < stock->ngain; n++) {
            for (int g = 0; g < self->journey->npersona; g++) {
                gains += stock->gain[n] * self->result->flow[self->step][g][stock->gain_flow[n]];
            }
        }
        for (int n = 0; n < stock->ngain_channel; n++) {
            gains += stock->channel_gain[n] * self->effects.now.response[stock->gain_channel[n]];
        }
        const double kept = 1 - twin_probability(self->journey, &stock->decay, self->step);
        self->result->stock[self->step][k] = kept * self->result->stock[self->step - 1][k] + gains;
    }
}

static void flow_money(twin_t *self, int f, int g)
{
    const twin_flow_t *flow = &self->journey->flows[f];
    const double people = self->result->flow[self->step][g][f];
    const double revenue = twin_written(&flow->revenue, self->step) *
                           twin_quotient(&self->effects, (twin_target_t){.on = TWIN_ON_REVENUE}, g) *
                           twin_quotient(&self->effects, (twin_target_t){TWIN_ON_FLOW_REVENUE, f}, g);
    const double written = twin_written(&flow->cost, self->step) * (flow->cost_of_revenue ? revenue : 1);
    double cost = written * twin_quotient(&self->effects, (twin_target_t){TWIN_ON_FLOW_COST, f}, g);
    for (int k = 0; k < self->journey->ndriver; k++) {
        const twin_driver_t *lever = &self->journey->drivers[k];
        for (int n = 0; n < lever->ncost; n++) {
            cost += lever->cost_flow[n] == f ? lever->cost[n] * self->effects.now.value[k] : 0;
        }
    }
    self->result->flow_revenue[self->step][g][f] = people * revenue;
    self->result->flow_cost[self->step][g][f] = people * cost;
}

static void money(twin_t *self)
{
    for (int g = 0; g < self->journey->npersona; g++) {
        for (int f = 0; f < self->journey->nflow; f++) {
            flow_money(self, f, g);
        }
        for (int s = 0; s < self->journey->nstage; s++) {
            const double people = self->result->stage[self->step][g][s];
            self->result->stage_revenue[self->step][g][s] =
                people * twin_amount(self->journey, &stage_of(self, s)->revenue, self->step) *
                twin_quotient(&self->effects, (twin_target_t){.on = TWIN_ON_REVENUE}, g) *
                twin_quotient(&self->effects, (twin_target_t){TWIN_ON_STAGE_REVENUE, s}, g);
            self->result->stage_cost[self->step][g][s] =
                people * twin_amount(self->journey, &stage_of(self, s)->cost, self->step) *
                    twin_quotient(&self->effects, (twin_target_t){TWIN_ON_STAGE_COST, s}, g) +
                self->entered[g][s] * stage_of(self, s)->entry_cost;
        }
    }
    for (int k = 0; k < self->journey->ndriver; k++) {
        const twin_driver_t *driver = &self->journey->drivers[k];
        if (driver->kind == TWIN_CHANNEL) {
            self->result->spend[self->step][k] = twin_spent(self->journey, k, self->step);
        }
        self->result->lever_cost[self->step] += driver->cost_per_step * self->effects.now.value[k];
    }
}

/* ---- the whole ---- */

static void one_step(twin_t *self)
{
    twin_drivers_now(self->journey, self->result, self->step, &self->effects.now);
    for (int k = 0; k < self->journey->ndriver; k++) {
        self->result->value[self->step][k] = self->effects.now.value[k];
        self->result->response[self->step][k] = self->effects.now.response[k];
    }
    find_splits(self);
    find_room(self);
    move_everybody(self);
    record_stages(self);
    stocks(self);
    money(self);
}

void twin_run(const twin_journey_t *journey, twin_result_t *result)
{
    twin_t *self = calloc(1, sizeof *self);
    assert(self);
    *result = (twin_result_t){.least_organic = INFINITY};
    self->journey = journey;
    self->result = result;
    self->effects = (twin_effects_t){.journey = journey, .least_organic = &result->least_organic};
    twin_drivers_today(journey, &self->effects.today);
    start(self);
    for (self->step = 1; self->step <= journey->nstep; self->step++) {
        one_step(self);
    }
    twin_kpis(journey, result);
    free(self);
}
