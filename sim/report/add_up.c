#include "report/add_up.h"

#include <math.h>
#include <string.h>

#include "report/figure.h"

const char *const pk_money_parts[PK_MONEY_PARTS + 1] = {
    [PK_MONEY_REVENUE] = "revenue", [PK_MONEY_COST] = "cost", [PK_MONEY_SPEND] = "spend", [PK_MONEY_PROFIT] = "profit"};

void pk_add_up(double *parts, int count, double *total, double grain)
{
    double off = round(*total / grain), most = -1;
    int largest = -1;
    for (int i = 0; i < count; i++) {
        if (fabs(parts[i]) > most) {
            most = fabs(parts[i]);
            largest = i;
        }
        off -= isfinite(parts[i]) ? round(parts[i] / grain) : 0;
        parts[i] = round(parts[i] / grain) * grain;
    }
    *total = round(*total / grain) * grain;
    if (largest >= 0 && fabs(off) <= 0.5 * (count + 1)) {
        parts[largest] = (round(parts[largest] / grain) + off) * grain;
    }
}

void pk_add_up_percent(const double *shares, int count, int decimals, double *percents)
{
    double all = 100;
    for (int i = 0; i < count; i++) {
        percents[i] = 100 * shares[i];
    }
    pk_add_up(percents, count, &all, pow(10, -decimals));
}

void pk_add_up_money(double value[PK_MONEY_PARTS], double grain)
{
    double parts[] = {value[PK_MONEY_REVENUE], -value[PK_MONEY_COST], -value[PK_MONEY_SPEND]};
    pk_add_up(parts, 3, &value[PK_MONEY_PROFIT], grain);
    value[PK_MONEY_REVENUE] = parts[0];
    value[PK_MONEY_COST] = -parts[1];
    value[PK_MONEY_SPEND] = -parts[2];
}

static bool is_multiple(double value, double grain)
{
    return fabs(value / grain - round(value / grain)) < 1e-6;
}

double pk_grain_with_exact(double grain, const pk_summary_t *exact)
{
    enum { MORE = 2 };
    for (int i = 0; i < MORE && exact->p05 == exact->p95 && !is_multiple(exact->mean, grain); i++) {
        grain /= 10;
    }
    return grain;
}

static double grain_of(const pk_summary_t *const parts[PK_MONEY_PARTS])
{
    pk_beside_t told[PK_MONEY_PARTS];
    for (int i = 0; i < PK_MONEY_PARTS; i++) {
        told[i] = (pk_beside_t){parts[i]->mean, parts[i]->p05, parts[i]->p95, false};
    }
    return pk_grain_told(told, PK_MONEY_PARTS);
}

/* The channels' spend adds up to what the spend is told to be. Exact amounts add up as they are, where that is all of
 * the spend. */
static void add_channels(const pk_result_t *r, double spend, double grain, double *value, pk_arena_t *arena)
{
    double *parts = PK_ARRAY(arena, double, r->nkpi + 1);
    int *kpis = PK_ARRAY(arena, int, r->nkpi + 1), count = 0;
    for (int k = 0; k < r->nkpi; k++) {
        if (strncmp(r->kpis[k].name, "spend.", 6) == 0) {
            kpis[count] = k;
            parts[count++] = r->kpi[pk_kpi_cell(r, 0, 0, k)].mean;
        }
    }
    const pk_summary_t *all = &r->kpi[pk_kpi_cell(r, 0, 0, pk_result_kpi(r, "spend"))];
    if (all->p05 == all->p95 && fabs(all->mean - spend) < 1e-9 * fabs(spend)) {
        return;
    }
    pk_add_up(parts, count, &spend, grain);
    for (int i = 0; i < count; i++) {
        value[kpis[i]] = parts[i];
    }
}

pk_money_sum_t pk_money_sum_of(const pk_result_t *r, pk_arena_t *arena)
{
    const pk_summary_t *summaries[PK_MONEY_PARTS];
    double sums[PK_MONEY_PARTS], *value = PK_ARRAY(arena, double, r->nkpi + 1);
    int kpis[PK_MONEY_PARTS];
    for (int k = 0; k < r->nkpi; k++) {
        value[k] = NAN;
    }
    for (int i = 0; i < PK_MONEY_PARTS; i++) {
        kpis[i] = pk_result_kpi(r, pk_money_parts[i]);
        if (kpis[i] < 0 || !isfinite(r->kpi[pk_kpi_cell(r, 0, 0, kpis[i])].mean)) {
            return (pk_money_sum_t){.value = value};
        }
        summaries[i] = &r->kpi[pk_kpi_cell(r, 0, 0, kpis[i])];
        sums[i] = summaries[i]->mean;
    }
    const double rest = sums[PK_MONEY_REVENUE] - sums[PK_MONEY_COST] - sums[PK_MONEY_SPEND] - sums[PK_MONEY_PROFIT];
    if (fabs(rest) > 1e-6 * fabs(sums[PK_MONEY_REVENUE])) {
        return (pk_money_sum_t){.value =
                                    value}; /* something else is in the profit: what customers are worth at the end */
    }
    const double ends = grain_of(summaries), grain = pk_grain_with_exact(ends, summaries[PK_MONEY_SPEND]);
    pk_add_up_money(sums, grain);
    for (int i = 0; i < PK_MONEY_PARTS; i++) {
        value[kpis[i]] = sums[i];
    }
    add_channels(r, sums[PK_MONEY_SPEND], grain, value, arena);
    return (pk_money_sum_t){grain, ends, value};
}
