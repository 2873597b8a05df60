/* What the files of the optimiser share: its space, where it has been, and what each of them does. */
#ifndef PK_STUDY_OPTIMISE_PARTS_H
#define PK_STUDY_OPTIMISE_PARTS_H

#include "base/arena.h"
#include "study/optimise.h"

/* ---- the space: amounts as parts of the free budget ---- */

/* x = least + scale z for each amount that can be moved. With F the budget that is left when every amount is at its
 * least, scale is F / weight, so that z is a part of F; of a lever it is most - least. Then 0 <= z <= room,
 * sum of z over money <= 1 (or = 1), and rows . z <= bounds. */
typedef struct {
    const pk_allocation_t *problem;
    int n;                 /* amounts that can be moved */
    int *amount;           /* [n]: which they are */
    double *scale, *room;  /* [n] */
    bool *money;           /* [n] */
    bool bounded, exactly; /* whether there is a sum, and whether it is 1 */
    bool empty;            /* a least above its most, or a budget that cannot be kept or spent */
    int nrow;
    double *rows, *bounds; /* [nrow][n], [nrow]; the largest of a row is 1 */
    double *inner;         /* [n]: a point away from the rows; NULL: there is none */
    pk_arena_t arena;
} pk_space_t;

/* A point counts as allowed if it is over no bound by more than this part of the free budget. */
#define PK_SPACE_TOLERANCE 1e-9

void pk_space_init(pk_space_t *self, const pk_allocation_t *problem);
void pk_space_free(pk_space_t *self);
void pk_space_amounts(const pk_space_t *self, const double *z, double *x); /* x[problem->n] */
void pk_space_parts(const pk_space_t *self, const double *x, double *z);
/* Amounts as a plan is written with them: a hair beside a bound they stand at it, and where the budget is spent they
 * add up to it as nearly as doubles do. */
void pk_space_settle(const pk_space_t *self, double *x);
/* Moves z to the nearest point of the space; false where there is none. */
bool pk_space_project(const pk_space_t *self, double *z);
/* By how much z is over a bound, at the worst. */
double pk_space_excess(const pk_space_t *self, const double *z);
/* The part of the free budget that is not spent; 0 where there is no sum. */
double pk_space_unspent(const pk_space_t *self, const double *z);

/* ---- the search: where it has been ---- */

/* What a point came to: over is by how much it breaks a condition, in scales of that condition; 0: none. */
typedef struct {
    double value, over;
} pk_worth_t;

typedef struct {
    double *z;
    pk_worth_t worth;
    long index; /* in the order in which they were made */
} pk_place_t;

typedef struct {
    const pk_allocation_t *problem;
    pk_space_t space;
    double reference, scale; /* of the aim: value = reference + scale * what NLopt sees */
    double condition_scale[PK_CONDITIONS_MOST];
    int nstart, nlocal, nfailed;
    long nvalue, nslope;
    double *x, *values; /* of a batch */
    long batch;         /* points that these have room for */
    double *slopes;     /* [1 + nconditions][problem->n] */
    pk_arena_t arena;
} pk_search_t;

void pk_search_init(pk_search_t *self, const pk_allocation_t *problem);
void pk_search_free(pk_search_t *self);
/* The aim and the conditions at many points, as the problem has them: values[count][1 + nconditions] at z[count][n]. */
void pk_search_values(pk_search_t *self, bool coarse, long count, const double *z, double *values);
/* The same as worths[count]. */
void pk_search_worths(pk_search_t *self, bool coarse, long count, const double *z, pk_worth_t *worths);
/* At one point with slopes[1 + nconditions][n] in z, in scales of the aim and of each condition; `fine`: differences
 * are taken on both sides. */
void pk_search_slopes(pk_search_t *self, bool coarse, bool fine, const double *z, double *values, double *slopes);
pk_worth_t pk_search_worth_of(const pk_search_t *self, const double *values);
/* Whether a is better than b by more than `margin` scales. */
bool pk_worth_is_better(const pk_search_t *self, pk_worth_t a, pk_worth_t b, double margin);

/* ---- what they do ---- */

/* Points to begin with, allowed but for conditions. A zeroed one with the search is empty. */
typedef struct {
    pk_search_t *search;
    long count, room;
    double *z; /* [count][n], from the heap */
} pk_starts_t;

/* Today's plan (the nearest that is allowed) first, an even spread second. None where the space is empty. */
void pk_starts_add_shapes(pk_starts_t *self);
/* Those that come from putting chunks of the budget where each brings most. */
void pk_starts_add_by_chunks(pk_starts_t *self);

/* A local search from z[n], which becomes the best allowed point that it saw; `tight` goes on until nothing moves. */
pk_worth_t pk_search_local(pk_search_t *self, bool coarse, bool tight, double *z, pk_worth_t worth);

/* Exchanges until none improves z; true if one did. */
bool pk_search_polish(pk_search_t *self, bool coarse, double *z, pk_worth_t *worth);

#endif
