/* Elementary functions in lanes: additions, products, quotients and whole numbers on the bits, so that every width
 * gives the same bytes (compile with -ffp-contract=off). Series to the last digit instead of tables. In ulp, measured
 * by tests/unit/test_lane_functions.c: exp 0.9, expm1 1.3, log 0.8, log1p 0.8, pow 0.9. A NaN gives a NaN.
 *
 * exp, expm1 and pow are 0 (expm1: -1) below e^-708 and infinite past e^709. */
#ifndef PK_ENGINE_LANES_FUNCTIONS_H
#define PK_ENGINE_LANES_FUNCTIONS_H

#include "engine/lanes/vector.h"

#define LN2_HIGH 0x1.62e42feep-1 /* 32 bits: k times it is exact */
#define LN2_LOW  0x1.a39ef35793c76p-33
#define PER_LN2  0x1.71547652b82fep0
#define TO_WHOLE 0x1.8p52 /* x + this - this: x rounded to a whole number */

/* x is k ln 2 + r with |r| <= ln 2 / 2; gives e^(r - rest) - 1 and k. By Taylor to r^13: what is left is below 2^-57 of
 * it. `rest`, small, is what x has too much. */
PK_INLINE lanes_t reduced_expm1(lanes_t x, lanes_t rest, lanes_t *k_out)
{
    const lanes_t k = (x * PER_LN2 + TO_WHOLE) - TO_WHOLE;
    const lanes_t high = x - k * LN2_HIGH, low = k * LN2_LOW + rest;
    const lanes_t r = high - low, lost = (high - r) - low;
    const lanes_t r2 = r * r, r4 = r2 * r2;
    const lanes_t a = (1.0 / 2) + r * (1.0 / 6) + r2 * ((1.0 / 24) + r * (1.0 / 120));
    const lanes_t b = (1.0 / 720) + r * (1.0 / 5040) + r2 * ((1.0 / 40320) + r * (1.0 / 362880));
    const lanes_t c = (1.0 / 3628800) + r * (1.0 / 39916800) + r2 * ((1.0 / 479001600) + r * (1.0 / 6227020800.0));
    *k_out = k;
    return r + (r2 * (a + r4 * (b + r4 * c)) + (lost + lost * r));
}

/* 2^k of a whole k in -1022..1023. */
PK_INLINE lanes_t two_to(lanes_t k)
{
    return of_bits(bits_of(k + (TO_WHOLE + 1023)) << 52);
}

/* e^(x - rest). */
PK_INLINE lanes_t exp_of_difference(lanes_t x, lanes_t rest)
{
    lanes_t k;
    const lanes_t e = reduced_expm1(within(x, -708, 709), rest, &k);
    const lanes_t scale = two_to(k), y = scale + scale * e;
    return choose(more(x, all_lanes(709)), all_lanes(INFINITY), choose(less(x, all_lanes(-708)), all_lanes(0), y));
}

PK_INLINE lanes_t lanes_exp(lanes_t x)
{
    return exp_of_difference(x, all_lanes(0));
}

PK_INLINE lanes_t lanes_expm1(lanes_t x)
{
    lanes_t k;
    const lanes_t e = reduced_expm1(within(x, -60, 709), all_lanes(0), &k);
    const lanes_t scale = two_to(k);
    const lanes_t y = choose(same(k, all_lanes(0)), e, scale * e + (scale - 1));
    return choose(more(x, all_lanes(709)), all_lanes(INFINITY), y);
}

/* x = 2^k m with m in [sqrt(1/2), sqrt(2)); x is positive and finite. */
PK_INLINE lanes_t mantissa(lanes_t x, lanes_t *k_out)
{
    const mask_t tiny = less(x, all_lanes(0x1p-1022));
    const lanes_t normal = choose(tiny, x * 0x1p54, x);
    const bits_t shifted = bits_of(normal) - 0x3fe6a09e667f3bcd + 0x3ff0000000000000;
    const bits_t k = shifted >> 52;
    *k_out = of_bits(k | 0x4330000000000000) - (0x1p52 + 1023) - only(tiny, all_lanes(54));
    return of_bits((shifted & 0x000fffffffffffff) + 0x3fe6a09e667f3bcd);
}

/* With z = s^2 <= 0.0295: log((1 + s) / (1 - s)) = 2s + s times this. */
PK_INLINE lanes_t atanh_rest(lanes_t z)
{
    const lanes_t z2 = z * z, z4 = z2 * z2;
    const lanes_t a = (2.0 / 3) + z * (2.0 / 5) + z2 * ((2.0 / 7) + z * (2.0 / 9));
    const lanes_t b = (2.0 / 11) + z * (2.0 / 13) + z2 * ((2.0 / 15) + z * (2.0 / 17));
    const lanes_t c = (2.0 / 19) + z * (2.0 / 21);
    return z * (a + z4 * (b + z4 * c));
}

/* k ln 2 + log(1 + f) + rest, |rest| tiny. */
PK_INLINE lanes_t log_of(lanes_t k, lanes_t f, lanes_t rest)
{
    const lanes_t s = f / (2 + f), half = 0.5 * f * f;
    return k * LN2_HIGH - ((half - (s * (half + atanh_rest(s * s)) + (k * LN2_LOW + rest))) - f);
}

/* y where x > 0 is finite, else what the logarithm is there. */
PK_INLINE lanes_t log_at_ends(lanes_t x, lanes_t y)
{
    const lanes_t end = choose(same(x, all_lanes(0)), all_lanes(-INFINITY), all_lanes(NAN));
    return choose(more(x, all_lanes(0)), choose(same(x, all_lanes(INFINITY)), x, y), end);
}

PK_INLINE lanes_t lanes_log(lanes_t x)
{
    lanes_t k;
    const lanes_t m = mantissa(x, &k);
    return log_at_ends(x, log_of(k, m - 1, all_lanes(0)));
}

PK_INLINE lanes_t lanes_log1p(lanes_t x)
{
    const lanes_t u = 1 + x;
    lanes_t k;
    const lanes_t m = mantissa(u, &k);
    const lanes_t lost = choose(less(x, all_lanes(0x1p53)), (x - (u - 1)) / u, all_lanes(0));
    const mask_t near = same(k, all_lanes(0));
    return log_at_ends(u, log_of(k, choose(near, x, m - 1), choose(near, all_lanes(0), lost)));
}

/* x without its lower 27 bits: products of two such are exact. */
PK_INLINE lanes_t upper_half(lanes_t x)
{
    return of_bits(bits_of(x) & 0xfffffffff8000000);
}

/* log x as the sum of two numbers, x positive and finite. */
PK_INLINE lanes_t log_in_two(lanes_t x, lanes_t *low)
{
    lanes_t k;
    const lanes_t m = mantissa(x, &k);
    const lanes_t f = m - 1, t = 2 + f, t_rest = f - (t - 2);
    const lanes_t s = f / t, s1 = upper_half(s), t1 = upper_half(t);
    const lanes_t s2 = ((f - s1 * t1) - s1 * ((t - t1) + t_rest)) / t;
    const lanes_t a = k * LN2_HIGH, b = 2 * s1, sum = a + b;
    const lanes_t rest = ((a - sum) + b) + (2 * s2 + s * atanh_rest(s * s) + k * LN2_LOW);
    const lanes_t high = sum + rest;
    *low = rest - (high - sum);
    return high;
}

/* What x^y is where x is 0, or y: 0^y, and 1 for y = 0 whatever x is. */
PK_INLINE lanes_t power_at_ends(lanes_t x, lanes_t y, lanes_t power)
{
    const lanes_t zero = all_lanes(0), endless = all_lanes(INFINITY);
    const lanes_t up = choose(more(y, zero), zero, endless), down = choose(more(y, zero), endless, zero);
    lanes_t at = choose(same(x, zero), up, power);
    at = choose(same(x, endless), down, at);
    at = choose(either(less(x, zero), differ(x, x)), all_lanes(NAN), at);
    return choose(same(y, zero), all_lanes(1), at);
}

/* x^y for x >= 0 (below: a NaN, but x^0 = 1), exact for y = 1. */
PK_INLINE lanes_t lanes_pow(lanes_t x, lanes_t y)
{
    lanes_t low;
    const lanes_t high = log_in_two(x, &low);
    const lanes_t h1 = upper_half(high), y1 = upper_half(y);
    const lanes_t product = y * high;
    const lanes_t lost = ((y1 * h1 - product) + y1 * (high - h1) + (y - y1) * h1) + (y - y1) * (high - h1) + y * low;
    const lanes_t power = power_at_ends(x, y, exp_of_difference(product, -lost));
    return choose(same(y, all_lanes(1)), x, power);
}

/* The largest whole number that is not above x, |x| <= 2^51. */
PK_INLINE lanes_t lanes_floor(lanes_t x)
{
    const lanes_t nearest = (x + TO_WHOLE) - TO_WHOLE;
    return nearest - only(more(nearest, x), all_lanes(1));
}

PK_INLINE lanes_t lanes_sqrt(lanes_t x)
{
#if PK_WIDTH == 1
    return sqrt(x);
#elif PK_WIDTH == 8
    return _mm512_sqrt_pd(x);
#elif PK_WIDTH == 4
    return _mm256_sqrt_pd(x);
#else
    return _mm_sqrt_pd(x);
#endif
}

/* The least whole number that is not below x >= 0. */
PK_INLINE lanes_t lanes_ceil(lanes_t x)
{
    const lanes_t nearest = (x + 0x1p52) - 0x1p52;
    const lanes_t up = nearest + only(less(nearest, x), all_lanes(1));
    return choose(less(x, all_lanes(0x1p52)), up, x);
}

#endif
