/* The words of charts, in each language that polku speaks. */
#ifndef PK_REPORT_WORDS_H
#define PK_REPORT_WORDS_H

typedef enum { PK_ENGLISH, PK_FINNISH, PK_LANGUAGES } pk_language_t;

/* One list: name, English, Finnish. %s and %d stand for what the chart puts there. */
#define PK_WORD_LIST(X)                                                                                                \
    X(STAGES_TITLE, "Customers in each stage: %s", "Asiakkaita kussakin vaiheessa: %s")                                \
    X(KPIS_TITLE, "What each plan brings: %s", "Mitä kukin suunnitelma tuottaa: %s")                                   \
    X(BANDS_NOTE, "Line: the median of %s runs. Dark band: half of the runs. Light band: 90% of the runs.",            \
      "Viiva: %s ajon mediaani. Tumma alue: puolet ajoista. Vaalea alue: 90 % ajoista.")                               \
    X(ONE_RUN_NOTE, "One run: the spread is not known.", "Yksi ajo: vaihtelua ei tunneta.")                            \
    X(DOTS_NOTE, "Dot: mean. Thick bar: half of the runs. Thin bar: 90% of the runs. Dashed: the baseline, %s.",       \
      "Piste: keskiarvo. Paksu viiva: puolet ajoista. Ohut viiva: 90 % ajoista. Katkoviiva: vertailukohta %s.")        \
    X(BETTER, "better than the baseline, at least 90% sure", "parempi kuin vertailukohta, varmuus vähintään 90 %")     \
    X(WORSE, "worse, at least 90% sure", "huonompi, varmuus vähintään 90 %")                                           \
    X(UNSURE, "not clear", "ei selvää eroa")                                                                           \
    X(BASELINE, "baseline", "vertailukohta")                                                                           \
    X(CUSTOMERS, "Customers", "Asiakkaita")                                                                            \
    X(DAY, "Day", "Päivä")                                                                                             \
    X(WEEK, "Week", "Viikko")                                                                                          \
    X(MONTH, "Month", "Kuukausi")                                                                                      \
    X(YEAR, "Year", "Vuosi")                                                                                           \
    X(DAYS, "days", "päivää")                                                                                          \
    X(WEEKS, "weeks", "viikkoa")                                                                                       \
    X(MONTHS, "months", "kuukautta")                                                                                   \
    X(YEARS, "years", "vuotta")

#define PK_WORD_ENUM(name, english, finnish) PK_WORD_##name,
typedef enum { PK_WORD_LIST(PK_WORD_ENUM) PK_WORDS } pk_word_t;
#undef PK_WORD_ENUM

const char *pk_word(pk_language_t language, pk_word_t word);

/* The short name of month 0..11: "Jan", "tammi". */
const char *pk_word_month(pk_language_t language, int month);

#endif
