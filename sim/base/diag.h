/* Diagnostics with places: what is wrong, where, and what to do.
 *
 * A pk_source_t is the text of one input file; a pk_place_t points into it; a pk_diag_t collects any number of
 * messages, so that all of a file's errors can be shown at once. The library adds messages; only cli/ prints them. */
#ifndef PK_BASE_DIAG_H
#define PK_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

/* One input file, held whole. `name` is as the user wrote it (or as joined from a file that refers to it). */
typedef struct {
    const char *name;
    const char *text; /* NUL-terminated; may be empty */
    size_t length;
} pk_source_t;

/* A place: line and column count from 1, columns in code points; span is the number of code points underlined (at
 * least 1). line 0 means the file as a whole; source NULL means no file (the command line, say). */
typedef struct {
    const pk_source_t *source;
    int line;
    int column;
    int span;
} pk_place_t;

#define PK_NOWHERE ((pk_place_t){0})

typedef enum { PK_ERROR, PK_WARNING } pk_severity_t;

/* One message, its strings owned by the diag. */
typedef struct {
    pk_severity_t severity;
    const char *file; /* NULL: no file */
    int line, column, span;
    const char *text; /* one sentence, no newline, no final dot */
    const char *hint; /* what to do; NULL: none */
    const char
        *excerpt; /* the source line, cut around the column when long; control characters as spaces; NULL: none */
    int caret;    /* 0-based offset of the caret in the excerpt, in code points */
} pk_message_t;

typedef struct {
    pk_arena_t arena;
    pk_message_t *messages;
    int count, room;
    int errors;   /* pk_error and pk_failure so far, those that repeat a held message too: more errors than before mean
                     that what was done in between has failed */
    int misused;  /* those of the errors that are of the command line alone: wrong usage, no bad file */
    int warnings; /* held */
    int dropped;  /* messages beyond PK_DIAG_MOST */
    const pk_source_t *input; /* what standard input held, for who reads it again; NULL: nothing that can be used */
    bool input_read;
} pk_diag_t;

enum { PK_DIAG_MOST = 200 };

/* A zeroed pk_diag_t is empty; free is legal on it. */
void pk_diag_free(pk_diag_t *self);

/* Adds an error or a warning. `hint` may be NULL. A message equal to one already held (same place, same text) is not
 * added again. The errors return PK_BAD_INPUT, so that `return pk_error(…)` reads well. */
pk_status_t pk_error(pk_diag_t *self, pk_place_t place, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void pk_warning(pk_diag_t *self, pk_place_t place, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The same for the world (a file that cannot be written): returns PK_FAILED. */
pk_status_t pk_failure(pk_diag_t *self, const char *file, const char *hint, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds the messages of another, as if they had been told to this one. */
void pk_diag_take(pk_diag_t *self, const pk_diag_t *from);

/* Puts the messages from index `from` on in the order in which a reader meets their places: files in the order of their
 * first message, each by line and column; messages of one place keep their order. */
void pk_diag_sort(pk_diag_t *self, int from);

/* The message as printed, ending in a newline:
 *     file:line:column: error: text
 *       <source line>
 *           ^~~~
 *       hint: …
 * A part that is missing is left out. Allocated in `arena`. */
char *pk_message_format(const pk_message_t *message, pk_arena_t *arena);

/* Reads a whole file of at most `limit` bytes into `arena`. A missing, unreadable, larger file or a folder is an error
 * (placed at `asked`, the place that names the file; PK_NOWHERE for the command line). NULL then. Does not look at
 * the content. */
const pk_source_t *pk_source_read(const char *path, size_t limit, pk_place_t asked, pk_arena_t *arena, pk_diag_t *diag);

/* The same of standard input, whose name in messages and manifests is PK_SOURCE_INPUT. It can be read once, so that
 * `diag` holds the text: what kind of file it is can be looked at before it is read as one. */
const pk_source_t *pk_source_read_input(size_t limit, pk_diag_t *diag);
#define PK_SOURCE_INPUT "-"

/* The nearest of `names` to `word` within a third of its length in edits (Damerau-Levenshtein on bytes), or NULL. */
const char *pk_nearest(const char *word, const char *const *names, int count);

#endif
