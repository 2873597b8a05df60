/* The linear systems of paths_chain.h, eight at once. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "study/paths_chain.h"

/* Eight doubles side by side, in one register of AVX-512, two of AVX2 or four of SSE2. Lane 0 is the chance to be still
 * on the way, the others are channels removed. */
typedef double lanes_t
    __attribute__((vector_size(PK_PATHS_LANES * sizeof(double)), aligned(sizeof(double)), may_alias));
_Static_assert(sizeof(lanes_t) == PK_PATHS_LANES * sizeof(double), "lanes stand side by side");

enum { CHANNELS = PK_PATHS_LANES - 1 };

void pk_paths_solver_init(pk_paths_solver_t *self, const pk_paths_chain_t *chain)
{
    const size_t states = (size_t)chain->nstate, moves = (size_t)chain->nmove;
    *self = (pk_paths_solver_t){.chance = pk_heap(moves, sizeof *self->chance),
                                .to = pk_heap(moves, sizeof *self->to),
                                .first = pk_heap(states + 1, sizeof *self->first),
                                .ends = pk_heap(states, sizeof *self->ends),
                                .h = pk_heap(states * PK_PATHS_LANES, sizeof *self->h)};
}

void pk_paths_solver_free(pk_paths_solver_t *self)
{
    free(self->chance);
    free(self->to);
    free(self->first);
    free(self->ends);
    free(self->h);
    *self = (pk_paths_solver_t){0};
}

/* The rows without what was never taken. */
static void make_rows(pk_paths_solver_t *self, const pk_paths_chain_t *chain, const pk_paths_counts_t *counts)
{
    int used = 0;
    for (int s = 0; s < chain->nstate; s++) {
        self->first[s] = used;
        self->ends[s] = 1;
        for (int m = chain->first[s]; m < chain->first[s + 1]; m++) {
            if (chain->to[m] == s && counts->moves[m] > 0) {
                self->ends[s] = (counts->through[s] - counts->moves[m]) / counts->through[s];
            } else if (counts->moves[m] > 0) {
                self->to[used] = chain->to[m];
                self->chance[used++] = counts->moves[m] / counts->through[s];
            }
        }
    }
    self->first[chain->nstate] = used;
}

/* A state's own channels, where they are among those removed here, lead nowhere. */
static inline __attribute__((always_inline)) void take_away(const pk_paths_chain_t *chain, int state, int removed,
                                                            double *row)
{
    for (int k = 0; k < chain->order; k++) {
        const int lane = chain->holds[state * chain->order + k] - removed;
        if (lane >= 0 && lane < CHANNELS) {
            row[lane + 1] = 0;
        }
    }
}

/* One sweep over all states from the last to the first, which is against the way that walks go. The same
 * multiplications and additions by all instructions, so that all give the same bytes. */
static inline __attribute__((always_inline)) void sweep_by(pk_paths_solver_t *self, const pk_paths_chain_t *chain,
                                                           const pk_paths_counts_t *counts, int removed)
{
    lanes_t *h = (lanes_t *)self->h;
    for (int s = chain->nstate - 1; s >= 0; s--) {
        const double through = counts->through[s];
        if (through == 0) {
            continue;
        }
        const double converted = counts->converted[s] / through;
        lanes_t sum = {0, converted, converted, converted, converted, converted, converted, converted};
        for (int m = self->first[s]; m < self->first[s + 1]; m++) {
            sum += self->chance[m] * h[self->to[m]];
        }
        h[s] = sum / self->ends[s];
        take_away(chain, s, removed, (double *)&h[s]);
    }
}

#ifdef __x86_64__
__attribute__((target("avx512f"))) static void sweep_512(pk_paths_solver_t *self, const pk_paths_chain_t *chain,
                                                         const pk_paths_counts_t *counts, int removed)
{
    sweep_by(self, chain, counts, removed);
}

__attribute__((target("avx2"))) static void sweep_256(pk_paths_solver_t *self, const pk_paths_chain_t *chain,
                                                      const pk_paths_counts_t *counts, int removed)
{
    sweep_by(self, chain, counts, removed);
}
#endif

static void sweep(pk_paths_solver_t *self, const pk_paths_chain_t *chain, const pk_paths_counts_t *counts, int removed)
{
#ifdef __x86_64__
    if (__builtin_cpu_supports("avx512f")) {
        sweep_512(self, chain, counts, removed);
        return;
    }
    if (__builtin_cpu_supports("avx2")) {
        sweep_256(self, chain, counts, removed);
        return;
    }
#endif
    sweep_by(self, chain, counts, removed);
}

/* The chances h(0) without each of the channels from `removed` on, in lanes 1 to 7. */
static const double *solve(pk_paths_solver_t *self, const pk_paths_chain_t *chain, const pk_paths_counts_t *counts,
                           int removed, double tolerance)
{
    memset(self->h, 0, (size_t)chain->nstate * sizeof(lanes_t));
    for (int s = 0; s < chain->nstate; s++) {
        self->h[(size_t)s * PK_PATHS_LANES] = counts->through[s] > 0;
    }
    do {
        sweep(self, chain, counts, removed);
    } while (self->h[0] > tolerance);
    return self->h;
}

bool pk_paths_removal(pk_paths_solver_t *self, const pk_paths_chain_t *chain, const pk_paths_counts_t *counts,
                      double tolerance, double *effects)
{
    if (counts->conversions == 0) {
        return false;
    }
    const double chance = counts->conversions / counts->walks;
    make_rows(self, chain, counts);
    for (int removed = 0; removed < chain->nchannel; removed += CHANNELS) {
        const double *h = solve(self, chain, counts, removed, tolerance * chance);
        for (int i = removed; i < removed + CHANNELS && i < chain->nchannel; i++) {
            effects[i] = fmin(1, fmax(0, 1 - h[i - removed + 1] / chance));
        }
    }
    return true;
}
