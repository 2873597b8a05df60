/* A description against published chains, hand computations and direct runs. */
#include "engine_fixture.h"

#include "study/describe.h"
#include "study/today.h"

static void describe(pk_fixture_t *f, pk_description_t *d, const char *model, const char *scenario)
{
    pk_fixture_read(f, model, scenario);
    const pk_status_t status = pk_describe(f->scenario, 2, d, &f->diag);
    pk_fixture_show(&f->diag);
    assert_int_equal(status, PK_OK);
}

static void finish(pk_fixture_t *f, pk_description_t *d)
{
    pk_description_free(d);
    pk_fixture_free(f);
}

static const char plain[] = "horizon: 52\npopulation: 1000\nruns: 1\n";

/* ---- the chain ---- */

/* The weather chain; stationary shares solve π P = π (51/110, 35/110, 24/110), the rest follows from them. */
static void weather(void **state)
{
    (void)state;
    const double shares[] = {.46363636, .31818182, .21818182};
    const double passage[] = {2.1568627, 4.2857143, 6.6666667, 3.7254902, 3.1428571,
                              5,         4.1176471, 2.8571429, 4.5833333};
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: w\nstep: day\nstages: {sun: {start: 100%}, cloud: {}, rain: {}}\n"
             "transitions:\n  sun -> cloud: {probability: 0.2}\n  sun -> rain: {probability: 0.1}\n"
             "  cloud -> sun: {probability: 0.3}\n  cloud -> rain: {probability: 0.3}\n"
             "  rain -> sun: {probability: 0.2}\n  rain -> cloud: {probability: 0.45}\n",
             plain);
    assert_null(d.feedback);
    assert_false(d.money);
    for (int i = 0; i < 3; i++) {
        assert_near(d.chain.stationary[i], shares[i], 5e-9);
        assert_true(isnan(d.stages[i].value[0]));
    }
    for (int cell = 0; cell < 9; cell++) {
        assert_near(d.chain.first_passage[cell], passage[cell], 5e-8);
    }
    assert_near(d.stages[0].stay_steps[0], 1 / 0.3, 1e-12);
    assert_null(d.bottlenecks.kpi); /* no money, no roles */
    finish(&f, &d);
}

/* A fair walk on five positions: from position k the left end with chance 1 - k/4, after k (4 - k) steps. */
static void walk(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: r\nstep: day\nstages: {p0: {}, p1: {}, p2: {start: 100%}, p3: {}, p4: {}}\n"
             "transitions:\n  p1 -> p0: {probability: 0.5}\n  p1 -> p2: {probability: 0.5}\n"
             "  p2 -> p1: {probability: 0.5}\n  p2 -> p3: {probability: 0.5}\n"
             "  p3 -> p2: {probability: 0.5}\n  p3 -> p4: {probability: 0.5}\n",
             plain);
    for (int k = 0; k < 5; k++) {
        assert_near(d.chain.absorption[k * 5], 1 - k / 4.0, 1e-14);
        assert_near(d.chain.absorption_time[k], k * (4.0 - k), 1e-13);
        assert_int_equal(d.stages[k].absorbing, k == 0 || k == 4);
    }
    assert_non_null(d.chain.no_stationary);
    assert_int_equal(d.bottlenecks.nfull, 6); /* all who could move already do */
    finish(&f, &d);
}

static void no_answer_is_told_in_words(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: c\nstep: day\nstages: {a: {start: 100%}, b: {}, c: {}}\n"
             "transitions: {a -> b: {probability: 1}, b -> c: {probability: 1}, c -> a: {probability: 1}}\n",
             plain);
    assert_int_equal(d.chain.period, 3);
    assert_non_null(strstr(d.chain.periodic, "periodic with period 3"));
    assert_near(d.chain.stationary[1], 1 / 3.0, 1e-14);
    finish(&f, &d);
    describe(&f, &d,
             "polku: 1\nname: i\nstep: day\nstages: {a: {start: 50%}, b: {}, c: {start: 50%}, d: {}}\n"
             "transitions:\n  a -> b: {probability: 0.5}\n  b -> a: {probability: 0.5}\n"
             "  c -> d: {probability: 0.5}\n  d -> c: {probability: 0.5}\n",
             plain);
    assert_null(d.chain.stationary);
    assert_null(d.chain.absorption);
    assert_non_null(d.chain.no_stationary);
    assert_non_null(d.chain.no_absorption);
    finish(&f, &d);
}

/* ---- today's numbers ---- */

static const char rich[] =
    "polku: 1\nname: rich\nstep: week\ncurrency: EUR\npopulation: 1000\n"
    "stages:\n  lead: {role: prospect, start: rest}\n  trial: {role: prospect, dwell: 'weibull(shape=2, mean=5)'}\n"
    "  buyer: {role: customer, start: 5%}\n"
    "personas: {near: {share: 70%}, far: {share: rest}}\n"
    "transitions:\n  lead -> trial: {probability: 4%, by_persona: {far: {probability: x0.5}}}\n"
    "  lead -> buyer: {probability: 1%, revenue: 40, cost: 10}\n"
    "  trial -> buyer: {share: 60%, revenue: 30}\n  trial -> lead: {share: rest}\n"
    "  buyer -> buyer: {rate: 0.2, revenue: 10}\n  buyer -> lead: {probability: 3%}\n"
    "channels: {ads: {spend: 50, saturation: {half: 80}, reach: {far: 0.4},\n"
    "  effects: {lead -> trial: brings 30%, lead -> buyer: x2, buyer -> lead: x0.7, trial -> *: x1.5}}}\n"
    "seasons: {year: {by_month: [.5,.5,1,1,1,1,1,1,1,1,1,2], effects: [lead -> trial]}}\n"
    "word_of_mouth: {talk: {from: buyer, saturation: {half: 10%}, effects: {lead -> trial: +1%}}}\n"
    "arrivals: {lead: 3}\n";

/* Today's drivers give back what is written, in every persona; the whole lies between them. */
static void the_written_numbers_come_back(void **state)
{
    (void)state;
    const double written[][3] = {{.034, .04, .02}, {.01, .01, .01}, {.6, .6, .6}, {.4, .4, .4},
                                 {.2, .2, .2},     {.03, .03, .03}, {3, 2.1, .9}};
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d, rich, "start: 2026-03-02\nhorizon: 20\nruns: 1\n");
    assert_int_equal(d.ngroup, 3);
    assert_int_equal(d.nflow, 7);
    for (int flow = 0; flow < 7; flow++) {
        for (int group = 1; group < 3; group++) {
            assert_near(d.flows[flow].number[group], written[flow][group], 1e-12);
        }
        const double all = d.flows[flow].number[0], near = written[flow][1], far = written[flow][2];
        assert_true(flow == 6 ? fabs(all - near - far) < 1e-12
                              : all >= fmin(near, far) - 1e-12 && all <= fmax(near, far) + 1e-12);
    }
    assert_string_equal(d.feedback, "word of mouth");
    assert_true(d.arrivals);
    assert_near(d.stages[0].stay_steps[1], 1 / 0.05, 1e-10);
    assert_near(d.stages[0].stay_steps[2], 1 / 0.03, 1e-10);
    assert_true(d.stages[0].stay_steps[0] > 20 && d.stages[0].stay_steps[0] < 1 / 0.03);
    finish(&f, &d);
}

/* Two personas who go round at different speeds, by hand: who enters, leaves and is there, step by step. b is left in
 * the third step after the one in which it was entered. */
typedef struct {
    double there[3], enter[3], leave[3]; /* a, b, c over the horizon */
    double moved[4];                     /* a -> b, b -> c, b -> a, c -> a */
} round_t;

static round_t go_round(double a_b, double b_c, double c_a, int steps)
{
    round_t sum = {0};
    double a = 500, b[3] = {0}, c = 0;
    for (int t = 0; t < steps; t++) {
        const double moved[] = {a * a_b, b[2] * b_c, b[2] * (1 - b_c), c * c_a};
        const double here[] = {a, b[0] + b[1] + b[2], c};
        for (int k = 0; k < 4; k++) {
            sum.moved[k] += moved[k];
        }
        for (int i = 0; i < 3; i++) {
            sum.there[i] += here[i];
        }
        a += moved[2] + moved[3] - moved[0];
        c += moved[1] - moved[3];
        b[2] = b[1];
        b[1] = b[0];
        b[0] = moved[0];
    }
    sum.enter[0] = sum.moved[2] + sum.moved[3];
    sum.enter[1] = sum.leave[0] = sum.moved[0];
    sum.enter[2] = sum.moved[1];
    sum.leave[1] = sum.moved[1] + sum.moved[2];
    sum.leave[2] = sum.moved[3];
    return sum;
}

static const char goes_round[] =
    "polku: 1\nname: r\nstep: week\nstages: {a: {start: 100%}, b: {dwell: 3}, c: {end_value: 100}}\n"
    "personas: {p: {share: 50%}, q: {share: rest}}\n"
    "transitions:\n  a -> b: {probability: 5%, by_persona: {q: {probability: 50%}}}\n"
    "  b -> c: {share: 60%, by_persona: {q: {share: 100%}}}\n"
    "  b -> a: {share: 40%, by_persona: {q: {share: 0}}}\n"
    "  c -> a: {probability: 2%, by_persona: {q: {probability: 20%}}}\n";

/* Of everybody, a stay and what comes of those who enter is their mean over who enters; a share of those who leave is
 * what the counts say; so is a chance in a step. By headcount b -> c were 80% beside counts of 92%. */
static void everybody_is_who_enters_and_leaves(void **state)
{
    (void)state;
    enum { STEPS = 104 };
    const round_t p = go_round(0.05, 0.6, 0.02, STEPS), q = go_round(0.5, 1, 0.2, STEPS);
    const double stays[2][3] = {{20, 3, 50}, {2, 3, 5}};
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d, goes_round, "horizon: 104\npopulation: 1000\nruns: 1\n");
    for (int i = 0; i < 3; i++) {
        const double part = p.enter[i] / (p.enter[i] + q.enter[i]);
        assert_near(d.stages[i].stay_steps[0], part * stays[0][i] + (1 - part) * stays[1][i], 1e-10);
        assert_near(d.stages[i].value[0], part * d.stages[i].value[1] + (1 - part) * d.stages[i].value[2], 1e-10);
        assert_near(d.chain.stationary[0] + d.chain.stationary[1] + d.chain.stationary[2], 1, 1e-14);
    }
    assert_near(d.flows[1].moved, p.moved[1] + q.moved[1], 1e-8);
    assert_near(d.flows[0].number[0], d.flows[0].moved / (p.there[0] + q.there[0]), 1e-12);
    assert_near(d.flows[1].number[0], d.flows[1].moved / (p.leave[1] + q.leave[1]), 1e-12);
    assert_near(d.flows[2].number[0], d.flows[2].moved / (p.leave[1] + q.leave[1]), 1e-12);
    assert_near(d.flows[3].number[0], d.flows[3].moved / (p.there[2] + q.there[2]), 1e-12);
    assert_near(d.flows[1].number[0], 0.924, 0.0005);
    assert_near(d.stages[0].stay_steps[0], 4.87, 0.005);
    /* from c until first in b: p after 50 + 20 steps, q after 5 + 2 */
    const double part = p.enter[2] / (p.enter[2] + q.enter[2]);
    assert_near(d.chain.first_passage[2 * 3 + 1], part * 70 + (1 - part) * 7, 1e-9);
    finish(&f, &d);
}

/* ---- money ---- */

/* A stage left for a purchase with 1/2 a step, an entry cost, a running cost and a discount: worth by hand
 * -5 + Σ_t v^t (0.5^t (100 - 40) - 0.5^t 2), v = 1.21^(-1/12), 12 months. One who enters the shop is worth its end
 * value only. */
static void value_by_hand(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: v\nstep: month\ncurrency: EUR\ndiscount: 21%\n"
             "stages:\n  a: {start: 100%, entry_cost: 5, cost: 2}\n  b: {role: customer, end_value: 7}\n"
             "transitions: {a -> b: {probability: 50%, revenue: 100, cost: 40}}\n"
             "channels: {ads: {spend: 900, effects: {a -> b: x2}, saturation: {half: 10}}}\n",
             "horizon: 12\npopulation: 1000\nruns: 1\n");
    double expected = -5;
    const double v = pow(1.21, -1 / 12.0);
    for (int t = 1; t <= 12; t++) {
        expected += pow(v, t) * pow(0.5, t) * (100 - 40 - 2);
    }
    expected += pow(v, 12) * 7 * (1 - pow(0.5, 12));
    assert_near(d.stages[0].value[0], expected, 1e-10);
    assert_near(d.stages[1].value[0], pow(v, 12) * 7, 1e-12);
    assert_true(d.end_value);
    finish(&f, &d);
}

/* Personas apart: who buys for sure in the first step is worth 10, who never buys nothing. */
static void value_by_persona(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: v\nstep: month\nstages: {a: {start: 100%}, b: {}}\n"
             "personas: {yes: {share: 25%}, no: {share: rest}}\n"
             "transitions: {a -> b: {probability: 100%, revenue: 10, by_persona: {no: {probability: 0}}}}\n",
             "horizon: 3\npopulation: 1000\nruns: 1\n");
    assert_near(d.stages[0].value[0], 2.5, 1e-14);
    assert_near(d.stages[0].value[1], 10, 1e-14);
    assert_near(d.stages[0].value[2], 0, 0);
    finish(&f, &d);
}

/* The same forwards: one customer of each persona put into a stage at step 0 and moved, step by step. */
static double walk_on(pk_today_t *today, int stage, int persona, double discount)
{
    pk_sim_t *sim = &today->sim;
    pk_sim_gather(sim, stage, 1);
    pk_money_start(sim);
    double sum = 0;
    for (int t = 0; t <= today->plan.nstep; t++) {
        if (t > 0) {
            pk_sim_move(sim, t);
            pk_money_step(sim, t);
        }
        const pk_paid_t *paid = &sim->money.paid[persona];
        sum += pow(1 + discount, -t * today->plan.step_years) * (paid->revenue - paid->cost + paid->end_value);
    }
    return sum / sim->now.share[persona];
}

static const char paying[] =
    "polku: 1\nname: p\nstep: month\ncurrency: EUR\ndiscount: 12%\npopulation: 1000\n"
    "stages:\n  a: {start: rest, cost: 1, entry_cost: 3}\n  b: {dwell: 'weibull(shape=2, mean=4)', revenue: 2}\n"
    "  c: {dwell: exponential(mean=3), end_value: 20, cost: 0.5}\n  d: {dwell: 0, entry_cost: 1}\n"
    "  e: {dwell: 0, entry_cost: 2}\n  f: {entry_cost: 4}\n"
    "personas: {near: {share: 70%}, far: {share: rest}}\n"
    "transitions:\n  a -> b: {probability: 20%, by_persona: {far: {probability: x0.5}}}\n"
    "  a -> d: {probability: 10%, revenue: 5}\n  a -> a: {rate: 0.3, revenue: 7, cost: 40% of revenue}\n"
    "  b -> b: {share: 20%, cost: 2}\n  b -> c: {share: 50%, revenue: 'varies gamma(mean=9, sd=3)'}\n  b -> d: {share: "
    "rest}\n"
    "  c -> a: {share: 60%, revenue: 11}\n  c -> d: {probability: 5%, revenue: 13}\n  b -> f: {rate: 0.1, cost: 1}\n  "
    "c -> f: {share: 40%}\n"
    "  d -> e: {share: 50%, revenue: 3}\n  d -> c: {share: 50%}\n  e -> a: {share: 100%, revenue: 1}\n"
    "levers: {gift: {value: 2, cost: {a -> b: 1.5}, effects: {b -> *: x1.2, a -> d: x1.1}}}\n";

static void value_backwards_is_value_forwards(void **state)
{
    (void)state;
    for (int horizon = 0; horizon < 3; horizon++) {
        char scenario[200];
        snprintf(scenario, sizeof scenario,
                 "horizon: %d\nruns: 1\nlevers: {gift: [{until: 3, value: 1}, {otherwise: 4}]}\n",
                 (int[]){1, 2, 30}[horizon]);
        pk_fixture_t f;
        pk_description_t d;
        pk_today_t today;
        describe(&f, &d, paying, scenario);
        assert_int_equal(pk_today_open(f.scenario, &today, &f.diag), PK_OK);
        for (int i = 0; i < d.nstage; i++) {
            for (int g = 0; g < 2; g++) {
                assert_near(d.stages[i].value[g + 1], walk_on(&today, i, g, 0.12), 1e-10);
            }
        }
        pk_today_free(&today);
        finish(&f, &d);
    }
}

/* ---- bottlenecks ---- */

static const char funnel[] = "polku: 1\nname: f\nstep: week\ncurrency: EUR\npopulation: 10000\n"
                             "stages: {a: {role: prospect, start: 100%}, b: {role: prospect}, c: {role: customer}}\n"
                             "transitions:\n  a -> b: {probability: 2%}\n  b -> c: {probability: 5%, revenue: 80}\n"
                             "  b -> a: {probability: 10%}\n"
                             "channels: {ads: {spend: 30, saturation: {half: 50}, effects: {a -> b: x3}}}\n";

static double profit_of(const char *conversions)
{
    char scenario[200];
    snprintf(scenario, sizeof scenario, "horizon: 104\nengine: expected\nruns: 1\nspend: {ads: 60}\n%s", conversions);
    pk_fixture_t f;
    pk_fixture_run(&f, funnel, scenario, (pk_run_options_t){0});
    const double profit = pk_fixture_kpi(&f, "profit");
    pk_fixture_free(&f);
    return profit;
}

/* The list is what running the scenario with `conversions: x1.1` gives. */
static void bottlenecks_are_direct_runs(void **state)
{
    (void)state;
    const double base = profit_of("");
    const double change[] = {profit_of("conversions: {a -> b: x1.1}\n") - base,
                             profit_of("conversions: {b -> c: x1.1}\n") - base,
                             profit_of("conversions: {b -> a: x1.1}\n") - base};
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d, funnel, "horizon: 104\nruns: 1\nspend: {ads: 60}\n");
    assert_string_equal(d.bottlenecks.kpi, "profit");
    assert_close(d.bottlenecks.base, base, 1e-13);
    assert_int_equal(d.bottlenecks.count, 3);
    for (int k = 0; k < 3; k++) {
        const pk_bottleneck_t *b = &d.bottlenecks.at[k];
        assert_close(b->change, change[b->flow], 1e-10);
        assert_close(b->share, change[b->flow] / fabs(base), 1e-10);
        assert_true(k == 0 || fabs(b->change) <= fabs(d.bottlenecks.at[k - 1].change));
    }
    finish(&f, &d);
}

/* The mean beside the model at its means is that of a run of so many; in a large model nothing is run. */
static void the_mean_of_runs_stands_beside(void **state)
{
    (void)state;
    static const char sure[] = "horizon: 104\nruns: 200\nspend: {ads: 60}\n";
    pk_fixture_t f;
    pk_description_t d;
    pk_fixture_run(&f, funnel, sure, (pk_run_options_t){0});
    const double mean = pk_fixture_kpi(&f, "profit");
    pk_fixture_free(&f);
    describe(&f, &d, funnel, "horizon: 104\nruns: 1\nspend: {ads: 60}\n");
    assert_int_equal(d.bottlenecks.runs, PK_DESCRIBE_RUNS);
    assert_true(d.bottlenecks.mean == mean);
    assert_true(d.bottlenecks.mcse > 0 && fabs(mean - d.bottlenecks.base) < 4.89 * d.bottlenecks.mcse);
    finish(&f, &d);
    describe(&f, &d, funnel, "horizon: 90000\nruns: 1\nengine: agents\n");
    assert_int_equal(d.bottlenecks.runs, 0);
    assert_true(isnan(d.bottlenecks.mean));
    finish(&f, &d);
}

/* A conversion that is written already, by a schedule, is multiplied on top: x0.5 in the first 4 steps, then x2. */
static void a_written_conversion_stays(void **state)
{
    (void)state;
    static const char written[] = "conversions: {b -> c: [{until: 4, value: x0.5}, {otherwise: x2}]}\n";
    const double base = profit_of(written);
    const double more = profit_of("conversions: {b -> c: [{until: 4, value: x0.55}, {otherwise: x2.2}]}\n");
    char scenario[200];
    snprintf(scenario, sizeof scenario, "horizon: 104\nruns: 1\nspend: {ads: 60}\n%s", written);
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d, funnel, scenario);
    for (int k = 0; k < d.bottlenecks.count; k++) {
        if (d.bottlenecks.at[k].flow == 1) {
            assert_close(d.bottlenecks.at[k].change, more - base, 1e-10);
        }
    }
    finish(&f, &d);
}

/* Without money: the customers, where there is a role for them. */
static void without_money_customers_count(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: n\nstep: week\nstages: {a: {role: prospect, start: 100%}, b: {role: customer}}\n"
             "transitions: {a -> b: {probability: 10%}, b -> a: {probability: 95%}}\n",
             "horizon: 1\npopulation: 1000\nruns: 1\n");
    assert_string_equal(d.bottlenecks.kpi, "customers");
    assert_near(d.bottlenecks.base, 100, 1e-10);
    assert_int_equal(d.bottlenecks.at[0].flow, 0);
    assert_near(d.bottlenecks.at[0].change, 10, 1e-10);
    assert_near(d.bottlenecks.at[0].share, 0.1, 1e-12);
    assert_int_equal(d.bottlenecks.nfull, 1); /* 95% x 1.1 is past 100% */
    assert_int_equal(d.bottlenecks.full[0], 1);
    assert_near(d.flows[0].moved, 100, 1e-10);
    assert_near(d.stages[0].at_start, 1000, 1e-10);
    assert_near(d.stages[1].at_end, 100, 1e-10);
    finish(&f, &d);
}

/* ---- where numbers come from ---- */

static void find(const pk_unsourced_t *list, int count, const char *path, const char *value)
{
    for (int k = 0; k < count; k++) {
        if (strcmp(list[k].path, path) == 0) {
            assert_string_equal(list[k].value, value);
            return;
        }
    }
    fail_msg("%s is not in the list", path);
}

static void remarks_are_read_from_the_inside_out(void **state)
{
    (void)state;
    pk_fixture_t f;
    pk_description_t d;
    describe(&f, &d,
             "polku: 1\nname: s\nstep: day\n"
             "stages:\n  a: {start: 100%, cost: {value: 2, source: ledger}}\n  b: {}\n  c: {dwell: 0}\n"
             "transitions:\n  a->b: {probability: 2% to 9%, revenue: {value: 30, note: own}, source: a study}\n"
             "  b -> a: {probability: 5%, note: own}\n  b -> c: {probability: 1%}\n  c -> a: {share: 100%}\n"
             "channels:\n  ads:\n    spend: 10\n    saturation: {half: 50}\n    effects: {a -> b: x1.2 to 2}\n"
             "levers: {price: {value: 1, effects: {a -> b: {elasticity: -1}, revenue: {elasticity: 1}}}}\n"
             "seasons: {year: {by_month: [1,1,1,1,1,1,1,1,1,1,1,1], effects: [a -> b]}, "
             "week: {by_weekday: [1,1,1,1,1,1,1], effects: [a -> b]}}\n",
             "start: 2026-03-02\nhorizon: 5\npopulation: 10\nruns: 1\nlevers: {price: 2}\nspend: {ads: 5}\n"
             "assume: {channels.ads.saturation.half: {value: 60, source: measured}}\n");
    assert_int_equal(d.nsourced, 3); /* a's cost, a -> b's probability, the assumed half */
    assert_int_equal(d.nown, 2);
    find(d.own, d.nown, "transitions.a -> b.revenue", "30");
    find(d.own, d.nown, "transitions.b -> a.probability", "5%");
    find(d.unsourced, d.nunsourced, "stages.a.start", "100%");
    find(d.unsourced, d.nunsourced, "transitions.b -> c.probability", "1%");
    find(d.unsourced, d.nunsourced, "transitions.c -> a.share", "100%");
    find(d.unsourced, d.nunsourced, "channels.ads.effects.a -> b", "x1.2 to 2");
    find(d.unsourced, d.nunsourced, "levers.price.effects.a -> b.elasticity", "-1");
    find(d.unsourced, d.nunsourced, "levers.price.effects.revenue.elasticity", "1");
    find(d.unsourced, d.nunsourced, "seasons.year.by_month", "twelve months");
    find(d.unsourced, d.nunsourced, "seasons.week.by_weekday", "seven days");
    assert_int_equal(d.nunsourced, 8); /* no spend, no lever of today, no default, no part of a law */
    finish(&f, &d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weather),
        cmocka_unit_test(walk),
        cmocka_unit_test(no_answer_is_told_in_words),
        cmocka_unit_test(the_written_numbers_come_back),
        cmocka_unit_test(everybody_is_who_enters_and_leaves),
        cmocka_unit_test(value_by_hand),
        cmocka_unit_test(value_by_persona),
        cmocka_unit_test(value_backwards_is_value_forwards),
        cmocka_unit_test(bottlenecks_are_direct_runs),
        cmocka_unit_test(the_mean_of_runs_stands_beside),
        cmocka_unit_test(a_written_conversion_stays),
        cmocka_unit_test(without_money_customers_count),
        cmocka_unit_test(remarks_are_read_from_the_inside_out),
    };
    return cmocka_run_group_tests_name("describe", tests, NULL, NULL);
}
