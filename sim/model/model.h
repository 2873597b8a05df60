/* What a journey is, as read: stages, personas, transitions, drivers, money, KPIs (models/README.md section 4).
 *
 * Everything lives in the model's arena and keeps the place where it was written. References are indices into the
 * model's arrays (-1: none); numbers are entries of the book (number.h), of kind PK_NUMBER_NONE (never NULL) where
 * nothing was written. The engine compiles a model and a scenario into a plan (engine/plan.h) and looks at neither
 * again. */
#ifndef PK_MODEL_MODEL_H
#define PK_MODEL_MODEL_H

#include <stdbool.h>

#include "base/calendar.h"
#include "model/driver.h"
#include "model/number.h"

typedef enum { PK_ROLE_NONE, PK_ROLE_PROSPECT, PK_ROLE_CUSTOMER, PK_ROLE_ADVOCATE, PK_ROLE_LOST } pk_role_t;

typedef struct {
    const char *name, *label; /* label is the name where none is written */
    pk_place_t place;
    pk_role_t role;
    pk_number_t *start; /* PK_SHARE; NONE: nobody, unless start_rest */
    bool start_rest;
    bool start_steady; /* start_age: steady */
    pk_place_t start_age_place;
    bool instant;                        /* dwell: 0 */
    pk_number_t *dwell;                  /* NONE: no dwell time */
    pk_number_t *cost, *revenue;         /* PK_AMOUNT, a customer a step */
    pk_number_t *entry_cost, *end_value; /* PK_MONEY */
    pk_place_t exits_place;              /* `exits:`; line 0: not written */
    int exits_count;                     /* dirichlet arguments are one more: the last is staying */
    int *exits_to;                       /* stages */
    pk_number_t **exits_alpha;           /* exits_count + 1, PK_POSITIVE */
    const double **learned;              /* [exits_count] columns of the model's `learned` instead; NULL: drawn */
} pk_stage_t;

typedef struct {
    const char *name, *label;
    pk_place_t place;
    pk_number_t *share; /* PK_SHARE; NONE: rest */
} pk_persona_t;

/* How the rate of a flow wanders of itself; made by a calibration, and by what takes its posterior. */
typedef struct {
    const pk_number_t *scatter; /* relative sd, independent from step to step; NULL: none */
    const pk_number_t *drift;   /* sd of a drift's step from knot to knot; NULL: none */
    pk_number_t **knots;        /* [nknot] standard normal steps, to the knots after step 0 */
    int nknot, every;           /* steps from knot to knot */
    int from;                   /* what step 0 is on the drift's own clock: the last knot that was learned; else 0 */
} pk_wandering_t;

typedef enum { PK_BY_PROBABILITY, PK_BY_RATE, PK_BY_SHARE } pk_transition_by_t;

typedef struct {
    int from, to;     /* equal: an event, or with a share a renewal */
    const char *name; /* "a -> b" */
    const char *label;
    pk_place_t place;
    pk_transition_by_t by;
    pk_number_t *value;          /* PK_PROBABILITY, PK_RATE or PK_SHARE */
    bool rest;                   /* share: rest; value is NONE */
    bool from_exits;             /* made by the stage's `exits:` */
    pk_number_t **by_persona;    /* one a persona: NONE, relative (PK_TIMES) or absolute */
    pk_number_t *revenue, *cost; /* a flow: PK_MONEY, cost may be of_revenue */
    pk_wandering_t *wanders;     /* NULL: it does not */
} pk_transition_t;

typedef struct {
    const char *name, *label;
    pk_place_t place;
    pk_number_t *per_step; /* PK_INFLOW */
    pk_weights_t uses;     /* PK_POSITIVE by transition */
} pk_capacity_t;

typedef struct {
    int stage;
    pk_place_t place;
    pk_number_t *number; /* PK_INFLOW, persons */
    pk_wandering_t *wanders;
} pk_arrival_t;

typedef enum {
    PK_KPI_COUNT,
    PK_KPI_SHARE,
    PK_KPI_AVERAGE,
    PK_KPI_PEAK,
    PK_KPI_TIME,
    PK_KPI_MONEY,
    PK_KPI_RATIO
} pk_kpi_kind_t;

typedef struct {
    pk_kpi_kind_t kind;
    const char *name, *label;
    pk_place_t place;
    pk_indices_t stages, flows;
    pk_number_t **weights;     /* time: one a stage */
    pk_number_t *discount;     /* time, money; NONE: undiscounted */
    const char *above, *below; /* ratio: KPI names, built-in ones too; checked to exist */
    bool lower_is_better;
} pk_kpi_t;

/* A line of `together:`: numbers whose normal scores are correlated, all pairs alike (together.h). */
typedef struct {
    pk_place_t place;
    pk_number_t **numbers; /* [count], at least two */
    int count;
    double correlation; /* between -1 and 1 */
    bool assumed;       /* a scenario's */
} pk_correlated_t;

/* KPIs by name, in the order in which a planner wants to see them; count 0: nothing is said. */
typedef struct {
    const char *const *names;
    int count;
} pk_kpi_list_t;

typedef struct {
    const char *file, *name; /* path as opened; title */
    pk_unit_t step;
    const char *currency;
    pk_number_t *discount; /* PK_DISCOUNT; NONE: 0 */
    double population;     /* 0: not written */
    pk_place_t population_place;
    bool without_marketing;
    bool balance; /* start: balance, so that no stage has a start of its own */
    pk_place_t balance_place;
    pk_stage_t *stages;
    int nstage;
    pk_persona_t *personas; /* at least one; a model without has one, named "all" */
    int npersona;
    bool has_personas;
    pk_transition_t *transitions;
    int ntransition;
    pk_driver_t *drivers; /* section by section, each in order of writing */
    int ndriver;
    pk_capacity_t *capacities;
    int ncapacity;
    pk_arrival_t *arrivals;
    int narrival;
    pk_kpi_t *kpis; /* the file's own */
    int nkpi;
    pk_correlated_t *together;
    int ntogether;
    pk_kpi_list_t show;
    pk_numbers_t numbers;
    struct pk_learned *learned; /* the posterior that some numbers are drawn from; NULL: none */
} pk_model_t;

/* Reads a model file: syntax, names, references and each number by itself. Checks that look at several numbers at once
 * (sums) are pk_model_check, after `assume` and `conversions`. `asked` is the place that names the file. NULL with
 * errors in diag. The model lives in `arena`. */
pk_model_t *pk_model_read(const char *path, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag);
pk_model_t *pk_model_from(const pk_node_t *root, const char *path, pk_arena_t *arena, pk_diag_t *diag);

/* Rows that must sum past 1, shares that do not sum to 1, starts, personas, loops of instant stages, `brings` where
 * nothing is spent, …: what can be told without drawing. `conversions` are a scenario's, one a transition, and count in
 * the rows; NULL: none. */
void pk_model_check(const pk_model_t *model, pk_number_t *const *conversions, pk_arena_t *arena, pk_diag_t *diag);

/* By name, -1 if there is none. */
int pk_stage_find(const pk_model_t *model, const char *name);
int pk_persona_find(const pk_model_t *model, const char *name);
int pk_driver_find(const pk_model_t *model, const char *name);
int pk_transition_find(const pk_model_t *model, int from, int to);

/* The largest population that a model or a scenario may have. */
#define PK_POPULATION_MOST 1e12

#endif
