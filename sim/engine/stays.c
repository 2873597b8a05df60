/* Dwell times by age (models/README.md section 7): h(a) = 1 - S(a+1)/S(a), S(a) = P(T > a | T > 0); the speed -ln(1 -
 * h) is multiplied by the effects on `i -> *` now over today. An exponential stay needs no ages: its speed is 1/mean.
 * Ways out that compete with the stay come first and take their part of everybody there, whatever their age; who is
 * left may leave by the stay. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/state.h"

/* Parts of a stage's address: the luck of those who leave by a way that competes with the stay, and of old ages. */
enum { COMPETING = 1, OLD = 2 };

/* log(S(a+1)/S(a)) up to an age, as far as the stay goes; where it ends at one of them, that is its length. */
static const double *log_stay_to(pk_hazards_t *stay, int age)
{
    if (age < stay->known || stay->known >= stay->length) {
        return stay->log_stay;
    }
    const int wanted = age + 1 < stay->length ? age + 1 : stay->length;
    if (stay->room < wanted) {
        stay->room = wanted;
        stay->log_stay = pk_heap_resize(stay->log_stay, (size_t)wanted, sizeof(double));
    }
    double here = stay->known > 0 ? pk_life_surviving(&stay->life, stay->known) : 1;
    while (stay->known < wanted) {
        const double next = pk_life_surviving(&stay->life, stay->known + 1);
        stay->log_stay[stay->known++] = next > 0 ? fmin(0, log(next) - log(here)) : -INFINITY;
        if (next <= 0) {
            stay->length = stay->known;
            break;
        }
        here = next;
    }
    return stay->log_stay;
}

static void forget(pk_hazards_t *stay, int most)
{
    stay->known = 0;
    stay->most = stay->length = most;
}

/* Room for what a step asks of each age. */
static void make_leaving_room(pk_leaving_t *leaving, int room)
{
    if (leaving->room < room) {
        double **const arrays[] = {&leaving->left, &leaving->gone, &leaving->p};
        for (int k = 0; k < 3; k++) {
            free(*arrays[k]);
            *arrays[k] = pk_heap((size_t)room, sizeof(double));
        }
        leaving->room = room;
    }
    leaving->known = 0;
}

/* Whether personas have been in a stay for differently long. Without a way out that competes, all share the ages of the
 * first; in balance without marketing what speeds a stay today may reach one and not another. */
static bool differs(const pk_plan_t *plan, int stage)
{
    return plan->stages[stage].nrated > 0 || (plan->balance && !plan->today);
}

/* What today's drivers do to a stay, where the balance is with them. */
static double speed_today(const pk_sim_t *self, int stage, int persona)
{
    const pk_plan_t *plan = self->plan;
    return plan->balance && !plan->today ? pk_rates_multiplier(self, plan->stages[stage].speed, persona, true, 0) : 1;
}

const pk_steady_t *pk_stays_steady(const pk_sim_t *self, int stage, int persona)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    if (!plan->steady || !pk_has_ages(plan)) {
        return NULL;
    }
    return &self->scratch.steady[stage * self->plan->npersona + (differs(self->plan, stage) ? persona : 0)];
}

/* The law of a stay in this run; true where it is new. */
static bool read_life(pk_sim_t *self, int i)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    pk_hazards_t *stay = &self->now.stays[i];
    const pk_life_t life = pk_life_of(stage->stage->dwell, self->draws);
    const bool same = stay->ready && memcmp(life.a, stay->life.a, sizeof life.a) == 0;
    stay->life = life;
    stay->ready = true;
    return !same;
}

/* The ages of those who have been there for a while; gives how many stand by themselves. */
static int settle_steady(pk_sim_t *self, int i, bool anew)
{
    const pk_plan_t *plan = self->plan;
    int most = 0;
    for (int g = 0; g < plan->npersona; g++) {
        pk_steady_t *steady = (pk_steady_t *)pk_stays_steady(self, i, g);
        const double rate = steady == NULL ? 0 : pk_rates_leaving_today(self, i, g);
        const double speed = speed_today(self, i, g);
        if (steady != NULL && (!steady->ready || steady->rate != rate || steady->speed != speed ||
                               (anew && (g == 0 || differs(plan, i))))) {
            pk_steady_fill(steady, &self->now.stays[i].life, speed, rate, plan->nstep);
        }
        most = steady != NULL && steady->count > most ? steady->count : most;
    }
    return most;
}

/* One more than the oldest age at which somebody of a stage stands by himself. */
static int ages_of(const pk_standing_t *from, int stage)
{
    int ages = 0;
    for (int k = from->first[stage * from->npersona]; k < from->first[(stage + 1) * from->npersona]; k++) {
        const pk_people_t *who = &from->people[k];
        ages = !who->old && who->age + 1 > ages ? (int)who->age + 1 : ages;
    }
    return ages;
}

static int classes_of(const pk_standing_t *from, int cell)
{
    int classes = 0;
    for (int k = from->first[cell]; k < from->first[cell + 1]; k++) {
        classes += from->people[k].old;
    }
    return classes;
}

/* The hazards of a stay that this run may see; gives the last age that its people may stand at. */
static int begin_stay(pk_sim_t *self, int i, const pk_standing_t *from)
{
    const pk_plan_t *plan = self->plan;
    pk_hazards_t *stay = &self->now.stays[i];
    const bool anew = read_life(self, i);
    const int there = from != NULL ? ages_of(from, i) : settle_steady(self, i, anew);
    const int most = plan->stages[i].memoryless ? 1 : plan->nstep + 1 + there;
    if (anew || most > stay->most) {
        forget(stay, most);
        log_stay_to(stay, most - 1);
    }
    return stay->length < most ? stay->length : most;
}

/* Where the old of a start (NULL: they are told otherwise) stand; nobody is anywhere yet. */
static void empty_ages(pk_ages_t *ages, const pk_steady_t *steady)
{
    memset(ages->at, 0, (size_t)(ages->length + ages->nold) * sizeof(double));
    if (ages->nold > 0 && steady != NULL) {
        memcpy(ages->old_age, steady->old_age, (size_t)ages->nold * sizeof(double));
        memcpy(ages->old_pace, steady->old_pace, (size_t)ages->nold * sizeof(double));
    }
}

static int old_of(const pk_sim_t *self, int cell, const pk_standing_t *from)
{
    const int personas = self->plan->npersona;
    const pk_steady_t *steady = from == NULL ? pk_stays_steady(self, cell / personas, cell % personas) : NULL;
    return from != NULL ? classes_of(from, cell) : steady == NULL ? 0 : steady->nold;
}

void pk_stays_begin(pk_sim_t *self, const pk_standing_t *from)
{
    const pk_plan_t *plan = self->plan;
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        const int i = cell / plan->npersona, g = cell % plan->npersona;
        if (plan->stages[i].kind != PK_STAGE_DWELL) {
            continue;
        }
        const int last = g == 0 ? begin_stay(self, i, from) : self->state.ages[cell - 1].length - 1;
        if (pk_has_ages(&plan->stages[i])) {
            self->state.ages[cell] = (pk_ages_t){.length = last + 1, .oldest = -1, .nold = old_of(self, cell, from)};
        }
    }
    pk_state_make_room(self);
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        pk_ages_t *ages = &self->state.ages[cell];
        make_leaving_room(&self->now.leaving[cell], ages->length + ages->nold);
        empty_ages(ages, from != NULL ? NULL : pk_stays_steady(self, cell / plan->npersona, cell % plan->npersona));
    }
}

void pk_stays_resume(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        const int i = cell / plan->npersona;
        const pk_ages_t *ages = &self->state.ages[cell];
        make_leaving_room(&self->now.leaving[cell], ages->length + ages->nold);
        if (cell % plan->npersona == 0 && plan->stages[i].kind == PK_STAGE_DWELL) {
            const int most = plan->stages[i].memoryless ? 1 : ages->length - 1;
            if (read_life(self, i) || most > self->now.stays[i].most) {
                forget(&self->now.stays[i], most);
            }
        }
    }
}

/* The probability to leave at each age up to the oldest, kept from step to step while the speed stays the same. */
static const double *leaving_young(pk_leaving_t *leaving, pk_hazards_t *stay, double speed, int oldest)
{
    if (speed != leaving->speed) {
        leaving->speed = speed;
        leaving->known = 0;
    }
    const double *log_stay = log_stay_to(stay, oldest);
    for (; leaving->known <= oldest; leaving->known++) {
        const double here = log_stay[leaving->known < stay->length ? leaving->known : stay->length - 1];
        leaving->p[leaving->known] = isinf(here) ? 1 : -expm1(speed * here);
    }
    return leaving->p;
}

/* The same of the old, who are `step` - 1 steps older than at the start, where somebody is. */
static const double *leaving_old(pk_leaving_t *leaving, const pk_hazards_t *stay, const pk_ages_t *ages, double speed,
                                 int step)
{
    double *p = &leaving->p[ages->length];
    const double *at = &ages->at[ages->length];
    for (int k = 0; k < ages->nold; k++) {
        if (at[k] > 0) {
            const double log_stay = pk_life_log_stay(&stay->life, ages->old_age[k] + step - 1) * ages->old_pace[k];
            p[k] = isinf(log_stay) ? 1 : -expm1(speed * log_stay);
        } else {
            p[k] = 0;
        }
    }
    return p;
}

double pk_stays_leave(pk_sim_t *self, int stage, int persona, double count)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int cell = stage * self->plan->npersona + persona;
    pk_hazards_t *stay = &self->now.stays[stage];
    const double speed = self->now.speed[cell];
    const uint64_t address = plan->address[persona];
    if (plan->memoryless) {
        const double p = -expm1(speed * log_stay_to(stay, 0)[0]);
        return self->chance->thin(self->luck, PK_PURPOSE_LEAVE, address, count, p);
    }
    pk_ages_t *ages = &self->state.ages[cell];
    pk_leaving_t *leaving = &self->now.leaving[cell];
    const double *p = leaving_young(leaving, stay, speed, ages->oldest);
    double sum = self->chance->leave(self->luck, address, ages->at, p, ages->oldest + 1, leaving->left);
    if (ages->nold > 0) {
        const double *old = leaving_old(leaving, stay, ages, speed, self->step);
        sum += self->chance->leave(self->luck, pk_hash_join(address, OLD), &ages->at[ages->length], old, ages->nold,
                                   &leaving->left[ages->length]);
    }
    return sum;
}

const double *pk_stays_hazards(pk_sim_t *self, int stage, int persona)
{
    const int cell = stage * self->plan->npersona + persona;
    const pk_ages_t *ages = &self->state.ages[cell];
    pk_hazards_t *stay = &self->now.stays[stage];
    pk_leaving_t *leaving = &self->now.leaving[cell];
    if (self->plan->stages[stage].memoryless) {
        make_leaving_room(leaving, 1);
        leaving->p[0] = -expm1(self->now.speed[cell] * log_stay_to(stay, 0)[0]);
        return leaving->p;
    }
    leaving_young(leaving, stay, self->now.speed[cell], ages->length - 1);
    leaving_old(leaving, stay, ages, self->now.speed[cell], self->step);
    return leaving->p;
}

/* `count` times the same probability. */
static const double *alike(pk_sim_t *self, double p, int count)
{
    pk_alike_t *same = &self->scratch.alike;
    if (same->count < count) {
        same->p = pk_heap_resize(same->p, (size_t)count, sizeof(double));
    }
    for (int k = p == same->value ? same->count : 0; k < count; k++) {
        same->p[k] = p;
    }
    same->count = p != same->value || same->count < count ? count : same->count;
    same->value = p;
    return same->p;
}

double pk_stays_compete(pk_sim_t *self, int stage, int persona, double p)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int cell = stage * self->plan->npersona + persona;
    const uint64_t address = pk_hash_join(plan->address[persona], COMPETING);
    if (plan->memoryless) {
        return self->chance->thin(self->luck, PK_PURPOSE_LEAVE, address, self->state.count[cell], p);
    }
    pk_ages_t *ages = &self->state.ages[cell];
    double *gone = self->now.leaving[cell].gone;
    double sum =
        self->chance->leave(self->luck, address, ages->at, alike(self, p, ages->oldest + 1), ages->oldest + 1, gone);
    if (ages->nold > 0) {
        sum += self->chance->leave(self->luck, pk_hash_join(address, OLD), &ages->at[ages->length],
                                   alike(self, p, ages->nold), ages->nold, &gone[ages->length]);
    }
    return sum;
}

static void make_room(pk_returning_t *self, int count)
{
    if (self->room < count) {
        self->room = count;
        self->age = pk_heap_resize(self->age, (size_t)count, sizeof *self->age);
        self->part = pk_heap_resize(self->part, (size_t)count, sizeof *self->part);
        self->left = pk_heap_resize(self->left, (size_t)count, sizeof *self->left);
        self->back = pk_heap_resize(self->back, (size_t)count, sizeof *self->back);
    }
}

/* The ages that somebody left in this step; gives how many. */
static int gather_leavers(pk_returning_t *self, const pk_ages_t *ages, const double *left)
{
    int count = 0;
    make_room(self, ages->oldest + 1 + ages->nold);
    for (int k = 0; k < ages->oldest + 1 + ages->nold; k++) {
        const int age = k <= ages->oldest ? k : ages->length + k - ages->oldest - 1;
        if (left[age] > 0) {
            self->age[count] = age;
            self->left[count] = left[age];
            self->part[count++] = (uint64_t)age + 1;
        }
    }
    return count;
}

static void put_back(pk_sim_t *self, pk_ages_t *ages, const double *left, uint64_t address, double waiting)
{
    if (waiting <= 0) {
        return;
    }
    pk_returning_t *those = &self->scratch.returning;
    const int count = gather_leavers(those, ages, left);
    self->chance->pick(self->luck, address, those->part, those->left, count, waiting, those->back);
    for (int k = 0; k < count; k++) {
        ages->at[those->age[k]] += those->back[k];
    }
}

void pk_stays_return(pk_sim_t *self, int stage, int persona, double from_stay, double from_competing)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int cell = stage * self->plan->npersona + persona;
    pk_ages_t *ages = &self->state.ages[cell];
    const pk_leaving_t *leaving = &self->now.leaving[cell];
    if (!plan->memoryless) {
        put_back(self, ages, leaving->left, plan->address[persona], from_stay);
        put_back(self, ages, leaving->gone, pk_hash_join(plan->address[persona], COMPETING), from_competing);
    }
}

/* The oldest ages, where they hold nobody, or less than the round-off of their stage, join their younger neighbour: a
 * long tail of next to nothing would cost as much as the demand. */
static void join_oldest(pk_ages_t *ages, double count)
{
    while (ages->oldest > 0 && ages->at[ages->oldest] <= 1e-17 * count) {
        ages->at[ages->oldest - 1] += ages->at[ages->oldest];
        ages->at[ages->oldest] = 0;
        ages->oldest--;
    }
}

void pk_stays_age(pk_sim_t *self, int stage, int persona, double entered)
{
    pk_ages_t *ages = &self->state.ages[stage * self->plan->npersona + persona];
    if (ages->length == 0) {
        return;
    }
    join_oldest(ages, self->state.count[stage * self->plan->npersona + persona]);
    if (ages->oldest + 1 < ages->length) {
        ages->oldest++;
    } else { /* nobody grows older than the last age: whoever is there stays there */
        ages->at[ages->oldest - 1] += ages->at[ages->oldest];
    }
    memmove(&ages->at[1], &ages->at[0], (size_t)ages->oldest * sizeof(double));
    ages->at[0] = entered;
}

double pk_stays_mean(const pk_sim_t *self, int stage, int persona, bool competing)
{
    const pk_life_t life = pk_life_of(self->plan->stages[stage].stage->dwell, self->draws);
    const double leave = competing ? pk_rates_competing(self, stage, persona) : 0;
    return pk_life_mean(&life, self->now.speed[stage * self->plan->npersona + persona], leave);
}

double pk_stays_exits(const pk_sim_t *self, int stage, int persona, double *part)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const double mean = pk_stays_mean(self, stage, persona, true);
    const double competing = pk_rates_competing(self, stage, persona);
    const double ended = competing > 0 ? fmax(0, 1 - competing * mean) : 1;
    for (int k = 0; k < plan->nexit; k++) {
        const double p = self->now.p[plan->exits[k] * self->plan->npersona + persona];
        part[k] = k >= plan->nrated ? p * ended : p > 0 ? p * mean : 0;
    }
    return mean;
}

const char *pk_stays_verify(const pk_sim_t *self, int cell, double slack)
{
    const pk_ages_t *ages = &self->state.ages[cell];
    double sum = 0;
    if (ages->length == 0) {
        return NULL;
    }
    for (int k = 0; k < ages->oldest + 1 + ages->nold; k++) {
        const double there = ages->at[k <= ages->oldest ? k : ages->length + k - ages->oldest - 1];
        if (there < -slack) {
            return "an age holds fewer than nobody";
        }
        sum += there;
    }
    return fabs(sum - self->state.count[cell]) > slack ? "the ages of a stage do not add up to its count" : NULL;
}
