/* The likelihood of journeys against a direct product over customers, whose law is written out here anew: logs are
 * simulated customer by customer, and what each of them did is multiplied up without being counted. */
#include "journeys_fixture.h"

#include <gsl/gsl_sf_gamma.h>
#include <limits.h>

#include "base/stream.h"
#include "engine/assumptions.h"
#include "engine/drivers.h"
#include "engine/sim.h"
#include "infer/journeys_likelihood.h"

/* a is left by rates; b by a stay and a way that competes with it, both moved by the channel; x takes no time; c is
 * memoryless, with an event. */
static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
    "stages:\n  a: {start: 100%}\n  b: {dwell: 'weibull(shape=1.5 to 3, scale=4 to 7)'}\n  x: {dwell: 0}\n"
    "  c: {dwell: 'exponential(mean=8)'}\n  lost: {}\n"
    "personas: {p: {share: 60%}, q: {share: rest}}\n"
    "transitions:\n"
    "  a -> b: {probability: 4% to 9%, by_persona: {q: {probability: x1.5}}}\n"
    "  a -> lost: {probability: 1% to 3%}\n"
    "  b -> lost: {probability: 3%}\n"
    "  b -> x: {share: 40% to 70%}\n"
    "  b -> a: {share: rest}\n"
    "  x -> c: {share: 60% to 80%, by_persona: {q: {share: x0.8}}}\n"
    "  x -> lost: {share: rest}\n"
    "  c -> c: {probability: 10% to 20%}\n"
    "  c -> lost: {share: 100%}\n"
    "channels:\n"
    "  ad: {spend: 500, saturation: {half: 800 to 1500}, effects: {a -> b: x2 to 4, b -> *: x1.5}}\n";
static const char BODY[] =
    "start: 2026-01-05\nhorizon: 40\nspend: {ad: [{from: 1, until: 10, value: 0}, {from: 11, until: 20, value: "
    "3000}, {otherwise: 500}]}\n";
enum { A, B, X, C, LOST, STAGES };
static const char *const NAMES[] = {"a", "b", "x", "c", "lost"};
enum { LAST = 40, FIRST = -12, CASES = 300, MOST = LAST - FIRST + 2 };

/* ---- the law, written out ---- */

typedef struct {
    double p_ab, p_al, p_bl, w_x, w_c, p_c, shape, scale, half, m_ab, m_b;
} numbers_t;

static double number_of(const pk_fixture_t *f, const char *path, const double *draws)
{
    const pk_number_t *number = pk_number_find(&f->scenario->model->numbers, path);
    assert_non_null(number);
    return pk_number_at(number, draws, NAN);
}

static numbers_t numbers_at(const pk_fixture_t *f, const double *draws)
{
    return (numbers_t){.p_ab = number_of(f, "transitions.a -> b.probability", draws),
                       .p_al = number_of(f, "transitions.a -> lost.probability", draws),
                       .p_bl = 0.03,
                       .w_x = number_of(f, "transitions.b -> x.share", draws),
                       .w_c = number_of(f, "transitions.x -> c.share", draws),
                       .p_c = number_of(f, "transitions.c -> c.probability", draws),
                       .shape = number_of(f, "stages.b.dwell.shape", draws),
                       .scale = number_of(f, "stages.b.dwell.scale", draws),
                       .half = number_of(f, "channels.ad.saturation.half", draws),
                       .m_ab = number_of(f, "channels.ad.effects.a -> b", draws),
                       .m_b = 1.5};
}

static double multiplier(const numbers_t *n, double m, int t)
{
    const double spend = t < 1 || t > 20 ? 500 : t <= 10 ? 0 : 3000;
    return (1 + (m - 1) * spend / (spend + n->half)) / (1 + (m - 1) * 500 / (500 + n->half));
}

/* What may happen in step t to a customer of persona g at an age: the probability of each stage at its end, of an x on
 * the way aside; `via` is that of having come through x. */
typedef struct {
    double stay, rated[2], ended[2];
} chances_t;

static chances_t chances_of(const numbers_t *n, int stage, int g, int age, int t)
{
    chances_t c = {.stay = 1};
    if (stage == A) {
        const double ab = n->p_ab * (g == 1 ? 1.5 : 1), all = ab + n->p_al;
        const double rate = -log(1 - all);
        const double r[2] = {rate * ab / all * multiplier(n, n->m_ab, t), rate * n->p_al / all};
        const double sum = r[0] + r[1];
        c = (chances_t){.stay = exp(-sum), .rated = {r[0] / sum * (1 - exp(-sum)), r[1] / sum * (1 - exp(-sum))}};
    } else if (stage == B) {
        const double speed = multiplier(n, n->m_b, t);
        const double lost = 1 - pow(1 - n->p_bl, speed);
        const double survive = pow(exp(pow(age / n->scale, n->shape) - pow((age + 1) / n->scale, n->shape)), speed);
        c = (chances_t){.rated = {lost, 0},
                        .ended = {(1 - lost) * (1 - survive) * n->w_x, (1 - lost) * (1 - survive) * (1 - n->w_x)},
                        .stay = (1 - lost) * survive};
    } else if (stage == C) {
        c = (chances_t){.stay = exp(-1.0 / 8), .ended = {1 - exp(-1.0 / 8), 0}};
    }
    return c;
}

/* ---- customers ---- */

typedef struct {
    int persona, begins;
    int stage[MOST]; /* at the end of step FIRST + i */
    bool by_x[MOST]; /* came through x in that step */
    bool event[MOST];
    int count; /* steps after `begins` */
} customer_t;

static double luck(pk_stream_t *stream)
{
    return pk_stream_uniform(stream);
}

static customer_t simulate(const numbers_t *n, int who)
{
    pk_stream_t stream = pk_stream_of((pk_luck_t){.seed = 5, .run = (uint64_t)who}, PK_PURPOSE_START, 0);
    customer_t self = {.persona = luck(&stream) < 0.4};
    self.begins = FIRST + (int)(luck(&stream) * (LAST - FIRST - 3));
    self.stage[0] = luck(&stream) < 0.7 ? A : B;
    int age = 0;
    for (int t = self.begins + 1; t <= LAST; t++, age++) {
        const int i = ++self.count, from = self.stage[i - 1];
        const chances_t c = chances_of(n, from, self.persona, age, t);
        const double u = luck(&stream), w = n->w_c * (self.persona == 1 ? 0.8 : 1);
        self.event[i] = from == C && luck(&stream) < n->p_c;
        const int rated[2] = {from == A ? B : LOST, LOST}, ended[2] = {from == B ? X : LOST, A};
        double sum = 0;
        self.stage[i] = from;
        for (int k = 0; k < 4 && u >= c.stay; k++) {
            const double p = k < 2 ? c.rated[k] : c.ended[k - 2];
            if (u >= c.stay + sum && u < c.stay + sum + p) {
                self.stage[i] = k < 2 ? rated[k] : ended[k - 2];
            }
            sum += p;
        }
        if (self.stage[i] == X) {
            self.by_x[i] = true;
            self.stage[i] = luck(&stream) < w ? C : LOST;
        }
        age = self.stage[i] != from ? -1 : age;
    }
    return self;
}

/* What one customer did, multiplied up: no count, no age but their own. Steps before the first have no drivers. */
static double log_probability(const numbers_t *n, const customer_t *self, int persona)
{
    double sum = 0;
    int age = 0;
    const double w = n->w_c * (persona == 1 ? 0.8 : 1);
    for (int i = 1; i <= self->count; i++, age++) {
        const int from = self->stage[i - 1], to = self->stage[i], t = self->begins + i;
        const chances_t c = chances_of(n, from, persona, age, t);
        double p = c.stay;
        if (self->by_x[i]) {
            p = c.ended[0];
            sum += log(to == C ? w : 1 - w); /* no driver acts on it: before the first step, too */
        } else if (to != from) {
            p = from == A ? c.rated[to == LOST] : from == C ? c.ended[0] : to == A ? c.ended[1] : c.rated[0];
        }
        if (from == C) {
            sum += log(self->event[i] ? n->p_c : 1 - n->p_c) + log(p);
        } else if (t >= 1 && from != LOST) {
            sum += log(p);
        }
        age = to != from ? -1 : age;
    }
    return sum;
}

static char *date_of(const pk_fixture_t *f, int step, int day, char *text)
{
    pk_date_write(f->scenario->calendar.start + 7 * (step - 1) + day, text);
    return text;
}

/* The log of customers, newest rows first. */
static char *write_log(const pk_fixture_t *f, const customer_t *customers, int count)
{
    char *text = malloc((size_t)count * MOST * 40), *at = text, date[PK_DATE_TEXT];
    at += sprintf(at, "timestamp,stage,customer_id,type\n");
    for (int c = 0; c < count; c++) {
        const customer_t *self = &customers[c];
        const char *type = self->persona == 1 ? "q" : "p";
        for (int i = self->count; i >= 0; i--) {
            const int step = self->begins + i;
            if (i == 0 || self->stage[i] != self->stage[i - 1]) {
                at += sprintf(at, "%s 12:00,%s,%d,%s\n", date_of(f, step, (c + i) % 7, date), NAMES[self->stage[i]], c,
                              type);
            }
            if (i > 0 && self->by_x[i]) {
                at += sprintf(at, "%s 11:00,x,%d,%s\n", date_of(f, step, (c + i) % 7, date), c, type);
            }
            if (self->event[i]) {
                at += sprintf(at, "%s 10:00,c,%d,%s\n", date_of(f, step, (c + i) % 7, date), c, type);
            }
        }
    }
    return text;
}

/* ---- the tests ---- */

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_sim_t sim;
    double *draws;
    customer_t customers[CASES];
    pk_observed_log_t asked;
    pk_journeys_log_t log;
    pk_journeys_t journeys;
} world_t;

static void draw(world_t *self, int run)
{
    assert_int_equal(pk_assumptions_draw(&self->sim, (uint64_t)run, self->draws, NULL).outcome, PK_DRAW_FINE);
}

static void read_world(world_t *self, const char *persona)
{
    const pk_journeys_options_t options = {
        .plan = &self->plan, .logs = &self->log, .nlog = 1, .last_step = INT_MAX, .chains = 2};
    char *text = write_log(&self->fixture, self->customers, CASES);
    journeys_write(&self->fixture, text);
    free(text);
    self->asked = journeys_asked(&self->fixture);
    self->asked.persona = persona;
    self->asked.until = self->fixture.scenario->calendar.start + 7 * LAST - 1;
    journeys_read(&self->fixture, &self->asked, &self->log);
    assert_int_equal(pk_journeys_init(&self->journeys, &options, &self->fixture.diag), PK_OK);
}

static void begin_world(world_t *self, const char *model, const char *body)
{
    *self = (world_t){0};
    journeys_begin(&self->fixture, model, body);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    pk_sim_init(&self->sim, &self->plan, &pk_chance_expected);
    self->draws = PK_ARRAY(&self->plan.arena, double, self->plan.nslot);
}

static void end_world(world_t *self)
{
    pk_journeys_free(&self->journeys);
    pk_journeys_log_free(&self->log);
    pk_sim_free(&self->sim);
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
}

static void simulate_all(world_t *self)
{
    draw(self, 77);
    const numbers_t truth = numbers_at(&self->fixture, self->draws);
    for (int c = 0; c < CASES; c++) {
        self->customers[c] = simulate(&truth, c);
    }
}

static void is_the_product_over_customers(void **state)
{
    (void)state;
    static world_t self;
    begin_world(&self, MODEL, BODY);
    simulate_all(&self);
    read_world(&self, "type");
    for (int run = 0; run < 20; run++) {
        draw(&self, run);
        const numbers_t n = numbers_at(&self.fixture, self.draws);
        double sum = 0;
        for (int c = 0; c < CASES; c++) {
            sum += log_probability(&n, &self.customers[c], self.customers[c].persona);
        }
        const double value = pk_journeys_log_likelihood(&self.journeys, run % 2, self.draws);
        assert_close(value, sum, 1e-11);
        assert_true(value == pk_journeys_log_likelihood(&self.journeys, 1 - run % 2, self.draws));
    }
    assert_false(self.journeys.path);
    end_world(&self);
}

/* Who is of which persona nobody knows: each customer is a mixture. */
static void is_a_mixture_over_personas(void **state)
{
    (void)state;
    static world_t self;
    begin_world(&self, MODEL, BODY);
    simulate_all(&self);
    read_world(&self, NULL);
    for (int run = 0; run < 20; run++) {
        draw(&self, run);
        const numbers_t n = numbers_at(&self.fixture, self.draws);
        double sum = 0;
        for (int c = 0; c < CASES; c++) {
            sum += log(0.6 * exp(log_probability(&n, &self.customers[c], 0)) +
                       0.4 * exp(log_probability(&n, &self.customers[c], 1)));
        }
        assert_close(pk_journeys_log_likelihood(&self.journeys, 0, self.draws), sum, 1e-11);
    }
    end_world(&self);
}

/* ---- word of mouth and full capacities ---- */

/* The path of the whole population decides the probabilities: a -> b and b -> x ask for crews that are full. */
static const char CROWDED[] =
    "polku: 1\nname: m\nstep: week\npopulation: 1000\n"
    "stages:\n  a: {start: 80%}\n  b: {dwell: 'weibull(shape=1.5 to 3, scale=4 to 7)', start: 15%}\n  x: {dwell: 0}\n"
    "  c: {dwell: 'exponential(mean=8)', start: 5%}\n  lost: {}\n"
    "transitions:\n"
    "  a -> b: {probability: 4% to 9%}\n"
    "  a -> lost: {probability: 1% to 3%}\n"
    "  b -> lost: {probability: 3%}\n"
    "  b -> x: {share: 40% to 70%}\n"
    "  b -> a: {share: rest}\n"
    "  x -> c: {share: 60% to 80%}\n"
    "  x -> lost: {share: rest}\n"
    "  c -> c: {probability: 10% to 20%}\n"
    "  c -> lost: {share: 100%}\n"
    "word_of_mouth:\n  talk: {from: c, effects: {a -> b: x20, c -> c: x9}}\n"
    "capacity:\n  desk: {per_step: 12, uses: {a -> b: 1}}\n  crew: {per_step: 9, uses: {b -> x: 2}}\n";

enum { AGES = MOST + 60 };

/* What a step of the engine's expected path lets a customer do, at every age of b. */
typedef struct {
    double ab, al, bl, xc, event, leave_c, bx[AGES], ba[AGES], b_stays[AGES];
} path_t;

static double p_of(const pk_sim_t *sim, int from, int to)
{
    return sim->now.p[pk_transition_find(sim->plan->model, from, to)];
}

/* Walks a sim of its own. What a capacity lets through is what has moved of those who would have: told from who stood
 * where before the step. */
static void walk_path(world_t *self, const numbers_t *n, path_t *path)
{
    pk_sim_t *sim = &self->sim;
    const pk_model_t *model = self->plan.model;
    double *ages = calloc(AGES, sizeof *ages);
    int full = 0;
    pk_sim_begin(sim, 0, self->draws);
    for (int t = 1; t <= LAST; t++) {
        const double in_a = sim->state.count[A];
        const int oldest = sim->state.ages[B].oldest;
        memcpy(ages, sim->state.ages[B].at, (size_t)(oldest + 1) * sizeof *ages);
        pk_sim_step(sim, t);
        path_t *now = &path[t];
        const double desk = sim->state.flow[pk_transition_find(model, A, B)] / (in_a * p_of(sim, A, B));
        double asked = 0;
        now->bl = p_of(sim, B, LOST);
        for (int a = 0; a < AGES; a++) {
            const double leave = 1 - exp(pow(a / n->scale, n->shape) - pow((a + 1) / n->scale, n->shape));
            now->bx[a] = (1 - now->bl) * leave * n->w_x;
            now->ba[a] = (1 - now->bl) * leave * (1 - n->w_x);
            asked += a <= oldest ? ages[a] * now->bx[a] : 0;
        }
        const double crew = sim->state.flow[pk_transition_find(model, B, X)] / asked;
        for (int a = 0; a < AGES; a++) {
            now->bx[a] *= crew;
            now->b_stays[a] = 1 - now->bl - now->bx[a] - now->ba[a];
        }
        now->ab = p_of(sim, A, B) * desk;
        now->al = p_of(sim, A, LOST);
        now->xc = n->w_c;
        now->event = p_of(sim, C, C);
        now->leave_c = 1 - exp(-1.0 / 8);
        full += (desk < 0.95) + (crew < 0.95);
    }
    assert_true(full > 20);
    free(ages);
}

static double log_on_path(const path_t *path, const numbers_t *n, const customer_t *self)
{
    double sum = 0;
    for (int i = 1, age = 0; i <= self->count; i++, age++) {
        const int from = self->stage[i - 1], to = self->stage[i], t = self->begins + i;
        double p = 1;
        if (self->by_x[i]) {
            sum += log(to == C ? n->w_c : 1 - n->w_c);
        }
        if (from == C && t >= 1) { /* the event is moved by word of mouth */
            p *= self->event[i] ? path[t].event : 1 - path[t].event;
        }
        if (from == C && t >= 1) {
            p *= to == C ? 1 - path[t].leave_c : path[t].leave_c;
        } else if (from == C) {
            p *= to == C ? exp(-1.0 / 8) : 1 - exp(-1.0 / 8); /* its stay is moved by nothing */
        } else if (from == A && t >= 1) {
            p = to == B ? path[t].ab : to == LOST ? path[t].al : 1 - path[t].ab - path[t].al;
        } else if (from == B && t >= 1) {
            p = self->by_x[i] ? path[t].bx[age]
                : to == B     ? path[t].b_stays[age]
                : to == LOST  ? path[t].bl
                              : path[t].ba[age];
        }
        sum += log(p);
        age = to != from ? -1 : age;
    }
    return sum;
}

static void follows_the_expected_path(void **state)
{
    (void)state;
    static world_t self;
    static path_t path[LAST + 1];
    begin_world(&self, MODEL, BODY);
    simulate_all(&self); /* what customers did need not be likely */
    static customer_t customers[CASES];
    memcpy(customers, self.customers, sizeof customers);
    end_world(&self);
    begin_world(&self, CROWDED, "start: 2026-01-05\nhorizon: 40\n");
    memcpy(self.customers, customers, sizeof customers);
    read_world(&self, NULL);
    assert_true(self.journeys.path);
    for (int run = 0; run < 10; run++) {
        draw(&self, run);
        const numbers_t n = {.w_x = number_of(&self.fixture, "transitions.b -> x.share", self.draws),
                             .w_c = number_of(&self.fixture, "transitions.x -> c.share", self.draws),
                             .shape = number_of(&self.fixture, "stages.b.dwell.shape", self.draws),
                             .scale = number_of(&self.fixture, "stages.b.dwell.scale", self.draws)};
        walk_path(&self, &n, path);
        double sum = 0;
        for (int c = 0; c < CASES; c++) {
            sum += log_on_path(path, &n, &self.customers[c]);
        }
        assert_close(pk_journeys_log_likelihood(&self.journeys, 0, self.draws), sum, 1e-10);
    }
    end_world(&self);
}

/* What cannot be in any run, and what was seen where nobody could go. */
static void what_cannot_be(void **state)
{
    (void)state;
    static world_t self;
    begin_world(&self, MODEL, BODY);
    simulate_all(&self);
    read_world(&self, "type");
    draw(&self, 3);
    assert_true(isfinite(pk_journeys_log_likelihood(&self.journeys, 0, self.draws)));
    const int slot = pk_number_find(&self.fixture.scenario->model->numbers, "transitions.a -> b.probability")->slot;
    const double kept = self.draws[slot];
    self.draws[slot] = 0.99; /* past 1 with the factor of q */
    assert_true(pk_journeys_log_likelihood(&self.journeys, 0, self.draws) == -INFINITY);
    self.draws[slot] = 0;
    assert_true(pk_journeys_log_likelihood(&self.journeys, 0, self.draws) == -INFINITY);
    self.draws[slot] = kept;
    assert_true(isfinite(pk_journeys_log_likelihood(&self.journeys, 0, self.draws)));
    end_world(&self);
}

/* A part that is kept for a backtest is not seen: the same as a log that ends there. */
static void what_comes_after_the_last_step_is_not_seen(void **state)
{
    (void)state;
    static world_t self;
    enum { SEEN = 23 };
    begin_world(&self, MODEL, BODY);
    simulate_all(&self);
    read_world(&self, "type");
    pk_journeys_t held;
    pk_journeys_options_t options = {.plan = &self.plan, .logs = &self.log, .nlog = 1, .last_step = SEEN, .chains = 1};
    assert_int_equal(pk_journeys_init(&held, &options, &self.fixture.diag), PK_OK);
    draw(&self, 1);
    const double value = pk_journeys_log_likelihood(&held, 0, self.draws);
    self.asked.until = self.fixture.scenario->calendar.start + 7 * SEEN - 1;
    pk_journeys_log_free(&self.log);
    journeys_read(&self.fixture, &self.asked, &self.log);
    assert_true(self.log.figures.late > 0);
    pk_journeys_free(&held);
    options.last_step = INT_MAX;
    assert_int_equal(pk_journeys_init(&held, &options, &self.fixture.diag), PK_OK);
    assert_close(value, pk_journeys_log_likelihood(&held, 0, self.draws), 1e-12);
    pk_journeys_free(&held);
    end_world(&self);
}

/* ---- customers who differ ---- */

/* Each has a churn of their own: who left in step d has the chance B(a + 1, b + d - 1) / B(a, b), who is still there
 * after d steps B(a, b + d) / B(a, b). */
static void customers_who_differ(void **state)
{
    (void)state;
    static world_t self;
    begin_world(&self,
                "polku: 1\nname: m\nstep: week\npopulation: 1000\nstages: {a: {start: 100%}, lost: {}}\n"
                "transitions:\n  a -> lost:\n    probability: varies beta(uniform(0.5, 2), uniform(1, 9))\n",
                "start: 2026-01-05\nhorizon: 40\nengine: expected\n");
    char text[CASES * 64], *at = text + sprintf(text, "customer_id,timestamp,stage\n"), date[PK_DATE_TEXT];
    int steps[CASES];
    for (int c = 0; c < CASES; c++) {
        const int begins = 1 + c % 11;
        steps[c] = c % 3 == 0 ? -(LAST - begins) : 1 + c * c % 20; /* below 0: still there */
        at += sprintf(at, "%d,%s,a\n", c, date_of(&self.fixture, begins, 2, date));
        if (steps[c] > 0) {
            at += sprintf(at, "%d,%s,lost\n", c, date_of(&self.fixture, begins + steps[c], 1, date));
        }
    }
    journeys_write(&self.fixture, text);
    self.asked = journeys_asked(&self.fixture);
    self.asked.until = self.fixture.scenario->calendar.start + 7 * LAST - 1;
    journeys_read(&self.fixture, &self.asked, &self.log);
    const pk_journeys_options_t options = {
        .plan = &self.plan, .logs = &self.log, .nlog = 1, .last_step = INT_MAX, .chains = 1};
    assert_int_equal(pk_journeys_init(&self.journeys, &options, &self.fixture.diag), PK_OK);
    for (int run = 0; run < 10; run++) {
        draw(&self, run);
        const double a = number_of(&self.fixture, "transitions.a -> lost.probability.a", self.draws);
        const double b = number_of(&self.fixture, "transitions.a -> lost.probability.b", self.draws);
        double sum = 0;
        for (int c = 0; c < CASES; c++) {
            sum += (steps[c] > 0 ? gsl_sf_lnbeta(a + 1, b + steps[c] - 1) : gsl_sf_lnbeta(a, b - steps[c])) -
                   gsl_sf_lnbeta(a, b);
        }
        assert_close(pk_journeys_log_likelihood(&self.journeys, 0, self.draws), sum, 1e-10);
    }
    end_world(&self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_the_product_over_customers), cmocka_unit_test(is_a_mixture_over_personas),
        cmocka_unit_test(follows_the_expected_path),     cmocka_unit_test(what_cannot_be),
        cmocka_unit_test(customers_who_differ),          cmocka_unit_test(what_comes_after_the_last_step_is_not_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
