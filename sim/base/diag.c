#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/excerpt.h"
#include "base/utf8.h"

enum { TEXT_MOST = 600 }; /* code points of a message or hint: a value in it may be as long as the file */

void pk_diag_free(pk_diag_t *self)
{
    pk_arena_free(&self->arena);
    free(self->messages);
    *self = (pk_diag_t){0};
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool holds(const pk_diag_t *self, const pk_message_t *message)
{
    for (int i = 0; i < self->count; i++) {
        const pk_message_t *held = &self->messages[i];
        if (held->severity == message->severity && held->line == message->line && held->column == message->column &&
            same_text(held->file, message->file) && same_text(held->text, message->text)) {
            return true;
        }
    }
    return false;
}

/* An error finds room even behind PK_DIAG_MOST warnings: the last of them gives way. */
static bool make_room(pk_diag_t *self, pk_severity_t severity)
{
    if (self->count < PK_DIAG_MOST) {
        return true;
    }
    self->dropped++;
    if (severity == PK_WARNING) {
        return false;
    }
    for (int i = self->count - 1; i >= 0; i--) {
        if (self->messages[i].severity == PK_WARNING) {
            self->count--;
            memmove(&self->messages[i], &self->messages[i + 1], (size_t)(self->count - i) * sizeof *self->messages);
            return true;
        }
    }
    return false;
}

static void append(pk_diag_t *self, const pk_message_t *message)
{
    if (self->count == self->room) {
        const int room = self->room ? self->room * 2 : 8;
        pk_message_t *messages = pk_heap((size_t)room, sizeof *messages);
        if (self->count > 0) {
            memcpy(messages, self->messages, (size_t)self->count * sizeof *messages);
        }
        free(self->messages);
        self->messages = messages;
        self->room = room;
    }
    self->messages[self->count++] = *message;
}

static void add(pk_diag_t *self, pk_message_t message, const pk_source_t *source, const char *hint, const char *format,
                va_list arguments)
{
    pk_arena_t scratch = {0};
    message.text = pk_one_line(pk_arena_vformat(&scratch, format, arguments), TEXT_MOST, &scratch);
    const bool known = holds(self, &message);
    self->errors += message.severity == PK_ERROR; /* a fault met again is still a fault of what is being read */
    self->warnings += message.severity == PK_WARNING && !known;
    if (!known) {
        if (make_room(self, message.severity)) {
            message.text = pk_arena_copy(&self->arena, message.text);
            message.file = message.file ? pk_one_line(message.file, TEXT_MOST, &self->arena) : NULL;
            message.hint = hint ? pk_one_line(hint, TEXT_MOST, &self->arena) : NULL;
            if (source && source->text && message.line > 0) {
                message.excerpt = pk_excerpt(source->text, source->length, message.line, message.column, &message.caret,
                                             &self->arena);
            }
            append(self, &message);
        }
    }
    pk_arena_free(&scratch);
}

static const char *copy_of(pk_diag_t *self, const char *text)
{
    return text != NULL ? pk_arena_copy(&self->arena, text) : NULL;
}

void pk_diag_take(pk_diag_t *self, const pk_diag_t *from)
{
    for (int i = 0; i < from->count; i++) {
        pk_message_t message = from->messages[i];
        const bool known = holds(self, &message);
        self->errors += message.severity == PK_ERROR;
        self->warnings += message.severity == PK_WARNING && !known;
        if (!known && make_room(self, message.severity)) {
            message.text = copy_of(self, message.text);
            message.file = copy_of(self, message.file);
            message.hint = copy_of(self, message.hint);
            message.excerpt = copy_of(self, message.excerpt);
            append(self, &message);
        }
    }
    self->misused += from->misused;
}

static void add_at(pk_diag_t *self, pk_severity_t severity, pk_place_t place, const char *hint, const char *format,
                   va_list arguments)
{
    pk_message_t message = {.severity = severity,
                            .file = place.source ? place.source->name : NULL,
                            .line = place.source ? place.line : 0,
                            .column = place.source && place.line > 0 ? place.column : 0,
                            .span = place.span > 1 ? place.span : 1};
    add(self, message, place.source, hint, format, arguments);
}

pk_status_t pk_error(pk_diag_t *self, pk_place_t place, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_at(self, PK_ERROR, place, hint, format, arguments);
    va_end(arguments);
    return PK_BAD_INPUT;
}

void pk_warning(pk_diag_t *self, pk_place_t place, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add_at(self, PK_WARNING, place, hint, format, arguments);
    va_end(arguments);
}

pk_status_t pk_failure(pk_diag_t *self, const char *file, const char *hint, const char *format, ...)
{
    const pk_message_t message = {.severity = PK_ERROR, .file = file, .span = 1};
    va_list arguments;
    va_start(arguments, format);
    add(self, message, NULL, hint, format, arguments);
    va_end(arguments);
    return PK_FAILED;
}

/* The first message from `from` on that is of the same file. */
static int first_of_file(const pk_diag_t *self, int from, const char *file)
{
    while (!same_text(self->messages[from].file, file)) {
        from++;
    }
    return from;
}

static bool belongs_before(const pk_message_t *a, const pk_message_t *b)
{
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

/* By insertion: PK_DIAG_MOST bounds the work. */
void pk_diag_sort(pk_diag_t *self, int from)
{
    for (int i = from + 1; i < self->count; i++) {
        const pk_message_t message = self->messages[i];
        const int first = first_of_file(self, from, message.file);
        int to = i;
        while (to > first && (!same_text(self->messages[to - 1].file, message.file) ||
                              belongs_before(&message, &self->messages[to - 1]))) {
            to--;
        }
        memmove(&self->messages[to + 1], &self->messages[to], (size_t)(i - to) * sizeof message);
        self->messages[to] = message;
    }
}

/* "file:line:column: ", as much of it as is known. */
static const char *format_place(const pk_message_t *message, pk_arena_t *arena)
{
    if (!message->file) {
        return "";
    }
    if (message->line <= 0) {
        return pk_arena_format(arena, "%s: ", message->file);
    }
    if (message->column <= 0) {
        return pk_arena_format(arena, "%s:%d: ", message->file, message->line);
    }
    return pk_arena_format(arena, "%s:%d:%d: ", message->file, message->line, message->column);
}

/* The source line and below it the caret with its tail, which ends where the excerpt does. */
static const char *format_excerpt(const pk_message_t *message, pk_arena_t *arena)
{
    if (!message->excerpt || !*message->excerpt) {
        return "";
    }
    if (message->column <= 0) {
        return pk_arena_format(arena, "  %s\n", message->excerpt);
    }
    const char *excerpt = message->excerpt;
    const size_t caret = (size_t)message->caret;
    const size_t width = pk_utf8_count(excerpt, excerpt + strlen(excerpt));
    size_t tail = (size_t)(message->span > 1 ? message->span - 1 : 0);
    const size_t room = width > caret + 1 ? width - caret - 1 : 0;
    if (tail > room) {
        tail = room;
    }
    char *tildes = pk_arena_take(arena, tail + 1, 1);
    memset(tildes, '~', tail);
    return pk_arena_format(arena, "  %s\n  %*s^%s\n", excerpt, message->caret, "", tildes);
}

char *pk_message_format(const pk_message_t *message, pk_arena_t *arena)
{
    const char *hint = message->hint ? pk_arena_format(arena, "  hint: %s\n", message->hint) : "";
    return pk_arena_format(arena, "%s%s: %s\n%s%s", format_place(message, arena),
                           message->severity == PK_ERROR ? "error" : "warning", message->text,
                           format_excerpt(message, arena), hint);
}
