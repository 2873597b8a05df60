/* What the files of data health share. Internal to infer/. */
#ifndef PK_INFER_HEALTH_PARTS_H
#define PK_INFER_HEALTH_PARTS_H

#include "infer/health.h"

enum { PK_HEALTH_MOST = 60 };

typedef struct {
    pk_fit_t *fit;
    const pk_calibration_t *calibration;
    const double *means; /* the numbers at their means, [nslot] */
    const char **list;
    int count;
    pk_arena_t *arena;
    pk_diag_t *diag;
} pk_health_t;

void pk_health_say(pk_health_t *self, const char *sentence);

/* health_spend.c: spend that follows what it is said to cause, spend that never moves, channels that move together. */
void pk_health_spend(pk_health_t *self);
/* health_prior.c: what the assumptions as written say of the totals that were observed. */
void pk_health_prior(pk_health_t *self);

#endif
