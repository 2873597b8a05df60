/* A strict reader of the HTML that the report writes: every element closed where it must be, attributes quoted, no bare
 * < or &, ids once, nothing that loads or runs. */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MARKUP_DEPTH = 64, MARKUP_IDS = 4096 };

typedef struct {
    const char *text, *at;
    char open[MARKUP_DEPTH][24];
    int depth, tables;
    char ids[MARKUP_IDS][48];
    int nid;
    char why[200];
} markup_t;

static inline bool markup_fail(markup_t *self, const char *why)
{
    snprintf(self->why, sizeof self->why, "%s at byte %ld: %.60s", why, (long)(self->at - self->text), self->at);
    return false;
}

static inline bool markup_is_void(const char *tag)
{
    return strcmp(tag, "meta") == 0 || strcmp(tag, "link") == 0 || strcmp(tag, "wbr") == 0;
}

static inline bool markup_is_banned(const char *tag)
{
    static const char *const banned[] = {"script", "iframe", "object", "embed", "img",   "image", "foreignObject",
                                         "base",   "form",   "input",  "video", "audio", "b",     "u"};
    for (size_t i = 0; i < sizeof banned / sizeof *banned; i++) {
        if (strcmp(tag, banned[i]) == 0) {
            return true;
        }
    }
    return false;
}

static inline size_t markup_word(const char *at, char *word, size_t room)
{
    size_t length = strcspn(at, " \t\n=>/\"'<");
    snprintf(word, room, "%.*s", (int)length, at);
    return length;
}

static inline bool markup_attribute(markup_t *self, const char *name, const char *value, size_t length)
{
    char text[48];
    snprintf(text, sizeof text, "%.*s", (int)length, value);
    if (strncmp(name, "on", 2) == 0 || strcmp(name, "src") == 0) {
        return markup_fail(self, "an attribute that runs or loads");
    }
    if (strcmp(name, "href") == 0 && text[0] != '#' && strcmp(text, "data:,") != 0) {
        return markup_fail(self, "a link to elsewhere");
    }
    if (strcmp(name, "id") == 0) {
        for (int i = 0; i < self->nid; i++) {
            if (strcmp(self->ids[i], text) == 0) {
                return markup_fail(self, "an id twice");
            }
        }
        if (self->nid < MARKUP_IDS) {
            strcpy(self->ids[self->nid++], text);
        }
    }
    return memchr(value, '<', length) == NULL || markup_fail(self, "a < in an attribute");
}

static inline bool markup_attributes(markup_t *self, bool *closed)
{
    char name[48];
    *closed = false;
    while (true) {
        self->at += strspn(self->at, " \t\n");
        if (*self->at == '>') {
            self->at++;
            return true;
        }
        if (self->at[0] == '/' && self->at[1] == '>') {
            *closed = true;
            self->at += 2;
            return true;
        }
        size_t length = markup_word(self->at, name, sizeof name);
        if (length == 0 || self->at[length] != '=' || self->at[length + 1] != '"') {
            return markup_fail(self, "an attribute without a quoted value");
        }
        const char *value = self->at + length + 2, *end = strchr(value, '"');
        if (end == NULL || !markup_attribute(self, name, value, (size_t)(end - value))) {
            return end == NULL ? markup_fail(self, "an attribute without an end") : false;
        }
        self->at = end + 1;
    }
}

static inline bool markup_tag(markup_t *self)
{
    char tag[24];
    bool closed;
    if (strncmp(self->at, "<!DOCTYPE html>", 15) == 0) {
        self->at += 15;
        return true;
    }
    if (self->at[1] == '/') {
        size_t length = markup_word(self->at + 2, tag, sizeof tag);
        if (self->depth == 0 || strcmp(tag, self->open[self->depth - 1]) != 0 || self->at[2 + length] != '>') {
            return markup_fail(self, "the end of what is not open");
        }
        self->depth--;
        self->at += length + 3;
        return true;
    }
    size_t length = markup_word(self->at + 1, tag, sizeof tag);
    if (length == 0 || markup_is_banned(tag)) {
        return markup_fail(self, "no element of ours");
    }
    self->tables += strcmp(tag, "table") == 0;
    self->at += length + 1;
    if (!markup_attributes(self, &closed)) {
        return false;
    }
    if (strcmp(tag, "style") == 0) {
        const char *end = strstr(self->at, "</style>");
        self->at = end != NULL ? end : self->at;
    }
    if (!closed && !markup_is_void(tag)) {
        if (self->depth == MARKUP_DEPTH) {
            return markup_fail(self, "too deep");
        }
        strcpy(self->open[self->depth++], tag);
    }
    return true;
}

static inline bool markup_entity(markup_t *self)
{
    static const char *const known[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&apos;"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strncmp(self->at, known[i], strlen(known[i])) == 0) {
            self->at += strlen(known[i]);
            return true;
        }
    }
    return markup_fail(self, "a bare &");
}

/* True where all of `text` is well-formed; else `why` says what is not. */
static inline bool markup_read(markup_t *self, const char *text)
{
    *self = (markup_t){.text = text, .at = text};
    while (*self->at != '\0') {
        bool good = true;
        if (*self->at == '<') {
            good = markup_tag(self);
        } else if (*self->at == '&') {
            good = markup_entity(self);
        } else {
            self->at++;
        }
        if (!good) {
            return false;
        }
    }
    return self->depth == 0 || markup_fail(self, "something is still open");
}

#endif
