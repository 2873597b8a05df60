/* Words as a POSIX shell reads them (Shell Command Language, section 2.2), for commands that a person can paste. */
#ifndef PK_BASE_SHELL_H
#define PK_BASE_SHELL_H

#include "base/arena.h"

/* `word` itself where no shell would change it, else within single quotes, a quote of its own as '\''. */
const char *pk_shell_word(const char *word, pk_arena_t *arena);

#endif
