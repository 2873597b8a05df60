/* Which order of the chain foretells walks best that it has not seen. */
#ifndef PK_STUDY_PATHS_ORDER_H
#define PK_STUDY_PATHS_ORDER_H

#include "study/paths_chain.h"

/* The walks fall into PK_PATHS_FOLDS parts by luck; likelihood[k - 1] is the mean over all walks of the logarithm of
 * the chance that the chain of order k, fitted to the other parts, gives the walk. Returns the order whose mean is
 * highest, the lower one of equals.
 *
 * A move that the other parts have not seen would have no chance at all: each order takes the next lower one for one
 * walk more through each state, p_k(x | s) = (n(s, x) + p_{k-1}(x | shorter s)) / (n(s) + 1), down to equal chances of
 * all channels and both ends. The same for any number of threads. */
int pk_paths_choose_order(const pk_paths_t *paths, uint64_t seed, int threads, double likelihood[PK_PATHS_ORDER_MOST]);

enum { PK_PATHS_FOLDS = 10 };

#endif
