/* A model's own KPIs. */
#include <math.h>
#include <string.h>

#include "engine/compile.h"
#include "engine/kpi.h"

typedef struct {
    pk_reduce_t reduce;
    pk_measure_fn measure;
    const char *unit; /* NULL: the currency */
} pk_own_t;

/* By pk_kpi_kind_t. A share is a ratio of two ends and made of two. */
static const pk_own_t OWN[] = {
    [PK_KPI_COUNT] = {PK_SUM, pk_measure_flows, "count"},
    [PK_KPI_SHARE] = {PK_RATIO, NULL, "share"},
    [PK_KPI_AVERAGE] = {PK_AVERAGE, pk_measure_stages, "customers"},
    [PK_KPI_PEAK] = {PK_PEAK, pk_measure_stages, "customers"},
    [PK_KPI_TIME] = {PK_SUM, pk_measure_time, "years"},
    [PK_KPI_MONEY] = {PK_SUM, pk_measure_money, NULL},
    [PK_KPI_RATIO] = {PK_RATIO, NULL, "ratio"},
};

static pk_quantity_t *weights_of(pk_compiler_t *compiler, const pk_kpi_t *from)
{
    if (from->weights == NULL) {
        return NULL;
    }
    pk_quantity_t *weights = PK_ARRAY(&compiler->plan->arena, pk_quantity_t, from->stages.count);
    for (int k = 0; k < from->stages.count; k++) {
        weights[k] = pk_compile_quantity(compiler, from->weights[k], 1);
    }
    return weights;
}

static pk_kpi_plan_t plan_of(pk_compiler_t *compiler, const pk_kpi_t *from)
{
    const pk_own_t *own = &OWN[from->kind];
    const char *currency = compiler->plan->model->currency;
    return (pk_kpi_plan_t){
        .name = from->name,
        .words = {from->label, from->label},
        .unit = own->unit != NULL                      ? own->unit
                : currency != NULL && currency[0] != 0 ? currency
                                                       : "money",
        .reduce = own->reduce,
        .measure = own->measure,
        .stages = from->stages,
        .flows = from->flows,
        .weights = weights_of(compiler, from),
        .discount = pk_compile_quantity(compiler, from->discount, NAN),
        .above = -1,
        .below = -1,
        .driver = -1,
        .lower_is_better = from->lower_is_better,
        .by_group = true,
    };
}

static void share(pk_plan_t *plan, pk_kpis_t *self, pk_kpi_plan_t kpi)
{
    pk_kpi_plan_t above = kpi;
    above.name = pk_arena_format(&plan->arena, "%s (above)", kpi.name);
    above.reduce = PK_END;
    above.measure = pk_measure_stages;
    above.hidden = true;
    kpi.above = pk_kpis_append(self, above);
    kpi.below = pk_kpis_find(self, "population");
    pk_kpis_append(self, kpi);
}

/* A quotient of money and things is money for a thing. */
static const char *ratio_unit(const pk_kpi_plan_t *above, const pk_kpi_plan_t *below)
{
    const bool same = strcmp(above->unit, below->unit) == 0;
    return same || strcmp(below->unit, "years") == 0 ? "ratio" : above->unit;
}

void pk_kpis_own(pk_plan_t *plan, pk_kpis_t *self)
{
    pk_diag_t quiet = {0}; /* schedules of weights were resolved without an error when the scenario was read */
    pk_compiler_t compiler = {.plan = plan, .scenario = plan->scenario, .model = plan->model, .diag = &quiet};
    for (int k = 0; k < plan->model->nkpi; k++) {
        const pk_kpi_t *from = &plan->model->kpis[k];
        pk_kpi_plan_t kpi = plan_of(&compiler, from);
        if (from->kind == PK_KPI_SHARE) {
            share(plan, self, kpi);
        } else {
            pk_kpis_append(self, kpi);
        }
    }
    for (int k = 0; k < plan->model->nkpi; k++) {
        const pk_kpi_t *from = &plan->model->kpis[k];
        if (from->kind == PK_KPI_RATIO) {
            pk_kpi_plan_t *kpi = &self->at[pk_kpis_find(self, from->name)];
            kpi->above = pk_kpis_find(self, from->above);
            kpi->below = pk_kpis_find(self, from->below);
            kpi->by_group = self->at[kpi->above].by_group && self->at[kpi->below].by_group;
            kpi->unit = ratio_unit(&self->at[kpi->above], &self->at[kpi->below]);
        }
    }
    pk_diag_free(&quiet);
}
