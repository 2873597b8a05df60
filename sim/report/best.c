#include "report/best.h"

#include <math.h>
#include <string.h>

#include "report/chart.h"

const pk_difference_t *pk_difference_find(const pk_comparison_t *comparison, int scenario, const char *kpi)
{
    for (int i = 0; i < comparison->ndifference; i++) {
        const pk_difference_t *d = &comparison->differences[i];
        if (d->scenario == scenario && d->group == 0 && d->window == 0 && strcmp(d->kpi, kpi) == 0)
            return d;
    }
    return NULL;
}

static double mean_of(const pk_comparison_t *c, int scenario, const char *kpi)
{
    const pk_result_t *r = &c->results[scenario];
    int index = pk_chart_kpi(r, kpi);
    return index < 0 ? NAN : r->kpi[pk_kpi_cell(r, 0, 0, index)].mean;
}

static bool differs(const pk_comparison_t *c, const char *kpi)
{
    double first = mean_of(c, 0, kpi);
    for (int s = 1; s < c->nresult; s++)
        if (isfinite(first) && isfinite(mean_of(c, s, kpi)) && mean_of(c, s, kpi) != first)
            return true;
    return false;
}

static const char *deciding_kpi(const pk_comparison_t *c)
{
    static const char *const first[] = {"profit", "customers", NULL};
    for (int i = 0; first[i]; i++)
        if (differs(c, first[i]))
            return first[i];
    for (int kpi = 0; kpi < c->results[0].nkpi; kpi++)
        if (differs(c, c->results[0].kpis[kpi].name))
            return c->results[0].kpis[kpi].name;
    return NULL;
}

/* The outcomes of a scenario, one a draw; NULL where it has no such KPI. */
static const double *outcomes(const pk_result_t *r, const char *kpi)
{
    int index = pk_chart_kpi(r, kpi);
    const double *runs = r->kpi_expected ? r->kpi_expected : r->kpi_runs;
    return index < 0 ? NULL : runs + pk_kpi_cell(r, 0, 0, index) * r->nrun;
}

static double best_of(const double *values, int count, bool lower)
{
    double best = NAN;
    for (int s = 0; s < count; s++)
        best = isnan(best) || (lower ? values[s] < best : values[s] > best) ? values[s] : best;
    return best;
}

/* Gives a draw to the best of `values`, in equal parts where several are; undefined values never are. */
static void share_draw(const double *values, int count, bool lower, double *wins)
{
    const double best = best_of(values, count, lower);
    int equals = 0;
    for (int s = 0; s < count; s++)
        equals += pk_outcomes_tie(values[s], best);
    for (int s = 0; s < count; s++)
        if (pk_outcomes_tie(values[s], best))
            wins[s] += 1.0 / equals;
}

static void count_wins(const pk_comparison_t *c, bool lower, pk_best_t *best, pk_arena_t *arena)
{
    const double **runs = PK_ARRAY(arena, const double *, c->nresult);
    double *values = PK_ARRAY(arena, double, c->nresult);
    best->chance = PK_ARRAY(arena, double, c->nresult);
    best->draws = c->results[0].nrun;
    for (int s = 0; s < c->nresult; s++)
        runs[s] = outcomes(&c->results[s], best->kpi);
    for (long run = 0; run < best->draws; run++) {
        for (int s = 0; s < c->nresult; s++)
            values[s] = runs[s] ? runs[s][run] : NAN;
        share_draw(values, c->nresult, lower, best->chance);
    }
    for (int s = 0; s < c->nresult; s++)
        best->chance[s] /= (double)best->draws;
}

pk_best_t pk_best_of(const pk_comparison_t *c, pk_arena_t *arena)
{
    pk_best_t best = {.kpi = deciding_kpi(c)};
    if (!best.kpi)
        return best;
    bool lower = c->results[0].kpis[pk_chart_kpi(&c->results[0], best.kpi)].lower_is_better;
    for (int s = 1; s < c->nresult; s++) {
        double mean = mean_of(c, s, best.kpi), top = mean_of(c, best.scenario, best.kpi);
        bool better = isnan(top) || (lower ? mean < top : mean > top);
        best.tie = better ? false : best.tie || mean == top;
        best.scenario = better ? s : best.scenario;
    }
    count_wins(c, lower, &best, arena);
    return best;
}
