#include "result/best.h"

#include <math.h>

double pk_best_marginal(const pk_best_t *self, const pk_best_row_t *row)
{
    static const double ROUND_OFF = 1e-4; /* of the aim where it is money, else of the largest */
    double largest = self->aim_is_money ? 1 : 0;
    for (int i = 0; i < self->nrow; i++) {
        const pk_best_row_t *other = &self->rows[i];
        largest = other->kind == row->kind ? fmax(largest, fabs(other->marginal)) : largest;
    }
    return fabs(row->marginal) < ROUND_OFF * largest ? 0 : row->marginal;
}

void pk_best_free(pk_best_t *self)
{
    pk_comparison_free(&self->comparison);
    pk_arena_free(&self->arena);
    *self = (pk_best_t){0};
}
