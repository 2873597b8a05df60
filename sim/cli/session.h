/* What a command works with from the first option to the exit code: options, messages, the two streams. */
#ifndef PK_CLI_SESSION_H
#define PK_CLI_SESSION_H

#include "cli/options.h"
#include "cli/screen.h"

typedef struct {
    pk_options_t options;
    const char *command;      /* its name */
    const char *const *words; /* the whole command line, NULL at the end */
    pk_screen_t out, err;     /* stdout and stderr */
    pk_arena_t arena;         /* lives as long as the command */
    pk_diag_t diag;
    int told;         /* messages of diag already printed */
    int output_error; /* errno of the first write to stdout that failed; 0: none */
} pk_session_t;

/* Messages that were not told yet go to stderr, made harmless, "error:" in red where there is colour. */
void pk_session_tell(pk_session_t *self);

/* Puts text on stdout and remembers why where that fails. */
void pk_session_print(pk_session_t *self, const char *text);

/* The exit code of a status: PK_BAD_INPUT is an input file's fault. */
int pk_exit_of(pk_status_t status);
/* The same after files were read: where nothing but the command line is wrong, wrong usage. */
int pk_exit_of_reading(const pk_session_t *self, pk_status_t status);

/* Tells what is left, frees everything and returns `code`, or PK_EXIT_FAILED where stdout could not take the output
 * (a full disk, a closed stream). A reader who went away early (`| head`) is no failure. */
int pk_session_end(pk_session_t *self, int code);

/* Makes sure that descriptors 0 to 2 are open, so that no file of ours lands on a stream that the caller closed. */
void pk_session_streams(void);

#endif
