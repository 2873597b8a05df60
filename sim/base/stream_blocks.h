/* The first block of words of many streams at once: those of several runs at one address (base/stream.h). Inline, so
 * that a processor works on the rounds of one while those of another wait for each other. */
#ifndef PK_BASE_STREAM_BLOCKS_H
#define PK_BASE_STREAM_BLOCKS_H

#include <Random123/philox.h>

#include "base/stream.h"

/* words[k * count + i] is word k of the stream of run runs[i]; its next words begin with the second block. */
static inline void pk_stream_blocks(uint64_t seed, const uint64_t *runs, int count, pk_purpose_t purpose, uint64_t step,
                                    uint64_t address, uint64_t *words)
{
    for (int i = 0; i < count; i++) {
        const philox4x64_ctr_t counter = {{address, runs[i], step, 0}};
        const philox4x64_key_t key = {{seed, (uint64_t)purpose}};
        const philox4x64_ctr_t block = philox4x64_R(10, counter, key);
        for (int k = 0; k < 4; k++) {
            words[k * count + i] = block.v[k];
        }
    }
}

#endif
