#include "engine/demand.h"

#include <math.h>

#include "base/draw.h"

pk_demand_t pk_demand_of(pk_arena_t *arena, int most)
{
    return (pk_demand_t){
        .cell = PK_ARRAY(arena, int, most),
        .units = PK_ARRAY(arena, double, most),
        .asked = PK_ARRAY(arena, double, most),
        .fits = PK_ARRAY(arena, double, most),
        .left = PK_ARRAY(arena, double, most),
        .half = PK_ARRAY(arena, double, most),
        .part = PK_ARRAY(arena, uint64_t, most),
    };
}

double pk_demand_units(const pk_demand_t *self, const double *counts)
{
    double sum = 0;
    for (int c = 0; c < self->cells; c++) {
        sum += self->units[c] * counts[c];
    }
    return sum;
}

double pk_demand_people(const pk_demand_t *self, const double *counts)
{
    double sum = 0;
    for (int c = 0; c < self->cells; c++) {
        sum += counts[c];
    }
    return sum;
}

/* ---- whole people ---- */

static bool alike(const pk_demand_t *self)
{
    for (int c = 1; c < self->cells; c++) {
        if (self->units[c] != self->units[0]) {
            return false;
        }
    }
    return true;
}

static void pick(pk_luck_t luck, const pk_demand_t *self, const double *from, double sample, int round, double *taken)
{
    pk_draw_multihyper(luck, PK_PURPOSE_CAPACITY, pk_hash_join(self->address, (uint64_t)round), self->part, from,
                       self->cells, sample, taken);
}

/* Different units: `left` is the part of the order not yet looked at, `room` what is still free. */
static void fit_by_halving(pk_luck_t luck, pk_demand_t *self, double room)
{
    double *left = self->left, *half = self->half;
    for (int c = 0; c < self->cells; c++) {
        left[c] = self->asked[c];
        self->fits[c] = 0;
    }
    int round = 1;
    for (double n = pk_demand_people(self, left); n >= 1; n = pk_demand_people(self, left)) {
        const double first = n > 1 ? floor(n / 2) : 1;
        pick(luck, self, left, first, round++, half);
        const double need = pk_demand_units(self, half);
        const bool all_fit = need <= room * (1 + 1e-12);
        for (int c = 0; c < self->cells; c++) {
            self->fits[c] += all_fit ? half[c] : 0;
            left[c] = all_fit ? left[c] - half[c] : half[c];
        }
        room -= all_fit ? need : 0;
        if (!all_fit && n <= 1) {
            break;
        }
    }
}

bool pk_demand_fit_counts(pk_luck_t luck, pk_demand_t *self, double room, double need)
{
    if (need <= room) {
        return false;
    }
    if (alike(self)) {
        const double most = floor(room / self->units[0] * (1 + 1e-12));
        pick(luck, self, self->asked, fmin(most, pk_demand_people(self, self->asked)), 0, self->fits);
    } else {
        fit_by_halving(luck, self, room);
    }
    return true;
}

/* ---- means ---- */

/* The most that one may use and still fit into some step. */
static double most_units(double room)
{
    return ceil(room * (1 - 1e-12)) * (1 + 1e-12);
}

static bool some_never_fit(const pk_demand_t *self, double most)
{
    for (int c = 0; c < self->cells; c++) {
        if (self->asked[c] > 0 && self->units[c] > most) {
            return true;
        }
    }
    return false;
}

/* Who uses more than there can ever be never moves, and holds up all who stand behind the first of them: each other is
 * before all of n such with a chance of 1 / (1 + n). Those who fit at all are scaled down alike. */
bool pk_demand_fit_means(pk_luck_t luck, pk_demand_t *self, double room, double need)
{
    (void)luck;
    const double most = most_units(room);
    if (need <= room && !some_never_fit(self, most)) {
        return false;
    }
    double asked = 0, barred = 0;
    for (int c = 0; c < self->cells; c++) {
        asked += self->units[c] > most ? 0 : self->units[c] * self->asked[c];
        barred += self->units[c] > most ? self->asked[c] : 0;
    }
    const double part = fmin(asked > room ? room / asked : 1, 1 / (1 + barred));
    for (int c = 0; c < self->cells; c++) {
        self->fits[c] = self->units[c] > most ? 0 : self->asked[c] * part;
    }
    return true;
}
