/* Small helpers over jansson: values that are never refused, and text with short numbers. */
#ifndef PK_REPORT_JSON_H
#define PK_REPORT_JSON_H

#include <jansson.h>

#include "base/arena.h"

/* Any text: bytes that are no UTF-8 become U+FFFD, control characters spaces. NULL gives null. */
json_t *pk_json_text(const char *text);

/* A whole number below 2^53 as an integer, NaN and infinities as null, others as a real. */
json_t *pk_json_number(double x);

/* Sets key in object, taking over the reference to value. */
void pk_json_set(json_t *object, const char *key, json_t *value);

/* The text of `value`, indented, ending in a newline, numbers with the fewest digits that read back (pk_decimal), and
 * the reference to value given up. In `arena`. */
char *pk_json_write(json_t *value, pk_arena_t *arena);

#endif
