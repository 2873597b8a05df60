#include "engine/nodes.h"
#include "engine/individual_numbers.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/gauss.h"
#include "engine/life.h"
#include "engine/written.h"

/* ---- how many ---- */

static bool is_event(const pk_transition_t *transition)
{
    return transition->from == transition->to;
}

/* Whether a step leaves what the number alone says: no other way out has a rate. */
static bool is_alone(const pk_model_t *model, const pk_transition_t *transition)
{
    for (int f = 0; f < model->ntransition; f++) {
        const pk_transition_t *other = &model->transitions[f];
        if (other != transition && other->from == transition->from && !is_event(other) && other->by != PK_BY_SHARE) {
            return false;
        }
    }
    return true;
}

/* As many as make the horizon exact; what rates compete for is no polynomial, and close with some more. */
static int wanted_nodes(const pk_plan_t *plan, const pk_transition_t *transition)
{
    enum { CLOSE = 24, OF_EVENTS = 16 };
    const int horizon = plan->calendar.steps - plan->calendar.beyond, exact = (horizon + 2) / 2;
    if (is_event(transition)) {
        return OF_EVENTS;
    }
    const bool simple = transition->by == PK_BY_PROBABILITY && is_alone(plan->model, transition);
    const int wanted = simple || exact > CLOSE ? exact : CLOSE;
    return wanted < PK_NODES_MOST ? wanted : PK_NODES_MOST;
}

/* The number that can do with fewer nodes: an event's, in which all is linear, as long as it has some; else the one
 * that has most. */
static int most_nodes(const pk_plan_t *plan)
{
    enum { ENOUGH_OF_EVENTS = 3 };
    const pk_nodes_t *nodes = &plan->nodes;
    int most = 0;
    for (int j = 0; j < nodes->nnumber; j++) {
        if (is_event(&plan->model->transitions[nodes->number[j].flow]) && nodes->number[j].count > ENOUGH_OF_EVENTS) {
            return j;
        }
        most = nodes->number[j].count > nodes->number[most].count ? j : most;
    }
    return most;
}

/* Takes nodes away until the groups are few enough. */
static void limit_groups(pk_plan_t *plan)
{
    pk_nodes_t *nodes = &plan->nodes;
    for (;;) {
        const int most = most_nodes(plan);
        long groups = plan->model->npersona;
        for (int j = 0; j < nodes->nnumber; j++) {
            groups *= nodes->number[j].count * (nodes->number[j].steady >= 0 ? 2 : 1);
        }
        if (groups <= PK_GROUPS_MOST || nodes->number[most].count == 1) {
            return;
        }
        nodes->number[most].count--;
    }
}

void pk_nodes_list(pk_plan_t *plan)
{
    const pk_model_t *model = plan->model;
    pk_nodes_t *nodes = &plan->nodes;
    *nodes = (pk_nodes_t){.count = 1};
    for (int f = 0; f < model->ntransition && plan->scenario->engine == PK_ENGINE_EXPECTED; f++) {
        const pk_transition_t *transition = &model->transitions[f];
        if (transition->value->kind == PK_NUMBER_VARIES) {
            const bool weighed =
                !model->balance && model->stages[transition->from].start_steady && !is_event(transition);
            nodes->number[nodes->nnumber++] = (pk_differing_t){.flow = f,
                                                               .law = transition->value,
                                                               .count = wanted_nodes(plan, transition),
                                                               .steady = weighed ? transition->from : -1};
        }
    }
    limit_groups(plan);
    nodes->first = plan->nslot;
    for (int j = 0; j < nodes->nnumber; j++) {
        pk_differing_t *number = &nodes->number[j];
        number->count *= number->steady >= 0 ? 2 : 1;
        number->stride = nodes->count;
        nodes->count *= number->count;
        const int size = model->npersona * number->count;
        number->value = plan->nslot;
        number->share = plan->nslot + size;
        number->start = plan->nslot + 2 * size;
        plan->nslot += 3 * size;
    }
    nodes->last = plan->nslot;
    plan->npersona = model->npersona * nodes->count;
}

/* ---- the law as written ---- */

bool pk_nodes_spread(const pk_number_t *law, const double *a, int power, pk_spread_t *out)
{
    return pk_spread_of(law->law, a, law->low, law->high, power, out);
}

static bool is_named(const pk_number_t *law, const char *name)
{
    return strcmp(law->law->name, name) == 0;
}

double pk_nodes_left(const pk_flow_t *flow, double period, double x)
{
    if (flow->by == PK_BY_RATE) {
        return flow->event ? x : exp(-x);
    }
    const double p = fmin(x, 1);
    return flow->event ? p : period > 0 ? pow(1 - p, 1 / period) : 1 - p;
}

/* The x of which a step leaves so much. */
static double value_of(const pk_flow_t *flow, double period, double left)
{
    if (flow->event) {
        return left;
    }
    if (flow->by == PK_BY_RATE) {
        return -log(fmin(fmax(left, DBL_MIN), 1));
    }
    return fmin(fmax(period > 0 ? 1 - pow(fmax(left, 0), period) : 1 - left, 0), 1);
}

/* What a rule is worked out of: a number of a persona. */
typedef struct {
    const pk_plan_t *plan;
    const pk_differing_t *number;
    const pk_flow_t *flow;
    double *draws;
    double a[PK_LAW_ARGUMENTS];
    int persona;   /* of the model */
    double factor; /* what the persona and the plan make of a value of 1 */
    int count;     /* nodes of a rule */
} pk_ruling_t;

static void rule_of_points(const pk_ruling_t *self, const pk_spread_t *points, double *node, double *weight)
{
    const double scale = self->number->law->scale, period = self->number->law->period;
    double left[PK_SPREAD_POINTS];
    for (int i = 0; i < points->count; i++) {
        left[i] = pk_nodes_left(self->flow, period, self->factor * scale * points->x[i]);
    }
    pk_gauss_of_points(points->count, left, points->weight, self->count, node, weight);
    for (int k = 0; k < self->count; k++) {
        node[k] = value_of(self->flow, period, node[k]) / self->factor;
    }
}

/* A classical rule of values before the number's scale; false where there is none that is exact here. */
static bool classical_rule(const pk_ruling_t *self, double *node, double *weight)
{
    const pk_number_t *law = self->number->law;
    const bool event = self->flow->event, cut = self->flow->by == PK_BY_PROBABILITY && self->factor > 1;
    const bool whole = law->high >= 1 && !cut, endless = isinf(law->high) || law->high > 1e300;
    if (is_named(law, "beta") && whole && (event || (self->flow->by == PK_BY_PROBABILITY && law->period == 0))) {
        pk_gauss_of_beta(self->a[0], self->a[1], self->count, node, weight);
        return true;
    }
    const bool gamma = is_named(law, "gamma"), exponential = is_named(law, "exponential");
    if (event && endless && (gamma || exponential)) {
        pk_gauss_of_gamma(gamma ? self->a[0] : 1, self->count, node, weight);
        for (int k = 0; k < self->count; k++) {
            node[k] *= gamma ? self->a[1] : self->a[0];
        }
        return true;
    }
    if (event && endless && is_named(law, "lognormal")) {
        pk_gauss_of_normal(self->count, node, weight);
        for (int k = 0; k < self->count; k++) {
            node[k] = exp(self->a[0] + self->a[1] * node[k]);
        }
        return true;
    }
    return false;
}

static bool rule_as_written(const pk_ruling_t *self, double *node, double *weight)
{
    pk_spread_t points;
    if (classical_rule(self, node, weight)) {
        for (int k = 0; k < self->count; k++) {
            node[k] *= self->number->law->scale;
        }
        return true;
    }
    if (!pk_nodes_spread(self->number->law, self->a, 0, &points)) {
        return false;
    }
    rule_of_points(self, &points, node, weight);
    return true;
}

/* ---- the law of those who are there at a steady start ---- */

/* Who is left of a stay by its age; a plain stage has no age. */
typedef struct {
    double *left;
    int count;
} pk_stay_left_t;

static void fill_left(const pk_ruling_t *self, pk_stay_left_t *stay)
{
    enum { AGES = 1000 };
    const pk_stage_plan_t *stage = &self->plan->stages[self->flow->from];
    *stay = (pk_stay_left_t){0};
    if (stage->kind == PK_STAGE_DWELL) {
        const pk_life_t life = pk_life_of(stage->stage->dwell, self->draws);
        stay->left = pk_heap(AGES, sizeof(double));
        while (stay->count < AGES && (stay->count == 0 || stay->left[stay->count - 1] > 1e-12)) {
            stay->left[stay->count] = pk_life_surviving(&life, stay->count);
            stay->count++;
        }
    }
}

/* The mean stay, in steps, of those whose number is x, without drivers. */
static double mean_stay(const pk_ruling_t *self, const pk_stay_left_t *stay, double x)
{
    const pk_plan_t *plan = self->plan;
    const int stage = self->flow->from, first = self->persona * plan->nodes.count;
    double row[plan->most_exits + 1], rate = 0, sum = 0, left = 1;
    self->draws[self->number->value + self->persona * self->number->count] = x;
    const bool sure = pk_written_row(plan, self->draws, stage, first, 0, row) == PK_ROW_SURE;
    for (int k = 0; k < plan->stages[stage].nrated; k++) {
        rate += row[k];
    }
    const double step = sure ? 0 : exp(-rate);
    if (stay->count == 0) {
        return sure ? 1 : -1 / expm1(-rate);
    }
    for (int age = 0; age < stay->count; age++, left *= step) {
        sum += stay->left[age] * left;
    }
    return sum;
}

/* Fills the rule of the law weighted by the mean stay; `start` gets the weights by step of that stay. */
static bool rule_of_stays(const pk_ruling_t *self, const pk_stay_left_t *stay, double *node, double *start)
{
    const pk_number_t *law = self->number->law;
    const bool endless = isinf(mean_stay(self, stay, 0));
    pk_spread_t points;
    if (endless && pk_spread_exponent(law->law, self->a, law->low) <= 1 + 1e-9) {
        return false;
    }
    const int power = endless && !isinf(pk_spread_exponent(law->law, self->a, law->low)) ? -1 : 0;
    if (!pk_nodes_spread(law, self->a, power, &points)) {
        return false;
    }
    double sum = 0;
    for (int i = 0; i < points.count; i++) {
        points.weight[i] *= mean_stay(self, stay, law->scale * points.x[i]) * (power < 0 ? points.x[i] : 1);
        sum += points.weight[i];
    }
    for (int i = 0; i < points.count; i++) {
        points.weight[i] /= sum;
    }
    rule_of_points(self, &points, node, start);
    for (int k = 0; k < self->count; k++) {
        start[k] /= mean_stay(self, stay, node[k]);
    }
    return true;
}

/* The mean as written, within its domain. */
static double mean_of(const pk_differing_t *number, const double *draws)
{
    double a[PK_LAW_ARGUMENTS];
    if (!pk_law_arguments(number->law, draws, a)) {
        return NAN;
    }
    return number->law->scale * fmin(fmax(number->law->law->mean(a), number->law->low), number->law->high);
}

/* The other numbers stand at their mean in the first group of the persona. */
static void others_at_mean(const pk_ruling_t *self)
{
    const pk_nodes_t *nodes = &self->plan->nodes;
    for (int j = 0; j < nodes->nnumber; j++) {
        const pk_differing_t *other = &nodes->number[j];
        if (other != self->number) {
            self->draws[other->value + self->persona * other->count] = mean_of(other, self->draws);
        }
    }
}

/* ---- all of it ---- */

/* What a persona's factor and the plan's conversion make of a value of 1; 1 where the value does not count there. */
static double factor_of(const pk_ruling_t *self)
{
    const int first = self->persona * self->plan->nodes.count;
    double *value = &self->draws[self->number->value + self->persona * self->number->count], period;
    *value = 0;
    const double none = pk_written_value(self->flow, self->draws, first, 1, &period);
    *value = 1;
    const double one = pk_written_value(self->flow, self->draws, first, 1, &period);
    return none == 0 && one > 0 && isfinite(one) ? one : 1;
}

static void fill(const pk_ruling_t *self, int slot, int from, int count, const double *numbers, double otherwise)
{
    double *to = &self->draws[slot + self->persona * self->number->count + from];
    for (int k = 0; k < count; k++) {
        to[k] = numbers != NULL ? numbers[k] : otherwise;
    }
}

/* Behind the nodes of all who come stand those of who is there at the start. */
static void fill_steady(const pk_ruling_t *self)
{
    const pk_differing_t *number = self->number;
    const int count = self->count;
    double node[PK_NODES_MOST], start[PK_NODES_MOST];
    pk_stay_left_t stay;
    fill_left(self, &stay);
    others_at_mean(self);
    const bool ends = rule_of_stays(self, &stay, node, start);
    free(stay.left);
    fill(self, number->value, count, count, ends ? node : NULL, 0);
    fill(self, number->share, count, count, NULL, 0);
    fill(self, number->start, count, count, ends ? start : NULL, INFINITY);
}

static void fill_written(const pk_ruling_t *self, bool has_law)
{
    const pk_differing_t *number = self->number;
    double node[PK_NODES_MOST], weight[PK_NODES_MOST];
    const bool valid = has_law && rule_as_written(self, node, weight);
    fill(self, number->value, 0, self->count, valid ? node : NULL, NAN);
    fill(self, number->share, 0, self->count, valid ? weight : NULL, NAN);
    fill(self, number->start, 0, self->count, NULL, 0);
    if (number->steady >= 0 && !valid) {
        fill(self, number->value, self->count, self->count, NULL, NAN);
        fill(self, number->share, self->count, self->count, NULL, 0);
        fill(self, number->start, self->count, self->count, NULL, NAN);
    }
}

static pk_ruling_t ruling_of(const pk_plan_t *plan, int j, double *draws)
{
    const pk_differing_t *number = &plan->nodes.number[j];
    return (pk_ruling_t){.plan = plan,
                         .number = number,
                         .flow = &plan->flows[number->flow],
                         .draws = draws,
                         .count = number->count / (number->steady >= 0 ? 2 : 1)};
}

/* Whether all that is not of the groups is as nothing is drawn or moved: then the groups are, too. */
static bool is_default(const pk_plan_t *plan, const double *draws)
{
    const size_t before = (size_t)plan->nodes.first, after = (size_t)(plan->nslot - plan->nodes.last);
    return draws != plan->defaults && memcmp(draws, plan->defaults, before * sizeof *draws) == 0 &&
           memcmp(&draws[plan->nodes.last], &plan->defaults[plan->nodes.last], after * sizeof *draws) == 0;
}

void pk_nodes_fill(const pk_plan_t *plan, double *draws)
{
    pk_own_fill(plan, draws);
    const pk_nodes_t *nodes = &plan->nodes;
    if (nodes->nnumber > 0 && is_default(plan, draws)) {
        memcpy(&draws[nodes->first], &plan->defaults[nodes->first],
               (size_t)(nodes->last - nodes->first) * sizeof *draws);
        return;
    }
    for (int pass = 0; pass < 2; pass++) { /* weighted laws, which use the first places; then those as written */
        for (int j = 0; j < nodes->nnumber; j++) {
            pk_ruling_t self = ruling_of(plan, j, draws);
            const bool valid = pk_law_arguments(self.number->law, draws, self.a);
            for (self.persona = 0; self.persona < pk_model_personas(plan); self.persona++) {
                self.factor = factor_of(&self);
                if (pass == 1) {
                    fill_written(&self, valid);
                } else if (self.number->steady >= 0 && valid) {
                    fill_steady(&self);
                }
            }
        }
    }
}

/* ---- parts ---- */

static double part_of(const pk_differing_t *number, const double *draws, int slot, int persona, int groups)
{
    return draws[slot + persona / groups * number->count + persona % groups / number->stride % number->count];
}

double pk_nodes_share(const pk_plan_t *plan, const double *draws, int persona)
{
    const pk_nodes_t *nodes = &plan->nodes;
    double share = 1;
    for (int j = 0; j < nodes->nnumber; j++) {
        share *= part_of(&nodes->number[j], draws, nodes->number[j].share, persona, nodes->count);
    }
    return share;
}

double pk_nodes_start(const pk_plan_t *plan, const double *draws, int stage, int persona)
{
    const pk_nodes_t *nodes = &plan->nodes;
    double part = 1;
    for (int j = 0; j < nodes->nnumber; j++) {
        const pk_differing_t *number = &nodes->number[j];
        part *= part_of(number, draws, number->steady == stage ? number->start : number->share, persona, nodes->count);
    }
    return part;
}

bool pk_nodes_weigh(const pk_plan_t *plan, int stage)
{
    for (int j = 0; j < plan->nodes.nnumber; j++) {
        if (plan->nodes.number[j].steady == stage) {
            return true;
        }
    }
    return false;
}
