#include "report/left_out.h"
#include "report/local.h"
#include "report/told.h"
#include "verdicts.h"

/* The difference that decides is one number: that of expected outcomes; of a persona it is that of the runs. */
static void one_number_is_told(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    pk_difference_t d = *pk_comparison_find(&c, 1, 0, "profit");
    d.sure.gain = 10100;
    d.diff_mean = 10000;
    assert_close(pk_difference_told(&d), 10100, 0);
    d.group = 1;
    assert_close(pk_difference_told(&d), 10000, 0);
    d.group = 0;
    d.sure.gain = NAN;
    assert_close(pk_difference_told(&d), 10000, 0);
    plan_free(&c);
}

/* A mean beside others is the baseline's and the difference that is told of it. */
static void a_mean_is_the_baselines_and_the_difference(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    for (int i = 0; i < c.ndifference; i++) {
        c.differences[i].sure.gain *= 1.01;
    }
    const double base = pk_told_summary(&c, c.baseline, "profit").mean;
    for (int s = 0; s < c.nresult; s++) {
        const pk_difference_t *d = pk_comparison_find(&c, s, 0, "profit");
        const double more = d == NULL ? 0 : pk_difference_told(d);
        assert_close(pk_told_summary(&c, s, "profit").mean, base + more, 1e-9);
    }
    assert_true(isnan(pk_told_summary(&c, 1, "nothing").mean));
    plan_free(&c);
}

/* All that is told of a KPI has its grain, but what would be 0. */
static void a_kpi_has_one_grain(void **state)
{
    (void)state;
    pk_comparison_t c = plan_comparison();
    const double grain = pk_told_grain(&c, "profit");
    for (int s = 0; s < c.nresult; s++) {
        const pk_summary_t mean = pk_told_summary(&c, s, "profit");
        assert_close(pk_told_value_grain(&c, "profit", &mean), grain, 0);
        const pk_difference_t *d = pk_comparison_find(&c, s, 0, "profit");
        if (d != NULL) {
            assert_close(pk_told_difference_grain(&c, d), grain, 0);
        }
    }
    assert_true(pk_told_amount_grain(&c, "profit", grain / 100) < grain);
    plan_free(&c);
}

/* The comparison by hand, its first KPI called the cost and its last the revenue that the profit asks for. */
static pk_comparison_t comparison_of_money(void)
{
    pk_comparison_t c = plan_comparison();
    for (int s = 0; s < c.nresult; s++) {
        c.results[s].kpis[0].name = "cost";
        c.results[s].kpis[3].name = "revenue";
    }
    for (int i = 0; i < c.ndifference; i++) {
        pk_difference_t *d = &c.differences[i];
        d->kpi = c.results[d->scenario].kpis[d->cell].name;
        if (d->cell == 3) {
            d->sure.gain = d[-1].sure.gain + d[-2].sure.gain + d[-3].sure.gain;
        }
    }
    return c;
}

/* A tile of the revenue has the figure of the table in which revenue - cost - spend is the profit. */
static void parts_of_the_profit_are_told_as_they_add_up(void **state)
{
    (void)state;
    pk_comparison_t c = comparison_of_money();
    double parts[PK_MONEY_PARTS];
    int checked = 0;
    for (int s = 0; s < c.nresult; s++) {
        const double grain = pk_told_grain(&c, "profit");
        if (!pk_told_parts(&c, s, grain, parts)) {
            continue;
        }
        assert_close(parts[PK_MONEY_REVENUE] - parts[PK_MONEY_COST] - parts[PK_MONEY_SPEND], parts[PK_MONEY_PROFIT],
                     1e-6 * grain);
        for (int k = PK_MONEY_REVENUE; k <= PK_MONEY_COST; k++) {
            const pk_difference_t *d = pk_comparison_find(&c, s, 0, pk_money_parts[k]);
            assert_close(pk_told_difference(&c, d), parts[k] != 0 ? parts[k] : pk_difference_told(d), 0);
            assert_close(pk_told_grain(&c, d->kpi), grain, 0);
            checked++;
        }
        const pk_difference_t *profit = pk_comparison_find(&c, s, 0, "profit");
        assert_close(pk_told_difference(&c, profit), pk_difference_told(profit), 0);
    }
    assert_true(checked > 0);
    plan_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_number_is_told),
        cmocka_unit_test(a_mean_is_the_baselines_and_the_difference),
        cmocka_unit_test(a_kpi_has_one_grain),
        cmocka_unit_test(parts_of_the_profit_are_told_as_they_add_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
