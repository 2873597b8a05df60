/* What stands in a file, in words of either language. */
#include "report/written_words.h"

#include "pk_test.h"

typedef struct {
    const char *written, *english, *finnish;
} case_t;

static void values_and_schedules(void **state)
{
    (void)state;
    static const case_t cases[] = {
        {"36", "36", "36"},
        {"3000", "3,000", "3\u00a0000"},
        {"0.5% to 4%", "0.5% to 4%", "0,5\u00a0% … 4\u00a0%"},
        {"brings 5% to 60%", "brings 5% to 60%", "tuo 5\u00a0% … 60\u00a0%"},
        {"x13.666666666666666", "×13.67", "×13,67"},
        {"15 years", "15 years", "15 vuotta"},
        {"yes", "yes", "kyllä"},
        {"learned from data", "learned from data", "aineistosta opittu"},
        {"normal(0.5, 0.1)", "normal(0.5, 0.1)", "normal(0,5; 0,1)"},
        {"file plan.csv, column spend", "file plan.csv, column spend", "tiedosto plan.csv, sarake spend"},
        {"from 2026-04, until 2026-05, value 1; otherwise 0",
         "1 from 1\u00a0Apr\u00a02026 to 31\u00a0May\u00a02026, otherwise 0", "1 (1.4.2026–31.5.2026), muulloin 0"},
        {"until 2026-02-10, value no; otherwise yes", "no until 10\u00a0Feb\u00a02026, otherwise yes",
         "ei (10.2.2026 asti), muulloin kyllä"},
        {"from 2027-01, value x1.5", "×1.5 from 1\u00a0Jan\u00a02027 on", "×1,5 (1.1.2027 alkaen)"},
        {"until 3, value x3; from 4, until 6, value x2; otherwise x1",
         "×3 until step 3, ×2 from step 4 to 6, otherwise ×1",
         "×3 (askeleeseen 3 asti), ×2 (askeleet 4–6), muulloin ×1"},
        {"until 26, total 5000; otherwise 0", "5,000 in all until step 26, otherwise 0",
         "yhteensä 5\u00a0000 (askeleeseen 26 asti), muulloin 0"},
        {"from the start", "from the start", "from the start"}, /* no schedule */
    };
    pk_arena_t arena = {0};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        assert_string_equal(pk_written_words(PK_ENGLISH, cases[k].written, false, &arena), cases[k].english);
        assert_string_equal(pk_written_words(PK_FINNISH, cases[k].written, false, &arena), cases[k].finnish);
    }
    assert_string_equal(pk_written_words(PK_FINNISH, "0", true, &arena), "ei");
    assert_string_equal(pk_written_words(PK_ENGLISH, "until 2, value 1; otherwise 0", true, &arena),
                        "yes until step 2, otherwise no");
    assert_true(pk_written_is_switch("until 2026-02, value no; otherwise yes"));
    assert_false(pk_written_is_switch("0"));
    pk_arena_free(&arena);
}

static void paths(void **state)
{
    (void)state;
    static const pk_result_stage_t stages[] = {{.name = "lead", .label = "Liidi"},
                                               {.name = "buyer", .label = "Ostaja"}};
    static const pk_result_driver_t drivers[] = {{.name = "search", .label = "Haku"}};
    const pk_result_t r = {
        .stages = (pk_result_stage_t *)stages, .nstage = 2, .drivers = (pk_result_driver_t *)drivers, .ndriver = 1};
    static const case_t cases[] = {
        {"transitions.lead -> buyer.probability", "probability of Liidi → Ostaja", "todennäköisyys Liidi → Ostaja"},
        {"transitions.-> lead.cost", "cost of → Liidi", "kulut → Liidi"},
        {"channels.search.effects.lead -> buyer", "Haku: effect on Liidi → Ostaja", "Haku: vaikutus Liidi → Ostaja"},
        {"channels.search.saturation.half", "Haku: spend for half of its effect",
         "Haku: puoleen vaikutukseen tarvittava mainonta"},
        {"stages.buyer.dwell", "stay in Ostaja", "viipymä Ostaja"},
        {"extra.lead -> buyer", "scatter of Liidi → Ostaja", "hajonta Liidi → Ostaja"},
        {"channels.search.carryover.half_life", "channels.search.carryover.half_life",
         "channels.search.carryover.half_life"},
        {"discount", "discount", "discount"},
    };
    pk_arena_t arena = {0};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        assert_string_equal(pk_written_path(PK_ENGLISH, &r, cases[k].written, &arena), cases[k].english);
        assert_string_equal(pk_written_path(PK_FINNISH, &r, cases[k].written, &arena), cases[k].finnish);
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_and_schedules), cmocka_unit_test(paths)};
    return cmocka_run_group_tests_name("written_words", tests, NULL, NULL);
}
