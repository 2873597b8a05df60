#include "report/description.h"

#include <math.h>

#include "report/json.h"

typedef const pk_description_t *from_t;

/* ---- numbers by persona, by stage, by two stages ---- */

static json_t *by_group(from_t d, const double *numbers, const char *infinite)
{
    json_t *object = json_object();
    for (int group = 0; group < d->ngroup; group++) {
        pk_json_set(object, d->group_names[group],
                    isinf(numbers[group]) && infinite != NULL ? pk_json_text(infinite)
                                                              : pk_json_number(numbers[group]));
    }
    return object;
}

/* numbers[i * stride], i over the stages; null where there are none. */
static json_t *by_stage(from_t d, const double *numbers, int stride)
{
    if (numbers == NULL) {
        return json_null();
    }
    json_t *object = json_object();
    for (int i = 0; i < d->nstage; i++) {
        pk_json_set(object, d->stages[i].name, pk_json_number(numbers[i * stride]));
    }
    return object;
}

/* Row by row; `wanted` NULL: all columns. `diagonal`: the diagonal too. What is endless or not known has no key. */
static json_t *matrix(from_t d, const double *numbers, const bool *wanted, bool want, bool diagonal)
{
    if (numbers == NULL) {
        return json_null();
    }
    json_t *rows = json_object();
    for (int i = 0; i < d->nstage; i++) {
        json_t *row = json_object();
        for (int j = 0; j < d->nstage; j++) {
            const bool known = isfinite(numbers[i * d->nstage + j]);
            if (known && (wanted == NULL || wanted[j] == want) && (diagonal || i != j)) {
                pk_json_set(row, d->stages[j].name, pk_json_number(numbers[i * d->nstage + j]));
            }
        }
        pk_json_set(rows, d->stages[i].name, row);
    }
    return rows;
}

/* ---- the parts ---- */

static void headline(from_t d, json_t *root)
{
    json_t *personas = json_array();
    for (int group = 1; group < d->ngroup; group++) {
        json_t *persona = json_object();
        pk_json_set(persona, "name", pk_json_text(d->group_names[group]));
        pk_json_set(persona, "label", pk_json_text(d->group_labels[group]));
        pk_json_set(persona, "share", pk_json_number(d->group_share[group]));
        json_array_append_new(personas, persona);
    }
    pk_json_set(root, "scenario", pk_json_text(d->name));
    pk_json_set(root, "title", pk_json_text(d->title));
    pk_json_set(root, "model", pk_json_text(d->model));
    pk_json_set(root, "file", pk_json_text(d->file));
    pk_json_set(root, "step", pk_json_text(d->step_unit));
    pk_json_set(root, "horizon_steps", json_integer(d->horizon));
    pk_json_set(root, "currency", pk_json_text(d->currency));
    pk_json_set(root, "population", pk_json_number(d->population));
    pk_json_set(root, "discount", pk_json_number(d->discount));
    pk_json_set(root, "personas", personas);
    pk_json_set(root, "uncertain_at_means", json_boolean(d->uncertain));
    pk_json_set(root, "without_marketing", json_boolean(d->without_marketing));
}

static json_t *stages(from_t d)
{
    json_t *list = json_array();
    for (int i = 0; i < d->nstage; i++) {
        const pk_described_stage_t *stage = &d->stages[i];
        json_t *entry = json_object();
        pk_json_set(entry, "stage", pk_json_text(stage->name));
        pk_json_set(entry, "label", pk_json_text(stage->label));
        pk_json_set(entry, "role", pk_json_text(stage->role));
        pk_json_set(entry, "kind", pk_json_text(stage->kind));
        pk_json_set(entry, "absorbing", json_boolean(stage->absorbing));
        pk_json_set(entry, "stay_steps", by_group(d, stage->stay_steps, "for good"));
        pk_json_set(entry, "value", d->money ? by_group(d, stage->value, NULL) : json_null());
        pk_json_set(entry, "at_start", pk_json_number(stage->at_start));
        pk_json_set(entry, "at_end", pk_json_number(stage->at_end));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *transitions(from_t d)
{
    static const char *const KINDS[] = {"probability", "share", "chance", "events", "arrivals"};
    json_t *list = json_array();
    for (int f = 0; f < d->nflow; f++) {
        const pk_described_flow_t *flow = &d->flows[f];
        json_t *entry = json_object();
        pk_json_set(entry, "transition", pk_json_text(flow->name));
        pk_json_set(entry, "from", pk_json_text(flow->from < 0 ? NULL : d->stages[flow->from].name));
        pk_json_set(entry, "to", pk_json_text(d->stages[flow->to].name));
        pk_json_set(entry, "is", pk_json_text(KINDS[flow->kind]));
        pk_json_set(entry, "today", by_group(d, flow->number, NULL));
        pk_json_set(entry, "moved", pk_json_number(flow->moved));
        json_array_append_new(list, entry);
    }
    return list;
}

static json_t *absorbing(from_t d)
{
    json_t *list = json_array();
    for (int i = 0; i < d->nstage; i++) {
        if (d->chain.absorbing[i]) {
            json_array_append_new(list, pk_json_text(d->stages[i].name));
        }
    }
    return list;
}

static json_t *leaves_out(from_t d)
{
    json_t *list = json_array();
    if (d->feedback != NULL) {
        json_array_append_new(list, pk_json_text(d->feedback));
    }
    if (d->arrivals) {
        json_array_append_new(list, pk_json_text("arrivals"));
    }
    return list;
}

/* The sets of stages that nobody leaves again, each with its long run. */
static json_t *classes(from_t d)
{
    json_t *list = json_array();
    for (int k = 0; k < d->chain.nclosed; k++) {
        const pk_closed_t *closed = &d->chain.closed[k];
        json_t *entry = json_object(), *stages = json_array(), *shares = json_object();
        for (int m = 0; m < closed->count; m++) {
            const char *stage = d->stages[closed->stages[m]].name;
            json_array_append_new(stages, pk_json_text(stage));
            if (closed->share != NULL) {
                pk_json_set(shares, stage, pk_json_number(closed->share[m]));
            }
        }
        pk_json_set(entry, "name", pk_json_text(d->class_names[k]));
        pk_json_set(entry, "stages", stages);
        pk_json_set(entry, "stationary", shares);
        pk_json_set(entry, "period", json_integer(closed->period));
        json_array_append_new(list, entry);
    }
    return list;
}

/* From each stage the chance to end in each class. */
static json_t *ends(from_t d)
{
    const int count = d->chain.nclosed;
    if (d->chain.ends == NULL) {
        return json_null();
    }
    json_t *rows = json_object();
    for (int i = 0; i < d->nstage; i++) {
        json_t *row = json_object();
        for (int k = 0; k < count; k++) {
            pk_json_set(row, d->class_names[k], pk_json_number(d->chain.ends[(size_t)i * (size_t)count + (size_t)k]));
        }
        pk_json_set(rows, d->stages[i].name, row);
    }
    return rows;
}

static json_t *chain(from_t d)
{
    const pk_chain_t *c = &d->chain;
    json_t *object = json_object();
    pk_json_set(object, "leaves_out", leaves_out(d));
    pk_json_set(object, "irreducible", json_boolean(c->irreducible));
    pk_json_set(object, "period", json_integer(c->period));
    pk_json_set(object, "absorbing", absorbing(d));
    pk_json_set(object, "closed_classes", classes(d));
    pk_json_set(object, "ends", ends(d));
    pk_json_set(object, "stationary", by_stage(d, c->stationary, 1));
    pk_json_set(object, "recurrence", by_stage(d, c->first_passage, c->n + 1));
    pk_json_set(object, "first_passage", matrix(d, c->first_passage, NULL, true, false));
    pk_json_set(object, "absorption", matrix(d, c->absorption, c->absorbing, true, true));
    pk_json_set(object, "steps_in", matrix(d, c->steps_in, c->transient, true, true));
    pk_json_set(object, "absorption_time", by_stage(d, c->absorption_time, 1));
    pk_json_set(object, "no_stationary", pk_json_text(c->no_stationary));
    pk_json_set(object, "periodic", pk_json_text(c->periodic));
    pk_json_set(object, "no_absorption", pk_json_text(c->no_absorption));
    pk_json_set(object, "left_out", pk_json_text(c->left_out));
    return object;
}

static json_t *bottlenecks(from_t d)
{
    const pk_bottlenecks_t *b = &d->bottlenecks;
    json_t *object = json_object(), *list = json_array(), *full = json_array();
    for (int k = 0; k < b->count; k++) {
        json_t *entry = json_object();
        pk_json_set(entry, "transition", pk_json_text(d->flows[b->at[k].flow].name));
        pk_json_set(entry, "change", pk_json_number(b->at[k].change));
        pk_json_set(entry, "share", pk_json_number(b->at[k].share));
        json_array_append_new(list, entry);
    }
    for (int k = 0; k < b->nfull; k++) {
        json_array_append_new(full, pk_json_text(d->flows[b->full[k]].name));
    }
    pk_json_set(object, "factor", pk_json_number(PK_BOTTLENECK_FACTOR));
    pk_json_set(object, "kpi", pk_json_text(b->kpi));
    pk_json_set(object, "unit", pk_json_text(b->unit));
    pk_json_set(object, "base", b->kpi != NULL ? pk_json_number(b->base) : json_null());
    pk_json_set(object, "runs", json_integer(b->runs));
    pk_json_set(object, "mean_of_runs", b->runs > 0 ? pk_json_number(b->mean) : json_null());
    pk_json_set(object, "mcse", b->runs > 0 ? pk_json_number(b->mcse) : json_null());
    pk_json_set(object, "transitions", list);
    pk_json_set(object, "full", full);
    pk_json_set(object, "tried", json_integer(b->tried));
    return object;
}

static json_t *numbers(const pk_unsourced_t *list, int count)
{
    json_t *array = json_array();
    for (int k = 0; k < count; k++) {
        json_t *entry = json_object();
        pk_json_set(entry, "path", pk_json_text(list[k].path));
        pk_json_set(entry, "value", pk_json_text(list[k].value));
        pk_json_set(entry, "file", pk_json_text(list[k].file));
        pk_json_set(entry, "line", json_integer(list[k].line));
        json_array_append_new(array, entry);
    }
    return array;
}

static json_t *samples(const pk_told_numbers_t *told)
{
    json_t *array = json_array();
    for (int k = 0; k < told->nsample; k++) {
        const pk_told_sample_t *sample = &told->samples[k];
        json_t *entry = json_object();
        pk_json_set(entry, "path", pk_json_text(sample->path));
        pk_json_set(entry, "file", pk_json_text(sample->file));
        pk_json_set(entry, "column", pk_json_text(sample->column));
        pk_json_set(entry, "values", json_integer(sample->count));
        pk_json_set(entry, "mean", pk_json_number(sample->mean));
        pk_json_set(entry, "p05", pk_json_number(sample->p05));
        pk_json_set(entry, "p95", pk_json_number(sample->p95));
        json_array_append_new(array, entry);
    }
    return array;
}

static json_t *together(const pk_told_numbers_t *told)
{
    json_t *array = json_array();
    for (int l = 0; l < told->ntogether; l++) {
        json_t *entry = json_object(), *paths = json_array();
        for (int k = 0; k < told->together[l].count; k++) {
            json_array_append_new(paths, pk_json_text(told->together[l].paths[k]));
        }
        pk_json_set(entry, "numbers", paths);
        pk_json_set(entry, "correlation", pk_json_number(told->together[l].correlation));
        json_array_append_new(array, entry);
    }
    return array;
}

char *pk_description_json(const pk_description_t *d, pk_arena_t *arena)
{
    json_t *root = json_object(), *assumptions = json_object();
    headline(d, root);
    pk_json_set(assumptions, "sourced", json_integer(d->nsourced));
    pk_json_set(assumptions, "own", numbers(d->own, d->nown));
    pk_json_set(assumptions, "unsourced", numbers(d->unsourced, d->nunsourced));
    pk_json_set(assumptions, "samples", samples(&d->numbers));
    pk_json_set(assumptions, "together", together(&d->numbers));
    pk_json_set(root, "stages", stages(d));
    pk_json_set(root, "transitions", transitions(d));
    pk_json_set(root, "chain", chain(d));
    pk_json_set(root, "bottlenecks", bottlenecks(d));
    pk_json_set(root, "assumptions", assumptions);
    return pk_json_write(root, arena);
}
