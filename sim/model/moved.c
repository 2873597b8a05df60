#include "model/moved.h"

#include <math.h>
#include <string.h>

#include "model/number_parts.h"
#include "model/read_scenario.h"

/* What stands under a path: what may be written there, and how what is read becomes what draws hold. */
typedef struct {
    const pk_number_t *number; /* of the book; NULL: spend, a setting, .. as a whole */
    pk_domain_t domain;
    unsigned may;
    double period; /* a probability's, in steps; 0: of a step */
    bool of_revenue;
} pk_spot_t;

static bool begins(const char *path, const char *section, const char **name)
{
    const size_t length = strlen(section);
    *name = path + length + 1;
    return strncmp(path, section, length) == 0 && path[length] == '.';
}

static bool find_driver(const pk_model_t *model, pk_driver_kind_t kind, const char *name, pk_spot_t *spot)
{
    for (int d = 0; d < model->ndriver; d++) {
        const pk_driver_t *driver = &model->drivers[d];
        if (driver->kind == kind && strcmp(driver->name, name) == 0) {
            *spot = kind == PK_DRIVER_CHANNEL ? (pk_spot_t){.domain = PK_INFLOW}
                    : kind == PK_DRIVER_LEVER ? (pk_spot_t){.domain = pk_lever_domain(driver), .may = PK_MAY_SWITCH}
                                              : (pk_spot_t){.domain = PK_SHARE, .may = PK_MAY_TIMES};
            return true;
        }
    }
    return false;
}

static bool find_conversion(const pk_model_t *model, const char *name, pk_spot_t *spot)
{
    for (int f = 0; f < model->ntransition; f++) {
        const pk_transition_t *transition = &model->transitions[f];
        if (pk_path_is_same(transition->name, name)) {
            *spot = (pk_spot_t){.domain = pk_transition_domain(transition),
                                .may = transition->from_exits ? PK_MUST_TIMES : PK_MAY_TIMES};
            return true;
        }
    }
    return false;
}

static bool find_number(const pk_model_t *model, const char *path, pk_spot_t *spot)
{
    const pk_number_t *number = pk_number_find(&model->numbers, path);
    if (number != NULL) {
        *spot = (pk_spot_t){.number = number,
                            .domain = number->asked,
                            .may = number->may & (unsigned)~(PK_MAY_SCHEDULE | PK_MAY_TOTAL | PK_MAY_VARY),
                            .period = number->period,
                            .of_revenue = number->of_revenue};
    }
    return number != NULL;
}

static bool find(const pk_model_t *model, const char *path, pk_spot_t *spot)
{
    const char *name;
    return (begins(path, "spend", &name) && find_driver(model, PK_DRIVER_CHANNEL, name, spot)) ||
           (begins(path, "levers", &name) && find_driver(model, PK_DRIVER_LEVER, name, spot)) ||
           (begins(path, "events", &name) && find_driver(model, PK_DRIVER_EVENT, name, spot)) ||
           (begins(path, "word_of_mouth", &name) && find_driver(model, PK_DRIVER_WORD_OF_MOUTH, name, spot)) ||
           (begins(path, "conversions", &name) && find_conversion(model, name, spot)) || find_number(model, path, spot);
}

/* Whether the text is a factor on what is written, rather than a new strength xM. */
static bool is_factor(const pk_spot_t *spot, const char *text)
{
    const bool strength = spot->number != NULL && spot->number->sign == PK_TIMES;
    return pk_written_sign(text) == PK_TIMES && !strength;
}

static pk_number_t *read(pk_reading_t *reading, const pk_node_t *node, const char *path, const pk_spot_t *spot)
{
    const pk_number_t *number = spot->number;
    if (is_factor(spot, node->text)) {
        return pk_number_read(reading, node, path, PK_FACTOR, PK_MUST_TIMES);
    }
    if (number != NULL && (number->may & PK_IS_STRENGTH)) {
        return pk_read_strength(reading, node, path, number->domain, number->sign);
    }
    return pk_number_read(reading, node, path, spot->domain, spot->may);
}

/* A probability of so many steps as one of other many; 0 steps are one. */
static double over_period(double p, double from, double to)
{
    const double of = from > 0 ? from : 1, into = to > 0 ? to : 1;
    return of == into ? p : -expm1(log1p(-p) * into / of);
}

pk_status_t pk_moved_value_read(const pk_scenario_t *scenario, const char *path, const char *text, pk_place_t place,
                                pk_arena_t *arena, pk_moved_value_t *out, pk_diag_t *diag)
{
    pk_spot_t spot = {0};
    if (!find(scenario->model, path, &spot)) {
        return pk_error(diag, place, NULL, "there is no number %s in the plan %s", path, scenario->title);
    }
    pk_numbers_t book = {0};
    pk_reading_t reading = {arena, diag, &book, scenario->calendar.step, .plain = true};
    const pk_node_t node = {.kind = PK_NODE_SCALAR, .place = place, .text = text};
    const int errors = diag->errors;
    const pk_number_t *read_as = read(&reading, &node, path, &spot);
    if (diag->errors > errors) {
        return PK_BAD_INPUT;
    }
    if (read_as->kind != PK_NUMBER_FIXED) {
        return pk_error(diag, place, "a plain value such as 500, 3% or x1.2",
                        "%s: `%s` is uncertain, and a what-if sets a number to one value", path, text);
    }
    out->times = is_factor(&spot, text);
    out->value = read_as->value;
    if (!out->times && read_as->of_revenue != spot.of_revenue) {
        return pk_error(diag, place,
                        spot.of_revenue ? "write it as the model does: 62% of revenue" : "write an amount of money",
                        "%s: `%s` is %s of revenue, and the model's number is %s", path, text,
                        read_as->of_revenue ? "a part" : "no part", spot.of_revenue ? "one" : "none");
    }
    if (!out->times && spot.domain == PK_PROBABILITY) {
        out->value = over_period(out->value, read_as->period, spot.period);
    }
    return PK_OK;
}
