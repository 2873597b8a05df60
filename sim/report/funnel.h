/* A funnel: the stages on the way in order, what each conversion is counted from, and what is left out. */
#ifndef PK_REPORT_FUNNEL_H
#define PK_REPORT_FUNNEL_H

#include "report/chart.h"

/* Stages are indices into those of the baseline. On the way are those that somebody enters in some scenario, but for
 * the lost ones, the prospects' written after the first customer's (who took another way), and the first stage where
 * nobody arrives from outside (who comes there comes back). */
typedef struct {
    int *stages; /* [count] in the order of writing */
    int *from;   /* [count] of those above it the stage that most come from in the baseline; -1: none */
    int count;
    int *left_out; /* [nleft_out] the other stages, in the order of writing */
    int nleft_out;
} pk_funnel_t;

/* At most `most` stages; those beyond are left out. In `arena`. */
pk_funnel_t pk_funnel_make(const pk_chart_source_t *source, int most, pk_arena_t *arena);

/* The step conversion: of all moves out of a stage to another over the whole time, by their means, the share that goes
 * to `to`: moved(from, to) / sum over s of moved(from, s). NAN where nobody leaves, or there is no such way. */
double pk_funnel_share(const pk_result_t *result, const char *from, const char *to);

/* Such a share as a chart and a table show it: "44.6%", "0.8%", "0.031%"; "–" for NAN. In `arena`. */
const char *pk_funnel_percent(pk_language_t language, double share, pk_arena_t *arena);

#endif
