/* A file that asks for the best plan (models/README.md, optimise): which scenario is today's plan, what is to be as
 * high as it can be, the budget, and what may be moved how far. A scenario by itself asks for the present value of what
 * it spends. */
#ifndef PK_MODEL_READ_OPTIMISE_H
#define PK_MODEL_READ_OPTIMISE_H

#include "model/scenario.h"

typedef enum {
    PK_PERIODS_NONE, /* one level for the whole time */
    PK_PERIODS_WEEK,
    PK_PERIODS_MONTH,
    PK_PERIODS_QUARTER,
    PK_PERIODS_YEAR
} pk_periods_t;

typedef enum {
    PK_BUDGET_AS_PLANNED, /* exactly what today's plan spends on our channels */
    PK_BUDGET_AT_MOST,
    PK_BUDGET_EXACTLY,
    PK_BUDGET_EXTRA /* exactly so much on top of today's plan */
} pk_budget_kind_t;

/* How far a channel or lever may be moved, a step. */
typedef struct {
    bool moves;         /* it is optimised: a channel of ours unless it is fixed, a lever that is named */
    bool named;         /* it stands in the file */
    double least, most; /* NAN: not written */
    pk_place_t place;
} pk_range_t;

/* A bound on a sum of channels over the horizon, or on a KPI. */
typedef struct {
    const char *name; /* as tables call it: "facebook + radio", "cost_per_purchase" */
    const char *kpi;  /* NULL: a sum */
    int *drivers;     /* [ndriver] */
    int ndriver;
    double least, most; /* -INFINITY, INFINITY: not written */
    pk_place_t place;
} pk_optimise_limit_t;

/* The least spend that reaches a target. */
typedef struct {
    const char *kpi; /* NULL: it is not asked for */
    double at_least;
    const char *by; /* as a target has it; NULL: the horizon */
    double in;      /* the part of the futures */
    pk_place_t place;
} pk_least_spend_t;

typedef struct {
    const char *name, *title, *file;
    pk_lineage_t lineage;      /* of today's plan */
    pk_scenario_t *scenario;   /* today's plan */
    const pk_source_t *source; /* of the file itself; NULL: it is the scenario */
    const char *aim;
    double aim_at; /* a quantile, 0..1; NAN: the mean */
    bool of_level; /* the quantile is of the level, not of the gain over today's plan */
    pk_budget_kind_t budget_kind;
    double budget; /* but for AS_PLANNED */
    pk_place_t budget_place;
    pk_range_t *ranges; /* [driver of the model] */
    pk_periods_t periods;
    pk_place_t periods_place;
    double change; /* the largest part of today's amounts that they may move by; NAN: any */
    pk_optimise_limit_t *limits;
    int nlimit;
    pk_least_spend_t least_spend;
    long runs, draws; /* draws 0: what the aim needs */
} pk_optimisation_t;

/* What the command line says otherwise; NULL and -1: nothing. Amounts are texts, as in a file. */
typedef struct {
    const char *aim, *budget, *extra;
    int periods; /* pk_periods_t, -1 */
} pk_optimise_asked_t;

enum { PK_OPTIMISE_RUNS = 300 };

/* Whether a file asks for a best plan (it has `optimise:`); false also where it cannot be read (pk_doc_has). */
bool pk_optimisation_is(const char *path, pk_diag_t *diag);

/* Reads FILE, an optimise file or a scenario, and today's plan (`overrides` lie over it; runs and seed of the file over
 * its own). NULL with errors in diag, all at once. */
pk_optimisation_t *pk_optimisation_read(const char *path, const pk_overrides_t *overrides, pk_arena_t *arena,
                                        pk_diag_t *diag);

/* Lays what the command line says over it; what is wrong there is wrong usage. */
PK_MUST_USE pk_status_t pk_optimisation_ask(pk_optimisation_t *self, const pk_optimise_asked_t *asked,
                                            pk_arena_t *arena, pk_diag_t *diag);

/* A scenario that lies over today's plan in memory: `text` is YAML with what it changes, `name` what messages call it.
 */
pk_scenario_t *pk_optimisation_plan(const pk_optimisation_t *self, const char *name, const char *text,
                                    const pk_overrides_t *overrides, pk_arena_t *arena, pk_diag_t *diag);

#endif
