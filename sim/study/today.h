/* The journey as it stands today: what `polku check` and `polku describe` look at.
 *
 * Channels at the model's steady spend, levers at `value`, seasons 1, stocks at `start`, word of mouth as at step 0,
 * queues empty; each uncertain number at its mean. Arrivals, capacity and changes over time are left out. */
#ifndef PK_STUDY_TODAY_H
#define PK_STUDY_TODAY_H

#include "engine/sim.h"
#include "study/chain.h"

/* A plan with an expected sim that stands at today's probabilities (sim.now.p, sim.now.speed). The sim points into the
 * plan, so that the object must stay where it is. */
typedef struct {
    pk_scenario_t averaged; /* the scenario as the engine of means takes it, where customers differ */
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws; /* every number at its mean, by slot */
    /* stage x persona: each persona's part of those who enter a stage, leave it, or are there, step by step over the
     * horizon of the plan (engine expected); the parts of a stage sum to 1. Where nobody does, of those there at the
     * start; where nobody is either, of the population. */
    double *enter, *leave, *there;
    double *ended; /* of those whose stay ends, which are not all that leave it where ways out compete with the stay */
} pk_today_t;

/* Compiles the scenario and makes sure that each of its runs finds numbers that can hold together: what would stop a
 * run is an error here (PK_BAD_INPUT, in diag with places). Means that are impossible together (a row past 1) are
 * replaced by the means of the runs' draws. `self` is overwritten; free it also after an error. */
pk_status_t pk_today_open(const pk_scenario_t *scenario, pk_today_t *self, pk_diag_t *diag);
void pk_today_free(pk_today_t *self);

/* A persona of the model: its part of the population, and the mean of a number over its groups (nodes.h) by their
 * parts, both by persona of the plan; part NULL: the sum. */
double pk_today_share(const pk_today_t *self, int persona);
double pk_today_of_persona(const pk_today_t *self, const double *number, const double *part, int persona);

/* The sim at the start again, with today's probabilities; what never fits its capacity has none. */
void pk_today_stand(pk_today_t *self);

/* Steps from entering a stage to leaving it: 0 in an instant one, INFINITY where nobody leaves. */
double pk_today_stay(const pk_today_t *self, int stage, int persona);

/* Each way out of a stage, in order, and their sum: of a plain stage the chance in a step; out of a stay (or an instant
 * stage) the part of those who enter that leaves by it, with ways that compete with the stay. `part` has room for all
 * exits of the stage. */
double pk_today_exits(const pk_today_t *self, int stage, int persona, double *part);

/* today_chain.c: the long run of all personas' chains, each solved by itself. What is told of those who enter a stage
 * is their mean over those who do (`enter`), the time from a visit to the next over all visits (a step in a plain
 * stage, an entry elsewhere), a share of the long run over the population. What a single persona does not have, all do
 * not have, and the text says why. Closed classes are those of any persona. In `arena`. */
pk_chain_t pk_today_analyse(const pk_today_t *self, pk_arena_t *arena);

#endif
