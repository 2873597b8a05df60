/* Four binomial draws side by side, where the processor holds four numbers in a register. */
#include <math.h>

#include "base/draw.h"
#include "base/draw_limits.h"

#if defined(__x86_64__) && defined(__GNUC__)

typedef double four_t __attribute__((vector_size(32)));
typedef int64_t four_bits_t __attribute__((vector_size(32)));

#define AVX2 __attribute__((target("avx2")))

AVX2 static inline four_t load(const double *from)
{
    return (four_t){from[0], from[1], from[2], from[3]};
}

AVX2 static inline four_t choose(four_bits_t which, four_t yes, four_t no)
{
    return (four_t)((which & (four_bits_t)yes) | (~which & (four_bits_t)no));
}

AVX2 static inline unsigned lanes_of(four_bits_t which)
{
    return (unsigned)__builtin_ia32_movmskpd256((four_t)which);
}

/* (1-p)^n, as draw_binomial.c has it: by squares below 64, else by logarithms. */
AVX2 static inline four_t powers(four_t n, four_t p, unsigned wanted)
{
    const four_bits_t whole = (four_bits_t)(n + 0x1p52); /* n in its lowest bits */
    four_t power = {1, 1, 1, 1}, q = 1 - p;
    for (int64_t bit = 1; bit < 64; bit <<= 1) {
        power = choose((whole & bit) != 0, power * q, power);
        q *= q;
    }
    for (unsigned large = wanted & lanes_of(n >= 64); large != 0; large &= large - 1) {
        const int lane = __builtin_ctz(large);
        power[lane] = exp(n[lane] * log1p(-p[lane]));
    }
    return power;
}

AVX2 static unsigned draw_four(const double *low_of, const double *high_of, const double *n_of, const double *p_of,
                               double *count_of)
{
    const four_t n = load(n_of), p = load(p_of), odds = p / (1 - p);
    const four_t most = choose(n < PK_INVERSION_MOST, n, (four_t){} + PK_INVERSION_MOST);
    const four_bits_t fits = (n > 0) & (p > 0) & (p <= 0.5) & (n * p < PK_INVERSION_BELOW);
    four_t low = load(low_of), high = load(high_of), count = {0};
    const four_bits_t nobody = high <= 1 - n * p;
    const four_bits_t walks = fits & ~nobody;
    four_t mass = powers(n, p, lanes_of(walks));
    four_bits_t active = walks & (low > mass);
    for (double k = 0; lanes_of(active) != 0; k++) {
        low = choose(active, low - mass, low);
        high = choose(active, high - mass, high);
        mass = choose(active, mass * (odds * (n - k) / (k + 1)), mass);
        count = choose(active, (four_t){} + (k + 1), count);
        active &= (low > mass) & (count < most);
    }
    for (int lane = 0; lane < 4; lane++) {
        count_of[lane] = count[lane];
    }
    return lanes_of(fits & (nobody | (high <= mass) | (count >= most)));
}

unsigned pk_draw_binomial_four(const double low[4], const double high[4], const double n[4], const double p[4],
                               double count[4])
{
    return __builtin_cpu_supports("avx2") ? draw_four(low, high, n, p, count) : 0;
}

#else

unsigned pk_draw_binomial_four(const double low[4], const double high[4], const double n[4], const double p[4],
                               double count[4])
{
    (void)low, (void)high, (void)n, (void)p, (void)count;
    return 0;
}

#endif
