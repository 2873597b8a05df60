/* Sentences that other layers write in English (why a fit cannot be trusted, what of a chain there is not) in the
 * language of the reader: each is found by its English in the part messages_told.h of the table of sayings. */
#ifndef PK_REPORT_TRANSLATED_H
#define PK_REPORT_TRANSLATED_H

#include "report/messages.h"

#include "base/arena.h"

/* The sentence in that language, the figures of its places as that writes them; `text` itself where no saying has it.
 * In `arena`, or `text`. */
const char *pk_translated(pk_language_t language, const char *text, pk_arena_t *arena);
/* The same of a list: "word of mouth, stocks". */
const char *pk_translated_list(pk_language_t language, const char *text, pk_arena_t *arena);

#endif
