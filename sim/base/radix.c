#include "base/radix.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { BITS = 11, DIGITS = 6, BUCKETS = 1 << BITS };

/* Bits whose order as whole numbers is that of the values. */
static uint64_t key_of(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static unsigned digit_of(double value, int digit)
{
    return (unsigned)(key_of(value) >> (digit * BITS)) & (BUCKETS - 1);
}

/* From how many there are of each digit to where the first of them goes; false: all values have the same digit. */
static bool to_places(uint32_t *counts, unsigned some, long count)
{
    uint32_t below = 0;
    if (counts[some] == count) {
        return false;
    }
    for (int k = 0; k < BUCKETS; k++) {
        const uint32_t here = counts[k];
        counts[k] = below;
        below += here;
    }
    return true;
}

void pk_radix_sort(double *values, double *room, long count)
{
    double *from = values, *to = room;
    for (int digit = 0; digit < DIGITS && count > 0; digit++) {
        uint32_t places[BUCKETS] = {0};
        for (long i = 0; i < count; i++) {
            places[digit_of(from[i], digit)]++;
        }
        if (to_places(places, digit_of(from[0], digit), count)) {
            for (long i = 0; i < count; i++) {
                to[places[digit_of(from[i], digit)]++] = from[i];
            }
            double *const swap = from;
            from = to;
            to = swap;
        }
    }
    if (from != values) {
        memcpy(values, from, (size_t)count * sizeof(double));
    }
}
