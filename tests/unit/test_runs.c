/* What is packed comes back to the last bit: constants, whole numbers, any numbers, NANs, both zeros, and numbers that
 * are just no 32-bit whole ones; in pieces, and across their borders. */
#include "result/runs.h"

#include "pk_test.h"

#include <string.h>

enum { CELLS = 7, RUNS = 23, PIECE = 10 };

static double value_of(int cell, int run)
{
    const double values[CELLS] = {-3.5,
                                  7 * run - 50,
                                  run / 3.0,
                                  run % 4 == 0 ? (double)NAN : (double)run,
                                  run == 12 ? -0.0 : 0.0,
                                  2147483647.0 + (run == 22),
                                  NAN};
    return values[cell];
}

static void as_it_was(void **state)
{
    (void)state;
    pk_runs_t runs;
    double all[RUNS], back[RUNS];
    pk_runs_init(&runs, CELLS, RUNS, PIECE);
    assert_int_equal(runs.npiece, 3);
    for (int cell = 0; cell < CELLS; cell++) {
        for (int run = 0; run < RUNS; run++) {
            all[run] = value_of(cell, run);
        }
        for (int first = 0; first < RUNS; first += PIECE) {
            pk_runs_keep(&runs, first / PIECE, cell, &all[first], RUNS - first < PIECE ? RUNS - first : PIECE);
        }
        pk_runs_take(&runs, cell, 0, RUNS, back);
        assert_memory_equal(back, all, sizeof all);
        pk_runs_take(&runs, cell, 8, 5, back);
        assert_memory_equal(back, &all[8], 5 * sizeof(double));
    }
    assert_null(runs.pieces[0].any); /* one value for ten runs */
    assert_null(runs.pieces[0].whole);
    assert_non_null(runs.pieces[1].whole);
    assert_non_null(runs.pieces[2].any);
    pk_runs_free(&runs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_it_was)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
