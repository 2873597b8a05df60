#include "study/describe.h"

#include <math.h>
#include <string.h>

#include "engine/drivers.h"
#include "study/describe_parts.h"
#include "study/told_numbers.h"

static const char *copy(pk_description_t *self, const char *text)
{
    return pk_arena_copy(&self->arena, text == NULL ? "" : text);
}

/* ---- headline ---- */

static void name_groups(const pk_today_t *today, pk_description_t *self)
{
    const pk_model_t *model = today->plan.model;
    self->ngroup = model->has_personas ? 1 + model->npersona : 1;
    self->group_names = PK_ARRAY(&self->arena, const char *, self->ngroup);
    self->group_labels = PK_ARRAY(&self->arena, const char *, self->ngroup);
    self->group_share = PK_ARRAY(&self->arena, double, self->ngroup);
    self->group_names[0] = self->group_labels[0] = "all";
    self->group_share[0] = 1;
    for (int group = 1; group < self->ngroup; group++) {
        self->group_names[group] = copy(self, model->personas[group - 1].name);
        self->group_labels[group] = copy(self, model->personas[group - 1].label);
        self->group_share[group] = pk_today_share(today, group - 1);
    }
}

bool pk_describe_has_money(const pk_plan_t *plan)
{
    bool money = false;
    for (int f = 0; f < plan->ntransition; f++) {
        money = money || plan->flows[f].money;
    }
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        money = money || pk_is_paid(&stage->revenue) || pk_is_paid(&stage->cost) || pk_is_paid(&stage->entry_cost) ||
                pk_is_paid(&stage->end_value);
    }
    return money;
}

/* "word of mouth, stocks": each kind once, in words. */
static const char *feedback_of(const pk_plan_t *plan, pk_arena_t *arena)
{
    const char *text = plan->ncapacity > 0 ? "capacity" : NULL;
    for (int d = 0; d < plan->ndriver; d++) {
        const char *word = plan->drivers[d].ops->feedback;
        if (word != NULL && (text == NULL || strstr(text, word) == NULL)) {
            text = text == NULL ? word : pk_arena_format(arena, "%s, %s", text, word);
        }
    }
    return text;
}

static void headline(const pk_scenario_t *scenario, const pk_today_t *today, pk_description_t *self)
{
    const pk_model_t *model = scenario->model;
    const pk_plan_t *plan = &today->plan;
    self->name = copy(self, scenario->name);
    self->title = copy(self, scenario->title);
    self->model = copy(self, model->name);
    self->file = copy(self, scenario->file);
    self->currency = copy(self, model->currency != NULL && model->currency[0] != 0 ? model->currency : "money");
    self->step_unit = pk_unit_name(plan->calendar.step);
    self->horizon = plan->nstep;
    self->population = plan->population;
    self->discount = pk_quantity(plan->discount, today->draws, 0);
    self->uncertain = plan->uncertain;
    self->without_marketing = model->without_marketing;
    self->money = pk_describe_has_money(plan);
    self->arrivals = plan->nflow > plan->ntransition;
    self->feedback = feedback_of(plan, &self->arena);
    name_groups(today, self);
}

/* ---- stages and flows as they stand today ---- */

/* A number of each persona of the plan becomes one of each group: the whole by their parts; NULL: their sum. */
static void by_group(const pk_today_t *today, const pk_description_t *self, const double *persona, const double *part,
                     double *group)
{
    const int all = today->plan.npersona;
    group[0] = 0;
    for (int g = 0; g < all; g++) {
        group[0] += part == NULL ? persona[g] : part[g] > 0 ? part[g] * persona[g] : 0;
    }
    for (int g = 1; g < self->ngroup; g++) {
        group[g] = pk_today_of_persona(today, persona, part, g - 1);
    }
}

static const char *role_name(pk_role_t role)
{
    static const char *const NAMES[] = {"", "prospect", "customer", "advocate", "lost"};
    return NAMES[role];
}

static void describe_stages(const pk_today_t *today, pk_description_t *self)
{
    static const char *const KINDS[] = {"plain", "dwell", "instant"};
    const int personas = today->plan.npersona;
    double stay[personas];
    self->nstage = today->plan.nstage;
    self->stages = PK_ARRAY(&self->arena, pk_described_stage_t, self->nstage);
    for (int i = 0; i < self->nstage; i++) {
        const pk_stage_plan_t *plan = &today->plan.stages[i];
        pk_described_stage_t *stage = &self->stages[i];
        *stage = (pk_described_stage_t){.name = copy(self, plan->stage->name),
                                        .label = copy(self, plan->stage->label),
                                        .role = role_name(plan->role),
                                        .kind = KINDS[plan->kind],
                                        .absorbing = true,
                                        .stay_steps = PK_ARRAY(&self->arena, double, self->ngroup),
                                        .value = PK_ARRAY(&self->arena, double, self->ngroup)};
        for (int g = 0; g < personas; g++) {
            stay[g] = pk_today_stay(today, i, g);
            stage->absorbing = stage->absorbing && isinf(stay[g]);
        }
        by_group(today, self, stay, &today->enter[i * personas], stage->stay_steps);
    }
}

/* A chance in a step is that of those who are there, a share that of those whose stay ends. */
static const double *parts_of(const pk_today_t *today, const pk_flow_t *flow)
{
    if (flow->from < 0) {
        return NULL;
    }
    const bool there = flow->event || flow->by != PK_BY_SHARE;
    return &(there ? today->there : today->ended)[flow->from * today->plan.npersona];
}

static pk_described_kind_t kind_of(const pk_flow_t *flow)
{
    if (flow->from < 0) {
        return PK_DESCRIBED_ARRIVALS;
    }
    if (flow->event) {
        return flow->by == PK_BY_RATE ? PK_DESCRIBED_EVENTS : PK_DESCRIBED_CHANCE;
    }
    return flow->by == PK_BY_SHARE ? PK_DESCRIBED_SHARE : PK_DESCRIBED_PROBABILITY;
}

static void describe_flows(const pk_today_t *today, pk_description_t *self)
{
    const pk_plan_t *plan = &today->plan;
    self->nflow = plan->nflow;
    self->flows = PK_ARRAY(&self->arena, pk_described_flow_t, self->nflow);
    for (int f = 0; f < self->nflow; f++) {
        const pk_flow_t *flow = &plan->flows[f];
        self->flows[f] = (pk_described_flow_t){.name = copy(self, flow->name),
                                               .from = flow->from,
                                               .to = flow->to,
                                               .kind = kind_of(flow),
                                               .purchase = flow->purchase,
                                               .competed = flow->from >= 0 && flow->by == PK_BY_SHARE &&
                                                           plan->stages[flow->from].nrated > 0,
                                               .number = PK_ARRAY(&self->arena, double, self->ngroup)};
        by_group(today, self, &today->sim.now.p[f * plan->npersona], parts_of(today, flow), self->flows[f].number);
    }
}

/* ---- the chain ---- */

/* The names of its stages; a longer list is cut, and told apart from others by its number. */
static const char *class_name(const pk_description_t *self, int class, pk_arena_t *arena)
{
    enum { NAMED = 3 };
    const pk_closed_t *closed = &self->chain.closed[class];
    const char *text = "";
    for (int m = 0; m < closed->count && (m < NAMED || closed->count == NAMED + 1); m++) {
        text = pk_arena_format(arena, "%s%s%s", text, m > 0 ? ", " : "", self->stages[closed->stages[m]].name);
    }
    return closed->count > NAMED + 1 ? pk_arena_format(arena, "%s and %d more", text, closed->count - NAMED) : text;
}

static void describe_chain(const pk_today_t *today, pk_description_t *self)
{
    self->chain = pk_today_analyse(today, &self->arena);
    const int count = self->chain.nclosed;
    self->class_names = PK_ARRAY(&self->arena, const char *, count);
    for (int k = 0; k < count; k++) {
        self->class_names[k] = class_name(self, k, &self->arena);
        for (int other = 0; other < k; other++) {
            if (strcmp(self->class_names[k], self->class_names[other]) == 0) {
                self->class_names[k] = pk_arena_format(&self->arena, "%s (%d)", self->class_names[k], k + 1);
            }
        }
    }
}

pk_status_t pk_describe(const pk_scenario_t *scenario, int threads, pk_description_t *self, pk_diag_t *diag)
{
    pk_today_t today;
    *self = (pk_description_t){0};
    const pk_status_t status = pk_today_open(scenario, &today, diag);
    if (status == PK_OK) {
        headline(scenario, &today, self);
        describe_stages(&today, self);
        describe_flows(&today, self);
        describe_chain(&today, self);
        pk_describe_value(&today, self);
        pk_describe_bottlenecks(&today, threads, self);
        pk_describe_runs(scenario, &today, threads, self);
        pk_describe_sources(scenario, self);
        self->numbers = pk_told_numbers_of(scenario->model, &self->arena);
    }
    pk_today_free(&today);
    return status;
}
