/* Numbers that stand in no book: they are read in the same spelling, but nobody draws them and no path leads there. */
#include <math.h>
#include <string.h>

#include "model/read.h"

bool pk_read_plain(pk_reader_t *reader, const pk_node_t *node, const char *what, double *value)
{
    pk_numbers_t book = {0};
    pk_reading_t reading = reader->numbers;
    reading.numbers = &book;
    reading.plain = true;
    const int errors = reader->diag->errors;
    const pk_number_t *number = pk_number_read(&reading, node, what, PK_REAL, 0);
    if (reader->diag->errors > errors) {
        return false;
    }
    if (number->kind != PK_NUMBER_FIXED) {
        pk_error(reader->diag, node->place, "for example 500 or 3%", "%s must be a plain number, not an uncertain one",
                 what);
        return false;
    }
    *value = number->value;
    return true;
}

/* "5.000" and "40.250": a point before every three last digits, as some write their thousands. */
static bool may_be_thousands(const char *text)
{
    const size_t first = strspn(text, "0123456789");
    if (first == 0 || first > 3 || text[0] == '0' || text[first] != '.') {
        return false;
    }
    const char *group = text + first;
    while (*group == '.' && strspn(group + 1, "0123456789") == 3) {
        group += 4;
    }
    return *group == '\0';
}

static const char *without_points(const char *text, pk_arena_t *arena)
{
    char *plain = pk_arena_copy(arena, text), *to = plain;
    for (const char *from = text; *from; from++) {
        *to = *from;
        to += *from != '.';
    }
    *to = '\0';
    return plain;
}

static void refuse_thousands(pk_reader_t *reader, const pk_node_t *node, const char *what)
{
    pk_arena_t scratch = {0};
    pk_error(reader->diag, node->place,
             pk_arena_format(&scratch, "thousands? write %s; else leave the decimals out",
                             without_points(node->text, &scratch)),
             "%s cannot be %s: the point is a decimal point, and a whole number has no decimals", what, node->text);
    pk_arena_free(&scratch);
}

bool pk_read_whole(pk_reader_t *reader, const pk_node_t *node, const char *what, double most, double *value)
{
    const bool word = node->kind == PK_NODE_SCALAR && *node->text && !strchr("+-.0123456789", *node->text);
    double number = 0;
    if (node->kind == PK_NODE_SCALAR && may_be_thousands(node->text)) {
        refuse_thousands(reader, node, what);
        return false;
    }
    if (!word && !pk_read_plain(reader, node, what, &number)) {
        return false;
    }
    if (number < 1 || number > most || number != floor(number)) {
        pk_error(reader->diag, node->place, NULL, "%s cannot be %s: allowed is a whole number from 1 to %.15g", what,
                 node->kind == PK_NODE_SCALAR ? node->text : pk_node_what(node), most);
        return false;
    }
    *value = number;
    return true;
}
