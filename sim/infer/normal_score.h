/* The exact score of a walk of a normal law: how the log likelihood of all that was seen changes with the mean and the
 * covariance at any place of the walk, by one sweep back over what was done.
 *
 *     r = d log L / d mean [n],   D = d log L / d cov [n][n]
 *
 *     x' = A x:                   r = A' r',   D = A' D' A
 *     noise s² along g:           d log L / d s = 2 s g' D' g
 *     seen (gain K along h, e = to_mean - m, c = 1 - to_variance / v, log density l):
 *         with L = I - c K h', q = L' r':
 *         r = q + h dl/dm,        D = L' D' L + (e / v) (q h' + h q') / 2 + h h' dl/dv
 *
 * For a normal observation D is (r r' - N) / 2 with the information N of the disturbance smoother: Koopman and Shephard
 * (1992), "Exact score for time series models in state space form", Biometrika 79. Here the density of what was seen
 * may be another one. What is known to an interval only (to_variance > 0) is taken as if it had a normal density; and
 * the maps as they were, whatever the means are. */
#ifndef PK_INFER_NORMAL_SCORE_H
#define PK_INFER_NORMAL_SCORE_H

#include <stdbool.h>

/* A weighted sum of some of the numbers. */
typedef struct {
    const int *entry;
    const double *weight;
    int count;
} pk_combination_t;

typedef enum { PK_DID_MAP, PK_DID_RECAST, PK_DID_NOISE, PK_DID_SPREAD, PK_DID_SCALE, PK_DID_SEE } pk_did_t;

/* Something that was done. Its lists begin at `entry` and `weight` of the record's. */
typedef struct {
    pk_did_t did;
    int of;    /* spread, scale: entry; noise: slot; map, recast: rows */
    int count; /* of its combination; recast, map: -1, each row has a count of its own */
    long entry, weight;
    double factor;                           /* scale: factor; noise: sd */
    double kept, step, by_mean, by_variance; /* see: c, e / v, dl/dm, dl/dv */
} pk_deed_t;

/* All that was done since the beginning of a walk. Heap; all zeros is an empty one. */
typedef struct {
    pk_deed_t *deed;
    long count, room;
    int *entry;
    long nentry, entry_room;
    double *weight;
    long nweight, weight_room;
} pk_deeds_t;

/* For the record: each adds one deed. `gain` of pk_deeds_see has n numbers, along which its combination is seen. */
void pk_deeds_map(pk_deeds_t *self, const double *a, int n, int lasting, const int *columns, const int *counts);
void pk_deeds_recast(pk_deeds_t *self, const int *rows, const pk_combination_t *as, int count);
void pk_deeds_noise(pk_deeds_t *self, pk_combination_t along, double sd, int slot);
void pk_deeds_spread(pk_deeds_t *self, int from, pk_combination_t to);
void pk_deeds_scale(pk_deeds_t *self, int entry, double factor);
void pk_deeds_see(pk_deeds_t *self, pk_combination_t of, const double *gain, int n, double v, double off,
                  double to_variance);
void pk_deeds_free(pk_deeds_t *self);

/* Memory of a sweep; what it is filled with does not matter. */
typedef struct {
    int n;
    double *r;        /* [n] */
    double *d, *work; /* [n][n] */
    double *along;    /* [n] */
} pk_score_t;

/* Adds to by_slot[slot] the derivative of the log likelihood by the sd of each noise that has that slot. */
void pk_score_sweep(pk_score_t *self, const pk_deeds_t *deeds, int lasting, double *by_slot);

#endif
