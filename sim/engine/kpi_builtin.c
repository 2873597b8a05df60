/* How the built-in KPIs of model/kpi_catalogue.c are measured: one row each, by name. */
#include <string.h>

#include "base/status.h"
#include "engine/kpi.h"
#include "model/kpi_catalogue.h"

/* Which stages or flows a row is about. */
typedef enum { NOTHING, ALL_STAGES, HELD, ADVOCATES, PURCHASES, FROM_PROSPECT, FROM_HELD, FROM_LOST } pk_about_t;

typedef struct {
    const char *name;
    pk_reduce_t reduce;
    pk_measure_fn measure;
    pk_about_t about;
    bool by_group;
} pk_measured_t;

static const pk_measured_t MEASURES[] = {
    {"population", PK_END, pk_measure_stages, ALL_STAGES, .by_group = true},
    {"customers", PK_END, pk_measure_stages, HELD, .by_group = true},
    {"advocates", PK_END, pk_measure_stages, ADVOCATES, .by_group = true},
    {"purchases", PK_SUM, pk_measure_flows, PURCHASES, .by_group = true},
    {"new_customers", PK_SUM, pk_measure_flows, FROM_PROSPECT, .by_group = true},
    {"repeat_purchases", PK_SUM, pk_measure_flows, FROM_HELD, .by_group = true},
    {"won_back", PK_SUM, pk_measure_flows, FROM_LOST, .by_group = true},
    {"revenue", PK_SUM, pk_measure_revenue, .by_group = true},
    {"cost", PK_SUM, pk_measure_cost, .by_group = false},
    {"spend", PK_SUM, pk_measure_spend, .by_group = false},
    {"spend.CHANNEL", PK_SUM, pk_measure_spend, .by_group = false},
    {"profit", PK_SUM, pk_measure_profit, .by_group = false},
    {"present_value", PK_SUM, pk_measure_present_value, .by_group = false},
    {"margin", PK_SUM, pk_measure_margin, .by_group = false},
    {"all_cost", PK_SUM, pk_measure_all_cost, .by_group = false},
    {"first_purchases", PK_SUM, pk_measure_first_purchases, .by_group = true},
    {"later_purchases", PK_SUM, pk_measure_later_purchases, .by_group = true},
    {"waiting_peak", PK_PEAK, pk_measure_waiting, .by_group = false},
};

enum { MEASURE_COUNT = sizeof MEASURES / sizeof *MEASURES };

/* A ratio is measured by its two, and what comes after a run by who goes on with it. */
static const pk_measured_t A_RATIO = {.reduce = PK_RATIO}, AFTER = {.reduce = PK_GIVEN};

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

static const pk_measured_t *measured_as(const pk_kpi_entry_t *entry)
{
    if (entry->scope == PK_KPI_OF_AFTERMATH) {
        return &AFTER;
    }
    for (int row = 0; entry->above == NULL && row < MEASURE_COUNT; row++) {
        if (strcmp(MEASURES[row].name, entry->name) == 0) {
            return &MEASURES[row];
        }
    }
    return entry->above != NULL ? &A_RATIO : NULL;
}

static pk_kpi_plan_t kpi_of(pk_plan_t *plan, const pk_kpis_t *self, const pk_kpi_entry_t *entry)
{
    const pk_measured_t *row = measured_as(entry);
    PK_REQUIRE(row != NULL);
    pk_kpi_plan_t kpi = {
        .name = entry->name,
        .words = {entry->words[PK_ENGLISH], entry->words[PK_FINNISH]},
        .unit = entry->unit != NULL ? entry->unit : currency_of(plan),
        .rank = entry->rank,
        .reduce = row->reduce,
        .measure = row->measure,
        .above = entry->above == NULL ? -1 : pk_kpis_find(self, entry->above),
        .below = entry->below == NULL ? -1 : pk_kpis_find(self, entry->below),
        .driver = -1,
        .lower_is_better = entry->lower_is_better,
        .by_group = row->by_group,
        .hidden = entry->scope == PK_KPI_PART,
    };
    PK_REQUIRE(row->reduce != PK_RATIO || (kpi.above >= 0 && kpi.below >= 0));
    if (row->measure == pk_measure_stages) {
        kpi.stages = stages_about(plan, row->about);
    } else if (row->measure == pk_measure_flows) {
        kpi.flows = purchases_about(plan, row->about);
    }
    return kpi;
}

/* `text` with `given` for what ends it. */
static const char *put_for(pk_plan_t *plan, const char *text, const char *end, const char *given)
{
    return pk_arena_format(&plan->arena, "%.*s%s", (int)(strlen(text) - strlen(end)), text, given);
}

static void append_channels(pk_plan_t *plan, pk_kpis_t *self, const pk_kpi_entry_t *entry)
{
    for (int d = 0; d < plan->ndriver; d++) {
        const pk_driver_t *driver = plan->drivers[d].driver;
        if (plan->drivers[d].spend_column < 0) {
            continue;
        }
        pk_kpi_plan_t kpi = kpi_of(plan, self, entry);
        kpi.name = put_for(plan, entry->name, "CHANNEL", driver->name);
        for (int language = 0; language < PK_LANGUAGES; language++) {
            kpi.words[language] = put_for(plan, entry->words[language], "%s", driver->label);
        }
        kpi.driver = d;
        pk_kpis_append(self, kpi);
    }
}

/* A measure without an entry would be nobody's. */
static void require_entries(void)
{
    for (int row = 0; row < MEASURE_COUNT; row++) {
        PK_REQUIRE(pk_kpi_entry(MEASURES[row].name) != NULL);
    }
}

/* Whether a KPI is of only some runs. */
static bool is_special(const pk_kpi_entry_t *entry)
{
    return entry->scope == PK_KPI_OF_COMPARISON || entry->scope == PK_KPI_OF_AFTERMATH ||
           entry->scope == PK_KPI_OF_INDIVIDUALS;
}

void pk_kpis_builtin(pk_plan_t *plan, pk_kpi_scope_t beside, pk_kpis_t *self)
{
    require_entries();
    for (const pk_kpi_entry_t *entry = pk_kpi_catalogue; entry->name != NULL; entry++) {
        if (entry->scope == PK_KPI_OF_CHANNEL) {
            append_channels(plan, self, entry);
        } else if (!is_special(entry) || entry->scope == beside) {
            pk_kpis_append(self, kpi_of(plan, self, entry));
        }
    }
}
