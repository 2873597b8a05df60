/* A gnuplot on its way: the one place that starts a process. It is started without a shell, without input, under
 * LC_ALL=C.UTF-8 and in a process group of its own, so that what it may have started ends with it. */
#ifndef PK_REPORT_CHILD_H
#define PK_REPORT_CHILD_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"

enum { PK_CHILD_SAID = 1000 };

typedef struct {
    pid_t pid;
    int said_by;              /* read end of its stderr; -1: closed */
    char said[PK_CHILD_SAID]; /* what it printed to stderr, from its beginning */
    size_t said_length;
} pk_child_t;

/* The program's own environment but for what would change a picture. In `arena`. */
char *const *pk_child_environment(pk_arena_t *arena);

/* Starts arguments[0], a path or a name to look for. `written`: the temporary files that it writes, which are its own
 * until pk_child_ended or pk_child_stop, so that nobody clears one away under it. 0, or errno. */
int pk_child_start(pk_child_t *self, const char *const *arguments, char *const *environment, const char *const *written,
                   int count);

/* Reads what it has said so far, without waiting. */
void pk_child_listen(pk_child_t *self);

/* Whether it has ended; then `status` is as of waitpid and nothing of it is left. */
bool pk_child_ended(pk_child_t *self, int *status);

/* Kills it and all that it has started. */
void pk_child_stop(pk_child_t *self);

/* The last line of what it said: `"file" line 3: undefined variable: x`. */
const char *pk_child_last_words(pk_child_t *self);

#endif
