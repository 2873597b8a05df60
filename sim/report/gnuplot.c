#include "report/gnuplot.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"
#include "base/temporary.h"
#include "report/gnuplot_words.h"
#include "report/out.h"
#include "report/png.h"
#include "report/xml.h"

enum { PICTURE_BYTES = 1 << 28, SAID_MOST = 1000, MANY_AT_ONCE = 64, HUNG_MOST = 2, ARGUMENTS = 12 };

typedef enum { WAITING, RUNNING, DRAWN, FAILED } state_t;

/* One picture on its way. */
typedef struct {
    pk_picture_t picture;
    int rank, turn; /* turn: the how manieth to be added */
    state_t state;
    pid_t pid;
    int said_by; /* read end of its stderr; -1: closed */
    char *temporary;
    double until;         /* on the monotonic clock, seconds */
    char said[SAID_MOST]; /* what it printed to stderr, from its beginning */
    size_t said_length;
    const char *why; /* of a failure; in the drawing's arena */
} job_t;

struct pk_drawer {
    pk_gnuplot_t options;
    pk_arena_t arena;
    job_t *jobs;
    int count, room, next, running, hung;
    int cannot_start; /* errno of exec; 0: it can */
    char **environment;
};
extern char **environ;

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static const char *program_of(const pk_gnuplot_t *options)
{
    return options->program != NULL ? options->program : "gnuplot";
}

static double limit_of(const pk_gnuplot_t *options)
{
    return options->seconds > 0 ? options->seconds : 10;
}

/* The program's own environment but for what would change a picture. */
static char **make_environment(pk_arena_t *arena)
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

static void make_arguments(const pk_drawer_t *self, const job_t *job, const char **arguments, pk_arena_t *arena)
{
    const pk_picture_t *p = &job->picture;
    int n = 0;
    arguments[n++] = program_of(&self->options);
    arguments[n++] = "-d";
    arguments[n++] = "-c";
    arguments[n++] = pk_gnuplot_path(p->script, arena);
    arguments[n++] = pk_gnuplot_path(pk_output_where(self->options.output, p->data), arena);
    arguments[n++] = pk_gnuplot_path(pk_output_where(self->options.output, p->labels), arena);
    arguments[n++] = pk_gnuplot_path(job->temporary, arena);
    arguments[n++] = p->terminal->name;
    arguments[n++] = pk_gnuplot_size(p, arena);
    arguments[n++] = pk_gnuplot_look(&p->look, arena);
    n -= *arguments[n - 1] == '\0';
    arguments[n] = NULL;
    PK_REQUIRE(n < ARGUMENTS);
}

/* In the child, which stands in our memory until it has become gnuplot: only calls that are safe there. Tells errno
 * through `told` when it cannot become gnuplot; `told` closes by itself when it does. A process group of its own lets
 * us kill what it may have started. */
_Noreturn static void become_gnuplot(const char *const *arguments, char *const *environment, int said, int told)
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

/* Waits until the child has become gnuplot: 0, or says why it could not. */
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

/* The child with its pipes; 0, or errno. vfork: fork would copy the page tables of the runs that are going on, and each
 * of their pages when it is next written. The child is known as who writes the temporary file before anybody may clear
 * that away. */
static int spawn(const pk_drawer_t *self, job_t *job, const char *const *arguments, int *said, int *told)
{
    pk_temporary_hold();
    const pid_t child = vfork();
    if (child == 0) {
        become_gnuplot(arguments, self->environment, said[1], told[1]);
    }
    const int failed = child < 0 ? errno : 0;
    if (failed == 0) {
        pk_temporary_owner(job->temporary, child);
    }
    pk_temporary_release();
    if (failed != 0) {
        close_pair(said);
        close_pair(told);
        return failed;
    }
    job->pid = child;
    close(said[1]);
    close(told[1]);
    const int error = exec_error(told[0]);
    job->said_by = said[0];
    fcntl(job->said_by, F_SETFL, O_NONBLOCK);
    if (error != 0) {
        close(job->said_by);
        waitpid(job->pid, NULL, 0);
    }
    return error;
}

/* Starts the child; 0, or errno. */
static int start_child(const pk_drawer_t *self, job_t *job)
{
    pk_arena_t arena = {0};
    const char *arguments[ARGUMENTS];
    int said[2], told[2], error = 0;
    make_arguments(self, job, arguments, &arena);
    if (pipe2(said, O_CLOEXEC) != 0) {
        error = errno;
    } else if (pipe2(told, O_CLOEXEC) != 0) {
        error = errno;
        close_pair(said);
    } else {
        error = spawn(self, job, arguments, said, told);
    }
    pk_arena_free(&arena);
    return error;
}

static void fail(job_t *job, const char *why)
{
    job->state = FAILED;
    job->why = why;
    if (job->temporary != NULL) {
        pk_temporary_drop(job->temporary);
        job->temporary = NULL;
    }
}

static void start(pk_drawer_t *self, job_t *job)
{
    int file;
    job->temporary = pk_temporary_make(job->picture.out, &file);
    if (job->temporary == NULL) {
        fail(job, pk_arena_format(&self->arena, "the file cannot be written: %s", strerror(errno)));
        return;
    }
    close(file);
    int error = start_child(self, job);
    if (error != 0) {
        self->cannot_start = error;
        fail(job, strerror(error));
        return;
    }
    job->state = RUNNING;
    job->until = now() + limit_of(&self->options);
    self->running++;
}

/* Reads what the child has said so far; keeps the beginning. */
static void listen_to(job_t *job)
{
    char heard[512];
    ssize_t length = 0;
    while (job->said_by >= 0 && (length = read(job->said_by, heard, sizeof heard)) != 0) {
        if (length < 0) {
            if (errno == EINTR) {
                continue;
            }
            return; /* nothing more for now */
        }
        size_t room = SAID_MOST - 1 - job->said_length;
        size_t kept = (size_t)length < room ? (size_t)length : room;
        memcpy(job->said + job->said_length, heard, kept);
        job->said_length += kept;
    }
    if (job->said_by >= 0) {
        close(job->said_by);
        job->said_by = -1;
    }
}

/* The first thing that the child said, or the last line of a longer story: `"file" line 3: undefined variable: x`. */
static const char *last_words(job_t *job)
{
    job->said[job->said_length] = '\0';
    while (job->said_length > 0 && strchr(" \t\r\n", job->said[job->said_length - 1]) != NULL) {
        job->said[--job->said_length] = '\0';
    }
    const char *line = strrchr(job->said, '\n');
    line = line != NULL ? line + 1 : job->said;
    return line + strspn(line, " \t");
}

static const char *explain_end(pk_drawer_t *self, job_t *job, int status, long bytes)
{
    const char *words = last_words(job);
    const char *colon = *words != '\0' ? ": " : "";
    if (WIFSIGNALED(status)) {
        return pk_arena_format(&self->arena, "gnuplot crashed (%s)%s%s", strsignal(WTERMSIG(status)), colon, words);
    }
    if (WEXITSTATUS(status) != 0) {
        return pk_arena_format(&self->arena, "gnuplot ended with status %d%s%s", WEXITSTATUS(status), colon, words);
    }
    if (bytes <= 0) {
        return pk_arena_format(&self->arena, "gnuplot drew nothing%s%s", colon, words);
    }
    return pk_arena_format(&self->arena, "gnuplot drew only a part (%ld bytes without an end; is the disk full?)%s%s",
                           bytes, colon, words);
}

static void place(pk_drawer_t *self, job_t *job)
{
    pk_diag_t diag = {0};
    const char *why = NULL;
    char *temporary = job->temporary;
    job->temporary = NULL;
    if (self->options.output != NULL) {
        if (pk_output_place(self->options.output, temporary, job->picture.out, &diag) != PK_OK) {
            why = pk_arena_copy(&self->arena, diag.count > 0 ? diag.messages[0].text : "it cannot be written");
        }
    } else {
        const int error = pk_temporary_place(temporary, job->picture.out);
        why = error != 0 ? pk_arena_format(&self->arena, "the file cannot be written: %s", strerror(error)) : NULL;
    }
    pk_diag_free(&diag);
    if (why != NULL) {
        fail(job, why);
    } else {
        job->state = DRAWN;
    }
}

static void disown(const job_t *job)
{
    pk_temporary_hold();
    pk_temporary_owner(job->temporary, 0);
    pk_temporary_release();
}

/* What is wrong with a picture that ends as a whole one; NULL: nothing. A browser shows nothing of an SVG with one
 * wrong byte, however well gnuplot ended. */
static const char *fault_of(pk_drawer_t *self, const job_t *job)
{
    if (strcmp(job->picture.terminal->name, "svg") != 0) {
        return NULL;
    }
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    const pk_source_t *source = pk_source_read(job->temporary, PICTURE_BYTES, PK_NOWHERE, &arena, &diag);
    int line = 0;
    const char *fault = source == NULL ? NULL : pk_xml_fault(source->text, source->length, &line);
    const char *why = source == NULL  ? "the picture cannot be read back"
                      : fault != NULL ? pk_arena_format(&self->arena,
                                                        "no browser could open it: line %d of what gnuplot "
                                                        "drew has %s",
                                                        line, fault)
                                      : NULL;
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    return why;
}

/* A PNG says how large it is on paper, where that was asked for. */
static bool note_resolution(const pk_picture_t *picture, const char *path)
{
    return picture->look.dpi == 0 || strcmp(picture->terminal->name, "png") != 0 ||
           pk_png_resolution(path, picture->look.dpi) == PK_OK;
}

/* The child has ended: is the picture whole? */
static void finish(pk_drawer_t *self, job_t *job, int status)
{
    listen_to(job);
    if (job->said_by >= 0) {
        close(job->said_by);
    }
    self->running--;
    disown(job);
    long bytes;
    bool whole = pk_terminal_whole(job->picture.terminal, job->temporary, &bytes);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !whole) {
        fail(job, explain_end(self, job, status, bytes));
        return;
    }
    const char *fault = fault_of(self, job);
    if (fault == NULL && !note_resolution(&job->picture, job->temporary)) {
        fault = "its pixels of an inch cannot be noted in it";
    }
    if (fault != NULL) {
        fail(job, fault);
    } else {
        place(self, job);
    }
}

static void stop(pk_drawer_t *self, job_t *job)
{
    kill(-job->pid, SIGKILL);
    kill(job->pid, SIGKILL);
    while (waitpid(job->pid, NULL, 0) < 0 && errno == EINTR) {
    }
    if (job->said_by >= 0) {
        close(job->said_by);
    }
    self->running--;
}

static void give_up_on(pk_drawer_t *self, job_t *job)
{
    stop(self, job);
    self->hung++;
    fail(job, pk_arena_format(&self->arena, "gnuplot did not finish within %g seconds and was stopped",
                              limit_of(&self->options)));
}

/* Looks after one running child. */
static void tend(pk_drawer_t *self, job_t *job)
{
    listen_to(job);
    int status = 0;
    pid_t ended = waitpid(job->pid, &status, WNOHANG);
    if (ended == job->pid || (ended < 0 && errno == ECHILD)) {
        finish(self, job, status);
    } else if (now() >= job->until) {
        give_up_on(self, job);
    }
}

/* Sleeps until a child says something or closes its stderr, which it does when it ends; 20 ms at most, 1 ms when one
 * has closed it and is about to end. */
static void wait_for_any(const pk_drawer_t *self)
{
    struct pollfd ends[MANY_AT_ONCE];
    nfds_t count = 0;
    int patience = 20;
    for (int i = 0; i < self->next; i++) {
        const job_t *job = &self->jobs[i];
        if (job->state == RUNNING && job->said_by >= 0) {
            ends[count++] = (struct pollfd){.fd = job->said_by, .events = POLLIN};
        } else if (job->state == RUNNING) {
            patience = 1;
        }
    }
    poll(ends, count, patience);
}

static void start_more(pk_drawer_t *self)
{
    int most = pk_parallel_threads(self->options.processes);
    most = most < MANY_AT_ONCE ? most : MANY_AT_ONCE;
    while (self->next < self->count && self->running < most) {
        job_t *job = &self->jobs[self->next++];
        if (self->cannot_start != 0) {
            fail(job, NULL);
        } else if (self->hung >= HUNG_MOST) {
            fail(job, "gnuplot was not tried again after two charts that it did not finish");
        } else {
            start(self, job);
        }
    }
}

static void tend_all(pk_drawer_t *self)
{
    for (int i = 0; i < self->next && self->running > 0; i++) {
        if (self->jobs[i].state == RUNNING) {
            tend(self, &self->jobs[i]);
        }
    }
}

static void tell_failure(pk_drawer_t *self, const job_t *job, pk_diag_t *diag)
{
    const char *hint = pk_arena_format(&self->arena, "the tables are there; draw it later by: %s",
                                       pk_gnuplot_by_hand(&job->picture, &self->arena));
    (void)pk_failure(diag, job->picture.out, hint, "the chart '%s' is missing: %s", job->picture.name, job->why);
}

static void tell_missing(pk_drawer_t *self, pk_diag_t *diag)
{
    const pk_picture_t *first = &self->jobs[0].picture;
    const char *hint = pk_arena_format(
        &self->arena,
        "install gnuplot 5.4 or newer (Debian: apt-get install gnuplot-nox); the tables are there; then draw the %s "
        "by: %s",
        first->results != NULL ? "charts" : "first chart",
        first->results != NULL ? pk_gnuplot_all_by_hand(first, &self->arena) : pk_gnuplot_by_hand(first, &self->arena));
    (void)pk_failure(diag, program_of(&self->options), hint, "cannot be started, so that charts are missing: %s",
                     strerror(self->cannot_start));
}

static pk_status_t tell(pk_drawer_t *self, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    if (self->cannot_start != 0) {
        tell_missing(self, diag);
    }
    for (int i = 0; i < self->count; i++) {
        if (self->jobs[i].state != DRAWN) {
            status = PK_FAILED;
            if (self->cannot_start == 0) {
                tell_failure(self, &self->jobs[i], diag);
            }
        }
    }
    return status;
}

static int by_rank(const void *a, const void *b)
{
    const job_t *one = a, *other = b;
    return one->rank != other->rank ? (one->rank > other->rank) - (one->rank < other->rank) : one->turn - other->turn;
}

pk_drawer_t *pk_drawer_new(const pk_gnuplot_t *options)
{
    pk_drawer_t *self = pk_heap(1, sizeof *self);
    *self = (pk_drawer_t){.options = *options};
    self->environment = make_environment(&self->arena);
    return self;
}

void pk_drawer_add(pk_drawer_t *self, const pk_picture_t *picture, int rank)
{
    if (self->count == self->room) {
        self->room = self->room > 0 ? 2 * self->room : 16;
        self->jobs = pk_heap_resize(self->jobs, (size_t)self->room, sizeof *self->jobs);
    }
    self->jobs[self->count] = (job_t){.picture = *picture, .rank = rank, .turn = self->count, .said_by = -1};
    self->count++;
}

void pk_drawer_tend(pk_drawer_t *self)
{
    tend_all(self);
    start_more(self);
}

void pk_drawer_pause(pk_drawer_t *self)
{
    while (self->running > 0) {
        wait_for_any(self);
        tend_all(self);
    }
}

pk_status_t pk_drawer_finish(pk_drawer_t *self, pk_diag_t *diag)
{
    while (self->next < self->count || self->running > 0) {
        start_more(self);
        if (self->running > 0) {
            wait_for_any(self);
        }
        tend_all(self);
    }
    if (self->count > 0) {
        qsort(self->jobs, (size_t)self->count, sizeof *self->jobs, by_rank);
    }
    return tell(self, diag);
}

const pk_picture_t *pk_drawer_picture(const pk_drawer_t *self, int index, bool *drawn)
{
    if (index >= self->count) {
        return NULL;
    }
    *drawn = self->jobs[index].state == DRAWN;
    return &self->jobs[index].picture;
}

void pk_drawer_free(pk_drawer_t *self)
{
    if (self == NULL) {
        return;
    }
    for (int i = 0; i < self->next; i++) {
        if (self->jobs[i].state == RUNNING) {
            stop(self, &self->jobs[i]);
            fail(&self->jobs[i], NULL);
        }
    }
    free(self->jobs);
    pk_arena_free(&self->arena);
    free(self);
}

pk_status_t pk_gnuplot_draw(const pk_gnuplot_t *self, const pk_picture_t *pictures, int count, bool *drawn,
                            pk_diag_t *diag)
{
    pk_drawer_t *drawer = pk_drawer_new(self);
    for (int i = 0; i < count; i++) {
        pk_drawer_add(drawer, &pictures[i], 0);
    }
    pk_status_t status = pk_drawer_finish(drawer, diag);
    for (int i = 0; i < count && drawn != NULL; i++) {
        drawn[i] = drawer->jobs[i].state == DRAWN;
    }
    pk_drawer_free(drawer);
    return status;
}
