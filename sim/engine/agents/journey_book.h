/* The lives of customers (lives.h) as the journeys of a log (result/journey.h), and what these are told with. */
#ifndef PK_ENGINE_AGENTS_JOURNEY_BOOK_H
#define PK_ENGINE_AGENTS_JOURNEY_BOOK_H

#include "engine/agents/lives.h"
#include "result/journey.h"

/* The names, days, flows and spend of one run (from 0) of a plan; `draws` are that run's. A flow's channels are those
 * of ours with an effect on it, or on all ways out of the stay that it ends. In `arena`; the plan is not borrowed. */
void pk_journey_book(const pk_plan_t *plan, const double *draws, uint64_t run, pk_arena_t *arena,
                     pk_journey_book_t *book);

/* Tells the customers of a batch, one after another, in their order. */
void pk_journeys_of_lives(const pk_lives_t *lives, const pk_journey_taker_t *taker);

#endif
