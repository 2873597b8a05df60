/* Paths as words, a letter a touchpoint: what the tests of paths are written in. */
#ifndef LETTERS_H
#define LETTERS_H

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "study/paths.h"

typedef struct {
    char word[24];
    double conversions, nulls, value;
} row_t;

static inline void add_row(pk_paths_t *paths, const row_t *row)
{
    uint16_t touches[24];
    int length = 0;
    for (const char *at = row->word; *at != '\0'; at++) {
        touches[length++] = (uint16_t)pk_names_add(&paths->names, (const char[]){*at, '\0'});
    }
    pk_paths_add(paths, touches, length, row->conversions, row->nulls, row->value);
}

static inline pk_paths_t paths_of(const row_t *rows, int count)
{
    pk_paths_t paths = {0};
    for (int i = 0; i < count; i++) {
        add_row(&paths, &rows[i]);
    }
    pk_paths_finish(&paths);
    return paths;
}

/* A table by luck: `count` paths of up to 9 touchpoints out of `letters` channels, some walked often, some never. */
static inline void rows_by_luck(uint64_t seed, int letters, row_t *rows, int count)
{
    for (int i = 0; i < count; i++) {
        pk_stream_t stream = pk_stream_at(seed, 0, PK_PURPOSE_MOVE, (uint64_t)i, 0);
        rows[i] = (row_t){0};
        const int length = 1 + (int)(pk_stream_uniform(&stream) * 9);
        for (int k = 0; k < length; k++) {
            rows[i].word[k] = (char)('a' + (int)(pk_stream_uniform(&stream) * letters));
        }
        rows[i].conversions = floor(pk_stream_uniform(&stream) * 4);
        rows[i].nulls = floor(pk_stream_uniform(&stream) * 9);
        rows[i].value = rows[i].conversions * 10 * pk_stream_uniform(&stream);
    }
}

#endif
