/* How long a stay lasts: a law, whose arguments may be uncertain. */
#include "model/number_parts.h"

static bool refuse(const pk_entry_t *entry, const char *hint, const char *why)
{
    pk_error(entry->reading->diag, entry->node->place, hint, "%s cannot be %s: %s", pk_number_word(entry),
             pk_whole(entry), why);
    return false;
}

/* A stay of one length: fixed(d); of no length, an instant stage. */
static bool take_length(pk_entry_t *entry, const pk_rules_t *rules, const pk_written_t *written)
{
    pk_number_t *number = entry->number;
    double value;
    if (!pk_entry_literal(entry, rules, &written->ends[0], &value) ||
        !pk_check_value(entry, rules, value, pk_part(entry, written->ends[0].at, written->ends[0].end),
                        pk_part_place(entry->node, written->ends[0].at, written->ends[0].end))) {
        return false;
    }
    number->kind = value > 0 ? PK_NUMBER_VARIES : PK_NUMBER_FIXED;
    number->value = value;
    if (value == 0) {
        return true;
    }
    number->law = pk_law_find("fixed");
    number->nargument = 1;
    pk_entry_argument(entry, 0, number->law->arguments[0], 0, value);
    return true;
}

/* A law of stays must have some that last; fixed(0) is an instant stage. */
static bool check_support(pk_entry_t *entry)
{
    pk_number_t *number = entry->number;
    double a[PK_LAW_ARGUMENTS] = {0};
    bool certain = true;
    if (!pk_number_canonical(number, a, &certain) || !certain || number->law->survival(a, 0) > 0) {
        return true;
    }
    if (number->law->mean(a) < 0) {
        return refuse(entry, NULL, "no stay of this law lasts");
    }
    number->kind = PK_NUMBER_FIXED;
    number->value = 0;
    return true;
}

static bool take(pk_entry_t *entry)
{
    const pk_rules_t rules = pk_rules_of(PK_DWELL, entry->number->may);
    if (entry->node->kind != PK_NODE_SCALAR) {
        pk_error(entry->reading->diag, entry->node->place, "for example 10 weeks, or weibull(shape=4, mean=12 months)",
                 "%s is one law, not %s", pk_number_word(entry), pk_node_what(entry->node));
        return false;
    }
    const pk_written_t *written = pk_written_parse(entry->reading, entry->node);
    if (!written) {
        return false;
    }
    if (written->sign != PK_BARE || written->has_per || written->of_revenue) {
        return refuse(entry, "for example 10 weeks, or weibull(shape=4, mean=12 months)", "it is a duration or a law");
    }
    if (written->varies) {
        return refuse(entry, "leave `varies` out", "the stays of a law differ from customer to customer anyway");
    }
    if (written->shape == PK_WRITTEN_PLAIN) {
        return take_length(entry, &rules, written);
    }
    if (written->shape == PK_WRITTEN_INTERVAL) {
        return refuse(
            entry,
            pk_arena_format(entry->reading->arena,
                            "stays that differ: lognormal(mean=…, sd=…); one length that is not known: fixed(%s)",
                            pk_whole(entry)),
            "it does not say whether stays differ or their length is not known");
    }
    entry->number->kind = PK_NUMBER_VARIES;
    return pk_entry_call(entry, &rules, written) && check_support(entry);
}

pk_number_t *pk_dwell_read(pk_reading_t *reading, const pk_node_t *node, const char *path)
{
    pk_entry_t entry = pk_entry_new(reading, node, path, PK_DWELL, PK_IS_DWELL);
    const pk_node_t *inner = pk_entry_unwrap(&entry, NULL, 0);
    if (!inner) {
        return pk_entry_fail(&entry);
    }
    entry.node = inner;
    return take(&entry) ? pk_entry_add(&entry) : pk_entry_fail(&entry);
}
