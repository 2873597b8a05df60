/* What the report says, in each language that polku speaks: one table. */
#ifndef PK_REPORT_MESSAGES_H
#define PK_REPORT_MESSAGES_H

#include "report/words.h"

/* One list: name, English, Finnish. {1}, {2}, … stand for what the report puts there; all are texts. */
#define PK_SAY_LIST(X)                                                                                                          \
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
    /* plans */                                                                                                                 \
    X(PLANS_HEAD, "What was compared", "Mitä verrattiin")                                                                       \
    X(PLAN_HEAD, "What the plan sets", "Mitä suunnitelma muuttaa")                                                              \
    X(PLANS_ROW, "Plan", "Suunnitelma")                                                                                         \
    X(PLANS_CHANGES, "What it changes from the baseline", "Mitä se muuttaa vertailukohdasta")                                   \
    X(PLANS_SETS, "What it sets beside the model", "Mitä se säätää mallin lisäksi")                                             \
    X(PLANS_NONE, "nothing", "ei mitään")                                                                                       \
    X(AS_BASELINE, "as in the model", "kuten mallissa")                                                                         \
    X(MORE_CHANGES, "and {1} more", "ja {1} muuta")                                                                             \
    /* tiles */                                                                                                                 \
    X(TILES_HEAD, "Key figures: {1}", "Avainluvut: {1}")                                                                        \
    X(TILES_SHORT, "Key figures", "Avainluvut")                                                                                 \
    X(TILES_SECOND, "Key figures of the closest alternative: {1}", "Lähimmän vaihtoehdon avainluvut: {1}")                      \
    X(TILES_LEAD,                                                                                                               \
      "Large: the mean of {1} runs. Below: the change against the baseline, the interval in which 90% of the "                  \
      "paired "                                                                                                                 \
      "runs fall (assumptions and chance), and the probability that the plan is better (over the assumptions).",                \
      "Suurella: {1} ajon keskiarvo. Alla: muutos vertailukohtaan nähden, väli, jolle 90 % parittaisista ajoista "           \
      "osuu (oletukset ja sattuma), ja todennäköisyys, että suunnitelma on parempi (oletusten suhteen).")                       \
    X(TILES_LEAD_RUN, "Large: the mean of {1} runs. Below: the interval in which 90% of the runs fall.",                        \
      "Suurella: {1} ajon keskiarvo. Alla: väli, jolle 90 % ajoista osuu.")                                                     \
    X(AGAINST, "{1} against the baseline", "{1} vertailukohtaan nähden")                                                        \
    X(RETURN, "Incremental return", "Lisämainonnan tuotto")                                                                     \
    X(RETURN_OF, "revenue less cost for each {1} of spend more (or less) than the baseline’s",                                  \
      "myynti miinus kulut jokaista vertailukohdasta poikkeavaa mainosrahaa ({1}) kohti")                                       \
    X(SAME, "the same as the baseline", "sama kuin vertailukohdassa")                                                           \
    X(P_BETTER, "P(better) {1}", "P(parempi) {1}")                                                                              \
    X(P_BETTER_WORD, "P(better)", "P(parempi)")                                                                                 \
    /* comparison */                                                                                                            \
    X(COMPARISON_HEAD, "The plans side by side", "Suunnitelmat rinnakkain")                                                     \
    X(COMPARISON_LEAD,                                                                                                          \
      "The baseline’s row shows means; the other rows show differences from it with their 90% interval and the "              \
      "probability to be better. All plans met the same draws of the assumptions and the same luck.",                           \
      "Vertailukohdan rivillä on keskiarvot, muilla riveillä erot siihen, eron 90 %:n väli ja todennäköisyys olla "       \
      "parempi. Kaikki suunnitelmat kokivat samat oletusten arvonnat ja saman sattuman.")                                       \
    X(COMPARISON_CAPTION, "KPIs of {1} plans over the whole time", "{1} suunnitelman mittarit koko ajalta")                     \
    X(KPI_HEAD, "All KPIs", "Kaikki mittarit")                                                                                  \
    X(KPI_CAPTION, "KPIs over the whole time", "Mittarit koko ajalta")                                                          \
    X(KPI, "KPI", "Mittari")                                                                                                    \
    X(MEAN, "Mean", "Keskiarvo")                                                                                                \
    X(MEDIAN, "Median", "Mediaani")                                                                                             \
    X(BETWEEN, "90% interval", "90 %:n väli")                                                                                   \
    X(UNIT, "Unit", "Yksikkö")                                                                                                  \
    X(DIFFERENCE, "Difference", "Ero")                                                                                          \
    X(UNDEFINED, "not defined", "ei määritelty")                                                                                \
    X(ONE_PLAN_MORE, "All KPIs of every plan are in kpis.csv and comparison.csv beside this page.",                             \
      "Kaikkien suunnitelmien kaikki mittarit ovat tiedostoissa kpis.csv ja comparison.csv tämän sivun vieressä.")              \
    X(AFTER_TOLD,                                                                                                               \
      "What a plan leaves behind comes within {1} after the end, in which all plans do what the baseline would.",               \
      "Jälkivaikutus on lopun jälkeiseltä ajalta ({1}), jolloin kaikki suunnitelmat jatkavat vertailukohdan tavoin.")           \
    X(AFTER_LAST_YEAR, "The last year of it still brought {1} of it: more would come later.",                                   \
      "Sen viimeinen vuosi toi siitä vielä {1}: lisää tulisi myöhemmin.")                                                       \
    X(AFTER_NOT_TOLD, "What a plan leaves behind after the end is not told here; polku compare --after tells it.",              \
      "Lopun jälkeistä jälkivaikutusta ei ole laskettu; sen laskee polku compare --after.")                                     \
    /* charts */                                                                                                                \
    X(CHARTS_HEAD, "Charts", "Kuvat")                                                                                           \
    X(CHART_TABLE, "The numbers of this chart as a table", "Kuvan luvut taulukkona")                                            \
    X(CHART_MISSING,                                                                                                            \
      "No chart was drawn, for what reason the messages of the run say. The tables stand on their own.",                        \
      "Yhtään kuvaa ei piirretty; ajon ilmoitukset kertovat syyn. Taulukot toimivat ilman kuviakin.")                           \
    X(CHART_BESIDE, "“{1}” is drawn in the file {2} beside this page.",                                                         \
      "”{1}” on piirretty tämän sivun vieressä olevaan tiedostoon {2}.")                                                        \
    X(PLAN_BY_PLAN_HEAD, "Plan by plan", "Suunnitelma kerrallaan")                                                              \
    X(PLAN_BY_PLAN_MORE, "Shown for {1} of {2} plans; the charts of the others are in their folders.",                          \
      "Näkyvissä {1}/{2} suunnitelmaa; muiden kuvat ovat niiden kansioissa.")                                                   \
    X(CHART_KPIS, "What does each plan bring?", "Mitä kukin suunnitelma tuottaa?")                                              \
    X(CHART_DIFFERENCE, "How sure is the difference from the baseline?", "Kuinka varma ero vertailukohtaan on?")                \
    X(CHART_WATERFALL, "Where does the difference in profit come from?", "Mistä tuloksen ero syntyy?")                          \
    X(CHART_ACCEPTABILITY, "Which plan is best if a customer at the end is worth more?",                                        \
      "Mikä suunnitelma on paras, jos asiakas lopussa on arvokkaampi?")                                                         \
    X(WORTH, "Worth of a customer", "Asiakkaan arvo")                                                                           \
    X(HIGHEST_MEAN, "Highest mean", "Suurin keskiarvo")                                                                         \
    X(CHART_JOURNEY, "Which ways do customers take?", "Mitä reittejä asiakkaat kulkevat?")                                      \
    X(CHART_FUNNEL, "How many come how far?", "Kuinka moni pääsee kuinka pitkälle?")                                            \
    X(CHART_TARGETS, "Are the targets met?", "Täyttyvätkö tavoitteet?")                                                         \
    X(CHART_PERSONAS, "For whom does it make a difference?", "Keiden kohdalla ero syntyy?")                                     \
    X(CHART_STAGES, "How does it develop over time?", "Miten tilanne kehittyy ajan mittaan?")                                   \
    X(CHART_DRIVERS, "What is spent, and what does it do?", "Mitä mainontaan käytetään ja mitä se saa aikaan?")                 \
    X(CHART_CURVES, "What would more or less spend do?", "Mitä suurempi tai pienempi mainonta tekisi?")                         \
    X(CHART_FIRST_PURCHASE, "How long does a first purchase take?", "Kuinka kauan ensiostoon kuluu?")                           \
    X(CHART_NEXT_PURCHASE, "How soon do they buy again?", "Kuinka pian ostetaan uudelleen?")                                    \
    X(CHART_VALUE, "What does a customer bring, and how much of it the best?",                                                  \
      "Mitä asiakas tuo, ja minkä osan parhaat?")                                                                               \
    X(CHART_RETENTION, "Who stays a customer?", "Kuinka moni pysyy asiakkaana?")                                                \
    X(CHART_COMMON_PATHS, "Which paths are common?", "Mitkä polut ovat yleisiä?")                                               \
    X(CHART_TORNADO, "What moves it most?", "Mikä siirtää sitä eniten?")                                                        \
    X(CHART_INDICES, "Where does the uncertainty come from?", "Mistä epävarmuus tulee?")                                        \
    X(CHART_INFORMATION, "What is worth knowing before deciding?", "Mitä kannattaa selvittää ennen päätöstä?")                  \
    /* a sensitivity */                                                                                                         \
    X(SENSITIVITY_LINE, "{1} uncertain numbers: {2} customers, {3}, {4} points.",                                               \
      "{1} epävarmaa lukua: {2} asiakasta, {3}, {4} pistettä.")                                                                 \
    X(SENSITIVITY_CERTAIN, "No number is uncertain: there is nothing to find out. {1}: {2}.",                                   \
      "Mikään luku ei ole epävarma: selvitettävää ei ole. {1}: {2}.")                                                           \
    X(SENSITIVITY_FIRST, "Of all uncertain numbers {2} moves the {1} most.",                                                    \
      "Epävarmoista luvuista eniten ({1}) siirtää {2}.")                                                                        \
    X(WORTH_NOTHING, "Nothing that could be found out would change which plan is better.",                                      \
      "Mikään, minkä voisi selvittää, ei muuttaisi sitä, kumpi suunnitelma on parempi.")                                        \
    X(WORTH_ALL,                                                                                                                \
      "Knowing everything before deciding would be worth {1}; no number by itself is worth more than its error.",               \
      "Kaiken tietäminen ennen päätöstä olisi {1}:n arvoista; mikään luku yksin ei ole virhettään arvokkaampi.")                \
    X(WORTH_ONE, "Knowing everything before deciding would be worth {1}; of single numbers {2} is worth most, {3}.",            \
      "Kaiken tietäminen ennen päätöstä olisi {1}:n arvoista; yksittäisistä luvuista arvokkain on {2}, {3}.")                   \
    X(SENSITIVITY_MEAN, "{1} is {2} on average over the assumptions, with a standard deviation of {3}.{4}",                     \
      "{1} on oletusten yli keskimäärin {2}, keskihajonta {3}.{4}")                                                             \
    X(SENSITIVITY_GAIN,                                                                                                         \
      "{1}: against “{4}” the plan is {2} ahead on average over the assumptions, with a standard deviation of {3}.",            \
      "{1}: suunnitelma on oletusten yli keskimäärin {2} edellä vertailukohdasta ”{4}”, keskihajonta {3}.")                     \
    X(SENSITIVITY_EXPECTED,                                                                                                     \
      "The model feeds back: expected outcomes alone give {1}; what {2} runs are off them is in all figures here but "          \
      "those of plain numbers.",                                                                                                \
      "Mallissa on takaisinkytkentää: pelkät odotetut tulokset antavat {1}; {2} ajon poikkeama niistä on mukana "           \
      "kaikissa luvuissa paitsi varmojen lukujen joustoissa.")                                                                  \
    X(SENSITIVITY_UNCORRECTED,                                                                                                  \
      "The model feeds back, and all figures are of expected outcomes alone: only an approximation here.",                      \
      "Mallissa on takaisinkytkentää, ja kaikki luvut ovat pelkkiä odotettuja tuloksia: vain likiarvoja.")                      \
    X(SENSITIVITY_HEAD, "Number by number", "Luku luvulta")                                                                     \
    X(SENSITIVITY_CAPTION, "What {1} hangs on", "Mistä riippuu: {1}")                                                           \
    X(SENSITIVITY_NUMBER, "Number", "Luku")                                                                                     \
    X(SENSITIVITY_PLANNED, "as planned", "suunnitelman mukaan")                                                                 \
    X(SENSITIVITY_WRITTEN, "As written", "Kirjoitettuna")                                                                       \
    X(SENSITIVITY_LOW, "At its 5%", "5 %:n kohdalla")                                                                           \
    X(SENSITIVITY_HIGH, "At its 95%", "95 %:n kohdalla")                                                                        \
    X(SENSITIVITY_ALONE, "Of the variance, alone", "Varianssista yksin")                                                        \
    X(SENSITIVITY_WITH, "Together with others", "Yhdessä muiden kanssa")                                                        \
    X(SENSITIVITY_WORTH, "Worth knowing", "Tietämisen arvo")                                                                    \
    X(SENSITIVITY_ALL, "everything uncertain", "kaikki epävarma")                                                               \
    X(SENSITIVITY_PLAIN, "Plain number", "Varma luku")                                                                          \
    X(SENSITIVITY_PLAIN_CAPTION, "By how many percent it moves when a plain number is 1% higher",                               \
      "Montako prosenttia se siirtyy, kun varma luku on 1 % suurempi")                                                          \
    X(SENSITIVITY_ELASTICITY, "1% more moves it by", "1 % lisää siirtää")                                                       \
    X(SENSITIVITY_MORE, "All numbers are in sensitivity.csv.", "Kaikki luvut ovat tiedostossa sensitivity.csv.")                \
    /* a calibration */                                                                                                         \
    X(CHART_FIT, "Does the model bring what was observed?", "Tuottaako malli sen, mitä havaittiin?")                            \
    X(CHART_LEARNED, "What did the data teach?", "Mitä aineisto opetti?")                                                       \
    X(CHART_PAIRS, "What can the data not tell apart?", "Mitä aineisto ei erota toisistaan?")                                   \
    X(CHART_CHAINS, "Do the chains agree?", "Ovatko ketjut yhtä mieltä?")                                                       \
    X(CHAINS_CAPTION, "The numbers whose chains agree least", "Luvut, joiden ketjut ovat vähiten yhtä mieltä")                  \
    X(CHAINS_GATE, "The fit asks for an R-hat of 1.01 at most and 400 independent draws at least.",                             \
      "Sovitteelta vaaditaan R-hat enintään 1,01 ja vähintään 400 riippumatonta arvontaa.")                                     \
    X(PAIRS_CAPTION, "The numbers that go together most", "Luvut, jotka kulkevat eniten yhdessä")                               \
    X(PAIRS_OTHER, "And", "Ja")                                                                                                 \
    X(PAIRS_R, "Correlation", "Korrelaatio")                                                                                    \
    X(CALIBRATION_LINE, "{1} numbers learned from {2} observed values: {3} customers, {4}.",                                    \
      "{1} lukua opittu {2} havainnosta: {3} asiakasta, {4}.")                                                                  \
    X(CALIBRATION_TRUSTED, "The fit can be trusted: {1} chains of {2} draws agree.",                                            \
      "Sovitteeseen voi luottaa: {1} ketjua, kussakin {2} arvontaa, ovat yhtä mieltä.")                                         \
    X(CALIBRATION_DOUBTED,                                                                                                      \
      "The fit cannot be trusted yet: decide nothing by its numbers before this is mended ({1} chains of {2} draws).",          \
      "Sovitteeseen ei voi vielä luottaa: älä päätä mitään sen luvuilla, ennen kuin tämä on korjattu ({1} ketjua, "   \
      "kussakin {2} arvontaa).")                                                                                                \
    X(CALIBRATION_LEARNED, "The data decide {1} of {2} numbers: {3}.", "Aineisto ratkaisee {1}/{2} luvusta: {3}.")              \
    X(CALIBRATION_NOTHING, "The data decide none of the numbers: they stay about as they were assumed.",                        \
      "Aineisto ei ratkaise yhtään lukua: ne jäävät suunnilleen oletetuiksi.")                                                  \
    X(CALIBRATION_DISPUTED,                                                                                                     \
      "Data and assumption disagree on: {1}. Look at which of them to believe before you use what was learned.",                \
      "Aineisto ja oletus ovat eri mieltä: {1}. Selvitä, kumpaa uskoa, ennen kuin käytät opittua.")                             \
    X(CALIBRATION_LEFT,                                                                                                         \
      "Of {1} numbers the data say little, so the assumption stays: {2}. A test or another series would tell more.",            \
      "Aineisto kertoo vähän {1} luvusta, joten oletus jää voimaan: {2}. Koe tai uusi aikasarja kertoisi enemmän.")             \
    X(CALIBRATION_COVER, "Of {2} observed values {1} lie within the 90% band of what was learned; about 90% should.",           \
      "Opitun mallin 90 %:n alueella on {1} {2} havainnosta; noin 90 % pitäisi olla.")                                          \
    X(CALIBRATION_ODD,                                                                                                          \
      "{1} of {2} checks are outside what runs of the model bring: something is missing in the model (see Checks).",            \
      "{1}/{2} tarkistuksesta on sen ulkopuolella, mitä mallin ajot tuottavat: mallista puuttuu jotain (ks. "                  \
      "Tarkistukset).")                                                                                                         \
    X(BACKTEST_BETTER,                                                                                                          \
      "Held out, {1}: {2} of {3} values lie within the 90% band; the forecast is off by {4} on average, better than "           \
      "{5} ({6}).",                                                                                                             \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta); ennuste on keskimäärin {4} sivussa, parempi kuin "      \
      "{5} ({6}).")                                                                                                             \
    X(BACKTEST_WORSE,                                                                                                           \
      "Held out, {1}: {2} of {3} values lie within the 90% band; the forecast is off by {4} on average, no better "             \
      "than "                                                                                                                   \
      "{5} ({6}).",                                                                                                             \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta); ennuste on keskimäärin {4} sivussa, ei parempi "        \
      "kuin {5} ({6}).")                                                                                                        \
    X(BACKTEST_ALONE,                                                                                                           \
      "Held out, {1}: {2} of {3} values lie within the 90% band; the forecast is off by {4} on average.",                       \
      "Säästetyt havainnot, {1}: 90 %:n alueella {2} ({3} arvosta); ennuste on keskimäärin {4} sivussa.")                       \
    X(BACKTEST_SEASON, "the same as a year before", "sama kuin vuotta aiemmin")                                                 \
    X(BACKTEST_STEP, "the same as the last step", "sama kuin viimeksi")                                                         \
    X(CALIBRATION_FOUND, "What else the fit says", "Mitä muuta sovite kertoo")                                                  \
    X(CALIBRATION_HEALTH_HEAD, "The data", "Aineisto")                                                                          \
    X(LOG_READ, "{1}: {2} cases, {3} rows, {4} moves.", "{1}: {2} tapausta, {3} riviä, {4} siirtymää.")                         \
    X(LOG_CROWDED, "{1} of the moves come within the step of another: choose a shorter step.",                                  \
      "{1} siirtymistä osuu samaan askeleeseen toisen kanssa: valitse lyhyempi askel.")                                         \
    X(LOG_LAPSED, "{1} of the gaps between two rows are longer than the lapse: these came back.",                               \
      "{1} kahden rivin väleistä on pidempiä kuin poistuman raja: nämä tulivat takaisin.")                                      \
    X(LOG_REACHED, "{1}: who reaches a stage before the end", "{1}: kuka pääsee vaiheeseen ennen loppua")                       \
    X(LOG_CHAIN, "By the chain", "Ketjun mukaan")                                                                               \
    X(CALIBRATION_CAPTION, "Each number before and after the data", "Kukin luku ennen aineistoa ja sen jälkeen")                \
    X(CALIBRATION_ASSUMED, "Assumed, 90%", "Oletettu, 90 %")                                                                    \
    X(CALIBRATION_MEAN, "Learned, mean", "Opittu keskiarvo")                                                                    \
    X(CALIBRATION_INTERVAL, "Learned, 90%", "Opittu, 90 %")                                                                     \
    X(CALIBRATION_DECIDED, "Decided by", "Ratkaisee")                                                                           \
    X(CALIBRATION_BY_DATA, "the data", "aineisto")                                                                              \
    X(CALIBRATION_BY_PRIOR, "the assumption", "oletus")                                                                         \
    X(CALIBRATION_BY_BOTH, "both, and they disagree", "molemmat, eri mieltä")                                                   \
    X(CALIBRATION_BY_NOBODY, "the assumption: nothing observed hangs on it", "oletus: mikään havaittu ei riipu siitä")          \
    X(CALIBRATION_INDEPENDENT, "Worth so many independent draws", "Vastaa riippumattomia arvontoja")                            \
    X(CALIBRATION_MORE, "Summaries are in summary.csv, the draws in {1}.",                                                      \
      "Yhteenvedot ovat tiedostossa summary.csv, arvonnat tiedostossa {1}.")                                                    \
    X(CALIBRATION_SEE_NUMBERS, "The figures stand under Number by number.", "Luvut ovat kohdassa Luku luvulta.")                \
    X(CALIBRATION_FIT_CAPTION, "Observed values beside runs of what was learned",                                               \
      "Havainnot opitun mallin ajojen rinnalla")                                                                                \
    X(CALIBRATION_SERIES, "Series", "Sarja")                                                                                    \
    X(CALIBRATION_FROM, "From", "Alkaen")                                                                                       \
    X(CALIBRATION_OBSERVED, "Observed", "Havaittu")                                                                             \
    X(CALIBRATION_MEDIAN, "Runs, median", "Ajojen mediaani")                                                                    \
    X(CALIBRATION_HELD_OUT, "held out", "säästetty")                                                                            \
    X(CALIBRATION_FIT_MORE, "One in {1} values; all are in predicted.csv.",                                                     \
      "Joka {1}. havainto; kaikki ovat tiedostossa predicted.csv.")                                                             \
    X(CHECK_HEAD, "Checks", "Tarkistukset")                                                                                     \
    X(CHECK_CAPTION, "Where the observed lies among runs of the model", "Missä havaittu on mallin ajojen joukossa")             \
    X(CHECK_WHAT, "What is looked at", "Mitä katsotaan")                                                                        \
    X(CHECK_RUNS, "Runs, mean", "Ajojen keskiarvo")                                                                             \
    X(CHECK_VERDICT, "Verdict", "Arvio")                                                                                        \
    X(CHECK_ODD, "the model does not bring this", "malli ei tuota tätä")                                                        \
    X(CHECK_FITS, "fits", "sopii")                                                                                              \
    X(CHECK_TOTAL, "total", "yhteensä")                                                                                         \
    X(CHECK_13, "best 13 in a row", "parhaat 13 peräkkäin")                                                                     \
    X(CHECK_52, "best 52 in a row", "parhaat 52 peräkkäin")                                                                     \
    X(CHECK_LAG, "correlation of neighbours", "peräkkäisten korrelaatio")                                                       \
    X(BACKTEST_CAPTION, "The last {1} steps, foretold by a fit that has not seen them",                                         \
      "Viimeiset {1} askelta, ennuste ilman näitä havaintoja")                                                                  \
    X(BACKTEST_VALUES, "Values", "Havaintoja")                                                                                  \
    X(BACKTEST_50, "Within 50%", "50 %:n alueella")                                                                             \
    X(BACKTEST_90, "Within 90%", "90 %:n alueella")                                                                             \
    X(BACKTEST_ERROR, "Off by", "Poikkeama")                                                                                    \
    X(BACKTEST_STEP_ERROR, "Same as the last step", "Sama kuin viimeksi")                                                       \
    X(BACKTEST_SEASON_ERROR, "Same as a year before", "Sama kuin vuotta aiemmin")                                               \
    X(CHAINS, "Chains", "Ketjuja")                                                                                              \
    X(METHOD, "Method", "Menetelmä")                                                                                            \
    X(CHART_ATTRIBUTION, "Where does it come from?", "Mistä tulos syntyy?")                                                     \
    X(CHART_INCREMENTAL, "What would be missing without it?", "Mitä ilman sitä puuttuisi?")                                     \
    X(CHART_SPEND_SHARE, "Does the effect stand where the money is?", "Onko vaikutus siellä missä raha?")                       \
    X(CHART_BEST_RESPONSE, "What does each channel's spend bring?", "Mitä kunkin kanavan raha tuo?")                            \
    X(CHART_BEST_SPEND, "Where does the money go?", "Mihin raha menee?")                                                        \
    X(CHART_BEST_SHARE, "Does the money go where it brings most?", "Meneekö raha sinne, missä se tuo eniten?")                  \
    X(CHART_BEST_PRICES, "Which bounds cost most?", "Mitkä rajat maksavat eniten?")                                             \
    X(CHART_BEST_BUDGET, "What would other budgets bring?", "Mitä muut budjetit toisivat?")                                     \
    X(CHART_SWEEP_LINE, "What do other values bring?", "Mitä muut arvot tuovat?")                                               \
    X(CHART_SWEEP_MAP, "Which values go well together?", "Mitkä arvot sopivat yhteen?")                                         \
    X(CHART_SWEEP_BEST, "Which cells are the best?", "Mitkä solut ovat parhaat?")                                               \
    X(CHART_OTHER, "Chart: {1}", "Kuva: {1}")                                                                                   \
    X(ENTERED, "Entered", "Tuli vaiheeseen")                                                                                    \
    X(STAGE, "Stage", "Vaihe")                                                                                                  \
    X(WAY, "From – to", "Mistä – mihin")                                                                                        \
    X(MOVED, "Moves", "Siirtymiä")                                                                                              \
    X(PERSONA, "Persona", "Persoona")                                                                                           \
    X(CHANNEL, "Channel", "Kanava")                                                                                             \
    X(WHEN, "At the end of", "Ajankohta")                                                                                       \
    X(START, "start", "alku")                                                                                                   \
    X(STEP, "step {1}", "askel {1}")                                                                                            \
    X(SPEND, "Spend a {1}", "Mainonta / {1}")                                                                                   \
    X(PAID, "Paid a {1}", "Maksettu / {1}")                                                                                     \
    X(FELT, "Felt a {1}, with carry-over", "Vaikuttaa / {1}, viive mukana")                                                     \
    X(RESPONSE, "Response", "Vaste")                                                                                            \
    X(GAIN, "Beyond those without this spend, a {1}", "Enemmän kuin ilman mainontaa / {1}")                                     \
    X(GAIN_CAPTION,                                                                                                             \
      "Customers on the way of each effect from today’s counts; in percent the channel’s response, where nobody is "        \
      "there "                                                                                                                  \
      "today or it acts on no way",                                                                                             \
      "Asiakkaita kunkin vaikutuksen reitillä nykyisistä määristä; prosentteina kanavan vaste, jos vaiheessa ei ole "      \
      "nyt "                                                                                                                    \
      "ketään tai kanava ei vaikuta reittiin")                                                                                  \
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
    X(LOST, "Lost", "Menetettyihin")                                                                                            \
    /* targets */                                                                                                               \
    X(TARGETS_HEAD, "The targets and their chance", "Tavoitteet ja niiden todennäköisyys")                                      \
    X(TARGETS_CAPTION, "Probability of meeting each target", "Todennäköisyys, että tavoite täyttyy")                            \
    X(TARGET, "Target", "Tavoite")                                                                                              \
    X(TARGETS_LEAD, "The share of {1} runs in which the target is met: assumptions and chance together.",                       \
      "Osuus {1} ajosta, joissa tavoite täyttyy: oletukset ja sattuma yhdessä.")                                                \
    X(GOAL, "{1} {2} {3}{4}", "{1} {2} {3}{4}")                                                                                 \
    X(GOAL_BY, " by {1}", " {1} mennessä")                                                                                      \
    X(GOAL_THROUGH, " (through {1})", " ({1} asti)")                                                                            \
    X(AT_LEAST, "at least", "vähintään")                                                                                        \
    X(AT_MOST, "at most", "enintään")                                                                                           \
    X(CHANCE, "Probability", "Todennäköisyys")                                                                                  \
    /* assumptions */                                                                                                           \
    X(ASSUMPTIONS_HEAD, "What was assumed", "Mitä oletettiin")                                                                  \
    X(ASSUMPTIONS_LEAD,                                                                                                         \
      "{1} numbers are uncertain and were drawn anew in each run. Of these {2} name a source, {3} carry only a "                \
      "note, and {4} say nothing of where they come from.",                                                                     \
      "Epävarmoja lukuja on {1}, ja ne arvottiin uudelleen jokaisessa ajossa. Niistä lähde on merkitty {2} "                 \
      "lukuun, pelkkä huomautus {3} lukuun, ja {4} luvusta ei kerrota, mistä se on peräisin.")                                  \
    X(ASSUMPTIONS_LEAD_CERTAIN, "No number is uncertain: the runs differ by chance only.",                                      \
      "Mikään luku ei ole epävarma: ajot eroavat vain sattuman vuoksi.")                                                        \
    X(TODAY_HEAD, "Today’s probabilities", "Tämän hetken todennäköisyydet")                                                     \
    X(TODAY_LEAD,                                                                                                               \
      "What the assumptions come to for one customer a {1} with the drivers of today (advertising, levers, word of "            \
      "mouth), over all personas.",                                                                                             \
      "Mitä oletukset merkitsevät yhden asiakkaan kohdalla nykyisin ajurein (mainonta, käytännöt, suosittelu), "           \
      "kaikki "                                                                                                                 \
      "persoonat yhdessä. Aikayksikkö: {1}.")                                                                                   \
    X(TODAY_CAPTION, "Effective today, baseline", "Voimassa tänään, vertailukohta")                                             \
    X(TODAY_CAPTION_RUN, "Effective today", "Voimassa tänään")                                                                  \
    X(MEANING, "Meaning", "Merkitys")                                                                                           \
    X(MEANING_STEP, "probability a {1}", "todennäköisyys / {1}")                                                                \
    X(MEANING_SHARE, "share of those who leave", "osuus lähtevistä")                                                            \
    X(MEANING_EVENT, "repeats a {1}", "toistoja / {1}")                                                                         \
    X(MEANING_ARRIVALS, "arrivals a {1}", "tulijoita / {1}")                                                                    \
    X(NUMBER, "Number", "Luku")                                                                                                 \
    X(WRITTEN, "As written", "Kirjoitettuna")                                                                                   \
    X(EFFECTIVE, "Mean of the draws", "Arvontojen keskiarvo")                                                                   \
    X(ORIGIN, "Source or note", "Lähde tai huomautus")                                                                          \
    X(SOURCE, "Source: {1}", "Lähde: {1}")                                                                                      \
    X(NO_SOURCE, "none given", "ei merkitty")                                                                                   \
    X(VARIES, "varies", "vaihtelee")                                                                                            \
    X(GROUP_STAGES, "Stages", "Vaiheet")                                                                                        \
    X(GROUP_PERSONAS, "Personas", "Persoonat")                                                                                  \
    X(GROUP_TRANSITIONS, "Transitions", "Siirtymät")                                                                            \
    X(GROUP_CAPACITY, "Capacity", "Kapasiteetti")                                                                               \
    X(GROUP_ARRIVALS, "Arrivals", "Tulijat")                                                                                    \
    X(GROUP_SPEND, "Spend of the plan", "Suunnitelman mainonta")                                                                \
    X(GROUP_CONVERSIONS, "Conversions of the plan", "Suunnitelman konversiot")                                                  \
    X(GROUP_OTHER, "Other numbers", "Muut luvut")                                                                               \
    X(EVENT_DAYS, "{1} is on these days: {2}.", "{1} on näinä päivinä: {2}.")                                                   \
    X(CERTAIN_NUMBERS, "Certain numbers without a source or note ({1})",                                                        \
      "Varmat luvut ilman lähdettä tai huomautusta ({1})")                                                                      \
    /* the best plan */                                                                                                         \
    X(BEST_PLAN, "the best plan found", "paras löydetty suunnitelma")                                                           \
    X(BEST_FLAT, "Keep the plan as it is: nothing that may be moved changes {1}.",                                              \
      "Pidä suunnitelma ennallaan: mikään, mitä saa siirtää, ei muuta mittaria {1}.")                                           \
    X(BEST_LEAST,                                                                                                               \
      "The least spend found is {1}: {2} reaches {3} in {4} of fresh futures. Today's plan, with {5}, does in {6}.",            \
      "Pienin löydetty rahamäärä on {1}: {2} yltää lukuun {3} todennäköisyydellä {4} uusissa tulevaisuuksissa. "       \
      "Nykyinen suunnitelma, {5}, yltää todennäköisyydellä {6}.")                                                               \
    X(BEST_GROUNDS,                                                                                                             \
      "It spends {1}, today's plan {2}. Told by {3} paired runs on draws that had no part in the search, which went "           \
      "over {4} draws of the assumptions.",                                                                                     \
      "Se käyttää {1}, nykyinen suunnitelma {2}. Perustuu {3} parittaiseen ajoon arvonnoilla, joita haku ei "                \
      "käyttänyt; haku kävi läpi {4} oletusarvontaa.")                                                                          \
    X(BEST_HEAD, "What to spend on what", "Mihin raha")                                                                         \
    X(BEST_CAPTION, "Amounts a {1}; of budget and limits over the whole time",                                                  \
      "Määrät: {1}; budjetti ja rajat koko ajalta")                                                                             \
    X(BEST_CHANNEL, "Channel", "Kanava")                                                                                        \
    X(BEST_PERIOD, "Period", "Jakso")                                                                                           \
    X(BEST_MARGINAL, "One more brings", "Yksi lisää tuo")                                                                       \
    X(BEST_BOUND, "Stands at", "Rajalla")                                                                                       \
    X(BEST_PRICE, "One more on the bound brings", "Yksi lisää rajalla tuo")                                                     \
    X(BEST_AT_LEAST, "its least", "alaraja")                                                                                    \
    X(BEST_AT_MOST, "its most", "yläraja")                                                                                      \
    X(BEST_AT_FIXED, "fixed", "kiinteä")                                                                                        \
    X(BEST_BEYOND,                                                                                                              \
      "* More than the plan or the model has seen spent on it in a step: the response there is an assumption, not "             \
      "experience.",                                                                                                            \
      "* Enemmän kuin suunnitelma tai malli on nähnyt askeleessa: vaste siellä on oletus, ei kokemus.")                         \
    X(BEST_LEFT, "Left of the budget: {1}. One more spent anywhere within the bounds would not make the aim better.",           \
      "Budjetista jää {1}. Yksi lisää missään rajojen sisällä ei parantaisi tavoitetta.")                                       \
    X(BEST_MORE, "All rows are in optimum.csv; plan.yaml is a scenario that polku run takes as it is.",                         \
      "Kaikki rivit ovat tiedostossa optimum.csv; plan.yaml on skenaario, jonka polku run ajaa sellaisenaan.")                  \
    /* individuals */                                                                                                           \
    X(INDIVIDUALS_HEAD, "Customer by customer", "Asiakas asiakkaalta")                                                          \
    X(INDIVIDUALS_LEAD,                                                                                                         \
      "Every customer on their own, all runs together. Those who began as prospects, or came later, wait for a first "          \
      "purchase; the lost keep waiting.",                                                                                       \
      "Jokainen asiakas erikseen, kaikki ajot yhdessä. Alussa prospekteina olleet ja myöhemmin tulleet odottavat "            \
      "ensiostoa; myös poistuneet odottavat yhä.")                                                                              \
    X(INDIVIDUALS_FIRST_HALF,                                                                                                   \
      "First purchase: half of them had bought within {1}; after {2}, {3} were still waiting.",                                 \
      "Ensiosto: puolet oli ostanut, kun oli kulunut {1}; kun oli kulunut {2}, {3} odotti yhä.")                                \
    X(INDIVIDUALS_FIRST_LESS, "First purchase: after {1}, {2} of them had bought and {3} were still waiting.",                  \
      "Ensiosto: kun oli kulunut {1}, {2} oli ostanut ja {3} odotti yhä.")                                                      \
    X(INDIVIDUALS_NEXT_HALF,                                                                                                    \
      "Next purchase: of those who had bought, half bought again within {1}; after {2}, {3} were still waiting.",               \
      "Seuraava osto: ostaneista puolet oli ostanut uudelleen, kun oli kulunut {1}; kun oli kulunut {2}, {3} odotti "           \
      "yhä.")                                                                                                                   \
    X(INDIVIDUALS_NEXT_LESS,                                                                                                    \
      "Next purchase: of those who had bought, after {1} {2} had bought again and {3} were still waiting.",                     \
      "Seuraava osto: kun oli kulunut {1}, ostaneista {2} oli ostanut uudelleen ja {3} odotti yhä.")                            \
    X(INDIVIDUALS_BEST,                                                                                                         \
      "The best {1} bring {2} of the profit; were all customers alike, luck alone would give them {3}.",                        \
      "Paras {1} tuo {2} tuloksesta; jos kaikki asiakkaat olisivat samanlaisia, pelkkä onni antaisi heille {3}.")               \
    X(INDIVIDUALS_BEST_ALONE, "The best {1} bring {2} of the profit.", "Paras {1} tuo {2} tuloksesta.")                         \
    X(INDIVIDUALS_PURCHASES, "Of all people, {1} bought nothing, {2} once and {3} more often.",                                 \
      "Kaikista ihmisistä {1} ei ostanut mitään, {2} osti kerran ja {3} useammin.")                                             \
    X(INDIVIDUALS_VALUE,                                                                                                        \
      "One who was there at the start brings {1} on average; half bring {2} or less, the best tenth {3} or more.",              \
      "Alussa mukana ollut tuo keskimäärin {1}; puolet tuo {2} tai vähemmän, paras kymmenes {3} tai enemmän.")                  \
    X(INDIVIDUALS_RETAINED, "Of those who became customers, {1} were customers {2} later.",                                     \
      "Asiakkaiksi tulleista {1} oli asiakkaana, kun oli kulunut {2}.")                                                         \
    X(INDIVIDUALS_PATH,                                                                                                         \
      "The most common path is “{1}”: {2} of all people walked it; {4} walked one of the {3} most common.",                     \
      "Yleisin polku on ”{1}”: sen kulki {2} ihmisistä; jonkin {3} yleisimmästä kulki {4}.")                                    \
    X(INDIVIDUALS_PATH_ONE, "The most common path is “{1}”: {2} of all people walked it.",                                      \
      "Yleisin polku on ”{1}”: sen kulki {2} ihmisistä.")                                                                       \
    X(INDIVIDUALS_CAPTION, "Waits and the best customers", "Odotukset ja parhaat asiakkaat")                                    \
    X(INDIVIDUALS_HALF, "Half have bought within", "Puolet ostanut, kun kulunut")                                               \
    X(INDIVIDUALS_LEFT, "Still waiting at the end", "Odottaa yhä lopussa")                                                      \
    X(INDIVIDUALS_AGAIN, "Half buy again within", "Puolet uudelleen, kun kulunut")                                              \
    X(INDIVIDUALS_FIFTH, "Profit from the best 20%", "Parhaan 20 %:n osuus tuloksesta")                                         \
    X(INDIVIDUALS_LUCK, "By luck, were all alike", "Onnella, jos kaikki samanlaisia")                                           \
    X(INDIVIDUALS_TIME, "Time passed", "Kulunut aika")                                                                          \
    X(INDIVIDUALS_BOUGHT, "Have bought", "Ostaneita")                                                                           \
    X(INDIVIDUALS_WAITING, "Still waiting", "Odottaa yhä")                                                                      \
    X(INDIVIDUALS_AT_MOST, "{1} bring at most", "{1} tuo enintään")                                                             \
    X(INDIVIDUALS_VALUES, "What one who was there at the start brings", "Mitä alussa mukana ollut tuo")                         \
    X(INDIVIDUALS_BEST_PART, "The best", "Paras")                                                                               \
    X(INDIVIDUALS_PROFIT, "Part of the profit", "Osuus tuloksesta")                                                             \
    X(INDIVIDUALS_ENTRY, "Became customers in", "Tuli asiakkaaksi")                                                             \
    X(INDIVIDUALS_ENTERED, "How many", "Montako")                                                                               \
    X(INDIVIDUALS_RETENTION, "Customers still, by {1} after they became one",                                                   \
      "Yhä asiakkaita, {1} asiakkaaksi tulosta")                                                                                \
    X(INDIVIDUALS_WALKED, "Path", "Polku")                                                                                      \
    X(INDIVIDUALS_OF_ALL, "Of all people", "Kaikista ihmisistä")                                                                \
    /* a sweep */                                                                                                               \
    X(SWEEP_LINE, "{1} cells, each beside the plan as it is written: {2} customers, {3}, {4} runs of each.",                    \
      "{1} solua, kukin suunnitelman rinnalla sellaisenaan: {2} asiakasta, {3}, kustakin {4} ajoa.")                            \
    X(SWEEP_BEST,                                                                                                               \
      "Of {1} cells, cell {2} ({3}) has the {4}: in {5} fresh runs it makes {6}, {7} against the plan as it is "                \
      "written (90% interval {8}).",                                                                                            \
      "{1} solusta {4} on solulla {2} ({3}): {5} uudessa ajossa se tuo {6}, {7} suunnitelmaan sellaisenaan nähden "            \
      "(90 %:n väli {8}).")                                                                                                     \
    X(SWEEP_WRITTEN,                                                                                                            \
      "None of {1} cells beats the plan as it is written. Of them, cell {2} ({3}) has the {4}: in {5} fresh runs it "           \
      "makes {6}, {7} against it (90% interval {8}).",                                                                          \
      "Mikään {1} solusta ei voita suunnitelmaa sellaisenaan. Niistä {4} on solulla {2} ({3}): {5} uudessa ajossa se "       \
      "tuo {6}, {7} siihen nähden (90 %:n väli {8}).")                                                                          \
    X(SWEEP_NONE, "No KPI differs from the plan as it is written in any cell.",                                                 \
      "Mikään mittari ei missään solussa eroa suunnitelmasta sellaisenaan.")                                                    \
    X(SWEEP_NO_FRESH, "The best cell cannot be in fresh runs.", "Paras solu ei ole mahdollinen uusissa ajoissa.")               \
    X(SWEEP_BETTER, "Over the uncertain assumptions it is better than the plan as it is written in {1} of the draws.",          \
      "Kun epävarmat oletukset otetaan huomioon, se on suunnitelmaa sellaisenaan parempi todennäköisyydellä {1}.")              \
    X(SWEEP_UNTOLD, "Which of the two is better {1}.", "Kahdesta parempi {1}.")                                                 \
    X(SWEEP_SHARED, "The runs in which it was chosen give {1}: the best of many cells owes part of that to luck.",              \
      "Ajot, joissa se valittiin, antavat {1}: monen solun parhaan tulos on osin onnea.")                                       \
    X(SWEEP_SHARED_LESS, "The runs in which it was chosen give {1}.", "Ajot, joissa se valittiin, antavat {1}.")                \
    X(SWEEP_EXPECTED, "Expected outcomes alone, which leave out how chance and feedback meet, give {1}.",                       \
      "Pelkät odotetut tulokset, joista sattuman ja takaisinkytkennän yhteisvaikutus puuttuu, antavat {1}.")                    \
    X(SWEEP_NEAR, "Other cells within 1% of it: {1}.", "Muita soluja enintään 1 %:n päässä siitä: {1}.")                        \
    X(SWEEP_CELLS_HEAD, "The best cells", "Parhaat solut")                                                                      \
    X(SWEEP_CAPTION, "The best {1} of {2} cells, in the runs that all share",                                                   \
      "Parhaat {1} solua {2} solusta, kaikille yhteisissä ajoissa")                                                             \
    X(SWEEP_CELL, "Cell", "Solu")                                                                                               \
    X(SWEEP_VALUES, "Values", "Arvot")                                                                                          \
    X(SWEEP_AS_WRITTEN, "as written", "sellaisenaan")                                                                           \
    X(SWEEP_AGAINST, "Against the plan as written", "Ero suunnitelmaan sellaisenaan")                                           \
    X(SWEEP_MORE, "All cells and KPIs are in sweep.csv.", "Kaikki solut ja mittarit ovat tiedostossa sweep.csv.")               \
    /* what drivers brought */                                                                                                  \
    X(ATTRIBUTE_HEAD, "What each thing brought", "Mitä kukin toi")                                                              \
    X(ATTRIBUTE_MOST,                                                                                                           \
      "{1} brought most of the {2}: without it {3} would be missing (90% interval {4}). With nothing on there would "           \
      "be {5} "                                                                                                                 \
      "of {6}.",                                                                                                                \
      "Eniten toi {1} ({2}): ilman sitä puuttuisi {3} (90 %:n väli {4}). Ilman mitään olisi {5}, kun kaikkien kanssa "      \
      "on "                                                                                                                     \
      "{6}.")                                                                                                                   \
    X(ATTRIBUTE_NOTHING, "Nothing in this plan is other than without it: no spend, no lever moved, no event.",                  \
      "Suunnitelmassa mikään ei ole toisin kuin ilman sitä: ei mainontaa, ei siirrettyä vipua, ei tapahtumaa.")                 \
    X(ATTRIBUTE_TAIL,                                                                                                           \
      "What is missing counts {1} {2} after the horizon, in which all spend what the plan does on average.",                    \
      "Puuttuvaan on laskettu myös {1} {2} tarkastelun jälkeen, jolloin kaikki mainostavat kuten suunnitelma "                \
      "keskimäärin.")                                                                                                           \
    X(ATTRIBUTE_OFF,                                                                                                            \
      "The model feeds back, so differences are corrected by {1} paired runs each. Expected outcomes alone are off "            \
      "by most "                                                                                                                \
      "for {2}: they say {3}, the runs {4}.",                                                                                   \
      "Mallissa on takaisinkytkentöjä, joten erot on korjattu {1} ajoparilla kukin. Pelkät odotetut tulokset "               \
      "erehtyvät "                                                                                                             \
      "eniten kohdassa {2}: ne sanovat {3}, ajot {4}.")                                                                         \
    X(ATTRIBUTE_APPROXIMATE,                                                                                                    \
      "The model feeds back, and the engine expected is an approximation then: the engine cohort corrects it by "               \
      "runs.",                                                                                                                  \
      "Mallissa on takaisinkytkentöjä, ja odotettujen tulosten laskenta on silloin likimääräinen: moottori cohort "        \
      "korjaa "                                                                                                                 \
      "sen ajoilla.")                                                                                                           \
    X(ATTRIBUTE_DRIVER, "Driver", "Tekijä")                                                                                     \
    X(ATTRIBUTE_MISSING, "What is missing without it", "Mitä ilman sitä puuttuu")                                               \
    X(ATTRIBUTE_INTERVAL, "{1}, 90% interval", "{1}, 90 %:n väli")                                                              \
    X(ATTRIBUTE_SHARED, "All of it shared out, so that it adds up", "Kaikki jaettuna, niin että summa täsmää")                  \
    X(ATTRIBUTE_RETURNS_HEAD, "What money brought back", "Mitä raha toi takaisin")                                              \
    X(ATTRIBUTE_RETURNS, "What a unit of spend brings back", "Mitä yksi mainontaan käytetty euro tuo")                          \
    X(ATTRIBUTE_SPEND, "Spend", "Mainonta")                                                                                     \
    X(ATTRIBUTE_ROAS, "Revenue − cost", "Myynti − kulut")                                                                       \
    X(ATTRIBUTE_ROAS_REVENUE, "Revenue", "Myynti")                                                                              \
    X(ATTRIBUTE_MROAS, "Revenue − cost of the next 1%", "Myynti − kulut, seuraava 1 %")                                         \
    X(ATTRIBUTE_MORE,                                                                                                           \
      "Incremental: what is missing without the channel, and no sale that would have come anyway. All KPIs are in "             \
      "attribution.csv.",                                                                                                       \
      "Lisäys: mitä ilman kanavaa puuttuu, ilman myyntiä joka olisi tullut muutenkin. Kaikki mittarit ovat "                 \
      "tiedostossa "                                                                                                            \
      "attribution.csv.")                                                                                                       \
    /* rules, again, warnings */                                                                                                \
    X(RULES_HEAD, "How the numbers are counted", "Miten luvut lasketaan")                                                       \
    X(RULE_MONEY,                                                                                                               \
      "Revenue and cost of a move or a purchase count in the step in which it happens; money of a stage counts for "            \
      "those who are there at the end of the step; spend and the cost of levers count in their step.",                          \
      "Siirtymän ja oston myynti ja kulut lasketaan siihen askeleeseen, jossa ne tapahtuvat; vaiheen rahat lasketaan "         \
      "niiltä, jotka ovat vaiheessa askeleen lopussa; mainonta ja käytäntöjen kulut omaan askeleeseensa.")                      \
    X(RULE_PROFIT,                                                                                                              \
      "Cost leaves out advertising spend: profit is revenue less cost less spend. Present value discounts step t by "           \
      "the yearly rate; the start is not discounted.",                                                                          \
      "Kulut eivät sisällä mainontaa: tulos on myynti miinus kulut miinus mainonta. Nykyarvossa kukin askel "                \
      "diskontataan vuosikorolla; alkua ei diskontata.")                                                                        \
    X(RULE_SPREAD,                                                                                                              \
      "A 90% interval leaves out the lowest and the highest twentieth of the runs and holds both kinds of doubt: "              \
      "assumptions that nobody knows exactly, and chance. P(better) compares expected outcomes, so it speaks of the "           \
      "assumptions alone.",                                                                                                     \
      "90 %:n väli jättää pois ajojen alimman ja ylimmän kahdeskymmenesosan ja sisältää molemmat epävarmuudet: "      \
      "oletukset, joita kukaan ei tunne tarkasti, ja sattuman. P(parempi) vertaa odotettuja tuloksia, joten se "                \
      "kertoo "                                                                                                                 \
      "vain oletuksista.")                                                                                                      \
    X(RULE_RATIO, "The mean of a ratio is the ratio of the means.", "Suhdeluvun keskiarvo on keskiarvojen suhde.")              \
    X(RULE_PAIRS,                                                                                                               \
      "Plans are compared run by run on the same draws, so that a difference is the plan’s and not luck’s.",                    \
      "Suunnitelmia verrataan ajo ajolta samoilla arvonnoilla, jotta ero on suunnitelman eikä sattuman ansiota.")               \
    X(AGAIN_HEAD, "How to run it again", "Miten ajo toistetaan")                                                                \
    X(AGAIN_LEAD, "In the folder in which it was run:", "Kansiossa, jossa ajo tehtiin:")                                        \
    X(AGAIN_CAPTION, "Input files", "Lähtötiedostot")                                                                           \
    X(FILE_NAME, "File", "Tiedosto")                                                                                            \
    X(HASH, "SHA-256", "SHA-256")                                                                                               \
    X(VERSION, "Version of polku", "polkun versio")                                                                             \
    X(SEED, "Seed", "Siemen")                                                                                                   \
    X(RUNS, "Runs", "Ajoja")                                                                                                    \
    X(ENGINE, "Engine", "Laskentatapa")                                                                                         \
    X(WARNINGS_HEAD, "Warnings", "Varoitukset")                                                                                 \
    X(WARNINGS_NONE, "There were none.", "Ei varoituksia.")

#define PK_SAY_ENUM(name, english, finnish) PK_SAY_##name,
typedef enum { PK_SAY_LIST(PK_SAY_ENUM) PK_SAYINGS } pk_saying_t;
#undef PK_SAY_ENUM

/* The text with its places still open. */
const char *pk_saying(pk_language_t language, pk_saying_t saying);

/* "fi", "en": for lang="" and --language. */
const char *pk_language_code(pk_language_t language);

#endif
