/* The sentences in which the report says what to do. */
#include "report/report_parts.h"
#include "tiny_result.h"
#include "verdicts.h"

static const struct {
    const char *english, *finnish;
} expected[VERDICTS] = {
    [VERDICT_DO] =
        {"<p class=\"verdict\">Do it: “Kevätkampanja” brings +20,000 EUR in profit against the baseline “As "
         "today”, better in 98% of the draws.</p>\n<p class=\"price\">The price of being wrong is 310 EUR.</p>",
         "<p class=\"verdict\">Tee näin: ”Kevätkampanja”, tulos +20 000 EUR vertailukohtaan ”As today” nähden, "
         "parempi todennäköisyydellä 98 %.</p>\n<p class=\"price\">Väärässä olemisen hinta on 310 EUR.</p>"},
    [VERDICT_FIND_OUT] =
        {"better in 98% of the draws, less than the 25,310 EUR that knowing the assumptions would be "
         "worth.</p>\n<p class=\"price\">The price of being wrong, if it is done now, is 25,310 EUR.</p>",
         "<p class=\"verdict\">Selvitä ensin lisää: ”Kevätkampanja”, tulos +20 000 EUR vertailukohtaan "
         "”As today” nähden, parempi todennäköisyydellä 98 %, tuo vähemmän kuin oletusten tunteminen, "
         "jonka arvo on 25 310 EUR.</p>"},
    [VERDICT_KEEP] = {"<p class=\"verdict\">Keep the baseline “As today”: no other plan has a better profit.</p>\n"
                      "<p class=\"price\">The price of being wrong is 310 EUR.</p>",
                      "<p class=\"verdict\">Pidä vertailukohta ”As today”: tulos ei ole millään muulla suunnitelmalla "
                      "parempi.</p>"},
    [VERDICT_LUCK] =
        {"<p class=\"verdict\">Keep the baseline “As today” for now: that “Kevätkampanja” is ahead, +20,000 "
         "EUR in profit, may be luck.</p>",
         "suunnitelman ”Kevätkampanja” etumatka, tulos +20 000 EUR, voi olla sattumaa.</p>"},
    [VERDICT_NEAR] =
        {"<p class=\"near\">Within 1% of each other in profit: “Kevätkampanja” and “No advertising”; one of "
         "them is the best of all in 95%.</p>",
         "<p class=\"near\">Enintään 1 %:n päässä toisistaan (tulos): ”Kevätkampanja” ja ”No advertising”; "
         "jokin niistä on paras todennäköisyydellä 95 %.</p>"},
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

static void expect(const char *folder, verdict_case_t which, pk_language_t language)
{
    pk_comparison_t c = verdict_comparison(which);
    pk_diag_t diag = {0};
    pk_page_t page = {.language = language,
                      .comparison = &c,
                      .results = c.results,
                      .nresult = c.nresult,
                      .baseline = &c.results[0],
                      .answer = &c.answer};
    char path[96];
    snprintf(path, sizeof path, "%s/verdict", folder);
    assert_int_equal(pk_out_open(&page.html.out, path, &diag), PK_OK);
    pk_page_verdict(&page);
    assert_int_equal(pk_out_close(&page.html.out, &diag), PK_OK);
    char *text = read_whole(folder, "verdict");
    break_blanks(text);
    const char *sentence = language == PK_FINNISH ? expected[which].finnish : expected[which].english;
    if (strstr(text, sentence) == NULL) {
        fail_msg("%s\nis not in\n%s", sentence, text);
    }
    free(text);
    pk_arena_free(&page.arena);
    plan_free(&c);
}

static void each_verdict_says_what_to_do(void **state)
{
    (void)state;
    char folder[64];
    make_folder(folder);
    for (verdict_case_t which = 0; which < VERDICTS; which++) {
        expect(folder, which, PK_ENGLISH);
        expect(folder, which, PK_FINNISH);
    }
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_verdict_says_what_to_do)};
    return cmocka_run_group_tests_name("report_verdict", tests, NULL, NULL);
}
