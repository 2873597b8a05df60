/* The second walk, for who wants to see individuals: all that customers share is known, and each block is walked again
 * with what each of its people does written down, some thousand customers at a time where much happens to them. */
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/agents/walk_parts.h"

/* Deeds that are held at a time: some MB a worker. */
enum { DEEDS_MOST = 1 << 18 };

typedef struct {
    pk_deeds_t deeds;
    pk_happening_t *happened;
    long room;
    long *next; /* [PK_BLOCK + 1] */
    int32_t start_stage[PK_BLOCK], start_age[PK_BLOCK];
    int range; /* customers at a time */
} pk_scribe_t;

typedef struct {
    const pk_sim_t *sim;
    pk_hand_t *hands;
    pk_scribe_t *scribes;
} pk_watching_t;

/* ---- money ---- */

static pk_happening_t priced(const pk_sim_t *sim, int g, const pk_deed_t *deed, uint32_t who)
{
    const pk_plan_t *plan = sim->plan;
    const pk_flow_t *flow = &plan->flows[deed->flow];
    const pk_flow_price_t *price =
        &sim->agents->prices.flows[((long)deed->step * plan->nflow + deed->flow) * plan->npersona + g];
    const double revenue = price->revenue + deed->revenue * price->revenue_times;
    const double own = flow->cost.of_revenue ? revenue * price->cost : price->cost + deed->cost;
    return (pk_happening_t){.who = who,
                            .step = deed->step,
                            .flow = deed->flow,
                            .revenue = revenue,
                            .cost = own * price->cost_times + price->levers};
}

/* ---- lives ---- */

static void read_starts(const pk_sim_t *sim, const pk_block_t *block, pk_scribe_t *scribe)
{
    const pk_layout_t *layout = block->layout;
    for (int who = 0; who < PK_BLOCK; who++) {
        const int cell = pk_block_cell(block, who);
        if (cell == 0) {
            scribe->start_stage[who] = scribe->start_age[who] = -1;
            continue;
        }
        const int stage = layout->stage[cell], k = cell - layout->stages[stage].cell;
        const pk_ages_t *ages = &sim->state.ages[stage * sim->plan->npersona + layout->persona];
        scribe->start_stage[who] = stage;
        if (layout->stages[stage].own_stay) {
            scribe->start_age[who] = -block->own.since[who];
            continue;
        }
        scribe->start_age[who] =
            k < layout->stages[stage].nyoung ? k : (int32_t)ages->old_age[k - layout->stages[stage].nyoung];
    }
}

/* Deeds stand by step; stable by customer they are lives. */
static void sort_deeds(const pk_sim_t *sim, int g, pk_scribe_t *scribe)
{
    const pk_deeds_t *deeds = &scribe->deeds;
    if (scribe->room < deeds->count) {
        scribe->room = deeds->count;
        free(scribe->happened);
        scribe->happened = pk_heap((size_t)scribe->room, sizeof *scribe->happened);
    }
    const int from = deeds->from, until = deeds->until;
    memset(&scribe->next[from], 0, (size_t)(until - from + 1) * sizeof *scribe->next);
    for (long k = 0; k < deeds->count; k++) {
        scribe->next[deeds->at[k].who + 1]++;
    }
    for (int who = from; who < until; who++) {
        scribe->next[who + 1] += scribe->next[who];
    }
    for (long k = 0; k < deeds->count; k++) {
        const uint16_t who = deeds->at[k].who;
        scribe->happened[scribe->next[who]++] = priced(sim, g, &deeds->at[k], (uint32_t)(who - deeds->from));
    }
}

/* Walks the block with the deeds of some customers; false where these are too many to hold. */
static bool walk_some(const pk_watching_t *self, pk_block_name_t name, int worker, int from, int until,
                      pk_block_t *block, void *cells)
{
    pk_scribe_t *scribe = &self->scribes[worker];
    pk_hand_t *hand = &self->hands[worker];
    scribe->deeds.count = 0;
    scribe->deeds.full = false;
    scribe->deeds.from = from;
    scribe->deeds.until = until;
    scribe->deeds.most = until - from > PK_GROUP ? DEEDS_MOST : 0;
    *block = pk_block_at_start(self->sim, name, cells, hand->own, &hand->scratch);
    read_starts(self->sim, block, scribe);
    pk_walk_alone(self->sim, block, hand, &scribe->deeds);
    return !scribe->deeds.full;
}

static void tell(const pk_watching_t *self, const pk_block_t *block, int worker, int from, int until)
{
    pk_scribe_t *scribe = &self->scribes[worker];
    const pk_agents_t *agents = self->sim->agents;
    const int g = block->layout->persona, last = until < block->count ? until : block->count;
    sort_deeds(self->sim, g, scribe);
    const pk_lives_t lives = {.plan = self->sim->plan,
                              .run = self->sim->luck.run,
                              .persona = g,
                              .arrived = block->arrived,
                              .first = block->first + (uint64_t)from,
                              .count = last - from,
                              .start_stage = &scribe->start_stage[from],
                              .start_age = &scribe->start_age[from],
                              .happened = scribe->happened,
                              .nhappened = scribe->deeds.count,
                              .prices = &agents->prices.stages};
    agents->watcher.see(agents->watcher.context, worker, &lives);
}

static bool is_wanted(const pk_agents_t *agents, pk_block_name_t name)
{
    const pk_watcher_t *watcher = &agents->watcher;
    const pk_crowd_t *crowd = &agents->crowds[name.persona];
    const uint64_t first = (uint64_t)name.index * PK_BLOCK;
    const uint64_t left = (name.arrived ? crowd->came : crowd->there) - first;
    return watcher->wants == NULL ||
           watcher->wants(watcher->context, name.persona, name.arrived, first, left < PK_BLOCK ? left : PK_BLOCK);
}

static void watch_block(void *context, long number, int worker)
{
    const pk_watching_t *self = context;
    pk_scribe_t *scribe = &self->scribes[worker];
    _Alignas(64) uint16_t cells[PK_BLOCK];
    const pk_block_name_t name = pk_block_name(self->sim, number);
    pk_block_t block;
    if (!is_wanted(self->sim->agents, name)) {
        return;
    }
    for (int from = 0, count = 1; from < count;) {
        const int until = from + scribe->range < PK_BLOCK ? from + scribe->range : PK_BLOCK;
        if (!walk_some(self, name, worker, from, until, &block, cells)) {
            scribe->range /= 2;
            continue;
        }
        count = block.count;
        tell(self, &block, worker, from, until);
        from = until;
    }
}

void pk_walk_watched(pk_sim_t *sim)
{
    const int workers = pk_parallel_threads(sim->agents->threads);
    pk_watching_t self = {
        .sim = sim, .hands = pk_hands_open(sim, workers, 1), .scribes = pk_heap((size_t)workers, sizeof(pk_scribe_t))};
    for (int w = 0; w < workers; w++) {
        self.scribes[w].next = pk_heap(PK_BLOCK + 1, sizeof *self.scribes[w].next);
        self.scribes[w].range = PK_BLOCK;
    }
    pk_parallel_for(pk_blocks(sim), workers, watch_block, &self);
    for (int w = 0; w < workers; w++) {
        free(self.scribes[w].deeds.at);
        free(self.scribes[w].happened);
        free(self.scribes[w].next);
    }
    free(self.scribes);
    pk_hands_close(self.hands, workers, sim);
}
