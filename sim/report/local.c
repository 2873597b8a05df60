#include "report/local.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "report/figure.h"

enum { PLACES = 9 };

int pk_local_place(const char *text)
{
    return text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}' ? text[1] - '0' : 0;
}

const char *pk_local_say(pk_language_t language, pk_arena_t *arena, pk_saying_t saying, ...)
{
    const char *text = pk_saying(language, saying), *given[PLACES + 1] = {NULL};
    size_t length = strlen(text) + 1;
    int places = 0;
    for (const char *at = text; *at != '\0'; at++) {
        places = pk_local_place(at) > places ? pk_local_place(at) : places;
    }
    va_list texts;
    va_start(texts, saying);
    for (int i = 1; i <= places; i++) {
        given[i] = va_arg(texts, const char *);
        length += strlen(given[i]);
    }
    va_end(texts);
    char *filled = PK_ARRAY(arena, char, length), *to = filled;
    for (const char *at = text; *at != '\0'; at++) {
        if (pk_local_place(at) > 0) {
            to = stpcpy(to, given[pk_local_place(at)]);
            at += 2;
        } else {
            *to++ = *at;
        }
    }
    return filled;
}

/* What stands for one character of a figure; NULL: itself. */
static const char *local_character(pk_language_t language, const char *at)
{
    const bool finnish = language == PK_FINNISH;
    switch (*at) {
    case '-':
        return "\xe2\x88\x92";
    case ',':
        return finnish ? "\xc2\xa0" : NULL;
    case '.':
        return finnish ? "," : NULL;
    case '%':
        return finnish ? "\xc2\xa0%" : NULL;
    default:
        return NULL;
    }
}

const char *pk_local_figure(pk_language_t language, const char *figure, pk_arena_t *arena)
{
    char *text = PK_ARRAY(arena, char, 3 * strlen(figure) + 1), *to = text;
    for (const char *at = figure; *at != '\0'; at++) {
        const char *instead = local_character(language, at);
        if (instead != NULL) {
            to = stpcpy(to, instead);
        } else {
            *to++ = *at;
        }
    }
    return text;
}

const char *pk_local_count(pk_language_t language, double count, pk_arena_t *arena)
{
    return pk_local_figure(language, pk_figure(count, 1, arena), arena);
}

const char *pk_local_counted(pk_language_t language, double count, pk_saying_t one, pk_saying_t several,
                             pk_arena_t *arena)
{
    return pk_local_say(language, arena, count == 1 ? one : several, pk_local_count(language, count, arena));
}

const char *pk_local_chance_words(pk_language_t language, double chance, long draws, pk_arena_t *arena)
{
    const char *text = pk_local_chance(language, chance, draws, arena);
    return *text == '<'   ? pk_local_say(language, arena, PK_SAY_LESS_THAN, text + 1)
           : *text == '>' ? pk_local_say(language, arena, PK_SAY_MORE_THAN, text + 1)
                          : text;
}

const char *pk_local_untold(pk_language_t language, double runs, double needed, pk_arena_t *arena)
{
    if (runs < 2) {
        return pk_saying(language, PK_SAY_UNTOLD_ONE);
    }
    const char *count = pk_local_count(language, runs, arena);
    const char *enough = pk_local_figure(language, pk_figure_runs(fmin(needed, PK_RUNS_TOLD_MOST), arena), arena);
    return pk_local_say(language, arena, needed < PK_RUNS_TOLD_MOST ? PK_SAY_UNTOLD : PK_SAY_UNTOLD_EVER, count,
                        enough);
}

const char *pk_local_chance(pk_language_t language, double chance, long draws, pk_arena_t *arena)
{
    return pk_local_figure(language, pk_figure_chance(chance, draws, arena), arena);
}

static const char *one_figure(pk_language_t language, double x, double grain, bool with_sign, const char *sign,
                              pk_arena_t *arena)
{
    const char *figure = (with_sign ? pk_figure_signed : pk_figure)(x, grain, arena);
    return pk_local_figure(language, isnan(x) ? figure : pk_arena_format(arena, "%s%s", figure, sign), arena);
}

pk_local_amount_t pk_local_amount(pk_language_t language, const char *unit, double value, double low, double high,
                                  bool with_sign, pk_arena_t *arena)
{
    double scale;
    const char *sign;
    pk_figure_unit(unit, &scale, &sign);
    const double grain = (with_sign ? pk_grain_difference : pk_grain)(scale * value, scale * low, scale * high);
    return pk_local_amount_at(language, unit, grain / scale, value, low, high, with_sign, arena);
}

pk_local_amount_t pk_local_amount_at(pk_language_t language, const char *unit, double grain, double value, double low,
                                     double high, bool with_sign, pk_arena_t *arena)
{
    return pk_local_amount_between(language, unit, grain, grain, value, low, high, with_sign, arena);
}

pk_local_amount_t pk_local_amount_between(pk_language_t language, const char *unit, double grain, double ends,
                                          double value, double low, double high, bool with_sign, pk_arena_t *arena)
{
    double scale;
    const char *sign, *word = pk_figure_unit(unit, &scale, &sign);
    pk_local_amount_t amount = {
        .value = one_figure(language, scale * value, scale * grain, with_sign, sign, arena),
        .low = one_figure(language, scale * low, scale * ends, with_sign, sign, arena),
        .high = one_figure(language, scale * high, scale * ends, with_sign, sign, arena),
        .unit = pk_word_unit(language, word),
    };
    amount.interval =
        isnan(low) || isnan(high) ? "–" : pk_local_say(language, arena, PK_SAY_INTERVAL, amount.low, amount.high);
    return amount;
}

const char *pk_local_with_unit(const char *figure, const char *unit, pk_arena_t *arena)
{
    return *unit != '\0' ? pk_arena_format(arena, "%s\xc2\xa0%s", figure, unit) : figure;
}

const char *pk_local_day(pk_language_t language, long day, pk_arena_t *arena)
{
    int year, month, day_of_month;
    pk_date_split(day, &year, &month, &day_of_month);
    return language == PK_FINNISH ? pk_arena_format(arena, "%d.%d.%d", day_of_month, month, year)
                                  : pk_arena_format(arena, "%d\xc2\xa0%s\xc2\xa0%d", day_of_month,
                                                    pk_word_month(language, month - 1), year);
}

const char *pk_local_arrow(const char *from, const char *to, pk_arena_t *arena)
{
    return pk_arena_format(arena, "%s%s→ %s", from, *from != '\0' ? " " : "", to);
}

bool pk_local_ends(const char *flow, const char **from, const char **to, pk_arena_t *arena)
{
    const char *arrow = strstr(flow, "-> ");
    if (arrow == NULL) {
        return false;
    }
    const size_t length = arrow > flow ? (size_t)(arrow - flow) - 1 : 0; /* without the blank before it */
    *from = pk_arena_copy_n(arena, flow, length);
    *to = arrow + 3;
    return true;
}

const char *pk_local_small(const char *text, pk_arena_t *arena)
{
    char *copy = pk_arena_copy(arena, text);
    if (copy[0] != '\0' && islower((unsigned char)copy[1])) {
        copy[0] = (char)tolower((unsigned char)copy[0]);
    }
    return copy;
}

const char *pk_local_goal(pk_language_t language, const pk_result_t *result, int goal, pk_arena_t *arena)
{
    const pk_result_goal_t *g = &result->goals[goal];
    const pk_result_kpi_t *kpi = &result->kpis[g->kpi_index];
    const pk_local_amount_t bound = pk_local_amount(language, kpi->unit, g->bound, NAN, NAN, false, arena);
    const char *label = pk_chart_kpi_label(language, kpi);
    const bool shown =
        *bound.unit != '\0' && strcasestr(label, bound.unit) == NULL && strcmp(kpi->unit, "customers") != 0;
    const char *when = g->by_step               ? pk_local_say(language, arena, PK_SAY_STEP, g->by)
                       : g->by_day != PK_NO_DAY ? pk_local_day(language, g->by_day, arena)
                                                : g->by;
    const char *by = *g->by == '\0' ? "" : pk_local_say(language, arena, PK_SAY_GOAL_BY, when);
    if (g->through_day != PK_NO_DAY) {
        const char *day = pk_local_day(language, g->through_day, arena);
        by = pk_arena_format(arena, "%s%s", by, pk_local_say(language, arena, PK_SAY_GOAL_THROUGH, day));
    }
    return pk_local_say(language, arena, PK_SAY_GOAL, label,
                        pk_saying(language, g->at_least ? PK_SAY_AT_LEAST : PK_SAY_AT_MOST),
                        shown ? pk_local_with_unit(bound.value, bound.unit, arena) : bound.value, by);
}

const char *pk_local_span(pk_language_t language, const pk_result_t *result, pk_arena_t *arena)
{
    return result->days == NULL
               ? pk_arena_format(arena, "%d %s", result->nstep, pk_chart_steps_word(language, result->step_unit))
               : pk_arena_format(arena, "%s – %s", pk_local_day(language, result->days[0], arena),
                                 pk_local_day(language, result->days[result->nstep] - 1, arena));
}
