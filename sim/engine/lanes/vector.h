/* A number of each lane, and the few things that one does with it beside + - * /. PK_WIDTH is 1, 2, 4 or 8: as many
 * doubles as a register holds (wider vectors gcc takes apart, one comparison at a time). Included by width.c. */
#ifndef PK_ENGINE_LANES_VECTOR_H
#define PK_ENGINE_LANES_VECTOR_H

#ifndef PK_WIDTH
#define PK_WIDTH 1 /* where nobody says how many: the checks read each file by itself */
#endif

#if PK_WIDTH > 1
#include <immintrin.h>
#endif
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define PK_INLINE static inline __attribute__((always_inline, unused))

/* ---- lanes_t: a double of each lane; mask_t: yes or no of each lane; bits_t: 64 bits of each lane ---- */

#if PK_WIDTH == 1
typedef double lanes_t;
typedef uint64_t bits_t;
#else
typedef double lanes_t __attribute__((vector_size(8 * PK_WIDTH)));
typedef uint64_t bits_t __attribute__((vector_size(8 * PK_WIDTH)));
#endif

#if PK_WIDTH == 1
typedef bool mask_t;
#define COMPARE(name, op, code)                                                                                        \
    PK_INLINE mask_t name(lanes_t a, lanes_t b)                                                                        \
    {                                                                                                                  \
        return a op b;                                                                                                 \
    }
#elif PK_WIDTH == 8
typedef __mmask8 mask_t;
#define COMPARE(name, op, code)                                                                                        \
    PK_INLINE mask_t name(lanes_t a, lanes_t b)                                                                        \
    {                                                                                                                  \
        return _mm512_cmp_pd_mask(a, b, code);                                                                         \
    }
#else
typedef int64_t mask_t __attribute__((vector_size(8 * PK_WIDTH)));
#define COMPARE(name, op, code)                                                                                        \
    PK_INLINE mask_t name(lanes_t a, lanes_t b)                                                                        \
    {                                                                                                                  \
        return a op b;                                                                                                 \
    }
#endif

/* All but `differ` are false for a NaN. */
COMPARE(more, >, _CMP_GT_OQ)
COMPARE(less, <, _CMP_LT_OQ)
COMPARE(at_most, <=, _CMP_LE_OQ)
COMPARE(same, ==, _CMP_EQ_OQ)
COMPARE(differ, !=, _CMP_NEQ_UQ)
#undef COMPARE

PK_INLINE lanes_t all_lanes(double x)
{
#if PK_WIDTH == 1
    return x;
#else
    return x - (lanes_t){0};
#endif
}

PK_INLINE bits_t bits_of(lanes_t x)
{
#if PK_WIDTH == 1
    return ((union {
               double number;
               uint64_t bits;
           }){.number = x})
        .bits;
#else
    return (bits_t)x;
#endif
}

PK_INLINE lanes_t of_bits(bits_t bits)
{
#if PK_WIDTH == 1
    return ((union {
               uint64_t bits;
               double number;
           }){.bits = bits})
        .number;
#else
    return (lanes_t)bits;
#endif
}

PK_INLINE double lane_of(lanes_t x, int lane)
{
#if PK_WIDTH == 1
    return lane == 0 ? x : NAN;
#else
    return x[lane];
#endif
}

PK_INLINE void set_lane(lanes_t *x, int lane, double value)
{
    ((double *)x)[lane] = value;
}

/* ---- masks ---- */

PK_INLINE mask_t no_lane(void)
{
    return (mask_t){0};
}
PK_INLINE mask_t both(mask_t a, mask_t b)
{
    return (mask_t)(a & b);
}
PK_INLINE mask_t either(mask_t a, mask_t b)
{
    return (mask_t)(a | b);
}
/* a and not b. */
PK_INLINE mask_t except(mask_t a, mask_t b)
{
#if PK_WIDTH == 1
    return a && !b;
#else
    return (mask_t)(a & ~b);
#endif
}
PK_INLINE mask_t every(void)
{
#if PK_WIDTH == 1
    return true;
#else
    return (mask_t)~no_lane();
#endif
}

PK_INLINE bool any_lane(mask_t mask)
{
#if PK_WIDTH == 1 || PK_WIDTH == 8
    return mask != 0;
#elif PK_WIDTH == 4
    return _mm256_movemask_pd((__m256d)mask) != 0;
#else
    return _mm_movemask_pd((__m128d)mask) != 0;
#endif
}
PK_INLINE bool every_lane(mask_t mask)
{
    return !any_lane(except(every(), mask));
}

PK_INLINE bool lane_in(mask_t mask, int lane)
{
#if PK_WIDTH == 1 || PK_WIDTH == 8
    return mask >> lane & 1;
#else
    return mask[lane] != 0;
#endif
}

PK_INLINE void set_lane_in(mask_t *mask, int lane, bool yes)
{
#if PK_WIDTH == 1
    *mask = lane == 0 ? yes : *mask;
#elif PK_WIDTH == 8
    *mask = (mask_t)((*mask & ~(1 << lane)) | (yes << lane));
#else
    (*mask)[lane] = yes ? -1 : 0;
#endif
}

/* ---- choosing ---- */

PK_INLINE lanes_t choose(mask_t mask, lanes_t yes, lanes_t no)
{
#if PK_WIDTH == 1
    return mask ? yes : no;
#elif PK_WIDTH == 8
    return _mm512_mask_blend_pd(mask, no, yes);
#elif PK_WIDTH == 4
    return _mm256_blendv_pd(no, yes, (__m256d)mask);
#else
    return (lanes_t)((mask & (mask_t)yes) | (~mask & (mask_t)no));
#endif
}

/* x where the mask holds, else 0. */
PK_INLINE lanes_t only(mask_t mask, lanes_t x)
{
#if PK_WIDTH == 1
    return mask ? x : 0;
#elif PK_WIDTH == 8
    return _mm512_maskz_mov_pd(mask, x);
#else
    return (lanes_t)(mask & (mask_t)x);
#endif
}

/* Like fmax(x, bound) and fmin(x, bound) of a bound that is a number: a NaN becomes the bound. */
PK_INLINE lanes_t at_least_lanes(lanes_t x, double bound)
{
    return choose(more(x, all_lanes(bound)), x, all_lanes(bound));
}
PK_INLINE lanes_t at_most_lanes(lanes_t x, double bound)
{
    return choose(less(x, all_lanes(bound)), x, all_lanes(bound));
}

/* x within low..high; a NaN stays one. */
PK_INLINE lanes_t within(lanes_t x, double low, double high)
{
    const lanes_t least = choose(less(x, all_lanes(low)), all_lanes(low), x);
    return choose(more(least, all_lanes(high)), all_lanes(high), least);
}

PK_INLINE lanes_t size_of(lanes_t x)
{
    return of_bits(bits_of(x) & 0x7fffffffffffffff);
}

#endif
