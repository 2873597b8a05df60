/* The funnel: step conversions against flows that are added up by hand, what is left out, and what the chart writes. */
#include "report/funnel.h"

#include "tiny_result.h"

enum { STAGES = 7, FLOWS = 10, STEPS = 3 };

static const pk_result_stage_t journey[STAGES] = {{"away", "Elsewhere", "prospect", false},
                                                  {"visit", "Visits the shop", "prospect", true},
                                                  {"cart", "Cart left behind", "prospect", false},
                                                  {"pays", "Checkout", "prospect", true},
                                                  {"client", "Has bought", "customer", false},
                                                  {"diy", "Does it alone", "prospect", false},
                                                  {"gone", "Gone", "lost", false}};
static const pk_result_flow_t ways[FLOWS] = {
    {"away", "visit", PK_FLOW_PROBABILITY, false},  {"visit", "cart", PK_FLOW_PROBABILITY, false},
    {"visit", "pays", PK_FLOW_PROBABILITY, false},  {"visit", "away", PK_FLOW_PROBABILITY, false},
    {"cart", "pays", PK_FLOW_PROBABILITY, false},   {"cart", "away", PK_FLOW_PROBABILITY, false},
    {"pays", "client", PK_FLOW_PROBABILITY, false}, {"client", "client", PK_FLOW_PROBABILITY, false},
    {"client", "gone", PK_FLOW_PROBABILITY, false}, {"pays", "diy", PK_FLOW_PROBABILITY, false}};
/* How many take each way in each step: the sums are 100, 12, 30, 58, 8, 4, 36, 500, 9, 2. */
static const double moved[STEPS][FLOWS] = {
    {50, 4, 10, 28, 0, 0, 9, 100, 1, 1}, {30, 5, 12, 20, 3, 1, 15, 200, 3, 0}, {20, 3, 8, 10, 5, 3, 12, 200, 5, 1}};

static pk_result_t of_ways(pk_result_stage_t *stages, pk_result_flow_t *flows)
{
    pk_result_t r = {.scenario = "plan", .title = "Plan", .step_unit = "week", .nrun = 2, .nstep = STEPS, .ngroup = 1};
    r.nstage = STAGES;
    r.nflow = FLOWS;
    r.stages = memcpy(stages, journey, sizeof journey);
    r.flows = memcpy(flows, ways, sizeof ways);
    r.flow_counts = PK_ARRAY(&r.arena, pk_summary_t, STEPS * FLOWS);
    for (int step = 1; step <= STEPS; step++) {
        for (int flow = 0; flow < FLOWS; flow++) {
            r.flow_counts[pk_flow_cell(&r, step, 0, flow)].mean = moved[step - 1][flow];
        }
    }
    return r;
}

static void test_shares(void **state)
{
    (void)state;
    pk_result_stage_t stages[STAGES];
    pk_result_flow_t flows[FLOWS];
    pk_result_t r = of_ways(stages, flows);
    assert_near(pk_funnel_share(&r, "visit", "pays"), 30 / 100.0, 1e-15);
    assert_near(pk_funnel_share(&r, "cart", "pays"), 8 / 12.0, 1e-15);
    assert_near(pk_funnel_share(&r, "pays", "client"), 36 / 38.0, 1e-15);
    assert_near(pk_funnel_share(&r, "client", "gone"), 1, 1e-15); /* the 500 events are no moves */
    assert_true(isnan(pk_funnel_share(&r, "gone", "away")));
    assert_true(isnan(pk_funnel_share(&r, "visit", "client")));
    pk_arena_free(&r.arena);
}

static void test_rows(void **state)
{
    (void)state;
    pk_result_stage_t stages[STAGES];
    pk_result_flow_t flows[FLOWS];
    pk_result_t r = of_ways(stages, flows);
    const pk_chart_source_t source = {.result = &r};
    pk_funnel_t f = pk_funnel_make(&source, STAGES, &r.arena);
    static const int shown[] = {1, 2, 3, 4}, from[] = {-1, 1, 1, 3}, left_out[] = {0, 5, 6};
    assert_int_equal(f.count, 4);
    assert_memory_equal(f.stages, shown, sizeof shown);
    assert_memory_equal(f.from, from, sizeof from); /* to the checkout 30 from the visit, 8 from the cart */
    assert_int_equal(f.nleft_out, 3);
    assert_memory_equal(f.left_out, left_out, sizeof left_out);
    f = pk_funnel_make(&source, 2, &r.arena);
    assert_int_equal(f.count, 2);
    assert_int_equal(f.nleft_out, STAGES - 2);
    /* Where people arrive in it, the first stage stands in the funnel. */
    flows[0] = (pk_result_flow_t){"", "away", PK_FLOW_ARRIVALS, false};
    f = pk_funnel_make(&source, STAGES, &r.arena);
    assert_int_equal(f.stages[0], 0);
    pk_arena_free(&r.arena);
}

static void test_percents(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_funnel_percent(PK_ENGLISH, 0.44567, &arena), "44.6%");
    assert_string_equal(pk_funnel_percent(PK_ENGLISH, 0.00812, &arena), "0.8%");
    assert_string_equal(pk_funnel_percent(PK_ENGLISH, 0.00003118, &arena), "0.00312%");
    assert_string_equal(pk_funnel_percent(PK_ENGLISH, NAN, &arena), "–");
    assert_string_equal(pk_funnel_percent(PK_FINNISH, 0.605, &arena), "60,5\u00a0%");
    pk_arena_free(&arena);
}

/* The numbers that the chart is drawn from, and its texts: the named source where it is not the stage above. */
static void test_chart(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_sheet_t sheet;
    pk_result_stage_t stages[STAGES];
    pk_result_flow_t flows[FLOWS];
    pk_result_t r = of_ways(stages, flows);
    assert_int_equal(pk_sheet_open(&sheet, folder, "funnel", &diag), PK_OK);
    pk_chart_funnel.write(&(pk_chart_source_t){.result = &r}, &sheet);
    assert_int_equal(pk_sheet_close(&sheet, &diag), PK_OK);
    char *data = read_whole(folder, "funnel.tsv"), *labels = read_whole(folder, "funnel.labels.tsv");
    assert_non_null(strstr(data, "\n1\t1\t100\tNaN\n1\t2\t12\t0.12\n1\t3\t38\t0.3\n1\t4\t36\t0.94736842105263"));
    assert_non_null(strstr(labels, "mark\t6\t→ 30.0%\n"));
    assert_non_null(strstr(labels, "unit\t3\tfrom Visits the shop\n"));
    assert_null(strstr(labels, "unit\t2\t")); /* it is the one above */
    assert_non_null(strstr(labels, "Not shown (3): Elsewhere, Does it alone, Gone\n"));
    free(data);
    free(labels);
    pk_arena_free(&r.arena);
    pk_diag_free(&diag);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_shares), cmocka_unit_test(test_rows),
                                       cmocka_unit_test(test_percents), cmocka_unit_test(test_chart)};
    return cmocka_run_group_tests_name("funnel", tests, NULL, NULL);
}
