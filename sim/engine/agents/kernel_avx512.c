/* Sixty-four customers at once: AVX-512 with VBMI and VBMI2. */
#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#include "engine/agents/kernel.h"

#define WIDE_FUNCTION __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,bmi2,popcnt")))
#define WIDE          WIDE_FUNCTION __attribute__((always_inline)) static inline

enum { REGISTERS = PK_PLANE / 64 };

/* ---- random bits ---- */

typedef struct {
    __m512i s0, s1, s2, s3;
} pk_wide_bits_t;

WIDE pk_wide_bits_t load_bits(const pk_bits_t *bits)
{
    return (pk_wide_bits_t){_mm512_loadu_si512(bits->s[0]), _mm512_loadu_si512(bits->s[1]),
                            _mm512_loadu_si512(bits->s[2]), _mm512_loadu_si512(bits->s[3])};
}

/* xoshiro256++, see bits.h. */
WIDE __m512i next_bits(pk_wide_bits_t *b)
{
    const __m512i result = _mm512_add_epi64(_mm512_rol_epi64(_mm512_add_epi64(b->s0, b->s3), 23), b->s0);
    const __m512i t = _mm512_slli_epi64(b->s1, 17);
    b->s2 = _mm512_xor_si512(b->s2, b->s0);
    b->s3 = _mm512_xor_si512(b->s3, b->s1);
    b->s1 = _mm512_xor_si512(b->s1, b->s2);
    b->s0 = _mm512_xor_si512(b->s0, b->s3);
    b->s2 = _mm512_xor_si512(b->s2, t);
    b->s3 = _mm512_rol_epi64(b->s3, 45);
    return result;
}

/* ---- tables of bytes ---- */

/* A plane of up to 256 bytes in registers. */
typedef struct {
    __m512i r[REGISTERS];
} pk_plane_t;

WIDE pk_plane_t load_plane(const uint8_t *bytes, int registers)
{
    pk_plane_t plane;
    for (int k = 0; k < REGISTERS; k++) {
        plane.r[k] = _mm512_loadu_si512(bytes + 64 * (k < registers ? k : 0));
    }
    return plane;
}

/* Each byte's entry; `registers` (1, 2 or 4) is known when this is compiled. */
WIDE __m512i look_up(const pk_plane_t *plane, __m512i index, int registers)
{
    if (registers == 1) {
        return _mm512_permutexvar_epi8(index, plane->r[0]);
    }
    const __m512i low = _mm512_permutex2var_epi8(plane->r[0], index, plane->r[1]);
    if (registers == 2) {
        return low;
    }
    const __m512i high = _mm512_permutex2var_epi8(plane->r[2], index, plane->r[3]);
    return _mm512_mask_blend_epi8(_mm512_movepi8_mask(index), low, high);
}

/* ---- who something may happen to ---- */

/* `aged`: somebody's cell changes where nothing happens to him. */
WIDE void find_narrow(const pk_table_t *table, pk_bits_t *start, uint8_t *cells, int count, pk_movers_t *movers,
                      int registers, bool aged)
{
    const pk_plane_t high = load_plane(table->edge_high, registers), low = load_plane(table->edge_low, registers);
    const pk_plane_t next = load_plane(table->next, registers);
    pk_wide_bits_t bits = load_bits(start);
    int n = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        const __m512i upper = next_bits(&bits), lower = next_bits(&bits);
        const __m512i here = _mm512_loadu_si512(cells + first);
        const __m512i edge = look_up(&high, here, registers);
        const __mmask64 below = _mm512_cmplt_epu8_mask(upper, edge), at = _mm512_cmpeq_epu8_mask(upper, edge);
        __mmask64 moves = below | _mm512_mask_cmple_epu8_mask(at, lower, look_up(&low, here, registers));
        if (count - first < PK_GROUP) {
            moves &= ((uint64_t)1 << (count - first)) - 1;
        }
        if (aged) {
            const __m512i older = look_up(&next, here, registers);
            _mm512_storeu_si512(cells + first, _mm512_mask_mov_epi8(older, moves, here));
        }
        movers->mask[first / PK_GROUP] = moves;
        _mm512_storeu_si512(movers->cell8 + n, _mm512_maskz_compress_epi8(moves, here));
        _mm512_storeu_si512(movers->high + n, _mm512_maskz_compress_epi8(moves, upper));
        _mm512_storeu_si512(movers->low + n, _mm512_maskz_compress_epi8(moves, lower));
        n += (int)_mm_popcnt_u64(moves);
    }
    movers->count = n;
}

/* Thirty-two customers of two bytes each: their edges and next cells are gathered together, 16 bits each. */
WIDE __m512i edges_of(const uint32_t *both, __m256i cells)
{
    return _mm512_i32gather_epi32(_mm512_cvtepu16_epi32(cells), both, 4);
}

WIDE_FUNCTION static void find_wide(const pk_table_t *table, pk_bits_t *start, uint16_t *cells, int count,
                                    pk_movers_t *movers)
{
    pk_wide_bits_t bits = load_bits(start);
    int n = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        const __m512i upper = next_bits(&bits), lower = next_bits(&bits);
        uint64_t moves = 0;
        for (int half = 0; half < 4; half++) {
            const __m256i here = _mm256_loadu_si256((const __m256i *)(cells + first + 16 * half));
            const __m512i both = edges_of(table->edge_next, here);
            const __m256i edge = _mm512_cvtepi32_epi16(both);
            const __m256i older = _mm512_cvtepi32_epi16(_mm512_srli_epi32(both, 16));
            const __m128i h = half == 0   ? _mm512_castsi512_si128(upper)
                              : half == 1 ? _mm512_extracti32x4_epi32(upper, 1)
                              : half == 2 ? _mm512_extracti32x4_epi32(upper, 2)
                                          : _mm512_extracti32x4_epi32(upper, 3);
            const __m128i l = half == 0   ? _mm512_castsi512_si128(lower)
                              : half == 1 ? _mm512_extracti32x4_epi32(lower, 1)
                              : half == 2 ? _mm512_extracti32x4_epi32(lower, 2)
                                          : _mm512_extracti32x4_epi32(lower, 3);
            const __m256i u = _mm256_or_si256(_mm256_slli_epi16(_mm256_cvtepu8_epi16(h), 8), _mm256_cvtepu8_epi16(l));
            const __mmask16 some = _mm256_cmple_epu16_mask(u, edge);
            const int left = count - first - 16 * half;
            const __mmask16 now = left >= 16 ? some : left <= 0 ? 0 : (__mmask16)(some & ((1 << left) - 1));
            _mm256_storeu_si256((__m256i *)(cells + first + 16 * half), _mm256_mask_mov_epi16(older, now, here));
            _mm256_storeu_si256((__m256i *)(movers->cell + n + (int)_mm_popcnt_u64(moves)),
                                _mm256_maskz_compress_epi16(now, here));
            moves |= (uint64_t)now << 16 * half;
        }
        movers->mask[first / PK_GROUP] = moves;
        _mm512_storeu_si512(movers->high + n, _mm512_maskz_compress_epi8(moves, upper));
        _mm512_storeu_si512(movers->low + n, _mm512_maskz_compress_epi8(moves, lower));
        n += (int)_mm_popcnt_u64(moves);
    }
    movers->count = n;
}

#define FIND(name, registers, aged)                                                                                    \
    WIDE_FUNCTION static void name(const pk_table_t *table, pk_bits_t *bits, uint8_t *cells, int count,                \
                                   pk_movers_t *movers)                                                                \
    {                                                                                                                  \
        find_narrow(table, bits, cells, count, movers, registers, aged);                                               \
    }
FIND(find_64, 1, false)
FIND(find_64_aged, 1, true)
FIND(find_128, 2, true)
FIND(find_256, 4, true)

static void find(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers)
{
    const pk_layout_t *layout = table->layout;
    if (layout->wide) {
        find_wide(table, bits, cells, count, movers);
    } else if (layout->ncell <= 64) {
        (layout->aged ? find_64_aged : find_64)(table, bits, cells, count, movers);
    } else {
        (layout->ncell <= 128 ? find_128 : find_256)(table, bits, cells, count, movers);
    }
}

/* ---- what happens to them ---- */

/* Fates of sixty-four movers by the planes of their cells' sums: how many of these their bits have passed. */
typedef struct {
    __m512i fate;
    __mmask64 open; /* the bits do not settle it */
} pk_wide_fates_t;

WIDE pk_wide_fates_t fates_of(const pk_table_t *table, __m512i cell, __m512i upper, __m512i lower, int most)
{
    const __m512i one = _mm512_set1_epi8(1);
    pk_wide_fates_t found = {.fate = _mm512_permutexvar_epi8(cell, _mm512_loadu_si512(table->first)), .open = 0};
    for (int k = 0; k < most; k++) {
        const __m512i high = _mm512_permutexvar_epi8(cell, _mm512_loadu_si512(table->high + 64 * k));
        const __m512i low = _mm512_permutexvar_epi8(cell, _mm512_loadu_si512(table->low + 64 * k));
        const __mmask64 at = _mm512_cmpeq_epu8_mask(upper, high);
        const __mmask64 past = _mm512_cmpgt_epu8_mask(upper, high) | _mm512_mask_cmpgt_epu8_mask(at, lower, low);
        found.open |= _mm512_mask_cmpeq_epu8_mask(at, lower, low);
        found.fate = _mm512_mask_add_epi8(found.fate, past, found.fate, one);
    }
    return found;
}

/* Movers into where they go: each group's own, expanded into its places. */
WIDE void put_back(uint8_t *cells, int count, const pk_movers_t *movers)
{
    int n = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        const __mmask64 moves = movers->mask[first / PK_GROUP];
        const __m512i goes = _mm512_loadu_si512(movers->fate8 + n), here = _mm512_loadu_si512(cells + first);
        _mm512_storeu_si512(cells + first, _mm512_mask_expand_epi8(here, moves, goes));
        n += (int)_mm_popcnt_u64(moves);
    }
}

enum { FATES_MOST = 63 /* and nobody's */ };

WIDE_FUNCTION static bool move(const pk_table_t *table, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                               int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    const pk_layout_t *layout = table->layout;
    if (layout->ncell > 64 || layout->nfate > FATES_MOST) {
        return false;
    }
    const int nfate = layout->nfate;
    const __m512i goes = _mm512_loadu_si512(layout->goes), older = _mm512_loadu_si512(table->next);
    const __m512i stays = _mm512_set1_epi8((char)UINT8_MAX);
    uint64_t sums[FATES_MOST + 1] = {0};
    for (int first = 0; first < movers->count; first += PK_GROUP) {
        const int left = movers->count - first;
        const __mmask64 there = left >= PK_GROUP ? UINT64_MAX : ((uint64_t)1 << left) - 1;
        const __m512i cell = _mm512_maskz_loadu_epi8(there, movers->cell8 + first);
        pk_wide_fates_t found = fates_of(table, cell, _mm512_loadu_si512(movers->high + first),
                                         _mm512_loadu_si512(movers->low + first), layout->most);
        if ((found.open & there) != 0) {
            uint8_t fates[PK_GROUP];
            _mm512_storeu_si512(fates, found.fate);
            pk_settle_movers(found.open & there, first, movers, fates, (uint8_t)nfate, settle, context);
            found.fate = _mm512_loadu_si512(fates);
        }
        for (int k = 0; k < nfate; k++) {
            sums[k] +=
                (uint64_t)_mm_popcnt_u64(_mm512_mask_cmpeq_epi8_mask(there, found.fate, _mm512_set1_epi8((char)k)));
        }
        const __m512i to = _mm512_permutexvar_epi8(found.fate, goes);
        const __mmask64 stay = _mm512_cmpeq_epu8_mask(to, stays);
        _mm512_storeu_si512(movers->fate8 + first,
                            _mm512_mask_mov_epi8(to, stay, _mm512_permutexvar_epi8(cell, older)));
    }
    put_back(cells, count, movers);
    for (int k = 0; k < nfate; k++) {
        tally[k] += sums[k];
    }
    return true;
}

const pk_kernel_t pk_kernel_avx512 = {.name = "avx512", .find = find, .move = move};

#else
#include "engine/agents/kernel.h"
const pk_kernel_t pk_kernel_avx512 = {.name = "avx512"};
#endif
