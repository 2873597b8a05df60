/* The model alone beside a plan that differs from it: the same journey with the model's own numbers, without the
 * scenario's assumptions and conversions. Which draws are possible is asked of it, so that no plan moves a draw.
 * Spend and levers of a plan cannot make a row impossible: what counts there is today, which is the model's. */
#include <stdlib.h>
#include <string.h>

#include "engine/compile.h"

static bool converts(const pk_scenario_t *scenario)
{
    for (int f = 0; f < scenario->model->ntransition; f++) {
        if (scenario->conversions[f]->kind != PK_NUMBER_NONE) {
            return true;
        }
    }
    return false;
}

/* The plan itself without its conversions; all else is shared. */
static void without_conversions(pk_plan_t *plan)
{
    pk_plan_t *reference = PK_NEW(&plan->arena, pk_plan_t);
    *reference = *plan;
    reference->flows = PK_ARRAY(&plan->arena, pk_flow_t, plan->nflow);
    memcpy(reference->flows, plan->flows, (size_t)plan->nflow * sizeof *plan->flows);
    for (int f = 0; f < plan->nflow; f++) {
        reference->flows[f].conversion = (pk_quantity_t){0};
        reference->flows[f].dial = PK_NO_DIAL;
    }
    plan->reference = reference;
}

/* ---- the plan's numbers in the reference ---- */

typedef struct {
    uint64_t address;
    const pk_number_t *number;
} pk_entry_of_t;

static int by_address(const void *a, const void *b)
{
    const pk_entry_of_t *p = a, *q = b;
    return (p->address > q->address) - (p->address < q->address);
}

static bool is_same(const pk_number_t *a, const pk_number_t *b)
{
    if (a->kind != b->kind || a->address != b->address || a->value != b->value || a->learned != b->learned) {
        return false;
    }
    if (a->kind != PK_NUMBER_LAW) {
        return true;
    }
    bool same = a->law == b->law && a->spelling == b->spelling && a->scale == b->scale && a->low == b->low &&
                a->high == b->high && a->nargument == b->nargument;
    for (int k = 0; same && k < a->nargument; k++) {
        same = is_same(a->arguments[k], b->arguments[k]);
    }
    return same;
}

/* Whether a number's normal score is made of the same scores in both plans. */
static bool is_mixed_alike(const pk_plan_t *plan, int slot, const pk_plan_t *reference, int there)
{
    const pk_mixed_t a = plan->mixed[slot], b = reference->mixed[there];
    if (a.block < 0 || b.block < 0) {
        return a.block == b.block;
    }
    const pk_copula_t *one = &plan->copulas.all[a.block], *other = &reference->copulas.all[b.block];
    bool alike = a.at == b.at;
    for (int k = 0; alike && k <= a.at; k++) {
        alike = one->numbers[k]->address == other->numbers[k]->address &&
                one->mixed[a.at * one->count + k] == other->mixed[b.at * other->count + k];
    }
    return alike;
}

static pk_plan_link_t link_of(const pk_plan_t *plan, const pk_number_t *number, const pk_number_t *there)
{
    const pk_plan_t *reference = plan->reference;
    pk_plan_link_t link = {.slot = -1, .joint = -1};
    if (there != NULL && there->slot >= 0) {
        link.joint = reference->joint_of_slot[there->slot];
        link.slot =
            is_same(number, there) && is_mixed_alike(plan, number->slot, reference, there->slot) ? there->slot : -1;
    }
    return link;
}

/* A row of `exits:` is the same where all of its parameters are. */
static void link_row(pk_plan_t *plan, int stage)
{
    const pk_stage_plan_t *here = &plan->stages[stage], *there = &plan->reference->stages[stage];
    bool same = true;
    for (int k = 0; k <= here->stage->exits_count; k++) {
        same = same && is_same(here->stage->exits_alpha[k], there->stage->exits_alpha[k]);
    }
    for (int k = 0; k < here->stage->exits_count; k++) {
        plan->links[here->row_slot + k] =
            (pk_plan_link_t){.slot = same ? there->row_slot + k : -1, .joint = plan->reference->joint_of_row[stage]};
    }
}

static void link_numbers(pk_plan_t *plan)
{
    const pk_plan_t *reference = plan->reference;
    pk_entry_of_t *book = pk_heap((size_t)reference->nnumber + 1, sizeof *book);
    int count = 0;
    for (int slot = 0; slot < reference->nnumber; slot++) {
        if (reference->numbers[slot] != NULL) {
            book[count++] = (pk_entry_of_t){reference->numbers[slot]->address, reference->numbers[slot]};
        }
    }
    qsort(book, (size_t)count, sizeof *book, by_address);
    plan->links = PK_ARRAY(&plan->arena, pk_plan_link_t, plan->nslot + 1);
    for (int slot = plan->nnumber; slot < plan->nslot; slot++) {
        plan->links[slot] = (pk_plan_link_t){.slot = -1, .joint = -1};
    }
    for (int slot = 0; slot < plan->nnumber; slot++) {
        const pk_number_t *number = plan->numbers[slot];
        const pk_entry_of_t key = {.address = number != NULL ? number->address : 0};
        const pk_entry_of_t *found =
            number != NULL ? bsearch(&key, book, (size_t)count, sizeof *book, by_address) : NULL;
        plan->links[slot] = link_of(plan, number, found != NULL ? found->number : NULL);
    }
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].row_slot >= 0) {
            link_row(plan, i);
        }
    }
    free(book);
}

/* The model without what is assumed, compiled by itself over the plan's horizon. False where that cannot be had: the
 * assumptions then are what makes it a model. */
static bool without_assumptions(pk_plan_t *plan)
{
    const pk_scenario_t *scenario = plan->scenario;
    pk_scenario_t *alone = PK_NEW(&plan->arena, pk_scenario_t);
    pk_plan_t *reference = PK_NEW(&plan->arena, pk_plan_t);
    pk_number_t *none = PK_NEW(&plan->arena, pk_number_t);
    *none = (pk_number_t){.kind = PK_NUMBER_NONE, .slot = -1};
    *alone = *scenario;
    alone->model = scenario->unassumed;
    alone->conversions = PK_ARRAY(&plan->arena, pk_number_t *, scenario->model->ntransition + 1);
    for (int f = 0; f < scenario->model->ntransition; f++) {
        alone->conversions[f] = none;
    }
    pk_diag_t quiet = {0};
    const bool holds = pk_compile_all(alone, reference, &quiet) == PK_OK;
    pk_diag_free(&quiet);
    if (!holds) {
        pk_plan_free(reference);
        return false;
    }
    plan->reference = reference;
    link_numbers(plan);
    return true;
}

void pk_compile_reference(pk_plan_t *plan)
{
    if (plan->scenario->unassumed != NULL && without_assumptions(plan)) {
        return;
    }
    if (converts(plan->scenario)) {
        without_conversions(plan);
    }
}
