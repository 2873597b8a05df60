/* The elementary functions of the lanes against the C library's in long double, in units of the last place, and at the
 * ends of what they take. Two lanes here; that the other widths give the same bytes test_lanes.c asks of whole runs. */
#include "pk_test.h"

#include <float.h>

#include "base/stream.h"

#define PK_WIDTH 2
#include "engine/lanes/functions.h"

enum { POINTS = 200000 };

typedef lanes_t (*lanes_fn)(lanes_t x, lanes_t y);

static lanes_t of_exp(lanes_t x, lanes_t y)
{
    (void)y;
    return lanes_exp(x);
}

static lanes_t of_expm1(lanes_t x, lanes_t y)
{
    (void)y;
    return lanes_expm1(x);
}

static lanes_t of_log(lanes_t x, lanes_t y)
{
    (void)y;
    return lanes_log(x);
}

static lanes_t of_log1p(lanes_t x, lanes_t y)
{
    (void)y;
    return lanes_log1p(x);
}

static lanes_t of_pow(lanes_t x, lanes_t y)
{
    return lanes_pow(x, y);
}

static lanes_t of_ceil(lanes_t x, lanes_t y)
{
    (void)y;
    return lanes_ceil(x);
}

static long double exp_exactly(double x, double y)
{
    (void)y;
    return expl(x);
}

static long double expm1_exactly(double x, double y)
{
    (void)y;
    return expm1l(x);
}

static long double log_exactly(double x, double y)
{
    (void)y;
    return logl(x);
}

static long double log1p_exactly(double x, double y)
{
    (void)y;
    return log1pl(x);
}

static long double pow_exactly(double x, double y)
{
    return powl(x, y);
}

/* How far `value` is from what it should be, in the distance to the next double there. */
static double ulps(double value, long double exact)
{
    const double near = fabs((double)exact);
    const double unit = fmax(nextafter(near, INFINITY) - near, 0x1p-1074);
    return (double)(fabsl(value - exact) / unit);
}

/* Both lanes at different points, which must give what each gives alone. */
static double at(lanes_fn function, double x, double y)
{
    const lanes_t first = function((lanes_t){x, 0.7}, (lanes_t){y, 0.3});
    const lanes_t second = function((lanes_t){1.9, x}, (lanes_t){-2.5, y});
    if (!(isnan(first[0]) && isnan(second[1]))) {
        assert_memory_equal(&first, (const double *)&second + 1, sizeof(double));
    }
    return first[0];
}

typedef struct {
    const char *name;
    lanes_fn function;
    long double (*exact)(double x, double y);
    double low, high; /* of x, or of its logarithm where `scales` */
    double y_low, y_high;
    bool scales;
    double most; /* ulp */
} range_t;

static void are_right_to_the_last_digits(void **state)
{
    (void)state;
    static const range_t ranges[] = {
        {"exp", of_exp, exp_exactly, -708, 709, 0, 0, false, 0.9},
        {"exp near 0", of_exp, exp_exactly, -1, 1, 0, 0, false, 0.9},
        {"expm1", of_expm1, expm1_exactly, -40, 40, 0, 0, false, 1.6},
        {"expm1 of a rate", of_expm1, expm1_exactly, -1, 0, 0, 0, false, 1.3},
        {"expm1 of next to nothing", of_expm1, expm1_exactly, -690, -3, 0, 0, true, 0.9},
        {"log", of_log, log_exactly, -744, 709, 0, 0, true, 0.9},
        {"log near 1", of_log, log_exactly, 0.5, 2, 0, 0, false, 0.9},
        {"log1p", of_log1p, log1p_exactly, -0.999, 3, 0, 0, false, 0.95},
        {"log1p of next to nothing", of_log1p, log1p_exactly, -690, 700, 0, 0, true, 0.95},
        {"pow", of_pow, pow_exactly, -5, 5, -4, 4, true, 0.95},
        {"pow far out", of_pow, pow_exactly, -300, 300, -2.3, 2.3, true, 0.95},
        {"pow near 1", of_pow, pow_exactly, 0.98, 1.02, -3000, 3000, false, 0.95},
    };
    for (size_t k = 0; k < sizeof ranges / sizeof *ranges; k++) {
        const range_t *r = &ranges[k];
        pk_stream_t stream = pk_stream_at(20260401, k, PK_PURPOSE_MOVE, 0, 0);
        double worst = 0, where = 0;
        for (int n = 0; n < POINTS; n++) {
            const double point = r->low + (r->high - r->low) * pk_stream_uniform(&stream);
            const double x = r->scales ? exp(point) : point;
            const double y = r->y_low + (r->y_high - r->y_low) * pk_stream_uniform(&stream);
            const double off = ulps(at(r->function, x, y), r->exact(x, y));
            where = off > worst ? x : where;
            worst = off > worst ? off : worst;
        }
        print_message("%-26s %.3f ulp, at %.17g\n", r->name, worst, where);
        assert_true(worst <= r->most);
    }
}

static void have_the_right_ends(void **state)
{
    (void)state;
    const double inf = INFINITY, nan = NAN, tiny = 0x1p-1074;
    const struct {
        lanes_fn function;
        double x, y, expected;
    } ends[] = {
        {of_exp, 0, 0, 1},
        {of_exp, -inf, 0, 0},
        {of_exp, inf, 0, inf},
        {of_exp, nan, 0, nan},
        {of_exp, 800, 0, inf},
        {of_exp, -800, 0, 0},
        {of_expm1, 0, 0, 0},
        {of_expm1, -inf, 0, -1},
        {of_expm1, inf, 0, inf},
        {of_expm1, nan, 0, nan},
        {of_log, 1, 0, 0},
        {of_log, 0, 0, -inf},
        {of_log, inf, 0, inf},
        {of_log, -1, 0, nan},
        {of_log, nan, 0, nan},
        {of_log1p, 0, 0, 0},
        {of_log1p, -1, 0, -inf},
        {of_log1p, -2, 0, nan},
        {of_log1p, inf, 0, inf},
        {of_log1p, nan, 0, nan},
        {of_pow, 0, 0, 1},
        {of_pow, nan, 0, 1},
        {of_pow, inf, 0, 1},
        {of_pow, 0, 2, 0},
        {of_pow, 0, -2, inf},
        {of_pow, inf, 0.5, inf},
        {of_pow, inf, -0.5, 0},
        {of_pow, nan, 2, nan},
        {of_pow, -1, 2, nan},
        {of_pow, 0.3, 1, 0.3},
        {of_pow, tiny, 1, tiny},
        {of_pow, 1, 1e300, 1},
        {of_pow, 2, 1e300, inf},
        {of_pow, 2, -1e300, 0},
        {of_pow, 0.5, inf, 0},
        {of_pow, 3, nan, nan},
        {of_ceil, 0, 0, 0},
        {of_ceil, 0.1, 0, 1},
        {of_ceil, 2, 0, 2},
        {of_ceil, 2.5, 0, 3},
        {of_ceil, 0x1p52, 0, 0x1p52},
        {of_ceil, 1e300, 0, 1e300},
        {of_ceil, 4503599627370495.5, 0, 0x1p52},
        {of_ceil, inf, 0, inf},
    };
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
        const double value = at(ends[k].function, ends[k].x, ends[k].y);
        if (!(value == ends[k].expected || (isnan(value) && isnan(ends[k].expected)))) {
            fail_msg("end %zu (%g, %g): %g, expected %g", k, ends[k].x, ends[k].y, value, ends[k].expected);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(are_right_to_the_last_digits),
        cmocka_unit_test(have_the_right_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
