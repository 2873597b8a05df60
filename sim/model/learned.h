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
    const char **paths;   /* [ncolumn] */
    const double *values; /* [nrow][ncolumn], as draws hold them */
} pk_learned_t;

/* Reads the file that `node` names, whose path belongs to the file that it stands in. NULL with errors in diag. */
pk_learned_t *pk_learned_read(const pk_node_t *node, pk_arena_t *arena, pk_diag_t *diag);

/* Lays it over the reader's model: numbers and rows of `exits:` whose path is a column are drawn from it, whatever they
 * were; a flow whose scatter or drift was learned wanders on over `steps` steps. Columns that the model has no number
 * for are told in a warning at `node`. */
void pk_learned_lay(pk_reader_t *reader, pk_learned_t *learned, const pk_node_t *node, int steps);

#endif
