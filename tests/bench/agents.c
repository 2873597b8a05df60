/* What the engine of individuals costs, in one run: nanoseconds a customer-step of processor time, beside the bare loop
 * that only makes the same random bits (two outputs of xoshiro256++ x 8 for 64 customers) and passes over the state,
 * and beside peers on the same five stages, where they are installed. Medians of turns that alternate. Not a test. Run
 * with `make bench-agents`.
 *
 *     agents FOLDER PROGRAM PEERS */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "engine/agents/kernel.h"

enum { ROUNDS = 9, STEPS = 52, STAGES = 10 };

static const char *folder, *program, *peers;

/* ---- time ---- */

typedef struct {
    double cpu, wall, megabytes;
} pk_cost_t;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, compare);
    return values[count / 2];
}

/* Runs a command of the shell; the cost of it and all that it starts. */
static pk_cost_t run(const char *command)
{
    const double start = now();
    struct rusage use;
    int status;
    const pid_t child = fork();
    if (child == 0) {
        execl("/bin/sh", "sh", "-c", command, (char *)NULL);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &use) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "failed: %s\n", command);
        exit(1);
    }
    return (pk_cost_t){.cpu = (double)use.ru_utime.tv_sec + 1e-6 * (double)use.ru_utime.tv_usec +
                              (double)use.ru_stime.tv_sec + 1e-6 * (double)use.ru_stime.tv_usec,
                       .wall = now() - start,
                       .megabytes = (double)use.ru_maxrss / 1024};
}

/* ---- the bare loop ---- */

#ifdef __x86_64__
#include <immintrin.h>

__attribute__((target("avx512f"))) static void bare_avx512(pk_bits_t *bits, uint8_t *cells, int count)
{
    __m512i s0 = _mm512_loadu_si512(bits->s[0]), s1 = _mm512_loadu_si512(bits->s[1]);
    __m512i s2 = _mm512_loadu_si512(bits->s[2]), s3 = _mm512_loadu_si512(bits->s[3]);
    for (int first = 0; first < count; first += PK_GROUP) {
        __m512i here = _mm512_loadu_si512(cells + first);
        for (int output = 0; output < 2; output++) {
            here = _mm512_xor_si512(here, _mm512_add_epi64(_mm512_rol_epi64(_mm512_add_epi64(s0, s3), 23), s0));
            const __m512i t = _mm512_slli_epi64(s1, 17);
            s2 = _mm512_xor_si512(s2, s0);
            s3 = _mm512_xor_si512(s3, s1);
            s1 = _mm512_xor_si512(s1, s2);
            s0 = _mm512_xor_si512(s0, s3);
            s2 = _mm512_xor_si512(s2, t);
            s3 = _mm512_rol_epi64(s3, 45);
        }
        _mm512_storeu_si512(cells + first, here);
    }
    _mm512_storeu_si512(bits->s[0], s0);
    _mm512_storeu_si512(bits->s[1], s1);
    _mm512_storeu_si512(bits->s[2], s2);
    _mm512_storeu_si512(bits->s[3], s3);
}

#else
static void bare_avx512(pk_bits_t *bits, uint8_t *cells, int count)
{
    (void)bits, (void)cells, (void)count;
}
#endif

static double bare(void)
{
    enum { TIMES = 20000 };
    static uint8_t cells[PK_BLOCK];
    pk_bits_t bits = pk_bits_of((pk_luck_t){.seed = 1}, 1);
    const clock_t start = clock();
    for (int k = 0; k < TIMES; k++) {
        bare_avx512(&bits, cells, PK_BLOCK);
    }
    return 1e9 * (double)(clock() - start) / CLOCKS_PER_SEC / ((double)TIMES * PK_BLOCK);
}

/* ---- models ---- */

static void write_file(const char *name, const char *text)
{
    char path[500];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    fputs(text, file);
    fclose(file);
}

/* Ten stages, each with two ways on, and some back: 20 flows. */
static void write_ten(void)
{
    char text[4000];
    int at = snprintf(text, sizeof text, "polku: 1\nname: ten\nstep: week\npopulation: 1000000\nstages:\n");
    for (int i = 0; i < STAGES; i++) {
        at += snprintf(text + at, sizeof text - (size_t)at, "  s%d: {%s}\n", i, i == 0 ? "start: 100%" : "");
    }
    at += snprintf(text + at, sizeof text - (size_t)at, "transitions:\n");
    for (int i = 0; i < STAGES; i++) {
        at += snprintf(text + at, sizeof text - (size_t)at,
                       "  s%d -> s%d: {probability: %d%%}\n  s%d -> s%d: {probability: %d%%}\n", i, (i + 1) % STAGES,
                       4 + i, i, (i + 4) % STAGES, 3);
    }
    write_file("ten.yaml", text);
}

static void write_models(void)
{
    write_ten();
    write_file("five.yaml",
               "polku: 1\nname: five\nstep: week\npopulation: 1000000\nstages:\n  s0: {start: 100%}\n  s1: "
               "{}\n  s2: {}\n  s3: {}\n  s4: {}\ntransitions:\n"
               "  s0 -> s1: {probability: 8%}\n  s0 -> s4: {probability: 2%}\n"
               "  s1 -> s2: {probability: 10%}\n  s1 -> s4: {probability: 5%}\n"
               "  s2 -> s3: {probability: 25%}\n  s2 -> s4: {probability: 5%}\n"
               "  s3 -> s2: {probability: 5%}\n  s3 -> s4: {probability: 5%}\n"
               "  s4 -> s0: {probability: 2%}\n");
    static const char *const names[] = {"five", "ten"};
    for (int k = 0; k < 2; k++) {
        char name[40], text[400];
        snprintf(name, sizeof name, "run-%s.yaml", names[k]);
        snprintf(text, sizeof text, "polku: 1\nscenario: %s\nmodel: %s.yaml\nhorizon: 52\nruns: 1\n", names[k],
                 names[k]);
        write_file(name, text);
    }
}

static pk_cost_t simulate(const char *model, double people, const char *vector, int threads)
{
    char command[1000];
    char text[400], name[60];
    snprintf(name, sizeof name, "run-%s.yaml", model);
    snprintf(text, sizeof text, "polku: 1\nscenario: s\nmodel: %s.yaml\nhorizon: %d\nruns: 1\npopulation: %.0f\n",
             model, STEPS, people);
    write_file(name, text);
    snprintf(command, sizeof command,
             "%s run %s/%s --engine agents --vector %s --threads %d --charts none -q -o %s/out", program, folder, name,
             vector, threads, folder);
    return run(command);
}

/* ---- rows ---- */

static void row(const char *what, double ns, double limit)
{
    printf("%-58s %8.3f ns   %5.1f%% of the bare loop\n", what, ns, 100 * limit / ns);
    fflush(stdout);
}

static double ns_of(const char *model, const char *vector, double people)
{
    double costs[ROUNDS];
    for (int k = 0; k < ROUNDS; k++) {
        const double start = simulate(model, 1000, vector, 1).cpu;
        costs[k] = 1e9 * (simulate(model, people, vector, 1).cpu - start) / (people * STEPS);
    }
    return median(costs, ROUNDS);
}

static void threads_row(double people)
{
    double ratios[ROUNDS];
    for (int k = 0; k < ROUNDS; k++) {
        ratios[k] = simulate("five", people, "auto", 1).wall / simulate("five", people, "auto", 2).wall;
    }
    printf("%-58s %8.2f times one\n", "five stages, two threads", median(ratios, ROUNDS));
}

static void memory_row(double people)
{
    const pk_cost_t cost = simulate("five", people, "auto", 1);
    printf("five stages, %.0e customers %30s %8.1f s of processor, %.0f MB\n", people, "", cost.cpu, cost.megabytes);
}

static void shipped_row(const char *scenario, double people, double steps, int runs, const char *how)
{
    char command[1000], what[200];
    double costs[3];
    for (int k = 0; k < 3; k++) {
        snprintf(command, sizeof command,
                 "%s run scenarios/%s/baseline.yaml %s --runs %d --threads 1 --charts none -q -o %s/out", program,
                 scenario, how, runs, folder);
        costs[k] = run(command).cpu;
    }
    snprintf(what, sizeof what, "%s %s", scenario, how);
    const double cost = median(costs, 3);
    printf("%-58s %8.3f ns   %.2g customer-steps a second\n", what, 1e9 * cost / (people * steps * runs),
           people * steps * runs / cost);
}

/* A peer prints its nanoseconds a customer-step; nothing where it is not installed. */
static void peer_row(const char *name, const char *command, double ours)
{
    char whole[1000], line[200];
    snprintf(whole, sizeof whole, command, peers);
    FILE *pipe = popen(whole, "r");
    double ns;
    if (pipe != NULL && fgets(line, sizeof line, pipe) != NULL && sscanf(line, "%lf", &ns) == 1) {
        printf("%-58s %8.3f ns   %.0f times ours\n", name, ns, ns / ours);
    } else {
        printf("%-58s is not installed\n", name);
    }
    if (pipe != NULL) {
        pclose(pipe);
    }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        return 2;
    }
    folder = argv[1];
    program = argv[2];
    peers = argv[3];
    write_models();
    double limits[ROUNDS];
    for (int k = 0; k < ROUNDS && pk_kernel_has(&pk_kernel_avx512); k++) {
        limits[k] = bare();
    }
    const double limit = pk_kernel_has(&pk_kernel_avx512) ? median(limits, ROUNDS) : 0;
    row("bare loop, AVX-512", limit, limit);
    const double ours = ns_of("five", "auto", 4e7);
    row("five stages, all counts and flows, the widest", ours, limit);
    row("five stages, AVX2", ns_of("five", "avx2", 2e7), limit);
    row("five stages, one after another", ns_of("five", "none", 2e6), limit);
    row("ten stages, 20 flows, the widest", ns_of("ten", "auto", 4e7), limit);
    row("ten stages, 20 flows, AVX2", ns_of("ten", "avx2", 2e7), limit);
    threads_row(1e8);
    memory_row(1e6);
    memory_row(1e7);
    memory_row(1e8);
    memory_row(1e9);
    shipped_row("puhdistustiimi", 40000, 104, 100, "--engine agents");
    shipped_row("puhdistustiimi", 40000, 104, 100, "--individuals");
    shipped_row("asiakaspolku", 300000, 120, 10, "--engine agents");
    shipped_row("asiakaspolku", 300000, 120, 10, "--individuals");
    peer_row("numpy, the best of two ways", "/usr/bin/python3 %s/five.py 2>/dev/null", ours);
    peer_row("base R", "Rscript %s/five.R 2>/dev/null", ours);
    peer_row("R markovchain, in its C++ code", "Rscript %s/five-markovchain.R 2>/dev/null", ours);
    peer_row("R msm, the same rates in continuous time", "Rscript %s/five-msm.R 2>/dev/null", ours);
    return 0;
}
