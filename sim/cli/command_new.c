/* polku new: a model and some scenarios to start from. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/shell.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/new_templates.h"
#include "cli/screen_words.h"
#include "cli/text.h"
#include "report/out.h"

/* ---- which kind ---- */

enum { NOT_SAID = -2, OTHER = PK_FIRMS - 1, ANSWER_MOST = 64, ASKED_MOST = 3 };

/* The kind of an answer, a number of the list or its name; nothing is the last. NOT_SAID: neither. */
static int kind_of(char *answer)
{
    answer[strcspn(answer, "\r\n")] = '\0';
    char *word = answer + strspn(answer, " \t"), *end;
    for (size_t length = strlen(word); length > 0 && strchr(" \t", word[length - 1]) != NULL; length--) {
        word[length - 1] = '\0';
    }
    const long number = strtol(word, &end, 10);
    if (*word == '\0') {
        return OTHER;
    }
    if (*end == '\0' && number >= 1 && number <= PK_FIRMS) {
        return (int)number - 1;
    }
    for (int i = 0; i < OTHER; i++) {
        if (strcmp(word, pk_new_firms[i].name) == 0) {
            return i;
        }
    }
    return NOT_SAID;
}

/* NOT_SAID where the answers end, or where none of some is a kind. */
static int ask(pk_session_t *session)
{
    char answer[ANSWER_MOST];
    const pk_screen_t *screen = &session->out;
    FILE *out = screen->stream;
    fprintf(out, "%s\n", pk_screen_word(screen, PK_SAY_NEW_WHICH));
    for (int i = 0; i < PK_FIRMS; i++) {
        fprintf(out, "  %d  %-13s %s\n", i + 1, pk_new_firms[i].name != NULL ? pk_new_firms[i].name : "-",
                pk_screen_word(screen, pk_new_firms[i].about));
    }
    for (int asked = 0; asked < ASKED_MOST; asked++) {
        fprintf(out, "%s ", pk_screen_counted(screen, PK_FIRMS, PK_SAY_NEW_ANSWER, PK_SAY_NEW_ANSWER, &session->arena));
        fflush(out);
        if (fgets(answer, sizeof answer, stdin) == NULL) {
            fputc('\n', out);
            return NOT_SAID;
        }
        const int kind = kind_of(answer);
        if (kind != NOT_SAID) {
            fputc('\n', out);
            return kind;
        }
    }
    return NOT_SAID;
}

/* What --kind says; else what is answered on a terminal; else none. */
static int choose(pk_session_t *session)
{
    if (session->options.kind >= 0) {
        return session->options.kind;
    }
    return session->out.is_terminal && isatty(STDIN_FILENO) && !session->options.quiet ? ask(session) : OTHER;
}

/* ---- writing ---- */

/* An error for each file that is there already. */
static pk_status_t check_free(pk_session_t *session, const pk_template_t *files, const char *folder)
{
    int before = session->diag.errors;
    for (const pk_template_t *t = files; t->name; t++) {
        const char *path = pk_path_join(folder, t->name, &session->arena);
        if (access(path, F_OK) == 0) {
            pk_error(&session->diag, PK_NOWHERE, "polku new overwrites nothing: name another folder",
                     "%s is there already", path);
        }
    }
    return session->diag.errors > before ? PK_BAD_INPUT : PK_OK;
}

/* The first line of a file, by which editors know its words; "" where the schemas are not there. */
static const char *schema_line(pk_session_t *session, bool model)
{
    const char *folder = pk_folder_schemas(&session->arena);
    return folder == NULL
               ? ""
               : pk_arena_format(
                     &session->arena, "# yaml-language-server: $schema=%s\n",
                     pk_file_address(
                         pk_path_join(folder, model ? "model.schema.json" : "scenario.schema.json", &session->arena),
                         &session->arena));
}

static pk_status_t write_all(pk_session_t *session, const pk_template_t *files, const char *folder)
{
    pk_status_t status = pk_out_folder(folder, &session->diag);
    for (const pk_template_t *t = files; t->name && status == PK_OK; t++) {
        const char *text = pk_arena_format(&session->arena, "%s%s", schema_line(session, t == files), t->text);
        status = pk_out_whole(pk_path_join(folder, t->name, &session->arena), text, strlen(text), &session->diag);
    }
    return status;
}

static void print_next(pk_session_t *session, const pk_template_t *files, const char *folder)
{
    static const pk_saying_t counts[] = {[2] = PK_SAY_NEW_TWO, PK_SAY_NEW_THREE, PK_SAY_NEW_FOUR};
    const pk_screen_t *screen = &session->out;
    const char *scenarios = "";
    int count = 0;
    printf("%s\n", pk_screen_word(screen, PK_SAY_NEW_WRITTEN));
    for (const pk_template_t *t = files; t->name; t++) {
        const char *path = pk_text_harmless(pk_path_join(folder, t->name, &session->arena), false, &session->arena);
        printf("  %s\n", path);
        if (t != files) {
            scenarios = pk_arena_format(&session->arena, "%s %s", scenarios, pk_shell_word(path, &session->arena));
            count++;
        }
    }
    const char *line =
        pk_local_say(screen->language, &session->arena, PK_SAY_NEW_COMPARE, pk_screen_word(screen, counts[count]));
    printf("\n%s\n  %s compare%s\n", line, pk_shell_word(session->words[0], &session->arena), scenarios);
}

int pk_command_new(pk_session_t *session)
{
    const char *folder = session->options.files[0];
    const int kind = choose(session);
    if (kind == NOT_SAID) {
        pk_error(&session->diag, PK_NOWHERE, "--kind names one: service, shop, subscription or business",
                 "no kind of firm was chosen, and nothing is written");
        return PK_EXIT_USAGE;
    }
    const pk_template_t *files = pk_new_firms[kind].files;
    if (check_free(session, files, folder) != PK_OK) {
        return PK_EXIT_USAGE;
    }
    pk_status_t status = write_all(session, files, folder);
    if (status == PK_OK && !session->options.quiet) {
        print_next(session, files, folder);
    }
    return pk_exit_of(status);
}
