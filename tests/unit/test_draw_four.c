/* Four draws side by side against the same draws one by one: what is known of an interval is known alike, and the
 * counts agree to the last customer. 200,000 fours of laws and intervals of every kind. */
#include "pk_test.h"

#include "base/draw.h"

enum { ROUNDS = 200000 };

static double size_at(pk_stream_t *stream)
{
    static const double MOST[] = {0, 1, 8, 63, 65, 400, 1e6, 1e12};
    return floor(MOST[pk_stream_bits(stream) % 8] * pk_stream_uniform(stream) + 0.5);
}

static double probability_at(pk_stream_t *stream, double n)
{
    const double mean = 16 * pk_stream_uniform(stream); /* some do not invert */
    const uint64_t kind = pk_stream_bits(stream) % 8;
    return kind == 0 ? 0 : kind == 1 ? pk_stream_uniform(stream) : fmin(1, mean / fmax(1, n));
}

static void agrees_with_one_by_one(void **state)
{
    (void)state;
    const double half[4] = {0.5, 0.5, 0.5, 0.5}, ten[4] = {10, 10, 10, 10}, tenth[4] = {0.1, 0.1, 0.1, 0.1};
    const bool wide = pk_draw_binomial_four(half, half, ten, tenth, (double[4]){0}) == 15; /* the processor has AVX2 */
    long known = 0, parted = 0;
    for (int round = 0; round < ROUNDS; round++) {
        pk_stream_t stream = pk_stream_at(1, (uint64_t)round, PK_PURPOSE_START, 0, 0);
        double low[4], high[4], n[4], p[4], count[4];
        for (int k = 0; k < 4; k++) {
            n[k] = size_at(&stream);
            p[k] = probability_at(&stream, n[k]);
            low[k] = pk_stream_uniform(&stream);
            high[k] = fmin(1 - 0x1p-53, low[k] + (round % 2 ? 0x1p-32 : 0x1p-5));
        }
        const unsigned which = pk_draw_binomial_four(low, high, n, p, count);
        for (int k = 0; k < 4; k++) {
            double alone = NAN;
            const bool inverts = n[k] > 0 && p[k] > 0 && p[k] <= 0.5 && pk_binomial_inverts(n[k], p[k]);
            const bool told = inverts && pk_draw_binomial_between(low[k], high[k], n[k], p[k], &alone);
            assert_int_equal(which >> k & 1, wide && told);
            if (which >> k & 1) {
                assert_true(count[k] == alone);
                known++;
            }
            parted += inverts && !told;
        }
    }
    assert_true(known > ROUNDS || !wide);
    assert_true(parted > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(agrees_with_one_by_one)};
    return cmocka_run_group_tests_name("draw_four", tests, NULL, NULL);
}
