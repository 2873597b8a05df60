#include "cli/session.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/text.h"

void pk_session_streams(void)
{
    /* opened the wrong way round, so that using one still fails */
    for (int descriptor = 0; descriptor < 3; descriptor++) {
        if (fcntl(descriptor, F_GETFD) == -1 &&
            open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY) != descriptor) {
            _exit(PK_EXIT_FAILED);
        }
    }
}

/* The word behind the message's place. */
static const char *severity_at(const pk_message_t *message, const char *text, const char *word)
{
    size_t behind = message->file && strlen(message->file) <= strlen(text) ? strlen(message->file) : 0;
    const char *at = strstr(text + behind, word);
    return at ? at : text;
}

static void print_message(pk_session_t *self, const pk_message_t *message)
{
    bool error = message->severity == PK_ERROR;
    const char *word = error ? "error:" : "warning:";
    const char *text = pk_text_harmless(pk_message_format(message, &self->arena), true, &self->arena);
    const char *at = severity_at(message, text, word);
    pk_style_t style = error ? PK_STYLE_BAD : PK_STYLE_WARN;
    size_t length = at == text && strncmp(text, word, strlen(word)) != 0 ? 0 : strlen(word);
    fprintf(stderr, "%.*s%s%.*s%s%s", (int)(at - text), text, length ? pk_style_on(&self->err, style) : "", (int)length,
            at, length ? pk_style_off(&self->err, style) : "", at + length);
}

static void flush_output(pk_session_t *self)
{
    errno = 0;
    if (fflush(stdout) != 0 && !self->output_error) {
        self->output_error = errno ? errno : EIO;
    }
}

void pk_session_print(pk_session_t *self, const char *text)
{
    errno = 0;
    if (fputs(text, stdout) == EOF && !self->output_error) {
        self->output_error = errno ? errno : EIO;
    }
}

void pk_session_tell(pk_session_t *self)
{
    if (self->told < self->diag.count) {
        flush_output(self);
    }
    pk_diag_sort(&self->diag, self->told);
    for (; self->told < self->diag.count; self->told++) {
        print_message(self, &self->diag.messages[self->told]);
    }
}

int pk_exit_of(pk_status_t status)
{
    if (status == PK_OK) {
        return PK_EXIT_DONE;
    }
    return status == PK_BAD_INPUT ? PK_EXIT_INPUT : PK_EXIT_FAILED;
}

int pk_exit_of_reading(const pk_session_t *self, pk_status_t status)
{
    const bool misused = status == PK_BAD_INPUT && self->diag.errors == self->diag.misused;
    return misused ? PK_EXIT_USAGE : pk_exit_of(status);
}

/* What went wrong with stdout; 0: nothing. */
static int output_error(pk_session_t *self)
{
    flush_output(self);
    if (!self->output_error && ferror(stdout)) {
        self->output_error = EIO;
    }
    if (!self->output_error && close(STDOUT_FILENO) != 0) {
        self->output_error = errno;
    }
    return self->output_error;
}

int pk_session_end(pk_session_t *self, int code)
{
    pk_session_tell(self);
    if (self->diag.dropped) {
        fprintf(stderr, "and %d more\n", self->diag.dropped);
    }
    int error = output_error(self);
    if (error && error != EPIPE) {
        fprintf(stderr, "error: the output cannot be written: %s\n", strerror(error));
        code = code == PK_EXIT_DONE ? PK_EXIT_FAILED : code;
    }
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
    return code;
}
