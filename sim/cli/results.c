#include "cli/results.h"

#include <string.h>
#include <time.h>

#include "base/parallel.h"
#include "cli/version.h"
#include "report/manifest.h"

double pk_seconds_now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

static bool was_told(const pk_diag_t *diag, const char *text)
{
    for (int i = 0; i < diag->count; i++)
        if (strcmp(diag->messages[i].text, text) == 0)
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
