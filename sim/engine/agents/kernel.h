/* The inner loop over a block of customers: who does something happen to, and what.
 *
 * Three ways to run it, with the same bytes (tests/unit/test_kernel.c): 64 customers at once with AVX-512 (VBMI and
 * VBMI2), 32 with AVX2, or one after another. Source of the idea to compare bytes of state and of random bits, and to
 * take out the few who move: compress and expand of masks, as in columnar databases (Lemire). */
#ifndef PK_ENGINE_AGENTS_KERNEL_H
#define PK_ENGINE_AGENTS_KERNEL_H

#include "engine/agents/bits.h"
#include "engine/agents/table.h"
#include "engine/instructions.h"

enum { PK_BLOCK = 16384 /* customers of a block: its bytes fit into the first level of cache */, PK_GROUP = 64 };

/* Those of a block to whom something may happen in this step, in order: who (as a bit a customer), where they stand,
 * the upper and lower byte of their bits, and what happens. */
typedef struct {
    uint64_t mask[PK_BLOCK / PK_GROUP];
    int count;
    uint16_t cell[PK_BLOCK + PK_GROUP]; /* wide layouts */
    uint8_t cell8[PK_BLOCK + PK_GROUP]; /* others */
    uint8_t high[PK_BLOCK + PK_GROUP], low[PK_BLOCK + PK_GROUP];
    uint16_t fate[PK_BLOCK + PK_GROUP]; /* PK_NO_FATE: nothing after all */
    uint8_t fate8[PK_BLOCK + PK_GROUP]; /* of narrow layouts that are plain: the cells they go to */
} pk_movers_t;

enum { PK_NO_FATE = 0xffff };

typedef struct {
    const char *name;
    /* Draws the bits of customers 0..count-1 and lists the movers; all others grow older in place. `cells` are bytes,
     * of wide layouts 16 bits each; room up to the next multiple of PK_GROUP. */
    void (*find)(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers);
    /* What happens to the movers, for layouts that are plain: adds to tally[fate], moves them in `cells`. False where
     * this kernel has no short way for such a layout; nothing has been done then. Whose bits do not settle it asks
     * `settle(context, who, cell, upper bits)` for the fate. */
    bool (*move)(const pk_table_t *table, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                 int (*settle)(const void *context, int who, int cell, uint16_t upper), const void *context);
    /* Both at once, for layouts that are plain, where that is quicker: false as `move`. NULL: never. */
    bool (*step)(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                 int (*settle)(const void *context, int who, int cell, uint16_t upper), const void *context);
} pk_kernel_t;

/* The best that the machine has of these instructions. */
const pk_kernel_t *pk_kernel_of(pk_vector_t vector);
extern const pk_kernel_t pk_kernel_none, pk_kernel_avx2, pk_kernel_avx512;
bool pk_kernel_has(const pk_kernel_t *kernel);

/* A group's customers one by one: those whose bits are not above their edge are added to the movers and to the mask,
 * all others grow older. */
void pk_find_narrow(const pk_table_t *table, const uint8_t *high, const uint8_t *low, uint8_t *cells, int count,
                    uint64_t *mask, pk_movers_t *movers);
void pk_find_wide(const pk_table_t *table, const uint8_t *high, const uint8_t *low, uint16_t *cells, int count,
                  uint64_t *mask, pk_movers_t *movers);

/* Fates of those of 64 movers, from `first` on, whose bits leave it `open`, one by one; `nobody` stands for no fate. */
void pk_settle_movers(uint64_t open, int first, const pk_movers_t *movers, uint8_t *fates, uint8_t nobody,
                      int (*settle)(const void *context, int who, int cell, uint16_t upper), const void *context);

/* Which mover is who: the customer of the mover-th bit that is set. */
int pk_mover_who(const pk_movers_t *movers, int mover);

#endif
