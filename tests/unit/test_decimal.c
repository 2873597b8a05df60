/* pk_decimal: every double reads back, with the digits of the shortest of %.15g, %.16g and %.17g. */
#include "report/decimal.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "pk_test.h"

static void check(double x, const char *expected)
{
    char text[PK_DECIMAL_TEXT];
    int length = pk_decimal(x, text);
    assert_string_equal(text, expected);
    assert_int_equal(length, (int)strlen(expected));
}

static void test_known(void **state)
{
    (void)state;
    check(0, "0");
    check(-0.0, "0");
    check(1, "1");
    check(-40000, "-40000");
    check(9007199254740991.0, "9007199254740991");
    check(0.1, "0.1");
    check(0.1 + 0.2, "0.30000000000000004");
    check(-2.5, "-2.5");
    check(1.0 / 3, "0.3333333333333333");
    check(0.001, "0.001");
    check(0.000015, "0.000015"); /* the smallest decade in plain notation */
    check(1e-5, "0.00001");
    check(9.5e-6, "9.5e-06");
    check(1e300, "1e+300");
    check(1e15, "1000000000000000");
    check(4.9406564584124654e-324, "4.94065645841247e-324");
    check(123456789012.34375, "123456789012.34375");
    check(999999999999999.9, "999999999999999.9");
    check(NAN, "");
    check(INFINITY, "inf");
    check(-INFINITY, "-inf");
}

static int significant(const char *text)
{
    int count = 0, zeros = 0;
    for (; *text != '\0' && *text != 'e'; text++) {
        bool digit = *text >= '0' && *text <= '9';
        if (digit && (count > 0 || *text != '0')) {
            count++;
            zeros = *text == '0' ? zeros + 1 : 0;
        }
    }
    return count - zeros;
}

/* The slow twin: the first of printf's 15, 16, 17 digits that reads back. */
static void check_twin(double x)
{
    char text[PK_DECIMAL_TEXT], slow[64];
    pk_decimal(x, text);
    if (strtod(text, NULL) != x) {
        print_error("%.17g was written as %s\n", x, text);
        fail();
    }
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(slow, sizeof slow, "%.*g", digits, x);
        if (strtod(slow, NULL) == x) {
            break;
        }
    }
    if (significant(text) > significant(slow)) {
        print_error("%.17g was written as %s, longer than %s\n", x, text, slow);
        fail();
    }
}

static uint64_t next_bits(uint64_t *s)
{
    *s = *s * 6364136223846793005u + 1442695040888963407u;
    return *s ^ *s >> 29;
}

static void test_round_trip(void **state)
{
    (void)state;
    uint64_t s = 1;
    for (int i = 0; i < 100000; i++) {
        uint64_t bits = next_bits(&s);
        double x;
        memcpy(&x, &bits, sizeof x);
        if (!isnan(x)) {
            check_twin(x); /* any exponent */
        }
        double uniform = (double)(next_bits(&s) >> 11) * 0x1p-53;
        check_twin(uniform * pow(10, i % 22 - 6)); /* those of plain notation */
        check_twin(round(uniform * 1e7) / pow(10, i % 9));
    }
    for (int e = -20; e <= 52; e++) { /* at powers of two the lower neighbour is nearer */
        check_twin(ldexp(1, e));
        check_twin(nextafter(ldexp(1, e), 0));
        check_twin(nextafter(ldexp(1, e), INFINITY));
    }
    for (int e = -5; e <= 15; e++) {
        check_twin(nextafter(pow(10, e), 0));
        check_twin(nextafter(pow(10, e), INFINITY));
    }
}

/* The point is a dot in every locale; a locale with a comma is made where the system has none (else only C is seen). */
static void test_locale(void **state)
{
    (void)state;
    const char *names[] = {"fi_FI.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "ps_AF.UTF-8"};
    for (int i = 0; i < 4; i++) {
        if (setlocale(LC_NUMERIC, names[i]) != NULL) {
            check(1.5e-7, "1.5e-07");
            check(0.25, "0.25");
        }
    }
    setlocale(LC_NUMERIC, "C");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_known), cmocka_unit_test(test_round_trip),
                                       cmocka_unit_test(test_locale)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
