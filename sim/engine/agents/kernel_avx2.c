#include "engine/agents/kernel.h"
void pk_kernel_find(const pk_table_t *table, pk_bits_t *bits, void *cells, int count, pk_movers_t *movers);
static bool move(const pk_table_t *table, void *cells, int count, pk_movers_t *movers, uint64_t *tally,
                 int (*settle)(const void *, int, int, uint16_t), const void *context)
{
    (void)table, (void)cells, (void)count, (void)movers, (void)tally, (void)settle, (void)context;
    return false;
}
const pk_kernel_t pk_kernel_avx2 = {.name = "avx2", .find = pk_kernel_find, .move = move};
const pk_kernel_t pk_kernel_avx512 = {.name = "avx512", .find = pk_kernel_find, .move = move};
