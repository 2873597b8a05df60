#include "engine/agents/lives.h"

static int cell_of(const pk_lives_t *self, int stage)
{
    return stage * self->plan->npersona + self->persona;
}

static double own_or(const double *own, uint32_t who)
{
    return own != NULL ? own[who] : 1;
}

pk_stay_money_t pk_lives_stay(const pk_lives_t *self, uint32_t who, int stage, int from, int until)
{
    const pk_prices_t *prices = self->prices;
    const long before = (long)(from - 1) * prices->ncell + cell_of(self, stage);
    const long last = (long)until * prices->ncell + cell_of(self, stage);
    if (until < from) {
        return (pk_stay_money_t){0};
    }
    const pk_stay_money_t money = {.revenue = prices->stage_revenue[last] - prices->stage_revenue[before],
                                   .cost = prices->stage_cost[last] - prices->stage_cost[before]};
    if (self->own == NULL) {
        return money;
    }
    return (pk_stay_money_t){.revenue = money.revenue * own_or(self->own[stage].revenue, who),
                             .cost = money.cost * own_or(self->own[stage].cost, who)};
}

double pk_lives_entry_cost(const pk_lives_t *self, uint32_t who, int stage, int step)
{
    const double price = self->prices->entry_cost[(long)step * self->prices->ncell + cell_of(self, stage)];
    return self->own == NULL ? price : price * own_or(self->own[stage].entry_cost, who);
}

double pk_lives_end_value(const pk_lives_t *self, uint32_t who, int stage)
{
    const double value = self->prices->end_value[cell_of(self, stage)];
    return self->own == NULL ? value : value * own_or(self->own[stage].end_value, who);
}
