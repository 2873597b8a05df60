/* The slow, obvious twin of the engine `expected`: a journey as a plain struct in which everything is certain, and what
 * sections 3 to 7 of models/README.md say becomes of it, step by step, on average.
 *
 * It shares no code with sim/ but GSL's special functions, knows no plan, no cache and no sparse list, and is written
 * from the format's reference alone, so that where engine and twin agree both read the text alike. Sizes are fixed and
 * small; a stage is an index, and so are a persona, a flow (a declared transition) and a driver. */
#ifndef TWIN_H
#define TWIN_H

#include <stdbool.h>

enum {
    TWIN_PERSONAS = 3,
    TWIN_STAGES = 8,
    TWIN_FLOWS = 64,
    TWIN_DRIVERS = 16,
    TWIN_EFFECTS = 4,
    TWIN_CAPACITIES = 2,
    TWIN_ARRIVALS = 2,
    TWIN_LIST = 4,
    TWIN_PIECES = 3,
    TWIN_STEPS = 30,
    TWIN_OWN_KPIS = 10,
    TWIN_TARGETS = 4,
    TWIN_COLUMNS = 12,
    TWIN_KPIS = 48,
    TWIN_AGES = 3000
};

/* ---- numbers ---- */

typedef enum { TWIN_STEP, TWIN_DAY, TWIN_WEEK, TWIN_MONTH, TWIN_YEAR } twin_unit_t;

/* As written: `22% per year`, or a schedule whose piece k holds through step until[k] and whose last piece holds
 * otherwise, or a column of a file with a value for every step. `per` TWIN_STEP: a step, or no period at all. pieces 0:
 * nothing is written. */
typedef struct {
    int pieces;
    double value[TWIN_PIECES];
    int until[TWIN_PIECES];
    twin_unit_t per;
    bool by_date;         /* the schedule is written with dates */
    bool total;           /* and its bounded pieces with `total` */
    int column;           /* of the journey's files: the one by date or the one by step; 0: none */
    const double *series; /* the column's values: by step, from 1; in place of the pieces */
} twin_number_t;

/* What by_persona or a conversion does to a written number. */
typedef struct {
    enum { TWIN_UNCHANGED, TWIN_FACTOR, TWIN_ABSOLUTE } kind;
    twin_number_t number;
} twin_change_t;

/* ---- stages and flows ---- */

typedef enum { TWIN_NO_ROLE, TWIN_PROSPECT, TWIN_CUSTOMER, TWIN_ADVOCATE, TWIN_LOST } twin_role_t;

/* The law of a stay. `unit` is that of every argument that is a duration. */
typedef struct {
    enum {
        TWIN_PLAIN,       /* no dwell: ways out have probabilities or rates */
        TWIN_INSTANT,     /* dwell: 0 */
        TWIN_FIXED,       /* a */
        TWIN_EXPONENTIAL, /* mean a */
        TWIN_UNIFORM,     /* from a to b */
        TWIN_WEIBULL,     /* shape a, scale b; by_mean: mean b */
        TWIN_GAMMA,       /* shape a, scale b; by_mean: mean a, sd b */
        TWIN_LOGNORMAL    /* mu a, sigma b; by_mean: mean a, sd b */
    } law;
    bool by_mean;
    double a, b;
    twin_unit_t unit;
} twin_dwell_t;

typedef struct {
    twin_role_t role;
    double start;
    bool start_rest; /* written as `rest`; `start` holds the number all the same */
    bool steady;
    twin_dwell_t dwell;
    double concentration; /* above 0: `exits:`, a dirichlet law whose arguments sum to this, so large that every draw is
                             the law's mean; its flows have by_exits */
    twin_number_t cost, revenue;
    double entry_cost, end_value;
} twin_stage_t;

typedef struct {
    int from, to;
    enum { TWIN_PROBABILITY, TWIN_RATE, TWIN_SHARE } way;
    twin_number_t value;
    bool rest;     /* a share written as `rest`; `value` holds the number all the same */
    bool by_exits; /* a probability that the stage's `exits:` draws; `value` is its mean */
    bool declared; /* of these: it also stands among the transitions */
    twin_change_t conversion, persona[TWIN_PERSONAS];
    twin_number_t revenue, cost;
    bool cost_of_revenue; /* cost's value is a share of the revenue */
} twin_flow_t;

typedef struct {
    int stage;
    twin_number_t amount;
} twin_arrival_t;

typedef struct {
    twin_number_t per_step;
    int nuse, flow[TWIN_LIST];
    double units[TWIN_LIST];
} twin_capacity_t;

/* ---- drivers ---- */

typedef struct {
    enum {
        TWIN_ON_FLOW,          /* a -> b */
        TWIN_ON_WAYS_OUT,      /* a -> *; index is the stage */
        TWIN_ON_ARRIVAL,       /* -> a; index is that of the arrival */
        TWIN_ON_REVENUE,       /* every flow's and every stage's */
        TWIN_ON_FLOW_REVENUE,  /* a -> b.revenue */
        TWIN_ON_FLOW_COST,     /* a -> b.cost */
        TWIN_ON_STAGE_REVENUE, /* a.revenue; index is the stage */
        TWIN_ON_STAGE_COST,    /* a.cost */
        TWIN_ON_CAPACITY
    } on;
    int index;
} twin_target_t;

typedef struct {
    twin_target_t target;
    enum { TWIN_TIMES, TWIN_PLUS, TWIN_BRINGS, TWIN_ELASTICITY, TWIN_INDEX } strength; /* TWIN_INDEX: a season's */
    double value;
} twin_effect_t;

typedef struct {
    enum { TWIN_NO_SATURATION, TWIN_HILL, TWIN_EXPONENTIAL_CURVE, TWIN_LOGISTIC, TWIN_LINEAR } form;
    double scale, slope;
} twin_saturation_t;

typedef struct {
    enum { TWIN_NO_CARRYOVER, TWIN_HALF_LIFE, TWIN_RETENTION, TWIN_DELAYED, TWIN_WEIBULL_LAGS } form;
    double a, b; /* half-life | retention | retention, peak | shape, scale */
    twin_unit_t unit;
} twin_carryover_t;

typedef struct {
    enum {
        TWIN_CHANNEL,
        TWIN_LEVER,
        TWIN_SEASON,
        TWIN_EVENT,
        TWIN_WORD_OF_MOUTH,
        TWIN_STOCK,
        TWIN_RATIO,
        TWIN_QUEUE,
        TWIN_DRIVER_KINDS
    } kind;
    bool has_reach, one_reach; /* one_reach: written as one number for all */
    double reach[TWIN_PERSONAS];
    twin_saturation_t saturation;
    int neffect;
    twin_effect_t effects[TWIN_EFFECTS];

    /* channel: the model's spend, the scenario's plan, what was spent before step 1; lever: the scenario's plan */
    twin_number_t spend, plan, history;
    twin_carryover_t carryover;
    bool theirs; /* ours: false */

    /* lever */
    double today;
    int ncost, cost_flow[TWIN_LIST];
    double cost[TWIN_LIST], cost_per_step;

    double by_month[12]; /* season */
    bool weekly;         /* season: by the day of the week instead */
    double by_weekday[7];

    int ndate, date[TWIN_LIST][3], days; /* event: year, month, day of each date */

    int nfrom, from[TWIN_LIST]; /* word of mouth: stages, or flows */
    bool from_flows;

    /* stock */
    double start;
    twin_number_t decay;
    int ngain, gain_flow[TWIN_LIST], ngain_channel, gain_channel[TWIN_LIST];
    double gain[TWIN_LIST], channel_gain[TWIN_LIST];

    int above, below; /* ratio: drivers */
    double empty;

    int capacity; /* queue */
} twin_driver_t;

/* ---- KPIs ---- */

typedef struct {
    enum {
        TWIN_COUNT,
        TWIN_SHARE_AT_END,
        TWIN_AVERAGE,
        TWIN_PEAK,
        TWIN_TIME,
        TWIN_MONEY,
        TWIN_RATIO_OF_KPIS,
        TWIN_KPI_KINDS
    } kind;
    int nstage, stage[TWIN_LIST], nflow, flow[TWIN_LIST];
    bool weighted;
    double weight[TWIN_LIST], discount;
    const char *above, *below; /* names of KPIs */
} twin_own_kpi_t;

/* A target of the scenario. */
typedef struct {
    char kpi[24];
    bool at_least;
    double bound;
    enum { TWIN_AT_HORIZON, TWIN_BY_STEP, TWIN_BY_DAY, TWIN_BY_MONTH } by;
    int step, year, month, day; /* what is written */
} twin_target_kpi_t;

/* ---- the journey and what becomes of it ---- */

typedef struct {
    twin_unit_t step;
    double discount;
    double model_population, scenario_population; /* 0: not written */
    bool without_marketing;
    int start_year, start_month, start_day, nstep;
    int nstage, npersona, nflow, narrival, ncapacity, ndriver, nkpi, ntarget, ncolumn;
    bool has_personas; /* else npersona is 1 and nothing is written */
    double share[TWIN_PERSONAS];
    twin_stage_t stages[TWIN_STAGES];
    twin_flow_t flows[TWIN_FLOWS];
    twin_arrival_t arrivals[TWIN_ARRIVALS];
    twin_capacity_t capacities[TWIN_CAPACITIES];
    twin_driver_t drivers[TWIN_DRIVERS];
    twin_own_kpi_t kpis[TWIN_OWN_KPIS];
    twin_target_kpi_t targets[TWIN_TARGETS];
    double columns[TWIN_COLUMNS + 1][TWIN_STEPS + 1];
    bool column_by_date[TWIN_COLUMNS + 1];
} twin_journey_t;

typedef struct {
    const char *name;                 /* of the built-in ones; NULL: kpi<own> or spend.<channel> */
    int own, channel;                 /* else -1 */
    double all, group[TWIN_PERSONAS]; /* NAN: a denominator of 0, or not defined for one persona */
} twin_kpi_t;

typedef struct {
    double stage[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_STAGES]; /* at the end of the step */
    double flow[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_FLOWS];
    double arrival[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_ARRIVALS];
    double value[TWIN_STEPS + 1][TWIN_DRIVERS], response[TWIN_STEPS + 1][TWIN_DRIVERS];
    double stock[TWIN_STEPS + 1][TWIN_DRIVERS];      /* y_t */
    double room[TWIN_STEPS + 1][TWIN_CAPACITIES];    /* units that fit, effects on the capacity included */
    double waiting[TWIN_STEPS + 1][TWIN_CAPACITIES]; /* units */
    double spend[TWIN_STEPS + 1][TWIN_DRIVERS];      /* as paid, whose ever it is */
    /* money of a flow and a stage, of one persona */
    double flow_revenue[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_FLOWS];
    double flow_cost[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_FLOWS];
    double stage_revenue[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_STAGES];
    double stage_cost[TWIN_STEPS + 1][TWIN_PERSONAS][TWIN_STAGES];
    double lever_cost[TWIN_STEPS + 1]; /* per_step */
    int nkpi;
    twin_kpi_t kpi[TWIN_KPIS];
    int target_step[TWIN_TARGETS]; /* the last step that a target counts */
    double target[TWIN_TARGETS];   /* its KPI over the steps through that */
    double least_organic;          /* smallest b (of all steps, personas and flows); below 0 the journey is not valid */
} twin_result_t;

void twin_run(const twin_journey_t *journey, twin_result_t *result);

#endif
