/* The strength of an effect: xM, +A, brings C, {elasticity: e}. */
#include "model/number_parts.h"

static const char *const key = "elasticity";

static const char *const signs_hint = "x1.2 multiplies, +2% adds, brings 20% is the part of today's flow that is its "
                                      "doing, {elasticity: -0.5} is a power";

static pk_number_t *read_elasticity(pk_entry_t *entry, const pk_node_t *value, const char *path)
{
    pk_reading_t *reading = entry->reading;
    const unsigned may = PK_IS_STRENGTH;
    const char *below = pk_arena_format(reading->arena, "%s.%s", path, key);
    pk_entry_t elasticity = pk_entry_new(reading, value, below, PK_REAL, may);
    elasticity.number->source = entry->number->source;
    elasticity.number->note = entry->number->note;
    elasticity.number->sign = PK_ELASTICITY;
    const pk_node_t *inner = pk_entry_unwrap(&elasticity, NULL, 0);
    if (!inner) {
        return pk_entry_fail(&elasticity);
    }
    elasticity.node = inner;
    if (inner->kind != PK_NODE_SCALAR) {
        pk_error(reading->diag, inner->place, "for example {elasticity: -0.5}", "an elasticity is one number, not %s",
                 pk_node_what(inner));
        return pk_entry_fail(&elasticity);
    }
    const pk_written_t *written = pk_written_parse(reading, inner);
    if (written && written->sign != PK_BARE) {
        pk_error(reading->diag, inner->place, "write the number alone, like -0.5", "elasticity cannot be %s",
                 pk_whole(&elasticity));
        return pk_entry_fail(&elasticity);
    }
    return written && pk_entry_take(&elasticity, written) ? pk_entry_add(&elasticity) : pk_entry_fail(&elasticity);
}

static pk_domain_t domain_of(pk_sign_t sign, pk_domain_t addition)
{
    static const pk_domain_t domains[] = {
        [PK_BARE] = PK_FACTOR, [PK_TIMES] = PK_FACTOR, [PK_BRINGS] = PK_BROUGHT, [PK_ELASTICITY] = PK_REAL};
    return sign == PK_PLUS ? addition : domains[sign];
}

static bool take(pk_entry_t *entry, pk_domain_t addition, pk_sign_t sign)
{
    pk_reading_t *reading = entry->reading;
    pk_number_t *number = entry->number;
    if (entry->node->kind != PK_NODE_SCALAR) {
        pk_error(reading->diag, entry->node->place, signs_hint, "the strength of an effect is one number, not %s",
                 pk_node_what(entry->node));
        return false;
    }
    const pk_written_t *written = pk_written_parse(reading, entry->node);
    if (!written) {
        return false;
    }
    number->sign = written->sign == PK_BARE ? sign : written->sign;
    if (number->sign == PK_BARE) {
        pk_error(reading->diag, entry->node->place, signs_hint, "the effect %s has no sign", pk_whole(entry));
        return false;
    }
    if (sign != PK_BARE && number->sign != sign) {
        pk_error(reading->diag, entry->node->place, "write the number alone: its sign stays",
                 "an assumption cannot change the sign of %s", pk_number_word(entry));
        return false;
    }
    number->domain = number->asked = domain_of(number->sign, addition);
    return pk_entry_take(entry, written);
}

pk_number_t *pk_read_strength(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t addition,
                              pk_sign_t sign)
{
    pk_entry_t entry = pk_entry_new(reading, node, path, domain_of(sign, addition), PK_IS_STRENGTH);
    const pk_node_t *inner = pk_entry_unwrap(&entry, &key, 1);
    if (!inner) {
        return pk_entry_fail(&entry);
    }
    if (inner->kind == PK_NODE_MAP && pk_node_get(inner, key)) {
        if (pk_node_check_keys(inner, &key, 1, "the strength of an effect", reading->diag)) {
            return pk_entry_fail(&entry);
        }
        return read_elasticity(&entry, pk_node_get(inner, key), path);
    }
    entry.node = inner;
    return take(&entry, addition, sign) ? pk_entry_add(&entry) : pk_entry_fail(&entry);
}

pk_number_t *pk_strength_read(pk_reading_t *reading, const pk_node_t *node, const char *path, pk_domain_t addition)
{
    return pk_read_strength(reading, node, path, addition, PK_BARE);
}
