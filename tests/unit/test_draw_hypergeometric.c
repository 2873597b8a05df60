#include "pk_draws.h"

#include "base/draw.h"

static long double ratio(long double k, const pk_law_t *law)
{
    const long double good = law->parameters[0], bad = law->parameters[1], sample = law->parameters[2];
    return (good - k) / (k + 1) * ((sample - k) / (bad - sample + k + 1));
}

static double draw(pk_stream_t *stream, const pk_law_t *law)
{
    return pk_draw_hypergeometric(stream, law->parameters[0], law->parameters[1], law->parameters[2]);
}

static pk_law_t hypergeometric(double good, double bad, double sample)
{
    static char name[80];
    snprintf(name, sizeof name, "hypergeometric(%g, %g, %g)", good, bad, sample);
    const double low = fmax(0, sample - bad), high = fmin(good, sample);
    const double mode = floor((sample + 1) * ((good + 1) / (good + bad + 2)));
    return (pk_law_t){.name = name,
                      .ratio = ratio,
                      .draw = draw,
                      .low = low,
                      .high = high,
                      .mode = fmin(fmax(mode, low), high),
                      .parameters = {good, bad, sample}};
}

/* 200,000 draws a case, 15 cases of 3 tests, false alarm 5e-5 in all; see pk_draws.h, with
 * widths sqrt(2) times those. All four combinations of the two
 * symmetries are there. */
static void has_the_exact_moments(void **state)
{
    (void)state;
    static const double cases[][3] = {
        {10, 20, 10},    {20, 10, 25},       {300, 700, 400},  {700, 300, 400},   {300, 700, 600},
        {700, 300, 600}, {1000, 1e6, 2000},  {1e6, 1e6, 1e5},  {1e6, 3e6, 3.9e6}, {4e9, 4e9, 1e6},
        {4e9, 1e9, 2e9}, {1e12, 1e12, 1e12}, {1e12, 1e9, 1e6}, {1e4, 1e12, 1e10}, {1e12, 5, 4e11},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const pk_law_t law = hypergeometric(cases[i][0], cases[i][1], cases[i][2]);
        pk_check_moments(&law, 200000, 21);
    }
}

/* 400,000 draws a case. */
static void has_the_exact_masses(void **state)
{
    (void)state;
    static const double cases[][3] = {
        {1, 1, 1},    {3, 4, 2},    {4, 3, 6},    {20, 20, 20},     {30, 40, 35},     {40, 30, 35},   {56, 56, 56},
        {27, 27, 27}, {29, 29, 29}, {60, 40, 70}, {100, 1000, 150}, {1000, 100, 200}, {500, 500, 60},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const pk_law_t law = hypergeometric(cases[i][0], cases[i][1], cases[i][2]);
        pk_check_cells(&law, law.low, 400000, 22);
    }
}

static void knows_the_ends(void **state)
{
    (void)state;
    for (uint64_t i = 0; i < 1000; i++) {
        pk_stream_t stream = pk_stream_at(23, i, PK_PURPOSE_CAPACITY, 0, 0);
        assert_true(pk_draw_hypergeometric(&stream, 0, 0, 0) == 0);
        assert_true(pk_draw_hypergeometric(&stream, 5, 0, 3) == 3);
        assert_true(pk_draw_hypergeometric(&stream, 0, 5, 3) == 0);
        assert_true(pk_draw_hypergeometric(&stream, 1e12, 1e12, 0) == 0);
        assert_true(pk_draw_hypergeometric(&stream, 1e12, 3e11, 1.3e12) == 1e12);
        assert_true(pk_draw_hypergeometric(&stream, 100, 100, 199) >= 99);
    }
}

static void paired_draws_stay_close(void **state)
{
    (void)state;
    static const double pairs[][2][3] = {
        {{1e6, 1e6, 1e5}, {1e6, 1e6, 1.1e5}},
        {{990, 1010, 300}, {1010, 990, 300}},
        {{1e6, 1e6, 9.9e5}, {1e6, 1e6, 1.01e6}},
        {{139, 861, 100}, {141, 859, 100}},
    };
    static const double least[] = {0.8, 0.8, 0.8, 0.25}; /* the last pair crosses from inversion to rejection: 0.30 */
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const double *a = pairs[i][0], *b = pairs[i][1];
        const pk_law_t one = hypergeometric(a[0], a[1], a[2]), other = hypergeometric(b[0], b[1], b[2]);
        const double correlation = pk_coupling(&one, &other, 10000, 24);
        if (correlation < least[i]) {
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
    return cmocka_run_group_tests_name("draw_hypergeometric", tests, NULL, NULL);
}
