/* Attribution from walked paths alone: what stood on the path, not what caused the conversion.
 *
 * - removal: the removal effects of the chain of order k (paths_chain.h), as shares of their sum.
 * - Shapley: a set of channels is worth the conversions of the paths that lie within it, so that each path's
 * conversions are shared equally by the different channels on it (the Shapley value of a unanimity game; Zhao, Mahboobi
 * and Bagheri, "Shapley value methods for attribution modeling in online advertising", 2018): exact without 2^n sets.
 * - first, last: all of a path's conversions to its first, or last, touchpoint; linear: to each touchpoint alike. */
#ifndef PK_STUDY_PATHS_ATTRIBUTION_H
#define PK_STUDY_PATHS_ATTRIBUTION_H

#include "base/parallel.h"
#include "result/path_attribution.h"
#include "study/paths_chain.h"

typedef struct {
    int order;      /* 1 to PK_PATHS_ORDER_MOST, or PK_PATHS_CHOOSE */
    bool value;     /* share out the paths' value instead of their conversions */
    uint64_t seed;  /* of the bootstraps and of the folds */
    int threads;    /* 0: the machine's; changes no byte */
    int bootstraps; /* PK_PATH_BOOTSTRAPS where nobody tests; 0: none */
    pk_progress_t progress;
} pk_paths_options_t;

enum { PK_PATHS_CHOOSE = 0 };

/* Fills what is computed: order, likelihood, counts, channels with their shares and intervals; `self` is zeroed or has
 * what the reader knows. The paths have a conversion at least (and value, if that is shared out).
 */
void pk_paths_attribute(const pk_paths_t *paths, const pk_paths_options_t *options, pk_path_attribution_t *self);

#endif
