/* `start: balance` (models/README.md section 4): where today's flows keep the counts still.
 *
 * Each persona's chain of today is semi-Markov: a stage is left by its written ways out with today's drivers, a visit
 * lasts its mean stay, an instant stage no time. In the long run persona g stands in stage i with the part
 *     x_ig = pi_i stay_i / Σ_j pi_j stay_j,   pi = pi P
 * (Çinlar, Introduction to Stochastic Processes, 1975, chapter 10), one and no other where exactly one set of stages is
 * never left. Capacities hold nobody back in it.
 *
 * Under `probabilities: today` the written numbers are today's flows, whatever the drivers are. Without marketing
 * today's drivers are on top, and word of mouth depends on x itself: the fixed point is found by Newton's method to
 * PK_BALANCE_EXACT, from several starts, which must agree. */
#ifndef PK_ENGINE_BALANCE_H
#define PK_ENGINE_BALANCE_H

#include "base/diag.h"
#include "engine/excess.h"
#include "model/scenario.h"

#define PK_BALANCE_EXACT 1e-12

struct pk_sim;
struct pk_plan;

/* Works out the balance of the sim's draws into now.balance (stage x persona, parts of the persona) and now.heard (by
 * driver: the share of the population that a word of mouth comes from). Where there is none, or more than one, the sim
 * notes it (excess.h) and stands still; the parts are then equal. Nothing happens in a plan with other starts. */
void pk_balance_settle(struct pk_sim *sim);

/* At the plan's means: an error where there is no balance, or more than one. */
pk_status_t pk_balance_check(const struct pk_plan *plan, pk_diag_t *diag);

/* An error where individuals differ in how they move: in the engine agents each would have a balance of his own. */
pk_status_t pk_balance_refuse(const pk_scenario_t *scenario, pk_diag_t *diag);

/* The error of one that was noted, with its place; `drawn`: of a run, whose uncertain numbers make it so. */
void pk_balance_tell(const struct pk_plan *plan, const pk_excess_t *excess, bool drawn, pk_diag_t *diag);

#endif
