/* All blocks take each step together, where what they do drives what they will do: word of mouth, stocks, queues,
 * capacities. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/agents/walk_parts.h"
#include "engine/drivers.h"

/* A block between its steps. */
typedef struct {
    pk_block_t block;
    pk_askers_t askers;
    pk_waiters_t waiters;
} pk_standing_block_t;

typedef struct {
    pk_sim_t *sim;
    pk_hand_t *hands;
    int workers;
    pk_standing_block_t *blocks;
    long count, room;
    pk_block_name_t *names;
    bool cut; /* the cuts of this step are known */
} pk_together_t;

static void add_block(pk_together_t *self, pk_block_name_t name)
{
    const bool wide = self->sim->agents->crowds[name.persona].layout.wide;
    if (self->count == self->room) {
        self->room = self->room > 0 ? 2 * self->room : 16;
        self->blocks = pk_heap_resize(self->blocks, (size_t)self->room, sizeof *self->blocks);
        self->names = pk_heap_resize(self->names, (size_t)self->room, sizeof *self->names);
    }
    void *cells = pk_heap(PK_BLOCK, wide ? 2 : 1);
    const pk_own_room_t own = pk_own_room_open(self->sim);
    self->names[self->count] = name;
    self->blocks[self->count++] =
        (pk_standing_block_t){.block = pk_block_at_start(self->sim, name, cells, own, &self->hands[0].scratch)};
}

static void step_block(void *context, long number, int worker)
{
    const pk_together_t *self = context;
    pk_standing_block_t *here = &self->blocks[number];
    const int g = here->block.layout->persona, t = self->sim->step;
    const pk_rules_t rules =
        pk_rules_at(self->sim, g, t, self->sim->plan->ncapacity == 0 ? self->sim->agents->cuts : NULL,
                    &self->hands[worker].scratch);
    here->askers.count = here->waiters.count = 0;
    if (here->block.count > 0) {
        pk_block_step(&here->block, &rules, &self->hands[worker].movers, &self->hands[worker].sums.at[g], &here->askers,
                      &here->waiters, NULL);
    }
}

static void settle_block(void *context, long number, int worker)
{
    const pk_together_t *self = context;
    pk_standing_block_t *here = &self->blocks[number];
    const int g = here->block.layout->persona, t = self->sim->step;
    const pk_rules_t rules = pk_rules_at(
        self->sim, g, t, &self->sim->agents->cuts[(long)t * self->sim->plan->ncapacity], &self->hands[worker].scratch);
    pk_block_settle(&here->block, &rules, &here->waiters, &self->hands[worker].sums.at[g]);
}

/* ---- who fits ---- */

static int by_key(const void *a, const void *b)
{
    const pk_asker_t *x = a, *y = b;
    if (x->key != y->key) {
        return x->key < y->key ? -1 : 1;
    }
    return x->address < y->address ? -1 : x->address > y->address;
}

static long gather_askers(const pk_together_t *self, int capacity, pk_asker_t **into)
{
    long count = 0;
    for (long b = 0; b < self->count; b++) {
        count += self->blocks[b].askers.count;
    }
    *into = pk_heap((size_t)count + 1, sizeof **into);
    count = 0;
    for (long b = 0; b < self->count; b++) {
        for (long k = 0; k < self->blocks[b].askers.count; k++) {
            if (self->blocks[b].askers.at[k].capacity == capacity) {
                (*into)[count++] = self->blocks[b].askers.at[k];
            }
        }
    }
    return count;
}

/* All stand in the order of their keys and move until the first who does not fit. */
static void cut_capacity(pk_together_t *self, int c)
{
    pk_sim_t *sim = self->sim;
    const double room = pk_capacity_room(sim, c, sim->step);
    pk_asker_t *askers;
    const long count = gather_askers(self, c, &askers);
    double need = 0, used = 0;
    long k = 0;
    for (long j = 0; j < count; j++) {
        need += askers[j].units;
    }
    if (need > room) {
        qsort(askers, (size_t)count, sizeof *askers, by_key);
        for (; k < count && used + askers[k].units <= room; k++) {
            used += askers[k].units;
        }
        sim->agents->cuts[(long)sim->step * sim->plan->ncapacity + c] =
            (pk_cut_t){.key = askers[k].key, .address = askers[k].address};
    } else {
        used = need;
    }
    sim->state.waiting[c] = need - used;
    free(askers);
}

static void cut_all(pk_together_t *self)
{
    pk_sim_t *sim = self->sim;
    const pk_story_t *story = &sim->agents->story;
    double *row = &story->rows[(long)sim->step * story->width + story->capacities];
    for (int c = 0; c < sim->plan->ncapacity; c++) {
        cut_capacity(self, c);
        row[c] = sim->state.capacity[c];
        row[sim->plan->ncapacity + c] = sim->state.waiting[c];
    }
}

/* ---- arrivals ---- */

/* Opens the blocks that this step's arrivals need, and puts them in. */
static void receive(pk_together_t *self)
{
    pk_sim_t *sim = self->sim;
    if (sim->plan->nflow == sim->plan->ntransition) {
        return;
    }
    for (int g = 0; g < sim->plan->npersona; g++) {
        const uint64_t came = sim->agents->crowds[g].came;
        long have = 0;
        for (long b = 0; b < self->count; b++) {
            have += self->names[b].persona == g && self->names[b].arrived;
        }
        for (; (uint64_t)have * PK_BLOCK < came; have++) {
            add_block(self, (pk_block_name_t){.persona = g, .arrived = true, .index = have});
        }
    }
    for (long b = 0; b < self->count; b++) {
        pk_block_t *block = &self->blocks[b].block;
        if (block->arrived && block->count < PK_BLOCK) {
            const int g = block->layout->persona;
            const pk_rules_t rules = pk_rules_at(sim, g, sim->step, sim->agents->cuts, &self->hands[0].scratch);
            pk_block_receive(sim, block, &rules, sim->step, &self->hands[0].sums.at[g], NULL);
        }
    }
}

/* ---- a step ---- */

static void step_all(pk_together_t *self, int t)
{
    pk_sim_t *sim = self->sim;
    for (int w = 0; w < self->workers; w++) {
        pk_sums_clear(&self->hands[w].sums, sim);
    }
    pk_agents_enter(sim, t);
    pk_parallel_for(self->count, self->workers, step_block, self);
    if (sim->plan->ncapacity > 0) {
        cut_all(self);
        pk_parallel_for(self->count, self->workers, settle_block, self);
    }
    receive(self);
    pk_story_write(sim, self->hands, self->workers, 0, t);
    pk_agents_apply(sim, t);
    pk_drivers_close(sim, t);
}

/* Tables of steps that are over are needed again only by who watches. */
static void forget_table(pk_sim_t *sim, int t)
{
    for (int g = 0; sim->agents->watcher.see == NULL && g < sim->plan->npersona; g++) {
        pk_crowd_t *crowd = &sim->agents->crowds[g];
        if (t > 1 && crowd->tables[t - 1] != crowd->tables[t] && crowd->tables[0] == NULL) {
            crowd->tables[0] = crowd->tables[t - 1];
        }
    }
}

void pk_walk_together(pk_sim_t *sim)
{
    pk_together_t self = {.sim = sim, .workers = pk_parallel_threads(sim->agents->threads)};
    self.hands = pk_hands_open(sim, self.workers, 1);
    for (long b = 0, count = pk_blocks(sim); b < count; b++) {
        add_block(&self, pk_block_name(sim, b));
    }
    for (int t = 1; t <= sim->plan->nstep; t++) {
        step_all(&self, t);
        forget_table(sim, t);
    }
    for (long b = 0; b < self.count; b++) {
        free(self.blocks[b].block.cells);
        pk_own_room_close(&self.blocks[b].block.own);
        free(self.blocks[b].askers.at);
        free(self.blocks[b].waiters.at);
    }
    free(self.blocks);
    free(self.names);
    pk_agents_count_cut(sim, self.hands, self.workers);
    pk_hands_close(self.hands, self.workers, sim);
}
