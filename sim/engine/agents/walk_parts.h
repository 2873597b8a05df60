/* The blocks of a run and their walks: walk.c (tables of all steps, blocks one by one), together.c (all blocks step by
 * step, where the model feeds back), watch.c (the second walk, for who wants to see individuals). */
#ifndef PK_ENGINE_AGENTS_WALK_PARTS_H
#define PK_ENGINE_AGENTS_WALK_PARTS_H

#include "engine/agents/agents.h"

/* Tallies [step][persona], of one step or of all. */
typedef struct {
    pk_sums_of_step_t *at;
    int steps;
} pk_sums_t;

/* What a worker has of its own. */
typedef struct {
    pk_movers_t movers;
    pk_sums_t sums;
    pk_own_scratch_t scratch;
    pk_own_room_t own; /* of a block that walks alone */
} pk_hand_t;

/* Blocks by number: first those of persona 0 who were there, who came, then of persona 1, and so on. */
typedef struct {
    int persona;
    bool arrived;
    long index;
} pk_block_name_t;

long pk_blocks(const pk_sim_t *sim);
pk_block_name_t pk_block_name(const pk_sim_t *sim, long number);

/* A block as it stands at step 0, in these cells [PK_BLOCK]: filled, or empty where its people come later. */
pk_block_t pk_block_at_start(const pk_sim_t *sim, pk_block_name_t name, void *cells, pk_own_room_t own,
                             pk_own_scratch_t *scratch);

/* The rules of step t for a persona; cuts may be NULL. */
pk_rules_t pk_rules_at(const pk_sim_t *sim, int persona, int t, const pk_cut_t *cuts, pk_own_scratch_t *scratch);

/* The numbers of step t: drivers, rates, tables of all personas, arrivals. */
void pk_agents_enter(pk_sim_t *sim, int t);
/* Those of a block's people who come in step t, at its end. */
void pk_block_receive(const pk_sim_t *sim, pk_block_t *block, const pk_rules_t *rules, int t, pk_sums_of_step_t *tally,
                      pk_deeds_t *deeds);

/* A block walks all steps by itself; tables and cuts are known. Tallies go to [t][persona], or all to the first row of
 * sums of one step. */
void pk_walk_alone(const pk_sim_t *sim, pk_block_t *block, pk_hand_t *hand, pk_deeds_t *deeds);

pk_hand_t *pk_hands_open(const pk_sim_t *sim, int workers, int steps);
void pk_hands_close(pk_hand_t *hands, int workers, const pk_sim_t *sim);
void pk_agents_count_cut(pk_sim_t *sim, const pk_hand_t *hands, int workers);
void pk_sums_clear(const pk_sums_t *sums, const pk_sim_t *sim);

/* The sums of all workers at row `from` become step t of the story. */
void pk_story_write(pk_sim_t *sim, const pk_hand_t *hands, int workers, int from, int t);

void pk_walk_together(pk_sim_t *sim);
void pk_walk_watched(pk_sim_t *sim);

#endif
