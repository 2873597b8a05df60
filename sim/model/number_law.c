/* Intervals and calls: which law, with which arguments, and whether there is such a law here. */
#include <math.h>
#include <string.h>

#include "model/number_parts.h"

static const char *part(const pk_entry_t *entry, const pk_literal_t *literal)
{
    return pk_part(entry, literal->at, literal->end);
}

void pk_entry_argument(pk_entry_t *entry, int i, const char *name, unsigned may, double value)
{
    pk_number_t *number = entry->number;
    const char *path = pk_arena_format(entry->reading->arena, "%s.%s", number->path, name);
    pk_entry_t argument = pk_entry_new(entry->reading, entry->node, path, number->domain, may);
    argument.number->kind = PK_NUMBER_FIXED;
    argument.number->value = value;
    number->arguments[i] = pk_entry_add(&argument);
}

/* One end in percent or with a unit, the other without. A unit behind the second end is for both. */
static bool check_mixed(const pk_entry_t *entry, const pk_literal_t *low, const pk_literal_t *high)
{
    const bool percent = low->percent != high->percent, unit = low->has_unit && !high->has_unit;
    if (!percent && !unit) {
        return true;
    }
    pk_arena_t *arena = entry->reading->arena;
    const char *mark = percent ? "%" : pk_arena_format(arena, " %ss", pk_unit_name(low->unit));
    const char *first = part(entry, low), *second = part(entry, high);
    const char *both = low->percent || unit ? pk_arena_format(arena, "%s to %s%s", first, second, mark)
                                            : pk_arena_format(arena, "%s%s to %s", first, mark, second);
    pk_error(entry->reading->diag, pk_part_place(entry->node, low->at, high->end),
             pk_arena_format(arena, "write it at both ends: %s", both), "%s to %s has %s at one end only", first,
             second, percent ? "a percent sign" : "a unit");
    return false;
}

static bool check_ends(const pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written, double low,
                       double high)
{
    const pk_literal_t *first = &written->low, *second = &written->high;
    const pk_place_t place = pk_part_place(entry->node, first->at, second->end);
    pk_diag_t *diag = entry->reading->diag;
    const char *a = part(entry, first), *b = part(entry, second);
    if (!pk_check_value(entry, rules, low, a, pk_part_place(entry->node, first->at, first->end)) ||
        !pk_check_value(entry, rules, high, b, pk_part_place(entry->node, second->at, second->end))) {
        return false;
    }
    if (low >= high) {
        const char *hint = low == high ? pk_arena_format(entry->reading->arena, "write %s, if it is known", a)
                                       : pk_arena_format(entry->reading->arena, "write %s to %s", b, a);
        pk_error(diag, place, hint, "%s to %s is no interval: the first end must be below the second", a, b);
        return false;
    }
    if (rules->logit && !(entry->number->may & PK_IS_ARGUMENT) && (low <= 0 || high >= 1)) {
        pk_error(diag, place, "move the end a little inside, or write uniform(low, high)",
                 "%s cannot be %s to %s: an interval of this kind never reaches 0%% or 100%%", pk_number_word(entry), a,
                 b);
        return false;
    }
    return true;
}

static double logit(double p)
{
    return log(p) - log1p(-p);
}

bool pk_entry_interval(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written)
{
    pk_literal_t first = written->low;
    if (!check_mixed(entry, &written->low, &written->high)) {
        return false;
    }
    if (written->high.has_unit && !first.has_unit) {
        first.has_unit = true, first.unit = written->high.unit;
    }
    double low, high;
    if (!pk_entry_literal(entry, rules, &first, &low) || !pk_entry_literal(entry, rules, &written->high, &high) ||
        !check_ends(entry, rules, written, low, high)) {
        return false;
    }
    const bool bounded = rules->logit && low > 0 && high < 1, normal = !bounded && low <= 0;
    entry->number->interval = true;
    entry->number->law = pk_law_find(bounded ? "logitnormal" : normal ? "normal" : "lognormal");
    if (bounded) {
        low = logit(low), high = logit(high);
    } else if (!normal) {
        low = log(low), high = log(high);
    }
    const unsigned plain = PK_IS_ARGUMENT | (normal ? 0 : PK_IS_PLAIN);
    pk_entry_argument(entry, 0, normal ? "mean" : "mu", plain | PK_IS_ANY, low + (high - low) / 2);
    pk_entry_argument(entry, 1, normal ? "sd" : "sigma", plain | PK_IS_POSITIVE, (high - low) / (2 * PK_Z90));
    entry->number->nargument = 2;
    entry->number->low /= entry->number->scale;
    entry->number->high /= entry->number->scale;
    return true;
}

static int argument_count(const char *const *names)
{
    int count = 0;
    while (count < PK_LAW_ARGUMENTS && names[count]) {
        count++;
    }
    return count;
}

static const char *form_text(pk_arena_t *arena, const pk_law_t *law, const char *const *names, bool named)
{
    const char *text = pk_arena_format(arena, "%s(", law->name);
    for (int i = 0; i < argument_count(names); i++) {
        text = pk_arena_format(arena, "%s%s%s%s", text, i ? ", " : "", names[i], named ? "=…" : "");
    }
    return pk_arena_format(arena, "%s)", text);
}

/* "beta(a, b), beta(mean=…, n=…) or beta(mean=…, sd=…)" */
static const char *forms_text(pk_arena_t *arena, const pk_law_t *law)
{
    const char *text = form_text(arena, law, law->arguments, false);
    int forms = 0;
    while (forms < PK_LAW_SPELLINGS && law->spellings[forms].arguments[0]) {
        forms++;
    }
    for (int i = 0; i < forms; i++) {
        text = pk_arena_format(arena, "%s%s%s", text, i + 1 < forms ? ", " : " or ",
                               form_text(arena, law, law->spellings[i].arguments, true));
    }
    return text;
}

static const pk_law_t *find_law(const pk_entry_t *entry, const pk_written_t *written)
{
    enum { MOST = 16 };
    pk_arena_t *arena = entry->reading->arena;
    const char *names[MOST], *all = "";
    const int count = pk_law_names(names, MOST);
    for (int i = 0; i < count; i++) {
        if (!strcmp(names[i], written->call)) {
            return pk_law_find(written->call);
        }
        all = pk_arena_format(arena, "%s%s%s", all, i ? ", " : "", names[i]);
    }
    const char *near = pk_nearest(written->call, names, count);
    const char *hint = pk_arena_format(arena, "the laws are %s", all);
    if (near) {
        hint = pk_arena_format(arena, "did you mean %s?", near);
    } else if (!strcmp(written->call, "dirichlet")) {
        hint = "a dirichlet law stands in the exits: of a stage";
    }
    pk_error(entry->reading->diag, pk_part_place(entry->node, written->call_at, written->call_end), hint,
             "there is no law \"%s\"", pk_part(entry, written->call_at, written->call_end));
    return NULL;
}

/* The position of each written argument in `names`; false where these are not the names. */
static bool match_names(const pk_written_t *written, const char *const *names, int *order)
{
    const int count = argument_count(names);
    bool seen[PK_LAW_ARGUMENTS] = {false};
    if (written->nargument != count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        int k = 0;
        while (k < count && strcmp(names[k], written->arguments[i].name) != 0) {
            k++;
        }
        if (k == count || seen[k]) {
            return false;
        }
        seen[k] = true;
        order[k] = i;
    }
    return true;
}

/* Which way of naming the arguments is used, 0 for the canonical one, and which written argument is the k-th of it.
 * -1 after an error. */
static int match_spelling(const pk_entry_t *entry, const pk_law_t *law, const pk_written_t *written, int *order)
{
    const int kept = written->nargument < PK_CALL_MOST ? written->nargument : PK_CALL_MOST;
    int named = 0;
    for (int i = 0; i < kept; i++) {
        named += written->arguments[i].name != NULL;
        order[i < PK_LAW_ARGUMENTS ? i : 0] = i < PK_LAW_ARGUMENTS ? i : 0;
    }
    if (named == 0 && written->nargument == argument_count(law->arguments)) {
        return 0;
    }
    for (int s = 0; named == written->nargument && named > 0 && s <= PK_LAW_SPELLINGS; s++) {
        const char *const *names = s ? law->spellings[s - 1].arguments : law->arguments;
        if (names[0] && match_names(written, names, order)) {
            return s;
        }
    }
    pk_arena_t *arena = entry->reading->arena;
    const char *text = pk_part(entry, written->call_at, written->end);
    const char *hint = pk_arena_format(arena, "write %s", forms_text(arena, law));
    if (named == 0 && written->nargument == 2 * argument_count(law->arguments)) {
        hint = pk_arena_format(arena, "%s; decimals have a point: 0.2", hint);
    }
    pk_error(entry->reading->diag, pk_part_place(entry->node, written->at, written->end), hint,
             named > 0 && named < written->nargument ? "%s names some of its arguments and others not"
                                                     : "%s does not have the arguments of this law",
             text);
    return -1;
}

static unsigned argument_may(const pk_entry_t *entry, bool in_units, pk_argument_range_t range)
{
    static const unsigned by_range[] = {[PK_ARGUMENT_REAL] = PK_IS_ARGUMENT | PK_IS_ANY,
                                        [PK_ARGUMENT_POSITIVE] = PK_IS_ARGUMENT | PK_IS_POSITIVE,
                                        [PK_ARGUMENT_FRACTION] = PK_IS_ARGUMENT | PK_IS_FRACTION,
                                        [PK_ARGUMENT_ITSELF] = 0};
    const pk_domain_t domain = entry->number->domain;
    const bool money = domain == PK_MONEY || domain == PK_AMOUNT;
    const bool may_vary = (money && entry->number->kind == PK_NUMBER_VARIES) || domain == PK_DWELL;
    return by_range[range] | (in_units ? 0 : PK_IS_PLAIN) | (may_vary ? PK_MAY_VARY : 0);
}

static bool take_argument(pk_entry_t *entry, int k, const pk_written_t *written)
{
    pk_number_t *number = entry->number;
    const pk_law_t *law = number->law;
    const pk_spelling_t *spelling = number->spelling ? &law->spellings[number->spelling - 1] : NULL;
    const bool in_units = (spelling ? spelling->in_units : law->in_units)[k];
    const unsigned may = argument_may(entry, in_units, (spelling ? spelling->range : law->range)[k]);
    const char *name = (spelling ? spelling->arguments : law->arguments)[k];
    pk_entry_t argument =
        pk_entry_new(entry->reading, entry->node, pk_arena_format(entry->reading->arena, "%s.%s", number->path, name),
                     number->domain, may);
    argument.number->place = pk_part_place(entry->node, written->at, written->end);
    const bool taken = pk_entry_take(&argument, written);
    number->arguments[k] = taken ? pk_entry_add(&argument) : pk_entry_fail(&argument);
    return taken;
}

bool pk_entry_call(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written)
{
    (void)rules;
    int order[PK_LAW_ARGUMENTS] = {0};
    pk_number_t *number = entry->number;
    const pk_law_t *law = find_law(entry, written);
    const int spelling = law ? match_spelling(entry, law, written, order) : -1;
    if (spelling < 0) {
        return false;
    }
    number->law = law;
    number->spelling = spelling;
    number->nargument = written->nargument;
    bool taken = true;
    for (int k = 0; k < number->nargument; k++) {
        taken = take_argument(entry, k, written->arguments[order[k]].value) && taken;
    }
    number->low /= number->scale;
    number->high /= number->scale;
    return taken && pk_check_law(entry, pk_part_place(entry->node, written->at, written->end));
}

bool pk_number_canonical(const pk_number_t *number, double *a, bool *certain)
{
    double given[PK_LAW_ARGUMENTS] = {0}, inner[PK_LAW_ARGUMENTS];
    for (int k = 0; k < number->nargument; k++) {
        const pk_number_t *argument = number->arguments[k];
        given[k] = argument->value;
        if (argument->kind == PK_NUMBER_FIXED) {
            continue;
        }
        *certain = false;
        if (!pk_number_canonical(argument, inner, certain)) {
            return false;
        }
        given[k] = argument->scale * pk_law_truncated(argument->law, inner, 0.5, argument->low, argument->high, NULL);
    }
    if (number->spelling) {
        return number->law->spellings[number->spelling - 1].convert(given, a) && number->law->valid(a);
    }
    memcpy(a, given, sizeof given);
    return number->law->valid(a);
}

bool pk_check_law(const pk_entry_t *entry, pk_place_t place)
{
    const pk_number_t *number = entry->number;
    double a[PK_LAW_ARGUMENTS] = {0}, cut;
    bool certain = true;
    const bool valid = pk_number_canonical(number, a, &certain);
    if (!certain) {
        return true;
    }
    pk_diag_t *diag = entry->reading->diag;
    const pk_rules_t rules = pk_rules_of(number->domain, number->may);
    const pk_spelling_t *spelling = number->spelling ? &number->law->spellings[number->spelling - 1] : NULL;
    const char *wanted = spelling && spelling->valid_text ? spelling->valid_text : number->law->valid_text;
    if (!valid) {
        pk_error(diag, place, pk_arena_format(entry->reading->arena, "it needs %s", wanted),
                 "no %s law has these arguments", number->law->name);
    } else if (isnan(pk_law_truncated(number->law, a, 0.5, number->low, number->high, &cut))) {
        pk_error(diag, place, NULL, "nothing of this %s law is allowed: %s is %s", number->law->name,
                 pk_number_word(entry), rules.words);
    } else {
        return true;
    }
    return false;
}
