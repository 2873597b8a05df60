/* Small linear systems: against each other, and where stages are hardly ever left against what must come out. */
#include "pk_test.h"

#include <string.h>

#include "base/linear.h"
#include "base/stream.h"

enum { N = 6, COLUMNS = 3 };

/* X = B + P X by the general elimination, where stages are left often enough for it. */
static void test_absorbed_is_the_general_solution(void **state)
{
    (void)state;
    for (uint64_t run = 0; run < 200; run++) {
        pk_stream_t luck = pk_stream_at(1, run, PK_PURPOSE_ASSUMPTION, 0, 7);
        double p[N * N], a[N * N], leaving[N], b[N * COLUMNS], x[N * COLUMNS];
        for (int i = 0; i < N; i++) {
            double sum = leaving[i] = 0.05 + pk_stream_uniform(&luck);
            for (int j = 0; j < N; j++) {
                p[i * N + j] = pk_stream_uniform(&luck) < 0.5 ? pk_stream_uniform(&luck) : 0;
                sum += p[i * N + j];
            }
            leaving[i] /= sum;
            for (int j = 0; j < N; j++) {
                p[i * N + j] /= sum;
                a[i * N + j] = (i == j) - p[i * N + j];
            }
        }
        for (int c = 0; c < N * COLUMNS; c++) {
            b[c] = x[c] = pk_stream_uniform(&luck);
        }
        assert_true(pk_linear_solve(N, a, COLUMNS, b));
        assert_true(pk_absorbed(N, p, leaving, COLUMNS, x));
        for (int c = 0; c < N * COLUMNS; c++) {
            assert_close(x[c], b[c], 1e-11);
        }
    }
}

/* Two stages that change places at every other step and are left with 1e-18 and 3e-18: a quarter leaves by the first,
 * after half of 1e18 steps. 1 - (1 - 1e-18) has no digit left of this. */
static void test_rare_exits_keep_their_digits(void **state)
{
    (void)state;
    double p[] = {0.5, 0.5, 0.5, 0.5}, leaving[] = {1e-18, 3e-18};
    double b[] = {1e-18, 0, 1, 0, 3e-18, 1};
    assert_true(pk_absorbed(2, p, leaving, 3, b));
    for (int i = 0; i < 2; i++) {
        assert_close(b[3 * i], 0.25, 1e-14);
        assert_close(b[3 * i + 1], 0.75, 1e-14);
        assert_close(b[3 * i + 2], 5e17, 1e-14);
    }
}

static void test_what_is_never_left_has_no_solution(void **state)
{
    (void)state;
    double p[] = {0, 1, 1, 0}, leaving[] = {0, 0}, b[] = {1, 1};
    assert_false(pk_absorbed(2, p, leaving, 1, b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_absorbed_is_the_general_solution),
        cmocka_unit_test(test_rare_exits_keep_their_digits),
        cmocka_unit_test(test_what_is_never_left_has_no_solution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
