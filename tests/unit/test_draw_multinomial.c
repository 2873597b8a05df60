#include "pk_test.h"

#include "base/draw.h"

enum { CELLS = 4, DRAWS = 200000 };

static const uint64_t ADDRESSES[CELLS] = {0, 1, 2, 3};

static double draw(uint64_t seed, uint64_t run, double n, const double *p, int cells, double *counts)
{
    const pk_luck_t luck = {seed, run, 0};
    return pk_draw_multinomial(luck, PK_PURPOSE_MOVE, ADDRESSES, n, p, cells, counts);
}

/* Means n p_i and covariances n p_i (d_ij - p_j) of 200,000 draws, 4 + 10 z tests a size, false alarm 4e-5 in all; the
 * standard error of a covariance of near-normals is sqrt((s_ii s_jj + s_ij^2) / N). Sees a covariance off by 1.6% of
 * the product of the standard deviations, such as a cell that forgets to condition on the earlier ones. */
static void check_moments(double n)
{
    static const double p[CELLS] = {0.25, 0.1, 0.4, 0.05};
    double sum[CELLS] = {0}, products[CELLS][CELLS] = {{0}}, scale[CELLS];
    for (int c = 0; c < CELLS; c++) {
        scale[c] = sqrt(n * p[c] * (1 - p[c]));
    }
    for (uint64_t i = 0; i < DRAWS; i++) {
        double counts[CELLS], z[CELLS];
        double all = draw(31, i, n, p, CELLS, counts);
        for (int c = 0; c < CELLS; c++) {
            all += counts[c];
            z[c] = (counts[c] - n * p[c]) / scale[c];
            sum[c] += z[c];
        }
        assert_true(all == n);
        for (int a = 0; a < CELLS; a++) {
            for (int b = a; b < CELLS; b++) {
                products[a][b] += z[a] * z[b];
            }
        }
    }
    for (int a = 0; a < CELLS; a++) {
        assert_z(sum[a] / DRAWS, 0, 1 / sqrt(DRAWS));
        for (int b = a; b < CELLS; b++) {
            const double exact = a == b ? 1 : -n * p[a] * p[b] / (scale[a] * scale[b]);
            assert_z(products[a][b] / DRAWS, exact, sqrt((1 + exact * exact) / DRAWS));
        }
    }
}

static void has_the_exact_covariances(void **state)
{
    (void)state;
    check_moments(1000);
    check_moments(1e6);
    check_moments(4e9);
    check_moments(1e12);
}

static void nobody_stays_where_the_exits_are_sure(void **state)
{
    (void)state;
    static const double rows[][3] = {{0.1, 0.2, 0.7}, {1.0 / 3, 1.0 / 3, 1.0 / 3}, {0.7, 0.3, 0}, {1, 0, 0}, {0, 0, 1}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        for (uint64_t i = 0; i < 2000; i++) {
            double counts[3];
            assert_true(draw(32, i, 1e12, rows[r], 3, counts) == 0);
            for (int c = 0; c < 3; c++) {
                assert_true((counts[c] == 0) == (rows[r][c] == 0));
            }
        }
    }
}

static void a_cells_luck_does_not_hang_on_later_cells(void **state)
{
    (void)state;
    static const double p[3] = {0.2, 0.3, 0.1};
    for (uint64_t i = 0; i < 100; i++) {
        double counts[3], fewer[3];
        draw(33, i, 1e5, p, 3, counts);
        draw(33, i, 1e5, p, 2, fewer);
        assert_true(counts[0] == fewer[0] && counts[1] == fewer[1]);
    }
}

static void knows_the_ends(void **state)
{
    (void)state;
    double counts[2] = {9, 9};
    assert_true(draw(34, 0, 0, (const double[]){0.5, 0.5}, 2, counts) == 0);
    assert_true(counts[0] == 0 && counts[1] == 0);
    assert_true(draw(34, 0, 7, (const double[]){0, 0}, 2, counts) == 7);
    assert_true(draw(34, 0, 7, NULL, 0, NULL) == 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_exact_covariances),
        cmocka_unit_test(nobody_stays_where_the_exits_are_sure),
        cmocka_unit_test(a_cells_luck_does_not_hang_on_later_cells),
        cmocka_unit_test(knows_the_ends),
    };
    return cmocka_run_group_tests_name("draw_multinomial", tests, NULL, NULL);
}
