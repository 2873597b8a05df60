/* When a plan pays back, in words. */
#ifndef PK_REPORT_PAYBACK_WORDS_H
#define PK_REPORT_PAYBACK_WORDS_H

#include "report/messages.h"
#include "result/comparison.h"

/* "week 17 (90%: 9 to >52; pays in 83%), by 28 Jun 2026" of a plan's result: the median over the draws in which it is
 * behind at some step, the end of that step with a calendar; ">52 weeks (…)" where it does not pay in half of them. In
 * `arena`. */
const char *pk_payback_text(pk_language_t language, const pk_result_t *result, const pk_payback_t *payback,
                            pk_arena_t *arena);
/* "week 17", ">52 weeks". */
const char *pk_payback_value(pk_language_t language, const pk_result_t *result, const pk_payback_t *payback,
                             pk_arena_t *arena);
/* The step that the median is in; 0: none, or beyond the horizon. */
int pk_payback_step(const pk_payback_t *payback);

#endif
