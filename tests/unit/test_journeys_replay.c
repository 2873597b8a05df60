/* A simulated log, read as a log of a firm's own and counted, gives back the probabilities that made it. */
#include "engine/agents/tell.h"

#include "engine/agents/journey_book.h"
#include "journeys_fixture.h"
#include "report/journeys.h"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\npopulation: 60000\n"
                            "stages:\n  a: {start: 70%}\n  b: {start: rest}\n  gate: {dwell: 0}\n  c: {}\n  lost: {}\n"
                            "personas: {home: {share: 50%}, senior: {share: rest}}\n"
                            "transitions:\n  a -> b: {probability: 10%, by_persona: {senior: {probability: x1.2}}}\n"
                            "  a -> lost: {probability: 5%}\n  b -> a: {probability: 20%}\n"
                            "  b -> gate: {probability: 10%}\n  gate -> c: {share: 30%}\n  gate -> a: {share: rest}\n"
                            "  c -> c: {rate: 0.2}\n  c -> lost: {probability: 4%}\n  lost -> a: {probability: 2%}\n"
                            "arrivals: {a: 50}\n";

enum { STEPS = 40, WAYS = 9 };

static const struct {
    const char *from, *to;
    double home, senior; /* a probability of a step, or a share, or the rate of an event */
} WRITTEN[WAYS] = {{"a", "b", 0.1, 0.12},   {"a", "lost", 0.05, 0.05}, {"b", "a", 0.2, 0.2},
                   {"b", "gate", 0.1, 0.1}, {"gate", "c", 0.3, 0.3},   {"gate", "a", 0.7, 0.7},
                   {"c", "c", 0.2, 0.2},    {"c", "lost", 0.04, 0.04}, {"lost", "a", 0.02, 0.02}};

static void see(void *context, int worker, const pk_lives_t *lives)
{
    (void)worker;
    pk_journeys_of_lives(lives, &(pk_journey_taker_t){.take = pk_journeys_take, .context = context});
}

static void write_log(pk_fixture_t *fixture)
{
    pk_plan_t plan;
    pk_journey_book_t book;
    pk_out_t out;
    char path[160];
    pk_fixture_beside(fixture, "log.csv", "");
    snprintf(path, sizeof path, "%s/log.csv", fixture->folder);
    assert_int_equal(pk_plan_compile(fixture->scenario, &plan, &fixture->diag), PK_OK);
    pk_journey_book(&plan, plan.defaults, 0, &fixture->arena, &book);
    assert_int_equal(pk_out_open(&out, path, &fixture->diag), PK_OK);
    pk_journeys_t *log = pk_journeys_open(&pk_journeys_log, &book, PK_DIALECT_COMMA, &out);
    const pk_watcher_t watcher = {.see = see, .context = log};
    pk_journeys_begin(log, 0);
    assert_int_equal(pk_agents_tell(&plan, 0, PK_VECTOR_AUTO, watcher, &fixture->diag), PK_OK);
    pk_journeys_end(log);
    pk_journeys_close(log);
    assert_int_equal(pk_out_close(&out, &fixture->diag), PK_OK);
    pk_plan_free(&plan);
}

/* Steps at risk in a stage (visits of one that takes no time), and how often a way was taken. */
static void count(const pk_journeys_log_t *log, int persona, int stage, int way, double *risk, double *moves)
{
    const bool instant = log->model->stages[stage].instant;
    *risk = *moves = 0;
    for (int k = 0; k < log->nvisit; k++) {
        const pk_visit_t *visit = &log->visits[k];
        if (visit->persona == persona && visit->stage == stage) {
            *risk += visit->count * (instant ? 1 : visit->steps);
            *moves += visit->way == way ? visit->count : 0;
        }
    }
}

/* 60,000 customers, 40 steps, 18 tests at 1e-6 each. With 7.2 standard errors it would see that a senior goes from a to
 * b 2.5% less often, or that an event of c happens 4% too seldom. */
static void test_replay(void **state)
{
    (void)state;
    pk_fixture_t fixture;
    pk_journeys_log_t log;
    pk_fixture_read(&fixture, MODEL, "start: 2026-01-05\nhorizon: 40\nseed: 11\n");
    write_log(&fixture);
    pk_observed_log_t asked = journeys_asked(&fixture);
    asked.persona = "persona";
    asked.until = pk_step_date(&fixture.scenario->calendar, STEPS + 1) - 1;
    journeys_read(&fixture, &asked, &log);
    assert_int_equal(log.figures.crowded, 0);
    assert_true(log.figures.cases > 60000);
    for (int k = 0; k < WAYS; k++) {
        const int from = pk_stage_find(log.model, WRITTEN[k].from), to = pk_stage_find(log.model, WRITTEN[k].to);
        for (int persona = 0; persona < 2; persona++) {
            const double p = persona == 0 ? WRITTEN[k].home : WRITTEN[k].senior;
            double risk, moves;
            count(&log, persona, from, pk_transition_find(log.model, from, to), &risk, &moves);
            assert_true(risk > 10000);
            assert_z_of(WRITTEN[k].to, moves / risk, p, sqrt(p * (from == to ? 1 : 1 - p) / risk));
        }
    }
    pk_journeys_log_free(&log);
    pk_fixture_free(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_replay)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
