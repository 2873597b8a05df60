/* Whether what is asked of a sensitivity is there. */
#include "study/gain.h"
#include "study/points.h"
#include "study/sensitivity.h"
#include "study/uncertain.h"

/* A path of a group that names nothing uncertain. */
static pk_status_t unknown_path(const pk_uncertains_t *numbers, const char *path, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    const char **names = PK_ARRAY(&arena, const char *, numbers->count + 1);
    for (int k = 0; k < numbers->count; k++) {
        names[k] = numbers->all[k].path;
    }
    const bool plain = pk_number_find(&numbers->plans[0]->model->numbers, path) != NULL;
    const char *nearest = pk_nearest(path, names, numbers->count);
    (void)pk_error(diag, PK_NOWHERE,
                   nearest != NULL ? pk_arena_format(&arena, "did you mean %s?", nearest)
                                   : "polku sensitivity without --group lists them",
                   plain ? "--group: %s is not uncertain" : "--group: there is no uncertain number %s", path);
    pk_arena_free(&arena);
    return PK_BAD_INPUT;
}

pk_status_t pk_sensitivity_check(pk_plan_t *plan, pk_plan_t *other, const pk_sensitivity_options_t *options,
                                 pk_diag_t *diag)
{
    pk_uncertains_t numbers;
    pk_status_t status = PK_OK;
    if (options->kpi != NULL && (pk_gain_kpi(plan, options->kpi, diag) == NULL ||
                                 (other != NULL && pk_gain_kpi(other, options->kpi, diag) == NULL))) {
        status = PK_BAD_INPUT;
    }
    pk_uncertains_find(&numbers, plan, other);
    for (int g = 0; g < options->ngroup; g++) {
        for (int k = 0; k < options->groups[g].count; k++) {
            if (pk_uncertains_at(&numbers, options->groups[g].paths[k]) < 0) {
                status = unknown_path(&numbers, options->groups[g].paths[k], diag);
            }
        }
    }
    if (numbers.naddress > PK_POINTS_NUMBERS_MOST) {
        status = pk_error(diag, PK_NOWHERE, "write those that hardly matter as plain numbers",
                          "%s has %d uncertain numbers: a sample has room for %d", plan->scenario->title,
                          numbers.naddress, PK_POINTS_NUMBERS_MOST);
    }
    pk_uncertains_free(&numbers);
    return status;
}
