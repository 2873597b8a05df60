/* A journey as the two YAML texts that a user would write: a model file and the body of a scenario file. */
#ifndef TWIN_WRITE_MODEL_H
#define TWIN_WRITE_MODEL_H

#include "twin/twin.h"

/* Stages are s0, s1, ..; personas g0, ..; drivers d0, ..; capacities c0, ..; KPIs kpi0, .. The caller frees both. */
char *twin_model_text(const twin_journey_t *journey);
char *twin_scenario_text(const twin_journey_t *journey);

#endif
