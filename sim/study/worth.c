#include "study/worth.h"

#include <math.h>

#include "engine/tail.h"
#include "study/describe_parts.h"

/* The mean over personas by who stands there in the baseline, or where nobody does by their parts of the population. */
static double over_personas(const pk_today_t *today, const pk_result_t *r, const double *each, int i)
{
    double sum = 0, people = 0, share = 0, shared = 0;
    for (int g = 1; g < r->ngroup; g++) {
        const double worth = each[g * r->nstage + i];
        const double count = r->stage_counts[pk_stage_cell(r, r->nstep, g, i)].mean,
                     part = pk_today_share(today, g - 1);
        people += count;
        sum += count > 0 ? count * worth : 0;
        share += part;
        shared += part > 0 ? part * worth : 0;
    }
    return people > 0 ? sum / people : shared / share;
}

static void fill(pk_today_t *today, int from, pk_comparison_t *c)
{
    const pk_result_t *r = &c->results[c->baseline];
    const pk_plan_t *plan = &today->plan;
    double *ahead = PK_ARRAY(&c->arena, double, plan->nstage * plan->npersona);
    double *each = PK_ARRAY(&c->arena, double, r->ngroup * r->nstage);
    pk_describe_ahead(today, from, ahead);
    for (int i = 0; i < r->nstage; i++) {
        const double *there = &ahead[i * plan->npersona], *part = &today->there[i * plan->npersona];
        const bool instant = plan->stages[i].kind == PK_STAGE_INSTANT;
        for (int g = 1; g < r->ngroup; g++) {
            each[g * r->nstage + i] =
                pk_today_share(today, g - 1) > 0 ? pk_today_of_persona(today, there, part, g - 1) : NAN;
        }
        each[i] = r->ngroup > 1 ? over_personas(today, r, each, i) : pk_today_of_persona(today, there, part, 0);
        for (int g = 0; g < r->ngroup && instant; g++) {
            each[g * r->nstage + i] = NAN;
        }
    }
    c->worth = (pk_stage_worth_t){.steps = plan->nstep - from, .each = each};
}

void pk_worth_fill(const pk_scenario_t *baseline, pk_comparison_t *c)
{
    const pk_result_t *r = &c->results[c->baseline];
    pk_scenario_t longer = *baseline;
    pk_calendar_t *calendar = &longer.calendar;
    const int from = calendar->steps;
    const int steps = pk_aftermath_is_told(&c->aftermath) ? c->aftermath.steps
                      : baseline->after_horizon > 0       ? baseline->after_horizon
                                                          : pk_tail_most(calendar);
    pk_diag_t unheard = {0};
    pk_today_t today;
    calendar->steps += steps;
    calendar->beyond = steps;
    longer.ngoal = 0;
    longer.nactual = 0;
    if (steps < 1 || r->stage_counts == NULL) {
        return;
    }
    if (pk_today_open(&longer, &today, &unheard) == PK_OK && pk_describe_has_money(&today.plan)) {
        fill(&today, from, c);
    }
    pk_today_free(&today);
    pk_diag_free(&unheard);
}
