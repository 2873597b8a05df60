/* Texts of the report: what a comparison answers and how sure it is. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_ANSWER_H
#define PK_REPORT_MESSAGES_ANSWER_H

#define PK_SAY_ANSWER_LIST(X)                                                                                                   \
    /* page */                                                                                                                  \
    X(SKIP, "Skip to the content", "Siirry sisältöön")                                                                          \
    X(CONTENTS, "On this page", "Tällä sivulla")                                                                                \
    X(COMPARED_LINE, "{1} plans compared: {2} customers, {3}, {4} runs of each.",                                               \
      "Vertailussa {1} suunnitelmaa: {2} asiakasta, {3}, kustakin {4} ajoa.")                                                   \
    X(RACE_LINE,                                                                                                                \
      "{1} plans compared: {2} customers, {3}, up to {4} runs of each: those that fell behind "                                 \
      "had fewer.",                                                                                                             \
      "Vertailussa {1} suunnitelmaa: {2} asiakasta, {3}, kustakin enintään {4} ajoa: jälkeen "                               \
      "jääneillä vähemmän.")                                                                                                    \
    X(RUN_LINE, "{1}: {2} customers, {3}, {4} runs.", "{1}: {2} asiakasta, {3}, {4} ajoa.")                                     \
    X(MADE_BY, "Made by polku {1} from seed {2}. The same files and the same seed give the same numbers.",                      \
      "Tehty ohjelmalla polku {1} satunnaisluvun siemenestä {2}. Samat tiedostot ja sama siemen antavat samat "                \
      "luvut.")                                                                                                                 \
    X(BASELINE, "baseline", "vertailukohta")                                                                                    \
    X(BEST_MARK, "best", "paras")                                                                                               \
    X(INTERVAL, "{1} to {2}", "{1} … {2}")                                                                                      \
    X(INTERVAL_LONG, "90% interval {1}", "90 %:n väli {1}")                                                                     \
    /* the answer */                                                                                                            \
    X(ANSWER_HEAD, "The answer", "Vastaus")                                                                                     \
    X(HIGHEST, "highest {1}", "suurin {1}")                                                                                     \
    X(LOWEST, "lowest {1}", "pienin {1}")                                                                                       \
    X(NO_DIFFERENCE, "The plans do not differ in any KPI.", "Suunnitelmat eivät eroa toisistaan millään mittarilla.")           \
    X(TIE, "Several plans share the {1}; none is best.",                                                                        \
      "Usealla suunnitelmalla on sama {1}; yksikään ei ole "                                                                  \
      "paras.")                                                                                                                 \
    X(BEST_IS, "“{2}” has the {1}: {3} against the baseline “{4}” (90% interval {5}).",                                         \
      "{1} on suunnitelmalla ”{2}”: {3} vertailukohtaan ”{4}” nähden (90 %:n väli {5}).")                                       \
    X(BEST_IS_EXACT, "“{2}” has the {1}: exactly {3} against the baseline “{4}”.",                                              \
      "{1} on suunnitelmalla ”{2}”: täsmälleen {3} vertailukohtaan ”{4}” nähden.")                                              \
    X(BEST_IS_ONE, "“{2}” has the {1}: {3} against the baseline “{4}”.",                                                        \
      "{1} on suunnitelmalla ”{2}”: {3} vertailukohtaan ”{4}” nähden.")                                                         \
    X(BASELINE_IS_BEST_ONE, "None of the alternatives beats the baseline: “{2}” has the {1}, {3}.",                             \
      "Mikään vaihtoehto ei voita vertailukohtaa: {1}, {3}, on suunnitelmalla ”{2}”.")                                          \
    X(RUN_IS_EXACT, "{1}: {2}.", "{1}: {2}.")                                                                                   \
    X(BASELINE_IS_BEST, "None of the alternatives beats the baseline: “{2}” has the {1}, {3} (90% interval {4}).",              \
      "Mikään vaihtoehto ei voita vertailukohtaa: {1}, {3} (90 %:n väli {4}), on suunnitelmalla ”{2}”.")                        \
    X(LESS_THAN, "less than {1}", "alle {1}")                                                                                   \
    X(MORE_THAN, "more than {1}", "yli {1}")                                                                                    \
    X(UNTOLD, "cannot be told apart in {1} runs, about {2} would", "ei erotu {1} ajossa, noin {2} riittäisi")                   \
    X(UNTOLD_EVER, "cannot be told apart in {1} runs, only more than {2} would",                                                \
      "ei erotu {1} ajossa, tarvittaisiin yli {2}")                                                                             \
    X(UNTOLD_ONE, "cannot be told apart in a single run", "ei erotu yhdessä ajossa")                                            \
    X(BEST_UNTOLD,                                                                                                              \
      "“{2}” and the baseline “{3}” have the {1} of all, and {4}: what the means differ by, {5}, may be luck.",                 \
      "Kärjessä ({1}) ovat ”{2}” ja vertailukohta ”{3}”, joiden paremmuus {4}: keskiarvojen ero, {5}, voi olla "      \
      "sattumaa.")                                                                                                              \
    X(BASELINE_UNTOLD,                                                                                                          \
      "The baseline “{3}” and “{2}” have the {1} of all, and {4}: what the means differ by, {5}, may be luck.",                 \
      "Kärjessä ({1}) ovat vertailukohta ”{3}” ja ”{2}”, joiden paremmuus {4}: keskiarvojen ero, {5}, voi olla "      \
      "sattumaa.")                                                                                                              \
    X(SURE_BETTER, "Over the uncertain assumptions it is better than the baseline in {1} of the draws.",                        \
      "Kun epävarmat oletukset otetaan huomioon, se on vertailukohtaa parempi todennäköisyydellä {1}.")                         \
    X(SURE_EQUAL,                                                                                                               \
      "Over the uncertain assumptions it is better than the baseline in {1} of the draws, equal to it in {2} and "              \
      "worse in {3}.",                                                                                                          \
      "Kun epävarmat oletukset otetaan huomioon, se on vertailukohtaa parempi todennäköisyydellä {1}, yhtä hyvä "         \
      "todennäköisyydellä {2} ja huonompi todennäköisyydellä {3}.")                                                             \
    X(SURE_ONE, "A single run does not tell how sure that is.", "Yksi ajo ei kerro, kuinka varmaa se on.")                      \
    X(SURE_CERTAIN,                                                                                                             \
      "No assumption is uncertain; by the errors of the means over {1} runs it is better than the baseline in {2}.",            \
      "Mikään oletus ei ole epävarma; {1} ajon keskiarvojen virheet huomioon ottaen se on vertailukohtaa parempi "           \
      "todennäköisyydellä {2}.")                                                                                                \
    X(SURE_FIRST, "Which plan is the best of all {1}.", "Kaikista paras suunnitelma {1}.")                                      \
    X(SURE_BOTH,                                                                                                                \
      "Over the uncertain assumptions it is better than the baseline in {1} of the draws and the best of all in "               \
      "{2}.",                                                                                                                   \
      "Kun epävarmat oletukset otetaan huomioon, se on vertailukohtaa parempi todennäköisyydellä {1} ja kaikista "          \
      "paras todennäköisyydellä {2}.")                                                                                          \
    X(SURE_ALL, "Over the uncertain assumptions it is the best of all in {1} of the draws.",                                    \
      "Kun epävarmat oletukset otetaan huomioon, se on kaikista paras todennäköisyydellä {1}.")                                 \
    X(SURE_SHARED,                                                                                                              \
      "Over the uncertain assumptions it is alone the best of all in {1} of the draws and one of several best in "              \
      "{2}.",                                                                                                                   \
      "Kun epävarmat oletukset otetaan huomioon, se on yksin kaikista paras todennäköisyydellä {1} ja yksi usean "          \
      "parhaan joukosta "                                                                                                       \
      "todennäköisyydellä {2}.")                                                                                                \
    X(SURE_RIVAL, "Its closest rival is “{1}”, the best of all in {2}.",                                                        \
      "Lähin kilpailija on ”{1}”, joka on paras todennäköisyydellä {2}.")                                                       \
    X(SURE_NOTHING, "No assumption is uncertain.", "Mikään oletus ei ole epävarma.")                                            \
    X(VERDICT_CERTAIN, "Nearly certain", "Lähes varma")                                                                         \
    X(VERDICT_LIKELY, "Likely", "Todennäköinen")                                                                                \
    X(VERDICT_SLIGHT, "A slight edge, not a certainty", "Lievä etu, ei varma")                                                  \
    X(VERDICT_EQUAL, "The same as the baseline in most draws", "Useimmiten sama kuin vertailukohta")                            \
    X(VERDICT_TOSS, "Close to a coin toss: by these assumptions the plans cannot be told apart",                                \
      "Lähes kolikonheitto: näillä oletuksilla suunnitelmia ei voi asettaa paremmuusjärjestykseen")                             \
    X(RUN_IS, "{1}: {2} on average over {3} runs; nine runs in ten fall between {4} and {5}.",                                  \
      "{1} on keskimäärin {2} ({3} ajoa); yhdeksän ajoa kymmenestä osuu välille {4} … {5}.")                                    \
    X(RUN_LOSS, "The profit is below zero in {1} of the runs.", "Tulos jää tappiolle todennäköisyydellä {1}.")                  \
    X(RUN_NOTHING, "Nothing is bought or sold in this journey; the KPIs below say how many are where.",                         \
      "Tällä polulla ei osteta eikä myydä mitään; mittarit kertovat, kuinka moni on missäkin vaiheessa.")                       \
    /* the decision */                                                                                                          \
    X(DECIDE_DO, "Do it: “{1}” brings {2} in {3} against the baseline “{4}”{5}.",                                               \
      "Tee näin: ”{1}”, {3} {2} vertailukohtaan ”{4}” nähden{5}.")                                                              \
    X(DECIDE_FIND_OUT,                                                                                                          \
      "Find out more first: “{1}” brings {2} in {3} against the baseline “{4}”{5}, less than "                          \
      "the {6} that knowing the assumptions would be worth.",                                                                   \
      "Selvitä ensin lisää: ”{1}”, {3} {2} vertailukohtaan ”{4}” nähden{5}, tuo vähemmän kuin "                   \
      "oletusten tunteminen, jonka arvo on {6}.")                                                                               \
    X(DECIDE_KEEP, "Keep the baseline “{1}”: no other plan has a better {2}.",                                                  \
      "Pidä vertailukohta ”{1}”: {2} ei ole millään muulla suunnitelmalla parempi.")                                            \
    X(DECIDE_KEEP_LUCK, "Keep the baseline “{4}” for now: that “{1}” is ahead, {2} in {3}, may be luck.",                       \
      "Pidä toistaiseksi vertailukohta ”{4}”: suunnitelman ”{1}” etumatka, {3} {2}, voi olla "                         \
      "sattumaa.")                                                                                                              \
    X(DECIDE_BETTER, ", better in {1} of the draws", ", parempi todennäköisyydellä {1}")                                        \
    X(DECIDE_PRICE, "The price of being wrong is {1}.", "Väärässä olemisen hinta on {1}.")                                      \
    X(DECIDE_PRICE_NOW, "The price of being wrong, if it is done now, is {1}.",                                                 \
      "Jos sen tekee nyt, väärässä olemisen hinta on {1}.")                                                                     \
    X(DECIDE_PAST, "With what comes after the horizon: {1} (“{2}”, {3} in present value against the baseline{4}).",             \
      "Kun myös aika tarkastelun jälkeen otetaan mukaan: {1} (”{2}”, nykyarvossa {3} vertailukohtaan nähden{4}).")              \
    X(DECIDE_PAST_KEEP, "keep the baseline", "pidä vertailukohta")                                                              \
    X(DECIDE_PAST_DO, "do it", "tee näin")                                                                                      \
    X(DECIDE_PAST_FIND_OUT, "find out more first", "selvitä ensin lisää")                                                       \
    X(DECIDE_WHICH, "Which of them:", "Mitkä niistä:")                                                                          \
    X(DECIDE_NEAR, "Within 1% of each other in {1}: {2}; one of them is the best of all in {3}.",                               \
      "Enintään 1 %:n päässä toisistaan ({1}): {2}; jokin niistä on paras todennäköisyydellä "                         \
      "{3}.")                                                                                                                   \
    X(QUOTED, "“{1}”", "”{1}”")                                                                                                 \
    X(AND, "{1} and {2}", "{1} ja {2}")                                                                                         \
    X(AND_OTHERS, "{1} and {2} others", "{1} ja {2} muuta")                                                                     \
    X(DECISION_HEAD, "The price of being wrong", "Väärässä olemisen hinta")                                                     \
    X(DECISION_LEAD,                                                                                                            \
      "Expected loss: how much less {1} a plan brings than the best plan of each draw of the "                                  \
      "assumptions, on average. Who knew the assumptions would gain {2}: more than that no "                                    \
      "study of them is worth.",                                                                                                \
      "Odotettu tappio: kuinka paljon huonompi {1} on suunnitelmalla kuin kunkin oletusarvonnan"                                \
      " parhaalla suunnitelmalla, keskimäärin. Oletusten tunteminen toisi {2}: sitä enempää ei "                           \
      "niiden selvittäminen ole arvoltaan.")                                                                                    \
    X(DECISION_CAPTION, "What each plan costs if it is wrong, and why {1} varies",                                              \
      "Mitä kukin suunnitelma maksaa, jos se on väärä, ja miksi {1} vaihtelee")                                                 \
    X(EXPECTED_LOSS, "Expected loss", "Odotettu tappio")                                                                        \
    X(LOSS_IN, "Expected loss ({1})", "Odotettu tappio ({1})")                                                                  \
    X(BEST_OF_ALL, "Best of all", "Paras kaikista")                                                                             \
    X(OF_ASSUMPTIONS, "Varies by assumptions", "Vaihtelu oletuksista")                                                          \
    X(OF_CHANCE, "Varies by chance", "Vaihtelu sattumasta")                                                                     \
    /* losses */                                                                                                                \
    X(LOSS_HEAD, "Where customers are lost", "Missä asiakkaat menetetään")                                                      \
    X(LOSS_MOST,                                                                                                                \
      "Most are lost at “{1}”: {2} of the {3} moves into a lost stage start there ({4}), most of them to “{5}”.",               \
      "Eniten menetetään vaiheesta ”{1}”: siitä lähtee {2} niistä {3} siirtymästä, jotka päätyvät menetettyihin " \
      "({4}), useimmat vaiheeseen ”{5}”.")                                                                                      \
    X(LOSS_NARROW,                                                                                                              \
      "The narrowest step towards a purchase is out of “{1}”: of {2} moves out of it {3} go on ({4}), the rest "            \
      "are lost or turn back.",                                                                                                 \
      "Kapein kohta matkalla ostoon on ”{1}”: siitä lähtevistä {2} siirtymästä {3} vie eteenpäin ({4}), muut "        \
      "menetetään tai kääntyvät takaisin.")                                                                                     \
    X(LOSS_CHANGED, "With “{1}” the moves into a lost stage are {2} ({3}).",                                                    \
      "Suunnitelmalla ”{1}” siirtymiä menetettyihin on {2} ({3}).")                                                             \
    X(LOSS_NONE, "Nobody is lost in this journey: no move leads into a stage with the role lost.",                              \
      "Tällä polulla ketään ei menetetä: yksikään siirtymä ei johda menetettyjen vaiheeseen.")                                  \
    X(LOSS_HONEST,                                                                                                              \
      "These are moves of the baseline over the whole time, means over the runs; whoever passes twice counts twice. "           \
      "Where most are lost is not by itself where a euro does most: that is what the plans are compared for.",                  \
      "Luvut ovat vertailukohdan siirtymiä koko ajalta, ajojen keskiarvoja; kahdesti kulkenut lasketaan kahdesti. "            \
      "Se, "                                                                                                                    \
      "missä menetetään eniten, ei vielä kerro, missä euro vaikuttaa eniten: sitä varten suunnitelmia verrataan.")              \
    X(LOSS_HONEST_RUN,                                                                                                          \
      "These are moves over the whole time, means over the runs; whoever passes twice counts twice. Where most are "            \
      "lost is not by itself where a euro does most: compare plans to learn that.",                                             \
      "Luvut ovat siirtymiä koko ajalta, ajojen keskiarvoja; kahdesti kulkenut lasketaan kahdesti. Se, missä "                \
      "menetetään eniten, ei vielä kerro, missä euro vaikuttaa eniten: siihen tarvitaan suunnitelmien vertailu.")               \
    X(LOSS_CAPTION, "Moves out of each stage: {1}", "Siirtymät vaiheittain: {1}")                                               \
    X(LEFT, "Left", "Lähti")                                                                                                    \
    X(ONWARD, "Towards a purchase", "Kohti ostoa")                                                                              \
    X(BACK, "Away from it", "Poispäin")                                                                                         \
    X(LOST, "Lost", "Menetettyihin")

#endif
