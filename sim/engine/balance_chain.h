/* One persona's chain of today as start: balance sees it, and where it stands in the long run. */
#ifndef PK_ENGINE_BALANCE_CHAIN_H
#define PK_ENGINE_BALANCE_CHAIN_H

struct pk_sim;

/* Zeroed, then read; free with pk_balance_chain_free. Row i is p[k] to stage to[k] for k = first[i] .. first[i+1] - 1,
 * p > 0, without staying; `stay` in steps a visit (a visit of a plain stage is a step). */
typedef struct {
    int n, *first, *to;
    double *p, *stay;
    double *part;     /* [n] of pk_balance_chain_solve: parts of the persona, sum 1 */
    int stage, other; /* what is told where there is no balance */
} pk_balance_chain_t;

typedef enum {
    PK_BALANCE_FOUND,
    PK_BALANCE_HELD,  /* all end in `stage`, and stay there */
    PK_BALANCE_SPLIT, /* who is in `stage` never comes to `other`, nor back */
    PK_BALANCE_NONE   /* the stay in `stage` has no mean */
} pk_balance_kind_t;

/* From the probabilities and speeds that the sim holds now. */
void pk_balance_chain_read(const struct pk_sim *sim, int persona, pk_balance_chain_t *self);
/* By the elimination of base/linear.h among the stages that are never left; nobody is in the others. */
pk_balance_kind_t pk_balance_chain_solve(pk_balance_chain_t *self);
void pk_balance_chain_free(pk_balance_chain_t *self);

#endif
