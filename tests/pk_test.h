/* What every unit test includes: cmocka with the headers that it wants before it, comparisons of doubles, and the
 * z test of a stochastic test.
 *
 * cmocka 1.1 compares floats only, so the doubles' macros are ours. All of them print both sides with 17 digits and
 * fail the test where they stand. Two NaNs are equal, and so are two infinities of one sign; else neither is near
 * anything. */
#ifndef PK_TEST_H
#define PK_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

/* Two-sided 1e-6: the false-alarm rate of one comparison in a stochastic test. */
#define PK_Z 4.89

/* |actual - expected| <= tolerance * |expected|; expected 0 wants 0. */
#define assert_close(actual, expected, tolerance)                                                                      \
    pk_test_compare((actual), (expected), (tolerance), true, #actual, __FILE__, __LINE__)

/* |actual - expected| <= tolerance. */
#define assert_near(actual, expected, tolerance)                                                                       \
    pk_test_compare((actual), (expected), (tolerance), false, #actual, __FILE__, __LINE__)

/* |actual - expected| <= PK_Z standard errors; a standard error of 0 wants equality. */
#define assert_z(actual, expected, standard_error)                                                                     \
    pk_test_z((actual), (expected), (standard_error), #actual, __FILE__, __LINE__)

/* As assert_z, named for the reader of a long list of cases by `what`. */
#define assert_z_of(what, actual, expected, standard_error)                                                            \
    pk_test_z((actual), (expected), (standard_error), (what), __FILE__, __LINE__)

static inline void pk_test_compare(double actual, double expected, double tolerance, bool relative, const char *text,
                                   const char *file, int line)
{
    if (actual == expected || (isnan(actual) && isnan(expected))) {
        return;
    }
    const double allowed = relative ? tolerance * fabs(expected) : tolerance;
    if (isfinite(actual) && isfinite(expected) && fabs(actual - expected) <= allowed) {
        return;
    }
    print_error("%s = %.17g, expected %.17g: off by %.3g, allowed %.3g\n", text, actual, expected,
                fabs(actual - expected), allowed);
    _fail(file, line);
}

static inline void pk_test_z(double actual, double expected, double standard_error, const char *text, const char *file,
                             int line)
{
    const double off = fabs(actual - expected);
    if (off <= PK_Z * standard_error) { /* false for a NaN */
        return;
    }
    print_error("%s = %.17g, expected %.17g: z = %.2f at a standard error of %.3g, allowed %.2f\n", text, actual,
                expected, off / standard_error, standard_error, PK_Z);
    _fail(file, line);
}

#endif
