#include "pk_test.h"

#include "base/mapped.h"
#include "pk_files.h"

static void expect_text(const char *name, size_t length)
{
    pk_mapped_t file;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    assert_int_equal(pk_mapped_open(&file, name, PK_NOWHERE, &arena, &diag), PK_OK);
    assert_string_equal(file.source.name, name);
    assert_int_equal(file.source.length, length);
    assert_int_equal(strlen(file.source.text), length); /* it ends in a NUL */
    assert_int_equal(strspn(file.source.text, "x"), length);
    pk_mapped_close(&file);
    assert_null(file.source.text);
    pk_mapped_close(&file);
    pk_arena_free(&arena);
    pk_diag_free(&diag);
}

/* Lengths on both sides of whole pages: a page that is full leaves no room for the NUL. */
static void text_ends_in_a_nul(void **state)
{
    (void)state;
    const size_t page = (size_t)sysconf(_SC_PAGESIZE), lengths[] = {0, 1, page - 1, page, page + 1, 3 * page};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char name[32], *text = malloc(lengths[i] + 1);
        memset(text, 'x', lengths[i]);
        snprintf(name, sizeof name, "text%zu", i);
        pk_file_bytes(name, text, lengths[i]);
        expect_text(name, lengths[i]);
        free(text);
    }
}

static void what_cannot_be_read_is_told(void **state)
{
    (void)state;
    pk_mapped_t file;
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    assert_int_equal(pk_mapped_open(&file, "nowhere.csv", PK_NOWHERE, &arena, &diag), PK_BAD_INPUT);
    assert_int_equal(pk_mapped_open(&file, "/", PK_NOWHERE, &arena, &diag), PK_BAD_INPUT);
    expect_messages(&diag, "error: there is no file \"nowhere.csv\"\n"
                           "error: \"/\" is a folder, not a file\n  hint: name a file in it\n");
    pk_mapped_close(&file);
    pk_arena_free(&arena);
    pk_diag_free(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_ends_in_a_nul),
        cmocka_unit_test(what_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, pk_files_begin, pk_files_end);
}
