#include "study/loss.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

void pk_stake_add(pk_stake_t *self, long run, double value)
{
    self->draws++;
    if (!isnan(value)) {
        self->defined++;
        self->sum += value;
        self->size += fabs(value);
        for (int k = 0; self->lead != NULL && k < self->lead->fit.count; k++) {
            self->all[k] += self->lead->fit.column[k][run];
        }
    }
}

/* What error i adds to the sum of its outcomes. */
static double error_of(const pk_stake_t *self, int error)
{
    const double by = error < PK_ERRORS_HALF ? 1 : -1;
    double sum = 0;
    for (int k = 0; self->lead != NULL && k < self->lead->fit.count; k++) {
        sum += self->all[k] * self->lead->errors[k * PK_ERRORS_HALF + error % PK_ERRORS_HALF];
    }
    return by * sum;
}

static double mean_of(const pk_stake_t *self)
{
    return self->sum / (double)self->defined;
}

static bool takes_part(const pk_stake_t *self)
{
    return self->defined > 0 && !self->dropped;
}

/* The highest mean of those that take part, by error i; -1: by none. */
static double highest_mean(const pk_stake_t *const *stakes, int count, int error)
{
    double highest = NAN;
    for (int c = 0; c < count; c++) {
        const pk_stake_t *one = stakes[c];
        if (takes_part(one)) {
            const double off = error < 0 ? 0 : error_of(one, error) / (double)one->defined;
            highest = isnan(highest) || mean_of(one) + off > highest ? mean_of(one) + off : highest;
        }
    }
    return highest;
}

/* Sums over many draws that should be 0 are round-off of this part of their terms. */
static double without_round_off(double value, double size)
{
    static const double ROUND_OFF = 1e-12;
    return value > ROUND_OFF * size ? value : 0;
}

/* The largest mean size of the outcomes, or NAN where the decision is not defined. */
static double size_of(const pk_stake_t *const *stakes, int count)
{
    double size = 0;
    bool any = false;
    for (int c = 0; c < count; c++) {
        const pk_stake_t *one = stakes[c];
        if (one->defined > 0 && one->defined < one->draws) {
            return NAN;
        }
        any = any || one->defined > 0;
        size = one->defined > 0 ? fmax(size, one->size / (double)one->defined) : size;
    }
    return any ? size : NAN;
}

pk_worth_t pk_worth_of(const pk_stake_t *const *stakes, int count, const pk_tops_t *tops, bool uncertain)
{
    const double size = size_of(stakes, count), plain_highest = highest_mean(stakes, count, -1);
    double draws = 0, noisy = 0, highest = 0;
    for (int c = 0; c < count; c++) {
        draws = fmax(draws, (double)stakes[c]->draws);
    }
    const double plain = tops->plain / draws - plain_highest;
    if (isnan(size)) {
        return (pk_worth_t){NAN, NAN};
    }
    if (tops->noisy == NULL) {
        return (pk_worth_t){uncertain ? without_round_off(plain, size) : 0, plain_highest};
    }
    for (int i = 0; i < PK_ERRORS; i++) {
        const double one = highest_mean(stakes, count, i);
        highest += one / PK_ERRORS;
        noisy += ((tops->sure + tops->noisy[i]) / draws - one) / PK_ERRORS; /* errors of sure draws add up to 0 */
    }
    const double evpi = 2 * without_round_off(plain, size) - without_round_off(noisy, size);
    return (pk_worth_t){uncertain ? without_round_off(evpi, size) : 0, highest};
}

double pk_stake_loss(const pk_stake_t *self, const pk_worth_t *worth)
{
    return self->defined == self->draws
               ? worth->evpi + without_round_off(worth->highest - mean_of(self), fabs(worth->highest))
               : NAN;
}
