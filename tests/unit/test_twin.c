/* The whole engine `expected` against its slow twin (tests/twin), on 200 random journeys with every feature mixed:
 * every stage, persona and step, every flow, every driver's value and response, every KPI and every target to 1e-12. A
 * journey that differs is shown as the texts that a user would write. More of them: make CPPFLAGS='-DMODELS=4000
 * -DSEED=77'. */
#include "twin_fixture.h"

#ifndef MODELS
#define MODELS 200
#endif
#ifndef SEED
#define SEED 20260301
#endif
enum { LEAST = 10, SHOWN = 8, FEATURES_MOST = 200 };
static const double TOLERANCE = 1e-12;

/* ---- comparing ---- */

typedef struct {
    const twin_journey_t *journey;
    const twin_result_t *twin;
    const pk_result_t *engine;
    int number, wrong;
    double tiny; /* an absolute difference that does not count */
    long compared;
} pair_t;

static void compare(pair_t *self, double engine, double twin, const char *what, const char *name, int step, int group)
{
    self->compared++;
    if (isnan(engine) && isnan(twin)) {
        return;
    }
    if (fabs(engine - twin) <= TOLERANCE * fabs(twin) + self->tiny) { /* false for a NaN */
        return;
    }
    if (self->wrong++ < SHOWN) {
        print_error("journey %d: %s %s, step %d, group %d: engine %.17g, twin %.17g, off by %.3g\n", self->number, what,
                    name, step, group, engine, twin, engine / twin - 1);
    }
}

static double of_group(const pair_t *self, int group, const double *cells, int stride)
{
    if (group > 0) {
        return cells[(group - 1) * stride];
    }
    double sum = 0;
    for (int g = 0; g < self->journey->npersona; g++) {
        sum += cells[g * stride];
    }
    return sum;
}

static void compare_stages(pair_t *self)
{
    const pk_result_t *r = self->engine;
    for (int t = 0; t <= r->nstep; t++) {
        for (int g = 0; g < r->ngroup; g++) {
            for (int s = 0; s < r->nstage; s++) {
                const double twin = of_group(self, g, &self->twin->stage[t][0][s], TWIN_STAGES);
                compare(self, r->stage_counts[pk_stage_cell(r, t, g, s)].mean, twin, "stage", r->stages[s].name, t, g);
            }
        }
    }
}

/* The twin's flow of these names; an exit that is not declared stands elsewhere in the engine's list. */
static int find_flow(const pair_t *self, const pk_result_flow_t *flow)
{
    for (int f = 0; f < self->journey->nflow; f++) {
        if (self->journey->flows[f].from == atoi(flow->from + 1) && self->journey->flows[f].to == atoi(flow->to + 1)) {
            return f;
        }
    }
    fail_msg("the twin has no flow %s -> %s", flow->from, flow->to);
    return -1;
}

static void compare_flows(pair_t *self)
{
    const pk_result_t *r = self->engine;
    const int declared = self->journey->nflow;
    int flows[TWIN_FLOWS];
    for (int f = 0; f < declared; f++) {
        flows[f] = find_flow(self, &r->flows[f]);
    }
    for (int t = 1; t <= r->nstep; t++) {
        for (int g = 0; g < r->ngroup; g++) {
            for (int f = 0; f < r->nflow; f++) {
                const double twin = f < declared
                                        ? of_group(self, g, &self->twin->flow[t][0][flows[f]], TWIN_FLOWS)
                                        : of_group(self, g, &self->twin->arrival[t][0][f - declared], TWIN_ARRIVALS);
                char name[40];
                snprintf(name, sizeof name, "%.15s -> %.15s", r->flows[f].from, r->flows[f].to);
                compare(self, r->flow_counts[pk_flow_cell(r, t, g, f)].mean, twin, "flow", name, t, g);
            }
        }
    }
}

static void compare_drivers(pair_t *self)
{
    const pk_result_t *r = self->engine;
    assert_int_equal(r->ndriver, self->journey->ndriver);
    for (int d = 0; d < r->ndriver; d++) {
        const int k = atoi(r->drivers[d].name + 1);
        for (int t = 1; t <= r->nstep; t++) {
            const long cell = (long)(t - 1) * r->ndriver + d;
            compare(self, r->driver_value[cell], self->twin->value[t][k], "value of", r->drivers[d].name, t, 0);
            if (!isnan(r->driver_response[cell])) {
                compare(self, r->driver_response[cell], self->twin->response[t][k], "response of", r->drivers[d].name,
                        t, 0);
            }
        }
    }
}

static const twin_kpi_t *find_kpi(const pair_t *self, const char *name)
{
    for (int k = 0; k < self->twin->nkpi; k++) {
        const twin_kpi_t *kpi = &self->twin->kpi[k];
        char own[40];
        if (kpi->own >= 0) {
            snprintf(own, sizeof own, "kpi%d", kpi->own);
        } else if (kpi->channel >= 0) {
            snprintf(own, sizeof own, "spend.d%d", kpi->channel);
        } else {
            snprintf(own, sizeof own, "%s", kpi->name);
        }
        if (strcmp(own, name) == 0) {
            return kpi;
        }
    }
    return NULL;
}

static void compare_kpis(pair_t *self)
{
    const pk_result_t *r = self->engine;
    for (int k = 0; k < r->nkpi; k++) {
        const twin_kpi_t *twin = find_kpi(self, r->kpis[k].name);
        if (!twin) {
            print_error("journey %d: the twin has no KPI %s\n", self->number, r->kpis[k].name);
            self->wrong++;
            continue;
        }
        for (int g = 0; g < r->ngroup; g++) {
            if (g == 0 || r->kpis[k].by_group) {
                compare(self, r->kpi[pk_kpi_cell(r, 0, g, k)].mean, g ? twin->group[g - 1] : twin->all, "KPI",
                        r->kpis[k].name, r->nstep, g);
            }
        }
    }
    assert_true(r->nkpi >= self->twin->nkpi);
}

static void compare_targets(pair_t *self)
{
    const pk_result_t *r = self->engine;
    assert_int_equal(r->ngoal, self->journey->ntarget);
    for (int k = 0; k < r->ngoal; k++) {
        const pk_result_goal_t *goal = &r->goals[k];
        const twin_target_kpi_t *target = &self->journey->targets[k];
        const double value = self->twin->target[k];
        const double over = target->at_least ? value - target->bound : target->bound - value;
        const int last = r->windows[goal->window].last;
        assert_string_equal(goal->kpi, target->kpi);
        compare(self, last, self->twin->target_step[k], "last step of the target of", goal->kpi, last, 0);
        compare(self, goal->mean, value, "target of", goal->kpi, last, 0);
        compare(self, goal->p_met, over >= 0, "chance of the target of", goal->kpi, last, 0);
        compare(self, goal->mean_shortfall,
                over < 0      ? -over
                : isnan(over) ? NAN
                              : 0,
                "shortfall of the target of", goal->kpi, last, 0);
    }
}

/* ---- the tests ---- */

/* True where engine and twin agree. */
static bool agrees(int number, long *compared)
{
    static twin_journey_t journey;
    static twin_result_t twin;
    twin_random(SEED, number, &journey);
    twin_run(&journey, &twin);
    pk_fixture_t fixture;
    twin_fixture_read(&fixture, &journey);
    pk_fixture_simulate(&fixture, (pk_run_options_t){.threads = 1, .series = true});
    const double population = fixture.result.population;
    pair_t pair = {&journey, &twin, &fixture.result, number, 0, TOLERANCE * population, 0};
    compare_drivers(&pair);
    compare_stages(&pair);
    compare_flows(&pair);
    compare_kpis(&pair);
    compare_targets(&pair);
    if (pair.wrong > 0) {
        print_error("journey %d: %d of %ld numbers differ\n", number, pair.wrong, pair.compared);
        char *model = twin_model_text(&journey), *scenario = twin_scenario_text(&journey);
        fprintf(stderr, "--- model\n%s--- scenario\n%s---\n", model, scenario);
        free(model);
        free(scenario);
    }
    *compared += pair.compared;
    pk_fixture_free(&fixture);
    return pair.wrong == 0;
}

static void test_engine_and_twin_agree(void **state)
{
    (void)state;
    int differ = 0;
    long compared = 0;
    for (int number = 0; number < MODELS; number++) {
        differ += agrees(number, &compared) ? 0 : 1;
    }
    print_message("%d of %d journeys differ, %ld numbers compared\n", differ, MODELS, compared);
    assert_int_equal(differ, 0);
}

static void test_every_feature_is_in_many_journeys(void **state)
{
    (void)state;
    static twin_journey_t journey;
    static int counts[FEATURES_MOST];
    for (int number = 0; number < MODELS; number++) {
        twin_random(SEED, number, &journey);
        for (int k = 0; TWIN_FEATURES[k].name; k++) {
            assert_true(k < FEATURES_MOST);
            counts[k] += TWIN_FEATURES[k].has(&journey) ? 1 : 0;
        }
    }
    int rare = 0;
    for (int k = 0; TWIN_FEATURES[k].name; k++) {
        print_message("%4d  %s%s\n", counts[k], TWIN_FEATURES[k].name, counts[k] < LEAST ? "  too few" : "");
        rare += counts[k] < LEAST ? 1 : 0;
    }
    assert_int_equal(rare, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_feature_is_in_many_journeys),
        cmocka_unit_test(test_engine_and_twin_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
