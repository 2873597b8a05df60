#include "pk_test.h"

#include "infer/nuts.h"
#include "infer_targets.h"

enum { MOVES = 60000, SHAPES = 8 };

/* What is looked at of a point (v, x1, x2) of the funnel: all with expectation 0 under it. */
static void look_at(const double *u, double out[SHAPES])
{
    const double v = u[0], a = u[1] * exp(-v / 2), b = u[2] * exp(-v / 2);
    const double all[SHAPES] = {v,     v * v - 1,       a,         a * a - 1,
                                a * b, v * (a * a - 1), v * v * v, (v > 1) - .15865525393145707};
    memcpy(out, all, sizeof all);
}

/* From an exact draw of the target one move leads to an exact draw of it, with any step size: the move keeps the law.
 * Checks of turns that are not the same forwards and backwards in time, a half that is chosen with the wrong weight, a
 * step that is not its own way back: each breaks that. Eight z tests a step size (false alarm 1e-6 each) of 60,000
 * moves catch 7.2 standard errors, .03 sd of a mean. */
static void a_move_keeps_the_law(double step_size)
{
    pk_funnel_shape_t shape = {3, 1};
    const pk_target_t target = pk_funnel_target(&shape);
    pk_arena_t arena = {0};
    pk_nuts_t nuts;
    pk_nuts_init(&nuts, &arena, &target, 0);
    nuts.step_size = step_size;
    nuts.scale[3] = .5; /* a mass matrix that does not fit */
    nuts.scale[8] = 1.5;
    double sum[SHAPES] = {0}, squares[SHAPES] = {0};
    for (int i = 0; i < MOVES; i++) {
        pk_stream_t stream = pk_stream_at(5, (uint64_t)i, PK_PURPOSE_SAMPLE, 0, 0);
        double u[3] = {pk_stream_normal(&stream), 0, 0}, seen[SHAPES];
        u[1] = exp(u[0] / 2) * pk_stream_normal(&stream);
        u[2] = exp(u[0] / 2) * pk_stream_normal(&stream);
        assert_true(pk_nuts_put(&nuts, u));
        (void)pk_nuts_move(&nuts, &stream);
        look_at(nuts.now.u, seen);
        for (int k = 0; k < SHAPES; k++) {
            sum[k] += seen[k];
            squares[k] += seen[k] * seen[k];
        }
    }
    for (int k = 0; k < SHAPES; k++) {
        char what[60];
        snprintf(what, sizeof what, "mean of shape %d at step %g", k, step_size);
        assert_z_of(what, sum[k] / MOVES, 0, sqrt(squares[k]) / MOVES);
    }
    pk_arena_free(&arena);
}

static void short_steps_keep_the_law(void **state)
{
    (void)state;
    a_move_keeps_the_law(.25);
}

static void long_steps_keep_the_law(void **state)
{
    (void)state;
    a_move_keeps_the_law(.9);
}

/* On a normal target a trajectory of short steps goes about half a turn before it turns: 2 pi / step leapfrog steps are
 * a whole one. A check that is missing makes it go round. */
static void turns_after_half_a_period(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_nuts_t nuts;
    pk_nuts_init(&nuts, &arena, &PK_NORMAL_TARGET, 0);
    double u[PK_NORMAL_N];
    for (int i = 0; i < PK_NORMAL_N; i++) {
        u[i] = i + 1;
        for (int j = 0; j < PK_NORMAL_N; j++) {
            nuts.scale[i * PK_NORMAL_N + j] = pk_normal_factor(i, j);
        }
    }
    assert_true(pk_nuts_put(&nuts, u));
    nuts.step_size = .1;
    for (int i = 0; i < 200; i++) {
        pk_stream_t stream = pk_stream_at(6, 0, PK_PURPOSE_SAMPLE, (uint64_t)i, 0);
        const pk_nuts_move_t move = pk_nuts_move(&nuts, &stream);
        assert_in_range(move.nstep, 15, 63);
        assert_false(move.diverged || move.wall);
        assert_true(move.accepted > .9);
    }
    pk_arena_free(&arena);
}

/* A wall ends a trajectory and is no divergence; the exponential law beside it keeps its mean 1 and variance 1. */
static void a_wall_is_a_rejection(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_nuts_t nuts;
    pk_nuts_init(&nuts, &arena, &PK_WALL_TARGET, 0);
    nuts.step_size = .3;
    double sum = 0, squares = 0;
    long walls = 0;
    for (int i = 0; i < MOVES; i++) {
        pk_stream_t stream = pk_stream_at(7, (uint64_t)i, PK_PURPOSE_SAMPLE, 0, 0);
        const double u[2] = {-log(pk_stream_uniform(&stream)), pk_stream_normal(&stream)};
        assert_true(pk_nuts_put(&nuts, u));
        const pk_nuts_move_t move = pk_nuts_move(&nuts, &stream);
        assert_false(move.diverged);
        walls += move.wall;
        sum += nuts.now.u[0];
        squares += nuts.now.u[0] * nuts.now.u[0];
    }
    assert_true(walls > MOVES / 10);
    assert_z(sum / MOVES, 1, 1 / sqrt(MOVES));
    assert_z(squares / MOVES, 2, sqrt(20. / MOVES));
    const double outside[2] = {-1, 0};
    assert_false(pk_nuts_put(&nuts, outside));
    pk_arena_free(&arena);
}

/* Leapfrog steps across a kink are those whose ends lie on different sides of it. */
static void counts_kinks(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_nuts_t nuts;
    pk_nuts_init(&nuts, &arena, &PK_KINKS_TARGET, 0);
    nuts.step_size = .2;
    const double far[PK_KINKS_N] = {50, -50, 50, 50}, near[PK_KINKS_N] = {.01, .01, .01, .01};
    pk_stream_t stream = pk_stream_at(8, 0, PK_PURPOSE_SAMPLE, 0, 0);
    assert_true(pk_nuts_put(&nuts, far));
    assert_int_equal(pk_nuts_move(&nuts, &stream).nkink, 0);
    assert_true(pk_nuts_put(&nuts, near));
    assert_true(pk_nuts_move(&nuts, &stream).nkink > 0);
    pk_arena_free(&arena);
}

static void finds_a_step_size(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_nuts_t nuts;
    pk_nuts_init(&nuts, &arena, &PK_WALL_TARGET, 0);
    const double u[2] = {40, 0};
    assert_true(pk_nuts_put(&nuts, u));
    for (int from = -20; from <= 20; from += 20) {
        nuts.step_size = ldexp(1, from);
        pk_stream_t stream = pk_stream_at(9, 0, PK_PURPOSE_SAMPLE, 0, 0);
        pk_nuts_find_step_size(&nuts, &stream);
        assert_true(nuts.step_size >= .125 && nuts.step_size <= 8);
    }
    pk_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_steps_keep_the_law),
        cmocka_unit_test(long_steps_keep_the_law),
        cmocka_unit_test(turns_after_half_a_period),
        cmocka_unit_test(a_wall_is_a_rejection),
        cmocka_unit_test(counts_kinks),
        cmocka_unit_test(finds_a_step_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
