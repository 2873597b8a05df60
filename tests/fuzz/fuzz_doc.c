/* Broken YAML by the thousand, read as a document and as a model. Whatever the bytes, the reader ends within LONGEST
 * seconds; without a tree there is an error; every place lies in the text; the tree, its aliases written out, stays
 * within the caps; a second reading says the same. See fuzz.h for how to run it. */
#define FUZZER "fuzz_doc"
#include "fuzz.h"

#include "model/model.h"

enum { LONGEST = 5 };

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
    for (size_t i = 0; i < input->length; i++) {
        lines += input->text[i] == '\n' || (input->text[i] == '\r' && input->text[i + 1] != '\n');
    }
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
        keep(input, "build/fuzz-slow.yaml");
        fprintf(stderr, "took %.1f s: build/fuzz-slow.yaml\n", seconds);
        exit(1);
    }
    pk_arena_free(&arena);
    return read;
}
