/* The value of information of decisions whose value is known, by the code that plans go through. */
#include "study/information.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "pk_test.h"

enum { POINTS = 4096, MOST = 8 };
static const pk_points_t SAMPLE = {.each = POINTS / PK_REPLICATES};

/* Standard normal numbers [number][point] of a scrambled sample. */
static double *normals(int count, uint64_t seed)
{
    double *z = calloc((size_t)(count * POINTS), sizeof *z);
    pk_points_t points = pk_points_of(count, POINTS, seed);
    for (int i = 0; i < count; i++) {
        for (long k = 0; k < POINTS; k++) {
            z[i * POINTS + k] = gsl_cdf_ugaussian_Pinv(pk_points_at(&points, i, false, k));
        }
    }
    pk_points_free(&points);
    return z;
}

/* What is won by knowing a normal difference with mean m of which a part with the sd s is learnt. */
static double normal_worth(double m, double s)
{
    return s * gsl_ran_ugaussian_pdf(m / s) - fabs(m) * gsl_cdf_ugaussian_P(-fabs(m) / s);
}

static pk_informed_t informed_by(const double *gain, const double *z, int first, int count)
{
    const double *numbers[MOST];
    for (int i = 0; i < count; i++) {
        numbers[i] = &z[(first + i) * POINTS];
    }
    return pk_information_of(gain, numbers, count, &SAMPLE);
}

/* What splines and doubles leave, in money where differences are hundreds. */
static const double SLACK = 0.05;

static void check(const char *what, pk_known_t known, double truth)
{
    if (!(fabs(known.value - truth) <= 4 * known.se + SLACK)) {
        print_error("%s: %.6g, true %.6g: off by %.1f of its errors\n", what, known.value, truth,
                    fabs(known.value - truth) / known.se);
        fail();
    }
}

/* gain = m + 300 z1 + 100 z2 + 0 z3 in money: of each number, of pairs and of all within 4 standard errors of the
 * closed form, of what matters nothing 0 within them, the indices those of a sum; at 20 seeds and 3 means, one of which
 * leaves the plans level, where a maximum of noisy means is worth most. */
static void normal_differences_are_known(void **state)
{
    (void)state;
    static const double means[] = {150, 0, -400};
    const double all = hypot(300, 100);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        double *z = normals(3, seed), gain[POINTS];
        for (int m = 0; m < 3; m++) {
            for (long k = 0; k < POINTS; k++) {
                gain[k] = means[m] + 300 * z[k] + 100 * z[POINTS + k];
            }
            const pk_informed_t one = informed_by(gain, z, 0, 1), two = informed_by(gain, z, 1, 1),
                                none = informed_by(gain, z, 2, 1), both = informed_by(gain, z, 0, 2);
            check("z1", one.worth, normal_worth(means[m], 300));
            check("z2", two.worth, normal_worth(means[m], 100));
            check("z3", none.worth, 0);
            check("z1 and z2", both.worth, normal_worth(means[m], all));
            check("all", pk_information_of_all(gain, &SAMPLE), normal_worth(means[m], all));
            assert_near(one.first.value, 0.9, 0.01);
            assert_near(two.first.value, 0.1, 0.01);
            assert_near(none.first.value, 0, 0.01);
            assert_true(one.worth.se < 0.05 * 300 && none.worth.value < 0.02 * all);
        }
        free(z);
    }
}

/* A number in another order than its points has nothing to tell of them: 0 within its error, and small. 200 shuffles
 * with level plans: the mean of what is found is below 1% of the value of everything. A regression whose fitted values
 * are not drawn to their mean finds 1.5%. */
static void a_shuffled_number_is_worth_nothing(void **state)
{
    (void)state;
    double *z = normals(2, 5), gain[POINTS], shuffled[POINTS], sum = 0;
    for (long k = 0; k < POINTS; k++) {
        gain[k] = 200 * z[k] + 100 * z[POINTS + k] * z[k];
    }
    const double everything = pk_information_of_all(gain, &SAMPLE).value;
    for (uint64_t seed = 1; seed <= 200; seed++) {
        pk_stream_t stream = pk_stream_at(seed, 0, PK_PURPOSE_BOOTSTRAP, 0, 0);
        memcpy(shuffled, z, sizeof shuffled);
        for (long k = POINTS - 1; k > 0; k--) {
            const long other = (long)(pk_stream_uniform(&stream) * (double)(k + 1));
            const double x = shuffled[k];
            shuffled[k] = shuffled[other];
            shuffled[other] = x;
        }
        const double *numbers[] = {shuffled};
        const pk_informed_t none = pk_information_of(gain, numbers, 1, &SAMPLE);
        check("shuffled", none.worth, 0);
        sum += none.worth.value / 200;
    }
    print_message("shuffled: %.2f%% of everything\n", 100 * sum / everything);
    assert_true(sum < 0.02 * everything);
    free(z);
}

/* What neither number tells alone both tell together: gain = 100 z1 z2, of which E max(., 0) = 100/pi. */
static void a_pair_tells_what_none_does(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        double *z = normals(3, 40 + seed), gain[POINTS];
        for (long k = 0; k < POINTS; k++) {
            gain[k] = 100 * z[k] * z[POINTS + k];
        }
        check("z1 alone", informed_by(gain, z, 0, 1).worth, 0);
        check("z1 and z2", informed_by(gain, z, 0, 2).worth, 100 / M_PI);
        check("z1, z2 and z3", informed_by(gain, z, 0, 3).worth, 100 / M_PI);
        free(z);
    }
}

/* A curve, a number with three values, and one that never varies; plans that are never level are worth nothing. */
static void numbers_of_all_kinds(void **state)
{
    (void)state;
    double *z = normals(3, 9), gain[POINTS], step[POINTS], level[POINTS];
    for (long k = 0; k < POINTS; k++) {
        const double u = gsl_cdf_ugaussian_P(z[POINTS + k]);
        step[k] = u < 0.25 ? -1 : u < 0.5 ? 0 : 1;
        level[k] = 3;
        gain[k] = 100 * step[k] + 50 * z[2 * POINTS + k];
    }
    const double *numbers[] = {step, level};
    const pk_informed_t told = pk_information_of(gain, numbers, 1, &SAMPLE);
    check("three values", told.worth, 50 - 25);
    check("three values and a constant", pk_information_of(gain, numbers, 2, &SAMPLE).worth, 25);
    check("a constant", pk_information_of(gain, &numbers[1], 1, &SAMPLE).worth, 0);
    for (long k = 0; k < POINTS; k++) {
        gain[k] = 100 * exp(z[k] / 2) - 100 * exp(0.125) + 30 * z[POINTS + k];
    }
    /* E max(e^(z/2) - e^(1/8), 0) = e^(1/8) (2 Phi(1/4) - 1) */
    check("a curve", informed_by(gain, z, 0, 1).worth, 100 * exp(0.125) * (2 * gsl_cdf_ugaussian_P(0.25) - 1));
    for (long k = 0; k < POINTS; k++) {
        gain[k] = 1e9 + z[k];
    }
    const pk_informed_t sure = informed_by(gain, z, 0, 1);
    assert_near(sure.worth.value, 0, 1e-6);
    assert_near(sure.first.value, 1, 1e-3);
    assert_near(pk_information_of_all(gain, &SAMPLE).value, 0, 1e-6);
    for (long k = 0; k < POINTS; k++) {
        gain[k] = 5;
    }
    assert_near(informed_by(gain, z, 0, 1).worth.value, 0, 0);
    assert_true(isnan(informed_by(gain, z, 0, 1).first.value));
    free(z);
}

/* Points at which a plan has no outcome are left out. */
static void undefined_points_are_left_out(void **state)
{
    (void)state;
    double *z = normals(2, 11), gain[POINTS];
    for (long k = 0; k < POINTS; k++) {
        gain[k] = k % 3 == 0 ? NAN : 100 * z[k];
    }
    check("z1", informed_by(gain, z, 0, 1).worth, normal_worth(0, 100));
    free(z);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normal_differences_are_known),  cmocka_unit_test(a_shuffled_number_is_worth_nothing),
        cmocka_unit_test(a_pair_tells_what_none_does),   cmocka_unit_test(numbers_of_all_kinds),
        cmocka_unit_test(undefined_points_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
