/* Budgets and changes of a plan (result/plan_changes.h) in words, for the report and the terminal. */
#ifndef PK_REPORT_PLAN_WORDS_H
#define PK_REPORT_PLAN_WORDS_H

#include "report/local.h"
#include "result/plan_changes.h"

/* "search 1,500 a week: 78,000 over the plan", "radio 0 to 5,000 a week: 12,000 over the plan": in the model's
 * currency, which is not said again. */
const char *pk_plan_budget_words(pk_language_t language, const pk_result_t *result, const pk_budget_t *budget,
                                 pk_arena_t *arena);

/* "search 300 a week instead of 100", "share of Lead → Customer ×1.2", "assumes search: spend for half of its
 * effect 3,000 instead of 2,000", "Second crew 1 from 1 Apr 2026 to 31 May 2026, otherwise 0 instead of 0". */
const char *pk_plan_change_words(pk_language_t language, const pk_result_t *result, const pk_change_t *change,
                                 pk_arena_t *arena);

#endif
