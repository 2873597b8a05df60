/* Posteriors in closed form: the likelihood of a log as a function of the number must be the beta (or dirichlet) kernel
 * that is claimed; and the chain of a log's own moves. */
#include "journeys_fixture.h"

#include <gsl/gsl_sf_gamma.h>
#include <limits.h>

#include "engine/assumptions.h"
#include "engine/sim.h"
#include "infer/journeys_chain.h"
#include "infer/journeys_conjugate.h"

static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 100\n"
    "stages:\n  a: {start: 100%}\n  b:\n    exits:\n      law: dirichlet(2, 1, 3, 8)\n      to: [a, c, gone]\n"
    "  c: {dwell: 'weibull(2, 5)'}\n  d: {}\n  e: {}\n  gone: {}\n"
    "personas: {p: {share: 60%}, q: {share: rest}}\n"
    "transitions:\n"
    "  a -> b: {probability: 'beta(2, 20)', by_persona: {q: {probability: 'beta(mean=20%, n=10)'}}}\n"
    "  c -> gone: {probability: 'beta(1, 30)'}\n"
    "  c -> d: {share: 'beta(3, 3)'}\n  c -> e: {share: rest}\n"
    "  d -> d: {probability: 'beta(1, 4)'}\n  d -> gone: {probability: 'beta(1, 9)', by_persona: {q: {probability: "
    "x0.5}}}\n"
    "  e -> gone: {probability: 'beta(2, 9)'}\n  e -> d: {probability: 1%}\n"
    "channels:\n  ad: {spend: 100, saturation: {half: 100}, effects: {ACTS: x2}}\n";

static char *log_text(void)
{
    static const char *const WALKS[] = {
        "aabc ccddddg", "aaaaaab  a bcceeeg", "bbbg", "bba", "abcccccd d d", "cccg", "cceg", "aa"};
    static char text[20000];
    char *at = text + sprintf(text, "customer_id,timestamp,stage,type\n");
    for (int c = 0; c < 24; c++) {
        const char *walk = WALKS[c % 8];
        const long first = pk_date_join(2026, 1, 5);
        for (int k = 0; walk[k] != '\0'; k++) {
            char date[PK_DATE_TEXT];
            pk_date_write(first + 7L * k + c % 3, date);
            const char name[2] = {walk[k], '\0'};
            if (walk[k] != ' ') {
                at += sprintf(at, "%d,%s,%s,%s\n", c, date, walk[k] == 'g' ? "gone" : name, c % 2 ? "q" : "p");
            }
        }
    }
    return text;
}

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws;
    pk_observed_log_t asked;
    pk_journeys_log_t log;
    pk_journeys_t journeys;
    const pk_conjugate_t *all;
    int count;
} world_t;

static void begin_world(world_t *self, const char *acts, bool by_event)
{
    char model[4096], *at;
    *self = (world_t){0};
    strcpy(model, MODEL);
    at = strstr(model, "ACTS");
    snprintf(at, sizeof model - (size_t)(at - model), "%s: x2}}\n", acts);
    journeys_begin(&self->fixture, model, "start: 2026-01-05\nhorizon: 40\n");
    journeys_write(&self->fixture, log_text());
    self->asked = journeys_asked(&self->fixture);
    self->asked.persona = "type";
    self->asked.by_event = by_event;
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    assert_int_equal(pk_assumptions_draw(&self->sim, 1, self->draws, NULL).outcome, PK_DRAW_FINE);
    journeys_read(&self->fixture, &self->asked, &self->log);
    const pk_journeys_options_t options = {
        .plan = &self->plan, .logs = &self->log, .nlog = 1, .last_step = INT_MAX, .chains = 1};
    assert_int_equal(pk_journeys_init(&self->journeys, &options, &self->fixture.diag), PK_OK);
    self->all = pk_journeys_conjugates(&self->journeys, &self->plan.arena, &self->count);
}

static void end_world(world_t *self)
{
    pk_journeys_free(&self->journeys);
    pk_journeys_log_free(&self->log);
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static double value_at(world_t *self, const pk_conjugate_t *one, const double *x)
{
    double *draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
    memcpy(draws, self->draws, (size_t)self->plan.nslot * sizeof *draws);
    memcpy(&draws[one->slot], x, (size_t)(one->count - 1) * sizeof *draws);
    return pk_journeys_log_likelihood(&self->journeys, 0, draws);
}

/* ln of the kernel that the log adds to the prior. */
static double kernel(const pk_conjugate_t *one, const double *x)
{
    double sum = 0, rest = 1;
    for (int k = 0; k < one->count; k++) {
        const double p = k < one->count - 1 ? x[k] : rest;
        sum += (one->posterior[k] - one->prior[k]) * log(p);
        rest -= p;
    }
    return sum;
}

/* The mean of the first component on a grid of prior times likelihood. */
static double mean_on_grid(world_t *self, const pk_conjugate_t *one)
{
    enum { POINTS = 400 };
    const double at = 0.05;
    double sum = 0, mean = 0;
    for (int k = 0; k < POINTS; k++) {
        const double x = (k + 0.5) / POINTS;
        const double log_density = (one->prior[0] - 1) * log(x) + (one->prior[1] - 1) * log(1 - x) +
                                   value_at(self, one, &x) - value_at(self, one, &at);
        sum += exp(log_density);
        mean += x * exp(log_density);
    }
    return mean / sum;
}

static void check_all(world_t *self, const char *expected)
{
    char names[1024] = "";
    for (int k = 0; k < self->count; k++) {
        const pk_conjugate_t *one = &self->all[k];
        double x[4], base[4], moved = 0;
        strcat(names, one->number != NULL ? one->number->path : self->plan.model->stages[one->stage].name);
        strcat(names, "\n");
        for (int step = 0; step < 8; step++) {
            for (int j = 0; j < one->count - 1; j++) {
                x[j] = (0.03 + 0.9 * step / 8) / (one->count - 1) * (1 + 0.1 * j);
                base[j] = 0.2;
            }
            assert_near(value_at(self, one, x) - value_at(self, one, base), kernel(one, x) - kernel(one, base), 1e-9);
        }
        for (int j = 0; j < one->count; j++) {
            moved += one->posterior[j] - one->prior[j];
        }
        assert_true(moved > 0);
        if (one->count == 2) {
            assert_near(mean_on_grid(self, one), one->posterior[0] / (one->posterior[0] + one->posterior[1]), 1e-5);
        }
    }
    assert_string_equal(names, expected);
}

static void posteriors_in_closed_form(void **state)
{
    (void)state;
    world_t self;
    begin_world(&self, "a -> b", false); /* a driver on a: none of its numbers */
    check_all(&self, "b\ntransitions.c -> gone.probability\ntransitions.c -> d.share\n"
                     "transitions.d -> d.probability\n");
    assert_true(self.all[1].prior[0] == 1 && self.all[1].prior[1] == 30);
    end_world(&self);
}

static void by_event_drivers_are_as_of_today(void **state)
{
    (void)state;
    world_t self;
    begin_world(&self, "a -> b", true);
    check_all(&self, "transitions.a -> b.probability\ntransitions.a -> b.by_persona.q.probability\nb\n"
                     "transitions.c -> gone.probability\ntransitions.c -> d.share\n"
                     "transitions.d -> d.probability\n");
    assert_close(self.all[1].prior[0], 2, 1e-12);
    end_world(&self);
}

/* ---- the chain ---- */

static void reaching_by_the_chain_and_as_it_was(void **state)
{
    (void)state;
    world_t self;
    begin_world(&self, "a -> b", true);
    double plug_in[6], observed[6], p[6][6] = {{0}}, now[6], sum[6], reached[6];
    const pk_model_t *model = self.plan.model;
    pk_journeys_reach(&self.log, plug_in, observed);
    for (int f = 0; f < model->ntransition; f++) {
        if (model->transitions[f].from != model->transitions[f].to) {
            p[model->transitions[f].from][model->transitions[f].to] += self.log.figures.happened[f];
        }
    }
    for (int to = 0; to < 6; to++) { /* the chain, walked until nobody moves, with those who came taken out */
        for (int i = 0; i < 6; i++) {
            now[i] = self.log.figures.starts[i] / (double)self.log.figures.cases;
        }
        reached[to] = 0;
        for (int step = 0; step < 2000; step++) {
            reached[to] += now[to];
            now[to] = 0;
            memset(sum, 0, sizeof sum);
            for (int i = 0; i < 6; i++) {
                double out = 0;
                for (int j = 0; j < 6; j++) {
                    out += p[i][j];
                }
                for (int j = 0; j < 6 && out > 0; j++) {
                    sum[j] += now[i] * p[i][j] / out;
                }
            }
            memcpy(now, sum, sizeof now);
        }
        assert_close(plug_in[to], reached[to], 1e-12);
        assert_close(observed[to], self.log.figures.reached[to] / 24, 1e-15);
    }
    assert_close(observed[3], 6.0 / 24, 1e-15); /* d: walks 1 and 5 of 8 */
    end_world(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(posteriors_in_closed_form),
        cmocka_unit_test(by_event_drivers_are_as_of_today),
        cmocka_unit_test(reaching_by_the_chain_and_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
