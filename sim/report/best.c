#include "report/best.h"

#include <math.h>
#include <string.h>

#include "report/chart.h"

static double mean_of(const pk_comparison_t *c, int scenario, const char *kpi)
{
    const pk_result_t *r = &c->results[scenario];
    int index = pk_result_kpi(r, kpi);
    return index < 0 ? NAN : r->kpi[pk_kpi_cell(r, 0, 0, index)].mean;
}

static bool differs(const pk_comparison_t *c, const char *kpi)
{
    double first = mean_of(c, 0, kpi);
    for (int s = 1; s < c->nresult; s++) {
        if (isfinite(first) && isfinite(mean_of(c, s, kpi)) && mean_of(c, s, kpi) != first) {
            return true;
        }
    }
    return false;
}

/* The first outcome that differs; where none does, any KPI. */
static const char *deciding_kpi(const pk_comparison_t *c)
{
    const pk_result_t *first = &c->results[0];
    int ranked[first->nkpi + 1];
    const int among = pk_result_ranked(first, true, ranked);
    for (int i = 0; i < among; i++) {
        if (differs(c, first->kpis[ranked[i]].name)) {
            return first->kpis[ranked[i]].name;
        }
    }
    for (int kpi = 0; kpi < first->nkpi; kpi++) {
        if (differs(c, first->kpis[kpi].name)) {
            return first->kpis[kpi].name;
        }
    }
    return NULL;
}

/* How sure it is that a scenario has the best outcome of all. */
static const pk_sure_t *sure_of(const pk_comparison_t *c, int scenario, const char *kpi)
{
    if (scenario == c->baseline) {
        const pk_result_t *r = &c->results[scenario];
        return &c->baseline_sure[pk_kpi_cell(r, 0, 0, pk_result_kpi(r, kpi))];
    }
    const pk_difference_t *d = pk_comparison_find(c, scenario, 0, kpi);
    return d == NULL ? NULL : &d->sure;
}

/* Of all but one the one with the best mean; -1: there is no other. */
static int best_mean(const pk_comparison_t *c, const char *kpi, bool lower, int but)
{
    int best = -1;
    for (int s = 0; s < c->nresult; s++) {
        const double mean = mean_of(c, s, kpi), top = best < 0 ? NAN : mean_of(c, best, kpi);
        if (s != but && (best < 0 || isnan(top) || (lower ? mean < top : mean > top))) {
            best = s;
        }
    }
    return best;
}

pk_best_t pk_best_of(const pk_comparison_t *c, pk_arena_t *arena)
{
    pk_best_t best = {.kpi = deciding_kpi(c)};
    if (!best.kpi) {
        return best;
    }
    bool lower = c->results[0].kpis[pk_result_kpi(&c->results[0], best.kpi)].lower_is_better;
    best.scenario = best_mean(c, best.kpi, lower, -1);
    best.second = best_mean(c, best.kpi, lower, best.scenario);
    best.tie = best.second >= 0 && mean_of(c, best.second, best.kpi) == mean_of(c, best.scenario, best.kpi);
    best.chance = PK_ARRAY(arena, pk_estimate_t, c->nresult);
    for (int s = 0; s < c->nresult; s++) {
        const pk_sure_t *sure = sure_of(c, s, best.kpi);
        best.chance[s] = sure != NULL ? sure->best : (pk_estimate_t){NAN, NAN, NAN};
    }
    /* the two whose difference is asked about first: the best and the baseline, or what comes nearest to it */
    const int other = best.scenario != c->baseline ? best.scenario : best.second;
    best.against = other < 0 ? NULL : pk_comparison_find(c, other, 0, best.kpi);
    best.untold = best.against != NULL && best.against->sure.runs_needed > 0;
    best.draws = best.against != NULL ? best.against->sure.draws : 0;
    return best;
}

bool pk_best_is_told(const pk_best_t *best, int scenario)
{
    return best->chance[scenario].se <= 0.1;
}

double pk_best_runs(const pk_best_t *best, int scenario, long runs)
{
    const double times = best->chance[scenario].se / 0.1;
    return (double)runs * times * times;
}
