/* Sobol indices of functions whose indices are known, by the code that plans go through. */
#include "study/indices.h"

#include <string.h>

#include "pk_test.h"

enum { POINTS = 4096, MOST = 60 };

typedef double (*function_fn)(const double *u);

static void values_at(void *context, const pk_points_t *points, int input, double *values)
{
    const function_fn *f = context;
    for (long k = 0; k < pk_points_size(points); k++) {
        double u[MOST];
        for (int i = 0; i < points->count; i++) {
            u[i] = pk_points_at(points, i, input == PK_INPUTS_OF_B || input == i, k);
        }
        values[k] = (*f)(u);
    }
}

static void indices_of(function_fn f, int count, uint64_t seed, pk_index_t *out)
{
    int alone[MOST];
    for (int i = 0; i < count; i++) {
        alone[i] = i;
    }
    pk_points_t points = pk_points_of(count, POINTS, seed);
    pk_indices_rank(values_at, &f, count, alone, &points);
    pk_indices(values_at, &f, count, &points, out);
    pk_points_free(&points);
}

/* Ishigami & Homma 1990 with a = 7, b = .1. */
static int places[3] = {0, 1, 2};

static double ishigami(const double *u)
{
    double x[3];
    for (int i = 0; i < 3; i++) {
        x[i] = M_PI * (2 * u[places[i]] - 1);
    }
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

static void check_ishigami(int count, uint64_t seed)
{
    static const double pi4 = M_PI * M_PI * M_PI * M_PI;
    const double v1 = (1 + 0.1 * pi4 / 5) * (1 + 0.1 * pi4 / 5) / 2, v2 = 49.0 / 8,
                 v13 = 0.01 * pi4 * pi4 * (1.0 / 18 - 1.0 / 50), v = v1 + v2 + v13;
    const double first[3] = {v1 / v, v2 / v, 0}, total[3] = {(v1 + v13) / v, v2 / v, v13 / v};
    pk_index_t out[MOST];
    indices_of(ishigami, count, seed, out);
    for (int i = 0; i < count; i++) {
        double s = 0, t = 0;
        for (int k = 0; k < 3; k++) {
            s = i == places[k] ? first[k] : s;
            t = i == places[k] ? total[k] : t;
        }
        assert_near(out[i].first.value, s, 0.02);
        assert_near(out[i].total.value, t, 0.02);
        assert_z(out[i].first.value, s, out[i].first.se);
        assert_z(out[i].total.value, t, out[i].total.se);
        assert_true(out[i].first.se < 0.02 && out[i].total.se < 0.02);
    }
}

/* Of published values (.3139 .4424 0; .5576 .4424 .2437) to .02 at 4,096 points, and within 4.89 of its own errors: 20
 * seeds of 3 inputs, and of 3 that stand among 57 that do nothing, for which f(AB) = f(A) exactly. Errors with 7
 * degrees of freedom have a long tail: one of the 120 pairs is past 4.89 of them by chance for one seed in 5. Without
 * the pilot the errors beside 57 others are past .02. */
static void ishigami_is_known(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 6; seed++) {
        check_ishigami(3, seed);
    }
    const int among[3] = {17, 38, 55};
    memcpy(places, among, sizeof places);
    for (uint64_t seed = 1; seed <= 6; seed++) {
        check_ishigami(60, seed);
    }
    for (int i = 0; i < 3; i++) {
        places[i] = i;
    }
}

/* A product of 30 equal factors 1 + (u - 1/2)/2: each first index is (1/48) / V and total (49/48)^29/48 / V with
 * V = (49/48)^30 - 1. Of 60 estimates .1 are past 4.89 errors with 7 degrees of freedom. */
static double product(const double *u)
{
    double f = 1;
    for (int i = 0; i < 30; i++) {
        f *= 0.75 + u[i] / 2;
    }
    return f;
}

static void a_product_of_many_is_known(void **state)
{
    (void)state;
    const double v = pow(49.0 / 48, 30) - 1;
    pk_index_t out[MOST];
    indices_of(product, 30, 3, out);
    int far = 0;
    for (int i = 0; i < 30; i++) {
        const double first = 1.0 / 48 / v, total = pow(49.0 / 48, 29) / 48 / v;
        far += fabs(out[i].first.value - first) > PK_Z * out[i].first.se;
        far += fabs(out[i].total.value - total) > PK_Z * out[i].total.se;
        assert_near(out[i].first.value, first, 0.06);
        assert_near(out[i].total.value, total, 0.06);
    }
    assert_true(far <= 1);
}

/* The stated error is an error: over 60 seeds the mean square of (estimate - truth) / se is at most that of Student's t
 * with 7 degrees of freedom, 7/5, and 4.89 of its own standard errors (the variance of t^2 is 7.84; the three inputs go
 * together), and it is at least a quarter of it: errors are not twice too large. An error that is stated for
 * independent points is three times too large and has a ninth. */
static void stated_errors_are_right(void **state)
{
    (void)state;
    enum { SEEDS = 60 };
    static const double first[3] = {0.313905, 0.442411, 0}, total[3] = {0.557589, 0.442411, 0.243684};
    double sum[2] = {0};
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        pk_index_t out[3];
        indices_of(ishigami, 3, 100 + seed, out);
        for (int i = 0; i < 3; i++) {
            const double a = (out[i].first.value - first[i]) / out[i].first.se;
            const double b = (out[i].total.value - total[i]) / out[i].total.se;
            sum[0] += a * a / (3 * SEEDS);
            sum[1] += b * b / (3 * SEEDS);
        }
    }
    print_message("mean square of the error in stated errors: %.2f first, %.2f total\n", sum[0], sum[1]);
    for (int k = 0; k < 2; k++) {
        assert_true(sum[k] < 7.0 / 5 + PK_Z * sqrt(7.84 / SEEDS));
        assert_true(sum[k] > 7.0 / 5 / 4);
    }
}

/* Points at which the function is not defined are left out; one that never varies has no indices. */
static double half_defined(const double *u)
{
    return u[2] < 0.25 ? NAN : u[0];
}
static double constant(const double *u)
{
    (void)u;
    return 1e6;
}
static void undefined_points_are_left_out(void **state)
{
    (void)state;
    pk_index_t out[3];
    indices_of(half_defined, 3, 1, out);
    assert_near(out[0].first.value, 1, 0.02);
    assert_near(out[0].total.value, 1, 0.02);
    assert_near(out[1].total.value, 0, 0);
    indices_of(constant, 3, 1, out);
    assert_true(isnan(out[0].first.value) && isnan(out[0].total.value));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigami_is_known),
        cmocka_unit_test(a_product_of_many_is_known),
        cmocka_unit_test(stated_errors_are_right),
        cmocka_unit_test(undefined_points_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
