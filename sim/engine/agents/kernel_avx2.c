/* Thirty-two customers at once: AVX2. */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "engine/agents/kernel.h"

#define PAIR_FUNCTION __attribute__((target("avx2,bmi,bmi2,popcnt")))
#define PAIR          PAIR_FUNCTION __attribute__((always_inline)) static inline

/* ---- random bits: lanes 0..3 and 4..7 ---- */

typedef struct {
    __m256i s0[2], s1[2], s2[2], s3[2];
} pk_pair_bits_t;

PAIR __m256i rotated(__m256i x, int by)
{
    return _mm256_or_si256(_mm256_slli_epi64(x, by), _mm256_srli_epi64(x, 64 - by));
}

PAIR pk_pair_bits_t load_bits(const pk_bits_t *bits)
{
    pk_pair_bits_t b;
#pragma GCC unroll 2
    for (int h = 0; h < 2; h++) {
        b.s0[h] = _mm256_loadu_si256((const __m256i *)(bits->s[0] + 4 * h));
        b.s1[h] = _mm256_loadu_si256((const __m256i *)(bits->s[1] + 4 * h));
        b.s2[h] = _mm256_loadu_si256((const __m256i *)(bits->s[2] + 4 * h));
        b.s3[h] = _mm256_loadu_si256((const __m256i *)(bits->s[3] + 4 * h));
    }
    return b;
}

/* xoshiro256++, see bits.h. */
PAIR __m256i next_bits(pk_pair_bits_t *b, int h)
{
    const __m256i result = _mm256_add_epi64(rotated(_mm256_add_epi64(b->s0[h], b->s3[h]), 23), b->s0[h]);
    const __m256i t = _mm256_slli_epi64(b->s1[h], 17);
    b->s2[h] = _mm256_xor_si256(b->s2[h], b->s0[h]);
    b->s3[h] = _mm256_xor_si256(b->s3[h], b->s1[h]);
    b->s1[h] = _mm256_xor_si256(b->s1[h], b->s2[h]);
    b->s0[h] = _mm256_xor_si256(b->s0[h], b->s3[h]);
    b->s2[h] = _mm256_xor_si256(b->s2[h], t);
    b->s3[h] = rotated(b->s3[h], 45);
    return result;
}

/* ---- tables of up to 64 bytes, 16 at a time ---- */

typedef struct {
    __m256i r[4];
} pk_plane16_t;

PAIR pk_plane16_t load_plane(const uint8_t *bytes, int registers)
{
    pk_plane16_t plane;
#pragma GCC unroll 4
    for (int k = 0; k < 4; k++) {
        plane.r[k] =
            _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(bytes + 16 * (k < registers ? k : 0))));
    }
    return plane;
}

PAIR __m256i look_up(const pk_plane16_t *plane, __m256i index, int registers)
{
    __m256i found = _mm256_shuffle_epi8(plane->r[0], index);
#pragma GCC unroll 4
    for (int k = 1; k < registers; k++) {
        const __m256i past = _mm256_cmpgt_epi8(index, _mm256_set1_epi8((char)(16 * k - 1)));
        found = _mm256_blendv_epi8(found, _mm256_shuffle_epi8(plane->r[k], index), past);
    }
    return found;
}

/* ---- who something may happen to ---- */

/* (upper, lower) <= (high, low) as numbers of 16 bits. */
PAIR __m256i not_above(__m256i upper, __m256i lower, __m256i high, __m256i low)
{
    const __m256i at = _mm256_cmpeq_epi8(upper, high);
    const __m256i below = _mm256_andnot_si256(at, _mm256_cmpeq_epi8(_mm256_min_epu8(upper, high), upper));
    const __m256i within = _mm256_cmpeq_epi8(_mm256_min_epu8(lower, low), lower);
    return _mm256_or_si256(below, _mm256_and_si256(at, within));
}

/* A bit of a mask as a whole byte. */
PAIR uint64_t bytes_of(uint64_t bits)
{
    return _pdep_u64(bits, UINT64_C(0x0101010101010101)) * UINT8_MAX;
}

PAIR uint64_t eight(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

PAIR void put_eight(uint8_t *at, uint64_t word)
{
    memcpy(at, &word, sizeof word);
}

/* Writes the movers of a group, eight customers at a time. */
PAIR int list_movers(uint64_t moves, int n, const uint8_t *here, const uint8_t *upper, const uint8_t *lower,
                     pk_movers_t *movers)
{
#pragma GCC unroll 8
    for (int k = 0; k < PK_GROUP; k += 8, moves >>= 8) {
        const uint64_t bytes = bytes_of(moves & UINT8_MAX);
        put_eight(movers->cell8 + n, _pext_u64(eight(here + k), bytes));
        put_eight(movers->high + n, _pext_u64(eight(upper + k), bytes));
        put_eight(movers->low + n, _pext_u64(eight(lower + k), bytes));
        n += (int)_mm_popcnt_u64(moves & UINT8_MAX);
    }
    return n;
}

PAIR void find_narrow(const pk_table_t *table, pk_bits_t *start, uint8_t *cells, int count, pk_movers_t *movers,
                      int registers, bool aged)
{
    const pk_plane16_t high = load_plane(table->edge_high, registers), low = load_plane(table->edge_low, registers);
    const pk_plane16_t next = load_plane(table->next, registers);
    pk_pair_bits_t bits = load_bits(start);
    _Alignas(32) uint8_t was[PK_GROUP], upper[PK_GROUP], lower[PK_GROUP];
    int n = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        uint64_t moves = 0;
#pragma GCC unroll 2
        for (int h = 0; h < 2; h++) {
            const __m256i u = next_bits(&bits, h), l = next_bits(&bits, h);
            __m256i *at = (__m256i *)(cells + first + 32 * h);
            const __m256i here = _mm256_loadu_si256(at);
            const __m256i some = not_above(u, l, look_up(&high, here, registers), look_up(&low, here, registers));
            _mm256_store_si256((__m256i *)(was + 32 * h), here);
            _mm256_store_si256((__m256i *)(upper + 32 * h), u);
            _mm256_store_si256((__m256i *)(lower + 32 * h), l);
            if (aged) {
                _mm256_storeu_si256(at, _mm256_blendv_epi8(look_up(&next, here, registers), here, some));
            }
            moves |= (uint64_t)(uint32_t)_mm256_movemask_epi8(some) << 32 * h;
        }
        if (count - first < PK_GROUP) {
            moves &= ((uint64_t)1 << (count - first)) - 1;
        }
        movers->mask[first / PK_GROUP] = moves;
        n = list_movers(moves, n, was, upper, lower, movers);
    }
    movers->count = n;
}

/* More cells than the tables of bytes hold: bits in pairs, customers one by one. */
PAIR_FUNCTION static void find_each(const pk_table_t *table, pk_bits_t *start, void *cells, int count,
                                    pk_movers_t *movers, bool wide)
{
    pk_pair_bits_t bits = load_bits(start);
    _Alignas(32) uint8_t upper[PK_GROUP], lower[PK_GROUP];
    int n = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        const int here = count - first < PK_GROUP ? count - first : PK_GROUP;
        for (int h = 0; h < 2; h++) {
            _mm256_store_si256((__m256i *)(upper + 32 * h), next_bits(&bits, h));
            _mm256_store_si256((__m256i *)(lower + 32 * h), next_bits(&bits, h));
        }
        movers->count = n;
        movers->mask[first / PK_GROUP] = 0;
        if (wide) {
            pk_find_wide(table, upper, lower, (uint16_t *)cells + first, here, &movers->mask[first / PK_GROUP], movers);
        } else {
            pk_find_narrow(table, upper, lower, (uint8_t *)cells + first, here, &movers->mask[first / PK_GROUP],
                           movers);
        }
        n = movers->count;
    }
    movers->count = n;
}

#define FIND(name, registers, aged)                                                                                    \
    PAIR_FUNCTION static void name(const pk_table_t *table, pk_bits_t *bits, uint8_t *cells, int count,                \
                                   pk_movers_t *movers)                                                                \
    {                                                                                                                  \
        find_narrow(table, bits, cells, count, movers, registers, aged);                                               \
    }
FIND(find_16, 1, false)
FIND(find_16_aged, 1, true)
FIND(find_64, 4, true)

static void find(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers)
{
    const pk_layout_t *layout = table->layout;
    if (layout->ncell > 64) {
        find_each(table, bits, cells, count, movers, layout->wide);
    } else if (layout->ncell > 16) {
        find_64(table, bits, cells, count, movers);
    } else {
        (layout->aged ? find_16_aged : find_16)(table, bits, cells, count, movers);
    }
}

/* ---- what happens to them ---- */

/* How many sums of their cells the bits of 32 movers have passed, added to the first fate; `open` where they leave it
 * open. */
PAIR __m256i fates_of(const pk_table_t *table, __m256i cell, __m256i upper, __m256i lower, int registers, __m256i *open)
{
    const pk_plane16_t begin = load_plane(table->first, registers);
    __m256i fate = look_up(&begin, cell, registers);
    *open = _mm256_setzero_si256();
    for (int k = 0; k < table->layout->most; k++) {
        const pk_plane16_t high = load_plane(table->high + 64 * k, registers);
        const pk_plane16_t low = load_plane(table->low + 64 * k, registers);
        const __m256i h = look_up(&high, cell, registers), l = look_up(&low, cell, registers);
        const __m256i same = _mm256_and_si256(_mm256_cmpeq_epi8(upper, h), _mm256_cmpeq_epi8(lower, l));
        *open = _mm256_or_si256(*open, same);
        /* passed: minus 1 where above */
        fate = _mm256_add_epi8(fate, _mm256_andnot_si256(not_above(upper, lower, h, l), _mm256_set1_epi8(1)));
    }
    return fate;
}

PAIR void fates_of_all(const pk_table_t *table, pk_movers_t *movers, int registers,
                       int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    const uint8_t nobody = (uint8_t)table->layout->nfate;
    for (int first = 0; first < movers->count; first += 32) {
        __m256i open;
        const __m256i fate = fates_of(table, _mm256_loadu_si256((const __m256i *)(movers->cell8 + first)),
                                      _mm256_loadu_si256((const __m256i *)(movers->high + first)),
                                      _mm256_loadu_si256((const __m256i *)(movers->low + first)), registers, &open);
        _mm256_storeu_si256((__m256i *)(movers->fate8 + first), fate);
        const int left = movers->count - first;
        uint32_t some = (uint32_t)_mm256_movemask_epi8(open);
        some = left < 32 ? some & (((uint32_t)1 << left) - 1) : some;
        pk_settle_movers(some, first, movers, movers->fate8 + first, nobody, settle, context);
    }
}

PAIR_FUNCTION static void fates_16(const pk_table_t *table, pk_movers_t *movers,
                                   int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    fates_of_all(table, movers, 1, settle, context);
}

PAIR_FUNCTION static void fates_64(const pk_table_t *table, pk_movers_t *movers,
                                   int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    fates_of_all(table, movers, 4, settle, context);
}

enum { FATES_MOST = 63 /* and nobody's */ };

/* Adds up who has which fate, and puts into fate8 where it leads. */
PAIR_FUNCTION static void count_fates(const pk_table_t *table, pk_movers_t *movers, uint64_t *tally)
{
    const pk_layout_t *layout = table->layout;
    uint64_t sums[FATES_MOST + 1] = {0};
    for (int first = 0; first < movers->count; first += 32) {
        const __m256i fate = _mm256_loadu_si256((const __m256i *)(movers->fate8 + first));
        const int left = movers->count - first;
        const uint32_t there = left >= 32 ? UINT32_MAX : ((uint32_t)1 << left) - 1;
        for (int k = 0; k < layout->nfate; k++) {
            const __m256i same = _mm256_cmpeq_epi8(fate, _mm256_set1_epi8((char)k));
            sums[k] += (uint64_t)_mm_popcnt_u32((uint32_t)_mm256_movemask_epi8(same) & there);
        }
    }
    for (int k = 0; k < layout->nfate; k++) {
        tally[k] += sums[k];
    }
}

PAIR void fates_to_cells(const pk_table_t *table, pk_movers_t *movers, int registers)
{
    const pk_plane16_t goes = load_plane(table->layout->goes, 4), next = load_plane(table->next, registers);
    const __m256i stays = _mm256_set1_epi8((char)UINT8_MAX);
    const int narrow = table->layout->nfate < 16 ? 1 : 4;
    for (int first = 0; first < movers->count; first += 32) {
        __m256i *at = (__m256i *)(movers->fate8 + first);
        const __m256i fate = _mm256_loadu_si256(at);
        const __m256i to = narrow == 1 ? look_up(&goes, fate, 1) : look_up(&goes, fate, 4);
        const __m256i older = look_up(&next, _mm256_loadu_si256((const __m256i *)(movers->cell8 + first)), registers);
        _mm256_storeu_si256(at, _mm256_blendv_epi8(to, older, _mm256_cmpeq_epi8(to, stays)));
    }
}

PAIR_FUNCTION static void to_cells_16(const pk_table_t *table, pk_movers_t *movers)
{
    fates_to_cells(table, movers, 1);
}

PAIR_FUNCTION static void to_cells_64(const pk_table_t *table, pk_movers_t *movers)
{
    fates_to_cells(table, movers, 4);
}

/* Movers into where they go, eight customers at a time. */
PAIR_FUNCTION static void put_back(uint8_t *cells, int count, const pk_movers_t *movers)
{
    int n = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        uint64_t moves = movers->mask[first / PK_GROUP];
#pragma GCC unroll 8
        for (int k = 0; k < PK_GROUP; k += 8, moves >>= 8) {
            const uint64_t bytes = bytes_of(moves & UINT8_MAX);
            put_eight(cells + first + k,
                      (eight(cells + first + k) & ~bytes) | _pdep_u64(eight(movers->fate8 + n), bytes));
            n += (int)_mm_popcnt_u64(moves & UINT8_MAX);
        }
    }
}

PAIR_FUNCTION static bool move(const pk_table_t *table, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                               int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    const pk_layout_t *layout = table->layout;
    if (layout->ncell > 64 || layout->nfate > FATES_MOST) {
        return false;
    }
    const bool few = layout->ncell <= 16;
    (few ? fates_16 : fates_64)(table, movers, settle, context);
    count_fates(table, movers, tally);
    (few ? to_cells_16 : to_cells_64)(table, movers);
    put_back(cells, count, movers);
    return true;
}

/* ---- a whole step in place, where tables are of 16 bytes ---- */

enum { IN_PLACE_CELLS = 16, FEW_FATES = 15, IN_PLACE_FATES = 31 /* and nobody's */ };

/* What happens to 32 customers: the fate, or nobody's; `open` where the bits do not settle it. */
typedef struct {
    __m256i fate, open;
} pk_pair_fates_t;

PAIR __m256i look_up_16(const uint8_t *bytes, __m256i index)
{
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)bytes)), index);
}

/* Those above no sum stay at the first fate; each sum that the bits have passed is one fate further. Behind a stage's
 * last fate its sum stands again and again: who has passed it has none. */
PAIR pk_pair_fates_t fates_in_place(const pk_table_t *table, __m256i cell, __m256i upper, __m256i lower, int most)
{
    const __m256i one = _mm256_set1_epi8(1), nobody = _mm256_set1_epi8((char)table->layout->nfate);
    pk_pair_fates_t found = {.fate = look_up_16(table->first, cell), .open = _mm256_setzero_si256()};
    __m256i not_passed = one;
    for (int k = 0; k < most; k++) {
        const __m256i h = look_up_16(table->high + 64 * k, cell), l = look_up_16(table->low + 64 * k, cell);
        const __m256i at = _mm256_cmpeq_epi8(upper, h), same = _mm256_cmpeq_epi8(lower, l);
        const __m256i below = _mm256_andnot_si256(at, _mm256_cmpeq_epi8(_mm256_min_epu8(upper, h), upper));
        const __m256i within = _mm256_and_si256(at, _mm256_cmpeq_epi8(_mm256_min_epu8(lower, l), lower));
        not_passed = _mm256_or_si256(below, within);
        found.open = _mm256_or_si256(found.open, _mm256_and_si256(at, same));
        found.fate = _mm256_add_epi8(found.fate, _mm256_andnot_si256(not_passed, one));
    }
    found.fate = _mm256_blendv_epi8(nobody, found.fate, not_passed);
    return found;
}

/* Settles those whose bits leave it open, among customers first..first+31. */
static void settle_in_place(uint32_t open, int first, const uint8_t *cells, uint8_t *fates, uint8_t nobody,
                            const uint8_t *upper, const uint8_t *lower, int (*settle)(const void *, int, int, uint16_t),
                            const void *context)
{
    for (; open != 0; open &= open - 1) {
        const int k = __builtin_ctz(open);
        const int fate = settle(context, first + k, cells[k], (uint16_t)(upper[k] << 8 | lower[k]));
        fates[k] = fate == PK_NO_FATE ? nobody : (uint8_t)fate;
    }
}

PAIR void walk_in_place(const pk_table_t *table, pk_bits_t *start, uint8_t *cells, int count, uint8_t *fates,
                        int (*settle)(const void *, int, int, uint16_t), const void *context, int registers)
{
    const int most = table->layout->most;
    const __m256i stays = _mm256_set1_epi8((char)UINT8_MAX);
    const pk_plane16_t goes = load_plane(table->layout->goes, registers);
    pk_pair_bits_t bits = load_bits(start);
    for (int first = 0; first < count; first += PK_GROUP) {
#pragma GCC unroll 2
        for (int h = 0; h < 2; h++) {
            const __m256i u = next_bits(&bits, h), l = next_bits(&bits, h);
            __m256i *at = (__m256i *)(cells + first + 32 * h), *into = (__m256i *)(fates + first + 32 * h);
            const __m256i here = _mm256_loadu_si256(at);
            const pk_pair_fates_t found = fates_in_place(table, here, u, l, most);
            __m256i fate = found.fate;
            const uint32_t open = (uint32_t)_mm256_movemask_epi8(found.open);
            if (__builtin_expect(open != 0, 0)) {
                uint8_t upper[32], lower[32], some[32], where[32];
                _mm256_storeu_si256((__m256i *)upper, u);
                _mm256_storeu_si256((__m256i *)lower, l);
                _mm256_storeu_si256((__m256i *)some, fate);
                _mm256_storeu_si256((__m256i *)where, here);
                settle_in_place(open, first + 32 * h, where, some, (uint8_t)table->layout->nfate, upper, lower, settle,
                                context);
                fate = _mm256_loadu_si256((const __m256i *)some);
            }
            const __m256i to = look_up(&goes, fate, registers);
            const __m256i older = look_up_16(table->next, here);
            _mm256_storeu_si256(at, _mm256_blendv_epi8(to, older, _mm256_cmpeq_epi8(to, stays)));
            _mm256_storeu_si256(into, fate);
        }
    }
}

PAIR_FUNCTION static void walk_few(const pk_table_t *table, pk_bits_t *bits, uint8_t *cells, int count, uint8_t *fates,
                                   int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    walk_in_place(table, bits, cells, count, fates, settle, context, 1);
}

PAIR_FUNCTION static void walk_some(const pk_table_t *table, pk_bits_t *bits, uint8_t *cells, int count, uint8_t *fates,
                                    int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    walk_in_place(table, bits, cells, count, fates, settle, context, 2);
}

/* How many of the fates 0..nfate-1 there are, four fates in one pass. */
PAIR_FUNCTION static void count_in_place(const uint8_t *fates, int count, int nfate, uint64_t *tally)
{
    enum { SIDE = 4, WAVE = 255 * 32 };
    const __m256i zero = _mm256_setzero_si256();
    for (int k = 0; k < nfate; k += SIDE) {
        __m256i wanted[SIDE], whole[SIDE];
        for (int j = 0; j < SIDE; j++) {
            wanted[j] = _mm256_set1_epi8((char)(k + j < nfate ? k + j : UINT8_MAX));
            whole[j] = zero;
        }
        for (int wave = 0; wave < count; wave += WAVE) {
            __m256i sum[SIDE] = {zero, zero, zero, zero};
            for (int first = wave; first < count && first < wave + WAVE; first += 32) {
                const __m256i fate = _mm256_loadu_si256((const __m256i *)(fates + first));
#pragma GCC unroll 4
                for (int j = 0; j < SIDE; j++) {
                    sum[j] = _mm256_sub_epi8(sum[j], _mm256_cmpeq_epi8(fate, wanted[j]));
                }
            }
            for (int j = 0; j < SIDE; j++) {
                whole[j] = _mm256_add_epi64(whole[j], _mm256_sad_epu8(sum[j], zero));
            }
        }
        for (int j = 0; j < SIDE && k + j < nfate; j++) {
            uint64_t parts[4];
            _mm256_storeu_si256((__m256i *)parts, whole[j]);
            tally[k + j] += parts[0] + parts[1] + parts[2] + parts[3];
        }
    }
}

PAIR_FUNCTION static bool step(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers,
                               uint64_t *tally, int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    const pk_layout_t *layout = table->layout;
    if (layout->ncell > IN_PLACE_CELLS || layout->nfate > IN_PLACE_FATES || layout->most == 0) {
        return false;
    }
    (layout->nfate <= FEW_FATES ? walk_few : walk_some)(table, bits, cells, count, movers->fate8, settle, context);
    for (int k = count; k % PK_GROUP != 0; k++) { /* nobody stands there */
        ((uint8_t *)cells)[k] = 0;
        movers->fate8[k] = (uint8_t)layout->nfate;
    }
    count_in_place(movers->fate8, count, layout->nfate, tally);
    return true;
}

const pk_kernel_t pk_kernel_avx2 = {.name = "avx2", .find = find, .move = move, .step = step};

#else
#include "engine/agents/kernel.h"
const pk_kernel_t pk_kernel_avx2 = {.name = "avx2"};
#endif
