/* Sentences of other layers in Finnish: found by their English, with what stands in their places. */
#include "report/translated.h"

#include "pk_test.h"

static void sentences_with_their_places(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    static const char *const cases[][2] = {
        {"word of mouth", "suosittelu"},
        {"total", "yhteensä"},
        {"Nothing that was observed hangs on channels.tv.ceiling: it stays as it was assumed.",
         "Mikään havaittu ei riipu luvusta channels.tv.ceiling: se jää oletetuksi."},
        {"The rate of need -> buyer scatters by 12% from step to step beyond chance: something moves it that the model "
         "does not have.",
         "Siirtymän need -> buyer tiheys heittelee askeleesta toiseen 12\u00a0% enemmän kuin sattuma selittää: sitä "
         "liikuttaa jokin, jota mallissa ei ole."},
        {"Spend on tv follows orders of the steps before (R² 0.83): its effect cannot be told from theirs without an "
         "experiment.",
         "Mainonta tv seuraa sarjaa orders edellisiltä askelilta (R² 0,83): vaikutuksia ei voi erottaa ilman koetta."},
        /* the longer of two that begin alike */
        {"As the assumptions are written, they say 10 to 20 in all of orders; there were 900. No draw of the "
         "assumptions comes there: look at units, dates and the population.",
         "Oletusten mukaan yhteensä 10 … 20 (orders); toteutui 900. Yksikään oletusten arvonta ei osu sinne: tarkista "
         "yksiköt, päivät ja väestön koko."},
        {"a, b, c and 7 more", "a, b, c ja 7 muuta"},
        {"Something else.", "Something else."},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        assert_string_equal(pk_translated(PK_FINNISH, cases[k][0], &arena), cases[k][1]);
        assert_ptr_equal(pk_translated(PK_ENGLISH, cases[k][0], &arena), cases[k][0]);
    }
    assert_string_equal(pk_translated_list(PK_FINNISH, "capacity, word of mouth", &arena), "kapasiteetti, suosittelu");
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sentences_with_their_places)};
    return cmocka_run_group_tests_name("translated", tests, NULL, NULL);
}
