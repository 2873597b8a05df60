/* Pictures that are added to results which are there already: the manifest that vouches for the results lists them. */
#ifndef PK_REPORT_ADDED_H
#define PK_REPORT_ADDED_H

#include "report/output.h"

typedef struct {
    const char *path;
    const char *manifest; /* the folder of the manifest that it is listed in; NULL: in none */
    const char *name;     /* from there on */
    bool listed;          /* before */
} pk_addition_t;

typedef struct {
    pk_output_t output; /* for its arena and locks */
    pk_addition_t *all;
    int count, room;
} pk_added_t;

/* Starts on the results in `folder`. Close in any case. */
void pk_added_init(pk_added_t *self, const char *folder);

/* Locks a folder that pictures go into. */
PK_MUST_USE pk_status_t pk_added_lock(pk_added_t *self, const char *folder, pk_diag_t *diag);

/* A picture that will be drawn at `path`; `results` is the folder of the results that it shows where it goes to its
 * place among them, NULL where it goes elsewhere: then it is listed only if it stands in a list already. PK_FAILED
 * where the name is taken by what is no plain file. */
PK_MUST_USE pk_status_t pk_added_expect(pk_added_t *self, const char *path, const char *results, pk_diag_t *diag);

/* Before the first is drawn: the lists no longer hold those that will be drawn anew. */
PK_MUST_USE pk_status_t pk_added_begin(pk_added_t *self, pk_diag_t *diag);

/* After the last: those that are there (`drawn`) come into the lists, and so does what was listed and was not drawn. */
PK_MUST_USE pk_status_t pk_added_end(pk_added_t *self, const char *const *drawn, int count, pk_diag_t *diag);

void pk_added_close(pk_added_t *self);

#endif
