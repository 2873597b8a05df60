/* The score of a walk of a normal law by one sweep back, against differences of whole walks. The walk is linear, so
 * that the score is exact: it is held to what central differences can tell. */
#include <stdlib.h>

#include "pk_test.h"

#include <string.h>

#include "infer/noise.h"
#include "infer/normal.h"

enum { N = 5, LASTING = 4, ROUNDS = 6, SLOTS = 4, UNUSED = 1 };

typedef struct {
    pk_normal_t law;
    double mean[N], cov[N * N], work[N * N], gain[N], d[N * N], r[N], along[N];
    int columns[N * N], count[N];
} pk_walk_t;

static void begin(pk_walk_t *self)
{
    self->law = (pk_normal_t){.n = N,
                              .lasting = LASTING,
                              .scored = true,
                              .mean = self->mean,
                              .cov = self->cov,
                              .work = self->work,
                              .gain = self->gain,
                              .columns = self->columns,
                              .count = self->count};
}

static void map(pk_walk_t *self, int round)
{
    double a[N * LASTING], next[N] = {0};
    for (int i = 0; i < N * LASTING; i++) {
        a[i] = i % 3 == 1 ? 0 : 0.15 * ((i * 7 + round) % 5) - 0.2;
        next[i / LASTING] += a[i] * self->mean[i % LASTING];
    }
    pk_normal_map(&self->law, a);
    memcpy(self->mean, next, sizeof next);
}

/* Two rows as sums of what was there. */
static void recast(pk_walk_t *self)
{
    const int rows[] = {1, 4}, entries[] = {1, 3, 4};
    const double first[] = {0.5, 0.2, -0.3}, second[] = {0.4, 0.25, 0.6};
    const pk_combination_t as[] = {{entries, first, 3}, {entries, second, 3}};
    const double means[] = {pk_normal_mean_of(&self->law, as[0]), pk_normal_mean_of(&self->law, as[1])};
    pk_normal_recast(&self->law, rows, as, 2);
    self->mean[1] = means[0];
    self->mean[4] = means[1];
}

/* Of another density where `told`. */
static double see(pk_walk_t *self, pk_combination_t of, double y, double rounding, bool told)
{
    const double m = pk_normal_mean_of(&self->law, of), v = pk_normal_variance_of(&self->law, of) + rounding;
    pk_normal_condition(&self->law, of, m, v, y, 0);
    if (told && pk_normal_keeps_told(&self->law)) {
        const double at = exp(0.1 * m);
        pk_normal_told(&self->law, 0.1 * at + 3 / v * (y - m), 3 * (y - m) * (y - m) / 2 / v / v);
    }
    return told ? exp(0.1 * m) - 3 * (y - m) * (y - m) / 2 / v : pk_log_normal(y, m, v);
}

/* Every kind of deed in each round, noises at three slots. */
static double walk(pk_walk_t *self, const double *sd, pk_tape_mode_t mode)
{
    const int some[] = {0, 2, 4}, others[] = {1, 3};
    const double weights[] = {0.7, -0.4, 0.9}, more[] = {1.2, 0.3};
    double sum = 0;
    pk_normal_wind(&self->law, mode);
    pk_normal_clear(&self->law);
    for (int i = 0; i < N; i++) {
        self->mean[i] = 2 + i;
        self->cov[i * N + i] = 1 + 0.2 * i;
    }
    for (int round = 0; round < ROUNDS; round++) {
        map(self, round);
        pk_normal_noise(&self->law, (pk_combination_t){some, weights, 2}, 0.6);
        pk_normal_scatter(&self->law, (pk_combination_t){some, weights, 3}, sd[0], 0);
        pk_normal_spread(&self->law, 0, (pk_combination_t){others, more, 2});
        pk_normal_scatter(&self->law, (pk_combination_t){others, more, 2}, sd[2], 2);
        sum += see(self, (pk_combination_t){some, weights, 3}, 1 + 0.3 * round, 0.1, false);
        recast(self);
        pk_normal_scatter(&self->law, (pk_combination_t){others, weights, 2}, sd[3], 3);
        sum += see(self, (pk_combination_t){others, more, 2}, 2 - 0.2 * round, 0.2, round % 2 == 1);
        pk_normal_scale(&self->law, 2, 0.8);
    }
    return sum;
}

static void score_is_the_difference(void **state)
{
    (void)state;
    static const double STEP = 1e-4;
    pk_walk_t at = {0};
    double sd[SLOTS] = {0.5, 0.1, 0.9, 0.3}, score[SLOTS] = {0};
    begin(&at);
    (void)walk(&at, sd, PK_TAPE_RECORD);
    pk_score_t sweep = {.n = N, .r = at.r, .d = at.d, .work = at.work, .along = at.along};
    pk_score_sweep(&sweep, &at.law.deeds, LASTING, score);
    for (int k = 0; k < SLOTS; k++) {
        double moved[SLOTS];
        memcpy(moved, sd, sizeof sd);
        moved[k] = sd[k] + STEP;
        const double up = walk(&at, moved, PK_TAPE_OFF);
        moved[k] = sd[k] - STEP;
        const double slope = (up - walk(&at, moved, PK_TAPE_OFF)) / (2 * STEP);
        print_message("slot %d: score %.9f, differences %.9f\n", k, score[k], slope);
        assert_near(score[k], slope, 1e-6);
        assert_true(k == UNUSED || fabs(slope) > 0.01);
    }
    pk_deeds_free(&at.law.deeds);
    free(at.law.tape.at);
}

/* What was seen but for a rest of its variance, as by a normal density that leaves it: the same as seeing it with so
 * much noise that this rest is left. */
static void seen_in_part_is_seen_with_noise(void **state)
{
    (void)state;
    const int one[] = {0}, both[] = {0, 1};
    const double weight[] = {1, 0.5};
    double score[2] = {0};
    for (int part = 0; part < 2; part++) {
        pk_walk_t at = {0};
        begin(&at);
        pk_normal_wind(&at.law, PK_TAPE_RECORD);
        pk_normal_clear(&at.law);
        at.cov[0] = 2;
        pk_normal_scatter(&at.law, (pk_combination_t){both, weight, 2}, 1, part);
        const double v = 3, noise = 1.5, y = 4; /* v - v² / (v + noise) is left */
        const pk_combination_t first = {one, weight, 1}, all = {both, weight, 2};
        pk_normal_condition(&at.law, first, 0, part ? v : v + noise, part ? y * v / (v + noise) : y,
                            part ? v - v * v / (v + noise) : 0);
        const double m = pk_normal_mean_of(&at.law, all), rest = pk_normal_variance_of(&at.law, all) + 0.3;
        pk_normal_condition(&at.law, all, m, rest, 3, 0);
        pk_score_t sweep = {.n = N, .r = at.r, .d = at.d, .work = at.work, .along = at.along};
        pk_score_sweep(&sweep, &at.law.deeds, LASTING, score);
        pk_deeds_free(&at.law.deeds);
        free(at.law.tape.at);
    }
    assert_near(score[1], score[0], 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(score_is_the_difference),
                                       cmocka_unit_test(seen_in_part_is_seen_with_noise)};
    return cmocka_run_group_tests_name("normal_score", tests, NULL, NULL);
}
