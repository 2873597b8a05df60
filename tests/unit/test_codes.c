#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/codes.h"

/* Twice the same keys, more than the first room holds. */
static void keys_are_numbered_as_they_appear(void **state)
{
    (void)state;
    pk_codes_t codes = {0};
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 10000; i++) {
            assert_int_equal(pk_codes_add(&codes, (uint64_t)i * 0x100000001), i);
        }
    }
    assert_int_equal(codes.count, 10000);
    assert_int_equal(codes.keys[9999], 9999 * UINT64_C(0x100000001));
    pk_codes_free(&codes);
    assert_int_equal(codes.count, 0);
}

static void texts_are_numbered_as_they_appear(void **state)
{
    (void)state;
    pk_names_t names = {0};
    char text[16];
    assert_int_equal(pk_names_find(&names, "0"), -1);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 5000; i++) {
            snprintf(text, sizeof text, "%d", i);
            assert_int_equal(pk_names_add(&names, text), i);
        }
    }
    assert_int_equal(names.count, 5000);
    assert_string_equal(names.all[4321], "4321");
    assert_int_equal(pk_names_find(&names, "4321"), 4321);
    assert_int_equal(pk_names_find(&names, "5000"), -1);
    pk_names_free(&names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_are_numbered_as_they_appear),
        cmocka_unit_test(texts_are_numbered_as_they_appear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
