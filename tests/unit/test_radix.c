/* Sorting by digits against qsort: every length around the small ones, wide ranges, whole numbers, equal ones, both
 * signs and both zeros. */
#include "base/radix.h"

#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"

enum { MOST = 3000 };

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    if (x == y) {
        return (signbit(x) ? 0 : 1) - (signbit(y) ? 0 : 1);
    }
    return x > y ? 1 : -1;
}

static double value_of(pk_stream_t *stream, int kind)
{
    const double u = pk_stream_uniform(stream), v = pk_stream_uniform(stream);
    switch (kind) {
    case 0:
        return u;
    case 1:
        return floor(40000 * u);
    case 2:
        return (v < 0.5 ? -1 : 1) * exp(600 * (u - 0.5));
    case 3:
        return v < 0.5 ? 0.0 : v < 0.75 ? -0.0 : floor(3 * u) - 1;
    default:
        return 12.5;
    }
}

static void as_qsort(void **state)
{
    (void)state;
    static double values[MOST], wanted[MOST], room[MOST];
    for (int kind = 0; kind < 5; kind++) {
        for (int count = 0; count <= MOST; count += count < 70 ? 1 : 977) {
            pk_stream_t stream = pk_stream_at(3, (uint64_t)kind, PK_PURPOSE_MONEY, 0, (uint64_t)count);
            for (int i = 0; i < count; i++) {
                values[i] = wanted[i] = value_of(&stream, kind);
            }
            pk_radix_sort(values, room, count);
            qsort(wanted, (size_t)count, sizeof(double), ascending);
            assert_memory_equal(values, wanted, (size_t)count * sizeof(double));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_qsort)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
