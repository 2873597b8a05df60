#include "engine/agents/life_paths.h"

int pk_path_bits(int nstage)
{
    int bits = 1;
    while (nstage + 1 >= 1 << bits) {
        bits++;
    }
    return bits;
}

int pk_path_longest(int bits)
{
    const int room = PK_COARSEST / bits - 1;
    return room < PK_PATH_LONGEST ? room : PK_PATH_LONGEST;
}

int pk_path_code(pk_key_t key, int bits, int at)
{
    if (bits * (at + 1) > PK_COARSEST) {
        return 0;
    }
    return (int)(key >> (PK_COARSEST - bits * (at + 1))) & ((1 << bits) - 1);
}

/* A path that goes on and is cut anywhere ends in the same code, the one with all bits. */
static pk_key_t cut(int bits, pk_key_t key, int coarseness)
{
    const int most = pk_path_longest(bits) - coarseness;
    if (coarseness == 0 || pk_path_code(key, bits, most) == 0) {
        return key;
    }
    const pk_key_t kept = ~(pk_key_t)0 << (PK_COARSEST - bits * most);
    const pk_key_t goes_on = (pk_key_t)((1 << bits) - 1) << (PK_COARSEST - bits * (most + 1));
    return (key & kept) | goes_on;
}

static int common(int bits, pk_key_t a, pk_key_t b)
{
    int at = 0;
    while (pk_path_code(a, bits, at) == pk_path_code(b, bits, at)) {
        at++;
    }
    return at;
}

/* Two are one where both are cut within what they share; the first stage always tells them apart. */
static int meet(int bits, pk_key_t a, pk_key_t b)
{
    const int shared = common(bits, a, b);
    const int most = pk_path_code(a, bits, shared) == 0 ? shared - 1 : shared;
    return most < 1 ? PK_COARSEST : pk_path_longest(bits) - most;
}

const pk_classes_t pk_classes_of_paths = {.class_of = cut, .meet = meet};
