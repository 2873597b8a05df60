/* Stages, personas and ways out of a journey by luck. For structure_text.h. */
#ifndef PK_STRUCTURE_STAGES_H
#define PK_STRUCTURE_STAGES_H

#include "structure_numbers.h"

/* ---- stages ---- */

static void put_dwell(text_t *self)
{
    const double mean = likely(self, 0.1) ? real(self, 1e3, 3e4) : real(self, 0.02, 15);
    switch (pick(self, 8)) {
    case 0:
        put(self, "\"%.3g weeks\"", mean);
        break;
    case 1:
        put(self, "\"exponential(mean=%.3g)\"", mean);
        break;
    case 2:
        put(self, "\"uniform(%.3g, %.3g)\"", mean / 4, mean);
        break;
    case 3:
        put(self, "\"weibull(shape=%.3g, mean=%.3g)\"", real(self, 0.5, self->wild ? 60 : 4), mean);
        break;
    case 4:
        put(self, "\"gamma(mean=%.3g, sd=%.3g)\"", mean, mean * real(self, 0.05, 1.5));
        break;
    case 5:
        put(self, "\"lognormal(mean=%.3g, sd=%.3g)\"", mean, mean * real(self, 0.05, 1.5));
        break;
    case 6:
        put(self, "\"exponential(mean=%.3g to %.3g)\"", mean, 2 * mean);
        break;
    default:
        put(self, "%d", 1 + pick(self, 6));
    }
}

static void put_stage(text_t *self, int index)
{
    static const char *const ROLES[] = {"prospect", "customer", "advocate", "lost"};
    put(self, "  s%d:\n    label: Stage %d\n", index, index);
    if (likely(self, 0.8)) {
        put(self, "    role: %s\n", ONE_OF(self, ROLES));
    }
    if (self->kind[index] == INSTANT) {
        put(self, "    dwell: 0\n");
        return;
    }
    if (index == 0) {
        put(self, "    start: rest\n");
    } else if (likely(self, 0.5)) {
        put(self, "    start: %.3g%%\n", real(self, 0, 100.0 / self->nstage));
    }
    if (self->kind[index] == DWELL) {
        put(self, "    dwell: ");
        put_dwell(self);
        put(self, "\n    start_age: %s\n", likely(self, 0.5) ? "steady" : "new");
    }
    static const char *const MONEY[] = {"cost", "revenue", "entry_cost", "end_value"};
    for (int k = 0; k < 4; k++) {
        if (likely(self, 0.2)) {
            self->has_cost[index] |= k == 0;
            put(self, "    %s: ", MONEY[k]);
            put_amount(self, k < 2 && likely(self, 0.3));
            put(self, "\n");
        }
    }
}

static void put_personas(text_t *self)
{
    if (!self->named_personas) {
        return;
    }
    put(self, "personas:\n");
    for (int g = 0; g < self->npersona - 1; g++) {
        put(self, "  g%d: {share: ", g);
        put_plain(self, 0.45 / self->npersona);
        put(self, "}\n");
    }
    put(self, "  g%d: {share: rest}\n", self->npersona - 1);
}

/* ---- ways out ---- */

static text_flow_t *new_flow(text_t *self, int from, int to)
{
    text_flow_t *flow = &self->flows[self->nflow++];
    *flow = (text_flow_t){.from = from, .to = to};
    return flow;
}

static bool may_lead(const text_t *self, int from, int to)
{
    const bool instant = self->kind[from] == INSTANT && self->kind[to] == INSTANT;
    return from != to && (!instant || to > from);
}

static void put_money(text_t *self, text_flow_t *flow)
{
    flow->revenue = likely(self, 0.4);
    flow->cost = likely(self, 0.3);
    if (flow->revenue) {
        put(self, "    revenue: ");
        put_amount(self, true);
        put(self, "\n");
    }
    if (flow->cost && flow->revenue && likely(self, 0.4)) {
        put(self, "    cost: %.3g%% of revenue\n", real(self, 0, 120));
    } else if (flow->cost) {
        put(self, "    cost: ");
        put_amount(self, true);
        put(self, "\n");
    }
}

static void put_by_persona(text_t *self, const char *way, double most)
{
    if (self->named_personas && likely(self, 0.25)) {
        put(self, "    by_persona: {g%d: {%s: ", pick(self, self->npersona), way);
        if (likely(self, 0.5)) {
            put(self, "x%.3g}}\n", real(self, 0.3, 1.1));
        } else {
            put_plain(self, most / 2);
            put(self, "}}\n");
        }
    }
}

static void put_way(text_t *self, text_flow_t *flow, int ways, int left)
{
    put(self, "  s%d -> s%d:\n", flow->from, flow->to);
    if (self->kind[flow->from] == BY_EXITS && flow->from != flow->to) {
        flow->exits = true;
    } else if (self->kind[flow->from] == INSTANT ||
               (self->kind[flow->from] == DWELL &&
                (left == 0 || likely(self, 0.6)))) { /* else it competes with the stay */
        flow->share = true;
        if (left == 0) {
            put(self, "    share: rest\n");
        } else {
            put(self, "    share: %.4g\n", real(self, 0.1, 0.9) / ways);
            put_by_persona(self, "share", 0.5 / ways);
        }
    } else if (likely(self, 0.3)) {
        static const double RATES[] = {0, 1e-300, 1e-12, 3, 40, 700};
        put(self, "    rate: ");
        if (self->wild && likely(self, 0.3)) {
            put(self, "%g\n", ONE_OF(self, RATES));
        } else {
            put_scheduled(self, put_positive, 0.1);
            put(self, "\n");
        }
        put_by_persona(self, "rate", 0.5);
    } else {
        flow->has_probability = true;
        put(self, "    probability: ");
        put_scheduled(self, put_part, 0.85 / ways);
        put(self, "\n");
        put_by_persona(self, "probability", 0.85 / ways);
    }
    put_money(self, flow);
}

static void choose_ways(text_t *self, int stage)
{
    const int wanted =
        self->kind[stage] == PLAIN && likely(self, 0.15) ? 0 : 1 + pick(self, self->big ? 24 : WAYS_OFTEN);
    const int offset = pick(self, self->nstage);
    for (int k = 0, found = 0; k < self->nstage && found < wanted; k++) {
        if (may_lead(self, stage, (offset + k) % self->nstage)) {
            new_flow(self, stage, (offset + k) % self->nstage);
            found++;
        }
    }
    if (self->kind[stage] != INSTANT && likely(self, 0.4)) {
        new_flow(self, stage, stage);
    }
}

static int count_ways(const text_t *self, int stage, int from)
{
    int ways = 0;
    for (int f = from; f < self->nflow; f++) {
        const bool event = self->flows[f].to == stage && self->kind[stage] != DWELL;
        ways += self->flows[f].from == stage && !event;
    }
    return ways;
}

/* Everybody leaves, in the plainest way. */
static bool put_sure(text_t *self, text_flow_t *flow, int ways)
{
    put(self, "  s%d -> s%d:\n    probability: %.17g\n", flow->from, flow->to, 1.0 / ways);
    put_money(self, flow);
    return true;
}

static void put_transitions(text_t *self)
{
    put_if(self, self->nflow > 0, "transitions:\n");
    for (int s = 0; s < self->nstage; s++) {
        const int ways = count_ways(self, s, 0);
        const bool sure = self->kind[s] == PLAIN && likely(self, 0.1);
        for (int f = 0; f < self->nflow; f++) {
            text_flow_t *flow = &self->flows[f];
            if (flow->from != s) {
                continue;
            }
            if (sure && flow->to != s) {
                put_sure(self, flow, ways);
            } else {
                put_way(self, flow, ways > 0 ? ways : 1, count_ways(self, s, f + 1));
            }
        }
    }
}

static void put_exits(text_t *self, int stage)
{
    const double scale = self->wild ? 1e6 : 40;
    put(self, "    exits:\n      to: [");
    for (int f = 0, n = 0; f < self->nflow; f++) {
        if (self->flows[f].from == stage && self->flows[f].to != stage) {
            put(self, "%ss%d", n++ ? ", " : "", self->flows[f].to);
        }
    }
    put(self, "]\n      law: \"dirichlet(");
    for (int k = count_ways(self, stage, 0); k > 0; k--) {
        put(self, "%.4g, ", real(self, 0.05, 1) * scale);
    }
    put(self, "%.4g)\"\n", real(self, 0.05, 1) * scale);
}

#endif
