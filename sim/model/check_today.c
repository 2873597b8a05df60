/* Drivers whose state today cannot carry what their effects say: a part of today's flow brought by what is nothing
 * today, an elasticity of what is not above 0. */
#include "model/check.h"

static bool is_zero(const pk_number_t *number)
{
    return number->kind == PK_NUMBER_NONE || (pk_is_plain(number) && number->value == 0);
}

static bool nobody_talks(const pk_model_t *model, const pk_driver_t *driver)
{
    for (int i = 0; i < driver->from_stages.count; i++) {
        const pk_stage_t *stage = &model->stages[driver->from_stages.index[i]];
        if (stage->start_rest || !is_zero(stage->start)) {
            return false;
        }
    }
    return true;
}

/* A ratio's value today where it is known: what it is while empty, or the quotient of the starts. */
static bool ratio_today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    const pk_number_t *above = model->drivers[driver->above].start, *below = model->drivers[driver->below].start;
    if (is_zero(below)) {
        *value = driver->empty->value;
        return pk_is_plain(driver->empty);
    }
    if (is_zero(above)) {
        *value = 0;
        return true;
    }
    return false;
}

/* The driver's value today, where that is known. */
static bool value_today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    const pk_number_t *number = NULL;
    switch (driver->kind) {
    case PK_DRIVER_CHANNEL:
        number = driver->history->kind != PK_NUMBER_NONE ? driver->history : driver->spend;
        break;
    case PK_DRIVER_LEVER:
        number = driver->value;
        break;
    case PK_DRIVER_STOCK:
        number = driver->start;
        break;
    case PK_DRIVER_RATIO:
        return ratio_today(model, driver, value);
    case PK_DRIVER_WORD_OF_MOUTH:
        *value = 0;
        return nobody_talks(model, driver);
    case PK_DRIVER_SEASON:
    case PK_DRIVER_QUEUE:
        return false;
    }
    *value = number->value;
    return pk_is_plain(number);
}

static const char *const nothing_today[] = {
    [PK_DRIVER_CHANNEL] = "nothing is spent on it today: write its spend: (or history:), or +A",
    [PK_DRIVER_WORD_OF_MOUTH] =
        "nobody is at the start where its word comes from: give that stage a start:, or write +A",
    [PK_DRIVER_STOCK] = "give it a start: above 0, or write +A",
    [PK_DRIVER_RATIO] = "give its stocks a start: above 0, or write +A",
};

static void check_effect(const pk_check_t *check, const pk_driver_t *driver, const pk_effect_t *effect, double today)
{
    if (effect->strength->sign == PK_BRINGS && today <= 0) {
        pk_error(check->diag, effect->strength->place, nothing_today[driver->kind],
                 "%s cannot bring a part of today's flow: it is 0 today", driver->name);
    }
    if (effect->strength->sign == PK_ELASTICITY && today <= 0) {
        pk_error(check->diag, effect->strength->place, "make it larger than 0, or write xM",
                 "an elasticity needs a value above 0, and %s is %.6g today", driver->name, today);
    }
}

/* A channel's response without a saturation is money itself, which is no part of 1. */
static void check_saturation(const pk_check_t *check, const pk_driver_t *driver)
{
    if (driver->kind != PK_DRIVER_CHANNEL || driver->saturation >= 0) {
        return;
    }
    for (int i = 0; i < driver->neffect; i++) {
        const pk_number_t *strength = driver->effects[i].strength;
        if (strength->sign != PK_BRINGS) {
            pk_warning(check->diag, strength->place, "for example saturation: {half: 2000}",
                       "%s has no saturation: this strength holds for each unit of money spent", driver->name);
        }
    }
}

static void check_history(const pk_check_t *check, const pk_driver_t *driver)
{
    if (driver->kind == PK_DRIVER_CHANNEL && driver->spend->kind == PK_NUMBER_SCHEDULE &&
        driver->history->kind == PK_NUMBER_NONE) {
        pk_error(check->diag, driver->spend->place, "write history: what was spent a step before step 1",
                 "the spend of %s changes over time, so the model must say what went before", driver->name);
    }
}

void pk_check_today(const pk_check_t *check)
{
    for (int i = 0; i < check->model->ndriver; i++) {
        const pk_driver_t *driver = &check->model->drivers[i];
        double today = 0;
        check_history(check, driver);
        check_saturation(check, driver);
        if (driver->kind == PK_DRIVER_SEASON || !value_today(check->model, driver, &today)) {
            continue;
        }
        for (int j = 0; j < driver->neffect; j++) {
            check_effect(check, driver, &driver->effects[j], today);
        }
    }
}
