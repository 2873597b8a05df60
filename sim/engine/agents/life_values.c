#include "engine/agents/life_values.h"

static pk_key_t bin(int form, pk_key_t key, int coarseness)
{
    (void)form;
    return coarseness == PK_COARSEST ? 0 : key >> coarseness << coarseness;
}

static int meet(int form, pk_key_t a, pk_key_t b)
{
    (void)form;
    const pk_key_t differ = a ^ b;
    const uint64_t high = (uint64_t)(differ >> 64), low = (uint64_t)differ;
    return high != 0 ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll(low);
}

const pk_classes_t pk_classes_of_values = {.class_of = bin, .meet = meet};
