/* `make bench`: what this tree costs beside an older commit, in one table. Not a test: nothing fails here.
 *
 *     bench TREE NAME [TEXT [RUNS]]
 *
 * TREE is the other commit's tree, built, and NAME its name in the table; both programs run in turn, each in its own
 * tree, and a row shows the medians of either and the median of the ratios of neighbours: above 1, this tree is better.
 * The machine may be shared: absolute figures say little, ratios of one run say much. TEXT: only rows that hold it.
 * RUNS: also so many runs of the larger journey. */
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MOST = 7, NO_SUCH_ENGINE = 77, PATH_ROOM = 4096 };

typedef enum { RATE, PROCESSOR, WALL, MEMORY, FIGURES } figure_t;

static const struct {
    const char *unit;
    bool more_is_better;
} FIGURE[FIGURES] = {
    [RATE] = {"1/s", true},
    [PROCESSOR] = {"s processor", false},
    [WALL] = {"s", false},
    [MEMORY] = {"MB peak", false},
};

/* What is run in both trees; $RESULTS is a folder for what comes out. */
typedef struct {
    const char *what;
    int rounds;
    const char *now, *then; /* commands of a shell; `then` NULL: the same */
    bool shown[FIGURES];
} row_t;

#define EVALUATE(engine, journey)       EVALUATE_AS(engine, engine, journey)
#define IN_LANES(instructions, journey) EVALUATE_AS(instructions, "expected", journey)
#define EVALUATE_AS(engine, older, journey)                                                                            \
    {                                                                                                                  \
        .what = "evaluations, " engine ", " journey, .rounds = 7,                                                      \
        .now = "build/tests/bench/evaluate " engine " scenarios/" journey "/baseline.yaml 0.4",                        \
        .then = "build/evaluate " older " scenarios/" journey "/baseline.yaml 0.4", .shown = {                         \
            [RATE] = true                                                                                              \
        }                                                                                                              \
    }
#define RUN(engine, journey)                                                                                           \
    {                                                                                                                  \
        .what = "polku run, " engine ", " journey ", no charts", .rounds = 5,                                          \
        .now =                                                                                                         \
            "./polku run scenarios/" journey "/baseline.yaml --engine " engine " --charts none --quiet -o $RESULTS",   \
        .shown = {                                                                                                     \
            [PROCESSOR] = true,                                                                                        \
            [MEMORY] = true                                                                                            \
        }                                                                                                              \
    }

static const row_t ROWS[] = {
    EVALUATE("expected", "puhdistustiimi"),
    EVALUATE("expected", "asiakaspolku"),
    IN_LANES("SSE2", "puhdistustiimi"),
    IN_LANES("AVX2", "puhdistustiimi"),
    IN_LANES("AVX-512", "puhdistustiimi"),
    IN_LANES("SSE2", "asiakaspolku"),
    IN_LANES("AVX2", "asiakaspolku"),
    IN_LANES("AVX-512", "asiakaspolku"),
    EVALUATE("cohort", "puhdistustiimi"),
    EVALUATE("cohort", "asiakaspolku"),
    RUN("expected", "puhdistustiimi"),
    RUN("expected", "asiakaspolku"),
    RUN("cohort", "puhdistustiimi"),
    RUN("cohort", "asiakaspolku"),
    {.what = "polku compare, all of asiakaspolku, no charts",
     .rounds = 1,
     .now = "./polku compare scenarios/asiakaspolku/*.yaml --charts none --quiet -o $RESULTS",
     .shown = {[PROCESSOR] = true, [WALL] = true, [MEMORY] = true}},
    {.what = "polku sweep, 40 cells of 200 runs, beside 8,000 runs",
     .rounds = 1,
     .now = "rm -rf $RESULTS/swept; ./polku sweep scenarios/puhdistustiimi/baseline.yaml --runs 200 --charts none "
            "--quiet --set spend.facebook=0:950:50 --set levers.response_hours=1,24 -o $RESULTS/swept",
     .then = "./polku run scenarios/puhdistustiimi/baseline.yaml --runs 8000 --charts none --quiet -o $RESULTS",
     .shown = {[PROCESSOR] = true, [WALL] = true, [MEMORY] = true}},
    {.what = "make demo",
     .rounds = 3,
     .now = "./polku compare scenarios/puhdistustiimi/*.yaml --quiet -o $RESULTS",
     .shown = {[PROCESSOR] = true, [WALL] = true}},
};

typedef struct {
    const char *output; /* a file for what a command says */
    const char *trees[2], *names[2];
} bench_t;

enum { NOW, THEN };

static double wall_seconds(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + 1e-9 * (double)at.tv_nsec;
}

_Noreturn static void become(const bench_t *self, const char *tree, const char *command)
{
    const int nothing = open("/dev/null", O_RDWR), out = open(self->output, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (chdir(tree) == 0 && dup2(nothing, 0) >= 0 && dup2(out, 1) >= 0 && dup2(out, 2) >= 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    }
    perror(tree);
    _exit(127);
}

static double number_printed(const bench_t *self)
{
    FILE *file = fopen(self->output, "r");
    double number = NAN;
    if (file == NULL || fscanf(file, "%lf", &number) != 1) {
        number = NAN;
    }
    if (file != NULL) {
        fclose(file);
    }
    return number;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

/* Runs a command in a tree; gives its exit status. */
static int run(const bench_t *self, int which, const char *command, double figures[FIGURES])
{
    int status = 0;
    struct rusage used;
    const double begun = wall_seconds();
    const pid_t child = fork();
    if (child == 0) {
        become(self, self->trees[which], command);
    }
    while (wait4(child, &status, 0, &used) < 0 && errno == EINTR) {
    }
    figures[RATE] = number_printed(self);
    figures[PROCESSOR] = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    figures[WALL] = wall_seconds() - begun;
    figures[MEMORY] = (double)used.ru_maxrss * 1024e-6;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(const double *values, int count)
{
    double sorted[ROUNDS_MOST];
    memcpy(sorted, values, (size_t)count * sizeof *values);
    qsort(sorted, (size_t)count, sizeof *sorted, compare_doubles);
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

/* Of one row: [figure][variant][round]. */
typedef struct {
    double at[FIGURES][2][ROUNDS_MOST];
} rounds_t;

static void print_figure(const row_t *row, figure_t figure, const rounds_t *rounds)
{
    double ratio[ROUNDS_MOST];
    for (int k = 0; k < row->rounds; k++) {
        const double now = rounds->at[figure][NOW][k], then = rounds->at[figure][THEN][k];
        ratio[k] = FIGURE[figure].more_is_better ? now / then : then / now;
    }
    printf("%-58s %-12s %10.4g %10.4g   x%.2f\n", row->what, FIGURE[figure].unit,
           median(rounds->at[figure][THEN], row->rounds), median(rounds->at[figure][NOW], row->rounds),
           median(ratio, row->rounds));
    fflush(stdout);
}

static void tell_failure(const bench_t *self, const row_t *row, int which, int exit_code)
{
    if (exit_code == NO_SUCH_ENGINE) {
        printf("%-58s not on this machine\n", row->what);
    } else {
        printf("%-58s %s failed; it said what stands in %s\n", row->what, self->names[which], self->output);
    }
}

static void measure(const bench_t *self, const row_t *row)
{
    rounds_t rounds;
    for (int k = 0; k < row->rounds; k++) {
        for (int turn = 0; turn < 2; turn++) {
            const int which = k % 2 == 0 ? turn : 1 - turn;
            double figures[FIGURES];
            const int exit_code = run(self, which, which == THEN && row->then != NULL ? row->then : row->now, figures);
            if (exit_code != 0) {
                tell_failure(self, row, which, exit_code);
                return;
            }
            for (int f = 0; f < FIGURES; f++) {
                rounds.at[f][which][k] = figures[f];
            }
        }
    }
    for (int f = 0; f < FIGURES; f++) {
        if (row->shown[f]) {
            print_figure(row, (figure_t)f, &rounds);
        }
    }
}

static void measure_many(const bench_t *self, const char *runs)
{
    static const char *const ENGINES[] = {"expected", "cohort"};
    for (int e = 0; e < 2; e++) {
        char what[100], command[300];
        snprintf(what, sizeof what, "polku run, %s, asiakaspolku, %.12s runs", ENGINES[e], runs);
        snprintf(command, sizeof command,
                 "./polku run scenarios/asiakaspolku/baseline.yaml --engine %s --runs %.12s --charts none --quiet "
                 "-o $RESULTS",
                 ENGINES[e], runs);
        measure(self, &(row_t){.what = what,
                               .rounds = 1,
                               .now = command,
                               .shown = {[PROCESSOR] = true, [WALL] = true, [MEMORY] = true}});
    }
}

int main(int argc, char **argv)
{
    char folder[PATH_ROOM], results[PATH_ROOM + 16], output[PATH_ROOM + 16];
    if (argc < 3 || realpath(argv[1], folder) == NULL) {
        fputs("usage: bench TREE NAME [TEXT [RUNS]]\n", stderr);
        return 2;
    }
    snprintf(results, sizeof results, "%s.results", folder);
    snprintf(output, sizeof output, "%s.output", folder);
    setenv("RESULTS", results, 1);
    const bench_t bench = {.output = output, .trees = {".", folder}, .names = {"this tree", argv[2]}};
    const char *text = argc > 3 ? argv[3] : "";
    printf("%-58s %-12s %10s %10s   better\n", "median of turns", "", argv[2], "now");
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        if (strstr(ROWS[i].what, text) != NULL) {
            measure(&bench, &ROWS[i]);
        }
    }
    if (argc > 4) {
        measure_many(&bench, argv[4]);
    }
    return 0;
}
