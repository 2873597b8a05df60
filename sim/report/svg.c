#include "report/svg.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { DEPTH_MOST = 32, NAME_MOST = 32 };

static const char *const elements[] = {"svg",  "g",       "defs", "path", "rect",  "circle",  "ellipse",
                                       "line", "polygon", "use",  "text", "tspan", "polyline"};
static const char *const attributes[] = {"fill",
                                         "fill-opacity",
                                         "stroke",
                                         "stroke-width",
                                         "stroke-opacity",
                                         "stroke-linecap",
                                         "color",
                                         "stroke-linejoin",
                                         "stroke-dasharray",
                                         "stroke-miterlimit",
                                         "transform",
                                         "d",
                                         "points",
                                         "x",
                                         "y",
                                         "x1",
                                         "y1",
                                         "x2",
                                         "y2",
                                         "cx",
                                         "cy",
                                         "r",
                                         "rx",
                                         "ry",
                                         "width",
                                         "height",
                                         "font-family",
                                         "font-size",
                                         "font-weight",
                                         "font-style",
                                         "text-anchor",
                                         "opacity",
                                         "shape-rendering",
                                         "xml:space",
                                         "dominant-baseline"};

/* A tag or the text between two. */
typedef struct {
    const char *name;
    size_t name_length;
    const char *inside, *inside_end; /* attributes */
    bool closes, closed;             /* </a>, <a/> */
} tag_t;

typedef struct {
    const char *at, *end;
    const char *prefix;
    pk_svg_t *svg;
    size_t room;
    size_t starts[DEPTH_MOST]; /* where each open element began, to take it back where nothing came of it */
    size_t contents[DEPTH_MOST];
    int depth;
} reader_t;

static void put(reader_t *self, const char *text, size_t length)
{
    pk_svg_t *svg = self->svg;
    if (svg->length + length + 1 > self->room) {
        self->room = 2 * (svg->length + length + 1);
        char *larger = pk_heap(self->room, 1);
        memcpy(larger, svg->body, svg->length);
        free(svg->body);
        svg->body = larger;
    }
    memcpy(svg->body + svg->length, text, length);
    svg->length += length;
    svg->body[svg->length] = '\0';
}

static void put_text(reader_t *self, const char *text)
{
    put(self, text, strlen(text));
}

static bool is_among(const char *const *words, size_t count, const char *word, size_t length)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}
#define IS_AMONG(words, word, length) is_among((words), sizeof(words) / sizeof(words)[0], (word), (length))

static bool is_named(const tag_t *tag, const char *name)
{
    return strlen(name) == tag->name_length && memcmp(name, tag->name, tag->name_length) == 0;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The tag at self->at, which moves behind it; comments, prologues and doctypes are tags named "!" or "?". False at the
 * end, or where it never ends. */
static bool next_tag(reader_t *self, tag_t *tag)
{
    const char *at = memchr(self->at, '<', (size_t)(self->end - self->at));
    if (at == NULL) {
        return false;
    }
    const char *from = ++at;
    char quote = 0;
    while (at < self->end && (quote != 0 || *at != '>')) {
        if (quote != 0) {
            quote = *at == quote ? 0 : quote;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        }
        at++;
    }
    if (at == self->end) {
        return false;
    }
    *tag = (tag_t){.closes = *from == '/', .closed = at > from && at[-1] == '/', .inside_end = at};
    tag->name = from + tag->closes;
    const char *name_end = tag->name;
    while (name_end < at && !is_blank(*name_end) && *name_end != '/') {
        name_end++;
    }
    tag->name_length = (size_t)(name_end - tag->name);
    tag->inside = name_end;
    self->at = at + 1;
    return true;
}

/* One attribute of a tag; *inside moves behind it. */
typedef struct {
    const char *name, *value;
    size_t name_length, value_length;
} attribute_t;

static bool next_attribute(const char **inside, const char *end, attribute_t *attribute)
{
    const char *at = *inside;
    while (at < end && (is_blank(*at) || *at == '/')) {
        at++;
    }
    attribute->name = at;
    while (at < end && !is_blank(*at) && *at != '=') {
        at++;
    }
    attribute->name_length = (size_t)(at - attribute->name);
    while (at < end && is_blank(*at)) {
        at++;
    }
    if (at >= end || *at != '=') {
        return false;
    }
    do {
        at++;
    } while (at < end && is_blank(*at));
    if (at >= end || (*at != '"' && *at != '\'')) {
        return false;
    }
    attribute->value = at + 1;
    const char *close = memchr(at + 1, *at, (size_t)(end - at - 1));
    if (close == NULL) {
        return false;
    }
    attribute->value_length = (size_t)(close - attribute->value);
    *inside = close + 1;
    return true;
}

/* A value that refers to nothing outside and does not end the attribute. */
static bool is_harmless(const attribute_t *attribute)
{
    const char *value = attribute->value;
    const size_t length = attribute->value_length;
    return memmem(value, length, "url", 3) == NULL && memchr(value, '"', length) == NULL &&
           memchr(value, '<', length) == NULL && memchr(value, '\\', length) == NULL;
}

static bool is_name(const char *value, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const char c = value[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-')) {
            return false;
        }
    }
    return length > 0 && length <= NAME_MOST;
}

static void put_attribute(reader_t *self, const attribute_t *attribute)
{
    const char *value = attribute->value;
    size_t length = attribute->value_length;
    const bool link = (attribute->name_length == 4 && memcmp(attribute->name, "href", 4) == 0) ||
                      (attribute->name_length == 10 && memcmp(attribute->name, "xlink:href", 10) == 0);
    const bool id = attribute->name_length == 2 && memcmp(attribute->name, "id", 2) == 0;
    if ((id && is_name(value, length)) || (link && length > 1 && *value == '#' && is_name(value + 1, length - 1))) {
        put_text(self, id ? " id=\"" : " href=\"#");
        put_text(self, self->prefix);
        put(self, value + link, length - link);
    } else if (IS_AMONG(attributes, attribute->name, attribute->name_length) && is_harmless(attribute)) {
        put_text(self, " ");
        put(self, attribute->name, attribute->name_length);
        put_text(self, "=\"");
        put(self, value, length);
    } else {
        return;
    }
    put_text(self, "\"");
}

static void put_start(reader_t *self, const tag_t *tag)
{
    put_text(self, "<");
    put(self, tag->name, tag->name_length);
    const char *inside = tag->inside;
    attribute_t attribute;
    while (next_attribute(&inside, tag->inside_end, &attribute)) {
        put_attribute(self, &attribute);
    }
    put_text(self, tag->closed ? "/>" : ">");
}

/* False where another element is open. */
static bool put_end(reader_t *self, const tag_t *tag)
{
    self->depth--;
    const size_t start = self->starts[self->depth];
    if (memcmp(self->svg->body + start + 1, tag->name, tag->name_length) != 0) {
        return false;
    }
    if (self->svg->length == self->contents[self->depth]) {
        self->svg->length = start; /* nothing in it to be seen */
        return true;
    }
    put_text(self, "</");
    put(self, tag->name, tag->name_length);
    put_text(self, ">");
    return true;
}

/* Everything until the end of an element that may not pass. */
static bool skip(reader_t *self, const tag_t *tag)
{
    tag_t inner;
    for (int depth = 1; depth > 0;) {
        if (!next_tag(self, &inner)) {
            return false;
        }
        if (inner.name_length == tag->name_length && memcmp(inner.name, tag->name, tag->name_length) == 0) {
            depth += inner.closes ? -1 : inner.closed ? 0 : 1;
        }
    }
    return true;
}

static void take_size(const tag_t *tag, pk_svg_t *svg)
{
    const char *inside = tag->inside;
    attribute_t a;
    while (next_attribute(&inside, tag->inside_end, &a)) {
        if (a.name_length == 7 && memcmp(a.name, "viewBox", 7) == 0) {
            double left, top;
            char text[128];
            snprintf(text, sizeof text, "%.*s", (int)(a.value_length < 127 ? a.value_length : 127), a.value);
            if (sscanf(text, "%lf %lf %lf %lf", &left, &top, &svg->width, &svg->height) != 4) {
                svg->width = svg->height = 0;
            }
        }
    }
}

/* An element within the picture; false where the picture is broken. */
static bool take(reader_t *self, const tag_t *tag)
{
    if (!IS_AMONG(elements, tag->name, tag->name_length)) {
        return tag->closed || tag->closes || *tag->name == '!' || *tag->name == '?' || skip(self, tag);
    }
    if (tag->closes) {
        return put_end(self, tag);
    }
    if (!tag->closed && self->depth + 1 >= DEPTH_MOST) {
        return false;
    }
    self->starts[self->depth] = self->svg->length;
    put_start(self, tag);
    if (!tag->closed) {
        self->contents[self->depth++] = self->svg->length;
    }
    return true;
}

/* Text counts within text elements only; it is escaped as it stands, and a stray & is made plain. */
static void put_content(reader_t *self, const char *from, const char *to)
{
    for (const char *at = from; at < to; at++) {
        const size_t left = (size_t)(to - at);
        const char *semicolon = *at == '&' ? memchr(at, ';', left < 10 ? left : 10) : NULL;
        if (*at == '&' && semicolon == NULL) {
            put_text(self, "&amp;");
        } else if (*at == '>') {
            put_text(self, "&gt;");
        } else {
            put(self, at, 1);
        }
    }
}

static bool read_body(reader_t *self)
{
    tag_t tag;
    int text = 0; /* depth of text elements */
    while (true) {
        const char *from = self->at;
        if (!next_tag(self, &tag)) {
            return false;
        }
        if (text > 0) {
            put_content(self, from, tag.name - 1 - tag.closes);
        }
        if (is_named(&tag, "svg")) {
            return tag.closes && self->depth == 0;
        }
        if (tag.closes && self->depth == 0) {
            return false;
        }
        if (!tag.closed && (is_named(&tag, "text") || is_named(&tag, "tspan"))) {
            text += tag.closes ? -1 : 1;
        }
        if (!take(self, &tag)) {
            return false;
        }
    }
}

bool pk_svg_read(const char *text, size_t length, const char *prefix, pk_svg_t *svg)
{
    tag_t tag;
    *svg = (pk_svg_t){0};
    reader_t self = {.at = text, .end = text + length, .prefix = prefix, .svg = svg, .room = length + 64};
    do {
        if (!next_tag(&self, &tag)) {
            return false;
        }
    } while (!is_named(&tag, "svg"));
    take_size(&tag, svg);
    svg->body = pk_heap(self.room, 1);
    if (svg->width > 0 && svg->height > 0 && read_body(&self)) {
        return true;
    }
    free(svg->body);
    *svg = (pk_svg_t){0};
    return false;
}
