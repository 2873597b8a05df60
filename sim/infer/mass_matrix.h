/* The mass matrix from draws and their gradients.
 *
 * Of all normal laws, the one whose scores are nearest to the target's (least Fisher divergence) has the covariance S
 * with S G S = C, where C is the covariance of the draws and G that of the gradients: the geometric mean of C and inv G
 * (Seyboldt, Carlson, Carpenter, "Preconditioning Hamiltonian Monte Carlo by minimizing Fisher divergence", 2025, and
 * nutpie). On a normal target it is exact after n + 1 draws, where C alone is off by the chance of the draws.
 *
 * C and G are taken in the coordinates of the matrix so far and each pulled towards the unit matrix with the weight of
 * n + 5 draws, so that few draws change it a little and many determine it. Where a wall cuts the
 * density off, gradients may tell nothing of its width: S is at most 8 C. */
#ifndef PK_INFER_MASS_MATRIX_H
#define PK_INFER_MASS_MATRIX_H

/* Improves scale[n][n] (the inverse mass matrix is scale scale') by u[count][n] and gradient[count][n]. Leaves it as it
 * is where the draws are not finite or fewer than 3. */
void pk_mass_matrix_learn(int n, double *scale, long count, const double *u, const double *gradient);

#endif
