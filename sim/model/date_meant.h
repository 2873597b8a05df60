/* What was probably meant by something that is no ISO date: for hints. */
#ifndef PK_MODEL_DATE_MEANT_H
#define PK_MODEL_DATE_MEANT_H

#include "base/arena.h"

/* "1.3.2026" gives "write 2026-03-01", "12/2026" "write 2026-12", "1/3/2026" both readings, "1.3.26" takes the year
 * 2026. NULL where nothing comes to mind. In `arena`. */
const char *pk_date_meant(const char *text, pk_arena_t *arena);
/* The hint for a text (NULL: none) that is no date: what was meant, that there is no such day, or `otherwise`. */
const char *pk_date_hint(const char *text, const char *otherwise, pk_arena_t *arena);

#endif
