/* What a customer is worth. Backwards in time, so that the cost does not grow with the number of stages squared.
 *
 * W_t(i) is the discounted money of one who enters i in step t, from then to the horizon. With m_k(t) the money of a
 * way out, s_i(t) what a step in the stage brings, e_i(t) the entry cost and v_t the discount:
 *   plain:   W_t = v_t (s_i(t) - e_i(t)) + R_t,   R_t = Σ_k p_k (v m_k + W_k) + (1 - Σ p) (v s_i + R)   all at t + 1
 *   a stay:  W_t = v_t (s_i(t) - e_i(t)) + Σ_a S(a) (C_u + (1 - c) (h(a) L_u + (1 - h(a)) v_u s_i(u))),   u = t + a +
 * 1, L_u = Σ_k share_k (v_u m_k(u) + W_k,u), C_u the same of the ways that compete with the stay, which take c of all
 * who are there first instant: W_t = -v_t e_i(t) + L_t and what happens to those who are there (events) is added for
 * each step. */
#include <math.h>
#include <string.h>

#include "engine/life.h"
#include "engine/tail.h"
#include "study/describe_parts.h"

/* Arrays are [step][stage x persona], of stays alone where they look further ahead than a step. */
typedef struct {
    pk_today_t *today;
    pk_arena_t arena;
    double *flow;                      /* flow x persona: m_k(t), discounted */
    double *step, *entry;              /* stage x persona: v_t s_i(t), v_t e_i(t) */
    double *enters, *remain;           /* stage x persona: W and R of the step that was looked at last, t + 1 */
    double *now, *rest;                /* the same of step t */
    double **leaves, **stays, **first; /* [stage] of a stay with ages: [step x persona] L_u, v_u s_i(u), C_u + events */
    double **log_stay;                 /* [stage] of a stay: log(S(a+1)/S(a)) by age */
    int oldest;                        /* that it goes to, where the stay has ages */
} values_t;

/* Who is left of a stay when nobody counts any more: a double tells nothing finer. */
static const double NOBODY = 1e-18;

/* What one of each brings in step t: everything happens once, everybody is there and nobody has entered; then the
 * reverse. */
static void money_of(values_t *self, int t, double factor)
{
    pk_sim_t *sim = &self->today->sim;
    const pk_plan_t *plan = sim->plan;
    const int flows = plan->nflow * plan->npersona, stages = plan->nstage * plan->npersona;
    for (int pass = 0; pass < 2; pass++) {
        for (int cell = 0; cell < flows; cell++) {
            sim->state.flow[cell] = pass == 0;
        }
        for (int cell = 0; cell < stages; cell++) {
            sim->state.count[cell] = t == 0 ? pass : !pass; /* at step 0 those who are there have entered */
            sim->entered[cell] = pass;
        }
        if (t == 0) {
            pk_money_start(sim);
        } else {
            pk_money_step(sim, t);
        }
        for (int cell = 0; cell < flows && pass == 0; cell++) {
            self->flow[cell] = factor * (sim->money.revenue[cell] - sim->money.cost[cell]);
        }
        for (int cell = 0; cell < stages; cell++) {
            const double money =
                factor * (sim->money.stage_revenue[cell] - sim->money.stage_cost[cell] + sim->money.end_value[cell]);
            (pass == 0 ? self->step : self->entry)[cell] = money;
        }
    }
}

/* Those who leave by some ways out of a stage, each by its number: what they bring, and what they go on to. */
static double by_exits(const values_t *self, int i, int g, const double *enters, bool shares)
{
    const pk_plan_t *plan = &self->today->plan;
    const int rated = plan->stages[i].nrated;
    double sum = 0;
    for (int k = shares ? rated : 0; k < (shares ? plan->stages[i].nexit : rated); k++) {
        const int cell = plan->stages[i].exits[k] * plan->npersona + g;
        const int to = plan->flows[plan->stages[i].exits[k]].to;
        sum += self->today->sim.now.p[cell] * (self->flow[cell] + enters[to * plan->npersona + g]);
    }
    return sum;
}

static double by_events(const values_t *self, int i, int g)
{
    const pk_plan_t *plan = &self->today->plan;
    double sum = 0;
    for (int k = 0; k < plan->stages[i].nevent; k++) {
        const int cell = plan->stages[i].events[k] * plan->npersona + g;
        sum += self->today->sim.now.p[cell] * self->flow[cell];
    }
    return sum;
}

/* The chance that the stay ends at this age, for who is that old and has not left by another way. */
static double hazard(const values_t *self, int i, int g, int age)
{
    const double log_stay = self->log_stay[i][age];
    return isinf(log_stay) ? 1 : -expm1(self->today->sim.now.speed[i * self->today->plan.npersona + g] * log_stay);
}

/* Ahead of one who is in the stage at the end of step t, for a stage that has no ages; the money is that of t + 1. */
static double ahead(const values_t *self, int i, int g)
{
    const pk_today_t *today = self->today;
    const int cell = i * today->plan.npersona + g;
    const double gone = pk_rates_competing(&today->sim, i, g);
    const double ended = today->plan.stages[i].kind == PK_STAGE_PLAIN ? 0 : hazard(self, i, g, 0);
    return by_exits(self, i, g, self->enters, false) + by_events(self, i, g) +
           (1 - gone) * (ended * by_exits(self, i, g, self->enters, true) +
                         (1 - ended) * (self->step[cell] + self->remain[cell]));
}

/* Ahead of one who stands in a stay at the end of step t at an age: 0, who entered in it. */
static double ahead_by_age(const values_t *self, int i, int g, int t, int first)
{
    const pk_today_t *today = self->today;
    const int personas = today->plan.npersona;
    const double left = 1 - pk_rates_competing(&today->sim, i, g);
    double sum = 0, alive = 1;
    for (int k = 0; t + k + 1 <= today->plan.nstep && alive > NOBODY; k++) {
        const int at = (t + k + 1) * personas + g;
        const double ended = hazard(self, i, g, first + k < self->oldest ? first + k : self->oldest);
        sum += alive * (self->first[i][at] + left * (ended * self->leaves[i][at] + (1 - ended) * self->stays[i][at]));
        alive *= left * (1 - ended);
    }
    return sum;
}

/* What is known of a stay at step t is kept for all who entered it before. */
static void keep(values_t *self, int t)
{
    const pk_plan_t *plan = &self->today->plan;
    for (int i = 0; i < plan->nstage; i++) {
        for (int g = 0; pk_has_ages(&plan->stages[i]) && g < plan->npersona; g++) {
            const int at = t * plan->npersona + g;
            self->leaves[i][at] = by_exits(self, i, g, self->enters, true);
            self->stays[i][at] = self->step[i * plan->npersona + g];
            self->first[i][at] = by_exits(self, i, g, self->enters, false) + by_events(self, i, g);
        }
    }
}

/* Who enters an instant stage in this step: those first that the others lead to. */
static void pass_instant(values_t *self, double *enters)
{
    const pk_plan_t *plan = &self->today->plan;
    for (int k = plan->ninstant - 1; k >= 0; k--) {
        const int i = plan->instant_order[k];
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = i * plan->npersona + g;
            enters[cell] = self->entry[cell] + by_exits(self, i, g, enters, true);
        }
    }
}

/* W and R of step t from those of step t + 1, of which the money stands ready; then that of step t. */
static void step_back(values_t *self, int t, double factor)
{
    const pk_plan_t *plan = &self->today->plan;
    const int cells = plan->nstage * plan->npersona;
    for (int cell = 0; cell < cells; cell++) {
        const int i = cell / plan->npersona, g = cell % plan->npersona;
        const bool last = t == plan->nstep;
        self->rest[cell] = last || plan->stages[i].kind == PK_STAGE_INSTANT ? 0
                           : pk_has_ages(&plan->stages[i])                  ? ahead_by_age(self, i, g, t, 0)
                                                                            : ahead(self, i, g);
    }
    /* who stands in an instant stage at step 0 passes it in step 1 */
    for (int k = 0; t == 0 && k < plan->ninstant; k++) {
        for (int g = 0; g < plan->npersona; g++) {
            self->rest[plan->instant_order[k] * plan->npersona + g] =
                plan->nstep > 0 ? by_exits(self, plan->instant_order[k], g, self->enters, true) : 0;
        }
    }
    money_of(self, t, factor);
    for (int cell = 0; cell < cells; cell++) {
        self->now[cell] = self->entry[cell] + (t > 0 ? self->step[cell] : 0) + self->rest[cell];
    }
    if (t > 0) {
        pass_instant(self, self->now);
    }
    memcpy(self->enters, self->now, (size_t)cells * sizeof(double));
    memcpy(self->remain, self->rest, (size_t)cells * sizeof(double));
    keep(self, t);
}

/* `older`: how old at most those are who stand in a stay and are looked at. */
static values_t begin(pk_today_t *today, int older)
{
    const pk_plan_t *plan = &today->plan;
    const int cells = plan->nstage * plan->npersona;
    values_t self = {.today = today, .oldest = plan->nstep + older};
    double **const arrays[] = {&self.step, &self.entry, &self.enters, &self.remain, &self.now, &self.rest};
    for (size_t k = 0; k < sizeof arrays / sizeof *arrays; k++) {
        *arrays[k] = PK_ARRAY(&self.arena, double, cells);
    }
    self.flow = PK_ARRAY(&self.arena, double, plan->nflow * plan->npersona);
    self.log_stay = PK_ARRAY(&self.arena, double *, plan->nstage);
    for (int i = 0; i < plan->nstage; i++) {
        if (plan->stages[i].kind == PK_STAGE_DWELL) {
            const int ages = plan->stages[i].memoryless ? 1 : self.oldest + 1;
            const pk_life_t life = pk_life_of(plan->stages[i].stage->dwell, today->draws);
            self.log_stay[i] = PK_ARRAY(&self.arena, double, ages);
            for (int age = 0; age < ages; age++) {
                self.log_stay[i][age] = pk_life_log_stay(&life, age);
            }
        }
    }
    double ***const lists[] = {&self.leaves, &self.stays, &self.first};
    for (int k = 0; k < 3; k++) {
        *lists[k] = PK_ARRAY(&self.arena, double *, plan->nstage);
        for (int i = 0; i < plan->nstage; i++) {
            if (pk_has_ages(&plan->stages[i])) {
                (*lists[k])[i] = PK_ARRAY(&self.arena, double, (size_t)(plan->nstep + 1) * (size_t)plan->npersona);
            }
        }
    }
    return self;
}

void pk_describe_value(pk_today_t *today, pk_description_t *self)
{
    const pk_plan_t *plan = &today->plan;
    values_t values = begin(today, 0);
    for (int t = plan->nstep; t >= 0 && self->money; t--) {
        step_back(&values, t, pow(1 + self->discount, -t * plan->step_years));
    }
    for (int i = 0; i < self->nstage; i++) {
        double *value = self->stages[i].value;
        for (int group = 0; group < self->ngroup; group++) {
            value[group] = self->money ? 0 : NAN;
        }
        const double *worth = &values.enters[i * plan->npersona], *part = &today->enter[i * plan->npersona];
        for (int g = 0; g < plan->npersona && self->money; g++) {
            value[0] += part[g] > 0 ? part[g] * worth[g] : 0;
        }
        for (int g = 1; g < self->ngroup && self->money; g++) {
            value[g] = pk_today_share(today, g - 1) > 0 ? pk_today_of_persona(today, worth, part, g - 1) : NAN;
        }
        self->end_value = self->end_value || pk_is_paid(&plan->stages[i].end_value);
    }
    pk_arena_free(&values.arena);
}

enum { OLDER = 8192 }; /* the ages of a steady stream that stand by themselves (life.h) */

/* The mean over the ages that a steady stream through a stay has. */
static double ahead_at_steady_ages(const values_t *self, int i, int g, int t)
{
    const pk_today_t *today = self->today;
    const pk_life_t life = pk_life_of(today->plan.stages[i].stage->dwell, today->draws);
    const double rate = -log1p(-pk_rates_competing(&today->sim, i, g));
    pk_steady_t steady = {0};
    double sum = 0;
    pk_steady_fill(&steady, &life, today->sim.now.speed[i * today->plan.npersona + g], rate, 0);
    for (int age = 0; age < steady.count; age++) {
        sum += steady.share[age] * ahead_by_age(self, i, g, t, age);
    }
    for (int k = 0; k < steady.nold; k++) {
        sum += steady.old_share[k] * ahead_by_age(self, i, g, t, (int)fmin(steady.old_age[k], self->oldest));
    }
    pk_steady_free(&steady);
    return sum;
}

void pk_describe_ahead(pk_today_t *today, int from, double *ahead)
{
    const pk_plan_t *plan = &today->plan;
    values_t values = begin(today, OLDER);
    for (int t = plan->nstep; t >= from; t--) {
        step_back(&values, t, pk_tail_discount(plan, today->draws, t));
    }
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        const int i = cell / plan->npersona, g = cell % plan->npersona;
        ahead[cell] = pk_has_ages(&plan->stages[i]) ? ahead_at_steady_ages(&values, i, g, from) : values.remain[cell];
    }
    pk_arena_free(&values.arena);
}
