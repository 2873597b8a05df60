#include "report/gnuplot.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/parallel.h"
#include "base/temporary.h"
#include "report/child.h"
#include "report/gnuplot_words.h"
#include "report/png.h"
#include "report/xml.h"

enum {
    PICTURE_BYTES = 1 << 28,
    MANY_AT_ONCE = 64,
    HUNG_MOST = 2,
    TOGETHER_MOST = 8,
    ARGUMENTS = 4 * TOGETHER_MOST + 12
};

/* AGAIN: something was wrong with the gnuplot that drew it with others, so it waits for one of its own. */
typedef enum { WAITING, AGAIN, RUNNING, DRAWN, FAILED } state_t;

/* One picture on its way. */
typedef struct {
    pk_picture_t picture;
    int rank, turn; /* turn: the how manieth to be added */
    state_t state;
    char *temporary;
    const char *why; /* of a failure; in the drawer's arena */
} job_t;

/* One gnuplot and the jobs that it draws, by index. */
typedef struct {
    pk_child_t child;
    double until; /* on the monotonic clock, seconds */
    int jobs[TOGETHER_MOST], count;
} process_t;

struct pk_drawer {
    pk_gnuplot_t options;
    pk_arena_t arena;
    job_t *jobs;
    int count, room, next, again, hung; /* again: how many jobs wait to be drawn once more */
    int cannot_start;                   /* errno of exec; 0: it can */
    process_t processes[MANY_AT_ONCE];
    int running;
    char *const *environment;
};

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

/* ---- what a gnuplot is told ---- */

/* The arguments of the script that draws the picture, after its name; how many. Before there is a temporary file the
 * picture's own name stands for it: that of the temporary has no other marks. */
static int script_arguments(const pk_drawer_t *self, const job_t *job, const char **arguments, pk_arena_t *arena)
{
    const pk_picture_t *p = &job->picture;
    int n = 0;
    arguments[n++] = pk_gnuplot_path(pk_output_where(self->options.output, p->data), arena);
    arguments[n++] = pk_gnuplot_path(pk_output_where(self->options.output, p->labels), arena);
    arguments[n++] = pk_gnuplot_path(job->temporary != NULL ? job->temporary : p->out, arena);
    arguments[n++] = p->terminal->name;
    arguments[n++] = pk_gnuplot_size(p, arena);
    arguments[n++] = pk_gnuplot_look(&p->look, arena);
    return n - (*arguments[n - 1] == '\0');
}

/* The command that draws it among others; NULL: a text in it might be read as something else. */
static const char *call_of(const pk_drawer_t *self, const job_t *job, pk_arena_t *arena)
{
    const char *arguments[7] = {pk_gnuplot_path(job->picture.script, arena)};
    return pk_gnuplot_call(arguments, 1 + script_arguments(self, job, arguments + 1, arena), arena);
}

/* One picture by -c, as by hand; several each by a `call`, from a clean sheet. */
static void make_arguments(const pk_drawer_t *self, const process_t *process, const char **arguments, pk_arena_t *arena)
{
    const job_t *first = &self->jobs[process->jobs[0]];
    int n = 0;
    arguments[n++] = program_of(&self->options);
    arguments[n++] = "-d";
    if (process->count == 1) {
        arguments[n++] = "-c";
        arguments[n++] = pk_gnuplot_path(first->picture.script, arena);
        n += script_arguments(self, first, arguments + n, arena);
    }
    for (int i = 0; i < process->count && process->count > 1; i++) {
        if (i > 0) {
            arguments[n++] = "-e";
            arguments[n++] = "reset session";
        }
        arguments[n++] = "-e";
        arguments[n++] = call_of(self, &self->jobs[process->jobs[i]], arena);
    }
    arguments[n] = NULL;
    PK_REQUIRE(n < ARGUMENTS);
}

/* ---- what becomes of a picture ---- */

static void drop_temporary(job_t *job)
{
    if (job->temporary != NULL) {
        pk_temporary_drop(job->temporary);
        job->temporary = NULL;
    }
}

static void fail(job_t *job, const char *why)
{
    job->state = FAILED;
    job->why = why;
    drop_temporary(job);
}

static void draw_again(pk_drawer_t *self, job_t *job)
{
    job->state = AGAIN;
    drop_temporary(job);
    self->again++;
}

static const char *explain_end(pk_drawer_t *self, pk_child_t *child, int status, long bytes)
{
    const char *words = pk_child_last_words(child);
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

/* Why a picture is not whole now that its gnuplot has ended; NULL: it is. */
static const char *trouble_of(pk_drawer_t *self, const job_t *job, pk_child_t *child, int status)
{
    long bytes;
    const bool whole = pk_terminal_whole(job->picture.terminal, job->temporary, &bytes);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !whole) {
        return explain_end(self, child, status, bytes);
    }
    const char *fault = fault_of(self, job);
    return fault == NULL && !note_resolution(&job->picture, job->temporary)
               ? "its pixels of an inch cannot be noted in it"
               : fault;
}

static void disown(const job_t *job)
{
    pk_temporary_hold();
    pk_temporary_owner(job->temporary, 0);
    pk_temporary_release();
}

/* ---- gnuplots ---- */

/* gnuplot has ended: each picture that is whole gets its name. One that is not is drawn again where others may be to
 * blame. */
static void finish(pk_drawer_t *self, process_t *process, int status)
{
    for (int i = 0; i < process->count; i++) {
        job_t *job = &self->jobs[process->jobs[i]];
        disown(job);
        const char *trouble = trouble_of(self, job, &process->child, status);
        if (trouble == NULL) {
            place(self, job);
        } else if (process->count > 1) {
            draw_again(self, job);
        } else {
            fail(job, trouble);
        }
    }
}

static void give_up_on(pk_drawer_t *self, process_t *process)
{
    pk_child_stop(&process->child);
    for (int i = 0; i < process->count; i++) {
        job_t *job = &self->jobs[process->jobs[i]];
        if (process->count > 1) {
            draw_again(self, job);
        } else {
            self->hung++;
            fail(job, pk_arena_format(&self->arena, "gnuplot did not finish within %g seconds and was stopped",
                                      limit_of(&self->options)));
        }
    }
}

/* Looks after one that runs; true: it does no longer. */
static bool tend(pk_drawer_t *self, process_t *process)
{
    pk_child_listen(&process->child);
    int status;
    if (pk_child_ended(&process->child, &status)) {
        finish(self, process, status);
        return true;
    }
    if (now() >= process->until) {
        give_up_on(self, process);
        return true;
    }
    return false;
}

static void tend_all(pk_drawer_t *self)
{
    for (int i = self->running - 1; i >= 0; i--) {
        if (tend(self, &self->processes[i])) {
            self->processes[i] = self->processes[--self->running];
        }
    }
}

/* Sleeps until a child says something or closes its stderr, which it does when it ends; 20 ms at most, 1 ms when one
 * has closed it and is about to end. */
static void wait_for_any(const pk_drawer_t *self)
{
    struct pollfd ends[MANY_AT_ONCE];
    nfds_t count = 0;
    int patience = 20;
    for (int i = 0; i < self->running; i++) {
        const pk_child_t *child = &self->processes[i].child;
        if (child->said_by >= 0) {
            ends[count++] = (struct pollfd){.fd = child->said_by, .events = POLLIN};
        } else {
            patience = 1;
        }
    }
    poll(ends, count, patience);
}

/* How many gnuplots there may be. */
static int most_processes(const pk_drawer_t *self)
{
    const int most = pk_parallel_threads(self->options.processes);
    return most < MANY_AT_ONCE ? most : MANY_AT_ONCE;
}

/* Whether it may be drawn by a gnuplot that draws others: the terminal then draws the same bytes (pdf does not), and no
 * text of it can be read as a command. */
static bool shares(const pk_drawer_t *self, const job_t *job)
{
    const char *terminal = job->picture.terminal->name;
    pk_arena_t arena = {0};
    const bool can =
        (strcmp(terminal, "svg") == 0 || strcmp(terminal, "png") == 0) && call_of(self, job, &arena) != NULL;
    pk_arena_free(&arena);
    return can;
}

/* The next ones: one that is drawn again, or as many as come to each gnuplot that may still be started. */
static void take_jobs(pk_drawer_t *self, process_t *process)
{
    process->count = 0;
    for (int i = 0; i < self->next && self->again > 0; i++) {
        if (self->jobs[i].state == AGAIN) {
            self->again--;
            process->jobs[process->count++] = i;
            return;
        }
    }
    const int free_ones = most_processes(self) - self->running;
    int share = (self->count - self->next + free_ones - 1) / free_ones, together = self->options.together;
    together = together > 0 && together < TOGETHER_MOST ? together : TOGETHER_MOST;
    share = share < together ? share : together;
    const bool first = shares(self, &self->jobs[self->next]);
    do {
        process->jobs[process->count++] = self->next++;
    } while (first && process->count < share && shares(self, &self->jobs[self->next]));
}

/* Keeps those of the process's jobs that have a temporary file. */
static void make_temporaries(pk_drawer_t *self, process_t *process)
{
    int kept = 0;
    for (int i = 0; i < process->count; i++) {
        job_t *job = &self->jobs[process->jobs[i]];
        int file;
        job->temporary = pk_temporary_make(job->picture.out, &file);
        if (job->temporary != NULL) {
            close(file);
            process->jobs[kept++] = process->jobs[i];
        } else {
            fail(job, pk_arena_format(&self->arena, "the file cannot be written: %s", strerror(errno)));
        }
    }
    process->count = kept;
}

/* 0, or errno. */
static int start_child(const pk_drawer_t *self, process_t *process)
{
    pk_arena_t arena = {0};
    const char *arguments[ARGUMENTS], *written[TOGETHER_MOST];
    for (int i = 0; i < process->count; i++) {
        written[i] = self->jobs[process->jobs[i]].temporary;
    }
    make_arguments(self, process, arguments, &arena);
    const int error = pk_child_start(&process->child, arguments, self->environment, written, process->count);
    pk_arena_free(&arena);
    return error;
}

static void fail_all(pk_drawer_t *self, const process_t *process, const char *why)
{
    for (int i = 0; i < process->count; i++) {
        fail(&self->jobs[process->jobs[i]], why);
    }
}

static void start(pk_drawer_t *self, process_t *process)
{
    make_temporaries(self, process);
    if (process->count == 0) {
        return;
    }
    const int error = start_child(self, process);
    if (error != 0) {
        self->cannot_start = error;
        fail_all(self, process, strerror(error));
        return;
    }
    for (int i = 0; i < process->count; i++) {
        self->jobs[process->jobs[i]].state = RUNNING;
    }
    process->until = now() + limit_of(&self->options);
    self->running++;
}

static bool are_waiting(const pk_drawer_t *self)
{
    return self->next < self->count || self->again > 0;
}

static void start_more(pk_drawer_t *self)
{
    const int most = most_processes(self);
    while (are_waiting(self) && self->running < most) {
        process_t *process = &self->processes[self->running];
        take_jobs(self, process);
        if (self->cannot_start != 0) {
            fail_all(self, process, NULL);
        } else if (self->hung >= HUNG_MOST) {
            fail_all(self, process, "gnuplot was not tried again after two charts that it did not finish");
        } else {
            start(self, process);
        }
    }
}

/* ---- the drawer ---- */

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
    self->environment = pk_child_environment(&self->arena);
    return self;
}

void pk_drawer_add(pk_drawer_t *self, const pk_picture_t *picture, int rank)
{
    if (self->count == self->room) {
        self->room = self->room > 0 ? 2 * self->room : 16;
        self->jobs = pk_heap_resize(self->jobs, (size_t)self->room, sizeof *self->jobs);
    }
    self->jobs[self->count] = (job_t){.picture = *picture, .rank = rank, .turn = self->count};
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
    while (are_waiting(self) || self->running > 0) {
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
    for (int i = 0; i < self->running; i++) {
        pk_child_stop(&self->processes[i].child);
        fail_all(self, &self->processes[i], NULL);
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
