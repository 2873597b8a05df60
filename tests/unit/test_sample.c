/* A sample of customers: as many as wanted, the smallest keys, evenly over people. */
#include "engine/agents/sample.h"

#include <stdlib.h>

#include "pk_test.h"

enum { GROUPS = 4 };

static const pk_sample_group_t *groups(uint64_t seed)
{
    static pk_sample_group_t all[GROUPS];
    static const uint64_t counts[GROUPS] = {30000, 0, 9999, 1};
    for (int g = 0; g < GROUPS; g++) {
        all[g] = (pk_sample_group_t){.address = pk_sample_address(seed, g < 2 ? "home" : "senior", g % 2), counts[g]};
    }
    return all;
}

static uint64_t chosen(const pk_sample_group_t *of, int from, int until, uint64_t most)
{
    uint64_t count = 0;
    for (int g = from; g < until; g++) {
        for (uint64_t k = 0; k < of[g].count; k++) {
            count += pk_sample_key(of[g].address, k) <= most;
        }
    }
    return count;
}

/* Exactly as many as wanted, and a larger sample holds a smaller one. */
static void test_count(void **state)
{
    (void)state;
    static const uint64_t wanted[] = {1, 2, 7, 1000, 39999};
    for (uint64_t seed = 1; seed <= 3; seed++) {
        const pk_sample_group_t *of = groups(seed);
        uint64_t before = 0;
        for (int k = 0; k < 5; k++) {
            const uint64_t most = pk_sample_most(of, GROUPS, wanted[k]);
            assert_int_equal(chosen(of, 0, GROUPS, most), wanted[k]);
            assert_true(most > before);
            before = most;
        }
    }
}

/* Fewer people than wanted: all. */
static void test_all(void **state)
{
    (void)state;
    const pk_sample_group_t *of = groups(1);
    assert_int_equal(chosen(of, 0, GROUPS, pk_sample_most(of, GROUPS, 40000)), 40000);
    assert_true(pk_sample_most(of, GROUPS, 40001) == UINT64_MAX);
    assert_true(pk_sample_most(of, 0, 5) == UINT64_MAX);
}

/* Nobody is favoured: of 4,000 out of 40,000, over 50 seeds, those of home and those of the first tenth of the numbers
 * are as many as by chance without replacement. False alarm 1e-6 each; seen would be a favour of home by 0.9%, of early
 * numbers by 4.6% (7.2 standard errors). */
static void test_even(void **state)
{
    (void)state;
    enum { SEEDS = 50, WANTED = 4000 };
    double home = 0, early = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        const pk_sample_group_t *of = groups(seed);
        const pk_sample_group_t first = {.address = of[0].address, .count = 4000};
        const uint64_t most = pk_sample_most(of, GROUPS, WANTED);
        home += (double)chosen(of, 0, 1, most);
        early += (double)chosen(&first, 0, 1, most);
    }
    const double variance = SEEDS * WANTED * (1 - WANTED / 40000.0) * 40000 / 39999;
    assert_z(home, SEEDS * WANTED * 0.75, sqrt(variance * 0.75 * 0.25));
    assert_z(early, SEEDS * WANTED * 0.1, sqrt(variance * 0.1 * 0.9));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_count),
        cmocka_unit_test(test_all),
        cmocka_unit_test(test_even),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
