/* Columns for a regression on uncertain numbers: smooth functions of each, and products of pairs.
 *
 * A number's own columns are cubic B-splines with knots at its quantiles (de Boor 1978; indicators where it takes a few
 * values only), a pair's the products of quadratic ones with a knot at the median, or, where that would be more columns
 * than the sample can bear, of the numbers themselves. The constant is not among them. */
#ifndef PK_STUDY_BASIS_H
#define PK_STUDY_BASIS_H

typedef struct {
    double *columns; /* [column][value], owned */
    int count;
    long nvalue;
} pk_basis_t;

/* Of `count` numbers, numbers[number][value], all finite. */
pk_basis_t pk_basis_of(const double *const *numbers, int count, long nvalue);
void pk_basis_free(pk_basis_t *self);

#endif
