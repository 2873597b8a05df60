/* What individuals tell in words: whole sentences in both languages, and what is left out where there is nothing to
 * say. */
#include "report/individual_words.h"

#include "rich_individuals.h"
#include "tiny_individuals.h"
#include "tiny_result.h"

static void assert_words(const pk_result_t *r, pk_language_t language, int nfirst, int count,
                         const char *const *expected)
{
    pk_arena_t arena = {0};
    pk_texts_t texts = {0};
    int first = -1;
    pk_individual_words(r, language, &texts, &first, &arena);
    assert_int_equal(first, nfirst);
    assert_int_equal(texts.count, count);
    for (int i = 0; i < count; i++) {
        assert_string_equal(texts.all[i], expected[i]);
    }
    pk_arena_free(&arena);
}

static void test_both_languages(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    static const char *const english[] = {
        "First purchase: half of them had bought within 2 weeks; after 2 weeks, 50% were still waiting.",
        "Next purchase: of those who had bought, after 2 weeks 25% had bought again and 75% were still waiting.",
        "The best 20% bring 75% of the profit; were all customers alike, luck alone would give them 50%.",
        "Of all people, 50% bought nothing, 25% once and 25% more often.",
        "One who was there at the start brings 12.5\u00a0EUR on average; half bring 0\u00a0EUR or less, the best tenth "
        "13.33\u00a0EUR or more.",
        "Of those who became customers, 75% were customers 1 month later.",
        "The most common path is “Tarpeen tunnistaminen → Asiakkuus”: 50% of all people walked it; 88% walked one of "
        "the 2 most common."};
    static const char *const finnish[] = {
        "Ensiosto: puolet oli ostanut, kun oli kulunut 2 viikkoa; kun oli kulunut 2 viikkoa, 50\u00a0% odotti yhä.",
        "Seuraava osto: kun oli kulunut 2 viikkoa, ostaneista 25\u00a0% oli ostanut uudelleen ja 75\u00a0% odotti yhä.",
        "Paras 20\u00a0% tuo 75\u00a0% tuloksesta; jos kaikki asiakkaat olisivat samanlaisia, pelkkä onni antaisi "
        "heille 50\u00a0%.",
        "Kaikista ihmisistä 50\u00a0% ei ostanut mitään, 25\u00a0% osti kerran ja 25\u00a0% useammin.",
        "Alussa mukana ollut tuo keskimäärin 12,5\u00a0EUR; puolet tuo 0\u00a0EUR tai vähemmän, paras kymmenes "
        "13,33\u00a0EUR tai enemmän.",
        "Asiakkaiksi tulleista 75\u00a0% oli asiakkaana, kun oli kulunut 1 kuukausi.",
        "Yleisin polku on ”Tarpeen tunnistaminen → Asiakkuus”: sen kulki 50\u00a0% ihmisistä; jonkin 2 yleisimmästä "
        "kulki 88\u00a0%."};
    assert_words(&r, PK_ENGLISH, 3, 7, english);
    assert_words(&r, PK_FINNISH, 3, 7, finnish);
    pk_arena_free(&r.arena);
}

/* Nobody was followed, nothing is earned, nobody became a customer, nobody bought more than once. */
static void test_little_to_say(void **state)
{
    (void)state;
    pk_result_t r = tiny_result();
    tiny_individuals(&r);
    pk_individuals_t *of = r.individuals;
    of->first_purchase[0] = of->between_purchases[0] = tiny_curve(&r.arena, 0, 0);
    of->profit_share = (double[]){NAN, NAN, NAN, NAN};
    of->most_purchases = 1;
    of->purchases = (double[]){0.75, 0.25, 1, 0};
    of->entered = (double[]){0, 0};
    of->retention = (double[]){NAN, NAN, NAN, NAN};
    of->npath = 1;
    memset(of->value, 0, 2 * sizeof *of->value);
    static const char *const expected[] = {
        "Of all people, 75% bought nothing, 25% once and 0% more often.",
        "The most common path is “Tarpeen tunnistaminen → Asiakkuus”: 50% of all people walked it."};
    assert_words(&r, PK_ENGLISH, 0, 2, expected);
    of->most_purchases = 0;
    of->npath = 0;
    assert_words(&r, PK_ENGLISH, 0, 0, NULL);
    /* nobody buys, but some pay: luck gives nothing; others lose: more than all of it */
    of->profit_share = (double[]){1.0096, NAN, NAN, NAN};
    of->by_luck = (double[]){NAN, NAN, NAN, NAN};
    assert_words(&r, PK_ENGLISH, 1, 1, (const char *[]){"The best 20% bring 101% of the profit."});
    pk_arena_free(&r.arena);
}

static void test_pieces(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_result_t r = tiny_result();
    assert_string_equal(pk_individual_steps(&r, PK_ENGLISH, 1, &arena), "1 week");
    assert_string_equal(pk_individual_steps(&r, PK_FINNISH, 1200, &arena), "1\u00a0200 viikkoa");
    const int stages[] = {1, 0};
    pk_walked_path_t path = {.stages = stages, .nstage = 2};
    assert_string_equal(pk_individual_path(&r, PK_ENGLISH, &path, &arena), "Asiakkuus → Tarpeen tunnistaminen");
    path.goes_on = true;
    assert_string_equal(pk_individual_path(&r, PK_ENGLISH, &path, &arena), "Asiakkuus → Tarpeen tunnistaminen → …");
    assert_string_equal(pk_individual_path(&r, PK_FINNISH, &(pk_walked_path_t){.share = 0.5}, &arena), "kaikki muut");
    pk_arena_free(&arena);
    pk_arena_free(&r.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_languages),
        cmocka_unit_test(test_little_to_say),
        cmocka_unit_test(test_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
