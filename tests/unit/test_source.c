#include "pk_test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"

static char folder[] = "/tmp/polku-source-XXXXXX";
static char path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) {
        return 1;
    }
    snprintf(path, sizeof path, "%s/a.yaml", folder);
    FILE *file = fopen(path, "wb");
    if (!file) {
        return 1;
    }
    fwrite("a: 1\0b\n", 1, 7, file);
    return fclose(file);
}

static int remove_folder(void **state)
{
    (void)state;
    return unlink(path) + rmdir(folder);
}

static void expect_refusal(const char *name, size_t limit, const char *wording)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    assert_null(pk_source_read(name, limit, PK_NOWHERE, &arena, &diag));
    assert_int_equal(diag.errors, 1);
    if (strcmp(diag.messages[0].text, wording) != 0) {
        print_error("%s\n%s\n", diag.messages[0].text, wording);
    }
    assert_string_equal(diag.messages[0].text, wording);
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

static void reads_a_whole_file(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    const pk_source_t *source = pk_source_read(path, 7, PK_NOWHERE, &arena, &diag);
    assert_non_null(source);
    assert_string_equal(source->name, path);
    assert_int_equal(source->length, 7);
    assert_memory_equal(source->text, "a: 1\0b\n", 8);
    source = pk_source_read("/dev/null", 10, PK_NOWHERE, &arena, &diag);
    assert_non_null(source);
    assert_int_equal(source->length, 0);
    assert_string_equal(source->text, "");
    assert_int_equal(diag.count, 0);
    pk_arena_free(&arena);
}

static void refuses_what_it_cannot_read(void **state)
{
    (void)state;
    char wording[200];
    snprintf(wording, sizeof wording, "\"%s\" is larger than 6 bytes, the most that is read", path);
    expect_refusal(path, 6, wording);
    expect_refusal("/dev/zero", (size_t)1 << 20, "\"/dev/zero\" is larger than 1 MiB, the most that is read");
    expect_refusal("/nowhere/a.yaml", 10, "there is no file \"/nowhere/a.yaml\"");
    snprintf(wording, sizeof wording, "\"%s\" is a folder, not a file", folder);
    expect_refusal(folder, 10, wording);
    snprintf(wording, sizeof wording, "there is no file \"%s/x\"", path);
    char below[80];
    snprintf(below, sizeof below, "%s/x", path);
    expect_refusal(below, 10, wording);
}

static void points_at_the_place_that_asked(void **state)
{
    (void)state;
    const pk_source_t asking = {.name = "s.yaml", .text = "based_on: gone.yaml\n", .length = 20};
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    assert_null(pk_source_read("gone.yaml", 10, (pk_place_t){&asking, 1, 11, 9}, &arena, &diag));
    assert_string_equal(pk_message_format(&diag.messages[0], &arena),
                        "s.yaml:1:11: error: there is no file \"gone.yaml\"\n"
                        "  based_on: gone.yaml\n"
                        "            ^~~~~~~~~\n"
                        "  hint: a path starts in the folder of the file that it stands in\n");
    pk_diag_free(&diag);
    pk_arena_free(&arena);
}

/* Of the same ending by what stands before it, or with another ending alone; the hint is what can be written there. */
static void names_the_nearest_file(void **state)
{
    (void)state;
    static const struct {
        const char *asked, *near;
    } cases[] = {{"a-plam.yaml", "a-plan.yaml"}, {"a-plan.yml", "a-plan.yaml"}, {"a-plan", "a-plan.yaml"},
                 {"b-plans.csv", NULL},          {"none.yaml", NULL},           {".yaml", NULL}};
    char plan[80];
    snprintf(plan, sizeof plan, "%s/a-plan.yaml", folder);
    FILE *file = fopen(plan, "w");
    assert_non_null(file);
    fclose(file);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        pk_arena_t arena = {0};
        pk_diag_t diag = {0};
        const char *asked = pk_arena_format(&arena, "%s/%s", folder, cases[k].asked);
        assert_null(pk_source_read(asked, 10, PK_NOWHERE, &arena, &diag));
        if (cases[k].near == NULL) {
            assert_null(diag.messages[0].hint);
        } else {
            assert_string_equal(diag.messages[0].hint,
                                pk_arena_format(&arena, "did you mean %s/%s?", folder, cases[k].near));
        }
        pk_diag_free(&diag);
        pk_arena_free(&arena);
    }
    unlink(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_whole_file),
        cmocka_unit_test(refuses_what_it_cannot_read),
        cmocka_unit_test(points_at_the_place_that_asked),
        cmocka_unit_test(names_the_nearest_file),
    };
    return cmocka_run_group_tests_name("source", tests, make_folder, remove_folder);
}
