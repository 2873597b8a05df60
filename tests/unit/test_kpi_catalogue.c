/* The catalogue of KPIs against what else must know of each: the reference of the format, the words of units, a run. */
#include "engine_fixture.h"
#include "model/kpi_catalogue.h"
#include "report/words.h"

/* A table row each in models/README.md, with the same words and in the same order. */
static void the_reference_has_them(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    const pk_source_t *page = pk_source_read("models/README.md", 1 << 22, PK_NOWHERE, &arena, &diag);
    assert_non_null(page);
    const char *rest = page->text;
    for (const pk_kpi_entry_t *entry = pk_kpi_catalogue; entry->name != NULL; entry++) {
        const char *row = pk_arena_format(&arena, "\n| `%s` | %s |\n", entry->name, entry->about);
        const char *found = strstr(rest, row);
        if (entry->scope == PK_KPI_PART) {
            assert_null(found);
            continue;
        }
        if (found == NULL) {
            fail_msg("models/README.md has no row %s", row);
        }
        rest = found + 1;
    }
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

static void each_is_whole(void **state)
{
    (void)state;
    for (const pk_kpi_entry_t *entry = pk_kpi_catalogue; entry->name != NULL; entry++) {
        assert_ptr_equal(pk_kpi_entry(entry->name), entry);
        for (int language = 0; language < PK_LANGUAGES; language++) {
            const char *end = strstr(entry->words[language], "%s");
            assert_true(entry->words[language][0] != '\0');
            assert_true(entry->scope == PK_KPI_OF_CHANNEL ? end != NULL && end[2] == '\0' : end == NULL);
        }
        if (entry->unit != NULL) {
            assert_string_not_equal(pk_word_unit(PK_FINNISH, entry->unit), entry->unit);
        }
        assert_int_equal(entry->above != NULL, entry->below != NULL);
        if (entry->above != NULL) {
            assert_true(pk_kpi_entry(entry->above) < entry && pk_kpi_entry(entry->below) < entry);
        }
        for (const pk_kpi_entry_t *other = pk_kpi_catalogue; other < entry; other++) {
            assert_true(entry->rank < 0 || other->rank != entry->rank);
        }
    }
}

/* Each that a run has comes out of one, under its words and in its unit, direction and order. */
static void a_run_has_them(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: t\nstep: week\npopulation: 100\ncurrency: EUR\n"
                   "stages:\n  a: {role: prospect, start: rest}\n  b: {role: customer}\n"
                   "transitions: {a -> b: {probability: 10%, revenue: 5}}\n"
                   "channels: {radio: {label: Radio, spend: 3, effects: {}}}\n",
                   "horizon: 2\nruns: 2\n", (pk_run_options_t){0});
    int k = 0;
    for (const pk_kpi_entry_t *entry = pk_kpi_catalogue; entry->name != NULL; entry++) {
        if (entry->scope != PK_KPI_OF_RUN && entry->scope != PK_KPI_OF_CHANNEL) {
            continue;
        }
        const pk_result_kpi_t *kpi = &f.result.kpis[k++];
        const bool channel = entry->scope == PK_KPI_OF_CHANNEL;
        assert_string_equal(kpi->name, channel ? "spend.radio" : entry->name);
        assert_string_equal(kpi->words[PK_ENGLISH], channel ? "Spend: Radio" : entry->words[PK_ENGLISH]);
        assert_string_equal(kpi->words[PK_FINNISH], channel ? "Mainonta: Radio" : entry->words[PK_FINNISH]);
        assert_string_equal(kpi->unit, entry->unit != NULL ? entry->unit : "EUR");
        assert_int_equal(kpi->lower_is_better, entry->lower_is_better);
        assert_int_equal(kpi->rank, entry->rank);
    }
    assert_int_equal(f.result.nkpi, k);
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_reference_has_them), cmocka_unit_test(each_is_whole),
                                       cmocka_unit_test(a_run_has_them)};
    return cmocka_run_group_tests_name("kpi_catalogue", tests, NULL, NULL);
}
