/* Names of stages, personas, drivers and KPIs. */
#include <string.h>

#include "base/utf8.h"
#include "model/read.h"

static bool is_name_letter(unsigned code)
{
    if (code < 0x80) {
        return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9') ||
               code == '_' || code == '-';
    }
    return pk_is_letter(code);
}

bool pk_name_valid(const char *name)
{
    const char *end = name + strlen(name);
    bool valid = name < end;
    while (valid && name < end) {
        valid = is_name_letter(pk_utf8_next(&name, end, NULL));
    }
    return valid;
}

bool pk_read_name(pk_reader_t *reader, const pk_node_t *key, const char *what)
{
    if (strcmp(key->text, "all") == 0 || strcmp(key->text, "rest") == 0) {
        pk_error(reader->diag, key->place, "choose another name",
                 "the name %s of %s is taken: it has a meaning in files", pk_quote(reader, key->text), what);
        return false;
    }
    if (pk_name_valid(key->text)) {
        return true;
    }
    pk_error(reader->diag, key->place, "free text goes into label:; in the name write an underscore for a blank",
             "%s cannot be the name of %s: a name is letters, digits, _ and -", pk_quote(reader, key->text), what);
    return false;
}
