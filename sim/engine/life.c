#include "engine/life.h"

#include <math.h>
#include <stdlib.h>

#include "base/status.h"
#include "engine/assumptions.h"

enum { YOUNG_MOST = 8192, OLD_MOST = 1 << 17, NODES = 5 };

/* A class of ages is at most this part of its age wide, and its ends differ by at most ALIKE in what leaves over the
 * horizon. */
static const double WIDTH = 1.0 / 32;
static const double ALIKE = 1e-4;
static const double REST = 1e-14; /* of a sum: what is left of it does not count */

pk_life_t pk_life_of(const pk_number_t *dwell, const double *draws)
{
    pk_life_t life = {.law = dwell->law};
    pk_law_arguments(dwell, draws, life.a);
    life.alive = life.law->survival(life.a, 0);
    return life;
}

double pk_life_surviving(const pk_life_t *self, double age)
{
    return self->law->survival(self->a, age) / self->alive;
}

double pk_life_log_stay(const pk_life_t *self, double age)
{
    const double here = age > 0 ? pk_life_surviving(self, age) : 1, next = pk_life_surviving(self, age + 1);
    return next > 0 ? fmin(0, log(next) - log(here)) : -INFINITY;
}

/* ---- sums over many ages ---- */

/* S(a)^speed e^(-rate a): who is still there of those who entered a steps ago. */
typedef struct {
    const pk_life_t *life;
    double speed, rate;
} pk_there_t;

static double there(const pk_there_t *self, double age)
{
    const double s = age > 0 ? pk_life_surviving(self->life, age) : 1;
    const double stays = self->speed == 1 ? s : pow(s, self->speed);
    return self->rate > 0 && age > 0 ? stays * exp(-self->rate * age) : stays;
}

/* Σ f(a), Σ a f(a) and Σ h(a) f(a) over ages low..low+width-1: one by one, or where there are many by Gauss-Legendre
 * over [low - 1/2, low + width - 1/2], within which f is smooth. */
typedef struct {
    double sum, aged, leaving;
} pk_mass_t;

static pk_mass_t mass_of(const pk_there_t *self, double low, double width)
{
    static const double X[NODES] = {-0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831,
                                    0.9061798459386640};
    static const double W[NODES] = {0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665,
                                    0.2369268850561891};
    pk_mass_t mass = {0};
    const bool each = width <= 16;
    const double middle = low + (width - 1) / 2;
    for (int k = 0; k < (each ? (int)width : NODES); k++) {
        const double age = each ? low + k : middle + X[k] * width / 2;
        const double f = there(self, age) * (each ? 1 : W[k] * width / 2);
        mass.sum += f;
        mass.aged += f * age;
        mass.leaving -= f * expm1(pk_life_log_stay(self->life, age));
    }
    return mass;
}

double pk_life_mean(const pk_life_t *self, double speed, double leave)
{
    const pk_there_t those = {.life = self, .speed = speed, .rate = leave < 1 ? -log1p(-leave) : INFINITY};
    double sum = 0, age = 0;
    if (leave >= 1) {
        return 1;
    }
    for (double f = 1; age < YOUNG_MOST && f > 1e-17 * (sum + 1); f = there(&those, ++age)) {
        sum += f;
    }
    for (double f = there(&those, age); age >= YOUNG_MOST && f * age > REST * sum; f = there(&those, age)) {
        double width = fmax(1, floor(age * WIDTH));
        while (width > 16 && there(&those, age + width - 1) < f / 2) {
            width = floor(width / 2);
        }
        if (age > 1e300) {
            return INFINITY;
        }
        sum += mass_of(&those, age, width).sum;
        age += width;
    }
    return sum;
}

/* ---- steady ages ---- */

static void make_room(double **array, int count, int *room)
{
    if (count >= *room) {
        *room = *room == 0 ? 64 : 2 * *room;
        *array = pk_heap_resize(*array, (size_t)*room, sizeof(double));
    }
}

/* Ages one by one while they count; gives the sum. */
static double fill_young(pk_steady_t *self, const pk_there_t *those)
{
    int room = 0;
    double sum = 0;
    free(self->share);
    self->share = NULL;
    self->count = 0;
    for (double f = 1; self->count < YOUNG_MOST && f > 1e-17 * (sum + 1); f = there(those, self->count)) {
        make_room(&self->share, self->count, &room);
        self->share[self->count++] = f;
        sum += f;
    }
    return sum;
}

/* Whether those at both ends of a class leave alike, now and at the horizon. */
static bool alike(const pk_life_t *life, double low, double width, int horizon)
{
    const double ages[] = {low, low + floor(width / 2), low + width - 1};
    for (int late = 0; late <= 1; late++) {
        const double first = pk_life_log_stay(life, ages[0] + late * horizon);
        for (int k = 1; k < 3; k++) {
            if (!(fabs(pk_life_log_stay(life, ages[k] + late * horizon) - first) * horizon <= ALIKE)) {
                return false;
            }
        }
    }
    return true;
}

static double next_width(const pk_life_t *life, double low, double width, int horizon)
{
    width = fmin(2 * width, fmax(1, floor(low * WIDTH)));
    while (width > 1 && !alike(life, low, width, horizon)) {
        width = floor(width / 2);
    }
    return width;
}

/* The class's own hazard over that at its mean age: near 1. */
static double pace_of(const pk_life_t *life, const pk_mass_t *mass)
{
    const double log_stay = pk_life_log_stay(life, mass->aged / mass->sum);
    const double pace = log1p(-mass->leaving / mass->sum) / log_stay;
    return pace > 0.5 && pace < 2 ? pace : 1;
}

/* Classes of those who are older, while they count; gives the sum of all. */
static double fill_old(pk_steady_t *self, const pk_there_t *those, int horizon, double sum)
{
    int room_age = 0, room_share = 0, room_pace = 0;
    double low = self->count, width = 1;
    free(self->old_age);
    free(self->old_share);
    free(self->old_pace);
    self->old_age = self->old_share = self->old_pace = NULL;
    self->nold = 0;
    if (self->count < YOUNG_MOST) {
        return sum;
    }
    for (; self->nold < OLD_MOST && low < 1e300 && there(those, low) * low > REST * sum; low += width) {
        width = next_width(those->life, low, width, horizon);
        const pk_mass_t mass = mass_of(those, low, width);
        make_room(&self->old_age, self->nold, &room_age);
        make_room(&self->old_share, self->nold, &room_share);
        make_room(&self->old_pace, self->nold, &room_pace);
        self->old_age[self->nold] = mass.sum > 0 ? mass.aged / mass.sum : low;
        self->old_pace[self->nold] = mass.sum > 0 ? pace_of(those->life, &mass) : 1;
        self->old_share[self->nold++] = mass.sum;
        sum += mass.sum;
    }
    return sum;
}

void pk_steady_fill(pk_steady_t *self, const pk_life_t *life, double speed, double rate, int horizon)
{
    const pk_there_t those = {.life = life, .speed = speed, .rate = rate};
    const double sum = fill_old(self, &those, horizon, fill_young(self, &those));
    double left = 0;
    while (self->nold == 0 && self->count > 1 && left + self->share[self->count - 1] < 1e-13 * sum) {
        left += self->share[--self->count];
    }
    for (int a = 0; a < self->count; a++) {
        self->share[a] /= sum - left;
    }
    for (int k = 0; k < self->nold; k++) {
        self->old_share[k] /= sum;
    }
    self->rate = rate;
    self->speed = speed;
    self->stay = sum;
    self->ready = true;
}

void pk_steady_free(pk_steady_t *self)
{
    free(self->share);
    free(self->old_age);
    free(self->old_share);
    free(self->old_pace);
    *self = (pk_steady_t){0};
}
