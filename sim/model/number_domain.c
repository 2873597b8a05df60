/* The domains of numbers: bounds and words, one row each. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "model/number_parts.h"

#define ABOVE_0 DBL_TRUE_MIN
#define BELOW_1 (1 - DBL_EPSILON / 2)

static const char *const words_all = "any number";

static const pk_rules_t rows[] = {
    [PK_REAL] = {-INFINITY, INFINITY, "any number", .percent = true, .example = "0.4"},
    [PK_POSITIVE] = {ABOVE_0, INFINITY, "a number above 0", .percent = true, .example = "2000"},
    [PK_NONNEGATIVE] = {0, INFINITY, "0 or more", .percent = true, .example = "12"},
    [PK_PROBABILITY] = {0, 1, "0 to 1 (0% to 100%)", true, .percent = true, .per = PK_PER_KEPT, .example = "5%"},
    [PK_SHARE] = {0, 1, "0 to 1 (0% to 100%)", true, .percent = true, .example = "70%"},
    [PK_RETENTION] = {0, BELOW_1, "0 to below 1 (0% to below 100%)", true, .percent = true, .example = "0.7"},
    [PK_ADDITION] = {0, BELOW_1, "0 to below 1 (0% to below 100%)", true, .percent = true, .example = "+3%"},
    [PK_BROUGHT] = {0, 1, "0 to 1 (0% to 100%)", true, .percent = true, .example = "brings 20% to 40%"},
    [PK_RATE] = {0, INFINITY, "0 or more", .percent = true, .per = PK_PER_FOLDED, .example = "1.1 per year"},
    [PK_INFLOW] = {0, INFINITY, "0 or more", .per = PK_PER_FOLDED, .example = "300, or 1300 per month"},
    [PK_AMOUNT] = {-INFINITY, INFINITY, "any number", .percent = true, .per = PK_PER_FOLDED, .example = "300"},
    [PK_MONEY] = {-INFINITY, INFINITY, "any number", .example = "290"},
    [PK_FACTOR] = {0, INFINITY, "x0 or more", .percent = true, .example = "x1.2"},
    [PK_DURATION] = {ABOVE_0, INFINITY, "a duration above 0", .duration = true, .example = "2 weeks"},
    [PK_DWELL] = {0, INFINITY, "a duration of 0 or more", .duration = true, .example = "10 weeks"},
    [PK_EXTRA] = {-INFINITY, INFINITY, "any number", .per = PK_PER_FOLDED, .example = "+500"},
    [PK_DISCOUNT] = {0, BELOW_1, "0 to below 1 (0% to below 100%) a year", .percent = true, .example = "5%"},
};

pk_rules_t pk_rules_of(pk_domain_t domain, unsigned may)
{
    pk_rules_t rules = rows[domain];
    if (may & PK_IS_TOTAL) {
        rules.per = PK_PER_NOTHING;
    }
    if (!(may & PK_IS_ARGUMENT)) {
        return rules;
    }
    rules.per = rules.per == PK_PER_FOLDED ? PK_PER_FOLDED : PK_PER_NOTHING;
    rules.percent = rules.percent && !(may & PK_IS_PLAIN);
    rules.duration = rules.duration && !(may & PK_IS_PLAIN);
    if (may & PK_IS_PLAIN) {
        rules.per = PK_PER_NOTHING;
    }
    if (may & PK_IS_ANY) {
        rules.low = -INFINITY, rules.high = INFINITY, rules.words = words_all;
    }
    if (may & PK_IS_POSITIVE) {
        rules.low = ABOVE_0, rules.high = INFINITY, rules.words = "a number above 0";
    }
    if (may & PK_IS_FRACTION) {
        rules.low = ABOVE_0, rules.high = BELOW_1, rules.words = "above 0 and below 1 (0% and 100%)";
    }
    return rules;
}

double pk_harmless(const pk_rules_t *rules)
{
    if (rules->low <= 0 && rules->high >= 0) {
        return 0;
    }
    return rules->high <= 1 ? 0.5 : 1;
}

/* A conversion or a persona's number outside of 0 to 1: most likely a factor; -20% is x0.8. */
static const char *factor_hint(const pk_entry_t *entry, double value, const char *text)
{
    pk_arena_t *arena = entry->reading->arena;
    if (entry->node->kind != PK_NODE_SCALAR) {
        return "a factor is written x1.2, in a schedule of pieces";
    }
    if (value < 0) {
        return value > -1 && strchr(text, '%') ? pk_arena_format(arena, "x%.6g is %.6g%% less", 1 + value, -100 * value)
                                               : NULL;
    }
    if (strchr(text, '%')) {
        return pk_arena_format(arena, "x%.6g multiplies what is written by it, x%.6g is %s more", value, 1 + value,
                               text);
    }
    if (entry->number->period > 0 || strstr(pk_whole(entry), " to ")) {
        return pk_arena_format(arena, "x%s multiplies what is written",
                               entry->number->period > 0 ? text : pk_whole(entry));
    }
    return value <= 100 ? pk_arena_format(arena, "x%s multiplies what is written; a new one would be %s%%", text, text)
                        : NULL;
}

/* What was probably meant by a value outside of its domain; NULL: nothing comes to mind. */
static const char *value_hint(const pk_entry_t *entry, const pk_rules_t *rules, double value, const char *text)
{
    pk_arena_t *arena = entry->reading->arena;
    const pk_number_t *number = entry->number;
    if (strchr(text, '(')) { /* the product of an assumption */
        return NULL;
    }
    if ((number->may & PK_MAY_TIMES) && number->sign == PK_BARE && rules->high <= 1) {
        return factor_hint(entry, value, text);
    }
    if (number->period > 0 && value > 1) {
        return pk_arena_format(arena,
                               "a probability is at most 100%%; what may happen more often is a rate: write rate: %s",
                               entry->node->kind == PK_NODE_SCALAR ? pk_whole(entry) : text);
    }
    if ((number->may & PK_MAY_CHANGE) && value < 0 && number->sign == PK_BARE) {
        return pk_arena_format(arena, "so much less than before is written + %s, a part of it x0.8", text);
    }
    if (strchr(text, '%')) {
        return number->domain == PK_PROBABILITY && value > 1 && !(number->may & PK_IS_ARGUMENT)
                   ? pk_arena_format(arena, "what may happen more than once a step is a rate: rate: %g", value)
                   : NULL;
    }
    if (entry->number->domain == PK_DISCOUNT && value >= 1 && value < 100) {
        return pk_arena_format(arena, "%g%% a year is written %g%%", value, value);
    }
    if (rules->high <= 1 && value > 1 && value <= 100) {
        return pk_arena_format(arena, "%g%%?", value);
    }
    return NULL;
}

bool pk_check_value(const pk_entry_t *entry, const pk_rules_t *rules, double value, const char *text, pk_place_t place)
{
    if (value >= rules->low && value <= rules->high && isfinite(value)) {
        return true;
    }
    if (!isfinite(value)) {
        pk_error(entry->reading->diag, place, NULL, "%s cannot be %s: it is too large", pk_number_word(entry), text);
    } else {
        pk_error(entry->reading->diag, place, value_hint(entry, rules, value, text), "%s cannot be %s: allowed is %s",
                 pk_number_word(entry), text, rules->words);
    }
    return false;
}

const char *pk_number_word(const pk_entry_t *entry)
{
    const char *path = entry->number->path, *last = strrchr(path, '.');
    const char *change = (entry->number->may & PK_MAY_CHANGE) && last ? strstr(last, " change") : NULL;
    if (change) {
        return pk_arena_copy_n(entry->reading->arena, last + 1, (size_t)(change - last - 1));
    }
    if (last && entry->number->sign == PK_BRINGS) {
        return "brings";
    }
    if (!last) {
        return path;
    }
    const bool piece = (last[1] >= '0' && last[1] <= '9') || !strcmp(last + 1, "otherwise");
    while (piece && last > path && last[-1] != '.') {
        last--;
    }
    return piece ? last : last + 1;
}
