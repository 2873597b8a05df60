/* Texts of the terminal: what check, describe and journeys say. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_SCREEN_JOURNEY_H
#define PK_REPORT_MESSAGES_SCREEN_JOURNEY_H

#define PK_SAY_SCREEN_JOURNEY_LIST(X)                                                                                     \
    /* describe */                                                                                                        \
    X(DESCRIBE_SIZE, "{1} stages, {2} transitions, {3} customers, {4} ahead",                                             \
      "{1} vaihetta, {2} siirtymää, {3} asiakasta, edessä {4}")                                                           \
    X(DESCRIBE_TODAY, "As it stands today{1}{2}", "Niin kuin tänään on{1}{2}")                                            \
    X(DESCRIBE_AT_MEANS, ", every uncertain number at its mean", ", kukin epävarma luku keskiarvossaan")                  \
    X(DESCRIBE_WITHOUT, "; what is written is without marketing, what stands here with today's spend",                    \
      "; malli on kirjoitettu ilman mainontaa, tämä on nykyisen mainonnan kanssa")                                        \
    X(DESCRIBE_FOR_GOOD, "for good", "pysyvästi")                                                                         \
    X(DESCRIBE_SOME_FOR_GOOD, "some for good", "osa pysyvästi")                                                           \
    X(DESCRIBE_NO_TIME, "no time", "heti läpi")                                                                           \
    X(DESCRIBE_STAY, "stay\n({1})", "viipymä\n({1})")                                                                     \
    X(DESCRIBE_LONG_RUN, "in the\nlong run", "pitkällä\naikavälillä")                                                     \
    X(DESCRIBE_BACK, "back\nafter", "takaisin\nkuluttua")                                                                 \
    X(DESCRIBE_UNTIL_END, "until\nthe end", "loppuun\nkuluu")                                                             \
    X(DESCRIBE_VALUE, "value\n({1})", "arvo\n({1})")                                                                      \
    X(DESCRIBE_TRANSITION, "Transition", "Siirtymä")                                                                      \
    X(DESCRIBE_NOW, "today", "tänään")                                                                                    \
    X(DESCRIBE_MOVED, "in {1}\n{2}", "kun kuluu\n{1} {2}")                                                                \
    X(DESCRIBE_OF_ENDED, "of those whose stay ends", "niistä, joiden viipymä päättyy")                                    \
    X(DESCRIBE_OF_LEAVING, "of those who leave", "lähtevistä")                                                            \
    X(DESCRIBE_A_STEP, "a {1}", "/ {1}")                                                                                  \
    X(DESCRIBE_TIMES, "times a {1}", "kertaa / {1}")                                                                      \
    X(DESCRIBE_PEOPLE, "people a {1}", "ihmistä / {1}")                                                                   \
    X(DESCRIBE_PERSONAS, "Each persona's numbers are in --json.", "Kunkin persoonan luvut antaa --json.")                 \
    X(DESCRIBE_WERE_TODAY_TO_LAST, "The long run, were today to last, in {1}.{2}",                                        \
      "Pitkä aikaväli, jos kaikki pysyisi kuten tänään ({1}).{2}")                                                        \
    X(DESCRIBE_LEFT_OUT, "Left out: {1}.", "Pois jätetty: {1}.")                                                          \
    X(DESCRIBE_CLASSES_MORE, "{1}; and {2} more", "{1}; ja {2} muuta")                                                    \
    X(DESCRIBE_CLOSED, "Once there, nobody leaves again: {1}.", "Tänne tultua ei enää lähdetä: {1}.")                     \
    X(DESCRIBE_NO_SHARES, "No long-run shares: {1}.", "Pitkän aikavälin osuuksia ei ole: {1}.")                           \
    X(DESCRIBE_MIND, "Mind: {1}.", "Huomaa: {1}.")                                                                        \
    X(DESCRIBE_CLASS, "Who ends in {1} is there in the long run: {2}",                                                    \
      "Joukkoon {1} päätyvät ovat pitkällä aikavälillä: {2}")                                                             \
    X(DESCRIBE_ENDS, "The chance that who enters the row's stage ends in the column's",                                   \
      "Millä todennäköisyydellä rivin vaiheeseen tullut päätyy sarakkeen vaiheeseen")                                     \
    X(DESCRIBE_STAYS_IN, "How long who enters the row's stage is in the column's",                                        \
      "Kuinka kauan rivin vaiheeseen tullut on sarakkeen vaiheessa")                                                      \
    X(DESCRIBE_PASSAGE, "From the row's stage until first in the column's",                                               \
      "Kuinka kauan kuluu rivin vaiheesta sarakkeen vaiheeseen")                                                          \
    X(DESCRIBE_TRIED, "Tried were the {1} of {2} that can matter most, by how many take them.",                           \
      "Kokeiltu {1} siirtymää, kaikkiaan {2}: ne, joita useimmat kulkevat.")                                              \
    X(DESCRIBE_TRIED_MONEY,                                                                                               \
      "Tried were the {1} of {2} that can matter most, by how many take them and what that is worth.",                    \
      "Kokeiltu {1} siirtymää, kaikkiaan {2}: ne, jotka kulkijoiden määrän ja arvon mukaan ovat tärkeimmät.")             \
    X(DESCRIBE_FULL, "Cannot be a tenth more likely, for all who could already move: {1}.",                               \
      "Ei voi olla kymmenesosaa todennäköisempi, koska kaikki mahdolliset siirtyvät jo: {1}.")                            \
    X(DESCRIBE_APART,                                                                                                     \
      "The mean of runs (± {1}) is not the model at its means: numbers that multiply each other, capacities and "        \
      "saturation do not even out. The changes are those of the model at its means.",                                     \
      "Ajojen keskiarvo (± {1}) ei ole sama kuin malli keskiarvoissaan: keskenään kerrottavat luvut, kapasiteetit ja " \
      "kyllästyminen eivät tasoitu. Muutokset ovat keskiarvoissaan olevan mallin.")                                       \
    X(DESCRIBE_TENTH, "If one transition were a tenth more likely, for {1}",                                              \
      "Jos yksi siirtymä olisi kymmenesosan todennäköisempi, kun kuluu {1}")                                              \
    X(DESCRIBE_NOTHING_MOVES,                                                                                             \
      "No transition changes profit, purchases or customers: give a transition a revenue, or a stage the role "           \
      "customer.",                                                                                                        \
      "Mikään siirtymä ei muuta tulosta, ostoja eikä asiakkaita: anna siirtymälle myynti (revenue) tai vaiheelle "   \
      "rooli customer.")                                                                                                  \
    X(DESCRIBE_AS_IS, "as it is, the model at its means", "nykyisellään, malli keskiarvoissaan")                          \
    X(DESCRIBE_AS_IS_RUNS, "as it is, mean of {1} runs", "nykyisellään, {1} ajon keskiarvo")                              \
    X(DESCRIBE_LIST_MORE, "and {1} more: --json lists all", "ja {1} muuta: --json luettelee kaikki")                      \
    X(DESCRIBE_ASSUMPTIONS, "Assumptions: {1} with a source, {2} our own (a note says so), {3} without either",           \
      "Oletukset: lähde on {1} luvulla, omia {2} (huomautus kertoo), ilman kumpaakaan {3}")                               \
    X(DESCRIBE_UNSOURCED, "Without a source or a note:", "Ilman lähdettä tai huomautusta:")                               \
    X(DESCRIBE_OWN, "Our own assumptions:", "Omat oletukset:")                                                            \
    X(DESCRIBE_DIR, "With -o DIR the graph of the stages is drawn, and all of this is written.",                          \
      "Valitsin -o KANSIO piirtää vaiheiden verkon ja tallentaa kaiken tämän.")                                           \
    X(MATRIX_STAGES, "{1}: {2} stages are too many for a screen, --json holds them",                                      \
      "{1}: {2} vaihetta on näytölle liikaa, --json antaa ne")                                                            \
    X(MATRIX_GROUPS, "{1}: {2} groups are too many for a screen, --json holds them",                                      \
      "{1}: {2} ryhmää on näytölle liikaa, --json antaa ne")                                                              \
    /* stays */                                                                                                           \
    X(STAYS_OTHERS, "{1} others", "{1} muuta")                                                                            \
    X(STAYS_BALANCE, "Start in balance, each number at its mean: {1}.",                                                   \
      "Alku tasapainossa, kukin luku keskiarvossaan: {1}.")                                                               \
    X(STAYS_TURNS, "Today's flows {1}.", "Nykyisillä siirtymillä {1}.")                                                   \
    X(STAYS_DOUBLE, "double {1} in {2}", "{1} kaksinkertaistuu ({2})")                                                    \
    X(STAYS_HALVE, "halve {1} in {2}", "{1} puolittuu ({2})")                                                             \
    X(STAYS_COME_BACK, "new_customers counts people who come back as well: by {1}, buyers become prospects again.",       \
      "new_customers laskee myös palaajat: {1} vie ostaneita takaisin vaiheeseen, jonka rooli on prospect.")              \
    X(STAYS_STAY, "stay ({1})", "viipymä ({1})")                                                                          \
    X(STAYS_ENDS, "ends up in", "päätyy")                                                                                 \
    X(STAYS_LONG_RUN, "in the long run stands in", "on pitkällä aikavälillä")                                             \
    X(STAYS_AFTER, "after {1} stands in", "{1} myöhemmin on")                                                             \
    X(STAYS_WHO, "Who enters", "Vaiheeseen tullut")                                                                       \
    X(STAYS_ALONE, "dwell alone", "viipymä yksin")                                                                        \
    X(STAYS_LEAVES, "leaves for", "lähtee")                                                                               \
    X(STAYS_FEEDBACK,                                                                                                     \
      "With word of mouth, stocks, queues or capacity the engine `expected` is an approximation; `cohort` is exact.",     \
      "Jos mallissa on suosittelua, varastoja, jonoja tai kapasiteetti, moottori `expected` on likiarvo; `cohort` on "    \
      "tarkka.")                                                                                                          \
    /* check */                                                                                                           \
    X(ASKED_OK, "{1}: OK", "{1}: kunnossa")                                                                               \
    X(ASKED_MODEL, "{1} (model {2}, {3})", "{1} (malli {2}, {3})")                                                        \
    X(ASKED_MODEL_ALONE, "{1} (model {2})", "{1} (malli {2})")                                                            \
    X(ASKED_STAGE, "{1} stage", "{1} vaihe")                                                                              \
    X(ASKED_STAGES, "{1} stages", "{1} vaihetta")                                                                         \
    X(ASKED_PERSONA, "{1} persona", "{1} persoona")                                                                       \
    X(ASKED_PERSONAS, "{1} personas", "{1} persoonaa")                                                                    \
    X(ASKED_NO_PERSONAS, "no personas", "ei persoonia")                                                                   \
    X(ASKED_TRANSITION, "{1} transition", "{1} siirtymä")                                                                 \
    X(ASKED_TRANSITIONS, "{1} transitions", "{1} siirtymää")                                                              \
    X(ASKED_DRIVER, "{1} driver", "{1} ajuri")                                                                            \
    X(ASKED_DRIVERS, "{1} drivers", "{1} ajuria")                                                                         \
    X(ASKED_UNCERTAIN, "{1} uncertain number", "{1} epävarma luku")                                                       \
    X(ASKED_UNCERTAINS, "{1} uncertain numbers", "{1} epävarmaa lukua")                                                   \
    X(ASKED_RUNS, "{1}{2}, {3} customers, {4}, seed {5}", "{1}{2}, {3} asiakasta, {4}, siemenluku {5}")                   \
    X(ASKED_BUDGETS, "Budgets:", "Budjetit:")                                                                             \
    X(ASKED_BUDGETS_IN, "Budgets ({1}):", "Budjetit ({1}):")                                                              \
    X(ASKED_LEVERS, "Levers that do not stand as today:", "Käytännöt, jotka eivät ole kuten tänään:")                     \
    X(ASKED_AGAINST, "Against {1}:", "Muutokset verrattuna: {1}")                                                         \
    X(ASKED_UNCHANGED, "Against {1}: nothing is changed", "Ei muutoksia verrattuna: {1}")                                 \
    X(ASKED_OPTIMISE, "{1}, from today's plan {2} by {3}", "{1}: lähtökohta {2}, tavoite {3}")                            \
    X(ASKED_LEAST_SPEND, "the least spend", "pienin rahamäärä")                                                           \
    X(ASKED_CHAIN, "{1} chain", "{1} ketju")                                                                              \
    X(ASKED_CHAINS, "{1} chains", "{1} ketjua")                                                                           \
    X(ASKED_LEARNED, "Learned: {1} ({2})", "Opitaan: {1} ({2})")                                                          \
    X(ASKED_NUMBER, "{1} number", "{1} luku")                                                                             \
    X(ASKED_NUMBERS, "{1} numbers", "{1} lukua")                                                                          \
    X(ASKED_AND_MORE, "{1} and {2} more", "{1} ja {2} muuta")                                                             \
    X(ASKED_SERIES, "Observed: {1}, {2} of steps {3} to {4} ({5}, column {6})",                                           \
      "Havaittu: {1}, {2}, askeleet {3}–{4} ({5}, sarake {6})")                                                           \
    X(ASKED_WHOSE, "{1} of {2}", "{1}, {2}")                                                                              \
    X(ASKED_VALUE, "{1} value", "{1} arvo")                                                                               \
    X(ASKED_VALUES, "{1} values", "{1} arvoa")                                                                            \
    X(ASKED_LOG, "Observed: a log of {1} with {2} ({3})", "Havaittu: loki, {1}, {2} ({3})")                               \
    X(ASKED_CASE, "{1} case", "{1} tapaus")                                                                               \
    X(ASKED_CASES, "{1} cases", "{1} tapausta")                                                                           \
    X(ASKED_MOVE, "{1} move", "{1} siirtymä")                                                                             \
    X(ASKED_MOVES, "{1} moves", "{1} siirtymää")                                                                          \
    X(ASKED_TARGET, "Observed: {1} is {2}, sd {3}", "Havaittu: {1} on {2}, keskihajonta {3}")                             \
    X(ASKED_TARGET_SHARE, "Observed: the share of {1} is {2}, sd {3}", "Havaittu: osuus {1} on {2}, keskihajonta {3}")    \
    X(ASKED_EXPERIMENT, "Observed: a test of {1} in steps {2} to {3} brought {4} {5}, sd {6}",                            \
      "Havaittu: koe ({1}, askeleet {2}–{3}) toi {4} {5}, keskihajonta {6}")                                              \
    X(ASKED_HOLDOUT, "The last {1} are kept for a backtest.", "Viimeiset {1} säästetään jälkitestiä varten.")             \
    /* journeys */                                                                                                        \
    X(JOURNEYS_WRITTEN, "{1} customers of run {2}: {3}", "{1} asiakasta ajosta {2}: {3}")                                 \
    X(NEW_WHICH, "Which kind of firm is it?", "Millainen yritys on?")                                                     \
    X(NEW_SERVICE, "a service with a crew: jobs in people's homes, a crew that can be full",                              \
      "palvelu: töitä asiakkaiden kodeissa, tekijöitä on rajallisesti")                                                   \
    X(NEW_SHOP, "a web shop: visits, carts, orders, day by day",                                                          \
      "verkkokauppa: käynnit, ostoskorit ja tilaukset päivittäin")                                                        \
    X(NEW_SUBSCRIPTION, "a subscription: a trial, contracts by the month and by the year",                                \
      "tilauspalvelu: kokeilu, kuukausi- ja vuosisopimukset")                                                             \
    X(NEW_BUSINESS, "selling to firms: leads, salespeople, offers, contracts",                                            \
      "myynti yrityksille: liidit, myyjät, tarjoukset, sopimukset")                                                       \
    X(NEW_OTHER, "something else: a short journey that has one of each",                                                  \
      "jokin muu: lyhyt polku, jossa on kutakin osaa yksi")                                                               \
    X(NEW_ANSWER, "Number or name ({1} where you just press Enter):", "Numero tai nimi (pelkkä Enter on {1}):")           \
    X(NEW_WRITTEN, "Written:", "Kirjoitettu:")                                                                            \
    X(NEW_TWO, "two", "kahta")                                                                                            \
    X(NEW_THREE, "three", "kolmea")                                                                                       \
    X(NEW_FOUR, "four", "neljää")                                                                                         \
    X(NEW_COMPARE, "Now compare the {1} scenarios, then change a number and compare again:",                              \
      "Vertaa nyt näitä {1} skenaariota, muuta sitten jokin luku ja vertaa uudelleen:")

#endif
