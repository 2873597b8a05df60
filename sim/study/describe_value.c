/* What a customer is worth. */
#include <math.h>

#include "study/describe_parts.h"

/* Adds what this step brought, discounted, to each group's sum. */
static void add_step(const pk_today_t *today, double factor, double *sum)
{
    const pk_plan_t *plan = &today->plan;
    const pk_sim_t *sim = &today->sim;
    for (int g = 0; g < plan->npersona; g++) {
        const double money = sim->paid[g].revenue - sim->paid[g].cost + sim->paid[g].end_value;
        sum[g + 1] += factor * money;
    }
}

/* The value of one customer, persona unknown, who enters `stage`; sum has 1 + npersona places. */
static void walk(pk_today_t *today, int stage, double discount, double *sum)
{
    const pk_plan_t *plan = &today->plan;
    pk_sim_gather(&today->sim, stage, 1);
    pk_money_start(&today->sim);
    add_step(today, 1, sum);
    for (int t = 1; t <= plan->nstep; t++) {
        pk_sim_move(&today->sim, t);
        pk_money_step(&today->sim, t);
        add_step(today, pow(1 + discount, -t * plan->step_years), sum);
    }
}

/* What all of a persona bring becomes what one of them does; of everybody, what one who enters the stage does. */
static void by_persona(const pk_today_t *today, int stage, double *sum)
{
    const int personas = today->plan.npersona;
    sum[0] = 0;
    for (int g = 0; g < personas; g++) {
        const double part = today->enter[stage * personas + g], share = today->sim.share[g];
        sum[g + 1] = share > 0 ? sum[g + 1] / share : NAN;
        sum[0] += part > 0 && share > 0 ? part * sum[g + 1] : 0;
    }
}

void pk_describe_value(pk_today_t *today, pk_description_t *self)
{
    const int personas = today->plan.npersona;
    for (int i = 0; i < self->nstage; i++) {
        double sum[personas + 1];
        for (int g = 0; g <= personas; g++) {
            sum[g] = 0;
        }
        if (self->money) {
            walk(today, i, self->discount, sum);
        }
        by_persona(today, i, sum);
        for (int group = 0; group < self->ngroup; group++) {
            self->stages[i].value[group] = self->money ? sum[group] : NAN;
        }
        self->end_value = self->end_value || pk_is_paid(&today->plan.stages[i].end_value);
    }
}
