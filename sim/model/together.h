/* Assumptions that are drawn together: `together: [{numbers: [PATH, PATH], correlation: 0.6}]` at the top of a model or
 * under `assume:` of a scenario (models/README.md section 3).
 *
 * A Gaussian copula: the normal scores of the numbers have these correlations, each number keeps its own law. Lines
 * that share a number make one block, in which pairs that no line names have the correlation 0. */
#ifndef PK_MODEL_TOGETHER_H
#define PK_MODEL_TOGETHER_H

#include "model/model.h"

/* Numbers that hang together, in the order of the book: score i is Σ_k mixed[i * count + k] z_k over k <= i, z_k the
 * normal score of the uniform at number k's own address. So the first keeps its draw, and the order of lines is
 * nothing. */
typedef struct {
    pk_number_t **numbers; /* [count] */
    int count;
    double *correlation; /* [count][count] */
    double *mixed;       /* [count][count], lower triangular: its Cholesky factor */
    pk_place_t place;    /* of a line */
} pk_copula_t;

typedef struct {
    pk_copula_t *all;
    int count;
} pk_copulas_t;

/* The blocks of a model. Errors: a pair with two correlations, a matrix that is not positive definite; such a block is
 * left out. */
pk_copulas_t pk_copulas_of(const pk_model_t *model, pk_arena_t *arena, pk_diag_t *diag);

/* The Cholesky factor of a correlation matrix [count][count]; false where it is not positive definite. */
bool pk_cholesky(const double *matrix, int count, double *factor);

#endif
