/* What the answer of a comparison leaves out: "Over one year; 71 customers fewer at the end; with what comes after,
 * better in 40%." Screen, report and JSON say it alike. */
#ifndef PK_REPORT_LEFT_OUT_H
#define PK_REPORT_LEFT_OUT_H

#include "base/arena.h"
#include "base/language.h"
#include "result/comparison.h"

typedef enum {
    PK_CUSTOMERS_UNASKED, /* nobody is a customer at the end, or the answer is told by them */
    PK_CUSTOMERS_UNTOLD,  /* which has more cannot be told apart */
    PK_CUSTOMERS_AS_MANY,
    PK_CUSTOMERS_FEWER,
    PK_CUSTOMERS_MORE
} pk_customers_left_t;

/* Of the plan that is weighed against the baseline: the answer's alternative. */
typedef struct {
    int plan; /* -1: the plans do not differ, and nothing is left out */
    pk_customers_left_t left;
    const pk_difference_t *customers; /* at the end; NULL: PK_CUSTOMERS_UNASKED */
    const pk_difference_t *after;     /* of profit_and_after; NULL: not told, or the answer is told by it */
    bool can_ask;                     /* it would be told on request */
} pk_left_out_t;

/* The difference of customers is told where its mean, of expected outcomes and of runs, is on one side of 0 by two
 * errors. */
pk_left_out_t pk_left_out_of(const pk_comparison_t *comparison);

/* The sentence; "" where nothing is left out. `after` false: without what comes after the end, which stands beside it.
 * `screen`: figures as the terminal has them, else as the language writes them. */
const char *pk_left_out_text(pk_language_t language, const pk_comparison_t *comparison, bool after, bool screen,
                             pk_arena_t *arena);

/* The horizon in words of a sentence: "one year", "26 weeks"; in Finnish in the ablative, "yhdeltä vuodelta". */
const char *pk_left_out_horizon(pk_language_t language, const pk_result_t *result, pk_arena_t *arena);

#endif
