#include "pk_test.h"

#include "model/schedule.h"
#include "pk_files.h"

/* A schedule of up to eight pieces in an imagined file whose line i + 1 is piece i. */
typedef struct {
    pk_source_t source;
    pk_diag_t diag;
    pk_piece_t pieces[8];
    pk_series_t series;
    pk_number_t number;
    pk_calendar_t calendar;
    int piece_of_step[400];
    double value_of_step[400], share[8];
} fixture_t;

static const char text[] = "piece 0\npiece 1\npiece 2\npiece 3\npiece 4\npiece 5\npiece 6\npiece 7\nspend\n";

static long day(const char *date)
{
    long first, last;
    assert_true(pk_date_parse(date, &first, &last));
    return first;
}

static int set_up(void **state)
{
    fixture_t *self = pk_heap(1, sizeof *self);
    self->source = (pk_source_t){"plan.yaml", text, sizeof text - 1};
    self->number = (pk_number_t){.kind = PK_NUMBER_SCHEDULE,
                                 .path = "spend.radio",
                                 .slot = -1,
                                 .place = {&self->source, 9, 1, 5},
                                 .pieces = self->pieces};
    self->calendar = (pk_calendar_t){.step = PK_WEEK, .steps = 10};
    *state = self;
    return 0;
}

static int tear_down(void **state)
{
    fixture_t *self = *state;
    pk_diag_free(&self->diag);
    free(self);
    return 0;
}

static pk_piece_t *add(fixture_t *self)
{
    const int i = self->number.npiece++;
    self->pieces[i] = (pk_piece_t){.place = {&self->source, i + 1, 1, 7}};
    return &self->pieces[i];
}

/* A piece by step; 0: not written. */
static pk_piece_t *by_step(fixture_t *self, long from, long until)
{
    pk_piece_t *piece = add(self);
    piece->has_from = from > 0;
    piece->from = from;
    piece->has_until = until > 0;
    piece->until = until;
    return piece;
}

/* A piece by date; NULL: not written. */
static pk_piece_t *by_date(fixture_t *self, const char *from, const char *until)
{
    long first;
    pk_piece_t *piece = add(self);
    piece->dated = true;
    piece->has_from = from != NULL;
    piece->has_until = until != NULL;
    if (from) {
        piece->from = day(from);
    }
    if (until) {
        assert_true(pk_date_parse(until, &first, &piece->until));
    }
    return piece;
}

static void otherwise(fixture_t *self)
{
    add(self)->otherwise = true;
}

static void start(fixture_t *self, const char *date, pk_unit_t step, int steps)
{
    self->calendar = (pk_calendar_t){.step = step, .dated = true, .start = day(date), .steps = steps};
}

static pk_status_t resolve(fixture_t *self)
{
    return pk_schedule_resolve(&self->number, &self->calendar, self->piece_of_step, self->share, &self->diag);
}

/* The pieces as a string of their indices, a digit a step. */
static void expect_pieces(fixture_t *self, const char *digits)
{
    assert_int_equal(resolve(self), PK_OK);
    assert_int_equal(self->diag.count, 0);
    assert_int_equal((int)strlen(digits), self->calendar.steps);
    char found[401] = "";
    for (int t = 1; t <= self->calendar.steps; t++) {
        found[t - 1] = (char)('0' + self->piece_of_step[t - 1]);
    }
    assert_string_equal(found, digits);
}

static void expect_error(fixture_t *self, const char *messages)
{
    assert_int_equal(resolve(self), PK_BAD_INPUT);
    expect_messages(&self->diag, messages);
    for (int t = 1; t <= self->calendar.steps; t++) {
        assert_in_range(self->piece_of_step[t - 1], 0, self->number.npiece - 1);
    }
}

/* Pieces by step */

static void one_piece_holds_all(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 0);
    expect_pieces(self, "0000000000");
}

static void until_is_inclusive_and_pieces_continue(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 2);
    by_step(self, 0, 6);
    by_step(self, 0, 0);
    expect_pieces(self, "0011112222");
}

static void a_piece_goes_on_to_the_next(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 0);
    by_step(self, 4, 0);
    by_step(self, 9, 0);
    expect_pieces(self, "0001111122");
}

static void otherwise_fills_every_gap(void **state)
{
    fixture_t *self = *state;
    by_step(self, 3, 4);
    by_step(self, 7, 8);
    otherwise(self);
    expect_pieces(self, "2200221122");
}

static void otherwise_alone_holds_all(void **state)
{
    fixture_t *self = *state;
    otherwise(self);
    expect_pieces(self, "0000000000");
}

/* The last piece before `otherwise` without an end takes the rest: nothing is left for otherwise. */
static void an_open_piece_before_otherwise_goes_to_the_end(void **state)
{
    fixture_t *self = *state;
    by_step(self, 4, 0);
    otherwise(self);
    expect_pieces(self, "1110000000");
}

static void pieces_may_stand_in_any_order(void **state)
{
    fixture_t *self = *state;
    by_step(self, 6, 10);
    by_step(self, 1, 5);
    expect_pieces(self, "1111100000");
}

static void pieces_beyond_the_horizon_do_not_matter(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 15);
    by_step(self, 0, 20);
    by_step(self, 30, 0);
    otherwise(self);
    expect_pieces(self, "0000000000");
}

/* Pieces by date. Oracle: the calendar of 2026; 1 March is a Sunday. */

static void dates_mean_steps_by_their_first_day(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_WEEK, 10); /* 1 8 15 22 29 March, 5 12 19 26 April, 3 May */
    by_date(self, NULL, "2026-03");         /* through 31 March: 29 March is in it */
    by_date(self, "2026-04", "2026-04-18");
    otherwise(self);
    expect_pieces(self, "0000011222");
}

static void a_step_belongs_to_the_piece_of_its_first_day(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_WEEK, 4);
    by_date(self, "2026-03-01", "2026-03-08"); /* both ends are first days */
    by_date(self, "2026-03-09", "2026-03-15");
    by_date(self, "2026-03-16", "2026-03-31");
    expect_pieces(self, "0012");
}

static void open_dates_continue_too(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-15", PK_MONTH, 12);
    by_date(self, NULL, NULL);
    by_date(self, "2026-04", NULL); /* from 15 April */
    by_date(self, NULL, "2026-08");
    self->pieces[1].has_until = true;
    self->pieces[1].until = day("2026-05-20");
    otherwise(self);
    expect_pieces(self, "000112223333");
}

static void months_clip_to_their_end(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-31", PK_MONTH, 4); /* 31 January, 28 February, 31 March, 30 April */
    by_date(self, "2026-02-28", "2026-02-28");
    by_date(self, "2026-04-30", "2026-04-30");
    otherwise(self);
    expect_pieces(self, "2021");
}

static void years_and_days_work_alike(void **state)
{
    fixture_t *self = *state;
    start(self, "2024-02-29", PK_YEAR, 4); /* 2024-02-29, 2025-02-28, 2026-02-28, 2027-02-28 */
    by_date(self, "2025-02-28", "2026-02-27");
    otherwise(self);
    expect_pieces(self, "1011");
    self->number.npiece = 0;
    start(self, "2026-12-30", PK_DAY, 5);
    by_date(self, NULL, "2026-12");
    by_date(self, "2027-01-01", "2027-01-01");
    otherwise(self);
    expect_pieces(self, "00122");
}

/* A plan may have begun before the start of the simulation: another scenario's start may be laid over it. */
static void pieces_before_the_start_do_not_matter(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_WEEK, 3);
    by_date(self, NULL, "2026-01");
    by_date(self, NULL, "2026-02-10");
    by_date(self, "2026-02-11", NULL);
    expect_pieces(self, "222");
}

static void dates_and_steps_may_stand_side_by_side(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_WEEK, 6);
    by_step(self, 0, 2);
    by_date(self, "2026-03-15", "2026-03-28");
    by_step(self, 5, 0);
    expect_pieces(self, "001122");
}

/* Totals */

static void totals_spread_over_their_steps(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 4)->total = true;
    by_step(self, 0, 0);
    by_step(self, 8, 0)->total = true; /* 8, 9, 10 */
    assert_int_equal(resolve(self), PK_OK);
    assert_close(self->share[0], 1.0 / 4, 1e-15);
    assert_close(self->share[1], 1, 0);
    assert_close(self->share[2], 1.0 / 3, 1e-15);
}

/* Design: "total spreads over all of its piece's steps, also those beyond the horizon". */
static void totals_reach_beyond_the_horizon(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 8);
    by_step(self, 9, 28)->total = true;
    assert_int_equal(resolve(self), PK_OK);
    assert_close(self->share[1], 1.0 / 20, 1e-15);
    self->number.npiece = 0;
    start(self, "2026-03-01", PK_DAY, 10);
    by_date(self, "2026-02", "2026-04")->total = true; /* 28 + 31 + 30 days */
    assert_int_equal(resolve(self), PK_OK);
    assert_close(self->share[0], 1.0 / 89, 1e-15);
}

static void totals_may_stay_unasked(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 0)->total = true;
    assert_int_equal(pk_schedule_resolve(&self->number, &self->calendar, self->piece_of_step, NULL, &self->diag),
                     PK_OK);
}

/* Errors */

static void a_gap_is_an_error(void **state)
{
    fixture_t *self = *state;
    by_step(self, 2, 4);
    by_step(self, 6, 8);
    expect_error(self, "plan.yaml:9:1: error: spend.radio has no piece for step 1\n"
                       "  spend\n"
                       "  ^~~~~\n"
                       "  hint: add {otherwise: …} as its last piece, or make a piece longer\n"
                       "plan.yaml:9:1: error: spend.radio has no piece for step 5\n"
                       "  spend\n"
                       "  ^~~~~\n"
                       "  hint: add {otherwise: …} as its last piece, or make a piece longer\n"
                       "plan.yaml:9:1: error: spend.radio has no piece for steps 9 to 10\n"
                       "  spend\n"
                       "  ^~~~~\n"
                       "  hint: add {otherwise: …} as its last piece, or make a piece longer\n");
}

static void a_gap_is_named_by_date(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_WEEK, 10);
    by_date(self, "2026-03", "2026-03");
    expect_error(self, "plan.yaml:9:1: error: spend.radio has no piece for steps 6 to 10 (2026-04-05 to 2026-05-03)\n"
                       "  spend\n"
                       "  ^~~~~\n"
                       "  hint: add {otherwise: …} as its last piece, or make a piece longer\n");
}

static void an_overlap_is_an_error(void **state)
{
    fixture_t *self = *state;
    by_step(self, 1, 6);
    by_step(self, 5, 10);
    expect_error(self, "plan.yaml:2:1: error: spend.radio has two pieces for steps 5 to 6\n"
                       "  piece 1\n"
                       "  ^~~~~~~\n"
                       "  hint: the other piece is in line 1; `until` is inclusive\n");
}

static void an_overlap_is_named_by_date(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_MONTH, 3);
    by_date(self, NULL, "2026-04");
    by_date(self, "2026-04", "2026-05");
    expect_error(self, "plan.yaml:2:1: error: spend.radio has two pieces for step 2 (2026-04-01)\n"
                       "  piece 1\n"
                       "  ^~~~~~~\n"
                       "  hint: the other piece is in line 1; `until` is inclusive\n");
}

static void a_piece_without_a_step_is_an_error(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-01", PK_WEEK, 4);
    by_date(self, "2026-03-10", "2026-03-13");
    otherwise(self);
    expect_error(self, "plan.yaml:1:1: error: no step begins in this piece of spend.radio\n"
                       "  piece 0\n"
                       "  ^~~~~~~\n"
                       "  hint: a piece by date holds the steps whose first day is in it: make it longer\n");
}

static void open_pieces_out_of_order_are_an_error(void **state)
{
    fixture_t *self = *state;
    by_step(self, 6, 0);
    by_step(self, 1, 0);
    expect_error(self, "plan.yaml:1:1: error: no step begins in this piece of spend.radio\n"
                       "  piece 0\n"
                       "  ^~~~~~~\n"
                       "  hint: pieces stand in the order of time; one without `until` ends where the next begins\n");
}

static void two_open_pieces_are_an_error(void **state)
{
    fixture_t *self = *state;
    by_step(self, 1, 0);
    by_step(self, 0, 0);
    expect_error(self, "plan.yaml:1:1: error: this piece of spend.radio has no end, and the next one no beginning\n"
                       "  piece 0\n"
                       "  ^~~~~~~\n"
                       "  hint: write `until` here, or `from` in the next piece\n");
}

static void dates_need_a_start(void **state)
{
    fixture_t *self = *state;
    by_step(self, 0, 3);
    by_date(self, "2026-04", NULL);
    expect_error(self, "plan.yaml:2:1: error: a schedule by date, but the scenario has no start\n"
                       "  piece 1\n"
                       "  ^~~~~~~\n"
                       "  hint: write `start:` in the scenario, or steps here\n");
}

static void only_the_first_gaps_are_told(void **state)
{
    fixture_t *self = *state;
    self->calendar.steps = 30;
    for (int i = 0; i < 8; i++) {
        by_step(self, 3 * i + 2, 3 * i + 2);
    }
    assert_int_equal(resolve(self), PK_BAD_INPUT);
    assert_int_equal(self->diag.errors, 5);
}

/* A slow twin: every piece given by step, in order or not; each step asks every piece. Random schedules without gaps
 * or overlaps come from cutting 1..T at random places; half of their ends are left to the rules. */
static void agrees_with_asking_every_piece(void **state)
{
    fixture_t *self = *state;
    unsigned luck = 12345;
    for (int round = 0; round < 2000; round++) {
        const int pieces = 1 + (int)((luck = luck * 1103515245u + 12345u) >> 16) % 8;
        long last[8];
        self->number.npiece = 0;
        for (int i = 0; i < pieces; i++) {
            last[i] = (i ? last[i - 1] : 0) + 1 + (long)((luck = luck * 1103515245u + 12345u) >> 16) % 4;
        }
        self->calendar.steps = (int)last[pieces - 1];
        for (int i = 0; i < pieces; i++) {
            const unsigned coin = (luck = luck * 1103515245u + 12345u) >> 16;
            const bool from = coin & 1;
            pk_piece_t *piece = by_step(self, from ? (i ? last[i - 1] : 0) + 1 : 0, last[i]);
            piece->total = coin & 2;
            if (i > 0 && from) {
                self->pieces[i - 1].has_until = coin & 4;
            }
        }
        assert_int_equal(resolve(self), PK_OK);
        for (int t = 1, i = 0; t <= self->calendar.steps; t++) {
            while (t > last[i]) {
                i++;
            }
            assert_int_equal(self->piece_of_step[t - 1], i);
        }
        for (int i = 0; i < pieces; i++) {
            assert_close(self->share[i], self->pieces[i].total ? 1.0 / (double)(last[i] - (i ? last[i - 1] : 0)) : 1,
                         1e-15);
        }
    }
}

/* Series */

static long keys[400];
static double values[400];
static pk_place_t places[400];

/* Rows of keys 0..count-1 and the values 100, 101, …; row i stands in line i + 1. */
static void series(fixture_t *self, bool dated, int count)
{
    for (int i = 0; i < count; i++) {
        values[i] = 100 + i;
        places[i] = (pk_place_t){&self->source, i + 1, 1, 3};
    }
    self->series = (pk_series_t){.file = "radio.csv",
                                 .source = &self->source,
                                 .dated = dated,
                                 .count = count,
                                 .keys = keys,
                                 .values = values,
                                 .key_places = places,
                                 .value_places = places};
    self->number.series = &self->series;
}

static pk_status_t resolve_series(fixture_t *self)
{
    return pk_series_resolve(&self->number, &self->calendar, self->value_of_step, &self->diag);
}

static void rows_by_step_find_their_step(void **state)
{
    fixture_t *self = *state;
    for (int i = 0; i < 14; i++) {
        keys[i] = i; /* 0 and 11..13 lie outside */
    }
    series(self, false, 14);
    assert_int_equal(resolve_series(self), PK_OK);
    for (int t = 1; t <= 10; t++) {
        assert_close(self->value_of_step[t - 1], 100 + t, 0);
    }
}

static void rows_by_date_find_their_step(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-31", PK_MONTH, 3);
    keys[0] = day("2025-12-31");
    keys[1] = day("2026-01-30"); /* before the start: need not be a first day */
    keys[2] = day("2026-01-31");
    keys[3] = day("2026-02-28");
    keys[4] = day("2026-03-31");
    keys[5] = day("2026-04-30");
    keys[6] = day("2026-05-02");
    series(self, true, 7);
    assert_int_equal(resolve_series(self), PK_OK);
    assert_close(self->value_of_step[0], 102, 0);
    assert_close(self->value_of_step[1], 103, 0);
    assert_close(self->value_of_step[2], 104, 0);
}

/* ---- after the horizon ---- */

static void go_beyond(fixture_t *self, int steps)
{
    self->calendar.steps += steps;
    self->calendar.beyond = steps;
}

/* Ten weeks and so many after them: a step that nothing reaches is as the one ten weeks before. */
static void a_schedule_goes_on_after_the_horizon(void **state)
{
    fixture_t *self = *state;
    by_step(self, 1, 4);
    by_step(self, 5, 13); /* reaches three steps past the horizon */
    go_beyond(self, 14);
    expect_pieces(self, "000011111111101111111110");
    self->number.npiece = 0;
    by_step(self, 1, 4);
    by_step(self, 12, 13);
    otherwise(self);
    expect_pieces(self, "000022222221122222222222");
    self->number.npiece = 0;
    by_step(self, 1, 4);
    by_step(self, 5, 0); /* holds for ever */
    expect_pieces(self, "000011111111111111111111");
}

/* A total without an end is spread to the horizon and no further, and begins again. Two pieces for a step after the
 * horizon are no fault. */
static void a_total_is_spread_to_the_horizon(void **state)
{
    fixture_t *self = *state;
    by_step(self, 1, 2);
    by_step(self, 3, 0)->total = true;
    go_beyond(self, 10);
    expect_pieces(self, "00111111110011111111");
    assert_close(self->share[1], 1.0 / 8, 0);
    self->number.npiece = 0;
    by_step(self, 1, 12);
    by_step(self, 11, 14);
    expect_pieces(self, "00000000000011000000");
}

/* Two years by month: the second begins again, what lies past the last row as what is told of the first steps after. */
static void the_last_year_begins_again(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-01", PK_MONTH, 24);
    for (int i = 0; i < 26; i++) {
        keys[i] = pk_step_date(&self->calendar, i + 1);
    }
    keys[26] = day("2028-03-09"); /* no step's first day, but after the horizon */
    series(self, true, 27);
    go_beyond(self, 30);
    assert_int_equal(resolve_series(self), PK_OK);
    for (int t = 1; t <= 54; t++) {
        const int row = t <= 26 ? t : 15 + (t - 27) % 12;
        assert_close(self->value_of_step[t - 1], 99 + row, 0);
    }
}

static void a_step_without_a_row_is_an_error(void **state)
{
    fixture_t *self = *state;
    keys[0] = 1, keys[1] = 2, keys[2] = 6, keys[3] = 8, keys[4] = 9, keys[5] = 10;
    series(self, false, 6);
    assert_int_equal(resolve_series(self), PK_BAD_INPUT);
    expect_messages(&self->diag, "plan.yaml:9:1: error: radio.csv has no row for steps 3 to 5\n"
                                 "  spend\n"
                                 "  ^~~~~\n"
                                 "  hint: its rows go from step 1 to step 10\n"
                                 "plan.yaml:9:1: error: radio.csv has no row for step 7\n"
                                 "  spend\n"
                                 "  ^~~~~\n"
                                 "  hint: its rows go from step 1 to step 10\n");
    assert_close(self->value_of_step[2], 0, 0);
}

static void a_series_that_ends_early_says_when(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-02", PK_WEEK, 3);
    keys[0] = day("2026-03-02");
    series(self, true, 1);
    assert_int_equal(resolve_series(self), PK_BAD_INPUT);
    expect_messages(&self->diag,
                    "plan.yaml:9:1: error: radio.csv has no row for steps 2 to 3 (2026-03-09 to 2026-03-16)\n"
                    "  spend\n"
                    "  ^~~~~\n"
                    "  hint: its rows go from 2026-03-02 to 2026-03-02\n");
}

static void a_row_beside_the_steps_is_an_error(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-03-02", PK_WEEK, 3);
    keys[0] = day("2026-03-02");
    keys[1] = day("2026-03-10");
    keys[2] = day("2026-03-16");
    series(self, true, 3);
    assert_int_equal(resolve_series(self), PK_BAD_INPUT);
    expect_messages(
        &self->diag,
        "plan.yaml:2:1: error: 2026-03-10 is no step's first day\n"
        "  piece 1\n"
        "  ^~~\n"
        "  hint: step 2 begins on 2026-03-09, step 3 on 2026-03-16; per: week (month …) takes rows as periods\n");
    assert_close(self->value_of_step[1], 0, 0);
}

static long ends[400];

/* Rows from..until are whole months with the values 100, 101, … */
static void months(fixture_t *self, int count, bool amounts)
{
    series(self, true, count);
    for (int i = 0; i < count; i++) {
        keys[i] = pk_date_join(2026, 1 + i, 1);
        ends[i] = pk_date_join(2026, 2 + i, 1) - 1;
    }
    self->series.ends = ends;
    self->series.periods = true;
    self->series.amounts = amounts;
}

/* Weeks from Monday 2026-01-05: January has four first days (5, 12, 19, 26), so has February (2 to 23); March has five.
 */
static void months_give_weeks_their_part(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-05", PK_WEEK, 10);
    months(self, 3, true);
    assert_int_equal(resolve_series(self), PK_OK);
    for (int t = 1; t <= 10; t++) {
        assert_close(self->value_of_step[t - 1], t <= 4 ? 100.0 / 4 : t <= 8 ? 101.0 / 4 : 102.0 / 5, 1e-13);
    }
    months(self, 3, false);
    assert_int_equal(resolve_series(self), PK_OK);
    for (int t = 1; t <= 10; t++) {
        assert_close(self->value_of_step[t - 1], t <= 4 ? 100 : t <= 8 ? 101 : 102, 0);
    }
}

/* A start within a month: the first steps get no more than their part of it. */
static void what_lies_before_the_start_is_not_moved(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-19", PK_WEEK, 3);
    months(self, 2, true);
    assert_int_equal(resolve_series(self), PK_OK);
    assert_close(self->value_of_step[0], 25, 1e-13);
    assert_close(self->value_of_step[1], 25, 1e-13);
    assert_close(self->value_of_step[2], 101.0 / 4, 1e-13);
}

/* Months in a model of quarters (steps of a year here): amounts are added up, and prices are not. */
static void amounts_finer_than_the_steps_add_up(void **state)
{
    fixture_t *self = *state;
    start(self, "2026-01-01", PK_YEAR, 1);
    months(self, 11, true);
    assert_int_equal(resolve_series(self), PK_OK);
    assert_close(self->value_of_step[0], 11 * 100 + 55, 1e-12);
    months(self, 2, false);
    assert_int_equal(resolve_series(self), PK_BAD_INPUT);
    expect_messages(&self->diag, "plan.yaml:2:1: error: no step begins in this period\n"
                                 "  piece 1\n"
                                 "  ^~~\n"
                                 "  hint: only amounts (spend) can be finer than the steps: they are added up\n");
}

static void a_series_by_date_needs_a_start(void **state)
{
    fixture_t *self = *state;
    keys[0] = day("2026-03-02");
    series(self, true, 1);
    assert_int_equal(resolve_series(self), PK_BAD_INPUT);
    expect_messages(&self->diag, "plan.yaml:9:1: error: radio.csv goes by date, but the scenario has no start\n"
                                 "  spend\n"
                                 "  ^~~~~\n"
                                 "  hint: write `start:` in the scenario, or give the file a `step` column\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(one_piece_holds_all),
        TEST(until_is_inclusive_and_pieces_continue),
        TEST(a_piece_goes_on_to_the_next),
        TEST(otherwise_fills_every_gap),
        TEST(otherwise_alone_holds_all),
        TEST(an_open_piece_before_otherwise_goes_to_the_end),
        TEST(pieces_may_stand_in_any_order),
        TEST(pieces_beyond_the_horizon_do_not_matter),
        TEST(dates_mean_steps_by_their_first_day),
        TEST(a_step_belongs_to_the_piece_of_its_first_day),
        TEST(open_dates_continue_too),
        TEST(months_clip_to_their_end),
        TEST(years_and_days_work_alike),
        TEST(pieces_before_the_start_do_not_matter),
        TEST(dates_and_steps_may_stand_side_by_side),
        TEST(totals_spread_over_their_steps),
        TEST(totals_reach_beyond_the_horizon),
        TEST(totals_may_stay_unasked),
        TEST(a_gap_is_an_error),
        TEST(a_gap_is_named_by_date),
        TEST(an_overlap_is_an_error),
        TEST(an_overlap_is_named_by_date),
        TEST(a_piece_without_a_step_is_an_error),
        TEST(open_pieces_out_of_order_are_an_error),
        TEST(two_open_pieces_are_an_error),
        TEST(dates_need_a_start),
        TEST(only_the_first_gaps_are_told),
        TEST(agrees_with_asking_every_piece),
        TEST(rows_by_step_find_their_step),
        TEST(rows_by_date_find_their_step),
        TEST(a_step_without_a_row_is_an_error),
        TEST(a_series_that_ends_early_says_when),
        TEST(a_schedule_goes_on_after_the_horizon),
        TEST(a_total_is_spread_to_the_horizon),
        TEST(the_last_year_begins_again),
        TEST(a_row_beside_the_steps_is_an_error),
        TEST(months_give_weeks_their_part),
        TEST(what_lies_before_the_start_is_not_moved),
        TEST(amounts_finer_than_the_steps_add_up),
        TEST(a_series_by_date_needs_a_start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
