/* polku attribute: what each channel brought; here from a log of journeys, in attribute_plan.c of a scenario. */
#include <string.h>

#include "base/mapped.h"
#include "base/parallel.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_paths.h"
#include "cli/print_result.h"
#include "cli/progress.h"
#include "cli/results.h"
#include "cli/scenarios.h"
#include "cli/version.h"
#include "report/path_attribution.h"
#include "study/paths_attribution.h"
#include "study/paths_read.h"

/* Where --order says choose, behind the orders themselves; 1 where it says nothing. */
static int order_of(int word)
{
    return word < 0 ? 1 : word == PK_PATHS_ORDER_MOST ? PK_PATHS_CHOOSE : word + 1;
}

/* "clicks" of "logs/clicks.csv", "stdin" of standard input. */
static const char *bare_name(const char *path, pk_arena_t *arena)
{
    if (strcmp(path, PK_SOURCE_INPUT) == 0) {
        return "stdin";
    }
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path, *dot = strrchr(name, '.');
    return pk_arena_copy_n(arena, name, dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name));
}

static void warn(pk_session_t *session, const pk_path_attribution_t *found)
{
    if (found->bare > 0) {
        pk_warning(&session->diag, PK_NOWHERE, "no channel can have a share of them",
                   "%s: %ld conversions have no touchpoint before them and are left out", found->file, found->bare);
    }
    if (found->empty > 0) {
        pk_warning(&session->diag, PK_NOWHERE, "with so few conversions the intervals say little",
                   "%d of %d bootstraps have no conversion and are left out of p05 and p95", found->empty,
                   found->bootstraps);
    }
}

static pk_manifest_t manifest_of(pk_session_t *session, const pk_source_t *const *source, uint64_t seed, double seconds,
                                 pk_output_t *output)
{
    const pk_scenarios_t none = {0};
    pk_manifest_t manifest = pk_results_manifest(session, &none, NULL, 0, seconds, output);
    manifest.seed = seed;
    manifest.seeded = true;
    manifest.sources = source;
    manifest.nsource = 1;
    return manifest;
}

/* The chart, where charts are wanted. */
static pk_status_t draw(pk_session_t *session, const pk_path_attribution_t *found, pk_output_t *output,
                        pk_pictures_t *pictures)
{
    pk_charts_options_t charts;
    pk_status_t status;
    if (!pk_results_charts(session, &charts, &status)) {
        return status;
    }
    charts.gnuplot.output = output;
    return pk_charts_paths(found, output->root, &charts, pictures, &session->diag);
}

/* The table, the chart, the manifest and what is printed. Where only the chart fails, the rest is there. */
static pk_status_t tell(pk_session_t *session, const pk_source_t *source, const pk_path_attribution_t *found,
                        double seconds, pk_output_t *output)
{
    pk_pictures_t pictures = {0};
    pk_status_t status = pk_path_attribution_write(found, output->root, output, &session->diag), seen = PK_OK;
    if (status == PK_OK) {
        seen = draw(session, found, output, &pictures);
        const pk_manifest_t manifest = manifest_of(session, &source, found->seed, seconds, output);
        status = pk_results_seal(session, &manifest);
    }
    pk_session_tell(session);
    if (status == PK_OK && session->options.json) {
        pk_session_print(session, pk_path_attribution_json(found, &session->arena));
    } else if (status == PK_OK && !session->options.quiet) {
        pk_print_paths(found, &session->out);
        pk_print_places(output->root, pk_results_book(session, output), NULL, pictures.paths, pictures.count,
                        &session->out);
    }
    pk_pictures_free(&pictures);
    return status == PK_OK ? seen : status;
}

static void attribute(pk_session_t *session, const pk_paths_t *paths, pk_path_attribution_t *found)
{
    const pk_options_t *options = &session->options;
    pk_bar_t bar = pk_bar_of(&session->err, options->quiet, 1);
    const pk_paths_options_t how = {.order = order_of(options->order),
                                    .value = options->value != NULL,
                                    .seed = options->seed >= 0 ? (uint64_t)options->seed : 1,
                                    .threads = pk_run_options_of(options).threads,
                                    .bootstraps = PK_PATH_BOOTSTRAPS,
                                    .progress = pk_bar_progress(&bar)};
    pk_bar_part(&bar, 0, "bootstraps");
    pk_paths_attribute(paths, &how, found);
    pk_bar_end(&bar);
}

/* Reads the journeys and fills what the reader knows. */
static pk_status_t read_journeys(pk_session_t *session, const pk_paths_reading_t *reading, const pk_source_t *source,
                                 pk_paths_t *paths, pk_path_attribution_t *found)
{
    pk_paths_log_t log;
    const pk_status_t status = pk_paths_read(source, reading, paths, &log, &session->diag);
    found->file = pk_arena_copy(&found->arena, source->name);
    found->shared = pk_arena_copy(&found->arena, reading->value != NULL ? reading->value : "conversions");
    found->is_log = log.is_log;
    found->cases = log.cases;
    found->bare = log.bare;
    found->after = log.after;
    return status;
}

/* Before anything is computed the folder is looked at. */
static pk_status_t prepare(pk_session_t *session, pk_output_t *output)
{
    static const char *const tables[] = {PK_PATH_ATTRIBUTION_TABLE, NULL};
    pk_results_begin(session, bare_name(session->options.journeys, &session->arena), "attribute", tables, output);
    return pk_output_prepare(output, &session->diag);
}

static pk_status_t attribute_file(pk_session_t *session, const pk_paths_reading_t *reading)
{
    pk_mapped_t file;
    pk_paths_t paths = {0};
    pk_path_attribution_t found = {0};
    pk_output_t output = {0};
    const double begun = pk_seconds_now();
    pk_status_t status = pk_mapped_open(&file, session->options.journeys, PK_NOWHERE, &session->arena, &session->diag);
    if (status == PK_OK) {
        status = prepare(session, &output);
    }
    if (status == PK_OK) {
        status = read_journeys(session, reading, &file.source, &paths, &found);
    }
    if (status == PK_OK) {
        attribute(session, &paths, &found);
        warn(session, &found);
        status = tell(session, &file.source, &found, pk_seconds_now() - begun, &output);
    }
    pk_output_close(&output);
    pk_path_attribution_free(&found);
    pk_paths_free(&paths);
    pk_mapped_close(&file);
    return status;
}

/* What belongs to the other half of the command. */
static pk_status_t check_options(pk_session_t *session)
{
    const pk_options_t *options = &session->options;
    if (options->journeys == NULL && options->nfile == 0) {
        return pk_error(&session->diag, PK_NOWHERE,
                        "usage: polku attribute [OPTION]... FILE, or polku attribute [OPTION]... --journeys FILE",
                        "no file is named");
    }
    if (options->journeys != NULL && options->nfile > 0) {
        return pk_error(&session->diag, PK_NOWHERE, "usage: polku attribute [OPTION]... --journeys FILE",
                        "\"%s\" is one too many: --journeys names the file", options->files[0]);
    }
    const bool of_paths =
        options->conversion != NULL || options->value != NULL || options->columns != NULL || options->order >= 0;
    if (options->journeys == NULL && of_paths) {
        return pk_error(&session->diag, PK_NOWHERE, "polku attribute --journeys FILE",
                        "--conversion, --value, --columns and --order are about a log of journeys");
    }
    if (options->journeys != NULL &&
        (options->kpi != NULL || options->runs >= 0 || options->engine >= 0 || options->tail != NULL)) {
        return pk_error(&session->diag, PK_NOWHERE, "polku attribute SCENARIO",
                        "--kpi, --runs, --engine and --tail are about a scenario; a log has no simulated runs");
    }
    return pk_folder_check(options->out, &session->diag);
}

int pk_command_attribute(pk_session_t *session)
{
    const pk_options_t *options = &session->options;
    pk_paths_reading_t reading = {.conversion = options->conversion, .value = options->value};
    if (check_options(session) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    if (options->journeys == NULL) {
        return pk_attribute_plan(session);
    }
    if (pk_paths_columns(options->columns, &reading.columns, &session->arena, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    return pk_exit_of(attribute_file(session, &reading));
}
