#include "pk_draws.h"

#include "base/draw.h"

static long double ratio(long double k, const pk_law_t *law)
{
    return (long double)law->parameters[0] / (k + 1);
}

static double draw(pk_stream_t *stream, const pk_law_t *law)
{
    return pk_draw_poisson(stream, law->parameters[0]);
}

static pk_law_t poisson(double mean)
{
    static char name[60];
    snprintf(name, sizeof name, "poisson(%g)", mean);
    return (pk_law_t){
        .name = name, .ratio = ratio, .draw = draw, .high = INFINITY, .mode = floor(mean), .parameters = {mean}};
}

/* 400,000 draws a case, 9 cases of 3 tests, false alarm 3e-5 in all; see pk_draws.h. */
static void has_the_exact_moments(void **state)
{
    (void)state;
    static const double means[] = {0.5, 5, 13.9, 14.1, 100, 1e3, 1e6, 4e9, 1e12};
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        const pk_law_t law = poisson(means[i]);
        pk_check_moments(&law, 400000, 11);
    }
}

static void has_the_exact_masses(void **state)
{
    (void)state;
    static const double means[] = {0.1, 3, 13.9, 14, 14.5, 60};
    for (size_t i = 0; i < sizeof means / sizeof *means; i++) {
        const pk_law_t law = poisson(means[i]);
        pk_check_cells(&law, 0, 1000000, 12);
    }
}

static void knows_the_ends(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 1000; i++) {
        pk_stream_t stream = pk_stream_at(13, i, PK_PURPOSE_ARRIVE, 0, 0);
        assert_true(pk_draw_poisson(&stream, 0) == 0);
        assert_true(pk_draw_poisson(&stream, 1e-300) == 0);
        const double most = pk_draw_poisson(&stream, 0x1p52);
        assert_true(fabs(most - 0x1p52) < 8 * 0x1p26);
    }
}

static void paired_draws_stay_close(void **state)
{
    (void)state;
    static const double pairs[][3] = {{1e6, 1.1e6, 0.9}, {40, 44, 0.9}, {13.9, 14.1, 0.5}, {5, 5.5, 0.9}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const pk_law_t one = poisson(pairs[i][0]), other = poisson(pairs[i][1]);
        const double correlation = pk_coupling(&one, &other, 10000, 14);
        if (correlation < pairs[i][2]) {
            fail_msg("pair %zu: correlation %.4f", i, correlation);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_exact_moments),
        cmocka_unit_test(has_the_exact_masses),
        cmocka_unit_test(knows_the_ends),
        cmocka_unit_test(paired_draws_stay_close),
    };
    return cmocka_run_group_tests_name("draw_poisson", tests, NULL, NULL);
}
