/* What came out of one scenario, as plain structs: all that report/ and study/ know of a simulation. engine/ fills it.
 *
 * A result owns its memory (arena) and holds copies of every name, label and unit, so that it outlives model and plan.
 * Groups: group 0 is everybody ("all"); groups 1..npersona are the personas where there are any (ngroup = 1 +
 * npersona), else ngroup = 1. Windows: window 0 is the whole horizon ("all"), then the periods of --by, then one a
 * goal. */
#ifndef PK_RESULT_RESULT_H
#define PK_RESULT_RESULT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/calendar.h"
#include "base/language.h"
#include "result/individuals.h"
#include "result/runs.h"
#include "result/summary.h"

typedef struct {
    const char *name, *label;
    const char *role; /* "prospect", …, "" */
    bool instant;     /* nobody stays: its counts are 0 */
} pk_result_stage_t;

/* What the number of a flow in flow_today is. */
typedef enum {
    PK_FLOW_PROBABILITY, /* of a step */
    PK_FLOW_SHARE,       /* of those who leave a stay */
    PK_FLOW_REPEATS,     /* of a repeated event, the mean number a step for each who is there */
    PK_FLOW_ARRIVALS     /* persons a step */
} pk_result_meaning_t;

typedef struct {
    const char *from, *to; /* stage names; from "" for arrivals */
    pk_result_meaning_t meaning;
    bool purchase; /* it brings revenue */
} pk_result_flow_t;

typedef struct {
    const char *name, *label;
    const char *kind; /* "channel", "lever", … */
    bool has_response;
    const pk_days_t *spans; /* [nspan] the days that it is there, in order; none: it is always there */
    int nspan;
} pk_result_driver_t;

typedef struct {
    const char *name, *label, *unit; /* unit: "customers", "EUR", "purchases", "share", "years", "ratio", "units", … */
    bool lower_is_better;
    int above, below; /* a ratio: its two KPIs by index, else -1 */
    bool by_group;    /* defined for a single persona too (spend is not) */
    bool peak;        /* the highest of the steps: the highest of means, which expected outcomes have, is lower */
    bool past;        /* of the whole horizon and what comes after it; no period has it */
    int rank;         /* how early a planner asks for it, from 1; 0: a file's own; below: in tables only */
    int chosen;       /* its place among those that the planner has chosen to see, from 1; 0: it is not among them */
    const char *words[PK_LANGUAGES]; /* `label` in each language; NULL: as it is */
    bool money;                      /* its unit is the currency */
} pk_result_kpi_t;

typedef struct {
    const char *label; /* "all", "2026-03", "2026-Q1", "2026"; a goal's: its `by` */
    int first, last;   /* steps, inclusive */
    bool goal;         /* stands only for a goal: not in kpis.csv */
} pk_window_t;

/* What a steady spend a step on a channel does to one arrow of its effects, over the draws of all numbers. */
typedef struct {
    int driver;
    const char *from, *to; /* stages; from "": arrivals; to "*": all ways out; both "": no effect on an arrow */
    /* customers: how many more (or fewer) take the arrow in a step than without this spend, from today's counts with
     * all other drivers as they are today, before capacity. Else the channel's response, before reach: it has no effect
     * on an arrow, or nobody is at `from` today. */
    bool customers;
    int count;
    double *spend;      /* count levels from 0 up, money a step as the channel is paid */
    pk_summary_t *gain; /* one a level */
    double today, plan; /* the model's steady spend, and the plan's mean over the horizon (means over draws) */
} pk_result_curve_t;

/* A number as somebody wrote it into the model or the scenario, and what was made of it. */
typedef struct {
    const char *path;          /* "transitions.need -> consider.probability", "spend.facebook" */
    const char *text;          /* as written, on one line: "6% to 12%" */
    const char *source, *note; /* "": none */
    bool uncertain;            /* drawn once a run */
    bool share;                /* is read in percent */
    double mean, p05, p95;     /* over the runs' draws, amounts a step; a certain number has its value as mean, one that
                                  varies from flow to flow or over time is NAN */
    const char *head[PK_LANGUAGES]; /* of a driver's number: what its section is called; else NULL */
} pk_result_assumption_t;

typedef struct {
    const char *kpi;
    int kpi_index, window;
    const char *by;   /* as it is written: a date, a month, a step, or "" */
    bool by_step;     /* it is a step */
    long by_day;      /* the day that it is; PK_NO_DAY: it is none */
    long through_day; /* the day through which it counts, where `by` is another or none; PK_NO_DAY */
    bool at_least;
    double bound, mean, p_met, mean_shortfall;
} pk_result_goal_t;

/* Money over time: of each period the sum over its steps, and of each run's sums so far, over the runs. Not
 * discounted; the last step's profit has the end value of those there, as the KPI has it. */
typedef struct {
    int nperiod, nwhat;
    pk_window_t *periods;      /* they follow each other through the horizon */
    int *kpis;                 /* [nwhat] revenue, cost, spend, each spend.CHANNEL, profit: as indices into kpis */
    pk_summary_t *sum, *total; /* [what][period] */
} pk_result_money_t;

/* What was seen beside the runs: a column of actuals, and of each row the runs over the very same steps. */
typedef struct {
    const char *column, *file;
    const char *name, *from, *to; /* "a -> b" with its stages; a stage or a KPI has from NULL */
    int kpi, stage, flow;         /* as indices; -1 */
    const char *unit;             /* "customers", "EUR", … */
    bool at_end;                  /* counts at the end of a step, whose sum tells of their average alone */
    int count;
    long *begins, *ends;       /* [count] first and last day since 1970-01-01 with a calendar, else steps */
    pk_window_t *spans;        /* [count] the steps; label: "" */
    double *parts;             /* [count][2] which part of the first and of the last step it has */
    double *values;            /* [2][count] of the row, and the sum of all rows up to it */
    pk_summary_t *sum, *total; /* [count] over the runs: of the row's steps, and of those of all rows up to it */
    double *below;             /* [2][count] the part of the runs that are below the value, equal ones by half */
} pk_result_actual_t;

/* The most runs that are simulated together; more are taken in batches of at most half as many. */
enum { PK_BATCH_RUNS = 20000 };

typedef struct {
    pk_arena_t arena;
    const char *scenario, *title, *model_title, *file, *engine, *currency;
    const char *engine_why; /* `engine: auto`, and why it took this one; NULL: nothing special, or it was asked for */
    const char *step_unit;  /* "week" */
    unsigned long long seed;
    double population;
    double spend_scale; /* what is felt of spend: times the model's population over this one; 0 or 1: all of it */
    double repeats;     /* how often the runs take each draw of the assumptions: 1, but where a posterior has fewer rows
                           than there are runs */
    int nrun, nstep;    /* steps 1..nstep; tables of stages also have step 0 */
    int nstage, ngroup, nflow, ndriver, nkpi, nwindow, ngoal;
    const char **show; /* [nshow] the KPIs that a planner has chosen to see, in order; none: those with a rank */
    int nshow;
    bool uncertain; /* some assumption is drawn */
    bool feedback; /* word of mouth, stocks, queues, capacity, individuals who differ: expected outcomes are approximate
                    */
    const char **group_names, **group_labels; /* ngroup */
    pk_result_stage_t *stages;
    pk_result_flow_t *flows; /* declared transitions in order, then arrivals */
    pk_result_driver_t *drivers;
    pk_result_kpi_t *kpis;
    pk_window_t *windows;
    pk_result_goal_t *goals;
    const long *days;           /* nstep + 1: step t has days[t - 1] .. days[t] - 1; NULL without a calendar */
    pk_summary_t *stage_counts; /* [step 0..nstep][group][stage]; NULL when series were not asked for */
    pk_summary_t *flow_counts;  /* [step 1..nstep][group][flow] */
    /* [step 1..nstep][driver], means over runs. value: of a channel what is felt, with what is carried over, in a
     * population of the model's size; response NAN: none; paid: spend, or a lever's cost, of the step as it is written,
     * NAN where there is none (a competitor's channel, a season). */
    double *driver_value, *driver_response, *driver_paid;
    pk_result_curve_t *curves; /* the first of the channels' effects; NULL when series were not asked for */
    int ncurve, curves_left;   /* how many there are, and how many more there would be */
    int curve_draws;           /* over the first so many draws */
    /* What is written of the world, and what is decided: spend, levers' settings, conversions. In order of writing. */
    pk_result_assumption_t *assumptions, *planned;
    int nassumption, nplanned;
    /* [flow], over the runs' draws: a flow's number (its meaning says which) with the drivers of today and the numbers
     * of step 1, over personas by their share. */
    pk_summary_t *flow_today;
    /* The KPIs of every run; NAN: undefined (a denominator of 0). Up to PK_BATCH_RUNS runs as they are, [window][group]
     * [kpi][run]; of more this is NULL, and they stand packed (pk_result_runs reads both). */
    double *kpi_runs;
    pk_runs_t packed; /* cells [window][group][packed_kpis], some of them hidden */
    int packed_kpis;
    pk_result_money_t money;     /* zeroed when series were not asked for */
    pk_result_actual_t *actuals; /* [nactual], where series were asked for */
    int nactual;
    pk_summary_t *kpi; /* [window][group][kpi]; a ratio's mean is the ratio of means */
    double *kpi_mcse;  /* the same shape */
    /* More runs than are held at once: by how much the rank of a quantile by step or of a draw may be off, as a part of
     * the runs; 0: exact. Means, sd and all of the KPIs are exact. */
    double rank_error;
    pk_individuals_t *individuals; /* NULL: nobody asked for them */
    const char **warnings;
    int nwarning;
} pk_result_t;

/* Indices into the arrays above. `step` counts from 0 for stages and from 1 for flows and drivers. */
static inline long pk_stage_cell(const pk_result_t *r, int step, int group, int stage)
{
    return ((long)step * r->ngroup + group) * r->nstage + stage;
}
static inline long pk_flow_cell(const pk_result_t *r, int step, int group, int flow)
{
    return ((long)(step - 1) * r->ngroup + group) * r->nflow + flow;
}
static inline long pk_kpi_cell(const pk_result_t *r, int window, int group, int kpi)
{
    return ((long)window * r->ngroup + group) * r->nkpi + kpi;
}

/* The values of a KPI's cell in all runs, or in runs first..first+count-1. `room` has space for them and is used where
 * they are packed; what comes back is read only. */
const double *pk_result_runs(const pk_result_t *self, long cell, double *room);
const double *pk_result_some_runs(const pk_result_t *self, long cell, long first, long count, double *room);

/* Where something of this name stands; -1: nowhere. Windows of goals are not meant. */
int pk_result_kpi(const pk_result_t *self, const char *name);
int pk_result_stage(const pk_result_t *self, const char *name);
int pk_result_driver(const pk_result_t *self, const char *name);
int pk_result_group(const pk_result_t *self, const char *name);
int pk_result_window(const pk_result_t *self, const char *label);
/* The first flow from one stage to another (from "": an arrival); -1: there is none. */
int pk_result_flow(const pk_result_t *self, const char *from, const char *to);

/* Where a KPI stands among the money over time; -1: it is not there. */
int pk_result_money(const pk_result_t *self, const char *name);

/* Whether a value lies outside the 90% interval of the runs: -1 below, 1 above, 0 within (to 9 digits). */
int pk_outside(const pk_summary_t *runs, double value);
/* How many rows of a column do. */
int pk_result_outside(const pk_result_actual_t *actual);

/* The KPIs that are shown where there is room for a few, as indices into kpis (room for nkpi): those that a planner has
 * chosen, in that order; else, also where none of those is told here, those with a rank in its order, the file's own
 * among them: two after what a planner asks first, the others at the end. `outcomes`: without money that is paid,
 * unless chosen. Returns how many. */
int pk_result_ranked(const pk_result_t *result, bool outcomes, int *kpis);

/* The KPIs by which plans may be told to be better or worse (room for nkpi), the first that counts first: those that a
 * planner has chosen, then those that planners ask for; without what is paid. Returns how many. */
int pk_result_aims(const pk_result_t *result, int *kpis);

/* The KPIs of a summary (room for nkpi): those that a planner has chosen, in that order, else all as tables have them.
 */
int pk_result_listed(const pk_result_t *result, int *kpis);

/* Whether a figure that is no KPI of a run (incremental_return) is shown: nothing is chosen, or it is. */
bool pk_result_shows(const pk_result_t *result, const char *name);

/* The first day of a step as tables have it: an ISO date, "" without a calendar, "start" of step 0. */
void pk_result_date(const pk_result_t *self, int step, char text[PK_DATE_TEXT]);

/* Legal on a zeroed object. */
void pk_result_free(pk_result_t *self);

#endif
