/* Drivers whose state today cannot carry what their effects say: a part of today's flow brought by what is nothing
 * today, an elasticity of what is not above 0. */
#include "model/driver_form.h"

static void check_effect(const pk_check_t *check, const pk_driver_t *driver, const pk_effect_t *effect, double today)
{
    if (effect->strength->sign == PK_BRINGS && today <= 0) {
        pk_error(check->diag, effect->strength->place, pk_driver_forms[driver->kind]->nothing_today,
                 "%s cannot bring a part of today's flow: it is 0 today", driver->name);
    }
    if (effect->strength->sign == PK_ELASTICITY && today <= 0) {
        pk_error(check->diag, effect->strength->place, "make it larger than 0, or write xM",
                 "an elasticity needs a value above 0, and %s is %.6g today", driver->name, today);
    }
}

void pk_check_today(const pk_check_t *check)
{
    for (int i = 0; i < check->model->ndriver; i++) {
        const pk_driver_t *driver = &check->model->drivers[i];
        const pk_driver_form_t *form = pk_driver_forms[driver->kind];
        double today = 0;
        if (form->check != NULL) {
            form->check(check, driver);
        }
        const bool known = form->today != NULL && form->today(check->model, driver, &today);
        for (int j = 0; known && j < driver->neffect; j++) {
            check_effect(check, driver, &driver->effects[j], today);
        }
    }
}
