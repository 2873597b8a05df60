#include "pk_test.h"

#include "letters.h"
#include "study/paths_attribution.h"

static pk_path_attribution_t attribute(const row_t *rows, int count, pk_paths_options_t options)
{
    pk_paths_t paths = paths_of(rows, count);
    pk_path_attribution_t found = {0};
    pk_paths_attribute(&paths, &options, &found);
    pk_paths_free(&paths);
    return found;
}

static const pk_path_channel_t *channel(const pk_path_attribution_t *found, char letter)
{
    for (int i = 0; i < found->count; i++) {
        if (found->channels[i].channel[0] == letter) {
            return &found->channels[i];
        }
    }
    fail_msg("there is no channel %c", letter);
    return NULL;
}

/* aab! twice, bc! once, a three times in vain. */
static void a_small_table_by_hand(void **state)
{
    (void)state;
    const row_t rows[] = {{"aab", 2, 0, 50}, {"bc", 1, 0, 7}, {"a", 0, 3, 0}};
    pk_path_attribution_t found = attribute(rows, 3, (pk_paths_options_t){.order = 1});
    assert_int_equal(found.count, 3);
    assert_int_equal(found.paths, 3);
    assert_true(found.total == 3 && found.conversions == 3 && found.nulls == 3);
    const pk_path_channel_t *a = channel(&found, 'a'), *b = channel(&found, 'b'), *c = channel(&found, 'c');
    assert_true(a->first == 2 && b->first == 1 && c->first == 0);
    assert_true(a->last == 0 && b->last == 2 && c->last == 1);
    assert_true(a->shapley == 1 && b->shapley == 1.5 && c->shapley == 0.5);
    assert_near(a->linear, 4.0 / 3, 1e-15);
    assert_near(b->linear, 2.0 / 3 + 0.5, 1e-15);
    assert_near(c->linear, 0.5, 1e-15);
    pk_path_attribution_free(&found);

    found = attribute(rows, 3, (pk_paths_options_t){.order = 1, .value = true});
    assert_true(found.total == 57);
    assert_true(channel(&found, 'a')->first == 50 && channel(&found, 'c')->last == 7);
    assert_true(channel(&found, 'b')->shapley == 28.5);
    pk_path_attribution_free(&found);
}

/* ---- Shapley by its definition ---- */

enum { LETTERS = 6 };

/* Conversions of the paths within a set of letters. */
static double worth(const row_t *rows, int count, unsigned set)
{
    double sum = 0;
    for (int i = 0; i < count; i++) {
        unsigned mine = 0;
        for (const char *at = rows[i].word; *at != '\0'; at++) {
            mine |= 1U << (*at - 'a');
        }
        sum += (mine & ~set) == 0 ? rows[i].conversions : 0;
    }
    return sum;
}

static double factorial(int n)
{
    return n < 2 ? 1 : n * factorial(n - 1);
}

static double shapley_of(const row_t *rows, int count, int letter)
{
    double sum = 0;
    for (unsigned set = 0; set < 1U << LETTERS; set++) {
        if (set >> letter & 1) {
            continue;
        }
        const int size = __builtin_popcount(set);
        sum += factorial(size) * factorial(LETTERS - size - 1) / factorial(LETTERS) *
               (worth(rows, count, set | 1U << letter) - worth(rows, count, set));
    }
    return sum;
}

/* And every method shares out the total: Shapley and linear to the last digit, added as they stand. */
static void shapley_is_the_mean_over_all_sets(void **state)
{
    (void)state;
    static row_t rows[50];
    for (uint64_t seed = 0; seed < 500; seed++) {
        rows_by_luck(seed, LETTERS, rows, 50);
        pk_path_attribution_t found = attribute(rows, 50, (pk_paths_options_t){.order = 1, .value = seed % 2 == 1});
        double sum = 0, linear = 0, first = 0, last = 0, shares = 0;
        for (int i = 0; i < found.count; i++) {
            const pk_path_channel_t *c = &found.channels[i];
            if (seed % 2 == 0) {
                assert_near(c->shapley, shapley_of(rows, 50, c->channel[0] - 'a'), 1e-10);
            }
            sum += c->shapley;
            linear += c->linear;
            first += c->first;
            last += c->last;
            shares += c->removal_share;
            assert_true(c->removal_share >= 0 && c->removal_share <= 1);
            assert_true(c->removal_effect >= 0 && c->removal_effect <= 1);
        }
        assert_near(shares, 1, 1e-14);
        assert_true(sum == found.total);
        assert_true(linear == found.total);
        assert_close(first, found.total, 1e-14);
        assert_close(last, found.total, 1e-14);
        pk_path_attribution_free(&found);
    }
}

/* ---- bootstraps ---- */

static void expect_same(const pk_path_attribution_t *a, const pk_path_attribution_t *b)
{
    assert_int_equal(a->count, b->count);
    for (int i = 0; i < a->count; i++) {
        const pk_path_channel_t *x = &a->channels[i], *y = &b->channels[i];
        assert_string_equal(x->channel, y->channel);
        assert_memory_equal(&x->removal_effect, &y->removal_effect,
                            sizeof *x - offsetof(pk_path_channel_t, removal_effect));
    }
}

/* Neither threads nor the order of rows move a byte; another seed moves the intervals alone. */
static void same_bytes_for_any_thread_and_order_of_rows(void **state)
{
    (void)state;
    static row_t rows[60], turned[60];
    rows_by_luck(3, LETTERS, rows, 60);
    for (int i = 0; i < 60; i++) {
        turned[i] = rows[59 - i];
    }
    const pk_paths_options_t options = {.order = 2, .seed = 5, .threads = 1, .bootstraps = 103};
    pk_paths_options_t other = options;
    other.threads = 3;
    pk_path_attribution_t a = attribute(rows, 60, options), b = attribute(rows, 60, other);
    pk_path_attribution_t c = attribute(turned, 60, options);
    other.seed = 6;
    pk_path_attribution_t d = attribute(rows, 60, other);
    expect_same(&a, &b);
    expect_same(&a, &c);
    assert_true(a.channels[0].p05 != d.channels[0].p05);
    assert_true(a.channels[0].removal_share == d.channels[0].removal_share);
    pk_path_attribution_free(&a);
    pk_path_attribution_free(&b);
    pk_path_attribution_free(&c);
    pk_path_attribution_free(&d);
}

/* One path that converts, walked once: a bootstrap is without it in e^-1 of all. */
static void bootstraps_without_a_conversion_are_counted(void **state)
{
    (void)state;
    const row_t rows[] = {{"ab", 1, 0, 0}, {"a", 0, 20, 0}};
    pk_path_attribution_t found = attribute(rows, 2, (pk_paths_options_t){.order = 1, .bootstraps = 4000});
    const double p = exp(-1);
    assert_z(found.empty / 4000.0, p, sqrt(p * (1 - p) / 4000));
    pk_path_attribution_free(&found);
}

/* A known chain: starts a, b or c; after each step ends in a conversion, in nothing, or goes on. */
static const double starts[] = {0.5, 0.3, 0.2}, converts[] = {0.05, 0.1, 0.2}, loses[] = {0.25, 0.3, 0.2};
static const double goes[3][3] = {{0.3, 0.5, 0.2}, {0.2, 0.2, 0.6}, {0.6, 0.3, 0.1}};

static int pick(pk_stream_t *stream, const double *chances)
{
    const double u = pk_stream_uniform(stream);
    return u < chances[0] ? 0 : u < chances[0] + chances[1] ? 1 : 2;
}

static void walk(uint64_t seed, int i, row_t *row)
{
    pk_stream_t stream = pk_stream_at(seed, 1, PK_PURPOSE_MOVE, (uint64_t)i, 0);
    int at = pick(&stream, starts), length = 0;
    *row = (row_t){0};
    for (;;) {
        row->word[length++] = (char)('a' + at);
        const double u = pk_stream_uniform(&stream);
        if (u < converts[at] || u > 1 - loses[at] || length == 23) {
            row->conversions = u < converts[at];
            row->nulls = !(u < converts[at]);
            return;
        }
        at = pick(&stream, goes[at]);
    }
}

/* The chance of a conversion from h = conversion + on * goes h, iterated to the end; removed: -1 for none. */
static double true_chance(int removed)
{
    double h[3] = {0}, chance = 0;
    for (int n = 0; n < 2000; n++) {
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += goes[i][j] * h[j];
            }
            h[i] = i == removed ? 0 : converts[i] + (1 - converts[i] - loses[i]) * sum;
        }
    }
    for (int i = 0; i < 3; i++) {
        chance += starts[i] * h[i];
    }
    return chance;
}

/* 300 logs of 400 walks from the known chain: the 90% interval holds the true share of channel a in 90% of them. What a
 * bootstrap of so many walks misses (skew, the cut at 23 steps of 1 walk in 10^6) is below 2 points, which are granted;
 * the false-alarm rate of z = 4.89 is 1e-6. An interval from paths drawn with half or double the spread holds 59% or
 * 99.9%: 18 standard errors below, 5.8 above. */
static void intervals_hold_the_truth(void **state)
{
    (void)state;
    enum { LOGS = 300, WALKS = 400 };
    static row_t rows[WALKS];
    const double all = true_chance(-1);
    double effects[3], sum = 0;
    for (int i = 0; i < 3; i++) {
        effects[i] = 1 - true_chance(i) / all;
        sum += effects[i];
    }
    int held = 0;
    for (int log = 0; log < LOGS; log++) {
        for (int i = 0; i < WALKS; i++) {
            walk((uint64_t)log, i, &rows[i]);
        }
        pk_path_attribution_t found =
            attribute(rows, WALKS, (pk_paths_options_t){.order = 1, .seed = (uint64_t)log, .bootstraps = 200});
        const pk_path_channel_t *a = channel(&found, 'a');
        held += a->p05 <= effects[0] / sum && effects[0] / sum <= a->p95;
        pk_path_attribution_free(&found);
    }
    const double share = (double)held / LOGS, se = sqrt(0.9 * 0.1 / LOGS);
    print_message("the interval holds the truth in %.1f%%\n", 100 * share);
    assert_true(fabs(share - 0.9) < 0.02 + PK_Z * se);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_table_by_hand),
        cmocka_unit_test(shapley_is_the_mean_over_all_sets),
        cmocka_unit_test(same_bytes_for_any_thread_and_order_of_rows),
        cmocka_unit_test(bootstraps_without_a_conversion_are_counted),
        cmocka_unit_test(intervals_hold_the_truth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
