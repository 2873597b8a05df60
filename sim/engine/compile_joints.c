/* Which numbers are drawn together: rows that can be impossible in some draws, joined where they share a number. */
#include "engine/drivers.h"

typedef struct {
    pk_compiler_t *compiler;
    bool *seen; /* [row][slot] */
} pk_joiner_t;

static void touch_number(const pk_joiner_t *self, int row, const pk_number_t *number);

/* A number is drawn again with all that it is drawn together with. */
static void touch_block(const pk_joiner_t *self, int row, int slot)
{
    const pk_plan_t *plan = self->compiler->plan;
    const int b = plan->mixed[slot].block;
    for (int k = 0; b >= 0 && k < plan->copulas.all[b].count; k++) {
        const pk_number_t *other = plan->copulas.all[b].numbers[k];
        if (other->slot >= 0 && !self->seen[(long)row * plan->nslot + other->slot]) {
            touch_number(self, row, other);
        }
    }
}

static void touch_number(const pk_joiner_t *self, int row, const pk_number_t *number)
{
    if (number == NULL) {
        return;
    }
    if (number->slot >= 0 && number->kind == PK_NUMBER_LAW && number->learned == NULL) {
        self->seen[(long)row * self->compiler->plan->nslot + number->slot] = true;
        touch_block(self, row, number->slot);
    }
    for (int k = 0; k < number->nargument; k++) {
        touch_number(self, row, number->arguments[k]);
    }
}

static void touch(const pk_joiner_t *self, int row, pk_quantity_t q)
{
    const pk_plan_t *plan = self->compiler->plan;
    for (int t = 0; pk_present(q) && t <= (q.stride == 0 ? 0 : plan->nstep); t++) {
        const int slot = pk_term(q, t)->slot;
        if (slot >= 0 && slot < plan->nnumber) {
            touch_number(self, row, plan->numbers[slot]);
        }
    }
}

/* What an addition today depends on: what the driver's value rests on, its curve, its reach. */
static void touch_driver(const pk_joiner_t *self, int row, const pk_driver_plan_t *driver)
{
    const pk_number_t *number = NULL;
    for (int i = 0; driver->ops->rests_on != NULL &&
                    (number = driver->ops->rests_on(self->compiler->model, driver->driver, i)) != NULL;
         i++) {
        touch_number(self, row, number);
    }
    for (int k = 0; k < PK_SATURATION_PARAMETERS; k++) {
        touch(self, row, driver->saturation[k]);
    }
    for (int g = 0; g < self->compiler->plan->npersona; g++) {
        touch(self, row, driver->reach[g]);
    }
}

static bool has_addition(const pk_effectors_t *effects)
{
    for (int e = 0; e < effects->count; e++) {
        if (effects->at[e].sign == PK_PLUS || effects->at[e].sign == PK_BRINGS) {
            return true;
        }
    }
    return false;
}

/* What today's drivers do to a flow, where more may be brought than there is. */
static void touch_effects(const pk_joiner_t *self, int row, const pk_flow_t *flow)
{
    const pk_plan_t *plan = self->compiler->plan;
    for (int e = 0; plan->today && has_addition(&flow->effects) && e < flow->effects.count; e++) {
        touch(self, row, flow->effects.at[e].strength);
        touch_driver(self, row, &plan->drivers[flow->effects.at[e].driver]);
    }
}

static void touch_flow(const pk_joiner_t *self, int row, const pk_flow_t *flow)
{
    const pk_plan_t *plan = self->compiler->plan;
    touch(self, row, flow->value);
    for (int g = 0; g < plan->npersona; g++) {
        touch(self, row, flow->by_persona[g]);
    }
    touch_effects(self, row, flow);
}

/* Arrivals are judged with the row of the stage that they arrive at. */
static void touch_arrivals(const pk_joiner_t *self)
{
    const pk_plan_t *plan = self->compiler->plan;
    for (int f = plan->ntransition; plan->today && f < plan->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        if (has_addition(&flow->effects)) {
            touch(self, flow->to, flow->value);
            touch_effects(self, flow->to, flow);
        }
    }
}

/* Shares beside a rest can pass 1; without one they are divided by their sum. */
static void touch_shares(const pk_joiner_t *self)
{
    const pk_plan_t *plan = self->compiler->plan;
    bool start_rest = false, persona_rest = false;
    for (int i = 0; i < plan->nstage; i++) {
        start_rest = start_rest || plan->stages[i].start_rest;
    }
    for (int g = 0; g < pk_model_personas(plan); g++) {
        persona_rest = persona_rest || !pk_present(plan->persona_share[g]);
    }
    for (int i = 0; start_rest && i < plan->nstage; i++) {
        touch(self, pk_row_of_start(plan), plan->stages[i].start);
    }
    for (int g = 0; persona_rest && g < pk_model_personas(plan); g++) {
        touch(self, pk_row_of_personas(plan), plan->persona_share[g]);
    }
}

/* Rows joined by union-find over the slots that they share. */
static int root(int *parent, int i)
{
    while (parent[i] != i) {
        i = parent[i] = parent[parent[i]];
    }
    return i;
}

static void unite(const pk_joiner_t *self, int *parent)
{
    const pk_plan_t *plan = self->compiler->plan;
    for (int slot = 0; slot < plan->nslot; slot++) {
        int first = -1;
        for (int i = 0; i < pk_rows(plan); i++) {
            if (self->seen[(long)i * plan->nslot + slot]) {
                first = first < 0 ? i : first;
                parent[root(parent, i)] = root(parent, first);
            }
        }
    }
}

static void gather(const pk_joiner_t *self, const int *parent_of, int top, int index)
{
    pk_plan_t *plan = self->compiler->plan;
    pk_joint_t *joint = &plan->joints[index];
    int nrow = 0, nslot = 0;
    for (int i = 0; i < pk_rows(plan); i++) {
        nrow += parent_of[i] == top;
    }
    joint->rows = PK_ARRAY(&plan->arena, int, nrow);
    for (int i = 0; i < pk_rows(plan); i++) {
        if (parent_of[i] == top) {
            plan->joint_of_row[i] = index;
            joint->rows[joint->nrow++] = i;
        }
    }
    for (int slot = 0; slot < plan->nslot; slot++) {
        for (int k = 0; k < joint->nrow; k++) {
            if (self->seen[(long)joint->rows[k] * plan->nslot + slot]) {
                plan->joint_of_slot[slot] = index;
                nslot++;
                break;
            }
        }
    }
    joint->slots = PK_ARRAY(&plan->arena, int, nslot);
    for (int slot = 0; slot < plan->nslot && nslot > 0; slot++) {
        if (plan->joint_of_slot[slot] == index) {
            joint->slots[joint->nslot++] = slot;
        }
    }
}

void pk_compile_joints(pk_compiler_t *self)
{
    pk_plan_t *plan = self->plan;
    const int rows = pk_rows(plan);
    pk_joiner_t joiner = {.compiler = self, .seen = PK_ARRAY(&plan->arena, bool, (long)rows * plan->nslot)};
    int *parent = PK_ARRAY(&plan->arena, int, rows);
    for (int i = 0; i < rows; i++) {
        parent[i] = i;
    }
    for (int i = 0; i < plan->nstage; i++) {
        for (int k = 0; k < plan->stages[i].nexit; k++) {
            touch_flow(&joiner, i, &plan->flows[plan->stages[i].exits[k]]);
        }
        for (int k = 0; k < plan->stages[i].nevent; k++) {
            touch_flow(&joiner, i, &plan->flows[plan->stages[i].events[k]]);
        }
    }
    touch_arrivals(&joiner);
    touch_shares(&joiner);
    unite(&joiner, parent);
    for (int i = 0; i < rows; i++) {
        parent[i] = root(parent, i);
    }
    plan->joints = PK_ARRAY(&plan->arena, pk_joint_t, rows);
    plan->joint_of_row = PK_ARRAY(&plan->arena, int, rows);
    plan->joint_of_slot = PK_ARRAY(&plan->arena, int, plan->nslot);
    for (int slot = 0; slot < plan->nslot; slot++) {
        plan->joint_of_slot[slot] = -1;
    }
    for (int i = 0; i < rows; i++) {
        if (parent[i] == i) {
            gather(&joiner, parent, i, plan->njoint++);
        }
    }
}
