/* What --json says of individuals, and the figures that are read off their tables. */
#include "report/individual_summary.h"

#include "report/individual_figures.h"
#include "tiny_individuals.h"
#include "tiny_result.h"

static void test_figures(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const pk_kaplan_meier_t half = tiny_curve(&arena, 0.25, 600), less = tiny_curve(&arena, 0.249, 600),
                            nobody = tiny_curve(&arena, 0, 0);
    assert_int_equal(pk_half_by(&half), 2);
    assert_int_equal(pk_half_by(&less), -1);
    assert_int_equal(pk_half_by(&nobody), -1);
    assert_true(pk_share_at_end(&half) == 0.5);
    assert_true(isnan(pk_share_at_end(&nobody)));
    double best[] = {0.01, 0.1, 0.25, 0.5};
    pk_individuals_t of = {.nbest = 4, .best_share = best};
    assert_int_equal(pk_best_fifth(&of), 2);
    of.nbest = 0;
    assert_int_equal(pk_best_fifth(&of), -1);
    pk_arena_free(&arena);
}

/* Weighted by who entered: (30 x 0.5 + 10 x 0.9) / 40 one period on, the last entry not yet seen. */
static void test_retained(void **state)
{
    (void)state;
    double kept[] = {1, 0.5, 0.25, 0.9, 0.9, NAN, NAN, NAN, NAN}, entered[] = {30, 10, 0};
    const pk_individuals_t of = {.nperiod = 3, .retention = kept, .entered = entered};
    assert_true(fabs(pk_retained(&of, 0) - 39.0 / 40) < 1e-15);
    assert_true(fabs(pk_retained(&of, 1) - 24.0 / 40) < 1e-15);
    assert_true(pk_retained(&of, 2) == 0.25);
    assert_true(isnan(pk_retained(&of, 3)));
}

static void test_summary(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    r.individuals->value[0][4] = -14.5;
    r.individuals->value[0][24] = -8;
    r.individuals->value[0][94] = 15.5;
    r.individuals->value[0][74] = 8;
    assert_string_equal(pk_json_write(pk_individual_summary(&r, false), &arena), "{\n"
                                                                                 "  \"first_purchase\": [\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"people\": 600,\n"
                                                                                 "      \"half_by\": 2,\n"
                                                                                 "      \"steps\": 2,\n"
                                                                                 "      \"share\": 0.5,\n"
                                                                                 "      \"low\": 0.375,\n"
                                                                                 "      \"high\": 0.625,\n"
                                                                                 "      \"still_waiting\": 200\n"
                                                                                 "    }\n"
                                                                                 "  ],\n"
                                                                                 "  \"between_purchases\": [\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"people\": 60,\n"
                                                                                 "      \"half_by\": null,\n"
                                                                                 "      \"steps\": 2,\n"
                                                                                 "      \"share\": 0.25,\n"
                                                                                 "      \"low\": 0.125,\n"
                                                                                 "      \"high\": 0.375,\n"
                                                                                 "      \"still_waiting\": 20\n"
                                                                                 "    }\n"
                                                                                 "  ],\n"
                                                                                 "  \"value\": [\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"mean\": 12.5,\n"
                                                                                 "      \"p05\": -14.5,\n"
                                                                                 "      \"p25\": -8,\n"
                                                                                 "      \"p50\": 0,\n"
                                                                                 "      \"p75\": 8,\n"
                                                                                 "      \"p95\": 15.5\n"
                                                                                 "    }\n"
                                                                                 "  ],\n"
                                                                                 "  \"concentration\": [\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"best_share\": 0.2,\n"
                                                                                 "      \"profit_share\": 0.75,\n"
                                                                                 "      \"by_luck\": 0.5\n"
                                                                                 "    },\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"best_share\": 0.5,\n"
                                                                                 "      \"profit_share\": 1.25,\n"
                                                                                 "      \"by_luck\": 0.875\n"
                                                                                 "    }\n"
                                                                                 "  ],\n"
                                                                                 "  \"purchases\": [\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"purchases\": 0,\n"
                                                                                 "      \"share\": 0.5\n"
                                                                                 "    },\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"purchases\": 1,\n"
                                                                                 "      \"share\": 0.25\n"
                                                                                 "    },\n"
                                                                                 "    {\n"
                                                                                 "      \"persona\": \"all\",\n"
                                                                                 "      \"purchases\": 2,\n"
                                                                                 "      \"share\": 0.25\n"
                                                                                 "    }\n"
                                                                                 "  ],\n"
                                                                                 "  \"paths\": [\n"
                                                                                 "    {\n"
                                                                                 "      \"path\": \"tarve > =cmd\",\n"
                                                                                 "      \"share\": 0.5\n"
                                                                                 "    },\n"
                                                                                 "    {\n"
                                                                                 "      \"path\": \"tarve\",\n"
                                                                                 "      \"share\": 0.375\n"
                                                                                 "    },\n"
                                                                                 "    {\n"
                                                                                 "      \"path\": \"all others\",\n"
                                                                                 "      \"share\": 0.125\n"
                                                                                 "    }\n"
                                                                                 "  ]\n"
                                                                                 "}\n");
    /* with personas too, of whom nobody has bought: no share, no half */
    json_t *all = pk_individual_summary(&r, true);
    const json_t *senior = json_array_get(json_object_get(all, "between_purchases"), 1);
    assert_string_equal(json_string_value(json_object_get(senior, "persona")), "senior");
    assert_true(json_is_null(json_object_get(senior, "share")));
    assert_true(json_is_null(json_object_get(senior, "half_by")));
    assert_int_equal(json_array_size(json_object_get(all, "concentration")), 4);
    json_decref(all);
    pk_arena_free(&arena);
    pk_arena_free(&r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures),
        cmocka_unit_test(test_retained),
        cmocka_unit_test(test_summary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
