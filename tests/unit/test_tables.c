/* The tables of models/README.md section 8, whole files. */
#include "report/tables.h"

#include <signal.h>
#include <sys/resource.h>

#include "tiny_result.h"

static const pk_tables_options_t all_only = {.all_personas = false}, personas_too = {.all_personas = true};

#define WHO "\"push, \"\"spring\"\"\""

/* What kpis.csv holds of one scenario, without personas. */
#define TOTALS(scenario)                                                                                               \
    scenario ",all,all,profit,EUR,100,0.5,0.25,98,99,100,101,102.25\n" scenario                                        \
             ",all,all,spend,EUR,101,0.5,0.25,99,100,101,102,103.25\n" scenario                                        \
             ",all,2026-03,profit,EUR,104,0.5,0.25,102,103,104,105,106.25\n" scenario                                  \
             ",all,2026-03,spend,EUR,105,0.5,0.25,103,104,105,106,107.25\n"

static void test_run(void **state)
{
    (void)state;
    char folder[64], deep[128];
    make_folder(folder);
    snprintf(deep, sizeof deep, "%s/results/push", folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    assert_int_equal(pk_tables_run(&r, deep, &all_only, &diag), PK_OK);
    assert_int_equal(count_entries(deep), 7);
    assert_file(
        deep, "kpis.csv",
        "scenario,persona,period,kpi,unit,mean,sd,mcse,p05,p25,p50,p75,p95\n" /* the goal's window is not here */
        WHO ",all,all,profit,EUR,100,0.5,0.25,98,99,100,101,102.25\n" WHO
        ",all,all,spend,EUR,101,0.5,0.25,99,100,101,102,103.25\n" WHO
        ",all,2026-03,profit,EUR,104,0.5,0.25,102,103,104,105,106.25\n" WHO
        ",all,2026-03,spend,EUR,105,0.5,0.25,103,104,105,106,107.25\n");
    assert_file(deep, "runs.csv", "scenario,run,profit,spend\n" WHO ",1,100,101\n" WHO ",2,,101.33333333333333\n");
    assert_file(deep, "stages.csv",
                "scenario,step,date,persona,stage,mean,sd,p05,p25,p50,p75,p95\n" WHO
                ",0,start,all,tarve,0,0.5,-2,-1,0,1,2.25\n" WHO ",0,start,all,'=cmd,10,0.5,8,9,10,11,12.25\n" WHO
                ",0,start,senior,tarve,20,0.5,18,19,20,21,22.25\n" WHO
                ",0,start,senior,'=cmd,30,0.5,28,29,30,31,32.25\n" WHO
                ",1,2026-03-02,all,tarve,40,0.5,38,39,40,41,42.25\n" WHO
                ",1,2026-03-02,all,'=cmd,50,0.5,48,49,50,51,52.25\n" WHO
                ",1,2026-03-02,senior,tarve,60,0.5,58,59,60,61,62.25\n" WHO
                ",1,2026-03-02,senior,'=cmd,70,0.5,68,69,70,71,72.25\n");
    assert_file(
        deep, "flows.csv",
        "scenario,step,date,persona,from,to,mean,sd,p05,p25,p50,p75,p95\n" WHO
        ",1,2026-03-02,all,tarve,'=cmd,0,0.5,-2,-1,0,1,2.25\n" WHO ",1,2026-03-02,all,,tarve,1,0.5,-1,0,1,2,3.25\n" WHO
        ",1,2026-03-02,senior,tarve,'=cmd,2,0.5,0,1,2,3,4.25\n" WHO ",1,2026-03-02,senior,,tarve,3,0.5,1,2,3,4,5.25\n");
    assert_file(deep, "drivers.csv",
                "scenario,step,date,driver,value,response,paid\n" WHO ",1,2026-03-02,facebook,300,0.1,80\n" WHO
                ",1,2026-03-02,report,1,,\n");
    assert_file(deep, "money.csv",
                "scenario,period,from,until,what,mean,sd,p05,p50,p95,cumulative_mean,cumulative_p05,cumulative_p50,"
                "cumulative_p95\n" WHO
                ",2026-03,2026-03-02,2026-03-08,profit,200,0.5,198,200,202.25,300,298,300,302.25\n" WHO
                ",2026-03,2026-03-02,2026-03-08,spend,201,0.5,199,201,203.25,301,299,301,303.25\n");
    assert_file(deep, "targets.csv",
                "scenario,kpi,by,bound,mean,p_met,mean_shortfall\n" WHO ",profit,2026-03-31,400,100.5,0.25,12\n");
    assert_int_equal(diag.count, 0);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

static void test_personas(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    assert_int_equal(pk_tables_run(&r, folder, &personas_too, &diag), PK_OK);
    assert_file(folder, "kpis.csv",
                "scenario,persona,period,kpi,unit,mean,sd,mcse,p05,p25,p50,p75,p95\n" /* spend is not a persona's */
                WHO ",all,all,profit,EUR,100,0.5,0.25,98,99,100,101,102.25\n" WHO
                ",all,all,spend,EUR,101,0.5,0.25,99,100,101,102,103.25\n" WHO
                ",all,2026-03,profit,EUR,104,0.5,0.25,102,103,104,105,106.25\n" WHO
                ",all,2026-03,spend,EUR,105,0.5,0.25,103,104,105,106,107.25\n" WHO
                ",senior,all,profit,EUR,102,0.5,0.25,100,101,102,103,104.25\n" WHO
                ",senior,2026-03,profit,EUR,106,0.5,0.25,104,105,106,107,108.25\n");
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

/* One run has no spread; a result without series has no tables of them; without a calendar no dates. */
static void test_one_run(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    r.nrun = r.ngroup = r.nwindow = 1;
    r.ngoal = 0;
    r.days = NULL;
    assert_int_equal(pk_tables_run(&r, folder, &all_only, &diag), PK_OK);
    assert_file(folder, "kpis.csv",
                "scenario,persona,period,kpi,unit,mean,sd,mcse,p05,p25,p50,p75,p95\n" WHO
                ",all,all,profit,EUR,100,,,98,99,100,101,102.25\n" WHO
                ",all,all,spend,EUR,101,,,99,100,101,102,103.25\n");
    assert_file(folder, "drivers.csv",
                "scenario,step,date,driver,value,response,paid\n" WHO ",1,,facebook,300,0.1,80\n" WHO
                ",1,,report,1,,\n");
    assert_file(folder, "targets.csv", "scenario,kpi,by,bound,mean,p_met,mean_shortfall\n");
    remove_folder(folder);
    make_folder(folder);
    r.stage_counts = NULL;
    assert_int_equal(pk_tables_run(&r, folder, &all_only, &diag), PK_OK);
    assert_int_equal(count_entries(folder), 3);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

static pk_comparison_t tiny_comparison(pk_result_t results[2])
{
    static pk_difference_t differences[] = {
        {1, 0, 0, -1, -1, "all", "all", "profit", "Profit", "EUR", false, 110, 100, 10, 4, 3, 10.5, 17,
         .sure = {{0.975, 0.005, 0}, {0.97, 0, 0}}},
        {1, 0, 2, -1, -1, "all", "2026-03-31", "profit", "Profit", "EUR", false, 1, 1, 0, 4, 3, 1, 1,
         .sure = {{0.5, NAN, 0}, {0.5, 0, 0}}},
        {1, 1, 0, -1, -1, "senior", "all", "profit", "Profit", "EUR", false, 55, 50, 5, 2, 1, 5, 9,
         .sure = {{0.75, 0.01, 0}, {0.5, 0, 0}}},
        {1, 0, 0, -1, -1, "all", "all", "incremental_return", "Incremental return", "ratio", false, NAN, NAN, 2.5, 1,
         NAN, 2, 4, .sure = {{NAN, NAN, NAN}, {NAN, NAN, NAN}}},
    };
    results[0] = tiny_result();
    results[1] = tiny_result();
    results[0].scenario = "baseline";
    results[1].scenario = "push";
    static pk_decision_row_t decisions[] = {{.scenario = 0,
                                             .mean = 100,
                                             .p_best = 0.03,
                                             .expected_loss = 10.5,
                                             .evpi = 0.5,
                                             .assumptions = 0.75,
                                             .chance = 0.25},
                                            {.scenario = 1,
                                             .mean = 110,
                                             .p_best = 0.97,
                                             .expected_loss = 0.5,
                                             .evpi = 0.5,
                                             .assumptions = NAN,
                                             .chance = NAN}};
    return (pk_comparison_t){.results = results,
                             .nresult = 2,
                             .differences = differences,
                             .ndifference = 4,
                             .decisions = decisions,
                             .ndecision = 2};
}

static void test_comparison(void **state)
{
    (void)state;
    char folder[64], below[128];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t results[2];
    pk_comparison_t c = tiny_comparison(results);
    assert_int_equal(pk_tables_comparison(&c, folder, &all_only, &diag), PK_OK);
#define HEADER                                                                                                         \
    "scenario,baseline,persona,period,kpi,unit,mean,baseline_mean,diff_mean,diff_sd,diff_p05,diff_p50,diff_p95,"       \
    "p_better,p_better_se,p_best,runs\n"
    assert_file(folder, "comparison.csv",
                HEADER "push,baseline,all,all,profit,EUR,110,100,10,4,3,10.5,17,0.975,0.005,0.97,2\n"
                       "push,baseline,all,all,incremental_return,ratio,,,2.5,1,,2,4,,,,2\n");
    assert_file(folder, "decision.csv",
                "scenario,kpi,unit,mean,p_best,expected_loss,evpi,share_assumptions,share_chance\n"
                "baseline,profit,EUR,100,0.03,10.5,0.5,0.75,0.25\n"
                "push,profit,EUR,110,0.97,0.5,0.5,,\n");
    /* all scenarios together under one header, and a folder for each */
    assert_int_equal(count_entries(folder), 7);
    assert_file(folder, "kpis.csv",
                "scenario,persona,period,kpi,unit,mean,sd,mcse,p05,p25,p50,p75,p95\n" TOTALS("baseline")
                    TOTALS("push"));
    assert_file(folder, "targets.csv",
                "scenario,kpi,by,bound,mean,p_met,mean_shortfall\n"
                "baseline,profit,2026-03-31,400,100.5,0.25,12\n"
                "push,profit,2026-03-31,400,100.5,0.25,12\n");
    snprintf(below, sizeof below, "%s/baseline", folder);
    assert_int_equal(count_entries(below), 7);
    snprintf(below, sizeof below, "%s/push", folder);
    assert_int_equal(count_entries(below), 7);
    assert_file(below, "kpis.csv",
                "scenario,persona,period,kpi,unit,mean,sd,mcse,p05,p25,p50,p75,p95\n" TOTALS("push"));
    assert_int_equal(pk_tables_comparison(&c, folder, &personas_too, &diag), PK_OK);
    assert_file(folder, "comparison.csv",
                HEADER "push,baseline,all,all,profit,EUR,110,100,10,4,3,10.5,17,0.975,0.005,0.97,2\n"
                       "push,baseline,senior,all,profit,EUR,55,50,5,2,1,5,9,0.75,0.01,0.5,2\n"
                       "push,baseline,all,all,incremental_return,ratio,,,2.5,1,,2,4,,,,2\n");
    results[1].scenario = "baseline";
    assert_int_equal(pk_tables_comparison(&c, folder, &all_only, &diag), PK_FAILED);
    assert_string_equal(diag.messages[0].text,
                        "two scenarios are called 'baseline', and their tables would stand in one folder");
    pk_diag_free(&diag);
    pk_arena_free(&results[0].arena);
    pk_arena_free(&results[1].arena);
    remove_folder(folder);
}

/* The first file that does not fit stops the writing; what stood there stays whole. */
static void test_full(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_result_t r = tiny_result();
    assert_int_equal(pk_tables_run(&r, folder, &all_only, &diag), PK_OK);
    char *before = read_whole(folder, "kpis.csv");
    struct rlimit was;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &(struct rlimit){200, was.rlim_max}), 0);
    pk_status_t status = pk_tables_run(&r, folder, &personas_too, &diag);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    assert_int_equal(status, PK_FAILED);
    assert_int_equal(diag.errors, 1);
    assert_file(folder, "kpis.csv", before);
    assert_int_equal(count_entries(folder), 7);
    free(before);
    pk_diag_free(&diag);
    pk_arena_free(&r.arena);
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_run),        cmocka_unit_test(test_personas), cmocka_unit_test(test_one_run),
        cmocka_unit_test(test_comparison), cmocka_unit_test(test_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
