/* A journey as the two YAML texts that a user would write: a model file and the body of a scenario file. */
#ifndef TWIN_WRITE_MODEL_H
#define TWIN_WRITE_MODEL_H

#include "twin/twin.h"

#define TWIN_DATES      "by-date.csv"
#define TWIN_STEPS_FILE "by-step.csv"

/* The text of the file that holds the columns by date, or of the one that holds those by step; the caller frees it. */
char *twin_series_text(const twin_journey_t *journey, bool by_date);

/* Stages are s0, s1, ..; personas g0, ..; drivers d0, ..; capacities c0, ..; KPIs kpi0, .. The caller frees both. */
char *twin_model_text(const twin_journey_t *journey);
char *twin_scenario_text(const twin_journey_t *journey);

#endif
