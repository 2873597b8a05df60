/* What was seen, beside which the runs are shown. */
#include "engine/outcome.h"

static const char *copy(pk_result_t *result, const char *text)
{
    return pk_arena_copy(&result->arena, text);
}

static void name_thing(const pk_actual_t *from, const pk_kpis_t *kpis, pk_result_actual_t *to, pk_result_t *result)
{
    to->kpi = from->kind == PK_ACTUAL_KPI ? pk_kpis_find(kpis, from->name) : -1;
    to->stage = from->kind == PK_ACTUAL_STAGE ? from->index : -1;
    to->flow = from->kind == PK_ACTUAL_FLOW ? from->index : -1;
    to->unit = to->kpi >= 0 ? copy(result, kpis->at[to->kpi].unit) : "customers";
    if (to->flow >= 0) {
        to->from = result->flows[to->flow].from;
        to->to = result->flows[to->flow].to;
    }
}

static void take_rows(const pk_actual_t *from, pk_result_actual_t *to, pk_arena_t *arena)
{
    to->begins = PK_ARRAY(arena, long, from->count);
    to->ends = PK_ARRAY(arena, long, from->count);
    to->spans = PK_ARRAY(arena, pk_window_t, from->count);
    to->parts = PK_ARRAY(arena, double, 2 * from->count);
    to->values = PK_ARRAY(arena, double, 2 * from->count);
    to->below = PK_ARRAY(arena, double, 2 * from->count);
    to->sum = PK_ARRAY(arena, pk_summary_t, from->count);
    to->total = PK_ARRAY(arena, pk_summary_t, from->count);
    for (int i = 0; i < from->count; i++) {
        const pk_actual_row_t *row = &from->rows[i];
        to->begins[i] = row->from;
        to->ends[i] = row->until;
        to->spans[i] = (pk_window_t){.label = "", .first = row->first, .last = row->last};
        to->parts[2 * i] = row->first_part;
        to->parts[2 * i + 1] = row->last_part;
        to->values[i] = row->value;
        to->values[from->count + i] = row->value + (i > 0 ? to->values[from->count + i - 1] : 0);
    }
}

void pk_outcome_actuals(const pk_plan_t *plan, const pk_kpis_t *kpis, pk_result_t *result)
{
    const pk_scenario_t *scenario = plan->scenario;
    result->nactual = scenario->nactual;
    result->actuals = PK_ARRAY(&result->arena, pk_result_actual_t, scenario->nactual);
    for (int i = 0; i < scenario->nactual; i++) {
        const pk_actual_t *from = &scenario->actuals[i];
        pk_result_actual_t *to = &result->actuals[i];
        to->column = copy(result, from->column);
        to->file = copy(result, from->file);
        to->name = copy(result, from->name);
        to->at_end = from->at_end;
        to->count = from->count;
        name_thing(from, kpis, to, result);
        take_rows(from, to, &result->arena);
    }
}
