/* Words and figures on the screen, in its language: English figures as report/figure.h writes them ("-12,350.5 EUR",
 * "3%"), Finnish ones with a true minus, a decimal comma and blanks that do not break (-12 350,5 EUR, 3 %). All in
 * `arena`. */
#ifndef PK_CLI_SCREEN_WORDS_H
#define PK_CLI_SCREEN_WORDS_H

#include "cli/screen.h"
#include "report/local.h"

/* A saying with its places filled, of a page that has a screen and an arena. */
#define PK_SCREEN_TEXT(page, ...) pk_local_say((page)->screen->language, &(page)->arena, __VA_ARGS__)

/* A saying without places. */
const char *pk_screen_word(const pk_screen_t *screen, pk_saying_t saying);
/* The first saying of one, the second of several: its place is the number. */
const char *pk_screen_counted(const pk_screen_t *screen, double count, pk_saying_t one, pk_saying_t several,
                              pk_arena_t *arena);

/* What figure.h wrote. */
const char *pk_screen_figure(const pk_screen_t *screen, const char *figure, pk_arena_t *arena);
/* A whole number; three digits; a known share in percent. */
const char *pk_screen_count(const pk_screen_t *screen, double count, pk_arena_t *arena);
const char *pk_screen_short(const pk_screen_t *screen, double value, pk_arena_t *arena);
const char *pk_screen_percent(const pk_screen_t *screen, double share, pk_arena_t *arena);
/* "230 to 310", both ends rounded alike; "–" for NAN. */
const char *pk_screen_interval(const pk_screen_t *screen, double low, double high, double grain, pk_arena_t *arena);
/* A chance estimated from so many draws, "<0.3%"; within a sentence, "less than 0.3%"; that of meeting a target. */
const char *pk_screen_chance(const pk_screen_t *screen, double chance, long draws, pk_arena_t *arena);
const char *pk_screen_chance_words(const pk_screen_t *screen, double chance, long draws, pk_arena_t *arena);
const char *pk_screen_met(const pk_screen_t *screen, double p_met, long runs, pk_arena_t *arena);
/* "cannot be told apart in 1,000 runs, about 21,000 would" */
const char *pk_screen_untold(const pk_screen_t *screen, long runs, double needed, pk_arena_t *arena);

/* A figure with the unit behind it; the figure alone where that is "". */
const char *pk_screen_with_unit(const pk_screen_t *screen, const char *figure, const char *unit, pk_arena_t *arena);
/* What stands as the unit of a KPI, as pk_figure_unit. */
const char *pk_screen_unit(const pk_screen_t *screen, const char *unit, double *scale, const char **sign);
const char *pk_screen_label(const pk_screen_t *screen, const pk_result_kpi_t *kpi);
/* "104 weeks", "1 week", of the unit "week"; "weeks". */
const char *pk_screen_steps(const pk_screen_t *screen, double count, const char *step_unit, pk_arena_t *arena);
const char *pk_screen_steps_word(const pk_screen_t *screen, const char *step_unit, pk_arena_t *arena);
const char *pk_screen_step_word(const pk_screen_t *screen, const char *step_unit);
/* "2026-03-01", "1.3.2026" */
const char *pk_screen_day(const pk_screen_t *screen, long day, pk_arena_t *arena);

#endif
