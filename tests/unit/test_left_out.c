/* What the answer's sentence says that it leaves out, in all of its forms and both languages. */
#include "report/left_out.h"
#include "verdicts.h"

enum { CUSTOMERS, AFTER = 3 }; /* KPIs of plans.h that stand for these */

/* A comparison with customers at the end and, where `after`, with what comes after it. */
static pk_comparison_t comparison_of(verdict_case_t which, double customers, double error, bool after)
{
    pk_comparison_t c = verdict_comparison(which);
    for (int s = 0; s < PLANS; s++) {
        c.results[s].kpis[CUSTOMERS].name = "customers";
        c.results[s].kpis[AFTER].name = after ? "profit_and_after" : "loyal";
    }
    for (int i = 0; i < c.ndifference; i++) {
        pk_difference_t *d = &c.differences[i];
        if (d->cell == CUSTOMERS) {
            d->kpi = "customers";
            d->diff_mean = d->sure.gain = customers;
            d->diff_p05 = customers - 2 * error;
            d->diff_p95 = customers + 2 * error;
            d->sure.gain_se = error;
        }
        if (d->cell == AFTER && after) {
            d->kpi = "profit_and_after";
            d->unit = "EUR";
            d->diff_mean = -1234;
            d->diff_p05 = -3000;
            d->diff_p95 = 500;
            d->sure = (pk_sure_t){.better = {.p = 0.4}, .draws = 1000, .gain = -1234};
        }
    }
    c.aftermath.kind = after ? PK_AFTER_ASKED : PK_AFTER_TOO_MUCH;
    return c;
}

/* With plain blanks: a figure and its unit stay together by one that does not break. */
static const char *plain(const char *text, pk_arena_t *arena)
{
    char *copy = pk_arena_copy(arena, text), *to = copy;
    for (const char *at = text; *at != '\0'; at++) {
        const bool fixed = strncmp(at, "\xc2\xa0", 2) == 0;
        *to++ = fixed ? ' ' : *at;
        at += fixed;
    }
    *to = '\0';
    return copy;
}

static void expect(pk_comparison_t *c, bool after, const char *english, const char *finnish)
{
    pk_arena_t arena = {0};
    assert_string_equal(plain(pk_left_out_text(PK_ENGLISH, c, after, false, &arena), &arena), english);
    assert_string_equal(plain(pk_left_out_text(PK_FINNISH, c, after, false, &arena), &arena), finnish);
    pk_arena_free(&arena);
    plan_free(c);
}

static void fewer_at_the_end_and_worse_after(void **state)
{
    (void)state;
    pk_comparison_t c = comparison_of(VERDICT_DO, -71, 1, true);
    expect(&c, true, "Over two weeks; 71 customers fewer at the end; with what comes after, better in 40%.",
           "Laskettu kahdelta viikolta; lopussa 71 asiakasta vähemmän; kun myös aika sen jälkeen otetaan mukaan, "
           "parempi todennäköisyydellä 40 %.");
    c = comparison_of(VERDICT_DO, -71, 1, true);
    expect(&c, false, "Over two weeks; 71 customers fewer at the end.",
           "Laskettu kahdelta viikolta; lopussa 71 asiakasta vähemmän.");
}

static void what_is_not_counted_says_how_to_ask(void **state)
{
    (void)state;
    pk_comparison_t c = comparison_of(VERDICT_DO, 1234, 20, false);
    expect(&c, true,
           "Over two weeks; 1,234 customers more at the end; what comes after is not counted (--after counts it).",
           "Laskettu kahdelta viikolta; lopussa 1 234 asiakasta enemmän; aikaa sen jälkeen ei ole laskettu (--after "
           "laskee sen).");
    c = comparison_of(VERDICT_DO, 1, 0.01, false);
    c.aftermath.kind = PK_AFTER_NOT_ASKED;
    expect(&c, true, "Over two weeks; 1 customer more at the end; what comes after is not counted.",
           "Laskettu kahdelta viikolta; lopussa 1 asiakas enemmän; aikaa sen jälkeen ei ole laskettu.");
}

/* A sign that may be luck is not told. */
static void a_sign_within_its_error_is_not_told(void **state)
{
    (void)state;
    pk_comparison_t c = comparison_of(VERDICT_DO, -71, 50, true);
    ((pk_difference_t *)pk_comparison_find(&c, 1, 0, "profit_and_after"))->sure.runs_needed = 9000;
    expect(&c, true,
           "Over two weeks; whether it leaves more or fewer customers cannot be told; with what comes after, the two "
           "cannot be told apart.",
           "Laskettu kahdelta viikolta; ei voi sanoa, onko lopussa asiakkaita enemmän vai vähemmän; kun myös aika sen "
           "jälkeen otetaan mukaan, paremmuutta ei voi sanoa.");
    c = comparison_of(VERDICT_DO, 0, 0, true);
    ((pk_difference_t *)pk_comparison_find(&c, 1, 0, "profit_and_after"))->sure.draws = 0;
    expect(&c, true,
           "Over two weeks; as many customers at the end; with what comes after, −1,230 EUR in present value.",
           "Laskettu kahdelta viikolta; lopussa yhtä monta asiakasta; kun myös aika sen jälkeen otetaan mukaan, "
           "nykyarvossa −1 230 EUR.");
}

/* Where the baseline is best the sentence is about the other plan, which it names. */
static void where_the_baseline_stays_the_other_plan_is_named(void **state)
{
    (void)state;
    pk_comparison_t c = comparison_of(VERDICT_KEEP, 71, 1, true);
    expect(&c, true,
           "Over two weeks; “Kevätkampanja” against the baseline: 71 customers more at the end; with what comes after, "
           "better in 40%.",
           "Laskettu kahdelta viikolta; ”Kevätkampanja” vertailukohtaan nähden: lopussa 71 asiakasta enemmän; kun myös "
           "aika sen jälkeen otetaan mukaan, parempi todennäköisyydellä 40 %.");
}

static void horizons_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *unit;
        int steps;
        bool dated;
        const char *english, *finnish;
    } cases[] = {{"week", 52, false, "one year", "yhdeltä vuodelta"},
                 {"week", 52, true, "one year", "yhdeltä vuodelta"},
                 {"week", 51, false, "51 weeks", "51 viikolta"},
                 {"week", 26, false, "six months", "kuudelta kuukaudelta"},
                 {"day", 365, true, "one year", "yhdeltä vuodelta"},
                 {"day", 1096, true, "three years", "kolmelta vuodelta"},
                 {"day", 10, false, "ten days", "kymmeneltä päivältä"},
                 {"month", 18, false, "18 months", "18 kuukaudelta"},
                 {"month", 12, true, "one year", "yhdeltä vuodelta"},
                 {"year", 1, false, "one year", "yhdeltä vuodelta"}};
    static const long days[] = {20454}; /* 2026-01-01 */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pk_arena_t arena = {0};
        const pk_result_t r = {
            .step_unit = cases[i].unit, .nstep = cases[i].steps, .days = cases[i].dated ? days : NULL};
        assert_string_equal(pk_left_out_horizon(PK_ENGLISH, &r, &arena), cases[i].english);
        assert_string_equal(pk_left_out_horizon(PK_FINNISH, &r, &arena), cases[i].finnish);
        pk_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fewer_at_the_end_and_worse_after),
        cmocka_unit_test(what_is_not_counted_says_how_to_ask),
        cmocka_unit_test(a_sign_within_its_error_is_not_told),
        cmocka_unit_test(where_the_baseline_stays_the_other_plan_is_named),
        cmocka_unit_test(horizons_in_words),
    };
    return cmocka_run_group_tests_name("left_out", tests, NULL, NULL);
}
