/* Shapley values: on some draws, brought to all of them by regression, corrected where runs say so. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/shapley.h"
#include "study/attribute_parts.h"
#include "study/exact_sum.h"

enum {
    ALL_SETS = 1 << PK_SHAPLEY_EXACT, /* as many evaluations a replicate as orders may take */
    FIT_LEAST = 8                     /* replicates for a regression */
};

/* Round-off of a line: of what another tells already, and of values that are all alike, as parts of sums of squares. */
static const double NOTHING_NEW = 1e-12, NOTHING = 1e-20;

/* What the replicates came to: of each the KPI with nothing on and with all on, and the players' Shapley values. */
typedef struct {
    pk_attributing_t *of;
    int n;          /* players */
    long count;     /* replicates; each has a set of draws of its own, or all the only one */
    bool exact;     /* from all sets of players */
    long pairs;     /* else: orders, each in both directions */
    double *none;   /* [replicate][kpi] */
    double *all;    /* [replicate][kpi] */
    double *phi;    /* [replicate][kpi][player] */
    int *order;     /* [replicate][player] of the pair at hand */
    pk_move_t *off; /* room for the moves of an evaluation */
} shares_t;

static long set_of(const shares_t *self, long replicate)
{
    return replicate % self->of->nset;
}

/* A replicate with the players of a mask. */
static pk_attribute_item_t coalition(shares_t *self, long replicate, uint64_t mask)
{
    int count = 0;
    for (int i = 0; i < self->n; i++) {
        if ((mask >> i & 1) == 0) {
            self->off[count++] = self->of->without[self->of->players[i]];
        }
    }
    return (pk_attribute_item_t){.set = set_of(self, replicate), .moves = {self->off, count}};
}

/* ---- all sets of players ---- */

static pk_attribute_item_t set_on_replicate(void *context, long index)
{
    shares_t *self = context;
    return coalition(self, index % self->count, (uint64_t)(index / self->count));
}

static pk_status_t by_sets(shares_t *self, pk_diag_t *diag)
{
    const pk_attributing_t *of = self->of;
    const long sets = 1L << self->n, outputs = of->noutput, stride = self->count * outputs;
    const int kpis = of->found->nkpi;
    double *worth = pk_heap((size_t)(sets * stride), sizeof *worth);
    const pk_status_t status = pk_attribute_evaluate(self->of, sets * self->count, set_on_replicate, self, worth, diag);
    for (long r = 0; r < self->count && status == PK_OK; r++) {
        for (int k = 0; k < kpis; k++) {
            const double *mine = &worth[r * outputs + k];
            self->none[r * kpis + k] = mine[0];
            self->all[r * kpis + k] = mine[(sets - 1) * stride];
            pk_shapley_exact(self->n, mine, stride, &self->phi[(r * kpis + k) * self->n]);
        }
    }
    free(worth);
    return status;
}

/* ---- random orders ---- */

/* The sets along an order and along the same from its end: 1 to n - 1 players each, of every replicate. */
static pk_attribute_item_t set_of_order(void *context, long index)
{
    shares_t *self = context;
    const long steps = self->n - 1, replicate = index / (2 * steps), at = index % (2 * steps);
    const int *order = &self->order[replicate * self->n];
    uint64_t mask = 0;
    for (long k = 0; k <= at % steps; k++) {
        mask |= (uint64_t)1 << (at < steps ? order[k] : order[self->n - 1 - k]);
    }
    return coalition(self, replicate, mask);
}

static pk_attribute_item_t end_of_order(void *context, long index)
{
    shares_t *self = context;
    return coalition(self, index / 2, index % 2 == 0 ? 0 : ~(uint64_t)0);
}

static pk_status_t evaluate_ends(shares_t *self, double *worth, pk_diag_t *diag)
{
    const int kpis = self->of->found->nkpi, outputs = self->of->noutput;
    const pk_status_t status = pk_attribute_evaluate(self->of, 2 * self->count, end_of_order, self, worth, diag);
    for (long r = 0; r < self->count && status == PK_OK; r++) {
        memcpy(&self->none[r * kpis], &worth[2 * r * outputs], (size_t)kpis * sizeof *worth);
        memcpy(&self->all[r * kpis], &worth[(2 * r + 1) * outputs], (size_t)kpis * sizeof *worth);
    }
    return status;
}

/* What each player adds along one direction of an order; worth[step][output] of the sets between the ends. */
static void add_along(shares_t *self, long r, const int *order, bool from_end, const double *worth)
{
    const int kpis = self->of->found->nkpi, outputs = self->of->noutput, n = self->n;
    for (int k = 0; k < kpis; k++) {
        double before = self->none[r * kpis + k];
        for (int step = 0; step < n; step++) {
            const double now = step < n - 1 ? worth[step * outputs + k] : self->all[r * kpis + k];
            const int player = from_end ? order[n - 1 - step] : order[step];
            self->phi[(r * kpis + k) * n + player] += (now - before) / (2 * (double)self->pairs);
            before = now;
        }
    }
}

static pk_status_t by_orders(shares_t *self, pk_diag_t *diag)
{
    const long steps = self->n - 1, each = 2 * steps * self->of->noutput;
    double *worth = pk_heap((size_t)(self->count * each), sizeof *worth);
    self->order = pk_heap((size_t)(self->count * self->n), sizeof *self->order);
    pk_status_t status = evaluate_ends(self, worth, diag);
    for (long pair = 0; pair < self->pairs && status == PK_OK; pair++) {
        for (long r = 0; r < self->count; r++) {
            pk_shapley_order(self->of->plan->seed, (uint64_t)r, (uint64_t)pair, self->n, &self->order[r * self->n]);
        }
        status = pk_attribute_evaluate(self->of, self->count * 2 * steps, set_of_order, self, worth, diag);
        for (long r = 0; r < self->count && status == PK_OK; r++) {
            add_along(self, r, &self->order[r * self->n], false, &worth[r * each]);
            add_along(self, r, &self->order[r * self->n], true, &worth[r * each + each / 2]);
        }
    }
    free(worth);
    return status;
}

/* ---- from the replicates to all draws ---- */

static double expected_mean(const pk_attributing_t *of, int arm, int kpi)
{
    double sum = 0;
    for (long set = 0; set < of->nset; set++) {
        sum += pk_attribute_value(of, arm, set, kpi);
    }
    return sum / (double)of->nset;
}

/* How the replicates' values lie about their means, and where all draws lie, along the lines that values are taken
 * along: the KPI with all on, and what that does not tell of the KPI with nothing on. */
typedef struct {
    double *column[2]; /* [replicate], of mean 0; the second at right angles to the first */
    double squares[2], there[2];
} lines_t;

static double over_replicates(const shares_t *self, const double *values, long stride, const double *times)
{
    double sum = 0;
    for (long r = 0; r < self->count; r++) {
        sum += values[r * stride] * (times != NULL ? times[r] : 1);
    }
    return sum;
}

static void add_line(const shares_t *self, lines_t *lines, int line, const double *values, double all_draws)
{
    const double mean = over_replicates(self, values, self->of->found->nkpi, NULL) / (double)self->count;
    double *column = lines->column[line], total = 0, size = 0;
    lines->there[line] = all_draws - mean;
    for (long r = 0; r < self->count; r++) {
        column[r] = values[r * self->of->found->nkpi] - mean;
        total += column[r] * column[r];
        size += mean * mean;
    }
    for (int k = 0; k < line; k++) {
        const double slope =
            lines->squares[k] > 0 ? over_replicates(self, column, 1, lines->column[k]) / lines->squares[k] : 0;
        lines->there[line] -= slope * lines->there[k];
        for (long r = 0; r < self->count; r++) {
            column[r] -= slope * lines->column[k][r];
        }
    }
    const double left = over_replicates(self, column, 1, column);
    const bool varies = left > NOTHING_NEW * total && left > NOTHING * size;
    lines->squares[line] = self->count >= FIT_LEAST && varies ? left : 0;
}

/* The mean of `values` over the replicates, taken along the lines to where all draws have their means; in *se its
 * error. Values that add up to the KPI on each replicate add up to it there. */
static double at_all_draws(const shares_t *self, const lines_t *lines, const double *values, long stride, double *se)
{
    const double count = (double)self->count, mean = over_replicates(self, values, stride, NULL) / count;
    double at = mean, left = 0, used = 1;
    for (long r = 0; r < self->count; r++) {
        left += (values[r * stride] - mean) * (values[r * stride] - mean);
    }
    for (int k = 0; k < 2; k++) {
        const double along = over_replicates(self, values, stride, lines->column[k]);
        if (lines->squares[k] > 0) {
            at += along / lines->squares[k] * lines->there[k];
            left -= along * along / lines->squares[k];
            used++;
        }
    }
    const double part = self->exact ? 1 - count / (double)self->of->nset : 1;
    *se = count > used ? sqrt(fmax(0, left) / (count - used) / count * part) : 0;
    return at;
}

/* What runs say that the whole is off goes to the players: to each what its own difference is off, and the rest in
 * parts by size. */
static void correct(const shares_t *self, int kpi, double off)
{
    const pk_attribution_t *found = self->of->found;
    double rest = off, size = 0;
    for (int i = 0; i < self->n; i++) {
        const pk_attributed_t *cell = &found->cells[self->of->players[i] * found->nkpi + kpi];
        rest -= cell->within - cell->expected;
        size += fabs(cell->shapley);
    }
    for (int i = 0; i < self->n; i++) {
        pk_attributed_t *cell = &found->cells[self->of->players[i] * found->nkpi + kpi];
        const double part = size > 0 ? fabs(cell->shapley) / size : 1.0 / self->n;
        cell->shapley += cell->within - cell->expected + part * rest;
        cell->shapley_se = hypot(cell->shapley_se, cell->within_se);
    }
}

/* The rows of one KPI: along its lines, and then as runs have it. */
static void fill_shares(const shares_t *self, const lines_t *lines, int kpi)
{
    pk_attributing_t *of = self->of;
    pk_attribution_t *found = of->found;
    pk_attributed_kpi_t *row = &found->kpis[kpi];
    double **sum = pk_heap((size_t)self->n + 1, sizeof *sum);
    for (int i = 0; i < self->n; i++) {
        pk_attributed_t *cell = &found->cells[of->players[i] * found->nkpi + kpi];
        cell->shapley =
            at_all_draws(self, lines, &self->phi[kpi * self->n + i], (long)found->nkpi * self->n, &cell->shapley_se);
        sum[i] = &cell->shapley;
    }
    row->organic_se = of->ahead_se[of->nothing * of->noutput + kpi];
    if (found->corrected) {
        const double expected = expected_mean(of, 0, kpi) - expected_mean(of, of->nothing, kpi);
        correct(self, kpi, row->all_on - row->organic - expected);
    }
    sum[self->n] = &row->organic;
    pk_close_sum(sum, self->n + 1, row->all_on);
    free(sum);
}

static void fill_kpi(const shares_t *self, int kpi)
{
    double *room = pk_heap(2 * (size_t)self->count, sizeof *room);
    lines_t lines = {.column = {room, &room[self->count]}};
    add_line(self, &lines, 0, &self->all[kpi], expected_mean(self->of, 0, kpi));
    add_line(self, &lines, 1, &self->none[kpi], expected_mean(self->of, self->of->nothing, kpi));
    fill_shares(self, &lines, kpi);
    free(room);
}

/* ---- all of it ---- */

static shares_t shares_of(pk_attributing_t *of)
{
    shares_t self = {.of = of, .n = of->found->nplayer, .exact = of->found->nplayer <= PK_SHAPLEY_EXACT};
    self.count = self.exact && of->nset < PK_ATTRIBUTE_REPLICATES ? of->nset : PK_ATTRIBUTE_REPLICATES;
    self.pairs = self.exact ? 0 : ALL_SETS / (2 * (self.n - 1));
    return self;
}

double pk_attribute_work(const pk_attributing_t *of)
{
    const shares_t self = {.n = of->found->nplayer, .exact = of->found->nplayer <= PK_SHAPLEY_EXACT};
    const double each = self.exact ? (double)(1L << self.n) : ALL_SETS;
    return (double)(of->narm * of->nset) + each * PK_ATTRIBUTE_REPLICATES;
}

pk_status_t pk_attribute_shares(pk_attributing_t *of, pk_diag_t *diag)
{
    shares_t self = shares_of(of);
    const size_t cells = (size_t)(self.count * of->found->nkpi);
    self.none = pk_heap(cells, sizeof(double));
    self.all = pk_heap(cells, sizeof(double));
    self.phi = pk_heap(cells * (size_t)(self.n + 1), sizeof(double));
    self.off = pk_heap((size_t)self.n + 1, sizeof *self.off);
    const pk_status_t status = self.exact ? by_sets(&self, diag) : by_orders(&self, diag);
    for (int k = 0; k < of->found->nkpi && status == PK_OK; k++) {
        fill_kpi(&self, k);
    }
    of->found->replicates = self.count;
    of->found->orders = 2 * self.pairs;
    free(self.none);
    free(self.all);
    free(self.phi);
    free(self.off);
    free(self.order);
    return status;
}
