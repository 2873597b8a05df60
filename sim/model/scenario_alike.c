/* What plans that are compared must share, and what a comparison lays over them (models/README.md section 6). */
#include <string.h>

#include "model/doc.h"
#include "model/read.h"
#include "model/scenario.h"

/* A plan beside the baseline. */
typedef struct {
    const pk_scenario_t *plan, *baseline;
    pk_arena_t *arena;
    pk_diag_t *diag;
} pk_beside_t;

/* ---- what the baseline lays over all ---- */

static const char *seconded(const pk_beside_t *self, const char *what, const char *here, const char *there)
{
    return pk_arena_format(self->arena, "%s of `%s` is %s, but in this comparison the baseline's holds for all: %s",
                           what, self->plan->name, here, there);
}

static void tell_laid(const pk_beside_t *self, const char *key, const pk_setting_t *own, double holds, const char *here,
                      const char *there)
{
    static const char hint[] = "write the same in both files, or compare plans of one kind";
    if (own->node && own->value != holds) {
        pk_warning(self->diag, own->node->place, hint, "%s", seconded(self, key, here, there));
    }
}

static const char *whole(const pk_beside_t *self, double value)
{
    return pk_arena_format(self->arena, "%.0f", value);
}

static const char *steps(const pk_beside_t *self, double count, pk_unit_t step)
{
    return pk_arena_format(self->arena, "%.0f %s%s", count, pk_unit_name(step), count == 1 ? "" : "s");
}

static void tell_start(const pk_beside_t *self)
{
    const pk_calendar_t *calendar = &self->plan->calendar;
    const pk_setting_t *own = &self->plan->own_start;
    char here[PK_DATE_TEXT], there[PK_DATE_TEXT] = "none";
    if (!own->node) {
        return;
    }
    pk_date_write((long)own->value, here);
    if (calendar->dated) {
        pk_date_write(calendar->start, there);
    }
    tell_laid(self, "start", own, calendar->dated ? (double)calendar->start : own->value + 1, here, there);
}

static void tell_settings(const pk_beside_t *self, const pk_overrides_t *asked)
{
    const pk_scenario_t *plan = self->plan;
    const pk_unit_t step = plan->calendar.step;
    if (asked->seed < 0) {
        tell_laid(self, "seed", &plan->own_seed, (double)plan->seed, whole(self, plan->own_seed.value),
                  whole(self, (double)plan->seed));
    }
    if (asked->runs < 0) {
        tell_laid(self, "runs", &plan->own_runs, (double)plan->runs, whole(self, plan->own_runs.value),
                  whole(self, (double)plan->runs));
    }
    tell_start(self);
    tell_laid(self, "horizon", &plan->own_horizon, plan->calendar.steps, steps(self, plan->own_horizon.value, step),
              steps(self, plan->calendar.steps, step));
}

/* ---- what differs beside the plan ---- */

static pk_place_t place_of(const pk_scenario_t *plan, const char *key)
{
    const pk_node_t *node = pk_node_get(plan->root, key), *in_model = pk_node_get(plan->model_root, key);
    return node ? node->place : in_model ? in_model->place : plan->model_root->place;
}

static void tell_other(const pk_beside_t *self, const char *key, const char *here, const char *there, const char *hint)
{
    if (strcmp(here, there) != 0) {
        pk_warning(self->diag, place_of(self->plan, key), hint, "%s of `%s` is %s, and %s in the baseline `%s`", key,
                   self->plan->name, here, there, self->baseline->name);
    }
}

static const char *discount_of(const pk_beside_t *self, const pk_scenario_t *scenario)
{
    const pk_node_t *node = pk_node_get(scenario->model_root, "discount");
    const pk_node_t *value = node && node->kind == PK_NODE_MAP ? pk_node_get(node, "value") : node;
    return value ? pk_node_told(value, self->arena) : "0";
}

static const char *engine_of(const pk_scenario_t *scenario)
{
    return scenario->engine == PK_ENGINE_EXPECTED ? "expected"
           : scenario->engine == PK_ENGINE_AGENTS ? "agents"
                                                  : "cohort";
}

static void tell_differences(const pk_beside_t *self)
{
    const pk_scenario_t *plan = self->plan, *baseline = self->baseline;
    tell_other(self, "population", whole(self, plan->population), whole(self, baseline->population),
               "a difference of counts or money is then one of the markets, too");
    tell_other(self, "step", pk_unit_name(plan->calendar.step), pk_unit_name(baseline->calendar.step),
               "chance and drivers work step by step: plans differ by that, too");
    if (plan->after_horizon > 0) {
        const int there = baseline->after_horizon;
        tell_other(self, "after_horizon", steps(self, plan->after_horizon, plan->calendar.step),
                   there > 0 ? steps(self, there, baseline->calendar.step) : "not written",
                   "the baseline's holds for all plans");
    }
    tell_other(self, "discount", discount_of(self, plan), discount_of(self, baseline),
               "present values are then not comparable");
    tell_other(self, "probabilities", plan->model->without_marketing ? "without_marketing" : "today",
               baseline->model->without_marketing ? "without_marketing" : "today",
               "the same number is then another one in each of the models");
    tell_other(self, "engine", engine_of(plan), engine_of(baseline),
               "engine expected has no chance in it: write the same engine in both, or --engine for all");
}

/* ---- currencies ---- */

static const pk_scenario_t *first_with_currency(pk_scenario_t *const *scenarios, int count, int baseline)
{
    const pk_scenario_t *first = *scenarios[baseline]->model->currency ? scenarios[baseline] : NULL;
    for (int i = 0; i < count && !first; i++) {
        first = *scenarios[i]->model->currency ? scenarios[i] : NULL;
    }
    return first;
}

static pk_status_t check_currencies(pk_scenario_t *const *scenarios, int count, int baseline, pk_diag_t *diag)
{
    const pk_scenario_t *first = first_with_currency(scenarios, count, baseline);
    pk_status_t status = PK_OK;
    for (int i = 0; i < count && first; i++) {
        const char *here = scenarios[i]->model->currency, *there = first->model->currency;
        if (!*here) {
            pk_warning(diag, place_of(scenarios[i], "currency"), "write currency: in its model",
                       "the amounts of `%s` have no currency; they are compared with %s of `%s` as they stand",
                       scenarios[i]->name, there, first->name);
        } else if (strcmp(here, there) != 0) {
            status = pk_error(diag, place_of(scenarios[i], "currency"),
                              "plans that are compared need one currency: convert the amounts of one of the models",
                              "the currency of `%s` is %s, and %s in `%s`: amounts cannot be compared",
                              scenarios[i]->name, here, there, first->name);
        }
    }
    return status;
}

pk_status_t pk_scenarios_alike(pk_scenario_t *const *scenarios, int count, int baseline, const pk_overrides_t *asked,
                               pk_arena_t *arena, pk_diag_t *diag)
{
    for (int i = 0; i < count; i++) {
        const pk_beside_t self = {.plan = scenarios[i], .baseline = scenarios[baseline], .arena = arena, .diag = diag};
        if (i != baseline) {
            tell_settings(&self, asked);
            tell_differences(&self);
        }
    }
    return check_currencies(scenarios, count, baseline, diag);
}
