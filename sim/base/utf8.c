#include "base/utf8.h"

#include <string.h>

/* How many bytes follow a lead byte, and the smallest code point that needs so many; -1: not a lead byte. */
static int bytes_after(unsigned char lead, uint32_t *bits, uint32_t *least)
{
    if (lead < 0x80) {
        *bits = lead, *least = 0;
        return 0;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        *bits = lead & 0x1FU, *least = 0x80;
        return 1;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        *bits = lead & 0x0FU, *least = 0x800;
        return 2;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        *bits = lead & 0x07U, *least = 0x10000;
        return 3;
    }
    return -1;
}

uint32_t pk_utf8_next(const char **cursor, const char *end, bool *ok)
{
    const unsigned char *at = (const unsigned char *)*cursor;
    uint32_t point = 0, least = 0;
    const int after = bytes_after(*at, &point, &least);
    bool good = after >= 0 && end - *cursor > after;
    for (int i = 1; good && i <= after; i++) {
        good = (at[i] & 0xC0) == 0x80;
        point = point << 6 | (at[i] & 0x3FU);
    }
    good = good && point >= least && point <= 0x10FFFF && !(point >= 0xD800 && point <= 0xDFFF);
    if (good) {
        *cursor += after + 1;
        return point;
    }
    if (ok) {
        *ok = false;
    }
    *cursor += 1;
    return PK_UTF8_BAD;
}

size_t pk_utf8_put(char *out, uint32_t point)
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    const size_t length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--, point >>= 6) {
        out[i] = (char)(0x80 | (point & 0x3F));
    }
    out[0] = (char)(lead[length] | point);
    return length;
}

size_t pk_utf8_count(const char *text, const char *end)
{
    size_t count = 0;
    for (; text < end; count++) {
        pk_utf8_next(&text, end, NULL);
    }
    return count;
}

bool pk_utf8_is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
}

uint32_t pk_utf8_lower(uint32_t point)
{
    const bool shifted = (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE && point != 0xD7) ||
                         (point >= 0x391 && point <= 0x3AB) || (point >= 0x410 && point <= 0x42F);
    if (shifted) {
        return point + 32;
    }
    if (point >= 0x400 && point <= 0x40F) {
        return point + 80;
    }
    /* Latin Extended-A: pairs, capitals even up to U+0137 and from U+014A to U+0177, else odd */
    const bool even = (point >= 0x100 && point <= 0x137 && point != 0x130) || (point >= 0x14A && point <= 0x177);
    const bool odd = (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
    return (even && point % 2 == 0) || (odd && point % 2 == 1) ? point + 1 : point;
}

bool pk_utf8_alike(const char *a, const char *b)
{
    const char *a_end = a + strlen(a), *b_end = b + strlen(b);
    while (a < a_end && b < b_end) {
        if (pk_utf8_lower(pk_utf8_next(&a, a_end, NULL)) != pk_utf8_lower(pk_utf8_next(&b, b_end, NULL))) {
            return false;
        }
    }
    return a == a_end && b == b_end;
}

uint32_t pk_windows_1252(unsigned char byte)
{
    static const uint16_t signs[32] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                       0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return byte >= 0xA0 ? byte : signs[byte - 0x80];
}
