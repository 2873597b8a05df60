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

/* KPIs by name; English ones keep the label that the result gives. */
static const pair_t kpis[] = {
    {"population", "Kohderyhmän koko"},
    {"customers", "Asiakkaita lopussa"},
    {"advocates", "Suosittelijoita lopussa"},
    {"purchases", "Ostoja"},
    {"new_customers", "Uusia asiakkaita"},
    {"repeat_purchases", "Uusintaostoja"},
    {"won_back", "Takaisin voitettuja"},
    {"revenue", "Myynti"},
    {"cost", "Kulut"},
    {"spend", "Mainonta"},
    {"profit", "Tulos"},
    {"present_value", "Nykyarvo"},
    {"return_on_spend", "Mainonnan tuotto"},
    {"cost_per_purchase", "Kulut ostoa kohti"},
    {"cost_per_new_customer", "Mainonta uutta asiakasta kohti"},
    {"waiting_peak", "Jonon huippu"},
    {"incremental_return", "Lisämainonnan tuotto"},
};

static const pair_t units[] = {
    {"customers", "asiakasta"}, {"purchases", "ostoa"}, {"share", "osuus"},
    {"years", "vuotta"},        {"ratio", "suhde"},     {"units", "yksikköä"},
};

static const char *translate(const pair_t *pairs, size_t count, const char *word, const char *otherwise)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(pairs[i].english, word) == 0) {
            return pairs[i].finnish;
        }
    }
    return otherwise;
}

const char *pk_word_kpi(pk_language_t language, const char *name, const char *label)
{
    const char *english = label != NULL && *label != '\0' ? label : name;
    return language == PK_FINNISH ? translate(kpis, sizeof kpis / sizeof kpis[0], name, english) : english;
}

const char *pk_word_unit(pk_language_t language, const char *unit)
{
    return language == PK_FINNISH ? translate(units, sizeof units / sizeof units[0], unit, unit) : unit;
}
