#include "result/best.h"

void pk_best_free(pk_best_t *self)
{
    pk_comparison_free(&self->comparison);
    pk_arena_free(&self->arena);
    *self = (pk_best_t){0};
}
