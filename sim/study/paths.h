/* Journeys as they were walked: which touchpoints stood on the way, in which order, and how it ended.
 *
 * Paths are a tree: a node is a beginning that some paths share, its last touchpoint the node's channel. So a sum over
 * all touchpoints of all paths is one loop over the nodes, backwards from the longest beginnings to the empty one.
 * Channels stand by name and nodes by length, then by their channels, however the rows stood. */
#ifndef PK_STUDY_PATHS_H
#define PK_STUDY_PATHS_H

#include <stdint.h>

#include "base/codes.h"

/* At most so many different touchpoints; a column with more is hardly one of channels. */
enum { PK_PATHS_CHANNELS = 1000 };

/* A path: walked conversions + nulls times, so often to a conversion and so often to nothing. */
typedef struct {
    int node, length;
    double conversions, nulls; /* whole numbers */
    double value;              /* of its conversions together */
    uint64_t address;          /* hash of the names on it, for luck of its own */
} pk_path_t;

typedef struct {
    const char **channels; /* [nchannel] */
    int nchannel;
    int nnode;         /* with node 0, the empty beginning */
    int *parent;       /* [nnode], smaller than the node */
    uint16_t *channel; /* [nnode] */
    pk_path_t *all;    /* [count], different ones, by node */
    int count;
    double conversions, nulls, value; /* sums over the paths */

    /* how they are gathered: the tree in the order of appearance, a key being parent << 16 | channel */
    pk_names_t names;
    pk_codes_t codes, ends;
    int room;
} pk_paths_t;

/* Takes a path of `length` touchpoints, at least 1, numbered by pk_names_add(&self->names, …) and below
 * PK_PATHS_CHANNELS; the same path may come again. A zeroed `self` is without paths. */
void pk_paths_add(pk_paths_t *self, const uint16_t *touches, int length, double conversions, double nulls,
                  double value);
/* Puts all in order; nothing can be added afterwards. */
void pk_paths_finish(pk_paths_t *self);
void pk_paths_free(pk_paths_t *self);

#endif
