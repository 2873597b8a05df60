/* Logs of journeys against a twin that walks each customer step by step, and against what is written by hand. */
#include "journeys_fixture.h"

#include "base/stream.h"

static const char MODEL[] = "polku: 1\nname: m\nstep: week\n"
                            "stages:\n  a: {start: 100%}\n  b: {}\n  x: {dwell: 0}\n  c: {dwell: 'weibull(2, 6)'}\n"
                            "  d: {}\n  lost: {}\n"
                            "personas: {p: {share: 50%}, q: {share: rest}}\n"
                            "transitions:\n  a -> b: {probability: 10%}\n  b -> a: {probability: 10%}\n"
                            "  b -> x: {probability: 10%}\n  x -> c: {share: 40%}\n  x -> d: {share: rest}\n"
                            "  c -> c: {share: 30%}\n  c -> d: {share: rest}\n  d -> d: {rate: 1 per year}\n"
                            "  d -> a: {probability: 5%}\n  a -> lost: {probability: 5%}\n"
                            "  b -> lost: {probability: 5%}\n  c -> lost: {probability: 1%}\n"
                            "  d -> lost: {probability: 5%}\n";
enum { A, B, X, C, D, LOST, STAGES };
static const char *const NAMES[] = {"a", "b", "x", "c", "d", "lost"};

/* ---- the twin ---- */

enum { STEPS = 90, BEFORE = 20, WAYS = 20, AGES = STEPS };

typedef struct {
    double risk[2][STAGES][STEPS]; /* there at the start of a step */
    double moved[2][WAYS][STEPS];  /* by transition, or an event */
    double left[2][STAGES][AGES];  /* stays of C by age when they end */
    double starts[STAGES], reached[STAGES];
    long crowded, cut;
} counted_t;

typedef struct {
    int day, stage;
} row_t;

static bool leads(const pk_model_t *model, int from, int to)
{
    return pk_transition_find(model, from, to) >= 0;
}

static int week(int day)
{
    return (day + 7 * BEFORE) / 7; /* 0 is step 1 - BEFORE */
}

/* Out of x, whose stay takes no time, in step t, whenever the log says so; false where the log does not. */
static bool pass_on(const pk_model_t *model, counted_t *counted, int g, const row_t *rows, int count, int *next, int t,
                    int *stage)
{
    while (*next < count && rows[*next].stage == X) {
        ++*next;
    }
    if (*next == count) {
        return false;
    }
    counted->moved[g][pk_transition_find(model, X, rows[*next].stage)][t]++;
    *stage = rows[(*next)++].stage;
    return true;
}

/* A customer from step to step: rows wait in a queue until a step has room for them. */
static void twin_case(const pk_model_t *model, counted_t *counted, int g, const row_t *rows, int count, int last)
{
    int stage = rows[0].stage, age = 0, next = 1;
    bool reached[STAGES] = {false};
    counted->starts[stage]++;
    reached[stage] = true;
    const bool known = stage != X || pass_on(model, counted, g, rows, count, &next, week(rows[0].day), &stage);
    reached[stage] = true;
    for (int t = week(rows[0].day) + 1; known && t <= last; t++, age++) {
        /* what the rows of the last step have left waiting for this one */
        const int at = stage;
        counted->risk[g][at][t]++;
        bool over = false;
        while (next < count && week(rows[next].day) <= t && !over) {
            const int to = rows[next].stage;
            if (to == stage && stage == D) {
                counted->moved[g][pk_transition_find(model, D, D)][t]++;
                next++;
            } else if (to == stage && stage != C) {
                next++;
            } else {
                over = true;
            }
        }
        if (!over) {
            continue;
        }
        counted->crowded += week(rows[next].day) < t;
        if (at == C) {
            counted->left[g][C][age]++;
        }
        age = -1;
        const int to = rows[next++].stage;
        if (!leads(model, stage, to)) { /* b to c or d: through x */
            counted->moved[g][pk_transition_find(model, stage, X)][t]++;
            stage = X;
            reached[X] = true;
        }
        counted->moved[g][pk_transition_find(model, stage, to)][t]++;
        stage = to;
        reached[stage] = true;
        if (stage == X && !pass_on(model, counted, g, rows, count, &next, t, &stage)) {
            break;
        }
        reached[stage] = true;
    }
    for (int i = 0; i < STAGES; i++) {
        counted->reached[i] += reached[i];
    }
}

/* The same figures of what was read. */
static void unfold(const pk_journeys_log_t *log, counted_t *counted)
{
    for (int v = 0; v < log->nvisit; v++) {
        const pk_visit_t *visit = &log->visits[v];
        const int g = visit->persona, from = visit->entered + BEFORE - 1;
        for (int t = from + 1; t <= from + visit->steps; t++) {
            counted->risk[g][visit->stage][t] += visit->count;
        }
        if (visit->way >= 0) {
            counted->moved[g][visit->way][from + visit->steps] += visit->count;
            if (visit->stage == C) {
                counted->left[g][C][visit->steps - 1] += visit->count;
            }
        }
    }
    for (int i = 0; i < STAGES; i++) {
        counted->starts[i] = log->figures.starts[i];
        counted->reached[i] = log->figures.reached[i];
    }
}

/* ---- random logs ---- */

static int below(pk_stream_t *stream, int n)
{
    return (int)(pk_stream_uniform(stream) * n);
}

/* Where a row of the log may lead from a stage. */
static int random_next(pk_stream_t *stream, int stage)
{
    static const int to[STAGES][5] = {{B, LOST, A, B, B}, {A, X, C, D, LOST}, {C, D, X, C, D},
                                      {C, D, LOST, D, C}, {D, A, LOST, D, A}, {LOST, LOST, LOST, LOST, LOST}};
    return to[stage][below(stream, 5)];
}

static char *write_rows(char *at, const row_t *rows, int count, int who, const pk_calendar_t *calendar, bool late_first)
{
    for (int k = 0; k < count; k++) {
        const row_t *row = &rows[late_first ? count - 1 - k : k];
        char date[PK_DATE_TEXT];
        pk_date_write(calendar->start + row->day, date);
        /* Rows of one day are told apart by the minute, so that any order in the file is the same log. */
        at += sprintf(at, "c%d,%s,%sT10:%02d:00+03:00,%s\n", who, NAMES[row->stage], date,
                      late_first ? count - 1 - k : k, who % 2 ? "q" : "p");
    }
    return at;
}

static void as_the_twin_counts(void **state)
{
    (void)state;
    pk_fixture_t fixture;
    journeys_begin(&fixture, MODEL, "start: 2026-01-05\nhorizon: 30\npopulation: 100\n");
    enum { LOGS = 60, CASES = 40 };
    static char text[1 << 18];
    static counted_t twin, read;
    long crowded = 0;
    for (int n = 0; n < LOGS; n++) {
        pk_stream_t stream = pk_stream_of((pk_luck_t){.seed = 11, .run = (uint64_t)n}, PK_PURPOSE_START, 0);
        static row_t rows[CASES][40];
        int counts[CASES], last = 0;
        memset(&twin, 0, sizeof twin);
        memset(&read, 0, sizeof read);
        char *at = text + sprintf(text, "customer_id,stage,timestamp,type\n");
        for (int c = 0; c < CASES; c++) {
            counts[c] = 1 + below(&stream, 12);
            int day = below(&stream, 300) - 7 * (BEFORE - 2), stage = below(&stream, STAGES);
            for (int k = 0; k < counts[c]; k++) {
                rows[c][k] = (row_t){day, stage};
                last = week(day) > last ? week(day) : last;
                stage = random_next(&stream, stage);
                day += below(&stream, 3) == 0 ? below(&stream, 8) : below(&stream, 40);
                if (day > 7 * 60) {
                    counts[c] = k + 1;
                }
            }
        }
        for (int c = 0; c < CASES; c++) {
            twin_case(fixture.scenario->model, &twin, c % 2, rows[c], counts[c], last);
            at = write_rows(at, rows[c], counts[c], c, &fixture.scenario->calendar, below(&stream, 2));
        }
        journeys_write(&fixture, text);
        pk_observed_log_t asked = journeys_asked(&fixture);
        asked.persona = "type";
        pk_journeys_log_t log;
        journeys_read(&fixture, &asked, &log);
        unfold(&log, &read);
        crowded += log.figures.crowded;
        for (size_t k = 0; k < sizeof twin.risk / sizeof(double); k++) {
            assert_true((&twin.risk[0][0][0])[k] == (&read.risk[0][0][0])[k]);
        }
        for (size_t k = 0; k < sizeof twin.moved / sizeof(double); k++) {
            assert_true((&twin.moved[0][0][0])[k] == (&read.moved[0][0][0])[k]);
        }
        for (size_t k = 0; k < sizeof twin.left / sizeof(double); k++) {
            assert_true((&twin.left[0][0][0])[k] == (&read.left[0][0][0])[k]);
        }
        for (int i = 0; i < STAGES; i++) {
            assert_true(twin.starts[i] == read.starts[i]);
        }
        pk_journeys_log_free(&log);
        unlink("log.csv");
    }
    assert_true(crowded > 100);
    pk_fixture_free(&fixture);
}

/* ---- by hand ---- */

typedef struct {
    pk_fixture_t fixture;
    pk_observed_log_t asked;
    pk_journeys_log_t log;
} hand_t;

static void begin_hand(hand_t *self, const char *text)
{
    *self = (hand_t){0};
    journeys_begin(&self->fixture, MODEL, "start: 2026-01-05\nhorizon: 30\npopulation: 100\n");
    journeys_write(&self->fixture, text);
    self->asked = journeys_asked(&self->fixture);
}

static void end_hand(hand_t *self)
{
    pk_journeys_log_free(&self->log);
    pk_fixture_free(&self->fixture);
}

/* The visits as lines "a 1+3 -> b: 2": entered in step 1, three steps at risk, then to b, twice. */
static void expect_visits(const hand_t *self, const char *expected)
{
    char all[4096] = "", *at = all;
    const pk_model_t *model = self->fixture.scenario->model;
    for (int v = 0; v < self->log.nvisit; v++) {
        const pk_visit_t *visit = &self->log.visits[v];
        at += sprintf(at, "%s %d+%d %s: %g\n", model->stages[visit->stage].name, visit->entered, visit->steps,
                      visit->way < 0 ? "there" : model->transitions[visit->way].name, visit->count);
    }
    assert_string_equal(all, expected);
}

static void read_hand(hand_t *self)
{
    journeys_read(&self->fixture, &self->asked, &self->log);
}

/* Three on one day are one a step from then on; the last of them is past the end of the log. */
static void what_a_step_cannot_hold(void **state)
{
    (void)state;
    hand_t self;
    begin_hand(&self, "customer_id,timestamp,stage\n1,2026-01-06,a\n1,2026-01-06 10:00,b\n1,2026-01-06T09:00Z,error\n"
                      "1,2026-01-07,Gone\n2,2026-01-15,a\n3,2027-01-01,a\n");
    self.asked.map = (pk_log_name_t[]){{"Gone", LOST}};
    self.asked.nmap = 1;
    self.asked.ignore = (const char *[]){"error"};
    self.asked.nignore = 1;
    self.asked.until = self.fixture.scenario->calendar.start + 13;
    read_hand(&self);
    const pk_log_figures_t *figures = &self.log.figures;
    expect_visits(&self, "a 1+1 a -> b: 1\n");
    assert_true(self.log.mixed && self.log.nnode == 1 && self.log.nodes[0].count == 1);
    assert_true(figures->rows == 6 && figures->cases == 2 && figures->ignored == 1 && figures->late == 1);
    assert_true(figures->crowded == 2 && figures->cut == 1 && figures->crowded_cases == 1);
    assert_true(figures->crowded_by_day == 1 && figures->moves == 1 && figures->last_step == 2);
    end_hand(&self);
}

/* Who shows nothing for 30 days has gone 30 days after their last row; who is younger at the end may still come. */
static void who_lapses(void **state)
{
    (void)state;
    hand_t self;
    begin_hand(&self, "customer_id,timestamp,stage,type\n1,2026-01-06,a,p\n2,2026-01-06,a,p\n1,2026-01-14,a,p\n"
                      "3,2026-02-10,a,p\n3,2026-02-16,lost,p\n2,2026-02-09,b,p\n4,2026-01-06,lost,q\n");
    self.asked.lapse_days = 30;
    self.asked.lapse_to = LOST;
    self.asked.persona = "type";
    read_hand(&self);
    /* 1: 14.1. + 30 days is 13.2., in step 6; 2 comes back after 34 days. */
    expect_visits(&self, "a 1+5 a -> lost: 1\nlost 6+1 there: 1\na 1+5 a -> b: 1\nb 6+1 there: 1\n"
                         "a 6+1 a -> lost: 1\nlost 1+6 there: 1\n");
    assert_true(self.log.figures.lapsed == 1 && self.log.figures.gaps == 3 && self.log.figures.long_gaps == 1);
    end_hand(&self);
}

/* Before the start steps count on to 0, -1 and so on; an epoch second is of its day at Greenwich. */
static void before_the_start(void **state)
{
    (void)state;
    hand_t self;
    begin_hand(&self, "customer_id,timestamp,stage,type\n7,1766966400,b,q\n7,1767225600,a,q\n7,1768000000,lost,q\n");
    self.asked.persona = "type";
    read_hand(&self); /* 29.12.2025 (step 0), 1.1.2026 (step 0), 9.1.2026 (step 1) */
    expect_visits(&self, "b 0+1 b -> a: 1\n");
    assert_true(self.log.figures.first_step == 0 && self.log.figures.crowded == 2 && self.log.figures.cut == 1);
    end_hand(&self);
}

static void a_row_a_step(void **state)
{
    (void)state;
    hand_t self;
    begin_hand(&self, "customer_id,timestamp,stage\n1,3,b\n1,1,a\n1,2,a\n1,4,x\n1,5,c\n1,6,c\n2,1,a\n2,1,d\n2,9,d\n"
                      "2,2,b\n");
    self.asked.by_event = true;
    self.asked.end = LOST;
    assert_int_equal(pk_journeys_log_read(&self.log, &self.asked, self.fixture.scenario, &self.fixture.diag),
                     PK_BAD_INPUT);
    assert_string_equal(self.fixture.diag.messages[0].text,
                        "1 case moves from a to d, for which the model has no transition");
    assert_int_equal(self.fixture.diag.messages[0].line, 9);
    assert_int_equal(self.fixture.diag.messages[0].column, 5);
    end_hand(&self);
    begin_hand(&self, "customer_id,timestamp,stage\n1,3,b\n1,1,a\n1,2,a\n1,4,x\n1,5,c\n1,6,c\n2,1,d\n2,1,d\n");
    self.asked.by_event = true;
    self.asked.end = LOST;
    read_hand(&self);
    expect_visits(&self, "a 0+2 a -> b: 1\nb 0+1 b -> x: 1\nx 0+0 x -> c: 1\nc 0+1 c -> c: 1\nc 0+1 c -> lost: 1\n"
                         "d 0+0 d -> d: 1\nd 0+2 d -> lost: 1\n");
    end_hand(&self);
}

/* ---- what is wrong ---- */

/* Messages as they are shown, without the folder. */
static void expect_broken(const char *text, const char *persona, const char *expected)
{
    hand_t self;
    begin_hand(&self, text);
    self.asked.persona = persona;
    assert_int_equal(pk_journeys_log_read(&self.log, &self.asked, self.fixture.scenario, &self.fixture.diag),
                     PK_BAD_INPUT);
    char all[1 << 14] = "", *at = all;
    pk_arena_t arena = {0};
    for (int k = 0; k < self.fixture.diag.count; k++) {
        const char *message = pk_message_format(&self.fixture.diag.messages[k], &arena);
        const size_t folder = strlen(self.fixture.folder);
        at += sprintf(at, "%s", strncmp(message, self.fixture.folder, folder) == 0 ? message + folder + 1 : message);
    }
    assert_string_equal(all, expected);
    pk_arena_free(&arena);
    end_hand(&self);
}

static void what_is_wrong_is_told_at_once(void **state)
{
    (void)state;
    expect_broken("customer_id,timestamp,stage,type\n1,2026-01-06,aa,p\n1,soon,b,p\n,2026-01-07,b,p\n2,2026-01-08,,p\n"
                  "2,2026-01-08,aa,r\n3,2026-01-08,a,p\n3,2026-01-09,b,q\n4,17,b,q\n5,2500-01-01,a,p\n",
                  "type",
                  "log.csv:3:3: error: \"soon\" is not a time\n  1,soon,b,p\n    ^~~~\n"
                  "  hint: write 2026-03-01, 2026-03-01 14:05:30 or a plain number\n"
                  "log.csv:4:1: error: a row without a case\n  ,2026-01-07,b,p\n  ^\n"
                  "log.csv:5:14: error: a row without a stage\n  2,2026-01-08,,p\n               ^\n"
                  "log.csv:8:16: error: case \"3\" is q here and p in a row before\n  3,2026-01-09,b,q\n"
                  "                 ^\n  hint: a case is of one persona in all of its rows\n"
                  "log.csv:9:3: error: this time is a number, that of line 2 a date\n  4,17,b,q\n    ^~\n"
                  "  hint: write all times in one way\n"
                  "log.csv:2:14: error: \"aa\" is no stage of the model (2 rows)\n  1,2026-01-06,aa,p\n"
                  "               ^~\n"
                  "  hint: map: {aa: STAGE} says which stage it is, ignore: [aa] leaves it out\n"
                  "log.csv:6:17: error: \"r\" is no persona of the model (1 row)\n  2,2026-01-08,aa,r\n"
                  "                  ^\n");
    expect_broken("customer_id,timestamp,stage\n", NULL, "log.csv: error: this log has no row\n");
    expect_broken("", NULL,
                  "log.csv: error: this file is empty\n  hint: its first row holds the names of the columns\n");
    expect_broken("customer_id,timestamp,stage\n1,2026-01-06,a\n1,2026-02-06,d\n2,2026-02-06,b\n3,2026-01-06,a\n"
                  "2,2026-03-06,lost\n2,2026-04-06,b\n3,2026-05-05,d\n",
                  NULL,
                  "log.csv:3:14: error: 2 moves go from a to d, for which the model has no transition\n"
                  "  1,2026-02-06,d\n               ^\n"
                  "  hint: add the transition a -> d to the model, or let map: or ignore: say what the rows mean\n"
                  "log.csv:7:14: error: 1 case moves from lost to b, for which the model has no transition\n"
                  "  2,2026-04-06,b\n               ^\n"
                  "  hint: add the transition lost -> b to the model, or let map: or ignore: say what the rows mean\n");
    expect_broken("customer_id,timestamp,stage\n1,2026-01-06,a\n1,2026-02-06\n2,2026-02-06,b\n", NULL,
                  "log.csv:3:1: error: this row has 2 cells, the header has 3\n  1,2026-02-06\n  ^\n"
                  "  hint: write every comma, also of empty cells\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_the_twin_counts), cmocka_unit_test(what_a_step_cannot_hold),
        cmocka_unit_test(who_lapses),         cmocka_unit_test(before_the_start),
        cmocka_unit_test(a_row_a_step),       cmocka_unit_test(what_is_wrong_is_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
