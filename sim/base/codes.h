/* Numbers for keys and for texts, in the order of their first appearance: 0, 1, 2, … */
#ifndef PK_BASE_CODES_H
#define PK_BASE_CODES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* Of 64-bit keys. A zeroed one is empty; free is legal on it and leaves it empty. */
typedef struct {
    uint64_t *keys; /* [count], by number */
    int count, room;
    int *slots; /* [nslot], a power of two: a number + 1, or 0 */
    size_t nslot;
} pk_codes_t;

/* The number of a key, which is added where it is new. */
int pk_codes_add(pk_codes_t *self, uint64_t key);
void pk_codes_free(pk_codes_t *self);

/* Of texts, which are copied; a zeroed one is empty. */
typedef struct {
    pk_arena_t arena;
    const char **all; /* [count], by number */
    int count, room;
    int *slots;
    size_t nslot;
    uint64_t *hashes; /* [count] */
} pk_names_t;

int pk_names_add(pk_names_t *self, const char *text);
/* -1 where it was not added. */
int pk_names_find(const pk_names_t *self, const char *text);
void pk_names_free(pk_names_t *self);

#endif
