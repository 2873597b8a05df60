#include "engine/excess.h"

#include "engine/agents/layout.h"
#include "engine/balance.h"
#include "engine/sim.h"

void pk_excess_note(pk_sim_t *sim, pk_excess_kind_t what, int index, double number)
{
    if (sim->excess.what == PK_EXCESS_NONE) {
        sim->excess = (pk_excess_t){.what = what, .index = index, .step = sim->step, .number = number};
    }
}

static const char hint_count[] =
    "lower the number, or what drives it: arrivals, levers and their elasticities, channels";
static const char hint_amount[] =
    "lower the number, or what drives it: levers and their elasticities, channels, stocks";

static void tell_count(const pk_plan_t *plan, const pk_excess_t *excess, pk_place_t place, const char *what,
                       const char *does, pk_diag_t *diag)
{
    pk_error(diag, place, hint_count, "%s: %.6g %s in step %d of %s, and counts go up to %.0f (2^53)", what,
             excess->number, does, excess->step, plan->scenario->name, PK_COUNT_MOST);
}

static void tell_amount(const pk_plan_t *plan, const pk_excess_t *excess, pk_place_t place, const char *whose,
                        const char *what, pk_diag_t *diag)
{
    pk_error(diag, place, hint_amount, "%s: the %s is %.6g in step %d of %s, and numbers go up to %g", whose, what,
             excess->number, excess->step, plan->scenario->name, PK_AMOUNT_MOST);
}

static pk_place_t flow_place(const pk_plan_t *plan, int f)
{
    return f >= plan->ntransition ? plan->model->arrivals[f - plan->ntransition].place
                                  : plan->flows[f].transition->place;
}

/* Where a number stands that may not be written. */
static pk_place_t written_place(const pk_number_t *number, pk_place_t otherwise)
{
    return number->kind == PK_NUMBER_NONE ? otherwise : number->place;
}

static void tell_flow(const pk_plan_t *plan, const pk_excess_t *excess, pk_diag_t *diag)
{
    const pk_flow_t *flow = &plan->flows[excess->index];
    const pk_place_t place = flow_place(plan, excess->index);
    switch (excess->what) {
    case PK_EXCESS_FLOW:
        tell_count(plan, excess, place, flow->name, flow->from < 0 ? "arrive" : "happen", diag);
        break;
    case PK_EXCESS_RATE:
        tell_amount(plan, excess, place, flow->name, "rate", diag);
        break;
    case PK_EXCESS_REVENUE:
        tell_amount(plan, excess, written_place(flow->transition->revenue, place), flow->name, "revenue", diag);
        break;
    default:
        tell_amount(plan, excess, written_place(flow->transition->cost, place), flow->name, "cost", diag);
    }
}

static void tell_stage(const pk_plan_t *plan, const pk_excess_t *excess, pk_diag_t *diag)
{
    const pk_stage_t *stage = plan->stages[excess->index].stage;
    switch (excess->what) {
    case PK_EXCESS_SPEED:
        tell_amount(plan, excess, stage->place, stage->name, "speed of leaving", diag);
        break;
    case PK_EXCESS_STAGE_REVENUE:
        tell_amount(plan, excess, written_place(stage->revenue, stage->place), stage->name, "revenue", diag);
        break;
    case PK_EXCESS_STAGE_COST:
        tell_amount(plan, excess, written_place(stage->cost, written_place(stage->entry_cost, stage->place)),
                    stage->name, "cost", diag);
        break;
    default:
        tell_amount(plan, excess, written_place(stage->end_value, stage->place), stage->name, "end_value", diag);
    }
}

static void tell_steady(const pk_plan_t *plan, int stage, pk_diag_t *diag)
{
    const pk_stage_t *of = plan->stages[stage].stage;
    pk_error(
        diag, of->start_age_place, "write start_age: new, or a law that has fewer customers near 0",
        "%s: so many customers have a number near 0 (`varies`) that those who have been here for a while would all "
        "be customers who never leave: the mean stay has no end",
        of->name);
}

void pk_excess_tell(const pk_plan_t *plan, const pk_excess_t *excess, const char *kpi, pk_diag_t *diag)
{
    switch (excess->what) {
    case PK_EXCESS_NONE:
        break;
    case PK_EXCESS_POPULATION:
        tell_count(plan, excess, plan->model->narrival > 0 ? plan->model->arrivals[0].place : PK_NOWHERE,
                   "the population", "people", diag);
        break;
    case PK_EXCESS_CAPACITY:
        tell_count(plan, excess, plan->model->capacities[excess->index].place, plan->capacities[excess->index].name,
                   "ask for it", diag);
        break;
    case PK_EXCESS_DRIVER:
        tell_amount(plan, excess, plan->drivers[excess->index].driver->place, plan->drivers[excess->index].driver->name,
                    "value", diag);
        break;
    case PK_EXCESS_LEVER_COST:
        tell_amount(plan, excess, PK_NOWHERE, "levers", "cost per step", diag);
        break;
    case PK_EXCESS_STEADY:
        tell_steady(plan, excess->index, diag);
        break;
    case PK_EXCESS_BALANCE_HELD:
    case PK_EXCESS_BALANCE_SPLIT:
    case PK_EXCESS_BALANCE_NONE:
    case PK_EXCESS_BALANCE_UNSETTLED:
    case PK_EXCESS_BALANCE_SEVERAL:
        pk_balance_tell(plan, excess, plan->uncertain, diag);
        break;
    case PK_EXCESS_CELLS:
        pk_error(
            diag, PK_NOWHERE, "a longer step, a shorter horizon, start_age: new, or engine: cohort",
            "%s: stages and the ages of their stays are %.0f places in a run, and the engine agents knows up to %d",
            plan->scenario->file, excess->number, PK_CELLS_MOST);
        break;
    case PK_EXCESS_KPI:
        pk_error(diag, PK_NOWHERE, hint_amount, "the KPI %s is %.6g in a run of %s, and numbers go up to %g", kpi,
                 excess->number, plan->scenario->name, PK_AMOUNT_MOST);
        break;
    case PK_EXCESS_FLOW:
    case PK_EXCESS_RATE:
    case PK_EXCESS_REVENUE:
    case PK_EXCESS_COST:
        tell_flow(plan, excess, diag);
        break;
    case PK_EXCESS_SPEED:
    case PK_EXCESS_STAGE_REVENUE:
    case PK_EXCESS_STAGE_COST:
    case PK_EXCESS_END_VALUE:
        tell_stage(plan, excess, diag);
    }
}
