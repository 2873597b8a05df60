/* What people are worth, in whole billionths of the currency: sums are the same in any order. Bins are as fine as these
 * where values are few; else of one width, a power of two of them, so that no more than PK_VALUES_MOST are in use: then
 * a width is below 1/2048 of the distance from the lowest to the highest value. */
#ifndef PK_ENGINE_AGENTS_LIFE_VALUES_H
#define PK_ENGINE_AGENTS_LIFE_VALUES_H

#include <math.h>

#include "engine/agents/life_keys.h"

enum { PK_VALUES_MOST = 4096 };

/* Of amounts up to 1e18; more counts as that. A sum over 1e11 people fits. */
static inline pk_exact_t pk_exact_of(double amount)
{
    const double units = fmin(fmax(amount * 1e9, -1e27), 1e27);
    return fabs(units) < 9e18 ? (pk_exact_t)llrint(units) : (pk_exact_t)units;
}
static inline double pk_amount_of(pk_exact_t exact)
{
    return (double)exact / 1e9;
}

/* In their order, negative ones too. */
static inline pk_key_t pk_value_key(pk_exact_t exact)
{
    return (pk_key_t)exact ^ (pk_key_t)1 << 127;
}

extern const pk_classes_t pk_classes_of_values;

#endif
