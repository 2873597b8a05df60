#include "result/path_attribution.h"

void pk_path_attribution_free(pk_path_attribution_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_path_attribution_t){0};
}
