#include "report/plan_words.h"

#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/figure.h"
#include "report/written_words.h"

/* Cents only where there are some. */
static const char *amount(pk_language_t language, double value, pk_arena_t *arena)
{
    const bool whole = fabs(value - round(value)) < 0.005 || fabs(value) >= 1000;
    return pk_local_figure(language, pk_figure(value, whole ? 1 : 0.01, arena), arena);
}

static pk_saying_t a_step(const pk_result_t *r)
{
    static const struct {
        const char *unit;
        pk_saying_t saying;
    } STEPS[] = {{"day", PK_SAY_A_DAY}, {"week", PK_SAY_A_WEEK}, {"month", PK_SAY_A_MONTH}, {"year", PK_SAY_A_YEAR}};
    int k = 0;
    while (k < 3 && strcmp(STEPS[k].unit, r->step_unit) != 0) {
        k++;
    }
    return STEPS[k].saying;
}

/* "1,500 a week", "0 to 5,000 a week". */
static const char *each(pk_language_t language, const pk_result_t *r, const pk_budget_t *budget, pk_arena_t *arena)
{
    const bool even = budget->most - budget->least <= 1e-9 * fabs(budget->most);
    const char *figure = even ? amount(language, budget->most, arena)
                              : pk_local_say(language, arena, PK_SAY_FROM_TO, amount(language, budget->least, arena),
                                             amount(language, budget->most, arena));
    return pk_local_say(language, arena, a_step(r), figure);
}

const char *pk_plan_budget_words(pk_language_t language, const pk_result_t *r, const pk_budget_t *budget,
                                 pk_arena_t *arena)
{
    const pk_result_driver_t *driver = &r->drivers[budget->driver];
    return pk_local_say(language, arena, PK_SAY_BUDGET, pk_chart_label(driver->label, driver->name),
                        each(language, r, budget, arena), amount(language, budget->total, arena));
}

/* Even spend by the step; spend that comes and goes by the whole. */
static const char *spend(pk_language_t language, const pk_result_t *r, const pk_change_t *change, pk_arena_t *arena)
{
    const pk_budget_t *now = &change->paid, *then = &change->paid_before;
    const bool even = now->most == now->least && then->most == then->least;
    if (change->before == NULL) {
        return pk_plan_budget_words(language, r, now, arena);
    }
    return even ? pk_local_say(language, arena, PK_SAY_INSTEAD, change->name, each(language, r, now, arena),
                               amount(language, then->most, arena))
                : pk_local_say(language, arena, PK_SAY_BUDGET_INSTEAD, change->name, each(language, r, now, arena),
                               amount(language, now->total, arena), amount(language, then->total, arena));
}

static const char *instead(pk_language_t language, const char *name, const pk_change_t *change, pk_arena_t *arena)
{
    const char *now = change->text, *then = change->before;
    if (now == NULL) {
        return pk_local_say(language, arena, PK_SAY_AS_MODEL_HAS, name);
    }
    const bool is_switch =
        change->kind == PK_CHANGE_LEVER && (pk_written_is_switch(now) || (then != NULL && pk_written_is_switch(then)));
    const char *text = pk_written_words(language, now, is_switch, arena);
    return then == NULL ? pk_local_say(language, arena, PK_SAY_SET_TO, name, text)
                        : pk_local_say(language, arena, PK_SAY_INSTEAD, name, text,
                                       pk_written_words(language, then, is_switch, arena));
}

static pk_saying_t what_of(const char *what)
{
    return strcmp(what, "share") == 0  ? PK_SAY_SHARE_OF
           : strcmp(what, "rate") == 0 ? PK_SAY_RATE_OF
                                       : PK_SAY_PROBABILITY_OF;
}

const char *pk_plan_change_words(pk_language_t language, const pk_result_t *r, const pk_change_t *change,
                                 pk_arena_t *arena)
{
    switch (change->kind) {
    case PK_CHANGE_SPEND:
        return spend(language, r, change, arena);
    case PK_CHANGE_LEVER:
        return instead(language, change->name, change, arena);
    case PK_CHANGE_CONVERSION:
        return instead(language,
                       pk_local_say(language, arena, what_of(change->what), pk_written_arrow(r, change->name, arena)),
                       change, arena);
    default:
        return pk_local_say(language, arena, PK_SAY_ASSUMES,
                            instead(language, pk_written_path(language, r, change->name, arena), change, arena));
    }
}
