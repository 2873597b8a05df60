/* Drivers of a journey by luck. For structure_text.h. */
#ifndef PK_STRUCTURE_DRIVERS_H
#define PK_STRUCTURE_DRIVERS_H

#include "structure_stages.h"

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
    case 5: {
        const int stage = pick(self, self->nstage);
        if (self->has_cost[stage]) {
            put(self, "s%d.cost", stage);
        }
        return self->has_cost[stage];
    }
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
        if (self->daily && likely(self, 0.5)) {
            put(self, "    by_weekday: [%.3g, 1, 1, %s, 1, 0, .5]\n", real(self, 0.1, 2), self->wild ? "30" : "1");
            break;
        }
        put(self, "    by_month: [%.3g, 1, 1, .5, 1, 1.5, 1, 1, 2, 1, %s, .1]\n", real(self, 0.1, 2),
            self->wild ? "30" : "1");
        break;
    case EVENT:
        put(self, "    dates: [%d-%02d-%02d, 2026-12-24]\n", 2024 + pick(self, 3), 1 + pick(self, 12),
            1 + pick(self, 20));
        put_if(self, likely(self, 0.7), "    days: 9\n");
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
    static const int MOST[KINDS] = {[CHANNEL] = 3, [LEVER] = 2, [SEASON] = 1, [EVENT] = 2, [WORD] = 2, [STOCK] = 2};
    for (int kind = 0; kind < KINDS; kind++) {
        for (int n = 0; n < MOST[kind] && ((kind != SEASON && kind != EVENT) || self->dated); n++) {
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
    static const char *const SECTIONS[KINDS] = {"channels",      "levers", "seasons", "events",
                                                "word_of_mouth", "stocks", "stocks",  "queues"};
    for (int d = 0; d < self->ndriver; d++) {
        if (d == 0 || strcmp(SECTIONS[self->drivers[d]], SECTIONS[self->drivers[d - 1]]) != 0) {
            put(self, "%s:\n", SECTIONS[self->drivers[d]]);
        }
        put_driver(self, d);
    }
}

#endif
