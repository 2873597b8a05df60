/* From what is written to a number: signs, periods, units, domains. */
#include <string.h>
#include <strings.h>

#include "model/number_parts.h"

const char *pk_part(const pk_entry_t *entry, int at, int end)
{
    return pk_shown(entry->reading->arena, entry->node->text + at, (size_t)(end - at));
}

const char *pk_whole(const pk_entry_t *entry)
{
    return pk_part(entry, 0, (int)strlen(entry->node->text));
}

static pk_place_t place_of(const pk_entry_t *entry, const pk_written_t *written)
{
    return pk_part_place(entry->node, written->at, written->end);
}

static pk_rules_t rules_now(const pk_entry_t *entry)
{
    return pk_rules_of(entry->number->domain, entry->number->may);
}

/* "+20%" where a factor may stand: x1.2. */
static const char *plus_hint(const pk_entry_t *entry, const pk_written_t *written)
{
    if (!(entry->number->may & (PK_MAY_TIMES | PK_MUST_TIMES)) || written->sign != PK_PLUS) {
        return entry->number->may & PK_MAY_SWITCH ? "write the setting itself, as high as it is to be"
                                                  : "write the number alone";
    }
    return written->shape == PK_WRITTEN_PLAIN && written->ends[0].percent
               ? pk_arena_format(entry->reading->arena, "x%.6g is %s more", 1 + written->ends[0].value,
                                 pk_part(entry, written->ends[0].at, written->ends[0].end))
               : "x1.2 multiplies what is written, a number alone replaces it";
}

/* What a strength may not be read by: those take their signs themselves. */
static bool take_sign(pk_entry_t *entry, const pk_written_t *written)
{
    pk_number_t *number = entry->number;
    pk_diag_t *diag = entry->reading->diag;
    if (number->may & PK_IS_STRENGTH) {
        return true;
    }
    if (written->sign == PK_PLUS && (number->may & PK_MAY_CHANGE)) {
        number->sign = PK_PLUS;
        number->domain = PK_EXTRA;
        return true;
    }
    if (written->sign == PK_TIMES && (number->may & PK_IS_TOTAL)) {
        pk_error(diag, entry->node->place,
                 "value: x1.2 multiplies each step of the piece; total: +500 adds a sum to it", "a total cannot be %s",
                 pk_whole(entry));
        return false;
    }
    if (written->sign == PK_TIMES && (number->may & (PK_MAY_TIMES | PK_MUST_TIMES | PK_MAY_CHANGE))) {
        number->sign = PK_TIMES;
        number->domain = PK_FACTOR;
        return true;
    }
    if (written->sign == PK_TIMES) {
        pk_error(diag, entry->node->place,
                 number->may & PK_MAY_SWITCH ? "write the setting itself, as high as it is to be"
                                             : "write the number itself",
                 "%s cannot be %s: there is nothing here that x would multiply", pk_number_word(entry),
                 pk_whole(entry));
    } else if (written->sign != PK_BARE) {
        pk_error(diag, entry->node->place, plus_hint(entry, written), "%s cannot be %s: only an effect has such a sign",
                 pk_number_word(entry), pk_whole(entry));
    } else if (number->may & PK_MUST_TIMES) {
        pk_error(diag, entry->node->place, "for example x1.2", "%s cannot be %s: only a factor may stand here",
                 pk_number_word(entry), pk_whole(entry));
    } else {
        return true;
    }
    return false;
}

static bool take_of_revenue(pk_entry_t *entry, const pk_written_t *written)
{
    if (!written->of_revenue) {
        return true;
    }
    if ((entry->number->may & PK_MAY_OF_REVENUE) && !written->has_per) {
        entry->number->of_revenue = true;
        entry->number->domain = PK_NONNEGATIVE;
        return true;
    }
    pk_error(entry->reading->diag, place_of(entry, written),
             written->has_per ? "leave the period out" : "only the cost of a transition may be a part of its revenue",
             "%s cannot be %s", pk_number_word(entry), pk_part(entry, written->at, written->end));
    return false;
}

static const char *period_hint(const pk_entry_t *entry)
{
    const pk_domain_t domain = entry->number->domain;
    if (domain == PK_DISCOUNT) {
        return "it is a year's: write 5%";
    }
    if (entry->number->may & PK_IS_TOTAL) {
        return "a total is for the whole piece";
    }
    if ((entry->number->may & PK_IS_ARGUMENT) && !(entry->number->may & PK_IS_PLAIN)) {
        return "write the period behind the closing bracket";
    }
    return domain == PK_FACTOR ? "a factor has no period" : "write it without a period";
}

static bool take_period(pk_entry_t *entry, const pk_written_t *written)
{
    if (!written->has_per) {
        return true;
    }
    const pk_rules_t rules = rules_now(entry);
    const double period = pk_duration_steps(1, written->per, entry->reading->step);
    if (rules.per == PK_PER_NOTHING) {
        int at = written->per_at;
        pk_scan_blanks(entry->node->text, &at);
        pk_error(entry->reading->diag, pk_part_place(entry->node, at, written->end), period_hint(entry),
                 "%s cannot be per %s", pk_number_word(entry), pk_unit_name(written->per));
        return false;
    }
    if (rules.per == PK_PER_KEPT) {
        entry->number->period = period;
    } else {
        entry->number->scale = 1 / period;
    }
    return true;
}

static bool take_varies(pk_entry_t *entry, const pk_written_t *written)
{
    entry->number->kind = written->varies ? PK_NUMBER_VARIES : PK_NUMBER_LAW;
    if (!written->varies) {
        return true;
    }
    if ((entry->number->may & PK_MAY_VARY) && entry->number->sign == PK_BARE) {
        if (written->shape != PK_WRITTEN_PLAIN) {
            return true;
        }
        pk_error(entry->reading->diag, place_of(entry, written), "for example varies gamma(mean=290, sd=90)",
                 "%s cannot be %s: what varies needs a law", pk_number_word(entry),
                 pk_part(entry, written->at, written->end));
        return false;
    }
    pk_error(entry->reading->diag, place_of(entry, written),
             "leave `varies` out: the law then says how well the number is known",
             "%s cannot vary from customer to customer", pk_number_word(entry));
    return false;
}

/* What was probably meant by a part where none can stand. */
static const char *percent_hint(const pk_entry_t *entry, const pk_rules_t *rules, double value, const char *text)
{
    pk_arena_t *arena = entry->reading->arena;
    const unsigned may = entry->number->may;
    if (may & PK_MAY_OF_REVENUE) {
        return pk_arena_format(arena, "a part of what comes in is written %s of revenue", text);
    }
    if (entry->number->domain == PK_EXTRA) {
        return pk_arena_format(arena, "x%.6g is %s more", 1 + value, text);
    }
    if ((may & PK_MAY_CHANGE) && value < 0) {
        return pk_arena_format(arena, "x%.6g is %.6g%% less", 1 + value, -100 * value);
    }
    if (may & PK_MAY_CHANGE) {
        return pk_arena_format(arena, "x%.6g is %s of what was spent before", value, text);
    }
    return rules->duration ? "for example 10 weeks, or the number of steps" : "write it without %";
}

bool pk_check_percent(const pk_entry_t *entry, const pk_rules_t *rules, double value, const char *text,
                      pk_place_t place)
{
    if (rules->percent) {
        return true;
    }
    pk_error(entry->reading->diag, place, percent_hint(entry, rules, value, text),
             "%s cannot be %s: it is no share of anything", pk_number_word(entry), text);
    return false;
}

bool pk_entry_literal(const pk_entry_t *entry, const pk_rules_t *rules, const pk_literal_t *literal, double *value)
{
    const pk_place_t place = pk_part_place(entry->node, literal->at, literal->end);
    const char *text = pk_part(entry, literal->at, literal->end);
    pk_diag_t *diag = entry->reading->diag;
    *value = literal->value;
    if (literal->has_unit && !rules->duration) {
        pk_error(diag, place, "write the number without a unit of time", "%s cannot be %s: it is no duration",
                 pk_number_word(entry), text);
        return false;
    }
    if (literal->percent && !pk_check_percent(entry, rules, literal->value, text, place)) {
        return false;
    }
    if (literal->has_unit) {
        *value = pk_duration_steps(literal->value, literal->unit, entry->reading->step);
    }
    return true;
}

static bool take_plain(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written)
{
    pk_number_t *number = entry->number;
    double value;
    if (!pk_entry_literal(entry, rules, &written->ends[0], &value)) {
        return false;
    }
    number->kind = PK_NUMBER_FIXED;
    number->written = value;
    number->folded = number->scale;
    number->value = value * number->scale;
    number->scale = 1;
    return pk_check_value(entry, rules, number->value, pk_part(entry, written->ends[0].at, written->ends[0].end),
                          pk_part_place(entry->node, written->ends[0].at, written->ends[0].end));
}

bool pk_entry_take(pk_entry_t *entry, const pk_written_t *written)
{
    if (!take_sign(entry, written) || !take_of_revenue(entry, written) || !take_period(entry, written) ||
        !take_varies(entry, written)) {
        return false;
    }
    const pk_rules_t rules = rules_now(entry);
    entry->number->low = rules.low;
    entry->number->high = rules.high;
    if (written->shape == PK_WRITTEN_PLAIN) {
        return take_plain(entry, &rules, written);
    }
    return written->shape == PK_WRITTEN_INTERVAL ? pk_entry_interval(entry, &rules, written)
                                                 : pk_entry_call(entry, &rules, written);
}

/* Whether the node is a word of a switch: yes, no, true, false. In *spelt the word that was meant by another spelling.
 */
static bool is_switch(const char *text, double *value, const char **spelt)
{
    static const struct {
        const char *text, *word;
        bool on;
    } words[] = {{"yes", "yes", true}, {"no", "no", false},  {"true", "yes", true},         {"false", "no", false},
                 {"on", "yes", true},  {"off", "no", false}, {"kyll\xC3\xA4", "yes", true}, {"ei", "no", false}};
    enum { SPELT = 4 };
    *spelt = NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strcasecmp(text, words[i].text) == 0) {
            *value = words[i].on;
            *spelt = i < SPELT && strcmp(text, words[i].text) == 0 ? NULL : words[i].word;
            return true;
        }
    }
    return false;
}

/* 1 or 0 for yes or no. */
static bool take_switch(pk_entry_t *entry, double value, const char *spelt)
{
    const pk_rules_t rules = rules_now(entry);
    if (spelt) {
        pk_error(entry->reading->diag, entry->node->place, pk_arena_format(entry->reading->arena, "write %s", spelt),
                 "\"%s\" is neither yes nor no", pk_whole(entry));
        return false;
    }
    entry->number->kind = PK_NUMBER_FIXED;
    entry->number->value = value;
    return pk_check_value(entry, &rules, value, pk_whole(entry), entry->node->place);
}

static bool take_scalar(pk_entry_t *entry)
{
    double on;
    const char *spelt;
    if ((entry->number->may & PK_MAY_SWITCH) && is_switch(entry->node->text, &on, &spelt)) {
        return take_switch(entry, on, spelt);
    }
    const pk_written_t *written = pk_written_parse(entry->reading, entry->node);
    return written && pk_entry_take(entry, written);
}

static bool take_node(pk_entry_t *entry)
{
    const pk_node_t *node = entry->node;
    const bool timed = entry->number->may & PK_MAY_SCHEDULE;
    if (node->kind == PK_NODE_SCALAR) {
        return take_scalar(entry);
    }
    if (timed) {
        return node->kind == PK_NODE_LIST ? pk_read_schedule(entry, node) : pk_read_series(entry, node);
    }
    pk_error(entry->reading->diag, node->place, "write one number",
             "%s cannot be a schedule: it does not change over time", pk_number_word(entry));
    return false;
}

pk_number_t *pk_number_read(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t domain,
                            unsigned may)
{
    pk_entry_t entry = pk_entry_new(reading, node, path, domain, may);
    const pk_node_t *inner = pk_entry_unwrap(&entry, NULL, 0);
    if (!inner) {
        return pk_entry_fail(&entry);
    }
    entry.node = inner;
    return take_node(&entry) ? pk_entry_add(&entry) : pk_entry_fail(&entry);
}

bool pk_node_changes(const pk_node_t *node)
{
    static const char *const parts[] = {"value", "total", "otherwise"};
    bool changes = false;
    if (node->kind == PK_NODE_SCALAR) {
        const pk_sign_t sign = pk_written_sign(node->text);
        return sign == PK_TIMES || sign == PK_PLUS;
    }
    for (int i = 0; node->kind == PK_NODE_LIST && i < node->count && !changes; i++) {
        changes = pk_node_changes(node->items[i]);
    }
    for (size_t i = 0; node->kind == PK_NODE_MAP && i < sizeof parts / sizeof *parts && !changes; i++) {
        const pk_node_t *part = pk_node_get(node, parts[i]);
        changes = part && pk_node_changes(part);
    }
    return changes;
}
