#include "study/chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/linear.h"
#include "study/chain_classes.h"

/* What the parts of an analysis share. */
typedef struct {
    const pk_links_t *links;
    const double *stay;
    pk_groups_t groups;
    int *class_of; /* [group] its closed class; -1: transient */
    int *only;     /* [stage] the one closed class where it ends; -1: may end in several */
    int *place;    /* [stage] its place within its group */
    pk_chain_t *chain;
    pk_arena_t *arena;
} job_t;

static int size_of(const job_t *job, int group)
{
    return job->groups.first[group + 1] - job->groups.first[group];
}

static const int *members(const job_t *job, int group)
{
    return &job->groups.order[job->groups.first[group]];
}

/* ---- classes ---- */

static int by_first_stage(const void *a, const void *b)
{
    const pk_closed_t *p = a, *q = b;
    return (p->stages[0] > q->stages[0]) - (p->stages[0] < q->stages[0]);
}

static void find_classes(job_t *job)
{
    pk_chain_t *chain = job->chain;
    const pk_groups_t *groups = &job->groups;
    chain->closed = PK_ARRAY(job->arena, pk_closed_t, groups->count);
    for (int c = 0; c < groups->count; c++) {
        if (groups->closed[c]) {
            pk_closed_t *closed = &chain->closed[chain->nclosed++];
            *closed = (pk_closed_t){
                .count = size_of(job, c), .stages = PK_ARRAY(job->arena, int, size_of(job, c)), .period = 1};
            memcpy(closed->stages, members(job, c), (size_t)closed->count * sizeof(int));
        }
    }
    qsort(chain->closed, (size_t)chain->nclosed, sizeof *chain->closed, by_first_stage);
    for (int c = 0; c < groups->count; c++) {
        job->class_of[c] = -1;
    }
    for (int k = 0; k < chain->nclosed; k++) {
        job->class_of[groups->of[chain->closed[k].stages[0]]] = k;
    }
    for (int i = 0; i < chain->n; i++) {
        const int class = job->class_of[groups->of[i]];
        chain->transient[i] = class < 0;
        chain->absorbing[i] = class >= 0 && chain->closed[class].count == 1;
        chain->nabsorbing += chain->absorbing[i];
    }
    chain->irreducible = groups->count == 1;
}

/* Those that a group leads to have been looked at before it. */
static void find_only(job_t *job)
{
    for (int c = 0; c < job->groups.count; c++) {
        int only = job->class_of[c], ways = only >= 0;
        for (int m = 0; m < size_of(job, c); m++) {
            const int i = members(job, c)[m];
            job->place[i] = m;
            for (int k = job->links->first[i]; k < job->links->first[i + 1]; k++) {
                const int to = job->links->to[k];
                if (job->groups.of[to] != c && (ways == 0 || job->only[to] != only)) {
                    only = ways++ == 0 ? job->only[to] : -1;
                }
            }
        }
        for (int m = 0; m < size_of(job, c); m++) {
            job->only[members(job, c)[m]] = only;
        }
    }
}

static int largest_group(const job_t *job)
{
    int most = 0;
    for (int c = 0; c < job->groups.count; c++) {
        most = size_of(job, c) > most ? size_of(job, c) : most;
    }
    return most;
}

/* ---- one group at a time ---- */

/* The group's own part of the chain, row-major. Free with free(). */
static double *inner(const job_t *job, int group)
{
    const int size = size_of(job, group);
    double *p = pk_heap((size_t)size * (size_t)size, sizeof(double));
    for (int m = 0; m < size; m++) {
        const int i = members(job, group)[m];
        for (int k = job->links->first[i]; k < job->links->first[i + 1]; k++) {
            const int to = job->links->to[k];
            if (job->groups.of[to] == group) {
                p[(size_t)m * (size_t)size + (size_t)job->place[to]] += job->links->p[k];
            }
        }
    }
    return p;
}

/* X_i = b_i + Σ_k next_ik X_k for the stages i of a transient group: b stands in their rows of `x` (n x columns), the
 * rows of all that they lead to are known. */
static bool pass_back(const job_t *job, int group, int columns, double *x)
{
    const int size = size_of(job, group);
    double *p = inner(job, group), *b = pk_heap((size_t)size * (size_t)columns, sizeof(double));
    double *leaving = pk_heap((size_t)size, sizeof(double));
    for (int m = 0; m < size; m++) {
        const int i = members(job, group)[m];
        double *row = &b[(size_t)m * (size_t)columns];
        memcpy(row, &x[(size_t)i * (size_t)columns], (size_t)columns * sizeof(double));
        for (int k = job->links->first[i]; k < job->links->first[i + 1]; k++) {
            const double *from = &x[(size_t)job->links->to[k] * (size_t)columns];
            const bool out = job->groups.of[job->links->to[k]] != group;
            leaving[m] += out ? job->links->p[k] : 0;
            for (int c = 0; c < columns && out; c++) {
                row[c] += job->links->p[k] * from[c];
            }
        }
    }
    const bool regular = pk_absorbed(size, p, leaving, columns, b);
    for (int m = 0; m < size; m++) {
        memcpy(&x[(size_t)members(job, group)[m] * (size_t)columns], &b[(size_t)m * (size_t)columns],
               (size_t)columns * sizeof(double));
    }
    free(p);
    free(b);
    free(leaving);
    return regular;
}

/* All transient groups, those first that the others lead to. */
static bool pass_back_all(const job_t *job, int columns, double *x)
{
    bool regular = true;
    for (int c = 0; c < job->groups.count && regular; c++) {
        regular = job->class_of[c] >= 0 || pass_back(job, c, columns, x);
    }
    return regular;
}

/* ---- within a closed class ---- */

/* Shares of time: π_i stay_i over their sum, which is the mean time of a visit; `pi` by place. False where the class
 * cannot be solved. */
static bool shares_of(const job_t *job, int group, double *pi, double *time)
{
    const int size = size_of(job, group);
    pk_closed_t *closed = &job->chain->closed[job->class_of[group]];
    double *p = inner(job, group);
    const bool solved = pk_stationary_shares(size, p, pi);
    free(p);
    closed->share = PK_ARRAY(job->arena, double, size);
    bool unit = true;
    *time = 0;
    for (int m = 0; m < size; m++) {
        *time += pi[m] * job->stay[closed->stages[m]];
        unit = unit && job->stay[closed->stages[m]] == 1;
    }
    for (int m = 0; m < size; m++) {
        closed->share[m] = pi[m] * job->stay[closed->stages[m]] / *time;
    }
    closed->period = unit ? pk_group_period(job->links, &job->groups, group, job->arena) : 1;
    return solved && isfinite(*time) && *time > 0;
}

/* m_ij = stay_i + Σ_{k != j} next_ik m_kj, for all j by one matrix: with r_j = m_jj = time / π_j it is
 *     (I - P) m_j = s - r_j P e_j,   so   m_j = Z (s - r_j P e_j) + c_j 1,   Z = (I - P + 1 π)^-1,
 * the right side being at right angles to π, and c_j such that m_jj = r_j. Here b = Z [s, P]. */
static bool passage_inside(const job_t *job, int group, const double *pi, double time)
{
    const int size = size_of(job, group), columns = size + 1, n = job->chain->n;
    const int *stages = members(job, group);
    double *a = inner(job, group), *b = pk_heap((size_t)size * (size_t)columns, sizeof(double));
    for (int i = 0; i < size; i++) {
        b[(size_t)i * (size_t)columns] = job->stay[stages[i]];
        for (int j = 0; j < size; j++) {
            double *cell = &a[(size_t)i * (size_t)size + (size_t)j];
            b[(size_t)i * (size_t)columns + 1 + (size_t)j] = *cell;
            *cell = (i == j) - *cell + pi[j];
        }
    }
    const bool regular = pk_linear_solve(size, a, columns, b);
    for (int j = 0; j < size && regular; j++) {
        const double back = time / pi[j];
        const double *at = &b[(size_t)j * (size_t)columns];
        for (int i = 0; i < size; i++) {
            const double *from = &b[(size_t)i * (size_t)columns];
            job->chain->first_passage[(size_t)stages[i] * (size_t)n + (size_t)stages[j]] =
                back + from[0] - at[0] + back * (at[1 + j] - from[1 + j]);
        }
    }
    free(a);
    free(b);
    return regular;
}

/* From the stages that surely end in the class until first in each of its stages. */
static bool passage_into(const job_t *job, int class)
{
    const pk_closed_t *closed = &job->chain->closed[class];
    const int n = job->chain->n, columns = closed->count;
    double *first = job->chain->first_passage;
    double *x = pk_heap((size_t)n * (size_t)columns, sizeof(double));
    bool regular = true;
    for (int i = 0; i < n; i++) {
        const bool inside = !job->chain->transient[i] && job->only[i] == class;
        for (int c = 0; c < columns && job->only[i] == class; c++) {
            const int j = closed->stages[c];
            x[i * columns + c] = !inside ? job->stay[i] : i == j ? 0 : first[(size_t)i * (size_t)n + (size_t)j];
        }
    }
    for (int c = 0; c < job->groups.count && regular; c++) {
        const int some = members(job, c)[0];
        if (job->class_of[c] < 0 && job->only[some] == class) {
            regular = pass_back(job, c, columns, x);
        }
    }
    for (int i = 0; i < n; i++) {
        for (int c = 0; c < columns && job->chain->transient[i] && job->only[i] == class; c++) {
            first[(size_t)i * (size_t)n + (size_t)closed->stages[c]] = x[i * columns + c];
        }
    }
    free(x);
    return regular;
}

static bool analyse_class(const job_t *job, int group)
{
    const int size = size_of(job, group);
    const bool pairs = job->chain->first_passage != NULL;
    double *pi = pk_heap((size_t)size, sizeof(double)), time;
    bool solved = shares_of(job, group, pi, &time);
    if (solved && pairs) {
        solved = passage_inside(job, group, pi, time) && passage_into(job, job->class_of[group]);
    }
    free(pi);
    return solved;
}

/* ---- all of it ---- */

/* Whether an absorbing stage waits at the end of every way, and if not why. */
static const char *why_no_absorption(const pk_chain_t *chain)
{
    if (chain->nabsorbing == 0) {
        return "there is no stage that is never left";
    }
    return chain->nabsorbing < chain->nclosed ? "some stages never lead to one that is never left" : NULL;
}

static bool ways_to_the_end(const job_t *job, bool pairs)
{
    pk_chain_t *chain = job->chain;
    const int n = chain->n;
    chain->ends = PK_ARRAY(job->arena, double, (size_t)n *(size_t)chain->nclosed);
    bool any = false;
    for (int i = 0; i < n; i++) {
        any = any || chain->transient[i];
        if (!chain->transient[i]) {
            chain->ends[(size_t)i * (size_t)chain->nclosed + (size_t)job->only[i]] = 1;
        }
    }
    bool regular = pass_back_all(job, chain->nclosed, chain->ends);
    if (any) {
        chain->absorption_time = PK_ARRAY(job->arena, double, n);
        chain->steps_in = pairs ? PK_ARRAY(job->arena, double, (size_t)n *(size_t)n) : NULL;
        for (int i = 0; i < n; i++) {
            chain->absorption_time[i] = chain->transient[i] ? job->stay[i] : 0;
            if (pairs && chain->transient[i]) {
                chain->steps_in[(size_t)i * (size_t)(n + 1)] = job->stay[i];
            }
        }
        regular = regular && pass_back_all(job, 1, chain->absorption_time);
        regular = regular && (!pairs || pass_back_all(job, n, chain->steps_in));
    }
    return regular;
}

/* The columns of `ends` as columns of stages, where each closed class is one stage. */
static void absorption(const job_t *job)
{
    pk_chain_t *chain = job->chain;
    chain->no_absorption = why_no_absorption(chain);
    if (chain->no_absorption != NULL || chain->left_out != NULL) {
        return;
    }
    chain->absorption = PK_ARRAY(job->arena, double, (size_t)chain->n *(size_t)chain->n);
    for (int i = 0; i < chain->n; i++) {
        for (int k = 0; k < chain->nclosed; k++) {
            chain->absorption[(size_t)i * (size_t)chain->n + (size_t)chain->closed[k].stages[0]] =
                chain->ends[(size_t)i * (size_t)chain->nclosed + (size_t)k];
        }
    }
}

const char *pk_chain_no_stationary(int count, pk_arena_t *arena)
{
    return pk_arena_format(arena,
                           "there are %d groups of stages that are never left again, and which one a customer ends in "
                           "depends on the start",
                           count);
}

static void stationary(const job_t *job)
{
    pk_chain_t *chain = job->chain;
    for (int k = 0; k < chain->nclosed; k++) {
        chain->period = chain->closed[k].period > chain->period ? chain->closed[k].period : chain->period;
    }
    if (chain->period > 1) {
        chain->periodic = pk_arena_format(job->arena,
                                          "the chain is periodic with period %d: shares go round and never settle; the "
                                          "stationary shares are averages over a round",
                                          chain->period);
    }
    if (chain->nclosed > 1) {
        chain->no_stationary = pk_chain_no_stationary(chain->nclosed, job->arena);
        return;
    }
    chain->stationary = PK_ARRAY(job->arena, double, chain->n);
    for (int m = 0; m < chain->closed[0].count; m++) {
        chain->stationary[chain->closed[0].stages[m]] = chain->closed[0].share[m];
    }
}

static void nothing(pk_chain_t *chain, const char *why)
{
    chain->ends = chain->stationary = chain->first_passage = chain->absorption = chain->steps_in =
        chain->absorption_time = NULL;
    chain->no_stationary = chain->no_absorption = chain->left_out = why;
}

static void solve(const job_t *job, bool pairs)
{
    pk_chain_t *chain = job->chain;
    bool solved = true;
    if (pairs) {
        chain->first_passage = PK_ARRAY(job->arena, double, (size_t)chain->n *(size_t)chain->n);
        for (int cell = 0; cell < chain->n * chain->n; cell++) {
            chain->first_passage[cell] = INFINITY;
        }
    } else {
        chain->left_out =
            pk_arena_format(job->arena, "with %d stages, what leads from each stage to each is left out", chain->n);
    }
    for (int c = 0; c < job->groups.count && solved; c++) {
        solved = job->class_of[c] < 0 || analyse_class(job, c);
    }
    solved = solved && ways_to_the_end(job, pairs);
    if (!solved) {
        nothing(chain, "the equations have no single solution");
        return;
    }
    stationary(job);
    absorption(job);
}

pk_chain_t pk_chain_analyse(const pk_links_t *links, const double *stay, pk_chain_limits_t limits, pk_arena_t *arena)
{
    const int n = links->n;
    pk_chain_t chain = {
        .n = n, .period = 1, .absorbing = PK_ARRAY(arena, bool, n), .transient = PK_ARRAY(arena, bool, n)};
    job_t job = {.links = links,
                 .stay = stay,
                 .groups = pk_groups_find(links, arena),
                 .class_of = PK_ARRAY(arena, int, n),
                 .only = PK_ARRAY(arena, int, n),
                 .place = PK_ARRAY(arena, int, n),
                 .chain = &chain,
                 .arena = arena};
    find_classes(&job);
    find_only(&job);
    const int loop = largest_group(&job);
    if (loop > limits.loop) {
        nothing(&chain, pk_arena_format(arena, "%d stages that lead to each other are too many to be solved", loop));
    } else if ((double)n * chain.nclosed > 4.0 * limits.loop * limits.loop) {
        nothing(&chain, pk_arena_format(arena, "%d stages that nobody leaves are too many to be told", chain.nclosed));
    } else {
        solve(&job, n <= limits.pairs);
    }
    return chain;
}
