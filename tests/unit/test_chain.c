/* Long-run figures of chains against published answers. */
#include "pk_test.h"

#include <gsl/gsl_errno.h>

#include "study/chain.h"

static const double ONE[] = {1, 1, 1, 1, 1};

/* A weather chain; stationary shares solve π P = π (51/110, 35/110, 24/110), the rest follows from them. */
static void weather(void **state)
{
    (void)state;
    const double p[] = {.7, .2, .1, .3, .4, .3, .2, .45, .35};
    const double shares[] = {.46363636, .31818182, .21818182};
    const double passage[] = {2.1568627, 4.2857143, 6.6666667, 3.7254902, 3.1428571,
                              5,         4.1176471, 2.8571429, 4.5833333};
    pk_arena_t arena = {0};
    const pk_chain_t chain = pk_chain_analyse(3, p, ONE, &arena);
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
    const pk_chain_t chain = pk_chain_analyse(5, p, ONE, &arena);
    assert_null(chain.stationary);
    assert_string_equal(chain.no_stationary, "some stages are never left, so there is no steady state apart from them");
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
    const pk_chain_t chain = pk_chain_analyse(3, p, ONE, &arena);
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
    const pk_chain_t chain = pk_chain_analyse(2, p, stay, &arena);
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
    const pk_chain_t chain = pk_chain_analyse(4, p, ONE, &arena);
    assert_null(chain.stationary);
    assert_null(chain.first_passage);
    assert_string_equal(chain.no_stationary,
                        "some stages cannot be reached from others, so the steady state hangs on the start");
    pk_arena_free(&arena);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weather),     cmocka_unit_test(walk),        cmocka_unit_test(round_and_round),
        cmocka_unit_test(stays_weigh), cmocka_unit_test(two_islands),
    };
    return cmocka_run_group_tests_name("chain", tests, NULL, NULL);
}
