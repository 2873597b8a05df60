/* Which stages of a chain reach each other, and how they go round. */
#ifndef PK_STUDY_CHAIN_CLASSES_H
#define PK_STUDY_CHAIN_CLASSES_H

#include "study/chain.h"

/* The stages in groups that reach each other (strongly connected components), those before that the others lead to:
 * group c is order[first[c]] .. order[first[c + 1] - 1]. */
typedef struct {
    int count;
    int *first, *order;
    int *of;      /* [stage] its group */
    bool *closed; /* [group] nobody leaves it */
} pk_groups_t;

pk_groups_t pk_groups_find(const pk_links_t *links, pk_arena_t *arena);

/* The period of a group: the greatest common divisor of the lengths of all ways back. */
int pk_group_period(const pk_links_t *links, const pk_groups_t *groups, int group, pk_arena_t *arena);

#endif
