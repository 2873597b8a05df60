/* One number over more runs than are held at once: its summary, from batches of runs in the order of their index.
 *
 * Mean and sd are exact: batches' means and squares are merged (Chan, Golub and LeVeque 1983). For quantiles the first
 * batch, sorted, gives edges: near each of the five ranks (six standard errors of a rank to both sides) so many that
 * about one in four thousand values lies between two, elsewhere one in fifty. Of all batches it is counted exactly how
 * many values are at each edge and between two; so it is known between which edges a rank lies, and by how much the
 * rank of what is told may be off at most. For runs, which are alike in law, that is less than 0.2% of them (an error
 * of 0.05% is ordinary; with 10,000 in the first batch more than 0.2% has a chance of one in a million); whatever
 * comes, the bound that is told holds.
 *
 * A digest of one batch alone is its exact summary. */
#ifndef PK_ENGINE_DIGEST_H
#define PK_ENGINE_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

#include "result/summary.h"

typedef struct {
    long count; /* values so far, without NAN */
    double mean, squares, low, high;
    bool whole;        /* all are whole numbers */
    bool exact;        /* one batch alone: `summary` is all there is */
    int nedge;         /* ascending */
    double *edges;     /* in one piece of memory with the counts */
    uint32_t *at;      /* [nedge] equal to the edge */
    uint32_t *between; /* [nedge + 1] below edge k and above the one before */
    pk_summary_t summary;
} pk_digest_t;

/* The next values, which are used up. `alone`: this is the only batch. A zeroed digest has none. */
void pk_digest_add(pk_digest_t *self, double *values, long count, bool alone);

/* *rank_error: the largest part of all values by which a quantile's rank may be off; 0 where they are exact. */
pk_summary_t pk_digest_summary(const pk_digest_t *self, double *rank_error);

void pk_digest_free(pk_digest_t *self);

#endif
