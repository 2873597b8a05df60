/* The journeys that polku new writes: every word is accepted without a warning, and under today's plan all counts stay
 * where they are. */
#include "cli/new_templates.h"
#include "engine_fixture.h"

#ifdef __SANITIZE_ADDRESS__
enum { DRAWS = 20, RUNS = 20 };
#else
enum { DRAWS = 200, RUNS = 200 };
#endif

static void write_set(const pk_fixture_t *f, const pk_template_t *files)
{
    for (const pk_template_t *t = files; t->name != NULL; t++) {
        pk_fixture_write(f->folder, t->name, t->text);
    }
}

static void remove_set(const pk_fixture_t *f, const pk_template_t *files)
{
    char path[160];
    for (const pk_template_t *t = files; t->name != NULL; t++) {
        snprintf(path, sizeof path, "%s/%s", f->folder, t->name);
        assert_int_equal(unlink(path), 0);
    }
    assert_int_equal(rmdir(f->folder), 0);
}

/* Reads one of the files and runs it; nothing is warned of. */
static void run_file(pk_fixture_t *f, const char *name, pk_engine_kind_t engine, long runs)
{
    char path[160];
    pk_overrides_t overrides = PK_NO_OVERRIDES;
    overrides.engine = engine;
    overrides.runs = runs;
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    f->scenario = pk_scenario_read(path, &overrides, &f->arena, &f->diag);
    pk_fixture_show(&f->diag);
    assert_non_null(f->scenario);
    assert_int_equal(pk_run(f->scenario, &(pk_run_options_t){.series = true}, &f->result, &f->diag), PK_OK);
    if (engine == PK_ENGINE_COHORT) { /* that of the expected warns that it is an approximation */
        pk_fixture_show(&f->diag);
        assert_int_equal(f->diag.count, 0);
    }
    for (int i = 0; i < f->result.nwarning && engine == PK_ENGINE_COHORT; i++) {
        fail_msg("%s: %s", name, f->result.warnings[i]);
    }
}

/* Every count of every draw after every step is that of the start, to round-off of the largest. The expected engine
 * holds them still where capacities hold nobody back, which is so in all of these draws. */
static void counts_stay(const pk_result_t *r)
{
    for (int t = 1; t <= r->nstep; t++) {
        for (int i = 0; i < r->nstage; i++) {
            const pk_summary_t *start = &r->stage_counts[pk_stage_cell(r, 0, 0, i)];
            const pk_summary_t *now = &r->stage_counts[pk_stage_cell(r, t, 0, i)];
            assert_near(now->mean, start->mean, 1e-9 * r->population);
            assert_near(now->p05, start->p05, 1e-9 * r->population);
            assert_near(now->p95, start->p95, 1e-9 * r->population);
        }
    }
}

static void journeys_stay_where_they_are(void **state)
{
    (void)state;
    for (int k = 0; k < PK_FIRMS; k++) {
        pk_fixture_t f;
        pk_fixture_begin(&f);
        write_set(&f, pk_new_firms[k].files);
        run_file(&f, "today.yaml", PK_ENGINE_EXPECTED, DRAWS);
        counts_stay(&f.result);
        pk_result_free(&f.result);
        remove_set(&f, pk_new_firms[k].files);
        pk_arena_free(&f.arena);
        pk_diag_free(&f.diag);
    }
}

static void every_file_runs_without_a_warning(void **state)
{
    (void)state;
    for (int k = 0; k < PK_FIRMS; k++) {
        pk_fixture_t f;
        pk_fixture_begin(&f);
        write_set(&f, pk_new_firms[k].files);
        for (const pk_template_t *t = pk_new_firms[k].files; t->name != NULL; t++) {
            run_file(&f, t->name, PK_ENGINE_COHORT, RUNS);
            pk_result_free(&f.result);
        }
        remove_set(&f, pk_new_firms[k].files);
        pk_arena_free(&f.arena);
        pk_diag_free(&f.diag);
    }
}

static void sets_are_sound(void **state)
{
    (void)state;
    for (int k = 0; k < PK_FIRMS; k++) {
        const pk_template_t *files = pk_new_firms[k].files;
        assert_string_equal(files[0].name, "model.yaml");
        assert_string_equal(files[1].name, "today.yaml");
        assert_int_equal(pk_new_firms[k].name == NULL, k == PK_FIRMS - 1);
        for (int i = 0; files[i].name != NULL; i++) {
            for (const char *line = files[i].text; line != NULL; line = strchr(line, '\n')) {
                line += *line == '\n';
                assert_true(strcspn(line, "\n") <= 120);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sets_are_sound), cmocka_unit_test(journeys_stay_where_they_are),
                                       cmocka_unit_test(every_file_runs_without_a_warning)};
    return cmocka_run_group_tests_name("new_templates", tests, NULL, NULL);
}
