#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/folders.h"
#include "pk_test.h"

static void one_scenario_goes_straight_into_the_folder(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    assert_string_equal(pk_folder_scenario(NULL, "push", 1, &arena), "results/push");
    assert_string_equal(pk_folder_scenario("out", "push", 1, &arena), "out");
    assert_string_equal(pk_folder_scenario(NULL, "push", 2, &arena), "results/push");
    assert_string_equal(pk_folder_scenario("out", "push", 2, &arena), "out/push");
    assert_string_equal(pk_folder_scenario("out/", "push", 2, &arena), "out/push");
    assert_string_equal(pk_path_join("/", "push", &arena), "/push");
    pk_arena_free(&arena);
}

static void twins_are_told_apart_by_their_files(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    pk_scenario_t a = {.name = "push", .file = "a/push.yaml"}, b = {.name = "push", .file = "b/push.yaml"},
                  c = {.name = "calm", .file = "a/calm.yaml"};
    assert_int_equal(pk_folder_names((pk_scenario_t *[]){&a, &c}, 2, true, &diag), PK_OK);
    assert_int_equal(pk_folder_names((pk_scenario_t *[]){&a, &c, &b}, 3, true, &diag), PK_BAD_INPUT);
    assert_int_equal(diag.count, 1);
    assert_string_equal(diag.messages[0].text, "a/push.yaml and b/push.yaml are both called \"push\"");
    pk_diag_free(&diag);
}

static void results_need_a_folder(void **state)
{
    (void)state;
    pk_diag_t diag = {0};
    char path[] = "/tmp/polku-test-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    assert_int_equal(pk_folder_check(NULL, &diag), PK_OK);
    assert_int_equal(pk_folder_check("/tmp", &diag), PK_OK);
    assert_int_equal(pk_folder_check("/tmp/polku-nothing-here", &diag), PK_OK);
    assert_int_equal(pk_folder_check(path, &diag), PK_BAD_INPUT);
    unlink(path);
    pk_diag_free(&diag);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_scenario_goes_straight_into_the_folder),
        cmocka_unit_test(twins_are_told_apart_by_their_files),
        cmocka_unit_test(results_need_a_folder),
    };
    return cmocka_run_group_tests_name("folders", tests, NULL, NULL);
}
