/* A random journey of the twin, written to files and read by the program. */
#ifndef PK_TWIN_FIXTURE_H
#define PK_TWIN_FIXTURE_H

#include "engine_fixture.h"

#include "twin/random_model.h"
#include "twin/write_model.h"

/* Reads it into `fixture`, which the caller frees. */
static inline void twin_fixture_read(pk_fixture_t *fixture, const twin_journey_t *journey)
{
    char *model = twin_model_text(journey), *scenario = twin_scenario_text(journey);
    char *by_date = twin_series_text(journey, true), *by_step = twin_series_text(journey, false);
    pk_fixture_begin(fixture);
    pk_fixture_beside(fixture, TWIN_DATES, by_date);
    pk_fixture_beside(fixture, TWIN_STEPS_FILE, by_step);
    pk_fixture_read_here(fixture, model, scenario);
    free(model);
    free(scenario);
    free(by_date);
    free(by_step);
}

#endif
