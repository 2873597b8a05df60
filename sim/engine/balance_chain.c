#include "engine/balance_chain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/linear.h"
#include "engine/sim.h"

static void link_to(pk_balance_chain_t *self, int from, int to, double p)
{
    if (p > 0 && to != from) {
        self->to[self->first[from + 1]] = to;
        self->p[self->first[from + 1]++] = p;
    }
}

/* The mean stay; a stay without ages, in which all leave alike, by its closed form. */
static double stay_of(const pk_sim_t *sim, int i, int g, double *part)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    if (!stage->memoryless) {
        return pk_stays_exits(sim, i, g, part);
    }
    const pk_life_t life = pk_life_of(stage->stage->dwell, sim->draws);
    const double speed = sim->now.speed[i * sim->plan->npersona + g], leave = pk_rates_competing(sim, i, g);
    const double ends = -expm1(speed * pk_life_log_stay(&life, 0));
    const double mean = 1 / (leave + (1 - leave) * ends);
    for (int k = 0; k < stage->nexit; k++) {
        const double p = sim->now.p[stage->exits[k] * sim->plan->npersona + g];
        part[k] = k < stage->nrated ? p * mean : p * (1 - leave) * ends * mean;
    }
    return mean;
}

void pk_balance_chain_read(const pk_sim_t *sim, int g, pk_balance_chain_t *self)
{
    const pk_plan_t *plan = sim->plan;
    const size_t stages = (size_t)plan->nstage, links = (size_t)plan->ntransition + 1;
    double part[plan->most_exits + 1];
    *self = (pk_balance_chain_t){.n = plan->nstage,
                                 .first = pk_heap(stages + 1, sizeof(int)),
                                 .to = pk_heap(links, sizeof(int)),
                                 .p = pk_heap(links, sizeof(double)),
                                 .stay = pk_heap(stages, sizeof(double)),
                                 .part = pk_heap(stages, sizeof(double))};
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        self->first[i + 1] = self->first[i];
        self->stay[i] = stage->kind == PK_STAGE_INSTANT ? 0 : 1;
        if (stage->kind == PK_STAGE_DWELL) {
            self->stay[i] = stay_of(sim, i, g, part);
        }
        for (int k = 0; k < stage->nexit; k++) {
            const pk_flow_t *flow = &plan->flows[stage->exits[k]];
            link_to(self, i, flow->to,
                    stage->kind == PK_STAGE_DWELL ? part[k] : sim->now.p[stage->exits[k] * plan->npersona + g]);
        }
    }
}

void pk_balance_chain_free(pk_balance_chain_t *self)
{
    free(self->first);
    free(self->to);
    free(self->p);
    free(self->stay);
    free(self->part);
    self->first = self->to = NULL;
    self->p = self->stay = self->part = NULL;
}

/* ---- who comes where ---- */

/* The links of a chain both ways, and room for looking along them. */
typedef struct {
    const pk_balance_chain_t *chain;
    int *first, *from; /* backwards: stage j is entered from from[k], k = first[j] .. first[j + 1] - 1 */
    bool *ahead, *behind;
    int *queue;
} pk_map_t;

static pk_map_t map_of(const pk_balance_chain_t *chain)
{
    const size_t n = (size_t)chain->n;
    const int links = chain->first[chain->n];
    pk_map_t self = {.chain = chain,
                     .first = pk_heap(n + 2, sizeof(int)),
                     .from = pk_heap((size_t)links, sizeof(int)),
                     .ahead = pk_heap(n, sizeof(bool)),
                     .behind = pk_heap(n, sizeof(bool)),
                     .queue = pk_heap(n, sizeof(int))};
    for (int k = 0; k < links; k++) {
        self.first[chain->to[k] + 2]++;
    }
    for (int i = 2; i < chain->n + 2; i++) {
        self.first[i] += self.first[i - 1];
    }
    for (int i = 0; i < chain->n; i++) {
        for (int k = chain->first[i]; k < chain->first[i + 1]; k++) {
            self.from[self.first[chain->to[k] + 1]++] = i;
        }
    }
    return self;
}

static void free_map(pk_map_t *self)
{
    free(self->first);
    free(self->from);
    free(self->ahead);
    free(self->behind);
    free(self->queue);
}

/* Marks whatever can be reached from a stage; gives how many these are, which stand in the queue. */
static int spread(const pk_map_t *self, const int *first, const int *to, int from, bool *seen)
{
    int head = 0, tail = 0;
    memset(seen, 0, (size_t)self->chain->n * sizeof *seen);
    self->queue[tail++] = from;
    seen[from] = true;
    while (head < tail) {
        const int i = self->queue[head++];
        for (int k = first[i]; k < first[i + 1]; k++) {
            if (!seen[to[k]]) {
                seen[to[k]] = true;
                self->queue[tail++] = to[k];
            }
        }
    }
    return tail;
}

/* Goes on from a stage to one that does not come back, until all come back: the queue then holds a set that is never
 * left, and `behind` marks all who come there. Gives how many stages it has. */
static int closed_set(const pk_map_t *self, int from)
{
    for (;;) {
        (void)spread(self, self->first, self->from, from, self->behind);
        const int count = spread(self, self->chain->first, self->chain->to, from, self->ahead);
        int next = -1;
        for (int k = 0; k < count && next < 0; k++) {
            next = self->behind[self->queue[k]] ? -1 : self->queue[k];
        }
        if (next < 0) {
            return count;
        }
        from = next;
    }
}

/* The first of some stages that customers stand in. */
static int stands_in(const pk_balance_chain_t *self, const int *stages, int count)
{
    int first = -1;
    for (int k = 0; k < count; k++) {
        first = self->stay[stages[k]] > 0 && (first < 0 || stages[k] < first) ? stages[k] : first;
    }
    return first < 0 ? stages[0] : first;
}

/* The one set of stages that is never left, into `set`; gives how many they are, 0 where there is another. */
static int only_set(pk_balance_chain_t *self, int *set)
{
    pk_map_t map = map_of(self);
    int count = closed_set(&map, 0), elsewhere = -1;
    memcpy(set, map.queue, (size_t)count * sizeof *set);
    for (int i = 0; i < self->n && elsewhere < 0; i++) {
        elsewhere = map.behind[i] ? -1 : i;
    }
    if (elsewhere >= 0) {
        self->stage = stands_in(self, set, count);
        count = closed_set(&map, elsewhere);
        self->other = stands_in(self, map.queue, count);
        count = 0;
    }
    free_map(&map);
    return count;
}

/* ---- the long run ---- */

static bool shares(pk_balance_chain_t *self, const int *set, int count)
{
    double *p = pk_heap((size_t)count * (size_t)count, sizeof(double)), *pi = pk_heap((size_t)count, sizeof(double));
    int *place = pk_heap((size_t)self->n, sizeof(int));
    for (int m = 0; m < count; m++) {
        place[set[m]] = m;
    }
    for (int m = 0; m < count; m++) {
        for (int k = self->first[set[m]]; k < self->first[set[m] + 1]; k++) {
            p[(size_t)m * (size_t)count + (size_t)place[self->to[k]]] += self->p[k];
        }
    }
    bool solved = pk_stationary_shares(count, p, pi);
    double sum = 0;
    for (int m = 0; m < count; m++) {
        sum += pi[m] * self->stay[set[m]];
    }
    solved = solved && isfinite(sum) && sum > 0;
    for (int m = 0; m < count && solved; m++) {
        self->part[set[m]] = pi[m] * self->stay[set[m]] / sum;
    }
    free(p);
    free(pi);
    free(place);
    return solved;
}

pk_balance_kind_t pk_balance_chain_solve(pk_balance_chain_t *self)
{
    int *set = pk_heap((size_t)self->n, sizeof(int));
    const int count = only_set(self, set);
    pk_balance_kind_t kind = count == 0 ? PK_BALANCE_SPLIT : PK_BALANCE_FOUND;
    int standing = 0;
    for (int k = 0; k < count; k++) {
        standing += self->stay[set[k]] > 0;
        if (!isfinite(self->stay[set[k]])) {
            self->stage = set[k];
            kind = PK_BALANCE_NONE;
        }
    }
    if (kind == PK_BALANCE_FOUND && standing <= 1) {
        self->stage = stands_in(self, set, count);
        kind = PK_BALANCE_HELD;
    }
    if (kind == PK_BALANCE_FOUND && !shares(self, set, count)) {
        self->stage = set[0];
        kind = PK_BALANCE_NONE;
    }
    free(set);
    return kind;
}
