/* Counts by key in bounded memory: the least coarseness by brute force, whatever the order, and keys of paths and of
 * amounts. */
#include "pk_test.h"

#include <stdlib.h>
#include <string.h>

#include "base/stream.h"
#include "engine/agents/life_paths.h"
#include "engine/agents/life_values.h"

enum { KEYS = 600 };

static pk_key_t amount_by_luck(pk_stream_t *luck, int spread)
{
    return pk_value_key(pk_exact_of((pk_stream_uniform(luck) - .3) * pow(10, spread)));
}

static pk_key_t path_by_luck(pk_stream_t *luck, int bits, int stages)
{
    pk_path_t path = {0};
    for (int length = 1 + (int)(30 * pk_stream_uniform(luck) * pk_stream_uniform(luck)); length > 0; length--) {
        pk_path_enter(&path, (int)(stages * pk_stream_uniform(luck)), bits, pk_path_longest(bits));
    }
    return path.key;
}

static int ascending(const void *left, const void *right)
{
    const pk_key_t a = *(const pk_key_t *)left, b = *(const pk_key_t *)right;
    return (a > b) - (a < b);
}

/* The classes at a coarseness, sorted, by putting each key into its class. */
static int classes_at(const pk_classes_t *rule, int form, const pk_key_t *keys, int coarseness, pk_key_t *of)
{
    int count = 0;
    for (int k = 0; k < KEYS; k++) {
        of[k] = rule->class_of(form, keys[k], coarseness);
    }
    qsort(of, KEYS, sizeof *of, ascending);
    for (int k = 0; k < KEYS; k++) {
        if (k == 0 || of[k] != of[count - 1]) {
            of[count++] = of[k];
        }
    }
    return count;
}

static void check_sum(const pk_keys_t *counted, const pk_key_t *classes, int count, const pk_key_t *keys)
{
    pk_key_count_t *all = pk_keys_sorted(counted);
    assert_int_equal(counted->count, count);
    for (int k = 0; k < count; k++) {
        int64_t members = 0, sum = 0;
        for (int i = 0; i < KEYS; i++) {
            if (counted->classes->class_of(counted->form, keys[i], counted->coarseness) == classes[k]) {
                members++;
                sum += i;
            }
        }
        assert_true(all[k].key == classes[k] && all[k].count == members && all[k].sum == sum);
    }
    free(all);
}

/* A few fine ones into many coarse ones, and the other way round. */
static void check_few(const pk_keys_t *many, const pk_key_t *keys)
{
    pk_keys_t few = pk_keys_of(many->classes, many->form, many->most), all = few;
    all.slots = memcpy(calloc(many->nslot, sizeof *many->slots), many->slots, many->nslot * sizeof *many->slots);
    all.nslot = many->nslot;
    all.count = many->count;
    all.coarseness = many->coarseness;
    for (int k = 0; k < 3; k++) {
        pk_keys_add(&few, keys[k], 1, 100);
    }
    pk_keys_merge(&all, &few);
    pk_keys_merge(&few, many);
    pk_key_count_t *one = pk_keys_sorted(&all), *other = pk_keys_sorted(&few);
    assert_int_equal(all.count, few.count);
    for (int k = 0; k < all.count; k++) {
        assert_true(one[k].key == other[k].key && one[k].count == other[k].count && one[k].sum == other[k].sum);
    }
    free(one);
    free(other);
    pk_keys_free(&all);
    pk_keys_free(&few);
}

/* In order into one; backwards into five that are merged, the last first. */
static void check_rule(const pk_classes_t *rule, int form, int most, const pk_key_t *keys)
{
    enum { PARTS = 5 };
    pk_keys_t one = pk_keys_of(rule, form, most), part[PARTS];
    pk_key_t classes[KEYS];
    int coarseness = 0;
    while (classes_at(rule, form, keys, coarseness, classes) > most) {
        coarseness++;
    }
    const int count = classes_at(rule, form, keys, coarseness, classes);
    for (int p = 0; p < PARTS; p++) {
        part[p] = pk_keys_of(rule, form, most);
    }
    for (int k = 0; k < KEYS; k++) {
        pk_keys_add(&one, keys[k], 1, k);
        pk_keys_add(&part[(KEYS - 1 - k) * 7 % 11 % PARTS], keys[KEYS - 1 - k], 1, KEYS - 1 - k);
    }
    for (int p = PARTS - 1; p > 0; p--) {
        pk_keys_merge(&part[p - 1], &part[p]);
        pk_keys_free(&part[p]);
    }
    assert_int_equal(one.coarseness, coarseness);
    assert_int_equal(part[0].coarseness, coarseness);
    check_sum(&one, classes, count, keys);
    check_sum(&part[0], classes, count, keys);
    assert_true(one.nslot <= (size_t)(4 * most) || one.nslot <= 64);
    check_few(&one, keys);
    pk_keys_clear(&one);
    assert_int_equal(one.count, 0);
    assert_int_equal(one.coarseness, coarseness);
    for (int k = KEYS - 1; k >= 0; k--) {
        pk_keys_add(&one, keys[k], 1, k);
    }
    check_sum(&one, classes, count, keys);
    pk_keys_free(&one);
    pk_keys_free(&part[0]);
}

static void as_coarse_as_needed(void **state)
{
    (void)state;
    static const int MOST[] = {4, 20, 100, 599, 600, 1000};
    pk_stream_t luck = pk_stream_at(11, 0, PK_PURPOSE_MOVE, 0, 0);
    pk_key_t keys[KEYS];
    for (int m = 0; m < 6; m++) {
        for (int spread = -9; spread <= 17; spread++) {
            for (int k = 0; k < KEYS; k++) {
                keys[k] = amount_by_luck(&luck, spread);
            }
            check_rule(&pk_classes_of_values, 0, MOST[m], keys);
        }
        for (int stages = 2; stages <= 300; stages = stages * 3 / 2 + 1) {
            const int bits = pk_path_bits(stages);
            for (int k = 0; k < KEYS; k++) {
                keys[k] = path_by_luck(&luck, bits, stages);
            }
            check_rule(&pk_classes_of_paths, bits, MOST[m] > 2 * stages ? MOST[m] : 2 * stages, keys);
        }
    }
}

static void amounts_are_whole(void **state)
{
    (void)state;
    static const double AMOUNTS[] = {35.3, -0.1, 1234567.89, 0.000000001, 9e9, -4e17};
    for (int k = 0; k < 6; k++) {
        assert_near(pk_amount_of(pk_exact_of(AMOUNTS[k])), AMOUNTS[k], 0);
    }
    assert_near(pk_amount_of(pk_exact_of(35.3) * 3), 105.9, 0);
    assert_true(pk_exact_of(4e-10) == 0);
    assert_near(pk_amount_of(pk_exact_of(1e150)), 1e18, 0);
    assert_near(pk_amount_of(pk_exact_of(-1e150)), -1e18, 0);
    assert_true(pk_value_key(-5) < pk_value_key(-4) && pk_value_key(-1) < pk_value_key(0) &&
                pk_value_key(0) < pk_value_key(7));
}

static void paths_are_cut(void **state)
{
    (void)state;
    static const struct {
        int stages, bits, longest;
    } CASES[] = {{1, 2, 20}, {2, 2, 20}, {14, 4, 20}, {15, 5, 20}, {62, 6, 20}, {63, 7, 17}, {300, 9, 13}};
    for (int c = 0; c < 7; c++) {
        const int bits = pk_path_bits(CASES[c].stages), longest = pk_path_longest(bits);
        assert_int_equal(bits, CASES[c].bits);
        assert_int_equal(longest, CASES[c].longest);
        pk_path_t path = {0};
        for (int at = 0; at < 40; at++) {
            pk_path_enter(&path, CASES[c].stages - 1, bits, longest);
        }
        for (int at = 0; at < longest; at++) {
            assert_int_equal(pk_path_code(path.key, bits, at), CASES[c].stages);
        }
        assert_true(pk_path_code(path.key, bits, longest) > CASES[c].stages);
        assert_int_equal(pk_path_code(path.key, bits, longest + 1), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_coarse_as_needed), cmocka_unit_test(amounts_are_whole),
                                       cmocka_unit_test(paths_are_cut)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
