#include "pk_test.h"

#include <stdatomic.h>

#include "base/parallel.h"

enum { N = 10007, MOST = 8 };

typedef struct {
    int visits[N];
    atomic_int strangers; /* workers outside 0..threads-1 */
    int threads;
} board_t;

static board_t board;

static void visit(void *context, long index, int worker)
{
    board_t *self = context;
    self->visits[index]++;
    if (worker < 0 || worker >= self->threads) {
        self->strangers++;
    }
}

static void visits_every_index_once(void **state)
{
    (void)state;
    for (int threads = 1; threads <= MOST; threads++) {
        board = (board_t){.threads = threads};
        pk_parallel_for(N, threads, visit, &board);
        for (int i = 0; i < N; i++) {
            assert_int_equal(board.visits[i], 1);
        }
        assert_int_equal(board.strangers, 0);
    }
}

static void few_items_need_few_threads(void **state)
{
    (void)state;
    board = (board_t){.threads = 2};
    pk_parallel_for(0, 8, visit, &board);
    assert_int_equal(board.visits[0], 0);
    pk_parallel_for(2, 8, visit, &board);
    assert_int_equal(board.visits[0] + board.visits[1], 2);
    assert_int_equal(board.strangers, 0);
}

static void counts_the_machine(void **state)
{
    (void)state;
    assert_true(pk_parallel_threads(0) >= 1);
    assert_int_equal(pk_parallel_threads(-3), pk_parallel_threads(0));
    assert_int_equal(pk_parallel_threads(3), 3);
    assert_true(pk_parallel_threads(1000000) <= 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(visits_every_index_once),
        cmocka_unit_test(few_items_need_few_threads),
        cmocka_unit_test(counts_the_machine),
    };
    return cmocka_run_group_tests_name("parallel", tests, NULL, NULL);
}
