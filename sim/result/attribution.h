/* What each driver of a plan brought, as plain structs: the numbers behind `polku attribute SCENARIO`. study/ fills it.
 *
 * Expected outcomes are means over the draws of the assumptions; where the model feeds back they are corrected by runs.
 * Drivers stand in the order of the model, competitors behind all that is ours. */
#ifndef PK_RESULT_ATTRIBUTION_H
#define PK_RESULT_ATTRIBUTION_H

#include "result/result.h"

/* A KPI: all on, and nothing on. */
typedef struct {
    int index; /* in the result's kpis */
    double all_on;
    double organic, organic_se; /* v(nothing on), and its error; what the drivers' Shapley values leave of all_on */
} pk_attributed_kpi_t;

/* One KPI without one driver: what is missing then. */
typedef struct {
    double without;     /* the KPI over the horizon */
    double within;      /* all_on - without */
    double after;       /* what is missing after the horizon; NAN: not known, or the KPI does not add up over time */
    double incremental; /* within + after, or within alone */
    double p05, p95;    /* of incremental, over the draws */
    double shapley;     /* of the horizon */
    double shapley_se;  /* its error, of the draws and orders that it was worked out from; 0: exact */
    double expected;    /* within by expected outcomes alone */
    double within_se;   /* Monte Carlo error of within; 0: it is exact */
} pk_attributed_t;

/* What a unit of money on a channel of ours brought back; all NAN where nothing is spent. */
typedef struct {
    double spend;           /* over the horizon */
    double roas, p05, p95;  /* incremental (revenue - cost) a unit of spend; p05, p95 over the draws */
    double revenue;         /* the same of revenue alone */
    double mroas, m05, m95; /* (revenue - cost) of the next 1% of spend, a unit of it */
} pk_attributed_return_t;

typedef enum {
    PK_ATTRIBUTED_OURS,  /* a channel that costs us money */
    PK_ATTRIBUTED_RIVAL, /* one of a competitor */
    PK_ATTRIBUTED_LEVER,
    PK_ATTRIBUTED_EVENT,
    PK_ATTRIBUTED_WORD_OF_MOUTH
} pk_attributed_kind_t;

typedef struct {
    int index; /* in the result's drivers */
    pk_attributed_kind_t kind;
    bool idle; /* the plan without it is the same plan: a lever that stands as today, nothing spent */
    pk_attributed_return_t back;
} pk_attributed_driver_t;

typedef struct {
    pk_arena_t arena;
    pk_result_t result; /* of the plan as it is, with names and units */
    int nkpi, ndriver, nplayer;
    pk_attributed_kpi_t *kpis;       /* [kpi] */
    pk_attributed_driver_t *drivers; /* [driver] */
    pk_attributed_t *cells;          /* [driver][kpi] */
    long draws;                      /* of the assumptions */
    bool corrected;                  /* the model feeds back: within is of expected outcomes corrected by paired runs */
    bool approximate;                /* it feeds back, and the engine `expected` leaves that uncorrected */
    int tail;                        /* steps after the horizon that `after` is of; 0: not told */
    long replicates;                 /* draws that Shapley values were worked out on */
    long orders;                     /* random orders of the drivers on each; 0: all sets of them */
} pk_attribution_t;

static inline const pk_attributed_t *pk_attributed_cell(const pk_attribution_t *self, int driver, int kpi)
{
    return &self->cells[driver * self->nkpi + kpi];
}

/* Legal on a zeroed object. */
void pk_attribution_free(pk_attribution_t *self);

#endif
