#include "result/plan_changes.h"

#include <math.h>
#include <string.h>

static bool begins(const char *path, const char *prefix)
{
    return strncmp(path, prefix, strlen(prefix)) == 0;
}

/* "levers.NAME", which a plan sets; not the model's "levers.NAME.value". */
static bool is_setting(const char *path)
{
    return begins(path, "levers.") && strchr(path + strlen("levers."), '.') == NULL;
}

static int count_of(const pk_result_t *r)
{
    return r->nassumption + r->nplanned;
}

static const pk_result_assumption_t *number_at(const pk_result_t *r, int i)
{
    return i < r->nassumption ? &r->assumptions[i] : &r->planned[i - r->nassumption];
}

static const pk_result_assumption_t *find(const pk_result_t *r, const char *path)
{
    for (int i = 0; i < count_of(r); i++) {
        if (strcmp(number_at(r, i)->path, path) == 0) {
            return number_at(r, i);
        }
    }
    return NULL;
}

static pk_budget_t paid(const pk_result_t *r, int driver)
{
    pk_budget_t budget = {.driver = driver, .least = INFINITY, .most = -INFINITY};
    for (int t = 1; driver >= 0 && t <= r->nstep; t++) {
        const double now = r->driver_paid[(long)(t - 1) * r->ndriver + driver];
        budget.total += now;
        budget.least = fmin(budget.least, now);
        budget.most = fmax(budget.most, now);
    }
    return budget;
}

pk_budget_t *pk_plan_budgets(const pk_result_t *self, pk_arena_t *arena, int *count)
{
    pk_budget_t *budgets = PK_ARRAY(arena, pk_budget_t, self->ndriver + 1);
    *count = 0;
    for (int d = 0; d < self->ndriver; d++) {
        const pk_budget_t budget = paid(self, d);
        if (strcmp(self->drivers[d].kind, "channel") == 0 && !isnan(budget.total)) {
            budgets[(*count)++] = budget;
        }
    }
    return budgets;
}

static bool is_same(const pk_budget_t *a, const pk_budget_t *b)
{
    return a->total == b->total && a->least == b->least && a->most == b->most;
}

/* Spend by what is paid, whoever writes it. */
static void add_spend(const pk_result_t *self, const pk_result_t *other, pk_arena_t *arena, pk_change_t *into,
                      int *count)
{
    int nbudget = 0;
    const pk_budget_t *budgets = pk_plan_budgets(self, arena, &nbudget);
    for (int k = 0; k < nbudget; k++) {
        const pk_result_driver_t *driver = &self->drivers[budgets[k].driver];
        const int there = pk_result_driver(other, driver->name);
        const pk_budget_t before = paid(other, there);
        if (there < 0 || !is_same(&budgets[k], &before)) {
            into[(*count)++] = (pk_change_t){.kind = PK_CHANGE_SPEND,
                                             .driver = budgets[k].driver,
                                             .name = *driver->label ? driver->label : driver->name,
                                             .before = there < 0 ? NULL : "",
                                             .text = "",
                                             .paid = budgets[k],
                                             .paid_before = before};
        }
    }
}

/* What a lever stands at where a plan says nothing of it. */
static const char *today_of(const pk_result_t *r, const char *lever, pk_arena_t *arena)
{
    const pk_result_assumption_t *value = find(r, pk_arena_format(arena, "levers.%s.value", lever));
    return value == NULL ? NULL : value->text;
}

static pk_change_t lever(const pk_result_t *self, const pk_result_t *other, const char *path, pk_arena_t *arena)
{
    const char *name = strchr(path, '.') + 1;
    const int driver = pk_result_driver(self, name);
    const pk_result_assumption_t *here = find(self, path), *there = find(other, path);
    return (pk_change_t){.kind = PK_CHANGE_LEVER,
                         .driver = driver,
                         .name = driver >= 0 && *self->drivers[driver].label ? self->drivers[driver].label : name,
                         .text = here != NULL ? here->text : today_of(self, name, arena),
                         .before = there != NULL ? there->text : today_of(other, name, arena)};
}

pk_change_t *pk_plan_levers(const pk_result_t *self, pk_arena_t *arena, int *count)
{
    const pk_result_t none = {0};
    pk_change_t *levers = PK_ARRAY(arena, pk_change_t, self->nplanned + 1);
    *count = 0;
    for (int i = 0; i < self->nplanned; i++) {
        const char *path = self->planned[i].path;
        if (is_setting(path)) {
            pk_change_t change = lever(self, &none, path, arena);
            change.before = today_of(self, strchr(path, '.') + 1, arena);
            levers[*count] = change;
            *count += change.before == NULL || strcmp(change.text, change.before) != 0;
        }
    }
    return levers;
}

static pk_change_t conversion(const pk_result_t *self, const pk_result_t *other, const char *path, pk_arena_t *arena)
{
    static const char *const KINDS[] = {"share", "probability", "rate"};
    const char *arrow = strchr(path, '.') + 1;
    const pk_result_assumption_t *here = find(self, path), *there = find(other, path);
    pk_change_t change = {.kind = PK_CHANGE_CONVERSION,
                          .driver = -1,
                          .name = arrow,
                          .what = KINDS[1],
                          .text = here != NULL ? here->text : NULL,
                          .before = there != NULL ? there->text : NULL};
    for (int k = 0; k < 3; k++) {
        const pk_result_assumption_t *model = find(self, pk_arena_format(arena, "transitions.%s.%s", arrow, KINDS[k]));
        if (model != NULL) {
            change.what = KINDS[k];
            change.before = change.before == NULL && here != NULL && *here->text != 'x' ? model->text : change.before;
        }
    }
    return change;
}

pk_change_t *pk_plan_settings(const pk_result_t *self, pk_arena_t *arena, int *count)
{
    const pk_result_t none = {0};
    int levers = 0;
    const pk_change_t *moved = pk_plan_levers(self, arena, &levers);
    pk_change_t *all = PK_ARRAY(arena, pk_change_t, levers + self->nplanned + 1);
    *count = 0;
    for (int k = 0; k < levers; k++) {
        all[(*count)++] = moved[k];
    }
    for (int i = 0; i < self->nplanned; i++) {
        if (begins(self->planned[i].path, "conversions.")) {
            all[(*count)++] = conversion(self, &none, self->planned[i].path, arena);
        }
    }
    return all;
}

/* A number of one of the two, by its path: false where it says nothing that is not told otherwise. */
static bool change_of(const pk_result_t *self, const pk_result_t *other, const char *path, pk_arena_t *arena,
                      pk_change_t *change)
{
    if (begins(path, "spend.") ||
        (begins(path, "channels.") && strlen(path) > 6 && strcmp(&path[strlen(path) - 6], ".spend") == 0)) {
        return false; /* by what is paid */
    }
    if (is_setting(path)) {
        *change = lever(self, other, path, arena);
    } else if (begins(path, "conversions.")) {
        *change = conversion(self, other, path, arena);
    } else {
        const pk_result_assumption_t *here = find(self, path), *there = find(other, path);
        *change = (pk_change_t){.kind = PK_CHANGE_ASSUMPTION,
                                .driver = -1,
                                .name = path,
                                .text = here != NULL ? here->text : NULL,
                                .before = there != NULL ? there->text : NULL};
    }
    return change->text == NULL || change->before == NULL || strcmp(change->text, change->before) != 0;
}

pk_change_t *pk_plan_changes(const pk_result_t *self, const pk_result_t *other, pk_arena_t *arena, int *count)
{
    pk_change_t *all = PK_ARRAY(arena, pk_change_t, self->ndriver + count_of(self) + count_of(other) + 1);
    *count = 0;
    add_spend(self, other, arena, all, count);
    for (int i = 0; i < count_of(self); i++) {
        *count += change_of(self, other, number_at(self, i)->path, arena, &all[*count]);
    }
    for (int i = 0; i < count_of(other); i++) {
        const char *path = number_at(other, i)->path;
        *count += find(self, path) == NULL && change_of(self, other, path, arena, &all[*count]);
    }
    return all;
}
