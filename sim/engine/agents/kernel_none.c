/* One customer after another. */
#include <string.h>

#include "engine/agents/kernel.h"

void pk_find_narrow(const pk_table_t *table, const uint8_t *high, const uint8_t *low, uint8_t *cells, int count,
                    uint64_t *mask, pk_movers_t *movers)
{
    int n = movers->count;
    for (int k = 0; k < count; k++) {
        const uint8_t cell = cells[k];
        const uint16_t upper = (uint16_t)(high[k] << 8 | low[k]);
        const bool moves = upper <= table->edge[cell];
        cells[k] = moves ? cell : table->next[cell];
        *mask |= (uint64_t)moves << k;
        movers->cell8[n] = cell;
        movers->high[n] = high[k];
        movers->low[n] = low[k];
        n += moves;
    }
    movers->count = n;
}

void pk_find_wide(const pk_table_t *table, const uint8_t *high, const uint8_t *low, uint16_t *cells, int count,
                  uint64_t *mask, pk_movers_t *movers)
{
    int n = movers->count;
    for (int k = 0; k < count; k++) {
        const uint16_t cell = cells[k];
        const uint16_t upper = (uint16_t)(high[k] << 8 | low[k]);
        const bool moves = upper <= table->edge[cell];
        cells[k] = moves ? cell : table->layout->next[cell];
        *mask |= (uint64_t)moves << k;
        movers->cell[n] = cell;
        movers->high[n] = high[k];
        movers->low[n] = low[k];
        n += moves;
    }
    movers->count = n;
}

static void find(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers)
{
    movers->count = 0;
    for (int first = 0; first < count; first += PK_GROUP) {
        uint64_t high[PK_BITS_LANES], low[PK_BITS_LANES], *mask = &movers->mask[first / PK_GROUP];
        const int here = count - first < PK_GROUP ? count - first : PK_GROUP;
        pk_bits_next(bits, high);
        pk_bits_next(bits, low);
        *mask = 0;
        if (table->layout->wide) {
            pk_find_wide(table, (uint8_t *)high, (uint8_t *)low, (uint16_t *)cells + first, here, mask, movers);
        } else {
            pk_find_narrow(table, (uint8_t *)high, (uint8_t *)low, (uint8_t *)cells + first, here, mask, movers);
        }
    }
}

static bool move(const pk_table_t *table, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                 int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    (void)table, (void)cells, (void)count, (void)movers, (void)tally, (void)settle, (void)context;
    return false;
}

const pk_kernel_t pk_kernel_none = {.name = "none", .find = find, .move = move};
