#include "engine/agents/kernel.h"

bool pk_kernel_has(const pk_kernel_t *kernel)
{
#if defined(__x86_64__)
    return kernel == &pk_kernel_none ||
           (kernel == &pk_kernel_avx2
                ? __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")
                : __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                      __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2"));
#else
    return kernel == &pk_kernel_none;
#endif
}

const pk_kernel_t *pk_kernel_of(pk_vector_t vector)
{
    const bool widest = vector == PK_VECTOR_AUTO || vector == PK_VECTOR_AVX512;
    return widest && pk_kernel_has(&pk_kernel_avx512)                   ? &pk_kernel_avx512
           : vector != PK_VECTOR_NONE && pk_kernel_has(&pk_kernel_avx2) ? &pk_kernel_avx2
                                                                        : &pk_kernel_none;
}

int pk_mover_who(const pk_movers_t *movers, int mover)
{
    int group = 0;
    for (int here; (here = __builtin_popcountll(movers->mask[group])) <= mover; group++) {
        mover -= here;
    }
    uint64_t mask = movers->mask[group];
    for (; mover > 0; mover--) {
        mask &= mask - 1;
    }
    return group * PK_GROUP + __builtin_ctzll(mask);
}

void pk_settle_movers(uint64_t open, int first, const pk_movers_t *movers, uint8_t *fates, uint8_t nobody,
                      int (*settle)(const void *context, int who, int cell, uint16_t upper), const void *context)
{
    for (; open != 0; open &= open - 1) {
        const int k = first + __builtin_ctzll(open);
        const int fate = settle(context, pk_mover_who(movers, k), movers->cell8[k],
                                (uint16_t)(movers->high[k] << 8 | movers->low[k]));
        fates[k - first] = fate == PK_NO_FATE ? nobody : (uint8_t)fate;
    }
}
