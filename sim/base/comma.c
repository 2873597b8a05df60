#include "base/comma.h"

#include <string.h>

/* What is left of `text` where every `grouping` goes and the decimal mark is a point; false where it is then no number.
 */
static bool is_number_without(const char *text, char grouping, char decimal, char out[PK_COMMA_TEXT])
{
    size_t used = 0;
    for (; *text; text++) {
        if (*text == grouping) {
            continue;
        }
        if (used == PK_COMMA_TEXT - 1) {
            return false;
        }
        out[used++] = *text == decimal ? '.' : *text;
    }
    out[used] = '\0';
    return used > 0 && !strchr(out, ',') && strchr(out, '.') == strrchr(out, '.');
}

/* d,ddd,ddd behind a sign: groups of three behind one to three digits that do not begin with 0. */
static bool is_grouped(const char *text)
{
    text += *text == '-' || *text == '+';
    size_t digits = strspn(text, "0123456789");
    bool groups = digits >= 1 && digits <= 3 && *text != '0' && text[digits] == ',';
    for (text += digits; groups && *text == ','; text += 4) {
        groups = strspn(text + 1, "0123456789") == 3;
    }
    return groups && (*text == '\0' || *text == '.' || *text == '%' || *text == ' ');
}

pk_comma_t pk_comma_read(const char *text)
{
    pk_comma_t comma = {0};
    const char *first = strchr(text, ','), *point = strrchr(text, '.');
    if (!first) {
        return comma;
    }
    comma.thousands = is_grouped(text) && is_number_without(text, ',', '.', comma.whole);
    comma.decimal =
        first == strrchr(text, ',') && (!point || point < first) && is_number_without(text, '.', ',', comma.fraction);
    return comma;
}
