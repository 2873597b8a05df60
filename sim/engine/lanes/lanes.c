#include "engine/lanes/lanes.h"

#ifdef __x86_64__
extern const pk_lane_ops_t pk_lanes_1, pk_lanes_2, pk_lanes_4, pk_lanes_8;

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2");
}

static bool has_avx512(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
}
#else
extern const pk_lane_ops_t pk_lanes_1;
#endif

const pk_lane_ops_t *pk_lane_ops_at(int index)
{
    const pk_lane_ops_t *all[5] = {&pk_lanes_1};
#ifdef __x86_64__
    int count = 1;
    all[count++] = &pk_lanes_2;
    if (has_avx2()) {
        all[count++] = &pk_lanes_4;
    }
    if (has_avx512()) {
        all[count++] = &pk_lanes_8;
    }
#endif
    return all[index];
}

const pk_lane_ops_t *pk_lane_ops(pk_vector_t vector)
{
    static const int widths[] = {[PK_VECTOR_AVX512] = 8, [PK_VECTOR_AVX2] = 4, [PK_VECTOR_NONE] = 1};
    const pk_lane_ops_t *chosen = NULL;
    for (int k = 0; pk_lane_ops_at(k) != NULL; k++) {
        if (vector == PK_VECTOR_AUTO || pk_lane_ops_at(k)->width == widths[vector]) {
            chosen = pk_lane_ops_at(k);
        }
    }
    return chosen;
}
