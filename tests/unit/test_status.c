#include "pk_test.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/status.h"

/* Runs `act` in a child whose stderr goes to `text`, and returns how it ended. */
static int in_child(void (*act)(void), char *text, size_t room)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        act();
        _exit(0);
    }
    close(ends[1]);
    const ssize_t got = read(ends[0], text, room - 1);
    text[got > 0 ? got : 0] = '\0';
    close(ends[0]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static void break_it(void)
{
    const int sum = 1;
    PK_REQUIRE(sum == 1);
    PK_REQUIRE(sum == 2);
}

static void run_out(void)
{
    pk_out_of_memory(3, 8);
}

static void a_broken_invariant_aborts_with_its_place(void **state)
{
    (void)state;
    char text[400];
    const int status = in_child(break_it, text, sizeof text);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    assert_non_null(strstr(text, "test_status.c"));
    assert_non_null(strstr(text, "\"sum == 2\" does not hold\n"));
}

static void no_memory_says_how_much_was_asked_for(void **state)
{
    (void)state;
    char text[400];
    const int status = in_child(run_out, text, sizeof text);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
    assert_string_equal(text, "error: out of memory: 3 x 8 bytes are not to be had\n"
                              "  hint: fewer runs need less, and so do fewer threads and a shorter horizon\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_broken_invariant_aborts_with_its_place),
        cmocka_unit_test(no_memory_says_how_much_was_asked_for),
    };
    return cmocka_run_group_tests_name("status", tests, NULL, NULL);
}
