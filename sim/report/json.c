#include "report/json.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/excerpt.h"
#include "base/status.h"
#include "report/decimal.h"

json_t *pk_json_text(const char *text)
{
    if (text == NULL) {
        return json_null();
    }
    pk_arena_t arena = {0};
    json_t *value = json_string(pk_one_line(text, strlen(text), &arena));
    pk_arena_free(&arena);
    PK_REQUIRE(value != NULL);
    return value;
}

json_t *pk_json_number(double x)
{
    if (!isfinite(x)) {
        return json_null();
    }
    bool whole = x == trunc(x) && fabs(x) < 9007199254740992.0;
    return whole ? json_integer((json_int_t)x) : json_real(x);
}

void pk_json_set(json_t *object, const char *key, json_t *value)
{
    PK_REQUIRE(json_object_set_new(object, key, value) == 0);
}

/* jansson writes every real with 17 digits: 0.10000000000000001. Outside strings, write them anew. Digits stand outside
 * strings only in numbers; a number with neither point nor exponent is whole and stays. */
static char *shorten_numbers(const char *text, pk_arena_t *arena)
{
    char *copy = pk_arena_take(arena, strlen(text) * 2 + PK_DECIMAL_TEXT, 1);
    char *to = copy;
    bool inside = false;
    while (*text != '\0') {
        size_t number = inside ? 0 : strspn(text, "+-.0123456789eE");
        bool real = memchr(text, '.', number) != NULL;
        if (real) {
            json_t *value = json_loadb(text, number, JSON_DECODE_ANY, NULL); /* strtod would hang on the locale */
            to += pk_decimal(json_real_value(value), to);
            json_decref(value);
            text += number;
            continue;
        }
        if (inside && *text == '\\') {
            *to++ = *text++;
        } else if (*text == '"') {
            inside = !inside;
        }
        *to++ = *text++;
    }
    *to++ = '\n';
    *to = '\0';
    return copy;
}

char *pk_json_write(json_t *value, pk_arena_t *arena)
{
    char *text = json_dumps(value, JSON_INDENT(2));
    PK_REQUIRE(text != NULL);
    json_decref(value);
    char *shorter = shorten_numbers(text, arena);
    free(text);
    return shorter;
}
