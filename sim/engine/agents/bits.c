#include "engine/agents/bits.h"

/* The output function of splitmix64 (Steele, Lea and Flood 2014), with which the authors of xoshiro begin it. */
static uint64_t mixed(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

pk_bits_t pk_bits_of(pk_luck_t luck, uint64_t address)
{
    pk_stream_t stream = pk_stream_of(luck, PK_PURPOSE_AGENT, address);
    pk_bits_t bits;
    for (int j = 0; j < 4; j++) {
        uint64_t z = pk_stream_bits(&stream);
        for (int k = 0; k < PK_BITS_LANES; k++) {
            z += UINT64_C(0x9e3779b97f4a7c15);
            bits.s[j][k] = mixed(z);
        }
    }
    return bits;
}
