/* The scenarios that a command works on. */
#ifndef PK_CLI_SCENARIOS_H
#define PK_CLI_SCENARIOS_H

#include "cli/session.h"
#include "engine/run.h"
#include "model/scenario.h"

typedef struct {
    pk_scenario_t **all; /* NULL where a file has errors */
    int count;
} pk_scenarios_t;

/* What the command line lays over every scenario. */
pk_overrides_t pk_overrides_of(const pk_options_t *options);

/* What a baseline lays over the others that are compared with it, where the command line does not say otherwise. */
pk_overrides_t pk_overrides_of_baseline(pk_session_t *session, const pk_scenario_t *baseline);

/* Reads every file of the session with `overrides`, all errors into its diag. PK_BAD_INPUT where there is one. */
pk_status_t pk_scenarios_read(pk_session_t *session, const pk_overrides_t *overrides, pk_scenarios_t *scenarios);

/* Options of a run, but for its progress. */
pk_run_options_t pk_run_options_of(const pk_options_t *options);

/* The input files of all scenarios, in order, in the session's arena. */
const pk_source_t **pk_scenarios_sources(pk_session_t *session, const pk_scenarios_t *scenarios, int *count);

#endif
