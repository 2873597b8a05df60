#include "cli/results.h"

#include <string.h>
#include <time.h>

#include "base/parallel.h"
#include "cli/folders.h"
#include "cli/version.h"
#include "report/manifest.h"

double pk_seconds_now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

/* A result holds a message as it is printed, with its place, or its bare text. */
static bool was_told(const pk_diag_t *diag, const char *text)
{
    for (int i = 0; i < diag->count; i++)
        if (strstr(text, diag->messages[i].text))
            return true;
    return false;
}

void pk_results_warn(pk_session_t *session, const pk_result_t *result)
{
    for (int i = 0; i < result->nwarning; i++)
        if (!was_told(&session->diag, result->warnings[i]))
            pk_warning(&session->diag, PK_NOWHERE, NULL, "%s", result->warnings[i]);
}

pk_status_t pk_results_manifest(pk_session_t *session, const pk_scenarios_t *scenarios, const pk_result_t *results,
                                int count, double seconds, const char *folder)
{
    const char **warnings = PK_ARRAY(&session->arena, const char *, session->diag.count);
    int nwarning = 0, nsource;
    for (int i = 0; i < session->diag.count; i++)
        if (session->diag.messages[i].severity == PK_WARNING)
            warnings[nwarning++] = session->diag.messages[i].text;
    const pk_source_t **sources = pk_scenarios_sources(session, scenarios, &nsource);
    pk_manifest_t manifest = {.version = PK_VERSION,
                              .command = session->words,
                              .threads = pk_parallel_threads(pk_run_options_of(&session->options).threads),
                              .seconds = seconds,
                              .results = results,
                              .nresult = count,
                              .sources = sources,
                              .nsource = nsource,
                              .warnings = warnings,
                              .nwarning = nwarning};
    return pk_manifest_write(&manifest, folder, &session->diag);
}

pk_status_t pk_results_charts_of(pk_session_t *session, pk_charts_options_t *charts)
{
    const long long threads = session->options.threads;
    *charts = (pk_charts_options_t){.plots = pk_folder_plots(&session->arena, &session->diag),
                                    .gnuplot = {.processes = threads > 0 ? (int)threads : 0}};
    return charts->plots ? PK_OK : PK_FAILED;
}

bool pk_results_charts(pk_session_t *session, pk_charts_options_t *charts, pk_status_t *status)
{
    static const char *const names[] = {"svg", "png", "pdf"};
    const pk_options_t *options = &session->options;
    *status = PK_OK;
    if (options->charts & PK_CHART_NONE)
        return false;
    const char **terminals = PK_ARRAY(&session->arena, const char *, 3);
    *status = pk_results_charts_of(session, charts);
    charts->terminals = terminals;
    for (int i = 0; i < 3; i++)
        if (options->charts & 1 << i)
            terminals[charts->nterminal++] = names[i];
    return *status == PK_OK;
}
