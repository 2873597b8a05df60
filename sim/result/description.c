#include "result/description.h"

void pk_description_free(pk_description_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_description_t){0};
}
