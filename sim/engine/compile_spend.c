/* Spend that changes what the parent or the model says: xM and +A, step by step. Certain numbers are worked out here,
 * so that a plan has the bytes of one with the amounts written out; uncertain ones are left to each draw. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/drivers.h"
#include "model/schedule.h"

enum { DIGITS = 15 /* every decimal of so many digits reads back from a double */, TEXT = 40 };

/* One step of a number: value x folded (a period's part) x share (of a total), multiplied in this order as everywhere.
 */
typedef struct {
    double value, folded, share;
    pk_sign_t sign;
    const pk_number_t *number; /* that it comes from */
} amount_t;

static double amount(const amount_t *self)
{
    return self->value * self->folded * self->share;
}

static bool is_certain(const amount_t *all, int steps)
{
    for (int t = 1; t <= steps; t++) {
        if (all[t].number->kind == PK_NUMBER_LAW) {
            return false;
        }
    }
    return true;
}

static amount_t amount_of(const pk_number_t *number, double share)
{
    const bool known = number->folded != 0;
    return (amount_t){known ? number->written : number->value, known ? number->folded : 1, share, number->sign, number};
}

/* A number's amounts at 1..steps. */
static amount_t *resolve(pk_compiler_t *self, const pk_number_t *number)
{
    const int steps = self->plan->nstep;
    pk_arena_t *arena = &self->plan->arena;
    amount_t *all = PK_ARRAY(arena, amount_t, steps + 1);
    double *values = PK_ARRAY(arena, double, steps), *share = PK_ARRAY(arena, double, number->npiece + 1);
    int *piece = PK_ARRAY(arena, int, steps);
    const bool scheduled = number->kind == PK_NUMBER_SCHEDULE;
    pk_status_t status = PK_OK;
    if (scheduled && number->series != NULL) {
        status = pk_series_resolve(number, &self->plan->calendar, values, self->diag);
    } else if (scheduled) {
        status = pk_schedule_resolve(number, &self->plan->calendar, piece, share, self->diag);
    }
    for (int t = 1; t <= steps; t++) {
        all[t] = amount_of(number, 1);
        if (scheduled && (number->series != NULL || status != PK_OK)) {
            all[t] = (amount_t){status == PK_OK ? values[t - 1] : 0, 1, 1, PK_BARE, number};
        } else if (scheduled) {
            all[t] = amount_of(number->pieces[piece[t - 1]].value, share[piece[t - 1]]);
        }
    }
    return all;
}

static double read_back(double x)
{
    char text[TEXT];
    snprintf(text, sizeof text, "%.*g", DIGITS, x);
    return strtod(text, NULL);
}

/* What comes of a and b as one would write it out: 1.1 x 70 is 77, not 77.00000000000001. */
static double as_written(double a, double b, double result)
{
    return read_back(a) == a && read_back(b) == b ? read_back(result) : result;
}

static amount_t changed(amount_t below, const amount_t *change)
{
    const double a = amount(&below), b = amount(change);
    switch (change->sign) {
    case PK_TIMES:
        below.value = as_written(below.value, change->value, below.value * change->value);
        break;
    case PK_PLUS:
        below = (amount_t){as_written(a, b, a + b), 1, 1, PK_BARE, below.number};
        break;
    default:
        return *change;
    }
    below.number = change->number;
    return below;
}

static void refuse_negative(pk_compiler_t *self, const amount_t *change, double before, double after, int t)
{
    pk_arena_t *arena = &self->plan->arena;
    pk_error(self->diag, change->number->place,
             pk_arena_format(arena, "it is %.10g there before this change; x0 takes all of it away", before),
             "the spend of step %d would be %.10g: allowed is 0 or more", t, after);
}

/* Puts a change on top of what is known of each step so far. */
static void lay(pk_compiler_t *self, amount_t *known, const amount_t *change)
{
    bool told = false;
    for (int t = 1; t <= self->plan->nstep; t++) {
        const double before = amount(&known[t]);
        known[t] = changed(known[t], &change[t]);
        if (amount(&known[t]) < 0 && !told && t <= pk_steps_told(&self->plan->calendar)) {
            refuse_negative(self, &change[t], before, amount(&known[t]), t);
            told = true;
        }
    }
}

static pk_quantity_t quantity(pk_compiler_t *self, const amount_t *all, bool folded)
{
    const int steps = self->plan->nstep;
    pk_term_t *terms = PK_ARRAY(&self->plan->arena, pk_term_t, steps + 1);
    for (int t = 1; t <= steps; t++) {
        const int slot = folded ? -1 : all[t].number->slot;
        terms[t] = (pk_term_t){.slot = slot,
                               .relative = all[t].sign == PK_TIMES,
                               .added = all[t].sign == PK_PLUS,
                               .value = slot < 0 ? amount(&all[t]) : all[t].share};
    }
    terms[0] = terms[steps > 0];
    return (pk_quantity_t){.terms = terms, .stride = 1};
}

/* Notes the slots of the numbers that have been worked into `now`. */
static void note_folded(pk_channel_plan_t *channel, int *slots, const amount_t *all, int steps)
{
    for (int t = 1; t <= steps; t++) {
        const int slot = all[t].number->slot;
        bool known = slot < 0;
        for (int k = 0; k < channel->nfolded && !known; k++) {
            known = slots[k] == slot;
        }
        if (!known) {
            slots[channel->nfolded++] = slot;
        }
    }
    channel->folded = slots;
}

/* Lays the changes on what is known of each step, while they are certain; the others are left to each draw. */
static void fold(pk_compiler_t *self, amount_t *known, amount_t *const *change, int height, pk_channel_plan_t *channel)
{
    const int steps = self->plan->nstep;
    int *slots = PK_ARRAY(&self->plan->arena, int, (height + 1) * steps + 1);
    pk_quantity_t *changes = PK_ARRAY(&self->plan->arena, pk_quantity_t, height);
    pk_quantity_t *unfolded = PK_ARRAY(&self->plan->arena, pk_quantity_t, height + 1);
    bool certain = is_certain(known, steps);
    int k = 0;
    unfolded[0] = quantity(self, known, false);
    for (; k < height && certain && is_certain(change[k], steps); k++) {
        if (k == 0) {
            note_folded(channel, slots, known, steps);
        }
        note_folded(channel, slots, change[k], steps);
        lay(self, known, change[k]);
    }
    channel->now = k > 0 ? quantity(self, known, true) : unfolded[0];
    for (int above = 0; above < height; above++) {
        unfolded[above + 1] = quantity(self, change[above], false);
        if (above >= k) {
            changes[channel->nchange++] = unfolded[above + 1];
        }
    }
    channel->changes = changes;
    channel->unfolded = unfolded;
    channel->nunfolded = height + 1;
}

void pk_compile_spend(pk_compiler_t *self, const pk_number_t *number, pk_channel_plan_t *channel)
{
    if (number->under == NULL) {
        channel->now = pk_compile_quantity(self, number, 0);
        return;
    }
    int height = 0;
    for (const pk_number_t *at = number; at->under != NULL; at = at->under) {
        height++;
    }
    const pk_number_t **chain = PK_ARRAY(&self->plan->arena, const pk_number_t *, height);
    const pk_number_t *lowest = number;
    for (int k = height - 1; k >= 0; k--, lowest = lowest->under) {
        chain[k] = lowest;
    }
    amount_t **change = PK_ARRAY(&self->plan->arena, amount_t *, height);
    for (int k = 0; k < height; k++) {
        change[k] = resolve(self, chain[k]);
    }
    fold(self, resolve(self, lowest), change, height, channel);
}
