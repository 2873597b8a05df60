/* The loop of every fuzzer: files are mutated by seeded luck and given to try_input, until the time is over.
 *
 *     fuzz_X [SECONDS [FILE...]]      2 seconds and all shipped models, scenarios and broken files, where nothing is
 * said fuzz_X @N [FILE...]             input N alone, kept in build/fuzz-one.yaml
 *
 * Run in the project's folder. Input n is a pure function of the files and n, so that a failure is found again; the
 * last input begun stands in the message of a failure. The one includer defines FUZZER, its name, before, and try_input
 * after. */
#ifndef PK_FUZZ_H
#define PK_FUZZ_H

#include <glob.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/stream.h"

enum { ROUNDS_MOST = 12, ROOM = 1 << 16 };

static const char *const words[] = {
    "{",         "}",    "[",        "]",         ": ",      ":",     ", ",        ",",
    "- ",        "-> ",  " #",       "#1",        "\"",      "'",     "\\",        "|\n",
    ">\n",       "&a ",  "*a",       "<<: ",      "!!x",     "%",     "@",         "\t",
    "\r\n",      "\n",   "\n  ",     "\n\n",      "---\n",   "...\n", "? ",        "~",
    "0,7",       "x",    "1e999",    "-0",        "rest",    "pert(", "varies ",   " to ",
    " per year", "5%",   "x1.2",     "+3%",       "a: ",     "[[",    "((",        "\xEF\xBB\xBF",
    "\xE4",      "\x1B", "\xC2\xA0", "😀",        "2026-02", "30.2.", "stages:\n", "share",
    "0",         "1e9",  "all",      "polku: 1\n"};

static uint64_t current; /* the input in work, for tell_input */

/* A broken invariant aborts: say by which input. */
static void tell_input(int signal_number)
{
    char text[64];
    const int length = snprintf(text, sizeof text, "%s: input @%llu\n", FUZZER, (unsigned long long)current);
    if (write(STDERR_FILENO, text, (size_t)length) == length) {
        signal(signal_number, SIG_DFL);
    }
}

typedef struct {
    char text[ROOM + 1];
    size_t length;
} input_t;

static size_t below(pk_stream_t *luck, size_t n)
{
    return n ? (size_t)(pk_stream_bits(luck) % n) : 0;
}

/* Replaces `gone` bytes at `at` by `length` others; what would not fit is left undone. */
static void replace(input_t *input, size_t at, size_t gone, const char *bytes, size_t length)
{
    char copy[256];
    if (length > sizeof copy) {
        length = sizeof copy;
    }
    if (gone > input->length - at) {
        gone = input->length - at;
    }
    if (input->length - gone + length > ROOM) {
        return;
    }
    memcpy(copy, bytes, length);
    memmove(input->text + at + length, input->text + at + gone, input->length - at - gone);
    memcpy(input->text + at, copy, length);
    input->length += length - gone;
}

static void mutate_byte(input_t *input, pk_stream_t *luck, const input_t *other)
{
    (void)other;
    const char byte = (char)below(luck, 256);
    replace(input, below(luck, input->length), below(luck, 2), &byte, 1);
}

static void mutate_word(input_t *input, pk_stream_t *luck, const input_t *other)
{
    (void)other;
    const char *word = words[below(luck, sizeof words / sizeof words[0])];
    replace(input, below(luck, input->length + 1), below(luck, 4), word, strlen(word));
}

static void mutate_cut(input_t *input, pk_stream_t *luck, const input_t *other)
{
    (void)other;
    replace(input, below(luck, input->length), below(luck, 40), "", 0);
}

static void mutate_end(input_t *input, pk_stream_t *luck, const input_t *other)
{
    (void)other;
    input->length = below(luck, input->length + 1);
}

static void mutate_splice(input_t *input, pk_stream_t *luck, const input_t *other)
{
    const size_t from = below(luck, other->length + 1);
    const size_t length = below(luck, other->length - from < 256 ? other->length - from + 1 : 256);
    replace(input, below(luck, input->length + 1), below(luck, 64), other->text + from, length);
}

/* A piece many times over: depth and width. */
static void mutate_repeat(input_t *input, pk_stream_t *luck, const input_t *other)
{
    (void)other;
    char piece[16];
    const size_t from = below(luck, input->length + 1), left = input->length - from;
    const size_t length = below(luck, left < sizeof piece ? left + 1 : sizeof piece);
    memcpy(piece, input->text + from, length);
    for (size_t n = below(luck, 400); n > 0; n--) {
        replace(input, from, 0, piece, length);
    }
}

typedef void (*mutate_fn)(input_t *input, pk_stream_t *luck, const input_t *other);

static const mutate_fn mutations[] = {mutate_byte, mutate_word,   mutate_word,   mutate_cut,
                                      mutate_end,  mutate_splice, mutate_splice, mutate_repeat};

static void make_input(input_t *input, const input_t *files, int nfile, uint64_t n)
{
    pk_stream_t luck = pk_stream_at(1, n, PK_PURPOSE_ASSUMPTION, 0, 0);
    *input = files[below(&luck, (size_t)nfile)];
    for (size_t round = below(&luck, ROUNDS_MOST) + 1; round > 0; round--) {
        const input_t *other = &files[below(&luck, (size_t)nfile)];
        mutations[below(&luck, sizeof mutations / sizeof mutations[0])](input, &luck, other);
    }
    input->text[input->length] = '\0';
}

/* What a fuzzer does with an input; says whether it was sound. */
static bool try_input(const input_t *input);

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void keep(const input_t *input, const char *path)
{
    FILE *file = fopen(path, "wb");
    PK_REQUIRE(file);
    fwrite(input->text, 1, input->length, file);
    fclose(file);
}

static input_t *load(char **paths, size_t count)
{
    input_t *files = pk_heap(count, sizeof *files);
    for (size_t i = 0; i < count; i++) {
        FILE *file = fopen(paths[i], "rb");
        if (!file) {
            perror(paths[i]);
            exit(2);
        }
        files[i].length = fread(files[i].text, 1, ROOM, file);
        fclose(file);
    }
    return files;
}

/* Inputs from `first` on until the time is over, at least one. */
static void try_many(const input_t *files, int nfile, uint64_t first, double seconds, const char *kept)
{
    const double end = now() + seconds;
    uint64_t n = first, sound = 0;
    input_t *input = pk_heap(1, sizeof *input);
    do {
        current = n;
        make_input(input, files, nfile, n++);
        if (kept) {
            keep(input, kept);
        }
        sound += try_input(input);
    } while (now() < end);
    printf("%s: %llu inputs, %llu of them sound, none broke the reader\n", FUZZER, (unsigned long long)(n - first),
           (unsigned long long)sound);
    free(input);
}

int main(int argc, char **argv)
{
    glob_t shipped = {0};
    glob("models/?*.yaml", 0, NULL, &shipped);
    glob("scenarios/?*/?*.yaml", GLOB_APPEND, NULL, &shipped);
    glob("tests/bad/?*.yaml", GLOB_APPEND, NULL, &shipped);
    char **paths = argc > 2 ? argv + 2 : shipped.gl_pathv;
    const size_t count = argc > 2 ? (size_t)argc - 2 : shipped.gl_pathc;
    const bool one = argc > 1 && argv[1][0] == '@';
    const double seconds = argc > 1 && !one ? atof(argv[1]) : 2;
    if (count == 0 || seconds <= 0) {
        fputs("usage: " FUZZER " [SECONDS|@N [FILE...]], in the project's folder\n", stderr);
        return 2;
    }
    signal(SIGABRT, tell_input);
    input_t *files = load(paths, count);
    try_many(files, (int)count, one ? strtoull(argv[1] + 1, NULL, 10) : 0, one ? 0 : seconds,
             one ? "build/fuzz-one.yaml" : NULL);
    free(files);
    globfree(&shipped);
    return 0;
}

#endif
