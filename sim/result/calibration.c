#include "result/calibration.h"

void pk_calibrated_free(pk_calibrated_t *self)
{
    pk_arena_free(&self->arena);
    *self = (pk_calibrated_t){0};
}
