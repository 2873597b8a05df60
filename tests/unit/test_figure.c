#include "pk_test.h"
#include "report/figure.h"

#include <math.h>
#include <stdlib.h>

static pk_arena_t arena;

static int free_arena(void **state)
{
    (void)state;
    pk_arena_free(&arena);
    return 0;
}

static void an_interval_leaves_two_digits_of_its_width(void **state)
{
    (void)state;
    assert_close(pk_grain(12347.6, 11930, 12760), 10, 1e-12); /* width 830 */
    assert_close(pk_grain(1234, 1230, 1239.9), 0.1, 1e-12);   /* width 9.9 */
    assert_close(pk_grain(1234, 1230, 1240), 1, 1e-12);       /* width 10 */
    assert_close(pk_grain(0.0345, 0.03, 0.039), 0.0001, 1e-12);
    assert_close(pk_grain(-5e6, -6e6, -4e6), 1e5, 1e-12);
}

static void without_width_a_number_keeps_the_digits_that_it_has(void **state)
{
    (void)state;
    assert_close(pk_grain(40000, 40000, 40000), 1, 1e-12);
    assert_close(pk_grain(12348.2243, 12348.2243, 12348.2243), 1, 1e-12);
    assert_close(pk_grain(400, NAN, NAN), 1, 1e-12);
    assert_close(pk_grain(31.2, 31.2, 31.2), 0.1, 1e-12);
    assert_close(pk_grain(0.034567, NAN, NAN), 0.00001, 1e-12);
    assert_close(pk_grain(0, 0, 0), 1, 1e-12);
    assert_close(pk_grain(NAN, NAN, NAN), 1, 1e-12);
    /* the last bits of a sum are no width */
    assert_close(pk_grain(40000, 40000 - 1e-8, 40000 + 1e-8), 1, 1e-12);
}

static void numbers_side_by_side_share_a_grain(void **state)
{
    (void)state;
    const pk_beside_t plans[] = {{942, 500, 1700, false}, {959, 500, 1690, false}};
    assert_close(pk_grain_told(plans, 2), 10, 1e-12); /* not 900 beside 1 000 */
    const pk_beside_t profit[] = {{98000, 66000, 128000, false}, {1172, -8800, 19800, true}};
    assert_close(pk_grain_told(profit, 2), 100, 1e-12); /* +1 200 */
    const pk_beside_t far[] = {{98000, 66000, 128000, false}, {60000, 31000, 92000, false}};
    assert_close(pk_grain_told(far, 2), 1000, 1e-12); /* nothing is hidden */
    /* what one is paid for exactly stands beside what varies */
    const pk_beside_t spend[] = {{8320, 8320, 8320, false}, {52000, 8000, 110000, false}};
    assert_close(pk_grain_told(spend, 2), 1000, 1e-12);
    const pk_beside_t exact[] = {{942.25, 942.25, 942.25, false}, {0.0123, 0.0123, 0.0123, true}};
    assert_close(pk_grain_told(exact, 2), 0.1, 1e-12);
    assert_close(pk_grain_shown(0.1, exact[1]), 0.0001, 1e-12); /* would be 0.0 */
    assert_close(pk_grain_shown(0.1, exact[0]), 0.1, 1e-12);
    const pk_beside_t paid[] = {{31200, 31200, 31200, false}, {8800, 8800, 8800, true}};
    assert_close(pk_grain_told(paid, 2), 100, 1e-12);
    assert_close(pk_grain_told(NULL, 0), 1, 0);
    assert_close(pk_grain_difference(17, -300, 900), 10, 1e-12);
    assert_close(pk_grain_difference(3, -1000, 1000), 100, 1e-12); /* too little to be told */
}

/* A number of -1..1, by a fixed sequence (Knuth's MMIX). */
static double unit(unsigned long long *seed)
{
    *seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
    return (double)(*seed >> 11) / 4503599627370496.0 - 1;
}

static double printed(double value, double grain)
{
    char text[64], *to = text;
    for (const char *at = pk_figure(value, grain, &arena); *at != '\0'; at++) {
        to = *at == ',' ? to : (*to = *at, to + 1);
    }
    *to = '\0';
    return strtod(text, NULL);
}

/* Groups of any size, unit and kind: what is printed never changes order, and numbers of one kind that differ by more
 * than a hundredth of the widest interval are not printed alike. No chance in it: the sequence is fixed. */
static void order_and_difference_are_printed(void **state)
{
    (void)state;
    enum { GROUPS = 20000, MOST = 6 };
    unsigned long long seed = 7;
    for (int group = 0; group < GROUPS; group++) {
        const int count = 2 + group % (MOST - 1);
        const double unit_size = pow(10, 6 * unit(&seed)), centre = 20 * unit(&seed);
        pk_beside_t told[MOST];
        double widest = 0;
        for (int i = 0; i < count; i++) {
            const double value = unit_size * (centre + pow(10, -3 + 2 * fabs(unit(&seed))) * unit(&seed));
            const double below = unit_size * fabs(unit(&seed)), above = unit_size * fabs(unit(&seed));
            told[i] = (pk_beside_t){value, value - below, value + above, unit(&seed) > 0};
            widest = fmax(widest, below + above);
        }
        const double grain = pk_grain_told(told, count);
        assert_true(grain > 0.0009 * widest && grain <= 0.1001 * widest);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                const double more = told[i].value - told[j].value;
                const double shown = printed(told[i].value, grain) - printed(told[j].value, grain);
                assert_true(more < 0 || shown >= 0);
                assert_true(told[i].difference != told[j].difference || more <= 0.01 * widest || shown > 0);
            }
        }
        pk_arena_free(&arena);
    }
}

static void figures_are_grouped_and_rounded(void **state)
{
    (void)state;
    assert_string_equal(pk_figure(12347.6, 10, &arena), "12,350");
    assert_string_equal(pk_figure(1234567890, 1, &arena), "1,234,567,890");
    assert_string_equal(pk_figure(999.6, 1, &arena), "1,000");
    assert_string_equal(pk_figure(999, 1, &arena), "999");
    assert_string_equal(pk_figure(1234.5678, 0.01, &arena), "1,234.57");
    assert_string_equal(pk_figure(-0.0346, 0.001, &arena), "-0.035");
    assert_string_equal(pk_figure(-0.0001, 0.01, &arena), "0.00");
    assert_string_equal(pk_figure(-3, 10, &arena), "0");
    assert_string_equal(pk_figure(NAN, 1, &arena), "–");
    assert_string_equal(pk_figure(-INFINITY, 1, &arena), "-∞");
    assert_string_equal(pk_figure(1.5e18, 1, &arena), "1.5e+18");
    assert_string_equal(pk_figure_signed(120, 1, &arena), "+120");
    assert_string_equal(pk_figure_signed(-120, 1, &arena), "-120");
    assert_string_equal(pk_figure_signed(0.2, 1, &arena), "0");
    assert_string_equal(pk_figure_interval(-120, 1100, 10, false, &arena), "-120 to 1,100");
    assert_string_equal(pk_figure_interval(NAN, 1, 1, false, &arena), "–");
}

static void a_chance_says_no_more_than_the_draws(void **state)
{
    (void)state;
    assert_string_equal(pk_figure_chance(0.374, 1000, &arena), "37%");
    assert_string_equal(pk_figure_chance(0.004, 1000, &arena), "0.4%");
    assert_string_equal(pk_figure_chance(0.996, 1000, &arena), "99.6%");
    assert_string_equal(pk_figure_chance(0, 1000, &arena), "<0.3%");
    assert_string_equal(pk_figure_chance(1, 1000, &arena), ">99.7%");
    assert_string_equal(pk_figure_chance(1, 50, &arena), ">94%");
    assert_string_equal(pk_figure_chance(0, 50, &arena), "<6%");
    assert_string_equal(pk_figure_chance(0, 700, &arena), "<0.43%");
    assert_string_equal(pk_figure_chance(1, 700, &arena), ">99.57%");
    assert_string_equal(pk_figure_chance(0.0004, 1000, &arena), "<0.3%");
    assert_string_equal(pk_figure_chance(0.001, 1000, &arena), "0.1%");
    assert_string_equal(pk_figure_chance(0, 100000, &arena), "<0.003%");
    assert_string_equal(pk_figure_chance(0.00002, 100000, &arena), "0.002%");
    assert_string_equal(pk_figure_chance(0.99998, 100000, &arena), "99.998%");
    assert_string_equal(pk_figure_chance(0, 3, &arena), "–");
    assert_string_equal(pk_figure_chance_words(0, 1000, &arena), "less than 0.3%");
    assert_string_equal(pk_figure_chance_words(1, 1000, &arena), "more than 99.7%");
    assert_string_equal(pk_figure_chance_words(0.5, 1000, &arena), "50%");
    assert_string_equal(pk_figure_untold(1000, 20100, &arena),
                        "cannot be told apart in 1,000 runs, about 21,000 would");
    assert_string_equal(pk_figure_untold(1000, INFINITY, &arena),
                        "cannot be told apart in 1,000 runs, only more than 1,000,000,000 would");
    assert_string_equal(pk_figure_untold(1, INFINITY, &arena), "cannot be told apart in a single run");
    assert_string_equal(pk_figure_chance(0, 0, &arena), "0%");
    assert_string_equal(pk_figure_chance(1, 0, &arena), "100%");
    assert_string_equal(pk_figure_chance(NAN, 10, &arena), "–");
}

static void shares_are_percent(void **state)
{
    (void)state;
    double scale;
    const char *sign;
    assert_string_equal(pk_figure_unit("share", &scale, &sign), "");
    assert_close(scale, 100, 0);
    assert_string_equal(sign, "%");
    assert_string_equal(pk_figure_unit("EUR", &scale, &sign), "EUR");
    assert_close(scale, 1, 0);
    assert_string_equal(sign, "");
    assert_string_equal(pk_figure_unit("ratio", &scale, &sign), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interval_leaves_two_digits_of_its_width),
        cmocka_unit_test(without_width_a_number_keeps_the_digits_that_it_has),
        cmocka_unit_test(numbers_side_by_side_share_a_grain),
        cmocka_unit_test(order_and_difference_are_printed),
        cmocka_unit_test(figures_are_grouped_and_rounded),
        cmocka_unit_test(a_chance_says_no_more_than_the_draws),
        cmocka_unit_test(shares_are_percent),
    };
    return cmocka_run_group_tests(tests, NULL, free_arena);
}
