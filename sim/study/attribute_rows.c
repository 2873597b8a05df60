/* From differences by draw to rows: means, intervals, what a unit of money brought back. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "study/attribute_parts.h"

/* The mean that expected outcomes alone give to an arm's difference from all on. */
static double expected_ahead(const pk_attributing_t *self, int arm, int output)
{
    double sum = 0;
    for (long set = 0; set < self->nset; set++) {
        sum += pk_attribute_value(self, arm, set, output) - pk_attribute_value(self, 0, set, output);
    }
    return sum / (double)self->nset;
}

/* What is there in all; where later takes back what was brought at first, round-off of the two is nothing. */
static double in_all(double within, double after)
{
    const double sum = within + after;
    return fabs(sum) > 1e-12 * fmax(fabs(within), fabs(after)) ? sum : 0;
}

static void fill_cell(const pk_attributing_t *self, int d, int k, double *room)
{
    const pk_attribution_t *found = self->found;
    const int arm = 1 + d;
    const double *ahead = pk_attribute_ahead(self, arm, k);
    double after = 0;
    for (long draw = 0; draw < self->ndraw; draw++) {
        const double felt = 0 - pk_attribute_after_of(self, arm, k, draw);
        room[draw] = in_all(0 - ahead[draw], felt);
        after += felt / (double)self->ndraw;
    }
    pk_attributed_t *cell = &found->cells[d * found->nkpi + k];
    cell->within = 0 - pk_mean(ahead, self->ndraw);
    cell->without = self->all_on[k] - cell->within;
    cell->after = pk_attribute_is_felt(self, k) ? after : NAN;
    cell->incremental = in_all(cell->within, after);
    cell->expected = 0 - expected_ahead(self, arm, k);
    cell->within_se = self->ahead_se[arm * self->noutput + k];
    const pk_summary_t summary = pk_summarise(room, self->ndraw);
    cell->p05 = summary.p05;
    cell->p95 = summary.p95;
}

/* A return: of an arm, what is gained over what is spent. */
typedef struct {
    double mean, p05, p95;
} return_t;

static return_t return_of(const pk_attributing_t *self, int arm, int spend, bool of_revenue, double *room)
{
    const double *revenue = pk_attribute_ahead(self, arm, self->revenue);
    const double *cost = pk_attribute_ahead(self, arm, self->cost), *spent = pk_attribute_ahead(self, arm, spend);
    double gained = 0, paid = 0;
    for (long draw = 0; draw < self->ndraw; draw++) {
        const double felt = pk_attribute_after_of(self, arm, self->revenue, draw);
        const double paid_for = cost[draw] + pk_attribute_after_of(self, arm, self->cost, draw);
        const double gain = revenue[draw] + felt - (of_revenue ? 0 : paid_for);
        gained += gain;
        paid += spent[draw];
        room[draw] = spent[draw] != 0 ? gain / spent[draw] : NAN;
    }
    if (paid == 0) {
        return (return_t){NAN, NAN, NAN};
    }
    const pk_summary_t summary = pk_summarise(room, self->ndraw);
    return (return_t){gained / paid, summary.p05, summary.p95};
}

static void fill_return(const pk_attributing_t *self, int d, double *room)
{
    pk_attributed_driver_t *driver = &self->found->drivers[d];
    driver->back = (pk_attributed_return_t){NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    if (driver->kind != PK_ATTRIBUTED_OURS) {
        return;
    }
    const int spend = self->spend[d];
    const return_t all = return_of(self, 1 + d, spend, false, room);
    const return_t revenue = return_of(self, 1 + d, spend, true, room);
    const return_t next = return_of(self, self->more[d], spend, false, room);
    driver->back = (pk_attributed_return_t){.spend = self->all_on[spend],
                                            .roas = all.mean,
                                            .p05 = all.p05,
                                            .p95 = all.p95,
                                            .revenue = revenue.mean,
                                            .mroas = next.mean,
                                            .m05 = next.p05,
                                            .m95 = next.p95};
}

void pk_attribute_rows(pk_attributing_t *self)
{
    pk_attribution_t *found = self->found;
    double *room = pk_heap((size_t)self->ndraw, sizeof *room);
    found->cells = PK_ARRAY(&found->arena, pk_attributed_t, found->ndriver * found->nkpi);
    for (int k = 0; k < found->nkpi; k++) {
        found->kpis[k].all_on = self->all_on[k];
        found->kpis[k].organic = self->all_on[k] + pk_mean(pk_attribute_ahead(self, self->nothing, k), self->ndraw);
    }
    for (int d = 0; d < found->ndriver; d++) {
        for (int k = 0; k < found->nkpi; k++) {
            fill_cell(self, d, k, room);
        }
        fill_return(self, d, room);
    }
    free(room);
}
