/* What of a sweep is done, in its folder, so that it is not done again.
 *
 * A cell is done where version, input files, options, seed and the cell have the same SHA-256. Cells that are done go
 * to the end of sweep.unfinished one by one as they come, each a line with a checksum, so that whatever ends the
 * program at whatever moment, all but the last line is there the next time. A finished sweep leaves them in
 * sweep.cells, in an order that does not hang on how often it was begun, and its manifest vouches for that file. */
#ifndef PK_REPORT_SWEEP_STORE_H
#define PK_REPORT_SWEEP_STORE_H

#include "report/manifest.h"
#include "report/output.h"
#include "result/sweep.h"

#define PK_SWEEP_CELLS      "sweep.cells"
#define PK_SWEEP_UNFINISHED PK_OUTPUT_UNFINISHED

typedef struct {
    char *line; /* owned; ends in a newline */
    size_t length;
    char plan[PK_MANIFEST_HASH], key[PK_MANIFEST_HASH];
} pk_sweep_record_t;

typedef struct {
    char plan[PK_MANIFEST_HASH]; /* of version, files, options and seed */
    const char *path;            /* of sweep.unfinished */
    int file;                    /* open to append; -1: not open */
    pk_sweep_record_t *records;
    long count, room;
    long *table; /* [slots] index of a record + 1, by key; 0: free */
    long slots;
    pk_arena_t arena;
} pk_sweep_store_file_t;

/* What tells sweeps apart, but for their cells. */
typedef struct {
    const char *version;
    const pk_source_t *const *sources; /* what was read; their names do not count */
    int nsource;
    const char *options; /* in words: runs, engine and so on */
    unsigned long long seed;
} pk_sweep_identity_t;

/* Reads what is done in the folder of a prepared output (report/output.h), which it must keep (pk_output_keep). A line
 * that is not whole does not count. Close it also after an error. */
PK_MUST_USE pk_status_t pk_sweep_store_open(pk_sweep_store_file_t *self, const char *folder,
                                            const pk_sweep_identity_t *identity, pk_diag_t *diag);

/* As study/sweep.h asks for: self is the context. */
bool pk_sweep_store_find(void *self, const char *text, int nkpi, pk_sweep_outcome_t *outcome, pk_arena_t *arena);
pk_status_t pk_sweep_store_keep(void *self, const char *text, int nkpi, const pk_sweep_outcome_t *outcome,
                                pk_diag_t *diag);

/* Writes sweep.cells: all that is done of this identity. */
PK_MUST_USE pk_status_t pk_sweep_store_write(const pk_sweep_store_file_t *self, const char *folder, pk_output_t *output,
                                             pk_diag_t *diag);
/* Takes sweep.unfinished away, once a manifest vouches for sweep.cells. */
void pk_sweep_store_finish(pk_sweep_store_file_t *self);
void pk_sweep_store_close(pk_sweep_store_file_t *self);

#endif
