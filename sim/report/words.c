#include "report/words.h"

#include <stddef.h>
#include <string.h>

#define WORD(name, english, finnish) {english, finnish},
static const char *const words[PK_WORDS][PK_LANGUAGES] = {PK_WORD_LIST(WORD)};
#undef WORD

static const char *const months[PK_LANGUAGES][12] = {
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"},
};

const char *pk_word(pk_language_t language, pk_word_t word)
{
    return words[word][language];
}

const char *pk_word_month(pk_language_t language, int month)
{
    return months[language][month];
}

typedef struct {
    const char *english, *finnish;
} pair_t;

static const pair_t units[] = {
    {"customers", "asiakasta"}, {"purchases", "ostoa"}, {"share", "osuus"},   {"years", "vuotta"},
    {"ratio", "suhde"},         {"units", "yksikköä"},  {"steps", "askelta"}, {"count", "kpl"},
};

const char *pk_word_unit(pk_language_t language, const char *unit)
{
    for (size_t i = 0; language == PK_FINNISH && i < sizeof units / sizeof units[0]; i++) {
        if (strcmp(units[i].english, unit) == 0) {
            return units[i].finnish;
        }
    }
    return unit;
}
