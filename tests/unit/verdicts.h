/* Comparisons that decide in each of the ways that there are. 1,000 draws; free with plan_free. */
#ifndef VERDICTS_H
#define VERDICTS_H

#include "answers.h"
#include "study/decision.h"

typedef enum { VERDICT_DO, VERDICT_FIND_OUT, VERDICT_KEEP, VERDICT_LUCK, VERDICT_NEAR, VERDICTS } verdict_case_t;

static inline pk_comparison_t verdict_comparison(verdict_case_t which)
{
    pk_comparison_t c = plan_comparison();
    pk_difference_t *plan = (pk_difference_t *)pk_comparison_find(&c, 1, 0, "profit");
    pk_difference_t *other = (pk_difference_t *)pk_comparison_find(&c, 2, 0, "profit");
    for (int s = 0; s < 3; s++) {
        c.results[s].nrun = 1000;
    }
    plan_set_mean(&c, 2, 2, which == VERDICT_NEAR ? 119500 : 97500);
    plan_set_mean(&c, 1, 2, which == VERDICT_KEEP ? 99000 : 120000);
    plan->sure = (pk_sure_t){.better = {.p = 0.98},
                             .best = {.p = 0.75},
                             .draws = 1000,
                             .gain = plan->sure.gain,
                             .gain_se = which == VERDICT_LUCK ? 12000 : 300,
                             .evpi = 312.4,
                             .loss = 312.4};
    other->sure =
        (pk_sure_t){.best = {.p = 0.2}, .draws = 1000, .gain = other->sure.gain, .evpi = 312.4, .loss = 22812};
    c.baseline_sure[2] = (pk_sure_t){.best = {.p = 0.05}, .evpi = 312.4, .loss = which == VERDICT_KEEP ? 312.4 : 20312};
    if (which == VERDICT_FIND_OUT) {
        plan->sure.evpi = plan->sure.loss = 25310;
    }
    if (which == VERDICT_LUCK) {
        plan->sure.runs_needed = 5000;
    }
    pk_answer_fill(&c);
    pk_verdict_fill(&c);
    return c;
}

#endif
