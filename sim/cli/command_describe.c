/* polku describe: what a journey does. */
#include <string.h>

#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/print_describe.h"
#include "cli/print_result.h"
#include "cli/results.h"
#include "report/description.h"

/* describe.json and the charts; where only charts fail, the file is there. */
static pk_status_t write_folder(pk_session_t *session, const pk_description_t *description, pk_pictures_t *pictures)
{
    const char *folder = session->options.out;
    const char *text = pk_description_json(description, &session->arena);
    pk_charts_options_t charts;
    pk_status_t drawn = PK_OK, status = pk_out_folder(folder, &session->diag);
    if (status == PK_OK)
        status =
            pk_out_whole(pk_path_join(folder, "describe.json", &session->arena), text, strlen(text), &session->diag);
    if (status == PK_OK && pk_results_charts(session, &charts, &drawn))
        drawn = pk_charts_description(description, folder, &charts, pictures, &session->diag);
    return status == PK_OK ? drawn : status;
}

static void print(pk_session_t *session, const pk_description_t *description, const pk_pictures_t *pictures)
{
    const pk_options_t *options = &session->options;
    if (options->json) {
        pk_session_print(session, pk_description_json(description, &session->arena));
        return;
    }
    if (options->quiet)
        return;
    pk_print_description(description, &session->out);
    if (options->out)
        pk_print_places(pk_path_join(options->out, "describe.json", &session->arena), NULL, pictures->paths,
                        pictures->count, &session->out);
    else
        fprintf(session->out.stream, "\nWith -o DIR the graph of the stages is drawn, and all of this is written.\n");
}

int pk_command_describe(pk_session_t *session)
{
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    pk_description_t description = {0};
    pk_pictures_t pictures = {0};
    overrides.years = PK_DESCRIBE_YEARS;
    if (pk_folder_check(session->options.out, &session->diag) != PK_OK)
        return PK_EXIT_USAGE;
    const pk_scenario_t *scenario =
        pk_scenario_read(session->options.files[0], &overrides, &session->arena, &session->diag);
    const int threads = session->options.threads > 0 ? (int)session->options.threads : 0;
    pk_status_t status = scenario ? pk_describe(scenario, threads, &description, &session->diag) : PK_BAD_INPUT;
    const bool described = status == PK_OK;
    if (described && session->options.out)
        status = write_folder(session, &description, &pictures);
    pk_session_tell(session);
    if (described)
        print(session, &description, &pictures);
    pk_pictures_free(&pictures);
    pk_description_free(&description);
    return pk_exit_of(status);
}
