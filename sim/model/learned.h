/* Numbers that were learned: the draws of a posterior (`assume: {posterior: posterior.csv}`, models/README.md). A run
 * takes one row of them, whole, so that numbers that were learned together stay together. */
#ifndef PK_MODEL_LEARNED_H
#define PK_MODEL_LEARNED_H

#include "model/read.h"

typedef struct pk_learned {
    const pk_source_t *source;
    uint64_t address; /* of the uniform that stands for a row, where points are drawn rather than runs */
    long nrow;
    int ncolumn;
    const char **paths;             /* [ncolumn] */
    const double *values;           /* [nrow][ncolumn], as draws hold them */
    const long *chains, *draws;     /* [nrow] the columns that tell a row's draw; NULL where one of them is missing */
    struct pk_continued *continued; /* where each row stands at the end; NULL: runs begin at the start */
} pk_learned_t;

enum { PK_CHAIN_MOST = 1000000, PK_DRAW_MOST = 1000000000 };

/* Reads the file that `node` names, whose path belongs to the file that it stands in; `key` is what it stands under.
 * NULL with errors in diag. */
pk_learned_t *pk_learned_read(const char *key, const pk_node_t *node, pk_arena_t *arena, pk_diag_t *diag);

/* Lays it over the reader's model: numbers and rows of `exits:` whose path is a column are drawn from it, whatever they
 * were; a flow whose scatter or drift was learned wanders on over `steps` steps, from the step that a scenario goes on
 * from or else from the last knot. Columns that the model has no number
 * for are told in a warning at `node`. */
void pk_learned_lay(pk_reader_t *reader, pk_learned_t *learned, const pk_node_t *node, int steps);

#endif
