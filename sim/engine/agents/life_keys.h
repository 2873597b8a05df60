/* Counts by key in bounded memory that hang on no order of adding.
 *
 * Keys (amounts, paths) have classes, from fine to coarse: at coarseness c each key stands for all those that have the
 * same class. While at most `most` classes have been met they are counted as fine as they come; past that all go to
 * the least coarseness at which there are no more than `most`. That is the same for the same keys in any order and any
 * split, because the more keys the more classes: a part never needs more coarseness than the whole. */
#ifndef PK_ENGINE_AGENTS_LIFE_KEYS_H
#define PK_ENGINE_AGENTS_LIFE_KEYS_H

#include <stddef.h>
#include <stdint.h>

typedef unsigned __int128 pk_key_t;
typedef __int128 pk_exact_t;

enum { PK_COARSEST = 128 };

/* A rule of classes. `class_of` gives a key that stands for the class; of a key that already stands for a finer class,
 * too. Neighbours by key are in one class or next to each other, at any coarseness. `meet` is the least coarseness,
 * 0..PK_COARSEST, at which a < b, neighbours among those counted, are in the same class. */
typedef struct {
    pk_key_t (*class_of)(int form, pk_key_t key, int coarseness);
    int (*meet)(int form, pk_key_t a, pk_key_t b);
} pk_classes_t;

typedef struct {
    pk_key_t key;
    pk_exact_t sum;
    int64_t count; /* 0: an empty slot */
} pk_key_count_t;

typedef struct {
    const pk_classes_t *classes;
    int form; /* what the rule is told beside the key */
    int most, count, coarseness;
    pk_key_count_t *slots; /* [nslot], a power of two, at most half full */
    size_t nslot;
} pk_keys_t;

pk_keys_t pk_keys_of(const pk_classes_t *classes, int form, int most);
void pk_keys_free(pk_keys_t *self);
/* Empty again, and as coarse as before: for what is merged into the same whole, which is no finer. */
void pk_keys_clear(pk_keys_t *self);
void pk_keys_add(pk_keys_t *self, pk_key_t key, int64_t count, pk_exact_t sum);
void pk_keys_merge(pk_keys_t *into, const pk_keys_t *from);
/* All `count` of them by key, ascending; free with free(). */
pk_key_count_t *pk_keys_sorted(const pk_keys_t *self);

#endif
