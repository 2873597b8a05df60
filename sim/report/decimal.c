#include "report/decimal.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"

typedef unsigned __int128 wide_t;

/* The digits of n, zero-padded to `least`; returns how many. */
static int write_digits(uint64_t n, int least, char *text)
{
    char reversed[24];
    int count = 0;
    while (n > 0 || count < least) {
        reversed[count++] = (char)('0' + n % 10);
        n /= 10;
    }
    for (int i = 0; i < count; i++) {
        text[i] = reversed[count - 1 - i];
    }
    return count;
}

static int write_whole(double x, char *text)
{
    int length = 0;
    if (x < 0) {
        text[length++] = '-';
    }
    length += write_digits((uint64_t)fabs(x), 1, text + length);
    text[length] = '\0';
    return length;
}

/* q / 10^k in plain notation without trailing zeros; k from 1 to 22. */
static int write_fixed(uint64_t q, int k, char *text)
{
    while (k > 0 && q % 10 == 0) {
        q /= 10;
        k--;
    }
    char digits[32];
    int count = write_digits(q, k + 1, digits);
    int whole = count - k;
    memcpy(text, digits, (size_t)whole);
    if (k == 0) {
        return whole;
    }
    text[whole] = '.';
    memcpy(text + whole + 1, digits + whole, (size_t)k);
    return count + 1;
}

/* Does m / 2^s in k decimals read back? The nearest such decimal comes out in q. */
static bool try_decimals(uint64_t m, int s, int k, uint64_t *q)
{
    wide_t power = 1;
    for (int i = 0; i < k; i++) {
        power *= 10;
    }
    wide_t exact = power * m;
    wide_t nearest = (exact + ((wide_t)1 << (s - 1))) >> s;
    wide_t back = nearest << s;
    wide_t off = back > exact ? back - exact : exact - back;
    /* Below a power of two the neighbour is half as far. */
    int half = m == (uint64_t)1 << 52 ? 4 : 2;
    *q = (uint64_t)nearest;
    return off * (unsigned)half < power;
}

/* 1e-5 <= x < 1e15, not whole. */
static int write_plain(double x, char *text)
{
    int exponent;
    uint64_t m = (uint64_t)ldexp(frexp(x, &exponent), 53);
    int s = 53 - exponent;
    int ten = -5; /* floor(log10 x), at most one off where x is next to a power of ten */
    for (double power = 1e-4; x >= power; power *= 10) {
        ten++;
    }
    for (int digits = 15; digits <= 18; digits++) {
        uint64_t q;
        int k = digits - 1 - ten;
        if (k > 0 && k <= 22 && try_decimals(m, s, k, &q)) {
            return write_fixed(q, k, text);
        }
    }
    pk_broken(__FILE__, __LINE__, "17 digits read back");
}

/* printf's %g with whatever the locale takes for the point (it may be several bytes) put back to a dot. */
static int write_exponent(double x, char *text)
{
    char local[PK_DECIMAL_TEXT * 2];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(local, sizeof local, "%.*g", digits, x);
        if (strtod(local, NULL) == x) {
            break;
        }
    }
    int length = 0;
    for (const char *c = local; *c != '\0'; c++) {
        bool known = strchr("0123456789+-einf", *c) != NULL;
        if (known || text[length - 1] != '.') {
            text[length++] = known ? *c : '.';
        }
    }
    text[length] = '\0';
    return length;
}

int pk_decimal(double x, char text[PK_DECIMAL_TEXT])
{
    if (isnan(x)) {
        text[0] = '\0';
        return 0;
    }
    double size = fabs(x);
    if (size < 9007199254740992.0 && x == trunc(x)) {
        return write_whole(x, text);
    }
    if (size < 1e-5 || size >= 1e15) {
        return write_exponent(x, text);
    }
    text[0] = '-';
    int sign = x < 0;
    int length = sign + write_plain(size, text + sign);
    text[length] = '\0';
    return length;
}
