/* The grammar of a scalar (number_parts.h), by recursive descent. */
#include <ctype.h>
#include <string.h>

#include "base/comma.h"
#include "base/utf8.h"
#include "model/number_parts.h"

typedef struct {
    pk_reading_t *reading;
    const pk_node_t *node;
    const char *text;
    int at, depth;
    bool in_call;
} pk_scan_t;

pk_place_t pk_part_place(const pk_node_t *node, int at, int end)
{
    pk_place_t place = node->place;
    const size_t whole = pk_utf8_count(node->text, node->text + strlen(node->text));
    const int quotes = node->quoted ? 1 : 0;
    if (node->kind != PK_NODE_SCALAR || (size_t)place.span != whole + 2 * (size_t)quotes || at >= end) {
        return place;
    }
    place.column += (int)pk_utf8_count(node->text, node->text + at) + quotes;
    place.span = (int)pk_utf8_count(node->text + at, node->text + end);
    return place;
}

const char *pk_shown(pk_arena_t *arena, const char *text, size_t length)
{
    enum { POINTS_MOST = 80 };
    const char *at = text, *const end = text + length;
    for (int i = 0; i < POINTS_MOST && at < end; i++) {
        pk_utf8_next(&at, end, NULL);
    }
    char *shown = pk_arena_format(arena, "%.*s%s", (int)(at - text), text, at < end ? "…" : "");
    for (char *c = shown; *c; c++) {
        if (*c == '\n' || *c == '\t') {
            *c = ' ';
        }
    }
    return shown;
}

static const char *cut(const pk_scan_t *self, int at, int end)
{
    return pk_shown(self->reading->arena, self->text + at, (size_t)(end - at));
}

static const char *all_of(const pk_scan_t *self)
{
    return pk_shown(self->reading->arena, self->text, strlen(self->text));
}

static char *copy(const pk_scan_t *self, int at, int end)
{
    return pk_arena_copy_n(self->reading->arena, self->text + at, (size_t)(end - at));
}

/* Where the word, number or sign at `at` ends. */
static int token_end(const pk_scan_t *self, int at)
{
    int end = at;
    while (self->text[end] && !strchr(" \t\n,()", self->text[end])) {
        end++;
    }
    return end > at ? end : at + (self->text[at] != '\0');
}

static int text_end(const pk_scan_t *self)
{
    return (int)strlen(self->text);
}

/* The text with every number that has a comma in it as it reads, thousands or decimal, where it has that reading. */
static const char *without_commas(const pk_scan_t *self, bool thousands)
{
    pk_arena_t *arena = self->reading->arena;
    const char *text = "", *at = all_of(self);
    while (*at) {
        const size_t length = strspn(at, "0123456789.,");
        const pk_comma_t comma = pk_comma_read(pk_arena_copy_n(arena, at, length));
        const bool whole = comma.thousands && (thousands || !comma.decimal);
        if (length == 0 || !(comma.thousands || comma.decimal)) {
            text = pk_arena_format(arena, "%s%.*s", text, length ? (int)length : 1, at);
        } else {
            text = pk_arena_format(arena, "%s%s", text, whole ? comma.whole : comma.fraction);
        }
        at += length ? length : 1;
    }
    return text;
}

static bool is_decimal_comma(const pk_scan_t *self, int at)
{
    return at > 0 && self->text[at] == ',' && isdigit((unsigned char)self->text[at - 1]) &&
           isdigit((unsigned char)self->text[at + 1]);
}

static void refuse_comma(const pk_scan_t *self, int at)
{
    pk_arena_t *arena = self->reading->arena;
    int from = at;
    while (from > 0 && strchr("0123456789.,", self->text[from - 1])) {
        from--;
    }
    const pk_comma_t comma =
        pk_comma_read(pk_arena_copy_n(arena, self->text + from, strspn(self->text + from, "0123456789.,")));
    const char *hint = "a number has one decimal point and no comma: 40 000, 0.5";
    if (comma.thousands && comma.decimal) {
        hint = pk_arena_format(arena, "thousands? write %s; a decimal comma? write %s", without_commas(self, true),
                               without_commas(self, false));
    } else if (comma.thousands || comma.decimal) {
        hint = pk_arena_format(arena, "write %s%s",
                               comma.thousands ? "" : "a decimal point: ", without_commas(self, false));
    }
    pk_error(self->reading->diag, self->node->place, hint, "%s has a %s", all_of(self),
             comma.decimal && !comma.thousands ? "decimal comma" : "comma in it");
}

static void refuse_rest(const pk_scan_t *self, int from)
{
    int at = self->at;
    pk_scan_blanks(self->text, &at);
    pk_diag_t *diag = self->reading->diag;
    if (is_decimal_comma(self, at)) {
        refuse_comma(self, at);
    } else if (self->text[at] == ')') {
        pk_error(diag, pk_part_place(self->node, at, at + 1), NULL, "%s closes a bracket that was not opened",
                 all_of(self));
    } else {
        const int end = text_end(self);
        pk_error(diag, pk_part_place(self->node, at, end),
                 self->text[self->at - 1] == ')' && !self->in_call ? NULL
                                                                   : pk_rest_hint(self->text + at, self->in_call),
                 "cannot read \"%s\" after %s", cut(self, at, end), cut(self, from, self->at));
    }
}

/* An open bracket at the end of the text. */
static void refuse_open(const pk_scan_t *self)
{
    pk_error(self->reading->diag, self->node->place,
             "inside { } and [ ] a comma ends the value: put the call in quotes, or in a block without braces",
             "the bracket of %s is not closed: a call cut in two?", all_of(self));
}

static void refuse_start(const pk_scan_t *self)
{
    int at = self->at;
    pk_scan_blanks(self->text, &at);
    const char *what = cut(self, at, token_end(self, at));
    const pk_place_t place = pk_part_place(self->node, at, token_end(self, at));
    const char *meant = pk_start_hint(self->text + at);
    const char *example =
        self->reading->plain ? "for example 500 or 3%" : "for example 5%, 2% to 9% or gamma(mean=420, sd=150)";
    const char *hint = meant ? meant : example;
    if (!*what && self->in_call) {
        refuse_open(self);
    } else if (!*what) {
        pk_error(self->reading->diag, self->node->place, hint, "\"%s\" has no number", all_of(self));
    } else if (at > 0) {
        pk_error(self->reading->diag, place, hint, "\"%s\" is not a number, in %s", what, all_of(self));
    } else {
        pk_error(self->reading->diag, place, hint, "\"%s\" is not a number", what);
    }
}

static bool parse_body(pk_scan_t *self, pk_written_t *written);

static bool parse_argument(pk_scan_t *self, pk_written_t *written)
{
    pk_call_argument_t argument = {.value = PK_NEW(self->reading->arena, pk_written_t)};
    pk_scan_blanks(self->text, &self->at);
    const int length = pk_scan_name(self->text + self->at);
    int after = self->at + length;
    pk_scan_blanks(self->text, &after);
    if (length > 0 && self->text[after] == '=') {
        argument.name = copy(self, self->at, self->at + length);
        self->at = after + 1;
    }
    if (!parse_body(self, argument.value)) {
        return false;
    }
    if (written->nargument < PK_CALL_MOST) {
        written->arguments[written->nargument] = argument;
    }
    written->nargument++;
    return true;
}

/* From behind the opening bracket to behind the closing one. */
static bool parse_arguments(pk_scan_t *self, pk_written_t *written)
{
    const bool outer = self->in_call;
    self->in_call = true;
    pk_scan_blanks(self->text, &self->at);
    bool more = self->text[self->at] != ')';
    while (more) {
        const int from = self->at;
        if (!parse_argument(self, written)) {
            return false;
        }
        pk_scan_blanks(self->text, &self->at);
        const char next = self->text[self->at];
        if (next == '\0') {
            refuse_open(self);
            return false;
        }
        if (next != ',' && next != ')') {
            refuse_rest(self, from);
            return false;
        }
        more = next == ',';
        self->at += more;
    }
    self->at++;
    self->in_call = outer;
    return true;
}

/* A text in quotes, or as it stands up to the comma or bracket that ends it. False: a quote is not closed. */
static bool take_text(pk_scan_t *self, pk_text_t *out)
{
    const char quote = self->text[self->at];
    int depth = 0, end = self->at;
    out->at = self->at;
    if (quote == '"' || quote == '\'') {
        const char *close = strchr(self->text + self->at + 1, quote);
        end = close != NULL ? (int)(close - self->text) : self->at;
        out->text = copy(self, self->at + 1, close != NULL ? end : self->at + 1);
        self->at = out->end = end + (close != NULL);
        return close != NULL;
    }
    for (; self->text[end] && (depth > 0 || (self->text[end] != ',' && self->text[end] != ')')); end++) {
        depth += (self->text[end] == '(') - (self->text[end] == ')');
    }
    self->at = end;
    while (end > out->at && strchr(" \t\n", self->text[end - 1])) {
        end--;
    }
    out->end = end;
    out->text = copy(self, out->at, end);
    return true;
}

/* The file, the column and perhaps a unit, from behind the opening bracket to behind the closing one. */
static bool parse_texts(pk_scan_t *self, pk_written_t *written)
{
    bool more = true;
    written->sampled = true;
    while (more) {
        pk_text_t text;
        pk_scan_blanks(self->text, &self->at);
        const bool closed = take_text(self, &text);
        pk_scan_blanks(self->text, &self->at);
        const char next = self->text[self->at];
        if (!closed) {
            pk_error(self->reading->diag, pk_part_place(self->node, text.at, text_end(self)), NULL,
                     "the quote before %s is not closed", cut(self, text.at + 1, text_end(self)));
            return false;
        }
        if (next == '\0') {
            refuse_open(self);
            return false;
        }
        if (next != ',' && next != ')') {
            refuse_rest(self, text.at);
            return false;
        }
        if (written->ntext < PK_TEXTS_MOST) {
            written->texts[written->ntext] = text;
        }
        written->ntext++;
        more = next == ',';
        self->at++;
    }
    return true;
}

static bool parse_call(pk_scan_t *self, pk_written_t *written)
{
    const int length = pk_scan_name(self->text + self->at);
    int after = self->at + length;
    pk_scan_blanks(self->text, &after);
    if (length == 0 || self->text[after] != '(') {
        refuse_start(self);
        return false;
    }
    if (++self->depth > PK_CALL_DEPTH) {
        pk_error(self->reading->diag, self->node->place, NULL, "laws within laws, more than %d deep", PK_CALL_DEPTH);
        return false;
    }
    written->shape = PK_WRITTEN_CALL;
    written->call = copy(self, self->at, self->at + length);
    written->call_at = self->at;
    written->call_end = self->at + length;
    self->at = after + 1;
    const bool read =
        strcmp(written->call, "sample") == 0 ? parse_texts(self, written) : parse_arguments(self, written);
    self->depth--;
    return read;
}

static bool parse_literals(pk_scan_t *self, pk_written_t *written)
{
    written->nend = 1;
    while (written->nend < PK_INTERVAL_MOST && pk_scan_word(self->text, &self->at, "to")) {
        written->shape = PK_WRITTEN_INTERVAL;
        if (!pk_scan_literal(self->text, &self->at, &written->ends[written->nend++])) {
            refuse_start(self);
            return false;
        }
    }
    return true;
}

static bool parse_period(pk_scan_t *self, pk_written_t *written)
{
    int at = self->at;
    if (!pk_scan_word(self->text, &at, "per")) {
        return true;
    }
    pk_scan_blanks(self->text, &at);
    const int length = pk_scan_name(self->text + at);
    if (!pk_unit_parse(self->text + at, length, &written->per) || written->per == PK_HOUR) {
        const int end = length > 0 ? at + length : token_end(self, at);
        const char *text = end > at ? pk_arena_format(self->reading->arena, "\"%s\" is no period", cut(self, at, end))
                                    : "nothing stands after per";
        pk_error(self->reading->diag, pk_part_place(self->node, at, end),
                 "per day, per week, per month or per year; without it a number is for a step", "%s", text);
        return false;
    }
    written->has_per = true;
    written->per_at = self->at;
    self->at = at + length;
    return true;
}

static bool parse_body(pk_scan_t *self, pk_written_t *written)
{
    pk_scan_blanks(self->text, &self->at);
    written->at = self->at;
    if (pk_scan_word(self->text, &self->at, "varies")) {
        written->varies = true;
        pk_scan_blanks(self->text, &self->at);
    }
    const bool literal = pk_scan_literal(self->text, &self->at, &written->ends[0]);
    if (!(literal ? parse_literals(self, written) : parse_call(self, written)) || !parse_period(self, written)) {
        return false;
    }
    int at = self->at;
    if (pk_scan_word(self->text, &at, "of") && pk_scan_word(self->text, &at, "revenue")) {
        written->of_revenue = true;
        self->at = at;
    }
    written->end = self->at;
    return true;
}

/* "x1.2", "x 1.2", "x lognormal(…", "xgamma(…", but not a word that begins with x. */
static bool is_factor(const char *text)
{
    if (*text != 'x') {
        return false;
    }
    int at = 1;
    pk_scan_blanks(text, &at);
    if (isdigit((unsigned char)text[at]) || text[at] == '.' || text[at] == '-') {
        return true;
    }
    at += pk_scan_name(text + at);
    const bool named = at > 1;
    pk_scan_blanks(text, &at);
    return named && text[at] == '(';
}

/* The bytes of the sign that a text begins with. */
static int sign_length(const char *text, pk_sign_t *sign)
{
    int at = 0;
    pk_scan_blanks(text, &at);
    *sign = PK_BARE;
    if (is_factor(text + at)) {
        *sign = PK_TIMES;
        return at + 1;
    }
    if (text[at] == '+') {
        *sign = PK_PLUS;
        return at + 1;
    }
    if (pk_scan_word(text, &at, "brings")) {
        *sign = PK_BRINGS;
    }
    return *sign == PK_BRINGS ? at : 0;
}

pk_sign_t pk_written_sign(const char *text)
{
    pk_sign_t sign;
    sign_length(text, &sign);
    return sign;
}

pk_written_t *pk_written_parse(pk_reading_t *reading, const pk_node_t *node)
{
    pk_scan_t scan = {.reading = reading, .node = node, .text = node->text};
    pk_written_t *written = PK_NEW(reading->arena, pk_written_t);
    scan.at = sign_length(node->text, &written->sign);
    const int from = scan.at;
    if (!parse_body(&scan, written)) {
        return NULL;
    }
    pk_scan_blanks(node->text, &scan.at);
    if (node->text[scan.at] == '\0') {
        return written;
    }
    scan.at = written->end;
    refuse_rest(&scan, from);
    return NULL;
}
