/* Customers who differ in a probability or rate, for the engine of means: `varies` of a law as groups of customers who
 * are alike, whose values and sizes are the nodes and weights of a Gauss quadrature of the law (gauss.h).
 *
 * K nodes make every polynomial up to degree 2K - 1 exact. Who is still there after t steps is a polynomial of degree t
 * in what one step leaves: in 1 - p of a probability, in e^-r of a rate. So the nodes of a way out are those of the law
 * of what one step leaves, and K = (T + 1) / 2 make T steps exact. What an event does is linear in its number; its
 * nodes are those of the law itself. With two or three numbers the groups are all combinations.
 *
 * Where a stage has `start_age: steady`, those who are there at the start have the law weighted by the mean stay that
 * it gives: for whom it is small is there for longer. They have nodes of their own behind those of the law as written;
 * a group that only one of the two needs has nobody else. Other numbers of the same stage stand at their mean while
 * these nodes are chosen, and the weights are corrected by the mean stay of the combination. */
#ifndef PK_ENGINE_NODES_H
#define PK_ENGINE_NODES_H

#include "engine/plan.h"
#include "engine/spread.h"

enum { PK_NODES_MOST = 64, PK_GROUPS_MOST = 4096 /* personas times groups */ };

/* Lists the numbers that vary, and how many nodes each has: as many as make the horizon exact, as far as there is room.
 * Gives out their slots. */
void pk_nodes_list(pk_plan_t *plan);

/* What is worked out from the draws: the means of numbers in which individuals differ (individual_numbers.h), and the
 * groups anew, in draws[plan->nslot], where all other numbers stand already. Whoever fills or changes
 * draws by hand calls it; nothing happens where nothing varies. NAN where no law has these arguments; in `start`
 * INFINITY where the weights of a steady start have no end. */
void pk_nodes_fill(const pk_plan_t *plan, double *draws);

/* Of a law with arguments a, cut to the number's domain: its values as they are drawn (before the number's scale), with
 * their parts. False where nothing of the law is inside. */
bool pk_nodes_spread(const pk_number_t *law, const double *a, int power, pk_spread_t *out);

/* The part of its persona that a group is: of all who come, and of those in a stage at the start (for each step of
 * their mean stay, so that these weights do not sum to 1). */
double pk_nodes_share(const pk_plan_t *plan, const double *draws, int persona);
double pk_nodes_start(const pk_plan_t *plan, const double *draws, int stage, int persona);
/* Whether those in this stage at the start have other groups than all who come. */
bool pk_nodes_weigh(const pk_plan_t *plan, int stage);

/* What a step leaves of those whose number is x, alone: the variable in which the nodes of a way out are exact; and
 * back. */
double pk_nodes_left(const pk_flow_t *flow, double period, double x);

/* Warns of customers whose row is cut at 1, with their part, and of a number whose groups are too few for the horizon,
 * with the error: at these draws (nodes_tell.c). */
void pk_nodes_tell(const pk_plan_t *plan, const double *draws, pk_diag_t *diag);

#endif
