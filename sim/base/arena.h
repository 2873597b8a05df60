/* Memory that lives and dies together: a model, a plan, a document tree.
 *
 * Objects are taken from the arena and never freed one by one; pk_arena_free releases all of them. Memory is zeroed
 * and aligned for any type. An arena is not thread-safe. Running out of memory ends the program with a message and exit
 * code 1: the sizes asked for come from files that are bounded at load, so there is no caller that could do better. */
#ifndef PK_BASE_ARENA_H
#define PK_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct pk_arena_block pk_arena_block_t;

typedef struct {
    pk_arena_block_t *last; /* newest block; NULL while empty */
} pk_arena_t;

/* A zeroed pk_arena_t is an empty arena. pk_arena_free is legal on it and leaves it empty again. */
void pk_arena_free(pk_arena_t *self);

/* `count` zeroed objects of `size` bytes; count 0 gives a valid pointer to nothing. */
void *pk_arena_take(pk_arena_t *self, size_t count, size_t size);
#define PK_NEW(arena, type)          ((type *)pk_arena_take((arena), 1, sizeof(type)))
#define PK_ARRAY(arena, type, count) ((type *)pk_arena_take((arena), (size_t)(count), sizeof(type)))

/* Copies of text, NUL-terminated. */
char *pk_arena_copy(pk_arena_t *self, const char *text);
char *pk_arena_copy_n(pk_arena_t *self, const char *text, size_t length);
char *pk_arena_format(pk_arena_t *self, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *pk_arena_vformat(pk_arena_t *self, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

/* Plain heap memory for long-lived flat arrays, zeroed, with the same rule when memory runs out. Free with free(). */
void *pk_heap(size_t count, size_t size);
/* realloc() with the same rule; what is new is not zeroed. */
void *pk_heap_resize(void *memory, size_t count, size_t size);
/* A big array that one user leaves to the next, so that the system is asked for its pages once. A zeroed store is
 * empty.
 */
typedef struct {
    void *memory;
    size_t bytes;
} pk_store_t;

/* Room for `count` objects in large pages where the system has them: written before it is read, for it is not zeroed.
 * Whoever had it before has it no more. */
void *pk_store_take(pk_store_t *self, size_t count, size_t size);
void pk_store_free(pk_store_t *self);

#endif
