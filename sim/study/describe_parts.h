/* The parts of a description, one file each. Private to study/describe*.c. */
#ifndef PK_STUDY_DESCRIBE_PARTS_H
#define PK_STUDY_DESCRIBE_PARTS_H

#include "study/describe.h"
#include "study/today.h"

/* Whether flows or stages earn or cost something. */
bool pk_describe_has_money(const pk_plan_t *plan);

/* describe_value.c: what a customer is worth who enters each stage at step 0, over the horizon, by today's
 * probabilities: Σ_t (1+d)^-t (revenue - cost of flows and stages, entry costs, end values). Moves the sim's people. */
void pk_describe_value(pk_today_t *today, pk_description_t *self);

/* The same for one who stands in each stage at the end of step `from`, for the steps after it, discounted to step 0:
 * ahead[stage x persona of the plan]. In a stay at the ages that a steady stream of people through it has. */
void pk_describe_ahead(pk_today_t *today, int from, double *ahead);

/* describe_bottleneck.c: the plan over the horizon as it is (moved, at_start, at_end) and with each transition a tenth
 * more likely; of a large model, with those that the values (which stand ready) put in front. */
void pk_describe_bottlenecks(pk_today_t *today, int threads, pk_description_t *self);

/* describe_runs.c: the mean of some runs of the plan beside what it comes to at its means; leaves mean NAN where there
 * is no KPI, or no time for enough runs. */
void pk_describe_runs(const pk_scenario_t *scenario, const pk_today_t *today, int threads, pk_description_t *self);

/* describe_source.c: which numbers of the model have no source. */
void pk_describe_sources(const pk_scenario_t *scenario, pk_description_t *self);

#endif
