#include "result/attribution.h"

void pk_attribution_free(pk_attribution_t *self)
{
    pk_result_free(&self->result);
    pk_arena_free(&self->arena);
    *self = (pk_attribution_t){0};
}
