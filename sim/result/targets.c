#include "result/targets.h"

#include <string.h>

static bool is_same(const pk_result_goal_t *a, const pk_result_goal_t *b)
{
    return strcmp(a->kpi, b->kpi) == 0 && strcmp(a->by, b->by) == 0 && a->through_day == b->through_day &&
           a->at_least == b->at_least && a->bound == b->bound;
}

int pk_target_find(const pk_result_t *result, const pk_target_t *target)
{
    for (int g = 0; g < result->ngoal; g++) {
        if (is_same(&result->goals[g], &target->result->goals[target->goal])) {
            return g;
        }
    }
    return -1;
}

int pk_targets_list(const pk_result_t *results, int count, pk_target_t *targets, int most)
{
    int listed = 0;
    for (int i = 0; i < count; i++) {
        for (int g = 0; g < results[i].ngoal && listed < most; g++) {
            const pk_target_t target = {&results[i], g};
            int known = 0;
            while (known < listed &&
                   !is_same(&results[i].goals[g], &targets[known].result->goals[targets[known].goal])) {
                known++;
            }
            if (known == listed) {
                targets[listed++] = target;
            }
        }
    }
    return listed;
}
