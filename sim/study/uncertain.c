#include "study/uncertain.h"

#include <stdlib.h>

#include "engine/assumptions.h"
#include "model/learned.h"

/* ---- which there are ---- */

static int take(pk_uncertains_t *self, const char *path, const pk_number_t *number, int plan, int slot)
{
    int at = pk_uncertains_at(self, path);
    if (at < 0) {
        at = self->count++;
        self->all[at] = (pk_uncertain_t){.path = path, .number = number, .slot = {-1, -1}};
    }
    self->all[at].slot[plan] = slot;
    return at;
}

static void take_address(pk_uncertains_t *self, uint64_t address, int number)
{
    int at = self->naddress;
    for (int k = 0; k < self->naddress; k++) {
        if (self->address[k] == address) {
            return;
        }
    }
    for (; at > 0 && self->address[at - 1] > address; at--) {
        self->address[at] = self->address[at - 1];
        self->number_of[at] = self->number_of[at - 1];
    }
    self->address[at] = address;
    self->number_of[at] = number;
    self->naddress++;
}

static void take_row(pk_uncertains_t *self, int plan, const pk_stage_plan_t *stage)
{
    int first = -1;
    for (int k = 0; k < stage->stage->exits_count; k++) {
        const char *path = pk_arena_format(&self->arena, "%s.drawn", stage->stage->exits_alpha[k]->path);
        const int at = take(self, path, NULL, plan, stage->row_slot + k);
        first = k == 0 ? at : first;
    }
    for (int k = 0; k <= stage->stage->exits_count; k++) {
        take_address(self, pk_exit_address(stage->stage, k), first);
    }
}

static bool is_law(const pk_plan_t *plan, int slot)
{
    return plan->drawn[slot] && plan->numbers[slot]->kind == PK_NUMBER_LAW;
}

static void take_plan(pk_uncertains_t *self, int plan)
{
    const pk_plan_t *p = self->plans[plan];
    for (int slot = 0; slot < p->nnumber; slot++) {
        if (is_law(p, slot)) {
            const pk_number_t *number = p->numbers[slot];
            const uint64_t address = number->learned != NULL ? p->model->learned->address : number->address;
            take_address(self, address, take(self, number->path, number, plan, slot));
        }
    }
    for (int i = 0; i < p->nstage; i++) {
        if (p->stages[i].row_slot >= 0) {
            take_row(self, plan, &p->stages[i]);
        }
    }
}

void pk_uncertains_find(pk_uncertains_t *self, const pk_plan_t *plan, const pk_plan_t *other)
{
    *self = (pk_uncertains_t){.plans = {plan, other}};
    const int slots = plan->nslot + (other != NULL ? other->nslot : 0);
    self->all = PK_ARRAY(&self->arena, pk_uncertain_t, slots + 1);
    self->address = PK_ARRAY(&self->arena, uint64_t, 2 * slots + 1);
    self->number_of = PK_ARRAY(&self->arena, int, 2 * slots + 1);
    for (int p = 0; p < PK_UNCERTAIN_PLANS && self->plans[p] != NULL; p++) {
        take_plan(self, p);
    }
}

void pk_uncertains_free(pk_uncertains_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_uncertains_t){0};
}

int pk_uncertains_at(const pk_uncertains_t *self, const char *path)
{
    for (int k = 0; k < self->count; k++) {
        if (pk_path_is_same(self->all[k].path, path)) {
            return k;
        }
    }
    return -1;
}

/* ---- which hang together ---- */

static int root(int *parent, int k)
{
    while (parent[k] != k) {
        k = parent[k] = parent[parent[k]];
    }
    return k;
}

static void join(pk_uncertains_t *self, int one, int other)
{
    if (one >= 0 && other >= 0) {
        const int a = root(self->parent, one), b = root(self->parent, other);
        self->parent[a > b ? a : b] = a > b ? b : a;
    }
}

static int in_slot(const pk_uncertains_t *self, int plan, int slot)
{
    for (int k = 0; k < self->count; k++) {
        if (self->all[k].slot[plan] == slot) {
            return k;
        }
    }
    return -1;
}

/* A number with the uncertain ones in its arguments, however deep. */
static void join_arguments(pk_uncertains_t *self, int plan, int number, const pk_number_t *law)
{
    for (int k = 0; k < law->nargument; k++) {
        const pk_number_t *argument = law->arguments[k];
        const int at = argument->kind == PK_NUMBER_LAW ? in_slot(self, plan, argument->slot) : -1;
        if (at >= 0) {
            self->all[at].argument = true;
            join(self, number, at);
        }
        join_arguments(self, plan, number, argument);
    }
}

static void join_row(pk_uncertains_t *self, int plan, const pk_stage_plan_t *stage)
{
    const int first = in_slot(self, plan, stage->row_slot);
    for (int k = 0; k <= stage->stage->exits_count; k++) {
        const pk_number_t *alpha = stage->stage->exits_alpha[k];
        const int at = alpha->kind == PK_NUMBER_LAW ? in_slot(self, plan, alpha->slot) : -1;
        if (k < stage->stage->exits_count) {
            join(self, first, in_slot(self, plan, stage->row_slot + k));
        }
        if (at >= 0) {
            self->all[at].argument = true;
            join(self, first, at);
        }
        join_arguments(self, plan, first, alpha);
    }
}

/* What was learned together comes in whole rows. */
static void join_learned(pk_uncertains_t *self, int plan)
{
    const pk_plan_t *p = self->plans[plan];
    int first = -1;
    for (int k = 0; k < self->count; k++) {
        const int slot = self->all[k].slot[plan];
        if (slot >= 0 && slot < p->nnumber && p->numbers[slot]->learned != NULL) {
            first = first < 0 ? k : first;
            join(self, first, k);
        }
    }
}

/* What `together:` correlates. */
static void join_mixed(pk_uncertains_t *self, int plan)
{
    const pk_plan_t *p = self->plans[plan];
    for (int b = 0; b < p->copulas.count; b++) {
        int first = -1;
        for (int k = 0; k < p->copulas.all[b].count; k++) {
            const int slot = p->copulas.all[b].numbers[k]->slot, at = slot >= 0 ? in_slot(self, plan, slot) : -1;
            join(self, first, at);
            first = first < 0 ? at : first;
        }
    }
}

static int joint_of(const pk_plan_t *plan, int slot)
{
    return plan->links != NULL ? plan->links[slot].joint : plan->joint_of_slot[slot];
}

static int joint_of_number(const pk_plan_t *plan, int slot)
{
    for (int i = 0; i < plan->nstage; i++) {
        const int first = plan->stages[i].row_slot;
        if (first >= 0 && slot >= first && slot < first + plan->stages[i].stage->exits_count) {
            return plan->links != NULL ? plan->links[first].joint : plan->joint_of_row[i];
        }
    }
    return joint_of(plan, slot);
}

static void join_redrawn(pk_uncertains_t *self, int plan, const bool *redrawn)
{
    const pk_plan_t *p = self->plans[plan];
    int *first = PK_ARRAY(&self->arena, int, pk_reference(p)->njoint + 1);
    for (int j = 0; j < pk_reference(p)->njoint; j++) {
        first[j] = -1;
    }
    for (int k = 0; k < self->count; k++) {
        const int slot = self->all[k].slot[plan], joint = slot >= 0 ? joint_of_number(p, slot) : -1;
        if (joint >= 0 && redrawn[joint]) {
            join(self, k, first[joint]);
            first[joint] = k;
        }
    }
}

static void join_plan(pk_uncertains_t *self, int plan, const bool *redrawn)
{
    const pk_plan_t *p = self->plans[plan];
    for (int k = 0; k < self->count; k++) {
        if (self->all[k].number != NULL && self->all[k].slot[plan] >= 0) {
            join_arguments(self, plan, k, p->numbers[self->all[k].slot[plan]]);
        }
    }
    for (int i = 0; i < p->nstage; i++) {
        if (p->stages[i].row_slot >= 0) {
            join_row(self, plan, &p->stages[i]);
        }
    }
    join_learned(self, plan);
    join_mixed(self, plan);
    if (redrawn != NULL) {
        join_redrawn(self, plan, redrawn);
    }
}

void pk_uncertains_block(pk_uncertains_t *self, const bool *const redrawn[PK_UNCERTAIN_PLANS])
{
    self->parent = PK_ARRAY(&self->arena, int, self->count + 1);
    self->block_size = PK_ARRAY(&self->arena, int, self->count + 1);
    self->nblock = 0;
    for (int k = 0; k < self->count; k++) {
        self->parent[k] = k;
    }
    for (int p = 0; p < PK_UNCERTAIN_PLANS && self->plans[p] != NULL; p++) {
        join_plan(self, p, redrawn[p]);
    }
    for (int k = 0; k < self->count; k++) {
        const int top = root(self->parent, k);
        self->all[k].block = top == k ? self->nblock++ : self->all[top].block;
        self->block_size[self->all[k].block]++;
    }
}
