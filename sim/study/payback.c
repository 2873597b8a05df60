#include "study/payback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "result/summary.h"
#include "study/advantage.h"

static const double ROUND_OFF = 1e-12;

double pk_payback_of(const double *ahead, const double *size, int nstep)
{
    bool behind = false;
    int last = 0;
    for (int t = 0; t <= nstep; t++) {
        const double nothing = ROUND_OFF * size[t];
        behind = behind || ahead[t] < -nothing;
        last = ahead[t] <= nothing ? t : last;
    }
    return behind ? 1.0 + last : (double)NAN;
}

typedef struct {
    const pk_profit_paths_t *plan, *baseline;
    long count; /* runs that both have */
    int row;    /* numbers of a run */
} pk_path_pair_t;

static double at(const pk_path_pair_t *pair, const double *paths, long run, int t)
{
    return paths[run * pair->row + t];
}

/* How far each run is ahead after each step, over the runs. */
static void summarise(const pk_path_pair_t *pair, pk_payback_t *payback, pk_arena_t *arena)
{
    double *ahead = pk_heap((size_t)pair->count, sizeof(double));
    payback->ahead = PK_ARRAY(arena, pk_summary_t, pair->row);
    for (int t = 0; t < pair->row; t++) {
        for (long run = 0; run < pair->count; run++) {
            ahead[run] = at(pair, pair->plan->runs, run, t) - at(pair, pair->baseline->runs, run, t);
        }
        payback->ahead[t] = pk_summarise(ahead, pair->count);
    }
    free(ahead);
}

/* Adds to the expected differences [run][step] what the runs are off them by, as far as the draws tell it. */
static void correct(const pk_path_pair_t *pair, const pk_smoother_t *smoother, double *ahead)
{
    double *off = pk_heap(2 * (size_t)pair->count, sizeof(double)), *fit = off + pair->count;
    for (int t = 0; t < pair->row; t++) {
        for (long run = 0; run < pair->count; run++) {
            off[run] =
                at(pair, pair->plan->runs, run, t) - at(pair, pair->baseline->runs, run, t) - at(pair, ahead, run, t);
        }
        pk_smoother_fit(smoother, off, fit);
        for (long run = 0; run < pair->count; run++) {
            ahead[run * pair->row + t] += fit[run];
        }
    }
    free(off);
}

/* Expected differences [run][step], corrected where that is needed. *rough: it was needed and could not be done. */
static double *outcomes(const pk_comparison_t *c, int k, const pk_path_pair_t *pair, bool *rough)
{
    double *ahead = pk_heap((size_t)pair->count * (size_t)pair->row, sizeof(double));
    for (long i = 0; i < pair->count * pair->row; i++) {
        ahead[i] = pair->plan->expected[i] - pair->baseline->expected[i];
    }
    const bool feedback = c->results[k].feedback || c->results[c->baseline].feedback;
    const bool by_chance = pair->plan->expected != pair->plan->runs;
    *rough = feedback;
    if (feedback && by_chance && pair->count == c->results[k].nrun && pair->count > 1) {
        pk_advantage_t advantage = pk_advantage_of(pk_foreseen_in(c, k), pk_foreseen_in(c, c->baseline));
        *rough = advantage.smoother.count == 0;
        if (!*rough) {
            correct(pair, &advantage.smoother, ahead);
        }
        pk_advantage_free(&advantage);
    }
    return ahead;
}

static void conclude(pk_payback_t *payback, double *steps, long count)
{
    const long behind = pk_drop_nan(steps, count);
    double pays = 0;
    for (long run = 0; run < behind; run++) {
        pays += steps[run] <= payback->nstep;
    }
    payback->behind = (double)behind / (double)count;
    payback->pays = behind > 0 ? pays / (double)behind : NAN;
    const pk_summary_t s = pk_summarise(steps, behind);
    payback->p05 = s.p05;
    payback->p50 = s.p50;
    payback->p95 = s.p95;
}

static bool is_comparable(const pk_result_t *a, const pk_result_t *b)
{
    return a->nstep == b->nstep && strcmp(a->step_unit, b->step_unit) == 0 && a->money.nwhat > 0 && b->money.nwhat > 0;
}

void pk_payback_tell(pk_comparison_t *c, int k, const pk_profit_paths_t *plan, const pk_profit_paths_t *baseline,
                     pk_diag_t *diag)
{
    const pk_result_t *r = &c->results[k], *base = &c->results[c->baseline];
    const pk_path_pair_t pair = {.plan = plan,
                                 .baseline = baseline,
                                 .count = plan->nrun < baseline->nrun ? plan->nrun : baseline->nrun,
                                 .row = plan->nstep + 1};
    pk_payback_t *payback = &c->paybacks[k];
    if (!is_comparable(r, base)) {
        return;
    }
    const bool uncertain = r->uncertain || base->uncertain;
    *payback = (pk_payback_t){.told = true, .nstep = plan->nstep, .draws = uncertain ? pair.count : 1};
    summarise(&pair, payback, &c->arena);
    double *ahead = outcomes(c, k, &pair, &payback->rough), *steps = pk_heap((size_t)pair.count, sizeof(double));
    double *size = pk_heap((size_t)pair.row, sizeof(double));
    for (long run = 0; run < payback->draws; run++) {
        for (int t = 0; t < pair.row; t++) {
            size[t] = fmax(fabs(at(&pair, plan->expected, run, t)), fabs(at(&pair, baseline->expected, run, t)));
        }
        steps[run] = pk_payback_of(&ahead[run * pair.row], size, plan->nstep);
    }
    conclude(payback, steps, payback->draws);
    payback->exact = !uncertain && !(r->feedback || base->feedback);
    if (payback->rough && payback->behind > 0) {
        pk_warning(diag, PK_NOWHERE, "more runs of the engine cohort, up to some 100,000, correct it",
                   "%s: payback is told of the outcomes of the engine expected, which is an approximation here",
                   r->scenario);
    }
    free(ahead);
    free(steps);
    free(size);
}
