#include "doc_expect.h"

static const char *merged(const char *under, const char *over)
{
    return shown(pk_node_merge(parse(under), parse(over), &arena));
}

static void mappings_merge_key_by_key(void **state)
{
    (void)state;
    assert_string_equal(merged("{a: 1, b: {c: 2, d: 3}}", "{b: {d: 4, e: 5}, f: 6}"),
                        "{a: 1, b: {c: 2, d: 4, e: 5}, f: 6}");
    assert_string_equal(merged("{a: {b: {c: 1}}}", "{a: {b: {d: 2}}}"), "{a: {b: {c: 1, d: 2}}}");
}

static void lists_texts_and_other_kinds_replace(void **state)
{
    (void)state;
    assert_string_equal(merged("{a: [1, 2], b: {c: 1}, d: 5, e: 6}", "{a: [3], b: 7, d: {f: 8}, e: }"),
                        "{a: [3], b: 7, d: {f: 8}, e: }");
}

static void nothing_merges_to_the_other(void **state)
{
    (void)state;
    pk_node_t *node = parse("a: 1");
    assert_ptr_equal(pk_node_merge(NULL, node, &arena), node);
    assert_ptr_equal(pk_node_merge(node, NULL, &arena), node);
}

static void each_node_keeps_its_own_place(void **state)
{
    (void)state;
    const pk_node_t *node = pk_node_merge(parse("a: 1\nb: {c: 2}\n"), parse("\nb: {d: 3}\n"), &arena);
    assert_place(pk_node_get(node, "a"), 1, 4, 1);
    assert_place(pk_node_get(pk_node_get(node, "b"), "c"), 2, 8, 1);
    assert_place(pk_node_get(pk_node_get(node, "b"), "d"), 2, 8, 1);
    assert_place(pk_node_get(node, "b"), 2, 4, 1);
}

/* 60,000 keys over 60,000 others would take minutes pair by pair. */
static void very_many_keys_merge_in_time(void **state)
{
    (void)state;
    char *under = pk_arena_take(&arena, 900001, 1), *over = pk_arena_take(&arena, 900001, 1), *a = under, *b = over;
    for (int i = 0; i < 60000; i++) {
        a += sprintf(a, "k%d: 1\n", i);
        b += sprintf(b, "k%d: 2\n", i + 30000);
    }
    const pk_node_t *node = pk_node_merge(parse(under), parse(over), &arena);
    assert_int_equal(node->count, 90000);
    assert_string_equal(node->pairs[29999].value->text, "1");
    assert_string_equal(node->pairs[30000].value->text, "2");
    assert_string_equal(node->pairs[89999].key->text, "k89999");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(mappings_merge_key_by_key, forget_all),
        cmocka_unit_test_teardown(lists_texts_and_other_kinds_replace, forget_all),
        cmocka_unit_test_teardown(nothing_merges_to_the_other, forget_all),
        cmocka_unit_test_teardown(each_node_keeps_its_own_place, forget_all),
        cmocka_unit_test_teardown(very_many_keys_merge_in_time, forget_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
