#include "report/told.h"

#include <stdlib.h>
#include <string.h>

/* Room for a mean and a difference a scenario, a loss each, and what knowing is worth. */
typedef struct {
    pk_beside_t *all;
    int count;
} list_t;

static void add(list_t *self, double value, double low, double high, bool difference)
{
    self->all[self->count++] = (pk_beside_t){value, low, high, difference};
}

pk_summary_t pk_told_summary(const pk_comparison_t *c, int scenario, const char *kpi)
{
    const pk_result_t *r = &c->results[scenario];
    const int k = pk_result_kpi(r, kpi);
    pk_summary_t summary =
        k < 0 ? (pk_summary_t){.mean = NAN, .p05 = NAN, .p95 = NAN} : r->kpi[pk_kpi_cell(r, 0, 0, k)];
    if (k >= 0 && isfinite(summary.mean)) {
        summary.mean = pk_comparison_mean(c, scenario, kpi);
    }
    return summary;
}

/* What it costs to be wrong and what knowing is worth, of the KPI that decides. */
static void add_losses(const pk_comparison_t *c, const char *kpi, list_t *list)
{
    if (!c->decision.known || c->answer.kpi == NULL || strcmp(c->answer.kpi, kpi) != 0) {
        return;
    }
    add(list, c->decision.evpi, NAN, NAN, true);
    for (int s = 0; s < c->nresult; s++) {
        const pk_sure_t *sure = pk_comparison_sure(c, s, kpi);
        if (sure != NULL) {
            add(list, sure->loss, NAN, NAN, true);
        }
    }
}

/* A gain that is said to be less than what knowing is worth is printed as less, where a digit more can do it. */
static double apart(const pk_comparison_t *c, const char *kpi, double grain)
{
    const pk_decision_t *decision = &c->decision;
    if (!decision->known || decision->verdict != PK_VERDICT_FIND_OUT || strcmp(c->answer.kpi, kpi) != 0) {
        return grain;
    }
    const double gain = pk_difference_told(c->answer.difference);
    return round(fabs(gain) / grain) == round(decision->evpi / grain) ? grain / 10 : grain;
}

/* Whether chance moves it and the profit is made of it: spend is most often exact, and told as it is. */
static bool is_drawn_part(const pk_comparison_t *c, const char *kpi)
{
    const bool part =
        strcmp(kpi, pk_money_parts[PK_MONEY_REVENUE]) == 0 || strcmp(kpi, pk_money_parts[PK_MONEY_COST]) == 0;
    return part && pk_result_kpi(&c->results[c->baseline], pk_money_parts[PK_MONEY_PROFIT]) >= 0;
}

static double own_grain(const pk_comparison_t *c, const char *kpi)
{
    list_t list = {.all = pk_heap(3 * (size_t)c->nresult + 1, sizeof *list.all)};
    for (int s = 0; s < c->nresult; s++) {
        const pk_summary_t mean = pk_told_summary(c, s, kpi);
        const pk_difference_t *d = pk_comparison_find(c, s, 0, kpi);
        add(&list, mean.mean, mean.p05, mean.p95, false);
        if (d != NULL) {
            add(&list, pk_difference_told(d), d->diff_p05, d->diff_p95, true);
        }
    }
    add_losses(c, kpi, &list);
    const double grain = pk_grain_told(list.all, list.count);
    free(list.all);
    return apart(c, kpi, grain);
}

double pk_told_grain(const pk_comparison_t *c, const char *kpi)
{
    return own_grain(c, is_drawn_part(c, kpi) ? pk_money_parts[PK_MONEY_PROFIT] : kpi);
}

bool pk_told_parts(const pk_comparison_t *c, int scenario, double grain, double parts[PK_MONEY_PARTS])
{
    for (int k = 0; k < PK_MONEY_PARTS; k++) {
        const pk_difference_t *d = pk_comparison_find(c, scenario, 0, pk_money_parts[k]);
        if (d == NULL) {
            return false;
        }
        parts[k] = pk_difference_told(d);
    }
    pk_add_up_money(parts, grain);
    return true;
}

double pk_told_difference(const pk_comparison_t *c, const pk_difference_t *d)
{
    double parts[PK_MONEY_PARTS];
    const bool whole = d->group == 0 && d->window == 0;
    if (!whole || !is_drawn_part(c, d->kpi) || !pk_told_parts(c, d->scenario, pk_told_grain(c, d->kpi), parts)) {
        return pk_difference_told(d);
    }
    const double told = parts[strcmp(d->kpi, pk_money_parts[PK_MONEY_REVENUE]) == 0 ? PK_MONEY_REVENUE : PK_MONEY_COST];
    return told != 0 ? told : pk_difference_told(d);
}

double pk_told_value_grain(const pk_comparison_t *c, const char *kpi, const pk_summary_t *value)
{
    return pk_grain_shown(pk_told_grain(c, kpi), (pk_beside_t){value->mean, value->p05, value->p95, false});
}

double pk_told_difference_grain(const pk_comparison_t *c, const pk_difference_t *d)
{
    const pk_beside_t one = {pk_difference_told(d), d->diff_p05, d->diff_p95, true};
    return d->group == 0 && d->window == 0 ? pk_grain_shown(pk_told_grain(c, d->kpi), one) : pk_grain_told(&one, 1);
}

double pk_told_amount_grain(const pk_comparison_t *c, const char *kpi, double amount)
{
    return pk_grain_shown(pk_told_grain(c, kpi), (pk_beside_t){amount, NAN, NAN, true});
}
