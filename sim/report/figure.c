#include "report/figure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MOST = 400 };

static double power_below(double x)
{
    return pow(10, floor(log10(x) + 1e-9));
}

/* The coarsest power of ten up to 1 that `value` is a multiple of, four digits of it at most. */
static double grain_of_one(double value)
{
    double grain = 1, finest = fmin(1, power_below(value) / 1000);
    while (grain > 1.5 * finest && fabs(round(value / grain) * grain - value) > 1e-9 * value) {
        grain /= 10;
    }
    return grain;
}

double pk_grain(double value, double low, double high)
{
    double width = high - low, size = fmax(fabs(value), fmax(fabs(low), fabs(high)));
    /* a width that is rounding noise beside the value is none */
    if (isfinite(width) && width > 1e-9 * size) {
        return power_below(width) / 10;
    }
    return isfinite(value) && value != 0 ? grain_of_one(fabs(value)) : 1;
}

/* ---- numbers side by side ---- */

/* 0: none, or rounding noise beside the value. */
static double width_of(pk_beside_t one)
{
    const double width = one.high - one.low, size = fmax(fabs(one.value), fmax(fabs(one.low), fabs(one.high)));
    return isfinite(width) && width > 1e-9 * size ? width : 0;
}

/* Whether a size that a reader looks for would have less than two digits in `coarse`, and is something in `fine`. */
static bool is_hidden(double size, double coarse, double fine)
{
    return size >= fine * (1 - 1e-9) && size < 10 * coarse * (1 - 1e-9);
}

/* Whether a tenth of the grain `coarse` shows what the grain itself hides. */
static bool asks_for_more(const pk_beside_t *told, int count, double coarse)
{
    const double fine = coarse / 10;
    for (int i = 0; i < count; i++) {
        const pk_beside_t one = told[i];
        if (!isfinite(one.value)) {
            continue;
        }
        if (isfinite(one.low) && one.value != 0 && pk_grain(one.value, one.low, one.high) < 0.5 * coarse) {
            return true;
        }
        if (one.difference && is_hidden(fabs(one.value), coarse, fine)) {
            return true;
        }
        for (int j = 0; j < i; j++) {
            if (told[j].difference == one.difference && is_hidden(fabs(told[j].value - one.value), coarse, fine)) {
                return true;
            }
        }
    }
    return false;
}

/* The coarsest power of ten that an exact value is a multiple of; below 1 four digits of it at most. */
static double grain_of_exact(double value)
{
    double grain = grain_of_one(value);
    while (grain >= 1 && 10 * grain <= value && fmod(value, 10 * grain) == 0) {
        grain *= 10;
    }
    return grain;
}

double pk_grain_told(const pk_beside_t *told, int count)
{
    double widest = 0, finest = 1e15, largest = 0;
    for (int i = 0; i < count; i++) {
        widest = fmax(widest, width_of(told[i]));
        if (isfinite(told[i].value) && told[i].value != 0) {
            finest = fmin(finest, grain_of_exact(fabs(told[i].value)));
            largest = fmax(largest, fabs(told[i].value));
        }
    }
    if (widest == 0) {
        return largest > 0 ? fmax(finest, fmin(1, power_below(largest) / 1000)) : 1;
    }
    const double coarse = power_below(widest) / 10;
    return asks_for_more(told, count, coarse) ? coarse / 10 : coarse;
}

double pk_grain_shown(double grain, pk_beside_t one)
{
    const double size = fabs(one.value);
    if (!isfinite(size) || size == 0 || size >= grain) {
        return grain;
    }
    return fmin(grain, isfinite(one.low) ? pk_grain_told(&one, 1) : pk_grain_short(size));
}

double pk_grain_difference(double value, double low, double high)
{
    return pk_grain_told(&(pk_beside_t){value, low, high, true}, 1);
}

/* ---- as text ---- */

/* Puts a comma between each three digits of the whole part. `digits` is what %.*f gives, without a sign. */
static const char *grouped(const char *digits, pk_arena_t *arena)
{
    size_t whole = strcspn(digits, "."), length = strlen(digits), at = 0;
    char *text = PK_ARRAY(arena, char, length + whole / 3 + 1);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) {
            text[at++] = ',';
        }
        text[at++] = digits[i];
    }
    return text;
}

static const char *unsigned_figure(double size, double grain, pk_arena_t *arena)
{
    char digits[DIGITS_MOST];
    int decimals = grain < 1 ? (int)fmin(12, ceil(-log10(grain) - 1e-9)) : 0;
    double rounded = grain > 1 ? round(size / grain) * grain : size;
    snprintf(digits, sizeof digits, "%.*f", decimals, rounded);
    return grouped(digits, arena);
}

static const char *signed_figure(double value, double grain, const char *plus, pk_arena_t *arena)
{
    if (isnan(value)) {
        return "–";
    }
    const char *sign = value < 0 ? "-" : value > 0 ? plus : "";
    if (isinf(value)) {
        return pk_arena_format(arena, "%s∞", sign);
    }
    if (fabs(value) >= 1e15) {
        return pk_arena_format(arena, "%s%.4g", sign, fabs(value));
    }
    const char *digits = unsigned_figure(fabs(value), grain, arena);
    bool zero = strspn(digits, "0.") == strlen(digits);
    return zero ? digits : pk_arena_format(arena, "%s%s", sign, digits);
}

const char *pk_figure(double value, double grain, pk_arena_t *arena)
{
    return signed_figure(value, grain, "", arena);
}

const char *pk_figure_signed(double value, double grain, pk_arena_t *arena)
{
    return signed_figure(value, grain, "+", arena);
}

double pk_grain_short(double value)
{
    if (!isfinite(value) || value == 0) {
        return 1;
    }
    double grain = power_below(fabs(value)) / 100;
    /* what rounds to a power of ten more has a digit more */
    return round(fabs(value) / grain) >= 1000 ? 10 * grain : grain;
}

/* As few of the three digits as tell the number: "4%", not "4.00%". */
static double grain_needed(double value)
{
    double grain = pk_grain_short(value);
    while (grain < 1 && fabs(round(value / (10 * grain)) * 10 * grain - value) < 1e-9 * fabs(value)) {
        grain *= 10;
    }
    return grain;
}

const char *pk_figure_short(double value, pk_arena_t *arena)
{
    return pk_figure(value, grain_needed(value), arena);
}

const char *pk_figure_percent(double share, pk_arena_t *arena)
{
    if (isnan(share)) {
        return "–";
    }
    return pk_arena_format(arena, "%s%%", pk_figure(100 * share, grain_needed(100 * share), arena));
}

const char *pk_figure_interval(double low, double high, double grain, bool with_sign, pk_arena_t *arena)
{
    if (isnan(low) || isnan(high)) {
        return "–";
    }
    const char *plus = with_sign ? "+" : "";
    return pk_arena_format(arena, "%s to %s", signed_figure(low, grain, plus, arena),
                           signed_figure(high, grain, plus, arena));
}

/* Percent, one decimal where the chance is near to 0 or 1. */
static const char *percent(double chance, pk_arena_t *arena)
{
    bool near_the_edge = chance < 0.0095 || chance > 0.9905;
    return pk_arena_format(arena, "%.*f%%", near_the_edge ? 1 : 0, 100 * chance);
}

/* The same with as many decimals as it takes to tell a single draw, where it is one of few. */
static const char *percent_of(double chance, double one, pk_arena_t *arena)
{
    const double away = fmin(chance, 1 - chance);
    if (away >= 0.001) {
        return percent(chance, arena);
    }
    return pk_arena_format(arena, "%.*f%%", (int)ceil(-log10(100 * one) - 1e-9), 100 * chance);
}

/* "<0.3%", or ">99.7%": two digits of what n draws without a hit may hide. */
static const char *bound(double part, bool high, pk_arena_t *arena)
{
    const double percents = 100 * part;
    int decimals = percents >= 10 ? 0 : (int)ceil(1 - log10(percents) - 1e-9);
    char digits[32];
    for (; decimals >= 0; decimals--) {
        snprintf(digits, sizeof digits, "%.*f", decimals, percents);
        if (decimals == 0 || digits[strlen(digits) - 1] != '0') {
            break;
        }
    }
    return high ? pk_arena_format(arena, ">%.*f%%", decimals, 100 - strtod(digits, NULL))
                : pk_arena_format(arena, "<%s%%", digits);
}

const char *pk_figure_chance(double chance, long draws, pk_arena_t *arena)
{
    if (isnan(chance)) {
        return "–";
    }
    if (draws < 2 && (chance == 0 || chance == 1)) {
        return chance == 1 ? "100%" : "0%";
    }
    if (draws < 2) {
        return percent(chance, arena);
    }
    const double one = 1.0 / (double)draws, none = 3 * one, near = 1e-9;
    if (chance < one * (1 - near) || 1 - chance < one * (1 - near)) {
        return none < 1 ? bound(none, chance > 0.5, arena) : "–";
    }
    return percent_of(chance, one, arena);
}

const char *pk_figure_met(double p_met, long runs, pk_arena_t *arena)
{
    return runs > 1 ? pk_figure_chance(p_met, runs, arena) : p_met > 0 ? "met" : "not met";
}

const char *pk_figure_chance_words(double chance, long draws, pk_arena_t *arena)
{
    const char *text = pk_figure_chance(chance, draws, arena);
    return *text == '<'   ? pk_arena_format(arena, "less than %s", text + 1)
           : *text == '>' ? pk_arena_format(arena, "more than %s", text + 1)
                          : text;
}

const char *pk_figure_untold(long runs, double needed, pk_arena_t *arena)
{
    const bool many = needed >= PK_RUNS_TOLD_MOST;
    if (runs < 2) {
        return "cannot be told apart in a single run";
    }
    return pk_arena_format(arena, "cannot be told apart in %s runs, %s %s would", pk_figure((double)runs, 1, arena),
                           many ? "only more than" : "about", pk_figure_runs(many ? PK_RUNS_TOLD_MOST : needed, arena));
}

const char *pk_figure_runs(double runs, pk_arena_t *arena)
{
    const double grain = power_below(runs) / 10;
    return pk_figure(ceil(runs / grain - 1e-9) * grain, 1, arena);
}

const char *pk_figure_unit(const char *unit, double *scale, const char **sign)
{
    bool share = strcmp(unit, "share") == 0;
    *scale = share ? 100 : 1;
    *sign = share ? "%" : "";
    return share || strcmp(unit, "ratio") == 0 || strcmp(unit, "count") == 0 ? "" : unit;
}
