/* Dwell times by age (models/README.md section 7, Dwell): h(a) = 1 - S(a+1)/S(a), S(a) = P(T > a | T > 0); the speed
 * -ln(1 - h) is multiplied by the effects on `i -> *` now over today. An exponential stay needs no ages: its speed is
 * 1/mean. Ways out that compete with the stay come first and take their part of everybody there, whatever their age;
 * who is left may leave by the stay. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/sim.h"

/* Parts of a stage's address: the luck of those who leave by a way that competes with the stay, and of old ages. */
enum { COMPETING = 1, OLD = 2 };

/* log(S(a+1)/S(a)) for a = 0.. until nobody is left or the horizon can see no further. */
static void fill_log_stay(pk_hazards_t *stay, int most)
{
    stay->log_stay = pk_heap_resize(stay->log_stay, (size_t)most, sizeof(double));
    double here = 1;
    stay->length = 0;
    for (int a = 0; a < most; a++) {
        const double next = pk_life_surviving(&stay->life, a + 1);
        stay->log_stay[stay->length++] = next > 0 ? fmin(0, log(next) - log(here)) : -INFINITY;
        if (next <= 0) {
            return;
        }
        here = next;
    }
}

static bool has_ages(const pk_stage_plan_t *stage)
{
    return stage->kind == PK_STAGE_DWELL && !stage->memoryless;
}

static void empty_ages(pk_ages_t *ages, int length, int nold)
{
    ages->length = ages->length < length ? length : ages->length;
    if (ages->room < ages->length + nold) {
        double **const arrays[] = {&ages->at, &ages->left, &ages->gone, &ages->p};
        ages->room = ages->length + nold;
        for (int k = 0; k < 4; k++) {
            free(*arrays[k]);
            *arrays[k] = pk_heap((size_t)ages->room, sizeof(double));
        }
    }
    ages->nold = nold;
    memset(ages->at, 0, (size_t)ages->room * sizeof(double));
    ages->oldest = -1;
    ages->known = 0;
}

const pk_steady_t *pk_stays_steady(const pk_sim_t *self, int stage, int persona)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    if (!plan->steady || !has_ages(plan)) {
        return NULL;
    }
    /* Without a way out that competes, all personas share the ages of the first. */
    return &self->steady[stage * self->plan->npersona + (plan->nrated > 0 ? persona : 0)];
}

/* The law of a stay and its hazards of this run; true where they are new. */
static bool read_life(pk_sim_t *self, int i)
{
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    pk_hazards_t *stay = &self->stays[i];
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
        if (steady != NULL &&
            (!steady->ready || steady->rate != rate || (anew && (g == 0 || plan->stages[i].nrated > 0)))) {
            pk_steady_fill(steady, &self->stays[i].life, rate, plan->nstep);
        }
        most = steady != NULL && steady->count > most ? steady->count : most;
    }
    return most;
}

void pk_stays_begin(pk_sim_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int i = 0; i < plan->nstage; i++) {
        const pk_stage_plan_t *stage = &plan->stages[i];
        pk_hazards_t *stay = &self->stays[i];
        if (stage->kind != PK_STAGE_DWELL) {
            continue;
        }
        const bool anew = read_life(self, i);
        const int nsteady = settle_steady(self, i, anew);
        const int most = stage->memoryless ? 1 : plan->nstep + 1 + nsteady;
        if (anew || most > stay->most) {
            fill_log_stay(stay, most);
            stay->most = most;
        }
        for (int g = 0; has_ages(stage) && g < plan->npersona; g++) {
            const pk_steady_t *steady = pk_stays_steady(self, i, g);
            empty_ages(&self->ages[i * plan->npersona + g], stay->length + 1 < most + 1 ? stay->length + 1 : most + 1,
                       steady == NULL ? 0 : steady->nold);
        }
    }
}

/* The probability to leave at each age up to the oldest, kept from step to step while the speed stays the same. */
static const double *leaving(pk_ages_t *ages, const pk_hazards_t *stay, double speed)
{
    if (speed != ages->speed) {
        ages->speed = speed;
        ages->known = 0;
    }
    for (; ages->known <= ages->oldest; ages->known++) {
        const double log_stay = stay->log_stay[ages->known < stay->length ? ages->known : stay->length - 1];
        ages->p[ages->known] = isinf(log_stay) ? 1 : -expm1(speed * log_stay);
    }
    return ages->p;
}

/* The same of the old, who are `step` - 1 steps older than at the start, where somebody is. */
static const double *old_leaving(pk_ages_t *ages, const pk_hazards_t *stay, const pk_steady_t *steady, double speed,
                                 int step)
{
    for (int k = ages->length; k < ages->length + ages->nold; k++) {
        if (ages->at[k] > 0) {
            const int class = k - ages->length;
            const double log_stay =
                pk_life_log_stay(&stay->life, steady->old_age[class] + step - 1) * steady->old_pace[class];
            ages->p[k] = isinf(log_stay) ? 1 : -expm1(speed * log_stay);
        } else {
            ages->p[k] = 0;
        }
    }
    return &ages->p[ages->length];
}

double pk_stays_leave(pk_sim_t *self, int stage, int persona, double count)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int cell = stage * self->plan->npersona + persona;
    const pk_hazards_t *stay = &self->stays[stage];
    const double speed = self->speed[cell];
    const uint64_t address = plan->address[persona];
    if (plan->memoryless) {
        return self->chance->thin(self->luck, PK_PURPOSE_LEAVE, address, count, -expm1(speed * stay->log_stay[0]));
    }
    pk_ages_t *ages = &self->ages[cell];
    const double *p = leaving(ages, stay, speed);
    double sum = self->chance->leave(self->luck, address, ages->at, p, ages->oldest + 1, ages->left);
    if (ages->nold > 0) {
        const double *old = old_leaving(ages, stay, pk_stays_steady(self, stage, persona), speed, self->step);
        sum += self->chance->leave(self->luck, pk_hash_join(address, OLD), &ages->at[ages->length], old, ages->nold,
                                   &ages->left[ages->length]);
    }
    return sum;
}

/* `count` times the same probability. */
static const double *alike(pk_sim_t *self, double p, int count)
{
    pk_alike_t *same = &self->alike;
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
        return self->chance->thin(self->luck, PK_PURPOSE_LEAVE, address, self->count[cell], p);
    }
    pk_ages_t *ages = &self->ages[cell];
    double sum = self->chance->leave(self->luck, address, ages->at, alike(self, p, ages->oldest + 1), ages->oldest + 1,
                                     ages->gone);
    if (ages->nold > 0) {
        sum += self->chance->leave(self->luck, pk_hash_join(address, OLD), &ages->at[ages->length],
                                   alike(self, p, ages->nold), ages->nold, &ages->gone[ages->length]);
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
    pk_returning_t *those = &self->returning;
    const int count = gather_leavers(those, ages, left);
    self->chance->pick(self->luck, address, those->part, those->left, count, waiting, those->back);
    for (int k = 0; k < count; k++) {
        ages->at[those->age[k]] += those->back[k];
    }
}

void pk_stays_return(pk_sim_t *self, int stage, int persona, double from_stay, double from_competing)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    pk_ages_t *ages = &self->ages[stage * self->plan->npersona + persona];
    if (!plan->memoryless) {
        put_back(self, ages, ages->left, plan->address[persona], from_stay);
        put_back(self, ages, ages->gone, pk_hash_join(plan->address[persona], COMPETING), from_competing);
    }
}

/* The oldest ages, where they hold nobody, or less than the round-off of their stage, join their younger neighbour: a
 * long tail of next to nothing would cost as much as the crowd. */
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
    pk_ages_t *ages = &self->ages[stage * self->plan->npersona + persona];
    if (ages->length == 0) {
        return;
    }
    join_oldest(ages, self->count[stage * self->plan->npersona + persona]);
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
    return pk_life_mean(&life, self->speed[stage * self->plan->npersona + persona], leave);
}

double pk_stays_exits(const pk_sim_t *self, int stage, int persona, double *part)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const double mean = pk_stays_mean(self, stage, persona, true);
    const double competing = pk_rates_competing(self, stage, persona);
    const double ended = competing > 0 ? fmax(0, 1 - competing * mean) : 1;
    for (int k = 0; k < plan->nexit; k++) {
        const double p = self->p[plan->exits[k] * self->plan->npersona + persona];
        part[k] = k >= plan->nrated ? p * ended : p > 0 ? p * mean : 0;
    }
    return mean;
}
