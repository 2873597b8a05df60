/* The mean-field recursion: every count is its mean. */
#include <math.h>

#include "engine/chance.h"
#include "engine/start.h"
#include "engine/varying.h"

static double thin(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double n, double p)
{
    (void)luck, (void)purpose, (void)address;
    return n * p;
}

static double leave(pk_luck_t luck, uint64_t address, double *n, const double *p, int ages, double *left)
{
    (void)luck, (void)address;
    double odd = 0, even = 0; /* two sums, each waiting for itself only */
    for (int age = 0; age + 1 < ages; age += 2) {
        left[age] = n[age] * p[age];
        left[age + 1] = n[age + 1] * p[age + 1];
        n[age] -= left[age];
        n[age + 1] -= left[age + 1];
        even += left[age];
        odd += left[age + 1];
    }
    if (ages % 2 == 1) {
        left[ages - 1] = n[ages - 1] * p[ages - 1];
        n[ages - 1] -= left[ages - 1];
        even += left[ages - 1];
    }
    return even + odd;
}

static double split(pk_luck_t luck, const uint64_t *addresses, double n, const double *p, int k, double *counts)
{
    (void)luck, (void)addresses;
    double stay = n;
    for (int c = 0; c < k; c++) {
        counts[c] = n * p[c];
        stay -= counts[c];
    }
    return stay;
}

static double poisson(pk_luck_t luck, pk_purpose_t purpose, uint64_t address, double mean)
{
    (void)luck, (void)purpose, (void)address;
    return mean;
}

static double sum(pk_luck_t luck, uint64_t address, const pk_law_t *law, const double *arguments, double n)
{
    (void)luck, (void)address;
    return n > 0 ? n * law->mean(arguments) : 0;
}

static double scatter(pk_luck_t luck, uint64_t address, double sd)
{
    (void)luck;
    (void)address;
    (void)sd;
    return 1;
}

static double whole(pk_luck_t luck, uint64_t address, double x)
{
    (void)luck, (void)address;
    return x;
}

static void pick(pk_luck_t luck, uint64_t address, const uint64_t *parts, const double *sizes, int k, double sample,
                 double *taken)
{
    (void)luck, (void)address, (void)parts;
    double total = 0;
    for (int c = 0; c < k; c++) {
        total += sizes[c];
    }
    for (int c = 0; c < k; c++) {
        taken[c] = total > 0 ? sizes[c] * (sample / total) : 0;
    }
}

/* Any mean may be. */
static bool countable(double count)
{
    (void)count;
    return true;
}

/* Round-off. */
static double slack(double population)
{
    return 1e-9 * fmax(1, population);
}

const pk_chance_t pk_chance_expected = {
    .name = "expected",
    .population = &pk_population_counts,
    .seat = pk_start_means,
    .thin = thin,
    .leave = leave,
    .split = split,
    .poisson = poisson,
    .sum = sum,
    .sum_nested = pk_varying_mean,
    .scatter = scatter,
    .whole = whole,
    .fit = pk_demand_fit_means,
    .pick = pick,
    .countable = countable,
    .slack = slack,
};
