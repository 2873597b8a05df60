#include "pk_test.h"

#include "base/draw.h"

enum { CELLS = 4, DRAWS = 200000 };

static const uint64_t PARTS[CELLS] = {0, 1, 2, 3};

static void draw(uint64_t seed, uint64_t run, const double *counts, double sample, double *taken)
{
    const pk_luck_t luck = {seed, run, 0};
    pk_draw_multihyper(luck, PK_PURPOSE_CAPACITY, 7, PARTS, counts, CELLS, sample, taken);
}

/* Means s m_i and covariances s (N-s)/(N-1) m_i (d_ij - m_j), m_i the cell's share, of 200,000 draws; 14 z tests a
 * size, false alarm 3e-5 in all; sees 1.6% of the product of the standard deviations. */
static void check_moments(double all, double sample)
{
    const double counts[CELLS] = {0.3 * all, 0.1 * all, 0.45 * all, 0.15 * all};
    const double shrink = (all - sample) / (all - 1);
    double sum[CELLS] = {0}, products[CELLS][CELLS] = {{0}}, share[CELLS], scale[CELLS];
    for (int c = 0; c < CELLS; c++) {
        share[c] = counts[c] / all;
        scale[c] = sqrt(sample * share[c] * (1 - share[c]) * shrink);
    }
    for (uint64_t i = 0; i < DRAWS; i++) {
        double taken[CELLS], z[CELLS], total = 0;
        draw(41, i, counts, sample, taken);
        for (int c = 0; c < CELLS; c++) {
            assert_true(taken[c] >= 0 && taken[c] <= counts[c]);
            total += taken[c];
            z[c] = (taken[c] - sample * share[c]) / scale[c];
            sum[c] += z[c];
        }
        assert_true(total == sample);
        for (int a = 0; a < CELLS; a++) {
            for (int b = a; b < CELLS; b++) {
                products[a][b] += z[a] * z[b];
            }
        }
    }
    for (int a = 0; a < CELLS; a++) {
        assert_z(sum[a] / DRAWS, 0, 1 / sqrt(DRAWS));
        for (int b = a; b < CELLS; b++) {
            const double exact = a == b ? 1 : -sample * shrink * share[a] * share[b] / (scale[a] * scale[b]);
            assert_z(products[a][b] / DRAWS, exact, sqrt((1 + exact * exact) / DRAWS));
        }
    }
}

static void has_the_exact_covariances(void **state)
{
    (void)state;
    check_moments(2000, 800);
    check_moments(1e6, 6e5);
    check_moments(1e12, 1e9);
}

static void knows_the_ends(void **state)
{
    (void)state;
    const double counts[CELLS] = {3, 0, 5, 1};
    double taken[CELLS];
    draw(42, 0, counts, 0, taken);
    for (int c = 0; c < CELLS; c++) {
        assert_true(taken[c] == 0);
    }
    draw(42, 0, counts, 9, taken);
    for (int c = 0; c < CELLS; c++) {
        assert_true(taken[c] == counts[c]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_the_exact_covariances),
        cmocka_unit_test(knows_the_ends),
    };
    return cmocka_run_group_tests_name("draw_multihyper", tests, NULL, NULL);
}
