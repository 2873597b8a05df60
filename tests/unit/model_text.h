/* A model from text in a test, and what was said about it. */
#ifndef MODEL_TEXT_H
#define MODEL_TEXT_H

#include "pk_test.h"

#include <string.h>

#include "model/model.h"

typedef struct {
    pk_arena_t arena;
    pk_diag_t diag;
    pk_source_t source;
    pk_model_t *model;
} model_text_t;

/* Reads and, where that went well, checks. */
static inline model_text_t model_of(const char *text)
{
    model_text_t self = {0};
    pk_source_t *source = PK_NEW(&self.arena, pk_source_t);
    *source = (pk_source_t){.name = "m.yaml", .text = pk_arena_copy(&self.arena, text), .length = strlen(text)};
    const pk_node_t *root = pk_doc_parse(source, &self.arena, &self.diag);
    self.model = root ? pk_model_from(root, "m.yaml", &self.arena, &self.diag) : NULL;
    if (self.model) {
        pk_model_check(self.model, NULL, &self.arena, &self.diag);
    }
    return self;
}

static inline void model_free(model_text_t *self)
{
    pk_diag_free(&self->diag);
    pk_arena_free(&self->arena);
}

/* All messages as printed. */
static inline const char *messages_of(model_text_t *self)
{
    const char *all = "";
    for (int i = 0; i < self->diag.count; i++) {
        all = pk_arena_format(&self->arena, "%s%s", all, pk_message_format(&self->diag.messages[i], &self->arena));
    }
    return all;
}

/* The whole of what is said about a model, or "" */
static inline void assert_messages(const char *text, const char *expected)
{
    model_text_t self = model_of(text);
    assert_string_equal(messages_of(&self), expected);
    model_free(&self);
}

#endif
