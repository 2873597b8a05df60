/* What a chain does in the long run: where it ends, the shares of time there, first passage and recurrence.
 *
 * The chain is semi-Markov: row i of the links is where those go who leave i's visit, `stay` how many steps a visit
 * lasts on average. An ordinary Markov chain has its own probabilities (staying included) and stay 1. A *closed class*
 * is a set of stages that all reach each other and that nobody leaves again; whoever starts anywhere ends in one of
 * them. Sources: Kemeny & Snell, Finite Markov Chains (1960), chapters 3 and 4; for the mean times of a semi-Markov
 * chain Çinlar, Introduction to Stochastic Processes (1975), chapter 10; classes by Tarjan, SIAM J. Computing 1 (1972).
 *
 * Cost follows the loops: stages outside of loops are solved one by one, a loop of m stages in m^3. */
#ifndef PK_STUDY_CHAIN_H
#define PK_STUDY_CHAIN_H

#include "base/arena.h"
#include "result/chain.h"

/* The rows of a chain, without its zeros: row i is to[k], p[k] for k = first[i] .. first[i + 1] - 1; p > 0. */
typedef struct {
    int n;
    int *first, *to;
    double *p;
} pk_links_t;

/* What is too much work is left out: loops of more than `loop` stages (then all is), and what is told from each stage
 * to each where there are more than `pairs` stages. */
typedef struct {
    int loop, pairs;
} pk_chain_limits_t;

#define PK_CHAIN_LOOP_MOST  1000
#define PK_CHAIN_PAIRS_MOST 400

/* Analyses a chain of n >= 1 stages into `arena`. Rows sum to 1 (1e-9); an absorbing stage leads to itself alone. */
pk_chain_t pk_chain_analyse(const pk_links_t *links, const double *stay, pk_chain_limits_t limits, pk_arena_t *arena);

/* In words why there are no shares of the long run, `count` > 1 closed classes. */
const char *pk_chain_no_stationary(int count, pk_arena_t *arena);

#endif
