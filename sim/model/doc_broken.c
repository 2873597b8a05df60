#include <ctype.h>
#include <string.h>

#include "base/utf8.h"
#include "model/doc_parts.h"

enum { LONGEST_KEY = 1000 /* libyaml stops looking for the colon after 1,024 */ };

/* What is known about the spot where libyaml gave up. Lines and columns count from 1; `at` is the byte there, `from`
 * and `to` hold its line. The context is what libyaml was in the middle of. */
typedef struct {
    const pk_text_t *text;
    const pk_last_scalar_t *last;
    const char *problem, *context;
    int line, context_line, context_column;
    const char *from, *at, *to;
    bool at_end; /* of the file */
    pk_arena_t arena;
    pk_diag_t *diag;
} spot_t;

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *at, const char *to)
{
    while (at < to && is_blank(*at)) {
        at++;
    }
    return at;
}

static const char *trim(const char *from, const char *to)
{
    while (to > from && is_blank(to[-1])) {
        to--;
    }
    return to;
}

/* The first colon with a blank or the line's end behind it, outside quotes and comments; NULL: none. */
static const char *find_colon(const char *from, const char *to)
{
    char quote = '\0';
    for (const char *at = from; at < to; at++) {
        if (quote) {
            quote = *at == quote ? '\0' : quote;
        } else if ((*at == '"' || *at == '\'') && (at == from || strchr(" \t{[,", at[-1]))) {
            quote = *at;
        } else if (*at == '#' && (at == from || is_blank(at[-1]))) {
            return NULL;
        } else if (*at == ':' && (at + 1 == to || is_blank(at[1]))) {
            return at;
        }
    }
    return NULL;
}

/* The last line above `line` that holds more than blanks and a comment; 0: none. */
static int line_above(const pk_text_t *text, int line)
{
    for (line--; line > 0; line--) {
        const char *to = pk_text_line_end(text, line);
        const char *at = skip_blanks(pk_text_line(text, line), to);
        if (at < to && *at != '#') {
            return line;
        }
    }
    return 0;
}

static pk_place_t range(const spot_t *spot, const char *from, const char *to)
{
    return pk_text_range(spot->text, spot->line, from, to);
}

static pk_status_t tell(spot_t *spot, const char *from, const char *to, const char *hint, const char *text)
{
    return pk_error(spot->diag, range(spot, from, to), hint, "%s", text);
}

/* A tab in the indentation of a line: what libyaml says of it depends on where it stands. */
static const char *indenting_tab(const spot_t *spot, int line)
{
    const char *to = pk_text_line_end(spot->text, line);
    const char *at = pk_text_line(spot->text, line);
    while (at < to && *at == ' ') {
        at++;
    }
    return at < to && *at == '\t' && skip_blanks(at, to) < to ? at : NULL;
}

static pk_status_t explain_tab(spot_t *spot, int line, const char *tab)
{
    const char *stop = skip_blanks(tab, pk_text_line_end(spot->text, line));
    return pk_error(spot->diag, pk_text_range(spot->text, line, tab, stop),
                    "indent with spaces: two for each level is usual",
                    "a tab in the indentation, where YAML wants spaces");
}

static pk_status_t explain_long_key(spot_t *spot, pk_place_t place)
{
    return pk_error(spot->diag, place, NULL, "a key may have at most %d characters", (int)LONGEST_KEY);
}

/* A line (or its end) that YAML could not read as "key: value" because the colon, or its space, is missing. */
static pk_status_t explain_no_colon(spot_t *spot, int line, const char *from)
{
    const char *to = trim(from, pk_text_line_end(spot->text, line));
    const pk_place_t place = pk_text_range(spot->text, line, from, to);
    const char *colon = memchr(from, ':', (size_t)(to - from));
    if (place.span > LONGEST_KEY) {
        return explain_long_key(spot, place);
    }
    if (!colon || colon + 1 == to) {
        return pk_error(spot->diag, place,
                        "each line is a key, a colon, a space and a value; a text that goes on in the "
                        "next line is indented deeper than its key",
                        "\"%.*s\" has no colon", (int)(to - from), from);
    }
    return pk_error(spot->diag, place,
                    pk_arena_format(&spot->arena, "write %.*s %.*s", (int)(colon + 1 - from), from,
                                    (int)(to - skip_blanks(colon + 1, to)), skip_blanks(colon + 1, to)),
                    "a space is missing after the colon");
}

/* "facebook: 500": one word, a colon and more, as in a mapping without its braces. */
static bool is_name_and_value(const char *value, const char *stop)
{
    const char *at = value;
    while (at < stop && *at != ':' && !strchr(" {[\"'#", *at)) {
        at++;
    }
    return at > value && at + 1 < stop && at[0] == ':' && at[1] == ' ';
}

/* "name: Spring: push". The text from `value` to `stop` holds the colon at spot->at. */
static pk_status_t explain_colon_in_text(spot_t *spot, const char *key, const char *value, const char *stop)
{
    const char *quoted = pk_quoted(value, stop, &spot->arena);
    const char *colon = find_colon(key, value);
    const char *hint = "put quotes around the text";
    if (quoted && colon) {
        hint = pk_arena_format(&spot->arena, "write %.*s: %s", (int)(colon - key), key, quoted);
    }
    const char *name = colon ? pk_arena_copy_n(&spot->arena, key, (size_t)(colon - key)) : "";
    if (colon && key < colon && !pk_key_is_free_text(name) && is_name_and_value(value, stop)) {
        hint = pk_arena_format(&spot->arena, "write %s: {%.*s}, or %s where it is a text", name, (int)(stop - value),
                               value, quoted ? quoted : "quotes");
    }
    return tell(spot, value, stop, hint, "a text with \": \" in it needs quotes");
}

/* A second "key: value" below one that has its value already, and deeper. */
static pk_status_t explain_deeper(spot_t *spot)
{
    const int above = line_above(spot->text, spot->line);
    const char *from = pk_text_line(spot->text, above), *to = pk_text_line_end(spot->text, above);
    if (above > 0 && !find_colon(from, to) && from[strspn(from, " ")] != '-') {
        return explain_no_colon(spot, above, skip_blanks(from, to));
    }
    return tell(spot, skip_blanks(spot->from, spot->to), trim(spot->from, spot->to),
                "start it in the same column as the key above; if it belongs inside that key, leave the key's own line "
                "empty behind the colon",
                "this line is indented deeper than the one above, which already has its value");
}

static pk_status_t explain_second_colon(spot_t *spot)
{
    const char *first = find_colon(spot->from, spot->to);
    const char *key = skip_blanks(spot->from, spot->to);
    if ((!first || first >= spot->at) && pk_utf8_count(key, spot->at) > LONGEST_KEY) {
        return explain_long_key(spot, range(spot, key, spot->at));
    }
    if (!first || first >= spot->at) {
        return explain_deeper(spot);
    }
    while (*key == '-' && is_blank(key[1])) {
        key = skip_blanks(key + 1, spot->to);
    }
    const char *stop = spot->to;
    for (const char *at = spot->at; at < stop; at++) {
        stop = *at == '#' && is_blank(at[-1]) ? at : stop;
    }
    return explain_colon_in_text(spot, key, skip_blanks(first + 1, spot->to), trim(spot->at, stop));
}

static pk_status_t explain_simple_key(spot_t *spot)
{
    return explain_no_colon(spot, spot->context_line, pk_text_at(spot->text, spot->context_line, spot->context_column));
}

static char closing(char open)
{
    return open == '{' ? '}' : ']';
}

/* A # behind which the closing bracket of `open` stands, on its line: "{label: Asiakas #1}". NULL: none. */
static const char *closed_in_comment(const spot_t *spot, const char *open)
{
    const char *to = pk_text_line_end(spot->text, spot->context_line);
    for (const char *at = open + 1; at < to; at++) {
        if (*at == '#' && is_blank(at[-1])) {
            return memchr(at, closing(*open), (size_t)(to - at)) ? at : NULL;
        }
    }
    return NULL;
}

static pk_status_t explain_unclosed(spot_t *spot)
{
    const char *open = pk_text_at(spot->text, spot->context_line, spot->context_column);
    const pk_place_t place = pk_text_place(spot->text, spot->context_line, spot->context_column, 1);
    const char *hint = pk_arena_format(&spot->arena, "close it with %c", closing(*open));
    if (closed_in_comment(spot, open)) {
        return pk_error(spot->diag, place, "put the text with the # in quotes, or the comment behind the bracket",
                        "the %c that closes this %c stands behind a #, in a comment", closing(*open), *open);
    }
    if (spot->at_end) {
        return pk_error(spot->diag, place, hint, "this %c is never closed", *open);
    }
    return pk_error(spot->diag, place, hint, "this %c is not closed, or a comma is missing before line %d", *open,
                    spot->line);
}

/* "{source: Spiegel 2017: 5}", or a comma forgotten before "b: 2". */
static pk_status_t explain_colon_in_braces(spot_t *spot)
{
    const char *key = spot->at, *stop = spot->at;
    while (key > spot->from && !strchr("{,[", key[-1])) {
        key--;
    }
    while (stop < spot->to && !strchr(",}]", *stop)) {
        stop++;
    }
    key = skip_blanks(key, spot->at);
    const char *colon = find_colon(key, spot->at);
    if (!colon) {
        return tell(spot, spot->at, spot->at + 1, NULL, "a colon that does not belong here");
    }
    const char *value = skip_blanks(colon + 1, spot->to), *word = spot->at;
    while (word > value && !is_blank(word[-1])) {
        word--;
    }
    if (word > value && isdigit((unsigned char)*value) && isalpha((unsigned char)*word)) {
        return tell(spot, word, spot->at, NULL, "a comma is missing before this");
    }
    return explain_colon_in_text(spot, key, value, trim(key, stop));
}

/* A flow map or list that goes on with something else than a comma or its closing bracket. */
static pk_status_t explain_flow(spot_t *spot)
{
    const char first = spot->at < spot->to ? *spot->at : '\0';
    if (first == '}' || first == ']') {
        return pk_error(spot->diag, range(spot, spot->at, spot->at + 1),
                        pk_arena_format(&spot->arena, "close it with %c", first == '}' ? ']' : '}'),
                        "%c closes what %c opened in line %d", first, first == '}' ? '[' : '{', spot->context_line);
    }
    const char *colon = find_colon(spot->from, spot->to);
    const bool begins_line = skip_blanks(spot->from, spot->to) == spot->at || (first == ':' && colon == spot->at);
    if (spot->at_end || (spot->line > spot->context_line && begins_line)) {
        return explain_unclosed(spot);
    }
    if (first == ':') {
        return explain_colon_in_braces(spot);
    }
    return tell(spot, spot->at, spot->at + 1, "text that goes on behind a quote or a bracket needs quotes as a whole",
                "a comma is missing before this");
}

static pk_status_t explain_after_quote(spot_t *spot, char quote)
{
    const pk_last_scalar_t *last = spot->last;
    if (last->quoted && last->line < last->end_line && last->end_line == spot->line) {
        return pk_error(spot->diag, pk_text_place(spot->text, last->line, last->column, 1),
                        "close it where the text ends", "this quote is closed only in line %d", spot->line);
    }
    return tell(spot, spot->at, trim(spot->at, spot->to),
                quote == '\'' ? "inside '…' write '' for an apostrophe, or put the text in \"…\""
                              : "inside \"…\" write \\\" for a quote, or put the text in '…'",
                "text goes on behind the closing quote");
}

/* The first word of a line that stands in a column where no key above does. */
static pk_status_t explain_indentation(spot_t *spot)
{
    if (*spot->at == ':') {
        return tell(spot, spot->at, spot->at + 1, NULL, "a key is missing before the colon");
    }
    const int above = line_above(spot->text, spot->line);
    const char *before = pk_text_line(spot->text, above);
    const size_t deep = strspn(before, " ");
    if (*spot->at == '-' && (spot->at + 1 == spot->to || is_blank(spot->at[1]))) {
        return tell(spot, spot->at, trim(spot->at, spot->to), "a list stands under a key of its own",
                    "a list item where a key is expected");
    }
    if ((size_t)(spot->at - spot->from) > deep) {
        return explain_deeper(spot);
    }
    return tell(
        spot, spot->at, trim(spot->at, spot->to),
        pk_arena_format(&spot->arena,
                        "keys that belong together start in the same column; the line above starts in column %d",
                        (int)deep + 1),
        "this line's indentation fits no line above");
}

/* A block map that goes on with something else than a key. */
static pk_status_t explain_no_key(spot_t *spot)
{
    const char *before = trim(spot->from, spot->at);
    const char *stop = spot->at < spot->to ? spot->at + 1 : spot->at;
    if (spot->at < spot->to && (*spot->at == '}' || *spot->at == ']')) {
        return tell(spot, spot->at, stop, "delete it, or open it", "a closing bracket without its opening one");
    }
    if (before == spot->from) {
        return explain_indentation(spot);
    }
    if (before[-1] == '"' || before[-1] == '\'') {
        return explain_after_quote(spot, before[-1]);
    }
    return tell(spot, spot->at, trim(spot->at, spot->to), "start it on a line of its own",
                "nothing may follow here: the value is complete");
}

static pk_status_t explain_quote(spot_t *spot)
{
    return pk_error(spot->diag, pk_text_place(spot->text, spot->context_line, spot->context_column, 1),
                    "end the text with the same sign; inside '…' an apostrophe is written twice",
                    "this quote is never closed");
}

static pk_status_t explain_first_character(spot_t *spot)
{
    const char *stop = spot->at;
    pk_utf8_next(&stop, spot->to > stop ? spot->to : stop + 1, NULL);
    if (*spot->at == '%') {
        return tell(spot, spot->at, stop,
                    "the percent sign stands behind the number: 5%; a text with it in front needs "
                    "quotes",
                    "a value cannot begin with %");
    }
    if (*spot->at == '\t') {
        return tell(spot, spot->at, stop, "use spaces", "a tab where YAML wants spaces");
    }
    return tell(spot, spot->at, stop, "put the text in quotes",
                pk_arena_format(&spot->arena, "a text cannot begin with %.*s", (int)(stop - spot->at), spot->at));
}

static pk_status_t explain_name(spot_t *spot)
{
    const char *begin = pk_text_at(spot->text, spot->context_line, spot->context_column);
    const pk_place_t place = pk_text_place(spot->text, spot->context_line, spot->context_column, 1);
    if (*begin == '&') {
        return pk_error(spot->diag, place, "a text that starts with & needs quotes", "& begins an anchor in YAML");
    }
    return pk_error(spot->diag, place, "a text that starts with * needs quotes; a factor is written x1.2",
                    "* begins an alias in YAML");
}

static pk_status_t explain_missing_value(spot_t *spot)
{
    const char *stop = spot->at < spot->to ? spot->at + 1 : spot->at;
    if (stop == spot->at) {
        return tell(spot, spot->at, stop, NULL, "a value is missing here");
    }
    return tell(spot, spot->at, stop, NULL, pk_arena_format(&spot->arena, "a value is missing before %c", *spot->at));
}

/* Fixed texts, placed where libyaml stopped. */
static pk_status_t explain_item(spot_t *spot)
{
    return tell(spot, spot->at, trim(spot->at, spot->to), "start it on a line of its own, or write the list as [a, b]",
                "a list item cannot begin on its key's line");
}

static pk_status_t explain_no_item(spot_t *spot)
{
    return tell(spot, spot->at, trim(spot->at, spot->to), "all items of a list start with - in the same column",
                "this line is neither an item of the list above nor outside of it");
}

static pk_status_t explain_escape(spot_t *spot)
{
    return tell(spot, spot->at, spot->at + 1, "write \\\\ for a backslash, or put the text in '…'",
                "inside \"…\" a backslash begins an escape, and YAML knows none like this");
}

static pk_status_t explain_block_text(spot_t *spot)
{
    const char *begin = pk_text_at(spot->text, spot->context_line, spot->context_column);
    const char *stop = trim(begin, pk_text_line_end(spot->text, spot->context_line));
    return pk_error(spot->diag, pk_text_range(spot->text, spot->context_line, begin, stop),
                    "a text or number that starts with > or | needs quotes",
                    "> and | begin a text that stands in the lines below; nothing else may follow on their line");
}

static pk_status_t explain_question_mark(spot_t *spot)
{
    return tell(spot, spot->at, trim(spot->at, spot->to), "put the text in quotes",
                "a text cannot begin with a question mark and a space");
}

static pk_status_t explain_tag(spot_t *spot)
{
    return pk_error(spot->diag, pk_text_place(spot->text, spot->context_line, spot->context_column, 1),
                    "a text that starts with ! needs quotes",
                    "a word that starts with ! is a YAML tag, and polku knows none");
}

static pk_status_t explain_directive(spot_t *spot)
{
    return tell(spot, spot->from, trim(spot->from, spot->to), "delete the line, or put the text in quotes",
                "a line that starts with % is a YAML directive, and polku knows none");
}

static pk_status_t explain_second_document(spot_t *spot)
{
    return tell(spot, spot->at, trim(spot->at, spot->to), "one file holds one mapping: key: value, line by line",
                "the file goes on after its end");
}

/* libyaml 0.2's words for a problem and its context (a part of them; NULL: any), the first fitting row counts. */
static const struct {
    const char *problem, *context;
    pk_status_t (*explain)(spot_t *spot);
} problems[] = {
    {"mapping values are not allowed", NULL, explain_second_colon},
    {"could not find expected ':'", NULL, explain_simple_key},
    {"block sequence entries are not allowed", NULL, explain_item},
    {"mapping keys are not allowed", NULL, explain_question_mark},
    {"did not find expected ',' or", NULL, explain_flow},
    {"did not find expected key", NULL, explain_no_key},
    {"did not find expected '-' indicator", NULL, explain_no_item},
    {NULL, "while scanning a quoted scalar", explain_quote},
    {"escape", "while parsing a quoted scalar", explain_escape},
    {"hexdecimal", "while parsing a quoted scalar", explain_escape},
    {"cannot start any token", NULL, explain_first_character},
    {NULL, "while scanning an anchor", explain_name},
    {NULL, "while scanning an alias", explain_name},
    {NULL, "while scanning a block scalar", explain_block_text},
    {NULL, "tag", explain_tag},
    {"tag", NULL, explain_tag},
    {NULL, "directive", explain_directive},
    {"directive", NULL, explain_directive},
    {"did not find expected node content", NULL, explain_missing_value},
    {"did not find expected <document start>", NULL, explain_second_document},
};

static bool says(const char *words, const char *part)
{
    return !part || (words && strstr(words, part));
}

static pk_status_t explain(spot_t *spot)
{
    const char *tab = indenting_tab(spot, spot->line);
    if (tab) {
        return explain_tab(spot, spot->line, tab);
    }
    for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++) {
        if (says(spot->problem, problems[i].problem) && says(spot->context, problems[i].context)) {
            return problems[i].explain(spot);
        }
    }
    return pk_error(spot->diag, range(spot, spot->at, spot->at), NULL, "this is not YAML: %s",
                    spot->problem ? spot->problem : "it cannot be read");
}

pk_status_t pk_broken_explain(const pk_text_t *text, const yaml_parser_t *parser, const pk_last_scalar_t *last,
                              pk_diag_t *diag)
{
    spot_t spot = {.text = text, .last = last, .problem = parser->problem, .context = parser->context, .diag = diag};
    const int line = (int)parser->problem_mark.line + 1;
    const bool beyond = line > text->nline;
    spot.line = beyond ? text->nline : line;
    spot.context_line = (int)parser->context_mark.line + 1;
    spot.context_column = (int)parser->context_mark.column + 1;
    spot.from = pk_text_line(text, spot.line);
    spot.to = pk_text_line_end(text, spot.line);
    spot.at = beyond ? spot.to : pk_text_at(text, spot.line, (int)parser->problem_mark.column + 1);
    spot.at_end = skip_blanks(spot.at, text->end) == text->end;
    const pk_status_t status = explain(&spot);
    pk_arena_free(&spot.arena);
    return status;
}
