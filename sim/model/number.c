/* The book of numbers. */
#include "model/number.h"

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

static pk_number_t *find(const pk_numbers_t *numbers, const char *path, size_t length)
{
    for (int i = 0; i < numbers->count; i++)
        if (same_path(numbers->all[i]->path, path, path + length))
            return numbers->all[i];
    return NULL;
}

static pk_number_t *find_elasticity(const pk_numbers_t *numbers, const char *path)
{
    static const char last[] = ".elasticity";
    for (int i = 0; i < numbers->count; i++) {
        const char *own = numbers->all[i]->path;
        const size_t length = strlen(own);
        if (length < sizeof last || strcmp(own + length - (sizeof last - 1), last) != 0)
            continue;
        char *shorter = strndup(own, length - (sizeof last - 1));
        PK_REQUIRE(shorter);
        const bool same = same_path(shorter, path, path + strlen(path));
        free(shorter);
        if (same)
            return numbers->all[i];
    }
    return NULL;
}

pk_number_t *pk_number_find(const pk_numbers_t *numbers, const char *path)
{
    static const char value[] = ".value"; /* the key of {value: 5%, source: …} */
    const size_t length = strlen(path);
    pk_number_t *number = find(numbers, path, length);
    if (!number)
        number = find_elasticity(numbers, path);
    if (!number && length > sizeof value && !strcmp(path + length - (sizeof value - 1), value))
        number = find(numbers, path, length - (sizeof value - 1));
    return number;
}

double pk_number_at(const pk_number_t *number, const double *draws, double otherwise)
{
    if (number->kind == PK_NUMBER_NONE)
        return otherwise;
    if (number->kind == PK_NUMBER_FIXED && !draws)
        return number->value;
    PK_REQUIRE(number->slot >= 0);
    return draws[number->slot];
}

bool pk_number_uncertain(const pk_number_t *number)
{
    if (number->kind == PK_NUMBER_LAW)
        return true;
    for (int i = 0; i < number->nargument; i++)
        if (pk_number_uncertain(number->arguments[i]))
            return true;
    for (int i = 0; i < number->npiece; i++)
        if (pk_number_uncertain(number->pieces[i].value))
            return true;
    return false;
}

void pk_numbers_warn(const pk_numbers_t *numbers, pk_diag_t *diag)
{
    static const double least = 1e-6; /* a smaller share is not worth a line */
    for (int i = 0; i < numbers->count; i++) {
        const pk_number_t *number = numbers->all[i];
        double a[PK_LAW_ARGUMENTS] = {0}, cut = 0;
        bool certain = true;
        if (!number->law || (number->may & PK_IS_DWELL) || !pk_number_canonical(number, a, &certain))
            continue;
        pk_law_truncated(number->law, a, 0.5, number->low, number->high, &cut);
        const pk_rules_t rules = pk_rules_of(number->domain, number->may);
        if (cut >= least)
            pk_warning(diag, number->place, "choose a law that stays inside, if that share matters",
                       "%s%.2g%% of the %s law of %s lies outside of what is allowed (%s) and is cut off",
                       certain ? "" : "about ", 100 * cut, number->law->name, number->path, rules.words);
    }
}

pk_origin_t pk_number_origin(const pk_number_t *number)
{
    if (number->source != NULL && number->source[0] != '\0') {
        return PK_ORIGIN_SOURCE;
    }
    return number->note != NULL && number->note[0] != '\0' ? PK_ORIGIN_NOTE : PK_ORIGIN_NONE;
}
