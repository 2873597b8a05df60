#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static void gives_zeroed_aligned_memory_that_does_not_overlap(void **state)
{
    (void)state;
    enum { N = 3000 };
    pk_arena_t arena = {0};
    unsigned char *pieces[N];
    for (int i = 0; i < N; i++) {
        const size_t size = (size_t)(i * 7 % 300);
        pieces[i] = pk_arena_take(&arena, size, 1);
        assert_true((uintptr_t)pieces[i] % _Alignof(max_align_t) == 0);
        for (size_t b = 0; b < size; b++) {
            assert_int_equal(pieces[i][b], 0);
        }
        memset(pieces[i], i % 251 + 1, size);
    }
    for (int i = 0; i < N; i++) {
        for (size_t b = 0; b < (size_t)(i * 7 % 300); b++) {
            assert_int_equal(pieces[i][b], i % 251 + 1);
        }
    }
    pk_arena_free(&arena);
    assert_null(arena.last);
    pk_arena_free(&arena);
}

static void takes_what_is_larger_than_a_block(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    double *large = PK_ARRAY(&arena, double, 1000000);
    large[999999] = 1;
    int *small = PK_NEW(&arena, int);
    assert_int_equal(*small, 0);
    assert_non_null(PK_ARRAY(&arena, int, 0));
    pk_arena_free(&arena);
}

static void copies_and_formats_text(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_arena_copy(&arena, "räystäskouru"), "räystäskouru");
    assert_string_equal(pk_arena_copy_n(&arena, "lead -> customer", 4), "lead");
    assert_string_equal(pk_arena_copy_n(&arena, NULL, 0), "");
    assert_string_equal(pk_arena_format(&arena, "%d of %s", 3, "seven"), "3 of seven");
    pk_arena_free(&arena);
}

static void heap_is_zeroed_and_never_null(void **state)
{
    (void)state;
    int *many = pk_heap(100, sizeof *many);
    for (int i = 0; i < 100; i++) {
        assert_int_equal(many[i], 0);
    }
    free(many);
    void *none = pk_heap(0, 8);
    assert_non_null(none);
    free(none);
}

static void a_store_serves_again_and_grows(void **state)
{
    (void)state;
    pk_store_t store = {0};
    double *first = pk_store_take(&store, 1000, sizeof *first);
    first[999] = 1;
    assert_ptr_equal(pk_store_take(&store, 10, sizeof *first), first);
    double *larger = pk_store_take(&store, 1000000, sizeof *larger);
    larger[999999] = 1;
    assert_true(store.bytes >= 8000000);
    pk_store_free(&store);
    assert_null(store.memory);
    pk_store_free(&store);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory_that_does_not_overlap),
        cmocka_unit_test(takes_what_is_larger_than_a_block),
        cmocka_unit_test(copies_and_formats_text),
        cmocka_unit_test(heap_is_zeroed_and_never_null),
        cmocka_unit_test(a_store_serves_again_and_grows),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
