/* What can be told of a whole model without drawing. */
#include "model/check.h"

void pk_model_check(const pk_model_t *model, pk_number_t *const *conversions, pk_arena_t *arena, pk_diag_t *diag)
{
    const pk_check_t check = {.model = model, .conversions = conversions, .arena = arena, .diag = diag};
    pk_check_structure(&check);
    pk_check_rows(&check);
    pk_check_today(&check);
    pk_numbers_warn(&model->numbers, diag);
}
