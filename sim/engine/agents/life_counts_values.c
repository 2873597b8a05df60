/* What people are worth: quantiles, and how much of all profit the best have, beside what luck alone would give. */
#include <gsl/gsl_cdf.h>
#include <stdlib.h>

#include "engine/agents/life_counts_parts.h"

static const double BEST[] = {.01, .05, .1, .2, .5};
enum { NBEST = sizeof BEST / sizeof *BEST };

/* All values of a group in ascending order, those that are 0 in a bin of their own. */
typedef struct {
    pk_key_count_t *bins;
    int nbin;
    int64_t people;
    pk_exact_t sum;
} pk_ladder_t;

/* Puts the bin of nothing where it belongs: behind what is negative, before a bin that begins at 0 but holds more. */
static void add_nothing(pk_ladder_t *ladder, int64_t count)
{
    int at = ladder->nbin;
    if (count == 0) {
        return;
    }
    for (; at > 0 && ladder->bins[at - 1].key >= pk_value_key(0); at--) {
        ladder->bins[at] = ladder->bins[at - 1];
    }
    ladder->bins[at] = (pk_key_count_t){.key = pk_value_key(0), .count = count};
    ladder->nbin++;
}

static pk_ladder_t ladder_of(pk_pooled_t pooled)
{
    pk_keys_t keys = pk_keys_of(&pk_classes_of_values, 0, PK_VALUES_MOST);
    int64_t nothing = 0;
    for (int g = 0; g < pooled.count; g++) {
        pk_keys_merge(&keys, &pooled.at[g].values);
        nothing += *pooled.at[g].worth_nothing;
    }
    pk_key_count_t *sorted = pk_keys_sorted(&keys);
    pk_ladder_t ladder = {.bins = pk_heap_resize(sorted, (size_t)keys.count + 1, sizeof *sorted), .nbin = keys.count};
    pk_keys_free(&keys);
    add_nothing(&ladder, nothing);
    for (int b = 0; b < ladder.nbin; b++) {
        ladder.people += ladder.bins[b].count;
        ladder.sum += ladder.bins[b].sum;
    }
    return ladder;
}

/* The mean of a bin; of equal values that is their value. */
static double value_in(const pk_key_count_t *bin)
{
    return bin->sum % bin->count == 0 ? pk_amount_of(bin->sum / bin->count)
                                      : pk_amount_of(bin->sum) / (double)bin->count;
}

/* Of type 7, as everywhere: between the ranks floor(h) and floor(h) + 1, h = (n - 1) p. */
static void quantiles_of(const pk_ladder_t *ladder, double *value)
{
    int64_t below = 0; /* those in lower bins */
    int b = 0;
    for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
        const int64_t hundredths = (ladder->people - 1) * (k + 1), rank = hundredths / 100;
        while (rank >= below + ladder->bins[b].count) {
            below += ladder->bins[b++].count;
        }
        const double low = value_in(&ladder->bins[b]);
        const bool last = rank + 1 >= below + ladder->bins[b].count && b + 1 < ladder->nbin;
        const double high = last ? value_in(&ladder->bins[b + 1]) : low;
        value[k] = low + (high - low) * (double)(hundredths % 100) / 100;
    }
}

/* Of a bin that is only partly among the best its part is taken: those in it are alike. */
static double profit_of_best(const pk_ladder_t *ladder, double share)
{
    double room = share * (double)ladder->people, profit = 0;
    for (int b = ladder->nbin - 1; b >= 0 && room > 0; b--) {
        const double part = fmin(1, room / (double)ladder->bins[b].count);
        profit += part * (double)ladder->bins[b].sum;
        room -= (double)ladder->bins[b].count;
    }
    return profit / (double)ladder->sum;
}

/* The share of all purchases that the best have where numbers of purchases are Poisson: k is what the last of the best
 * has, so that P(N > k) <= share < P(N >= k), and Σ_{n > k} n p_n = mean P(N >= k). */
static double luck_of_best(double mean, double share)
{
    const double start = floor(mean - 10 * sqrt(mean));
    unsigned k = start > 0 ? (unsigned)start : 0;
    while (gsl_cdf_poisson_Q(k, mean) > share) {
        k++;
    }
    const double at_least = k == 0 ? 1 : gsl_cdf_poisson_Q(k - 1, mean);
    return at_least + k * (share - gsl_cdf_poisson_Q(k, mean)) / mean;
}

static double purchases_each(pk_pooled_t pooled)
{
    int64_t bought = 0;
    for (int g = 0; g < pooled.count; g++) {
        bought += *pooled.at[g].bought;
    }
    return (double)bought / (double)pk_pooled_people(pooled, false);
}

static void tell_group(const pk_life_counts_t *self, int group, pk_individuals_t *to)
{
    const pk_pooled_t pooled = pk_pooled(self, group);
    pk_ladder_t ladder = ladder_of(pooled);
    const double each = purchases_each(pooled);
    for (int k = 0; k < PK_QUANTILES_OF_VALUE; k++) {
        to->value[group][k] = NAN;
    }
    if (ladder.people > 0) {
        quantiles_of(&ladder, to->value[group]);
    }
    to->value_mean[group] = pk_amount_of(ladder.sum) / (double)ladder.people;
    for (int k = 0; k < NBEST; k++) {
        to->profit_share[group * NBEST + k] = ladder.sum > 0 ? profit_of_best(&ladder, BEST[k]) : NAN;
        to->by_luck[group * NBEST + k] = each > 0 ? luck_of_best(each, BEST[k]) : NAN;
    }
    free(ladder.bins);
}

void pk_life_tell_values(const pk_life_counts_t *self, pk_arena_t *arena, pk_individuals_t *to)
{
    to->value = pk_arena_take(arena, (size_t)to->ngroup, sizeof *to->value);
    to->value_mean = PK_ARRAY(arena, double, to->ngroup);
    to->nbest = NBEST;
    to->best_share = PK_ARRAY(arena, double, NBEST);
    to->profit_share = PK_ARRAY(arena, double, to->ngroup *NBEST);
    to->by_luck = PK_ARRAY(arena, double, to->ngroup *NBEST);
    for (int k = 0; k < NBEST; k++) {
        to->best_share[k] = BEST[k];
    }
    for (int g = 0; g < to->ngroup; g++) {
        tell_group(self, g, to);
    }
}
