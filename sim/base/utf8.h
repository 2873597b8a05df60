/* Code points of UTF-8 text: the unit in which columns and spans are counted. */
#ifndef PK_BASE_UTF8_H
#define PK_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PK_UTF8_BAD = 0xFFFD, PK_UTF8_LONGEST = 4 };

/* The code point at *cursor (< end), which moves behind it. A byte that starts no well-formed sequence (RFC 3629: no
 * overlong forms, no surrogates, nothing above U+10FFFF) counts as one code point, PK_UTF8_BAD, and *ok is set to
 * false when ok is not NULL; *ok is not touched otherwise. */
uint32_t pk_utf8_next(const char **cursor, const char *end, bool *ok);

/* Writes a code point to `out` (room for PK_UTF8_LONGEST bytes) and returns how many bytes it took. */
size_t pk_utf8_put(char *out, uint32_t point);

/* What a byte above 0x7F stands for in Windows-1252, Latin-1 with signs in its unused places; 0: nothing. */
uint32_t pk_windows_1252(unsigned char byte);

/* The code points from `text` to `end`. */
size_t pk_utf8_count(const char *text, const char *end);

/* The small letter of a capital one: Latin, Greek and Cyrillic; others as they are. */
uint32_t pk_utf8_lower(uint32_t point);

/* Whether two texts differ in capitals only. */
bool pk_utf8_alike(const char *a, const char *b);

/* True for what would move a terminal's cursor or change its colours: C0, DEL, C1, and the line separators. */
bool pk_utf8_is_control(uint32_t point);

#endif
