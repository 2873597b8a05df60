/* Intervals and calls: which law, with which arguments, and whether there is such a law here. */
#include <math.h>
#include <stdlib.h>
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

/* All of an interval's parts with "%", or a unit, behind each. */
static const char *all_marked(const pk_entry_t *entry, const pk_written_t *written, const char *mark)
{
    pk_arena_t *arena = entry->reading->arena;
    const char *text = "";
    for (int i = 0; i < written->nend; i++) {
        const pk_literal_t *end = &written->ends[i];
        text = pk_arena_format(arena, "%s%s%s%s", text, i ? " to " : "", part(entry, end),
                               end->percent || end->has_unit ? "" : mark);
    }
    return text;
}

static pk_place_t place_of(const pk_entry_t *entry, const pk_written_t *written)
{
    return pk_part_place(entry->node, written->ends[0].at, written->ends[written->nend - 1].end);
}

static const char *whole(const pk_entry_t *entry, const pk_written_t *written)
{
    return pk_part(entry, written->ends[0].at, written->ends[written->nend - 1].end);
}

/* Some parts in percent or with a unit, others without. A unit behind the last is for all. */
static bool check_mixed(const pk_entry_t *entry, const pk_written_t *written)
{
    const pk_literal_t *last = &written->ends[written->nend - 1];
    pk_arena_t *arena = entry->reading->arena;
    int percents = 0;
    const char *unit = NULL;
    for (int i = 0; i < written->nend; i++) {
        const pk_literal_t *end = &written->ends[i];
        percents += end->percent;
        unit = end->has_unit && !last->has_unit ? pk_arena_format(arena, " %ss", pk_unit_name(end->unit)) : unit;
    }
    const bool mixed = percents > 0 && percents < written->nend;
    if (!mixed && unit == NULL) {
        return true;
    }
    const char *what = mixed ? "a percent sign" : "a unit", *all = all_marked(entry, written, mixed ? "%" : unit);
    if (written->nend == 2) {
        pk_error(entry->reading->diag, place_of(entry, written),
                 pk_arena_format(arena, "write it at both ends: %s", all), "%s has %s at one end only",
                 whole(entry, written), what);
    } else {
        pk_error(entry->reading->diag, place_of(entry, written),
                 pk_arena_format(arena, "write it three times: %s", all), "%s has %s at some of its parts only",
                 whole(entry, written), what);
    }
    return false;
}

static int by_value(const void *a, const void *b)
{
    const double x = **(const double *const *)a, y = **(const double *const *)b;
    return (x > y) - (x < y);
}

/* "write 2% to 4% to 9%": the parts in ascending order. */
static const char *in_order(const pk_entry_t *entry, const pk_written_t *written, const double *values)
{
    const double *order[PK_INTERVAL_MOST];
    const char *text = "write";
    for (int i = 0; i < written->nend; i++) {
        order[i] = &values[i];
    }
    qsort(order, (size_t)written->nend, sizeof *order, by_value);
    for (int i = 0; i < written->nend; i++) {
        text = pk_arena_format(entry->reading->arena, "%s %s%s", text, i ? "to " : "",
                               part(entry, &written->ends[order[i] - values]));
    }
    return text;
}

static bool check_order(const pk_entry_t *entry, const pk_written_t *written, const double *values)
{
    pk_arena_t *arena = entry->reading->arena;
    const double *v = values;
    const int last = written->nend - 1;
    const char *text = whole(entry, written), *hint = in_order(entry, written, values);
    bool ascending = true, same = false;
    for (int i = 0; i < last; i++) {
        ascending = ascending && v[i] < v[i + 1];
    }
    for (int i = 0; i <= last; i++) {
        same = same || v[i] == v[(i + 1) % (last + 1)];
    }
    if (ascending) {
        return true;
    }
    if (last == 1) {
        pk_error(entry->reading->diag, place_of(entry, written),
                 same ? pk_arena_format(arena, "write %s, if it is known", part(entry, &written->ends[0])) : hint,
                 "%s is no interval: the first end must be below the second", text);
    } else {
        pk_error(entry->reading->diag, place_of(entry, written),
                 same ? "where two of them are the same, an interval of two ends says all that is known" : hint,
                 "%s is no interval: low, middle and high must ascend", text);
    }
    return false;
}

static bool check_ends(const pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written,
                       const double *values)
{
    const int last = written->nend - 1;
    for (int i = 0; i <= last; i++) {
        const pk_literal_t *end = &written->ends[i];
        if (!pk_check_value(entry, rules, values[i], part(entry, end), pk_part_place(entry->node, end->at, end->end))) {
            return false;
        }
    }
    if (!check_order(entry, written, values)) {
        return false;
    }
    if (rules->logit && !(entry->number->may & PK_IS_ARGUMENT) && (values[0] <= 0 || values[last] >= 1)) {
        pk_error(entry->reading->diag, place_of(entry, written),
                 last == 1 ? "move the end a little inside, or write uniform(low, high)"
                           : "move the end a little inside, or write pert(low, most likely, high)",
                 "%s cannot be %s: an interval of this kind never reaches 0%% or 100%%", pk_number_word(entry),
                 whole(entry, written));
        return false;
    }
    return true;
}

static double logit(double p)
{
    return log(p) - log1p(-p);
}

/* The three-point law, or that of two ends, in the scale in which it is normal. */
static void take_law(pk_entry_t *entry, const char *const *laws, bool normal, int nend, const double *y)
{
    const unsigned plain = PK_IS_ARGUMENT | (normal ? 0 : PK_IS_PLAIN);
    entry->number->interval = true;
    entry->number->law = pk_law_find(laws[nend == PK_INTERVAL_MOST]);
    const char *const *names = entry->number->law->arguments;
    if (nend == PK_INTERVAL_MOST) {
        pk_entry_argument(entry, 0, names[0], plain | PK_IS_ANY, y[1]);
        pk_entry_argument(entry, 1, names[1], plain | PK_IS_POSITIVE, (y[1] - y[0]) / PK_Z90);
        pk_entry_argument(entry, 2, names[2], plain | PK_IS_POSITIVE, (y[2] - y[1]) / PK_Z90);
    } else {
        pk_entry_argument(entry, 0, names[0], plain | PK_IS_ANY, y[0] + (y[1] - y[0]) / 2);
        pk_entry_argument(entry, 1, names[1], plain | PK_IS_POSITIVE, (y[1] - y[0]) / (2 * PK_Z90));
    }
    entry->number->nargument = nend;
}

bool pk_entry_interval(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written)
{
    static const char *const laws[][2] = {{"normal", "three-point normal"},
                                          {"lognormal", "three-point lognormal"},
                                          {"logitnormal", "three-point logit-normal"}};
    enum { NORMAL, LOGNORMAL, LOGITNORMAL };
    const int last = written->nend - 1;
    double values[PK_INTERVAL_MOST];
    if (!check_mixed(entry, written)) {
        return false;
    }
    for (int i = 0; i <= last; i++) {
        pk_literal_t end = written->ends[i];
        if (written->ends[last].has_unit && !end.has_unit) {
            end.has_unit = true, end.unit = written->ends[last].unit;
        }
        if (!pk_entry_literal(entry, rules, &end, &values[i])) {
            return false;
        }
    }
    if (!check_ends(entry, rules, written, values)) {
        return false;
    }
    const int scale = rules->logit && values[0] > 0 && values[last] < 1 ? LOGITNORMAL
                      : values[0] <= 0                                  ? NORMAL
                                                                        : LOGNORMAL;
    for (int i = 0; i <= last; i++) {
        values[i] = scale == LOGITNORMAL ? logit(values[i]) : scale == LOGNORMAL ? log(values[i]) : values[i];
    }
    take_law(entry, laws[scale], scale == NORMAL, written->nend, values);
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
    int order[PK_LAW_ARGUMENTS] = {0};
    pk_number_t *number = entry->number;
    if (written->sampled) {
        return pk_entry_sample(entry, rules, written);
    }
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

bool pk_number_law_arguments(const pk_number_t *number, const double *given, double *a)
{
    const pk_law_t *law = number->law;
    if (number->spelling > 0) {
        return law->spellings[number->spelling - 1].convert(given, a) && law->valid(a);
    }
    memcpy(a, given, PK_LAW_ARGUMENTS * sizeof *a);
    if (number->sampled != NULL) {
        a[0] = pk_empirical_argument(number->sampled->values);
    }
    return law->valid(a);
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
    return pk_number_law_arguments(number, given, a);
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
