/* Who leaves a stay, and who must stay after all, as counts (leave of chance_cohort.c, and stays.c). Included by
 * width.c. */
#ifndef PK_ENGINE_LANES_LEAVE_H
#define PK_ENGINE_LANES_LEAVE_H

#include "engine/lanes/luck.h"
#include "engine/lanes/stays.h"

enum { AGES_A_BLOCK = 8 }; /* that share a block of random words: the upper half of a uniform each */

/* The lanes one by one whose upper halves do not settle how many leave. */
static __attribute__((noinline)) void leave_alone(const pk_lanes_t *self, mask_t which, uint64_t address, int age,
                                                  const bits_t *upper, const lanes_t *n, const lanes_t *p,
                                                  lanes_t *count)
{
    for (int l = 0; l < PK_WIDTH; l++) {
        if (lane_in(which, l)) {
            const uint64_t word = ((const uint64_t *)upper)[l];
            set_lane(count, l, pk_leave_at_age(luck_of(self, l), address, age, word, lane_of(*n, l), lane_of(*p, l)));
        }
    }
}

/* Whose chances to leave are asked for; `law` gives log(1-p) by age at this speed, NULL: nothing does. */
typedef struct {
    uint64_t address;
    chances_t p;
    const law_t *law;
    lanes_t speed;
} hazard_t;

/* How many of the n of an age leave, in the lanes of `some`; 0 in the others. */
static lanes_t leave_age(const pk_lanes_t *self, mask_t some, const hazard_t *hazard, int age, bits_t upper, lanes_t n)
{
    const lanes_t p = chance_at(hazard->p, age);
    const uint64_t address = hazard->address;
    const mask_t open = both(some, less(p, all_lanes(1)));
    const binomial_t law = binomial_of(n, p);
    const mask_t small = both(open, less(law.mean, all_lanes(PK_INVERSION_BELOW))), large = except(open, small);
    lanes_t count = all_lanes(0);
    if (any_lane(small)) {
        const lanes_t low = of_bits(upper << 20 | 0x3ff0000000000000) - (1 - 0x1p-53);
        const lanes_t high = of_bits(upper << 20 | 0x3ff00000000fffff) - (1 - 0x1p-53);
        mask_t parted;
        const bool known = hazard->law != NULL && !any_lane(both(law.mirror, small));
        const lanes_t log_q = known ? hazard->speed * log_at(hazard->law, age) : lanes_log1p(-law.p);
        const lanes_t walked = by_inversion(low, high, &law, &log_q, small, &parted);
        count = only(small, choose(law.mirror, n - walked, walked));
        if (any_lane(parted)) {
            leave_alone(self, parted, address, age, &upper, &n, &p, &count);
        }
    }
    if (any_lane(large)) {
        const uint64_t own = pk_hash_join(address, (uint64_t)age + 1);
        count = choose(large, draw_binomial(self, large, PK_PURPOSE_LEAVE, own, n, p), count);
    }
    return choose(except(some, open), n, count);
}

PK_INLINE bool nobody_in(const lanes_t *at, int count)
{
    bits_t any = bits_of(at[0]);
    for (int k = 1; k < count; k++) {
        any |= bits_of(at[k]);
    }
    return !any_lane(differ(of_bits(any), all_lanes(0)));
}

/* Up to eight neighbouring ages from `first` on. Nobody leaves one of them where u <= 1 - n p, for (1-p)^n is no less:
 * most often the upper half of u says so. */
PK_INLINE lanes_t leave_block(const pk_lanes_t *self, const hazard_t *hazard, lanes_t *at, int first, int count,
                              lanes_t *left)
{
    const words_t words = words_at(
        self, PK_PURPOSE_LEAVE, hazard->address + ((uint64_t)first / AGES_A_BLOCK + 1) * UINT64_C(0x9e3779b97f4a7c15));
    lanes_t sum = all_lanes(0);
    for (int k = 0; k < count; k++) {
        const bits_t word = words.word[k / 2], upper = k % 2 == 0 ? word >> 32 : word & UINT32_MAX;
        const lanes_t n = at[first + k], chance = chance_at(hazard->p, first + k);
        const lanes_t most = of_bits(upper << 20 | 0x3ff00000000fffff) - (1 - 0x1p-53);
        const mask_t some =
            both(both(more(n, all_lanes(0)), at_most(n, all_lanes(PK_COUNT_MOST))), more(most, 1 - n * chance));
        lanes_t gone = all_lanes(0);
        if (any_lane(some)) {
            gone = leave_age(self, some, hazard, first + k, upper, n);
            at[first + k] = n - gone;
            sum += gone;
        }
        if (left != NULL) {
            left[first + k] = gone;
        }
    }
    return sum;
}

/* Takes those who leave at ages 0..ages-1 out of them, and gives their sum; by age into left[] where it is not NULL. */
static lanes_t leave_ages(const pk_lanes_t *self, const hazard_t *hazard, lanes_t *at, int ages, lanes_t *left)
{
    lanes_t sum = all_lanes(0);
    for (int first = 0; first < ages; first += AGES_A_BLOCK) {
        const int count = ages - first < AGES_A_BLOCK ? ages - first : AGES_A_BLOCK;
        if (!nobody_in(&at[first], count)) {
            sum += leave_block(self, hazard, at, first, count, left);
        } else if (left != NULL) {
            memset(&left[first], 0, (size_t)count * sizeof(lanes_t));
        }
    }
    return sum;
}

/* Parts of a stage's address: stays.c. */
enum { COMPETING = 1, OLD = 2 };

/* Where those who leave are noted by age, then by class of the old: NULL where none of them can be made to wait. */
static lanes_t *noted(pk_lanes_t *self, int i, stay_t *stay, noted_t *note)
{
    if (!self->plan->stages[i].waits) {
        return NULL;
    }
    make_room(&note->memory, &note->left, &note->room, stay->oldest + 1 + stay->nold);
    return note->left;
}

static lanes_t leave_all(pk_lanes_t *self, int i, stay_t *stay, const hazard_t *hazard, chances_t old, noted_t *note)
{
    lanes_t *left = noted(self, i, stay, note);
    lanes_t sum = leave_ages(self, hazard, stay->at, stay->oldest + 1, left);
    if (stay->nold > 0) {
        const hazard_t of_old = {.address = pk_hash_join(hazard->address, OLD), .p = old};
        sum += leave_ages(self, &of_old, stay->old, stay->nold, left != NULL ? left + stay->oldest + 1 : NULL);
    }
    return sum;
}

/* Those of one persona who leave a dwell stage in this step, taken out of the ages at once: by ways that compete with
 * the stay, which have the probability q together, and of the others by the stay. */
static void draw_leavers(pk_lanes_t *self, int i, int g, lanes_t q)
{
    const int cell = i * self->plan->npersona + g;
    const pk_stage_plan_t *stage = &self->plan->stages[i];
    stay_t *stay = &self->stays[cell];
    const uint64_t address = stage->address[g], competing = pk_hash_join(address, COMPETING);
    stay->competed = all_lanes(0);
    if (stage->memoryless) {
        const lanes_t there = self->count[cell];
        stay->competed = thin(self, PK_PURPOSE_LEAVE, competing, there, q);
        stay->leavers =
            thin(self, PK_PURPOSE_LEAVE, address, there - stay->competed, chance_at(chances_of(self, i, g, 0), 0));
        return;
    }
    if (any_lane(more(q, all_lanes(0)))) {
        const hazard_t all = {.address = competing, .p = {.all = &q}};
        stay->competed = leave_all(self, i, stay, &all, all.p, &stay->noted_competing);
    }
    const hazard_t hazard = {.address = address,
                             .p = chances_of(self, i, g, stay->oldest),
                             .law = &self->laws[i],
                             .speed = self->speed[cell]};
    if (stay->nold > 0) {
        old_leaving(self, i, g);
    }
    stay->leavers = leave_all(self, i, stay, &hazard, (chances_t){.each = stay->old_p}, &stay->noted);
}

/* ---- those who do not fit ---- */

static void make_returning_room(pk_returning_t *self, int count)
{
    if (self->room < count) {
        self->room = count;
        self->age = pk_heap_resize(self->age, (size_t)count, sizeof *self->age);
        self->part = pk_heap_resize(self->part, (size_t)count, sizeof *self->part);
        self->left = pk_heap_resize(self->left, (size_t)count, sizeof *self->left);
        self->back = pk_heap_resize(self->back, (size_t)count, sizeof *self->back);
    }
}

/* `waiting` of a lane's leavers go back at random among the ages that they left. */
static void put_back(pk_lanes_t *self, stay_t *stay, const noted_t *note, int lane, uint64_t address, double waiting)
{
    pk_returning_t *those = &self->returning;
    const int young = stay->oldest + 1, all = young + stay->nold;
    int count = 0;
    make_returning_room(those, all);
    for (int k = 0; k < all; k++) {
        const double left = lane_of(note->left[k], lane);
        if (left > 0) {
            those->age[count] = k;
            those->left[count] = left;
            those->part[count++] = (uint64_t)(k < young ? k : stay->length[lane] + k - young) + 1;
        }
    }
    pk_draw_multihyper(luck_of(self, lane), PK_PURPOSE_CAPACITY, address, those->part, those->left, count, waiting,
                       those->back);
    for (int k = 0; k < count; k++) {
        const int age = those->age[k];
        lanes_t *at = age < young ? &stay->at[age] : &stay->old[age - young];
        set_lane(at, lane, lane_of(*at, lane) + those->back[k]);
    }
}

static void put_all_back(pk_lanes_t *self, stay_t *stay, const noted_t *note, uint64_t address, lanes_t waiting)
{
    for (int l = 0; l < PK_WIDTH && any_lane(more(waiting, all_lanes(0))); l++) {
        if (lane_of(waiting, l) > 0 && self->excess[l].what == PK_EXCESS_NONE) {
            put_back(self, stay, note, l, address, lane_of(waiting, l));
        }
    }
}

/* Those who must wait are in their stay again. */
static void stay_behind(pk_lanes_t *self)
{
    const pk_plan_t *plan = self->plan;
    for (int cell = 0; cell < plan->nstage * plan->npersona; cell++) {
        const pk_stage_plan_t *stage = &plan->stages[cell / plan->npersona];
        if (pk_has_ages(stage) && stage->waits) {
            stay_t *stay = &self->stays[cell];
            const uint64_t address = stage->address[cell % plan->npersona];
            put_all_back(self, stay, &stay->noted, address, self->held[cell]);
            put_all_back(self, stay, &stay->noted_competing, pk_hash_join(address, COMPETING),
                         self->held_competing[cell]);
        }
    }
}

/* Nobody grows older than a lane's last age: whoever is there stays there. */
static void hold_oldest(stay_t *stay)
{
    for (int l = 0; l < PK_WIDTH; l++) {
        const int last = stay->length[l] - 1;
        if (stay->oldest > last) {
            set_lane(&stay->at[last], l, lane_of(stay->at[last], l) + lane_of(stay->at[last + 1], l));
            set_lane(&stay->at[last + 1], l, 0);
        }
    }
}

/* Everybody a step older, and those who have come in at age 0. */
static void grow_older_by_count(pk_lanes_t *self, int i, int g)
{
    const int cell = i * self->plan->npersona + g;
    stay_t *stay = &self->stays[cell];
    join_oldest(stay, all_lanes(0));
    stay->oldest++;
    stay->at--;
    stay->at[0] = self->entered[cell];
    hold_oldest(stay);
}

#endif
