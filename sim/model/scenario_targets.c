/* `targets:`: what a plan should reach, and by when. */
#include <stdlib.h>
#include <string.h>

#include "model/read_scenario.h"

/* The step of `by: 26` or `by: 2026-12-31` (a whole month means its last day); 0 after an error. */
static int read_by(pk_plan_reader_t *self, const pk_node_t *node)
{
    pk_reader_t *reader = &self->reader;
    const pk_calendar_t *calendar = &self->scenario->calendar;
    long first, last, step = 0;
    if (node->kind != PK_NODE_SCALAR) {
        pk_error(reader->diag, node->place, "for example by: 26, or by: 2026-12-31",
                 "by must be a step or a date, not %s", pk_node_what(node));
        return 0;
    }
    if (pk_date_parse(node->text, &first, &last)) {
        if (!calendar->dated) {
            pk_error(reader->diag, node->place, "write `start:` in the scenario, or a step here",
                     "a target by a date, but the scenario has no start");
            return 0;
        }
        step = pk_date_step(calendar, last);
    } else if (*node->text && strspn(node->text, "0123456789") == strlen(node->text) && strlen(node->text) < 10) {
        step = atol(node->text);
    } else {
        pk_error(reader->diag, node->place, "for example by: 26, or by: 2026-12-31",
                 "by must be a step or a date, not %s", pk_quote(reader, node->text));
        return 0;
    }
    if (self->no_time || (step >= 1 && step <= calendar->steps))
        return (int)step;
    char until[PK_DATE_TEXT] = "";
    if (calendar->dated)
        pk_date_write(pk_step_date(calendar, calendar->steps + 1) - 1, until);
    pk_error(reader->diag, node->place,
             calendar->dated
                 ? pk_arena_format(reader->arena, "the horizon is steps 1 to %d, through %s", calendar->steps, until)
                 : pk_arena_format(reader->arena, "the horizon is steps 1 to %d", calendar->steps),
             "%s lies outside the horizon", node->text);
    return 0;
}

/* One goal for each bound that is written. */
static void read_bounds(pk_plan_reader_t *self, const pk_node_t *body, pk_goal_t goal)
{
    static const char *const bounds[] = {"at_most", "at_least"};
    for (int i = 0; i < PK_COUNT(bounds); i++) {
        const pk_node_t *node = pk_node_get(body, bounds[i]);
        goal.at_least = i == 1;
        if (node && pk_read_plain(&self->reader, node, bounds[i], &goal.bound))
            self->scenario->goals[self->scenario->ngoal++] = goal;
    }
}

static void read_target(pk_plan_reader_t *self, const pk_pair_t *pair)
{
    static const char *const keys[] = {"at_least", "at_most", "by", "source", "note"};
    static const char example[] = "{at_least: 400, by: 2026-12-31}";
    pk_reader_t *reader = &self->reader;
    const char *kpi = pk_read_kpi_name(reader, pair->key);
    const pk_node_t *body = pk_want_map(reader, pair->value, "a target", example);
    if (body)
        pk_node_check_keys(body, keys, PK_COUNT(keys), "a target", reader->diag);
    if (!kpi || (!body && !pk_node_is_null(pair->value)))
        return;
    pk_read_label(reader, body, kpi);
    if (!pk_node_get(body, "at_least") && !pk_node_get(body, "at_most")) {
        pk_error(reader->diag, pair->key->place, pk_arena_format(reader->arena, "for example %s", example),
                 "the target of %s says neither at_least nor at_most", kpi);
        return;
    }
    pk_goal_t goal = {.kpi = kpi, .place = pair->key->place, .by = self->scenario->calendar.steps, .by_text = ""};
    const pk_node_t *by = pk_node_get(body, "by");
    if (by) {
        goal.by = read_by(self, by);
        goal.by_text = by->text;
    }
    read_bounds(self, body, goal);
}

void pk_read_targets(pk_plan_reader_t *self)
{
    const pk_node_t *map =
        pk_want_map(&self->reader, pk_node_get(self->root, "targets"), "targets", "{new_customers: {at_least: 400}}");
    if (!map)
        return;
    self->scenario->goals = PK_ARRAY(self->reader.arena, pk_goal_t, 2 * map->count);
    for (int i = 0; i < map->count; i++)
        read_target(self, &map->pairs[i]);
}
