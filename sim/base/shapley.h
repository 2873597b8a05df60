/* The Shapley value of a game (Shapley 1953, "A value for n-person games"): a total shared out among players, to each
 * the mean of what it adds to those before it, over all orders.
 *
 * A set of players is a mask, player i its bit i. Up to PK_SHAPLEY_EXACT players it is worked out from the worth of all
 * sets,
 *     phi_i = sum over S without i of |S|! (n - |S| - 1)! / n! (v(S + i) - v(S)),
 * with more from random orders, each taken in both directions (antithetic: Mitchell, Cooper, Frank and Holmes,
 * "Sampling permutations for Shapley value estimation", 2022): what players add along an order adds up to the total in
 * any case. */
#ifndef PK_BASE_SHAPLEY_H
#define PK_BASE_SHAPLEY_H

#include <stdint.h>

enum {
    PK_SHAPLEY_EXACT = 12,   /* players */
    PK_SHAPLEY_PLAYERS = 63, /* at most */
};

/* The weight of a set of `size` of the n - 1 other players. */
double pk_shapley_weight(int n, int size);

/* phi[n] from worth[mask * stride], of all 2^n sets. */
void pk_shapley_exact(int n, const double *worth, long stride, double *phi);

/* A random order of the players, addressed by seed, replicate and number. */
void pk_shapley_order(uint64_t seed, uint64_t replicate, uint64_t number, int n, int *order);

#endif
