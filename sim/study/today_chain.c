/* The journey as it stands today as a chain: each persona's by itself, and all of them together. */
#include <math.h>
#include <string.h>

#include "study/today.h"

/* Less than this a step is round-off: a row that sums to 1 leaves nobody behind. */
static const double NOBODY = 1e-15;

double pk_today_exits(const pk_today_t *self, int stage, int persona, double *part)
{
    const pk_stage_plan_t *from = &self->plan.stages[stage];
    double sum = 0;
    if (from->kind == PK_STAGE_DWELL) {
        pk_stays_exits(&self->sim, stage, persona, part);
    }
    for (int k = 0; k < from->nexit; k++) {
        if (from->kind != PK_STAGE_DWELL) {
            part[k] = self->sim.now.p[from->exits[k] * self->plan.npersona + persona];
        }
        sum += part[k];
    }
    return sum;
}

double pk_today_stay(const pk_today_t *self, int stage, int persona)
{
    const pk_stage_plan_t *from = &self->plan.stages[stage];
    double sum = 0;
    for (int k = 0; k < from->nexit; k++) {
        sum += self->sim.now.p[from->exits[k] * self->plan.npersona + persona];
    }
    if (!(sum > 0)) {
        return INFINITY;
    }
    switch (from->kind) {
    case PK_STAGE_PLAIN:
        return 1 / fmin(sum, 1);
    case PK_STAGE_DWELL:
        return pk_stays_mean(&self->sim, stage, persona, true);
    default:
        return 0;
    }
}

static void link_to(pk_links_t *links, int to, double p)
{
    const int at = links->first[links->n];
    if (p > 0) {
        links->to[at] = to;
        links->p[at] = p;
        links->first[links->n]++;
    }
}

/* A plain stage step by step, staying included; a stay as one visit; nobody leaves: to itself. */
static pk_links_t links_of(const pk_today_t *self, int persona, double *stay, pk_arena_t *arena)
{
    const pk_plan_t *plan = &self->plan;
    const int room = plan->ntransition + plan->nstage;
    pk_links_t links = {.first = PK_ARRAY(arena, int, plan->nstage + 1),
                        .to = PK_ARRAY(arena, int, room),
                        .p = PK_ARRAY(arena, double, room)};
    double *part = PK_ARRAY(arena, double, plan->most_exits + 1);
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *from = &plan->stages[i];
        const double sum = pk_today_exits(self, i, persona, part);
        const bool plain = from->kind == PK_STAGE_PLAIN;
        links.n = i + 1;
        links.first[i + 1] = links.first[i];
        for (int k = 0; k < from->nexit && sum > 0; k++) {
            link_to(&links, plan->flows[from->exits[k]].to, part[k] / (plain ? fmax(sum, 1) : sum));
        }
        const double staying = !(sum > 0) ? 1 : plain && 1 - sum > NOBODY ? 1 - sum : 0;
        link_to(&links, i, staying);
        stay[i] = plain || !(sum > 0) ? 1 : pk_today_stay(self, i, persona);
    }
    return links;
}

/* ---- all personas together ---- */

/* Adds a persona's matrix, each row by its weight; 0 times an endless time is nothing. */
static void add_rows(double **to, const double *from, int rows, int columns, const double *weight, int stride,
                     pk_arena_t *arena)
{
    if (from == NULL) {
        return;
    }
    *to = *to == NULL ? PK_ARRAY(arena, double, (size_t)rows *(size_t)columns) : *to;
    for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns && weight[i * stride] > 0; j++) {
            (*to)[(size_t)i * (size_t)columns + (size_t)j] +=
                weight[i * stride] * from[(size_t)i * (size_t)columns + (size_t)j];
        }
    }
}

/* From a visit to the next: a visit of a plain stage is a step there. */
static void add_passage(const pk_today_t *self, pk_chain_t *all, const pk_chain_t *one, int g, pk_arena_t *arena)
{
    const int n = one->n, personas = self->plan.npersona;
    double *back = PK_ARRAY(arena, double, n);
    if (one->first_passage == NULL) {
        return;
    }
    for (int i = 0; i < n; i++) {
        back[i] = all->first_passage == NULL ? 0 : all->first_passage[(size_t)i * (size_t)(n + 1)];
    }
    add_rows(&all->first_passage, one->first_passage, n, n, &self->enter[g], personas, arena);
    for (int i = 0; i < n; i++) {
        const bool plain = self->plan.stages[i].kind == PK_STAGE_PLAIN;
        const double weight = (plain ? self->there : self->enter)[i * personas + g];
        const double mine = one->first_passage[(size_t)i * (size_t)(n + 1)];
        all->first_passage[(size_t)i * (size_t)(n + 1)] = back[i] + (weight > 0 ? weight * mine : 0);
    }
}

static int class_like(pk_chain_t *all, const pk_closed_t *closed)
{
    for (int k = 0; k < all->nclosed; k++) {
        if (all->closed[k].count == closed->count &&
            memcmp(all->closed[k].stages, closed->stages, (size_t)closed->count * sizeof(int)) == 0) {
            return k;
        }
    }
    all->closed[all->nclosed] = (pk_closed_t){.count = closed->count, .stages = closed->stages, .period = 1};
    return all->nclosed++;
}

/* The classes of any persona. Room for all is made at once. */
static void gather_classes(pk_chain_t *all, const pk_chain_t *each, int personas, pk_arena_t *arena)
{
    int room = 0;
    for (int g = 0; g < personas; g++) {
        room += each[g].nclosed;
    }
    all->closed = PK_ARRAY(arena, pk_closed_t, room);
    for (int g = 0; g < personas; g++) {
        for (int k = 0; k < each[g].nclosed; k++) {
            pk_closed_t *closed = &all->closed[class_like(all, &each[g].closed[k])];
            closed->period = each[g].closed[k].period > closed->period ? each[g].closed[k].period : closed->period;
        }
    }
}

static void add_ends(const pk_today_t *self, pk_chain_t *all, const pk_chain_t *one, int g, pk_arena_t *arena)
{
    if (one->ends == NULL) {
        return;
    }
    const size_t columns = (size_t)all->nclosed;
    all->ends = all->ends == NULL ? PK_ARRAY(arena, double, (size_t)all->n *columns) : all->ends;
    for (int k = 0; k < one->nclosed; k++) {
        const size_t column = (size_t)class_like(all, &one->closed[k]);
        for (int i = 0; i < all->n; i++) {
            all->ends[(size_t)i * columns + column] +=
                self->enter[i * self->plan.npersona + g] * one->ends[(size_t)i * (size_t)one->nclosed + (size_t)k];
        }
    }
}

/* Of those there at the start, how many end in the class: a persona's weight in it. */
static double start_that_ends(const pk_today_t *self, const pk_chain_t *one, int g, int k)
{
    double sum = 0;
    for (int i = 0; i < one->n; i++) {
        sum += self->sim.state.count[i * self->plan.npersona + g] *
               one->ends[(size_t)i * (size_t)one->nclosed + (size_t)k];
    }
    return sum;
}

/* The shares of time within a class: each persona's by how many of those at the start will end there; by its share of
 * the population where nobody of the start does. */
static void class_shares(const pk_today_t *self, pk_chain_t *all, const pk_chain_t *each, const int *persona, int count,
                         pk_arena_t *arena)
{
    double *sum = PK_ARRAY(arena, double, 2 * all->nclosed); /* started, and share */
    for (int pass = 0; pass < 2; pass++) {
        for (int p = 0; p < count; p++) {
            const pk_chain_t *one = &each[p];
            for (int k = 0; k < one->nclosed && one->ends != NULL; k++) {
                const int class = class_like(all, &one->closed[k]);
                const double started = start_that_ends(self, one, persona[p], k);
                pk_closed_t *closed = &all->closed[class];
                if (pass == 0) {
                    sum[2 * class] += started;
                    sum[2 * class + 1] += self->sim.now.share[persona[p]];
                    continue;
                }
                const double weight = sum[2 * class] > 0 ? started / sum[2 * class]
                                                         : self->sim.now.share[persona[p]] / sum[2 * class + 1];
                closed->share = closed->share == NULL ? PK_ARRAY(arena, double, closed->count) : closed->share;
                for (int m = 0; m < closed->count; m++) {
                    closed->share[m] += weight * one->closed[k].share[m];
                }
            }
        }
    }
}

static void add_words(pk_chain_t *all, const pk_chain_t *one)
{
    all->nabsorbing = 0;
    for (int i = 0; i < one->n; i++) {
        all->absorbing[i] = all->absorbing[i] || one->absorbing[i];
        all->transient[i] = all->transient[i] && one->transient[i];
        all->nabsorbing += all->absorbing[i];
    }
    all->irreducible = all->irreducible && one->irreducible;
    all->period = one->period > all->period ? one->period : all->period;
    all->no_stationary = all->no_stationary == NULL ? one->no_stationary : all->no_stationary;
    all->periodic = all->periodic == NULL ? one->periodic : all->periodic;
    all->no_absorption = all->no_absorption == NULL ? one->no_absorption : all->no_absorption;
    all->left_out = all->left_out == NULL ? one->left_out : all->left_out;
}

/* What one has not, all have not. */
static void drop(pk_chain_t *all, const pk_chain_t *each, int count)
{
    bool ends = true, passage = true, steps = true;
    for (int k = 0; k < count; k++) {
        ends = ends && each[k].ends != NULL;
        passage = passage && each[k].first_passage != NULL;
        steps = steps && (each[k].steps_in != NULL || each[k].absorption_time == NULL);
    }
    all->stationary = ends && all->no_stationary == NULL ? all->stationary : NULL;
    all->absorption = ends && all->no_absorption == NULL ? all->absorption : NULL;
    all->ends = ends ? all->ends : NULL;
    all->absorption_time = ends ? all->absorption_time : NULL;
    all->first_passage = passage ? all->first_passage : NULL;
    all->steps_in = steps && ends ? all->steps_in : NULL;
}

/* The work of a solution grows with the third power of what hangs together, and with the personas. */
static pk_chain_limits_t limits_of(const pk_plan_t *plan)
{
    const double part = cbrt(1.0 / plan->npersona);
    return (pk_chain_limits_t){.loop = (int)(PK_CHAIN_LOOP_MOST * part), .pairs = (int)(PK_CHAIN_PAIRS_MOST * part)};
}

pk_chain_t pk_today_analyse(const pk_today_t *self, pk_arena_t *arena)
{
    const int n = self->plan.nstage, personas = self->plan.npersona;
    pk_chain_t all = {.n = n,
                      .period = 1,
                      .irreducible = true,
                      .absorbing = PK_ARRAY(arena, bool, n),
                      .transient = PK_ARRAY(arena, bool, n)};
    pk_chain_t *each = PK_ARRAY(arena, pk_chain_t, personas);
    int *persona = PK_ARRAY(arena, int, personas), count = 0;
    double *stay = PK_ARRAY(arena, double, n);
    memset(all.transient, true, (size_t)n * sizeof(bool));
    for (int g = 0; g < personas; g++) {
        if (self->sim.now.share[g] > 0) {
            const pk_links_t links = links_of(self, g, stay, arena);
            each[count] = pk_chain_analyse(&links, stay, limits_of(&self->plan), arena);
            persona[count++] = g;
        }
    }
    gather_classes(&all, each, count, arena);
    for (int k = 0; k < count; k++) {
        const int g = persona[k];
        add_words(&all, &each[k]);
        add_rows(&all.stationary, each[k].stationary, 1, n, &self->sim.now.share[g], 0, arena);
        add_rows(&all.absorption, each[k].absorption, n, n, &self->enter[g], personas, arena);
        add_rows(&all.steps_in, each[k].steps_in, n, n, &self->enter[g], personas, arena);
        add_rows(&all.absorption_time, each[k].absorption_time, n, 1, &self->enter[g], personas, arena);
        add_passage(self, &all, &each[k], g, arena);
        add_ends(self, &all, &each[k], g, arena);
    }
    class_shares(self, &all, each, persona, count, arena);
    drop(&all, each, count);
    return all;
}
