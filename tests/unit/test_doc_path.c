/* Paths that stand in a file. */
#include "pk_test.h"

#include <sys/stat.h>
#include <unistd.h>

#include "model/doc.h"
#include "pk_files.h"

static pk_arena_t arena;

static const char *path_from(const char *file, const char *relative)
{
    const pk_source_t source = {.name = file};
    const pk_node_t node = {.place = {.source = file ? &source : NULL}};
    return pk_node_path(&node, relative, &arena);
}

static void paths_belong_to_the_file_that_they_stand_in(void **state)
{
    (void)state;
    assert_string_equal(path_from("scenarios/firm/push.yaml", "base.yaml"), "scenarios/firm/base.yaml");
    assert_string_equal(path_from("scenarios/firm/push.yaml", "/models/a.yaml"), "/models/a.yaml");
    assert_string_equal(path_from("push.yaml", "base.yaml"), "base.yaml");
    assert_string_equal(path_from("push.yaml", "./base.yaml"), "./base.yaml");
    assert_string_equal(path_from("/push.yaml", "base.yaml"), "/base.yaml");
    assert_string_equal(path_from(NULL, "base.yaml"), "base.yaml");
}

/* Whether the file itself is there does not matter: its error names the short path, too. */
static void detours_are_left_out(void **state)
{
    (void)state;
    pk_file("models/a.yaml", "");
    pk_file("plans/b.yaml", "");
    assert_string_equal(path_from("plans/b.yaml", "../models/a.yaml"), "models/a.yaml");
    assert_string_equal(path_from("plans/b.yaml", "../models/none.yaml"), "models/none.yaml");
    assert_string_equal(path_from("plans/b.yaml", "../a.yaml"), "a.yaml");
    assert_string_equal(path_from("plans/b.yaml", "./c.yaml"), "plans/c.yaml");
    assert_string_equal(path_from("./plans/b.yaml", ".././models//a.yaml"), "./models/a.yaml");
    assert_string_equal(path_from("plans/b.yaml", "../../x.yaml"), "../x.yaml");
    assert_string_equal(path_from("plans/b.yaml", "/tmp/../x.yaml"), "/x.yaml");
    assert_string_equal(path_from("plans/b.yaml", "/../x.yaml"), "/../x.yaml");
}

static void a_folder_that_is_not_there_stays_as_it_is_written(void **state)
{
    (void)state;
    assert_string_equal(path_from("plans/b.yaml", "../none/a.yaml"), "plans/../none/a.yaml");
    assert_string_equal(path_from("none/b.yaml", "../models/a.yaml"), "none/../models/a.yaml");
}

/* away -> models/deep: `away/..` is models, not the folder that `away` stands in. */
static void a_symbolic_link_is_no_detour(void **state)
{
    (void)state;
    assert_int_equal(mkdir("models/deep", 0700), 0);
    assert_int_equal(symlink("models/deep", "away"), 0);
    assert_string_equal(path_from("away/b.yaml", "../a.yaml"), "away/../a.yaml");
    assert_int_equal(unlink("away"), 0);
    assert_int_equal(rmdir("models/deep"), 0);
}

static int forget_all(void **state)
{
    (void)state;
    pk_arena_free(&arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(paths_belong_to_the_file_that_they_stand_in, forget_all),
        cmocka_unit_test_teardown(detours_are_left_out, forget_all),
        cmocka_unit_test_teardown(a_folder_that_is_not_there_stays_as_it_is_written, forget_all),
        cmocka_unit_test_teardown(a_symbolic_link_is_no_detour, forget_all),
    };
    return cmocka_run_group_tests(tests, pk_files_begin, pk_files_end);
}
