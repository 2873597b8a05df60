/* Who leaves a stay, age by age, against a twin that takes every age by itself: its uniform is made of the upper half
 * that stands in its block of random words and of the lower half of its own stream, whether that is needed or not. The
 * two must agree to the last customer, so that how many ages are looked at together is nobody's luck. */
#include "pk_test.h"

#include <string.h>

#include "base/draw.h"
#include "engine/chance.h"

enum { AGES_MOST = 40, ROUNDS = 4000 };

/* Half a word in a block of four: even lanes take the upper half. */
static uint64_t upper_half(pk_luck_t luck, uint64_t address, int age)
{
    pk_stream_t stream =
        pk_stream_of(luck, PK_PURPOSE_LEAVE, address + ((uint64_t)age / 8 + 1) * UINT64_C(0x9e3779b97f4a7c15));
    uint64_t word = 0;
    for (int k = 0; k <= age % 8 / 2; k++) {
        word = pk_stream_bits(&stream);
    }
    return age % 2 == 0 ? word >> 32 : word & UINT32_MAX;
}

static double leavers_alone(pk_luck_t luck, uint64_t address, int age, double n, double p)
{
    if (n <= 0 || p <= 0 || p >= 1) {
        return n > 0 && p >= 1 ? n : 0;
    }
    pk_stream_t own = pk_stream_of(luck, PK_PURPOSE_LEAVE, pk_hash_join(address, (uint64_t)age + 1));
    if (!pk_binomial_inverts(n, p)) {
        return pk_draw_binomial(&own, n, p);
    }
    const uint64_t bits = upper_half(luck, address, age) << 20 | pk_stream_bits(&own) >> 44;
    const double u = ((double)bits + 0.5) * 0x1p-52;
    double count = NAN;
    assert_true(pk_draw_binomial_between(u, u, n, p, &count));
    return count;
}

/* Sizes and probabilities of every kind: nobody, one, many; never, seldom, above a half, surely. */
static double size_at(pk_stream_t *stream)
{
    static const double MOST[] = {0, 1, 4, 60, 300, 5000, 1e9};
    return floor(MOST[pk_stream_bits(stream) % 7] * pk_stream_uniform(stream) + 0.5);
}

static double probability_at(pk_stream_t *stream)
{
    static const double MOST[] = {0, 1e-9, 1e-3, 0.03, 0.2, 0.5, 1};
    const double most = MOST[pk_stream_bits(stream) % 7], u = pk_stream_uniform(stream);
    return u > 0.95 ? most : most * u;
}

static void every_age_is_as_if_alone(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        pk_stream_t stream = pk_stream_at(7, (uint64_t)round, PK_PURPOSE_START, 0, 0);
        const pk_luck_t luck = {.seed = 3, .run = (uint64_t)round, .step = 5};
        const int ages = (int)(pk_stream_bits(&stream) % AGES_MOST) + 1;
        double n[AGES_MOST], p[AGES_MOST], before[AGES_MOST], left[AGES_MOST], sum = 0;
        const bool sparse = round % 3 == 0;
        for (int age = 0; age < ages; age++) {
            n[age] = before[age] = sparse && pk_stream_uniform(&stream) < 0.8 ? 0 : size_at(&stream);
            p[age] = probability_at(&stream);
        }
        const double told = pk_chance_cohort.leave(luck, 99, n, p, ages, left);
        for (int age = 0; age < ages; age++) {
            assert_true(left[age] == leavers_alone(luck, 99, age, before[age], p[age]));
            assert_true(n[age] == before[age] - left[age]);
            sum += left[age];
        }
        assert_true(told == sum);
    }
}

/* Of an interval that lies within one count's part of [0, 1) that count is known; of one that reaches over its end,
 * nothing. The ends are those of the binomial distribution itself. */
static void an_interval_tells_what_all_of_it_agrees_on(void **state)
{
    (void)state;
    static const struct {
        double n, p;
    } LAWS[] = {{1, 0.3}, {7, 0.1}, {50, 0.2}, {63, 0.9}, {200, 0.01}, {100000, 0.0001}};
    for (size_t i = 0; i < sizeof LAWS / sizeof *LAWS; i++) {
        const double n = LAWS[i].n, p = LAWS[i].p;
        double mass = exp(n * log1p(-p)), below = 0;
        for (double k = 0; k <= n && below + mass < 1 - 1e-6; k++) {
            double count = NAN;
            if (mass > 1e-6) {
                assert_true(pk_draw_binomial_between(below + 1e-8, below + mass - 1e-8, n, p, &count));
                assert_true(count == k);
                assert_false(pk_draw_binomial_between(below + mass - 1e-8, below + mass + 1e-8, n, p, &count));
            }
            below += mass;
            mass *= (n - k) / (k + 1) * (p / (1 - p));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_age_is_as_if_alone),
        cmocka_unit_test(an_interval_tells_what_all_of_it_agrees_on),
    };
    return cmocka_run_group_tests_name("chance_leave", tests, NULL, NULL);
}
