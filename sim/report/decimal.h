/* A double as text: the fewest digits that read back to the same double, with a dot in every locale. */
#ifndef PK_REPORT_DECIMAL_H
#define PK_REPORT_DECIMAL_H

#include <stdint.h>

enum { PK_DECIMAL_TEXT = 32, PK_DIGITS_TEXT = 20 };

/* Writes the digits of n, not NUL-terminated, and returns how many. */
int pk_digits(uint64_t n, char text[PK_DIGITS_TEXT]);

/* Writes x, NUL-terminated, and returns its length: whole numbers below 2^53 and numbers of at least 1e-5 in plain
 * notation, others with an exponent. Both zeros are "0", NaN is "" (an empty cell), infinities are "inf" and "-inf".
 *
 * How: x = m / 2^s with m of 53 bits, so m 10^k is exact in 128 bits for k up to 22; q = round(m 10^k / 2^s) is x in
 * k decimals, and it reads back to x if |q 2^s - m 10^k| is below half of 10^k, half the distance to x's neighbours.
 * 15, 16 and 17 digits are tried in turn; 17 always do. */
int pk_decimal(double x, char text[PK_DECIMAL_TEXT]);

#endif
