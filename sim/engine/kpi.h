/* KPIs: what a plan is judged by (models/README.md, section 8).
 *
 * A KPI is a measure of one step and a way to reduce it over the steps of a window; a ratio is two other KPIs. A new
 * built-in KPI is one entry of model/kpi_catalogue.c and, unless it is a ratio, its measure in kpi_builtin.c. */
#ifndef PK_ENGINE_KPI_H
#define PK_ENGINE_KPI_H

#include "base/language.h"
#include "engine/run.h"
#include "engine/sim.h"
#include "model/kpi_catalogue.h"
#include "result/result.h"

/* PK_GIVEN: of a whole run, filled in by who knows it (aftermath.h). */
typedef enum { PK_SUM, PK_END, PK_AVERAGE, PK_PEAK, PK_RATIO, PK_GIVEN } pk_reduce_t;

typedef struct pk_kpi_plan pk_kpi_plan_t;

/* One step seen by one group: personas first..last-1, discount factor of the model at this step, and the sums of money
 * that several KPIs read (everybody's spend and levers' cost a step belong to the group of all only). */
typedef struct {
    const pk_sim_t *sim;
    int first, last;
    int t;
    double discount;
    double revenue, cost, spend, end_value;
} pk_view_t;

typedef double (*pk_measure_fn)(const pk_kpi_plan_t *kpi, const pk_view_t *view);

struct pk_kpi_plan {
    const char *name, *words[PK_LANGUAGES], *unit;
    int rank;   /* as in model/kpi_catalogue.h */
    int chosen; /* its place among those that a planner wants to see, from 1; 0: it is not among them */
    pk_reduce_t reduce;
    pk_measure_fn measure; /* NULL for a ratio, and what is given */
    pk_indices_t stages, flows;
    pk_quantity_t *weights; /* one a stage of `stages`, NULL: 1 */
    pk_quantity_t discount; /* its own; not present: none */
    int above, below;       /* ratio */
    int driver;             /* spend.CHANNEL */
    bool lower_is_better, by_group, hidden;
};

/* The KPIs that a window needs, by how they are reduced. */
typedef struct {
    pk_indices_t sums, averages, peaks, ends;
} pk_tally_t;

typedef struct {
    pk_kpi_plan_t *at;
    int count, shown; /* hidden ones stand last */
    pk_window_t *windows;
    pk_tally_t *tallies;      /* [2 * window + single]; single: of one persona, where a goal needs none */
    pk_indices_t measured[2]; /* [single]: at every step */
    int nwindow, ngroup;
} pk_kpis_t;

/* Builds the KPIs and windows of a plan in its arena. */
void pk_kpis_compile(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis);
/* The same with those of what a plan leaves behind. */
void pk_kpis_compile_after(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis);
/* With those that only individuals have. */
void pk_kpis_compile_individuals(pk_plan_t *plan, pk_by_t by, pk_kpis_t *kpis);

/* Leaves out what nobody asks for: measures and adds up only the KPIs marked in `wanted` [kpi] and what they are made
 * of, and personas only where `personas`. The others' values are then 0 or what their parts make of it. */
void pk_kpis_choose(pk_plan_t *plan, pk_kpis_t *self, const bool *wanted, bool personas);

/* Its parts. kpi_windows.c: the windows; kpi_tally.c: what each step must measure for them. */
void pk_kpis_windows(pk_plan_t *plan, pk_by_t by, pk_kpis_t *self);
void pk_kpis_tallies(pk_plan_t *plan, pk_kpis_t *self);
/* The periods that money is told by: those of `by`; where nothing is said months with a calendar, else steps. In the
 * plan's arena. */
pk_window_t *pk_money_periods(pk_plan_t *plan, pk_by_t by, int *count);

/* Accumulators of one run: [window][group][kpi]; sums, ends, peaks. */
long pk_kpis_size(const pk_kpis_t *self);
void pk_kpis_clear(const pk_kpis_t *self, double *accumulators);
/* Adds step t (0: the start) of a sim. */
void pk_kpis_add(const pk_kpis_t *self, const pk_sim_t *sim, int t, double *accumulators);
/* What step t of a sim adds to some KPIs that add up, for everybody: into[count], in the order of `kpis`. */
void pk_kpis_measure(const pk_kpis_t *self, const pk_sim_t *sim, int t, const int *kpis, int count, double *into);
/* Averages and ratios in place, after the last step. */
void pk_kpis_finish(const pk_kpis_t *self, double *accumulators);

/* What they come to for everybody if the horizon ends with step t, which has just been added: the first row of the
 * accumulators, and what an end has (counts there, end values) measured now; finished, into[count]. */
void pk_kpis_cut(const pk_kpis_t *self, const pk_sim_t *sim, int t, const double *accumulators, double *into);
/* Averages and ratios of such a row; NAN for what is given from without (PK_GIVEN). */
void pk_kpis_finish_cut(const pk_kpis_t *self, int t, double *row);

/* What a run could not hold: `of_steps`, or else the first KPI past what a number holds; ratios have their own say. */
pk_excess_t pk_kpis_excess(const pk_kpis_t *self, const double *accumulators, pk_excess_t of_steps);

/* KPI k from a row of values [kpi] of the others: a ratio of what stands there for its two; NAN over 0. */
double pk_kpis_value(const pk_kpis_t *self, const double *row, int k);

/* Lists of the plan's stages and flows for a KPI; appends to `kpis` and gives the index. Shared by the two compilers.
 */
int pk_kpis_append(pk_kpis_t *self, pk_kpi_plan_t kpi);
int pk_kpis_find(const pk_kpis_t *self, const char *name);
void pk_kpis_builtin(pk_plan_t *plan, pk_kpi_scope_t beside, pk_kpis_t *self);
void pk_kpis_own(pk_plan_t *plan, pk_kpis_t *self);

/* kpi_measure.c */
/* Fills the view's sums of money. */
void pk_view_money(pk_view_t *view);
double pk_measure_stages(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_time(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_flows(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_money(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_revenue(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_cost(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_spend(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_margin(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_all_cost(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_profit(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_present_value(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_waiting(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_first_purchases(const pk_kpi_plan_t *kpi, const pk_view_t *view);
double pk_measure_later_purchases(const pk_kpi_plan_t *kpi, const pk_view_t *view);

#endif
