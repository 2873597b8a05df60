/* polku describe: what a journey does. */
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/next_facts.h"
#include "cli/print_describe.h"
#include "cli/print_result.h"
#include "cli/results.h"
#include "cli/scenarios.h"
#include "cli/screen_words.h"
#include "report/description.h"
#include "study/describe.h"

static pk_status_t write_json(pk_session_t *session, const pk_description_t *description, pk_output_t *output)
{
    pk_out_t out;
    const char *path = pk_path_join(output->root, "describe.json", &session->arena);
    if (pk_out_open(&out, path, &session->diag) != PK_OK) {
        return PK_FAILED;
    }
    out.output = output;
    pk_out_text(&out, pk_description_json(description, &session->arena));
    return pk_out_close(&out, &session->diag);
}

/* describe.json, the charts and the manifest; where only charts fail, the rest is there. */
static pk_status_t write_folder(pk_session_t *session, pk_scenario_t *scenario, const pk_description_t *description,
                                double seconds, pk_output_t *output, pk_pictures_t *pictures)
{
    pk_scenarios_t one = {.all = &scenario, .count = 1};
    pk_charts_options_t charts;
    pk_status_t drawn = PK_OK, status = write_json(session, description, output);
    if (status != PK_OK) {
        return status;
    }
    if (pk_results_charts(session, &charts, &drawn)) {
        charts.gnuplot.output = output;
        drawn = pk_charts_description(description, output->root, &charts, pictures, &session->diag);
    }
    pk_manifest_t manifest = pk_results_manifest(session, &one, NULL, 0, seconds, output);
    status = pk_manifest_write(&manifest, output->root, &session->diag);
    return status == PK_OK ? drawn : status;
}

static void print(pk_session_t *session, const pk_description_t *description, const pk_pictures_t *pictures)
{
    const pk_options_t *options = &session->options;
    if (options->json) {
        pk_session_print(session, pk_description_json(description, &session->arena));
        return;
    }
    if (options->quiet) {
        return;
    }
    pk_print_description(description, &session->out);
    if (options->out) {
        pk_print_places(pk_path_join(options->out, "describe.json", &session->arena), NULL, NULL, pictures->paths,
                        pictures->count, &session->out);
    } else {
        fprintf(session->out.stream, "\n%s\n", pk_screen_word(&session->out, PK_SAY_DESCRIBE_DIR));
    }
}

int pk_command_describe(pk_session_t *session)
{
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    pk_description_t description = {0};
    pk_pictures_t pictures = {0};
    overrides.years = PK_DESCRIBE_YEARS;
    if (pk_folder_check(session->options.out, &session->diag) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_scenario_t *scenario = pk_scenario_read(session->options.files[0], &overrides, &session->arena, &session->diag);
    const int threads = pk_run_options_of(&session->options).threads;
    pk_output_t output = {0};
    pk_status_t status = scenario ? PK_OK : PK_BAD_INPUT;
    if (status == PK_OK && session->options.out) {
        status = pk_results_prepare_description(session, session->options.out, &output);
    }
    const double begun = pk_seconds_now();
    if (status == PK_OK) {
        status = pk_describe(scenario, threads, &description, &session->diag);
    }
    const bool described = status == PK_OK;
    if (described && session->options.out) {
        status = write_folder(session, scenario, &description, pk_seconds_now() - begun, &output, &pictures);
    }
    pk_output_close(&output);
    pk_session_tell(session);
    if (described) {
        print(session, &description, &pictures);
    }
    if (status == PK_OK) {
        const pk_next_t next = pk_next_of_description(session, &description);
        pk_next_print(session, &next);
    }
    pk_pictures_free(&pictures);
    pk_description_free(&description);
    return pk_exit_of(status);
}
