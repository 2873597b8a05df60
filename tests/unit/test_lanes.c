/* The engine in lanes: every width gives the same bytes, each run whatever stands beside it, and what the scalar engine
 * gives to 1e-12. On all shipped scenarios, on the random journeys of the twin (every feature, all numbers certain),
 * and on those of the fuzzer (uncertain numbers, sizes from nothing to 1e12, what no number holds). 19 runs: the last
 * group of every width but one is not full, and a run stands beside others in each width. */
#include "side_by_side.h"

#include "engine/wander.h"
#include "shipped.h"
#include "twin_fixture.h"

#include "fuzz/structure_text.h"

enum { RUNS = 11, SHOWN = 5 };
/* The sanitizers look for what a journey touches, not for its numbers, and are twenty times slower: fewer journeys. */
#ifdef __SANITIZE_ADDRESS__
enum { TWINS = 10, LUCKY = 10, LUCKY_LEAST = 5, EVERY = 4 };
#else
enum { TWINS = 100, LUCKY = 100, LUCKY_LEAST = 80, EVERY = 1 };
#endif
static const double TOLERANCE = 1e-12;

typedef struct {
    const char *name;
    const pk_plan_t *plan;
    const pk_kpis_t *kpis;
    const pk_outcomes_t *scalar, *lanes;
    int wrong;
} pair_t;

/* ---- within 1e-12 of the scalar engine ---- */

/* `size`: what the number is a difference or a part of. */
static void compare(pair_t *self, double scalar, double lanes, double size, const char *what, int index, int run, int t)
{
    if (scalar == lanes || (isnan(scalar) && isnan(lanes))) {
        return;
    }
    if (fabs(scalar - lanes) <= TOLERANCE * fmax(fabs(scalar), size)) { /* false for a NaN */
        return;
    }
    if (self->wrong++ < SHOWN) {
        print_error("%s: %s %d of run %d, step %d: scalar %.17g, lanes %.17g, off by %.3g of %.3g\n", self->name, what,
                    index, run, t, scalar, lanes, scalar - lanes, size);
    }
}

/* What is told of a driver is a part of the most that it is in the run, and of a share or a queue a part of one: what
 * waits for a capacity is the difference of two that are about as large as the capacity. */
static double driver_size(const pair_t *self, int run, int k)
{
    const pk_plan_t *plan = self->plan;
    const pk_driver_kind_t kind = plan->drivers[k / 2].driver->kind;
    double most = kind == PK_DRIVER_QUEUE || kind == PK_DRIVER_WORD_OF_MOUTH ? 1 : 0;
    for (int t = 1; t <= plan->nstep; t++) {
        most = fmax(most, fabs(pk_outcomes_row(self->scalar, run, t)[self->scalar->width - 2 * plan->ndriver + k]));
    }
    return most;
}

/* Counts and flows are parts of everybody. */
static void compare_rows(pair_t *self, int run)
{
    const pk_plan_t *plan = self->plan;
    const int counts = plan->npersona * (plan->nstage + plan->nflow);
    double size[2 * plan->ndriver + 1];
    for (int k = 0; k < 2 * plan->ndriver; k++) {
        size[k] = driver_size(self, run, k);
    }
    for (int t = 1; t <= plan->nstep; t++) {
        const double *scalar = pk_outcomes_row(self->scalar, run, t), *lanes = pk_outcomes_row(self->lanes, run, t);
        for (int k = 0; k < self->scalar->width; k++) {
            compare(self, scalar[k], lanes[k], k < counts ? self->scalar->made[run] : size[k - counts], "number", k,
                    run, t);
        }
    }
}

/* All that is paid and earned in a window by everybody. */
static double turnover(const pk_kpis_t *kpis, const double *row)
{
    static const char *const PARTS[] = {"revenue", "cost", "spend"};
    double sum = 0;
    for (int k = 0; k < 3; k++) {
        sum += fabs(row[pk_kpis_find(kpis, PARTS[k])]);
    }
    return sum;
}

/* What a capacity is asked for in a step, at most. */
static double most_asked(const pair_t *self, int run)
{
    const pk_plan_t *plan = self->plan;
    const int counts = plan->nstage * plan->npersona;
    double most = 0;
    for (int t = 1; t <= plan->nstep; t++) {
        double sum = 0;
        for (int c = 0; c < plan->ncapacity; c++) {
            const pk_capacity_plan_t *capacity = &plan->capacities[c];
            for (int k = 0; k < capacity->nflow * plan->npersona; k++) {
                const int f = capacity->flows[k / plan->npersona];
                const double units = pk_quantity(plan->flows[f].uses, &self->scalar->draws[run * plan->nslot], t);
                sum += units * pk_outcomes_row(self->scalar, run, t)[counts + f * plan->npersona + k % plan->npersona];
            }
        }
        most = fmax(most, sum);
    }
    return most;
}

/* A ratio is worked out from two others when the lanes are over. */
static void compare_kpis(pair_t *self, int run)
{
    const pk_kpis_t *kpis = self->kpis;
    const double *scalar = &self->scalar->kpis[run * self->scalar->nkpi];
    const double *lanes = &self->lanes->kpis[run * self->scalar->nkpi];
    const double asked = most_asked(self, run);
    for (long k = 0; k < self->scalar->nkpi; k++) {
        const pk_kpi_plan_t *kpi = &kpis->at[k % kpis->count];
        const long window = k / kpis->count / kpis->ngroup;
        const double money = turnover(kpis, &scalar[window * kpis->ngroup * kpis->count]);
        if (kpi->reduce != PK_RATIO) {
            compare(self, scalar[k], lanes[k],
                    fmax(self->scalar->made[run], kpi->measure == pk_measure_waiting ? asked : money), kpi->name,
                    (int)k, run, 0);
        }
    }
}

static void compare_excess(pair_t *self, int run)
{
    const pk_excess_t *a = &self->scalar->excess[run], *b = &self->lanes->excess[run];
    if (a->what != b->what || a->index != b->index || a->step != b->step) {
        self->wrong++;
        print_error("%s, run %d: scalar %d of %d in step %d (%g), lanes %d of %d in step %d (%g)\n", self->name, run,
                    a->what, a->index, a->step, a->number, b->what, b->index, b->step, b->number);
    }
    compare(self, a->number, b->number, 0, "excess", a->index, run, a->step);
}

/* ---- the same bytes at every width ---- */

static long differing(const double *a, const double *b, long count)
{
    long differ = 0;
    for (long k = 0; k < count; k++) {
        differ += memcmp(&a[k], &b[k], sizeof *a) != 0 && !(isnan(a[k]) && isnan(b[k]));
    }
    return differ;
}

static void compare_bytes(pair_t *self, const pk_outcomes_t *other, const char *instructions)
{
    const pk_outcomes_t *a = self->lanes;
    const long rows = (long)a->steps * a->width;
    for (int run = 0; run < a->runs; run++) {
        if (a->excess[run].what == PK_EXCESS_NONE) {
            const long differ = differing(&a->rows[run * rows], &other->rows[run * rows], rows) +
                                differing(&a->kpis[run * a->nkpi], &other->kpis[run * a->nkpi], a->nkpi);
            if (differ > 0 && self->wrong++ < SHOWN) {
                print_error("%s, run %d: %ld numbers differ with %s\n", self->name, run, differ, instructions);
            }
        }
        if (memcmp(&a->excess[run], &other->excess[run], sizeof *a->excess) != 0) {
            self->wrong++;
            print_error("%s, run %d: excess differs with %s\n", self->name, run, instructions);
        }
    }
}

/* ---- draws that lanes have in common, or not ---- */

static double uniform(int run, int slot)
{
    pk_stream_t stream = pk_stream_at(77, (uint64_t)run, PK_PURPOSE_MOVE, 0, (uint64_t)slot);
    return pk_stream_uniform(&stream);
}

/* Numbers at which the lanes of a group part, for formulas are simpler there: a sure row, a reach or slope of 1, no
 * discount. NAN: none. */
static double special(const pk_number_t *number)
{
    switch (number->domain) {
    case PK_PROBABILITY:
    case PK_SHARE:
    case PK_FACTOR:
    case PK_POSITIVE:
        return 1;
    case PK_DISCOUNT:
    case PK_RATE:
    case PK_RETENTION:
        return 0;
    default:
        return NAN;
    }
}

/* Plain numbers moved down by up to 30%, those of stays all alike, so that no law loses its order. */
static double moved(const pk_number_t *number, int run, int slot, double value)
{
    return number->domain == PK_REAL ? value : value * (1 - 0.3 * uniform(run, number->domain == PK_DWELL ? -1 : slot));
}

static void mix(const pk_plan_t *plan, int run, const double *first, double *draws)
{
    for (int slot = 0; slot < plan->nnumber; slot++) {
        const pk_number_t *number = plan->numbers[slot];
        const double u = uniform(run, slot), at = number != NULL ? special(number) : NAN;
        if (u < 0.1 && !isnan(at)) {
            draws[slot] = at;
        } else if (u < 0.5) {
            draws[slot] = first[slot];
        } else if (number != NULL && !plan->drawn[slot] && (u < 0.8 || number->domain == PK_DWELL)) {
            draws[slot] = moved(number, run, slot, draws[slot]);
        }
    }
    for (int k = 0; k < plan->ndial; k++) {
        const pk_dial_t dial = plan->dials[k].dial;
        draws[dial.factor] = uniform(run, dial.factor) < 0.2 ? 1.1 : 1;
    }
}

/* The draws of a run, some of them at special numbers, many of them those of run 0, and plain ones moved: in a group
 * some lanes are alike in some of what they depend on. */
static bool draw_mixed(pk_sim_t *sim, int run, double *draws)
{
    double first[sim->plan->nslot + 1];
    if (!pk_outcomes_draw(sim, 0, first) || !pk_outcomes_draw(sim, run, draws)) {
        return false;
    }
    mix(sim->plan, run, first, draws);
    return true;
}

/* How many of the numbers of a plan's runs are wrong. The narrowest lanes go through, others are put aside after every
 * few steps, the widest after every one. */
static int wrong_of(const char *name, const pk_plan_t *plan, const pk_chance_t *chance, int runs, pk_draw_fn draw)
{
    pk_kpis_t kpis;
    pk_kpis_compile((pk_plan_t *)plan, PK_BY_QUARTER, &kpis);
    pk_outcomes_t scalar = pk_outcomes_scalar(plan, &kpis, chance, runs, draw);
    pk_outcomes_t lanes = pk_outcomes_lanes(plan, &kpis, chance, pk_lane_ops_at(chance, 0), &scalar, 0);
    pair_t pair = {.name = name, .plan = plan, .kpis = &kpis, .scalar = &scalar, .lanes = &lanes};
    for (int run = 0; run < scalar.runs; run++) {
        compare_excess(&pair, run);
        if (scalar.excess[run].what == PK_EXCESS_NONE) {
            compare_rows(&pair, run);
            compare_kpis(&pair, run);
        }
    }
    for (int k = 1; pk_lane_ops_at(chance, k) != NULL; k++) {
        const pk_lane_ops_t *ops = pk_lane_ops_at(chance, k);
        pk_outcomes_t other = pk_outcomes_lanes(plan, &kpis, chance, ops, &scalar, 7 - 2 * k);
        compare_bytes(&pair, &other, ops->name);
        pk_outcomes_free(&other);
    }
    pk_outcomes_free(&lanes);
    pk_outcomes_free(&scalar);
    return pair.wrong;
}

/* -1: the engine refuses the scenario. */
static int wrong_of_scenario(const char *name, const pk_scenario_t *scenario, int runs, pk_diag_t *diag)
{
    pk_plan_t plan;
    const bool compiled = pk_plan_compile(scenario, &plan, diag) == PK_OK;
    static const pk_chance_t *const chances[] = {&pk_chance_expected, &pk_chance_cohort};
    int wrong = compiled ? 0 : -1;
    for (int k = 0; compiled && k < 2 && !pk_plan_wanders(&plan); k++) { /* rates that wander the lanes do not know */
        wrong += wrong_of(name, &plan, chances[k], runs, pk_outcomes_draw);
        wrong += wrong_of(name, &plan, chances[k], runs, draw_mixed);
    }
    pk_plan_free(&plan);
    return wrong;
}

/* ---- the tests ---- */

static void agree_on(const char *path, const pk_scenario_t *scenario)
{
    static int turn = 0;
    pk_diag_t diag = {0};
    if (turn++ % EVERY == 0) {
        assert_int_equal(wrong_of_scenario(path, scenario, RUNS, &diag), 0);
    }
    pk_diag_free(&diag);
}

static void agree_on_shipped_scenarios(void **state)
{
    (void)state;
    pk_each_shipped(agree_on);
}

static int wrong_of_twin(int number)
{
    static twin_journey_t journey;
    twin_random(20260301, number, &journey);
    char name[40];
    pk_fixture_t fixture;
    twin_fixture_read(&fixture, &journey);
    snprintf(name, sizeof name, "journey %d of the twin", number);
    const int wrong = wrong_of_scenario(name, fixture.scenario, RUNS, &fixture.diag);
    pk_fixture_free(&fixture);
    return wrong;
}

static void agree_on_the_journeys_of_the_twin(void **state)
{
    (void)state;
    int wrong = 0;
    for (int number = 0; number < TWINS; number++) {
        wrong += wrong_of_twin(number) != 0;
    }
    assert_int_equal(wrong, 0);
}

/* A journey of the fuzzer's; -1: it is refused. */
static int wrong_of_lucky(int number)
{
    texts_t texts = make_texts((uint64_t)number);
    pk_fixture_t fixture;
    char path[160], name[40];
    int wrong = -1;
    const pk_overrides_t none = PK_NO_OVERRIDES;
    pk_fixture_begin(&fixture);
    pk_fixture_write(fixture.folder, "model.yaml", texts.model);
    pk_fixture_write(fixture.folder, "scenario.yaml", texts.baseline);
    snprintf(path, sizeof path, "%s/scenario.yaml", fixture.folder);
    snprintf(name, sizeof name, "journey @%d of the fuzzer", number);
    fixture.scenario = pk_scenario_read(path, &none, &fixture.arena, &fixture.diag);
    if (fixture.scenario != NULL) {
        wrong = wrong_of_scenario(name, fixture.scenario, RUNS, &fixture.diag);
    }
    pk_fixture_free(&fixture);
    free(texts.model);
    free(texts.baseline);
    free(texts.plan);
    return wrong;
}

static void agree_on_journeys_by_luck(void **state)
{
    (void)state;
    int wrong = 0, read = 0;
    for (int number = 0; number < LUCKY; number++) {
        const int of = wrong_of_lucky(number);
        wrong += of > 0;
        read += of >= 0;
    }
    print_message("%d of %d journeys are simulated\n", read, LUCKY);
    assert_true(read >= LUCKY_LEAST);
    assert_int_equal(wrong, 0);
}

/* Customers who differ in three numbers, as groups, with personas, a steady start, a crew and word of mouth. */
static void agree_on_customers_who_differ(void **state)
{
    (void)state;
    static const char MODEL[] =
        "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
        "stages: {a: {start: 60%, start_age: steady}, b: {start: rest, start_age: steady, dwell: 'weibull(2, 6)'}, c: "
        "{}}\n"
        "personas: {p: {share: 30% to 50%}, q: {share: rest}}\n"
        "transitions:\n  a -> b:\n    probability: varies beta(uniform(2, 4), 8)\n"
        "    by_persona: {q: {probability: x1.5}}\n"
        "  b -> c:\n    rate: varies lognormal(-3, 1)\n  b -> b:\n    rate: varies gamma(0.5, 1)\n    revenue: 5\n"
        "  b -> a: {share: 100%}\n  c -> a: {probability: 2% to 9%}\n"
        "capacity: {crew: {per_step: 60, uses: {a -> b: 1}}}\n"
        "word_of_mouth: {w: {from: b, effects: {c -> a: x2}}}\narrivals: {a: 3}\n";
    pk_fixture_t f;
    pk_fixture_read(&f, MODEL, "horizon: 15\nengine: expected\nruns: 11\n");
    assert_int_equal(wrong_of_scenario("customers who differ", f.scenario, RUNS, &f.diag), 0);
    pk_fixture_free(&f);
}

int main(void)
{
    gsl_set_error_handler_off();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agree_on_shipped_scenarios),
        cmocka_unit_test(agree_on_the_journeys_of_the_twin),
        cmocka_unit_test(agree_on_journeys_by_luck),
        cmocka_unit_test(agree_on_customers_who_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
