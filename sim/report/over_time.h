/* Series over time, read back from the tables of a folder of results: what a chart of several plans over one axis is
 * drawn from (models/README.md section 8, "Plans over one axis of time"). */
#ifndef PK_REPORT_OVER_TIME_H
#define PK_REPORT_OVER_TIME_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/language.h"

/* Where a value stands: `time` in seconds since 1970 with a calendar, else in steps. NAN where a ratio is not defined.
 */
typedef struct {
    double time, p05, p50, p95;
} pk_over_time_point_t;

/* One thing in one plan; no points: the plan does not have it. */
typedef struct {
    pk_over_time_point_t *points;
    int count, room;
} pk_over_time_line_t;

typedef enum { PK_OVER_TIME_STAGE, PK_OVER_TIME_FLOW, PK_OVER_TIME_KPI } pk_over_time_kind_t;

/* How long a value counts for. */
typedef enum {
    PK_EACH_STEP,
    PK_EACH_DAY,
    PK_EACH_WEEK,
    PK_EACH_MONTH,
    PK_EACH_QUARTER,
    PK_EACH_YEAR,
    PK_EACH_NOTHING /* it is a count at the end of a step */
} pk_over_time_by_t;

typedef struct {
    const char *name;  /* a flow as "a -> b" */
    const char *label; /* of a stage, or of a flow with its stages' ("Need → Offer"), or a channel's of spend.CHANNEL,
                          where the folder still says it; else NULL */
    pk_over_time_kind_t kind;
    pk_over_time_by_t by;
    const char *words[PK_LANGUAGES]; /* of a KPI, where the reader of these tables knows some; NULL: its name */
    const char *unit;                /* as kpis.csv has it; of a stage or a flow "customers" */
    pk_over_time_line_t *lines;      /* [nplan] */
} pk_over_time_panel_t;

typedef struct pk_over_time {
    pk_arena_t arena;
    const char **plans;    /* [nplan] their titles, else their names, in the order of the results */
    int nplan, plans_left; /* those that are not read any more: a chart has room for PK_OVER_TIME_PLANS */
    pk_over_time_panel_t *panels;
    int npanel;
    long *days; /* nstep + 1 of the first plan, as pk_result_t has them; NULL without a calendar */
    int nstep;
    long nrun; /* 0: the folder has no manifest */
} pk_over_time_t;

enum { PK_OVER_TIME_PLANS = 14, PK_OVER_TIME_PANELS = 24 };

/* Reads from `folder`, that of a run or a comparison, what `of` names: stages, flows as "a -> b" and KPIs, with commas
 * between. A KPI is that of money.csv, else that of the periods in kpis.csv; a name that is both a KPI over time and a
 * stage is the KPI. PK_BAD_INPUT where a table is not there or broken, PK_FAILED never; a name that nothing has is an
 * error that counts in *unknown. Free in any case. */
PK_MUST_USE pk_status_t pk_over_time_read(pk_over_time_t *self, const char *folder, const char *of, int *unknown,
                                          pk_diag_t *diag);
void pk_over_time_free(pk_over_time_t *self);

#endif
