/* A path, the stages in the order in which they were entered, as a key: codes from the highest bits down, a stage's is
 * its index + 1. What is longer than a coarseness allows is cut and ends with the code of all bits: it goes on. */
#ifndef PK_ENGINE_AGENTS_LIFE_PATHS_H
#define PK_ENGINE_AGENTS_LIFE_PATHS_H

#include "engine/agents/life_keys.h"

enum { PK_PATH_LONGEST = 20, PK_PATHS_MOST = 1 << 14 };

/* By how many stages a path may have; their `form` is the bits of a code. */
extern const pk_classes_t pk_classes_of_paths;

/* Bits of a code, so that all stages have one and one is left. */
int pk_path_bits(int nstage);
/* The most stages of a path that is not cut: PK_PATH_LONGEST, fewer where codes take more room. */
int pk_path_longest(int bits);

/* A path that grows. */
typedef struct {
    pk_key_t key;
    int at; /* codes so far */
} pk_path_t;

static inline void pk_path_enter(pk_path_t *self, int stage, int bits, int longest)
{
    if (self->at <= longest) {
        const int code = self->at < longest ? stage + 1 : (1 << bits) - 1;
        self->key |= (pk_key_t)code << (PK_COARSEST - bits * (self->at + 1));
        self->at++;
    }
}

/* The code at a place, 0 past the end. */
int pk_path_code(pk_key_t key, int bits, int at);

#endif
