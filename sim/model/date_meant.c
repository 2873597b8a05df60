/* Dates as people write them at home, told as polku writes them. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "model/date_meant.h"

enum { PARTS = 3 };

/* The numbers of "1.3.2026", "3/2026", "2026/3/1": how many, 0 where it is nothing of the kind. `mark` parts them. */
static int split(const char *text, long number[PARTS], char *mark)
{
    char *end = (char *)(uintptr_t)text;
    *mark = '\0';
    for (int i = 0; i < PARTS; i++) {
        if (!isdigit((unsigned char)*end)) {
            return 0;
        }
        number[i] = strtol(end, &end, 10);
        if (*end == '\0') {
            return i + 1;
        }
        if (i == PARTS - 1 || !strchr("./-", *end) || (*mark && *end != *mark)) {
            return 0;
        }
        *mark = *end++;
        end += strspn(end, " ");
    }
    return 0;
}

static const char *month_text(long year, long month, pk_arena_t *arena)
{
    return year >= 1000 && year <= 9999 && month >= 1 && month <= 12
               ? pk_arena_format(arena, "%04ld-%02ld", year, month)
               : NULL;
}

static const char *day_text(long year, long month, long day, pk_arena_t *arena)
{
    long first, last;
    if (year >= 0 && year < 100) {
        year += 2000;
    }
    if (!month_text(year, month, arena) || day < 1 || day > 31) {
        return NULL;
    }
    const char *text = pk_arena_format(arena, "%04ld-%02ld-%02ld", year, month, day);
    return pk_date_parse(text, &first, &last) ? text : NULL;
}

static const char *write(const char *iso, pk_arena_t *arena)
{
    return iso ? pk_arena_format(arena, "write %s", iso) : NULL;
}

const char *pk_date_meant(const char *text, pk_arena_t *arena)
{
    long n[PARTS];
    char mark;
    const int count = split(text, n, &mark);
    if (count == 2) {
        return write(n[0] > 12 ? month_text(n[0], n[1], arena) : month_text(n[1], n[0], arena), arena);
    }
    if (count != PARTS) {
        return NULL;
    }
    if (n[0] > 31) {
        return write(day_text(n[0], n[1], n[2], arena), arena);
    }
    const char *day_first = day_text(n[2], n[1], n[0], arena);
    const char *month_first = mark == '/' ? day_text(n[2], n[0], n[1], arena) : NULL;
    if (day_first && month_first && strcmp(day_first, month_first) != 0) {
        return pk_arena_format(arena, "write %s where the day comes first, %s where the month does", day_first,
                               month_first);
    }
    return write(day_first ? day_first : month_first, arena);
}

const char *pk_date_hint(const char *text, const char *otherwise, pk_arena_t *arena)
{
    const char *meant = text ? pk_date_meant(text, arena) : NULL;
    if (meant) {
        return meant;
    }
    int year, month, day, used = 0;
    if (text && sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && used == 10 && !text[used]) {
        return "the calendar has no such day";
    }
    return otherwise;
}
