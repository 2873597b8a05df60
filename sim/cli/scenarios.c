#include "cli/scenarios.h"

pk_overrides_t pk_overrides_of(const pk_options_t *options)
{
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.runs = (long)options->runs;
    overrides.seed = options->seed;
    overrides.engine = options->engine;
    overrides.individuals = options->individuals;
    overrides.kpis = options->kpis;
    return overrides;
}

pk_overrides_t pk_overrides_of_baseline(pk_session_t *session, const pk_scenario_t *baseline)
{
    pk_overrides_t overrides = pk_overrides_of(&session->options);
    if (overrides.runs < 0) {
        overrides.runs = baseline->runs;
    }
    if (overrides.seed < 0) {
        overrides.seed = (long long)baseline->seed;
    }
    char *start = PK_ARRAY(&session->arena, char, PK_DATE_TEXT);
    if (baseline->calendar.dated) {
        pk_date_write(baseline->calendar.start, start);
    }
    overrides.start = start;
    overrides.horizon = baseline->calendar.steps;
    overrides.horizon_of = &baseline->calendar;
    overrides.kpis = NULL;
    overrides.show = baseline->show;
    return overrides;
}

pk_status_t pk_scenarios_read(pk_session_t *session, const pk_overrides_t *overrides, pk_scenarios_t *scenarios)
{
    int count = session->options.nfile, before = session->diag.errors;
    *scenarios = (pk_scenarios_t){.all = PK_ARRAY(&session->arena, pk_scenario_t *, count), .count = count};
    for (int i = 0; i < count; i++) {
        scenarios->all[i] = pk_scenario_read(session->options.files[i], overrides, &session->arena, &session->diag);
    }
    for (int i = 0; i < count; i++) {
        if (!scenarios->all[i]) {
            return PK_BAD_INPUT;
        }
    }
    return session->diag.errors > before ? PK_BAD_INPUT : PK_OK;
}

pk_run_options_t pk_run_options_of(const pk_options_t *options)
{
    pk_by_t by = PK_BY_NOTHING;
    if (options->by & PK_PER_MONTH) {
        by = PK_BY_MONTH;
    } else if (options->by & PK_PER_QUARTER) {
        by = PK_BY_QUARTER;
    } else if (options->by & PK_PER_YEAR) {
        by = PK_BY_YEAR;
    }
    return (pk_run_options_t){.threads = options->threads > 0 ? (int)options->threads : 0,
                              .vector = (pk_vector_t)options->vector,
                              .by = by,
                              .look = options->after ? PK_LOOK_PAST : PK_LOOK_IF_LITTLE,
                              .series = true};
}

const pk_source_t **pk_scenarios_sources(pk_session_t *session, const pk_scenarios_t *scenarios, int *count)
{
    *count = 0;
    for (int i = 0; i < scenarios->count; i++) {
        *count += scenarios->all[i]->nsource;
    }
    const pk_source_t **sources = PK_ARRAY(&session->arena, const pk_source_t *, *count);
    for (int i = 0, at = 0; i < scenarios->count; i++) {
        for (int j = 0; j < scenarios->all[i]->nsource; j++) {
            sources[at++] = scenarios->all[i]->sources[j];
        }
    }
    return sources;
}
