#include "report/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <unistd.h>

#include "base/temporary.h"

extern char **environ;

char *const *pk_child_environment(pk_arena_t *arena)
{
    static const char *const dropped[] = {"LC_", "LANG", "GNUPLOT", "GNUTERM", "FIT_", "GDFONTPATH"};
    int count = 0;
    while (environ[count] != NULL) {
        count++;
    }
    char **copy = PK_ARRAY(arena, char *, count + 2);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        bool drop = false;
        for (size_t j = 0; j < sizeof dropped / sizeof dropped[0]; j++) {
            drop = drop || strncmp(environ[i], dropped[j], strlen(dropped[j])) == 0;
        }
        if (!drop) {
            copy[kept++] = environ[i];
        }
    }
    copy[kept] = pk_arena_copy(arena, "LC_ALL=C.UTF-8");
    return copy;
}

/* In the child, which stands in our memory until it has become another program: only calls that are safe there. Tells
 * errno through `told` when it cannot; `told` closes by itself when it does. */
_Noreturn static void become(const char *const *arguments, char *const *environment, int said, int told)
{
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* nor does it outlive us */
#endif
    int nothing = open("/dev/null", O_RDWR);
    if (nothing >= 0 && dup2(nothing, 0) >= 0 && dup2(nothing, 1) >= 0 && dup2(said, 2) >= 0) {
        execvpe(arguments[0], (char *const *)arguments, environment);
    }
    int error = errno;
    ssize_t written = write(told, &error, sizeof error);
    _exit(written < 0 ? 126 : 127);
}

/* Waits until the child has become another program: 0, or says why it could not. */
static int exec_error(int told)
{
    int error = 0;
    ssize_t length;
    do {
        length = read(told, &error, sizeof error);
    } while (length < 0 && errno == EINTR);
    close(told);
    return length == (ssize_t)sizeof error ? error : 0;
}

static void close_pair(const int ends[2])
{
    close(ends[0]);
    close(ends[1]);
}

/* vfork: fork would copy the page tables of the runs that are going on, and each of their pages when it is next
 * written. The child is known as who writes the files before anybody may clear them away. */
static pid_t start_writing(const char *const *arguments, char *const *environment, const char *const *written,
                           int count, int said, int told)
{
    pk_temporary_hold();
    const pid_t child = vfork();
    if (child == 0) {
        become(arguments, environment, said, told);
    }
    for (int i = 0; i < count && child > 0; i++) {
        pk_temporary_owner(written[i], child);
    }
    pk_temporary_release();
    return child;
}

static void close_said(pk_child_t *self)
{
    if (self->said_by >= 0) {
        close(self->said_by);
        self->said_by = -1;
    }
}

int pk_child_start(pk_child_t *self, const char *const *arguments, char *const *environment, const char *const *written,
                   int count)
{
    *self = (pk_child_t){.said_by = -1};
    int said[2], told[2];
    if (pipe2(said, O_CLOEXEC) != 0) {
        return errno;
    }
    if (pipe2(told, O_CLOEXEC) != 0) {
        const int error = errno;
        close_pair(said);
        return error;
    }
    self->pid = start_writing(arguments, environment, written, count, said[1], told[1]);
    if (self->pid < 0) {
        const int error = errno;
        close_pair(said);
        close_pair(told);
        return error;
    }
    close(said[1]);
    close(told[1]);
    const int error = exec_error(told[0]);
    self->said_by = said[0];
    fcntl(self->said_by, F_SETFL, O_NONBLOCK);
    if (error != 0) {
        close_said(self);
        waitpid(self->pid, NULL, 0);
    }
    return error;
}

void pk_child_listen(pk_child_t *self)
{
    char heard[512];
    ssize_t length = 0;
    while (self->said_by >= 0 && (length = read(self->said_by, heard, sizeof heard)) != 0) {
        if (length < 0) {
            if (errno == EINTR) {
                continue;
            }
            return; /* nothing more for now */
        }
        const size_t room = PK_CHILD_SAID - 1 - self->said_length;
        const size_t kept = (size_t)length < room ? (size_t)length : room;
        memcpy(self->said + self->said_length, heard, kept);
        self->said_length += kept;
    }
    close_said(self);
}

bool pk_child_ended(pk_child_t *self, int *status)
{
    *status = 0;
    const pid_t ended = waitpid(self->pid, status, WNOHANG);
    if (ended != self->pid && !(ended < 0 && errno == ECHILD)) {
        return false;
    }
    pk_child_listen(self);
    close_said(self);
    return true;
}

void pk_child_stop(pk_child_t *self)
{
    kill(-self->pid, SIGKILL);
    kill(self->pid, SIGKILL);
    while (waitpid(self->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    close_said(self);
}

const char *pk_child_last_words(pk_child_t *self)
{
    self->said[self->said_length] = '\0';
    while (self->said_length > 0 && strchr(" \t\r\n", self->said[self->said_length - 1]) != NULL) {
        self->said[--self->said_length] = '\0';
    }
    const char *line = strrchr(self->said, '\n');
    line = line != NULL ? line + 1 : self->said;
    return line + strspn(line, " \t");
}
