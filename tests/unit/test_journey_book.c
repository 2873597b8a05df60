/* Lives as journeys: what a log says of them, read back by the reader of logs, is what the lives said; and the book has
 * the plan's names, days, spend and the channels that act on each flow. */
#include "engine/agents/journey_book.h"

#include "journeys_fixture.h"

#include "report/journeys.h"

/* A stay with two ways out and a renewal, an instant stage, an event, ways back, people who come. */
static const char MODEL[] =
    "polku: 1\nname: m\nstep: week\ncurrency: EUR\npopulation: 500\n"
    "stages:\n  need: {start: 60%}\n  lead: {start: rest, dwell: 'weibull(2, 3)'}\n"
    "  gate: {dwell: 0}\n  own: {role: customer}\n  lost: {}\n"
    "personas: {home: {share: 60%}, senior: {share: rest}}\n"
    "transitions:\n  need -> lead: {probability: 20%}\n  lead -> lead: {share: 10%}\n"
    "  lead -> gate: {share: 60%}\n  lead -> lost: {share: rest}\n"
    "  gate -> own: {share: 70%}\n  gate -> need: {share: rest}\n"
    "  own -> own: {rate: 0.3, revenue: 290}\n  own -> lost: {probability: 10%}\n"
    "  lost -> need: {probability: 1%}\n"
    "channels:\n  facebook: {spend: 100, saturation: {half: 100}, effects: {need -> lead: x2}}\n"
    "  radio: {spend: 20, saturation: {half: 100}, effects: {'lead -> *': x2}}\n"
    "  rival: {ours: false, spend: 5, saturation: {half: 9}, effects: {need -> lead: x0.5}}\n"
    "arrivals: {need: 3}\n";
static const char SCENARIO[] =
    "start: 2026-03-02\nhorizon: 12\nspend: {facebook: [{until: 3, value: 70}, {otherwise: 0}]}\n";

enum { NEED, LEAD, GATE, OWN, LOST };
enum { STEPS = 12, CUSTOMERS = 400, HAPPENED_MOST = CUSTOMERS * STEPS * 4 };

typedef struct {
    uint64_t bits;
    pk_happening_t happened[HAPPENED_MOST];
    int32_t start_stage[CUSTOMERS], start_age[CUSTOMERS];
    pk_lives_t lives;
} batch_t;

static double luck(batch_t *self)
{
    self->bits = self->bits * 6364136223846793005ULL + 1442695040888963407ULL;
    return (double)(self->bits >> 11) / 9007199254740992.0;
}

static int flow_between(const pk_plan_t *plan, int from, int to)
{
    for (int f = 0; f < plan->nflow; f++) {
        if (plan->flows[f].from == from && plan->flows[f].to == to) {
            return f;
        }
    }
    fail_msg("no flow from %d to %d", from, to);
    return -1;
}

static int go(batch_t *self, int who, int step, int from, int to, double revenue)
{
    assert_true(self->lives.nhappened < HAPPENED_MOST);
    self->happened[self->lives.nhappened++] = (pk_happening_t){
        .who = (uint32_t)who, .step = step, .flow = flow_between(self->lives.plan, from, to), .revenue = revenue};
    return to;
}

/* A step of somebody who was there at its start: events, then perhaps a move, through the gate at once. */
static int step(batch_t *self, int who, int t, int stage)
{
    for (int k = 0; k < 3 && stage == OWN && luck(self) < 0.3; k++) {
        go(self, who, t, OWN, OWN, 290 * luck(self));
    }
    if (luck(self) < 0.6) {
        return stage;
    }
    switch (stage) {
    case NEED:
        return go(self, who, t, NEED, LEAD, 0);
    case LEAD: {
        const double way = luck(self);
        if (way < 0.6) {
            go(self, who, t, LEAD, GATE, 0);
            return go(self, who, t, GATE, luck(self) < 0.7 ? OWN : NEED, 0);
        }
        return go(self, who, t, LEAD, way < 0.8 ? LEAD : LOST, 0);
    }
    case OWN:
        return go(self, who, t, OWN, LOST, 0);
    default:
        return luck(self) < 0.5 ? go(self, who, t, LOST, NEED, 0) : stage;
    }
}

static void live(batch_t *self, const pk_plan_t *plan, int persona, bool arrived)
{
    self->lives = (pk_lives_t){.plan = plan,
                               .persona = persona,
                               .arrived = arrived,
                               .first = arrived ? 7 : 0,
                               .count = CUSTOMERS,
                               .happened = self->happened};
    for (int who = 0; who < CUSTOMERS; who++) {
        static const int begins[] = {NEED, LEAD, OWN, LOST};
        int from = 0, stage = begins[(int)(4 * luck(self))];
        self->start_stage[who] = stage;
        self->start_age[who] = stage == LEAD ? (int)(5 * luck(self)) : 0;
        if (arrived) {
            from = 1 + (int)(STEPS * luck(self));
            stage = go(self, who, from, -1, NEED, 0);
        }
        for (int t = from + 1; t <= STEPS; t++) {
            stage = step(self, who, t, stage);
        }
    }
    self->lives.start_stage = arrived ? NULL : self->start_stage;
    self->lives.start_age = arrived ? NULL : self->start_age;
}

/* Stays that are alike and events, counted from the lives alone. */
typedef struct {
    pk_visit_t visits[HAPPENED_MOST];
    int count;
} counted_t;

/* The one that is alike; it is added where there is none. */
static pk_visit_t *visit_like(counted_t *self, const pk_visit_t *visit)
{
    for (int k = 0; k < self->count; k++) {
        pk_visit_t *other = &self->visits[k];
        if (other->stage == visit->stage && other->persona == visit->persona && other->entered == visit->entered &&
            other->steps == visit->steps && other->way == visit->way) {
            return other;
        }
    }
    self->visits[self->count] = *visit;
    self->visits[self->count].count = 0;
    return &self->visits[self->count++];
}

static void count_visit(counted_t *self, pk_visit_t visit)
{
    visit_like(self, &visit)->count++;
}

static void count_life(counted_t *self, const batch_t *batch, int who, long from, long until)
{
    const pk_lives_t *lives = &batch->lives;
    int stage = lives->arrived ? -1 : batch->start_stage[who], entered = 0;
    for (long k = from; k < until; k++) {
        const pk_happening_t *happened = &batch->happened[k];
        const pk_flow_t *flow = &lives->plan->flows[happened->flow];
        pk_visit_t visit = {.stage = stage, .persona = lives->persona, .way = happened->flow};
        visit.entered = flow->event ? happened->step : entered;
        visit.steps = flow->event ? 0 : happened->step - entered;
        if (flow->from >= 0) {
            count_visit(self, visit);
        }
        if (!flow->event) {
            stage = flow->to;
            entered = happened->step;
        }
    }
    if (entered < STEPS) {
        count_visit(self, (pk_visit_t){.stage = stage,
                                       .persona = lives->persona,
                                       .entered = entered,
                                       .steps = STEPS - entered,
                                       .way = PK_STILL_THERE});
    }
}

static void count_lives(counted_t *self, const batch_t *batch)
{
    long from = 0;
    for (int who = 0; who < CUSTOMERS; who++) {
        long until = from;
        while (until < batch->lives.nhappened && batch->happened[until].who == (uint32_t)who) {
            until++;
        }
        count_life(self, batch, who, from, until);
        from = until;
    }
}

typedef struct {
    pk_fixture_t fixture;
    pk_plan_t plan;
    pk_journey_book_t book;
    batch_t batch;
    counted_t counted;
} setup_t;

static setup_t *begin(const char *scenario)
{
    setup_t *self = calloc(1, sizeof *self);
    pk_fixture_read(&self->fixture, MODEL, scenario);
    assert_int_equal(pk_plan_compile(self->fixture.scenario, &self->plan, &self->fixture.diag), PK_OK);
    pk_journey_book(&self->plan, self->plan.defaults, 4, &self->fixture.arena, &self->book);
    self->batch.bits = 20261128;
    return self;
}

static void end(setup_t *self)
{
    pk_plan_free(&self->plan);
    pk_fixture_free(&self->fixture);
    free(self);
}

/* Writes log.csv of four batches and counts their lives. */
static void write_log(setup_t *self)
{
    char path[160];
    pk_out_t out;
    pk_fixture_beside(&self->fixture, "log.csv", "");
    snprintf(path, sizeof path, "%s/log.csv", self->fixture.folder);
    assert_int_equal(pk_out_open(&out, path, &self->fixture.diag), PK_OK);
    pk_journeys_t *log = pk_journeys_open(&pk_journeys_log, &self->book, PK_DIALECT_COMMA, &out);
    const pk_journey_taker_t taker = {.take = pk_journeys_take, .context = log};
    pk_journeys_begin(log, 0);
    for (int k = 0; k < 4; k++) {
        live(&self->batch, &self->plan, k / 2, k % 2);
        pk_journeys_of_lives(&self->batch.lives, &taker);
        count_lives(&self->counted, &self->batch);
    }
    pk_journeys_end(log);
    pk_journeys_close(log);
    assert_int_equal(pk_out_close(&out, &self->fixture.diag), PK_OK);
}

static void test_read_back(void **state)
{
    (void)state;
    setup_t *self = begin(SCENARIO);
    pk_observed_log_t asked = journeys_asked(&self->fixture);
    pk_journeys_log_t log;
    write_log(self);
    asked.persona = "persona";
    asked.until = pk_step_date(&self->plan.calendar, STEPS + 1) - 1;
    journeys_read(&self->fixture, &asked, &log);
    assert_int_equal(log.figures.cases, 4 * CUSTOMERS);
    assert_int_equal(log.figures.crowded, 0);
    assert_int_equal(log.figures.first_step, 0);
    assert_int_equal(log.figures.last_step, STEPS);
    assert_int_equal(log.nvisit, self->counted.count);
    assert_true(log.nvisit > 300);
    for (int k = 0; k < log.nvisit; k++) {
        assert_true(visit_like(&self->counted, &log.visits[k])->count == log.visits[k].count);
    }
    assert_int_equal(log.nvisit, self->counted.count);
    pk_journeys_log_free(&log);
    end(self);
}

static void take_number(void *context, const pk_journey_t *journey)
{
    uint64_t *next = context;
    assert_int_equal(journey->number, *next);
    assert_true(journey->arrived && journey->start_stage == -1 && journey->start_age == 0);
    ++*next;
}

/* A customer's number goes on from batch to batch. */
static void test_numbers(void **state)
{
    (void)state;
    setup_t *self = begin(SCENARIO);
    uint64_t next = 7;
    live(&self->batch, &self->plan, 1, true);
    pk_journeys_of_lives(&self->batch.lives, &(pk_journey_taker_t){.take = take_number, .context = &next});
    assert_int_equal(next, 7 + CUSTOMERS);
    end(self);
}

static void test_book(void **state)
{
    (void)state;
    setup_t *self = begin(SCENARIO);
    const pk_journey_book_t *book = &self->book;
    const pk_plan_t *plan = &self->plan;
    assert_string_equal(book->scenario, "scenario");
    assert_string_equal(book->model, "m");
    assert_string_equal(book->currency, "EUR");
    assert_int_equal(book->run, 5);
    assert_int_equal(book->npersona, 2);
    assert_string_equal(book->personas[1], "senior");
    assert_string_equal(book->stages[GATE], "gate");
    assert_true(book->instant[GATE] && !book->instant[LEAD]);
    assert_int_equal(book->days[0], pk_date_join(2026, 2, 23));
    assert_int_equal(book->days[STEPS], pk_date_join(2026, 5, 18));
    assert_int_equal(book->nchannel, 2); /* a competitor's costs us nothing */
    assert_string_equal(book->channels[1], "radio");
    for (int t = 0; t <= STEPS; t++) {
        assert_true(book->spend[2 * t] == (t >= 1 && t <= 3 ? 70 : 0));
        assert_true(book->spend[2 * t + 1] == (t >= 1 ? 20 : 0));
    }
    const pk_journey_flow_t *ask = &book->flows[flow_between(plan, NEED, LEAD)];
    const pk_journey_flow_t *won = &book->flows[flow_between(plan, LEAD, GATE)];
    const pk_journey_flow_t *again = &book->flows[flow_between(plan, OWN, OWN)];
    const pk_journey_flow_t *come = &book->flows[flow_between(plan, -1, NEED)];
    assert_true(ask->nchannel == 1 && ask->channels[0] == 0);
    assert_true(won->nchannel == 1 && won->channels[0] == 1); /* it acts on the speed of the stay */
    assert_true(again->event && again->purchase && again->nchannel == 0);
    assert_true(!won->event && !won->purchase && come->from == -1 && come->nchannel == 0);
    end(self);
}

static void test_book_without_dates(void **state)
{
    (void)state;
    setup_t *self = begin("horizon: 12\n");
    assert_null(self->book.days);
    assert_int_equal(self->book.nstep, STEPS);
    end(self);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read_back),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_book),
        cmocka_unit_test(test_book_without_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
