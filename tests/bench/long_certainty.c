/* How honest p_better and its error are: 200 pairs of plans with feedback, of certain and uncertain numbers, whose true
 * differences lie evenly from 0 to 8 errors, against many futures of every draw. Takes minutes: `make bench-certainty`;
 * tests/unit/test_certainty.c has the small part of it that every test run does. */
#include "futures.h"

#include <math.h>

#include "study/compare.h"
#include "study/smoother.h"

enum { PAIRS = 200, RUNS = 300, STEPS = 12, FUTURES = 100, SEED = 11 };

/* A model of each kind of feedback; %s: a probability, %.17g: what the lever costs a step. */
static const char WORD[] = "polku: 1\nname: word\nstep: week\npopulation: 200\n"
                           "stages: {a: {start: rest, role: prospect}, b: {start: 5%%, role: customer}}\n"
                           "transitions: {a -> b: {probability: %s, revenue: 10}, b -> a: {probability: 5%%}}\n"
                           "word_of_mouth: {praise: {from: b, saturation: {half: %s}, effects: {a -> b: x6}}}\n"
                           "levers: {plan: {value: 0, effects: {a -> b: x1.15}, cost: {per_step: %.17g}}}\n";
static const char STOCK[] =
    "polku: 1\nname: stock\nstep: week\npopulation: 150\n"
    "stages: {a: {start: rest, role: prospect}, b: {start: 10%%, role: customer}}\n"
    "transitions: {a -> b: {probability: %s, revenue: 10}, b -> a: {probability: 20%%}}\n"
    "stocks: {reviews: {start: 2, decay: 5%%, gains: {a -> b: 0.3}, saturation: {half: %s}, effects: {a -> b: x3}}}\n"
    "levers: {plan: {value: 0, effects: {b -> a: x0.8}, cost: {per_step: %.17g}}}\n";
static const char QUEUE[] =
    "polku: 1\nname: queue\nstep: week\npopulation: 120\n"
    "stages: {a: {start: rest, role: prospect}, q: {start: 3%%, role: prospect}, b: {role: customer}}\n"
    "transitions: {a -> q: {probability: %s}, q -> b: {probability: 90%%, revenue: 20}, b -> a: {probability: 10%%}}\n"
    "capacity: {crew: {per_step: 8, uses: {q -> b: 1}}}\n"
    "queues: {wait: {of: crew, saturation: {half: %s}, effects: {a -> q: x0.3}}}\n"
    "levers: {plan: {value: 0, effects: {capacity.crew: x1.25}, cost: {per_step: %.17g}}}\n";
static const char CREW[] = "polku: 1\nname: crew\nstep: week\npopulation: 50\n"
                           "stages: {a: {start: 100%%, role: prospect}, b: {role: customer}}\n"
                           "transitions: {a -> b: {probability: %s, revenue: %s}, b -> a: {probability: 30%%}}\n"
                           "capacity: {crew: {per_step: 5, uses: {a -> b: 1}}}\n"
                           "levers: {plan: {value: 0, effects: {capacity.crew: x2}, cost: {per_step: %.17g}}}\n";

typedef struct {
    const char *name, *text;
    const char *numbers[3][2]; /* certain, narrow, wide */
} family_t;

static const family_t FAMILIES[] = {
    {"word of mouth", WORD, {{"3%", "0.2"}, {"2.7% to 3.3%", "0.15 to 0.25"}, {"1.5% to 5%", "0.1 to 0.4"}}},
    {"stock", STOCK, {{"6%", "5"}, {"5.5% to 6.5%", "4 to 6"}, {"3% to 10%", "2 to 12"}}},
    {"queue", QUEUE, {{"8%", "4"}, {"7.5% to 8.5%", "3.5 to 4.5"}, {"5% to 12%", "2 to 8"}}},
    {"capacity", CREW, {{"10%", "10"}, {"9.5% to 10.5%", "9.5 to 10.5"}, {"6% to 16%", "7 to 13"}}},
};
enum { FAMILY_COUNT = sizeof FAMILIES / sizeof *FAMILIES };

/* Two plans on one model. */
typedef struct {
    pk_fixture_t plans[2];
} pair_t;

static void pair_read(pair_t *self, const family_t *family, int width, double cost, long seed, int runs)
{
    char model[2000], body[200];
    snprintf(model, sizeof model, family->text, family->numbers[width][0], family->numbers[width][1], cost);
    for (int p = 0; p < 2; p++) {
        snprintf(body, sizeof body, "horizon: %d\nruns: %d\nseed: %ld\nlevers: {plan: %d}\n", STEPS, runs, seed, p);
        pk_fixture_read(&self->plans[p], model, body);
    }
}

static void pair_free(pair_t *self)
{
    pk_fixture_free(&self->plans[0]);
    pk_fixture_free(&self->plans[1]);
}

/* The difference of profit as a comparison tells it. */
static pk_difference_t pair_compare(pair_t *self)
{
    pk_scenario_t *scenarios[2] = {self->plans[0].scenario, self->plans[1].scenario};
    pk_comparison_t c;
    pk_difference_t found = {0};
    assert_int_equal(pk_compare(scenarios, 2, 0, &(pk_run_options_t){0}, &c, &self->plans[0].diag), PK_OK);
    for (int i = 0; i < c.ndifference; i++) {
        if (strcmp(c.differences[i].kpi, "profit") == 0 && c.differences[i].group == 0) {
            found = c.differences[i];
        }
    }
    pk_comparison_free(&c);
    return found;
}

/* A hundred futures leave more luck in a draw than numbers tell that are nearly certain: a cubic of the two takes it
 * out. */
static void smooth(const pk_futures_t *self, double *values)
{
    static double column[RUNS], fit[RUNS];
    pk_smoother_t smoother = pk_smoother_of(RUNS);
    const int slots = self->plan.nslot;
    int varies[2] = {0, 0}, count = 0;
    for (int k = 0; k < slots && count < 2; k++) {
        if (self->numbers[k] != self->numbers[slots + k]) {
            varies[count++] = k;
        }
    }
    for (int total = 1; total <= 3; total++) {
        for (int power = 0; power <= total; power++) {
            for (int i = 0; i < RUNS; i++) {
                const double *now = &self->numbers[i * slots], *first = self->numbers;
                column[i] = pow(now[varies[0]] / first[varies[0]], power) *
                            pow(now[varies[1]] / first[varies[1]], total - power);
            }
            pk_smoother_add(&smoother, column);
        }
    }
    pk_smoother_fit(&smoother, values, fit);
    memcpy(values, fit, sizeof fit);
    pk_smoother_free(&smoother);
}

/* The true difference of profit of each draw; one value where numbers are certain. */
static long true_differences(pair_t *self, int width, long futures, double *out)
{
    pk_futures_t both[2];
    const bool certain = width == 0;
    double sum = 0;
    for (int p = 0; p < 2; p++) {
        both[p] = (pk_futures_t){.draws = RUNS, .futures = futures, .certain = certain};
        pk_futures_simulate(&both[p], &self->plans[p], "profit");
    }
    for (int i = 0; i < RUNS; i++) {
        out[i] = both[1].mean[i] - both[0].mean[i];
        sum += out[i] / RUNS;
    }
    if (width == 1) {
        smooth(&both[0], out);
    }
    pk_futures_free(&both[0]);
    pk_futures_free(&both[1]);
    out[0] = certain ? sum : out[0];
    return certain ? 1 : RUNS;
}

typedef struct {
    int held, count;
    double sum, squares; /* of (said - true) / error */
} tally_t;

static void one_pair(int index, tally_t *all, tally_t *family_tally)
{
    const family_t *family = &FAMILIES[index % FAMILY_COUNT];
    const int width = index / FAMILY_COUNT % 3;
    const double errors = 8.0 * index / (PAIRS - 1) * (index % 2 == 0 ? 1 : -1);
    static double truth[RUNS];
    pair_t pair;
    pair_read(&pair, family, width, 0, SEED + index, RUNS);
    const long draws = true_differences(&pair, width, FUTURES, truth);
    const pk_difference_t free_of_cost = pair_compare(&pair);
    pair_free(&pair);
    double mean = 0, better = 0;
    for (long i = 0; i < draws; i++) {
        mean += truth[i] / (double)draws;
    }
    const double target = errors * free_of_cost.sure.diff_se, cost = (mean - target) / STEPS;
    for (long i = 0; i < draws; i++) {
        better += truth[i] - cost * STEPS > 0 ? 1.0 / (double)draws : 0;
    }
    pair_read(&pair, family, width, cost, SEED + index, RUNS);
    const pk_difference_t d = pair_compare(&pair);
    pair_free(&pair);
    const double p = d.sure.better.p, se = d.sure.better.se, off = (d.diff_mean - target) / d.sure.diff_se;
    /* 5% to 95% of the share over the errors: 0 or 1 where numbers are certain */
    const double low = width == 0 ? p > 0.95 : p - 1.645 * se, high = width == 0 ? p >= 0.05 : p + 1.645 * se;
    const bool held = better >= low - 1e-9 && better <= high + 1e-9;
    printf("%-14s %d  %5.2f errors: true share %.3f, said %.3f +- %.3f (luck %.3f) %s; off by %+.2f errors\n",
           family->name, width, errors, better, p, se, d.sure.better.luck, held ? "" : "MISSED", off);
    tally_t *tallies[2] = {all, family_tally};
    for (int k = 0; k < 2; k++) {
        tallies[k]->held += held;
        tallies[k]->count++;
        tallies[k]->sum += off;
        tallies[k]->squares += off * off;
    }
}

static void tell(const char *name, const tally_t *t)
{
    const double n = t->count, mean = t->sum / n;
    printf("%-28s %d of %d shares held; (said - true) / error: mean %+.2f, sd %.2f\n", name, t->held, t->count, mean,
           sqrt((t->squares - n * mean * mean) / (n - 1)));
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* At a true difference of 0 p_better of certain numbers is uniform over seeds: the Kolmogorov-Smirnov distance. */
static void uniform_at_zero(const family_t *family)
{
    enum { SEEDS = 200 };
    static double truth[RUNS];
    double p[SEEDS], distance = 0;
    pair_t pair;
    pair_read(&pair, family, 0, 0, 1, RUNS);
    true_differences(&pair, 0, 20 * FUTURES, truth);
    pair_free(&pair);
    for (int s = 0; s < SEEDS; s++) {
        pair_read(&pair, family, 0, truth[0] / STEPS, 100 + s, RUNS);
        p[s] = pair_compare(&pair).sure.better.p;
        pair_free(&pair);
    }
    qsort(p, SEEDS, sizeof(double), compare_doubles);
    for (int s = 0; s < SEEDS; s++) {
        distance = fmax(distance, fmax(fabs(p[s] - (double)s / SEEDS), fabs(p[s] - (double)(s + 1) / SEEDS)));
    }
    printf("%-14s at a true difference of 0, %d seeds: KS distance times sqrt(n) %.2f (1.36: 5%% by chance)\n",
           family->name, SEEDS, distance * sqrt(SEEDS));
}

int main(int argc, char **argv)
{
    tally_t all = {0}, families[FAMILY_COUNT][3] = {0};
    const int pairs = argc > 1 ? atoi(argv[1]) : PAIRS, stride = PAIRS / (pairs > 0 ? pairs : 1);
    for (int k = 0; k < pairs; k++) {
        const int index = k * (stride > 1 ? stride | 1 : 1) % PAIRS;
        one_pair(index, &all, &families[index % FAMILY_COUNT][index / FAMILY_COUNT % 3]);
        fflush(stdout);
    }
    for (int f = 0; f < FAMILY_COUNT; f++) {
        for (int w = 0; w < 3; w++) {
            char name[60];
            snprintf(name, sizeof name, "%s %s", FAMILIES[f].name, w == 0 ? "certain" : w == 1 ? "narrow" : "wide");
            tell(name, &families[f][w]);
        }
    }
    tell("all", &all);
    for (int f = 0; f < FAMILY_COUNT; f++) {
        uniform_at_zero(&FAMILIES[f]);
    }
    return 0;
}
