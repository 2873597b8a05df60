/* Cases whose personas are not known: P(case) = Σ_g share_g Π P_g(visit), over the tree of all cases. */
#include <math.h>

#include "infer/journeys_rows.h"

/* What the log likelihood of one visit is worth under a persona. */
typedef struct {
    const pk_plan_t *plan;
    const pk_mixed_log_t *mixed;
    const pk_journeys_row_t *row;
    const pk_row_values_t *values;
    const double *log_stay;
} visitor_t;

static bool is_by_rate(const visitor_t *self, int e)
{
    return self->plan->flows[self->plan->stages[self->row->stage].events[e]].by == PK_BY_RATE;
}

/* An event beside what all at risk have had in `one_at_risk`. */
static double of_event(const visitor_t *self, const pk_visit_t *visit)
{
    const int e = pk_row_event(self->plan, visit->stage, visit->way);
    const int class = pk_row_class(self->row, visit->entered);
    if (class < 0) {
        return 0;
    }
    const int at = class * self->row->nevent + e;
    return self->values->event[at] - (is_by_rate(self, e) ? 0 : self->values->none[at]);
}

/* One step at risk, whatever is done in it. */
static double of_events(const visitor_t *self, int class)
{
    double sum = 0;
    for (int e = 0; e < self->row->nevent; e++) {
        if (self->mixed->recorded[self->plan->stages[self->row->stage].events[e]]) {
            sum += self->values->none[class * self->row->nevent + e];
        }
    }
    return sum;
}

/* One step of a stay at an age; `gone`: the way out, -1: none. */
static double of_step(const visitor_t *self, int step, int age, int gone)
{
    const pk_stage_plan_t *stage = &self->plan->stages[self->row->stage];
    const int class = pk_row_class(self->row, step);
    const bool dwells = stage->kind == PK_STAGE_DWELL, rated = gone >= 0 && gone < stage->nrated;
    double sum = 0;
    if (class >= 0) {
        sum += of_events(self, class);
        sum += gone >= 0 ? self->values->way[class * self->row->nexit + gone] : 0;
        sum += gone < 0 || (dwells && !rated) ? self->values->stay[class] : 0;
    }
    if (dwells && !rated && (class >= 0 || !self->row->paced)) {
        const double here = self->log_stay[stage->memoryless ? 0 : age];
        const double speed = pk_row_speed(self->row, self->values, class);
        sum += gone >= 0 ? pk_log_left(here, speed) : pk_log_kept(here, speed);
    }
    return sum;
}

static double of_visit(const visitor_t *self, const pk_visit_t *visit)
{
    if (pk_visit_is_event(self->plan, visit)) {
        return of_event(self, visit);
    }
    const int way = visit->way >= 0 ? pk_row_exit(self->plan, visit->stage, visit->way) : -1;
    if (self->plan->stages[visit->stage].kind == PK_STAGE_INSTANT) {
        const int class = pk_row_class(self->row, visit->entered);
        return way >= 0 && class >= 0 ? self->values->way[class * self->row->nexit + way] : 0;
    }
    double sum = 0;
    for (int k = 1; k <= visit->steps; k++) {
        sum += of_step(self, visit->entered + k, k - 1, k == visit->steps ? way : -1);
    }
    return sum;
}

static void take_visits(const pk_journeys_t *self, pk_journeys_chain_t *chain, const pk_mixed_log_t *mixed)
{
    const pk_plan_t *plan = self->plan;
    for (int v = 0; v < mixed->log->nvisit; v++) {
        pk_visit_t visit = mixed->log->visits[v];
        const bool seen = pk_visit_seen(plan, &visit, mixed->log->asked->by_event, self->last_step);
        for (int g = 0; g < plan->npersona; g++) {
            const int cell = visit.stage * plan->npersona + g;
            const visitor_t visitor = {.plan = plan,
                                       .mixed = mixed,
                                       .row = &self->rows->rows[mixed->of][cell],
                                       .values = &chain->values[mixed->of][cell],
                                       .log_stay = chain->stays[visit.stage].log_stay};
            chain->visits[(long)v * plan->npersona + g] = seen ? of_visit(&visitor, &visit) : 0;
        }
    }
}

/* ln Σ_g e^(a_g) */
static double log_sum(const double *a, int count)
{
    double most = -INFINITY, sum = 0;
    for (int g = 0; g < count; g++) {
        most = a[g] > most ? a[g] : most;
    }
    for (int g = 0; g < count; g++) {
        sum += most > -INFINITY ? exp(a[g] - most) : 0;
    }
    return most > -INFINITY ? most + log(sum) : most;
}

double pk_journeys_mixture(const pk_journeys_t *self, pk_journeys_chain_t *chain, const pk_mixed_log_t *mixed)
{
    const int personas = self->plan->npersona;
    double sum = 0;
    take_visits(self, chain, mixed);
    for (int k = 0; k < mixed->log->nnode; k++) {
        const pk_visit_node_t *node = &mixed->log->nodes[k];
        double *here = &chain->nodes[(long)k * personas];
        for (int g = 0; g < personas; g++) {
            here[g] =
                node->parent >= 0 ? chain->nodes[(long)node->parent * personas + g] : log(chain->sim.now.share[g]);
            here[g] += chain->visits[(long)node->visit * personas + g];
        }
        sum += node->count > 0 ? node->count * log_sum(here, personas) : 0;
    }
    return sum;
}
