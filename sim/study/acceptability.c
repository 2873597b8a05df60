#include "study/acceptability.h"

#include <math.h>
#include <stdlib.h>

#include "base/parallel.h"
#include "study/advantage.h"

enum {
    LEVELS = 41,
    ERRORS_HALF = 50, /* of those that are drawn, each with both signs */
    DRAWS = 50        /* in a block */
};

/* One plan: how far it is ahead of the baseline in profit and in customers. */
typedef struct {
    int scenario;
    pk_advantage_t advantage; /* what the leads are fitted on; empty of the baseline, as they are */
    pk_lead_t profit, customers;
    double profit_mean, customers_mean;
} pk_bid_t;

typedef struct {
    pk_comparison_t *comparison;
    pk_bid_t *bids; /* [count]; the first is the baseline's */
    int count;
    long draws;
    bool errors;
    double *won; /* [block][level][bid] */
} pk_bids_t;

static long cell_of(const pk_result_t *r, const char *kpi)
{
    return pk_kpi_cell(r, 0, 0, pk_result_kpi(r, kpi));
}

/* ---- leads ---- */

/* Which plans bid: those that a race has left behind do not, nor those without one of the two. */
static bool bids(const pk_comparison_t *c, int s)
{
    const pk_result_t *r = &c->results[s];
    const pk_sure_t *profit = pk_comparison_sure(c, s, "profit"), *customers = pk_comparison_sure(c, s, "customers");
    return r->nrun == c->results[c->baseline].nrun && profit != NULL && customers != NULL && isfinite(profit->gain) &&
           isfinite(customers->gain);
}

static void open_bid(pk_bids_t *self, int s, const double *normals)
{
    const pk_comparison_t *c = self->comparison;
    const pk_foreseen_t plan = pk_foreseen_in(c, s), baseline = pk_foreseen_in(c, c->baseline);
    pk_bid_t *bid = &self->bids[self->count++];
    *bid = (pk_bid_t){.scenario = s};
    if (s == c->baseline) {
        return;
    }
    bid->advantage = pk_advantage_of(plan, baseline);
    bid->profit_mean = pk_comparison_sure(c, s, "profit")->gain;
    bid->customers_mean = pk_comparison_sure(c, s, "customers")->gain;
    bid->profit = pk_lead_of(&bid->advantage, plan, cell_of(plan.result, "profit"), baseline,
                             cell_of(baseline.result, "profit"), normals);
    bid->customers = pk_lead_of(&bid->advantage, plan, cell_of(plan.result, "customers"), baseline,
                                cell_of(baseline.result, "customers"), normals);
    self->errors = self->errors || bid->profit.errors != NULL || bid->customers.errors != NULL;
}

static void free_bids(pk_bids_t *self)
{
    for (int k = 0; k < self->count; k++) {
        pk_lead_free(&self->bids[k].profit);
        pk_lead_free(&self->bids[k].customers);
        pk_advantage_free(&self->bids[k].advantage);
    }
    free(self->bids);
    free(self->won);
}

/* ---- levels ---- */

static double mean_at(const pk_bid_t *bid, double worth)
{
    return bid->profit_mean + worth * bid->customers_mean;
}

static int highest_at(const pk_bids_t *self, double worth)
{
    int best = 0;
    for (int k = 1; k < self->count; k++) {
        best = mean_at(&self->bids[k], worth) > mean_at(&self->bids[best], worth) ? k : best;
    }
    return best;
}

/* The last level above 0 at which another plan gets the highest mean; 0: none does. */
static double last_change(const pk_bids_t *self)
{
    double last = 0;
    for (int a = 0; a < self->count; a++) {
        for (int b = 0; b < a; b++) {
            const pk_bid_t *one = &self->bids[a], *other = &self->bids[b];
            const double worth =
                -(one->profit_mean - other->profit_mean) / (one->customers_mean - other->customers_mean);
            const int at = isfinite(worth) && worth > last ? highest_at(self, worth * (1 + 1e-9)) : -1;
            last = at == a || at == b ? worth : last;
        }
    }
    return last;
}

/* The next of 1, 2 and 5 times a power of ten. */
static double round_up(double x)
{
    const double ten = pow(10, floor(log10(x)));
    return x <= ten ? ten : x <= 2 * ten ? 2 * ten : x <= 5 * ten ? 5 * ten : 10 * ten;
}

static double most_worth(const pk_bids_t *self)
{
    static const double BEYOND = 1.25, FARTHEST = 50;
    const pk_result_t *r = &self->comparison->results[self->comparison->baseline];
    const double brings = fabs(r->kpi[cell_of(r, "profit")].mean / r->kpi[cell_of(r, "customers")].mean);
    const double change = BEYOND * last_change(self);
    const double most = isfinite(brings) && brings > 0 ? fmax(2 * brings, fmin(change, FARTHEST * brings)) : change;
    return most > 0 ? round_up(most) : 0;
}

/* ---- who wins ---- */

/* Gives a draw to the highest of value[count], in equal parts where several are. */
static void give(const double *value, int count, double weight, double *won)
{
    double best = value[0], size = fabs(value[0]);
    int equals = 0;
    for (int k = 1; k < count; k++) {
        best = fmax(best, value[k]);
        size = fmax(size, fabs(value[k]));
    }
    for (int k = 0; k < count; k++) {
        equals += best - value[k] <= 1e-12 * size;
    }
    for (int k = 0; k < count; k++) {
        won[k] += best - value[k] <= 1e-12 * size ? weight / equals : 0;
    }
}

/* The outcome of a lead's run with error i of 2 * ERRORS_HALF; -1: none. */
static double outcome(const pk_lead_t *lead, long run, int error)
{
    double sum = 0;
    for (int k = 0; error >= 0 && lead->errors != NULL && k < lead->fit.count; k++) {
        sum += lead->fit.column[k][run] * lead->errors[k * PK_ERRORS_HALF + error / 2];
    }
    return lead->ahead[run] + (error % 2 == 0 ? sum : -sum);
}

/* One draw with one error, at all levels. */
static void count_draw(const pk_bids_t *self, long run, int error, double weight, double *won)
{
    const pk_acceptability_t *curve = &self->comparison->acceptability;
    double profit[self->count], customers[self->count], value[self->count];
    profit[0] = customers[0] = 0;
    for (int k = 1; k < self->count; k++) {
        profit[k] = outcome(&self->bids[k].profit, run, error);
        customers[k] = outcome(&self->bids[k].customers, run, error);
    }
    for (int level = 0; level < LEVELS; level++) {
        for (int k = 0; k < self->count; k++) {
            value[k] = profit[k] + curve->worth[level] * customers[k];
        }
        give(value, self->count, weight, &won[level * self->count]);
    }
}

static void count_block(void *context, long block, int worker)
{
    (void)worker;
    const pk_bids_t *self = context;
    const long last = (block + 1) * DRAWS < self->draws ? (block + 1) * DRAWS : self->draws;
    double *won = &self->won[block * LEVELS * self->count];
    for (long run = block * DRAWS; run < last; run++) {
        if (!self->errors) {
            count_draw(self, run, -1, 1, won);
        }
        for (int i = 0; self->errors && i < 2 * ERRORS_HALF; i++) {
            count_draw(self, run, i, 1.0 / (2 * ERRORS_HALF), won);
        }
    }
}

static void fill_curve(pk_bids_t *self, double most, int threads)
{
    pk_comparison_t *c = self->comparison;
    pk_acceptability_t *curve = &c->acceptability;
    const long blocks = (self->draws + DRAWS - 1) / DRAWS;
    *curve = (pk_acceptability_t){.count = LEVELS,
                                  .worth = PK_ARRAY(&c->arena, double, LEVELS),
                                  .best = PK_ARRAY(&c->arena, double, LEVELS * c->nresult),
                                  .highest = PK_ARRAY(&c->arena, int, LEVELS)};
    for (int level = 0; level < LEVELS; level++) {
        curve->worth[level] = most * level / (LEVELS - 1);
        curve->highest[level] = self->bids[highest_at(self, curve->worth[level])].scenario;
    }
    self->won = pk_heap((size_t)(blocks * LEVELS * self->count), sizeof(double));
    pk_parallel_for(blocks, threads, count_block, self);
    for (long block = 0; block < blocks; block++) {
        for (int i = 0; i < LEVELS * self->count; i++) {
            const int level = i / self->count, scenario = self->bids[i % self->count].scenario;
            curve->best[level * c->nresult + scenario] +=
                self->won[block * LEVELS * self->count + i] / (double)self->draws;
        }
    }
}

void pk_acceptability_fill(pk_comparison_t *c, int threads)
{
    const pk_result_t *baseline = &c->results[c->baseline];
    pk_bids_t self = {.comparison = c, .draws = 1, .bids = pk_heap((size_t)c->nresult, sizeof(pk_bid_t))};
    c->acceptability = (pk_acceptability_t){0};
    if (pk_result_kpi(baseline, "profit") >= 0 && pk_result_kpi(baseline, "customers") >= 0) {
        double *normals = pk_error_normals(baseline->seed, baseline->nrun, threads);
        open_bid(&self, c->baseline, normals);
        for (int s = 0; s < c->nresult; s++) {
            if (s != c->baseline && bids(c, s)) {
                open_bid(&self, s, normals);
            }
            self.draws = c->results[s].uncertain ? baseline->nrun : self.draws;
        }
        free(normals);
        const double most = self.count > 1 ? most_worth(&self) : 0;
        if (most > 0) {
            fill_curve(&self, most, threads);
        }
    }
    free_bids(&self);
}
