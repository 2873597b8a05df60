/* A plan run on past its horizon: from the state that a run has at its last step (counts, ages, what is carried over,
 * stocks, queues) go on so many steps more, by expected numbers, under the drivers of the same plan or of another
 * scenario of the same model, with draws of its own. What a plan leaves behind, and what is felt of its spend after the
 * end, stand in the difference of two such tails.
 *
 * The plan that holds after the end is compiled over the horizon and the tail. Schedules go on by the calendar: pieces
 * and rows that reach those steps hold there, then `otherwise`; where neither does, the schedule begins again
 * (model/schedule.h). Nobody has an end value in a tail: it stood for what a tail tells.
 *
 *     pk_tail_init(&tail, scenario, steps, diag)
 *     evaluator options: .tail = &tail, outputs with .span = PK_SPAN_AFTER or PK_SPAN_BOTH      (evaluate.h)
 * or, beside lanes that have walked to the horizon:
 *     pk_onward_init(&onward, &tail, &kpis, ops)
 *     pk_onward_walk(&onward, lanes, horizon, count, draws, NULL); pk_onward_kpis(&onward, lane, kpi) */
#ifndef PK_ENGINE_TAIL_H
#define PK_ENGINE_TAIL_H

#include "engine/kpi.h"
#include "engine/lanes/lanes.h"

/* How far a tail goes where nothing else is said: to where 1% of a difference is left, and so many years at most. */
#define PK_TAIL_LEFT 0.01
enum { PK_TAIL_YEARS = 10 };

typedef struct {
    pk_scenario_t scenario; /* as it was read, but over horizon and tail, and without targets */
    pk_plan_t plan;         /* that holds after the end; its slots are those of the plan over the horizon alone */
    int from, steps;        /* the horizon T; the tail is the steps T+1..T+steps */
} pk_tail_t;

/* So many steps after the horizon of `scenario`, which is borrowed. PK_BAD_INPUT where a number does not reach them.
 * Free also after an error. */
pk_status_t pk_tail_init(pk_tail_t *self, const pk_scenario_t *scenario, int steps, pk_diag_t *diag);
void pk_tail_free(pk_tail_t *self);

/* So many steps as 10 years after the horizon are, within what a run may have in all. */
int pk_tail_most(const pk_calendar_t *calendar);

/* Whether runs of `plan` can go on in this tail: NULL, else in words why not ("its model is another", ..). */
const char *pk_tail_refuses(const pk_tail_t *self, const pk_plan_t *plan);

/* The KPIs of the tail's steps, one window, in the arena of its plan. */
void pk_tail_kpis(pk_tail_t *self, pk_kpis_t *kpis);

/* Discount factor of a step for the present value, with these draws. */
double pk_tail_discount(const pk_plan_t *plan, const double *draws, int t);

/* The end value that a KPI counts at the end, step `at` (profit and present value do), which a tail takes off: as it
 * is, or discounted. `draws` are those of the run over the horizon. */
double pk_tail_end_value(const pk_kpi_plan_t *kpi, const pk_plan_t *plan, const double *draws, int at,
                         double end_value);

/* The fewest steps after which at most `part` of a difference is left, in sizes: Σ_{s>n} |d_s| <= part Σ |d_s|, d_s the
 * difference in step s of `steps`. 0 where there is none. */
int pk_tail_until(const double *difference, int steps, double part);

/* Draws under which every channel goes on with the mean of what it spends a step over the plan's horizon, competitors'
 * too: `after` [nslot] are `draws` but for the dials of spend. */
void pk_tail_hold_spend(const pk_plan_t *plan, const double *draws, double *after);

/* A group of runs in the tail; used by one thread at a time. Borrows the tail and the KPIs. */
typedef struct {
    const pk_tail_t *tail;
    const pk_kpis_t *kpis;
    const pk_lane_ops_t *ops;
    pk_sim_t sim; /* that runs are begun with */
    pk_lanes_t *lanes;
} pk_onward_t;

/* `ops` are those of the lanes that runs will come from. */
void pk_onward_init(pk_onward_t *self, const pk_tail_t *tail, const pk_kpis_t *kpis, const pk_lane_ops_t *ops);
void pk_onward_free(pk_onward_t *self);

/* The `count` runs of `from`, which stand after step `at` (the horizon, or before it), go on for the steps of the tail
 * with draws[lane] (of the tail's plan, borrowed until the next walk). by_step[lane] (it or all of it NULL: not wanted)
 * gets what each step adds to each KPI, [steps][kpi]. */
void pk_onward_walk(pk_onward_t *self, const pk_lanes_t *from, int at, int count, const double *const *draws,
                    double *const *by_step);

/* The KPIs of a run over the tail, finished, [group][kpi]; what no number holds. */
void pk_onward_kpis(const pk_onward_t *self, int lane, double *kpi);
pk_excess_t pk_onward_excess(const pk_onward_t *self, int lane);

#endif
