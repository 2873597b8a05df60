/* The built-in KPIs: one row each, in the order of the tables. */
#include <string.h>

#include "engine/kpi.h"

/* Which stages or flows a row is about. */
typedef enum { NOTHING, ALL_STAGES, HELD, ADVOCATES, PURCHASES, FROM_PROSPECT, FROM_HELD, FROM_LOST } pk_about_t;

typedef struct {
    const char *name, *label, *unit; /* unit NULL: the currency */
    pk_reduce_t reduce;
    pk_measure_fn measure;
    pk_about_t about;
    const char *above, *below; /* ratio */
    bool lower_is_better, by_group, hidden;
} pk_builtin_t;

static const pk_builtin_t BUILTINS[] = {
    {"population", "Population", "customers", PK_END, pk_measure_stages, ALL_STAGES, .by_group = true},
    {"customers", "Customers at the end", "customers", PK_END, pk_measure_stages, HELD, .by_group = true},
    {"advocates", "Advocates at the end", "customers", PK_END, pk_measure_stages, ADVOCATES, .by_group = true},
    {"purchases", "Purchases", "purchases", PK_SUM, pk_measure_flows, PURCHASES, .by_group = true},
    {"new_customers", "New customers", "customers", PK_SUM, pk_measure_flows, FROM_PROSPECT, .by_group = true},
    {"repeat_purchases", "Repeat purchases", "purchases", PK_SUM, pk_measure_flows, FROM_HELD, .by_group = true},
    {"won_back", "Won back", "customers", PK_SUM, pk_measure_flows, FROM_LOST, .by_group = true},
    {"revenue", "Revenue", NULL, PK_SUM, pk_measure_revenue, .by_group = true},
    {"cost", "Cost", NULL, PK_SUM, pk_measure_cost, .lower_is_better = true},
    {"spend", "Advertising spend", NULL, PK_SUM, pk_measure_spend, .lower_is_better = true},
    {"profit", "Profit", NULL, PK_SUM, pk_measure_profit, .by_group = false},
    {"present_value", "Present value", NULL, PK_SUM, pk_measure_present_value, .by_group = false},
    {"margin", "Revenue less cost", NULL, PK_SUM, pk_measure_margin, .hidden = true},
    {"all_cost", "Cost and spend", NULL, PK_SUM, pk_measure_all_cost, .hidden = true},
    {"return_on_spend", "Return on spend", "ratio", PK_RATIO, .above = "margin", .below = "spend"},
    {"cost_per_purchase", "Cost per purchase", NULL, PK_RATIO, .above = "all_cost", .below = "purchases",
     .lower_is_better = true},
    {"cost_per_new_customer", "Spend per new customer", NULL, PK_RATIO, .above = "spend", .below = "new_customers",
     .lower_is_better = true},
    {"waiting_peak", "Most waiting", "units", PK_PEAK, pk_measure_waiting, .lower_is_better = true},
};

enum { BUILTIN_COUNT = sizeof BUILTINS / sizeof *BUILTINS };

static bool stage_wanted(pk_about_t about, pk_role_t role)
{
    switch (about) {
    case ALL_STAGES:
        return true;
    case HELD:
    case FROM_HELD:
        return role == PK_ROLE_CUSTOMER || role == PK_ROLE_ADVOCATE;
    case ADVOCATES:
        return role == PK_ROLE_ADVOCATE;
    case FROM_PROSPECT:
        return role == PK_ROLE_PROSPECT;
    case FROM_LOST:
        return role == PK_ROLE_LOST;
    case PURCHASES:
        return true;
    default:
        return false;
    }
}

static pk_indices_t stages_about(pk_plan_t *plan, pk_about_t about)
{
    pk_indices_t list = {.index = PK_ARRAY(&plan->arena, int, plan->nstage)};
    for (int i = 0; i < plan->nstage; i++) {
        if (stage_wanted(about, plan->stages[i].role)) {
            list.index[list.count++] = i;
        }
    }
    return list;
}

static pk_indices_t purchases_about(pk_plan_t *plan, pk_about_t about)
{
    pk_indices_t list = {.index = PK_ARRAY(&plan->arena, int, plan->ntransition)};
    for (int f = 0; f < plan->ntransition; f++) {
        if (plan->flows[f].purchase && stage_wanted(about, plan->stages[plan->flows[f].from].role)) {
            list.index[list.count++] = f;
        }
    }
    return list;
}

static const char *currency_of(const pk_plan_t *plan)
{
    return plan->model->currency != NULL && plan->model->currency[0] != 0 ? plan->model->currency : "money";
}

static void append(pk_plan_t *plan, pk_kpis_t *self, const pk_builtin_t *row)
{
    pk_kpi_plan_t kpi = {
        .name = row->name,
        .label = row->label,
        .unit = row->unit != NULL ? row->unit : currency_of(plan),
        .reduce = row->reduce,
        .measure = row->measure,
        .above = row->above == NULL ? -1 : pk_kpis_find(self, row->above),
        .below = row->below == NULL ? -1 : pk_kpis_find(self, row->below),
        .driver = -1,
        .lower_is_better = row->lower_is_better,
        .by_group = row->by_group,
        .hidden = row->hidden,
    };
    if (row->measure == pk_measure_stages) {
        kpi.stages = stages_about(plan, row->about);
    } else if (row->measure == pk_measure_flows) {
        kpi.flows = purchases_about(plan, row->about);
    }
    pk_kpis_append(self, kpi);
}

/* spend.CHANNEL stand after spend. */
static void append_channels(pk_plan_t *plan, pk_kpis_t *self)
{
    for (int d = 0; d < plan->ndriver; d++) {
        if (plan->drivers[d].spend_column >= 0) {
            const char *name = plan->drivers[d].driver->name;
            pk_kpis_append(self,
                           (pk_kpi_plan_t){
                               .name = pk_arena_format(&plan->arena, "spend.%s", name),
                               .label = pk_arena_format(&plan->arena, "Spend: %s", plan->drivers[d].driver->label),
                               .unit = currency_of(plan),
                               .reduce = PK_SUM,
                               .measure = pk_measure_spend,
                               .above = -1,
                               .below = -1,
                               .driver = d,
                               .lower_is_better = true,
                           });
        }
    }
}

void pk_kpis_builtin(pk_plan_t *plan, pk_kpis_t *self)
{
    for (int row = 0; row < BUILTIN_COUNT; row++) {
        append(plan, self, &BUILTINS[row]);
        if (strcmp(BUILTINS[row].name, "spend") == 0) {
            append_channels(plan, self);
        }
    }
}
