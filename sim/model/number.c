/* The book of numbers. */
#include "model/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/number_parts.h"

pk_number_t *pk_number_default(pk_reading_t *reading, const char *path, pk_place_t place, pk_domain_t domain,
                               double value)
{
    pk_entry_t entry = pk_entry_new(reading, NULL, path, domain, 0);
    entry.number->kind = PK_NUMBER_FIXED;
    entry.number->place = place;
    entry.number->value = value;
    return pk_entry_add(&entry);
}

/* Equal but for blanks around arrows; `end` is where the wanted path stops. */
static bool same_path(const char *path, const char *wanted, const char *end)
{
    while (wanted < end || *path) {
        const char *a = path + strspn(path, " "), *b = wanted + strspn(wanted, " ");
        if (!strncmp(a, "->", 2) && !strncmp(b, "->", 2)) {
            path = a + 2 + strspn(a + 2, " ");
            wanted = b + 2 + strspn(b + 2, " ");
        } else if (wanted < end && *path == *wanted) {
            path++, wanted++;
        } else {
            return false;
        }
    }
    return wanted == end;
}

bool pk_path_is_same(const char *a, const char *b)
{
    return same_path(a, b, b + strlen(b));
}

static pk_number_t *find(const pk_numbers_t *numbers, const char *path, size_t length)
{
    for (int i = 0; i < numbers->count; i++) {
        if (same_path(numbers->all[i]->path, path, path + length)) {
            return numbers->all[i];
        }
    }
    return NULL;
}

static pk_number_t *find_elasticity(const pk_numbers_t *numbers, const char *path)
{
    static const char last[] = ".elasticity";
    for (int i = 0; i < numbers->count; i++) {
        const char *own = numbers->all[i]->path;
        const size_t length = strlen(own);
        if (length < sizeof last || strcmp(own + length - (sizeof last - 1), last) != 0) {
            continue;
        }
        char *shorter = pk_heap(length, 1);
        memcpy(shorter, own, length - (sizeof last - 1));
        const bool same = same_path(shorter, path, path + strlen(path));
        free(shorter);
        if (same) {
            return numbers->all[i];
        }
    }
    return NULL;
}

pk_number_t *pk_number_find(const pk_numbers_t *numbers, const char *path)
{
    static const char value[] = ".value"; /* the key of {value: 5%, source: …} */
    const size_t length = strlen(path);
    pk_number_t *number = find(numbers, path, length);
    if (!number) {
        number = find_elasticity(numbers, path);
    }
    if (!number && length > sizeof value && !strcmp(path + length - (sizeof value - 1), value)) {
        number = find(numbers, path, length - (sizeof value - 1));
    }
    return number;
}

double pk_number_at(const pk_number_t *number, const double *draws, double otherwise)
{
    if (number->kind == PK_NUMBER_NONE) {
        return otherwise;
    }
    if (number->kind == PK_NUMBER_FIXED && !draws) {
        return number->value;
    }
    PK_REQUIRE(number->slot >= 0);
    return draws[number->slot];
}

bool pk_number_uncertain(const pk_number_t *number)
{
    if (number->kind == PK_NUMBER_LAW) {
        return true;
    }
    for (int i = 0; i < number->nargument; i++) {
        if (pk_number_uncertain(number->arguments[i])) {
            return true;
        }
    }
    for (int i = 0; i < number->npiece; i++) {
        if (pk_number_uncertain(number->pieces[i].value)) {
            return true;
        }
    }
    return false;
}

static const double least_told = 1e-6; /* a smaller share is not worth a line */

static void warn_cut(const pk_number_t *number, const double *a, bool certain, pk_diag_t *diag)
{
    double cut = 0;
    pk_law_truncated(number->law, a, 0.5, number->low, number->high, &cut);
    if (cut >= least_told) {
        pk_warning(diag, number->place, "choose a law that stays inside, if that share matters",
                   "%s%.2g%% of the %s law of %s lies outside of what is allowed (%s) and is cut off",
                   certain ? "" : "about ", 100 * cut, number->law->name, number->path,
                   pk_rules_of(number->domain, number->may).words);
    }
}

/* `0 to 300` of money is a normal law, of which 5% lies below 0. Not where the planner goes below 0 at both ends, nor
 * for what is added to something else. */
static void warn_below_0(const pk_number_t *number, const double *a, pk_diag_t *diag)
{
    const bool money = number->domain == PK_MONEY || number->domain == PK_AMOUNT;
    const bool normal = number->law == pk_law_find("normal") || number->law == pk_law_find("three-point normal");
    if (!number->interval || !money || (number->may & PK_IS_PLAIN) || !normal ||
        (number->low >= 0 && number->scale > 0)) {
        return;
    }
    const double high = number->law->at_score(a, PK_Z90), low = number->law->at_score(a, -PK_Z90);
    double below = 0;
    pk_law_truncated(number->law, a, 0.5, 0, INFINITY, &below);
    if (below < least_told || high <= 0) {
        return;
    }
    pk_arena_t scratch = {0};
    const char *hint = "if it is never below 0, write both ends above 0: the law is then a lognormal one";
    if (fabs(low) <= 1e-9 * high) {
        const char *middle = number->nargument == PK_INTERVAL_MOST ? pk_arena_format(&scratch, "%.6g to ", a[0]) : "";
        hint = pk_arena_format(
            &scratch, "if it is never below 0, write %.6g to %s%.6g: with both ends above 0 the law stays there",
            number->nargument == PK_INTERVAL_MOST ? fmin(high / 100, a[0] / 2) : high / 100, middle, high);
    }
    pk_warning(diag, number->place, hint,
               "%.2g%% of the normal law of %s, an interval that begins at %.6g, lies below 0", 100 * below,
               number->path, fabs(low) <= 1e-9 * high ? 0 : low);
    pk_arena_free(&scratch);
}

void pk_numbers_warn(const pk_numbers_t *numbers, pk_diag_t *diag)
{
    for (int i = 0; i < numbers->count; i++) {
        const pk_number_t *number = numbers->all[i];
        double a[PK_LAW_ARGUMENTS] = {0};
        bool certain = true;
        if (!number->law || number->learned != NULL || (number->may & PK_IS_DWELL) ||
            !pk_number_canonical(number, a, &certain)) {
            continue;
        }
        warn_cut(number, a, certain, diag);
        warn_below_0(number, a, diag);
    }
}

pk_origin_t pk_number_origin(const pk_number_t *number)
{
    if (number->source != NULL && number->source[0] != '\0') {
        return PK_ORIGIN_SOURCE;
    }
    return number->note != NULL && number->note[0] != '\0' ? PK_ORIGIN_NOTE : PK_ORIGIN_NONE;
}
