/* What a sensitivity is told by: the table, the charts in every terminal, and the page in both languages; with names
 * that mean harm, many rows, and numbers that are not there. */
#include "report/charts.h"
#include "report/report.h"
#include "report/sensitivity.h"

#include "plans.h"
#include "tiny_result.h"

static const char HARM[] = "]]>&#x41;<script>\"`touch /tmp/polku-sensitive`";

static pk_sensitive_t empty_row(pk_sensitive_kind_t kind, const char *number, const char *label)
{
    return (pk_sensitive_t){kind, number, label, false, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
}

/* `count` uncertain numbers, the first moves the KPI most; the second is drawn together with others, the last does
 * nothing. */
static pk_sensitivity_t made(int count, bool against)
{
    pk_sensitivity_t s = {.scenario = "push",
                          .title = "Push",
                          .against = against ? "today" : NULL,
                          .against_title = against ? "As today" : NULL,
                          .kpi = "profit",
                          .label = {"Profit", "Voitto"},
                          .unit = "EUR",
                          .money = true,
                          .tornado = true,
                          .sobol = true,
                          .value = against,
                          .samples = 4096,
                          .runs = 1000,
                          .mean = 1200,
                          .sd = 800,
                          .expected_mean = 900,
                          .nuncertain = count};
    plan_fill(&s.plan, "push", "Push", 1234, 31200, (double[]){100000, 100000, 100000, 100000});
    s.rows = PK_ARRAY(&s.arena, pk_sensitive_t, count + 2);
    s.rows[s.nrow] = empty_row(PK_SENSITIVE_ALL, "all", "everything uncertain");
    s.rows[s.nrow].evppi = against ? 300 : NAN;
    s.rows[s.nrow++].evppi_se = against ? 10 : NAN;
    for (int k = 0; k < count; k++) {
        pk_sensitive_t *row = &s.rows[s.nrow++];
        const double size = (double)(count - 1 - k) / count;
        *row = empty_row(PK_SENSITIVE_UNCERTAIN, k == 0 ? HARM : pk_arena_format(&s.arena, "=stages.s%d.start", k),
                         "2% to 9%");
        row->together = k == 1;
        row->p05 = 0.02;
        row->p95 = 0.09;
        row->kpi_at_p05 = 1200 - 900 * size;
        row->kpi_at_p95 = 1200 + (k % 3 == 0 ? -100 : 700) * size;
        row->first = size / 3;
        row->first_se = 0.01;
        row->total = row->together ? NAN : size / 2;
        row->total_se = row->together ? NAN : 0.01;
        row->evppi = against ? 200 * size : NAN;
        row->evppi_se = against ? 5 : NAN;
    }
    s.rows[s.nrow] = empty_row(PK_SENSITIVE_PLAIN, "levers.price", "1");
    s.rows[s.nrow++].elasticity = -1.25;
    return s;
}

static void the_table_has_a_row_a_row(void **state)
{
    (void)state;
    pk_sensitivity_t s = made(3, true);
    char folder[64];
    pk_diag_t diag = {0};
    make_folder(folder);
    assert_int_equal(pk_sensitivity_write(&s, folder, NULL, &diag), PK_OK);
    char *text = read_whole(folder, "sensitivity.csv");
    const char *wanted = "number,label,kpi,p05,p95,kpi_at_p05,kpi_at_p95,first,first_se,total,total_se,evppi,evppi_se,"
                         "elasticity\nall,everything uncertain,profit,,,,,,,,,300,10,\n";
    assert_memory_equal(text, wanted, strlen(wanted));
    assert_non_null(strstr(text, "\n'=stages.s2.start,2% to 9%,profit,0.02,0.09,1200,1200,0,0.01,0,0.01,0,5,\n"));
    assert_non_null(strstr(text, "\nlevers.price,1,profit,,,,,,,,,,,-1.25\n"));
    free(text);
    remove_folder(folder);
    pk_sensitivity_free(&s);
}

static void check_page(const pk_sensitivity_t *s, const pk_pictures_t *pictures, pk_language_t language,
                       const char *folder, const char *says)
{
    pk_diag_t diag = {0};
    const pk_manifest_t manifest = {.version = "1", .results = &s->plan, .nresult = 1};
    const pk_report_t report = {.sensitivity = s, .manifest = &manifest, .pictures = pictures, .language = language};
    assert_int_equal(pk_report_write(&report, folder, &diag), PK_OK);
    char *page = read_whole(folder, "report.html");
    if (strstr(page, says) == NULL) {
        fail_msg("the page does not say %s", says);
    }
    assert_null(strstr(page, "<script"));
    free(page);
}

/* Draws in every terminal; there are so many charts. */
static void draw(pk_sensitivity_t *s, int charts, const char *english, const char *finnish)
{
    static const char *const terminals[] = {"svg", "png", "pdf", "dumb"};
    const pk_charts_options_t options = {
        .plots = "plots", .terminals = terminals, .nterminal = 4, .gnuplot = {.seconds = 60}};
    char folder[64];
    pk_diag_t diag = {0};
    pk_pictures_t pictures = {0};
    make_folder(folder);
    assert_int_equal(pk_charts_sensitivity(s, folder, &options, &pictures, &diag), PK_OK);
    assert_int_equal(diag.count, 0);
    assert_int_equal(pictures.count, 4 * charts);
    assert_int_equal(access("/tmp/polku-sensitive", F_OK), -1);
    check_page(s, &pictures, PK_ENGLISH, folder, english);
    check_page(s, &pictures, PK_FINNISH, folder, finnish);
    pk_pictures_free(&pictures);
    remove_folder(folder);
}

static void every_chart_is_drawn(void **state)
{
    (void)state;
    static const struct {
        int count;
        bool against;
        int charts;
        const char *english, *finnish;
    } cases[] = {
        {6, true, 3, "Knowing everything before deciding would be worth 300", "Kaiken tietäminen"},
        {60, true, 3, "of single numbers", "yksittäisistä luvuista"},
        {2, false, 2, "moves the profit most", "siirtää"},
        {0, false, 0, "No number is uncertain", "Mikään luku ei ole epävarma"},
    };
    if (system("command -v gnuplot >/dev/null 2>&1") != 0) {
        skip();
    }
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_sensitivity_t s = made(cases[i].count, cases[i].against);
        draw(&s, cases[i].charts, cases[i].english, cases[i].finnish);
        pk_sensitivity_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_has_a_row_a_row),
        cmocka_unit_test(every_chart_is_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
