/* Lives made by luck, and what individuals tell worked out slowly from them, person by person: a twin that knows the
 * meaning of the tables (models/README.md, Individuals) and nothing of how lives are folded. */
#ifndef LIVES_BY_LUCK_H
#define LIVES_BY_LUCK_H

#include "engine_fixture.h"

#include "base/stream.h"
#include "engine/agents/life_counts.h"

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_prices_t prices;
    pk_own_money_t *own; /* [stage], alike for all batches; room for OWN_MOST people */
    pk_stream_t luck;
    pk_arena_t arena;
    double pace;  /* the chance to move in a step */
    double grain; /* amounts are multiples of it; 0: any */
} town_t;

enum { OWN_MOST = 5000 };

static inline double town_uniform(town_t *self)
{
    return pk_stream_uniform(&self->luck);
}
static inline int town_below(town_t *self, int count)
{
    return (int)(town_uniform(self) * count);
}
static inline double town_amount(town_t *self, double most)
{
    const double amount = most * town_uniform(self);
    return self->grain > 0 ? round(amount / self->grain) * self->grain : amount;
}

static inline double *town_amounts(town_t *self, long count, bool summed, int ncell)
{
    double *amounts = PK_ARRAY(&self->arena, double, count);
    for (long k = 0; k < count; k++) {
        amounts[k] = town_amount(self, 3);
        if (summed) {
            amounts[k] = k < ncell ? 0 : amounts[k] + amounts[k - ncell];
        }
    }
    return amounts;
}

static inline void town_open(town_t *self, const char *model, const char *scenario, double grain)
{
    *self = (town_t){.pace = .3, .grain = grain, .luck = pk_stream_at(7, 1, PK_PURPOSE_MOVE, 0, 1)};
    pk_fixture_read(&self->fixture, model, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    const int ncell = self->plan.nstage * self->plan.npersona;
    const long cells = (long)(self->plan.nstep + 1) * ncell;
    self->prices = (pk_prices_t){.ncell = ncell,
                                 .stage_revenue = town_amounts(self, cells, true, ncell),
                                 .stage_cost = town_amounts(self, cells, true, ncell),
                                 .entry_cost = town_amounts(self, cells, false, ncell),
                                 .end_value = town_amounts(self, ncell, false, ncell)};
    self->own = PK_ARRAY(&self->arena, pk_own_money_t, self->plan.nstage);
    self->own[self->plan.nstage - 1].revenue = town_amounts(self, OWN_MOST, false, 0);
    self->own[1].entry_cost = town_amounts(self, OWN_MOST, false, 0);
    self->own[4].end_value = town_amounts(self, OWN_MOST, false, 0);
}

static inline void town_close(town_t *self)
{
    pk_arena_free(&self->arena);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

/* A batch that grows; in the town's arena, with room for what may happen. */
typedef struct {
    pk_lives_t lives;
    int32_t *stage, *age;
    pk_happening_t *happened;
} batch_t;

static inline batch_t town_batch(town_t *self, int persona, bool arrived, uint64_t run, uint64_t first, int count,
                                 long happenings)
{
    batch_t batch = {.stage = PK_ARRAY(&self->arena, int32_t, count),
                     .age = PK_ARRAY(&self->arena, int32_t, count),
                     .happened = PK_ARRAY(&self->arena, pk_happening_t, happenings)};
    batch.lives = (pk_lives_t){.plan = &self->plan,
                               .run = run,
                               .persona = persona,
                               .arrived = arrived,
                               .first = first,
                               .count = count,
                               .start_stage = batch.stage,
                               .start_age = batch.age,
                               .happened = batch.happened,
                               .prices = &self->prices};
    return batch;
}

static inline void town_happen(batch_t *batch, int who, int step, int flow, double revenue, double cost)
{
    batch->happened[batch->lives.nhappened++] = (pk_happening_t){(uint32_t)who, step, flow, revenue, cost};
}

static inline void town_luck_happens(town_t *self, batch_t *batch, int who, int step, int flow)
{
    town_happen(batch, who, step, flow, town_amount(self, 20), town_amount(self, 9));
}

/* Moves through a flow, and on through instant stages; the stage reached. */
static inline int town_move(town_t *self, batch_t *batch, int who, int step, int flow)
{
    int stage = self->plan.flows[flow].to;
    town_luck_happens(self, batch, who, step, flow);
    while (self->plan.stages[stage].kind == PK_STAGE_INSTANT) {
        const pk_stage_plan_t *instant = &self->plan.stages[stage];
        const int on = instant->exits[town_below(self, instant->nexit)];
        town_luck_happens(self, batch, who, step, on);
        stage = self->plan.flows[on].to;
    }
    return stage;
}

static inline void town_live(town_t *self, batch_t *batch, int who, int stage, int from)
{
    for (int t = from + 1; t <= self->plan.nstep; t++) {
        const pk_stage_plan_t *here = &self->plan.stages[stage];
        for (int e = 0; e < here->nevent; e++) {
            for (int times = town_below(self, 4) - 1; times > 0; times--) {
                town_luck_happens(self, batch, who, t, here->events[e]);
            }
        }
        if (here->nexit > 0 && town_uniform(self) < self->pace) {
            stage = town_move(self, batch, who, t, here->exits[town_below(self, here->nexit)]);
        }
    }
}

/* People by luck, of one persona. Stages in which one may begin are all that are not instant. */
static inline pk_lives_t *town_people(town_t *self, int persona, bool arrived, uint64_t run, uint64_t first, int count,
                                      bool own)
{
    const pk_plan_t *plan = &self->plan;
    batch_t batch = town_batch(self, persona, arrived, run, first, count, (long)count * (plan->nstep + 1) * 4);
    const int arrivals = plan->nflow - plan->ntransition;
    batch.lives.own = own ? self->own : NULL;
    for (int k = 0; k < count; k++) {
        if (arrived) {
            const int step = 1 + town_below(self, plan->nstep);
            batch.stage[k] = -1;
            town_live(self, &batch, k, town_move(self, &batch, k, step, plan->ntransition + town_below(self, arrivals)),
                      step);
        } else {
            do {
                batch.stage[k] = town_below(self, plan->nstage);
            } while (plan->stages[batch.stage[k]].kind == PK_STAGE_INSTANT);
            town_live(self, &batch, k, batch.stage[k], 0);
        }
    }
    pk_lives_t *lives = PK_NEW(&self->arena, pk_lives_t);
    *lives = batch.lives;
    return lives;
}

/* ---- the twin: a person as the tables' words see them ---- */

enum { TWIN_STEPS = 64, TWIN_STAGES = 12, TWIN_PATH = 100 };

typedef struct {
    bool arrived;
    int persona, run, entry;
    int at[TWIN_STEPS + 1]; /* the stage at the end of each step, -1 before */
    int path[TWIN_PATH], npath;
    int purchase[TWIN_PATH], npurchase; /* their steps */
    int visits[TWIN_STAGES];
    int became; /* the step of becoming a customer for the first time, 0: never, or before */
    double value;
} person_t;

static inline bool twin_customer(const pk_plan_t *plan, int stage)
{
    return stage >= 0 && (plan->stages[stage].role == PK_ROLE_CUSTOMER || plan->stages[stage].role == PK_ROLE_ADVOCATE);
}

static inline double twin_own(const double *own, int who)
{
    return own == NULL ? 1 : own[who];
}

static inline void twin_enter(const pk_lives_t *lives, person_t *person, int who, int stage, int step)
{
    const pk_plan_t *plan = lives->plan;
    const int cell = stage * plan->npersona + lives->persona;
    person->visits[stage]++;
    if (person->npath == 0 || person->path[person->npath - 1] != stage) {
        person->path[person->npath++] = stage;
    }
    if (pk_is_paid(&plan->stages[stage].entry_cost)) {
        person->value -= lives->prices->entry_cost[step * lives->prices->ncell + cell] *
                         (lives->own == NULL ? 1 : twin_own(lives->own[stage].entry_cost, who));
    }
    const bool known =
        person->at[0] >= 0 && (twin_customer(plan, person->at[0]) || plan->stages[person->at[0]].role == PK_ROLE_LOST);
    if (twin_customer(plan, stage) && person->became == 0 && !known) {
        person->became = step;
    }
}

/* What being there at the end of a step brings, and at the horizon's. */
static inline double twin_there(const pk_lives_t *lives, int who, int stage, int t)
{
    const pk_stage_plan_t *facts = &lives->plan->stages[stage];
    const pk_prices_t *prices = lives->prices;
    const long cell = stage * lives->plan->npersona + lives->persona, now = (long)t * prices->ncell + cell;
    const pk_own_money_t own = lives->own == NULL ? (pk_own_money_t){0} : lives->own[stage];
    double money = 0;
    if (pk_is_paid(&facts->revenue) || pk_is_paid(&facts->cost)) {
        money += (prices->stage_revenue[now] - prices->stage_revenue[now - prices->ncell]) * twin_own(own.revenue, who);
        money -= (prices->stage_cost[now] - prices->stage_cost[now - prices->ncell]) * twin_own(own.cost, who);
    }
    if (pk_is_paid(&facts->end_value) && t == lives->plan->nstep) {
        money += prices->end_value[cell] * twin_own(own.end_value, who);
    }
    return money;
}

static inline person_t twin_person(const pk_lives_t *lives, int who)
{
    const pk_plan_t *plan = lives->plan;
    person_t person = {.arrived = lives->arrived, .persona = lives->persona, .run = (int)lives->run};
    int stage = person.at[0] = lives->start_stage[who];
    if (stage >= 0) {
        twin_enter(lives, &person, who, stage, 0);
    }
    for (int t = 1; t <= plan->nstep; t++) {
        for (long k = 0; k < lives->nhappened; k++) {
            const pk_happening_t *one = &lives->happened[k];
            const pk_flow_t *flow = &plan->flows[one->flow];
            if (one->who != (uint32_t)who || one->step != t) {
                continue;
            }
            person.entry = flow->from < 0 ? t : person.entry;
            person.value += one->revenue - one->cost;
            if (flow->purchase) {
                person.purchase[person.npurchase++] = t;
            }
            if (!flow->event) {
                stage = flow->to;
                twin_enter(lives, &person, who, stage, t);
            }
        }
        person.at[t] = stage;
        person.value += stage >= 0 ? twin_there(lives, who, stage, t) : 0;
    }
    return person;
}

#endif
