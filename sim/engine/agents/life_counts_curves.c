/* Kaplan-Meier: S(k) = Π (1 - d_j / n_j) over j = 0..k, d_j of the n_j who were waiting for j steps having it then. Who
 * is seen no longer after k steps is among the n_k. (Kaplan and Meier 1958.) */
#include <stdlib.h>
#include <string.h>

#include "base/quantiles.h"
#include "engine/agents/life_counts_parts.h"

enum { FIRST, AGAIN, KINDS };

/* The way along the steps: after `advance`, what holds at the end of step k. */
typedef struct {
    pk_pooled_t pooled;
    int kind;
    int64_t at_risk;  /* in this step */
    int64_t waiting;  /* at its end */
    int64_t unseen;   /* of these, seen no longer */
    double stay;      /* S; NAN where nobody is at risk and some have been lost to sight */
    double greenwood; /* Σ d / (n (n - d)) */
} pk_descent_t;

static const pk_waits_t *waits_of(const pk_group_counts_t *group, int kind)
{
    return kind == FIRST ? &group->first : &group->again;
}

static pk_descent_t descend(const pk_life_counts_t *self, int group, int kind)
{
    pk_descent_t descent = {.pooled = pk_pooled(self, group), .kind = kind, .stay = 1};
    for (int g = 0; g < descent.pooled.count; g++) {
        const pk_waits_t *waits = waits_of(&descent.pooled.at[g], kind);
        for (int k = 0; k <= self->nstep; k++) {
            descent.waiting += waits->had[k] + waits->unseen[k];
        }
    }
    return descent;
}

static void advance(pk_descent_t *self, int k)
{
    int64_t had = 0;
    self->at_risk = self->waiting - self->unseen;
    self->unseen = 0;
    for (int g = 0; g < self->pooled.count; g++) {
        const pk_waits_t *waits = waits_of(&self->pooled.at[g], self->kind);
        had += waits->had[k];
        self->unseen += waits->unseen[k];
    }
    self->waiting = self->at_risk - had;
    if (self->at_risk > 0) {
        self->stay *= (double)self->waiting / (double)self->at_risk;
        self->greenwood += (double)had / ((double)self->at_risk * (double)self->waiting);
    } else if (self->stay > 0) {
        self->stay = NAN;
    }
}

size_t pk_life_curves_size(const pk_plan_t *plan)
{
    return (size_t)pk_life_groups(plan) * KINDS * (size_t)(plan->nstep + 1);
}

void pk_life_curves(const pk_life_counts_t *of_run, double *curves)
{
    for (int at = 0; at < pk_life_groups(of_run->plan) * KINDS; at++) {
        pk_descent_t descent = descend(of_run, at / KINDS, at % KINDS);
        for (int k = 0; k <= of_run->nstep; k++) {
            advance(&descent, k);
            *curves++ = 1 - descent.stay;
        }
    }
}

/* The central 90% of one run: ±z errors of log(-log S), of Greenwood's variance (Kalbfleisch and Prentice 1980). */
static void greenwood_band(const pk_descent_t *at, double *low, double *high)
{
    const double z = 1.6448536269514722;
    *low = *high = 1 - at->stay;
    if (at->stay > 0 && at->stay < 1) {
        const double spread = exp(z * sqrt(at->greenwood) / -log(at->stay));
        *low = -expm1(log(at->stay) / spread);
        *high = -expm1(log(at->stay) * spread);
    }
}

/* Of the runs in which it is known. */
static void band_of_runs(const double *curves, size_t size, long nrun, double *column, double *low, double *high)
{
    double at[PK_QUANTILES], least = INFINITY, most = -INFINITY;
    long count = 0;
    for (long r = 0; r < nrun; r++) {
        const double share = curves[(size_t)r * size];
        if (!isnan(share)) {
            column[count++] = share;
            least = fmin(least, share);
            most = fmax(most, share);
        }
    }
    *low = *high = NAN;
    if (count > 0) {
        pk_quantiles(column, count, least, most, at);
        *low = at[0];
        *high = at[PK_QUANTILES - 1];
    }
}

/* To the last step at which anybody was still followed. */
static void tell(const pk_life_counts_t *self, pk_descent_t descent, const double *curves, long nrun, double *column,
                 pk_kaplan_meier_t *to)
{
    const size_t size = pk_life_curves_size(self->plan);
    to->people = (double)descent.waiting / (double)nrun;
    for (int k = 0; k <= self->nstep; k++) {
        advance(&descent, k);
        to->share[k] = 1 - descent.stay;
        to->waiting[k] = (double)descent.waiting / (double)nrun;
        if (nrun == 1) {
            greenwood_band(&descent, &to->low[k], &to->high[k]);
        } else {
            band_of_runs(curves + k, size, nrun, column, &to->low[k], &to->high[k]);
        }
        to->steps = descent.at_risk > 0 ? k : to->steps;
    }
}

void pk_life_tell_curves(const pk_life_counts_t *self, const double *curves, long nrun, pk_arena_t *arena,
                         pk_individuals_t *to)
{
    pk_kaplan_meier_t *all = PK_ARRAY(arena, pk_kaplan_meier_t, to->ngroup * KINDS);
    const int length = self->nstep + 1;
    double *column = pk_heap((size_t)nrun, sizeof *column);
    to->first_purchase = all + FIRST * to->ngroup;
    to->between_purchases = all + AGAIN * to->ngroup;
    for (int at = 0; at < to->ngroup * KINDS; at++) {
        pk_kaplan_meier_t *curve = &all[at % KINDS * to->ngroup + at / KINDS];
        curve->share = PK_ARRAY(arena, double, length);
        curve->low = PK_ARRAY(arena, double, length);
        curve->high = PK_ARRAY(arena, double, length);
        curve->waiting = PK_ARRAY(arena, double, length);
        tell(self, descend(self, at / KINDS, at % KINDS), curves + (long)at * length, nrun, column, curve);
    }
    free(column);
}
