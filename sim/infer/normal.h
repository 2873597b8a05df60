/* A normal law of some numbers, mean and covariance, and what is done to it: spread by a linear map, added up, noise on
 * it, conditioned on what was seen.
 *
 * The covariance is kept whole, [n][n], both halves. Numbers from `lasting` on are forgotten by a map: those before
 * them are all that it reads. Nothing here takes memory. */
#ifndef PK_INFER_NORMAL_H
#define PK_INFER_NORMAL_H

#include "infer/normal_score.h"

/* What a walk has found of variances, so that another close to it can go with its means alone. */
typedef enum {
    PK_TAPE_OFF,
    PK_TAPE_RECORD,
    PK_TAPE_REPLAY /* nothing is done to covariances: variances and gains are those that were recorded */
} pk_tape_mode_t;

typedef struct {
    pk_tape_mode_t mode;
    double *at; /* heap */
    long count, room;
    bool broken; /* the replay asked for something else than was recorded: what came out means nothing */
} pk_tape_t;

typedef struct {
    int n, lasting;
    pk_tape_t tape;
    bool scored;      /* a recorded walk keeps what was done, for a score of its noises (normal_score.h) ... */
    pk_deeds_t deeds; /* ... here */
    double *mean;     /* [n] */
    double *cov;      /* [n][n] */
    double *work;     /* [n][n] */
    double *gain;     /* [n] */
    int *columns;     /* [n][lasting] */
    int *count;       /* [n] */
} pk_normal_t;

/* From the tape's beginning, in this mode. */
void pk_normal_wind(pk_normal_t *self, pk_tape_mode_t mode);
static inline bool pk_normal_replays(const pk_normal_t *self)
{
    return self->tape.mode == PK_TAPE_REPLAY;
}

/* Everything 0. */
void pk_normal_clear(pk_normal_t *self);

double pk_normal_mean_of(const pk_normal_t *self, pk_combination_t of);
double pk_normal_variance_of(const pk_normal_t *self, pk_combination_t of);
/* The same, and on the tape. */
double pk_normal_taped_variance(pk_normal_t *self, pk_combination_t of);

/* cov = A cov A', A [n][lasting]; its zeros cost next to nothing. The means are the caller's. */
void pk_normal_map(pk_normal_t *self, const double *a);

/* x[rows[k]] = the combination as[k] of what was there before, for all k at once; the means are the caller's. */
void pk_normal_recast(pk_normal_t *self, const int *rows, const pk_combination_t *as, int count);

/* Adds `variance` times the outer product of the combination with itself; it may be negative. */
void pk_normal_noise(pk_normal_t *self, pk_combination_t along, double variance);

/* Noise whose sd is a number of its own, of this slot: a score tells its derivative. */
void pk_normal_scatter(pk_normal_t *self, pk_combination_t along, double sd, int slot);

/* x[to] += weight x[from] for all of `to`, with the means; from is none of them, and none stands twice. */
void pk_normal_spread(pk_normal_t *self, int from, pk_combination_t to);
/* x[entry] *= factor, with the mean. */
void pk_normal_scale(pk_normal_t *self, int entry, double factor);

/* The combination, whose mean and variance are m and v (v with what noise there is on it), comes to have another mean
 * and variance by what was seen of it, and all other numbers follow by regression:
 *
 *     gain = cov h / v,   mean += gain (to_mean - m),   cov -= gain gain' (v - to_variance)
 *
 * A scalar observation y with noise R: v = h' cov h + R, to_mean = y, to_variance = 0. Where v is 0 nothing happens. */
void pk_normal_condition(pk_normal_t *self, pk_combination_t of, double m, double v, double to_mean,
                         double to_variance);

/* For a score: the derivatives, by mean and variance, of the log density of what the last pk_normal_condition has seen,
 * where they are wanted and that density is no normal one. */
bool pk_normal_keeps_told(const pk_normal_t *self);
void pk_normal_told(pk_normal_t *self, double by_mean, double by_variance);

#endif
