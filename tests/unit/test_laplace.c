#include "pk_test.h"

#include "infer/laplace.h"
#include "infer_targets.h"

/* Mode, covariance and evidence of a normal law are exact; all fits end there. */
static void knows_a_normal_law(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const pk_laplace_t fits = pk_laplace_fit(&PK_NORMAL_TARGET, 6, 3, 2, &arena);
    assert_int_equal(fits.nmode, 1);
    assert_int_equal(fits.mode[0].nfit, 6);
    double log_det = 0, factor[PK_NORMAL_N * PK_NORMAL_N];
    for (int i = 0; i < PK_NORMAL_N; i++) {
        assert_near(fits.mode[0].u[i], i + 1, 1e-2 * pk_normal_sd(i));
        assert_close(sqrt(fits.mode[0].covariance[i * PK_NORMAL_N + i]), pk_normal_sd(i), 1e-4);
        assert_close(fits.prior_sd[i], 10, .25); /* of 200 draws */
        log_det += 2 * log(i + 1);
    }
    assert_near(fits.mode[0].log_evidence, PK_NORMAL_N * log(2 * M_PI) / 2 + log_det / 2, 1e-3);
    pk_lower_factor(PK_NORMAL_N, fits.mode[0].covariance, factor);
    for (int i = 0; i < PK_NORMAL_N; i++) {
        for (int j = 0; j < PK_NORMAL_N; j++) {
            assert_near(factor[i * PK_NORMAL_N + j], pk_normal_factor(i, j), 1e-2);
        }
    }
    assert_int_equal(fits.nnan, 0);
    pk_arena_free(&arena);
}

/* At the mode (0, -3) of the banana: precisions 1 / 100 and 1. */
static void climbs_along_a_bent_ridge(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const pk_laplace_t fits = pk_laplace_fit(&PK_BANANA_TARGET, 8, 4, 1, &arena);
    assert_int_equal(fits.nmode, 1);
    assert_near(fits.mode[0].u[0], 0, .05);
    assert_near(fits.mode[0].u[1], -3, .01);
    assert_close(fits.mode[0].covariance[0], 100, .02);
    assert_close(fits.mode[0].covariance[3], 1, .01);
    pk_arena_free(&arena);
}

/* Beside a wall no fit arrives: the best place is kept, and the direction without curvature is 4 prior sds wide. */
static void stops_at_a_wall(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const pk_laplace_t fits = pk_laplace_fit(&PK_WALL_TARGET, 4, 2, 1, &arena);
    assert_int_equal(fits.nmode, 1);
    assert_true(fits.mode[0].u[0] > 0 && fits.mode[0].u[0] < 1e-3);
    assert_near(fits.mode[0].u[1], 0, .2);
    assert_close(sqrt(fits.mode[0].covariance[0]), 4 * fits.prior_sd[0], 1e-6);
    pk_arena_free(&arena);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    const pk_laplace_t one = pk_laplace_fit(&PK_MODES_TARGET, 8, 4, 1, &arena);
    const pk_laplace_t three = pk_laplace_fit(&PK_MODES_TARGET, 8, 4, 3, &arena);
    assert_int_equal(one.nmode, 2);
    assert_int_equal(three.nmode, 2);
    for (int k = 0; k < 2; k++) {
        assert_memory_equal(one.mode[k].u, three.mode[k].u, 2 * sizeof(double));
        assert_memory_equal(one.mode[k].covariance, three.mode[k].covariance, 4 * sizeof(double));
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_a_normal_law),
        cmocka_unit_test(climbs_along_a_bent_ridge),
        cmocka_unit_test(stops_at_a_wall),
        cmocka_unit_test(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
