#include "number_text.h"

#include "model/number_parts.h"

/* The law's quantile at u, from the canonical arguments as the engine takes them. */
static double quantile_of(const pk_number_t *number, double u)
{
    double given[PK_LAW_ARGUMENTS] = {0}, a[PK_LAW_ARGUMENTS] = {0};
    for (int k = 0; k < number->nargument; k++) {
        a[k] = given[k] = number->arguments[k]->value;
    }
    if (number->spelling) {
        assert_true(number->law->spellings[number->spelling - 1].convert(given, a));
    }
    return number->scale * number->law->quantile(a, u);
}

/* The ends of `a to b` are the 5% and 95% points of its law. */
static void an_interval_holds_the_central_90_percent(void **state)
{
    (void)state;
    static const struct {
        const char *text, *law;
        pk_domain_t domain;
        double low, high;
    } rows[] = {{"2% to 9%", "logitnormal", PK_PROBABILITY, 0.02, 0.09},
                {"20% to 40%", "logitnormal", PK_SHARE, 0.2, 0.4},
                {"0.5 to 0.8", "logitnormal", PK_RETENTION, 0.5, 0.8},
                {"1% to 3%", "logitnormal", PK_ADDITION, 0.01, 0.03},
                {"20% to 99%", "logitnormal", PK_BROUGHT, 0.2, 0.99},
                {"400 to 440", "lognormal", PK_MONEY, 400, 440},
                {"2% to 9%", "lognormal", PK_RATE, 0.02, 0.09},
                {"1.2 to 1.6", "lognormal", PK_FACTOR, 1.2, 1.6},
                {"3% to 6%", "lognormal", PK_DISCOUNT, 0.03, 0.06},
                {"-5 to 20", "normal", PK_MONEY, -5, 20},
                {"0 to 20", "normal", PK_NONNEGATIVE, 0, 20},
                {"-3 to -1", "normal", PK_REAL, -3, -1},
                {"10 to 14 weeks", "lognormal", PK_DURATION, 10, 14},
                {"10 weeks to 14 weeks", "lognormal", PK_DURATION, 10, 14},
                {"14 days to 1 year", "lognormal", PK_DURATION, 2, 365.25 / 7}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_number_t *number = number_of(rows[i].text, rows[i].domain, 0);
        assert_int_equal(number->kind, PK_NUMBER_LAW);
        assert_string_equal(number->law->name, rows[i].law);
        assert_near(quantile_of(number, 0.05), rows[i].low, 1e-13 * fmax(1, fabs(rows[i].low)));
        assert_close(quantile_of(number, 0.95), rows[i].high, 1e-13);
    }
}

/* The three parts of `a to b to c` are the 5%, 50% and 95% points, in every domain that has intervals of its own. */
static void three_points_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *text, *law;
        pk_domain_t domain;
        double low, middle, high;
    } rows[] = {{"2% to 4% to 9%", "three-point logit-normal", PK_PROBABILITY, 0.02, 0.04, 0.09},
                {"0.5 to 0.79 to 0.8", "three-point logit-normal", PK_RETENTION, 0.5, 0.79, 0.8},
                {"20% to 30% to 40%", "three-point logit-normal", PK_BROUGHT, 0.2, 0.3, 0.4},
                {"400 to 410 to 440", "three-point lognormal", PK_MONEY, 400, 410, 440},
                {"2% to 8% to 9%", "three-point lognormal", PK_RATE, 0.02, 0.08, 0.09},
                {"1.2 to 1.5 to 2", "three-point lognormal", PK_FACTOR, 1.2, 1.5, 2},
                {"-5 to 0 to 20", "three-point normal", PK_MONEY, -5, 0, 20},
                {"0 to 1 to 20", "three-point normal", PK_NONNEGATIVE, 0, 1, 20},
                {"10 to 11 to 14 weeks", "three-point lognormal", PK_DURATION, 10, 11, 14},
                {"14 days to 4 weeks to 1 year", "three-point lognormal", PK_DURATION, 2, 4, 365.25 / 7}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_number_t *number = number_of(rows[i].text, rows[i].domain, 0);
        assert_int_equal(number->kind, PK_NUMBER_LAW);
        assert_string_equal(number->law->name, rows[i].law);
        assert_near(quantile_of(number, 0.05), rows[i].low, 1e-13 * fmax(1, fabs(rows[i].low)));
        assert_near(quantile_of(number, 0.5), rows[i].middle, 1e-13 * fmax(1, fabs(rows[i].middle)));
        assert_close(quantile_of(number, 0.95), rows[i].high, 1e-13);
    }
}

/* With its middle at the median of `a to b` it is the law of `a to b`. */
static void three_points_at_the_median_are_the_interval(void **state)
{
    (void)state;
    static const struct {
        const char *two, *three;
        pk_domain_t domain;
    } rows[] = {{"20% to 80%", "20% to 50% to 80%", PK_SHARE},
                {"100 to 400", "100 to 200 to 400", PK_MONEY},
                {"-10 to 30", "-10 to 10 to 30", PK_MONEY}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_number_t *two = number_of(rows[i].two, rows[i].domain, 0),
                          *three = number_of(rows[i].three, rows[i].domain, 0);
        double a[PK_LAW_ARGUMENTS], b[PK_LAW_ARGUMENTS], ignored;
        bool certain = true;
        assert_true(pk_number_canonical(two, a, &certain) && pk_number_canonical(three, b, &certain));
        for (double u = 0.001; u < 1; u += 0.037) {
            const double x = two->law->quantile(a, u);
            assert_near(three->law->quantile(b, u), x, 1e-12 * fmax(1, fabs(x)));
            assert_near(three->law->cdf(b, x), two->law->cdf(a, x), 1e-13);
            assert_near(three->law->log_density(b, x, &ignored), two->law->log_density(a, x, &ignored), 1e-11);
        }
        assert_close(three->law->mean(b), two->law->mean(a), 1e-12);
        assert_close(three->law->variance(b), two->law->variance(a), 1e-10);
    }
}

static void refuses_three_points_that_do_not_fit(void **state)
{
    (void)state;
    refuse("2% to 9% to 4%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 2% to 9% to 4% is no interval: low, middle and high must ascend\n"
           "  k: 2% to 9% to 4%\n"
           "     ^~~~~~~~~~~~~~\n"
           "  hint: write 2% to 4% to 9%\n");
    refuse("2% to 2% to 4%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 2% to 2% to 4% is no interval: low, middle and high must ascend\n"
           "  k: 2% to 2% to 4%\n"
           "     ^~~~~~~~~~~~~~\n"
           "  hint: where two of them are the same, an interval of two ends says all that is known\n");
    refuse("0% to 2% to 4%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be 0% to 2% to 4%: an interval of this kind never reaches 0% or 100%\n"
           "  k: 0% to 2% to 4%\n"
           "     ^~~~~~~~~~~~~~\n"
           "  hint: move the end a little inside, or write pert(low, most likely, high)\n");
    refuse("2 to 4 to 9%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 2 to 4 to 9% has a percent sign at some of its parts only\n"
           "  k: 2 to 4 to 9%\n"
           "     ^~~~~~~~~~~~\n"
           "  hint: write it three times: 2% to 4% to 9%\n");
    refuse("10 weeks to 12 to 14", PK_DURATION, 0,
           "a.yaml:1:4: error: 10 weeks to 12 to 14 has a unit at some of its parts only\n"
           "  k: 10 weeks to 12 to 14\n"
           "     ^~~~~~~~~~~~~~~~~~~~\n"
           "  hint: write it three times: 10 weeks to 12 weeks to 14 weeks\n");
    refuse("1 to 2 to 3 to 4", PK_MONEY, 0,
           "a.yaml:1:16: error: cannot read \"to 4\" after 1 to 2 to 3\n"
           "  k: 1 to 2 to 3 to 4\n"
           "                 ^~~~\n"
           "  hint: an interval has two ends and, if you like, its middle: 2% to 4% to 9%\n");
}

static void calls_take_positions_or_names(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int spelling;
        double arguments[PK_LAW_ARGUMENTS];
    } rows[] = {{"normal(420, 150)", 0, {420, 150}},
                {"normal(sd=150, mean=420)", 0, {420, 150}},
                {"lognormal(6, 0.3)", 0, {6, 0.3}},
                {"lognormal(mean=420, sd=150)", 1, {420, 150}},
                {"uniform(1, 2)", 0, {1, 2}},
                {"triangular(1, 2, 4)", 0, {1, 2, 4}},
                {"pert( 1 ,2,4 )", 0, {1, 2, 4}},
                {"pert(mode = 2, low = 1, high = 4)", 0, {1, 2, 4}},
                {"beta(0.7, 3.8)", 0, {0.7, 3.8}},
                {"beta(mean=5%, n=200)", 1, {0.05, 200}},
                {"beta(sd=1%, mean=5%)", 2, {0.05, 0.01}},
                {"gamma(7.8, 53)", 0, {7.8, 53}},
                {"gamma(mean=420, sd=150)", 1, {420, 150}},
                {"weibull(3, 10)", 0, {3, 10}},
                {"weibull(shape=3, mean=10)", 1, {3, 10}},
                {"exponential(3)", 0, {3}},
                {"poisson(mean=3)", 0, {3}},
                {"fixed(d=3)", 0, {3}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const pk_number_t *number = number_of(rows[i].text, PK_NONNEGATIVE, 0);
        assert_int_equal(number->kind, PK_NUMBER_LAW);
        assert_int_equal(number->spelling, rows[i].spelling);
        for (int k = 0; k < number->nargument; k++) {
            assert_true(number->arguments[k]->value == rows[i].arguments[k]);
        }
    }
}

static void arguments_are_numbers_below_the_law(void **state)
{
    (void)state;
    const pk_number_t *number = number_of("lognormal(mean=400 to 440, sd=exponential(150))", PK_MONEY, 0);
    assert_string_equal(number->arguments[0]->path, "a.k.mean");
    assert_string_equal(number->arguments[0]->law->name, "lognormal");
    assert_string_equal(number->arguments[1]->path, "a.k.sd");
    assert_string_equal(number->arguments[1]->arguments[0]->path, "a.k.sd.mean");
    assert_true(number->arguments[1]->low > 0 && number->arguments[1]->high == INFINITY);
    static const char *const order[] = {"a.k.mean.mu", "a.k.mean.sigma", "a.k.mean", "a.k.sd.mean", "a.k.sd", "a.k"};
    assert_int_equal(book.count, 6);
    for (int i = 0; i < book.count; i++) {
        assert_string_equal(book.all[i]->path, order[i]);
        assert_int_equal(book.all[i]->slot, i);
    }
}

/* low and high of a law may lie outside: its draws are cut; d of fixed is the number itself. */
static void arguments_may_leave_the_domain(void **state)
{
    (void)state;
    assert_close(number_of("uniform(-10%, 20%)", PK_PROBABILITY, 0)->arguments[0]->value, -0.1, 0);
    assert_close(number_of("normal(mean=-1%, sd=2%)", PK_PROBABILITY, 0)->arguments[0]->value, -0.01, 0);
    assert_string_equal(number_of("beta(mean=2% to 9%, n=200)", PK_PROBABILITY, 0)->arguments[0]->law->name,
                        "logitnormal");
    assert_string_equal(number_of("gamma(shape=1 to 3, scale=2)", PK_DURATION, 0)->arguments[0]->law->name,
                        "lognormal");
    assert_close(number_of("gamma(shape=4, scale=14 days)", PK_DURATION, 0)->arguments[1]->value, 2, 0);
}

static void refuses_ends_that_do_not_match(void **state)
{
    (void)state;
    refuse("1 to 3%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 1 to 3% has a percent sign at one end only\n"
           "  k: 1 to 3%\n"
           "     ^~~~~~~\n"
           "  hint: write it at both ends: 1% to 3%\n");
    refuse("1% to 3", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 1% to 3 has a percent sign at one end only\n"
           "  k: 1% to 3\n"
           "     ^~~~~~~\n"
           "  hint: write it at both ends: 1% to 3%\n");
    refuse("10 weeks to 14", PK_DURATION, 0,
           "a.yaml:1:4: error: 10 weeks to 14 has a unit at one end only\n"
           "  k: 10 weeks to 14\n"
           "     ^~~~~~~~~~~~~~\n"
           "  hint: write it at both ends: 10 weeks to 14 weeks\n");
}

static void refuses_intervals_upside_down_and_empty(void **state)
{
    (void)state;
    refuse("9% to 2%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 9% to 2% is no interval: the first end must be below the second\n"
           "  k: 9% to 2%\n"
           "     ^~~~~~~~\n"
           "  hint: write 2% to 9%\n");
    refuse("5% to 5%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: 5% to 5% is no interval: the first end must be below the second\n"
           "  k: 5% to 5%\n"
           "     ^~~~~~~~\n"
           "  hint: write 5%, if it is known\n");
}

static void refuses_intervals_out_of_the_domain(void **state)
{
    (void)state;
    refuse("0% to 5%", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: k cannot be 0% to 5%: an interval of this kind never reaches 0% or 100%\n"
           "  k: 0% to 5%\n"
           "     ^~~~~~~~\n"
           "  hint: move the end a little inside, or write uniform(low, high)\n");
    refuse("95% to 100%", PK_SHARE, 0,
           "a.yaml:1:4: error: k cannot be 95% to 100%: an interval of this kind never reaches 0% or 100%\n"
           "  k: 95% to 100%\n"
           "     ^~~~~~~~~~~\n"
           "  hint: move the end a little inside, or write uniform(low, high)\n");
    refuse("-1 to 5", PK_NONNEGATIVE, 0,
           "a.yaml:1:4: error: k cannot be -1: allowed is 0 or more\n"
           "  k: -1 to 5\n"
           "     ^~\n");
    refuse("0 to 5", PK_POSITIVE, 0,
           "a.yaml:1:4: error: k cannot be 0: allowed is a number above 0\n"
           "  k: 0 to 5\n"
           "     ^\n");
    refuse("50% to 120%", PK_BROUGHT, 0,
           "a.yaml:1:11: error: k cannot be 120%: allowed is 0 to 1 (0% to 100%)\n"
           "  k: 50% to 120%\n"
           "            ^~~~\n");
}

static void refuses_unknown_laws(void **state)
{
    (void)state;
    refuse("gama(1, 2)", PK_MONEY, 0,
           "a.yaml:1:4: error: there is no law \"gama\"\n"
           "  k: gama(1, 2)\n"
           "     ^~~~\n"
           "  hint: did you mean gamma?\n");
    refuse("logitnormal(1, 2)", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: there is no law \"logitnormal\"\n"
           "  k: logitnormal(1, 2)\n"
           "     ^~~~~~~~~~~\n"
           "  hint: did you mean lognormal?\n");
    refuse("dirichlet(1, 2)", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: there is no law \"dirichlet\"\n"
           "  k: dirichlet(1, 2)\n"
           "     ^~~~~~~~~\n"
           "  hint: a dirichlet law stands in the exits: of a stage\n");
    refuse("quux(1, 2)", PK_MONEY, 0,
           "a.yaml:1:4: error: there is no law \"quux\"\n"
           "  k: quux(1, 2)\n"
           "     ^~~~\n"
           "  hint: the laws are normal, lognormal, uniform, triangular, pert, beta, gamma, weibull, exponential, "
           "poisson, fixed, sample\n");
}

static void refuses_wrong_arguments(void **state)
{
    (void)state;
    refuse("gamma(1)", PK_MONEY, 0,
           "a.yaml:1:4: error: gamma(1) does not have the arguments of this law\n"
           "  k: gamma(1)\n"
           "     ^~~~~~~~\n"
           "  hint: write gamma(shape, scale) or gamma(mean=…, sd=…)\n");
    refuse("gamma()", PK_MONEY, 0,
           "a.yaml:1:4: error: gamma() does not have the arguments of this law\n"
           "  k: gamma()\n"
           "     ^~~~~~~\n"
           "  hint: write gamma(shape, scale) or gamma(mean=…, sd=…)\n");
    refuse("gamma(mean=1, scale=3)", PK_MONEY, 0,
           "a.yaml:1:4: error: gamma(mean=1, scale=3) does not have the arguments of this law\n"
           "  k: gamma(mean=1, scale=3)\n"
           "     ^~~~~~~~~~~~~~~~~~~~~~\n"
           "  hint: write gamma(shape, scale) or gamma(mean=…, sd=…)\n");
    refuse("gamma(mean=1, mean=3)", PK_MONEY, 0,
           "a.yaml:1:4: error: gamma(mean=1, mean=3) does not have the arguments of this law\n"
           "  k: gamma(mean=1, mean=3)\n"
           "     ^~~~~~~~~~~~~~~~~~~~~\n"
           "  hint: write gamma(shape, scale) or gamma(mean=…, sd=…)\n");
    refuse("beta(mean=5%, 200)", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: beta(mean=5%, 200) names some of its arguments and others not\n"
           "  k: beta(mean=5%, 200)\n"
           "     ^~~~~~~~~~~~~~~~~~\n"
           "  hint: write beta(a, b), beta(mean=…, n=…) or beta(mean=…, sd=…)\n");
    refuse("pert(0,2, 0,5, 0,9)", PK_SHARE, 0,
           "a.yaml:1:4: error: pert(0,2, 0,5, 0,9) does not have the arguments of this law\n"
           "  k: pert(0,2, 0,5, 0,9)\n"
           "     ^~~~~~~~~~~~~~~~~~~\n"
           "  hint: write pert(low, mode, high); decimals have a point: 0.2\n");
    refuse("fixed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)", PK_MONEY, 0,
           "a.yaml:1:4: error: fixed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10) does not have the arguments of this law\n"
           "  k: fixed(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)\n"
           "     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~\n"
           "  hint: write fixed(d)\n");
    refuse("exponential(rate=3)", PK_MONEY, 0,
           "a.yaml:1:4: error: exponential(rate=3) does not have the arguments of this law\n"
           "  k: exponential(rate=3)\n"
           "     ^~~~~~~~~~~~~~~~~~~\n"
           "  hint: write exponential(mean)\n");
}

static void refuses_percent_and_units_where_an_argument_has_none(void **state)
{
    (void)state;
    refuse("beta(a=5%, b=3)", PK_PROBABILITY, 0,
           "a.yaml:1:11: error: a cannot be 5%: it is no share of anything\n"
           "  k: beta(a=5%, b=3)\n"
           "            ^~\n"
           "  hint: write it without %\n");
    refuse("beta(mean=5%, n=200%)", PK_PROBABILITY, 0,
           "a.yaml:1:20: error: n cannot be 200%: it is no share of anything\n"
           "  k: beta(mean=5%, n=200%)\n"
           "                     ^~~~\n"
           "  hint: write it without %\n");
    refuse("gamma(mean=3, sd=2 weeks)", PK_MONEY, 0,
           "a.yaml:1:21: error: sd cannot be 2 weeks: it is no duration\n"
           "  k: gamma(mean=3, sd=2 weeks)\n"
           "                      ^~~~~~~\n"
           "  hint: write the number without a unit of time\n");
    refuse("weibull(shape=4 weeks, mean=3 weeks)", PK_DURATION, 0,
           "a.yaml:1:18: error: shape cannot be 4 weeks: it is no duration\n"
           "  k: weibull(shape=4 weeks, mean=3 weeks)\n"
           "                   ^~~~~~~\n"
           "  hint: write the number without a unit of time\n");
    refuse("gamma(shape=3 per year, scale=2)", PK_AMOUNT, 0,
           "a.yaml:1:18: error: shape cannot be per year\n"
           "  k: gamma(shape=3 per year, scale=2)\n"
           "                   ^~~~~~~~\n"
           "  hint: write it without a period\n");
}

static void refuses_arguments_out_of_their_range(void **state)
{
    (void)state;
    refuse("gamma(mean=-5, sd=2)", PK_MONEY, 0,
           "a.yaml:1:15: error: mean cannot be -5: allowed is a number above 0\n"
           "  k: gamma(mean=-5, sd=2)\n"
           "                ^~\n");
    refuse("beta(mean=150%, n=3)", PK_PROBABILITY, 0,
           "a.yaml:1:14: error: mean cannot be 150%: allowed is above 0 and below 1 (0% and 100%)\n"
           "  k: beta(mean=150%, n=3)\n"
           "               ^~~~\n");
    refuse("normal(3, 0)", PK_MONEY, 0,
           "a.yaml:1:14: error: sd cannot be 0: allowed is a number above 0\n"
           "  k: normal(3, 0)\n"
           "               ^\n");
    refuse("uniform(3, 1)", PK_MONEY, 0,
           "a.yaml:1:4: error: no uniform law has these arguments\n"
           "  k: uniform(3, 1)\n"
           "     ^~~~~~~~~~~~~\n"
           "  hint: it needs low below high\n");
    refuse("pert(3, 2, 5)", PK_MONEY, 0,
           "a.yaml:1:4: error: no pert law has these arguments\n"
           "  k: pert(3, 2, 5)\n"
           "     ^~~~~~~~~~~~~\n"
           "  hint: it needs low, mode and high in ascending order, low below high\n");
    refuse("beta(mean=50%, sd=60%)", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: no beta law has these arguments\n"
           "  k: beta(mean=50%, sd=60%)\n"
           "     ^~~~~~~~~~~~~~~~~~~~~~\n"
           "  hint: it needs sd below the square root of mean (1 - mean)\n");
    refuse("beta(1e9, 1)", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: no beta law has these arguments\n"
           "  k: beta(1e9, 1)\n"
           "     ^~~~~~~~~~~~\n"
           "  hint: it needs a and b above 0 and at most 1e8\n");
}

static void refuses_laws_with_nothing_inside(void **state)
{
    (void)state;
    refuse("uniform(2, 3)", PK_PROBABILITY, 0,
           "a.yaml:1:4: error: nothing of this uniform law is allowed: k is 0 to 1 (0% to 100%)\n"
           "  k: uniform(2, 3)\n"
           "     ^~~~~~~~~~~~~\n");
    refuse("fixed(-3)", PK_NONNEGATIVE, 0,
           "a.yaml:1:10: error: d cannot be -3: allowed is 0 or more\n"
           "  k: fixed(-3)\n"
           "           ^~\n");
    refuse("uniform(-3, -1)", PK_RATE, 0,
           "a.yaml:1:4: error: nothing of this uniform law is allowed: k is 0 or more\n"
           "  k: uniform(-3, -1)\n"
           "     ^~~~~~~~~~~~~~~\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_interval_holds_the_central_90_percent, start, finish),
        cmocka_unit_test_setup_teardown(three_points_are_exact, start, finish),
        cmocka_unit_test_setup_teardown(three_points_at_the_median_are_the_interval, start, finish),
        cmocka_unit_test_setup_teardown(refuses_three_points_that_do_not_fit, start, finish),
        cmocka_unit_test_setup_teardown(calls_take_positions_or_names, start, finish),
        cmocka_unit_test_setup_teardown(arguments_are_numbers_below_the_law, start, finish),
        cmocka_unit_test_setup_teardown(arguments_may_leave_the_domain, start, finish),
        cmocka_unit_test_setup_teardown(refuses_ends_that_do_not_match, start, finish),
        cmocka_unit_test_setup_teardown(refuses_intervals_upside_down_and_empty, start, finish),
        cmocka_unit_test_setup_teardown(refuses_intervals_out_of_the_domain, start, finish),
        cmocka_unit_test_setup_teardown(refuses_unknown_laws, start, finish),
        cmocka_unit_test_setup_teardown(refuses_wrong_arguments, start, finish),
        cmocka_unit_test_setup_teardown(refuses_percent_and_units_where_an_argument_has_none, start, finish),
        cmocka_unit_test_setup_teardown(refuses_arguments_out_of_their_range, start, finish),
        cmocka_unit_test_setup_teardown(refuses_laws_with_nothing_inside, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
