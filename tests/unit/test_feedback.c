/* Where the expected engine is an approximation: how far it is from the mean of the cohort, at 1,000, 10,000 and
 * 1,000,000 customers. The figures stand in sim/engine/README.md; run this test to see them again.
 *
 * 4,000 runs: the mean of a count is known within sd / 63. The bounds are the figures seen plus five of these standard
 * errors, rounded up; they would catch feedback that is read a step late or a capacity that favours a persona (several
 * per cent). */
#include "engine_fixture.h"

enum { RUNS = 4000, STEPS = 15 };

typedef struct {
    const char *name, *model;
    const char *stage; /* whose count at the end is compared */
    int index;
    double allowed[3]; /* relative, at 1,000, 10,000 and 1,000,000 */
} pk_feedback_t;

/* Diffusion from a handful of adopters: the early luck of a few is what the mean field leaves out. */
static const char BASS[] = "polku: 1\nname: bass\nstep: year\n"
                           "stages: {waiting: {start: rest}, adopted: {start: 1%}}\n"
                           "transitions: {waiting -> adopted: {rate: 0.01}}\n"
                           "probabilities: without_marketing\n"
                           "word_of_mouth: {friends: {from: adopted, effects: {waiting -> adopted: x40}}}\n";

/* A crew that is just large enough on average: in the cohort chance makes queues, in the mean field there are none. */
static const char CREW[] = "polku: 1\nname: crew\nstep: week\npopulation: 1000\n"
                           "stages: {idle: {start: rest}, asks: {start: 3%}, served: {}}\n"
                           "transitions: {idle -> asks: {probability: 4%}, asks -> served: {probability: 90%}, "
                           "served -> idle: {probability: 5%}}\n"
                           "capacity: {crew: {per_step: CAPACITY, uses: {asks -> served: 1}}}\n"
                           "queues: {wait: {of: crew, saturation: {half: 1}, effects: {idle -> asks: x0.5}}}\n";

static const pk_feedback_t CASES[] = {
    {"diffusion", BASS, "adopted", 1, {0.005, 0.0008, 0.00006}},
    {"crew", CREW, "asks", 1, {0.072, 0.012, 0.0008}},
};

static void run(pk_fixture_t *f, const pk_feedback_t *c, long population, const char *engine, int runs)
{
    char model[1200], scenario[160];
    const char *mark = strstr(c->model, "CAPACITY");
    if (mark == NULL) {
        snprintf(model, sizeof model, "%s", c->model);
    } else {
        snprintf(model, sizeof model, "%.*s%ld%s", (int)(mark - c->model), c->model, population * 26 / 1000, mark + 8);
    }
    snprintf(scenario, sizeof scenario, "horizon: %d\npopulation: %ld\nengine: %s\nruns: %d\n", STEPS, population,
             engine, runs);
    pk_fixture_run(f, model, scenario, (pk_run_options_t){.series = true});
}

static void expected_is_near(void **state)
{
    (void)state;
    static const long POPULATIONS[] = {1000, 10000, 1000000};
    for (size_t k = 0; k < sizeof CASES / sizeof *CASES; k++) {
        for (int p = 0; p < 3; p++) {
            pk_fixture_t mean, cohort;
            run(&mean, &CASES[k], POPULATIONS[p], "expected", 1);
            run(&cohort, &CASES[k], POPULATIONS[p], "cohort", RUNS);
            const double expected = pk_fixture_count(&mean, STEPS, CASES[k].index);
            const pk_summary_t *counts =
                &cohort.result.stage_counts[pk_stage_cell(&cohort.result, STEPS, 0, CASES[k].index)];
            const double off = expected / counts->mean - 1;
            print_message("%-10s %-8s at %8ld customers: expected %.6g, cohort %.6g, off by %+.3f%% (+- %.3f%%)\n",
                          CASES[k].name, CASES[k].stage, POPULATIONS[p], expected, counts->mean, 100 * off,
                          100 * counts->sd / sqrt(RUNS) / counts->mean);
            assert_true(fabs(off) < CASES[k].allowed[p]);
            pk_fixture_free(&mean);
            pk_fixture_free(&cohort);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(expected_is_near)};
    return cmocka_run_group_tests_name("feedback", tests, NULL, NULL);
}
