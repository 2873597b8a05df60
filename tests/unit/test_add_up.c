#include "pk_test.h"
#include "report/add_up.h"

#include <math.h>

static void the_largest_part_takes_the_last_digit(void **state)
{
    (void)state;
    double parts[] = {33.4, 33.4, 33.2}, total = 100;
    pk_add_up(parts, 3, &total, 1);
    assert_near(parts[0], 34, 0);
    assert_near(parts[1], 33, 0);
    assert_near(parts[2], 33, 0);
    double money[PK_MONEY_PARTS] = {253861, 135099.4, 20800, 97961.6};
    pk_add_up_money(money, 1000);
    assert_near(money[PK_MONEY_REVENUE], 254000, 0);
    assert_near(money[PK_MONEY_COST], 135000, 0);
    assert_near(money[PK_MONEY_SPEND], 21000, 0);
    assert_near(money[PK_MONEY_PROFIT], 98000, 0);
    double loss[PK_MONEY_PARTS] = {1040, 5440, 2440, -6840};
    pk_add_up_money(loss, 100); /* 1 000 - 5 400 - 2 400 is -6 800 */
    assert_near(loss[PK_MONEY_COST], 5400, 0);
    assert_near(loss[PK_MONEY_PROFIT], -6800, 0);
    double percents[3];
    pk_add_up_percent((double[]){1 / 3.0, 1 / 3.0, 1 / 3.0}, 3, 1, percents);
    assert_near(percents[0] + percents[1] + percents[2], 100, 1e-9);
    assert_near(percents[0], 33.4, 1e-9);
}

static void what_is_no_sum_is_only_rounded(void **state)
{
    (void)state;
    double parts[] = {12, 27, NAN}, total = 100;
    pk_add_up(parts, 3, &total, 10);
    assert_near(parts[0], 10, 0);
    assert_near(parts[1], 30, 0);
    assert_true(isnan(parts[2]));
    assert_near(total, 100, 0);
    pk_add_up(NULL, 0, &total, 10);
}

/* A number of -1..1, by a fixed sequence (Knuth's MMIX). */
static double unit(unsigned long long *seed)
{
    *seed = *seed * 6364136223846793005ull + 1442695040888963407ull;
    return (double)(*seed >> 11) / 4503599627370496.0 - 1;
}

/* Sums of any parts add up as printed, and no part but the largest is off by more than half a grain. No chance in it.
 */
static void what_is_printed_adds_up(void **state)
{
    (void)state;
    enum { SUMS = 20000, MOST = 9 };
    unsigned long long seed = 7;
    for (int n = 0; n < SUMS; n++) {
        const int count = 1 + n % MOST;
        const double size = pow(10, 5 * unit(&seed)), grain = pow(10, floor(log10(size)) - n % 4);
        double parts[MOST], exact[MOST], total = 0, sum = 0;
        int moved = 0;
        for (int i = 0; i < count; i++) {
            parts[i] = exact[i] = size * unit(&seed);
            total += parts[i];
        }
        pk_add_up(parts, count, &total, grain);
        for (int i = 0; i < count; i++) {
            sum += round(parts[i] / grain);
            moved += fabs(parts[i] - exact[i]) > 0.5000001 * grain;
            assert_true(fabs(parts[i] - exact[i]) <= (0.5 * (count + 2)) * grain);
        }
        assert_true(sum == round(total / grain) && moved <= 1);
    }
}

/* 4,160 among amounts in thousands is no 4,000, and what has no end is told with two digits more. */
static void an_exact_part_keeps_its_digits(void **state)
{
    (void)state;
    const pk_summary_t exact = {.mean = 4160, .p05 = 4160, .p95 = 4160};
    const double third = 1000.0 / 3;
    const pk_summary_t endless = {.mean = third, .p05 = third, .p95 = third};
    const pk_summary_t drawn = {.mean = 4160, .p05 = 3000, .p95 = 5000};
    assert_near(pk_grain_with_exact(1000, &exact), 10, 1e-12);
    assert_near(pk_grain_with_exact(10, &exact), 10, 0);
    assert_near(pk_grain_with_exact(100, &endless), 1, 1e-12);
    assert_near(pk_grain_with_exact(1000, &drawn), 1000, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_largest_part_takes_the_last_digit),
        cmocka_unit_test(what_is_no_sum_is_only_rounded),
        cmocka_unit_test(what_is_printed_adds_up),
        cmocka_unit_test(an_exact_part_keeps_its_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
