#include "report/translated.h"

#include <ctype.h>
#include <string.h>

#include "report/local.h"

enum { PLACES = 9 };

#define SAYING(name, english, finnish) PK_SAY_##name,
static const pk_saying_t sayings[] = {PK_SAY_TOLD_LIST(SAYING)};
#undef SAYING

/* Whether `text` is the pattern with something in its places, which then is in places[1] and on: a place takes as
 * little as it can. */
static bool fits(const char *pattern, const char *text, const char **places, pk_arena_t *arena)
{
    while (*pattern != '\0' && pk_local_place(pattern) == 0 && *pattern == *text) {
        pattern++;
        text++;
    }
    const int place = pk_local_place(pattern);
    if (place == 0) {
        return *pattern == '\0' && *text == '\0';
    }
    for (size_t length = 1; length <= strlen(text); length++) {
        if (fits(pattern + 3, text + length, places, arena)) {
            places[place] = pk_arena_copy_n(arena, text, length);
            return true;
        }
    }
    return false;
}

/* Figures are written as the language does, names stay; what is a sentence of the table itself is translated. */
static const char *part(pk_language_t language, const char *text, pk_arena_t *arena)
{
    const char *first = text + strspn(text, "+-<>");
    const bool figure = isdigit((unsigned char)*first) && strspn(first, "0123456789. %") == strlen(first);
    return figure ? pk_local_figure(language, text, arena) : pk_translated(language, text, arena);
}

const char *pk_translated(pk_language_t language, const char *text, pk_arena_t *arena)
{
    for (size_t k = 0; language != PK_ENGLISH && k < sizeof sayings / sizeof *sayings; k++) {
        const char *p[PLACES + 1] = {NULL};
        if (fits(pk_saying(PK_ENGLISH, sayings[k]), text, p, arena)) {
            for (int i = 1; i <= PLACES; i++) {
                p[i] = p[i] == NULL ? "" : part(language, p[i], arena);
            }
            return pk_local_say(language, arena, sayings[k], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8], p[9]);
        }
    }
    return text;
}

const char *pk_translated_list(pk_language_t language, const char *text, pk_arena_t *arena)
{
    const char *list = "", *comma;
    for (; (comma = strstr(text, ", ")) != NULL; text = comma + 2) {
        const char *one = pk_arena_copy_n(arena, text, (size_t)(comma - text));
        list = pk_arena_format(arena, "%s%s, ", list, pk_translated(language, one, arena));
    }
    return pk_arena_format(arena, "%s%s", list, pk_translated(language, text, arena));
}
