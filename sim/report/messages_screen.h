/* Texts of the terminal: runs and comparisons. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_SCREEN_H
#define PK_REPORT_MESSAGES_SCREEN_H

#define PK_SAY_SCREEN_LIST(X)                                                                                                       \
    X(SCREEN_RUN_LINE, "{1} customers, {2}{3}, {4} (seed {5}, {6} engine)",                                                         \
      "{1} asiakasta, {2}{3}, {4} (siemenluku {5}, moottori {6})")                                                                  \
    X(SCREEN_FROM, " from {1}", " alkaen {1}")                                                                                      \
    X(SCREEN_A_RUN, "{1} run", "{1} ajo")                                                                                           \
    X(SCREEN_RUNS, "{1} runs", "{1} ajoa")                                                                                          \
    X(SCREEN_A_DRAW, "{1} draw", "{1} arvonta")                                                                                     \
    X(SCREEN_DRAWS, "{1} draws", "{1} arvontaa")                                                                                    \
    X(SCREEN_ONE_RUN, "one run", "yksi ajo")                                                                                        \
    X(SCREEN_MEAN, "mean", "keskiarvo")                                                                                             \
    X(SCREEN_LOW, "90% from", "90 %: alaraja")                                                                                      \
    X(SCREEN_HIGH, "to", "yläraja")                                                                                                 \
    X(SCREEN_NOTHING, "0 in every run", "0 joka ajossa")                                                                            \
    X(SCREEN_UNDEFINED, "Not defined, for there is nothing to divide by", "Ei määritelty, koska jakaja on nolla")                   \
    X(SCREEN_BY_STAGE, "Customers by stage", "Asiakkaita vaiheittain")                                                              \
    X(SCREEN_START, "start", "alussa")                                                                                              \
    X(SCREEN_END, "end", "lopussa")                                                                                                 \
    X(SCREEN_PASSED, "Passed in no time", "Heti läpi kuljettavat")                                                                  \
    X(SCREEN_TARGET, "Target", "Tavoite")                                                                                           \
    X(SCREEN_MET, "chance to meet it", "toteutuu")                                                                                  \
    X(SCREEN_IS_MET, "met", "toteutui")                                                                                             \
    X(SCREEN_IS_NOT_MET, "not met", "ei toteutunut")                                                                                \
    X(SCREEN_TABLES, "Tables:", "Taulukot:")                                                                                        \
    X(SCREEN_WORKBOOK, "Workbook:", "Työkirja:")                                                                                    \
    X(SCREEN_REPORT, "Report:", "Raportti:")                                                                                        \
    X(SCREEN_CHARTS, "Charts:", "Kuviot:")                                                                                          \
    X(SCREEN_MORE_CHARTS, "and {1} more in there", "ja {1} muuta")                                                                  \
    X(SCREEN_NEXT, "Next:", "Seuraavaksi:")                                                                                         \
    X(SCREEN_MORE_IN, "and {1} more in {2}", "ja {1} muuta tiedostossa {2}")                                                        \
    /* the verdict of a comparison */                                                                                               \
    X(SCREEN_GAIN, "{1} in {2}", "{2} {1}")                                                                                         \
    X(SCREEN_BETTER_IN, " (better in {1})", " (parempi todennäköisyydellä {1})")                                                    \
    X(SCREEN_DO, "Do it: {1}, {2} against the baseline, {3}{4}. The price of being wrong is {5}.",                                  \
      "Tee näin: ”{1}”, {2} vertailukohtaan ”{3}” nähden{4}. Väärässä olemisen hinta on {5}.")                                      \
    X(SCREEN_FIND_OUT,                                                                                                              \
      "Find out more first: {1}, {2} against the baseline, {3}{4}, brings less than the {5} that knowing the "                      \
      "assumptions would be worth. The price of being wrong, if it is done now, is {6}.",                                           \
      "Selvitä ensin lisää: ”{1}”, {2} vertailukohtaan ”{3}” nähden{4}, tuo vähemmän kuin oletusten tunteminen, "     \
      "jonka arvo on {5}. Jos sen tekee nyt, väärässä olemisen hinta on {6}.")                                                      \
    X(SCREEN_KEEP, "Keep the baseline, {1}: no other plan has a better {2}. The price of being wrong is {3}.",                      \
      "Pidä vertailukohta ”{1}”: {2} ei ole millään muulla suunnitelmalla parempi. Väärässä olemisen hinta on {3}.")                \
    X(SCREEN_KEEP_LUCK,                                                                                                             \
      "Keep the baseline, {1}, for now: that {2} is ahead ({3}) may be luck. The price of being wrong is {4}.",                     \
      "Pidä toistaiseksi vertailukohta ”{1}”: suunnitelman ”{2}” etumatka ({3}) voi olla sattumaa. Väärässä olemisen " \
      "hinta on {4}.")                                                                                                              \
    X(SCREEN_PAST, " With what comes after the horizon: {1} ({2}, {3} in present value against the baseline{4}).",                  \
      " Kun myös aika tarkastelun jälkeen otetaan mukaan: {1} (”{2}”, nykyarvossa {3} vertailukohtaan nähden{4}).")                 \
    X(SCREEN_PAST_BETTER, ", better in {1}", ", parempi todennäköisyydellä {1}")                                                    \
    /* its differences */                                                                                                           \
    X(SCREEN_SCENARIOS, "{1} scenarios", "{1} skenaariota")                                                                         \
    X(SCREEN_DIFFERENCE, "Difference from the baseline", "Ero vertailukohtaan")                                                     \
    X(SCREEN_MILLION, "million {1}", "milj. {1}")                                                                                   \
    X(SCREEN_THOUSAND, "1,000 {1}", "1 000 {1}")                                                                                    \
    X(SCREEN_PER_SPEND, "per spend more", "lisärahaa kohti")                                                                        \
    X(SCREEN_EXACT, "exact", "tarkka")                                                                                              \
    X(SCREEN_SAME, "same", "sama")                                                                                                  \
    X(SCREEN_CANNOT_TELL, "cannot tell", "ei erotu")                                                                                \
    X(SCREEN_ROW_INTERVAL, "  90% interval", "  90 %:n väli")                                                                       \
    X(SCREEN_ROW_CHANCE, "  chance to be better", "  parempi todennäköisyydellä")                                                   \
    X(SCREEN_ROW_RUNS, "  about so many runs would", "  ajoja tarvittaisiin noin")                                                  \
    X(SCREEN_CANNOT_BE_TOLD,                                                                                                        \
      "cannot tell: cannot be told apart from the baseline in {1}; about as many as stand below would",                             \
      "ei erotu: eroa vertailukohtaan ei voi todeta {1}; noin alla oleva määrä riittäisi")                                          \
    X(SCREEN_IN_ONE_RUN, "a single run", "yhdessä ajossa")                                                                          \
    X(SCREEN_IN_RUNS, "{1} runs", "{1} ajossa")                                                                                     \
    X(SCREEN_IN_ITS_RUNS, "the runs that it had", "niissä ajoissa, jotka suunnitelma sai")                                          \
    X(SCREEN_CHANCE_OF_TARGET, "Chance to meet the target", "Tavoite toteutuu")                                                     \
    X(SCREEN_PAYBACK, "payback of {1}: {2}", "takaisinmaksu, {1}: {2}")                                                             \
    X(SCREEN_AFTER_NOT,                                                                                                             \
      "What the plans leave behind is not counted: up to {1} after the horizon, in {2}, would be more than a fifth "                \
      "of "                                                                                                                         \
      "all the work. --after counts it.",                                                                                           \
      "Jälkivaikutusta ei laskettu: enintään {1} tarkastelun jälkeen, {2}, olisi yli viidennes kaikesta laskennasta. "          \
      "Valitsin --after laskee sen.")                                                                                               \
    X(SCREEN_AFTER_UNASKED,                                                                                                         \
      "Left behind is what comes within {1} after the horizon, in which all do what the baseline would{2}; it is "                  \
      "counted because it is little work.",                                                                                         \
      "Jälkivaikutus on tarkastelun jälkeiseltä ajalta ({1}), jolloin kaikki suunnitelmat jatkavat vertailukohdan "              \
      "tavoin{2}; se on laskettu, koska työtä on vähän.")                                                                           \
    X(SCREEN_AFTER_ASKED,                                                                                                           \
      "Left behind is what comes within {1} after the horizon, in which all do what the baseline would{2}; it is "                  \
      "counted on request.",                                                                                                        \
      "Jälkivaikutus on tarkastelun jälkeiseltä ajalta ({1}), jolloin kaikki suunnitelmat jatkavat vertailukohdan "              \
      "tavoin{2}; se on laskettu pyynnöstä.")                                                                                       \
    X(SCREEN_AFTER_SAID, ", as after_horizon says", ", kuten after_horizon sanoo")                                                  \
    X(SCREEN_AFTER_LAST, ", the last year of which still brought {1} of it",                                                        \
      ", ja viimeinen vuosi toi siitä vielä {1}")                                                                                   \
    X(SCREEN_AFTER_LITTLE, ", after which 1% of it is left", ", minkä jälkeen siitä on jäljellä 1 %")                               \
    X(SCREEN_RACE_PLANS, "{1} with {2} runs", "{1} × {2} ajoa")                                                                     \
    X(SCREEN_RACE, "A race by {1}, {2} runs instead of {3}: {4}.",                                                                  \
      "Karsinta mittarilla {1}: ajoja {2}, ilman karsintaa {3} ({4}).")                                                             \
    X(SCREEN_SINGLE_RUN, "a single run", "yksi ajo")                                                                                \
    X(SCREEN_UNTIL, "It took {1} of each scenario: the error of the difference in {2} is {3} at most.",                             \
      "Kustakin skenaariosta tarvittiin {1}: eron virhe ({2}) on enintään {3}.")                                                    \
    /* of 50 draws */                                                                                                               \
    X(SCREEN_DOTS_HEAD, "Of 50 draws of the assumptions, in {1}, against the baseline (○ worse, ● better)",                         \
      "50 arvontaa oletuksista, {1}, vertailukohtaan nähden (○ huonompi, ● parempi)")                                               \
    X(SCREEN_DOTS_BETTER, "{1} of {2} are better", "parempia {1} / {2}")                                                            \
    X(SCREEN_DOTS_EQUAL, "equal ones, {1}, count half", "yhtä hyvät, {1}, lasketaan puolikkaina")                                   \
    /* its answer */                                                                                                                \
    X(SCREEN_AGAINST, "{1} against the baseline", "{1} vertailukohtaan nähden")                                                     \
    X(SCREEN_AGAINST_EXACT, "exactly {1} against the baseline", "täsmälleen {1} vertailukohtaan nähden")                            \
    X(SCREEN_BETTER, "better than the baseline in {1}", "vertailukohtaa parempi todennäköisyydellä {1}")                            \
    X(SCREEN_BETTER_EQUAL, "better than the baseline in {1}, equal to it in {2} and worse in {3}",                                  \
      "vertailukohtaa parempi todennäköisyydellä {1}, yhtä hyvä todennäköisyydellä {2} ja huonompi "                        \
      "todennäköisyydellä {3}")                                                                                                     \
    X(SCREEN_BEST_OF_ALL, "the best of all in {1}", "kaikista paras todennäköisyydellä {1}")                                        \
    X(SCREEN_BEST_SHARED, "alone the best of all in {1} and one of several best in {2}",                                            \
      "yksin kaikista paras todennäköisyydellä {1} ja yksi usean parhaan joukosta todennäköisyydellä {2}")                          \
    X(SCREEN_CERTAIN, "No assumption is uncertain; by the errors of the means over the runs it is {1}.",                            \
      "Mikään oletus ei ole epävarma; ajojen keskiarvojen virheet huomioon ottaen se on {1}.")                                      \
    X(SCREEN_SURE_FIRST, "In the draws of the assumptions it is {1}; which is the best of all {2}.",                                \
      "Oletusten arvonnoissa se on {1}; kaikista paras {2}.")                                                                       \
    X(SCREEN_SURE_UNTOLD, "In the draws of the assumptions which is the best of all {1}.",                                          \
      "Kaikista paras oletusten arvonnoissa {1}.")                                                                                  \
    X(SCREEN_SURE_ALL, "It is {1} of the draws of the assumptions.", "Oletusten arvonnoissa se on {1}.")                            \
    X(SCREEN_SURE_BOTH, "In the draws of the assumptions it is {1} and {2}.",                                                       \
      "Oletusten arvonnoissa se on {1} ja {2}.")                                                                                    \
    X(SCREEN_SURE_APART, "In the draws of the assumptions it is {1}; it is {2}.",                                                   \
      "Oletusten arvonnoissa se on {1}; se on {2}.")                                                                                \
    X(SCREEN_BOTH, "The {1}: {3} ({4}) and the baseline, {2}, {5}.",                                                                \
      "Kärjessä ({1}) ovat ”{3}” ({4}) ja vertailukohta ”{2}”; paremmuus {5}.")                                                     \
    X(SCREEN_BOTH_BASELINE, "The {1}: the baseline, {2}, and {3} ({4}) {5}.",                                                       \
      "Kärjessä ({1}) ovat vertailukohta ”{2}” ja ”{3}” ({4}); paremmuus {5}.")                                                     \
    X(SCREEN_BEST, "The {1}: {2}, {3}. {4}", "Kärjessä ({1}) on ”{2}”, {3}. {4}")                                                   \
    X(SCREEN_BEST_BASELINE, "The {1}: the baseline, {2}. {3}", "Kärjessä ({1}) on vertailukohta ”{2}”. {3}")                        \
    X(SCREEN_TIE, "Several scenarios share the {1}; none is best.",                                                                 \
      "Usealla skenaariolla on sama {1}; yksikään ei ole paras.")                                                                   \
    X(SCREEN_NO_DIFFERENCE, "The scenarios do not differ.", "Skenaariot eivät eroa toisistaan.")

#endif
