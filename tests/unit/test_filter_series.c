/* What a series may be: KPIs, personas, sums over months, parts held out; and what is refused. Oracles are other series
 * of the same thing. */
#include "observed.h"

#include "base/parallel.h"

#define MODEL                                                                                                          \
    "polku: 1\nname: test\nstep: week\npopulation: 40000\ncurrency: EUR\n"                                             \
    "stages: {unaware: {role: prospect, start: rest}, lead: {role: prospect, start: 2%}, "                             \
    "customer: {role: customer, start: 1%, revenue: 10}}\n"                                                            \
    "transitions: {unaware -> lead: {probability: 0.2%, by_persona: {near: {probability: x2}}}, "                      \
    "lead -> customer: {probability: 20%, revenue: PRICE}, customer -> unaware: {probability: 3%}}\n"                  \
    "personas: {near: {share: 30%}, far: {share: rest}}\n"

static void read_model(pk_journey_t *j, const char *price, const char *stage_pays, const pk_watched_t *watched,
                       int count)
{
    char model[2000];
    const char *mark = strstr(MODEL, "PRICE"), *pays = strstr(MODEL, ", revenue: 10");
    snprintf(model, sizeof model, "%.*s%s%.*s%s%s", (int)(pays - MODEL), MODEL, stage_pays, (int)(mark - pays - 13),
             pays + 13, price, mark + 5);
    pk_journey_read(j, model, "horizon: 40\n", watched, count);
}

/* Of one series alone: its likelihood, and how it was foretold. */
static double told_of(pk_journey_t *j, int series, pk_foretold_t *told)
{
    pk_filter_t filter;
    const pk_filter_options_t options = {
        .plan = &j->plan, .series = &j->series[series], .nseries = 1, .last_step = 40, .chains = 1};
    assert_int_equal(pk_filter_init(&filter, &options, &j->fixture.diag), PK_OK);
    const double log_likelihood = pk_filter_foretell(&filter, 0, j->draws, told);
    pk_filter_free(&filter);
    return log_likelihood;
}

static void observe(pk_journey_t *j, uint64_t run)
{
    pk_sim_t sim;
    pk_sim_init(&sim, &j->plan, &pk_chance_cohort);
    pk_journey_observe(j, &sim, run, j->draws);
    pk_sim_free(&sim);
}

/* Revenue at 150 a purchase is 150 times the flow; so are purchases and new customers the flow itself. */
static void kpis_are_weighted_flows(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "lead -> customer", .every = 4},
                                    {.name = "purchases", .every = 4},
                                    {.name = "new_customers", .every = 4},
                                    {.name = "revenue", .every = 4}};
    pk_journey_t j;
    pk_foretold_t flow[10], kpi[10];
    read_model(&j, "150", "", watched, 4);
    j.nseries = 1;
    observe(&j, 4);
    j.nseries = 4;
    for (int s = 1; s < 4; s++) {
        for (int v = 0; v < 10; v++) {
            j.series[s].values[v].value = j.series[0].values[v].value * (s == 3 ? 150 : 1);
        }
        assert_close(told_of(&j, s, kpi), told_of(&j, 0, flow), 1e-9);
        for (int v = 0; v < 10; v++) {
            assert_close(kpi[v].mean, flow[v].mean * (s == 3 ? 150 : 1), 1e-9);
            assert_close(kpi[v].sd, flow[v].sd * (s == 3 ? 150 : 1), 1e-9);
        }
    }
    pk_journey_free(&j);
}

/* What 10 a customer a week brings in, and customers at the end of the week. */
static void stages_may_pay(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {
        {.name = "customer", .every = 1}, {.name = "revenue", .every = 1}, {.name = "customers", .every = 1}};
    pk_journey_t j;
    pk_foretold_t count[40], paid[40], kpi[40];
    read_model(&j, "0", ", revenue: 10", watched, 3);
    j.nseries = 1;
    observe(&j, 4);
    j.nseries = 3;
    for (int v = 0; v < 40; v++) {
        j.series[1].values[v].value = 10 * j.series[0].values[v].value;
        j.series[2].values[v].value = j.series[0].values[v].value;
    }
    told_of(&j, 1, paid);
    assert_close(told_of(&j, 0, count), told_of(&j, 2, kpi), 1e-9);
    for (int v = 0; v < 40; v++) {
        assert_close(paid[v].mean, 10 * count[v].mean, 1e-9);
        assert_close(paid[v].sd, 10 * count[v].sd, 1e-9);
    }
    pk_journey_free(&j);
}

/* Personas do not mix: two series of one each are as likely as both alone. And a year's sum that is not seen is
 * foretold as its weeks are. */
static void personas_are_apart(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "lead -> customer", .every = 4, .group = 1},
                                    {.name = "lead -> customer", .every = 4, .group = 2}};
    pk_journey_t j;
    pk_filter_t filter;
    pk_foretold_t told[20];
    read_model(&j, "150", "", watched, 2);
    observe(&j, 9);
    pk_journey_filter(&j, &filter, 40, 1);
    assert_close(pk_filter_log_likelihood(&filter, 0, j.draws), told_of(&j, 0, told) + told_of(&j, 1, told), 1e-9);
    assert_int_equal(filter.nentry, 2 * 3 + 2);
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

/* What lies past the last step that is seen changes nothing, and is foretold all the same. */
static void the_rest_is_held_out(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "lead -> customer", .every = 1}};
    pk_journey_t j;
    pk_filter_t filter;
    pk_foretold_t told[40], all[40];
    read_model(&j, "150", "", watched, 1);
    observe(&j, 9);
    told_of(&j, 0, all);
    pk_journey_filter(&j, &filter, 30, 1);
    assert_int_equal(filter.nseen, 30);
    const double before = pk_filter_log_likelihood(&filter, 0, j.draws);
    j.series[0].values[35].value += 1000;
    assert_true(pk_filter_log_likelihood(&filter, 0, j.draws) == before);
    assert_close(pk_filter_foretell(&filter, 0, j.draws, told), before, 1e-12);
    assert_false(told[35].seen);
    assert_close(told[30].sd, all[30].sd, 1e-12); /* the last that is foretold from all before it */
    assert_true(told[39].sd > all[39].sd);
    j.series[0].values[10].value += 10;
    assert_true(pk_filter_log_likelihood(&filter, 0, j.draws) != before);
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

typedef struct {
    pk_filter_t *filter;
    const double *draws;
    double value[64];
} pk_many_t;

static void one_of_many(void *context, long index, int worker)
{
    pk_many_t *many = context;
    many->value[index] = pk_filter_log_likelihood(many->filter, worker, many->draws);
}

/* Chains side by side, and one after another's likelihood, give the same bytes. */
static void chains_do_not_meet(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "lead -> customer", .every = 1}};
    pk_journey_t j;
    pk_filter_t filter;
    read_model(&j, "150", "", watched, 1);
    observe(&j, 9);
    pk_journey_filter(&j, &filter, 40, 4);
    pk_many_t many = {.filter = &filter, .draws = j.draws};
    pk_parallel_for(64, 4, one_of_many, &many);
    for (int k = 1; k < 64; k++) {
        assert_true(many.value[k] == many.value[0]);
    }
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

static void prices_must_be_fixed(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "revenue", .every = 1}};
    pk_journey_t j;
    pk_filter_t filter;
    read_model(&j, "100 to 200", "", watched, 1);
    const pk_filter_options_t options = {
        .plan = &j.plan, .series = j.series, .nseries = 1, .last_step = 40, .chains = 1};
    assert_int_equal(pk_filter_init(&filter, &options, &j.fixture.diag), PK_BAD_INPUT);
    assert_string_equal(j.fixture.diag.messages[j.fixture.diag.count - 1].text,
                        "revenue is not a sum of flows and stages at fixed prices, so that the journey's own noise of "
                        "it is not known");
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

/* Numbers that the model makes impossible have no likelihood; nor have more than a crew can do. */
static void the_impossible_has_none(void **state)
{
    (void)state;
    const pk_watched_t watched[] = {{.name = "a -> b", .every = 1}};
    pk_journey_t j;
    pk_filter_t filter;
    pk_movable_t number;
    pk_journey_read(&j,
                    "polku: 1\nname: test\nstep: week\npopulation: 1000\nstages: {a: {start: 100%}, b: {}, c: {}}\n"
                    "transitions: {a -> b: {probability: 10%}, a -> c: {probability: 20%}}\n"
                    "capacity: {crew: {per_step: 40, uses: {a -> b: 1}}}\n",
                    "horizon: 5\n", watched, 1);
    observe(&j, 1);
    pk_journey_filter(&j, &filter, 5, 1);
    assert_true(pk_filter_log_likelihood(&filter, 0, j.draws) > -1000);
    j.series[0].values[2].value = 41;
    assert_true(pk_filter_log_likelihood(&filter, 0, j.draws) == -INFINITY);
    j.series[0].values[2].value = 40;
    assert_int_equal(pk_movable_find(&j.plan, "transitions.a -> b.probability", &number, &j.fixture.diag), PK_OK);
    j.draws[number.slots[0]] = 0.9;
    assert_true(pk_filter_log_likelihood(&filter, 0, j.draws) == -INFINITY);
    pk_filter_free(&filter);
    pk_journey_free(&j);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kpis_are_weighted_flows), cmocka_unit_test(stages_may_pay),
        cmocka_unit_test(personas_are_apart),      cmocka_unit_test(the_rest_is_held_out),
        cmocka_unit_test(chains_do_not_meet),      cmocka_unit_test(prices_must_be_fixed),
        cmocka_unit_test(the_impossible_has_none)};
    return cmocka_run_group_tests_name("filter_series", tests, NULL, NULL);
}
