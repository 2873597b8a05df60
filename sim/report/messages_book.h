/* Texts of the first sheet of a workbook. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_BOOK_H
#define PK_REPORT_MESSAGES_BOOK_H

#define PK_SAY_BOOK_LIST(X)                                                                                            \
    X(BOOK_SHEET, "About", "Tietoja")                                                                                  \
    X(BOOK_MADE, "Made by polku {1}", "Tehty polku-ohjelmalla, versio {1}")                                            \
    X(BOOK_SEED, "Seed", "Siemenluku")                                                                                 \
    X(BOOK_RUNS, "Runs", "Ajoja")                                                                                      \
    X(BOOK_COMPARED, "{1} plans compared", "{1} suunnitelmaa rinnakkain")                                              \
    X(BOOK_SCENARIO, "Scenario", "Skenaario")                                                                          \
    X(BOOK_TITLE, "Title", "Otsikko")                                                                                  \
    X(BOOK_FILE, "File", "Tiedosto")                                                                                   \
    X(BOOK_TABLE, "Sheet", "Taulukko")                                                                                 \
    X(BOOK_ROWS, "Rows", "Rivejä")                                                                                     \
    X(BOOK_HOLDS, "What it holds", "Mitä siinä on")                                                                    \
    X(BOOK_LEFT_OUT, "left out: {1} rows, and a sheet holds {2}; all are in {3}",                                      \
      "jätetty pois: {1} riviä, ja taulukkoon mahtuu {2}; kaikki ovat tiedostossa {3}")                                \
    X(BOOK_TOO_LARGE, "left out: too large for a sheet; all is in {1}",                                                \
      "jätetty pois: liian suuri taulukoksi; kaikki on tiedostossa {1}")                                               \
    X(BOOK_DIGITS,                                                                                                     \
      "Cells hold more digits than they show: choose a cell to see them. The CSV files beside this workbook have "     \
      "all of them.",                                                                                                  \
      "Soluissa on enemmän numeroita kuin ne näyttävät: solun valitseminen näyttää ne. Kaikki numerot ovat "    \
      "CSV-tiedostoissa tämän työkirjan vieressä.")                                                                    \
    X(BOOK_WARNINGS, "Warnings", "Varoitukset")                                                                        \
    X(BOOK_KPIS, "each KPI: mean, spread and quantiles over the runs",                                                 \
      "mittarit: keskiarvo, hajonta ja kvantiilit ajojen yli")                                                         \
    X(BOOK_EACH_RUN, "the KPIs of each run", "mittarit ajoittain")                                                     \
    X(BOOK_STAGES, "people in each stage at the end of each step", "ihmisiä kussakin vaiheessa askelen lopussa")       \
    X(BOOK_FLOWS, "people who moved in each step", "siirtyneitä kussakin askelessa")                                   \
    X(BOOK_DRIVERS, "channels and other drivers: what was felt, the response, what was paid",                          \
      "kanavat ja muut vaikuttajat: vaikuttava määrä, vaste ja maksettu summa")                                        \
    X(BOOK_COMPARISON, "each plan against the baseline", "suunnitelmat vertailukohtaan nähden")                        \
    X(BOOK_DECISION, "how likely each plan is the best, and what knowing would be worth",                              \
      "kuinka todennäköisesti kukin suunnitelma on paras ja mitä tieto olisi arvoltaan")                               \
    X(BOOK_HORIZON, "how each plan would stand over shorter times", "suunnitelmat lyhyempinä aikoina")                 \
    X(BOOK_WORTH, "who stands in each stage at the end, and what one of them is worth, roughly",                       \
      "ketkä ovat missäkin vaiheessa lopussa ja mitä yksi heistä on karkeasti arvoltaan")                              \
    X(BOOK_TARGETS, "the chance of meeting each target", "tavoitteiden todennäköisyydet")                              \
    X(BOOK_MONEY, "money by period and summed up", "raha jaksoittain ja kertyneenä")                                   \
    X(BOOK_FIRST_PURCHASE, "how long until the first purchase", "kuinka kauan ensiostoon kuluu")                       \
    X(BOOK_BETWEEN_PURCHASES, "how long until the next purchase", "kuinka kauan seuraavaan ostoon kuluu")              \
    X(BOOK_VALUE, "what single customers bring", "mitä yksittäiset asiakkaat tuovat")                                  \
    X(BOOK_PATHS, "the paths that people took", "polut, joita ihmiset kulkivat")                                       \
    X(BOOK_RETENTION, "who stays a customer", "kuinka moni pysyy asiakkaana")                                          \
    X(BOOK_PURCHASES, "how many bought how often", "kuinka moni osti kuinka usein")                                    \
    X(BOOK_STAYS, "visits to each stage and their length", "käynnit vaiheissa ja niiden kesto")                        \
    X(BOOK_CONCENTRATION, "which part of the profit the best customers bring",                                         \
      "minkä osan tuloksesta parhaat asiakkaat tuovat")                                                                \
    X(BOOK_SWEEP, "a row a cell of the sweep and KPI", "rivi kutakin solua ja mittaria kohti")                         \
    X(BOOK_SENSITIVITY, "which assumptions matter", "mitkä oletukset vaikuttavat")                                     \
    X(BOOK_ATTRIBUTION, "what each driver or channel brought", "mitä kukin vaikuttaja tai kanava toi")                 \
    X(BOOK_OPTIMUM, "the best amounts and what one more would bring", "parhaat summat ja mitä yksi lisää toisi")       \
    X(BOOK_BUDGET, "the aim by budget", "tavoite budjetin mukaan")                                                     \
    X(BOOK_POSTERIOR, "draws of what was learned", "opitut luvut, arvonta riviä kohti")                                \
    X(BOOK_SUMMARY, "what was learned of each number", "mitä kustakin luvusta opittiin")                               \
    X(BOOK_PREDICTED, "what was observed beside what runs say", "havainnot ja mitä ajot niistä sanovat")               \
    X(BOOK_CHECKS, "whether runs look like what was observed", "näyttävätkö ajot havaintojen kaltaisilta")             \
    X(BOOK_STATE, "where customers stand at the end, draw by draw", "missä asiakkaat ovat lopussa, arvonnoittain")     \
    X(BOOK_BACKTEST, "how well the last steps were foretold", "kuinka hyvin viimeiset askelet ennustettiin")

#endif
