/* Dwell times by age (stays.c), in lanes: who leaves is summed up before anybody is taken out, for capacity may let
 * some of them wait; then one pass takes the leavers out of each age, and sums up who leaves next where everybody is a
 * step older. */
#ifndef PK_ENGINE_LANES_STAYS_H
#define PK_ENGINE_LANES_STAYS_H

#include <limits.h>

#include "engine/lanes/state.h"

/* The probability to leave by the stay; -INFINITY: it surely ends. */
PK_INLINE lanes_t leaving(lanes_t speed, lanes_t log_stay)
{
    const mask_t ends = same(log_stay, all_lanes(-INFINITY));
    return choose(ends, all_lanes(1), -lanes_expm1(speed * choose(ends, all_lanes(0), log_stay)));
}

PK_INLINE lanes_t log_at(const law_t *law, int age)
{
    return law->alike ? all_lanes(law->one_log[age < law->one_length ? age : law->one_length - 1])
                      : law->log[age < law->log_rows ? age : law->log_rows - 1];
}

/* At speed 1, for every persona: ages 0..last. */
static chances_t chances_of_law(law_t *law, int last)
{
    if (law->alike) {
        if (law->one_room <= last) {
            law->one_room = last + 1 + last / 2;
            law->one_p = pk_heap_resize(law->one_p, (size_t)law->one_room, sizeof(double));
        }
        for (; law->one_known <= last; law->one_known++) {
            law->one_p[law->one_known] = lane_of(leaving(all_lanes(1), log_at(law, law->one_known)), 0);
        }
        return (chances_t){.one = law->one_p};
    }
    for (; law->known <= last; law->known++) {
        law->p[law->known] = leaving(all_lanes(1), log_at(law, law->known));
    }
    return (chances_t){.each = law->p};
}

/* At the speed of now of one persona, kept while it stays the same: ages 0..last. */
static chances_t chances_at_speed(stay_t *stay, const law_t *law, lanes_t speed, int last)
{
    if (any_lane(differ(speed, stay->speed))) {
        stay->speed = speed;
        stay->known = 0;
        stay->foreseen = false;
    }
    for (; stay->known <= last; stay->known++) {
        stay->p[stay->known] = leaving(speed, log_at(law, stay->known));
    }
    return (chances_t){.each = stay->p};
}

static chances_t chances_of(pk_lanes_t *self, int i, int g, int last)
{
    const int cell = i * self->plan->npersona + g;
    return self->plan->stages[i].speed.count == 0
               ? chances_of_law(&self->laws[i], last)
               : chances_at_speed(&self->stays[cell], &self->laws[i], self->speed[cell], last);
}

PK_INLINE lanes_t chance_at(chances_t p, int age)
{
    return p.one != NULL ? all_lanes(p.one[age]) : p.all != NULL ? *p.all : p.each[age];
}

/* Σ at p over ages 0..oldest, in the order in which the pass of grow_older adds up: ages 1, 3, .., ages 2, 4, .., then
 * age 0. */
PK_INLINE lanes_t sum_leavers(const lanes_t *at, chances_t p, int oldest)
{
    lanes_t odd = all_lanes(0), even = odd;
    int age = 1;
    for (; age < oldest; age += 2) {
        odd += at[age] * chance_at(p, age);
        even += at[age + 1] * chance_at(p, age + 1);
    }
    if (age == oldest) {
        odd += at[age] * chance_at(p, age);
    }
    return oldest < 0 ? odd : (odd + even) + at[0] * chance_at(p, 0);
}

/* The hazards of the old classes in this step: by the scalar code, once where all lanes have the same. */
static void old_leaving(pk_lanes_t *self, int i, int g)
{
    const int cell = i * self->plan->npersona + g;
    const law_t *law = &self->laws[i];
    stay_t *stay = &self->stays[cell];
    for (int k = 0; k < stay->nold; k++) {
        lanes_t log_stay = all_lanes(0);
        for (int l = 0; l < (stay->old_alike ? 1 : PK_WIDTH); l++) {
            const double age = stay->old_age[k * PK_WIDTH + l] + self->step - 1;
            const double pace = stay->old_pace[k * PK_WIDTH + l];
            const bool somebody = lane_of(stay->old[k], l) > 0;
            set_lane(&log_stay, l, somebody ? pk_life_log_stay(&law->life[l], age) * pace : 0);
        }
        log_stay = stay->old_alike ? all_lanes(lane_of(log_stay, 0)) : log_stay;
        stay->old_p[k] = leaving(self->speed[cell], log_stay);
    }
}

/* Σ of those who would leave by the stay if nobody left by a way that competes with it. */
static lanes_t due_to_leave(pk_lanes_t *self, int i, int g)
{
    stay_t *stay = &self->stays[i * self->plan->npersona + g];
    const chances_t p = chances_of(self, i, g, stay->oldest + 1);
    lanes_t sum = stay->ahead;
    if (!stay->foreseen) {
        sum = p.one != NULL ? sum_leavers(stay->at, (chances_t){.one = p.one}, stay->oldest)
                            : sum_leavers(stay->at, (chances_t){.each = p.each}, stay->oldest);
    }
    if (stay->nold > 0) {
        old_leaving(self, i, g);
        lanes_t old = all_lanes(0);
        for (int k = 0; k < stay->nold; k++) {
            old += stay->old[k] * stay->old_p[k];
        }
        sum += old;
    }
    return sum;
}

/* Those of one persona who leave a dwell stage in this step: by ways that compete with the stay, which have the
 * probability q together, and of the others by the stay. Nobody is taken out yet. */
static void leave_stay(pk_lanes_t *self, int i, int g, lanes_t q)
{
    const int cell = i * self->plan->npersona + g;
    stay_t *stay = &self->stays[cell];
    stay->q = q;
    stay->competed = self->count[cell] * q;
    if (self->plan->stages[i].memoryless) {
        stay->leavers = (self->count[cell] - stay->competed) * chance_at(chances_of(self, i, g, 0), 0);
    } else {
        stay->leavers = due_to_leave(self, i, g) * (1 - q);
    }
}

/* What becomes of an age: the part `gone` of the leavers by the stay goes, and of all the part `back` waits who would
 * have left by ways that compete with it. */
typedef struct {
    lanes_t gone, q, back;
} leave_t;

PK_INLINE lanes_t who_stays(lanes_t at, lanes_t p, leave_t leave, bool competing)
{
    if (!competing) {
        return at - at * (p * leave.gone);
    }
    const lanes_t others = at - at * leave.q;
    return (others - others * (p * leave.gone)) + at * leave.back;
}

/* Takes the leavers out of ages 0..oldest; gives Σ at p of the next step but for those who come in then. */
PK_INLINE lanes_t take_out(lanes_t *at, chances_t p, leave_t leave, bool competing, int oldest)
{
    lanes_t odd = all_lanes(0), even = odd;
    int age = 0;
    for (; age < oldest; age += 2) {
        const lanes_t one = who_stays(at[age], chance_at(p, age), leave, competing);
        const lanes_t two = who_stays(at[age + 1], chance_at(p, age + 1), leave, competing);
        at[age] = one;
        at[age + 1] = two;
        odd += one * chance_at(p, age + 1);
        even += two * chance_at(p, age + 2);
    }
    if (age == oldest) {
        at[age] = who_stays(at[age], chance_at(p, age), leave, competing);
        odd += at[age] * chance_at(p, age + 1);
    }
    return odd + even;
}

/* Each lane's oldest, where they are nobody or less than the round-off of their stage, join their younger neighbour. */
static void join_oldest(stay_t *stay, lanes_t hair)
{
    mask_t joining = every(), empty = joining;
    for (int age = stay->oldest; age > 0 && any_lane(joining); age--) {
        joining = both(joining, at_most(stay->at[age], hair));
        empty = both(empty, joining);
        stay->at[age - 1] += only(joining, stay->at[age]);
        stay->at[age] = choose(joining, all_lanes(0), stay->at[age]);
        stay->oldest -= every_lane(empty) ? 1 : 0;
    }
}

static void old_stay(stay_t *stay, leave_t leave, bool competing)
{
    for (int k = 0; k < stay->nold; k++) {
        stay->old[k] = who_stays(stay->old[k], stay->old_p[k], leave, competing);
    }
}

/* The age that a lane's stay surely has ended at: who waits for capacity then stands there, and does not grow older, as
 * in stays.c, so that a state says all of it. INT_MAX: the stay has no end. */
static int ended_at(const law_t *law, int lane)
{
    const double *log = law->alike ? law->one_log : law->table[lane];
    const int length = law->alike ? law->one_length : law->length[lane];
    return length > 0 && log[length - 1] == -INFINITY ? length : INT_MAX;
}

/* What was foreseen was added up before, in another order. */
static void hold_ended(const law_t *law, stay_t *stay)
{
    for (int l = 0; l < PK_WIDTH; l++) {
        const int last = ended_at(law, l);
        if (stay->oldest > last && lane_of(stay->at[last + 1], l) > 0) {
            set_lane(&stay->at[last], l, lane_of(stay->at[last], l) + lane_of(stay->at[last + 1], l));
            set_lane(&stay->at[last + 1], l, 0);
            stay->foreseen = false;
        }
    }
}

/* Leavers out, but for those who wait; everybody a step older, and those who have come in at age 0. */
static void grow_older(pk_lanes_t *self, int i, int g)
{
    const int cell = i * self->plan->npersona + g;
    const bool competing = self->plan->stages[i].nrated > 0;
    stay_t *stay = &self->stays[cell];
    const lanes_t none = all_lanes(0);
    const lanes_t waits = only(more(stay->leavers, none), self->held[cell] / stay->leavers);
    const lanes_t back = only(more(stay->competed, none), self->held_competing[cell] / stay->competed);
    const leave_t leave = {.gone = 1 - waits, .q = stay->q, .back = stay->q * back};
    join_oldest(stay, 1e-17 * self->count[cell]);
    const chances_t p = chances_of(self, i, g, stay->oldest + 1);
    if (p.one != NULL && !competing) {
        stay->ahead = take_out(stay->at, (chances_t){.one = p.one}, leave, false, stay->oldest);
    } else if (p.one != NULL) {
        stay->ahead = take_out(stay->at, (chances_t){.one = p.one}, leave, true, stay->oldest);
    } else if (!competing) {
        stay->ahead = take_out(stay->at, (chances_t){.each = p.each}, leave, false, stay->oldest);
    } else {
        stay->ahead = take_out(stay->at, (chances_t){.each = p.each}, leave, true, stay->oldest);
    }
    old_stay(stay, leave, competing);
    stay->oldest++;
    stay->at--;
    stay->at[0] = self->entered[cell];
    stay->ahead += stay->at[0] * chance_at(p, 0);
    stay->foreseen = true;
    if (self->plan->stages[i].waits) {
        hold_ended(&self->laws[i], stay);
    }
}

#endif
