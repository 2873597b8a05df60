/* What individuals tell, in sentences that a planner knows: for the page and for the screen. */
#ifndef PK_REPORT_INDIVIDUAL_WORDS_H
#define PK_REPORT_INDIVIDUAL_WORDS_H

#include "report/texts.h"
#include "result/result.h"

/* The sentences that there is something to say for, about everybody; of a result that has individuals. The first ones,
 * three at most, on how long purchases take and on the best customers, are counted in *first. */
void pk_individual_words(const pk_result_t *result, pk_language_t language, pk_texts_t *texts, int *first,
                         pk_arena_t *arena);

/* A part of the profit in whole percents, "54%"; it may be more than 100%, where others lose. */
const char *pk_individual_profit(pk_language_t language, double share, pk_arena_t *arena);
/* "14 weeks", "1 week". */
const char *pk_individual_steps(const pk_result_t *result, pk_language_t language, int steps, pk_arena_t *arena);
/* "unaware → need → …" of a path; "all others". By labels, in `arena`. */
const char *pk_individual_path(const pk_result_t *result, pk_language_t language, const pk_walked_path_t *path,
                               pk_arena_t *arena);

#endif
