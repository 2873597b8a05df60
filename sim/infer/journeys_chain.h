/* The chain of a log's own moves: what a first-order chain of the counted shares makes of it, beside what was seen. */
#ifndef PK_INFER_JOURNEYS_CHAIN_H
#define PK_INFER_JOURNEYS_CHAIN_H

#include "infer/journeys.h"

/* The chance to reach each stage, at the beginning or later, from where the cases begin: plug_in[nstage] by the chain
 * whose probabilities are the shares of the counted moves (Kemeny and Snell, Finite Markov Chains: h = P h with h = 1
 * in the stage, by LU), observed[nstage] the part of the cases that did. Where cases end by a move (`end:`, `lapse:`)
 * that is before their end; without one, a case of the chain goes on. Where the two differ, more than the last stage
 * decides where a case goes. */
void pk_journeys_reach(const pk_journeys_log_t *log, double *plug_in, double *observed);

#endif
