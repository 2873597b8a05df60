#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "engine/agents/walk_parts.h"
#include "engine/drivers.h"
#include "engine/varying.h"

/* ---- the people of step 0 ---- */

static void add_edge(pk_crowd_t *crowd, int cell, double count)
{
    if (count > 0) {
        crowd->cell_of[crowd->nedge] = (uint16_t)cell;
        crowd->edges[crowd->nedge + 1] = crowd->edges[crowd->nedge] + count;
        crowd->nedge++;
    }
}

/* Who stands where, stage by stage and age by age. */
static void list_people(const pk_sim_t *sim, pk_crowd_t *crowd, pk_arena_t *arena)
{
    const pk_plan_t *plan = sim->plan;
    const int persona = crowd->layout.persona;
    crowd->edges = PK_ARRAY(arena, double, crowd->layout.ncell + 1);
    crowd->cell_of = PK_ARRAY(arena, uint16_t, crowd->layout.ncell);
    for (int i = 0; i < plan->nstage; i++) {
        const pk_place_of_stage_t *place = &crowd->layout.stages[i];
        const pk_ages_t *ages = &sim->state.ages[i * plan->npersona + persona];
        for (int k = 0; k < place->ncell; k++) {
            const bool aged = pk_has_ages(&plan->stages[i]) && !place->own_stay;
            add_edge(crowd, place->cell + k, aged ? ages->at[k] : sim->state.count[i * plan->npersona + persona]);
        }
    }
    crowd->there = (uint64_t)crowd->edges[crowd->nedge];
}

/* Of customers who differ, the laws of those who have been where they are at the start for a while. */
static void weigh(pk_sim_t *sim, pk_crowd_t *crowd)
{
    const pk_plan_t *plan = sim->plan;
    crowd->weighed = PK_ARRAY(&sim->agents->run, pk_own_weighed_t *, plan->nstage + 1);
    crowd->stays = PK_ARRAY(&sim->agents->run, pk_own_stay_t, plan->nstage + 1);
    for (int i = 0; i < plan->nstage && sim->agents->own != NULL; i++) {
        const pk_own_stage_t *own = sim->agents->own->stages[i];
        if (own == NULL || !own->weighed || sim->state.count[i * plan->npersona + crowd->layout.persona] <= 0) {
            continue;
        }
        crowd->weighed[i] = PK_ARRAY(&sim->agents->run, pk_own_weighed_t, plan->nown);
        pk_own_weigh(sim, i, crowd->layout.persona, crowd->weighed[i], &sim->agents->run);
        if (plan->stages[i].kind == PK_STAGE_DWELL && !own->dwell && pk_own_weighs(sim, crowd->weighed[i])) {
            crowd->stays[i] = pk_own_stay_of(sim, i, &sim->agents->run);
        }
        for (int k = 0; k < plan->nown; k++) {
            if (crowd->weighed[i][k].endless) {
                sim->agents->trouble = (pk_excess_t){.what = PK_EXCESS_STEADY, .index = i, .number = INFINITY};
            }
        }
    }
}

static void open_crowds(pk_sim_t *sim)
{
    pk_agents_t *agents = sim->agents;
    const pk_plan_t *plan = sim->plan;
    const int arrivals = plan->nflow - plan->ntransition;
    pk_arena_free(&agents->run);
    agents->crowds = PK_ARRAY(&agents->run, pk_crowd_t, plan->npersona);
    agents->cuts = PK_ARRAY(&agents->run, pk_cut_t, (long)(plan->nstep + 1) * plan->ncapacity + 1);
    agents->came = PK_ARRAY(&agents->run, double, (long)(plan->nstep + 1) * plan->npersona);
    agents->arrivals = PK_ARRAY(&agents->run, double, (long)(plan->nstep + 1) * arrivals * plan->npersona + 1);
    for (int g = 0; g < plan->npersona; g++) {
        pk_crowd_t *crowd = &agents->crowds[g];
        pk_layout_init(&crowd->layout, sim, g, &agents->run);
        crowd->name = pk_hash_text(pk_plan_persona(plan, g)->name);
        crowd->tables = PK_ARRAY(&agents->run, pk_table_t *, plan->nstep + 1);
        if (crowd->layout.ncell > PK_CELLS_MOST) {
            agents->trouble = (pk_excess_t){.what = PK_EXCESS_CELLS, .number = crowd->layout.ncell};
            return;
        }
        list_people(sim, crowd, &agents->run);
        weigh(sim, crowd);
    }
    for (int k = 0; k < (plan->nstep + 1) * plan->ncapacity; k++) {
        agents->cuts[k] = PK_ALL_FIT;
    }
}

/* ---- money that varies is counted in units that are small beside its mean ---- */

static double unit_of(const pk_sim_t *sim, const pk_money_t *money)
{
    double most = 0;
    for (int t = 0; money->varies != NULL && t <= (money->stride > 0 ? sim->plan->nstep : 0); t++) {
        const pk_number_t *law = money->varies[(long)t * money->stride];
        const double mean = law == NULL ? 0 : fabs(pk_varying_amount(law, sim->draws));
        most = isfinite(mean) && mean > most ? mean : most;
    }
    return most > 0 ? ldexp(1, ilogb(most) - 40) : 0x1p-40;
}

static void choose_units(pk_sim_t *sim)
{
    for (int f = 0; sim->agents->unit != NULL && f < sim->plan->nflow; f++) {
        sim->agents->unit[2 * f] = unit_of(sim, &sim->plan->flows[f].revenue);
        sim->agents->unit[2 * f + 1] = unit_of(sim, &sim->plan->flows[f].cost);
    }
}

/* ---- blocks ---- */

static long blocks_of(uint64_t people)
{
    return (long)((people + PK_BLOCK - 1) / PK_BLOCK);
}

long pk_blocks(const pk_sim_t *sim)
{
    long sum = 0;
    for (int g = 0; g < sim->plan->npersona; g++) {
        sum += blocks_of(sim->agents->crowds[g].there) + blocks_of(sim->agents->crowds[g].came);
    }
    return sum;
}

pk_block_name_t pk_block_name(const pk_sim_t *sim, long number)
{
    int g = 0;
    for (;; g++) {
        const pk_crowd_t *crowd = &sim->agents->crowds[g];
        if (number < blocks_of(crowd->there)) {
            return (pk_block_name_t){.persona = g, .index = number};
        }
        number -= blocks_of(crowd->there);
        if (number < blocks_of(crowd->came)) {
            return (pk_block_name_t){.persona = g, .arrived = true, .index = number};
        }
        number -= blocks_of(crowd->came);
    }
}

static void fill_cells(const pk_crowd_t *crowd, pk_block_t *block)
{
    int k = 0;
    for (double at = (double)block->first; crowd->edges[k + 1] <= at; k++) {
    }
    for (int who = 0; who < block->count;) {
        const double left = crowd->edges[k + 1] - (double)block->first;
        const int until = left < block->count ? (int)left : block->count;
        if (crowd->layout.wide) {
            for (; who < until; who++) {
                ((uint16_t *)block->cells)[who] = crowd->cell_of[k];
            }
        } else {
            memset((uint8_t *)block->cells + who, crowd->cell_of[k], (size_t)(until - who));
            who = until;
        }
        k++;
    }
}

/* The cell of somebody who has been in a stay for `age` steps; past the ages the class of the old that he comes nearest
 * to. */
static int cell_of_age(const pk_sim_t *sim, const pk_place_of_stage_t *place, int stage, int persona, int32_t age)
{
    const pk_ages_t *ages = &sim->state.ages[stage * sim->plan->npersona + persona];
    int k = age < place->nyoung ? age : place->nyoung - 1;
    for (int old = 0; old < ages->nold && age >= place->nyoung && ages->old_age[old] <= age; old++) {
        k = place->nyoung + old;
    }
    return place->cell + k;
}

/* The numbers of customers who differ and are there at the start, and for how long they have been: whose ways out are
 * his own has an age that fits them. */
static void begin_own(const pk_sim_t *sim, const pk_crowd_t *crowd, pk_block_t *block, pk_own_scratch_t *scratch)
{
    const int persona = crowd->layout.persona;
    for (int who = 0; crowd->layout.own_rows > 0 && who < block->count; who++) {
        const int stage = crowd->layout.stage[pk_block_cell(block, who)];
        const pk_place_of_stage_t *place = &crowd->layout.stages[stage];
        const uint64_t address = pk_block_address(block, who);
        pk_own_draw(sim, scratch->draws, address, who, crowd->weighed[stage], &block->own);
        scratch->cut += pk_own_write(sim, scratch->draws, persona, 1, who, &block->own);
        const bool dwells = sim->plan->stages[stage].kind == PK_STAGE_DWELL;
        int32_t age = 0;
        if (dwells && sim->plan->stages[stage].steady && pk_own_weighs(sim, crowd->weighed[stage])) {
            pk_stream_t stream = pk_stream_at(sim->luck.seed, sim->luck.run, PK_PURPOSE_AGENT, 0, address);
            const double u = pk_stream_uniform(&stream);
            age = crowd->stays[stage].count > 0
                      ? pk_own_age_of(sim, stage, persona, &crowd->stays[stage], scratch->draws, u)
                      : pk_own_age(sim, stage, persona, scratch->draws, u);
            if (place->ncell > 1) {
                pk_block_put(block, who, cell_of_age(sim, place, stage, persona, age));
            }
        }
        if (block->own.since != NULL) {
            block->own.since[who] = place->own_stay ? -age : 0;
        }
    }
}

pk_block_t pk_block_at_start(const pk_sim_t *sim, pk_block_name_t name, void *cells, pk_own_room_t own,
                             pk_own_scratch_t *scratch)
{
    const pk_crowd_t *crowd = &sim->agents->crowds[name.persona];
    const uint64_t first = (uint64_t)name.index * PK_BLOCK;
    pk_block_t block = {.layout = &crowd->layout,
                        .arrived = name.arrived,
                        .people = pk_hash_join(crowd->name, name.arrived ? 2 : 1),
                        .first = first,
                        .own = own,
                        .cells = cells};
    memset(cells, 0, (size_t)PK_BLOCK * (crowd->layout.wide ? 2 : 1));
    if (!name.arrived) {
        const uint64_t left = crowd->there - first;
        block.count = left < PK_BLOCK ? (int)left : PK_BLOCK;
        fill_cells(crowd, &block);
        begin_own(sim, crowd, &block, scratch);
    }
    return block;
}

pk_rules_t pk_rules_at(const pk_sim_t *sim, int persona, int t, const pk_cut_t *cuts, pk_own_scratch_t *scratch)
{
    const pk_agents_t *agents = sim->agents;
    return (pk_rules_t){.sim = sim,
                        .plan = sim->plan,
                        .scratch = scratch,
                        .kernel = agents->kernel,
                        .table = agents->crowds[persona].tables[t],
                        .draws = sim->draws,
                        .luck = {.seed = sim->luck.seed, .run = sim->luck.run, .step = (uint64_t)t},
                        .cuts = cuts,
                        .unit = agents->unit};
}

void pk_block_receive(const pk_sim_t *sim, pk_block_t *block, const pk_rules_t *rules, int t, pk_sums_of_step_t *tally,
                      pk_deeds_t *deeds)
{
    const pk_plan_t *plan = sim->plan;
    const int flows = plan->nflow - plan->ntransition, g = block->layout->persona;
    double at = sim->agents->came[(long)t * plan->npersona + g];
    const double first = (double)block->first, end = first + PK_BLOCK;
    for (int k = 0; k < flows; k++) {
        const double come = sim->agents->arrivals[((long)t * flows + k) * plan->npersona + g];
        const double from = fmax(at, first), until = fmin(at + come, end);
        if (until > from) {
            pk_block_arrive(block, rules, plan->ntransition + k, (int)(until - from), tally, deeds);
        }
        at += come;
    }
}

void pk_walk_alone(const pk_sim_t *sim, pk_block_t *block, pk_hand_t *hand, pk_deeds_t *deeds)
{
    const pk_plan_t *plan = sim->plan;
    const int g = block->layout->persona;
    for (int t = 1; t <= plan->nstep; t++) {
        const pk_rules_t rules = pk_rules_at(sim, g, t, &sim->agents->cuts[(long)t * plan->ncapacity], &hand->scratch);
        pk_sums_of_step_t *tally = &hand->sums.at[(hand->sums.steps > 1 ? (long)t * plan->npersona : 0) + g];
        if (block->count > 0) {
            pk_block_step(block, &rules, &hand->movers, tally, NULL, NULL, deeds);
        }
        if (block->arrived) {
            pk_block_receive(sim, block, &rules, t, tally, deeds);
        }
    }
}

/* ---- sums ---- */

static pk_sums_t open_sums(const pk_sim_t *sim, int steps)
{
    const int personas = sim->plan->npersona;
    pk_sums_t sums = {.at = pk_heap((size_t)steps * (size_t)personas, sizeof(pk_sums_of_step_t)), .steps = steps};
    for (int k = 0; k < steps * personas; k++) {
        const pk_layout_t *layout = &sim->agents->crowds[k % personas].layout;
        sums.at[k].fate = pk_heap((size_t)layout->nfate + 1, sizeof(uint64_t));
        sums.at[k].flow = pk_heap((size_t)sim->plan->nflow, sizeof(uint64_t));
        sums.at[k].money = sim->agents->unit != NULL ? pk_heap(2 * (size_t)sim->plan->nflow, sizeof(__int128)) : NULL;
    }
    return sums;
}

void pk_sums_clear(const pk_sums_t *sums, const pk_sim_t *sim)
{
    for (int k = 0; k < sums->steps * sim->plan->npersona; k++) {
        const pk_layout_t *layout = &sim->agents->crowds[k % sim->plan->npersona].layout;
        memset(sums->at[k].fate, 0, ((size_t)layout->nfate + 1) * sizeof(uint64_t));
        memset(sums->at[k].flow, 0, (size_t)sim->plan->nflow * sizeof(uint64_t));
        if (sums->at[k].money != NULL) {
            memset(sums->at[k].money, 0, 2 * (size_t)sim->plan->nflow * sizeof(__int128));
        }
    }
}

pk_hand_t *pk_hands_open(const pk_sim_t *sim, int workers, int steps)
{
    pk_hand_t *hands = pk_heap((size_t)workers, sizeof *hands);
    for (int k = 0; k < workers; k++) {
        hands[k].sums = open_sums(sim, steps);
        hands[k].own = pk_own_room_open(sim);
        if (sim->agents->own != NULL) {
            hands[k].scratch.draws = pk_heap((size_t)sim->plan->nslot + 1, sizeof(double));
            hands[k].scratch.p = pk_heap((size_t)sim->plan->nflow, sizeof(double));
            memcpy(hands[k].scratch.draws, sim->draws, (size_t)sim->plan->nslot * sizeof(double));
        }
    }
    return hands;
}

void pk_agents_count_cut(pk_sim_t *sim, const pk_hand_t *hands, int workers)
{
    for (int w = 0; w < workers; w++) {
        sim->agents->cut += hands[w].scratch.cut;
    }
    for (int g = 0; g < sim->plan->npersona; g++) {
        sim->agents->people += sim->agents->crowds[g].there + sim->agents->crowds[g].came;
    }
}

void pk_hands_close(pk_hand_t *hands, int workers, const pk_sim_t *sim)
{
    for (int w = 0; w < workers; w++) {
        for (int k = 0; k < hands[w].sums.steps * sim->plan->npersona; k++) {
            free(hands[w].sums.at[k].fate);
            free(hands[w].sums.at[k].flow);
            free(hands[w].sums.at[k].money);
        }
        free(hands[w].sums.at);
        pk_own_room_close(&hands[w].own);
        free(hands[w].scratch.draws);
        free(hands[w].scratch.p);
    }
    free(hands);
}

/* One worker's tally of a persona in a step, on top of the others'. */
static void add_tally(pk_sim_t *sim, const pk_sums_of_step_t *tally, int g, double *row)
{
    const pk_plan_t *plan = sim->plan;
    const pk_layout_t *layout = &sim->agents->crowds[g].layout;
    for (int k = 0; k < layout->nfate; k++) {
        const pk_fate_t *fate = &layout->fates[k];
        for (int j = 0; tally->fate[k] > 0 && j < fate->nflow; j++) {
            row[fate->flows[j] * plan->npersona + g] += (double)tally->fate[k];
        }
    }
    for (int f = 0; f < plan->nflow; f++) {
        row[f * plan->npersona + g] += (double)tally->flow[f];
    }
}

static void add_money(pk_sim_t *sim, const pk_hand_t *hands, int workers, long at, int g, double *row)
{
    for (int k = 0; sim->agents->unit != NULL && k < 2 * sim->plan->nflow; k++) {
        __int128 sum = 0;
        for (int w = 0; w < workers; w++) {
            sum += hands[w].sums.at[at].money[k];
        }
        row[sim->agents->story.money + k * sim->plan->npersona + g] = (double)sum * sim->agents->unit[k];
    }
}

void pk_story_write(pk_sim_t *sim, const pk_hand_t *hands, int workers, int from, int t)
{
    const pk_story_t *story = &sim->agents->story;
    double *row = &story->rows[(long)t * story->width];
    memset(row, 0, (size_t)story->capacities * sizeof(double));
    for (int g = 0; g < sim->plan->npersona; g++) {
        const long at = (long)from * sim->plan->npersona + g;
        for (int w = 0; w < workers; w++) {
            add_tally(sim, &hands[w].sums.at[at], g, row);
        }
        add_money(sim, hands, workers, at, g, row);
    }
}

/* ---- the numbers of a step ---- */

static void draw_arrivals(pk_sim_t *sim, int t)
{
    const pk_plan_t *plan = sim->plan;
    const int flows = plan->nflow - plan->ntransition;
    for (int g = 0; g < plan->npersona; g++) {
        sim->agents->came[(long)t * plan->npersona + g] = (double)sim->agents->crowds[g].came;
    }
    for (int k = 0; k < flows; k++) {
        for (int g = 0; g < plan->npersona; g++) {
            const int f = plan->ntransition + k;
            const double come = pk_chance_agents.poisson(sim->luck, PK_PURPOSE_ARRIVE, plan->flows[f].address[g],
                                                         sim->now.p[f * plan->npersona + g]);
            sim->agents->arrivals[((long)t * flows + k) * plan->npersona + g] = come;
            sim->agents->crowds[g].came += (uint64_t)come;
        }
    }
}

/* The table of a step; that of the step before where nothing has changed. */
static void make_table(pk_sim_t *sim, pk_crowd_t *crowd, int t)
{
    pk_table_t *table = crowd->tables[0];
    if (table == NULL) {
        table = PK_NEW(&sim->agents->run, pk_table_t);
        pk_table_init(table, &crowd->layout, &sim->agents->run);
    }
    crowd->tables[0] = NULL;
    pk_table_fill(table, sim);
    if (t > 1 && pk_table_equals(table, crowd->tables[t - 1])) {
        crowd->tables[t] = crowd->tables[t - 1];
        crowd->tables[0] = table; /* to be filled again */
    } else {
        crowd->tables[t] = table;
    }
}

void pk_agents_enter(pk_sim_t *sim, int t)
{
    sim->step = t;
    sim->luck.step = (uint64_t)t;
    pk_drivers_now(sim, t);
    pk_rates_update(sim, t);
    for (int g = 0; g < sim->plan->npersona; g++) {
        make_table(sim, &sim->agents->crowds[g], t);
    }
    draw_arrivals(sim, t);
    if (sim->agents->watcher.see != NULL) {
        pk_agents_note_prices(sim, t);
    }
}

/* ---- blocks that walk alone ---- */

typedef struct {
    pk_sim_t *sim;
    pk_hand_t *hands;
} pk_alone_t;

static void walk_block(void *context, long number, int worker)
{
    const pk_alone_t *self = context;
    pk_hand_t *hand = &self->hands[worker];
    _Alignas(64) uint16_t cells[PK_BLOCK];
    pk_block_t block = pk_block_at_start(self->sim, pk_block_name(self->sim, number), cells, hand->own, &hand->scratch);
    pk_walk_alone(self->sim, &block, hand, NULL);
}

static void walk_all_alone(pk_sim_t *sim)
{
    const int workers = pk_parallel_threads(sim->agents->threads), steps = sim->plan->nstep + 1;
    for (int t = 1; t < steps; t++) {
        pk_agents_enter(sim, t);
        pk_drivers_close(sim, t);
    }
    if (sim->agents->only_watched) {
        return;
    }
    pk_alone_t alone = {.sim = sim, .hands = pk_hands_open(sim, workers, steps)};
    pk_parallel_for(pk_blocks(sim), workers, walk_block, &alone);
    for (int t = 1; t < steps; t++) {
        pk_story_write(sim, alone.hands, workers, t, t);
    }
    pk_agents_count_cut(sim, alone.hands, workers);
    pk_hands_close(alone.hands, workers, sim);
}

static void walk(pk_sim_t *sim)
{
    choose_units(sim);
    if (sim->agents->watcher.see != NULL) {
        pk_agents_open_prices(sim);
        pk_agents_note_prices(sim, 0);
    }
    if (sim->plan->feedback) {
        pk_walk_together(sim);
    } else {
        walk_all_alone(sim);
    }
    if (sim->agents->watcher.see != NULL) {
        pk_walk_watched(sim);
    }
}

void pk_agents_walk(pk_sim_t *sim)
{
    const uint64_t run = sim->luck.run;
    pk_excess_t *trouble = &sim->agents->trouble;
    *trouble = (pk_excess_t){0};
    open_crowds(sim);
    if (trouble->what == PK_EXCESS_NONE) {
        walk(sim);
    }
    pk_sim_take_draws(sim, run, sim->draws);
    pk_population_counts.begin(sim);
    if (trouble->what != PK_EXCESS_NONE) {
        pk_excess_note(sim, trouble->what, trouble->index, trouble->number);
    }
}
