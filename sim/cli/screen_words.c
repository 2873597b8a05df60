#include "cli/screen_words.h"

#include <math.h>

#include "report/chart.h"
#include "report/figure.h"

static bool is_english(const pk_screen_t *screen)
{
    return screen->language == PK_ENGLISH;
}

const char *pk_screen_word(const pk_screen_t *screen, pk_saying_t saying)
{
    return pk_saying(screen->language, saying);
}

const char *pk_screen_counted(const pk_screen_t *screen, double count, pk_saying_t one, pk_saying_t several,
                              pk_arena_t *arena)
{
    return pk_local_counted(screen->language, count, one, several, arena);
}

const char *pk_screen_figure(const pk_screen_t *screen, const char *figure, pk_arena_t *arena)
{
    return is_english(screen) ? figure : pk_local_figure(screen->language, figure, arena);
}

const char *pk_screen_count(const pk_screen_t *screen, double count, pk_arena_t *arena)
{
    return pk_screen_figure(screen, pk_figure(count, 1, arena), arena);
}

const char *pk_screen_short(const pk_screen_t *screen, double value, pk_arena_t *arena)
{
    return pk_screen_figure(screen, pk_figure_short(value, arena), arena);
}

const char *pk_screen_percent(const pk_screen_t *screen, double share, pk_arena_t *arena)
{
    return pk_screen_figure(screen, pk_figure_percent(share, arena), arena);
}

const char *pk_screen_interval(const pk_screen_t *screen, double low, double high, double grain, pk_arena_t *arena)
{
    if (is_english(screen) || isnan(low) || isnan(high)) {
        return pk_figure_interval(low, high, grain, false, arena);
    }
    return pk_local_say(screen->language, arena, PK_SAY_INTERVAL,
                        pk_screen_figure(screen, pk_figure(low, grain, arena), arena),
                        pk_screen_figure(screen, pk_figure(high, grain, arena), arena));
}

const char *pk_screen_chance(const pk_screen_t *screen, double chance, long draws, pk_arena_t *arena)
{
    return pk_screen_figure(screen, pk_figure_chance(chance, draws, arena), arena);
}

const char *pk_screen_chance_words(const pk_screen_t *screen, double chance, long draws, pk_arena_t *arena)
{
    return is_english(screen) ? pk_figure_chance_words(chance, draws, arena)
                              : pk_local_chance_words(screen->language, chance, draws, arena);
}

const char *pk_screen_met(const pk_screen_t *screen, double p_met, long runs, pk_arena_t *arena)
{
    return runs > 1 ? pk_screen_chance(screen, p_met, runs, arena)
                    : pk_screen_word(screen, p_met > 0 ? PK_SAY_SCREEN_IS_MET : PK_SAY_SCREEN_IS_NOT_MET);
}

const char *pk_screen_untold(const pk_screen_t *screen, long runs, double needed, pk_arena_t *arena)
{
    return is_english(screen) ? pk_figure_untold(runs, needed, arena)
                              : pk_local_untold(screen->language, (double)runs, needed, arena);
}

const char *pk_screen_with_unit(const pk_screen_t *screen, const char *figure, const char *unit, pk_arena_t *arena)
{
    return *unit == '\0'        ? figure
           : is_english(screen) ? pk_arena_format(arena, "%s %s", figure, unit)
                                : pk_local_with_unit(figure, unit, arena);
}

const char *pk_screen_unit(const pk_screen_t *screen, const char *unit, double *scale, const char **sign)
{
    return pk_word_unit(screen->language, pk_figure_unit(unit, scale, sign));
}

const char *pk_screen_label(const pk_screen_t *screen, const pk_result_kpi_t *kpi)
{
    return is_english(screen) ? pk_chart_label(kpi->label, kpi->name) : pk_chart_kpi_label(screen->language, kpi);
}

const char *pk_screen_steps(const pk_screen_t *screen, double count, const char *step_unit, pk_arena_t *arena)
{
    const char *word =
        count == 1 ? pk_screen_step_word(screen, step_unit) : pk_screen_steps_word(screen, step_unit, arena);
    return pk_arena_format(arena, "%s %s", pk_screen_count(screen, count, arena), word);
}

const char *pk_screen_steps_word(const pk_screen_t *screen, const char *step_unit, pk_arena_t *arena)
{
    return is_english(screen) ? pk_arena_format(arena, "%ss", step_unit)
                              : pk_chart_steps_word(screen->language, step_unit);
}

const char *pk_screen_step_word(const pk_screen_t *screen, const char *step_unit)
{
    const pk_result_t of = {.step_unit = step_unit};
    return is_english(screen) ? step_unit : pk_chart_step_word(screen->language, &of);
}

const char *pk_screen_day(const pk_screen_t *screen, long day, pk_arena_t *arena)
{
    char text[PK_DATE_TEXT];
    if (!is_english(screen)) {
        return pk_local_day(screen->language, day, arena);
    }
    pk_date_write(day, text);
    return pk_arena_copy(arena, text);
}
