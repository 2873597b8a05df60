#include "doc_expect.h"

#include <stdlib.h>
#include <unistd.h>

static void values_are_found_by_key(void **state)
{
    (void)state;
    const pk_node_t *root = parse("a: 1\nb: [2]\n");
    assert_string_equal(pk_node_get(root, "a")->text, "1");
    assert_null(pk_node_get(root, "c"));
    assert_null(pk_node_get(NULL, "a"));
    assert_null(pk_node_get(pk_node_get(root, "a"), "a"));
    assert_null(pk_node_get(pk_node_get(root, "b"), "a"));
}

static void nodes_are_named_in_words(void **state)
{
    (void)state;
    const pk_node_t *root = parse("a: 1\nb: [2]\nc: {d: 3}\ne:\nf: \"\"\n");
    static const char *const words[] = {"a text", "a list", "a mapping", "nothing", "a text"};
    for (int i = 0; i < 5; i++) {
        assert_string_equal(pk_node_what(root->pairs[i].value), words[i]);
        assert_int_equal(pk_node_is_null(root->pairs[i].value), i == 3);
    }
    assert_string_equal(pk_node_what(NULL), "nothing");
    assert_false(pk_node_is_null(NULL));
}

static void files_are_read_and_capped(void **state)
{
    (void)state;
    char path[] = "/tmp/polku-test-XXXXXX";
    const int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, "a: 1\n", 5), 5);
    const pk_node_t *root = pk_doc_read(path, PK_NOWHERE, &arena, &diag);
    assert_non_null(root);
    assert_string_equal(root->place.source->name, path);
    assert_int_equal(ftruncate(file, PK_DOC_BYTES + 1), 0);
    assert_null(pk_doc_read(path, PK_NOWHERE, &arena, &diag));
    assert_string_equal(all_messages(),
                        pk_arena_format(&arena, "error: \"%s\" is larger than 1 MiB, the most that is read\n", path));
    close(file);
    unlink(path);
    pk_diag_free(&diag);
    assert_null(pk_doc_read("no/such.yaml", PK_NOWHERE, &arena, &diag));
    assert_string_equal(all_messages(), "error: there is no file \"no/such.yaml\"\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(values_are_found_by_key, forget_all),
        cmocka_unit_test_teardown(nodes_are_named_in_words, forget_all),
        cmocka_unit_test_teardown(files_are_read_and_capped, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
