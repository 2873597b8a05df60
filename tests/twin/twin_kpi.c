/* KPIs, of everybody and of one persona (sections 4 and 9). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "twin/twin_parts.h"

/* Personas from `first` to before `end`: all, or one; steps up to `last`. */
typedef struct {
    const twin_journey_t *journey;
    const twin_result_t *result;
    int first, end, last;
} scope_t;

static bool everybody(const scope_t *self)
{
    return self->end - self->first == self->journey->npersona;
}

static double stage_count(const scope_t *self, int step, int stage)
{
    double sum = 0;
    for (int g = self->first; g < self->end; g++) {
        sum += self->result->stage[step][g][stage];
    }
    return sum;
}

static double flow_count(const scope_t *self, int step, int flow)
{
    double sum = 0;
    for (int g = self->first; g < self->end; g++) {
        sum += self->result->flow[step][g][flow];
    }
    return sum;
}

static double at_end_in_roles(const scope_t *self, bool (*counts)(twin_role_t role))
{
    double sum = 0;
    for (int s = 0; s < self->journey->nstage; s++) {
        sum += counts(self->journey->stages[s].role) ? stage_count(self, self->last, s) : 0;
    }
    return sum;
}

/* A flow is a purchase where its revenue as written, in any step, is above 0. */
static bool brings_money(const twin_journey_t *journey, int flow)
{
    for (int t = 1; t <= journey->nstep; t++) {
        if (twin_written(&journey->flows[flow].revenue, t) > 0) {
            return true;
        }
    }
    return false;
}

/* Purchases out of such stages. */
static double purchases_out_of(const scope_t *self, bool (*counts)(twin_role_t role))
{
    double sum = 0;
    for (int t = 1; t <= self->last; t++) {
        for (int f = 0; f < self->journey->nflow; f++) {
            const twin_flow_t *flow = &self->journey->flows[f];
            const bool purchase = brings_money(self->journey, f) && counts(self->journey->stages[flow->from].role);
            sum += purchase ? flow_count(self, t, f) : 0;
        }
    }
    return sum;
}

static bool any_role(twin_role_t role)
{
    (void)role;
    return true;
}

static bool is_prospect(twin_role_t role)
{
    return role == TWIN_PROSPECT;
}

static bool is_customer(twin_role_t role)
{
    return role == TWIN_CUSTOMER || role == TWIN_ADVOCATE;
}

static bool is_advocate(twin_role_t role)
{
    return role == TWIN_ADVOCATE;
}

static bool is_lost(twin_role_t role)
{
    return role == TWIN_LOST;
}

static double population(const scope_t *self)
{
    return at_end_in_roles(self, any_role);
}

static double customers(const scope_t *self)
{
    return at_end_in_roles(self, is_customer);
}

static double advocates(const scope_t *self)
{
    return at_end_in_roles(self, is_advocate);
}

static double purchases(const scope_t *self)
{
    return purchases_out_of(self, any_role);
}

static double new_customers(const scope_t *self)
{
    return purchases_out_of(self, is_prospect);
}

static double repeat_purchases(const scope_t *self)
{
    return purchases_out_of(self, is_customer);
}

static double won_back(const scope_t *self)
{
    return purchases_out_of(self, is_lost);
}

/* ---- money ---- */

static double revenue_of_step(const scope_t *self, int step)
{
    double sum = 0;
    for (int g = self->first; g < self->end; g++) {
        for (int f = 0; f < self->journey->nflow; f++) {
            sum += self->result->flow_revenue[step][g][f];
        }
        for (int s = 0; s < self->journey->nstage; s++) {
            sum += self->result->stage_revenue[step][g][s];
        }
    }
    return sum;
}

static double cost_of_step(const scope_t *self, int step)
{
    double sum = everybody(self) ? self->result->lever_cost[step] : 0;
    for (int g = self->first; g < self->end; g++) {
        for (int f = 0; f < self->journey->nflow; f++) {
            sum += self->result->flow_cost[step][g][f];
        }
        for (int s = 0; s < self->journey->nstage; s++) {
            sum += self->result->stage_cost[step][g][s];
        }
    }
    return sum;
}

static double spend_of_step(const scope_t *self, int step)
{
    double sum = 0;
    for (int k = 0; k < self->journey->ndriver; k++) {
        sum += self->journey->drivers[k].theirs ? 0 : self->result->spend[step][k];
    }
    return everybody(self) ? sum : NAN;
}

static double revenue(const scope_t *self)
{
    double sum = 0;
    for (int t = 0; t <= self->last; t++) {
        sum += revenue_of_step(self, t);
    }
    return sum;
}

static double cost(const scope_t *self)
{
    double sum = 0;
    for (int t = 0; t <= self->last; t++) {
        sum += cost_of_step(self, t);
    }
    return sum;
}

static double spend(const scope_t *self)
{
    double sum = 0;
    for (int t = 0; t <= self->last; t++) {
        sum += spend_of_step(self, t);
    }
    return sum;
}

static double end_value(const scope_t *self)
{
    double sum = 0;
    for (int s = 0; s < self->journey->nstage; s++) {
        sum += stage_count(self, self->last, s) * self->journey->stages[s].end_value;
    }
    return sum;
}

/* revenue - cost - spend, with the end value at T, at a rate a year. */
static double profit_at(const scope_t *self, double rate)
{
    const int last = self->last;
    double sum = last == self->journey->nstep ? end_value(self) * twin_discount(self->journey, rate, last) : 0;
    for (int t = 0; t <= last; t++) {
        sum += (revenue_of_step(self, t) - cost_of_step(self, t) - spend_of_step(self, t)) *
               twin_discount(self->journey, rate, t);
    }
    return sum;
}

static double profit(const scope_t *self)
{
    return profit_at(self, 0);
}

static double present_value(const scope_t *self)
{
    return profit_at(self, self->journey->discount);
}

static double divide(double above, double below)
{
    return below == 0 ? NAN : above / below;
}

static double gross_margin(const scope_t *self)
{
    return divide(revenue(self) - cost(self), revenue(self));
}

static double return_on_spend(const scope_t *self)
{
    return divide(revenue(self) - cost(self), spend(self));
}

static double cost_per_purchase(const scope_t *self)
{
    return divide(cost(self) + spend(self), purchases(self));
}

static double cost_per_new_customer(const scope_t *self)
{
    return divide(spend(self), new_customers(self));
}

static double waiting_peak(const scope_t *self)
{
    double most = 0;
    for (int t = 1; t <= self->last; t++) {
        double sum = 0;
        for (int c = 0; c < self->journey->ncapacity; c++) {
            sum += self->result->waiting[t][c];
        }
        most = fmax(most, sum);
    }
    return everybody(self) ? most : NAN;
}

static const struct {
    const char *name;
    double (*measure)(const scope_t *self);
} BUILT_IN[] = {
    {"population", population},
    {"customers", customers},
    {"advocates", advocates},
    {"purchases", purchases},
    {"new_customers", new_customers},
    {"repeat_purchases", repeat_purchases},
    {"won_back", won_back},
    {"revenue", revenue},
    {"cost", cost},
    {"spend", spend},
    {"profit", profit},
    {"present_value", present_value},
    {"gross_margin", gross_margin},
    {"return_on_spend", return_on_spend},
    {"cost_per_purchase", cost_per_purchase},
    {"cost_per_new_customer", cost_per_new_customer},
    {"waiting_peak", waiting_peak},
};

/* ---- the model's own ---- */

static double in_stages(const scope_t *self, const twin_own_kpi_t *kpi, int step)
{
    double sum = 0;
    for (int k = 0; k < kpi->nstage; k++) {
        sum += stage_count(self, step, kpi->stage[k]) * (kpi->weighted ? kpi->weight[k] : 1);
    }
    return sum;
}

static double count_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    double sum = 0;
    for (int t = 1; t <= self->last; t++) {
        for (int k = 0; k < kpi->nflow; k++) {
            sum += flow_count(self, t, kpi->flow[k]);
        }
    }
    return sum;
}

static double share_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    return divide(in_stages(self, kpi, self->last), population(self));
}

static double average_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    double sum = 0;
    for (int t = 1; t <= self->last; t++) {
        sum += in_stages(self, kpi, t);
    }
    return sum / self->last;
}

static double peak_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    double most = 0;
    for (int t = 0; t <= self->last; t++) {
        most = fmax(most, in_stages(self, kpi, t));
    }
    return most;
}

static double time_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    double sum = 0;
    for (int t = 1; t <= self->last; t++) {
        sum +=
            in_stages(self, kpi, t) * twin_step_years(self->journey) * twin_discount(self->journey, kpi->discount, t);
    }
    return sum;
}

static double money_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    const twin_result_t *r = self->result;
    double sum = 0;
    for (int t = 0; t <= self->last; t++) {
        double now = 0;
        for (int g = self->first; g < self->end; g++) {
            for (int k = 0; k < kpi->nflow; k++) {
                now += r->flow_revenue[t][g][kpi->flow[k]] - r->flow_cost[t][g][kpi->flow[k]];
            }
            for (int k = 0; k < kpi->nstage; k++) {
                now += r->stage_revenue[t][g][kpi->stage[k]] - r->stage_cost[t][g][kpi->stage[k]];
            }
        }
        sum += now * twin_discount(self->journey, kpi->discount, t);
    }
    return sum;
}

static double own_kpi(const scope_t *self, const twin_own_kpi_t *kpi);

static double named_kpi(const scope_t *self, const char *name)
{
    for (unsigned k = 0; k < sizeof BUILT_IN / sizeof *BUILT_IN; k++) {
        if (strcmp(BUILT_IN[k].name, name) == 0) {
            return BUILT_IN[k].measure(self);
        }
    }
    return own_kpi(self, &self->journey->kpis[name[strlen("kpi")] - '0']);
}

static double ratio_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    return divide(named_kpi(self, kpi->above), named_kpi(self, kpi->below));
}

static double own_kpi(const scope_t *self, const twin_own_kpi_t *kpi)
{
    static double (*const MEASURES[])(const scope_t *, const twin_own_kpi_t *) = {
        [TWIN_COUNT] = count_kpi,         [TWIN_SHARE_AT_END] = share_kpi, [TWIN_AVERAGE] = average_kpi,
        [TWIN_PEAK] = peak_kpi,           [TWIN_TIME] = time_kpi,          [TWIN_MONEY] = money_kpi,
        [TWIN_RATIO_OF_KPIS] = ratio_kpi,
    };
    return MEASURES[kpi->kind](self, kpi);
}

static double channel_kpi(const scope_t *self, int channel)
{
    double sum = 0;
    for (int t = 1; t <= self->last; t++) {
        sum += self->result->spend[t][channel];
    }
    return everybody(self) ? sum : NAN;
}

static double measure(const scope_t *self, const twin_kpi_t *kpi)
{
    if (kpi->name) {
        return named_kpi(self, kpi->name);
    }
    return kpi->own >= 0 ? own_kpi(self, &self->journey->kpis[kpi->own]) : channel_kpi(self, kpi->channel);
}

/* ---- targets ---- */

/* A date counts the steps whose last day is on or before it; a month is its last day. */
static int step_of_target(const twin_journey_t *journey, const twin_target_kpi_t *target)
{
    if (target->by == TWIN_AT_HORIZON || target->by == TWIN_BY_STEP) {
        return target->by == TWIN_BY_STEP ? target->step : journey->nstep;
    }
    const int by_day = target->by == TWIN_BY_MONTH ? twin_days_in_month(target->year, target->month) : target->day;
    const long by = (target->year * 12L + target->month) * 31 + by_day;
    int step = 0, year, month, day;
    do {
        twin_last_day(journey, ++step, &year, &month, &day);
    } while ((year * 12L + month) * 31 + day <= by);
    return step - 1;
}

static double kpi_of_target(const scope_t *self, const char *name)
{
    static const char channel[] = "spend.d";
    return strncmp(name, channel, strlen(channel)) == 0 ? channel_kpi(self, atoi(name + strlen(channel)))
                                                        : named_kpi(self, name);
}

static void targets(const twin_journey_t *journey, twin_result_t *result)
{
    for (int k = 0; k < journey->ntarget; k++) {
        const int last = step_of_target(journey, &journey->targets[k]);
        const scope_t self = {journey, result, 0, journey->npersona, last};
        result->target_step[k] = last;
        result->target[k] = kpi_of_target(&self, journey->targets[k].kpi);
    }
}

static void add(const twin_journey_t *journey, twin_result_t *result, twin_kpi_t kpi)
{
    const scope_t all = {journey, result, 0, journey->npersona, journey->nstep};
    kpi.all = measure(&all, &kpi);
    for (int g = 0; g < journey->npersona; g++) {
        const scope_t one = {journey, result, g, g + 1, journey->nstep};
        kpi.group[g] = measure(&one, &kpi);
    }
    result->kpi[result->nkpi++] = kpi;
}

void twin_kpis(const twin_journey_t *journey, twin_result_t *result)
{
    for (unsigned k = 0; k < sizeof BUILT_IN / sizeof *BUILT_IN; k++) {
        add(journey, result, (twin_kpi_t){.name = BUILT_IN[k].name, .own = -1, .channel = -1});
    }
    for (int k = 0; k < journey->ndriver; k++) {
        if (journey->drivers[k].kind == TWIN_CHANNEL && !journey->drivers[k].theirs) {
            add(journey, result, (twin_kpi_t){.own = -1, .channel = k});
        }
    }
    for (int k = 0; k < journey->nkpi; k++) {
        add(journey, result, (twin_kpi_t){.own = k, .channel = -1});
    }
    targets(journey, result);
}
