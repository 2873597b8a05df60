/* The sentences of the answer in the report. */
#include "answers.h"
#include "report/report_parts.h"
#include "tiny_result.h"

static const struct {
    const char *english, *finnish;
} expected[ANSWERS] = {
    [ANSWER_PLAIN] =
        {"<p class=\"answer\">“Kevätkampanja” has the highest profit: +20,000 EUR against the baseline “As "
         "today” (90% interval +18,000 to +22,000).</p>",
         "parempi todennäköisyydellä 75 % ja kaikista paras todennäköisyydellä 75 %.</p>"},
    [ANSWER_EQUAL] =
        {"<strong>The same as the baseline in most draws.</strong> Over the uncertain assumptions it is "
         "better than the baseline in less than 0.3% of the draws, equal to it in 87% and worse in 13%. Over "
         "the uncertain assumptions it is alone the best of all in less than 0.3% of the draws and one of "
         "several best in 87%.</p>",
         "yhtä hyvä todennäköisyydellä 87 % ja huonompi todennäköisyydellä 13 %."},
    [ANSWER_BASELINE_AHEAD] =
        {"<p class=\"answer\">The baseline “As today” and “Kevätkampanja” have the highest profit "
         "of all, and cannot be told apart in 1,000 runs, about 9,000 would: what the means differ "
         "by, −1,000 EUR, may be luck.</p>",
         "ovat vertailukohta ”As today” ja ”Kevätkampanja”, joiden paremmuus ei erotu 1 000 ajossa"},
    [ANSWER_BASELINE_BEST] =
        {"Over the uncertain assumptions it is alone the best of all in 13% of the draws and one of "
         "several best in 87%.</p>",
         "se on yksin kaikista paras todennäköisyydellä 13 % ja yksi usean parhaan joukosta "
         "todennäköisyydellä 87 %.</p>"},
    [ANSWER_EXACT] = {"<p class=\"answer\">“Kevätkampanja” has the highest profit: exactly +20,000 EUR against the "
                      "baseline “As today”.</p>",
                      "täsmälleen +20 000 EUR vertailukohtaan ”As today” nähden.</p>"},
    [ANSWER_ONE_RUN] = {"baseline “As today”.</p>\n<p class=\"sure\">A single run does not tell how sure that is.</p>",
                        "Yksi ajo ei kerro, kuinka varmaa se on.</p>"},
};

/* A figure and its unit or percent sign stay together by a blank that does not break. */
static void break_blanks(char *text)
{
    char *to = text;
    for (const char *at = text; *at != '\0'; at++) {
        const bool fixed = strncmp(at, "\xc2\xa0", 2) == 0;
        *to++ = fixed ? ' ' : *at;
        at += fixed;
    }
    *to = '\0';
}

static void expect(const char *folder, answer_case_t which, pk_language_t language)
{
    pk_comparison_t c = answer_comparison(which);
    pk_diag_t diag = {0};
    pk_page_t page = {.language = language,
                      .comparison = &c,
                      .results = c.results,
                      .nresult = c.nresult,
                      .baseline = &c.results[0],
                      .answer = &c.answer};
    char path[96];
    snprintf(path, sizeof path, "%s/answer", folder);
    assert_int_equal(pk_out_open(&page.html.out, path, &diag), PK_OK);
    pk_section_answer.write(&page);
    assert_int_equal(pk_out_close(&page.html.out, &diag), PK_OK);
    char *text = read_whole(folder, "answer");
    break_blanks(text);
    const char *sentence = language == PK_FINNISH ? expected[which].finnish : expected[which].english;
    if (strstr(text, sentence) == NULL) {
        fail_msg("%s\nis not in\n%s", sentence, text);
    }
    free(text);
    pk_arena_free(&page.arena);
    plan_free(&c);
}

static void each_answer_says_what_is_so(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    for (answer_case_t which = 0; which < ANSWERS; which++) {
        expect(folder, which, PK_ENGLISH);
        expect(folder, which, PK_FINNISH);
    }
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_answer_says_what_is_so)};
    return cmocka_run_group_tests_name("report_answer", tests, NULL, NULL);
}
