/* Figures, dates and plain words as a reader of the language writes them. All in `arena`. */
#ifndef PK_REPORT_LOCAL_H
#define PK_REPORT_LOCAL_H

#include "report/messages.h"
#include "result/result.h"

/* "{3}" is place 3; 0: no place begins here. */
int pk_local_place(const char *text);
/* A saying with its places filled: as many texts as it has places. */
const char *pk_local_say(pk_language_t language, pk_arena_t *arena, pk_saying_t saying, ...);

/* A figure as figure.h writes it ("-12,350.5", "<0.1%"): English 12,350.5, Finnish 12 350,5 and 0,1 %, with a true
 * minus. */
const char *pk_local_figure(pk_language_t language, const char *figure, pk_arena_t *arena);
/* A whole number; a number with as many digits as its interval gives it. */
const char *pk_local_count(pk_language_t language, double count, pk_arena_t *arena);
/* The first saying of one, the second of several: its place is the number. */
const char *pk_local_counted(pk_language_t language, double count, pk_saying_t one, pk_saying_t several,
                             pk_arena_t *arena);
const char *pk_local_chance(pk_language_t language, double chance, long draws, pk_arena_t *arena);
/* The same within a sentence: "less than 0.3%". */
const char *pk_local_chance_words(pk_language_t language, double chance, long draws, pk_arena_t *arena);
/* "cannot be told apart in 1,000 runs, about 21,000 would". */
const char *pk_local_untold(pk_language_t language, double runs, double needed, pk_arena_t *arena);

/* What stands in a table or a sentence of one KPI: value, interval, difference, each in its unit. */
typedef struct {
    const char *value, *low, *high; /* with the unit's sign ("%"), without its name */
    const char *interval;           /* "230 to 310" */
    const char *unit;               /* "EUR", "" */
} pk_local_amount_t;
pk_local_amount_t pk_local_amount(pk_language_t language, const char *unit, double value, double low, double high,
                                  bool with_sign, pk_arena_t *arena);
/* The same with a grain in the unit itself, for numbers that stand beside others. */
pk_local_amount_t pk_local_amount_at(pk_language_t language, const char *unit, double grain, double value, double low,
                                     double high, bool with_sign, pk_arena_t *arena);
/* And with the ends of the interval rounded to a grain of their own. */
pk_local_amount_t pk_local_amount_between(pk_language_t language, const char *unit, double grain, double ends,
                                          double value, double low, double high, bool with_sign, pk_arena_t *arena);
/* "12,350 EUR" */
const char *pk_local_with_unit(const char *figure, const char *unit, pk_arena_t *arena);

/* "1 Mar 2026", "1.3.2026" of a day since 1970-01-01. */
const char *pk_local_day(pk_language_t language, long day, pk_arena_t *arena);

/* "Lead → Customer", "→ Customer" from "" (who arrives). */
const char *pk_local_arrow(const char *from, const char *to, pk_arena_t *arena);
/* The two names of a flow as files write it, "lead -> customer", "-> lead". False: it is none. */
bool pk_local_ends(const char *flow, const char **from, const char **to, pk_arena_t *arena);

/* With a small first letter, unless the second is large as well ("ROI"). */
const char *pk_local_small(const char *text, pk_arena_t *arena);
/* A target in words: "Jobs at least 950 by 28 Feb 2027". */
const char *pk_local_goal(pk_language_t language, const pk_result_t *result, int goal, pk_arena_t *arena);
/* "1 Mar 2026 – 4 Mar 2028", or "104 weeks" without a calendar. */
const char *pk_local_span(pk_language_t language, const pk_result_t *result, pk_arena_t *arena);

#endif
