#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "base/status.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 20 };

struct pk_arena_block {
    pk_arena_block_t *older;
    size_t size, used; /* bytes of data */
    alignas(max_align_t) unsigned char data[];
};

void pk_arena_free(pk_arena_t *self)
{
    pk_arena_block_t *block = self->last;
    while (block) {
        pk_arena_block_t *older = block->older;
        free(block);
        block = older;
    }
    self->last = NULL;
}

/* Blocks double from FIRST_BLOCK to LARGEST_BLOCK; an object larger than that gets a block of its own size. */
static pk_arena_block_t *add_block(pk_arena_t *self, size_t need)
{
    size_t size = self->last ? self->last->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK) {
        size = LARGEST_BLOCK;
    }
    if (size < need) {
        size = need;
    }
    if (size > SIZE_MAX - sizeof(pk_arena_block_t)) {
        pk_out_of_memory(1, need);
    }
    pk_arena_block_t *block = calloc(1, sizeof *block + size);
    if (!block) {
        pk_out_of_memory(1, size);
    }
    block->size = size;
    block->older = self->last;
    self->last = block;
    return block;
}

void *pk_arena_take(pk_arena_t *self, size_t count, size_t size)
{
    const size_t unit = alignof(max_align_t);
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - unit) {
        pk_out_of_memory(count, size);
    }
    bytes = (bytes + unit - 1) / unit * unit;
    if (bytes == 0) {
        bytes = unit;
    }
    pk_arena_block_t *block = self->last;
    if (!block || block->size - block->used < bytes) {
        block = add_block(self, bytes);
    }
    void *place = block->data + block->used;
    block->used += bytes;
    return place;
}

char *pk_arena_copy_n(pk_arena_t *self, const char *text, size_t length)
{
    char *copy = pk_arena_take(self, length + 1, 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *pk_arena_copy(pk_arena_t *self, const char *text)
{
    return pk_arena_copy_n(self, text, strlen(text));
}

char *pk_arena_vformat(pk_arena_t *self, const char *format, va_list arguments)
{
    PK_REQUIRE(format);
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    PK_REQUIRE(length >= 0);
    char *text = pk_arena_take(self, (size_t)length + 1, 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

char *pk_arena_format(pk_arena_t *self, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = pk_arena_vformat(self, format, arguments);
    va_end(arguments);
    return text;
}

void *pk_heap(size_t count, size_t size)
{
    void *memory = count && size ? calloc(count, size) : calloc(1, 1);
    if (!memory) {
        pk_out_of_memory(count, size);
    }
    return memory;
}

void *pk_heap_resize(void *memory, size_t count, size_t size)
{
    void *resized = count && size ? reallocarray(memory, count, size) : realloc(memory, 1);
    if (!resized) {
        pk_out_of_memory(count, size);
    }
    return resized;
}

void *pk_store_take(pk_store_t *self, size_t count, size_t size)
{
    const size_t page = (size_t)2 << 20;
    PK_REQUIRE(size == 0 || count <= (SIZE_MAX - page) / size);
    const size_t bytes = (count * size / page + 1) * page;
    if (self->bytes < bytes) {
        pk_store_free(self);
        self->memory = aligned_alloc(page, bytes);
        if (!self->memory) {
            pk_out_of_memory(count, size);
        }
        self->bytes = bytes;
        madvise(self->memory, bytes, MADV_HUGEPAGE); /* advice: where it is not taken, nothing is lost */
    }
    return self->memory;
}

void pk_store_free(pk_store_t *self)
{
    free(self->memory);
    *self = (pk_store_t){0};
}
