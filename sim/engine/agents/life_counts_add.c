/* Lives, one after another, through their happenings. */
#include "engine/agents/life_counts_parts.h"

enum { NEVER = -1 };

/* One person on the way through the steps. */
typedef struct {
    pk_life_counts_t *counts;
    pk_group_counts_t *group;
    const pk_lives_t *lives;
    uint32_t who;
    bool valued;      /* the money is of interest */
    bool followed;    /* until a first purchase */
    int stage, since; /* where, and the step of entering; 0: was there at the start */
    int entry;        /* when the person came; 0: at the start */
    int first;        /* the step of the first purchase seen, or NEVER */
    bool again;       /* has bought again */
    bool known;       /* may have been a customer before step 0: is no new one */
    int joined;       /* the period of becoming a customer, or NEVER */
    long purchases;
    double value;
    pk_path_t path;
} pk_walker_t;

/* The person enters a stage, or begins in it; `renewed`: the one that they are in. */
static void enter(pk_walker_t *self, int stage, int step, bool renewed)
{
    pk_life_counts_t *counts = self->counts;
    const pk_life_stage_t *facts = &counts->stages[stage];
    self->stage = stage;
    self->since = step;
    self->group->visits[stage]++;
    if (!renewed) {
        pk_path_enter(&self->path, stage, counts->path_bits, counts->path_longest);
    }
    if (self->valued && facts->paid_entry) {
        self->value -= pk_lives_entry_cost(self->lives, self->who, stage, step);
    }
    if (facts->customer && !self->known && self->joined == NEVER) {
        self->joined = counts->periods.of_step[step];
        counts->entered[self->joined]++;
    }
}

/* Who has become a customer is one at the ends of steps from..until. */
static void retain(const pk_walker_t *self, int from, int until)
{
    const pk_periods_t *periods = &self->counts->periods;
    const int first = periods->of_step[from], past = periods->ended[until];
    if (first < past) {
        int64_t *changes = self->counts->retained + (long)self->joined * (periods->count + 1);
        changes[first]++;
        changes[past]--;
    }
}

/* The person has been where they are at the ends of steps up to `until`. */
static void stay(pk_walker_t *self, int until)
{
    const pk_life_stage_t *facts = &self->counts->stages[self->stage];
    const int from = self->since > 1 ? self->since : 1;
    if (until < from) {
        return;
    }
    self->group->steps[self->stage] += until - from + 1;
    if (self->valued && facts->paid_there) {
        const pk_stay_money_t money = pk_lives_stay(self->lives, self->who, self->stage, from, until);
        self->value += money.revenue - money.cost;
    }
    if (facts->customer && self->joined != NEVER) {
        retain(self, from, until);
    }
}

static void buy(pk_walker_t *self, int step)
{
    self->purchases++;
    if (self->first == NEVER) {
        self->first = step;
        if (self->followed) {
            self->group->first.had[step - self->entry]++;
        }
    } else if (!self->again) {
        self->again = true;
        self->group->again.had[step - self->first]++;
    }
}

static void happen(pk_walker_t *self, const pk_happening_t *one)
{
    const pk_life_flow_t *flow = &self->counts->flows[one->flow];
    if (self->valued) {
        self->value += one->revenue - one->cost;
    }
    if (flow->purchase) {
        buy(self, one->step);
    }
    if (!flow->event) {
        stay(self, one->step - 1);
        enter(self, flow->to, one->step, flow->renews);
    }
}

static void count_value(pk_walker_t *self)
{
    if (self->counts->stages[self->stage].paid_end) {
        self->value += pk_lives_end_value(self->lives, self->who, self->stage);
    }
    const pk_exact_t exact = pk_exact_of(self->value);
    if (exact == 0) {
        ++*self->group->worth_nothing;
    } else {
        pk_keys_add(&self->group->values, pk_value_key(exact), 1, exact);
    }
    *self->group->bought += self->purchases;
}

/* The horizon: who still waits is seen no longer. */
static void end(pk_walker_t *self)
{
    pk_group_counts_t *group = self->group;
    const int last = self->counts->nstep;
    stay(self, last);
    if (self->valued) {
        count_value(self);
    }
    if (self->first == NEVER && self->followed) {
        group->first.unseen[last - self->entry]++;
    } else if (self->first != NEVER && !self->again) {
        group->again.unseen[last - self->first]++;
    }
    group->purchases[self->purchases < PK_PURCHASES_MOST ? self->purchases : PK_PURCHASES_MOST]++;
    pk_keys_add(&self->counts->paths, self->path.key, 1, 0);
}

/* Who came later begins with the arrival: nowhere until then. */
static void begin(pk_walker_t *self, const pk_happening_t *arrival)
{
    const pk_lives_t *lives = self->lives;
    if (lives->arrived) {
        self->stage = self->counts->flows[arrival->flow].to;
        self->since = self->entry = arrival->step;
        self->followed = true;
        return;
    }
    const int stage = lives->start_stage[self->who];
    self->known = self->counts->stages[stage].before;
    self->followed = self->counts->stages[stage].prospect;
    enter(self, stage, 0, false);
}

void pk_life_counts_add(pk_life_counts_t *self, const pk_lives_t *lives)
{
    pk_group_counts_t *group = &self->groups[pk_plan_persona(self->plan, lives->persona) - self->plan->model->personas];
    long next = 0;
    for (int k = 0; k < lives->count; k++) {
        pk_walker_t walker = {.counts = self,
                              .group = group,
                              .lives = lives,
                              .who = (uint32_t)k,
                              .valued = !lives->arrived,
                              .first = NEVER,
                              .joined = NEVER};
        begin(&walker, &lives->happened[next]);
        for (; next < lives->nhappened && lives->happened[next].who == (uint32_t)k; next++) {
            happen(&walker, &lives->happened[next]);
        }
        end(&walker);
    }
    *(lives->arrived ? group->came : group->there) += lives->count;
}
