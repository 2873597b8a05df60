/* Temporary files: what they are called, and that none is left. */
#include "base/temporary.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "tiny_result.h"

static void test_names(void **state)
{
    (void)state;
    size_t length;
    assert_true(pk_temporary_is("kpis.csv.tmp-12-0", &length));
    assert_int_equal(length, 8);
    assert_true(pk_temporary_is("a.tmp-1-2.tmp-3-4", &length));
    assert_int_equal(length, 9);
    static const char *const others[] = {"kpis.csv",      "kpis.csv.tmp-", ".tmp-1-2", "a.tmp-1-",
                                         "a.tmp-x-1",     "a.tmp-1-2x",    "a.tmp-1",  "a.tmp--1",
                                         "a.tmp-1-2.csv", "a.tmp-1-2-3",   "tmp-1-2",  ""};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        assert_false(pk_temporary_is(others[i], &length));
    }
}

static void test_placed_and_dropped(void **state)
{
    (void)state;
    char folder[64], path[128];
    int file;
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a", folder);
    char *one = pk_temporary_make(path, &file);
    assert_non_null(one);
    assert_int_equal(close(file), 0);
    char *two = pk_temporary_make(path, &file);
    assert_non_null(two);
    assert_int_equal(close(file), 0);
    assert_int_equal(count_entries(folder), 2);
    assert_int_equal(pk_temporary_place(one, path), 0);
    pk_temporary_drop(two);
    assert_int_equal(count_entries(folder), 1);
    assert_file(folder, "a", "");
    snprintf(path, sizeof path, "%s/missing/a", folder);
    assert_null(pk_temporary_make(path, &file));
    remove_folder(folder);
}

/* Files, an empty folder and the process that writes a file go; what is kept and what has its name stays. */
static void test_cleared(void **state)
{
    (void)state;
    char folder[64], path[128];
    int file;
    make_folder(folder);
    const pid_t child = fork();
    if (child == 0) {
        const pid_t writer = fork();
        if (writer == 0) {
            pause();
        }
        snprintf(path, sizeof path, "%s/a", folder);
        char *made = pk_temporary_make(path, &file);
        pk_temporary_hold();
        pk_temporary_owner(made, writer);
        pk_temporary_release();
        pk_temporary_place(pk_temporary_make(path, &file), path);
        snprintf(path, sizeof path, "%s/kept", folder);
        pk_temporary_place(pk_temporary_make(path, &file), path);
        pk_temporary_keep(pk_temporary_adopt(path));
        snprintf(path, sizeof path, "%s/adopted", folder);
        mkdir(path, 0777);
        pk_temporary_adopt(path);
        pk_temporary_clear();
        _exit(kill(writer, 0) == 0 ? 1 : 0);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    assert_int_equal(count_entries(folder), 2);
    assert_file(folder, "kept", "");
    assert_file(folder, "a", "");
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_placed_and_dropped),
                                       cmocka_unit_test(test_cleared)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
