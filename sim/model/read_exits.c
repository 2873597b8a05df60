/* A stage's `exits:`: a whole row of probabilities drawn at once from a Dirichlet law. */
#include <string.h>

#include "base/utf8.h"
#include "model/read.h"

static const char *const keys[] = {"law", "to"};
static const char example[] = "for example law: \"dirichlet(350, 116, 1251)\" for to: [b, c], the last for staying";

/* Where the argument that starts at `at` stands in the file: the law is one line of text. */
static pk_place_t argument_place(const pk_node_t *law, const char *at, const char *end)
{
    pk_place_t place = law->place;
    place.column += (int)pk_utf8_count(law->text, at) + (law->quoted ? 1 : 0);
    place.span = (int)pk_utf8_count(at, end);
    return place;
}

/* The end of an argument: the comma or bracket that closes it, with brackets inside it passed over. */
static const char *argument_end(const char *at)
{
    int depth = 0;
    for (; *at; at++) {
        if (*at == '(') {
            depth++;
        } else if (depth == 0 && (*at == ',' || *at == ')')) {
            break;
        } else if (*at == ')') {
            depth--;
        }
    }
    return at;
}

/* Splits "dirichlet(a, b, c)" into nodes of their own, at most `most`. Returns how many there are, -1 where the text is
 * no such call. */
static int split_law(pk_reader_t *reader, const pk_node_t *law, pk_node_t *arguments, int most)
{
    const char *at = law->text + strspn(law->text, " ");
    if (strncmp(at, "dirichlet", 9) != 0) {
        return -1;
    }
    at += 9;
    at += strspn(at, " ");
    if (*at != '(') {
        return -1;
    }
    int count = 0;
    do {
        at++;
        at += strspn(at, " \n");
        const char *end = argument_end(at), *stop = end;
        if (!*end) {
            return -1;
        }
        while (stop > at && stop[-1] == ' ') {
            stop--;
        }
        if (count < most) {
            arguments[count] = (pk_node_t){.kind = PK_NODE_SCALAR,
                                           .place = argument_place(law, at, stop > at ? stop : at + 1),
                                           .text = pk_arena_copy_n(reader->arena, at, (size_t)(stop - at))};
        }
        count++;
        at = end;
    } while (*at == ',');
    return at[1 + strspn(at + 1, " ")] ? -1 : count;
}

static void check_call(pk_reader_t *reader, const pk_node_t *law, int count, int want)
{
    const char *found = law->kind == PK_NODE_SCALAR ? pk_quote(reader, law->text) : pk_node_what(law);
    const bool cut = law->kind == PK_NODE_SCALAR && strchr(law->text, '(') && !strchr(law->text, ')');
    if (count < 0) {
        pk_error(reader->diag, law->place,
                 cut ? "inside { } a comma ends the value: put the law in quotation marks" : example,
                 "the law of exits must be dirichlet(…), not %s", found);
    } else if (count != want) {
        pk_error(reader->diag, law->place, example,
                 "dirichlet must have %d arguments here, not %d: one for each stage in to:, the last for staying", want,
                 count);
    }
}

/* NULL: there is no such argument, as an error has said. */
static pk_number_t *read_alpha(pk_reader_t *reader, const pk_node_t *law, const pk_node_t *argument, const char *path)
{
    const bool word = argument && strcmp(argument->text, "rest") == 0;
    if (argument && !word) {
        return pk_number_read(&reader->numbers, argument, path, PK_POSITIVE, 0);
    }
    if (word) {
        pk_error(reader->diag, argument->place, "for example dirichlet(350, 116, 1251), of 1717 who were watched",
                 "each argument of dirichlet is a number, the last for staying, not rest");
    }
    return pk_number_default(&reader->numbers, path, law->place, PK_POSITIVE, 1);
}

/* `whole`: all of the stages in `to:` are known. */
static void read_alphas(pk_reader_t *reader, const pk_node_t *law, pk_stage_t *stage, const char *path, bool whole)
{
    const int want = stage->exits_count + 1;
    pk_node_t *arguments = PK_ARRAY(reader->arena, pk_node_t, want);
    const int count = law->kind == PK_NODE_SCALAR ? split_law(reader, law, arguments, want) : -1;
    if (whole) {
        check_call(reader, law, count, want);
    }
    for (int i = 0; i < want; i++) {
        const char *to = i < stage->exits_count ? reader->model->stages[stage->exits_to[i]].name : "stay";
        const char *at = pk_arena_format(reader->arena, "%s.exits.%s", path, to);
        stage->exits_alpha[i] = read_alpha(reader, law, count == want ? &arguments[i] : NULL, at);
    }
}

void pk_read_exits(pk_reader_t *reader, const pk_node_t *body, pk_stage_t *stage, const char *path)
{
    const pk_node_t *node = pk_node_get(body, "exits");
    const pk_node_t *exits = pk_want_map(reader, node, "exits", "{law: \"dirichlet(350, 116, 1251)\", to: [b, c]}");
    if (!exits) {
        return;
    }
    pk_node_check_keys(exits, keys, PK_COUNT(keys), "exits", reader->diag);
    pk_read_label(reader, exits, "exits");
    const pk_node_t *law = pk_node_get(exits, "law"), *to = pk_node_get(exits, "to");
    if (!law || !to) {
        pk_error(reader->diag, exits->place, example, "exits needs %s",
                 law ? "to: a list of stages" : "law: dirichlet(…)");
        return;
    }
    if (stage->dwell->kind != PK_NUMBER_NONE) {
        pk_error(reader->diag, node->place, "leave out one of the two, or give the ways out shares",
                 "a stage with a dwell time cannot have exits: its stay says when it is left");
        return;
    }
    pk_indices_t stages;
    const int errors = reader->diag->errors;
    pk_read_places(reader, to, &stages, NULL);
    stage->exits_place = node->place;
    stage->exits_count = stages.count;
    stage->exits_to = stages.index;
    stage->exits_alpha = PK_ARRAY(reader->arena, pk_number_t *, stages.count + 1);
    for (int i = 0; i < stages.count; i++) {
        if (&reader->model->stages[stages.index[i]] == stage) {
            pk_error(reader->diag, pk_item(to, i)->place,
                     "leave it out of to:; the last argument of the law is staying",
                     "exits lead to other stages, and %s is this one", stage->name);
        }
    }
    read_alphas(reader, law, stage, path, errors == reader->diag->errors);
}
