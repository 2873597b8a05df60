/* What a log of journeys costs: megabytes a second of each format, beside a loop that only copies bytes that are ready
 * into a buffer and writes them. Both take turns on one core. Not a test: nothing fails here. Run with
 * `make bench-journeys`.
 *
 *     journeys FOLDER PROGRAM
 *
 * First the writers alone, of customers that stand in memory; then the whole command on a model of ten million
 * customers, made in FOLDER. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "report/journeys.h"

enum { ROUNDS = 5, CUSTOMERS = 1000000, EVENTS = 4, KINDS = 1000, STEPS = 52, STAGES = 6 };

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

static double median(double *values)
{
    qsort(values, ROUNDS, sizeof *values, compare);
    return values[ROUNDS / 2];
}

static int open_file(const char *path)
{
    const int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666);
    if (file < 0) {
        perror(path);
        exit(1);
    }
    return file;
}

static pk_journey_book_t book_of(void)
{
    static const char *stages[] = {"unaware", "need", "consider", "lead", "customer", "lost"};
    static const char *personas[] = {"homeowner", "senior"}, *channels[] = {"facebook"};
    static const bool instant[STAGES];
    static const int acting[] = {0};
    static pk_journey_flow_t flows[STAGES];
    static long days[STEPS + 1];
    static double spend[STEPS + 1];
    for (int f = 0; f < STAGES; f++) {
        flows[f] = (pk_journey_flow_t){
            .from = f, .to = (f + 1) % STAGES, .purchase = f == 3, .channels = acting, .nchannel = f == 0};
    }
    for (int t = 0; t <= STEPS; t++) {
        days[t] = 20508 + 7 * t;
        spend[t] = t % 3 * 100;
    }
    return (pk_journey_book_t){.scenario = "bench",
                               .model = "bench",
                               .currency = "EUR",
                               .run = 1,
                               .nstep = STEPS,
                               .nstage = STAGES,
                               .npersona = 2,
                               .nflow = STAGES,
                               .nchannel = 1,
                               .stages = stages,
                               .personas = personas,
                               .channels = channels,
                               .instant = instant,
                               .flows = flows,
                               .days = days,
                               .spend = spend};
}

/* A thousand kinds of customers, who repeat. Some purchases have an amount of 17 digits. */
static const pk_journey_event_t *events_of(void)
{
    static pk_journey_event_t events[KINDS * EVENTS];
    for (int k = 0; k < KINDS * EVENTS; k++) {
        const int nth = k % EVENTS, kind = k / EVENTS;
        events[k] = (pk_journey_event_t){.step = 1 + (kind * 7 % 12) + nth * 13, .flow = nth};
        if (nth == 3) {
            events[k].revenue = kind % 2 == 0 ? 290 : kind * 0.7310585786300049;
        }
    }
    return events;
}

/* Writes the log; gives its bytes. */
static long write_log(const pk_journeys_format_t *format, const pk_journey_book_t *book,
                      const pk_journey_event_t *events, int file)
{
    pk_out_t out;
    pk_out_onto(&out, file);
    pk_journeys_t *log = pk_journeys_open(format, book, PK_DIALECT_COMMA, &out);
    for (int pass = 0; pass < format->passes; pass++) {
        pk_journeys_begin(log, pass);
        for (long k = 0; k < CUSTOMERS; k++) {
            const pk_journey_t journey = {.persona = (int)(k & 1),
                                          .number = (uint64_t)k / 2,
                                          .events = events + k % KINDS * EVENTS,
                                          .count = EVENTS};
            pk_journeys_take(log, &journey);
        }
        pk_journeys_end(log);
    }
    pk_journeys_close(log);
    if (pk_out_end(&out) != 0) {
        fputs("the log cannot be written\n", stderr);
        exit(1);
    }
    return lseek(file, 0, SEEK_CUR);
}

/* Copies as many bytes, of some that are ready, through a buffer of the same size. */
static void copy_bytes(long bytes, int file)
{
    static char from[4 << 20], buffer[PK_OUT_BUFFER];
    memset(from, 'x', sizeof from);
    for (long done = 0; done < bytes;) {
        const long left = bytes - done, count = left < PK_OUT_BUFFER ? left : PK_OUT_BUFFER;
        memcpy(buffer, from + done % (long)(sizeof from - sizeof buffer), (size_t)count);
        if (write(file, buffer, (size_t)count) != count) {
            perror("write");
            exit(1);
        }
        done += count;
    }
}

static void measure_writer(const pk_journeys_format_t *format, const char *path)
{
    const pk_journey_book_t book = book_of();
    const pk_journey_event_t *events = events_of();
    double rates[ROUNDS], bares[ROUNDS], parts[ROUNDS];
    for (int k = 0; k < ROUNDS; k++) {
        int file = open_file(path);
        const double begun = now();
        const long bytes = write_log(format, &book, events, file);
        const double written = now();
        close(file);
        file = open_file(path);
        const double again = now();
        copy_bytes(bytes, file);
        bares[k] = (double)bytes / (now() - again) * 1e-6;
        rates[k] = (double)bytes / (written - begun) * 1e-6;
        parts[k] = rates[k] / bares[k];
        close(file);
    }
    const double part = median(parts);
    printf("%-34s %8.0f MB/s %8.0f MB/s %8.0f%%\n", format->name, median(rates), median(bares), 100 * part);
    fflush(stdout);
}

/* Customers who move once in ten steps: a hundred million rows in all. */
static const char MODEL[] =
    "polku: 1\nname: bench\nstep: week\ncurrency: EUR\npopulation: 10000000\n"
    "stages:\n  unaware: {role: prospect, start: 80%}\n  consider: {role: prospect, start: 10%}\n"
    "  customer: {role: customer, start: rest}\n  lost: {role: lost}\n"
    "transitions:\n  unaware -> consider: {probability: 20%}\n  consider -> customer: {probability: 20%, revenue: "
    "290}\n"
    "  consider -> unaware: {probability: 10%}\n  customer -> customer: {rate: 0.1, revenue: 99.95}\n"
    "  customer -> lost: {probability: 10%}\n  lost -> consider: {probability: 20%}\n";

static void measure_command(const char *folder, const char *program, const char *format)
{
    char model[4096], scenario[4096];
    snprintf(model, sizeof model, "%s/model.yaml", folder);
    snprintf(scenario, sizeof scenario, "%s/scenario.yaml", folder);
    FILE *file = fopen(model, "w");
    if (file == NULL || fputs(MODEL, file) == EOF || fclose(file) != 0 || (file = fopen(scenario, "w")) == NULL ||
        fputs("polku: 1\nscenario: bench\nmodel: model.yaml\nstart: 2026-01-05\nhorizon: 52\n", file) == EOF ||
        fclose(file) != 0) {
        perror(folder);
        exit(1);
    }
    int ends[2], status;
    long bytes = 0;
    struct rusage used;
    const double begun = now();
    const pid_t child = pipe(ends) == 0 ? fork() : -1;
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        execl(program, program, "journeys", "--quiet", "--format", format, scenario, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    static char buffer[1 << 20];
    for (ssize_t count; (count = read(ends[0], buffer, sizeof buffer)) > 0;) {
        bytes += count;
    }
    close(ends[0]);
    wait4(child, &status, 0, &used);
    const double seconds = now() - begun;
    const double processor = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                             1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
    if (status != 0) {
        printf("%s failed\n", program);
        return;
    }
    printf("polku journeys --format %-10s %8.0f MB/s %8.0f MB/s %8.1f GB %8.1f s %6.0f MB peak\n", format,
           (double)bytes / processor * 1e-6, (double)bytes / seconds * 1e-6, (double)bytes * 1e-9, seconds,
           (double)used.ru_maxrss * 1024e-6);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    char path[4096];
    if (argc != 3) {
        fputs("usage: journeys FOLDER PROGRAM\n", stderr);
        return 2;
    }
    snprintf(path, sizeof path, "%s/log", argv[1]);
    printf("%-34s %13s %13s %9s\n", "writers, a million customers", "written", "copied", "part");
    for (int f = 0; pk_journeys_formats[f] != NULL; f++) {
        measure_writer(pk_journeys_formats[f], path);
    }
    unlink(path);
    printf("\n%-34s %13s %13s\n", "ten million customers to a pipe", "of processor", "of wall clock");
    for (int f = 0; pk_journeys_formats[f] != NULL; f++) {
        measure_command(argv[1], argv[2], pk_journeys_formats[f]->name);
    }
    return 0;
}
