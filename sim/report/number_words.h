/* Laws that their text does not tell (result/description.h), in words. */
#ifndef PK_REPORT_NUMBER_WORDS_H
#define PK_REPORT_NUMBER_WORDS_H

#include "report/local.h"
#include "result/description.h"

/* "transitions.a -> b.probability: one of 52 values of weeks.csv, column share: 2.5% to 9% (5% to 95% of them), mean
 * 4.7%"; `step_unit` is the model's: "week". */
const char *pk_sample_words(pk_language_t language, const pk_told_sample_t *sample, const char *step_unit,
                            pk_arena_t *arena);

/* "together (correlation 0.6): PATH, PATH" */
const char *pk_together_words(pk_language_t language, const pk_told_together_t *together, pk_arena_t *arena);

#endif
