/* Output files that are whole or not there.
 *
 * A file is written under a temporary name beside its final one and renamed when the last byte is safely handed to the
 * system. Every write and the close are checked; the first error is remembered and told by pk_out_close, so that the
 * writing code need not look at each cell. After an error the temporary is gone and the final name is as it was. */
#ifndef PK_REPORT_OUT_H
#define PK_REPORT_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

typedef struct {
    char *path, *temporary; /* owned */
    char *buffer;           /* owned; PK_OUT_BUFFER bytes */
    size_t used;
    int file;
    int error; /* errno of the first failure, 0: none */
    bool open;
    struct pk_output *output; /* the folder of results that it belongs to; set once open, NULL: none */
} pk_out_t;

enum { PK_OUT_BUFFER = 1 << 16 };

/* Starts the file `path`. `self` is overwritten. A failure (no permission, no such folder, `path` is a folder, a
 * link or a device) goes to diag with the file's name and the system's reason; self is then closed. */
PK_MUST_USE pk_status_t pk_out_open(pk_out_t *self, const char *path, pk_diag_t *diag);

/* Writes onto an open descriptor that stays open, standard output say. To be ended by pk_out_end. */
void pk_out_onto(pk_out_t *self, int file);
/* What pk_out_onto has begun ends; errno of the first failure, 0: none. */
PK_MUST_USE int pk_out_end(pk_out_t *self);

/* Appends. After a failure these do nothing. */
void pk_out_bytes(pk_out_t *self, const char *bytes, size_t length);
void pk_out_text(pk_out_t *self, const char *text);
void pk_out_flush(pk_out_t *self);
static inline void pk_out_char(pk_out_t *self, char c)
{
    if (self->used < PK_OUT_BUFFER) {
        self->buffer[self->used++] = c;
    } else {
        pk_out_bytes(self, &c, 1);
    }
}

/* Makes room for `length` bytes of the buffer, at most all of it, to be written at buffer + used. */
static inline void pk_out_room(pk_out_t *self, size_t length)
{
    if (self->used + length > PK_OUT_BUFFER) {
        pk_out_flush(self);
    }
}

/* Flushes, closes and renames, or leaves that to its folder of results (pk_output_place); on any failure so far removes
 * the temporary and returns PK_FAILED with a message. */
PK_MUST_USE pk_status_t pk_out_close(pk_out_t *self, pk_diag_t *diag);

/* Gives the file up: the temporary is removed, the final name stays as it was. Legal on a zeroed or closed pk_out_t. */
void pk_out_drop(pk_out_t *self);

/* Makes a folder and those above it where they are missing. */
PK_MUST_USE pk_status_t pk_out_folder(const char *path, pk_diag_t *diag);

/* Writes a whole file at once. */
PK_MUST_USE pk_status_t pk_out_whole(const char *path, const char *text, size_t length, pk_diag_t *diag);

/* What a file of this name could not replace: 0: nothing is in the way (nothing or a plain file); EISDIR, or EEXIST for
 * a link, a device and the like. */
int pk_out_taken(const char *path);

/* Flushes and closes, but leaves the file under its temporary name (base/temporary.h), which is the caller's then. NULL
 * after a failure, with a message. */
char *pk_out_finish(pk_out_t *self, pk_diag_t *diag);

/* The message for a file that could not be written, with a hint that fits the reason. Returns PK_FAILED. */
pk_status_t pk_out_failure(const char *path, int error, pk_diag_t *diag);

#endif
