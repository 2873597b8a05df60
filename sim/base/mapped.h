/* A large input file as text, without its size in memory: the system brings in what is read and drops it again. */
#ifndef PK_BASE_MAPPED_H
#define PK_BASE_MAPPED_H

#include "base/diag.h"

typedef struct {
    pk_source_t source; /* its text ends in a NUL as any source's; it must not move while places point to it */
    void *memory;       /* the pages; NULL: none */
    size_t bytes;
} pk_mapped_t;

/* Maps a file of any size. What is no plain file (a pipe) and PK_SOURCE_INPUT, standard input, is read whole instead.
 * The name is copied into `arena`. Errors at `asked` as pk_source_read has them. A file that another program cuts short
 * meanwhile ends the program, as the system does with mapped files. */
PK_MUST_USE pk_status_t pk_mapped_open(pk_mapped_t *self, const char *path, pk_place_t asked, pk_arena_t *arena,
                                       pk_diag_t *diag);
/* Legal on a zeroed or half-open one; messages that were made keep their excerpts. */
void pk_mapped_close(pk_mapped_t *self);

#endif
