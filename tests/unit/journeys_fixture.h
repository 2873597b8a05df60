/* Logs of journeys for tests: a model with a scenario, a CSV file beside them, and how it is to be read. */
#ifndef JOURNEYS_FIXTURE_H
#define JOURNEYS_FIXTURE_H

#include "engine_fixture.h"

#include "infer/journeys.h"

static inline pk_observed_log_t journeys_asked(const pk_fixture_t *fixture)
{
    return (pk_observed_log_t){.place = fixture->scenario->root->place,
                               .node = fixture->scenario->root,
                               .file = "log.csv",
                               .cases = "customer_id",
                               .time = "timestamp",
                               .stage = "stage",
                               .lapse_days = NAN,
                               .lapse_to = -1,
                               .end = -1,
                               .until = PK_NO_DAY};
}

/* The scenario of a model; `body` as pk_fixture_read has it. */
static inline void journeys_begin(pk_fixture_t *fixture, const char *model, const char *body)
{
    pk_fixture_begin(fixture);
    pk_fixture_read_here(fixture, model, body);
}

static inline void journeys_write(pk_fixture_t *fixture, const char *text)
{
    fixture->nbeside = 0;
    pk_fixture_beside(fixture, "log.csv", text);
}

/* Reads a log without an error. */
static inline void journeys_read(pk_fixture_t *fixture, const pk_observed_log_t *asked, pk_journeys_log_t *log)
{
    const pk_status_t status = pk_journeys_log_read(log, asked, fixture->scenario, &fixture->diag);
    if (status != PK_OK) {
        pk_fixture_show(&fixture->diag);
    }
    assert_int_equal(status, PK_OK);
}

#endif
