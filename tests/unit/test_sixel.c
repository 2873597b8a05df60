/* Terminals that draw pictures, and those that do not: a pseudo-terminal whose other end answers, or keeps silent. */
#include "pk_test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/sixel.h"

static void attribute_4_is_sixel(void **state)
{
    (void)state;
    assert_true(pk_sixel_is_in("\033[?62;4;22c"));
    assert_true(pk_sixel_is_in("\033[?4c"));
    assert_true(pk_sixel_is_in("typed ahead\033[?65;1;4c"));
    assert_false(pk_sixel_is_in("\033[?62;22c"));
    assert_false(pk_sixel_is_in("\033[?64;14;44;41c"));
    assert_false(pk_sixel_is_in("\033[?62;4;22")); /* cut off */
    assert_false(pk_sixel_is_in("4c"));
    assert_false(pk_sixel_is_in(""));
}

/* Asks a terminal that answers `answer` (NULL: not at all) once it is asked. */
static bool ask(const char *answer)
{
    const int terminal = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(terminal >= 0);
    assert_int_equal(grantpt(terminal), 0);
    assert_int_equal(unlockpt(terminal), 0);
    const int end = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    assert_true(end >= 0);
    const pid_t child = fork();
    if (child == 0) {
        char question[8] = "";
        size_t length = 0;
        while (length < 3) {
            const ssize_t got = read(terminal, question + length, 3 - length);
            if (got <= 0) {
                _exit(2);
            }
            length += (size_t)got;
        }
        const bool asked = strcmp(question, "\033[c") == 0;
        if (answer && write(terminal, answer, strlen(answer)) < 0) {
            _exit(2);
        }
        _exit(asked ? 0 : 1);
    }
    const bool known = pk_sixel_ask(end);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(end);
    close(terminal);
    return known;
}

static void a_terminal_is_asked(void **state)
{
    (void)state;
    assert_true(ask("\033[?62;4;6;22c"));
    assert_false(ask("\033[?1;2c"));
}

static void a_silent_terminal_is_not_waited_for_long(void **state)
{
    (void)state;
    struct timespec from, to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    assert_false(ask(NULL));
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_true(to.tv_sec - from.tv_sec < 5);
}

static void a_file_is_no_terminal(void **state)
{
    (void)state;
    const int file = open("/dev/null", O_RDWR);
    assert_false(pk_sixel_ask(file));
    close(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(attribute_4_is_sixel),
        cmocka_unit_test(a_terminal_is_asked),
        cmocka_unit_test(a_silent_terminal_is_not_waited_for_long),
        cmocka_unit_test(a_file_is_no_terminal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
