/* Journeys by seeded luck, as the YAML texts that a user could write: a model that has everything the format knows, at
 * sizes from nothing to 1e12, a baseline and a plan on it. Most of them pass the reader. Text n is a pure function of
 * n. */
#ifndef PK_STRUCTURE_TEXT_H
#define PK_STRUCTURE_TEXT_H

#include "structure_drivers.h"

typedef struct {
    char *model, *baseline, *plan; /* owned */
} texts_t;

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
    for (int f = 0; f < self->nflow && used < (self->big ? FLOWS_MOST : USES_OFTEN); f++) {
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
                put(self, "%g\n", ONE_OF(self, MANY));
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
    self->big = likely(self, 0.02);
    self->nstage = 2 + pick(self, (self->big ? STAGES_MOST : STAGES_OFTEN) - 1);
    self->named_personas = likely(self, 0.5);
    self->npersona = self->named_personas ? 2 + pick(self, self->big ? 159 : PERSONAS_OFTEN - 1) : 1;
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
    const char *step = ONE_OF(self, STEPS);
    self->daily = strcmp(step, "day") == 0;
    put(self, "polku: 1\nname: By luck\nstep: %s\ncurrency: EUR\n", step);
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
