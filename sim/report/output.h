/* A folder of results, from the first look to the manifest that vouches for it.
 *
 * Before anything is computed the folder is made, tried, looked at and locked. New files wait under temporary names
 * until the first of them gets its own; just before that the old manifest goes, then what it listed and what a killed
 * run left, and nothing else. The new manifest comes last. So whenever the program is killed, there is the old manifest
 * with all its files, or none, or the new one with all its files.
 *
 * Meanwhile a temporary file, unfinished.tmp-<process>-<n>, says what has been put where: after a kill the next run
 * takes that away, too. */
#ifndef PK_REPORT_OUTPUT_H
#define PK_REPORT_OUTPUT_H

#include <sys/types.h>

#include "base/diag.h"
#include "report/book.h"
#include "report/dialect.h"
#include "report/listing.h"

typedef struct {
    char *temporary;
    const char *path;
} pk_waiting_t;

/* A locked folder. */
typedef struct {
    int file; /* its open descriptor */
    dev_t device;
    ino_t number;
} pk_lock_t;

typedef struct pk_output {
    pk_arena_t arena;
    const char *root;
    pk_texts_t inner;         /* folders of plans in it, by name */
    pk_texts_t names;         /* that will be written, from the root on */
    pk_texts_t above;         /* folders above it whose manifests list files of ours */
    pk_texts_t leftovers;     /* of killed runs */
    pk_texts_t made;          /* folders that were not there before; where nothing comes, they go again */
    pk_texts_t placed;        /* files that have got their names but no manifest: names of base/temporary.h */
    struct pk_output *around; /* the folder that several outputs stand in, which keeps locks for all of them; or NULL */
    pk_lock_t *locks;
    int nlock, lock_room;
    bool unlocked;        /* there is a folder that cannot be locked */
    bool keeps;           /* what of a sweep is done stays */
    pk_dialect_t dialect; /* of its tables; set after init */
    pk_book_t *book;      /* that takes its tables too; NULL: none */
    pk_waiting_t *waiting;
    int nwaiting, waiting_room;
    bool holds;
    pk_listed_t *files; /* that have got their names */
    int nfile, file_room;
    char *journal; /* NULL: nothing has got its name yet */
    int journal_file;
} pk_output_t;

/* Starts with the folder `root`, which is not touched yet; `around` is prepared, closed later, or NULL. pk_output_close
 * is legal on a zeroed or closed one. */
void pk_output_init(pk_output_t *self, const char *root, pk_output_t *around);
/* Its tables go into a workbook, too. */
void pk_output_add_book(pk_output_t *self);
/* A plan's folder in it. */
void pk_output_inner(pk_output_t *self, const char *name);
/* What of a sweep is done, by a sweep that did not come to its end; others take it away with what a killed run left. */
#define PK_OUTPUT_UNFINISHED "sweep.unfinished"
void pk_output_keep(pk_output_t *self);
/* A file that will be written, as a path from the root on ("today/kpis.csv"). */
void pk_output_expect(pk_output_t *self, const char *name);

/* Locks a folder as part of the output. */
PK_MUST_USE pk_status_t pk_output_lock(pk_output_t *self, const char *folder, pk_diag_t *diag);

/* Makes the folders, locks them, looks at every expected name and tries to write a file into each folder. PK_FAILED
 * with a message: no permission, a full disk, a name that is taken by what is no plain file (or no folder), or another
 * program that writes there. Nothing that was there is changed. Where the file system knows no locks, a warning. */
PK_MUST_USE pk_status_t pk_output_prepare(pk_output_t *self, pk_diag_t *diag);

/* From hold to go on, finished files wait under their temporary names; `go` gives them their names. */
void pk_output_hold(pk_output_t *self);
PK_MUST_USE pk_status_t pk_output_go(pk_output_t *self, pk_diag_t *diag);
/* Where a file that was placed stands now: its temporary name while it waits, else the path itself. `self` may be NULL.
 */
const char *pk_output_where(const pk_output_t *self, const char *path);

/* Gives a finished temporary file (base/temporary.h) its final name and lists it, where that is below the root. It is
 * lost on failure, with a message. */
PK_MUST_USE pk_status_t pk_output_place(pk_output_t *self, char *temporary, const char *path, pk_diag_t *diag);

/* The list of what was placed, by name, for a manifest. */
json_t *pk_output_files(const pk_output_t *self);

/* Puts the manifest, a finished temporary file, in its place, at which the files are vouched for. */
PK_MUST_USE pk_status_t pk_output_seal(pk_output_t *self, char *temporary, const char *path, pk_diag_t *diag);

/* Gives the locks back and takes temporary files away; where no file has got its name, also the folders that were made
 * for them. */
void pk_output_close(pk_output_t *self);

#endif
