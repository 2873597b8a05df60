/* Texts of the report: a calibration. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_CALIBRATION_H
#define PK_REPORT_MESSAGES_CALIBRATION_H

#define PK_SAY_CALIBRATION_LIST(X)                                                                                            \
    /* a calibration */                                                                                                       \
    X(CHART_FIT, "Does the model bring what was observed?", "Tuottaako malli sen, mitä havaittiin?")                          \
    X(CHART_CONTRIBUTIONS, "What brought what was observed?", "Mikä toi sen, mitä havaittiin?")                               \
    X(CONTRIBUTIONS_CAPTION, "What each driver brought", "Mitä kukin tekijä toi")                                             \
    X(CONTRIBUTIONS_DRIVER, "Driver", "Tekijä")                                                                               \
    X(CONTRIBUTIONS_BROUGHT, "Brought in all", "Toi yhteensä")                                                                \
    X(CONTRIBUTIONS_AT_A_TIME, "{1} at a time", "{1} kerrallaan")                                                             \
    X(CONTRIBUTIONS_ORGANIC, "Organic: nothing on", "Orgaaninen: ilman mitään")                                               \
    X(CONTRIBUTIONS_NOTE,                                                                                                     \
      "Expected numbers of what was learned, shared out by Shapley value: the rows of a series add up to what is "            \
      "expected of it. What was spent before the start counts as organic. Every value: contributions.csv.",                   \
      "Opitun mallin odotetut luvut, jaettu Shapleyn arvolla: sarjan rivien summa on se, mitä siltä odotetaan. "            \
      "Ennen alkua käytetty raha lasketaan orgaaniseen. Kaikki arvot: contributions.csv.")                                    \
    X(CHART_LEARNED, "What did the data teach?", "Mitä aineisto opetti?")                                                     \
    X(CHART_PAIRS, "What can the data not tell apart?", "Mitä aineisto ei erota toisistaan?")                                 \
    X(CHART_CHAINS, "Do the chains agree?", "Ovatko ketjut yhtä mieltä?")                                                     \
    X(CHAINS_CAPTION, "The numbers whose chains agree least", "Luvut, joiden ketjut ovat vähiten yhtä mieltä")                \
    X(CHAINS_GATE, "The fit asks for an R-hat of 1.01 at most and 400 independent draws at least.",                           \
      "Sovitteelta vaaditaan R-hat enintään 1,01 ja vähintään 400 riippumatonta arvontaa.")                                   \
    X(PAIRS_CAPTION, "The numbers that go together most", "Luvut, jotka kulkevat eniten yhdessä")                             \
    X(PAIRS_OTHER, "And", "Ja")                                                                                               \
    X(PAIRS_R, "Correlation", "Korrelaatio")                                                                                  \
    X(CALIBRATION_LINE, "{1} learned from {2}: {3} customers, {4}.", "{1} opittu {2}: {3} asiakasta, {4}.")                   \
    X(CALIBRATION_VALUE, "{1} observed value", "{1} havainnosta")                                                             \
    X(CALIBRATION_VALUES, "{1} observed values", "{1} havainnosta")                                                           \
    X(CALIBRATION_TRUSTED, "The fit can be trusted: {1} chains of {2} draws agree.",                                          \
      "Sovitteeseen voi luottaa: {1} ketjua, kussakin {2} arvontaa, ovat yhtä mieltä.")                                       \
    X(CALIBRATION_TRUSTED_ONE, "The fit can be trusted: the halves of {1} chain of {2} draws agree.",                         \
      "Sovitteeseen voi luottaa: {1} ketjun puoliskot, yhteensä {2} arvontaa, ovat yhtä mieltä.")                             \
    X(CALIBRATION_DOUBTED,                                                                                                    \
      "The fit cannot be trusted yet: decide nothing by its numbers before this is mended ({1} chains of {2} draws).",        \
      "Sovitteeseen ei voi vielä luottaa: älä päätä mitään sen luvuilla, ennen kuin tämä on korjattu ({1} ketjua, " \
      "kussakin {2} arvontaa).")                                                                                              \
    X(CALIBRATION_DOUBTED_ONE,                                                                                                \
      "The fit cannot be trusted yet: decide nothing by its numbers before this is mended ({1} chain of {2} draws).",         \
      "Sovitteeseen ei voi vielä luottaa: älä päätä mitään sen luvuilla, ennen kuin tämä on korjattu ({1} ketju, "  \
      "{2} arvontaa).")                                                                                                       \
    X(CALIBRATION_LEARNED, "The data decide {1} of {2} numbers: {3}.", "Aineisto ratkaisee {1}/{2} luvusta: {3}.")            \
    X(CALIBRATION_NOTHING, "The data decide none of the numbers: they stay about as they were assumed.",                      \
      "Aineisto ei ratkaise yhtään lukua: ne jäävät suunnilleen oletetuiksi.")                                                \
    X(CALIBRATION_DISPUTED,                                                                                                   \
      "Data and assumption disagree on: {1}. Look at which of them to believe before you use what was learned.",              \
      "Aineisto ja oletus ovat eri mieltä: {1}. Selvitä, kumpaa uskoa, ennen kuin käytät opittua.")                           \
    X(CALIBRATION_LEFT,                                                                                                       \
      "Of {1} numbers the data say little, so the assumption stays: {2}. A test or another series would tell more.",          \
      "Aineisto kertoo vähän {1} luvusta, joten oletus jää voimaan: {2}. Koe tai uusi aikasarja kertoisi enemmän.")           \
    X(CALIBRATION_COVER, "Of {2} observed values {1} lie within the 90% band of what was learned; about 90% should.",         \
      "Opitun mallin 90 %:n alueella on {1} {2} havainnosta; noin 90 % pitäisi olla.")                                        \
    X(CALIBRATION_ODD,                                                                                                        \
      "{1} of {2} checks are outside what runs of the model bring: something is missing in the model (see Checks).",          \
      "{1}/{2} tarkistuksesta on sen ulkopuolella, mitä mallin ajot tuottavat: mallista puuttuu jotain (ks. "                \
      "Tarkistukset).")                                                                                                       \
    X(BACKTEST_BETTER,                                                                                                        \
      "Held out, {1}: {2} of {3} values lie within the 90% band; the forecast is off by {4} on average, better than "         \
      "{5} ({6}).",                                                                                                           \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta); ennuste on keskimäärin {4} sivussa, parempi kuin "    \
      "{5} ({6}).")                                                                                                           \
    X(BACKTEST_WORSE,                                                                                                         \
      "Held out, {1}: {2} of {3} values lie within the 90% band; the forecast is off by {4} on average, no better "           \
      "than "                                                                                                                 \
      "{5} ({6}).",                                                                                                           \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta); ennuste on keskimäärin {4} sivussa, ei parempi "      \
      "kuin {5} ({6}).")                                                                                                      \
    X(BACKTEST_ALONE,                                                                                                         \
      "Held out, {1}: {2} of {3} values lie within the 90% band; the forecast is off by {4} on average.",                     \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta); ennuste on keskimäärin {4} sivussa.")                     \
    X(BACKTEST_SEASON, "the same as a year before", "sama kuin vuotta aiemmin")                                               \
    X(BACKTEST_STEP, "the same as the last step", "sama kuin viimeksi")                                                       \
    X(CALIBRATION_FOUND, "What else the fit says", "Mitä muuta sovite kertoo")                                                \
    X(CALIBRATION_HEALTH_HEAD, "The data", "Aineisto")                                                                        \
    X(LOG_READ, "{1}: {2}, {3}, {4}.", "{1}: {2}, {3}, {4}.")                                                                 \
    X(LOG_ROW, "{1} row", "{1} rivi")                                                                                         \
    X(LOG_ROWS, "{1} rows", "{1} riviä")                                                                                      \
    X(LOG_CROWDED, "{1} of the moves come within the step of another: choose a shorter step.",                                \
      "{1} siirtymistä osuu samaan askeleeseen toisen kanssa: valitse lyhyempi askel.")                                       \
    X(LOG_LAPSED, "{1} of the gaps between two rows are longer than the lapse: these came back.",                             \
      "{1} kahden rivin väleistä on pidempiä kuin poistuman raja: nämä tulivat takaisin.")                                    \
    X(LOG_REACHED, "{1}: who reaches a stage before the end", "{1}: kuka pääsee vaiheeseen ennen loppua")                     \
    X(LOG_CHAIN, "By the chain", "Ketjun mukaan")                                                                             \
    X(CALIBRATION_CAPTION, "Each number before and after the data", "Kukin luku ennen aineistoa ja sen jälkeen")              \
    X(CALIBRATION_ASSUMED, "Assumed, 90%", "Oletettu, 90 %")                                                                  \
    X(CALIBRATION_MEAN, "Learned, mean", "Opittu keskiarvo")                                                                  \
    X(CALIBRATION_INTERVAL, "Learned, 90%", "Opittu, 90 %")                                                                   \
    X(CALIBRATION_DECIDED, "Decided by", "Ratkaisee")                                                                         \
    X(CALIBRATION_BY_DATA, "the data", "aineisto")                                                                            \
    X(CALIBRATION_BY_PRIOR, "the assumption", "oletus")                                                                       \
    X(CALIBRATION_BY_BOTH, "both, and they disagree", "molemmat, eri mieltä")                                                 \
    X(CALIBRATION_BY_NOBODY, "the assumption: nothing observed hangs on it", "oletus: mikään havaittu ei riipu siitä")        \
    X(CALIBRATION_INDEPENDENT, "Worth so many independent draws", "Vastaa riippumattomia arvontoja")                          \
    X(CALIBRATION_MORE, "Summaries are in summary.csv, the draws in {1}.",                                                    \
      "Yhteenvedot ovat tiedostossa summary.csv, arvonnat tiedostossa {1}.")                                                  \
    X(CALIBRATION_SEE_NUMBERS, "The figures stand under Number by number.", "Luvut ovat kohdassa Luku luvulta.")              \
    X(CALIBRATION_FIT_CAPTION, "Observed values beside runs of what was learned",                                             \
      "Havainnot opitun mallin ajojen rinnalla")                                                                              \
    X(CALIBRATION_SERIES, "Series", "Sarja")                                                                                  \
    X(CALIBRATION_FROM, "From", "Alkaen")                                                                                     \
    X(CALIBRATION_OBSERVED, "Observed", "Havaittu")                                                                           \
    X(CALIBRATION_MEDIAN, "Runs, median", "Ajojen mediaani")                                                                  \
    X(CALIBRATION_HELD_OUT, "held out", "säästetty")                                                                          \
    X(CALIBRATION_FIT_MORE, "One in {1} values; all are in predicted.csv.",                                                   \
      "Joka {1}. havainto; kaikki ovat tiedostossa predicted.csv.")                                                           \
    X(CHECK_HEAD, "Checks", "Tarkistukset")                                                                                   \
    X(CHECK_CAPTION, "Where the observed lies among runs of the model", "Missä havaittu on mallin ajojen joukossa")           \
    X(CHECK_WHAT, "What is looked at", "Mitä katsotaan")                                                                      \
    X(CHECK_RUNS, "Runs, mean", "Ajojen keskiarvo")                                                                           \
    X(CHECK_VERDICT, "Verdict", "Arvio")                                                                                      \
    X(CHECK_ODD, "the model does not bring this", "malli ei tuota tätä")                                                      \
    X(CHECK_FITS, "fits", "sopii")                                                                                            \
    X(CHECK_TOTAL, "total", "yhteensä")                                                                                       \
    X(CHECK_13, "best 13 in a row", "parhaat 13 peräkkäin")                                                                   \
    X(CHECK_52, "best 52 in a row", "parhaat 52 peräkkäin")                                                                   \
    X(CHECK_LAG, "correlation of neighbours", "peräkkäisten korrelaatio")                                                     \
    X(BACKTEST_CAPTION, "The last {1} steps, foretold by a fit that has not seen them",                                       \
      "Viimeiset {1} askelta, ennuste ilman näitä havaintoja")                                                                \
    X(BACKTEST_VALUES, "Values", "Havaintoja")                                                                                \
    X(BACKTEST_50, "Within 50%", "50 %:n alueella")                                                                           \
    X(BACKTEST_90, "Within 90%", "90 %:n alueella")                                                                           \
    X(BACKTEST_ERROR, "Off by", "Poikkeama")                                                                                  \
    X(BACKTEST_STEP_ERROR, "Same as the last step", "Sama kuin viimeksi")                                                     \
    X(BACKTEST_SEASON_ERROR, "Same as a year before", "Sama kuin vuotta aiemmin")                                             \
    X(CHAINS, "Chains", "Ketjuja")                                                                                            \
    X(METHOD, "Method", "Menetelmä")                                                                                          \
    X(CHART_ATTRIBUTION, "Where does it come from?", "Mistä tulos syntyy?")                                                   \
    X(CHART_INCREMENTAL, "What would be missing without it?", "Mitä ilman sitä puuttuisi?")                                   \
    X(CHART_SPEND_SHARE, "Does the effect stand where the money is?", "Onko vaikutus siellä missä raha?")                     \
    X(CHART_BEST_RESPONSE, "What does each channel's spend bring?", "Mitä kunkin kanavan raha tuo?")                          \
    X(CHART_BEST_SPEND, "Where does the money go?", "Mihin raha menee?")                                                      \
    X(CHART_BEST_SHARE, "Does the money go where it brings most?", "Meneekö raha sinne, missä se tuo eniten?")                \
    X(CHART_BEST_PRICES, "Which bounds cost most?", "Mitkä rajat maksavat eniten?")                                           \
    X(CHART_BEST_BUDGET, "What would other budgets bring?", "Mitä muut budjetit toisivat?")                                   \
    X(CHART_SWEEP_LINE, "What do other values bring?", "Mitä muut arvot tuovat?")                                             \
    X(CHART_SWEEP_MAP, "Which values go well together?", "Mitkä arvot sopivat yhteen?")                                       \
    X(CHART_SWEEP_BEST, "Which cells are the best?", "Mitkä solut ovat parhaat?")                                             \
    X(CHART_OTHER, "Chart: {1}", "Kuva: {1}")                                                                                 \
    X(ENTERED, "Entered", "Tuli vaiheeseen")                                                                                  \
    X(STEP_CONVERSION, "Of all moves out of a stage, the share to the next", "Vaiheesta lähteneistä seuraavaan")              \
    X(STEP_WAY, "From, to", "Mistä mihin")                                                                                    \
    X(STAGE, "Stage", "Vaihe")                                                                                                \
    X(WAY, "From – to", "Mistä – mihin")                                                                                      \
    X(MOVED, "Moves", "Siirtymiä")                                                                                            \
    X(PERSONA, "Persona", "Persoona")                                                                                         \
    X(CHANNEL, "Channel", "Kanava")                                                                                           \
    X(WHEN, "At the end of", "Ajankohta")                                                                                     \
    X(START, "start", "alku")                                                                                                 \
    X(STEP, "step {1}", "askel {1}")                                                                                          \
    X(SPEND, "Spend a {1}", "Mainonta / {1}")                                                                                 \
    X(PAID, "Paid a {1}", "Maksettu / {1}")                                                                                   \
    X(FELT, "Felt a {1}, with carry-over", "Vaikuttaa / {1}, viive mukana")                                                   \
    X(RESPONSE, "Response", "Vaste")                                                                                          \
    X(GAIN, "Beyond those without this spend, a {1}", "Enemmän kuin ilman mainontaa / {1}")                                   \
    X(GAIN_CAPTION,                                                                                                           \
      "Customers on the way of each effect from today’s counts; in percent the channel’s response, where nobody is "      \
      "there "                                                                                                                \
      "today or it acts on no way",                                                                                           \
      "Asiakkaita kunkin vaikutuksen reitillä nykyisistä määristä; prosentteina kanavan vaste, jos vaiheessa ei ole "    \
      "nyt "                                                                                                                  \
      "ketään tai kanava ei vaikuta reittiin")

#endif
