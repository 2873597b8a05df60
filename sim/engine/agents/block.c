#include "engine/agents/block.h"

#include "engine/agents/agents.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/draw.h"
#include "engine/varying.h"

/* Parts of a customer's address, one for each thing that is drawn for him in a step. */
enum { REFINE = 1, EVENTS, INSTANT, KEY = 1 << 16, AMOUNT = 1 << 24 };

/* One customer in one step. */
typedef struct {
    pk_block_t *block;
    const pk_rules_t *rules;
    pk_sums_of_step_t *tally;
    pk_deeds_t *deeds;
    int who, cell;
    uint64_t address;
} pk_case_t;

uint64_t pk_block_address(const pk_block_t *block, int who)
{
    return pk_hash_join(block->people, block->first + (uint64_t)who);
}

static pk_stream_t stream_of(const pk_case_t *self, uint64_t part)
{
    return pk_stream_of(self->rules->luck, PK_PURPOSE_AGENT, pk_hash_join(self->address, part));
}

/* ---- fates ---- */

typedef struct {
    const pk_block_t *block;
    const pk_rules_t *rules;
} pk_settling_t;

/* Which of a stage's fates a customer falls to, with these sums of their chances; PK_NO_FATE: none. Most often the
 * upper 16 bits say so; where they equal a sum's, the lower ones are asked for. */
static int fate_in(const pk_settling_t *self, const pk_place_of_stage_t *place, const uint64_t *row, int who,
                   uint16_t upper)
{
    int k = 0;
    while (k < place->count && row[k] >> 48 < upper) {
        k++;
    }
    if (k < place->count && row[k] >> 48 == upper) {
        const uint64_t address = pk_hash_join(pk_block_address(self->block, who), REFINE);
        pk_stream_t stream = pk_stream_of(self->rules->luck, PK_PURPOSE_AGENT, address);
        const uint64_t u = (uint64_t)upper << 48 | pk_stream_bits(&stream) >> 16;
        while (k < place->count && !pk_falls_below(u, row[k])) {
            k++;
        }
    }
    return k == place->count ? PK_NO_FATE : place->first + k;
}

/* ---- customers who differ ---- */

static const pk_own_stage_t *own_stage(const pk_block_t *block, const pk_rules_t *rules, int cell)
{
    const pk_layout_t *layout = block->layout;
    return layout->own_rows == 0 ? NULL : rules->sim->agents->own->stages[layout->stage[cell]];
}

/* Fills the scratch p with the chances of a customer's own stage; gives its row of sums. */
static void own_row(const pk_block_t *block, const pk_rules_t *rules, const pk_own_stage_t *own, int who, int cell,
                    uint64_t *row)
{
    bool sure;
    const int t = (int)rules->luck.step;
    const double end = pk_own_chances(rules->sim, rules->table, own, &block->own, rules->scratch->draws, who, cell, t,
                                      rules->scratch->p, &sure);
    pk_table_row(block->layout, rules->plan, own->stage, rules->scratch->p, end, sure || end >= 1, row);
}

static int own_fate(const pk_settling_t *self, const pk_own_stage_t *own, int who, int cell, uint16_t upper)
{
    const pk_layout_t *layout = self->block->layout;
    const pk_place_of_stage_t *place = &layout->stages[own->stage];
    if (upper * 0x1p-16 > pk_own_bound(self->rules->table, own, &self->block->own, who)) {
        return PK_NO_FATE;
    }
    uint64_t row[layout->most + 1];
    own_row(self->block, self->rules, own, who, cell, row);
    return fate_in(self, place, row, who, upper);
}

static int find_fate(const pk_settling_t *self, int who, int cell, uint16_t upper)
{
    if (cell == 0) {
        return PK_NO_FATE;
    }
    const pk_own_stage_t *own = own_stage(self->block, self->rules, cell);
    if (own != NULL) {
        return own_fate(self, own, who, cell, upper);
    }
    const pk_layout_t *layout = self->block->layout;
    return fate_in(self, &layout->stages[layout->stage[cell]], &self->rules->table->chance[(long)cell * layout->most],
                   who, upper);
}

/* The same, as kernels ask for it. */
static int settle_fate(const void *context, int who, int cell, uint16_t upper)
{
    return find_fate(context, who, cell, upper);
}

/* ---- what happens ---- */

static void log_deed(pk_deeds_t *deeds, int who, int32_t step, int flow, double revenue, double cost)
{
    if (deeds == NULL || who < deeds->from || who >= deeds->until) {
        return;
    }
    if (deeds->most > 0 && deeds->count == deeds->most) {
        deeds->full = true;
        return;
    }
    if (deeds->count == deeds->room) {
        deeds->room = deeds->room > 0 ? 2 * deeds->room : 1024;
        deeds->at = pk_heap_resize(deeds->at, (size_t)deeds->room, sizeof *deeds->at);
    }
    deeds->at[deeds->count++] =
        (pk_deed_t){.who = (uint16_t)who, .step = step, .flow = flow, .revenue = revenue, .cost = cost};
}

/* All of a fate that is simple. */
static void log_flows(pk_deeds_t *deeds, const pk_fate_t *fate, int who, int32_t step)
{
    for (int k = 0; deeds != NULL && k < fate->nflow; k++) {
        log_deed(deeds, who, step, fate->flows[k], 0, 0);
    }
}

/* An amount; of a law whose argument varies from customer to customer, with his, which he has for life. */
static double draw_amount(const pk_case_t *self, const pk_number_t *law, uint64_t address)
{
    const pk_rules_t *rules = self->rules;
    const pk_number_t *inner = pk_varying_inner(law);
    if (inner == NULL) {
        return pk_varying_sum(&pk_chance_cohort, rules->luck, rules->draws, law, 1, address);
    }
    pk_stream_t his = pk_stream_at(rules->luck.seed, rules->luck.run, PK_PURPOSE_AGENT, 0,
                                   pk_hash_join(self->address, inner->address));
    pk_stream_t now = pk_stream_of(rules->luck, PK_PURPOSE_AGENT, address);
    return pk_varying_one(law, rules->draws, pk_stream_uniform(&his), pk_stream_uniform(&now));
}

/* One amount of money that varies; 0 where it does not. */
static double amount(pk_case_t *self, int flow, const pk_money_t *money, int which, int nth)
{
    const int t = (int)self->rules->luck.step;
    const pk_number_t *law = money->varies == NULL ? NULL : money->varies[(long)t * money->stride];
    if (law == NULL) {
        return 0;
    }
    const uint64_t part = AMOUNT + ((uint64_t)nth << 32) + 2 * (uint64_t)flow + (uint64_t)which;
    const double drawn = draw_amount(self, law, pk_hash_join(self->address, part));
    self->tally->money[2 * flow + which] += (__int128)llrint(drawn / self->rules->unit[2 * flow + which]);
    return drawn;
}

static void happen(pk_case_t *self, int flow, int nth)
{
    const pk_flow_t *what = &self->rules->plan->flows[flow];
    const double revenue = amount(self, flow, &what->revenue, 0, nth), cost = amount(self, flow, &what->cost, 1, nth);
    self->tally->flow[flow]++;
    log_deed(self->deeds, self->who, (int32_t)self->rules->luck.step, flow, revenue, cost);
}

static uint64_t key_of(const pk_case_t *self, int flow, int nth)
{
    pk_stream_t stream = stream_of(self, KEY + ((uint64_t)nth << 32) + (uint64_t)flow);
    return pk_stream_bits(&stream);
}

/* Whether the nth asking of this flow fits its capacity. */
static bool fits(const pk_case_t *self, int flow, int nth)
{
    const int capacity = self->rules->plan->flows[flow].capacity;
    if (capacity < 0) {
        return true;
    }
    const pk_cut_t *cut = &self->rules->cuts[capacity];
    if (cut->key == UINT64_MAX) {
        return true;
    }
    const uint64_t key = key_of(self, flow, nth);
    return key < cut->key || (key == cut->key && self->address < cut->address);
}

/* ---- events ---- */

/* An event in a step: its number is at most one, or Poisson; that it does not happen, and that it does. */
typedef struct {
    bool poisson;
    double p, quiet, some;
} pk_chance_of_event_t;

/* A Poisson number given that it is at least one. */
static int at_least_one(const pk_chance_of_event_t *event, double u)
{
    enum { MOST = 10000 };
    double p = event->p * event->quiet, sum = p;
    int n = 1;
    for (; n < MOST && u * event->some > sum; n++) {
        p *= event->p / (n + 1);
        sum += p;
    }
    return n;
}

static pk_chance_of_event_t chance_of(const pk_case_t *self, const pk_own_stage_t *own, int flow)
{
    const pk_table_t *table = self->rules->table;
    pk_chance_of_event_t event = {.poisson = self->rules->plan->flows[flow].by == PK_BY_RATE,
                                  .p = table->p[flow],
                                  .quiet = table->quiet[flow],
                                  .some = table->some[flow]};
    if (own != NULL) {
        event.p = self->rules->scratch->p[flow];
        event.quiet = event.poisson ? exp(-event.p) : 1 - event.p;
        event.some = event.poisson ? -expm1(-event.p) : event.p;
    }
    return event;
}

/* How often each event of a stage happens, given that some does. */
static void draw_events(const pk_case_t *self, const pk_stage_plan_t *stage, int *times)
{
    const pk_own_stage_t *own = own_stage(self->block, self->rules, self->cell);
    if (own != NULL) {
        uint64_t row[self->block->layout->most + 1];
        own_row(self->block, self->rules, own, self->who, self->cell, row);
    }
    pk_stream_t stream = stream_of(self, EVENTS);
    double none = 1, before = 1, target = 0;
    for (int k = 0; k < stage->nevent; k++) {
        none *= chance_of(self, own, stage->events[k]).quiet;
    }
    target = stage->nevent > 1 ? pk_stream_uniform(&stream) * (1 - none) : 0;
    bool some = false;
    for (int k = 0; k < stage->nevent; k++) {
        const pk_chance_of_event_t event = chance_of(self, own, stage->events[k]);
        const double first = before * event.some;
        times[k] = 0;
        if (some) {
            times[k] = event.poisson ? (int)pk_draw_poisson(&stream, event.p) : pk_stream_uniform(&stream) < event.p;
        } else if (target < first || k == stage->nevent - 1) {
            times[k] = event.poisson ? at_least_one(&event, pk_stream_uniform(&stream)) : 1;
            some = true;
        }
        target -= first;
        before *= event.quiet;
    }
}

static void do_events(pk_case_t *self, const pk_fate_t *fate)
{
    const pk_layout_t *layout = self->block->layout;
    const pk_stage_plan_t *stage = &self->rules->plan->stages[layout->stage[self->cell]];
    int times[stage->nevent + 1];
    times[0] = 1;
    if (fate->several) {
        draw_events(self, stage, times);
    }
    for (int k = 0; k < stage->nevent; k++) {
        for (int nth = 0; nth < times[k]; nth++) {
            if (fits(self, stage->events[k], nth)) {
                happen(self, stage->events[k], nth);
            }
        }
    }
}

/* ---- one fate, with the capacities known ---- */

static void do_fate(pk_case_t *self, int fate_index)
{
    pk_block_t *block = self->block;
    const pk_fate_t *fate = &block->layout->fates[fate_index];
    if (fate->events) {
        do_events(self, fate);
    }
    const bool leaves = fate->exit >= 0 && fits(self, fate->exit, 0);
    for (int k = fate->nflow - 1; leaves && k >= 0; k--) {
        if (fate->flows[k] == fate->exit) {
            for (int j = k; j < fate->nflow; j++) {
                happen(self, fate->flows[j], 0);
            }
            break;
        }
    }
    pk_block_put(block, self->who, leaves ? fate->cell : block->layout->next[self->cell]);
    if (leaves && block->own.since != NULL) {
        block->own.since[self->who] = (int32_t)self->rules->luck.step;
    }
}

/* ---- asking for capacities ---- */

static void ask(const pk_case_t *self, pk_askers_t *askers, int flow, int nth)
{
    const pk_flow_t *what = &self->rules->plan->flows[flow];
    if (what->capacity < 0) {
        return;
    }
    if (askers->count == askers->room) {
        askers->room = askers->room > 0 ? 2 * askers->room : 256;
        askers->at = pk_heap_resize(askers->at, (size_t)askers->room, sizeof *askers->at);
    }
    askers->at[askers->count++] =
        (pk_asker_t){.key = key_of(self, flow, nth),
                     .address = self->address,
                     .units = pk_quantity(what->uses, self->rules->draws, (int)self->rules->luck.step),
                     .capacity = what->capacity};
}

static void wait(const pk_case_t *self, int fate_index, pk_askers_t *askers, pk_waiters_t *waiters)
{
    const pk_layout_t *layout = self->block->layout;
    const pk_fate_t *fate = &layout->fates[fate_index];
    const pk_stage_plan_t *stage = &self->rules->plan->stages[layout->stage[self->cell]];
    int times[stage->nevent + 1];
    times[0] = 1;
    if (fate->several) {
        draw_events(self, stage, times);
    }
    for (int k = 0; k < stage->nevent && fate->events; k++) {
        for (int nth = 0; nth < times[k]; nth++) {
            ask(self, askers, stage->events[k], nth);
        }
    }
    if (fate->exit >= 0) {
        ask(self, askers, fate->exit, 0);
    }
    if (waiters->count == waiters->room) {
        waiters->room = waiters->room > 0 ? 2 * waiters->room : 64;
        waiters->at = pk_heap_resize(waiters->at, (size_t)waiters->room, sizeof *waiters->at);
    }
    waiters->at[waiters->count++] =
        (pk_pending_t){.who = (uint16_t)self->who, .cell = (uint16_t)self->cell, .fate = (uint16_t)fate_index};
}

/* ---- a step ---- */

static int mover_cell(const pk_layout_t *layout, const pk_movers_t *movers, int k)
{
    return layout->wide ? movers->cell[k] : movers->cell8[k];
}

static void move_each(pk_block_t *self, const pk_rules_t *rules, const pk_movers_t *movers, pk_sums_of_step_t *tally,
                      pk_askers_t *askers, pk_waiters_t *waiters, pk_deeds_t *deeds)
{
    const pk_layout_t *layout = self->layout;
    const pk_settling_t settling = {self, rules};
    int k = 0;
    for (int group = 0; group * PK_GROUP < self->count; group++) {
        for (uint64_t mask = movers->mask[group]; mask != 0; mask &= mask - 1, k++) {
            const int who = group * PK_GROUP + __builtin_ctzll(mask), cell = mover_cell(layout, movers, k);
            const int fate = find_fate(&settling, who, cell, (uint16_t)(movers->high[k] << 8 | movers->low[k]));
            if (fate == PK_NO_FATE) {
                pk_block_put(self, who, layout->next[cell]);
                continue;
            }
            const pk_fate_t *what = &layout->fates[fate];
            if (what->simple && self->own.since == NULL) {
                tally->fate[fate]++;
                log_flows(deeds, what, who, (int32_t)rules->luck.step);
                pk_block_put(self, who, what->cell == PK_FATE_STAYS ? layout->next[cell] : what->cell);
                continue;
            }
            pk_case_t one = {self, rules, tally, deeds, who, cell, pk_block_address(self, who)};
            if (what->waits && rules->cuts == NULL) {
                wait(&one, fate, askers, waiters);
            } else {
                do_fate(&one, fate);
            }
        }
    }
}

/* What is written changes in this step, for some of those who differ. */
static void write_anew(pk_block_t *self, const pk_rules_t *rules)
{
    const pk_plan_t *plan = rules->plan;
    const int t = (int)rules->luck.step;
    bool anew = false;
    for (int i = 0; i < plan->nstage && t > 1; i++) {
        const bool *rewritten = plan->stages[i].rewritten;
        anew = anew || (rules->sim->agents->own->stages[i] != NULL && rewritten != NULL && rewritten[t]);
    }
    for (int who = 0; anew && who < self->count; who++) {
        pk_own_write(rules->sim, rules->scratch->draws, self->layout->persona, t, who, &self->own);
    }
}

static void prepare_own(pk_block_t *self, const pk_rules_t *rules)
{
    if (self->layout->own_rows > 0) {
        memcpy(rules->scratch->p, rules->table->p, (size_t)rules->plan->nflow * sizeof(double));
        write_anew(self, rules);
    }
}

void pk_block_step(pk_block_t *self, const pk_rules_t *rules, pk_movers_t *movers, pk_sums_of_step_t *tally,
                   pk_askers_t *askers, pk_waiters_t *waiters, pk_deeds_t *deeds)
{
    const pk_settling_t settling = {self, rules};
    const uint64_t place = pk_hash_join(self->people, UINT64_MAX - self->first / PK_BLOCK);
    pk_bits_t bits = pk_bits_of(rules->luck, place);
    prepare_own(self, rules);
    const bool plain = self->layout->plain && deeds == NULL;
    if (plain && rules->kernel->step != NULL &&
        rules->kernel->step(rules->table, &bits, self->cells, self->count, movers, tally->fate, settle_fate,
                            &settling)) {
        return;
    }
    rules->kernel->find(rules->table, &bits, self->cells, self->count, movers);
    if (plain &&
        rules->kernel->move(rules->table, self->cells, self->count, movers, tally->fate, settle_fate, &settling)) {
        return;
    }
    move_each(self, rules, movers, tally, askers, waiters, deeds);
}

void pk_block_settle(pk_block_t *self, const pk_rules_t *rules, const pk_waiters_t *waiters, pk_sums_of_step_t *tally)
{
    prepare_own(self, rules);
    for (int k = 0; k < waiters->count; k++) {
        const pk_pending_t *one = &waiters->at[k];
        pk_case_t that = {self, rules, tally, NULL, one->who, one->cell, pk_block_address(self, one->who)};
        do_fate(&that, one->fate);
    }
}

/* Where one who arrives stands in the end: through instant stages by his own luck. */
static int walk_through(pk_case_t *self, int flow)
{
    const pk_plan_t *plan = self->rules->plan;
    pk_stream_t stream = stream_of(self, INSTANT);
    int to = plan->flows[flow].to;
    while (plan->stages[to].kind == PK_STAGE_INSTANT) {
        const pk_stage_plan_t *stage = &plan->stages[to];
        double u = pk_stream_uniform(&stream);
        int k = 0;
        for (; k < stage->nexit - 1 && u >= self->rules->table->p[stage->exits[k]]; k++) {
            u -= self->rules->table->p[stage->exits[k]];
        }
        happen(self, stage->exits[k], 0);
        to = plan->flows[stage->exits[k]].to;
    }
    return to;
}

void pk_block_arrive(pk_block_t *self, const pk_rules_t *rules, int flow, int count, pk_sums_of_step_t *tally,
                     pk_deeds_t *deeds)
{
    for (int k = 0; k < count; k++) {
        const int who = self->count++;
        pk_case_t one = {self, rules, tally, deeds, who, 0, pk_block_address(self, who)};
        happen(&one, flow, 0);
        if (self->layout->own_rows > 0) {
            const int t = (int)rules->luck.step;
            pk_own_draw(rules->sim, rules->scratch->draws, one.address, who, NULL, &self->own);
            rules->scratch->cut +=
                pk_own_write(rules->sim, rules->scratch->draws, self->layout->persona, t, who, &self->own);
            if (self->own.since != NULL) {
                self->own.since[who] = t;
            }
        }
        pk_block_put(self, who, self->layout->stages[walk_through(&one, flow)].cell);
    }
}
