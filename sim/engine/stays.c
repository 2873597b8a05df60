/* Dwell times by age (design.md section 6, Dwell): h(a) = 1 - S(a+1)/S(a), S(a) = P(T > a | T > 0); the speed -ln(1 -
 * h) is multiplied by the effects on `i -> *` now over today. An exponential stay needs no ages: its speed is 1/mean.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/assumptions.h"
#include "engine/sim.h"

enum { STEADY_MOST = 1000000 };

typedef struct {
    const pk_law_t *law;
    double a[PK_LAW_ARGUMENTS];
    double alive; /* P(T > 0) */
} pk_life_t;

static double surviving(const pk_life_t *life, double age)
{
    return life->law->survival(life->a, age) / life->alive;
}

static pk_life_t life_of(const pk_sim_t *sim, int stage)
{
    const pk_number_t *dwell = sim->plan->stages[stage].stage->dwell;
    pk_life_t life = {.law = dwell->law};
    pk_law_arguments(dwell, sim->draws, life.a);
    life.alive = life.law->survival(life.a, 0);
    return life;
}

/* log(S(a+1)/S(a)) for a = 0.. until nobody is left or the horizon can see no further. */
static void fill_log_stay(pk_hazards_t *stay, const pk_life_t *life, int most)
{
    stay->log_stay = pk_heap_resize(stay->log_stay, (size_t)most, sizeof(double));
    double here = 1;
    stay->length = 0;
    for (int a = 0; a < most; a++) {
        const double next = surviving(life, a + 1);
        stay->log_stay[stay->length++] = next > 0 ? fmin(0, log(next) - log(here)) : -INFINITY;
        if (next <= 0) {
            return;
        }
        here = next;
    }
}

/* S(a)/ΣS until what is left of ΣS is below 1e-13 of it. */
static void fill_steady(pk_hazards_t *stay, const pk_life_t *life)
{
    int room = 64, count = 0;
    double *age = pk_heap((size_t)room, sizeof(double));
    double sum = 0;
    for (double s = 1; count < STEADY_MOST && s > 1e-17 * (sum + 1); s = surviving(life, count)) {
        if (count == room) {
            room *= 2;
            age = pk_heap_resize(age, (size_t)room, sizeof(double));
        }
        age[count++] = s;
        sum += s;
    }
    double left = 0;
    while (count > 1 && left + age[count - 1] < 1e-13 * sum) {
        left += age[--count];
    }
    for (int a = 0; a < count; a++) {
        age[a] /= sum - left;
    }
    free(stay->steady);
    stay->steady = age;
    stay->nsteady = count;
}

static bool has_ages(const pk_stage_plan_t *stage)
{
    return stage->kind == PK_STAGE_DWELL && !stage->memoryless;
}

static void empty_ages(pk_ages_t *ages, int length)
{
    if (ages->length < length) {
        double **const arrays[] = {&ages->at, &ages->left, &ages->p};
        for (int k = 0; k < 3; k++) {
            free(*arrays[k]);
            *arrays[k] = pk_heap((size_t)length, sizeof(double));
        }
        ages->length = length;
    }
    memset(ages->at, 0, (size_t)ages->length * sizeof(double));
    ages->oldest = -1;
    ages->known = 0;
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
        if (!stay->ready || pk_number_uncertain(stage->stage->dwell)) {
            const pk_life_t life = life_of(self, i);
            stay->nsteady = 0;
            if (stage->steady && has_ages(stage)) {
                fill_steady(stay, &life);
            }
            fill_log_stay(stay, &life, stage->memoryless ? 1 : plan->nstep + 1 + stay->nsteady);
            stay->ready = true;
        }
        for (int g = 0; has_ages(stage) && g < plan->npersona; g++) {
            const int most = plan->nstep + 2 + stay->nsteady;
            empty_ages(&self->ages[i * plan->npersona + g], stay->length + 1 < most ? stay->length + 1 : most);
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

double pk_stays_leave(pk_sim_t *self, int stage, int persona)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    const int cell = stage * self->plan->npersona + persona;
    const pk_hazards_t *stay = &self->stays[stage];
    const double speed = self->speed[cell];
    if (plan->memoryless) {
        return self->chance->thin(self->luck, PK_PURPOSE_LEAVE, plan->address[persona], self->count[cell],
                                  -expm1(speed * stay->log_stay[0]));
    }
    pk_ages_t *ages = &self->ages[cell];
    const double *p = leaving(ages, stay, speed);
    return self->chance->leave(self->luck, plan->address[persona], ages->at, p, ages->oldest + 1, ages->left);
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
static int gather_leavers(pk_returning_t *self, const pk_ages_t *ages)
{
    int count = 0;
    make_room(self, ages->oldest + 1);
    for (int age = 0; age <= ages->oldest; age++) {
        if (ages->left[age] > 0) {
            self->age[count] = age;
            self->left[count] = ages->left[age];
            self->part[count++] = (uint64_t)age + 1;
        }
    }
    return count;
}

void pk_stays_return(pk_sim_t *self, int stage, int persona, double waiting)
{
    const pk_stage_plan_t *plan = &self->plan->stages[stage];
    pk_ages_t *ages = &self->ages[stage * self->plan->npersona + persona];
    if (plan->memoryless || waiting <= 0) {
        return;
    }
    pk_returning_t *those = &self->returning;
    const int count = gather_leavers(those, ages);
    self->chance->pick(self->luck, plan->address[persona], those->part, those->left, count, waiting, those->back);
    for (int k = 0; k < count; k++) {
        ages->at[those->age[k]] += those->back[k];
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

double pk_stays_mean(const pk_sim_t *self, int stage, int persona)
{
    const pk_life_t life = life_of(self, stage);
    const double speed = self->speed[stage * self->plan->npersona + persona];
    double sum = 0;
    double s = 1;
    for (int age = 0; age < STEADY_MOST && s > 1e-12 * (sum + 1); s = pow(surviving(&life, ++age), speed)) {
        sum += s;
    }
    return sum;
}
