/* What a planner must know of customers who differ: whom a row past 1 is cut for, and how far off the groups are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/nodes.h"
#include "engine/written.h"

/* ---- how far off ---- */

typedef struct {
    double off; /* part of those who were there at the beginning */
    int step;
} pk_off_t;

/* Who is still there after t steps, by the groups against the law itself; only the number by itself counts. */
static pk_off_t off_by(const pk_plan_t *plan, const pk_differing_t *number, const double *draws)
{
    const pk_flow_t *flow = &plan->flows[number->flow];
    const double period = number->law->period;
    double a[PK_LAW_ARGUMENTS];
    pk_spread_t points;
    pk_off_t most = {0};
    if (!pk_law_arguments(number->law, draws, a) || !pk_nodes_spread(number->law, a, 0, &points)) {
        return most;
    }
    for (int t = 1; t <= plan->nstep; t++) {
        double there = 0, law = 0;
        for (int k = 0; k < number->count; k++) {
            there += draws[number->share + k] * pow(pk_nodes_left(flow, period, draws[number->value + k]), t);
        }
        for (int i = 0; i < points.count; i++) {
            law += points.weight[i] * pow(pk_nodes_left(flow, period, number->law->scale * points.x[i]), t);
        }
        if (fabs(there - law) > most.off) {
            most = (pk_off_t){.off = fabs(there - law), .step = t};
        }
    }
    return most;
}

static void tell_off(const pk_plan_t *plan, const pk_differing_t *number, const double *draws, pk_diag_t *diag)
{
    static const double LEAST = 1e-6;
    const pk_flow_t *flow = &plan->flows[number->flow];
    const pk_off_t off = flow->event ? (pk_off_t){0} : off_by(plan, number, draws);
    if (off.off > LEAST) {
        pk_warning(
            diag, number->law->place,
            plan->nodes.nnumber > 1 ? "fewer numbers that vary, or fewer personas, leave more values to each"
                                    : "up to 127 steps all is exact",
            "%s: customers have %d different numbers, so that who is still there is off by up to %.2g%% of those "
            "who were there first (in step %d)",
            flow->name, number->count / (number->steady >= 0 ? 2 : 1), 100 * off.off, off.step);
    }
}

/* ---- whom a row is cut for ---- */

enum { CUSTOMERS = 2000 };

/* Some customers, evenly over the laws of all numbers: value[number * CUSTOMERS + customer]. */
static void choose_customers(const pk_plan_t *plan, const double *draws, double *value)
{
    static const double STEPS[PK_DIFFERING_MOST] = {1.0 / CUSTOMERS, 0.7548776662466927, 0.5698402909980532}; /* R2 */
    for (int j = 0; j < plan->nodes.nnumber; j++) {
        const pk_number_t *law = plan->nodes.number[j].law;
        double a[PK_LAW_ARGUMENTS], whole;
        const bool valid = pk_law_arguments(law, draws, a);
        for (int c = 0; c < CUSTOMERS; c++) {
            const double u = modf((c + 0.5) * STEPS[j], &whole);
            value[j * CUSTOMERS + c] =
                valid ? law->scale * pk_law_truncated(law->law, a, u, law->low, law->high, NULL) : NAN;
        }
    }
}

/* A row, or an event (row -1), of a persona. */
typedef struct {
    const pk_plan_t *plan;
    const double *value;
    double *draws;
    int row, event, persona;
} pk_cutting_t;

static bool is_cut(const pk_cutting_t *self, int customer, int t)
{
    const pk_nodes_t *nodes = &self->plan->nodes;
    const int first = self->persona * nodes->count;
    double period;
    for (int j = 0; j < nodes->nnumber; j++) {
        const pk_differing_t *number = &nodes->number[j];
        self->draws[number->value + self->persona * number->count] = self->value[j * CUSTOMERS + customer];
    }
    return self->row >= 0
               ? pk_written_cut(self->plan, self->draws, self->row, first, t)
               : pk_written_value(&self->plan->flows[self->event], self->draws, first, t, &period) > 1 + 1e-9;
}

/* The largest part of the persona's customers that is cut in a step. */
static double part_cut(const pk_cutting_t *self)
{
    const int from = self->row >= 0 ? self->row : self->plan->flows[self->event].from;
    const bool *rewritten = self->plan->stages[from].rewritten;
    double most = 0;
    for (int t = 1; t <= self->plan->nstep; t++) {
        int cut = 0;
        for (int c = 0; (t == 1 || (rewritten != NULL && rewritten[t])) && c < CUSTOMERS; c++) {
            cut += is_cut(self, c, t);
        }
        most = fmax(most, (double)cut / CUSTOMERS);
    }
    return most;
}

static void tell_cut(pk_cutting_t *self, const pk_number_t *number, pk_diag_t *diag)
{
    const pk_plan_t *plan = self->plan;
    for (self->persona = 0; self->persona < pk_model_personas(plan); self->persona++) {
        const double part = part_cut(self);
        if (part > 0) {
            const bool one = !plan->model->has_personas;
            pk_warning(
                diag, number->place, "a law or a factor that stays below 1 cuts nobody, if that part matters",
                "%s%s: for %.2g%% of the customers%s%s their own number makes it more than 100%%; they are cut at "
                "100%%",
                self->row >= 0 ? "the ways out of " : "",
                self->row >= 0 ? plan->stages[self->row].stage->name : plan->flows[self->event].name, 100 * part,
                one ? "" : " of persona ", one ? "" : plan->model->personas[self->persona].name);
        }
    }
}

/* The first number of a stage's ways out tells of its row. */
static bool is_first_of_row(const pk_nodes_t *nodes, const pk_plan_t *plan, int j)
{
    for (int k = 0; k < j; k++) {
        const pk_flow_t *before = &plan->flows[nodes->number[k].flow];
        if (!before->event && before->from == plan->flows[nodes->number[j].flow].from) {
            return false;
        }
    }
    return true;
}

void pk_nodes_tell(const pk_plan_t *plan, const double *draws, pk_diag_t *diag)
{
    const pk_nodes_t *nodes = &plan->nodes;
    if (nodes->nnumber == 0) {
        return;
    }
    double *value = pk_heap((size_t)nodes->nnumber * CUSTOMERS, sizeof(double));
    double *scratch = pk_heap((size_t)plan->nslot + 1, sizeof(double));
    choose_customers(plan, draws, value);
    memcpy(scratch, draws, (size_t)plan->nslot * sizeof *scratch);
    for (int j = 0; j < nodes->nnumber; j++) {
        const pk_differing_t *number = &nodes->number[j];
        const pk_flow_t *flow = &plan->flows[number->flow];
        pk_cutting_t cutting = {.plan = plan,
                                .value = value,
                                .draws = scratch,
                                .row = flow->event ? -1 : flow->from,
                                .event = number->flow};
        tell_off(plan, number, draws, diag);
        if (flow->by == PK_BY_PROBABILITY && (flow->event || is_first_of_row(nodes, plan, j))) {
            tell_cut(&cutting, number->law, diag);
        }
    }
    free(value);
    free(scratch);
}
