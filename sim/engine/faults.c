#include "engine/faults.h"

#include <math.h>

#include "engine/shares.h"
#include "engine/sim.h"
#include "engine/written.h"

typedef struct {
    pk_sim_t *sim;
    pk_fault_fn tell;
    void *context;
    pk_fault_t at; /* where we are */
} pk_search_t;

static bool found(pk_search_t *self, pk_draw_t outcome, int flow)
{
    pk_fault_t fault = self->at;
    fault.outcome = outcome;
    fault.flow = flow;
    return self->tell(self->context, &fault);
}

/* Whether today's drivers bring more than what is written: b < 0. */
static bool is_beyond(const pk_sim_t *sim, int flow, int persona, double written)
{
    return pk_rates_base(sim, flow, persona, written) < -1e-12 * fmax(written, 1e-6);
}

static bool search_brought(pk_search_t *self, int flow, double written)
{
    return is_beyond(self->sim, flow, self->at.persona, written) && found(self, PK_DRAW_BROUGHT_TOO_MUCH, flow);
}

static bool search_exits(pk_search_t *self)
{
    const pk_plan_t *plan = self->sim->plan;
    const pk_stage_plan_t *from = &plan->stages[self->at.row];
    double row[plan->most_exits + 1];
    const pk_row_t kind = pk_written_row(plan, self->sim->draws, self->at.row, self->at.persona, self->at.step, row);
    if (kind == PK_ROW_PAST_ONE && found(self, PK_DRAW_PAST_ONE, -1)) {
        return true;
    }
    for (int k = 0; plan->today && kind != PK_ROW_SURE && k < from->nrated; k++) {
        if (search_brought(self, from->exits[k], row[k])) {
            return true;
        }
    }
    return false;
}

static bool search_events(pk_search_t *self)
{
    const pk_plan_t *plan = self->sim->plan;
    const pk_stage_plan_t *from = &plan->stages[self->at.row];
    for (int k = 0; k < from->nevent; k++) {
        const int f = from->events[k];
        double written;
        const pk_row_t kind =
            pk_written_event(&plan->flows[f], self->sim->draws, self->at.persona, self->at.step, &written);
        if (kind == PK_ROW_PAST_ONE && found(self, PK_DRAW_PAST_ONE, f)) {
            return true;
        }
        if (plan->today && kind != PK_ROW_SURE && search_brought(self, f, written)) {
            return true;
        }
    }
    return false;
}

static bool search_shares(pk_search_t *self)
{
    const pk_plan_t *plan = self->sim->plan;
    double row[plan->most_exits + 1];
    return !pk_exit_shares(plan, self->sim->draws, self->at.row, self->at.persona, self->at.step, row) &&
           found(self, PK_DRAW_SHARES_PAST_ONE, -1);
}

static bool search_step(pk_search_t *self)
{
    const pk_plan_t *plan = self->sim->plan;
    for (self->at.persona = 0; self->at.persona < plan->npersona; self->at.persona++) {
        if ((plan->stages[self->at.row].kind != PK_STAGE_PLAIN && search_shares(self)) || search_exits(self) ||
            search_events(self)) {
            return true;
        }
    }
    return false;
}

/* The same of those who arrive at the stage, whenever the written number changes. */
static bool search_arrivals(pk_search_t *self)
{
    const pk_plan_t *plan = self->sim->plan;
    for (int f = plan->ntransition; plan->today && f < plan->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        const int last = flow->value.stride == 0 ? 1 : plan->nstep;
        for (self->at.step = 1; flow->to == self->at.row && self->at.step <= last; self->at.step++) {
            const double written = pk_quantity(flow->value, self->sim->draws, self->at.step);
            for (self->at.persona = 0; self->at.persona < plan->npersona; self->at.persona++) {
                if (search_brought(self, f, written)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* Start shares and personas' shares. */
static bool search_whole(pk_search_t *self)
{
    const pk_plan_t *plan = self->sim->plan;
    double share[plan->nstage + plan->npersona];
    const bool fits = self->at.row == pk_row_of_start(plan) ? pk_start_shares(plan, self->sim->draws, share)
                                                            : pk_persona_shares(plan, self->sim->draws, share);
    return !fits && found(self, PK_DRAW_SHARES_PAST_ONE, -1);
}

bool pk_faults_of_row(pk_sim_t *sim, int row, pk_fault_fn tell, void *context)
{
    const pk_plan_t *plan = sim->plan;
    pk_search_t search = {.sim = sim, .tell = tell, .context = context, .at = {.row = row}};
    if (row >= plan->nstage) {
        return search_whole(&search);
    }
    const bool *rewritten = plan->stages[row].rewritten;
    for (int t = 1; t <= (rewritten == NULL ? 1 : plan->nstep); t++) {
        search.at.step = t;
        if ((t == 1 || rewritten[t]) && search_step(&search)) {
            return true;
        }
    }
    return search_arrivals(&search);
}

static bool keep(void *context, const pk_fault_t *fault)
{
    *(pk_fault_t *)context = *fault;
    return true;
}

pk_fault_t pk_fault_of_row(pk_sim_t *sim, int row)
{
    pk_fault_t fault = {.outcome = PK_DRAW_FINE, .row = row, .flow = -1};
    (void)pk_faults_of_row(sim, row, keep, &fault);
    return fault;
}
