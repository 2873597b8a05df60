/* Scrambled Sobol points: every power of two of them has one in each slice of every coordinate, and they fill squares
 * better than random points do. */
#include "base/sobol.h"

#include <stdlib.h>

#include "pk_test.h"

enum { DIMENSIONS = 250 };

/* The published beginning of the sequence: van der Corput's, and the dimension of x + 1, which has nothing to choose.
 */
static void digits_are_sobols(void **state)
{
    (void)state;
    pk_sobol_t sobol = pk_sobol_of(2);
    const double first[] = {0, 0.5, 0.25, 0.75, 0.125, 0.625, 0.375, 0.875};
    const double second[] = {0, 0.5, 0.75, 0.25, 0.625, 0.125, 0.375, 0.875};
    for (uint32_t k = 0; k < 8; k++) {
        assert_near((double)pk_sobol_digits(&sobol, 0, k) * 0x1p-32, first[k], 0);
        assert_near((double)pk_sobol_digits(&sobol, 1, k) * 0x1p-32, second[k], 0);
    }
    pk_sobol_free(&sobol);
}

/* In each of 250 dimensions each run of 2^m points that begins at a multiple of it has one in each slice
 * [k, k+1) / 2^m, scrambled too. A dimension of zeros (as gsl_qrng_sobol's are past the 40th) fails. */
static void each_slice_has_one_point(void **state)
{
    (void)state;
    enum { POINTS = 256 };
    pk_sobol_t sobol = pk_sobol_of(DIMENSIONS);
    for (int d = 0; d < DIMENSIONS; d++) {
        for (uint32_t first = 0; first <= 3 * POINTS; first += POINTS) {
            char seen[2][POINTS] = {{0}};
            for (uint32_t k = 0; k < POINTS; k++) {
                const double x = pk_sobol_at(&sobol, d, first + k, 7);
                assert_true(x > 0 && x < 1);
                seen[0][(int)(x * POINTS)]++;
                seen[1][pk_sobol_digits(&sobol, d, first + k) >> 24]++;
            }
            for (int k = 0; k < POINTS; k++) {
                assert_int_equal(seen[0][k], 1);
                assert_int_equal(seen[1][k], 1);
            }
        }
    }
    pk_sobol_free(&sobol);
}

/* The first two dimensions are a (0, 2)-sequence: each box of area 2^-8 has one of 2^8 points. */
static void each_box_of_the_first_two_has_one_point(void **state)
{
    (void)state;
    enum { BITS = 8 };
    pk_sobol_t sobol = pk_sobol_of(2);
    assert_int_equal(pk_sobol_quality(&sobol, 0, 1, BITS), 0);
    for (int high = 0; high <= BITS; high++) {
        char seen[1 << BITS] = {0};
        for (uint32_t k = 0; k < 1 << BITS; k++) {
            const int column = (int)(pk_sobol_at(&sobol, 0, k, 3) * (1 << high));
            const int row = (int)(pk_sobol_at(&sobol, 1, k, 3) * (1 << (BITS - high)));
            seen[column << (BITS - high) | row]++;
        }
        for (int k = 0; k < 1 << BITS; k++) {
            assert_int_equal(seen[k], 1);
        }
    }
    pk_sobol_free(&sobol);
}

/* t of a pair by counting the points of all boxes. */
static int counted_quality(const pk_sobol_t *sobol, int one, int other, int bits)
{
    for (int t = 0; t < bits; t++) {
        bool fits = true;
        for (int high = 0; high <= bits - t && fits; high++) {
            const int low = bits - t - high;
            int *seen = calloc((size_t)1 << (bits - t), sizeof *seen);
            for (uint32_t k = 0; k < 1u << bits; k++) {
                const uint32_t a = high == 0 ? 0 : pk_sobol_digits(sobol, one, k) >> (32 - high);
                const uint32_t b = low == 0 ? 0 : pk_sobol_digits(sobol, other, k) >> (32 - low);
                seen[a << low | b]++;
            }
            for (int k = 0; k < 1 << (bits - t); k++) {
                fits = fits && seen[k] == 1 << t;
            }
            free(seen);
        }
        if (fits) {
            return t;
        }
    }
    return bits;
}

static void quality_is_what_boxes_say(void **state)
{
    (void)state;
    pk_sobol_t sobol = pk_sobol_of(60);
    for (int k = 0; k < 60; k++) {
        const int other = (7 * k + 11) % 60;
        assert_int_equal(pk_sobol_quality(&sobol, k, other, 8), k == other ? 8 : counted_quality(&sobol, k, other, 8));
    }
    pk_sobol_free(&sobol);
}

/* Of all 31,125 pairs of 250 dimensions at 4,096 points: t is 3.2 on average, and no pair is one (which would be 12, a
 * half of the square empty 11). Of the 10 first dimensions it is at most 5. */
static void no_pair_is_degenerate(void **state)
{
    (void)state;
    pk_sobol_t sobol = pk_sobol_of(DIMENSIONS);
    double sum = 0, pairs = 0;
    int worst = 0, early = 0;
    for (int a = 0; a < DIMENSIONS; a++) {
        for (int b = 0; b < a; b++) {
            const int t = pk_sobol_quality(&sobol, a, b, 12);
            worst = t > worst ? t : worst;
            early = a < 10 && t > early ? t : early;
            sum += t;
            pairs++;
        }
    }
    print_message("t at 4,096 points: mean %.2f, worst %d, of 10 dimensions %d\n", sum / pairs, worst, early);
    assert_true(sum / pairs < 3.5);
    assert_true(worst <= 9);
    assert_true(early <= 5);
    pk_sobol_free(&sobol);
}

/* The square of the star discrepancy in L2 of points in the square (Warnock 1972). */
static double discrepancy(const double (*x)[2], int count)
{
    double one = 0, two = 0;
    for (int i = 0; i < count; i++) {
        one += (1 - x[i][0] * x[i][0]) * (1 - x[i][1] * x[i][1]) / 4;
        for (int j = 0; j < count; j++) {
            two += (1 - fmax(x[i][0], x[j][0])) * (1 - fmax(x[i][1], x[j][1]));
        }
    }
    return 1.0 / 9 - 2 * one / count + two / count / count;
}

/* Over pairs of dimensions far apart, 1,024 points: the square of the discrepancy is on average below half of that of
 * random points, which is (1/4 - 1/9)/1,024; in a quarter of the pairs below a
 * hundredth. */
static void squares_are_filled_evenly(void **state)
{
    (void)state;
    enum { POINTS = 1024, PAIRS = 40 };
    const double random = (0.25 - 1.0 / 9) / POINTS;
    static double x[POINTS][2];
    pk_sobol_t sobol = pk_sobol_of(DIMENSIONS);
    double sum = 0;
    int good = 0;
    for (int p = 0; p < PAIRS; p++) {
        for (uint32_t k = 0; k < POINTS; k++) {
            x[k][0] = pk_sobol_at(&sobol, 3 * p, k, (uint64_t)p);
            x[k][1] = pk_sobol_at(&sobol, DIMENSIONS - 1 - 3 * p, k, (uint64_t)p);
        }
        const double d = discrepancy((const double(*)[2])x, POINTS);
        sum += d / PAIRS;
        good += d < random / 100;
    }
    print_message("L2 discrepancy squared in random ones: mean %.3f, below .01 in %d of %d\n", sum / random, good,
                  PAIRS);
    assert_true(sum < random / 2);
    assert_true(good >= PAIRS / 4);
    pk_sobol_free(&sobol);
}

/* Scramblings are unbiased and independent: over 4,000 of them one point's coordinate has the mean 1/2 and the variance
 * 1/12, and two coordinates are not correlated. 3 comparisons of 4 points; a scrambling that shares its keys between
 * dimensions correlates them. */
static void a_point_is_uniform(void **state)
{
    (void)state;
    enum { SEEDS = 4000 };
    pk_sobol_t sobol = pk_sobol_of(130);
    for (uint32_t point = 0; point < 4; point++) {
        const int other = 1 + 43 * (int)point % 129;
        double sum = 0, squares = 0, product = 0;
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            const double x = pk_sobol_at(&sobol, 0, point, seed) - 0.5;
            const double y = pk_sobol_at(&sobol, other, point, seed) - 0.5;
            sum += x / SEEDS;
            squares += x * x / SEEDS;
            product += x * y / SEEDS;
        }
        assert_z(sum, 0, sqrt(1.0 / 12 / SEEDS));
        assert_z(squares, 1.0 / 12, sqrt((1.0 / 80 - 1.0 / 144) / SEEDS));
        assert_z(product, 0, 1.0 / 12 / sqrt(SEEDS));
    }
    pk_sobol_free(&sobol);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(digits_are_sobols),
        cmocka_unit_test(each_slice_has_one_point),
        cmocka_unit_test(each_box_of_the_first_two_has_one_point),
        cmocka_unit_test(quality_is_what_boxes_say),
        cmocka_unit_test(no_pair_is_degenerate),
        cmocka_unit_test(squares_are_filled_evenly),
        cmocka_unit_test(a_point_is_uniform),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
