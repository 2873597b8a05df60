/* Customers who differ in one probability, for the engine of means: `varies beta(a, b)` as groups of customers who are
 * alike.
 *
 * The groups' probabilities and sizes are the nodes and weights of the Gauss-Jacobi quadrature of the law: with K of
 * them every polynomial of the probability up to degree 2K - 1 has its exact mean, so that the mean over customers of
 * anything that takes up to 2K - 1 chances of each is exact: who is still there after t <= 2K - 1 steps, say. Source:
 * Golub and Welsch (1969), Calculation of Gauss quadrature rules: the eigenvalues of the tridiagonal matrix of the
 * recurrence of Jacobi's polynomials, and the squares of the first parts of its eigenvectors. */
#ifndef PK_ENGINE_NODES_H
#define PK_ENGINE_NODES_H

#include "engine/plan.h"

enum { PK_NODES_MOST = 64 };

/* As many groups as make a horizon exact. */
static inline int pk_nodes_for(int steps)
{
    const int exact = (steps + 2) / 2;
    return exact < PK_NODES_MOST ? exact : PK_NODES_MOST;
}

/* Of beta(a, b): node[count] ascending in 0..1, weight[count] of sum 1. NAN where no law has these arguments. */
void pk_nodes_of_beta(double a, double b, int count, double *node, double *weight);

/* Works the groups out anew, in draws[plan->nslot], where the law's arguments stand already. Whoever fills or changes
 * draws by hand calls it; nothing happens where nothing varies. */
void pk_nodes_fill(const pk_plan_t *plan, double *draws);

#endif
