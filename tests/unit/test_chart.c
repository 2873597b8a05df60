/* What the charts share: figures, spans, verdicts, words. */
#include "report/chart.h"
#include "report/local.h"

#include "tiny_result.h"

static void test_figures(void **state)
{
    (void)state;
    static const struct {
        double x;
        bool sign;
        const char *english, *finnish;
    } cases[] = {
        {0, false, "0", "0"},
        {0, true, "0", "0"},
        {7, true, "+7", "+7"},
        {-7, false,
         "\xe2\x88\x92"
         "7",
         "\xe2\x88\x92"
         "7"},
        {0.125, false, "0.12", "0,12"},
        {9.996, false, "10.0", "10,0"},
        {12.34, false, "12.3", "12,3"},
        {99.96, false, "100", "100"},
        {999.4, false, "999", "999"},
        {9994, false, "9,994",
         "9\xc2\xa0"
         "994"},
        {9996, false, "10.0k", "10,0k"},
        {12345, true, "+12.3k", "+12,3k"},
        {999400, false, "999k", "999k"},
        {999600, false, "1.00M", "1,00M"},
        {2671234, false, "2.67M", "2,67M"},
        {-4e9, false,
         "\xe2\x88\x92"
         "4.00G",
         "\xe2\x88\x92"
         "4,00G"},
    };
    pk_arena_t arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_string_equal(pk_chart_figure(PK_ENGLISH, cases[i].x, cases[i].sign, &arena), cases[i].english);
        assert_string_equal(pk_chart_figure(PK_FINNISH, cases[i].x, cases[i].sign, &arena), cases[i].finnish);
    }
    assert_string_equal(pk_chart_count(PK_ENGLISH, 1000, &arena), "1,000");
    assert_string_equal(pk_chart_count(PK_ENGLISH, 12000345, &arena), "12,000,345");
    assert_string_equal(pk_chart_count(PK_FINNISH, 12345, &arena), "12\xc2\xa0"
                                                                   "345");
    assert_string_equal(pk_chart_count(PK_ENGLISH, 7, &arena), "7");
    pk_arena_free(&arena);
}

/* Steps end where the next begins; months as long as they are. Days since 1970 by date -d. */
static void test_time(void **state)
{
    (void)state;
    static const long leap[] = {19753, 19782, 19813, 19843}; /* 2024-01-31, -02-29, -03-31, -04-30 */
    pk_arena_t arena = {0};
    pk_result_t r = {.nstep = 3, .step_unit = "month", .days = leap};
    assert_near(pk_chart_time(&r, 0), 86400.0 * 19753, 0);
    assert_near(pk_chart_time(&r, 1), 86400.0 * 19782, 0);
    assert_near(pk_chart_time(&r, 2), 86400.0 * 19813, 0);
    assert_near(pk_chart_time(&r, 3), 86400.0 * 19843, 0);
    assert_string_equal(pk_local_span(PK_ENGLISH, &r, &arena), "31\u00a0Jan\u00a02024 – 29\u00a0Apr\u00a02024");
    r.days = NULL;
    assert_near(pk_chart_time(&r, 2), 2, 0);
    assert_string_equal(pk_local_span(PK_ENGLISH, &r, &arena), "3 months");
    assert_string_equal(pk_local_span(PK_FINNISH, &r, &arena), "3 kuukautta");
    assert_string_equal(pk_chart_step_word(PK_FINNISH, &r), "kuukausi");
    pk_arena_free(&arena);
}

static void test_verdict(void **state)
{
    (void)state;
    pk_difference_t d = {.sure = {.better = {.p = 0.9}}};
    assert_int_equal(pk_chart_verdict(&d), 1);
    d.sure.better.p = 0.1;
    assert_int_equal(pk_chart_verdict(&d), 2);
    d.sure.better.p = 0.89;
    assert_int_equal(pk_chart_verdict(&d), 3);
    d.sure.better.p = NAN;
    assert_int_equal(pk_chart_verdict(&d), 3);
    assert_int_equal(pk_chart_verdict(NULL), 3);
    d = (pk_difference_t){.sure = {.better = {.p = 0.95}, .runs_needed = 2000}};
    assert_int_equal(pk_chart_verdict(&d), 3); /* cannot be told apart */
}

static void test_words(void **state)
{
    (void)state;
    for (pk_word_t word = 0; word < PK_WORDS; word++) {
        for (pk_language_t language = 0; language < PK_LANGUAGES; language++) {
            const char *text = pk_word(language, word);
            assert_true(text[0] != '\0');
            const char *first = strstr(text, "%s");
            assert_true((first != NULL) == (strstr(pk_word(PK_ENGLISH, word), "%s") != NULL));
            assert_true(first == NULL || strstr(first + 1, "%s") == NULL);
        }
    }
    const pk_result_kpi_t profit = {.name = "profit", .label = "Profit", .words = {"Profit", "Tulos"}};
    const pk_result_kpi_t own = {.name = "jobs", .label = "Työt"}, bare = {.name = "jobs", .label = ""};
    assert_string_equal(pk_chart_kpi_label(PK_FINNISH, &profit), "Tulos");
    assert_string_equal(pk_chart_kpi_label(PK_ENGLISH, &profit), "Profit");
    assert_string_equal(pk_chart_kpi_label(PK_FINNISH, &own), "Työt");
    assert_string_equal(pk_chart_kpi_label(PK_ENGLISH, &bare), "jobs");
    assert_string_equal(pk_word_unit(PK_FINNISH, "customers"), "asiakasta");
    assert_string_equal(pk_word_unit(PK_FINNISH, "EUR"), "EUR");
    assert_string_equal(pk_word_month(PK_FINNISH, 11), "joulu");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_figures), cmocka_unit_test(test_time),
                                       cmocka_unit_test(test_verdict), cmocka_unit_test(test_words)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
