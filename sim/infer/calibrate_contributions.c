/* Contributions over time: what each driver brought to every value of the series, from expected numbers under rows of
 * the posterior.
 *
 * Drivers are the players of a game whose worth is the value that is expected with a set of them on; what each brought
 * is its Shapley value (base/shapley.h), so that what is there without any and what all brought add up to the value.
 * Without a driver is as in engine/drivers.h: nothing spent from step 1 on, a lever as it is today. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/shapley.h"
#include "engine/drivers.h"
#include "infer/calibrate.h"
#include "infer/predict.h"
#include "result/summary.h"

enum {
    ROWS = 64,  /* of the posterior */
    EXACT = 8,  /* players whose sets are all worked out */
    PAIRS = 16, /* else: random orders, each in both directions */
};

typedef struct {
    pk_fit_t *fit;
    pk_predictor_t predictor;
    pk_sim_t *sims; /* [threads] */
    int nvalue, nplayer;
    pk_move_t without[PK_SHAPLEY_PLAYERS];
    long rows;
    double *drawn;  /* [row][nslot] */
    double *shares; /* [value][1 + nplayer][row] */
} pk_sharing_t;

/* ---- one row ---- */

static double *share_of(const pk_sharing_t *self, int value, int who, long row)
{
    return &self->shares[((long)value * (self->nplayer + 1) + who) * self->rows + row];
}

/* What is expected of all values with the players of `on`. */
static void worth_of(const pk_sharing_t *self, pk_sim_t *sim, long row, uint64_t on, double *out)
{
    const pk_plan_t *plan = &self->fit->plan;
    const pk_calibration_t *calibration = self->fit->calibration;
    pk_move_t off[PK_SHAPLEY_PLAYERS];
    int count = 0;
    double *draws = pk_heap((size_t)plan->nslot + 1, sizeof *draws);
    double *path = pk_heap((size_t)calibration->nseries * ((size_t)plan->nstep + 1), sizeof *path);
    for (int i = 0; i < self->nplayer; i++) {
        if ((on >> i & 1) == 0) {
            off[count++] = self->without[i];
        }
    }
    memcpy(draws, &self->drawn[row * plan->nslot], (size_t)plan->nslot * sizeof *draws);
    pk_moves_apply(off, count, draws);
    pk_sim_begin(sim, (uint64_t)row, draws);
    pk_predictor_walk(&self->predictor, sim, 0, path);
    for (int s = 0; s < calibration->nseries; s++) {
        const pk_observed_series_t *series = &calibration->series[s];
        for (int k = 0; k < series->count; k++) {
            *out++ = pk_predicted(self->predictor.reduce[s], &series->values[k], &path[(long)s * (plan->nstep + 1)]);
        }
    }
    free(draws);
    free(path);
}

static void by_sets(pk_sharing_t *self, pk_sim_t *sim, long row)
{
    const long sets = 1L << self->nplayer;
    double phi[PK_SHAPLEY_PLAYERS], *worth = pk_heap((size_t)(sets * self->nvalue), sizeof *worth);
    for (long set = 0; set < sets; set++) {
        worth_of(self, sim, row, (uint64_t)set, &worth[set * self->nvalue]);
    }
    for (int v = 0; v < self->nvalue; v++) {
        *share_of(self, v, 0, row) = worth[v];
        pk_shapley_exact(self->nplayer, &worth[v], self->nvalue, phi);
        for (int i = 0; i < self->nplayer; i++) {
            *share_of(self, v, i + 1, row) = phi[i];
        }
    }
    free(worth);
}

/* What all values come to with nobody and with all players, and room for two sets between. */
typedef struct {
    double *none, *all, *between[2];
} pk_order_worth_t;

/* What the players add along an order, a part of the mean over all orders. */
static void add_along(pk_sharing_t *self, pk_sim_t *sim, long row, const int *order, bool from_end,
                      const pk_order_worth_t *worth)
{
    const int n = self->nplayer;
    const double *before = worth->none;
    uint64_t on = 0;
    for (int step = 0; step < n; step++) {
        const int player = from_end ? order[n - 1 - step] : order[step];
        const double *now = step < n - 1 ? worth->between[step % 2] : worth->all;
        on |= (uint64_t)1 << player;
        if (step < n - 1) {
            worth_of(self, sim, row, on, worth->between[step % 2]);
        }
        for (int v = 0; v < self->nvalue; v++) {
            *share_of(self, v, player + 1, row) += (now[v] - before[v]) / (2 * PAIRS);
        }
        before = now;
    }
}

static void by_orders(pk_sharing_t *self, pk_sim_t *sim, long row)
{
    int order[PK_SHAPLEY_PLAYERS];
    double *room = pk_heap(4 * (size_t)self->nvalue, sizeof *room), *const second = room + 2 * (long)self->nvalue;
    const pk_order_worth_t worth = {room, room + self->nvalue, {second, second + self->nvalue}};
    worth_of(self, sim, row, 0, worth.none);
    worth_of(self, sim, row, ~(uint64_t)0, worth.all);
    for (int v = 0; v < self->nvalue; v++) {
        *share_of(self, v, 0, row) = worth.none[v];
        for (int i = 0; i < self->nplayer; i++) {
            *share_of(self, v, i + 1, row) = 0;
        }
    }
    for (int pair = 0; pair < PAIRS; pair++) {
        pk_shapley_order(self->fit->plan.seed, (uint64_t)row, (uint64_t)pair, self->nplayer, order);
        add_along(self, sim, row, order, false, &worth);
        add_along(self, sim, row, order, true, &worth);
    }
    free(room);
}

static void share_row(void *context, long row, int worker)
{
    pk_sharing_t *self = context;
    (self->nplayer <= EXACT ? by_sets : by_orders)(self, &self->sims[worker], row);
}

/* ---- of all rows ---- */

static pk_contribution_t contribution_of(double *over, long count)
{
    const pk_summary_t summary = pk_summarise(over, count);
    return (pk_contribution_t){summary.mean, summary.p05, summary.p95};
}

/* Of the values first..first + count - 1, all together or their mean; uses nothing up. */
static pk_contribution_t of_series(const pk_sharing_t *self, int first, int count, int who, bool adds)
{
    double over[ROWS];
    for (long row = 0; row < self->rows; row++) {
        double sum = 0;
        for (int v = first; v < first + count; v++) {
            sum += *share_of(self, v, who, row);
        }
        over[row] = adds ? sum : sum / count;
    }
    return contribution_of(over, self->rows);
}

static void tell_series(const pk_sharing_t *self, pk_calibrated_t *out)
{
    const pk_calibration_t *calibration = self->fit->calibration;
    out->contributed = PK_ARRAY(&out->arena, pk_contributed_t, calibration->nseries);
    for (int s = 0, first = 0; s < calibration->nseries; first += calibration->series[s++].count) {
        const pk_observed_series_t *series = &calibration->series[s];
        if (series->count == 0) {
            continue;
        }
        pk_contributed_t *told = &out->contributed[out->ncontributed++];
        *told = (pk_contributed_t){.series = out->values[first].series, .adds = self->predictor.reduce[s] == PK_SUM};
        told->of = PK_ARRAY(&out->arena, pk_contribution_t, out->ncontributor);
        for (int who = 0; who < out->ncontributor; who++) {
            told->of[who] = of_series(self, first, series->count, who, told->adds);
        }
    }
}

static void tell(const pk_sharing_t *self, pk_calibrated_t *out)
{
    out->contributions = PK_ARRAY(&out->arena, pk_contribution_t, self->nvalue * out->ncontributor);
    tell_series(self, out);
    for (int at = 0; at < self->nvalue * out->ncontributor; at++) {
        out->contributions[at] = contribution_of(&self->shares[at * self->rows], self->rows);
    }
}

/* Drivers that do something under some row, as players and, behind what is organic, as contributors. */
static void choose_players(pk_sharing_t *self, pk_calibrated_t *out)
{
    const pk_plan_t *plan = &self->fit->plan;
    out->contributors = PK_ARRAY(&out->arena, pk_contributor_t, plan->ndriver + 1);
    out->contributors[0] = (pk_contributor_t){.driver = "organic"};
    for (int d = 0; d < plan->ndriver && self->nplayer < PK_SHAPLEY_PLAYERS; d++) {
        const pk_driver_plan_t *driver = &plan->drivers[d];
        if (driver->ops->without != NULL && !pk_driver_is_idle(plan, driver, self->drawn, self->rows)) {
            self->without[self->nplayer++] = driver->ops->without(driver);
            out->contributors[self->nplayer].driver = pk_arena_copy(&out->arena, driver->driver->name);
        }
    }
    out->ncontributor = self->nplayer > 0 ? self->nplayer + 1 : 0;
}

static void share_out(pk_sharing_t *self, int threads, pk_calibrated_t *out)
{
    const int workers = pk_parallel_threads(threads);
    self->sims = pk_heap((size_t)workers, sizeof *self->sims);
    self->shares = pk_heap((size_t)self->nvalue * (size_t)out->ncontributor * (size_t)self->rows, sizeof(double));
    pk_predictor_init(&self->predictor, &self->fit->plan, self->fit->calibration);
    for (int w = 0; w < workers; w++) {
        pk_sim_init(&self->sims[w], &self->fit->plan, &pk_chance_expected);
    }
    pk_parallel_for(self->rows, threads, share_row, self);
    tell(self, out);
    for (int w = 0; w < workers; w++) {
        pk_sim_free(&self->sims[w]);
    }
    pk_predictor_free(&self->predictor);
    free(self->sims);
    free(self->shares);
}

void pk_calibrate_contributions(pk_fit_t *fit, int threads, pk_calibrated_t *out)
{
    pk_sharing_t self = {.fit = fit, .nvalue = out->nvalue, .rows = out->nrow < ROWS ? out->nrow : ROWS};
    if (self.nvalue == 0 || self.rows == 0) {
        return;
    }
    self.drawn = pk_heap((size_t)self.rows * (size_t)fit->plan.nslot + 1, sizeof(double));
    for (long row = 0; row < self.rows; row++) {
        pk_fit_draws(fit, row, &self.drawn[row * fit->plan.nslot]);
    }
    choose_players(&self, out);
    if (self.nplayer > 0) {
        share_out(&self, threads, out);
    }
    free(self.drawn);
}
