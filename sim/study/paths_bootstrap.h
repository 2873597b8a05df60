/* How far removal shares hang on which walks happened to be in the log: bootstraps of paths. */
#ifndef PK_STUDY_PATHS_BOOTSTRAP_H
#define PK_STUDY_PATHS_BOOTSTRAP_H

#include "base/parallel.h"
#include "result/path_attribution.h"
#include "study/paths_chain.h"

typedef struct {
    uint64_t seed;
    int threads; /* 0: the machine's; changes no byte */
    int count;   /* of bootstraps, at least 1 */
    pk_progress_t progress;
} pk_paths_bootstrap_t;

/* Fills p05 and p95 of the channels, which stand in the order of the chain's. Returns how many bootstraps had no
 * conversion and are left out; where all had none, the quantiles are NAN.
 *
 * A bootstrap walks each path Poisson(walks) times, conversions and nulls apart, which is drawing as many walks with
 * replacement but for the total (Hanley and MacGibbon, Computer Methods and Programs in Biomedicine 83, 2006). Its luck
 * is addressed by the path's channels: the order of rows changes nothing. */
int pk_paths_bootstrap(const pk_paths_t *paths, const pk_paths_chain_t *chain, const pk_paths_bootstrap_t *options,
                       pk_path_channel_t *channels);

/* Effects to shares of their sum, shares[i * stride]. The sum is above 0 where there is a conversion: without a channel
 * on its path it is lost. */
void pk_paths_to_shares(const double *effects, int count, double *shares, long stride);

#endif
