#include "study/chain.h"

#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdlib.h>

/* ---- which stage can be reached from which ---- */

static bool *reachable(int n, const double *next, pk_arena_t *arena)
{
    bool *reach = PK_ARRAY(arena, bool, n *n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            reach[i * n + j] = i == j || next[i * n + j] > 0;
        }
    }
    for (int k = 0; k < n; k++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n && reach[i * n + k]; j++) {
                reach[i * n + j] = reach[i * n + j] || reach[k * n + j];
            }
        }
    }
    return reach;
}

static bool all_reach_all(int n, const bool *reach)
{
    for (int cell = 0; cell < n * n; cell++) {
        if (!reach[cell]) {
            return false;
        }
    }
    return true;
}

static int gcd(int a, int b)
{
    while (b != 0) {
        const int rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* The greatest common divisor of the lengths of all ways back: of level[i] + 1 - level[j] over the edges i -> j, levels
 * by breadth first from stage 0. */
static int period_of(int n, const double *next, pk_arena_t *arena)
{
    int *level = PK_ARRAY(arena, int, n), *queue = PK_ARRAY(arena, int, n);
    int head = 0, tail = 0, period = 0;
    for (int i = 0; i < n; i++) {
        level[i] = -1;
    }
    level[0] = 0;
    queue[tail++] = 0;
    while (head < tail) {
        const int i = queue[head++];
        for (int j = 0; j < n; j++) {
            if (next[i * n + j] > 0 && level[j] < 0) {
                level[j] = level[i] + 1;
                queue[tail++] = j;
            }
        }
    }
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            if (next[i * n + j] > 0) {
                period = gcd(period, abs(level[i] + 1 - level[j]));
            }
        }
    }
    return period == 0 ? 1 : period;
}

/* ---- linear systems ---- */

/* Solves A x = b in place of b for `columns` right sides (row-major n x columns). False where A is singular. */
static bool solve(int n, const double *a, int columns, double *b)
{
    gsl_matrix *system = gsl_matrix_alloc((size_t)n, (size_t)n);
    gsl_permutation *order = gsl_permutation_alloc((size_t)n);
    gsl_vector *x = gsl_vector_alloc((size_t)n);
    int sign;
    for (int cell = 0; cell < n * n; cell++) {
        system->data[(size_t)(cell / n) * system->tda + (size_t)(cell % n)] = a[cell];
    }
    gsl_linalg_LU_decomp(system, order, &sign);
    const bool regular = fabs(gsl_linalg_LU_det(system, sign)) > 0;
    for (int column = 0; column < columns && regular; column++) {
        for (int i = 0; i < n; i++) {
            gsl_vector_set(x, (size_t)i, b[i * columns + column]);
        }
        gsl_linalg_LU_svx(system, order, x);
        for (int i = 0; i < n; i++) {
            b[i * columns + column] = gsl_vector_get(x, (size_t)i);
        }
    }
    gsl_vector_free(x);
    gsl_permutation_free(order);
    gsl_matrix_free(system);
    return regular;
}

/* π next = π, Σ π = 1: the shares of visits; NULL where there is no single solution. */
static double *visit_shares(int n, const double *next, pk_arena_t *arena)
{
    double *a = PK_ARRAY(arena, double, n *n), *pi = PK_ARRAY(arena, double, n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            a[i * n + j] = i == n - 1 ? 1 : next[j * n + i] - (i == j);
        }
    }
    pi[n - 1] = 1;
    return solve(n, a, 1, pi) ? pi : NULL;
}

/* Shares of time: π_i stay_i over their sum, which is the mean time of a visit. */
static double stationary(pk_chain_t *self, const double *pi, const double *stay, pk_arena_t *arena)
{
    double time = 0;
    self->stationary = PK_ARRAY(arena, double, self->n);
    for (int i = 0; i < self->n; i++) {
        time += pi[i] * stay[i];
    }
    for (int i = 0; i < self->n; i++) {
        self->stationary[i] = pi[i] * stay[i] / time;
    }
    return time;
}

/* m_ij = stay_i + Σ_{k != j} next_ik m_kj, for all j by one matrix: with r_j = m_jj = time / π_j it is
 *     (I - P) m_j = s - r_j P e_j,   so   m_j = Z (s - r_j P e_j) + c_j 1,   Z = (I - P + 1 π)^-1,
 * the right side being at right angles to π, and c_j such that m_jj = r_j. Here b = Z [s, P]. */
static void first_passage(pk_chain_t *self, const double *next, const double *stay, const double *pi, double time,
                          pk_arena_t *arena)
{
    const int n = self->n, columns = n + 1;
    double *a = PK_ARRAY(arena, double, n *n), *b = PK_ARRAY(arena, double, n *columns);
    for (int i = 0; i < n; i++) {
        b[i * columns] = stay[i];
        for (int j = 0; j < n; j++) {
            a[i * n + j] = (i == j) - next[i * n + j] + pi[j];
            b[i * columns + 1 + j] = next[i * n + j];
        }
    }
    if (!solve(n, a, columns, b)) {
        return;
    }
    self->first_passage = PK_ARRAY(arena, double, n *n);
    for (int j = 0; j < n; j++) {
        const double back = time / pi[j];
        for (int i = 0; i < n; i++) {
            const double apart =
                b[i * columns] - b[j * columns] + back * (b[j * columns + 1 + j] - b[i * columns + 1 + j]);
            self->first_passage[i * n + j] = back + apart;
        }
    }
}

/* (I - Q)^-1 over all stages, with empty rows for the absorbing ones. */
static void absorption(pk_chain_t *self, const double *next, const double *stay, pk_arena_t *arena)
{
    const int n = self->n;
    double *a = PK_ARRAY(arena, double, n *n);
    double *visits = PK_ARRAY(arena, double, n *n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            a[i * n + j] = (i == j) - (self->absorbing[i] ? 0 : next[i * n + j]);
            visits[i * n + j] = i == j;
        }
    }
    if (!solve(n, a, n, visits)) {
        self->no_absorption = "the equations have no single solution";
        return;
    }
    self->absorption = PK_ARRAY(arena, double, n *n);
    self->steps_in = PK_ARRAY(arena, double, n *n);
    self->absorption_time = PK_ARRAY(arena, double, n);
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
            const double mean = visits[i * n + j];
            self->absorption[i * n + j] = self->absorbing[j] ? mean : 0;
            self->steps_in[i * n + j] = self->absorbing[j] ? 0 : mean * stay[j];
            self->absorption_time[i] += self->steps_in[i * n + j];
        }
    }
}

/* ---- what there is to say ---- */

static void recurrent(pk_chain_t *self, const double *next, const double *stay, bool unit, pk_arena_t *arena)
{
    if (!self->irreducible) {
        self->no_stationary = self->nabsorbing > 0
                                  ? "some stages are never left, so there is no steady state apart from them"
                                  : "some stages cannot be reached from others, so the steady state hangs on the start";
        return;
    }
    self->period = unit ? period_of(self->n, next, arena) : 1;
    if (self->period > 1) {
        self->periodic = pk_arena_format(arena,
                                         "the chain is periodic with period %d: shares go round and never settle; the "
                                         "stationary shares are averages over a round",
                                         self->period);
    }
    const double *pi = visit_shares(self->n, next, arena);
    if (pi != NULL) {
        first_passage(self, next, stay, pi, stationary(self, pi, stay, arena), arena);
    }
    if (self->first_passage == NULL) {
        self->stationary = NULL;
        self->no_stationary = "the equations have no single solution";
    }
}

static const char *why_no_absorption(const pk_chain_t *self, const bool *reach)
{
    if (self->nabsorbing == 0) {
        return "there is no stage that is never left";
    }
    for (int i = 0; i < self->n; i++) {
        bool ends = false;
        for (int j = 0; j < self->n; j++) {
            ends = ends || (self->absorbing[j] && reach[i * self->n + j]);
        }
        if (!ends) {
            return "some stages never lead to one that is never left";
        }
    }
    return NULL;
}

pk_chain_t pk_chain_analyse(int n, const double *next, const double *stay, pk_arena_t *arena)
{
    pk_chain_t self = {.n = n, .period = 1, .absorbing = PK_ARRAY(arena, bool, n)};
    const bool *reach = reachable(n, next, arena);
    bool unit = true;
    for (int i = 0; i < n; i++) {
        self.absorbing[i] = next[i * n + i] >= 1;
        self.nabsorbing += self.absorbing[i];
        unit = unit && stay[i] == 1;
    }
    self.irreducible = n > 1 ? all_reach_all(n, reach) : true;
    recurrent(&self, next, stay, unit, arena);
    self.no_absorption = why_no_absorption(&self, reach);
    if (self.no_absorption == NULL) {
        absorption(&self, next, stay, arena);
    }
    return self;
}
