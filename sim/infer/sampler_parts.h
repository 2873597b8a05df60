/* What the sampler's own files share. */
#ifndef PK_INFER_SAMPLER_PARTS_H
#define PK_INFER_SAMPLER_PARTS_H

#include "base/arena.h"
#include "infer/differential_evolution.h"
#include "infer/nuts.h"
#include "infer/sampler.h"
#include "infer/warmup.h"

/* One chain by NUTS. Lines of the cache are not shared between chains. */
typedef struct {
    pk_nuts_t nuts;
    pk_warmup_t warmup;
    uint64_t move;     /* the number of its last move: the address of its luck; move 0 is where it begins */
    double *start;     /* [n] */
    long nstep, nkink; /* of the second half of the warm-up */
    double accepted;   /* sum over the draws */
    char apart[64];
} pk_worker_t;

struct pk_sampler_parts {
    pk_arena_t arena;
    pk_target_t target;
    pk_columns_t columns;
    pk_sampling_t options; /* with every default filled in */
    pk_worker_t *worker;   /* [nchain] */
    pk_evolution_t evolution;
    long before, before_nan; /* calls of log_density by the fits, and those that gave NAN */
    long room;               /* draws that each chain has memory for */
    bool warmed;
    double cost; /* calls of log_density for one draw of every chain, as it was lately */
};

/* Where chain c begins, with a first guess of its mass matrix (sampler_start.c). */
void pk_sampler_start(pk_sampler_t *self, int chain);

/* Warm-up, from where the chains are (sampler_warmup.c). */
void pk_sampler_warm_up(pk_sampler_t *self);
/* Warm-up once more with another target acceptance; the draws are dropped. */
void pk_sampler_warm_again(pk_sampler_t *self, double acceptance);

/* Counts the calls of log_density anew, into the sampler. */
void pk_sampler_count(pk_sampler_t *self);

#endif
