/* A normal law moved about, against the same done with whole matrices. */
#include "pk_test.h"

#include <string.h>

#include "infer/normal.h"

enum { N = 5, LASTING = 3 };

static double mean[N], cov[N * N], work[N * N], gain[N];
static int columns[N * N], count[N];

/* A covariance of full rank, and 0 where a step's own entries have not been filled. */
static pk_normal_t example(int lasting)
{
    pk_normal_t law = {.n = N,
                       .lasting = lasting,
                       .mean = mean,
                       .cov = cov,
                       .work = work,
                       .gain = gain,
                       .columns = columns,
                       .count = count};
    for (int i = 0; i < N; i++) {
        mean[i] = 3 - i;
        for (int j = 0; j < N; j++) {
            cov[i * N + j] = (i == j ? 2 : 0) + 1.0 / (1 + i + j);
        }
    }
    return law;
}

/* to = a from a' */
static void sandwich(const double *a, const double *from, double *to)
{
    for (int i = 0; i < N * N; i++) {
        to[i] = 0;
        for (int k = 0; k < N * N; k++) {
            to[i] += a[i / N * N + k / N] * from[k] * a[i % N * N + k % N];
        }
    }
}

static void assert_law(const double *expected_cov)
{
    for (int i = 0; i < N * N; i++) {
        assert_near(cov[i], expected_cov[i], 1e-12);
    }
}

static void map_is_a_sandwich(void **state)
{
    (void)state;
    pk_normal_t law = example(LASTING);
    double a[N * N], before[N * N], expected[N * N];
    for (int i = 0; i < N * N; i++) {
        a[i] = i % N >= LASTING || i % 4 == 1 ? 0 : 0.3 * i - 2;
    }
    memcpy(before, cov, sizeof cov);
    sandwich(a, before, expected);
    double lasting[N * LASTING];
    for (int i = 0; i < N * LASTING; i++) {
        lasting[i] = a[i / LASTING * N + i % LASTING];
    }
    pk_normal_map(&law, lasting);
    assert_law(expected);
}

/* Recasting, spreading and scaling are maps, too. */
static void rows_are_recast(void **state)
{
    (void)state;
    pk_normal_t law = example(N);
    double before[N * N], expected[N * N], a[N * N] = {0};
    const int rows[] = {1, 3}, entries[] = {1, 3, 4};
    const double first[] = {0.5, 2, -1}, second[] = {1, 0.25, 3};
    const pk_combination_t as[] = {{entries, first, 3}, {entries, second, 3}};
    for (int i = 0; i < N; i++) {
        a[i * N + i] = i != 1 && i != 3;
    }
    for (int k = 0; k < 3; k++) {
        a[1 * N + entries[k]] = first[k];
        a[3 * N + entries[k]] = second[k];
    }
    memcpy(before, cov, sizeof cov);
    sandwich(a, before, expected);
    pk_normal_recast(&law, rows, as, 2);
    assert_law(expected);

    law = example(N);
    double add[N * N] = {0};
    for (int i = 0; i < N; i++) {
        add[i * N + i] = i == 4 ? 0.1 : 1;
    }
    add[2 * N + 0] = -0.7;
    memcpy(before, cov, sizeof cov);
    sandwich(add, before, expected);
    const int to = 2;
    const double weight = -0.7;
    pk_normal_spread(&law, 0, (pk_combination_t){&to, &weight, 1});
    pk_normal_scale(&law, 4, 0.1);
    assert_law(expected);
    assert_near(mean[2], 1 - 0.7 * 3, 1e-12);
    assert_near(mean[4], -0.1, 1e-12);
}

static void noise_is_an_outer_product(void **state)
{
    (void)state;
    pk_normal_t law = example(N);
    double expected[N * N];
    const int entries[] = {0, 4};
    const double weights[] = {2, -1}, dense[N] = {2, 0, 0, 0, -1};
    memcpy(expected, cov, sizeof cov);
    for (int i = 0; i < N * N; i++) {
        expected[i] += 3 * dense[i / N] * dense[i % N];
    }
    pk_normal_noise(&law, (pk_combination_t){entries, weights, 2}, 3);
    assert_law(expected);
}

/* Given a sum of two of the numbers: what is left of its variance is what was said, and the others move by regression.
 */
static void conditioned_sum_has_its_moments(void **state)
{
    (void)state;
    pk_normal_t law = example(N);
    const int entries[] = {0, 2};
    const double weights[] = {1, 2};
    const pk_combination_t sum = {entries, weights, 2};
    const double m = pk_normal_mean_of(&law, sum), v = pk_normal_variance_of(&law, sum);
    assert_near(m, 3 + 2 * 1, 1e-12);
    const double with_other = cov[4 * N + 0] + 2 * cov[4 * N + 2], other = mean[4], variance = cov[4 * N + 4];
    pk_normal_condition(&law, sum, m, v, 7, 0.5);
    assert_near(pk_normal_mean_of(&law, sum), 7, 1e-12);
    assert_near(pk_normal_variance_of(&law, sum), 0.5, 1e-12);
    assert_near(mean[4], other + with_other / v * (7 - m), 1e-12);
    assert_near(cov[4 * N + 4], variance - with_other * with_other / v * (1 - 0.5 / v), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(map_is_a_sandwich), cmocka_unit_test(rows_are_recast),
                                       cmocka_unit_test(noise_is_an_outer_product),
                                       cmocka_unit_test(conditioned_sum_has_its_moments)};
    return cmocka_run_group_tests_name("normal", tests, NULL, NULL);
}
