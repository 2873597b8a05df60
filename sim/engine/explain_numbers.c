/* Which written numbers make a row at a step: for messages. */
#include <stdlib.h>
#include <string.h>

#include "engine/explain_parts.h"
#include "engine/written.h"
#include "model/schedule.h"

static const pk_number_t *in_force(const pk_plan_t *plan, const pk_number_t *number, int t)
{
    if (number->kind != PK_NUMBER_SCHEDULE || number->series != NULL || t < 1) {
        return number;
    }
    int *piece = pk_heap((size_t)plan->nstep + 1, sizeof(int));
    pk_diag_t quiet = {0};
    const bool known = pk_schedule_resolve(number, &plan->calendar, piece, NULL, &quiet) == PK_OK;
    const pk_number_t *value = known ? number->pieces[piece[t - 1]].value : number;
    pk_diag_free(&quiet);
    free(piece);
    return value;
}

/* "otherwise", "from 2026-04", "until 2": how a piece is written in its schedule; NULL: the number is no schedule. */
static const char *piece_name(const pk_number_t *number, const pk_number_t *piece, pk_arena_t *arena)
{
    const size_t length = strlen(number->path);
    if (piece == number || strncmp(piece->path, number->path, length) != 0 || piece->path[length] != '.') {
        return NULL;
    }
    for (int k = 0; k < number->npiece; k++) {
        if (number->pieces[k].value == piece && !number->pieces[k].otherwise) {
            return pk_arena_format(arena, "%s %s", number->pieces[k].has_from ? "from" : "until",
                                   piece->path + length + 1);
        }
    }
    return "otherwise";
}

/* The numbers that a flow's written value is made of, the last said last. */
static int written_numbers(const pk_plan_t *plan, int f, int persona, const pk_number_t *numbers[3])
{
    const pk_flow_t *flow = &plan->flows[f];
    int count = 0;
    if (flow->from < 0) {
        numbers[count++] = plan->model->arrivals[f - plan->ntransition].number;
        return count;
    }
    numbers[count++] = flow->transition->value;
    if (pk_present(flow->by_persona[persona])) {
        numbers[count++] = flow->transition->by_persona[pk_model_persona(plan, persona)];
    }
    if (pk_present(flow->conversion)) {
        numbers[count++] = plan->scenario->conversions[f];
    }
    return count;
}

/* Whether the plan has another number than the model. */
static bool is_changed(const pk_plan_t *plan, const pk_number_t *number)
{
    return plan->links != NULL && number->slot >= 0 && plan->links[number->slot].slot < 0;
}

/* How telling a number is: a plan's own before the model's, a scheduled piece before what always holds. */
static int weight_of(const pk_plan_t *plan, const pk_number_t *number, const pk_number_t *piece, bool converts)
{
    return (converts || is_changed(plan, piece) ? PK_PLAIN_CHANGE : 0) + (piece != number ? 2 : 0) + 1;
}

void pk_explain_flow_place(const pk_plan_t *plan, int f, const pk_fault_t *at, pk_best_place_t *best)
{
    const pk_number_t *numbers[3];
    const int count = written_numbers(plan, f, at->persona, numbers);
    for (int k = 0; k < count; k++) {
        const pk_number_t *piece = in_force(plan, numbers[k], at->step);
        const bool converts = pk_present(plan->flows[f].conversion) && k == count - 1;
        const int weight = weight_of(plan, numbers[k], piece, converts);
        if (numbers[k]->kind != PK_NUMBER_NONE && piece->place.line > 0 && weight >= best->weight) {
            *best = (pk_best_place_t){.place = piece->place, .weight = weight};
        }
    }
}

static void offer(const pk_plan_t *plan, const pk_number_t *number, pk_best_place_t *best)
{
    if (number == NULL || number->kind == PK_NUMBER_NONE || number->place.line <= 0) {
        return;
    }
    const int weight = weight_of(plan, number, number, false);
    if (weight >= best->weight) {
        *best = (pk_best_place_t){.place = number->place, .weight = weight};
    }
}

void pk_explain_driver_place(const pk_plan_t *plan, int flow, pk_best_place_t *best)
{
    const pk_effectors_t effects = plan->flows[flow].effects;
    for (int e = 0; e < effects.count; e++) {
        const pk_driver_t *driver = &plan->model->drivers[effects.at[e].driver];
        for (int k = 0; k < driver->neffect; k++) {
            offer(plan, driver->effects[k].transition == flow ? driver->effects[k].strength : NULL, best);
        }
        for (int k = 0; driver->saturation >= 0 && k < 2; k++) {
            offer(plan, driver->saturation_at[k], best);
        }
        if (driver->kind == PK_DRIVER_CHANNEL) {
            offer(plan, pk_channel_of(driver)->spend, best);
            offer(plan, pk_channel_of(driver)->history, best);
        }
    }
}

void pk_explain_share_place(const pk_plan_t *plan, const pk_fault_t *at, pk_best_place_t *best)
{
    const pk_model_t *model = plan->model;
    for (int i = 0; at->row == pk_row_of_start(plan) && i < plan->nstage; i++) {
        offer(plan, model->stages[i].start, best);
    }
    for (int g = 0; at->row == pk_row_of_personas(plan) && g < pk_model_personas(plan); g++) {
        offer(plan, model->personas[g].share, best);
    }
}

static const char *percent_of(const pk_plan_t *plan, int f, const double *draws, const pk_fault_t *at,
                              pk_arena_t *arena)
{
    double period;
    const double value = pk_written_value(&plan->flows[f], draws, at->persona, at->step, &period);
    if (plan->flows[f].by == PK_BY_RATE) {
        return pk_arena_format(arena, "%.4g", value);
    }
    return period > 0 ? pk_arena_format(arena, "%.4g%% in %.4g steps", 100 * value, period)
                      : pk_arena_format(arena, "%.4g%%", 100 * value);
}

const char *pk_explain_way(const pk_plan_t *plan, int f, const double *draws, const pk_fault_t *at, pk_arena_t *arena)
{
    const pk_number_t *numbers[3];
    const int count = written_numbers(plan, f, at->persona, numbers);
    const char *words = plan->flows[f].rest ? pk_arena_format(arena, "%s rest", plan->flows[f].name)
                                            : pk_arena_format(arena, "%s %s", plan->flows[f].name,
                                                              percent_of(plan, f, draws, at, arena));
    for (int k = 0; k < count; k++) {
        const char *piece = piece_name(numbers[k], in_force(plan, numbers[k], at->step), arena);
        words = piece == NULL ? words : pk_arena_format(arena, "%s (%s)", words, piece);
    }
    return words;
}
