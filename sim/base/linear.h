/* Small dense linear algebra without memory of its own: rows stand one after another (row-major), all in place.
 *
 * GSL's decompositions take memory behind the caller's back and go on without it where there is none. */
#ifndef PK_BASE_LINEAR_H
#define PK_BASE_LINEAR_H

#include <stdbool.h>

/* Solves A X = B by Gauss's elimination with partial pivoting. `a` is n x n and is overwritten; `b` is n x columns and
 * becomes X. False where A is singular; b is then undefined. O(n^3 + n^2 columns). */
bool pk_linear_solve(int n, double *a, int columns, double *b);

/* X = B + P X of stages that are left for good in the end: `p` is n x n and is overwritten, its diagonal is not looked
 * at; `leaving` [n], overwritten too, is what leaves the n stages from each; `b` is n x columns, none of it below 0,
 * and becomes X. By the same elimination as below, without a subtraction, so that X has its digits however rarely
 * stages are left. False where some stage cannot be left for good. O(n^3 + n^2 columns). */
bool pk_absorbed(int n, double *p, double *leaving, int columns, double *b);

/* The stationary shares pi of an irreducible chain, pi P = pi, sum 1: the elimination of Grassmann, Taksar and Heyman
 * (Operations Research 33, 1985), which never subtracts and so keeps its digits however rarely stages are left. `p` is
 * n x n and is overwritten; its diagonal is not looked at. False where the chain is not irreducible. O(n^3). */
bool pk_stationary_shares(int n, double *p, double *pi);

#endif
