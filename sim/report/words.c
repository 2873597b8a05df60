#include "report/words.h"

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
