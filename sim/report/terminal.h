/* What a chart can be drawn as. */
#ifndef PK_REPORT_TERMINAL_H
#define PK_REPORT_TERMINAL_H

#include <stdbool.h>

typedef struct {
    const char *name;      /* as --charts and plots/look.gp know it */
    const char *extension; /* of the file */
    const char *ending;    /* how a whole picture ends, white space aside; NULL: any text will do */
} pk_terminal_t;

/* All of them. */
extern const pk_terminal_t pk_terminals[];
extern const int pk_terminal_count;

/* By name; NULL if there is none. */
const pk_terminal_t *pk_terminal_find(const char *name);

/* True when the file is there, is not empty and ends as a whole picture of this kind does. *bytes is its size, -1 when
 * it cannot be read. */
bool pk_terminal_whole(const pk_terminal_t *self, const char *path, long *bytes);

#endif
