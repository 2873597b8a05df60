/* Levers: what a planner can change that is not spend. */
#include "model/driver_form.h"

static const char example[] = "for example cost: {lead -> customer: 8}, or per_step: 50";

static void read_cost(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_lever_t *lever = pk_lever_of(driver);
    const pk_node_t *cost =
        pk_want_map(reader, pk_node_get(body, "cost"), "a lever's cost", "{lead -> customer: 8}, or {per_step: 50}");
    lever->step_cost = pk_read_under(reader, body, "per_step", path, PK_AMOUNT, PK_MAY_SCHEDULE);
    if (!cost) {
        return;
    }
    const char *at = pk_arena_format(reader->arena, "%s.cost", path);
    pk_read_label(reader, cost, "");
    lever->flow_cost = pk_read_flow_numbers(reader, cost, at, PK_MONEY, PK_MAY_SCHEDULE, "per_step");
    const pk_node_t *inner = pk_node_get(cost, "per_step");
    if (inner && lever->step_cost->kind != PK_NUMBER_NONE) {
        pk_error(reader->diag, inner->place, example, "%s has per_step twice", driver->name);
    } else if (inner) {
        lever->step_cost = pk_read_under(reader, cost, "per_step", at, PK_AMOUNT, PK_MAY_SCHEDULE);
    }
}

static void read_lever(pk_reader_t *reader, const pk_node_t *body, pk_driver_t *driver, const char *path)
{
    pk_lever_t *lever = pk_lever_of(driver);
    lever->value = pk_read_under(reader, body, "value", path, PK_REAL, PK_MAY_SWITCH);
    if (lever->value->kind == PK_NUMBER_NONE) {
        pk_error(reader->diag, driver->place, "for example value: 1, as it is today", "the lever %s has no value",
                 driver->name);
    }
    read_cost(reader, body, driver, path);
}

static bool today(const pk_model_t *model, const pk_driver_t *driver, double *value)
{
    (void)model;
    *value = pk_lever_of(driver)->value->value;
    return pk_is_plain(pk_lever_of(driver)->value);
}

const pk_driver_form_t pk_lever_form = {
    .section = "levers",
    .what = "a lever",
    .word = "lever",
    .head = {"Levers", "Käytännöt"},
    .kind = PK_DRIVER_LEVER,
    .size = sizeof(pk_lever_t),
    .keys = {"value", "cost", "per_step"},
    .strengths = 1 << PK_TIMES | 1 << PK_ELASTICITY,
    .strengths_text = "x1.2 or {elasticity: -0.5}",
    .read = read_lever,
    .today = today,
};
