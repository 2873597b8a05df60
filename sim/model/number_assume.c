/* Replacing a number of the book by an assumption. */
#include <string.h>

#include "model/number_parts.h"

/* True where `number` is, or stands below, `root`. */
static bool is_below(const pk_number_t *root, const pk_number_t *number)
{
    if (root == number) {
        return true;
    }
    for (int i = 0; i < root->nargument; i++) {
        if (is_below(root->arguments[i], number)) {
            return true;
        }
    }
    for (int i = 0; i < root->npiece; i++) {
        if (is_below(root->pieces[i].value, number)) {
            return true;
        }
    }
    return false;
}

static void number_slots(pk_numbers_t *book)
{
    book->slots = 0;
    for (int i = 0; i < book->count; i++) {
        book->all[i]->slot = pk_number_has_slot(book->all[i]) ? book->slots++ : -1;
    }
}

/* The book has `number` with all that was below it, and behind `count` what was read for it, the new number last. The
 * old ones leave, the new ones go to where the old one stands. */
static void splice(pk_numbers_t *book, int count, pk_number_t *number, const pk_number_t *fresh, pk_arena_t *arena)
{
    const pk_number_t old = *number;
    pk_number_t **all = PK_ARRAY(arena, pk_number_t *, book->room);
    int kept = 0;
    for (int i = 0; i < count; i++) {
        pk_number_t *entry = book->all[i];
        if (entry == number) {
            for (int k = count; k < book->count; k++) {
                if (book->all[k] != fresh) {
                    all[kept++] = book->all[k];
                }
            }
            all[kept++] = number;
        } else if (!is_below(&old, entry)) {
            all[kept++] = entry;
        }
    }
    *number = *fresh;
    number->path = old.path;
    number->address = old.address;
    book->all = all;
    book->count = kept;
    number_slots(book);
}

static const pk_node_t *value_of(const pk_node_t *node)
{
    const pk_node_t *value = pk_node_get(node, "value");
    return value ? value : node;
}

static bool multiplies(const pk_number_t *number, const pk_node_t *node)
{
    const pk_node_t *value = value_of(node);
    return value->kind == PK_NODE_SCALAR && pk_written_sign(value->text) == PK_TIMES && number->sign != PK_TIMES &&
           !(number->may & PK_MUST_TIMES);
}

/* The product of a plain number and a factor, which may be uncertain: its law is then the factor's, scaled. */
static pk_number_t *read_product(pk_reading_t *reading, const pk_number_t *number, const pk_node_t *node)
{
    const double value = number->value;
    pk_entry_t entry = pk_entry_new(reading, node, number->path, PK_FACTOR, PK_MUST_TIMES);
    if (number->kind != PK_NUMBER_FIXED) {
        pk_error(reading->diag, node->place, "write the new number or law itself",
                 "x multiplies a plain number, and %s is none", number->path);
        return NULL;
    }
    const int errors = reading->diag->errors;
    pk_number_t *factor = pk_number_read(reading, node, number->path, PK_FACTOR, PK_MUST_TIMES);
    if (reading->diag->errors > errors) {
        return NULL;
    }
    pk_number_t *product = entry.number;
    *product = *number;
    product->place = factor->place;
    product->source = factor->source;
    product->note = factor->note;
    product->text = number->text ? pk_arena_format(reading->arena, "%s of %s", factor->text, number->text)
                                 : pk_arena_format(reading->arena, "%s of %.15g", factor->text, value);
    const pk_rules_t rules = pk_rules_of(number->domain, number->may);
    if (factor->kind == PK_NUMBER_FIXED || value == 0) {
        product->kind = PK_NUMBER_FIXED;
        product->value = value * factor->value;
        product->folded = 0;
        return pk_check_value(
                   &entry, &rules, product->value,
                   pk_arena_format(reading->arena, "%.15g (%.15g times %.15g)", product->value, value, factor->value),
                   node->place)
                   ? product
                   : NULL;
    }
    product->kind = PK_NUMBER_LAW;
    product->law = factor->law;
    product->spelling = factor->spelling;
    product->nargument = factor->nargument;
    memcpy(product->arguments, factor->arguments, sizeof factor->arguments);
    product->scale = value;
    product->interval = false;
    product->low = value > 0 ? rules.low / value : rules.high / value;
    product->high = value > 0 ? rules.high / value : rules.low / value;
    if (product->low < 0) {
        product->low = 0;
    }
    return product;
}

static const pk_node_t *elasticity_of(const pk_number_t *number, const pk_node_t *node)
{
    const pk_node_t *below = number->sign == PK_ELASTICITY ? pk_node_get(node, "elasticity") : NULL;
    return below ? below : node;
}

static pk_number_t *read_fresh(pk_reading_t *reading, const pk_number_t *number, const pk_node_t *node)
{
    if (number->may & PK_IS_STRENGTH) {
        return pk_read_strength(reading, elasticity_of(number, node), number->path, number->domain, number->sign);
    }
    if (number->may & PK_IS_DWELL) {
        return pk_dwell_read(reading, node, number->path);
    }
    return pk_number_read(reading, node, number->path, number->asked, number->may);
}

/* The pieces of a schedule as they now are; NULL: they were not written one by one. */
static const char *pieces_told(const pk_number_t *whole, pk_arena_t *arena)
{
    const char *told = NULL;
    for (int i = 0; i < whole->npiece; i++) {
        const pk_piece_t *piece = &whole->pieces[i];
        if (!piece->span || !piece->value->text) {
            return NULL;
        }
        const char *key = piece->otherwise ? "" : piece->total ? ", total" : ", value";
        told = pk_arena_format(arena, "%s%s%s%s %s", told ? told : "", told ? "; " : "", piece->span, key,
                               piece->value->text);
    }
    return told;
}

/* What the number is a part of is not what was written any more, and does not come from where that came from. */
static void part_assumed(pk_reading_t *reading, const pk_number_t *number, const pk_node_t *node)
{
    const char *text = pk_node_told(node, reading->arena);
    for (int i = 0; i < reading->numbers->count; i++) {
        pk_number_t *whole = reading->numbers->all[i];
        if (whole != number && is_below(whole, number)) {
            const char *name = strrchr(number->path, '.');
            whole->source = number->source;
            whole->note = number->note;
            const char *pieces = pieces_told(whole, reading->arena);
            if (pieces) {
                whole->text = pieces;
            } else if (whole->text && text) {
                whole->text =
                    pk_arena_format(reading->arena, "%s with %s %s", whole->text, name ? name + 1 : number->path, text);
            }
        }
    }
}

/* The law that the number is an argument of must still be one. */
static bool check_parent(pk_reading_t *reading, pk_number_t *number, const pk_node_t *node)
{
    for (int i = 0; i < reading->numbers->count; i++) {
        pk_number_t *parent = reading->numbers->all[i];
        for (int k = 0; k < parent->nargument; k++) {
            const pk_entry_t entry = {reading, node, parent};
            if (parent->arguments[k] == number && !pk_check_law(&entry, node->place)) {
                return false;
            }
        }
    }
    return true;
}

pk_status_t pk_number_assume(pk_reading_t *reading, pk_number_t *number, const pk_node_t *node)
{
    pk_numbers_t *book = reading->numbers;
    const int count = book->count, errors = reading->diag->errors;
    const bool product = multiplies(number, node);
    if (product && (number->may & PK_IS_DWELL) && number->law == pk_law_find("fixed")) {
        number = number->arguments[0]; /* the length of a stay of one length */
    }
    pk_number_t *fresh = product ? read_product(reading, number, node) : read_fresh(reading, number, node);
    if (reading->diag->errors > errors) {
        book->count = count;
        number_slots(book);
        return PK_BAD_INPUT;
    }
    if (book->all[book->count - 1] != fresh) {
        book->count--; /* the factor, of which the product keeps the arguments */
    }
    splice(book, count, number, fresh, reading->arena);
    part_assumed(reading, number, node);
    return check_parent(reading, number, node) ? PK_OK : PK_BAD_INPUT;
}
