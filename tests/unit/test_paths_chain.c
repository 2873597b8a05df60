/* Removal effects against chains known by hand, and against a slow twin: states as words, a dense system. */
#include "pk_test.h"

#include "base/linear.h"
#include "letters.h"
#include "study/paths_chain.h"

static void removal_of(const row_t *rows, int count, int order, double *effects)
{
    pk_paths_t paths = paths_of(rows, count);
    pk_paths_chain_t chain;
    pk_paths_counts_t counts;
    pk_paths_solver_t solver;
    pk_paths_chain_init(&chain, &paths, order);
    pk_paths_counts_of(&counts, &paths, &chain);
    pk_paths_solver_init(&solver, &chain);
    assert_true(pk_paths_removal(&solver, &chain, &counts, 1e-16, effects));
    pk_paths_solver_free(&solver);
    pk_paths_counts_free(&counts);
    pk_paths_chain_free(&chain);
    pk_paths_free(&paths);
}

/* The example of many courses: a -> b -> c converts, a alone and b -> c do not. P = 1/3; without a it is 1/6, without b
 * or c nothing. */
static void textbook(void **state)
{
    (void)state;
    const row_t rows[] = {{"abc", 1, 0, 0}, {"a", 0, 1, 0}, {"bc", 0, 1, 0}};
    double effects[3];
    removal_of(rows, 3, 1, effects);
    assert_near(effects[0], 0.5, 1e-15);
    assert_near(effects[1], 1, 1e-15);
    assert_near(effects[2], 1, 1e-15);
}

/* A loop and a step that stays. Walks abab! (3), aab (2), b! (5): by hand, at order 1
 *   starts a 1/2, b 1/2; a: to a 2/10, to b 8/10 (10 visits: 6 + 4); b: to a 3/13, converted 8/13, lost 2/13 (13
 * visits). With all: h(b) = 8/13 + 3/13 h(a), h(a) = h(b), so h = 0.8 = 8/10, as observed. Without a: h(b) = 8/13, P =
 * 4/13, effect 1 - (4/13)/(8/10) = 8/13. Without b: nothing converts, effect 1. */
static void a_loop_by_hand(void **state)
{
    (void)state;
    const row_t rows[] = {{"abab", 3, 0, 0}, {"aab", 0, 2, 0}, {"b", 5, 0, 0}};
    double effects[2];
    removal_of(rows, 3, 1, effects);
    assert_near(effects[0], 8.0 / 13, 1e-14);
    assert_near(effects[1], 1, 1e-15);
}

/* Order 2 tells what order 1 mixes: after ab half convert, after cb none. acb and ab: states a, ab, ac, cb and c.
 * Walks ab! (2), ab (2), cb (4), c (2): P = 2/10. Without c nothing of ab is touched at order 2: effect 0. At order 1
 * the state b is met 8 times and converts 2/8 of them; without c: P = 4/10 * 2/8 = 1/10, effect 1/2. */
static void order_2_by_hand(void **state)
{
    (void)state;
    const row_t rows[] = {{"ab", 2, 2, 0}, {"cb", 0, 4, 0}, {"c", 0, 2, 0}};
    double one[3], two[3];
    removal_of(rows, 3, 1, one);
    removal_of(rows, 3, 2, two);
    assert_near(one[2], 0.5, 1e-15);
    assert_near(two[2], 0, 1e-15);
    assert_near(one[0], 0.5, 1e-15);
    assert_near(two[0], 1, 1e-15);
    assert_near(one[1], 1, 1e-15);
    assert_near(two[1], 1, 1e-15);
}

/* At order 2 the state after the first touchpoint is not that after any other: a at the start converts always, xa
 * never. Walks a! (1), xa (1), x (1): without x P = 1/3, nothing lost. */
static void a_beginning_is_a_state_of_its_own(void **state)
{
    (void)state;
    const row_t rows[] = {{"a", 1, 0, 0}, {"xa", 0, 1, 0}, {"x", 0, 1, 0}};
    double effects[2];
    removal_of(rows, 3, 2, effects);
    assert_near(effects[1], 0, 1e-15);
    removal_of(rows, 3, 1, effects);
    assert_near(effects[1], 1.0 / 2, 1e-15);
}

/* ---- the slow twin ---- */

enum { STATES = 400, LETTERS = 4 };

typedef struct {
    char names[STATES][8];
    int count;
    double moves[STATES][STATES], converted[STATES], through[STATES];
} twin_t;

static int twin_state(twin_t *self, const char *word, int length, int order)
{
    char name[8] = "";
    const int kept = length < order ? length : order;
    memcpy(name, word + length - kept, (size_t)kept);
    for (int i = 0; i < self->count; i++) {
        if (strcmp(self->names[i], name) == 0) {
            return i;
        }
    }
    assert_true(self->count < STATES);
    strcpy(self->names[self->count], name);
    return self->count++;
}

static void twin_fill(twin_t *self, const row_t *rows, int count, int order)
{
    memset(self, 0, sizeof *self);
    twin_state(self, "", 0, order);
    for (int r = 0; r < count; r++) {
        const double walks = rows[r].conversions + rows[r].nulls;
        int from = 0;
        for (int i = 1; i <= (int)strlen(rows[r].word); i++) {
            const int to = twin_state(self, rows[r].word, i, order);
            self->through[from] += walks;
            self->moves[from][to] += walks;
            from = to;
        }
        self->through[from] += walks;
        self->converted[from] += rows[r].conversions;
    }
}

/* The chance of a conversion from the start without a letter ('\0': with all), by elimination. */
static double twin_chance(const twin_t *self, char removed)
{
    const int n = self->count;
    double *a = calloc((size_t)(n * n), sizeof *a), *b = calloc((size_t)n, sizeof *b);
    for (int i = 0; i < n; i++) {
        a[i * n + i] = 1;
        if (self->through[i] == 0 || (removed != '\0' && strchr(self->names[i], removed) != NULL)) {
            continue;
        }
        b[i] = self->converted[i] / self->through[i];
        for (int j = 0; j < n; j++) {
            a[i * n + j] -= self->moves[i][j] / self->through[i];
        }
    }
    assert_true(pk_linear_solve(n, a, 1, b));
    const double chance = b[0];
    free(a);
    free(b);
    return chance;
}

static void random_tables_agree_with_the_twin(void **state)
{
    (void)state;
    static row_t rows[40];
    twin_t *twin = malloc(sizeof *twin);
    for (uint64_t seed = 0; seed < 40; seed++) {
        rows_by_luck(seed, LETTERS, rows, 40);
        for (int order = 1; order <= 4; order++) {
            double effects[LETTERS];
            removal_of(rows, 40, order, effects);
            twin_fill(twin, rows, 40, order);
            const double all = twin_chance(twin, '\0');
            for (int c = 0; c < LETTERS; c++) {
                assert_near(effects[c], 1 - twin_chance(twin, (char)('a' + c)) / all, 1e-12);
            }
        }
    }
    free(twin);
}

/* Sums over the tree of the paths are those over the paths. */
static void the_tree_holds_every_walk(void **state)
{
    (void)state;
    static row_t rows[60];
    rows_by_luck(7, LETTERS, rows, 60);
    pk_paths_t paths = paths_of(rows, 60);
    double conversions = 0, value = 0;
    for (int i = 0; i < 60; i++) {
        conversions += rows[i].conversions;
        value += rows[i].value;
    }
    assert_true(paths.conversions == conversions);
    assert_close(paths.value, value, 1e-14);
    for (int node = 1; node < paths.nnode; node++) {
        assert_true(paths.parent[node] < node);
    }
    pk_paths_free(&paths);
}

/* As many channels as are allowed, in groups of seven: each on a path of its own that converts. */
static void many_channels(void **state)
{
    (void)state;
    pk_paths_t paths = {0};
    char name[16];
    for (int i = 0; i < PK_PATHS_CHANNELS; i++) {
        snprintf(name, sizeof name, "%04d", i);
        const uint16_t touch = (uint16_t)pk_names_add(&paths.names, name);
        pk_paths_add(&paths, &touch, 1, i, 1, 0);
    }
    pk_paths_finish(&paths);
    pk_paths_chain_t chain;
    pk_paths_counts_t counts;
    pk_paths_solver_t solver;
    pk_paths_chain_init(&chain, &paths, 4);
    pk_paths_counts_of(&counts, &paths, &chain);
    pk_paths_solver_init(&solver, &chain);
    double *effects = malloc(PK_PATHS_CHANNELS * sizeof *effects);
    assert_true(pk_paths_removal(&solver, &chain, &counts, 1e-16, effects));
    for (int i = 0; i < PK_PATHS_CHANNELS; i++) {
        assert_near(effects[i], i / paths.conversions, 1e-14);
    }
    free(effects);
    pk_paths_solver_free(&solver);
    pk_paths_counts_free(&counts);
    pk_paths_chain_free(&chain);
    pk_paths_free(&paths);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(textbook),
        cmocka_unit_test(a_loop_by_hand),
        cmocka_unit_test(order_2_by_hand),
        cmocka_unit_test(a_beginning_is_a_state_of_its_own),
        cmocka_unit_test(random_tables_agree_with_the_twin),
        cmocka_unit_test(the_tree_holds_every_walk),
        cmocka_unit_test(many_channels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
