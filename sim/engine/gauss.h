/* Gauss quadrature of laws: the mean of f over a law of mass 1 as Σ weight[k] f(node[k]), exact where f is a polynomial
 * of degree 2 count - 1 or less.
 *
 * Nodes are the eigenvalues of the tridiagonal matrix of the recurrence of the law's orthogonal polynomials, weights
 * the squares of the first parts of its eigenvectors: Golub and Welsch (1969), Calculation of Gauss quadrature rules.
 * Nodes come ascending, weights sum to 1. Arguments are valid. */
#ifndef PK_ENGINE_GAUSS_H
#define PK_ENGINE_GAUSS_H

enum { PK_GAUSS_MOST = 256 };

/* beta(a, b), Jacobi: nodes in 0..1. */
void pk_gauss_of_beta(double a, double b, int count, double *node, double *weight);
/* gamma(shape, 1), generalised Laguerre. */
void pk_gauss_of_gamma(double shape, int count, double *node, double *weight);
/* normal(0, 1), Hermite. */
void pk_gauss_of_normal(int count, double *node, double *weight);
/* A law of points x with weights w >= 0, at least `count` of which are above 0 at places that differ. The recurrence is
 * built point by point with rotations, which loses no digits: Gragg and Harrod (1984), The numerically stable
 * reconstruction of Jacobi matrices from spectral data; as in Gautschi (2004), Orthogonal Polynomials, 2.2.3.2. */
void pk_gauss_of_points(int points, const double *x, const double *w, int count, double *node, double *weight);

#endif
