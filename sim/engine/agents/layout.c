#include "engine/agents/agents.h"

#include <string.h>

/* ---- ways: an exit, and on through instant stages ---- */

typedef struct {
    pk_layout_t *layout;
    const pk_plan_t *plan;
    pk_arena_t *arena;
    int *chain; /* [nstage + 1] the flows so far */
    bool events;
    int into; /* the next fate */
} pk_ways_of_t;

/* What one of the fate's flows makes of it. */
static void include(pk_fate_t *fate, const pk_flow_t *flow)
{
    fate->waits = fate->waits || flow->capacity >= 0;
    fate->own_money = fate->own_money || pk_money_varies(flow);
}

/* A fate of these flows; with `events` some event of the stage comes first. */
static void add_fate(pk_ways_of_t *self, int stage, int length, int to)
{
    const pk_plan_t *plan = self->plan;
    const pk_stage_plan_t *from = &plan->stages[stage];
    pk_fate_t *fate = &self->layout->fates[self->into++];
    *fate = (pk_fate_t){.exit = length > 0 ? self->chain[0] : -1, .events = self->events};
    fate->several = self->events && (from->nevent > 1 || plan->flows[from->events[0]].by == PK_BY_RATE);
    fate->cell = to < 0 ? PK_FATE_STAYS : self->layout->stages[to].cell;
    fate->flows = PK_ARRAY(self->arena, int, length + 1);
    if (self->events && !fate->several) {
        fate->flows[fate->nflow++] = from->events[0];
    }
    for (int k = 0; k < length; k++) {
        fate->flows[fate->nflow++] = self->chain[k];
    }
    for (int k = 0; k < from->nevent && self->events; k++) {
        include(fate, &plan->flows[from->events[k]]);
    }
    for (int k = 0; k < length; k++) {
        include(fate, &plan->flows[self->chain[k]]);
    }
    fate->simple = !fate->several && !fate->waits && !fate->own_money;
}

static void follow(pk_ways_of_t *self, int stage, int flow, int length)
{
    const int to = self->plan->flows[flow].to;
    const pk_stage_plan_t *next = &self->plan->stages[to];
    self->chain[length++] = flow;
    if (next->kind != PK_STAGE_INSTANT) {
        add_fate(self, stage, length, to);
        return;
    }
    for (int k = 0; k < next->nexit; k++) {
        follow(self, stage, next->exits[k], length);
    }
}

static void add_ways(pk_ways_of_t *self, int stage, bool events)
{
    const pk_stage_plan_t *from = &self->plan->stages[stage];
    self->events = events;
    for (int k = 0; k < from->nexit; k++) {
        follow(self, stage, from->exits[k], 0);
    }
}

/* In how many ways one gets on from a stage, through instant ones. */
static int ways_from(const pk_plan_t *plan, int stage)
{
    const pk_stage_plan_t *from = &plan->stages[stage];
    int ways = 0;
    for (int k = 0; k < from->nexit; k++) {
        const int to = plan->flows[from->exits[k]].to;
        ways += plan->stages[to].kind == PK_STAGE_INSTANT ? ways_from(plan, to) : 1;
    }
    return ways;
}

/* ---- cells ---- */

static void place_cells(pk_layout_t *self, const pk_sim_t *sim, pk_arena_t *arena)
{
    const pk_plan_t *plan = sim->plan;
    self->ncell = 1;
    for (int i = 0; i < plan->nstage; i++) {
        pk_place_of_stage_t *place = &self->stages[i];
        const pk_ages_t *ages = &sim->state.ages[i * plan->npersona + self->persona];
        const pk_own_stage_t *own = sim->agents->own == NULL ? NULL : sim->agents->own->stages[i];
        place->own = own != NULL;
        place->own_stay = own != NULL && own->dwell;
        const bool aged = pk_has_ages(&plan->stages[i]) && !place->own_stay;
        place->cell = self->ncell;
        place->nyoung = plan->stages[i].kind == PK_STAGE_INSTANT ? 0 : aged ? ages->length : 1;
        place->ncell = place->nyoung + (aged ? ages->nold : 0);
        self->ncell += place->ncell;
    }
    self->stage = PK_ARRAY(arena, uint16_t, self->ncell);
    self->next = PK_ARRAY(arena, uint16_t, self->ncell);
    self->stage[0] = (uint16_t)plan->nstage;
    for (int i = 0; i < plan->nstage; i++) {
        const pk_place_of_stage_t *place = &self->stages[i];
        for (int k = 0; k < place->ncell; k++) {
            const int older = k + 1 < place->nyoung ? k + 1 : k; /* nobody grows older than the last age */
            self->stage[place->cell + k] = (uint16_t)i;
            self->next[place->cell + k] = (uint16_t)(place->cell + older);
            self->aged = self->aged || older != k;
        }
    }
    self->wide = self->ncell > 256;
}

void pk_layout_init(pk_layout_t *self, const pk_sim_t *sim, int persona, pk_arena_t *arena)
{
    const pk_plan_t *plan = sim->plan;
    *self = (pk_layout_t){.persona = persona,
                          .nflow = plan->nflow,
                          .nstage = plan->nstage,
                          .own_rows = sim->agents->own == NULL ? 0 : sim->agents->own->rows,
                          .stages = PK_ARRAY(arena, pk_place_of_stage_t, plan->nstage)};
    place_cells(self, sim, arena);
    for (int i = 0; i < plan->nstage; i++) {
        pk_place_of_stage_t *place = &self->stages[i];
        const bool left = plan->stages[i].kind != PK_STAGE_INSTANT;
        place->first = self->nfate;
        place->nways = left ? ways_from(plan, i) : 0;
        place->count = !left ? 0 : plan->stages[i].nevent > 0 ? 2 * place->nways + 1 : place->nways;
        self->nfate += place->count;
        self->most = place->count > self->most ? place->count : self->most;
    }
    self->fates = PK_ARRAY(arena, pk_fate_t, self->nfate + 1);
    pk_ways_of_t ways = {.layout = self, .plan = plan, .arena = arena, .chain = PK_ARRAY(arena, int, plan->nstage + 1)};
    for (int i = 0; i < plan->nstage; i++) {
        if (self->stages[i].count == 0) {
            continue;
        }
        add_ways(&ways, i, false);
        if (plan->stages[i].nevent > 0) {
            ways.events = true;
            add_fate(&ways, i, 0, -1);
            add_ways(&ways, i, true);
        }
    }
    if (self->nfate < 64 && self->ncell <= 64) {
        self->goes = PK_ARRAY(arena, uint8_t, 64);
        memset(self->goes, UINT8_MAX, 64);
        for (int k = 0; k < self->nfate; k++) {
            const int cell = self->fates[k].cell;
            self->goes[k] = cell == PK_FATE_STAYS ? UINT8_MAX : (uint8_t)cell;
        }
    }
    self->plain = self->own_rows == 0;
    for (int k = 0; k < self->nfate; k++) {
        self->plain = self->plain && self->fates[k].simple;
    }
}
