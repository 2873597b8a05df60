/* Journeys by seeded luck, as the YAML texts that a user could write: a model that has everything the format knows, at
 * sizes from nothing to 1e12, a baseline and a plan on it. Most of them pass the reader. Text n is a pure function of
 * n. */
#ifndef PK_STRUCTURE_TEXT_H
#define PK_STRUCTURE_TEXT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"

/* What the engine is known to answer badly; to be let in when that is mended. */
enum {
    COUNTS_WITHOUT_END = 0, /* past 2^53 people or events in a step */
    MONEY_WITHOUT_END = 0,  /* amounts of 1e300, laws without a mean that a double can hold */
    RARE_EXITS = 0,         /* ways out of 1e-9 and less, in what check and describe say of the long run */
    LONG_STAYS = 0          /* steady stays of tens of thousands of steps */
};

enum { STAGES_MOST = 9, FLOWS_MOST = 40, PERSONAS_MOST = 4, DRIVERS_MOST = 16, LIST_MOST = 4 };

typedef enum { PLAIN, DWELL, INSTANT, BY_EXITS } stage_kind_t;
typedef enum { CHANNEL, LEVER, SEASON, WORD, STOCK, RATIO, QUEUE, KINDS } driver_kind_t;

typedef struct {
    int from, to;
    bool share, exits, revenue, cost, has_probability;
} text_flow_t;

typedef struct {
    pk_stream_t luck;
    FILE *out;
    bool wild; /* numbers at the ends of what is allowed */
    bool dated, today, named_personas;
    int nstage, npersona, nflow, ndriver, ncapacity, nkpi, horizon, nstock;
    stage_kind_t kind[STAGES_MOST];
    text_flow_t flows[FLOWS_MOST];
    driver_kind_t drivers[DRIVERS_MOST];
    bool has_spend[DRIVERS_MOST], has_arrivals[STAGES_MOST], in_capacity[FLOWS_MOST];
} text_t;

typedef struct {
    char *model, *baseline, *plan; /* owned */
} texts_t;

/* ---- luck ---- */

static bool likely(text_t *self, double p)
{
    return pk_stream_uniform(&self->luck) < p;
}

static int pick(text_t *self, int n)
{
    return n > 0 ? (int)(pk_stream_uniform(&self->luck) * n) : 0;
}

static double real(text_t *self, double low, double high)
{
    return low + (high - low) * pk_stream_uniform(&self->luck);
}

__attribute__((format(printf, 2, 3))) static void put(text_t *self, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(self->out, format, arguments);
    va_end(arguments);
}

static void put_if(text_t *self, bool condition, const char *text)
{
    fputs(condition ? text : "", self->out);
}

#define ONE_OF(self, list) (list)[pick(self, (int)(sizeof(list) / sizeof *(list)))]

/* ---- numbers; each is one word or quoted ---- */

static const char *period(text_t *self)
{
    static const char *const PERIODS[] = {"", "", "", " per year", " per month"};
    return ONE_OF(self, PERIODS);
}

/* At most `most`, also where it is uncertain (but for the tail of a beta law). */
static void put_part(text_t *self, double most)
{
    static const double SMALL[] = {0, 1e-300, 1e-17, 1e-9};
    const double p = real(self, 0.01, 0.9) * most;
    switch (pick(self, self->wild ? 8 : 5)) {
    case 0:
        put(self, "%.3g%% to %.3g%%", 30 * p, 100 * p);
        break;
    case 1:
        put(self, "\"pert(%.3g, %.3g, %.3g)\"", p / 4, p / 2, p);
        break;
    case 2:
        put(self, "\"uniform(0, %.3g)\"", p);
        break;
    case 3:
    case 4:
        put(self, "%.4g", p);
        break;
    case 5:
        put(self, "\"beta(mean=%.3g, n=%.3g)\"", p / 2, real(self, 1, 1e4));
        break;
    default:
        put(self, "%g", ONE_OF(self, SMALL));
    }
}

static void put_positive(text_t *self, double size)
{
    static const double ENDS[] = {1e-6, 1e-3, 1, 1e3, 1e6};
    const double x = size * (self->wild && likely(self, 0.2) ? ONE_OF(self, ENDS) : real(self, 0.1, 3));
    switch (pick(self, 6)) {
    case 0:
        put(self, "%.4g to %.4g", x / 3, x);
        break;
    case 1:
        put(self, "\"gamma(mean=%.4g, sd=%.4g)\"", x, x / 3);
        break;
    case 2:
        put(self, "\"triangular(%.4g, %.4g, %.4g)\"", x / 2, x, 2 * x);
        break;
    default:
        put(self, "%.4g", x);
    }
}

static void put_varying(text_t *self)
{
    const double x = real(self, 1, 300);
    switch (pick(self, 6)) {
    case 0:
        put(self, "\"varies gamma(mean=%.4g, sd=%.4g)\"", x, x / 2);
        break;
    case 1:
        put(self, "\"varies lognormal(mean=%.4g, sd=%.4g)\"", x, x);
        break;
    case 2:
        put(self, "\"varies pert(%.4g, %.4g, %.4g)\"", x, 2 * x, 4 * x);
        break;
    case 3:
        put(self, "\"varies exponential(%.4g)\"", x);
        break;
    case 4:
        put(self, "\"varies normal(%.4g to %.4g, %.4g)\"", x, 2 * x, x / 5);
        break;
    default:
        put(self, "\"varies poisson(%.4g)\"", x);
    }
}

static void put_amount(text_t *self, bool may_vary)
{
    static const double ENDS[] = {0, 1e-300, 1e-9, 1e9, 1e300};
    if (may_vary && likely(self, 0.3)) {
        put_varying(self);
    } else if (self->wild && likely(self, 0.25)) {
        put(self, "%g", ENDS[pick(self, MONEY_WITHOUT_END ? 5 : 4)]);
    } else if (likely(self, 0.1)) {
        put(self, "\"normal(%.4g, %.4g)\"", real(self, -50, 200), real(self, 1, 50));
    } else if (likely(self, 0.1)) {
        put(self, "-%.4g", real(self, 1, 100));
    } else {
        put_positive(self, 100);
    }
}

/* A number over time: two or three pieces of what `one` writes. */
static void put_pieces(text_t *self, void (*one)(text_t *self, double size), double size, const char *sign)
{
    int until = 0;
    put(self, "[");
    for (int k = 1 + pick(self, 2); k > 0; k--) {
        until += 1 + pick(self, 5);
        put(self, "{until: %d, value: %s", until, sign);
        one(self, size);
        put(self, "}, ");
    }
    put(self, "{otherwise: %s", sign);
    one(self, size);
    put(self, "}]");
}

static void put_scheduled(text_t *self, void (*one)(text_t *self, double size), double size)
{
    if (likely(self, 0.2)) {
        put_pieces(self, one, size, "");
    } else {
        one(self, size);
    }
}

static void put_plain(text_t *self, double size)
{
    put(self, "%.4g", real(self, 0.1, 2) * size);
}

/* ---- stages ---- */

static void put_dwell(text_t *self)
{
    const double mean = LONG_STAYS && likely(self, 0.1) ? real(self, 1e3, 3e4) : real(self, 0.02, 15);
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
        put(self, "    start: %.3g%%\n", real(self, 0, 100.0 / STAGES_MOST));
    }
    if (self->kind[index] == DWELL) {
        put(self, "    dwell: ");
        put_dwell(self);
        put(self, "\n    start_age: %s\n", likely(self, 0.5) ? "steady" : "new");
    }
    static const char *const MONEY[] = {"cost", "revenue", "entry_cost", "end_value"};
    for (int k = 0; k < 4; k++) {
        if (likely(self, 0.2)) {
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
        put_plain(self, 0.45 / PERSONAS_MOST);
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
    } else if (self->kind[flow->from] == DWELL || self->kind[flow->from] == INSTANT) {
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
    const int wanted = self->kind[stage] == PLAIN && likely(self, 0.15) ? 0 : 1 + pick(self, 3);
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

/* ---- drivers ---- */

static void put_saturation(text_t *self, double size)
{
    put(self, "    saturation: {");
    switch (pick(self, 4)) {
    case 0:
        put(self, "half: ");
        break;
    case 1:
        put(self, "slope: %.3g, half: ", real(self, 0.2, self->wild ? 30 : 3));
        break;
    default: {
        static const char *const FORMS[] = {"exponential: {scale: ", "logistic: {scale: ", "linear: {unit: "};
        put(self, "%s", ONE_OF(self, FORMS));
        put_positive(self, size);
        put(self, "}}\n");
        return;
    }
    }
    put_positive(self, size);
    put(self, "}\n");
}

static void put_carryover(text_t *self)
{
    switch (pick(self, 5)) {
    case 0:
        put(self, "    carryover: {half_life: %.3g weeks}\n", real(self, 0.01, self->wild ? 500 : 8));
        break;
    case 1:
        put(self, "    carryover: {retention: ");
        put_part(self, 1);
        put(self, "}\n");
        break;
    case 2:
        put(self, "    carryover: {delayed: {retention: %.3g, peak: %d}}\n", real(self, 0, 0.97), pick(self, 6));
        break;
    case 3:
        put(self, "    carryover: {weibull: {shape: %.3g, scale: %.3g}}\n", real(self, 0.3, 5), real(self, 0.1, 9));
        break;
    default:
        break;
    }
}

static bool put_target(text_t *self, bool additive, int *flow)
{
    *flow = pick(self, self->nflow);
    const text_flow_t *f = &self->flows[*flow];
    switch (self->nflow == 0 ? 2 : additive ? pick(self, 3) : pick(self, 8)) {
    case 0:
    case 1:
        put(self, "s%d -> s%d", f->from, f->to);
        return true;
    case 2: {
        const int stage = pick(self, self->nstage);
        *flow = -1;
        if (self->has_arrivals[stage]) {
            put(self, "-> s%d", stage);
        }
        return self->has_arrivals[stage];
    }
    case 3:
        if (self->kind[f->from] == INSTANT || f->from == f->to) {
            return false;
        }
        put(self, "s%d -> *", f->from);
        return true;
    case 4:
        put(self, "revenue");
        return true;
    case 5:
    case 6:
        if (!f->revenue || !f->cost) {
            return false;
        }
        put(self, "s%d -> s%d.%s", f->from, f->to, likely(self, 0.5) ? "revenue" : "cost");
        return true;
    default:
        if (self->ncapacity > 0) {
            put(self, "capacity.c0");
        }
        return self->ncapacity > 0;
    }
}

/* One effect in braces, or none: two on one target would be refused. */
static void put_effect(text_t *self, driver_kind_t kind, bool spent)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = self->out;
    const bool adds = kind != LEVER && kind != SEASON && kind != RATIO && likely(self, 0.5);
    int flow;
    self->out = open_memstream(&text, &size);
    const bool any = put_target(self, adds, &flow);
    fclose(self->out);
    self->out = out;
    const bool addable = flow < 0 || (!self->flows[flow].share && !self->flows[flow].exits);
    if (!any || (adds && !addable)) {
        put(self, "    effects: %s\n", kind == SEASON ? "[]" : "{}");
    } else if (kind == SEASON) {
        put(self, "    effects: [%s]\n", text);
    } else if (adds && spent && likely(self, 0.5)) {
        put(self, "    effects: {%s: brings %.3g%%}\n", text, real(self, 1, 30));
    } else if (adds) {
        put(self, "    effects: {%s: +%.3g}\n", text, flow < 0 ? real(self, 1, 50) : real(self, 0.0001, 0.01));
    } else if ((kind == LEVER || kind == STOCK || kind == RATIO) && likely(self, 0.5)) {
        put(self, "    effects: {%s: {elasticity: %.3g}}\n", text, real(self, -2, 2));
    } else if (likely(self, 0.3)) {
        put(self, "    effects: {%s: x%.3g to %.3g}\n", text, real(self, 0.5, 1), real(self, 1.1, 3));
    } else {
        put(self, "    effects: {%s: x%.3g}\n", text, real(self, self->wild ? 0 : 0.4, self->wild ? 50 : 3));
    }
    free(text);
}

static void put_reach(text_t *self)
{
    if (likely(self, 0.3) && self->named_personas) {
        put(self, "    reach: {g%d: ", pick(self, self->npersona));
        put_part(self, 1);
        put(self, "}\n");
    }
}

static int find_driver(const text_t *self, driver_kind_t kind, int nth)
{
    for (int d = 0; d < self->ndriver; d++) {
        if (self->drivers[d] == kind && nth-- == 0) {
            return d;
        }
    }
    return -1;
}

static void put_channel(text_t *self, int index)
{
    self->has_spend[index] = likely(self, 0.9);
    if (self->has_spend[index]) {
        put(self, "    spend: ");
        if (likely(self, 0.5)) {
            put_positive(self, 300);
        } else {
            put_plain(self, 300);
            put(self, "%s", period(self));
        }
        put(self, "\n");
    }
    put_carryover(self);
    put_saturation(self, 500);
    put_if(self, likely(self, 0.2), "    ours: false\n");
}

static void put_lever(text_t *self)
{
    put(self, "    value: %.3g\n", real(self, 0.5, 3));
    if (self->nflow > 0 && likely(self, 0.4)) {
        const text_flow_t *flow = &self->flows[pick(self, self->nflow)];
        put(self, "    cost: {s%d -> s%d: %.3g, per_step: %.3g}\n", flow->from, flow->to, real(self, 0, 20),
            real(self, 0, 100));
    }
}

static void put_stock(text_t *self)
{
    put(self, "    start: %.3g\n    decay: ", real(self, 0.5, 50));
    put_part(self, 1);
    put(self, "\n");
    const int channel = find_driver(self, CHANNEL, 0);
    const text_flow_t *flow = &self->flows[pick(self, self->nflow)];
    if (self->nflow > 0 && channel >= 0) {
        put(self, "    gains: {s%d -> s%d: %.3g, channels: {d%d: %.3g}}\n", flow->from, flow->to, real(self, 0, 0.1),
            channel, real(self, 0, 3));
    }
    put_saturation(self, 20);
}

static void put_word(text_t *self)
{
    const text_flow_t *flow = &self->flows[pick(self, self->nflow)];
    if (self->nflow > 0 && likely(self, 0.4)) {
        put(self, "    from: s%d -> s%d\n", flow->from, flow->to);
    } else {
        put(self, "    from: s0\n");
    }
    if (likely(self, 0.7)) {
        put_saturation(self, 0.2);
    }
}

static void put_driver(text_t *self, int d)
{
    put(self, "  d%d:\n", d);
    switch (self->drivers[d]) {
    case CHANNEL:
        put_channel(self, d);
        break;
    case LEVER:
        put_lever(self);
        break;
    case SEASON:
        put(self, "    by_month: [%.3g, 1, 1, .5, 1, 1.5, 1, 1, 2, 1, %s, .1]\n", real(self, 0.1, 2),
            self->wild ? "30" : "1");
        break;
    case WORD:
        put_word(self);
        break;
    case STOCK:
        put_stock(self);
        break;
    case RATIO:
        put(self, "    ratio: [d%d, d%d]\n    empty: %.3g\n", find_driver(self, STOCK, 0), find_driver(self, STOCK, 1),
            real(self, 0.1, 5));
        break;
    default:
        put(self, "    of: c0\n");
        put_if(self, likely(self, 0.5), "    saturation: {half: 1}\n");
    }
    put_reach(self);
    put_effect(self, self->drivers[d], self->has_spend[d]);
}

static void choose_drivers(text_t *self)
{
    static const int MOST[KINDS] = {[CHANNEL] = 3, [LEVER] = 2, [SEASON] = 1, [WORD] = 2, [STOCK] = 2};
    for (int kind = 0; kind < KINDS; kind++) {
        for (int n = 0; n < MOST[kind] && (kind != SEASON || self->dated); n++) {
            if (likely(self, 0.4)) {
                self->drivers[self->ndriver++] = (driver_kind_t)kind;
            }
        }
    }
    if (find_driver(self, STOCK, 1) >= 0) {
        self->drivers[self->ndriver++] = RATIO;
    }
    if (self->ncapacity > 0 && likely(self, 0.6)) {
        self->drivers[self->ndriver++] = QUEUE;
    }
}

static void put_drivers(text_t *self)
{
    static const char *const SECTIONS[KINDS] = {"channels", "levers", "seasons", "word_of_mouth",
                                                "stocks",   "stocks", "queues"};
    for (int d = 0; d < self->ndriver; d++) {
        if (d == 0 || strcmp(SECTIONS[self->drivers[d]], SECTIONS[self->drivers[d - 1]]) != 0) {
            put(self, "%s:\n", SECTIONS[self->drivers[d]]);
        }
        put_driver(self, d);
    }
}

/* ---- the rest of a model ---- */

static void put_capacity(text_t *self)
{
    int used = 0;
    if (self->ncapacity == 0) {
        return;
    }
    put(self, "capacity:\n  c0:\n    per_step: ");
    put_scheduled(self, put_positive, 20);
    put(self, "\n    uses: {");
    for (int f = 0; f < self->nflow && used < LIST_MOST; f++) {
        if (self->kind[self->flows[f].from] != INSTANT && (f == self->nflow - 1 || likely(self, 0.4))) {
            put(self, "%ss%d -> s%d: %.3g", used++ ? ", " : "", self->flows[f].from, self->flows[f].to,
                real(self, 0.2, 3));
        }
    }
    put(self, "}\n");
}

static void put_arrivals(text_t *self)
{
    static const double MANY[] = {1e-300, 1e5, 1e9, 1e16};
    bool any = false;
    for (int s = 0; s < self->nstage; s++) {
        if (self->has_arrivals[s]) {
            put(self, "%s  s%d: ", any ? "" : "arrivals:\n", s);
            any = true;
            if (self->wild && likely(self, 0.3)) {
                put(self, "%g\n", MANY[pick(self, COUNTS_WITHOUT_END ? 4 : 3)]);
            } else {
                put_scheduled(self, put_positive, 50);
                put(self, "\n");
            }
        }
    }
}

static void put_kpis(text_t *self)
{
    put(self, "kpis:\n  k0: {average: [s0]}\n  k1: {peak: [s0, s%d]}\n", self->nstage - 1);
    put(self, "  k2: {time: {s0: .5, s1: 0}, discount: 3%%}\n  k3: {share: s1}\n");
    self->nkpi = 4;
    if (self->nflow > 0) {
        const text_flow_t *flow = &self->flows[pick(self, self->nflow)];
        put(self, "  k4: {count: s%d -> s%d}\n", flow->from, flow->to);
        put(self, "  k5: {money: [s0, s%d -> s%d], discount: 2%%}\n", flow->from, flow->to);
        put(self, "  k6: {ratio: [profit, k4], better: lower}\n");
        self->nkpi = 7;
    }
}

static void choose(text_t *self)
{
    self->wild = likely(self, 0.4);
    self->dated = likely(self, 0.7);
    self->today = likely(self, 0.6);
    self->nstage = 2 + pick(self, STAGES_MOST - 1);
    self->named_personas = likely(self, 0.5);
    self->npersona = self->named_personas ? 2 + pick(self, PERSONAS_MOST - 1) : 1;
    self->horizon = 1 + pick(self, 24);
    for (int s = 0; s < self->nstage; s++) {
        const double kind = real(self, 0, 1);
        self->kind[s] = kind < 0.45 ? PLAIN : kind < 0.75 ? DWELL : kind < 0.85 ? BY_EXITS : s > 1 ? INSTANT : PLAIN;
    }
    for (int s = 0; s < self->nstage; s++) {
        choose_ways(self, s);
        if (count_ways(self, s, 0) == 0 && self->kind[s] != PLAIN) {
            self->kind[s] = PLAIN;
        }
        self->has_arrivals[s] = self->kind[s] != INSTANT && likely(self, 0.2);
    }
    for (int f = 0; f < self->nflow && self->ncapacity == 0; f++) {
        self->ncapacity = self->kind[self->flows[f].from] != INSTANT && f == self->nflow - 1 && likely(self, 0.6);
    }
    choose_drivers(self);
}

static void put_model(text_t *self)
{
    static const char *const STEPS[] = {"day", "week", "month", "year"};
    static const double PEOPLE[] = {1, 2, 17, 1000, 40000, 1e6, 1e9, 1e12};
    put(self, "polku: 1\nname: By luck\nstep: %s\ncurrency: EUR\n", ONE_OF(self, STEPS));
    put(self, "discount: %.3g%%\n", likely(self, 0.5) ? real(self, 0, 40) : 0);
    put(self, "population: %.0f\nprobabilities: %s\n", ONE_OF(self, PEOPLE),
        self->today ? "today" : "without_marketing");
    put(self, "stages:\n");
    for (int s = 0; s < self->nstage; s++) {
        put_stage(self, s);
        if (self->kind[s] == BY_EXITS) {
            put_exits(self, s);
        }
    }
    put_personas(self);
    put_transitions(self);
    put_drivers(self);
    put_capacity(self);
    put_arrivals(self);
    put_kpis(self);
}

/* ---- scenarios ---- */

static void put_plan(text_t *self, driver_kind_t kind, const char *section, double size)
{
    bool any = false;
    for (int d = 0; d < self->ndriver; d++) {
        if (self->drivers[d] == kind && likely(self, 0.6)) {
            put(self, "%s  d%d: ", any ? "" : section, d);
            put_scheduled(self, likely(self, 0.8) ? put_plain : put_positive, size);
            put(self, "\n");
            any = true;
        }
    }
}

static void put_changes(text_t *self)
{
    put_plan(self, CHANNEL, "spend:\n", 600);
    put_plan(self, LEVER, "levers:\n", 2);
    const text_flow_t *flow = &self->flows[pick(self, self->nflow)];
    if (self->nflow > 0 && likely(self, 0.6)) {
        put(self, "conversions:\n  s%d -> s%d: ", flow->from, flow->to);
        if (likely(self, 0.3)) {
            put_pieces(self, put_plain, 0.6, "x");
            put(self, "\n");
        } else {
            put(self, "x%.3g\n", real(self, 0, self->wild ? 3 : 1.2));
        }
    }
    const text_flow_t *other = &self->flows[pick(self, self->nflow)];
    if (self->nflow > 0 && other->has_probability && likely(self, 0.5)) {
        put(self, "assume:\n  transitions.s%d -> s%d.probability: ", other->from, other->to);
        put_part(self, 0.3);
        put(self, "\n");
    }
}

static void put_targets(text_t *self)
{
    put(self, "targets:\n  profit: {at_least: %.3g", real(self, -1e4, 1e4));
    if (likely(self, 0.5)) {
        put(self, ", by: %d", 1 + pick(self, self->horizon));
    }
    put(self, "}\n  k%d: {at_most: %.3g}\n", pick(self, self->nkpi), real(self, 0, 1000));
}

static char *written(text_t *self, void (*write)(text_t *self))
{
    char *text = NULL;
    size_t size = 0;
    self->out = open_memstream(&text, &size);
    write(self);
    fclose(self->out);
    return text;
}

static void put_baseline(text_t *self)
{
    put(self, "polku: 1\nscenario: Baseline\nmodel: model.yaml\nhorizon: %d\nruns: 3\nseed: %d\n", self->horizon,
        pick(self, 1000));
    if (self->dated) {
        put(self, "start: 2026-%02d-31\n", 1 + 2 * pick(self, 4));
    }
    if (likely(self, 0.2)) {
        put(self, "population: %.0f\n", real(self, 1, 1e6));
    }
    if (likely(self, 0.5)) {
        put_changes(self);
    }
    put_targets(self);
}

static void put_other(text_t *self)
{
    put(self, "polku: 1\nscenario: Other\nbased_on: baseline.yaml\n");
    put_changes(self);
}

/* Texts number n. */
static texts_t make_texts(uint64_t n)
{
    text_t self = {.luck = pk_stream_at(2, n, PK_PURPOSE_ASSUMPTION, 0, 0)};
    texts_t texts;
    choose(&self);
    texts.model = written(&self, put_model);
    texts.baseline = written(&self, put_baseline);
    texts.plan = written(&self, put_other);
    return texts;
}

#endif
