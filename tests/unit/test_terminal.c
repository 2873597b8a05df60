/* Whole pictures are told from halves by how they end. */
#include "report/terminal.h"

#include "report/out.h"
#include "tiny_result.h"

static bool is_whole(const char *terminal, const char *content, size_t length, long *bytes)
{
    char folder[64], path[128];
    make_folder(folder);
    snprintf(path, sizeof path, "%s/picture", folder);
    pk_diag_t diag = {0};
    assert_int_equal(pk_out_whole(path, content, length, &diag), PK_OK);
    bool whole = pk_terminal_whole(pk_terminal_find(terminal), path, bytes);
    remove_folder(folder);
    return whole;
}

#define IS_WHOLE(terminal, text) is_whole(terminal, text, sizeof text - 1, &bytes)

static void test_endings(void **state)
{
    (void)state;
    long bytes;
    assert_true(IS_WHOLE("svg", "<svg>\n</svg>\n\n"));
    assert_int_equal(bytes, 14);
    assert_true(IS_WHOLE("svg", "</svg>"));
    assert_false(IS_WHOLE("svg", "<svg>\n</sv"));
    assert_false(IS_WHOLE("svg", "<svg></svg>\n<g"));
    assert_false(IS_WHOLE("svg", ""));
    assert_int_equal(bytes, 0);
    assert_true(IS_WHOLE("png", "\x89PNG..\0\0\0\0IEND\xae\x42\x60\x82"));
    assert_false(IS_WHOLE("png", "\x89PNG..\0\0\0\0IEND"));
    assert_true(IS_WHOLE("pdf", "%PDF\nstartxref\n550\n%%EOF\n"));
    assert_false(IS_WHOLE("pdf", "%PDF\nstartxref\n550\n"));
    assert_true(IS_WHOLE("dumb", "\f text"));
    assert_false(IS_WHOLE("dumb", ""));
    assert_true(IS_WHOLE("sixel", "\x1bPq#0\x1b\\"));
    char long_one[5000];
    memset(long_one, ' ', sizeof long_one);
    memcpy(long_one + 4990, "</svg>", 6);
    assert_true(is_whole("svg", long_one, sizeof long_one, &bytes));
}

static void test_missing(void **state)
{
    (void)state;
    long bytes;
    assert_false(pk_terminal_whole(pk_terminal_find("svg"), "/nowhere/at/all", &bytes));
    assert_int_equal(bytes, -1);
    assert_null(pk_terminal_find("gif"));
    for (int i = 0; i < pk_terminal_count; i++) {
        assert_ptr_equal(pk_terminal_find(pk_terminals[i].name), &pk_terminals[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_endings), cmocka_unit_test(test_missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
