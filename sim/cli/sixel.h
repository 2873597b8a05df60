/* Does the terminal draw pictures? */
#ifndef PK_CLI_SIXEL_H
#define PK_CLI_SIXEL_H

#include <stdbool.h>
#include <stddef.h>

/* Asks the terminal of `descriptor` (open for reading and writing) for its attributes, as DEC's VT220 answers (DA1,
 * "ESC [ c"), and waits at most a quarter of a second. True when sixel graphics are among them. Never asks where
 * polku is in the background: the question would stop it. */
bool pk_sixel_ask(int descriptor);

/* The same for the controlling terminal, /dev/tty. */
bool pk_sixel_here(void);

/* Whether an answer ("ESC [ ? 62 ; 4 ; 22 c") names attribute 4. */
bool pk_sixel_is_in(const char *answer);

#endif
