/* What a file says of a number, in words of the reader's language instead of the file's: "1 from 1 Apr 2026 to 31 May
 * 2026, otherwise 0" of {from: 2026-04, until: 2026-05, value: 1}, {otherwise: 0}; "5 % … 20 %" of "5% to 20%". */
#ifndef PK_REPORT_WRITTEN_WORDS_H
#define PK_REPORT_WRITTEN_WORDS_H

#include "report/local.h"

/* `text` as pk_node_told tells it. `is_switch`: of a lever that is yes or no, 0 and 1 are these. */
const char *pk_written_words(pk_language_t language, const char *text, bool is_switch, pk_arena_t *arena);
/* Whether it says yes or no. */
bool pk_written_is_switch(const char *text);

/* What the number at a path is: "probability of Lead → Customer", "search: spend for half of its effect"; the path
 * where there are no words for it. Labels are the result's. */
const char *pk_written_path(pk_language_t language, const pk_result_t *result, const char *path, pk_arena_t *arena);
/* "Lead → Customer" of "lead -> customer". */
const char *pk_written_arrow(const pk_result_t *result, const char *arrow, pk_arena_t *arena);

#endif
