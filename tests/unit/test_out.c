/* pk_out: a file is whole or not there. */
#include "report/out.h"

#include <signal.h>
#include <sys/resource.h>

#include "tiny_result.h"

static void assert_message(pk_diag_t *diag, const char *file, const char *text)
{
    assert_int_equal(diag->errors, 1);
    assert_string_equal(diag->messages[0].file, file);
    assert_string_equal(diag->messages[0].text, text);
    assert_non_null(diag->messages[0].hint);
    pk_diag_free(diag);
}

static void test_whole(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.txt", folder);
    pk_diag_t diag = {0};
    assert_int_equal(pk_out_whole(path, "yksi\n", 5, &diag), PK_OK);
    pk_out_t out;
    assert_int_equal(pk_out_open(&out, path, &diag), PK_OK);
    for (int i = 0; i < 100000; i++) {
        pk_out_text(&out, "kaksi");
        pk_out_char(&out, '\n');
    }
    assert_file(folder, "a.txt", "yksi\n"); /* until it is finished, the old one stands */
    assert_int_equal(count_entries(folder), 2);
    assert_int_equal(pk_out_close(&out, &diag), PK_OK);
    char *text = read_whole(folder, "a.txt");
    assert_int_equal(strlen(text), 600000);
    assert_string_equal(text + 600000 - 12, "kaksi\nkaksi\n");
    free(text);
    assert_int_equal(count_entries(folder), 1);
    assert_int_equal(diag.count, 0);
    remove_folder(folder);
}

static void test_dropped(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.txt", folder);
    pk_diag_t diag = {0};
    pk_out_t out = {0};
    pk_out_drop(&out);
    assert_int_equal(pk_out_open(&out, path, &diag), PK_OK);
    pk_out_text(&out, "half");
    pk_out_drop(&out);
    pk_out_drop(&out);
    assert_int_equal(count_entries(folder), 0);
    remove_folder(folder);
}

static void test_cannot_open(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_out_t out;
    snprintf(path, sizeof path, "%s/missing/a.txt", folder);
    assert_int_equal(pk_out_open(&out, path, &diag), PK_FAILED);
    assert_message(&diag, path, "cannot be written: No such file or directory");
    assert_int_equal(pk_out_open(&out, folder, &diag), PK_FAILED);
    assert_message(&diag, folder, "cannot be written: Is a directory");
    assert_int_equal(pk_out_open(&out, "/dev/full", &diag), PK_FAILED); /* not to be replaced by a file */
    assert_message(&diag, "/dev/full", "cannot be written: File exists");
    remove_folder(folder);
}

/* As root every folder can be written to; /proc says no to everyone. */
static void test_no_permission(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    pk_diag_t diag = {0};
    pk_out_t out;
    if (geteuid() == 0) {
        snprintf(path, sizeof path, "/proc/a.txt");
        assert_int_equal(pk_out_open(&out, path, &diag), PK_FAILED);
        assert_message(&diag, path, "cannot be written: No such file or directory");
    } else {
        assert_int_equal(chmod(folder, 0500), 0);
        snprintf(path, sizeof path, "%s/a.txt", folder);
        assert_int_equal(pk_out_open(&out, path, &diag), PK_FAILED);
        assert_message(&diag, path, "cannot be written: Permission denied");
    }
    remove_folder(folder);
}

/* A limit on the size of files stands for the full disk: a write fails half-way, in ordinary user's hands too. */
static void test_full(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a.txt", folder);
    pk_diag_t diag = {0};
    assert_int_equal(pk_out_whole(path, "old\n", 4, &diag), PK_OK);
    struct rlimit before, small;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = (struct rlimit){100000, before.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    pk_out_t out;
    assert_int_equal(pk_out_open(&out, path, &diag), PK_OK);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    for (int i = 0; i < 100000; i++) {
        pk_out_text(&out, "twelve bytes");
    }
    pk_status_t status = pk_out_close(&out, &diag);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(status, PK_FAILED);
    assert_message(&diag, path, "cannot be written: File too large");
    assert_file(folder, "a.txt", "old\n");
    assert_int_equal(count_entries(folder), 1);
    remove_folder(folder);
}

/* A file system of 64 kB, where the user may make one. */
static void test_full_disk(void **state)
{
    (void)state;
    char folder[64], path[128], command[256];
    make_folder(folder);
    snprintf(command, sizeof command, "mount -t tmpfs -o size=64k polku-test '%s' 2>/dev/null", folder);
    if (geteuid() != 0 || system(command) != 0) {
        remove_folder(folder);
        skip();
    }
    snprintf(path, sizeof path, "%s/a.txt", folder);
    pk_diag_t diag = {0};
    pk_out_t out;
    assert_int_equal(pk_out_open(&out, path, &diag), PK_OK);
    for (int i = 0; i < 100000; i++) {
        pk_out_text(&out, "twelve bytes");
    }
    pk_status_t status = pk_out_close(&out, &diag);
    int left = count_entries(folder);
    snprintf(command, sizeof command, "umount '%s'", folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(status, PK_FAILED);
    assert_int_equal(left, 0);
    assert_message(&diag, path, "cannot be written: No space left on device");
    remove_folder(folder);
}

static void test_folder(void **state)
{
    (void)state;
    char folder[64], path[128];
    make_folder(folder);
    snprintf(path, sizeof path, "%s/a//b/c/", folder);
    pk_diag_t diag = {0};
    assert_int_equal(pk_out_folder(path, &diag), PK_OK);
    assert_int_equal(pk_out_folder(path, &diag), PK_OK);
    snprintf(path, sizeof path, "%s/a/b/c/d.txt", folder);
    assert_int_equal(pk_out_whole(path, "", 0, &diag), PK_OK);
    assert_int_equal(pk_out_folder(path, &diag), PK_FAILED);
    assert_message(&diag, path, "cannot make this folder: Not a directory");
    assert_int_equal(pk_out_folder("/proc/polku/a", &diag), PK_FAILED);
    assert_message(&diag, "/proc/polku/a", "cannot make this folder: No such file or directory");
    remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),         cmocka_unit_test(test_dropped), cmocka_unit_test(test_cannot_open),
        cmocka_unit_test(test_no_permission), cmocka_unit_test(test_full),    cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
