/* The summary for programs. */
#include "report/summary.h"

#include "tiny_result.h"

static void test_run(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_result_t r = tiny_result();
    r.nkpi = r.nwindow = r.ngroup = 1;
    r.kpi[0].p05 = 0.1;
    assert_string_equal(pk_summary_run(&r, false, &arena), "{\n"
                                                           "  \"scenario\": \"push, \\\"spring\\\"\",\n"
                                                           "  \"title\": \"Kevätkampanja\",\n"
                                                           "  \"model\": \"Räystäät\",\n"
                                                           "  \"file\": \"s/push.yaml\",\n"
                                                           "  \"engine\": \"cohort\",\n"
                                                           "  \"step\": \"week\",\n"
                                                           "  \"currency\": \"EUR\",\n"
                                                           "  \"seed\": 7,\n"
                                                           "  \"runs\": 2,\n"
                                                           "  \"steps\": 1,\n"
                                                           "  \"start\": \"2026-03-02\",\n"
                                                           "  \"last_step\": \"2026-03-02\",\n"
                                                           "  \"population\": 40000,\n"
                                                           "  \"kpis\": [\n"
                                                           "    {\n"
                                                           "      \"persona\": \"all\",\n"
                                                           "      \"period\": \"all\",\n"
                                                           "      \"kpi\": \"profit\",\n"
                                                           "      \"label\": \"Profit\",\n"
                                                           "      \"unit\": \"EUR\",\n"
                                                           "      \"mean\": 100,\n"
                                                           "      \"sd\": 0.5,\n"
                                                           "      \"mcse\": 0.25,\n"
                                                           "      \"p05\": 0.1,\n"
                                                           "      \"p25\": 99,\n"
                                                           "      \"p50\": 100,\n"
                                                           "      \"p75\": 101,\n"
                                                           "      \"p95\": 102.25\n"
                                                           "    }\n"
                                                           "  ],\n"
                                                           "  \"targets\": [\n"
                                                           "    {\n"
                                                           "      \"kpi\": \"profit\",\n"
                                                           "      \"at_least\": 400,\n"
                                                           "      \"by\": \"2026-03-31\",\n"
                                                           "      \"through\": \"\",\n"
                                                           "      \"mean\": 100.5,\n"
                                                           "      \"p_met\": 0.25,\n"
                                                           "      \"mean_shortfall\": 12\n"
                                                           "    }\n"
                                                           "  ],\n"
                                                           "  \"warnings\": [\n"
                                                           "    \"a share of 0.2% was cut off\"\n"
                                                           "  ]\n"
                                                           "}\n");
    pk_arena_free(&arena);
    pk_arena_free(&r.arena);
}

static void test_comparison(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_result_t results[2] = {tiny_result(), tiny_result()};
    results[1].scenario = "e-mail";
    pk_difference_t differences[] = {{1, 0, 0, -1, -1, "all", "all", "spend", "Spend", "EUR", true, 110, 100, 10, 4, 3,
                                      NAN, 17, .sure = {{0.975, 0.005, 0}, {0.97, 0, 0}}},
                                     {1, 0, 2, -1, -1, "all", "2026-03-31", "spend", "Spend", "EUR", true, 1, 1, 0, 4,
                                      3, 1, 1, .sure = {{0.5, NAN, 0}, {0.5, 0, 0}}},
                                     {1, 1, 0, -1, -1, "senior", "all", "profit", "Profit", "EUR", false, 55, 50, 5, 2,
                                      1, 5, 9, .sure = {{0.75, 0.01, 0}, {0.5, 0, 0}}}};
    pk_comparison_t c = {.results = results, .nresult = 2, .differences = differences, .ndifference = 3};
    const char *text = pk_summary_comparison(&c, false, &arena);
    assert_ptr_equal(
        strstr(text, "{\n  \"baseline\": \"push, \\\"spring\\\"\",\n  \"decision\": null,\n  \"leaves_out\": "), text);
    const char *expected = "  \"differences\": [\n"
                           "    {\n"
                           "      \"scenario\": \"e-mail\",\n"
                           "      \"persona\": \"all\",\n"
                           "      \"period\": \"all\",\n"
                           "      \"kpi\": \"spend\",\n"
                           "      \"label\": \"Spend\",\n"
                           "      \"unit\": \"EUR\",\n"
                           "      \"mean\": 110,\n"
                           "      \"baseline_mean\": 100,\n"
                           "      \"diff_mean\": 10,\n"
                           "      \"diff_sd\": 4,\n"
                           "      \"diff_p05\": 3,\n"
                           "      \"diff_p50\": null,\n"
                           "      \"diff_p95\": 17,\n"
                           "      \"better\": \"lower\",\n"
                           "      \"p_better\": 0.975,\n"
                           "      \"p_better_se\": 0.005,\n"
                           "      \"p_best\": 0.97,\n"
                           "      \"runs\": 2\n"
                           "    }\n"
                           "  ],\n"
                           "  \"decisions\": [],\n";
    assert_non_null(strstr(text, expected));
    assert_non_null(strstr(pk_summary_comparison(&c, true, &arena), "\"persona\": \"senior\""));
    pk_arena_free(&arena);
    pk_arena_free(&results[0].arena);
    pk_arena_free(&results[1].arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_run), cmocka_unit_test(test_comparison)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
