/* The Markov chain of order k of walked paths, and what a channel's removal does to it.
 *
 * A state is the last k touchpoints, fewer at the beginning of a path; state 0 is the beginning, before the first one.
 * A repeated touchpoint is a step like any other. From a state a walk goes on to a next touchpoint, or ends in a
 * conversion or in nothing; each chance is the share of the walks through the state that did so.
 *
 * Without channel i every move into a state that holds i ends in nothing. The chance h(s) of a conversion from state s
 * is then 0 for states that hold i and else solves the linear system
 *     h(s) = conversion(s) + sum over moves s -> t of p(s, t) h(t).
 * The removal effect of i is 1 - h(0) / P, P being the share of walks that end in a conversion, which is h(0) with
 * every channel there (the expected visits of a fitted chain are the observed ones). Anderl, Becker, von Wangenheim and
 * Schumann, "Mapping the customer journey", International Journal of Research in Marketing 33 (2016). */
#ifndef PK_STUDY_PATHS_CHAIN_H
#define PK_STUDY_PATHS_CHAIN_H

#include <stdbool.h>

#include "result/path_attribution.h"
#include "study/paths.h"

enum { PK_PATHS_ORDER_MOST = PK_PATH_ORDERS };

/* Which moves there are. Those of state s are first[s] .. first[s + 1] - 1. */
typedef struct {
    int order, nstate, nmove, nchannel;
    int *first;      /* [nstate + 1] */
    int *to;         /* [nmove] the state that it leads to */
    int *move;       /* [nnode] the move that leads to a node of the tree of paths; of node 0: -1 */
    uint16_t *holds; /* [nstate][order] the channels of a state, a free place being PK_PATHS_CHANNELS */
} pk_paths_chain_t;

/* How often each was taken. */
typedef struct {
    double *moves;     /* [nmove] */
    double *converted; /* [nstate] ends in a conversion */
    double *lost;      /* [nstate] ends in nothing */
    double *through;   /* [nstate] walks that were there, each visit counted */
    double *nodes;     /* [nnode] walks through each node of the tree */
    double walks, conversions;
} pk_paths_counts_t;

/* Order 0 to PK_PATHS_ORDER_MOST; of order 0 there is one state. The paths are finished, with a path at least;
 * O(nodes).
 */
void pk_paths_chain_init(pk_paths_chain_t *self, const pk_paths_t *paths, int order);
void pk_paths_chain_free(pk_paths_chain_t *self);
/* The state that a node of the tree stands for. */
int pk_paths_chain_state(const pk_paths_chain_t *self, int node);

void pk_paths_counts_init(pk_paths_counts_t *self, const pk_paths_t *paths, const pk_paths_chain_t *chain);
void pk_paths_counts_free(pk_paths_counts_t *self);
/* Counts are empty at first; each path's walks are added, and finish carries them from the paths to the moves. */
void pk_paths_counts_add(pk_paths_counts_t *self, const pk_paths_chain_t *chain, const pk_path_t *path,
                         double conversions, double nulls);
void pk_paths_counts_finish(pk_paths_counts_t *self, const pk_paths_t *paths, const pk_paths_chain_t *chain);
/* All three: the walks of all paths. */
void pk_paths_counts_of(pk_paths_counts_t *self, const pk_paths_t *paths, const pk_paths_chain_t *chain);

/* A solver's memory, for one chain. */
typedef struct {
    double *chance; /* [nmove] of the moves that were taken, state by state */
    int *to;        /* [nmove] */
    int *first;     /* [nstate + 1] */
    double *ends;   /* [nstate] the chance to leave the state for another one, or for good */
    double *h;      /* [nstate][PK_PATHS_LANES] */
} pk_paths_solver_t;

enum { PK_PATHS_LANES = 8 }; /* systems that are solved at once: the walk itself, and 7 channels removed */

void pk_paths_solver_init(pk_paths_solver_t *self, const pk_paths_chain_t *chain);
void pk_paths_solver_free(pk_paths_solver_t *self);

/* The removal effects [nchannel], each in 0 to 1, of counts with a conversion at least; false without one.
 *
 * Solved by Gauss and Seidel's sweeps over the sparse rows from below, h = 0 at first. Beside each goes the chance that
 * the walk has not ended, from 1 downwards by the same sweeps: it bounds what is missing in h, and the sweeps go on
 * until that is below tolerance * P at the beginning. A walk always ends, so that they do. */
bool pk_paths_removal(pk_paths_solver_t *self, const pk_paths_chain_t *chain, const pk_paths_counts_t *counts,
                      double tolerance, double *effects);

#endif
