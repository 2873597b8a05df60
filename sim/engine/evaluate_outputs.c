/* The outputs of an evaluator by name. */
#include <string.h>

#include "engine/evaluate_parts.h"

typedef const char *(*name_fn)(const pk_evaluator_t *self, int index);

static const char *kpi_name(const pk_evaluator_t *self, int index)
{
    return self->kpis.at[index].name;
}
static const char *flow_name(const pk_evaluator_t *self, int index)
{
    return self->plan->flows[index].name;
}
static const char *stage_name(const pk_evaluator_t *self, int index)
{
    return self->plan->stages[index].stage->name;
}
static const char *persona_name(const pk_evaluator_t *self, int index)
{
    return self->plan->model->personas[index].name;
}
static const char *window_label(const pk_evaluator_t *self, int index)
{
    return self->kpis.windows[index].label;
}

/* -1 and an error where there is none. */
static int look_up(pk_evaluator_t *self, const char *what, const char *name, name_fn name_of, int count,
                   pk_diag_t *diag)
{
    const char **names = PK_ARRAY(&self->arena, const char *, count + 1);
    for (int i = 0; i < count; i++) {
        names[i] = name_of(self, i);
        if (pk_path_is_same(names[i], name)) {
            return i;
        }
    }
    const char *nearest = pk_nearest(name, names, count);
    (void)pk_error(diag, PK_NOWHERE,
                   nearest != NULL ? pk_arena_format(&self->arena, "did you mean %s?", nearest) : NULL,
                   "there is no %s %s in the plan %s", what, name, self->plan->scenario->title);
    return -1;
}

static int find_named(pk_evaluator_t *self, const pk_output_t *output, pk_diag_t *diag)
{
    switch (output->kind) {
    case PK_OUTPUT_KPI:
        return look_up(self, "KPI", output->name, kpi_name, self->kpis.count, diag);
    case PK_OUTPUT_FLOW:
        return look_up(self, "flow", output->name, flow_name, self->plan->nflow, diag);
    case PK_OUTPUT_STAGE:
        return look_up(self, "stage", output->name, stage_name, self->plan->nstage, diag);
    }
    return -1;
}

static pk_status_t find_output(pk_evaluator_t *self, const pk_output_t *output, pk_resolved_t *to, pk_diag_t *diag)
{
    const int groups = self->plan->nodes.count, personas = pk_model_personas(self->plan);
    const int index = find_named(self, output, diag);
    const int persona =
        output->persona == NULL ? -1 : look_up(self, "persona", output->persona, persona_name, personas, diag);
    const int window = output->kind == PK_OUTPUT_KPI && output->window != NULL
                           ? look_up(self, "period", output->window, window_label, self->kpis.nwindow, diag)
                           : 0;
    if (index < 0 || window < 0 || (output->persona != NULL && persona < 0)) {
        return PK_BAD_INPUT;
    }
    *to = (pk_resolved_t){.kind = output->kind,
                          .span = output->span,
                          .index = index,
                          .first_persona = persona < 0 ? 0 : persona * groups,
                          .last_persona = (persona < 0 ? personas : persona + 1) * groups,
                          .first = output->first,
                          .last = output->last,
                          .at = window};
    if (output->kind == PK_OUTPUT_KPI && persona >= 0 && !(self->kpis.ngroup > 1 && self->kpis.at[index].by_group)) {
        return pk_error(diag, PK_NOWHERE, "leave the persona out", "%s is not measured by persona", output->name);
    }
    PK_REQUIRE(output->span == PK_SPAN_HORIZON || (self->tail != NULL && output->kind == PK_OUTPUT_KPI));
    if (output->span == PK_SPAN_BOTH && self->kpis.at[index].reduce != PK_SUM) {
        return pk_error(diag, PK_NOWHERE, "take a KPI that adds up over the steps, such as present_value",
                        "%s of the horizon and of the steps after it cannot be added up", output->name);
    }
    return PK_OK;
}

/* Places among the accumulators, when it is known whether there are personas. */
static void place(pk_evaluator_t *self)
{
    for (int k = 0; k < self->noutput; k++) {
        pk_resolved_t *output = &self->outputs[k];
        const bool single = output->last_persona - output->first_persona < self->plan->npersona;
        const int group = single ? 1 + pk_model_persona(self->plan, output->first_persona) : 0;
        output->at = (output->at * self->kpis.ngroup + group) * self->kpis.count + output->index;
        if (output->span != PK_SPAN_HORIZON) {
            const int there = pk_kpis_find(&self->after, self->kpis.at[output->index].name);
            output->at_after = (long)group * self->after.count + there;
        }
    }
}

pk_status_t pk_evaluator_resolve(pk_evaluator_t *self, const pk_evaluator_options_t *options, pk_diag_t *diag)
{
    if (options->noutput == 0) {
        return PK_OK;
    }
    bool *wanted = PK_ARRAY(&self->arena, bool, self->kpis.count), personas = false;
    pk_status_t status = PK_OK;
    self->noutput = options->noutput;
    self->outputs = PK_ARRAY(&self->arena, pk_resolved_t, self->noutput);
    for (int k = 0; k < self->noutput; k++) {
        if (find_output(self, &options->outputs[k], &self->outputs[k], diag) != PK_OK) {
            status = PK_BAD_INPUT;
        } else if (options->outputs[k].kind == PK_OUTPUT_KPI) {
            wanted[self->outputs[k].index] = true;
            personas = personas || options->outputs[k].persona != NULL;
        }
    }
    pk_kpis_choose(self->plan, &self->kpis, wanted, personas);
    if (self->tail != NULL) { /* of the same model, so that its KPIs are the same */
        PK_REQUIRE(self->after.count == self->kpis.count);
        pk_kpis_choose(&self->tail->plan, &self->after, wanted, personas);
    }
    place(self);
    return status;
}
