#include "model/schedule.h"

#include <math.h>
#include <stdlib.h>

enum { ERRORS_SHOWN = 5 }; /* of one kind in one schedule */

/* Steps first..last of a piece; may reach beyond the horizon on both sides. Empty where last < first. */
typedef struct {
    long first, last;
} steps_t;

static const char *date_text(long day, pk_arena_t *arena)
{
    char text[PK_DATE_TEXT];
    pk_date_write(day, text);
    return pk_arena_copy(arena, text);
}

/* "step 5 (2026-03-30)", "steps 5 to 9 (2026-03-30 to 2026-04-27)"; without a start no dates. */
static const char *steps_text(const pk_calendar_t *calendar, steps_t steps, pk_arena_t *arena)
{
    const bool one = steps.first == steps.last;
    const char *text = one ? pk_arena_format(arena, "step %ld", steps.first)
                           : pk_arena_format(arena, "steps %ld to %ld", steps.first, steps.last);
    if (!calendar->dated) {
        return text;
    }
    const char *from = date_text(pk_step_date(calendar, (int)steps.first), arena);
    const char *until = date_text(pk_step_date(calendar, (int)steps.last), arena);
    return one ? pk_arena_format(arena, "%s (%s)", text, from)
               : pk_arena_format(arena, "%s (%s to %s)", text, from, until);
}

/* The first step that begins on `day` or later; 0 and below before the start. */
static long step_from(const pk_calendar_t *calendar, long day)
{
    int t = 1 + (int)floor((double)(day - calendar->start) / pk_unit_days(calendar->step));
    while (pk_step_date(calendar, t) < day) {
        t++;
    }
    while (pk_step_date(calendar, t - 1) >= day) {
        t--;
    }
    return t;
}

static long begin_of(const pk_piece_t *piece, const pk_calendar_t *calendar)
{
    return piece->dated ? step_from(calendar, piece->from) : piece->from;
}

static long end_of(const pk_piece_t *piece, const pk_calendar_t *calendar)
{
    return piece->dated ? step_from(calendar, piece->until + 1) - 1 : piece->until;
}

static pk_status_t no_step(const pk_number_t *schedule, int i, pk_diag_t *diag)
{
    const pk_piece_t *piece = &schedule->pieces[i];
    const bool by_next = !piece->has_until && i + 1 < schedule->npiece && schedule->pieces[i + 1].has_from;
    const char *hint = piece->dated && !by_next
                           ? "a piece by date holds the steps whose first day is in it: make it longer"
                           : "pieces stand in the order of time; one without `until` ends where the next begins";
    return pk_error(diag, piece->place, hint, "no step begins in this piece of %s", schedule->path);
}

/* The steps of piece i. `before` is the last step of the piece before it, 0 for the first. */
static pk_status_t find_steps(const pk_number_t *schedule, int i, const pk_calendar_t *calendar, long before,
                              steps_t *steps, pk_diag_t *diag)
{
    const pk_piece_t *piece = &schedule->pieces[i];
    const pk_piece_t *next = i + 1 < schedule->npiece && !schedule->pieces[i + 1].otherwise ? piece + 1 : NULL;
    steps->first = piece->has_from ? begin_of(piece, calendar) : before + 1;
    if (piece->has_until) {
        steps->last = end_of(piece, calendar);
    } else if (next && !next->has_from) {
        return pk_error(diag, piece->place, "write `until` here, or `from` in the next piece",
                        "this piece of %s has no end, and the next one no beginning", schedule->path);
    } else if (next) {
        steps->last = begin_of(next, calendar) - 1;
    } else {
        const int end = piece->total ? pk_steps_told(calendar) : calendar->steps;
        steps->last = steps->first > end ? steps->first : end;
    }
    const bool past = i == 0 && !piece->has_from && steps->last < 1; /* all of it lies before step 1 */
    return steps->last >= steps->first || past ? PK_OK : no_step(schedule, i, diag);
}

/* Enters piece i at its steps within the horizon. Stops at a step that is taken: the piece says so once. */
static pk_status_t enter(const pk_number_t *schedule, int i, const pk_calendar_t *calendar, const steps_t *all,
                         int *piece_of_step, pk_diag_t *diag)
{
    const long end = all[i].last < calendar->steps ? all[i].last : calendar->steps;
    for (long t = all[i].first > 1 ? all[i].first : 1; t <= end; t++) {
        const int other = piece_of_step[t - 1];
        if (other < 0) {
            piece_of_step[t - 1] = i;
            continue;
        }
        if (t > pk_steps_told(calendar)) {
            continue;
        }
        pk_arena_t scratch = {0};
        const steps_t both = {t, end < all[other].last ? end : all[other].last};
        pk_error(diag, schedule->pieces[i].place,
                 pk_arena_format(&scratch, "the other piece is in line %d; `until` is inclusive",
                                 schedule->pieces[other].place.line),
                 "%s has two pieces for %s", schedule->path, steps_text(calendar, both, &scratch));
        pk_arena_free(&scratch);
        return PK_BAD_INPUT;
    }
    return PK_OK;
}

/* After so many steps a schedule that has ended begins again: a year, or the horizon where that is shorter. */
static int cycle_of(const pk_calendar_t *calendar)
{
    const int year = (int)lround(1 / pk_step_years(calendar->step)), told = pk_steps_told(calendar);
    return told < year ? told : year;
}

/* The steps that no piece holds: `otherwise` gets them (index), or (-1) within the horizon they are an error each run
 * of them, and after it the schedule begins again. */
static pk_status_t fill_rest(const pk_number_t *schedule, int otherwise, const pk_calendar_t *calendar,
                             int *piece_of_step, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    int shown = 0;
    for (int t = 1; t <= pk_steps_told(calendar); t++) {
        if (piece_of_step[t - 1] >= 0) {
            continue;
        }
        steps_t gap = {t, t};
        while (gap.last < pk_steps_told(calendar) && piece_of_step[gap.last] < 0) {
            gap.last++;
        }
        for (; t <= gap.last; t++) {
            piece_of_step[t - 1] = otherwise < 0 ? 0 : otherwise;
        }
        if (otherwise >= 0 || ++shown > ERRORS_SHOWN) {
            continue;
        }
        pk_arena_t scratch = {0};
        const bool changes = schedule->sign == PK_TIMES || schedule->sign == PK_PLUS;
        status = pk_error(diag, schedule->place,
                          changes ? "add {otherwise: x1} as its last piece: as before, or make a piece longer"
                                  : "add {otherwise: …} as its last piece, or make a piece longer",
                          "%s has no piece for %s", schedule->path, steps_text(calendar, gap, &scratch));
        pk_arena_free(&scratch);
    }
    for (int t = pk_steps_told(calendar) + 1; t <= calendar->steps; t++) {
        int *piece = &piece_of_step[t - 1];
        *piece = *piece >= 0 ? *piece : otherwise >= 0 ? otherwise : piece[-cycle_of(calendar)];
    }
    return status;
}

static pk_status_t check_dates(const pk_number_t *schedule, const pk_calendar_t *calendar, pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    for (int i = 0; i < schedule->npiece && !calendar->dated; i++) {
        if (schedule->pieces[i].dated) {
            status = pk_error(diag, schedule->pieces[i].place, "write `start:` in the scenario, or steps here",
                              "a schedule by date, but the scenario has no start");
        }
    }
    return status;
}

/* All pieces' steps, each entered where it belongs. Returns the index of `otherwise`, -1 without one. */
static int place_pieces(const pk_number_t *schedule, const pk_calendar_t *calendar, steps_t *all, int *piece_of_step,
                        pk_status_t *status, pk_diag_t *diag)
{
    int otherwise = -1;
    long before = 0;
    for (int i = 0; i < schedule->npiece && !*status; i++) {
        if (schedule->pieces[i].otherwise) {
            otherwise = i;
            continue;
        }
        *status = find_steps(schedule, i, calendar, before, &all[i], diag);
        before = all[i].last;
    }
    for (int i = 0; i < schedule->npiece && !*status; i++) {
        if (!schedule->pieces[i].otherwise) {
            *status = enter(schedule, i, calendar, all, piece_of_step, diag);
        }
    }
    return otherwise;
}

static void share_totals(const pk_number_t *schedule, const steps_t *all, double *total_share)
{
    for (int i = 0; total_share && i < schedule->npiece; i++) {
        const double steps = (double)all[i].last - (double)all[i].first + 1;
        total_share[i] = schedule->pieces[i].total && steps >= 1 ? 1 / steps : 1;
    }
}

pk_status_t pk_schedule_resolve(const pk_number_t *schedule, const pk_calendar_t *calendar, int *piece_of_step,
                                double *total_share, pk_diag_t *diag)
{
    PK_REQUIRE(schedule->kind == PK_NUMBER_SCHEDULE && !schedule->series);
    steps_t *all = pk_heap((size_t)schedule->npiece + 1, sizeof *all);
    for (int t = 1; t <= calendar->steps; t++) {
        piece_of_step[t - 1] = -1;
    }
    pk_status_t status = check_dates(schedule, calendar, diag);
    int otherwise = status ? 0 : place_pieces(schedule, calendar, all, piece_of_step, &status, diag);
    if (status) {
        otherwise = 0; /* one fault is enough: what is left is not called a gap */
    }
    const pk_status_t rest = fill_rest(schedule, otherwise, calendar, piece_of_step, diag);
    share_totals(schedule, all, total_share);
    free(all);
    return status ? status : rest;
}

/* The step of a row, 0 outside the steps, -1 where a date in the horizon is no step's first day. */
static int step_of_row(const pk_series_t *series, int row, const pk_calendar_t *calendar)
{
    const long key = series->keys[row];
    if (!series->dated) {
        return key >= 1 && key <= calendar->steps ? (int)key : 0;
    }
    if (key < calendar->start || key >= pk_step_date(calendar, calendar->steps + 1)) {
        return 0;
    }
    const int t = pk_date_step(calendar, key);
    return pk_step_date(calendar, t) == key ? t : t > pk_steps_told(calendar) ? 0 : -1;
}

static void refuse_row(const pk_series_t *series, int row, const pk_calendar_t *calendar, pk_diag_t *diag)
{
    pk_arena_t scratch = {0};
    const long key = series->keys[row];
    const int t = pk_date_step(calendar, key);
    const char *hint = pk_arena_format(
        &scratch, "step %d begins on %s, step %d on %s; per: week (month …) takes rows as periods", t,
        date_text(pk_step_date(calendar, t), &scratch), t + 1, date_text(pk_step_date(calendar, t + 1), &scratch));
    pk_error(diag, series->key_places[row], hint, "%s is no step's first day", date_text(key, &scratch));
    pk_arena_free(&scratch);
}

static const char *rows_text(const pk_series_t *series, pk_arena_t *arena)
{
    if (series->count == 0) {
        return "it has no rows";
    }
    const long first = series->keys[0], last = series->keys[series->count - 1];
    return series->dated
               ? pk_arena_format(arena, "its rows go from %s to %s", date_text(first, arena), date_text(last, arena))
               : pk_arena_format(arena, "its rows go from step %ld to step %ld", first, last);
}

/* Each run of steps without a row is an error; their numbers become 0. After the horizon the series begins again. */
static pk_status_t check_missing(const pk_number_t *schedule, const pk_calendar_t *calendar, double *value_of_step,
                                 pk_diag_t *diag)
{
    pk_status_t status = PK_OK;
    int shown = 0;
    for (int t = 1; t <= pk_steps_told(calendar); t++) {
        if (!isnan(value_of_step[t - 1])) {
            continue;
        }
        steps_t gap = {t, t};
        while (gap.last < pk_steps_told(calendar) && isnan(value_of_step[gap.last])) {
            gap.last++;
        }
        for (; t <= gap.last; t++) {
            value_of_step[t - 1] = 0;
        }
        if (++shown > ERRORS_SHOWN) {
            continue;
        }
        pk_arena_t scratch = {0};
        status = pk_error(diag, schedule->place, rows_text(schedule->series, &scratch), "%s has no row for %s",
                          schedule->series->file, steps_text(calendar, gap, &scratch));
        pk_arena_free(&scratch);
    }
    for (int t = pk_steps_told(calendar) + 1; t <= calendar->steps; t++) {
        double *value = &value_of_step[t - 1];
        *value = isnan(*value) ? value[-cycle_of(calendar)] : *value;
    }
    return status;
}

/* ---- a series of periods ---- */

static pk_status_t no_step_in_row(const pk_series_t *series, int row, pk_diag_t *diag)
{
    return pk_error(diag, series->key_places[row],
                    "only amounts (spend) can be finer than the steps: they are added up",
                    "no step begins in this period");
}

/* A period within the horizon gives its number to the steps that begin in it: to each of them, or as an amount that
 * they share, those beyond the horizon too. An amount in whose period no step begins belongs to the step that holds it.
 */
static pk_status_t enter_period(const pk_series_t *series, int row, const pk_calendar_t *calendar,
                                double *value_of_step, pk_diag_t *diag)
{
    const long first = step_from(calendar, series->keys[row]), last = step_from(calendar, series->ends[row] + 1) - 1;
    const double value = series->values[row];
    if (last < first) {
        const long t = first - 1;
        if (t < 1 || t > calendar->steps) {
            return PK_OK;
        }
        if (!series->amounts) {
            return t > pk_steps_told(calendar) ? PK_OK : no_step_in_row(series, row, diag);
        }
        value_of_step[t - 1] = (isnan(value_of_step[t - 1]) ? 0 : value_of_step[t - 1]) + value;
        return PK_OK;
    }
    const double part = series->amounts ? value / (double)(last - first + 1) : value;
    for (long t = first > 1 ? first : 1; t <= last && t <= calendar->steps; t++) {
        const bool more = series->amounts && !isnan(value_of_step[t - 1]);
        value_of_step[t - 1] = (more ? value_of_step[t - 1] : 0) + part;
    }
    return PK_OK;
}

static int enter_periods(const pk_series_t *series, const pk_calendar_t *calendar, double *value_of_step,
                         pk_diag_t *diag)
{
    int strays = 0;
    for (int row = 0; row < series->count && strays < ERRORS_SHOWN; row++) {
        strays += enter_period(series, row, calendar, value_of_step, diag) != PK_OK;
    }
    return strays;
}

static int enter_rows(const pk_series_t *series, const pk_calendar_t *calendar, double *value_of_step, pk_diag_t *diag)
{
    int strays = 0;
    for (int row = 0; row < series->count && strays < ERRORS_SHOWN; row++) {
        const int t = step_of_row(series, row, calendar);
        if (t > 0) {
            value_of_step[t - 1] = series->values[row];
        } else if (t < 0) {
            refuse_row(series, row, calendar, diag);
            strays++;
        }
    }
    return strays;
}

pk_status_t pk_series_resolve(const pk_number_t *schedule, const pk_calendar_t *calendar, double *value_of_step,
                              pk_diag_t *diag)
{
    PK_REQUIRE(schedule->kind == PK_NUMBER_SCHEDULE && schedule->series);
    const pk_series_t *series = schedule->series;
    for (int t = 1; t <= calendar->steps; t++) {
        value_of_step[t - 1] = NAN;
    }
    int strays = 0;
    if (series->dated && !calendar->dated) {
        pk_error(diag, schedule->place, "write `start:` in the scenario, or give the file a `step` column",
                 "%s goes by date, but the scenario has no start", series->file);
        strays++;
    } else {
        strays = (series->periods ? enter_periods : enter_rows)(series, calendar, value_of_step, diag);
    }
    if (strays == 0) {
        return check_missing(schedule, calendar, value_of_step, diag);
    }
    for (int t = 1; t <= calendar->steps; t++) {
        if (isnan(value_of_step[t - 1])) {
            value_of_step[t - 1] = 0;
        }
    }
    return PK_BAD_INPUT;
}
