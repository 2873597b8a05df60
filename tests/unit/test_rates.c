/* Today's drivers give every written probability back, in every persona and draw: shipped models and random ones. */
#include "engine_fixture.h"

#include <glob.h>

#include "base/stream.h"
#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/shares.h"
#include "engine/sim.h"
#include "engine/written.h"

enum { DRAWS = 20, RANDOM_MODELS = 200 };

/* ---- as the engine has it: the row now, with the drivers of today, against the row as written ---- */

static double written_probability(const double *r, int count, int k, pk_row_t kind)
{
    if (kind == PK_ROW_SURE) {
        return r[k];
    }
    double total = 0;
    for (int j = 0; j < count; j++) {
        total += r[j];
    }
    return total > 0 ? r[k] / total * -expm1(-total) : 0;
}

/* Of a stay the ways out that compete with it come first, and those whose stay ends have a row of their own. */
static void check_stage(const pk_sim_t *sim, int i, int g)
{
    const pk_stage_plan_t *stage = &sim->plan->stages[i];
    const int nrated = stage->nrated, nshare = stage->nexit - nrated;
    double row[stage->nexit + 1];
    const pk_row_t kind = nrated > 0 ? pk_written_row(sim->plan, sim->draws, i, g, 1, row) : PK_ROW_SURE;
    if (nshare > 0) {
        pk_exit_shares(sim->plan, sim->draws, i, g, 1, &row[nrated]);
    }
    for (int k = 0; k < stage->nexit; k++) {
        const double now = sim->now.p[stage->exits[k] * sim->plan->npersona + g];
        assert_near(now, k < nrated ? written_probability(row, nrated, k, kind) : row[k], 1e-12);
    }
}

static void check_today(const pk_scenario_t *scenario)
{
    pk_plan_t plan;
    pk_diag_t diag = {0};
    assert_int_equal(pk_plan_compile(scenario, &plan, &diag), PK_OK);
    pk_sim_t sim;
    pk_sim_init(&sim, &plan, &pk_chance_expected);
    double *draws = PK_ARRAY(&plan.arena, double, plan.nslot + 1);
    for (int run = 0; run < DRAWS; run++) {
        assert_int_equal(pk_assumptions_draw(&sim, (uint64_t)run, draws, NULL).outcome, PK_DRAW_FINE);
        pk_sim_begin(&sim, (uint64_t)run, draws); /* leaves the drivers at today */
        pk_rates_update(&sim, 1);
        for (int i = 0; i < plan.nstage; i++) {
            for (int g = 0; g < plan.npersona; g++) {
                check_stage(&sim, i, g);
            }
        }
    }
    pk_sim_free(&sim);
    pk_plan_free(&plan);
    pk_diag_free(&diag);
}

static void shipped_models(void **state)
{
    (void)state;
    gsl_set_error_handler_off();
    glob_t found;
    assert_int_equal(glob("models/*.yaml", 0, NULL, &found), 0);
    for (size_t k = 0; k < found.gl_pathc; k++) {
        pk_arena_t arena = {0};
        pk_diag_t diag = {0};
        pk_overrides_t overrides = PK_NO_OVERRIDES;
        overrides.start = "2026-03-01";
        overrides.horizon = 4;
        const pk_scenario_t *scenario = pk_scenario_read(found.gl_pathv[k], &overrides, &arena, &diag);
        pk_fixture_show(&diag);
        assert_non_null(scenario);
        check_today(scenario);
        pk_diag_free(&diag);
        pk_arena_free(&arena);
    }
    globfree(&found);
}

/* ---- as a planner sees it: the flows of step 1 over the start, against the numbers in the text ---- */

enum { MANY = 4 };

typedef struct {
    double p[MANY][MANY], factor[MANY][MANY]; /* written; the second persona's factor */
    char text[6000];
} pk_random_t;

static double uniform(pk_stream_t *stream, double low, double high)
{
    return low + (high - low) * pk_stream_uniform(stream);
}

/* A complete chain on four stages, two personas, a channel with each kind of effect, a second one, a lever. Additions
 * stay below what is observed: `brings` at most 60% together, +A at most a tenth of p. */
static void write_random(pk_random_t *self, uint64_t index, bool today)
{
    pk_stream_t s = pk_stream_at(99, index, PK_PURPOSE_START, 0, 0);
    char *out = self->text;
    out += sprintf(out, "polku: 1\nname: random\nstep: week\nprobabilities: %s\nstages:\n",
                   today ? "today" : "without_marketing");
    for (int i = 0; i < MANY; i++) {
        out += sprintf(out, "  s%d: {start: 25%%}\n", i);
    }
    out += sprintf(out, "personas: {x: {share: 50%%}, y: {share: 50%%}}\ntransitions:\n");
    for (int i = 0; i < MANY; i++) {
        for (int j = 0; j < MANY; j++) {
            self->p[i][j] = i == j ? 0 : uniform(&s, 0.001, 0.28);
            self->factor[i][j] = uniform(&s, 0.3, 1.15);
            if (i != j) {
                out += sprintf(out, "  s%d -> s%d: {probability: %.17g, by_persona: {y: {probability: x%.17g}}}\n", i,
                               j, self->p[i][j], self->factor[i][j]);
            }
        }
    }
    const double spend = today ? uniform(&s, 10, 1000) : 0;
    out += sprintf(
        out,
        "channels:\n"
        "  tv:\n    spend: %.17g\n    carryover: {half_life: %.17g}\n    saturation: {half: %.17g, slope: %.17g}\n"
        "    reach: {y: %.17g}\n"
        "    effects: {s0 -> s1: x%.17g, s1 -> *: x1.7, s2 -> s3: +%.17g, s1 -> s2: x0.4%s}\n"
        "  web:\n    spend: %.17g\n    saturation: {exponential: {scale: %.17g}}\n"
        "    effects: {s0 -> s1: x1.3%s}\n",
        spend, uniform(&s, 0.5, 8), uniform(&s, 50, 3000), uniform(&s, 0.5, 2), uniform(&s, 0.1, 1),
        uniform(&s, 0.2, 5), self->p[2][3] / 40, today ? ", s3 -> s0: brings 30%" : "",
        today ? uniform(&s, 10, 1000) : 0, uniform(&s, 50, 3000), today ? ", s3 -> s0: brings 30%" : "");
    out += sprintf(out, "levers:\n  price: {value: %.17g, effects: {s0 -> s1: {elasticity: -1.5}, s3 -> s2: x1.4}}\n",
                   uniform(&s, 0.5, 3));
}

static void check_random(uint64_t index, bool today)
{
    static pk_random_t random;
    write_random(&random, index, today);
    pk_fixture_t f;
    pk_fixture_run(&f, random.text, "horizon: 1\npopulation: 8\nengine: expected\nruns: 1\n",
                   (pk_run_options_t){.series = true});
    const pk_result_t *r = &f.result;
    for (int flow = 0, i = 0; i < MANY; i++) {
        for (int j = 0; j < MANY; j++) {
            if (i != j) {
                for (int g = 1; g <= 2; g++) {
                    const double expected = random.p[i][j] * (g == 2 ? random.factor[i][j] : 1);
                    assert_near(r->flow_counts[pk_flow_cell(r, 1, g, flow)].mean, expected, 1e-12);
                }
                flow++;
            }
        }
    }
    pk_fixture_free(&f);
}

static void random_models_today(void **state)
{
    (void)state;
    for (uint64_t index = 0; index < RANDOM_MODELS; index++) {
        check_random(index, true);
    }
}

static void random_models_without_marketing(void **state)
{
    (void)state;
    for (uint64_t index = 0; index < RANDOM_MODELS; index++) {
        check_random(index, false);
    }
}

/* ---- what falls to 0 or becomes endless ---- */

/* From step 2 on the stock is 0 and its elasticity endless: all of a go to b, none to c. */
static void an_endless_rate_is_a_sure_move(void **state)
{
    (void)state;
    static const char *const ENGINES[] = {"horizon: 2\npopulation: 1000\nruns: 2\nengine: expected\n",
                                          "horizon: 2\npopulation: 1000\nruns: 2\nengine: cohort\n"};
    for (int k = 0; k < 2; k++) {
        pk_fixture_t f;
        pk_fixture_run(
            &f,
            "polku: 1\nname: m\nstep: week\nstages: {a: {role: prospect, start: 100%}, b: {role: customer}, c: }\n"
            "transitions: {a -> b: {probability: 10%}, a -> c: {probability: 10%}}\n"
            "stocks: {q: {start: 1, decay: 100%, effects: {a -> b: {elasticity: -0.5}}}}\n",
            ENGINES[k], (pk_run_options_t){.series = true});
        const pk_result_t *r = &f.result;
        assert_near(r->flow_counts[pk_flow_cell(r, 2, 0, 0)].mean, pk_fixture_count(&f, 1, 0), 1e-12);
        assert_near(r->flow_counts[pk_flow_cell(r, 2, 0, 1)].mean, 0, 1e-12);
        pk_fixture_free(&f);
    }
}

/* A season of 0 on the only way out: who must leave leaves. */
static void a_sure_exit_stays_sure(void **state)
{
    (void)state;
    static const char *const ROWS[] = {"a: {start: 100%}, b: }\ntransitions: {a -> b: {probability: 100%}}\n",
                                       "a: {start: 100%, dwell: 1}, b: }\ntransitions: {a -> b: {share: 100%}}\n"};
    for (int k = 0; k < 2; k++) {
        char model[400];
        snprintf(model, sizeof model,
                 "polku: 1\nname: m\nstep: week\nstages: {%s"
                 "seasons: {s: {by_month: [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], effects: [a -> b]}}\n",
                 ROWS[k]);
        pk_fixture_t f;
        pk_fixture_run(&f, model, "start: 2026-01-01\nhorizon: 1\npopulation: 1000\nruns: 2\n",
                       (pk_run_options_t){.series = true});
        assert_near(pk_fixture_count(&f, 1, 1), 1000, 0);
        pk_fixture_free(&f);
    }
}

/* 2026-03-04 is a Wednesday. Nobody but those of a few days leaves, and what an index lets through is known by hand. */
static void weekdays_follow_the_calendar(void **state)
{
    (void)state;
    static const double INDEX[] = {0.5, 1, 1.5, 0, 2, 0.25, 1};
    pk_fixture_t f;
    pk_fixture_run(&f,
                   "polku: 1\nname: m\nstep: day\nstages: {a: {start: 100%}, b: {}}\n"
                   "transitions: {a -> b: {rate: 0.1}}\n"
                   "seasons: {week: {by_weekday: [.5, 1, 1.5, 0, 2, .25, 1], effects: [a -> b]}}\n",
                   "start: 2026-03-04\nhorizon: 20\npopulation: 1000\nruns: 1\nengine: expected\n",
                   (pk_run_options_t){.series = true});
    double rate = 0;
    for (int t = 1; t <= 20; t++) {
        rate += 0.1 * INDEX[(t + 1) % 7];
        assert_near(pk_fixture_count(&f, t, 0), 1000 * exp(-rate), 1e-9);
    }
    pk_fixture_free(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_models_today),    cmocka_unit_test(random_models_without_marketing),
        cmocka_unit_test(shipped_models),         cmocka_unit_test(an_endless_rate_is_a_sure_move),
        cmocka_unit_test(a_sure_exit_stays_sure), cmocka_unit_test(weekdays_follow_the_calendar),
    };
    return cmocka_run_group_tests_name("rates", tests, NULL, NULL);
}
