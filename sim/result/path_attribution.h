/* What stood on walked paths, channel by channel: the numbers behind `polku attribute --journeys`. study/ fills it. */
#ifndef PK_RESULT_PATH_ATTRIBUTION_H
#define PK_RESULT_PATH_ATTRIBUTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* The methods share out the same total: the conversions, or what they were worth. */
typedef struct {
    const char *channel;
    double removal_effect; /* 0 to 1: the part of conversions that the chain loses without the channel */
    double removal_share;  /* 0 to 1: the effect as a part of the sum of all effects */
    double removal;        /* removal_share of the total */
    double shapley, first, last, linear;
    double p05, p95; /* of removal_share over the bootstraps; NAN: in none of them was there a conversion */
} pk_path_channel_t;

enum { PK_PATH_ORDERS = 4, PK_PATH_BOOTSTRAPS = 1000 };

typedef struct {
    pk_arena_t arena;
    const char *file;
    const char *shared;                /* what is shared out: "conversions", or a column's name */
    bool is_value;                     /* it is the conversions' value */
    int order;                         /* of the chain, 1 to PK_PATH_ORDERS */
    bool chosen;                       /* by held-out likelihood */
    double likelihood[PK_PATH_ORDERS]; /* where it was chosen: mean logarithm of the chance of a walk that was held out,
                                          by order - 1 */
    double conversions, nulls;         /* walks by how they ended */
    double total;                      /* of what is shared out */
    long paths;                        /* different ones */
    int states;                        /* of the chain */
    bool is_log;                       /* read from a row a touchpoint */
    long cases, bare, after;           /* of a log: cases; conversions without a touchpoint before them, left out;
                                          touchpoints after a case's last conversion, left out */
    uint64_t seed;
    int bootstraps, empty;       /* how many, and how many of them without a conversion, left out */
    pk_path_channel_t *channels; /* largest removal_share first, then by name */
    int count;
} pk_path_attribution_t;

/* Legal on a zeroed object. */
void pk_path_attribution_free(pk_path_attribution_t *self);

#endif
