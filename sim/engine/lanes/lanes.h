/* Several runs of an engine side by side: the steps of sim.c, each lane of a vector another run. One source (width.c
 * and the headers beside it) is compiled once an engine and a width of the machine's registers; it uses additions,
 * products, quotients, roots, comparisons and whole numbers only, and no lane looks at another, so that every width
 * gives the same bytes, whoever stands beside whom.
 *
 * What is drawn, the start, the rows as written and the laws of stays come from the scalar code, lane by lane: a run is
 * drawn and begun as a sim (pk_assumptions_draw, pk_sim_begin), and a lane takes it over from there:
 *
 *     const pk_lane_ops_t *ops = pk_lane_ops(chance, PK_VECTOR_AUTO);
 *     pk_lanes_t *lanes = ops->open(plan, kpis);
 *     for each group of up to ops->width runs:
 *         for each run of it: pk_sim_begin(sim, run, draws); ops->load(lanes, lane, sim);
 *         ops->start(lanes, count);
 *         for t = 1..T: ops->step(lanes, t), then ops->row(lanes, lane, into) where a step's numbers are recorded
 *         for each run of it: ops->kpis(lanes, lane, accumulators)
 *     ops->close(lanes);
 *
 * What comes out is that of the scalar engine to about 1e-14 of the numbers that it is made of; counts by chance are
 * the same, unless that decides where a uniform falls. */
#ifndef PK_ENGINE_LANES_H
#define PK_ENGINE_LANES_H

#include "engine/kpi.h"

/* One group of runs and its memory. Used by one thread at a time, for one group after another. */
typedef struct pk_lanes pk_lanes_t;

typedef struct {
    const char *name; /* of the instructions: "AVX2" */
    int width;
    /* NULL: a KPI of the plan is measured by a function that the lanes do not know, and the plan has to be simulated by
     * sim.c. Plan and KPIs must outlive the lanes. */
    pk_lanes_t *(*open)(const pk_plan_t *plan, const pk_kpis_t *kpis);
    /* Takes over a run that pk_sim_begin has just begun with the same chance (in a sim that never resumed one), step 0
     * of its KPIs and its luck included.
     * The sim's draws are borrowed until the group is over; the sim is not. Lanes are loaded in order, 0 first. */
    void (*load)(pk_lanes_t *self, int lane, const pk_sim_t *begun);
    /* After the last of `count` runs is loaded; the other lanes repeat the last of them. */
    void (*start)(pk_lanes_t *self, int count);
    /* One step, t = 1..T in order, and what it adds to the KPIs. */
    void (*step)(pk_lanes_t *self, int t);
    /* The numbers of the step as pk_record_step has them: counts [stage x persona], flows [flow x persona], value and
     * response of each driver. */
    void (*row)(const pk_lanes_t *self, int lane, double *row);
    /* After the last step: a run's KPIs, finished, [window][group][kpi]. */
    void (*kpis)(const pk_lanes_t *self, int lane, double *accumulators);
    /* What a run's last step has added to each KPI that adds up, for everybody, into[kpis->count]. */
    void (*measured)(const pk_lanes_t *self, int lane, double *into);
    /* The end value of those there after the last step that was made, not discounted: also where the plan does not end
     * there. */
    double (*end_value)(const pk_lanes_t *self, int lane);
    /* The KPIs of `count` runs for everybody as if they ended with the last step that was made:
     * into[lane][kpis->count], finished. What is given from without (PK_GIVEN) is NAN. */
    void (*cut)(const pk_lanes_t *self, int count, double *const *into);
    /* The first thing of a run that no number holds (excess.h); its KPIs mean nothing then. */
    pk_excess_t (*excess)(const pk_lanes_t *self, int lane);
    /* After start, instead of step 1: the runs stand where those of `from` do after their last step, and go on from the
     * next under this plan and its draws. Both have the same width, stages, flows, drivers, capacities and personas. */
    void (*take)(pk_lanes_t *self, const pk_lanes_t *from);
    /* Where a run stands after its last step, into a sim that was begun with the same plan, chance, draws and run:
     * counts, flows, ages, levels, what waits (standing.h takes it from there). The sim cannot go on with step t + 1 of
     * its own plan by that alone: a group is put aside by `keep`. */
    void (*unload)(const pk_lanes_t *self, int lane, pk_sim_t *begun);
    /* A group put aside between two steps, some kB a run, and taken up by lanes of this plan and width: the numbers of
     * its next steps are the same to the last bit. `into` and `from` hold `kept` bytes. */
    size_t (*kept)(const pk_lanes_t *self);
    void (*keep)(const pk_lanes_t *self, void *into);
    void (*resume)(pk_lanes_t *self, const void *from);
    void (*close)(pk_lanes_t *self);
} pk_lane_ops_t;

/* The lanes of this kind; NULL where the machine lacks it. AUTO: the widest that it has. */
const pk_lane_ops_t *pk_lane_ops(const pk_chance_t *chance, pk_vector_t vector);

/* All widths that the machine has, narrowest first; NULL after the last. */
const pk_lane_ops_t *pk_lane_ops_at(const pk_chance_t *chance, int index);

#endif
