/* Long-run figures of chains against published answers. */
#include "pk_test.h"

#include <gsl/gsl_errno.h>
#include <string.h>

#include "study/chain.h"

static const double ONE[] = {1, 1, 1, 1, 1, 1, 1, 1};

/* A chain from its full matrix. */
static pk_chain_t analyse(int n, const double *next, const double *stay, pk_arena_t *arena)
{
    pk_links_t links = {.n = n,
                        .first = PK_ARRAY(arena, int, n + 1),
                        .to = PK_ARRAY(arena, int, n *n),
                        .p = PK_ARRAY(arena, double, n *n)};
    for (int cell = 0; cell < n * n; cell++) {
        const int i = cell / n, at = links.first[i + 1] > links.first[i] ? links.first[i + 1] : links.first[i];
        links.first[i + 1] = at;
        if (next[cell] > 0) {
            links.to[at] = cell % n;
            links.p[at] = next[cell];
            links.first[i + 1]++;
        }
    }
    const pk_chain_limits_t limits = {.loop = PK_CHAIN_LOOP_MOST, .pairs = PK_CHAIN_PAIRS_MOST};
    return pk_chain_analyse(&links, stay, limits, arena);
}

/* A weather chain; stationary shares solve π P = π (51/110, 35/110, 24/110), the rest follows from them. */
static void weather(void **state)
{
    (void)state;
    const double p[] = {.7, .2, .1, .3, .4, .3, .2, .45, .35};
    const double shares[] = {.46363636, .31818182, .21818182};
    const double passage[] = {2.1568627, 4.2857143, 6.6666667, 3.7254902, 3.1428571,
                              5,         4.1176471, 2.8571429, 4.5833333};
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(3, p, ONE, &arena);
    assert_true(chain.irreducible);
    assert_int_equal(chain.period, 1);
    assert_null(chain.absorption);
    assert_non_null(chain.no_absorption);
    for (int i = 0; i < 3; i++) {
        assert_near(chain.stationary[i], shares[i], 5e-9);
    }
    for (int cell = 0; cell < 9; cell++) {
        assert_near(chain.first_passage[cell], passage[cell], 5e-8);
    }
    pk_arena_free(&arena);
}

/* A fair walk on five positions: from position k the left end with chance 1 - k/4, after k (4 - k) steps. */
static void walk(void **state)
{
    (void)state;
    const double p[] = {1, 0, 0, 0, 0, .5, 0, .5, 0, 0, 0, .5, 0, .5, 0, 0, 0, .5, 0, .5, 0, 0, 0, 0, 1};
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(5, p, ONE, &arena);
    assert_null(chain.stationary);
    assert_string_equal(chain.no_stationary, "there are 2 groups of stages that are never left again, and which one a "
                                             "customer ends in depends on the start");
    for (int k = 0; k < 5; k++) {
        assert_near(chain.absorption[k * 5], 1 - k / 4.0, 1e-14);
        assert_near(chain.absorption[k * 5 + 4], k / 4.0, 1e-14);
        assert_near(chain.absorption_time[k], k * (4.0 - k), 1e-13);
    }
    pk_arena_free(&arena);
}

static void round_and_round(void **state)
{
    (void)state;
    const double p[] = {0, 1, 0, 0, 0, 1, 1, 0, 0};
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(3, p, ONE, &arena);
    assert_int_equal(chain.period, 3);
    assert_non_null(chain.periodic);
    for (int i = 0; i < 3; i++) {
        assert_near(chain.stationary[i], 1 / 3.0, 1e-15);
        assert_near(chain.first_passage[i * 3 + i], 3, 1e-14);
    }
    pk_arena_free(&arena);
}

/* Two stages visited in turn, for 2 and 6 steps: a quarter and three quarters of the time. */
static void stays_weigh(void **state)
{
    (void)state;
    const double p[] = {0, 1, 1, 0}, stay[] = {2, 6};
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(2, p, stay, &arena);
    assert_null(chain.periodic);
    assert_near(chain.stationary[0], 0.25, 1e-15);
    assert_near(chain.first_passage[0], 8, 1e-14);
    assert_near(chain.first_passage[1], 2, 1e-14);
    pk_arena_free(&arena);
}

static void two_islands(void **state)
{
    (void)state;
    const double p[] = {.5, .5, 0, 0, .5, .5, 0, 0, 0, 0, .5, .5, 0, 0, .5, .5};
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(4, p, ONE, &arena);
    assert_null(chain.stationary);
    assert_int_equal(chain.nclosed, 2);
    assert_non_null(chain.no_stationary);
    assert_near(chain.first_passage[1], 2, 1e-14); /* within an island */
    assert_true(isinf(chain.first_passage[2]));
    assert_near(chain.closed[1].share[0], 0.5, 1e-15);
    assert_null(chain.absorption_time); /* nobody is on the way */
    pk_arena_free(&arena);
}

/* A stage that feeds a loop: one steady state from any start (80%, 20%), and passage times by hand: out of the prospect
 * after 1/0.1 steps to the customer, from there 1/0.05 to the lapsed, back after 1/0.2. */
static void a_stage_feeds_a_loop(void **state)
{
    (void)state;
    const double p[] = {.9, .1, 0, 0, .95, .05, 0, .2, .8};
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(3, p, ONE, &arena);
    assert_null(chain.no_stationary);
    assert_false(chain.irreducible);
    assert_near(chain.stationary[0], 0, 0);
    assert_near(chain.stationary[1], 0.8, 1e-15);
    assert_near(chain.stationary[2], 0.2, 1e-15);
    assert_near(chain.first_passage[0 * 3 + 1], 10, 1e-13);
    assert_near(chain.first_passage[0 * 3 + 2], 30, 1e-13);
    assert_near(chain.first_passage[1 * 3 + 2], 20, 1e-13);
    assert_near(chain.first_passage[2 * 3 + 1], 5, 1e-13);
    assert_near(chain.first_passage[1 * 3 + 1], 1 / 0.8, 1e-13);
    assert_true(isinf(chain.first_passage[0]) && isinf(chain.first_passage[3]));
    assert_near(chain.absorption_time[0], 10, 1e-13);
    assert_null(chain.absorption);
    pk_arena_free(&arena);
}

/* Where a long walk of one customer ends: the slow way, by powers of the matrix. */
static void power(int n, const double *p, int steps, double *result)
{
    double next[64];
    for (int cell = 0; cell < n * n; cell++) {
        result[cell] = cell / n == cell % n;
    }
    for (int t = 0; t < steps; t++) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                next[i * n + j] = 0;
                for (int k = 0; k < n; k++) {
                    next[i * n + j] += result[i * n + k] * p[k * n + j];
                }
            }
        }
        memcpy(result, next, sizeof(double) * (size_t)(n * n));
    }
}

/* Two loops, an end, and a loop on the way: the chance to end in each is that after 4,000 steps. */
static void several_closed_classes(void **state)
{
    (void)state;
    const double p[] = {.7, .2, 0, 0, .1, 0, 0, .1, .7, .1, 0, 0, .1, 0, 0, 0,  .95, .05, 0, 0, 0, 0, 0,  .2, .8,
                        0,  0,  0, 0, 0,  0, 0, 1,  0,  0,  0, 0, 0,  0, 0, .5, .5,  0,   0, 0, 0, 0, .3, .7};
    double after[49];
    pk_arena_t arena = {0};
    const pk_chain_t chain = analyse(7, p, ONE, &arena);
    power(7, p, 4000, after);
    assert_int_equal(chain.nclosed, 3);
    assert_int_equal(chain.closed[0].stages[1], 3);
    for (int i = 0; i < 7; i++) {
        for (int k = 0; k < 3; k++) {
            double sum = 0;
            for (int m = 0; m < chain.closed[k].count; m++) {
                const int j = chain.closed[k].stages[m];
                sum += after[i * 7 + j];
                assert_near(after[chain.closed[k].stages[0] * 7 + j], chain.closed[k].share[m], 1e-12);
            }
            assert_near(chain.ends[i * 3 + k], sum, 1e-12);
        }
    }
    assert_true(chain.transient[0] && chain.transient[1] && !chain.transient[2]);
    assert_null(chain.stationary);
    pk_arena_free(&arena);
}

/* A ring of 900 stages in which everybody goes on with chance 1/2, entered from a line of 100: shares 1/900, and from
 * the line's first stage to the ring's first 100 steps of 2 on average. */
static void large_chains(void **state)
{
    (void)state;
    enum { LINE = 100, RING = 900, N = LINE + RING };
    pk_arena_t arena = {0};
    pk_links_t links = {.n = N,
                        .first = PK_ARRAY(&arena, int, N + 1),
                        .to = PK_ARRAY(&arena, int, 2 * N),
                        .p = PK_ARRAY(&arena, double, 2 * N)};
    double *stay = PK_ARRAY(&arena, double, N);
    for (int i = 0; i < N; i++) {
        links.first[i + 1] = 2 * (i + 1);
        links.to[2 * i] = i;
        links.to[2 * i + 1] = i + 1 < N ? i + 1 : LINE;
        links.p[2 * i] = links.p[2 * i + 1] = 0.5;
        stay[i] = 1;
    }
    pk_chain_limits_t limits = {.loop = RING, .pairs = 10};
    pk_chain_t chain = pk_chain_analyse(&links, stay, limits, &arena);
    assert_non_null(chain.left_out);
    assert_null(chain.first_passage);
    assert_near(chain.stationary[LINE + 7], 1.0 / RING, 1e-15);
    assert_near(chain.absorption_time[0], 2 * LINE, 1e-10);
    limits.loop = RING - 1;
    chain = pk_chain_analyse(&links, stay, limits, &arena);
    assert_int_equal(chain.nclosed, 1);
    assert_null(chain.stationary);
    assert_string_equal(chain.left_out, "900 stages that lead to each other are too many to be solved");
    pk_arena_free(&arena);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weather),
        cmocka_unit_test(walk),
        cmocka_unit_test(round_and_round),
        cmocka_unit_test(stays_weigh),
        cmocka_unit_test(two_islands),
        cmocka_unit_test(a_stage_feeds_a_loop),
        cmocka_unit_test(several_closed_classes),
        cmocka_unit_test(large_chains),
    };
    return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
