/* What is written on the flows out of a stage, for a persona, at a step: model value, conversion, persona (section 5);
 * then periods (section 3). */
#include <math.h>

#include "twin/twin_parts.h"

bool twin_is_event(const twin_journey_t *journey, int flow)
{
    const twin_flow_t *f = &journey->flows[flow];
    return f->from == f->to && f->way != TWIN_SHARE;
}

/* A relative persona factor applies to the result; an absolute persona value is multiplied by xF and replaced by an
 * absolute conversion. */
static double written_value(const twin_flow_t *flow, int persona, int step, twin_unit_t *per)
{
    const twin_change_t *conversion = &flow->conversion, *own = &flow->persona[persona];
    double value = twin_written(&flow->value, step);
    *per = flow->value.per;
    if (own->kind == TWIN_ABSOLUTE) {
        value = twin_written(&own->number, step);
        *per = own->number.per;
    }
    if (conversion->kind == TWIN_FACTOR) {
        value *= twin_written(&conversion->number, step);
    } else if (conversion->kind == TWIN_ABSOLUTE) {
        value = twin_written(&conversion->number, step);
        *per = conversion->number.per;
    }
    if (own->kind == TWIN_FACTOR) {
        value *= twin_written(&own->number, step);
    }
    return value;
}

/* Those out of one stage with one period form a group: R = -ln(1-P) step/period, then (1-e^-R) p/P. */
static double out_of_group(const twin_journey_t *journey, double p, double sum, twin_unit_t per)
{
    if (p == 0) {
        return 0;
    }
    const double steps = twin_days(journey->step, journey->step) / twin_days(per, journey->step);
    const double r = -log1p(-sum) * steps;
    return -expm1(-r) * p / sum;
}

void twin_probabilities(const twin_journey_t *journey, int stage, int persona, int step, double *value)
{
    twin_unit_t per[TWIN_FLOWS];
    double raw[TWIN_FLOWS];
    for (int f = 0; f < journey->nflow; f++) {
        raw[f] = written_value(&journey->flows[f], persona, step, &per[f]);
    }
    for (int f = 0; f < journey->nflow; f++) {
        if (journey->flows[f].from != stage || journey->flows[f].way == TWIN_SHARE) {
            continue;
        }
        if (journey->flows[f].way == TWIN_RATE) {
            value[f] = raw[f] * twin_days(journey->step, journey->step) / twin_days(per[f], journey->step);
        } else if (per[f] == TWIN_STEP || per[f] == journey->step) {
            value[f] = raw[f];
        } else if (twin_is_event(journey, f)) {
            value[f] = out_of_group(journey, raw[f], raw[f], per[f]);
        } else {
            double sum = 0;
            for (int other = 0; other < journey->nflow; other++) {
                const bool together = journey->flows[other].from == stage && !twin_is_event(journey, other) &&
                                      journey->flows[other].way == TWIN_PROBABILITY && per[other] == per[f];
                sum += together ? raw[other] : 0;
            }
            value[f] = out_of_group(journey, raw[f], sum, per[f]);
        }
    }
}

typedef enum { OWN_VALUES, CONVERSIONS, OWN_FACTORS, LAYERS } layer_t;

/* Whether a layer of changes says something of a flow, and what. */
static bool changes(const twin_flow_t *flow, layer_t layer, int persona, int step, double *share)
{
    const twin_change_t *change = layer == CONVERSIONS ? &flow->conversion : &flow->persona[persona];
    const bool absolute = change->kind == TWIN_ABSOLUTE;
    if (change->kind == TWIN_UNCHANGED || (layer == OWN_VALUES && !absolute) || (layer == OWN_FACTORS && absolute)) {
        return false;
    }
    const double number = twin_written(&change->number, step);
    *share = absolute ? number : *share * number;
    return true;
}

static bool has_share(const twin_journey_t *journey, int flow, int stage)
{
    return journey->flows[flow].from == stage && journey->flows[flow].way == TWIN_SHARE;
}

/* Puts the changed shares in, and scales the others of the row to keep the sum 1. */
static void change_shares(const twin_journey_t *journey, layer_t layer, int stage, int persona, int step, double *share)
{
    bool changed[TWIN_FLOWS] = {false};
    double stand = 0, others = 0;
    for (int f = 0; f < journey->nflow; f++) {
        if (has_share(journey, f, stage)) {
            changed[f] = changes(&journey->flows[f], layer, persona, step, &share[f]);
            stand += changed[f] ? share[f] : 0;
            others += changed[f] ? 0 : share[f];
        }
    }
    for (int f = 0; f < journey->nflow; f++) {
        if (has_share(journey, f, stage) && !changed[f]) {
            share[f] *= (1 - stand) / others;
        }
    }
}

/* The model's value, in its place the persona's own; then conversions; then the persona's factor. */
void twin_shares(const twin_journey_t *journey, int stage, int persona, int step, double *share)
{
    for (int f = 0; f < journey->nflow; f++) {
        if (has_share(journey, f, stage)) {
            share[f] = twin_written(&journey->flows[f].value, step);
        }
    }
    for (int layer = 0; layer < LAYERS; layer++) {
        change_shares(journey, (layer_t)layer, stage, persona, step, share);
    }
}
