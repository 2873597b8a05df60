/* Comparisons of two plans whose answers are worded in their own way. 1,000 draws; free with plan_free. */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "plans.h"
#include "study/answer.h"

typedef enum {
    ANSWER_PLAIN,
    ANSWER_EQUAL,          /* the same in 870 draws, worse in 130 */
    ANSWER_BASELINE_AHEAD, /* the baseline has the better mean, within luck */
    ANSWER_BASELINE_BEST,  /* alone in 130 draws, with the other one in 870 */
    ANSWER_EXACT,          /* no run differs from another */
    ANSWER_ONE_RUN,
    ANSWERS
} answer_case_t;

static inline pk_comparison_t answer_comparison(answer_case_t which)
{
    pk_comparison_t c = plan_comparison();
    c.nresult = 2;
    pk_difference_t *d = (pk_difference_t *)pk_comparison_find(&c, 1, 0, "profit");
    pk_sure_t *baseline = &c.baseline_sure[2];
    c.results[0].nrun = c.results[1].nrun = which == ANSWER_ONE_RUN ? 1 : 1000;
    d->sure = (pk_sure_t){
        .better = {.p = 0.75}, .best = {.p = 0.75}, .alone = 0.75, .gain = 20000, .draws = c.results[0].nrun};
    *baseline = (pk_sure_t){.best = {.p = 0.25}, .alone = 0.25};
    if (which == ANSWER_EQUAL || which == ANSWER_BASELINE_BEST) {
        d->sure.better.p = d->sure.best.p = 0.435;
        d->sure.alone = 0;
        d->sure.equal = d->sure.shared = baseline->shared = 0.87;
        baseline->best.p = 0.565;
        baseline->alone = 0.13;
    }
    if (which == ANSWER_BASELINE_AHEAD || which == ANSWER_BASELINE_BEST) {
        plan_set_mean(&c, 1, 2, 99000);
        d->diff_mean = -1000;
        d->diff_p05 = -3000;
        d->diff_p95 = 1000;
    }
    if (which == ANSWER_BASELINE_AHEAD) {
        d->sure.runs_needed = 9000;
    }
    if (which == ANSWER_EXACT || which == ANSWER_ONE_RUN) {
        d->exact = which == ANSWER_EXACT;
        d->diff_sd = d->exact ? 0 : NAN;
        d->diff_p05 = d->diff_p50 = d->diff_p95 = d->diff_mean;
        d->sure.better.p = d->sure.best.p = d->sure.alone = 1;
        d->sure.draws = d->exact ? 0 : 1;
    }
    pk_answer_fill(&c);
    return c;
}

#endif
