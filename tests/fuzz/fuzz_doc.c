/* Broken YAML by the thousand: files are mutated by seeded luck and read as a model or a scenario would be.
 *
 *     fuzz_doc SECONDS FILE...      e.g. build/tests/fuzz/fuzz_doc 60 models/FILE.yaml tests/bad/FILE.yaml
 *
 * Input n is a pure function of the files and n, so that a failure is found again. Whatever the bytes, a reader must
 * end within LONGEST seconds; without a tree there is an error; every place lies in the text; the tree, its aliases
 * written out, stays within the caps; a second reading says the same. Run it in a build with
 * -fsanitize=address,undefined. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/stream.h"
#include "base/utf8.h"
#include "model/model.h"

enum { ROUNDS_MOST = 12, ROOM = 1 << 16, LONGEST = 5 };

static const char *const words[] = {
    "{",         "}",    "[",        "]",         ": ",      ":",     ", ",        ",",
    "- ",        "-> ",  " #",       "#1",        "\"",      "'",     "\\",        "|\n",
    ">\n",       "&a ",  "*a",       "<<: ",      "!!x",     "%",     "@",         "\t",
    "\r\n",      "\n",   "\n  ",     "\n\n",      "---\n",   "...\n", "? ",        "~",
    "0,7",       "x",    "1e999",    "-0",        "rest",    "pert(", "varies ",   " to ",
    " per year", "5%",   "x1.2",     "+3%",       "a: ",     "[[",    "((",        "\xEF\xBB\xBF",
    "\xE4",      "\x1B", "\xC2\xA0", "😀",         "2026-02", "30.2.", "stages:\n", "share",
    "0",         "1e9",  "all",      "polku: 1\n"};

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
    if (length > sizeof copy)
        length = sizeof copy;
    if (gone > input->length - at)
        gone = input->length - at;
    if (input->length - gone + length > ROOM)
        return;
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
    for (size_t n = below(luck, 400); n > 0; n--)
        replace(input, from, 0, piece, length);
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

/* Every node lies in the text; returns how many there are, aliases counted out. */
static long walk(const pk_node_t *node, const pk_source_t *source, int lines, int depth)
{
    PK_REQUIRE(depth <= PK_DOC_DEPTH + 1);
    PK_REQUIRE(node->place.source == source && node->place.line >= 1 && node->place.line <= lines);
    PK_REQUIRE(node->place.column >= 1 && node->place.span >= 1);
    PK_REQUIRE(node->kind != PK_NODE_SCALAR || node->text);
    long count = 1;
    for (int i = 0; i < node->count; i++) {
        const bool map = node->kind == PK_NODE_MAP;
        PK_REQUIRE(!map || node->pairs[i].key->kind == PK_NODE_SCALAR);
        count += map ? walk(node->pairs[i].key, source, lines, depth + 1) : 0;
        count += walk(map ? node->pairs[i].value : node->items[i], source, lines, depth + 1);
    }
    return count;
}

static int count_lines(const input_t *input)
{
    int lines = 1;
    for (size_t i = 0; i < input->length; i++)
        lines += input->text[i] == '\n' || (input->text[i] == '\r' && input->text[i + 1] != '\n');
    return lines;
}

/* Reads the input and returns all that is said about it. */
static char *read_once(const input_t *input, pk_arena_t *arena, bool *read)
{
    pk_diag_t diag = {0};
    const pk_source_t source = {.name = "fuzz.yaml", .text = input->text, .length = input->length};
    pk_node_t *root = pk_doc_parse(&source, arena, &diag);
    *read = root && diag.errors == 0;
    PK_REQUIRE(root || diag.errors > 0);
    if (root) {
        PK_REQUIRE(walk(root, &source, count_lines(input), 1) <= PK_DOC_NODES);
        walk(pk_node_merge(root, root, arena), &source, count_lines(input), 1);
        pk_model_t *model = pk_model_from(root, "fuzz.yaml", arena, &diag);
        PK_REQUIRE(model || diag.errors > 0);
    }
    char *said = pk_arena_copy(arena, "");
    for (int i = 0; i < diag.count; i++) {
        char *message = pk_message_format(&diag.messages[i], arena);
        PK_REQUIRE(diag.messages[i].line <= count_lines(input));
        said = i < 20 ? pk_arena_format(arena, "%s%s", said, message) : said;
    }
    pk_diag_free(&diag);
    return said;
}

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

/* One input, twice. */
static bool try_input(const input_t *input)
{
    pk_arena_t arena = {0};
    bool read, again;
    const double start = now();
    const char *said = read_once(input, &arena, &read);
    const double seconds = now() - start;
    PK_REQUIRE(strcmp(said, read_once(input, &arena, &again)) == 0 && read == again);
    if (seconds > LONGEST) {
        keep(input, "fuzz-slow.yaml");
        fprintf(stderr, "took %.1f s: fuzz-slow.yaml\n", seconds);
        exit(1);
    }
    pk_arena_free(&arena);
    return read;
}

static input_t *load(char **paths, int count)
{
    input_t *files = pk_heap((size_t)count + 1, sizeof *files);
    for (int i = 0; i < count; i++) {
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

int main(int argc, char **argv)
{
    if (argc < 3 || atof(argv[1]) <= 0) {
        fprintf(stderr, "usage: fuzz_doc SECONDS FILE...   or, for one input alone:   fuzz_doc SECONDS @N FILE...\n");
        return 2;
    }
    const bool one = argv[2][0] == '@';
    const int skip = one ? 3 : 2;
    input_t *files = load(argv + skip, argc - skip), *input = pk_heap(1, sizeof *input);
    const double end = now() + atof(argv[1]);
    uint64_t n = one ? strtoull(argv[2] + 1, NULL, 10) : 0, read = 0, first = n;
    do {
        make_input(input, files, argc - skip, n++);
        if (one)
            keep(input, "fuzz-one.yaml");
        read += try_input(input);
    } while (!one && now() < end);
    printf("fuzz_doc: %llu inputs, %llu of them sound YAML, none broke the reader\n", (unsigned long long)(n - first),
           (unsigned long long)read);
    free(files);
    free(input);
    return 0;
}
