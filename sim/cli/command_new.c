/* polku new: a model and two scenarios to start from. */
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/new_templates.h"
#include "cli/text.h"
#include "report/out.h"

/* An error for each file that is there already. */
static pk_status_t check_free(pk_session_t *session, const char *folder)
{
    int before = session->diag.errors;
    for (const pk_template_t *t = pk_new_templates; t->name; t++) {
        const char *path = pk_path_join(folder, t->name, &session->arena);
        if (access(path, F_OK) == 0) {
            pk_error(&session->diag, PK_NOWHERE, "polku new overwrites nothing: name another folder",
                     "%s is there already", path);
        }
    }
    return session->diag.errors > before ? PK_BAD_INPUT : PK_OK;
}

static pk_status_t write_all(pk_session_t *session, const char *folder)
{
    pk_status_t status = pk_out_folder(folder, &session->diag);
    for (const pk_template_t *t = pk_new_templates; t->name && status == PK_OK; t++) {
        status = pk_out_whole(pk_path_join(folder, t->name, &session->arena), t->text, strlen(t->text), &session->diag);
    }
    return status;
}

static void print_next(pk_session_t *session, const char *folder)
{
    const char *scenarios = "";
    printf("Written:\n");
    for (const pk_template_t *t = pk_new_templates; t->name; t++) {
        const char *path = pk_text_harmless(pk_path_join(folder, t->name, &session->arena), false, &session->arena);
        printf("  %s\n", path);
        if (t != pk_new_templates) {
            scenarios = pk_arena_format(&session->arena, "%s %s", scenarios, path);
        }
    }
    printf("\nNow compare the two scenarios, then change a number and compare again:\n  polku compare%s\n", scenarios);
}

int pk_command_new(pk_session_t *session)
{
    const char *folder = session->options.files[0];
    if (check_free(session, folder) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_status_t status = write_all(session, folder);
    if (status == PK_OK && !session->options.quiet) {
        print_next(session, folder);
    }
    return pk_exit_of(status);
}
