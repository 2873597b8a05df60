#include "cli/print_stays.h"
#include "plans.h"

static const char *const labels[] = {"Tarve", "Harkinta", "Asiakkuus", "Uskollisuus", "Menetetty"};

/* Five stages: out of the first to the four others, each of which leads to the last. */
static pk_stays_t chain(void)
{
    pk_stays_t stays = {.nstage = 5, .forever = true, .horizon = 52, .step_unit = "week"};
    stays.stages = PK_ARRAY(&stays.arena, pk_stay_t, 5);
    for (int i = 0; i < 5; i++) {
        pk_stay_t *stay = &stays.stages[i];
        *stay = (pk_stay_t){.name = labels[i], .label = labels[i], .absorbing = i == 4, .mean_stay_steps = 2.5 * i};
        stay->exits = PK_ARRAY(&stays.arena, pk_stay_exit_t, 4);
        stay->ends = PK_ARRAY(&stays.arena, double, 5);
        stay->ends[4] = 1;
        stay->nexit = i == 0 ? 4 : i < 4;
        for (int e = 0; e < stay->nexit; e++) {
            stay->exits[e] = (pk_stay_exit_t){i == 0 ? e + 1 : 4, i == 0 ? 0.1 * (e + 1) : 1};
        }
    }
    return stays;
}

static void absorbing_chains_tell_where_all_end(void **state)
{
    (void)state;
    pk_stays_t stays = chain();
    capture_t capture;
    capture_begin(&capture, 80);
    pk_print_stays(&stays, &capture.screen);
    capture_expect(&capture, "  Who enters   stay (weeks)  leaves for       ends up in\n"
                             "  Tarve             no time  Menetetty 40%    Menetetty 100%\n"
                             "                             Uskollisuus 30%\n"
                             "                             Asiakkuus 20%\n"
                             "                             Harkinta 10%\n"
                             "  Harkinta              2.5  Menetetty 100%   Menetetty 100%\n"
                             "  Asiakkuus             5.0  Menetetty 100%   Menetetty 100%\n"
                             "  Uskollisuus           7.5  Menetetty 100%   Menetetty 100%\n"
                             "  Menetetty        for good                   Menetetty 100%\n");
    pk_arena_free(&stays.arena);
}

static void others_tell_where_they_stand_at_the_horizon(void **state)
{
    (void)state;
    pk_stays_t stays = chain();
    capture_t capture;
    stays.forever = false;
    for (int i = 0; i < 5; i++) {
        stays.stages[0].ends[i] = i == 0 ? 0.0004 : i == 1 ? 0.5496 : 0.15;
    }
    capture_begin(&capture, 100);
    pk_print_stays(&stays, &capture.screen);
    fflush(capture.screen.stream);
    assert_non_null(strstr(capture.text, "after 52 weeks stands in\n"));
    assert_non_null(strstr(capture.text, "Harkinta 55%, Asiakkuus 15%\n"));
    assert_non_null(strstr(capture.text, "Uskollisuus 15%, 2 others 15%\n"));
    fclose(capture.screen.stream);
    free(capture.text);
    pk_arena_free(&stays.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(absorbing_chains_tell_where_all_end),
        cmocka_unit_test(others_tell_where_they_stand_at_the_horizon),
    };
    return cmocka_run_group_tests_name("print_stays", tests, NULL, NULL);
}
