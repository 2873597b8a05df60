/* What is paid in a step beside what is felt of it, by hand from the rules of models/README.md: geometric carry-over
 * x_t = x_{t-1} + (1 - r)(spend_t - x_{t-1}) from the model's own spend, scaled to the population; paid as written. */
#include "engine_fixture.h"

enum { TV, WEB, RIVAL, SHOW, HELP, CARD, DRIVERS };

static const char *const model = "polku: 1\nname: m\nstep: week\ncurrency: EUR\npopulation: 1000\n"
                                 "stages: {a: {role: prospect, start: rest}, b: {role: customer}}\n"
                                 "transitions: {a -> b: {probability: 2%, revenue: 10}}\n"
                                 "channels:\n"
                                 "  tv: {spend: 100 to 300, saturation: {half: 300}, effects: {a -> b: x1.1}}\n"
                                 "  web:\n"
                                 "    spend: 80\n"
                                 "    carryover: {retention: 0.5}\n"
                                 "    saturation: {half: 300}\n"
                                 "    effects: {a -> b: x1.1}\n"
                                 "  rival: {ours: false, spend: 50, saturation: {half: 9}, effects: {a -> b: x0.9}}\n"
                                 "  show: {spend: 0, saturation: {half: 300}, effects: {a -> b: x1.1}}\n"
                                 "levers:\n"
                                 "  help: {value: 1, cost: {per_step: 40}, effects: {a -> b: x1.1}}\n"
                                 "  card: {value: 1, cost: {a -> b: 3}, effects: {a -> b: x1.1}}\n";

static double paid(const pk_fixture_t *f, int step, int driver)
{
    return f->result.driver_paid[(step - 1) * f->result.ndriver + driver];
}

static double felt(const pk_fixture_t *f, int step, int driver)
{
    return f->result.driver_value[(step - 1) * f->result.ndriver + driver];
}

/* In a market twice as large as the model's: 2 EUR felt for each 4 paid. */
static void pays_as_written(void **state)
{
    (void)state;
    static const double spend[] = {0, 80, 386, 500, 500, 80};
    pk_fixture_t f;
    pk_fixture_run(&f, model,
                   "horizon: 5\nruns: 40\npopulation: 2000\nlevers: {help: [{until: 2, value: 1}, {otherwise: 3}]}\n"
                   "spend:\n  web:\n  - {until: 1, value: 80}\n  - {until: 2, value: 386}\n"
                   "  - {until: 4, total: 1000}\n  - {otherwise: 80}\n",
                   (pk_run_options_t){.series = true});
    assert_int_equal(f.result.ndriver, DRIVERS);
    double level = 80, sum = 0;
    for (int t = 1; t <= 5; t++) {
        level = 0.5 * spend[t] + 0.5 * level;
        assert_near(paid(&f, t, WEB), spend[t], 0);
        assert_near(felt(&f, t, WEB), level / 2, 1e-9);
        assert_near(felt(&f, t, TV), paid(&f, t, TV) / 2, 1e-9);
        assert_near(paid(&f, t, SHOW), 0, 0);
        assert_near(paid(&f, t, HELP), t <= 2 ? 40 : 120, 0);
        assert_true(isnan(paid(&f, t, RIVAL)) && felt(&f, t, RIVAL) == 25);
        assert_true(isnan(paid(&f, t, CARD)) && felt(&f, t, CARD) == 1);
        sum += paid(&f, t, TV) + paid(&f, t, WEB) + paid(&f, t, SHOW);
    }
    for (int k = 0; k < f.result.nkpi; k++) {
        if (strcmp(f.result.kpis[k].name, "spend") == 0) {
            assert_near(sum, f.result.kpi[pk_kpi_cell(&f.result, 0, 0, k)].mean, 1e-9 * sum);
        }
    }
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(pays_as_written)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
