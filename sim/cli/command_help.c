/* polku help: the help as text, as a man page, or as a completion script. */
#include <string.h>

#include "cli/commands.h"
#include "cli/completion.h"
#include "cli/help.h"
#include "cli/man.h"

int pk_command_help(pk_session_t *session)
{
    const pk_options_t *options = &session->options;
    const char *word = options->nfile > 0 ? options->files[0] : NULL;
    const pk_command_t *command = word ? pk_command_find(word) : NULL;
    if (word && strcmp(word, pk_help_topic) == 0) {
        pk_help_kpis(&session->out);
        return PK_EXIT_DONE;
    }
    if (word && !command) {
        pk_error(&session->diag, PK_NOWHERE, pk_command_hint(word, &session->arena), "there is no command \"%s\"",
                 word);
        return PK_EXIT_USAGE;
    }
    if (options->complete >= 0) {
        pk_completion_write(options->complete, stdout);
    } else if (options->man) {
        pk_man_write(command, stdout);
    } else if (command) {
        pk_help_command(command, &session->out);
    } else {
        pk_help_all(&session->out);
    }
    return PK_EXIT_DONE;
}
