/* A number from one line of YAML in a test, and what was said about it. */
#ifndef NUMBER_TEXT_H
#define NUMBER_TEXT_H

#include "pk_test.h"

#include <gsl/gsl_errno.h>
#include <string.h>

#include "model/number.h"

static pk_arena_t arena;
static pk_diag_t diag;
static pk_numbers_t book;
static pk_reading_t reading;

/* A cmocka setup: as in `main`, GSL must not abort. */
static inline int start(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    book = (pk_numbers_t){0};
    reading = (pk_reading_t){.arena = &arena, .diag = &diag, .numbers = &book, .step = PK_WEEK};
    return 0;
}

static inline int finish(void **state)
{
    (void)state;
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    return 0;
}

/* The value of the key `k` in a text. */
static inline const pk_node_t *node_of(const char *text)
{
    pk_source_t *source = PK_NEW(&arena, pk_source_t);
    *source = (pk_source_t){.name = "a.yaml", .text = pk_arena_copy(&arena, text), .length = strlen(text)};
    const pk_node_t *node = pk_node_get(pk_doc_parse(source, &arena, &diag), "k");
    assert_non_null(node);
    return node;
}

static inline const char *messages(void)
{
    const char *all = "";
    for (int i = 0; i < diag.count; i++) {
        all = pk_arena_format(&arena, "%s%s", all, pk_message_format(&diag.messages[i], &arena));
    }
    return all;
}

static inline void forget_messages(void)
{
    pk_diag_free(&diag);
}

/* Reads `text` (what follows "k: ") where nothing may be said about it. The path is a.k */
static inline pk_number_t *number_of(const char *text, pk_domain_t domain, unsigned may)
{
    pk_number_t *number =
        pk_number_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "a.k", domain, may);
    assert_string_equal(messages(), "");
    return number;
}

/* Compares all that is said about `text`, whole messages with their carets. */
static inline void refuse(const char *text, pk_domain_t domain, unsigned may, const char *expected)
{
    forget_messages();
    assert_non_null(pk_number_read(&reading, node_of(pk_arena_format(&arena, "k: %s\n", text)), "a.k", domain, may));
    assert_string_equal(messages(), expected);
    forget_messages();
}

#endif
