/* The uncertain numbers of a plan, or of two that are compared, and which of them hang together.
 *
 * Numbers of two plans are the same by their path: they share the uniform that they are drawn at. A block is what
 * cannot be drawn apart: a row of `exits:`, what `together:` correlates, numbers whose rows are drawn again together, a
 * law and the uncertain numbers in its arguments. Blocks are independent of each other. */
#ifndef PK_STUDY_UNCERTAIN_H
#define PK_STUDY_UNCERTAIN_H

#include "base/arena.h"
#include "engine/plan.h"

enum { PK_UNCERTAIN_PLANS = 2 };

typedef struct {
    const char *path;             /* of a share of `exits:` that of its parameter, and ".drawn" */
    const pk_number_t *number;    /* NULL: a share of a row of `exits:` */
    int slot[PK_UNCERTAIN_PLANS]; /* where the plan holds it; -1: it has no such uncertain number */
    int block;
    bool argument; /* another number is drawn by it */
} pk_uncertain_t;

typedef struct {
    pk_arena_t arena;
    const pk_plan_t *plans[PK_UNCERTAIN_PLANS]; /* the second may be NULL */
    pk_uncertain_t *all;
    int count;
    uint64_t *address; /* [naddress], ascending: of the uniforms that they are drawn at */
    int *number_of;    /* [naddress]: whose uniform it is; of a row of `exits:` its first share's */
    int naddress;
    int nblock;
    int *block_size; /* [nblock], in numbers */
    int *parent;     /* [count], while blocks are made */
} pk_uncertains_t;

/* Finds them. `other` NULL: one plan. Borrows the plans. Free it. */
void pk_uncertains_find(pk_uncertains_t *self, const pk_plan_t *plan, const pk_plan_t *other);
/* Makes the blocks. redrawn[plan][joint of its reference]: whether its rows are drawn again; a NULL list: none is. */
void pk_uncertains_block(pk_uncertains_t *self, const bool *const redrawn[PK_UNCERTAIN_PLANS]);
void pk_uncertains_free(pk_uncertains_t *self);

/* By path, blanks around "->" do not matter; -1: there is none. */
int pk_uncertains_at(const pk_uncertains_t *self, const char *path);

#endif
