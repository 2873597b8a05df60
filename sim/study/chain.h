/* What a chain does in the long run, by linear algebra (GSL): stationary shares, first passage and recurrence,
 * absorption.
 *
 * The chain is semi-Markov: row i of `next` is where those go who leave i's visit, `stay` how many steps a visit lasts
 * on average. An ordinary Markov chain has its own probabilities (staying included) and stay 1. Sources: Kemeny &
 * Snell, Finite Markov Chains (1960), chapters 3 and 4; for the mean times of a semi-Markov chain Çinlar, Introduction
 * to Stochastic Processes (1975), chapter 10. */
#ifndef PK_STUDY_CHAIN_H
#define PK_STUDY_CHAIN_H

#include <stdbool.h>

#include "base/arena.h"

/* Matrices are row-major n x n. What does not exist is NULL, and the text beside it says why in words. */
typedef struct {
    int n;
    bool *absorbing; /* nobody leaves */
    int nabsorbing;
    bool irreducible;
    int period;            /* of an irreducible chain whose stays are all 1; 1 otherwise */
    double *stationary;    /* share of time in each stage, sums to 1 */
    double *first_passage; /* mean steps from i until j is entered for the first time, i != j; the diagonal is the mean
                              recurrence time: from a visit of i to its next */
    const char *no_stationary;
    const char *periodic;    /* NULL: not periodic */
    double *absorption;      /* from i the chance to end in the absorbing j; columns of others 0 */
    double *steps_in;        /* from i the mean steps spent in the transient j */
    double *absorption_time; /* from i the mean steps until the end (n numbers) */
    const char *no_absorption;
} pk_chain_t;

/* Analyses a chain of n >= 1 stages into `arena`. Rows of `next` sum to 1 (1e-9); an absorbing stage has next[i][i]
 * = 1. */
pk_chain_t pk_chain_analyse(int n, const double *next, const double *stay, pk_arena_t *arena);

#endif
