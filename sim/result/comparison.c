#include "result/comparison.h"

#include <stdlib.h>
#include <string.h>

const pk_difference_t *pk_comparison_find(const pk_comparison_t *self, int scenario, int group, const char *kpi)
{
    for (int i = 0; i < self->ndifference; i++) {
        const pk_difference_t *d = &self->differences[i];
        if (d->scenario == scenario && d->group == group && d->window == 0 && strcmp(d->kpi, kpi) == 0) {
            return d;
        }
    }
    return NULL;
}

void pk_comparison_free(pk_comparison_t *self)
{
    for (int k = 0; k < self->nresult; k++) {
        pk_result_free(&self->results[k]);
        free(self->expected[k]);
    }
    pk_arena_free(&self->arena);
    *self = (pk_comparison_t){0};
}
