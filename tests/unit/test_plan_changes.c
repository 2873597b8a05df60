/* Budgets and changes of a plan, as plain structs and in words of both languages. */
#include "engine_fixture.h"

#include "report/plan_words.h"
#include "study/plan_told.h"

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\ncurrency: EUR\npopulation: 1000\n"
    "stages: {need: {start: rest}, lead: {dwell: 3}, customer: {}}\n"
    "transitions: {need -> lead: {probability: 2%}, lead -> customer: {share: 60%}, lead -> need: {share: rest}}\n"
    "channels:\n  search: {spend: 100, saturation: {half: 2000}, effects: {need -> lead: x2}}\n"
    "  rival: {ours: false, spend: 70, saturation: {half: 50}, effects: {need -> lead: x0.9}}\n"
    "levers: {hours: {label: Response hours, value: 1, effects: {need -> lead: {elasticity: -0.1}}}}\n";

typedef struct {
    pk_fixture_t here, there;
    pk_result_t plan, parent;
    pk_arena_t arena;
} pair_t;

static void tell(pair_t *self, const char *scenario, const char *parent)
{
    *self = (pair_t){0};
    pk_fixture_read(&self->here, MODEL, scenario);
    pk_fixture_read(&self->there, MODEL, parent);
    assert_int_equal(pk_plan_tell(self->here.scenario, &self->plan, &self->here.diag), PK_OK);
    assert_int_equal(pk_plan_tell(self->there.scenario, &self->parent, &self->there.diag), PK_OK);
}

static void finish(pair_t *self)
{
    pk_result_free(&self->plan);
    pk_result_free(&self->parent);
    pk_fixture_free(&self->here);
    pk_fixture_free(&self->there);
    pk_arena_free(&self->arena);
}

static void expect_changes(pair_t *self, pk_language_t language, const char *const *wanted, int nwanted)
{
    int count = 0;
    const pk_change_t *changes = pk_plan_changes(&self->plan, &self->parent, &self->arena, &count);
    for (int k = 0; k < count && k < nwanted; k++) {
        assert_string_equal(pk_plan_change_words(language, &self->plan, &changes[k], &self->arena), wanted[k]);
    }
    assert_int_equal(count, nwanted);
}

static void even_spend_and_settings(void **state)
{
    (void)state;
    pair_t pair;
    int count;
    tell(&pair,
         "horizon: 52\nspend: {search: 1500}\nlevers: {hours: 36}\nconversions: {lead -> customer: x1.2}\n"
         "assume: {channels.search.saturation.half: 3000}\n",
         "horizon: 52\n");
    const pk_budget_t *budgets = pk_plan_budgets(&pair.plan, &pair.arena, &count);
    assert_int_equal(count, 1); /* the rival's is not ours */
    assert_string_equal(pk_plan_budget_words(PK_ENGLISH, &pair.plan, budgets, &pair.arena),
                        "search 1,500 a week: 78,000 over the plan");
    expect_changes(&pair, PK_ENGLISH,
                   (const char *const[]){"search 1,500 a week instead of 100",
                                         "assumes search: spend for half of its effect 3,000 instead of 2,000",
                                         "Response hours 36 instead of 1", "share of lead → customer ×1.2"},
                   4);
    expect_changes(&pair, PK_FINNISH,
                   (const char *const[]){"search 1\u00a0500 viikossa, ennen 100",
                                         "olettaa: search: puoleen vaikutukseen tarvittava mainonta 3\u00a0000, ennen "
                                         "2\u00a0000",
                                         "Response hours 36, ennen 1", "osuus lead → customer ×1,2"},
                   4);
    pk_plan_settings(&pair.plan, &pair.arena, &count);
    assert_int_equal(count, 2); /* the lever and the conversion */
    const pk_change_t *levers = pk_plan_levers(&pair.plan, &pair.arena, &count);
    assert_int_equal(count, 1);
    assert_string_equal(pk_plan_change_words(PK_ENGLISH, &pair.plan, levers, &pair.arena),
                        "Response hours 36 instead of 1");
    finish(&pair);
}

/* 10 steps of 500 and 42 of 0 are 5,000; the parent's own lever and conversion go. */
static void schedules_and_what_is_gone(void **state)
{
    (void)state;
    pair_t pair;
    int count;
    tell(&pair, "horizon: 52\nspend: {search: [{until: 10, value: 500}, {otherwise: 0}]}\n",
         "horizon: 52\nlevers: {hours: 2}\nconversions: {lead -> customer: 70%}\n");
    const pk_budget_t *budgets = pk_plan_budgets(&pair.plan, &pair.arena, &count);
    assert_string_equal(pk_plan_budget_words(PK_ENGLISH, &pair.plan, budgets, &pair.arena),
                        "search 0 to 500 a week: 5,000 over the plan");
    expect_changes(&pair, PK_ENGLISH,
                   (const char *const[]){"search 0 to 500 a week: 5,000 over the plan instead of 5,200",
                                         "Response hours 1 instead of 2", "share of lead → customer as in the model"},
                   3);
    pk_plan_levers(&pair.plan, &pair.arena, &count);
    assert_int_equal(count, 0);
    finish(&pair);
}

static void nothing_is_changed(void **state)
{
    (void)state;
    pair_t pair;
    tell(&pair, "horizon: 52\nspend: {search: 100}\nlevers: {hours: 1}\n", "horizon: 52\n");
    expect_changes(&pair, PK_FINNISH, NULL, 0);
    finish(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(even_spend_and_settings),
                                       cmocka_unit_test(schedules_and_what_is_gone),
                                       cmocka_unit_test(nothing_is_changed)};
    return cmocka_run_group_tests_name("plan_changes", tests, NULL, NULL);
}
