#include "engine/lanes/lanes.h"

#ifdef __x86_64__
extern const pk_lane_ops_t pk_lanes_expected_1, pk_lanes_expected_2, pk_lanes_expected_4, pk_lanes_expected_8;
extern const pk_lane_ops_t pk_lanes_cohort_1, pk_lanes_cohort_2, pk_lanes_cohort_4, pk_lanes_cohort_8;

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
extern const pk_lane_ops_t pk_lanes_expected_1, pk_lanes_cohort_1;
#endif

const pk_lane_ops_t *pk_lane_ops_at(const pk_chance_t *chance, int index)
{
    const bool cohort = chance == &pk_chance_cohort;
    const pk_lane_ops_t *all[5] = {cohort ? &pk_lanes_cohort_1 : &pk_lanes_expected_1};
#ifdef __x86_64__
    int count = 1;
    all[count++] = cohort ? &pk_lanes_cohort_2 : &pk_lanes_expected_2;
    if (has_avx2()) {
        all[count++] = cohort ? &pk_lanes_cohort_4 : &pk_lanes_expected_4;
    }
    if (has_avx512()) {
        all[count++] = cohort ? &pk_lanes_cohort_8 : &pk_lanes_expected_8;
    }
#endif
    return all[index];
}

const pk_lane_ops_t *pk_lane_ops(const pk_chance_t *chance, pk_vector_t vector)
{
    static const int widths[] = {[PK_VECTOR_AVX512] = 8, [PK_VECTOR_AVX2] = 4, [PK_VECTOR_NONE] = 1};
    const pk_lane_ops_t *chosen = NULL;
    if (chance == &pk_chance_agents) {
        return NULL; /* individuals stand side by side as they are */
    }
    for (int k = 0; pk_lane_ops_at(chance, k) != NULL; k++) {
        if (vector == PK_VECTOR_AUTO || pk_lane_ops_at(chance, k)->width == widths[vector]) {
            chosen = pk_lane_ops_at(chance, k);
        }
    }
    return chosen;
}
