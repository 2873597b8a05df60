#include "report/decimal.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"

typedef unsigned __int128 wide_t;

static const char two_digits[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748"
    "49505152535455565758596061626364656667686970717273747576777879808182838485868788899091929394959697"
    "9899";

static const uint64_t tens[] = {1,
                                10,
                                100,
                                1000,
                                10000,
                                100000,
                                1000000,
                                10000000,
                                100000000,
                                1000000000,
                                10000000000,
                                100000000000,
                                1000000000000,
                                10000000000000,
                                100000000000000,
                                1000000000000000,
                                10000000000000000,
                                100000000000000000,
                                1000000000000000000,
                                10000000000000000000u};

enum { TENS = sizeof tens / sizeof tens[0], EIGHT = 100000000 };

/* How many digits n has; 1 for 0. */
static int count_digits(uint64_t n)
{
    const int bits = 64 - __builtin_clzll(n | 1);
    const int guess = bits * 1233 >> 12; /* bits log10 2, rounded down: the digits of the largest number below 2^bits,
                                            or one less */
    return guess + (guess < TENS && n >= tens[guess]) + (n == 0);
}

/* The eight digits of n, in two halves that do not wait for each other. */
static void write_eight(uint32_t n, char *text)
{
    const uint32_t high = n / 10000, low = n % 10000;
    memcpy(text, two_digits + 2 * (high / 100), 2);
    memcpy(text + 2, two_digits + 2 * (high % 100), 2);
    memcpy(text + 4, two_digits + 2 * (low / 100), 2);
    memcpy(text + 6, two_digits + 2 * (low % 100), 2);
}

/* The digits of n, zero-padded to `least`; returns how many. */
static int write_digits(uint64_t n, int least, char *text)
{
    int count = count_digits(n);
    count = count > least ? count : least;
    char *at = text + count;
    for (; n >= EIGHT; n /= EIGHT) {
        at -= 8;
        write_eight((uint32_t)(n % EIGHT), at);
    }
    uint32_t rest = (uint32_t)n;
    for (; rest >= 100; rest /= 100) {
        at -= 2;
        memcpy(at, two_digits + 2 * (rest % 100), 2);
    }
    if (rest >= 10) {
        at -= 2;
        memcpy(at, two_digits + 2 * rest, 2);
    } else {
        *--at = (char)('0' + rest);
    }
    while (at > text) {
        *--at = '0';
    }
    return count;
}

int pk_digits(uint64_t n, char text[PK_DIGITS_TEXT])
{
    return write_digits(n, 1, text);
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
    while (k >= 4 && q % 10000 == 0) {
        q /= 10000;
        k -= 4;
    }
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
    const wide_t power = k < TENS ? tens[k] : (wide_t)tens[k - TENS + 1] * tens[TENS - 1];
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
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    const uint64_t m = (bits & ((1ULL << 52) - 1)) | 1ULL << 52;
    const int s = 1075 - (int)(bits >> 52);
    /* floor(log10 x), or one less below 1 */
    int ten = -5;
    if (x >= 1) {
        ten = count_digits((uint64_t)x) - 1;
    } else {
        for (double power = 1e-4; x >= power; power *= 10) {
            ten++;
        }
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
