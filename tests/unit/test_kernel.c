/* The inner loop of individuals: each kernel that the machine has does to a block what a slow reference written here
 * does, byte for byte: random tables of every width (up to 64 cells, 128, 256 and more), any number of customers, edges
 * of 0 and of all bits, and sums whose upper 16 bits are those that some customer draws. The reference reads the
 * random words from generators that it runs one by one, by the published algorithm, and compares 64 bits at once. */
#include "pk_test.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

#include "engine/agents/agents.h"

enum { MOST_CELLS = 700, MOST_FATES = 7, ROOM = PK_BLOCK + 2 * PK_GROUP };

static const pk_kernel_t *const KERNELS[] = {&pk_kernel_none, &pk_kernel_avx2, &pk_kernel_avx512};

/* ---- xoshiro256++ as published: Blackman and Vigna, http://prng.di.unimi.it/xoshiro256plusplus.c ---- */

static uint64_t rotl(uint64_t x, int k)
{
    return (x << k) | (x >> (64 - k));
}

static uint64_t published(uint64_t s[4])
{
    const uint64_t result = rotl(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 45);
    return result;
}

/* The 16 bits of customers 0..count-1: byte k of the eight words of one round is customer k's upper one, of the next
 * round his lower one. */
static void draw_slowly(const pk_bits_t *start, int count, uint16_t *bits)
{
    uint64_t lanes[PK_BITS_LANES][4];
    for (int lane = 0; lane < PK_BITS_LANES; lane++) {
        for (int j = 0; j < 4; j++) {
            lanes[lane][j] = start->s[j][lane];
        }
    }
    for (int first = 0; first < count; first += 64) {
        for (int lane = 0; lane < 8; lane++) {
            const uint64_t upper = published(lanes[lane]), lower = published(lanes[lane]);
            for (int byte = 0; byte < 8; byte++) {
                const uint64_t high = upper >> 8 * byte & 0xff, low = lower >> 8 * byte & 0xff;
                bits[first + 8 * lane + byte] = (uint16_t)(high << 8 | low);
            }
        }
    }
}

/* The first outputs of the state 1, 2, 3, 4, in every lane: those that the authors' code gives. */
static void the_generator_is_the_published_one(void **state)
{
    (void)state;
    static const uint64_t FIRST[] = {41943041, 58720359, 3588806011781223, 3591011842654386,
                                     UINT64_C(9228616714210784205)};
    pk_bits_t bits;
    uint64_t words[PK_BITS_LANES], slow[4] = {1, 2, 3, 4};
    for (int j = 0; j < 4; j++) {
        for (int lane = 0; lane < PK_BITS_LANES; lane++) {
            bits.s[j][lane] = (uint64_t)j + 1;
        }
    }
    for (int n = 0; n < 5; n++) {
        pk_bits_next(&bits, words);
        assert_true(published(slow) == FIRST[n]);
        for (int lane = 0; lane < PK_BITS_LANES; lane++) {
            assert_true(words[lane] == FIRST[n]);
        }
    }
}

/* Pairs of bytes of one place in neighbouring steps, of both bytes of one customer, and of neighbouring customers, over
 * the addresses of 2,000 blocks and steps: chi-square of 65,536 cells with 500 expected in each (false alarm 1e-6
 * each). A pair that comes up 15% too often is found in about any cell, a bias of one bit by 0.1% anywhere. */
static void bits_of_neighbouring_addresses_are_independent(void **state)
{
    (void)state;
    enum { BLOCKS = 2000 };
    static uint32_t seen[3][65536];
    static uint16_t bits[PK_BLOCK], before[PK_BLOCK];
    memset(seen, 0, sizeof seen);
    for (uint64_t step = 0; step < BLOCKS; step++) {
        const pk_bits_t start = pk_bits_of((pk_luck_t){.seed = 3, .run = 1, .step = step}, 17);
        draw_slowly(&start, PK_BLOCK, bits);
        for (int who = 0; who + 1 < PK_BLOCK; who++) {
            seen[0][(before[who] & 0xff00) | bits[who] >> 8] += step > 0;
            seen[1][bits[who]]++;
            seen[2][(bits[who] & 0xff00) | bits[who + 1] >> 8]++;
        }
        memcpy(before, bits, sizeof before);
    }
    for (int pair = 0; pair < 3; pair++) {
        double total = 0, statistic = 0;
        for (int k = 0; k < 65536; k++) {
            total += seen[pair][k];
        }
        for (int k = 0; k < 65536; k++) {
            const double off = seen[pair][k] - total / 65536;
            statistic += off * off / (total / 65536);
        }
        const double p = gsl_cdf_chisq_Q(statistic, 65535);
        if (p < 5e-7 || p > 1 - 5e-7) {
            fail_msg("pair %d: chi-square %.0f of 65535, p = %.2g", pair, statistic, p);
        }
    }
}

/* ---- random tables ---- */

typedef struct {
    pk_arena_t arena;
    pk_layout_t layout;
    pk_table_t table;
    pk_stream_t luck;
    pk_bits_t bits;
    uint16_t *drawn; /* [PK_BLOCK] what the customers draw */
    int count;
} pk_case_t;

static int below(pk_case_t *self, int n)
{
    return (int)(pk_stream_bits(&self->luck) % (uint64_t)n);
}

/* A sum of chances: nothing, all, next to nothing, a number of 16 bits that somebody draws (with more bits or without),
 * or any. */
static uint64_t random_chance(pk_case_t *self)
{
    const uint64_t bits = pk_stream_bits(&self->luck), upper = self->drawn[below(self, self->count)];
    switch (below(self, 7)) {
    case 0:
        return 0;
    case 1:
        return UINT64_MAX;
    case 2:
        return pk_chance_bits(1e-9);
    case 3:
        return upper << 48 | bits >> 16;
    case 4:
        return upper << 48;
    case 5:
        return bits >> 6; /* few move */
    default:
        return bits;
    }
}

static int ascending(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void random_layout(pk_case_t *self, int ncell)
{
    pk_layout_t *layout = &self->layout;
    layout->ncell = 1;
    layout->stages = PK_ARRAY(&self->arena, pk_place_of_stage_t, 3 * ncell);
    layout->stage = PK_ARRAY(&self->arena, uint16_t, ncell);
    layout->next = PK_ARRAY(&self->arena, uint16_t, ncell);
    layout->fates = PK_ARRAY(&self->arena, pk_fate_t, MOST_FATES * ncell + 1);
    const bool aged = below(self, 3) > 0;
    while (layout->ncell < ncell) {
        for (int instants = below(self, 3); instants > 0; instants--) { /* without cells */
            layout->stages[layout->nstage++] = (pk_place_of_stage_t){.first = layout->nfate, .cell = layout->ncell};
        }
        const int i = layout->nstage;
        const int left = ncell - layout->ncell, longest = aged ? 1 + left / 2 : 1;
        pk_place_of_stage_t *place = &layout->stages[layout->nstage++];
        *place = (pk_place_of_stage_t){.first = layout->nfate,
                                       .count = below(self, ncell > 40 ? 3 : MOST_FATES),
                                       .cell = layout->ncell,
                                       .ncell = 1 + below(self, longest)};
        for (int k = 0; k < place->ncell; k++) {
            layout->stage[layout->ncell + k] = (uint16_t)i;
            layout->next[layout->ncell + k] = (uint16_t)(layout->ncell + k + (k + 1 < place->ncell));
            layout->aged = layout->aged || k + 1 < place->ncell;
        }
        layout->ncell += place->ncell;
        layout->nfate += place->count;
        layout->most = place->count > layout->most ? place->count : layout->most;
    }
    layout->stage[0] = (uint16_t)layout->nstage;
    layout->wide = layout->ncell > 256;
    layout->plain = true;
    for (int k = 0; k < layout->nfate; k++) {
        layout->fates[k].cell = below(self, 4) == 0 ? PK_FATE_STAYS : 1 + below(self, ncell - 1);
    }
    if (layout->nfate < 64 && layout->ncell <= 64) {
        layout->goes = PK_ARRAY(&self->arena, uint8_t, 64);
        memset(layout->goes, UINT8_MAX, 64);
        for (int k = 0; k < layout->nfate; k++) {
            const int cell = layout->fates[k].cell;
            layout->goes[k] = cell == PK_FATE_STAYS ? UINT8_MAX : (uint8_t)cell;
        }
    }
}

static void random_case(pk_case_t *self, int number, int fewest, int most)
{
    static const int ROUND[] = {1, 63, 64, 65, 128, 1000, PK_BLOCK - 1, PK_BLOCK};
    *self = (pk_case_t){.luck = pk_stream_at(5, (uint64_t)number, PK_PURPOSE_MOVE, (uint64_t)most, 0)};
    self->count = below(self, 2) == 0 ? ROUND[below(self, 8)] : 1 + below(self, below(self, 2) == 0 ? 300 : PK_BLOCK);
    self->bits = pk_bits_of((pk_luck_t){.seed = 5, .step = (uint64_t)number}, (uint64_t)most);
    self->drawn = PK_ARRAY(&self->arena, uint16_t, PK_BLOCK);
    draw_slowly(&self->bits, self->count, self->drawn);
    random_layout(self, fewest + below(self, most - fewest + 1));
    pk_table_init(&self->table, &self->layout, &self->arena);
    for (int cell = 1; cell < self->layout.ncell; cell++) {
        const pk_place_of_stage_t *place = &self->layout.stages[self->layout.stage[cell]];
        uint64_t *row = &self->table.chance[(long)cell * self->layout.most];
        for (int k = 0; k < place->count; k++) {
            row[k] = random_chance(self);
        }
        qsort(row, (size_t)place->count, sizeof *row, ascending);
        for (int k = place->count; k < self->layout.most; k++) {
            row[k] = place->count > 0 ? row[place->count - 1] : 0;
        }
    }
    pk_table_planes(&self->table);
}

/* ---- a block, and what becomes of it ---- */

typedef struct {
    uint16_t cell[ROOM];
    uint64_t tally[MOST_CELLS * MOST_FATES];
    uint64_t mask[PK_BLOCK / PK_GROUP];
    int movers, who[PK_BLOCK];
} pk_outcome_t;

static void read_cells(const pk_layout_t *layout, const void *cells, uint16_t *into)
{
    for (int who = 0; who < ROOM; who++) {
        into[who] = layout->wide ? ((const uint16_t *)cells)[who] : ((const uint8_t *)cells)[who];
    }
}

static void write_cells(const pk_layout_t *layout, const uint16_t *from, void *cells)
{
    for (int who = 0; who < ROOM; who++) {
        if (layout->wide) {
            ((uint16_t *)cells)[who] = from[who];
        } else {
            ((uint8_t *)cells)[who] = (uint8_t)from[who];
        }
    }
}

/* The lower 48 bits of a customer. */
static uint64_t lower_bits(int who)
{
    return pk_hash_join(99, (uint64_t)who) >> 16;
}

/* By all 64 bits; -1: nothing happens. */
static int slow_fate(const pk_table_t *table, int cell, uint64_t u)
{
    const pk_layout_t *layout = table->layout;
    if (cell == 0) {
        return -1;
    }
    const pk_place_of_stage_t *place = &layout->stages[layout->stage[cell]];
    for (int k = 0; k < place->count; k++) {
        const uint64_t sum = table->chance[(long)cell * layout->most + k];
        if (u < sum || sum == UINT64_MAX) {
            return place->first + k;
        }
    }
    return -1;
}

static int settle(const void *context, int who, int cell, uint16_t upper)
{
    const int fate = slow_fate(context, cell, (uint64_t)upper << 48 | lower_bits(who));
    return fate < 0 ? PK_NO_FATE : fate;
}

static void slow_step(const pk_case_t *self, const uint16_t *cells, pk_outcome_t *into, pk_outcome_t *found)
{
    const pk_layout_t *layout = &self->layout;
    memset(into, 0, sizeof *into);
    memcpy(into->cell, cells, sizeof into->cell);
    *found = *into;
    for (int who = 0; who < self->count; who++) {
        const int cell = cells[who];
        const uint64_t most = layout->most == 0 ? 0 : self->table.chance[(long)(cell + 1) * layout->most - 1];
        const bool moves = self->drawn[who] <= most >> 48;
        found->cell[who] = moves ? (uint16_t)cell : layout->next[cell];
        found->mask[who / 64] |= (uint64_t)moves << who % 64;
        found->who[found->movers] = who;
        found->movers += moves;
        const int fate = slow_fate(&self->table, cell, (uint64_t)self->drawn[who] << 48 | lower_bits(who));
        const int to = fate < 0 ? PK_FATE_STAYS : layout->fates[fate].cell;
        into->cell[who] = to == PK_FATE_STAYS ? layout->next[cell] : (uint16_t)to;
        into->tally[fate < 0 ? layout->nfate : fate] += fate >= 0;
    }
}

/* ---- kernels against the reference ---- */

static void compare_cells(const pk_case_t *self, const char *kernel, const char *what, const void *cells,
                          const uint16_t *expected)
{
    static uint16_t now[ROOM];
    read_cells(&self->layout, cells, now);
    for (int who = 0; who < ROOM; who++) {
        if (now[who] != expected[who]) {
            fail_msg("%s %s, %d cells, %d customers: customer %d stands in %d, not in %d", kernel, what,
                     self->layout.ncell, self->count, who, now[who], expected[who]);
        }
    }
}

static void compare_movers(const pk_case_t *self, const char *kernel, const pk_movers_t *movers,
                           const pk_outcome_t *found, const uint16_t *cells)
{
    if (movers->count != found->movers ||
        memcmp(movers->mask, found->mask, (size_t)((self->count + 63) / 64) * sizeof(uint64_t)) != 0) {
        fail_msg("%s, %d cells, %d customers: %d movers, not %d, or others", kernel, self->layout.ncell, self->count,
                 movers->count, found->movers);
    }
    for (int k = 0; k < movers->count; k++) {
        const int who = found->who[k], cell = self->layout.wide ? movers->cell[k] : movers->cell8[k];
        assert_int_equal(cell, cells[who]);
        assert_int_equal(movers->high[k] << 8 | movers->low[k], self->drawn[who]);
    }
    if (movers->count > 0) {
        assert_int_equal(pk_mover_who(movers, movers->count / 2), found->who[movers->count / 2]);
    }
}

/* True where the kernel has a short way to move them, too. */
static bool check_kernel(const pk_case_t *self, const pk_kernel_t *kernel, const uint16_t *cells,
                         const pk_outcome_t *expected, const pk_outcome_t *found)
{
    static pk_movers_t movers;
    _Alignas(64) static uint16_t block[ROOM];
    static uint64_t tally[MOST_CELLS * MOST_FATES];
    memset(&movers, 0xa5, sizeof movers);
    memset(tally, 0, sizeof tally);
    write_cells(&self->layout, cells, block);
    pk_bits_t bits = self->bits;
    kernel->find(&self->table, &bits, block, self->count, &movers);
    compare_cells(self, kernel->name, "finds", block, found->cell);
    compare_movers(self, kernel->name, &movers, found, cells);
    const bool moved = kernel->move(&self->table, block, self->count, &movers, tally, settle, &self->table);
    compare_cells(self, kernel->name, "moves", block, moved ? expected->cell : found->cell);
    for (int k = 0; k < self->layout.nfate; k++) {
        assert_true(tally[k] == (moved ? expected->tally[k] : 0));
    }
    return moved;
}

/* A whole step at once, where the kernel knows one for this table. */
static bool check_step(const pk_case_t *self, const pk_kernel_t *kernel, const uint16_t *cells,
                       const pk_outcome_t *expected)
{
    static pk_movers_t movers;
    _Alignas(64) static uint16_t block[ROOM];
    static uint64_t tally[MOST_CELLS * MOST_FATES];
    memset(&movers, 0xa5, sizeof movers);
    memset(tally, 0, sizeof tally);
    write_cells(&self->layout, cells, block);
    pk_bits_t bits = self->bits;
    if (kernel->step == NULL ||
        !kernel->step(&self->table, &bits, block, self->count, &movers, tally, settle, &self->table)) {
        return false;
    }
    compare_cells(self, kernel->name, "steps", block, expected->cell);
    for (int k = 0; k < self->layout.nfate; k++) {
        assert_true(tally[k] == expected->tally[k]);
    }
    return true;
}

/* Where the tests have room the widths must not reach: cells of nobody, behind the last group, stay as they are. */
static void check_tables(int tables, int fewest, int most)
{
    static uint16_t cells[ROOM];
    static pk_outcome_t expected, found;
    int moved[3] = {0}, stepped = 0;
    for (int number = 0; number < tables; number++) {
        pk_case_t self;
        random_case(&self, number, fewest, most);
        for (int who = 0; who < ROOM; who++) {
            cells[who] = (uint16_t)(who < self.count                    ? below(&self, self.layout.ncell)
                                    : who < (self.count + 63) / 64 * 64 ? 0
                                                                        : 77);
        }
        slow_step(&self, cells, &expected, &found);
        for (int k = 0; k < 3; k++) {
            if (pk_kernel_has(KERNELS[k])) {
                moved[k] += check_kernel(&self, KERNELS[k], cells, &expected, &found);
                stepped += check_step(&self, KERNELS[k], cells, &expected);
            }
        }
        pk_arena_free(&self.arena);
    }
    for (int k = 1; k < 3 && most <= 64; k++) {
        assert_true(!pk_kernel_has(KERNELS[k]) || moved[k] > tables / 2); /* the short way was gone at all */
    }
    assert_true(!pk_kernel_has(&pk_kernel_avx2) || most > 16 || stepped > tables / 10);
}

static void up_to_16_cells(void **state)
{
    (void)state;
    check_tables(150, 2, 16);
}

static void up_to_64_cells(void **state)
{
    (void)state;
    check_tables(150, 17, 64);
}

static void up_to_128_cells(void **state)
{
    (void)state;
    check_tables(60, 65, 128);
}

static void up_to_256_cells(void **state)
{
    (void)state;
    check_tables(60, 129, 256);
}

static void more_cells(void **state)
{
    (void)state;
    check_tables(60, 257, MOST_CELLS);
}

/* ---- rare things are as rare as they are written ---- */

/* Upper bits that the test gives to all customers. */
static uint16_t given;

static void find_given(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers)
{
    (void)table, (void)bits;
    memset(movers->mask, 0, sizeof movers->mask);
    movers->count = count;
    for (int k = 0; k < count; k++) {
        movers->mask[k / 64] |= (uint64_t)1 << k % 64;
        movers->cell8[k] = ((uint8_t *)cells)[k];
        movers->high[k] = (uint8_t)(given >> 8);
        movers->low[k] = (uint8_t)given;
    }
}

static bool move_none(const pk_table_t *table, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                      int (*ask)(const void *, int, int, uint16_t), const void *context)
{
    (void)table, (void)cells, (void)count, (void)movers, (void)tally, (void)ask, (void)context;
    return false;
}

static const pk_kernel_t GIVEN = {.name = "given", .find = find_given, .move = move_none};

/* One stage with two fates, of chance p[0] and p[1]. */
static void two_fates(pk_case_t *self, double first, double second)
{
    *self = (pk_case_t){0};
    pk_layout_t *layout = &self->layout;
    *layout = (pk_layout_t){.nstage = 1, .ncell = 2, .nfate = 2, .most = 2, .plain = true};
    layout->stages = PK_ARRAY(&self->arena, pk_place_of_stage_t, 1);
    layout->stages[0] = (pk_place_of_stage_t){.count = 2, .cell = 1, .ncell = 1};
    layout->stage = PK_ARRAY(&self->arena, uint16_t, 2);
    layout->stage[0] = 1;
    layout->next = PK_ARRAY(&self->arena, uint16_t, 2);
    layout->next[1] = 1;
    layout->fates = PK_ARRAY(&self->arena, pk_fate_t, 2);
    layout->fates[0] = layout->fates[1] = (pk_fate_t){.cell = 1, .simple = true};
    pk_table_init(&self->table, layout, &self->arena);
    self->table.chance[2] = pk_chance_bits(first);
    self->table.chance[3] = pk_chance_bits(first + second);
    pk_table_planes(&self->table);
}

/* How often each fate comes to `blocks` blocks of customers whose upper 16 bits are these. */
static void count_given(const pk_case_t *self, uint16_t upper, int blocks, uint64_t tally[2])
{
    static pk_movers_t movers;
    static uint8_t cells[ROOM];
    pk_sums_of_step_t sums = {.fate = tally};
    given = upper;
    for (int b = 0; b < blocks; b++) {
        memset(cells, 1, sizeof cells);
        pk_block_t block = {
            .layout = &self->layout, .people = 11, .first = (uint64_t)b * PK_BLOCK, .count = PK_BLOCK, .cells = cells};
        const pk_rules_t rules = {.kernel = &GIVEN, .table = &self->table, .luck = {.seed = 8, .run = 1, .step = 1}};
        pk_block_step(&block, &rules, &movers, &sums, NULL, NULL, NULL);
    }
}

/* A way of chance 1e-9 beside one of chance 1e-8, to 16,384 x 1,000 customers whose upper 16 bits are all 0: theirs are
 * 65536 times as often, 1,074 and 10,737. A 1e-9 that was read as 1.15e-9 (or 16 bits) is found: 7.2 standard errors
 * are 22%, and 7% of 1e-8. Upper bits above the sum let nobody move. */
static void a_billionth_is_a_billionth(void **state)
{
    (void)state;
    enum { BLOCKS = 1000 };
    pk_case_t self;
    uint64_t tally[2] = {0}, never[2] = {0};
    two_fates(&self, 1e-9, 1e-8);
    count_given(&self, 0, BLOCKS, tally);
    count_given(&self, 1, 10, never);
    const double n = (double)BLOCKS * PK_BLOCK;
    for (int k = 0; k < 2; k++) {
        const double p = (k == 0 ? 1e-9 : 1e-8) * 65536;
        assert_z((double)tally[k] / n, p, sqrt(p * (1 - p) / n));
        assert_true(never[k] == 0);
    }
    pk_arena_free(&self.arena);
}

/* The edge of .3 lies within the 16 bits 19660: all below have the first fate, of those a part of .8, and none above.
 * Given 19660: 1.6e6 customers, 7.2 standard errors are .23% of them. */
static void an_edge_within_sixteen_bits(void **state)
{
    (void)state;
    pk_case_t self;
    two_fates(&self, 0.3, 0.4);
    uint64_t tally[2] = {0};
    count_given(&self, 19660, 100, tally);
    const double n = 100.0 * PK_BLOCK, part = 0.3 * 65536 - 19660;
    assert_z((double)tally[0] / n, part, sqrt(part * (1 - part) / n));
    assert_true(tally[0] + tally[1] == (uint64_t)n);
    for (int upper = 0; upper < 65536; upper += upper == 19659 || upper == 45874 ? 2 : 1) {
        static pk_movers_t movers;
        uint64_t one[2] = {0};
        uint8_t cell = 1;
        pk_sums_of_step_t sums = {.fate = one};
        pk_block_t block = {.layout = &self.layout, .people = 11, .count = 1, .cells = &cell};
        const pk_rules_t rules = {.kernel = &GIVEN, .table = &self.table, .luck = {.seed = 8}};
        given = (uint16_t)upper;
        pk_block_step(&block, &rules, &movers, &sums, NULL, NULL, NULL);
        assert_true(one[0] == (upper < 19660) && one[1] == (upper > 19660 && upper < 45875));
    }
    pk_arena_free(&self.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_generator_is_the_published_one),
        cmocka_unit_test(bits_of_neighbouring_addresses_are_independent),
        cmocka_unit_test(up_to_16_cells),
        cmocka_unit_test(up_to_64_cells),
        cmocka_unit_test(up_to_128_cells),
        cmocka_unit_test(up_to_256_cells),
        cmocka_unit_test(more_cells),
        cmocka_unit_test(a_billionth_is_a_billionth),
        cmocka_unit_test(an_edge_within_sixteen_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
