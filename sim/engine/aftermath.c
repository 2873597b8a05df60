#include "engine/aftermath.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "engine/assumptions.h"

enum { LANES_MOST = 8 };

typedef struct {
    pk_onward_t onward;
    pk_sim_t sim; /* of the baseline over its horizon, for its draws */
    double *draws, *left;
} worker_t;

struct pk_aftermath {
    pk_after_t *after;
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    const pk_lane_ops_t *ops;
    int nworker, value, present, both; /* KPIs: after, present_value, profit_and_after */
    long all;
    int tail_value; /* the present value among the tail's */
    pk_move_t *moves;
    int nmove;
    worker_t *workers;
};

void pk_after_init(pk_after_t *self, pk_tail_t *tail, pk_plan_t *baseline)
{
    *self = (pk_after_t){.tail = tail, .baseline = baseline};
    pk_tail_kpis(tail, &self->kpis);
    bool *wanted = PK_ARRAY(&tail->plan.arena, bool, self->kpis.count);
    wanted[pk_kpis_find(&self->kpis, "present_value")] = true;
    pk_kpis_choose(&tail->plan, &self->kpis, wanted, false);
    self->kpis.windows[0].first = 2; /* what is walked, from whichever step, without the start */
    PK_REQUIRE(tail->plan.nslot == baseline->nslot);
}

void pk_after_free(pk_after_t *self)
{
    free(self->value);
    free(self->cut_value);
    *self = (pk_after_t){0};
}

static void open_worker(const pk_aftermath_t *self, worker_t *worker)
{
    const pk_after_t *after = self->after;
    pk_onward_init(&worker->onward, after->tail, &after->kpis, self->ops);
    pk_sim_init(&worker->sim, after->baseline, &pk_chance_expected);
    worker->draws = pk_heap((size_t)LANES_MOST * (size_t)after->baseline->nslot + 1, sizeof(double));
    worker->left = pk_heap((size_t)pk_kpis_size(&after->kpis), sizeof(double));
}

pk_aftermath_t *pk_aftermath_open(pk_after_t *after, const pk_plan_t *plan, const pk_kpis_t *kpis,
                                  const pk_lane_ops_t *ops, int workers, long all)
{
    pk_aftermath_t *self = pk_heap(1, sizeof *self);
    PK_REQUIRE(ops->width <= LANES_MOST);
    *self = (pk_aftermath_t){.after = after,
                             .plan = plan,
                             .kpis = kpis,
                             .ops = ops,
                             .nworker = workers,
                             .value = pk_kpis_find(kpis, "after"),
                             .present = pk_kpis_find(kpis, "present_value"),
                             .both = pk_kpis_find(kpis, "profit_and_after"),
                             .all = all,
                             .tail_value = pk_kpis_find(&after->kpis, "present_value")};
    self->moves = pk_heap((size_t)pk_moved_moves(after->moved, after->nmoved) + 1, sizeof(pk_move_t));
    self->nmove = pk_moved_move(after->moved, after->nmoved, self->moves);
    self->workers = pk_heap((size_t)workers, sizeof *self->workers);
    for (int k = 0; k < workers; k++) {
        open_worker(self, &self->workers[k]);
    }
    if (after->is_baseline) {
        free(after->value);
        free(after->cut_value);
        after->value = pk_heap((size_t)all, sizeof(double));
        after->cut_value = pk_heap((size_t)all * (size_t)after->ncut, sizeof(double));
    }
    return self;
}

void pk_aftermath_close(pk_aftermath_t *self)
{
    for (int k = 0; self != NULL && k < self->nworker; k++) {
        pk_onward_free(&self->workers[k].onward);
        pk_sim_free(&self->workers[k].sim);
        free(self->workers[k].draws);
        free(self->workers[k].left);
    }
    if (self != NULL) {
        free(self->workers);
        free(self->moves);
        free(self);
    }
}

int pk_aftermath_cut_at(const pk_aftermath_t *self, int t)
{
    for (int k = 0; k < self->after->ncut; k++) {
        if (self->after->cuts[k] == t) {
            return k;
        }
    }
    return -1;
}

/* The two KPIs of a run, and nothing where they are not told. */
static void put(const pk_aftermath_t *self, double value, double *kpis)
{
    for (long row = 0; row < (long)self->kpis->nwindow * self->kpis->ngroup; row++) {
        double *at = &kpis[row * self->kpis->count];
        at[self->value] = row == 0 ? value : NAN;
        at[self->both] = row == 0 ? at[self->present] + value : NAN;
    }
}

/* The baseline's numbers of each run, which hold after the end. */
static void draw(const pk_aftermath_t *self, worker_t *worker, const pk_finished_t *runs, const double **draws)
{
    for (int k = 0; k < runs->count; k++) {
        double *at = &worker->draws[(long)k * self->after->baseline->nslot];
        (void)pk_assumptions_draw_moved(&worker->sim, runs->number + (uint64_t)k, self->moves, self->nmove, at, NULL);
        draws[k] = at;
    }
}

/* From step `at` on: into value[lane] what each comes to, end values taken off. */
static void go_on(pk_aftermath_t *self, worker_t *by, int at, const pk_finished_t *runs, double *value)
{
    const pk_kpi_plan_t *present = &self->kpis->at[self->present];
    const double *draws[LANES_MOST];
    draw(self, by, runs, draws);
    pk_onward_walk(&by->onward, runs->lanes, at, (int)runs->count, draws, NULL);
    for (int k = 0; k < runs->count; k++) {
        const double *own = &runs->draws[(long)k * self->plan->nslot];
        const double end = self->ops->end_value(runs->lanes, k);
        pk_onward_kpis(&by->onward, k, by->left);
        value[k] = by->left[self->tail_value] - pk_tail_end_value(present, self->plan, own, at, end);
    }
}

void pk_aftermath_group(pk_aftermath_t *self, int worker, const pk_finished_t *runs)
{
    worker_t *by = &self->workers[worker];
    pk_after_t *after = self->after;
    double value[LANES_MOST];
    go_on(self, by, self->plan->nstep, runs, value);
    for (int k = 0; k < runs->count; k++) {
        if (after->is_baseline) {
            after->value[runs->first + k] = value[k];
        }
        put(self, value[k] - after->value[runs->first + k], &runs->kpis[k * pk_kpis_size(self->kpis)]);
        if (runs->excess[k].what == PK_EXCESS_NONE) {
            runs->excess[k] = pk_onward_excess(&by->onward, k);
        }
    }
}

void pk_aftermath_cut(pk_aftermath_t *self, int worker, int cut, const pk_finished_t *runs, double *const *rows)
{
    worker_t *by = &self->workers[worker];
    pk_after_t *after = self->after;
    double value[LANES_MOST];
    go_on(self, by, after->cuts[cut], runs, value);
    for (int k = 0; k < runs->count; k++) {
        double *base = &after->cut_value[cut * self->all + runs->first + k];
        if (pk_onward_excess(&by->onward, k).what != PK_EXCESS_NONE) {
            value[k] = NAN;
        }
        if (after->is_baseline) {
            *base = value[k];
        }
        rows[k][self->value] = value[k] - *base;
        rows[k][self->both] = rows[k][self->present] + rows[k][self->value];
    }
}

void pk_aftermath_copy(const pk_aftermath_t *self, const double *expected, double *kpis)
{
    put(self, expected[self->value], kpis);
}

void pk_aftermath_repeat(pk_aftermath_t *self)
{
    pk_after_t *after = self->after;
    for (long run = 1; after->is_baseline && run < self->all; run++) {
        after->value[run] = after->value[0];
        for (int cut = 0; cut < after->ncut; cut++) {
            after->cut_value[cut * self->all + run] = after->cut_value[cut * self->all];
        }
    }
}
