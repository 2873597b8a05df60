/* The targets of several scenarios side by side. */
#ifndef PK_RESULT_TARGETS_H
#define PK_RESULT_TARGETS_H

#include "result/result.h"

/* A target, as one of the results has it. */
typedef struct {
    const pk_result_t *result;
    int goal;
} pk_target_t;

/* The different targets of results[0..count-1] in the order of their first mention, `most` at most, into `targets`;
 * returns how many. */
int pk_targets_list(const pk_result_t *results, int count, pk_target_t *targets, int most);

/* Where a result has the same target: KPI, direction, bound and time; -1: nowhere. */
int pk_target_find(const pk_result_t *result, const pk_target_t *target);

#endif
