#include "report/xml.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

enum { DEPTH_MOST = 256, ATTRIBUTES_MOST = 64, DIGITS_MOST = 8 };

typedef struct {
    const char *at;
    size_t length;
} word_t;

typedef struct {
    const char *start, *at, *end;
    const char *fault;
    word_t open[DEPTH_MOST];
    int depth;
    bool rooted; /* an element has begun */
} parser_t;

static bool fail(parser_t *self, const char *fault)
{
    self->fault = self->fault != NULL ? self->fault : fault;
    return false;
}

static bool sees(const parser_t *self, const char *word)
{
    const size_t length = strlen(word);
    return (size_t)(self->end - self->at) >= length && memcmp(self->at, word, length) == 0;
}

static bool take(parser_t *self, const char *word)
{
    const bool there = sees(self, word);
    self->at += there ? strlen(word) : 0;
    return there;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool skip_blanks(parser_t *self)
{
    const char *from = self->at;
    while (self->at < self->end && is_blank(*self->at)) {
        self->at++;
    }
    return self->at > from;
}

/* Behind the next `word`. */
static bool skip_past(parser_t *self, const char *word)
{
    const char *found = memmem(self->at, (size_t)(self->end - self->at), word, strlen(word));
    if (found == NULL) {
        return fail(self, "something never ends");
    }
    self->at = found + strlen(word);
    return true;
}

static bool is_legal(uint32_t point)
{
    return point == '\t' || point == '\n' || point == '\r' || (point >= 0x20 && point <= 0xD7FF) ||
           (point >= 0xE000 && point <= 0xFFFD) || (point >= 0x10000 && point <= 0x10FFFF);
}

static bool check_characters(parser_t *self)
{
    while (self->at < self->end) {
        bool ok = true;
        const char *here = self->at;
        if (!is_legal(pk_utf8_next(&self->at, self->end, &ok)) || !ok) {
            self->at = here;
            return fail(self, ok ? "a character that XML does not allow" : "a byte that is not UTF-8");
        }
    }
    self->at = self->start;
    return true;
}

static bool is_name_byte(char c, bool first)
{
    const unsigned char u = (unsigned char)c;
    const bool letter = (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_' || u == ':' || u >= 0x80;
    return letter || (!first && ((u >= '0' && u <= '9') || u == '-' || u == '.'));
}

static bool take_name(parser_t *self, word_t *name)
{
    name->at = self->at;
    while (self->at < self->end && is_name_byte(*self->at, self->at == name->at)) {
        self->at++;
    }
    name->length = (size_t)(self->at - name->at);
    return name->length > 0 || fail(self, "a name is missing");
}

static int digit_of(char c, int base)
{
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : base;
    return digit < base ? digit : -1;
}

/* Behind `&#`. */
static bool take_number(parser_t *self)
{
    const int base = take(self, "x") ? 16 : 10;
    uint32_t point = 0;
    int digits = 0;
    for (; self->at < self->end && digit_of(*self->at, base) >= 0 && digits < DIGITS_MOST; digits++) {
        point = point * (uint32_t)base + (uint32_t)digit_of(*self->at++, base);
    }
    return (digits > 0 && take(self, ";") && is_legal(point)) || fail(self, "a character by number that is none");
}

static bool take_reference(parser_t *self)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};
    for (int i = 0; i < 5; i++) {
        if (take(self, known[i])) {
            return true;
        }
    }
    return take(self, "&#") ? take_number(self) : fail(self, "an & that begins no reference");
}

static bool take_value(parser_t *self)
{
    const char quote = self->at < self->end ? *self->at : '\0';
    if (quote != '"' && quote != '\'') {
        return fail(self, "an attribute without quotes");
    }
    for (self->at++; self->at < self->end && *self->at != quote;) {
        if (*self->at == '<') {
            return fail(self, "a < in an attribute");
        }
        if (*self->at != '&') {
            self->at++;
        } else if (!take_reference(self)) {
            return false;
        }
    }
    return self->at++ < self->end || fail(self, "an attribute never ends");
}

static bool is_same(word_t a, word_t b)
{
    return a.length == b.length && memcmp(a.at, b.at, a.length) == 0;
}

static bool take_attributes(parser_t *self)
{
    word_t names[ATTRIBUTES_MOST];
    int count = 0;
    while (skip_blanks(self) && self->at < self->end && *self->at != '>' && *self->at != '/') {
        if (count == ATTRIBUTES_MOST || !take_name(self, &names[count])) {
            return fail(self, "too many attributes");
        }
        for (int i = 0; i < count; i++) {
            if (is_same(names[i], names[count])) {
                return fail(self, "an attribute twice");
            }
        }
        count++;
        skip_blanks(self);
        if (!take(self, "=")) {
            return fail(self, "an attribute without a value");
        }
        skip_blanks(self);
        if (!take_value(self)) {
            return false;
        }
    }
    return true;
}

/* Behind `<`. */
static bool take_start(parser_t *self)
{
    word_t name;
    if (self->depth == 0 && self->rooted) {
        return fail(self, "a second root");
    }
    if (!take_name(self, &name) || !take_attributes(self)) {
        return false;
    }
    self->rooted = true;
    if (take(self, "/>")) {
        return true;
    }
    if (self->depth == DEPTH_MOST) {
        return fail(self, "elements too deep in each other");
    }
    self->open[self->depth++] = name;
    return take(self, ">") || fail(self, "a tag that never ends");
}

/* Behind `</`. */
static bool take_end(parser_t *self)
{
    word_t name;
    if (!take_name(self, &name)) {
        return false;
    }
    if (self->depth == 0 || !is_same(self->open[self->depth - 1], name)) {
        return fail(self, "an element closes that is not the last open one");
    }
    self->depth--;
    skip_blanks(self);
    return take(self, ">") || fail(self, "a tag that never ends");
}

static bool take_comment(parser_t *self)
{
    return skip_past(self, "--") && (take(self, ">") || fail(self, "-- within a comment"));
}

static bool take_text(parser_t *self)
{
    while (self->at < self->end && *self->at != '<') {
        if (self->depth == 0 && !is_blank(*self->at)) {
            return fail(self, "text outside the root");
        }
        if (sees(self, "]]>")) {
            return fail(self, "]]> within text");
        }
        if (*self->at != '&') {
            self->at++;
        } else if (!take_reference(self)) {
            return false;
        }
    }
    return true;
}

static bool take_markup(parser_t *self)
{
    if (take(self, "<!--")) {
        return take_comment(self);
    }
    if (take(self, "<?")) {
        return skip_past(self, "?>");
    }
    if (self->depth > 0 && take(self, "<![CDATA[")) {
        return skip_past(self, "]]>");
    }
    if (!self->rooted && take(self, "<!DOCTYPE")) {
        return skip_past(self, ">");
    }
    if (take(self, "</")) {
        return take_end(self);
    }
    self->at++;
    return take_start(self);
}

static int line_of(const parser_t *self)
{
    int line = 1;
    for (const char *c = self->start; c < self->at; c++) {
        line += *c == '\n';
    }
    return line;
}

const char *pk_xml_fault(const char *text, size_t length, int *line)
{
    parser_t self = {.start = text, .at = text, .end = text + length};
    bool fine = check_characters(&self);
    while (fine && self.at < self.end) {
        fine = take_text(&self) && (self.at == self.end || take_markup(&self));
    }
    if (fine && (self.depth > 0 || !self.rooted)) {
        (void)fail(&self, self.rooted ? "an element is never closed" : "there is no root");
    }
    *line = line_of(&self);
    return self.fault;
}
