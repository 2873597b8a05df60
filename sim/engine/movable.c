#include "engine/movable.h"

#include <stdio.h>
#include <string.h>

/* ---- the search ---- */

static bool find_dial(const pk_plan_t *plan, const char *path, pk_movable_t *out)
{
    for (int k = 0; k < plan->ndial; k++) {
        if (pk_path_is_same(plan->dials[k].path, path)) {
            out->path = plan->dials[k].path;
            out->dial = plan->dials[k].dial;
            return true;
        }
    }
    return false;
}

static bool is_argument(const pk_plan_t *plan, const pk_number_t *wanted)
{
    for (int i = 0; i < plan->model->numbers.count; i++) {
        const pk_number_t *number = plan->model->numbers.all[i];
        for (int k = 0; k < number->nargument && number->kind == PK_NUMBER_LAW; k++) {
            if (number->arguments[k] == wanted) {
                return true;
            }
        }
    }
    for (int j = 0; j < plan->nodes.nnumber; j++) {
        for (int k = 0; k < plan->nodes.number[j].law->nargument; k++) {
            if (plan->nodes.number[j].law->arguments[k] == wanted) {
                return true;
            }
        }
    }
    for (int j = 0; j < plan->nown; j++) {
        for (int k = 0; k < plan->own[j].number->nargument; k++) {
            if (plan->own[j].number->arguments[k] == wanted) {
                return true;
            }
        }
    }
    for (int i = 0; i < plan->nstage; i++) {
        for (int k = 0; plan->stages[i].row_slot >= 0 && k <= plan->stages[i].stage->exits_count; k++) {
            if (plan->stages[i].stage->exits_alpha[k] == wanted) {
                return true;
            }
        }
    }
    return false;
}

/* The slots of a number, or of a schedule's pieces where each has one and stands for a step (no totals). */
static bool find_slots(pk_plan_t *plan, const pk_number_t *number, pk_movable_t *out)
{
    int *slots = PK_ARRAY(&plan->arena, int, number->npiece + 1);
    if (number->kind == PK_NUMBER_VARIES) {
        return false;
    }
    if (number->slot >= 0) {
        slots[out->nslot++] = number->slot;
    }
    for (int p = 0; p < number->npiece; p++) {
        const pk_number_t *piece = number->pieces[p].value;
        if (number->pieces[p].total || piece->slot < 0 || piece->kind == PK_NUMBER_VARIES) {
            return false;
        }
        slots[out->nslot++] = piece->slot;
    }
    out->slots = slots;
    return out->nslot > 0;
}

/* "this plan has levers.price, levers.benefits": the dials of the section that a path begins with; NULL: none.
 */
static const char *dials_beside(pk_plan_t *plan, const char *path)
{
    const size_t section = strcspn(path, ".");
    const char *text = NULL;
    for (int k = 0; k < plan->ndial && path[section] == '.'; k++) {
        if (strncmp(plan->dials[k].path, path, section + 1) == 0) {
            text = pk_arena_format(&plan->arena, "%s%s",
                                   text != NULL ? pk_arena_format(&plan->arena, "%s, ", text) : "this plan has ",
                                   plan->dials[k].path);
        }
    }
    return text;
}

static pk_status_t unknown(pk_plan_t *plan, const char *path, pk_place_t place, pk_diag_t *diag)
{
    const pk_numbers_t *book = &plan->model->numbers;
    const char **names = PK_ARRAY(&plan->arena, const char *, book->count + plan->ndial);
    int count = 0;
    for (int k = 0; k < plan->ndial; k++) {
        names[count++] = plan->dials[k].path;
    }
    for (int i = 0; i < book->count; i++) {
        names[count++] = book->all[i]->path;
    }
    const char *nearest = pk_nearest(path, names, count), *others = dials_beside(plan, path);
    return pk_error(diag, place,
                    nearest != NULL  ? pk_arena_format(&plan->arena, "did you mean %s?", nearest)
                    : others != NULL ? others
                                     : "paths are keys joined by dots, such as spend.search, levers.response_hours or "
                                       "transitions.lead -> customer.probability",
                    "there is no number %s in the plan %s", path, plan->scenario->title);
}

static pk_status_t find(pk_plan_t *plan, const char *path, pk_place_t place, pk_movable_t *out, pk_diag_t *diag)
{
    *out = (pk_movable_t){.dial = PK_NO_DIAL};
    if (find_dial(plan, path, out)) {
        return PK_OK;
    }
    const pk_number_t *number = pk_number_find(&plan->model->numbers, path);
    if (number == NULL) {
        return unknown(plan, path, place, diag);
    }
    out->path = number->path;
    out->argument = is_argument(plan, number);
    if (find_slots(plan, number, out)) {
        return PK_OK;
    }
    return pk_error(diag, place.source != NULL ? place : number->place,
                    number->kind == PK_NUMBER_VARIES ? "its arguments can be moved, each by its own path"
                    : number->npiece > 0
                        ? "its pieces can be moved, each by its own path; spend as a whole is spend.CHANNEL"
                        : "write it in the model first",
                    "%s cannot be moved by itself", number->path);
}

pk_status_t pk_movable_find(pk_plan_t *plan, const char *path, pk_movable_t *out, pk_diag_t *diag)
{
    return find(plan, path, PK_NOWHERE, out, diag);
}

pk_status_t pk_moved_read(pk_plan_t *plan, const char *path, const char *text, pk_place_t place, pk_moved_t *out,
                          pk_diag_t *diag)
{
    pk_moved_value_t value;
    if (find(plan, path, place, &out->what, diag) != PK_OK ||
        pk_moved_value_read(plan->scenario, path, text, place, &plan->arena, &value, diag) != PK_OK) {
        return PK_BAD_INPUT;
    }
    out->times = value.times;
    out->value = value.value;
    if (!out->times && !pk_movable_can_be_set(&out->what)) {
        return pk_error(diag, place, "multiply it: x1.2", "%s comes from a file and cannot be one value", path);
    }
    return PK_OK;
}

/* ---- moves ---- */

int pk_movable_moves(const pk_movable_t *self)
{
    return self->nslot > 0 ? self->nslot : 1;
}

bool pk_movable_can_be_set(const pk_movable_t *self)
{
    return self->nslot > 0 || self->dial.level >= 0;
}

int pk_movable_move(const pk_movable_t *self, double value, bool times, pk_move_t *moves)
{
    PK_REQUIRE(times || pk_movable_can_be_set(self));
    if (self->nslot == 0) {
        moves[0] = (pk_move_t){.slot = times ? self->dial.factor : self->dial.level, .times = times, .value = value};
        return 1;
    }
    for (int k = 0; k < self->nslot; k++) {
        moves[k] = (pk_move_t){.slot = self->slots[k], .times = times, .value = value};
    }
    return self->nslot;
}

int pk_moved_moves(const pk_moved_t *moved, int count)
{
    int moves = 0;
    for (int k = 0; k < count; k++) {
        moves += pk_movable_moves(&moved[k].what);
    }
    return moves;
}

int pk_moved_move(const pk_moved_t *moved, int count, pk_move_t *moves)
{
    int done = 0;
    for (int k = 0; k < count; k++) {
        done += pk_movable_move(&moved[k].what, moved[k].value, moved[k].times, &moves[done]);
    }
    return done;
}

void pk_moves_apply(const pk_move_t *moves, int count, double *draws)
{
    for (int k = 0; k < count; k++) {
        double *at = &draws[moves[k].slot];
        *at = moves[k].times ? *at * moves[k].value : moves[k].value;
    }
}
