/* Numbers as a person reads them: no more digits than are known, thousands apart, percent for shares.
 *
 * An interval tells how many digits mean something: numbers are rounded to a `grain`, the power of ten that leaves two
 * digits of the interval's width (12 347.6 in 11 930 to 12 760 is 12 350). With a width of 3.29 standard deviations the
 * grain is then about the standard error of a mean of 1,000 runs, or more. */
#ifndef PK_REPORT_FIGURE_H
#define PK_REPORT_FIGURE_H

#include <stdbool.h>

#include "base/arena.h"

/* The power of ten that `value` is rounded to, by its interval. Where the interval has no width, or is NAN: whole
 * numbers from 1,000 up, as many of the first four digits as there are below. 1 where nothing is known (NAN). */
double pk_grain(double value, double low, double high);

/* A number that stands beside others: a value, or a difference between two of them. NAN: it has no interval. */
typedef struct {
    double value, low, high;
    bool difference;
} pk_beside_t;

/* The one grain of numbers that a reader compares: the power of ten that leaves two digits of the widest interval's
 * width, or three where two would hide something: a narrower interval, a difference that is told, or two values that
 * are not the same. So whatever differs by more than a hundredth of the widest interval is not printed alike: 942
 * beside 959, not 900 beside 1 000. Where nobody has an interval, the finest grain of one, four digits of the largest
 * at most. 1 where there is nothing. */
double pk_grain_told(const pk_beside_t *told, int count);
/* The grain of one of them: the common one, or its own where it is smaller than that and is something. */
double pk_grain_shown(double grain, pk_beside_t one);
/* A difference alone with its interval. */
double pk_grain_difference(double value, double low, double high);

/* `value` rounded to the grain, as "12,350", "-0.034"; "–" for NAN, "∞" for infinity. Beyond 1e15 in powers of ten. */
const char *pk_figure(double value, double grain, pk_arena_t *arena);
/* The same with a sign in front of what is above 0. */
const char *pk_figure_signed(double value, double grain, pk_arena_t *arena);

/* The grain that leaves three digits of `value`, and a number rounded to it: "0.0123", "4.29", "12,300". */
double pk_grain_short(double value);
const char *pk_figure_short(double value, pk_arena_t *arena);
/* A known share in three digits: "46.4%", "0.8%". */
const char *pk_figure_percent(double share, pk_arena_t *arena);

/* "230 to 310", both ends rounded alike; "–" for NAN. */
const char *pk_figure_interval(double low, double high, double grain, bool with_sign, pk_arena_t *arena);

/* A chance estimated from `draws` draws: "37%", "0.4%", "99.6%"; where it never or always came, what n draws can tell:
 * less than 3/n, the upper end of the 95% interval (the rule of three), "<0.3%", ">99.7%"; "–" where that tells
 * nothing. draws 0: the chance is exact. "–" for NAN. */
const char *pk_figure_chance(double chance, long draws, pk_arena_t *arena);
/* The chance to meet a target over so many runs; of one run it says whether that met it. */
const char *pk_figure_met(double p_met, long runs, pk_arena_t *arena);
/* The same within a sentence: "less than 0.3%". */
const char *pk_figure_chance_words(double chance, long draws, pk_arena_t *arena);
/* "cannot be told apart in 1,000 runs, about 21,000 would"; no number beyond PK_RUNS_TOLD_MOST. */
const char *pk_figure_untold(long runs, double needed, pk_arena_t *arena);
#define PK_RUNS_TOLD_MOST 1e9
/* A number of runs that is known roughly, in two digits, rounded up: "21,000". */
const char *pk_figure_runs(double runs, pk_arena_t *arena);

/* A figure of a KPI in its unit: shares times 100 with "%" behind. *scale is what the values are to be multiplied by,
 * *sign what is to be put behind each ("" or "%"), and the answer what stands as the unit ("" for a share, a ratio or a
 * count).
 */
const char *pk_figure_unit(const char *unit, double *scale, const char **sign);

#endif
