#include "pk_test.h"

#include <stdlib.h>

#include "infer/mass_matrix.h"
#include "infer_targets.h"

enum { N = PK_NORMAL_N };

/* Exact draws of the correlated normal law and their gradients. */
static void draw(long count, double *u, double *gradient)
{
    for (long k = 0; k < count; k++) {
        pk_stream_t stream = pk_stream_at(1, (uint64_t)k, PK_PURPOSE_SAMPLE, 0, 0);
        double z[N];
        for (int i = 0; i < N; i++) {
            z[i] = pk_stream_normal(&stream);
            u[k * N + i] = i + 1;
            for (int j = 0; j <= i; j++) {
                u[k * N + i] += pk_normal_factor(i, j) * z[j];
            }
        }
        (void)pk_normal_log_density(NULL, 0, &u[k * N], &gradient[k * N], NULL);
    }
}

static void begin(double *scale)
{
    for (int i = 0; i < N * N; i++) {
        scale[i] = i % (N + 1) == 0 ? 3 : 0;
    }
}

/* Of inverse mass matrix and covariance: the largest relative difference of an entry from the covariance. */
static double worst(const double *scale)
{
    double most = 0;
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            double learned = 0, exact = 0;
            for (int k = 0; k < N; k++) {
                learned += scale[i * N + k] * scale[j * N + k];
                exact += pk_normal_factor(i, k) * pk_normal_factor(j, k);
            }
            most = fmax(most, fabs(learned - exact) / (pk_normal_sd(i) * pk_normal_sd(j)));
        }
    }
    return most;
}

/* On a normal law draws and gradients together know the covariance exactly, S G S = C holds for it in any sample; what
 * is left is the pull towards the matrix before, which is forgotten in a few windows. Draws alone would be off by the
 * chance of 100 draws: .1 and more in the worst of 210 entries. */
static void learns_a_normal_law_exactly(void **state)
{
    (void)state;
    enum { COUNT = 100 };
    double *u = malloc(COUNT * N * sizeof *u), *gradient = malloc(COUNT * N * sizeof *gradient), scale[N * N];
    draw(COUNT, u, gradient);
    begin(scale);
    for (int window = 0; window < 40; window++) {
        pk_mass_matrix_learn(N, scale, COUNT, u, gradient);
    }
    assert_true(worst(scale) < 1e-6);
    free(u);
    free(gradient);
}

static void few_draws_change_it_a_little(void **state)
{
    (void)state;
    double u[5 * N], gradient[5 * N], scale[N * N], before[N * N];
    draw(5, u, gradient);
    begin(scale);
    memcpy(before, scale, sizeof before);
    pk_mass_matrix_learn(N, scale, 2, u, gradient);
    assert_memory_equal(scale, before, sizeof scale);
    u[7] = NAN;
    pk_mass_matrix_learn(N, scale, 5, u, gradient);
    assert_memory_equal(scale, before, sizeof scale);
    u[7] = 8;
    pk_mass_matrix_learn(N, scale, 5, u, gradient);
    for (int i = 0; i < N * N; i++) {
        assert_true(isfinite(scale[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(learns_a_normal_law_exactly),
        cmocka_unit_test(few_draws_change_it_a_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
