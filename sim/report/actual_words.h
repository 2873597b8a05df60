/* What was seen beside the runs, in sentences: on the screen and in the report. */
#ifndef PK_REPORT_ACTUAL_WORDS_H
#define PK_REPORT_ACTUAL_WORDS_H

#include "base/language.h"
#include "report/texts.h"
#include "result/result.h"

/* "Lead → Customer", in labels. In `arena`. */
const char *pk_actual_label(pk_language_t language, const pk_result_t *result, const pk_result_actual_t *actual,
                            pk_arena_t *arena);

/* How many rows lie outside the 90% interval, and where the total (of counts the average) lies among the runs': a text
 * a column. `screen`: with the figures of the terminal. */
void pk_actual_words(pk_language_t language, const pk_result_t *result, bool screen, pk_texts_t *texts,
                     pk_arena_t *arena);
/* Why the rows alone tell little. "" of one run, or where every column has one row. */
const char *pk_actual_advice(pk_language_t language, const pk_result_t *result, pk_arena_t *arena);

/* A value beside its runs as the report has it, and the interval of the runs. */
typedef struct {
    const char *value, *interval;
} pk_actual_figures_t;
pk_actual_figures_t pk_actual_figures(pk_language_t language, const pk_result_actual_t *actual, double value,
                                      const pk_summary_t *runs, bool screen, pk_arena_t *arena);

#endif
