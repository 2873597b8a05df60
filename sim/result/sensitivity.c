#include "result/sensitivity.h"

void pk_sensitivity_free(pk_sensitivity_t *self)
{
    pk_result_free(&self->plan);
    pk_arena_free(&self->arena);
    *self = (pk_sensitivity_t){0};
}
