#include "result/sweep.h"

#include <math.h>
#include <stdlib.h>

const char *pk_sweep_words(const pk_sweep_t *self, long cell, pk_arena_t *arena)
{
    const char *text = "";
    for (int p = 0; p < self->npath; p++) {
        const char *value = self->values[cell * self->npath + p];
        if (*value != '\0') {
            text = pk_arena_format(arena, "%s%s%s %s", text, *text != '\0' ? ", " : "", self->paths[p], value);
        }
    }
    return *text != '\0' ? text : "as it is written";
}

typedef struct {
    double key; /* the higher, the better */
    long cell;
} pk_ranked_t;

static int by_key(const void *a, const void *b)
{
    const pk_ranked_t *one = a, *other = b;
    const bool unknown = isnan(one->key), other_unknown = isnan(other->key);
    if (unknown != other_unknown) {
        return unknown - other_unknown;
    }
    if (one->key != other->key && !unknown) {
        return one->key > other->key ? -1 : 1;
    }
    return (one->cell > other->cell) - (one->cell < other->cell);
}

long pk_sweep_ranked(const pk_sweep_t *self, int kpi, long *cells)
{
    const double sign = self->baseline.kpis[kpi].lower_is_better ? -1 : 1;
    pk_ranked_t *all = pk_heap((size_t)self->ncell, sizeof *all);
    long count = 0;
    for (long cell = 0; cell < self->ncell; cell++) {
        const pk_sweep_kpi_t *one = pk_sweep_kpi(self, cell, kpi);
        if (one != NULL) {
            all[count++] = (pk_ranked_t){sign * one->mean, cell};
        }
    }
    qsort(all, (size_t)count, sizeof *all, by_key);
    for (long k = 0; k < count; k++) {
        cells[k] = all[k].cell;
    }
    free(all);
    return count;
}

void pk_sweep_free(pk_sweep_t *self)
{
    pk_result_free(&self->baseline);
    pk_arena_free(&self->arena);
    *self = (pk_sweep_t){0};
}
