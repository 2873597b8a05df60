/* sample(file, column): what is read of a file, what runs draw of it, alone and together.
 *
 * Parts of N draws are held at z = 4.89, one false alarm in a million each. */
#include "engine_fixture.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics.h>

#include "engine/assumptions.h"
#include "engine/sim.h"

#ifdef __SANITIZE_ADDRESS__
enum { DRAWS = 2000 };
#else
enum { DRAWS = 20000 };
#endif

#define TWO   "transitions.a -> b.probability"
#define STAY  "transitions.b -> c.probability"
#define PRICE "stages.b.cost"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
                            "stages: {a: {start: 100%}, b: {cost: 'sample(weeks.csv, Price) per month'}, c: {}}\n"
                            "transitions:\n"
                            "  a -> b: {probability: 'sample(weeks.csv, share)'}\n"
                            "  b -> c: {probability: 'sample(\"weeks.csv\", share)'}\n";
static const char WEEKS[] = "week,share,price\n1,2%,100\n2,4%,\n3,9%,300\n4,4%,250\n5,30%,100\n";
/* The same rows in another order, as a Finnish spreadsheet saves them. */
static const char FINNISH[] =
    "\xEF\xBB\xBFweek;SHARE;price\r\n3;9 %;300,00\r\n5;0,30;100\r\n1;2,0 %;100 €\r\n4;4 %;250\r\n2;0,04;\r\n;;\r\n";

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws;
} drawing_t;

static void begin(drawing_t *self, const char *csv, const char *lines)
{
    char text[2000];
    snprintf(text, sizeof text, "%s%s", MODEL, lines);
    pk_fixture_begin(&self->fixture);
    pk_fixture_beside(&self->fixture, "weeks.csv", csv);
    pk_fixture_read_here(&self->fixture, text, "horizon: 4\n");
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot + 1);
}

static void end(drawing_t *self)
{
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static double drawn(const drawing_t *self, const char *path)
{
    const pk_number_t *found = pk_number_find(&self->plan.model->numbers, path);
    assert_non_null(found);
    return self->draws[found->slot];
}

static void draw(drawing_t *self, long run)
{
    assert_int_equal(pk_assumptions_draw(&self->sim, (uint64_t)run, self->draws, NULL).outcome, PK_DRAW_FINE);
}

/* Each value has its part of the draws; amounts per month are those of a week; both numbers of a file draw for
 * themselves. */
static void values_have_their_parts(void **state)
{
    (void)state;
    static const double values[] = {0.02, 0.04, 0.09, 0.3}, parts[] = {0.2, 0.4, 0.2, 0.2};
    const double week = pk_duration_steps(1, PK_MONTH, PK_WEEK);
    drawing_t self;
    int seen[4] = {0}, alike = 0, money = 0;
    begin(&self, WEEKS, "");
    for (long run = 0; run < DRAWS; run++) {
        draw(&self, run);
        int at = 0;
        while (at < 4 && values[at] != drawn(&self, TWO)) {
            at++;
        }
        assert_in_range(at, 0, 3);
        seen[at]++;
        alike += drawn(&self, TWO) == drawn(&self, STAY);
        money += fabs(drawn(&self, PRICE) * week - 100) < 1e-9;
    }
    for (int k = 0; k < 4; k++) {
        assert_near((double)seen[k] / DRAWS, parts[k], 4.89 * sqrt(parts[k] * (1 - parts[k]) / DRAWS));
    }
    assert_near((double)alike / DRAWS, 0.28, 4.89 * sqrt(0.28 * 0.72 / DRAWS)); /* .2^2 + .4^2 + .2^2 + .2^2 */
    assert_near((double)money / DRAWS, 0.5, 4.89 * sqrt(0.25 / DRAWS));         /* an empty cell is no value */
    end(&self);
}

static void order_and_dialect_are_nothing(void **state)
{
    (void)state;
    drawing_t self, other;
    begin(&self, WEEKS, "");
    begin(&other, FINNISH, "");
    for (long run = 0; run < 200; run++) {
        draw(&self, run);
        draw(&other, run);
        assert_memory_equal(self.draws, other.draws, (size_t)self.plan.nslot * sizeof(double));
    }
    end(&self);
    end(&other);
}

/* A column of 4,000 values, the squares of 1 to 4,000 in steps of 1e-8 and so far from normal. */
static char *long_column(void)
{
    enum { ROWS = 4000 };
    char *text = malloc(64 * ROWS), *end = text + sprintf(text, "share,price\n");
    for (long k = 1; k <= ROWS; k++) {
        end += sprintf(end, "%.8f,%ld\n", 1e-8 * (double)(k * k), k);
    }
    return text;
}

/* Ranks of numbers that are drawn together correlate by 6/π asin(r/2); their errors are at most 1.1 / sqrt(N). */
static void together_correlates_ranks(void **state)
{
    (void)state;
    double *x = malloc(DRAWS * sizeof *x), *y = malloc(DRAWS * sizeof *y), *room = malloc(2 * DRAWS * sizeof *room);
    char *column = long_column();
    drawing_t self;
    begin(&self, column, "together: [{numbers: [" TWO ", " PRICE "], correlation: 0.6}]\n");
    for (long run = 0; run < DRAWS; run++) {
        draw(&self, run);
        x[run] = drawn(&self, TWO);
        y[run] = drawn(&self, PRICE);
    }
    assert_near(gsl_stats_spearman(x, 1, y, 1, DRAWS, room), 6 / M_PI * asin(0.3), 4.89 * 1.1 / sqrt(DRAWS));
    end(&self);
    free(column);
    free(room);
    free(x);
    free(y);
}

/* A pinned value of few takes the other along as the draws that have it do: the chance of each value of the other. */
static void a_pinned_value_takes_the_other_along(void **state)
{
    (void)state;
    static const double values[] = {0.02, 0.04, 0.09, 0.3};
    drawing_t self;
    double free_draws[4] = {0}, pinned_draws[4] = {0}, free_count = 0;
    begin(&self, WEEKS, "together: [{numbers: [" TWO ", " STAY "], correlation: 0.9}]\n");
    const pk_number_t *number = pk_number_find(&self.plan.model->numbers, TWO);
    const pk_point_t point = {.pinned = number->slot, .value = 0.04};
    for (long run = 0; run < DRAWS; run++) {
        draw(&self, run);
        const bool at = drawn(&self, TWO) == 0.04;
        free_count += at;
        for (int k = 0; k < 4; k++) {
            free_draws[k] += at && drawn(&self, STAY) == values[k];
        }
        (void)pk_assumptions_draw_at(&self.sim, &point, (uint64_t)run, self.draws);
        assert_true(drawn(&self, TWO) == 0.04);
        for (int k = 0; k < 4; k++) {
            pinned_draws[k] += drawn(&self, STAY) == values[k];
        }
    }
    for (int k = 0; k < 4; k++) {
        const double p = free_draws[k] / free_count, q = pinned_draws[k] / DRAWS;
        assert_near(p, q, 4.89 * sqrt(fmax(p * (1 - p), 1e-3) * (1 / free_count + 1.0 / DRAWS)));
    }
    end(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_have_their_parts),
        cmocka_unit_test(order_and_dialect_are_nothing),
        cmocka_unit_test(together_correlates_ranks),
        cmocka_unit_test(a_pinned_value_takes_the_other_along),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
