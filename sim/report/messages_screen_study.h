/* Texts of the terminal: sweep, sensitivity, optimise, attribute, calibrate. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_SCREEN_STUDY_H
#define PK_REPORT_MESSAGES_SCREEN_STUDY_H

#define PK_SAY_SCREEN_STUDY_LIST(X)                                                                                              \
    /* a sweep */                                                                                                                \
    X(CELLS_OF, "{1} cells of {2}", "{1} solua, {2}")                                                                            \
    X(CELLS_REUSED, ", {1} of them done before", ", joista {1} oli jo laskettu")                                                 \
    X(CELLS_FAULT, ", {1} cannot be", ", mahdottomia {1}")                                                                       \
    X(CELLS_WRITTEN, "as it is written", "sellaisenaan")                                                                         \
    X(CELLS_VALUE_WRITTEN, "as written", "sellaisenaan")                                                                         \
    X(CELLS_CELL, "cell", "solu")                                                                                                \
    X(CELLS_VALUES, "values", "arvot")                                                                                           \
    X(CELLS_AGAINST_HEAD, "against the\nplan as written", "ero suunnitelmaan\nsellaisenaan")                                     \
    X(CELLS_INTERVAL_HEAD, "90% interval", "90 %:n väli")                                                                        \
    X(CELLS_CHANCE_HEAD, "chance to\nbe better", "parempi\ntodennäköisyydellä")                                                  \
    X(CELLS_MORE, "{1} more cells are in {2}", "{1} muuta solua on tiedostossa {2}")                                             \
    X(CELLS_ONE_WITH, "Of the cells, the one with the {1} is cell {2} ({3}).", "Soluista {1} on solulla {2} ({3}).")             \
    X(CELLS_NO_ONE_WITH, "No cell beats the plan as it is written. Of them, the one with the {1} is cell {2} ({3}).",            \
      "Mikään solu ei voita suunnitelmaa sellaisenaan. Niistä {1} on solulla {2} ({3}).")                                        \
    X(CELLS_NO_FRESH, "It cannot be in fresh runs: {1}.", "Se ei ole mahdollinen uusissa ajoissa: {1}.")                         \
    X(CELLS_THEY_FAIL, "they fail", "ne epäonnistuvat")                                                                          \
    X(CELLS_FRESH, "In {1} it makes {2}, {3}.", "Uusissa ajoissa ({1}) se tuo {2}, {3}.")                                        \
    X(CELLS_FRESH_RUN, "one fresh run", "yksi ajo")                                                                              \
    X(CELLS_FRESH_RUNS, "{1} fresh runs", "{1} ajoa")                                                                            \
    X(CELLS_SAME, "the same as the plan as it is written", "sama kuin suunnitelma sellaisenaan")                                 \
    X(CELLS_AGAINST, "{1} against the plan as it is written", "{1} suunnitelmaan sellaisenaan nähden")                           \
    X(CELLS_AGAINST_EXACT, "exactly {1} against the plan as it is written",                                                      \
      "täsmälleen {1} suunnitelmaan sellaisenaan nähden")                                                                        \
    X(CELLS_THE_TWO, "{1}; the two {2}", "{1}; niiden paremmuus {2}")                                                            \
    X(CELLS_BETTER, "{1}, better in {2} of the draws", "{1}, parempi todennäköisyydellä {2}")                                    \
    X(CELLS_SHARED, " The runs in which it was chosen give {1}.", " Ajot, joissa se valittiin, antavat {1}.")                    \
    X(CELLS_SHARED_LUCK,                                                                                                         \
      " The runs in which it was chosen give {1}; the best of many cells owes part of that to luck.",                            \
      " Ajot, joissa se valittiin, antavat {1}; monen solun parhaan tulos on osin onnea.")                                       \
    X(CELLS_NEAR_ONE, " One other cell comes within 1% of it.", " Yksi muu solu on enintään 1\u00a0%:n päässä siitä.")           \
    X(CELLS_NEAR, " {1} other cells come within 1% of it.", " {1} muuta solua on enintään 1\u00a0%:n päässä siitä.")             \
    X(CELLS_NAME, "cell {1} ({2})", "solu {1} ({2})")                                                                            \
    X(CELLS_DO, "Do it: {1}, {2} against the plan as it is written{3}. The price of being wrong is {4}.",                        \
      "Tee näin: {1}, {2} suunnitelmaan sellaisenaan nähden{3}. Väärässä olemisen hinta on {4}.")                                \
    X(CELLS_FIND_OUT,                                                                                                            \
      "Find out more first: {1}, {2} against the plan as it is written{3}, brings less than the {4} that knowing the "           \
      "assumptions would be worth. The price of being wrong, if it is done now, is {5}.",                                        \
      "Selvitä ensin lisää: {1}, {2} suunnitelmaan sellaisenaan nähden{3}, tuo vähemmän kuin oletusten tunteminen, "       \
      "jonka arvo on {4}. Jos sen tekee nyt, väärässä olemisen hinta on {5}.")                                                   \
    X(CELLS_KEEP, "Keep the plan as it is written: {1}. The price of being wrong is {2}.",                                       \
      "Pidä suunnitelma sellaisenaan: {1}. Väärässä olemisen hinta on {2}.")                                                     \
    X(CELLS_KEEP_LUCK, "that {1} is ahead ({2}) may be luck", "etumatka, {1} ({2}), voi olla sattumaa")                          \
    X(CELLS_KEEP_NONE, "no cell is better in fresh runs", "mikään solu ei ole parempi uusissa ajoissa")                          \
    /* a sensitivity */                                                                                                          \
    X(HANGS_ON, "{1}: what {2} hangs on", "”{1}”: mistä riippuu {2}")                                                            \
    X(HANGS_ON_AGAINST, "{1} against {2}: what the difference in {3} hangs on",                                                  \
      "”{1}” ja vertailukohta ”{2}”: mistä ero riippuu ({3})")                                                                   \
    X(HANGS_NOTHING, "No number is uncertain: there is nothing to find out. {1} is {2}.",                                        \
      "Mikään luku ei ole epävarma: selvitettävää ei ole. {1}: {2}.")                                                            \
    X(HANGS_NOTHING_AGAINST, "No number is uncertain: there is nothing to find out. The difference in {1} is {2}.",              \
      "Mikään luku ei ole epävarma: selvitettävää ei ole. Ero, {1}: {2}.")                                                       \
    X(HANGS_MEAN, "{1} on average over the assumptions, with a standard deviation of {2} ({3}, {4} points)",                     \
      "Oletusten yli keskimäärin {1}, keskihajonta {2} ({3}, {4} pistettä)")                                                     \
    X(HANGS_EXPECTED,                                                                                                            \
      "The model feeds back: expected numbers alone say {1}; what {2} runs are off them is in all figures here but "             \
      "the elasticities.",                                                                                                       \
      "Mallissa on takaisinkytkentää: pelkät odotetut luvut antavat {1}; {2} ajon poikkeama niistä on mukana "               \
      "kaikissa luvuissa paitsi joustoissa.")                                                                                    \
    X(HANGS_UNCORRECTED,                                                                                                         \
      "The model feeds back and the engine is `expected`: all figures are of expected numbers alone, which are only "            \
      "an approximation here. Leave --engine expected out.",                                                                     \
      "Mallissa on takaisinkytkentää ja moottori on `expected`: kaikki luvut ovat pelkkiä odotettuja lukuja, tässä "        \
      "vain likiarvoja. Jätä --engine expected pois.")                                                                           \
    X(HANGS_NUMBER, "number", "luku")                                                                                            \
    X(HANGS_RANGE, "5% to 95%", "5 % … 95 %")                                                                                    \
    X(HANGS_LOW, "at its 5%\n{1}", "5 %:n kohdalla\n{1}")                                                                        \
    X(HANGS_HIGH, "at its 95%\n{1}", "95 %:n kohdalla\n{1}")                                                                     \
    X(HANGS_ALONE, "alone\n% of variance", "yksin\n% varianssista")                                                              \
    X(HANGS_WITH, "with others\n% of variance", "muiden kanssa\n% varianssista")                                                 \
    X(HANGS_WORTH, "worth knowing\n{1}", "tietämisen arvo\n{1}")                                                                 \
    X(HANGS_TOGETHER, "drawn together: {1}", "arvottu yhdessä: {1}")                                                             \
    X(HANGS_MORE, "{1} more are in {2}", "{1} muuta on tiedostossa {2}")                                                         \
    X(HANGS_PLAIN, "plain number", "varma luku")                                                                                 \
    X(HANGS_WRITTEN, "as written", "kirjoitettuna")                                                                              \
    X(HANGS_DO, "Do it: {1}, {2} against {3}. The price of being wrong is {4}.",                                                 \
      "Tee näin: ”{1}”, {2} suunnitelmaan ”{3}” nähden. Väärässä olemisen hinta on {4}.")                                        \
    X(HANGS_FIND_OUT,                                                                                                            \
      "Find out more first: {1}, {2} against {3}, brings less than the {4} that knowing the assumptions would be "               \
      "worth. The price of being wrong, if it is done now, is {5}.",                                                             \
      "Selvitä ensin lisää: ”{1}”, {2} suunnitelmaan ”{3}” nähden, tuo vähemmän kuin oletusten tunteminen, jonka " \
      "arvo on "                                                                                                                 \
      "{4}. Jos sen tekee nyt, väärässä olemisen hinta on {5}.")                                                                 \
    X(HANGS_KEEP, "Keep {1}. The price of being wrong is {2}.", "Pidä ”{1}”. Väärässä olemisen hinta on {2}.")                   \
    X(HANGS_KEEP_LUCK, "Keep {1}: what the other is ahead may be luck. The price of being wrong is {2}.",                        \
      "Pidä ”{1}”: toisen etumatka voi olla sattumaa. Väärässä olemisen hinta on {2}.")                                          \
    /* the best plan */                                                                                                          \
    X(OPTIMUM_LEAST,                                                                                                             \
      "The least spend found that reaches {1} of at least {2}{3} in {4} of the futures is {5}: it does in {6} of {7} "           \
      "fresh ones.",                                                                                                             \
      "Pienin löydetty rahamäärä, jolla {1} on vähintään {2}{3} todennäköisyydellä {4}, on {5}: se onnistuu "          \
      "todennäköisyydellä {6} ({7} uutta tulevaisuutta).")                                                                       \
    X(OPTIMUM_LEAST_TODAY, "Today's plan, with {1}, does in {2}.",                                                               \
      "Nykyinen suunnitelma, {1}, onnistuu todennäköisyydellä {2}.")                                                             \
    X(OPTIMUM_FLAT, "Keep today's plan: nothing that may be moved changes {1}, so the plan is left as it is.",                   \
      "Pidä nykyinen suunnitelma: mikään, mitä saa siirtää, ei muuta mittaria {1}, joten suunnitelma jää ennalleen.")            \
    X(OPTIMUM_KEEP, "Keep today's plan", "Pidä nykyinen suunnitelma")                                                            \
    X(OPTIMUM_DO, "Do it", "Tee näin")                                                                                           \
    X(OPTIMUM_FIND_OUT, "Find out more first", "Selvitä ensin lisää")                                                            \
    X(OPTIMUM_VERDICT, "{1}: the best plan found changes {2} by {3} (error {4}), and is better in {5} of the draws.",            \
      "{1}: paras löydetty suunnitelma muuttaa mittaria {2} {3} (virhe {4}) ja on parempi todennäköisyydellä {5}.")              \
    X(OPTIMUM_EVPI, "Knowing every assumption before deciding would be worth {1}.",                                              \
      "Kaikkien oletusten tunteminen ennen päätöstä olisi arvoltaan {1}.")                                                       \
    X(OPTIMUM_TOLD_BY, "Told by {1} paired runs on draws that had no part in the search (seed {2}).",                            \
      "Perustuu {1} parittaiseen ajoon arvonnoilla, joita haku ei käyttänyt (siemenluku {2}).")                                  \
    X(OPTIMUM_MOVED, "Runs of plans around the best have moved it: the search went over outcomes that they correct.",            \
      "Parhaan ympärillä ajetut suunnitelmat siirsivät sitä: haku kävi läpi tuloksia, joita ajot korjaavat.")                    \
    X(OPTIMUM_NOT_MOVED, "Runs of plans around the best give no reason to move it.",                                             \
      "Parhaan ympärillä ajetut suunnitelmat eivät anna syytä siirtää sitä.")                                                    \
    X(OPTIMUM_AIMED, "at its quantile {1} ", "kvantiililla {1} ")                                                                \
    X(OPTIMUM_SEARCH,                                                                                                            \
      "The search, over {1} draws of the assumptions, counts on a gain of {2} {3}by expected outcomes; {1} fresh "               \
      "draws give {4}.",                                                                                                         \
      "Haku, {1} oletusarvonnan yli, laskee odotetuista tuloksista {3}eduksi {2}; {1} uutta arvontaa antaa {4}.")                \
    X(OPTIMUM_A_STEP, "a {1}", "/ {1}")                                                                                          \
    X(OPTIMUM_PERIOD, "period", "jakso")                                                                                         \
    X(OPTIMUM_TODAY, "today", "nyt")                                                                                             \
    X(OPTIMUM_BEST, "best", "paras")                                                                                             \
    X(OPTIMUM_MAY_BE, "may be", "saa olla")                                                                                      \
    X(OPTIMUM_ONE_MORE, "one more\nbrings", "yksi lisää\ntuo")                                                                   \
    X(OPTIMUM_BOUND, "stands at, and what\none more on it brings", "rajalla, ja mitä yksi\nlisää rajaan toisi")                  \
    X(OPTIMUM_UP, "{1} up", "vähintään {1}")                                                                                     \
    X(OPTIMUM_UP_TO, "up to {1}", "enintään {1}")                                                                                \
    X(OPTIMUM_ALL, "all", "kaikki")                                                                                              \
    X(OPTIMUM_AT_LEAST, "least", "alaraja")                                                                                      \
    X(OPTIMUM_AT_MOST, "most", "yläraja")                                                                                        \
    X(OPTIMUM_AT_FIXED, "fixed", "kiinteä")                                                                                      \
    X(OPTIMUM_BUDGET, "budget", "budjetti")                                                                                      \
    X(OPTIMUM_MORE, "{1} more rows are in {2}", "{1} muuta riviä on tiedostossa {2}")                                            \
    X(OPTIMUM_LEFT,                                                                                                              \
      "{1} of the budget are left: one more spent anywhere within the bounds would not make {2} better.",                        \
      "Budjetista jää {1}: yksi lisää missään rajojen sisällä ei parantaisi mittaria {2}.")                                      \
    X(OPTIMUM_BEYOND,                                                                                                            \
      "* more than the plan or the model has seen spent on it in a step: its response there is an assumption, not "              \
      "experience.",                                                                                                             \
      "* enemmän kuin suunnitelma tai malli on siihen askeleessa käyttänyt: vaste siellä on oletus, ei kokemus.")                \
    /* what drivers brought */                                                                                                   \
    X(BROUGHT_MISSING, "without it is missing", "ilman sitä puuttuisi")                                                          \
    X(BROUGHT_INTERVAL, "{1},\n90% interval", "{1},\n90 %:n väli")                                                               \
    X(BROUGHT_SHARED, "all of it shared out", "kaikki jaettuna")                                                                 \
    X(BROUGHT_ORGANIC, "organic", "ilman mitään")                                                                                \
    X(BROUGHT_ALL, "all together", "kaikki yhdessä")                                                                             \
    X(BROUGHT_BACK, "a unit of spend brings back", "mainontaan käytetty yksikkö tuo")                                            \
    X(BROUGHT_SPEND, "spend\n{1}", "mainonta\n{1}")                                                                              \
    X(BROUGHT_ROAS, "revenue\n- cost", "myynti\n− kulut")                                                                        \
    X(BROUGHT_REVENUE, "revenue", "myynti")                                                                                      \
    X(BROUGHT_NEXT, "the next 1%:\nrevenue - cost", "seuraava 1 %:\nmyynti − kulut")                                             \
    X(BROUGHT_APPROXIMATE,                                                                                                       \
      "The model feeds back, and the engine expected is an approximation then: the engine cohort corrects it by "                \
      "runs.",                                                                                                                   \
      "Mallissa on takaisinkytkentää, ja moottori expected on silloin likimääräinen: moottori cohort korjaa sen "           \
      "ajoilla.")                                                                                                                \
    X(BROUGHT_OFF,                                                                                                               \
      "The model feeds back, so differences are corrected by {1} paired runs each. Expected outcomes alone are off "             \
      "by most for {2}: they say {3}, the runs {4} (± {5}).",                                                                    \
      "Mallissa on takaisinkytkentää, joten kukin ero on korjattu {1} ajoparilla. Pelkät odotetut tulokset erehtyvät "       \
      "eniten kohdassa {2}: ne sanovat {3}, ajot {4} (± {5}).")                                                                  \
    X(BROUGHT_TAIL,                                                                                                              \
      "What is missing counts {1} after the horizon, in which all spend what the plan does on average; what is "                 \
      "shared out is of the horizon.",                                                                                           \
      "Puuttuvaan on laskettu myös {1} tarkastelun jälkeen, jolloin kaikki mainostavat kuten suunnitelma "                     \
      "keskimäärin; jaettu on tarkastelun ajalta.")                                                                              \
    X(BROUGHT_NO_TAIL, "What is missing is of the horizon alone.", "Puuttuva on vain tarkastelun ajalta.")                       \
    X(BROUGHT_ORDERS, "{1} random orders of the drivers", "{1} satunnaista ajurien järjestystä")                                 \
    X(BROUGHT_SETS, "over all sets of drivers", "kaikki ajurien joukot")                                                         \
    X(BROUGHT_METHOD,                                                                                                            \
      "Shared out by Shapley value, {1} on {2} of the assumptions; organic is what is there with nothing on. "                   \
      "Intervals: 90% of {3}.",                                                                                                  \
      "Jaettu Shapleyn arvolla: {1}, {2} oletuksista; ”ilman mitään” on se, mitä on, kun mikään ei ole päällä. "     \
      "Välit: 90 %, {3}.")                                                                                                       \
    /* what stood on paths */                                                                                                    \
    X(WALKS_HEAD, "{1} of {2} walks end in a conversion ({3}), on {4} by {5}",                                                   \
      "{2} kulusta {1} päättyy kauppaan ({3}); {4}, {5}")                                                                        \
    X(WALKS_HEAD_ONE, "{1} of {2} walks ends in a conversion ({3}), on {4} by {5}",                                              \
      "{2} kulusta {1} päättyy kauppaan ({3}); {4}, {5}")                                                                        \
    X(WALKS_PATH, "{1} path", "eri polkuja {1}")                                                                                 \
    X(WALKS_PATHS, "{1} different paths", "eri polkuja {1}")                                                                     \
    X(WALKS_A_CHANNEL, "{1} channel", "kanavia {1}")                                                                             \
    X(WALKS_CHANNELS, "{1} channels", "kanavia {1}")                                                                             \
    X(WALKS_LOG, "{1}; {2}", "{1}; {2}")                                                                                         \
    X(WALKS_AFTER_ONE, "{1} touchpoint after the last conversion of its case is left out",                                       \
      "pois jätettyjä kosketuksia tapauksen viimeisen kaupan jälkeen {1}")                                                       \
    X(WALKS_AFTER, "{1} touchpoints after the last conversion of their case are left out",                                       \
      "pois jätettyjä kosketuksia tapauksen viimeisen kaupan jälkeen {1}")                                                       \
    X(WALKS_NONE_AFTER, "no touchpoint stands after the last conversion of its case",                                            \
      "yhtään kosketusta ei ole tapauksen viimeisen kaupan jälkeen")                                                             \
    X(WALKS_CHAIN, "Chain of order {1} with {2} states{3}", "Ketjun kertaluku {1}, tiloja {2}{3}")                               \
    X(WALKS_CHOSEN,                                                                                                              \
      ", chosen by what it foretells of walks held out: {1} a walk at order 1, {2}, {3}, {4} at order 4",                        \
      ", valittu sen mukaan, mitä se ennustaa säästetyistä kuluista: {1} kulkua kohti kertaluvulla 1, {2}, {3}, {4} "        \
      "kertaluvulla 4")                                                                                                          \
    X(WALKS_CHANNEL, "channel", "kanava")                                                                                        \
    X(WALKS_EFFECT, "removal\neffect", "poiston\nvaikutus")                                                                      \
    X(WALKS_SHARE, "share of\nall effects", "osuus vai-\nkutuksista")                                                            \
    X(WALKS_INTERVAL, "90% by\nbootstrap", "90 %,\nbootstrap")                                                                   \
    X(WALKS_REMOVAL, "removal", "poisto")                                                                                        \
    X(WALKS_SHAPLEY, "Shapley", "Shapley")                                                                                       \
    X(WALKS_FIRST, "first", "ensim-\nmäinen")                                                                                    \
    X(WALKS_LAST, "last", "viimei-\nnen")                                                                                        \
    X(WALKS_LINEAR, "linear", "tasan")                                                                                           \
    X(WALKS_SHARED_VALUE, "Removal, Shapley, first, last and linear each share out {1} of \"{2}\".",                             \
      "Poisto, Shapley, ensimmäinen, viimeinen ja tasan jakavat kukin {1}, sarake ”{2}”.")                                       \
    X(WALKS_SHARED, "Removal, Shapley, first, last and linear each share out the conversions.",                                  \
      "Poisto, Shapley, ensimmäinen, viimeinen ja tasan jakavat kukin kaupat.")                                                  \
    X(WALKS_CAUTION,                                                                                                             \
      "This is what stood on the path, not what caused the conversion: only a test in which some people do not meet "            \
      "a channel tells that.",                                                                                                   \
      "Tämä on, mitä polulla oli, ei mikä kaupan aiheutti: sen kertoo vain koe, jossa osa ihmisistä ei kohtaa "             \
      "kanavaa.")                                                                                                                \
    /* a calibration */                                                                                                          \
    X(FIT_TRUSTED, "The fit can be trusted: {1} chains of {2} draws agree ({3}, {4} gradients, {5}).",                           \
      "Sovitteeseen voi luottaa: {1} ketjua, kussakin {2} arvontaa, ovat yhtä mieltä ({3}, gradientteja {4}, {5}).")             \
    X(FIT_TRUSTED_ONE,                                                                                                           \
      "The fit can be trusted: the halves of {1} chain of {2} draws agree ({3}, {4} gradients, {5}).",                           \
      "Sovitteeseen voi luottaa: {1} ketjun puoliskot, yhteensä {2} arvontaa, ovat yhtä mieltä ({3}, gradientteja "           \
      "{4}, {5}).")                                                                                                              \
    X(FIT_DIVERGENCE, "{1} divergence", "karkaamisia {1}")                                                                       \
    X(FIT_DIVERGENCES, "{1} divergences", "karkaamisia {1}")                                                                     \
    X(FIT_DOUBTED, "The fit cannot be trusted ({1} chains of {2} draws, {3}, {4} gradients):",                                   \
      "Sovitteeseen ei voi luottaa ({1} ketjua, kussakin {2} arvontaa, {3}, gradientteja {4}):")                                 \
    X(FIT_DOUBTED_ONE, "The fit cannot be trusted ({1} chain of {2} draws, {3}, {4} gradients):",                                \
      "Sovitteeseen ei voi luottaa ({1} ketju, {2} arvontaa, {3}, gradientteja {4}):")                                           \
    X(FIT_UNSEEN, "not looked at", "ei katsottu")                                                                                \
    X(FIT_PRIOR, "the assumption", "oletus")                                                                                     \
    X(FIT_BOTH, "both, apart", "molemmat, eri mieltä")                                                                           \
    X(FIT_DATA, "the data", "aineisto")                                                                                          \
    X(FIT_NUMBER, "Number", "Luku")                                                                                              \
    X(FIT_ASSUMED, "assumed\nmean", "oletettu\nkeskiarvo")                                                                       \
    X(FIT_SD, "\nsd", "\nhajonta")                                                                                               \
    X(FIT_LEARNED, "learned\nmean", "opittu\nkeskiarvo")                                                                         \
    X(FIT_LOW, "90% from", "90 %:\nalaraja")                                                                                     \
    X(FIT_HIGH, "to", "yläraja")                                                                                                 \
    X(FIT_DECIDED, "decided by", "ratkaisee")                                                                                    \
    X(FIT_LOG, "{1}: {2}, {3}, {4}.{5}{6}", "{1}: {2}, {3}, {4}.{5}{6}")                                                         \
    X(FIT_LAPSED, " {1} of the gaps are longer than the lapse.", " {1} väleistä on pidempiä kuin poistuman raja.")               \
    X(FIT_CROWDED, " {1} move twice within a step: choose a shorter step.",                                                      \
      " {1} siirtyy kahdesti samassa askeleessa: valitse lyhyempi askel.")                                                       \
    X(FIT_REACH, "  reach {1} before the end: {2} by the chain, {3} observed",                                                   \
      "  pääsee vaiheeseen {1} ennen loppua: ketjun mukaan {2}, havaittu {3}")                                                   \
    X(FIT_SERIES, "Series", "Sarja")                                                                                             \
    X(FIT_OBSERVED, "observed", "havaittu")                                                                                      \
    X(FIT_RUNS_SAY, "runs say", "ajojen mukaan")                                                                                 \
    X(FIT_ODD, "the model does not bring this", "malli ei tuota tätä")                                                           \
    X(FIT_HELD_OUT,                                                                                                              \
      "Held out, {1}: {2} of {3} values lie within the 90% band, {4} within the 50% band; off by {5} on average, "               \
      "where the same as the last step is off by {6}{7}.",                                                                       \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta), 50 %:n alueella {4}; keskimäärin {5} sivussa, "          \
      "kun sama kuin viimeksi on {6} sivussa{7}.")                                                                               \
    X(FIT_SEASON, ", the same as a year before {1}", " ja sama kuin vuotta aiemmin {1} sivussa")

#endif
