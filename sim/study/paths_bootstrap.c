/* Four bootstraps at once: a block of random words serves one path in all four, and so does one pass over the tree. */
#include "study/paths_bootstrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/draw.h"
#include "base/quantiles.h"

enum { LANES = 4, FEW_WALKS = 4, FEW_DRAWN = 40 }; /* P(more than 40) at a mean of 4 is 1e-26 */

typedef double lanes_t __attribute__((vector_size(LANES * sizeof(double)), aligned(sizeof(double))));

/* How far a removal effect may be off, as a part of the chance of a conversion: far below its spread. */
static const double nearly = 1e-7;

/* What luck is for: walks to a conversion, or to nothing; of paths walked a few times in four bootstraps together. */
enum { TO_CONVERT, TO_NOTHING, ENDS };

typedef struct {
    lanes_t *nodes;     /* [nnode] */
    lanes_t *moves;     /* [nmove] */
    lanes_t *converted; /* [nstate] */
    lanes_t walks, conversions;
    pk_paths_counts_t one; /* of one of the four, for the solver */
    pk_paths_solver_t solver;
    double *effects; /* [nchannel] */
} worker_t;

typedef struct {
    const pk_paths_t *paths;
    const pk_paths_chain_t *chain;
    const pk_paths_bootstrap_t *options;
    double below[FEW_WALKS][FEW_DRAWN]; /* [walks - 1][k] the chance to draw at most k of a mean of `walks` */
    worker_t *workers;
    double *shares; /* [channel][bootstrap]; NAN without a conversion */
} boots_t;

void pk_paths_to_shares(const double *effects, int count, double *shares, long stride)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        sum += effects[i];
    }
    for (int i = 0; i < count; i++) {
        shares[i * stride] = effects[i] / sum;
    }
}

/* ---- drawing ---- */

static void fill_tables(boots_t *self)
{
    for (int walks = 1; walks <= FEW_WALKS; walks++) {
        double mass = exp(-walks), sum = mass;
        for (int k = 0; k < FEW_DRAWN; k++) {
            self->below[walks - 1][k] = sum;
            mass *= walks / (k + 1.0);
            sum += mass;
        }
    }
}

/* The count whose chances hold u. Most are below 3, and to ask thrice costs less than to guess wrong. */
static double look_up(const double *below, double u)
{
    int count = (u >= below[0]) + (u >= below[1]) + (u >= below[2]);
    while (count >= 3 && count < FEW_DRAWN && u >= below[count]) {
        count++;
    }
    return count;
}

/* Poisson(walks) in each of four bootstraps. Most paths are walked a few times: for them the distribution stands in a
 * table, and four uniforms are one block. */
static void draw(const boots_t *self, uint64_t group, uint64_t address, uint64_t end, double walks, lanes_t *drawn)
{
    *drawn = (lanes_t){0};
    if (walks == 0) {
        return;
    }
    if (walks <= FEW_WALKS) {
        pk_stream_t stream = pk_stream_at(self->options->seed, group, PK_PURPOSE_BOOTSTRAP, end, address);
        for (int lane = 0; lane < LANES; lane++) {
            (*drawn)[lane] = look_up(self->below[(int)walks - 1], pk_stream_uniform(&stream));
        }
        return;
    }
    for (int lane = 0; lane < LANES; lane++) {
        pk_stream_t stream = pk_stream_at(self->options->seed, group * LANES + (uint64_t)lane, PK_PURPOSE_BOOTSTRAP,
                                          ENDS + end, address);
        (*drawn)[lane] = pk_draw_poisson(&stream, walks);
    }
}

static void walk_again(const boots_t *self, uint64_t group, worker_t *mine)
{
    const pk_paths_t *paths = self->paths;
    const pk_paths_chain_t *chain = self->chain;
    memset(mine->nodes, 0, (size_t)paths->nnode * sizeof *mine->nodes);
    memset(mine->moves, 0, (size_t)chain->nmove * sizeof *mine->moves);
    memset(mine->converted, 0, (size_t)chain->nstate * sizeof *mine->converted);
    mine->walks = mine->conversions = (lanes_t){0};
    for (int i = 0; i < paths->count; i++) {
        const pk_path_t *path = &paths->all[i];
        lanes_t conversions, walks;
        draw(self, group, path->address, TO_CONVERT, path->conversions, &conversions);
        draw(self, group, path->address, TO_NOTHING, path->nulls, &walks);
        walks += conversions;
        mine->nodes[path->node] += walks;
        mine->converted[pk_paths_chain_state(chain, path->node)] += conversions;
        mine->walks += walks;
        mine->conversions += conversions;
    }
    for (int node = paths->nnode - 1; node > 0; node--) {
        const lanes_t walks = mine->nodes[node];
        mine->nodes[paths->parent[node]] += walks;
        mine->moves[chain->move[node]] += walks;
    }
}

/* ---- one bootstrap ---- */

/* The counts of one of the four. */
static void take_lane(const pk_paths_chain_t *chain, worker_t *mine, int lane)
{
    pk_paths_counts_t *one = &mine->one;
    memset(one->through, 0, (size_t)chain->nstate * sizeof *one->through);
    for (int m = 0; m < chain->nmove; m++) {
        one->moves[m] = mine->moves[m][lane];
        one->through[chain->to[m]] += one->moves[m];
    }
    for (int s = 0; s < chain->nstate; s++) {
        one->converted[s] = mine->converted[s][lane];
    }
    one->walks = mine->walks[lane];
    one->conversions = mine->conversions[lane];
    one->through[0] += one->walks;
}

static void bootstrap(void *context, long group, int worker)
{
    boots_t *self = context;
    worker_t *mine = &self->workers[worker];
    const int total = self->options->count;
    walk_again(self, (uint64_t)group, mine);
    for (int lane = 0; lane < LANES && group * LANES + lane < total; lane++) {
        double *shares = self->shares + group * LANES + lane;
        take_lane(self->chain, mine, lane);
        if (pk_paths_removal(&mine->solver, self->chain, &mine->one, nearly, mine->effects)) {
            pk_paths_to_shares(mine->effects, self->paths->nchannel, shares, total);
        } else {
            *shares = NAN;
        }
    }
    if (worker == 0 && self->options->progress.tell != NULL) {
        self->options->progress.tell(self->options->progress.context, (double)(group * LANES), total);
    }
}

/* ---- all of them ---- */

/* The 5% and 95% quantiles of a channel's shares over the bootstraps that had a conversion; row 0 says which. Returns
 * how many. */
static int quantiles_of(const boots_t *self, int channel, double *room, pk_path_channel_t *out)
{
    const int total = self->options->count;
    double low = INFINITY, high = -INFINITY, at[PK_QUANTILES];
    int count = 0;
    for (int b = 0; b < total; b++) {
        if (!isnan(self->shares[b])) {
            room[count] = self->shares[(size_t)channel * (size_t)total + (size_t)b];
            low = fmin(low, room[count]);
            high = fmax(high, room[count]);
            count++;
        }
    }
    out->p05 = out->p95 = NAN;
    if (count > 0) {
        pk_quantiles(room, count, low, high, at);
        out->p05 = at[0];
        out->p95 = at[PK_QUANTILES - 1];
    }
    return count;
}

static worker_t worker_of(const pk_paths_t *paths, const pk_paths_chain_t *chain)
{
    const size_t nodes = (size_t)paths->nnode, moves = (size_t)chain->nmove, states = (size_t)chain->nstate;
    worker_t worker = {.nodes = pk_heap(nodes, sizeof *worker.nodes),
                       .moves = pk_heap(moves, sizeof *worker.moves),
                       .converted = pk_heap(states, sizeof *worker.converted),
                       .one = {.moves = pk_heap(moves, sizeof *worker.one.moves),
                               .converted = pk_heap(states, sizeof *worker.one.converted),
                               .through = pk_heap(states, sizeof *worker.one.through)},
                       .effects = pk_heap((size_t)paths->nchannel, sizeof *worker.effects)};
    pk_paths_solver_init(&worker.solver, chain);
    return worker;
}

static void free_worker(worker_t *self)
{
    free(self->nodes);
    free(self->moves);
    free(self->converted);
    free(self->effects);
    pk_paths_counts_free(&self->one);
    pk_paths_solver_free(&self->solver);
}

int pk_paths_bootstrap(const pk_paths_t *paths, const pk_paths_chain_t *chain, const pk_paths_bootstrap_t *options,
                       pk_path_channel_t *channels)
{
    const int groups = (options->count + LANES - 1) / LANES, threads = pk_parallel_threads(options->threads);
    const int workers = threads < groups ? threads : groups;
    boots_t self = {.paths = paths, .chain = chain, .options = options};
    double *room = pk_heap((size_t)options->count, sizeof *room);
    int counted = 0;
    self.workers = pk_heap((size_t)workers, sizeof *self.workers);
    self.shares = pk_heap((size_t)paths->nchannel * (size_t)options->count, sizeof *self.shares);
    for (int w = 0; w < workers; w++) {
        self.workers[w] = worker_of(paths, chain);
    }
    fill_tables(&self);
    pk_parallel_for(groups, workers, bootstrap, &self);
    for (int i = 0; i < paths->nchannel; i++) {
        counted = quantiles_of(&self, i, room, &channels[i]);
    }
    for (int w = 0; w < workers; w++) {
        free_worker(&self.workers[w]);
    }
    free(room);
    free(self.workers);
    free(self.shares);
    return options->count - counted;
}
