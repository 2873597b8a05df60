/* Texts of the report: plans, tiles, tables and charts of runs. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_PLANS_H
#define PK_REPORT_MESSAGES_PLANS_H

#define PK_SAY_PLANS_LIST(X)                                                                                               \
    /* plans */                                                                                                            \
    X(PLANS_HEAD, "What was compared", "Mitä verrattiin")                                                                  \
    X(PLAN_HEAD, "What the plan sets", "Mitä suunnitelma muuttaa")                                                         \
    X(PLANS_ROW, "Plan", "Suunnitelma")                                                                                    \
    X(PLANS_CHANGES, "What it changes from the baseline", "Mitä se muuttaa vertailukohdasta")                              \
    X(PLANS_SETS, "What it sets beside the model", "Mitä se säätää mallin lisäksi")                                        \
    X(PLANS_NONE, "nothing", "ei mitään")                                                                                  \
    X(AS_BASELINE, "as in the model", "kuten mallissa")                                                                    \
    X(MORE_CHANGES, "and {1} more", "ja {1} muuta")                                                                        \
    /* budgets and changes in words */                                                                                     \
    X(BUDGET, "{1} {2}: {3} over the plan", "{1} {2}: koko suunnitelmassa {3}")                                            \
    X(BUDGET_INSTEAD, "{1} {2}: {3} over the plan instead of {4}", "{1} {2}: koko suunnitelmassa {3}, ennen {4}")          \
    X(A_DAY, "{1} a day", "{1} päivässä")                                                                                  \
    X(A_WEEK, "{1} a week", "{1} viikossa")                                                                                \
    X(A_MONTH, "{1} a month", "{1} kuukaudessa")                                                                           \
    X(A_YEAR, "{1} a year", "{1} vuodessa")                                                                                \
    X(FROM_TO, "{1} to {2}", "{1}–{2}")                                                                                    \
    X(INSTEAD, "{1} {2} instead of {3}", "{1} {2}, ennen {3}")                                                             \
    X(SET_TO, "{1} {2}", "{1} {2}")                                                                                        \
    X(AS_MODEL_HAS, "{1} as in the model", "{1} kuten mallissa")                                                           \
    X(REVENUE_OF, "revenue of {1}", "myynti {1}")                                                                          \
    X(COST_OF, "cost of {1}", "kulut {1}")                                                                                 \
    X(EFFECT_OF, "{1}: effect on {2}", "{1}: vaikutus {2}")                                                                \
    X(HALF_OF, "{1}: spend for half of its effect", "{1}: puoleen vaikutukseen tarvittava mainonta")                       \
    X(STAY_IN, "stay in {1}", "viipymä {1}")                                                                               \
    X(SCATTER_OF, "scatter of {1}", "hajonta {1}")                                                                         \
    X(PIECE_BETWEEN, "{1} from {2} to {3}", "{1} ({2}–{3})")                                                               \
    X(PIECE_FROM, "{1} from {2} on", "{1} ({2} alkaen)")                                                                   \
    X(PIECE_UNTIL, "{1} until {2}", "{1} ({2} asti)")                                                                      \
    X(PIECE_STEPS, "{1} from step {2} to {3}", "{1} (askeleet {2}–{3})")                                                   \
    X(PIECE_FROM_STEP, "{1} from step {2} on", "{1} (askeleesta {2} alkaen)")                                              \
    X(PIECE_UNTIL_STEP, "{1} until step {2}", "{1} (askeleeseen {2} asti)")                                                \
    X(PIECE_OTHERWISE, "otherwise {1}", "muulloin {1}")                                                                    \
    X(PIECE_TOTAL, "{1} in all", "yhteensä {1}")                                                                           \
    X(WRITTEN_YES, "yes", "kyllä")                                                                                         \
    X(WRITTEN_NO, "no", "ei")                                                                                              \
    X(WRITTEN_BRINGS, "brings", "tuo")                                                                                     \
    X(WRITTEN_DAY, "day", "päivä")                                                                                         \
    X(WRITTEN_DAYS, "days", "päivää")                                                                                      \
    X(WRITTEN_WEEK, "week", "viikko")                                                                                      \
    X(WRITTEN_WEEKS, "weeks", "viikkoa")                                                                                   \
    X(WRITTEN_MONTH, "month", "kuukausi")                                                                                  \
    X(WRITTEN_MONTHS, "months", "kuukautta")                                                                               \
    X(WRITTEN_YEAR, "year", "vuosi")                                                                                       \
    X(WRITTEN_YEARS, "years", "vuotta")                                                                                    \
    X(WRITTEN_FILE, "file", "tiedosto")                                                                                    \
    X(WRITTEN_COLUMN, "column", "sarake")                                                                                  \
    X(WRITTEN_TO, "to", "…")                                                                                               \
    X(WRITTEN_MONEY, "revenue", "myynnistä")                                                                               \
    X(WRITTEN_OF, "of", "·")                                                                                               \
    X(SHARE_OF, "share of {1}", "osuus {1}")                                                                               \
    X(PROBABILITY_OF, "probability of {1}", "todennäköisyys {1}")                                                          \
    X(RATE_OF, "rate of {1}", "tiheys {1}")                                                                                \
    X(SAMPLE, "{1}: one of {2} values of {3}, column {4}: {5} (5% to 95%), mean {6}",                                      \
      "{1}: yksi tiedoston {3} sarakkeen {4} {2} arvosta: {5} (5–95 %), keskiarvo {6}")                                    \
    X(SAMPLE_OF_ONE, "{1}: the one value of {2}, column {3}: {4}", "{1}: tiedoston {2} sarakkeen {3} ainoa arvo: {4}")     \
    X(TOGETHER, "together (correlation {1}): {2}", "yhdessä (korrelaatio {1}): {2}")                                       \
    X(ASSUMES, "assumes {1}", "olettaa: {1}")                                                                              \
    /* tiles */                                                                                                            \
    X(TILES_HEAD, "Key figures: {1}", "Avainluvut: {1}")                                                                   \
    X(TILES_SHORT, "Key figures", "Avainluvut")                                                                            \
    X(TILES_SECOND, "Key figures of the closest alternative: {1}", "Lähimmän vaihtoehdon avainluvut: {1}")                 \
    X(TILES_LEAD,                                                                                                          \
      "Large: the mean of {1} runs. Below: the change against the baseline, the interval in which 90% of the "             \
      "paired "                                                                                                            \
      "runs fall (assumptions and chance), and the probability that the plan is better (over the assumptions).",           \
      "Suurella: {1} ajon keskiarvo. Alla: muutos vertailukohtaan nähden, väli, jolle 90 % parittaisista ajoista "      \
      "osuu (oletukset ja sattuma), ja todennäköisyys, että suunnitelma on parempi (oletusten suhteen).")                  \
    X(TILES_LEAD_RUN, "Large: the mean of {1} runs. Below: the interval in which 90% of the runs fall.",                   \
      "Suurella: {1} ajon keskiarvo. Alla: väli, jolle 90 % ajoista osuu.")                                                \
    X(AGAINST, "{1} against the baseline", "{1} vertailukohtaan nähden")                                                   \
    X(RETURN, "Incremental return", "Lisämainonnan tuotto")                                                                \
    X(RETURN_OF, "revenue less cost for each {1} of spend more (or less) than the baseline’s",                             \
      "myynti miinus kulut jokaista vertailukohdasta poikkeavaa mainosrahaa ({1}) kohti")                                  \
    X(SAME, "the same as the baseline", "sama kuin vertailukohdassa")                                                      \
    X(P_BETTER, "P(better) {1}", "P(parempi) {1}")                                                                         \
    X(P_BETTER_WORD, "P(better)", "P(parempi)")                                                                            \
    /* comparison */                                                                                                       \
    X(COMPARISON_HEAD, "The plans side by side", "Suunnitelmat rinnakkain")                                                \
    X(COMPARISON_LEAD,                                                                                                     \
      "The baseline’s row shows means; the other rows show differences from it with their 90% interval and the "         \
      "probability to be better. All plans met the same draws of the assumptions and the same luck.",                      \
      "Vertailukohdan rivillä on keskiarvot, muilla riveillä erot siihen, eron 90 %:n väli ja todennäköisyys olla "  \
      "parempi. Kaikki suunnitelmat kokivat samat oletusten arvonnat ja saman sattuman.")                                  \
    X(COMPARISON_CAPTION, "KPIs of {1} plans over the whole time", "{1} suunnitelman mittarit koko ajalta")                \
    X(KPI_HEAD, "All KPIs", "Kaikki mittarit")                                                                             \
    X(KPI_CAPTION, "KPIs over the whole time", "Mittarit koko ajalta")                                                     \
    X(KPI, "KPI", "Mittari")                                                                                               \
    X(MEAN, "Mean", "Keskiarvo")                                                                                           \
    X(MEDIAN, "Median", "Mediaani")                                                                                        \
    X(BETWEEN, "90% interval", "90 %:n väli")                                                                              \
    X(UNIT, "Unit", "Yksikkö")                                                                                             \
    X(DIFFERENCE, "Difference", "Ero")                                                                                     \
    X(UNDEFINED, "not defined", "ei määritelty")                                                                           \
    X(ONE_PLAN_MORE, "All KPIs of every plan are in kpis.csv and comparison.csv beside this page.",                        \
      "Kaikkien suunnitelmien kaikki mittarit ovat tiedostoissa kpis.csv ja comparison.csv tämän sivun vieressä.")         \
    X(AFTER_TOLD,                                                                                                          \
      "What a plan leaves behind comes within {1} after the end, in which all plans do what the baseline would.",          \
      "Jälkivaikutus on lopun jälkeiseltä ajalta ({1}), jolloin kaikki suunnitelmat jatkavat vertailukohdan tavoin.")      \
    X(AFTER_LAST_YEAR, "The last year of it still brought {1} of it: more would come later.",                              \
      "Sen viimeinen vuosi toi siitä vielä {1}: lisää tulisi myöhemmin.")                                                  \
    X(AFTER_NOT_TOLD, "What a plan leaves behind after the end is not told here; polku compare --after tells it.",         \
      "Lopun jälkeistä jälkivaikutusta ei ole laskettu; sen laskee polku compare --after.")                                \
    /* money over time */                                                                                                  \
    X(PAYBACK, "Payback", "Takaisinmaksuaika")                                                                             \
    X(PAYBACK_NOTHING, "nothing to pay back: never behind the baseline",                                                   \
      "ei maksettavaa: ei koskaan vertailukohtaa jäljessä")                                                                \
    X(PAYBACK_BETWEEN, "90%: {1} to {2}", "90 %: {1} … {2}")                                                               \
    X(PAYBACK_PAYS, "pays in {1}", "maksaa takaisin: {1}")                                                                 \
    X(PAYBACK_NEVER_BEHIND, "never behind in {1}", "ei koskaan jäljessä: {1}")                                             \
    X(PAYBACK_BY, "by {1}", "viimeistään {1}")                                                                             \
    X(PAYBACK_OF,                                                                                                          \
      "when the cumulative profit passes the baseline’s for good: the median over the draws of the assumptions",           \
      "milloin kertynyt tulos ohittaa vertailukohdan pysyvästi: mediaani oletusten arvonnoista")                           \
    X(PERIOD, "Period", "Jakso")                                                                                           \
    X(CUMULATIVE, "{1}, from the start", "{1}, alusta lähtien")                                                            \
    X(CHART_CUMULATIVE, "When does the money come back?", "Milloin raha tulee takaisin?")                                  \
    X(CHART_SPEND, "What is paid for advertising, and when?", "Mitä mainonnasta maksetaan ja milloin?")                    \
    /* charts */                                                                                                           \
    X(CHARTS_HEAD, "Charts", "Kuvat")                                                                                      \
    X(MONEY_OF, "Money by period: {1}", "Raha jaksoittain: {1}")                                                           \
    X(MONEY_EVERY, "One period in {1} is shown, and the last; money.csv has all.",                                         \
      "Näytetään joka {1}. jakso ja viimeinen; kaikki ovat tiedostossa money.csv.")                                        \
    X(MONEY_MORE, "Shown for {1} of {2} plans; the others have a money.csv in their folders.",                             \
      "Suunnitelmista näytetään {1}, kaikkiaan niitä on {2}; muiden money.csv on niiden omassa kansiossa.")                \
    X(SIDEWAYS, "Wider than the screen: scroll sideways ↔", "Näyttöä leveämpi: vieritä sivusuunnassa ↔")                   \
    X(CHART_TABLE, "The numbers of this chart as a table", "Kuvan luvut taulukkona")                                       \
    X(CHART_MISSING,                                                                                                       \
      "No chart was drawn, for what reason the messages of the run say. The tables stand on their own.",                   \
      "Yhtään kuvaa ei piirretty; ajon ilmoitukset kertovat syyn. Taulukot toimivat ilman kuviakin.")                      \
    X(CHART_BESIDE, "“{1}” is drawn in the file {2} beside this page.",                                                    \
      "”{1}” on piirretty tämän sivun vieressä olevaan tiedostoon {2}.")                                                   \
    X(PLAN_BY_PLAN_HEAD, "Plan by plan", "Suunnitelma kerrallaan")                                                         \
    X(PLAN_BY_PLAN_MORE, "Shown for {1} of {2} plans; the charts of the others are in their folders.",                     \
      "Näkyvissä {1}/{2} suunnitelmaa; muiden kuvat ovat niiden kansioissa.")                                              \
    X(CHART_KPIS, "What does each plan bring?", "Mitä kukin suunnitelma tuottaa?")                                         \
    X(CHART_DIFFERENCE, "How sure is the difference from the baseline?", "Kuinka varma ero vertailukohtaan on?")           \
    X(CHART_WATERFALL, "Where does the difference in profit come from?", "Mistä tuloksen ero syntyy?")                     \
    X(CHART_ACCEPTABILITY, "Which plan is best if a customer at the end is worth more?",                                   \
      "Mikä suunnitelma on paras, jos asiakas lopussa on arvokkaampi?")                                                    \
    X(WORTH, "Worth of a customer", "Asiakkaan arvo")                                                                      \
    X(HIGHEST_MEAN, "Highest mean", "Suurin keskiarvo")                                                                    \
    X(CHART_JOURNEY, "Which ways do customers take?", "Mitä reittejä asiakkaat kulkevat?")                                 \
    X(CHART_FUNNEL, "How many come how far?", "Kuinka moni pääsee kuinka pitkälle?")                                       \
    X(CHART_TARGETS, "Are the targets met?", "Täyttyvätkö tavoitteet?")                                                    \
    X(CHART_PERSONAS, "For whom does it make a difference?", "Keiden kohdalla ero syntyy?")                                \
    X(CHART_STAGES, "How does it develop over time?", "Miten tilanne kehittyy ajan mittaan?")                              \
    X(CHART_DRIVERS, "What is spent, and what does it do?", "Mitä mainontaan käytetään ja mitä se saa aikaan?")            \
    X(CHART_CURVES, "What would more or less spend do?", "Mitä suurempi tai pienempi mainonta tekisi?")                    \
    X(CHART_FIRST_PURCHASE, "How long does a first purchase take?", "Kuinka kauan ensiostoon kuluu?")                      \
    X(CHART_NEXT_PURCHASE, "How soon do they buy again?", "Kuinka pian ostetaan uudelleen?")                               \
    X(CHART_VALUE, "What does a customer bring, and how much of it the best?",                                             \
      "Mitä asiakas tuo, ja minkä osan parhaat?")                                                                          \
    X(CHART_RETENTION, "Who stays a customer?", "Kuinka moni pysyy asiakkaana?")                                           \
    X(CHART_COMMON_PATHS, "Which paths are common?", "Mitkä polut ovat yleisiä?")                                          \
    X(CHART_TORNADO, "What moves it most?", "Mikä siirtää sitä eniten?")                                                   \
    X(CHART_INDICES, "Where does the uncertainty come from?", "Mistä epävarmuus tulee?")                                   \
    X(CHART_INFORMATION, "What is worth knowing before deciding?", "Mitä kannattaa selvittää ennen päätöstä?")             \
    /* targets */                                                                                                          \
    X(TARGETS_HEAD, "The targets and their chance", "Tavoitteet ja niiden todennäköisyys")                                 \
    X(TARGETS_CAPTION, "Probability of meeting each target", "Todennäköisyys, että tavoite täyttyy")                       \
    X(TARGET, "Target", "Tavoite")                                                                                         \
    X(TARGETS_LEAD, "The share of {1} runs in which the target is met: assumptions and chance together.",                  \
      "Osuus {1} ajosta, joissa tavoite täyttyy: oletukset ja sattuma yhdessä.")                                           \
    X(GOAL, "{1} {2} {3}{4}", "{1} {2} {3}{4}")                                                                            \
    X(GOAL_BY, " by {1}", " viimeistään {1}")                                                                              \
    X(GOAL_THROUGH, " (through {1})", " ({1} asti)")                                                                       \
    X(AT_LEAST, "at least", "vähintään")                                                                                   \
    X(AT_MOST, "at most", "enintään")                                                                                      \
    X(CHANCE, "Probability", "Todennäköisyys")                                                                             \
    /* assumptions */                                                                                                      \
    X(ASSUMPTIONS_HEAD, "What was assumed", "Mitä oletettiin")                                                             \
    X(ASSUMPTIONS_LEAD,                                                                                                    \
      "{1} numbers are uncertain and were drawn anew in each run. Of these {2} name a source, {3} carry only a "           \
      "note, and {4} say nothing of where they come from.",                                                                \
      "Epävarmoja lukuja on {1}, ja ne arvottiin uudelleen jokaisessa ajossa. Niistä lähde on merkitty {2} "            \
      "lukuun, pelkkä huomautus {3} lukuun, ja {4} luvusta ei kerrota, mistä se on peräisin.")                             \
    X(ASSUMPTIONS_LEAD_CERTAIN, "No number is uncertain: the runs differ by chance only.",                                 \
      "Mikään luku ei ole epävarma: ajot eroavat vain sattuman vuoksi.")                                                   \
    X(TODAY_HEAD, "Today’s probabilities", "Tämän hetken todennäköisyydet")                                                \
    X(TODAY_LEAD,                                                                                                          \
      "What the assumptions come to for one customer a {1} with the drivers of today (advertising, levers, word of "       \
      "mouth), over all personas.",                                                                                        \
      "Mitä oletukset merkitsevät yhden asiakkaan kohdalla nykyisin ajurein (mainonta, käytännöt, suosittelu), "      \
      "kaikki "                                                                                                            \
      "persoonat yhdessä. Aikayksikkö: {1}.")                                                                              \
    X(TODAY_CAPTION, "Effective today, baseline", "Voimassa tänään, vertailukohta")                                        \
    X(TODAY_CAPTION_RUN, "Effective today", "Voimassa tänään")                                                             \
    X(MEANING, "Meaning", "Merkitys")                                                                                      \
    X(MEANING_STEP, "probability a {1}", "todennäköisyys / {1}")                                                           \
    X(MEANING_SHARE, "share of those who leave", "osuus lähtevistä")                                                       \
    X(MEANING_EVENT, "repeats a {1}", "toistoja / {1}")                                                                    \
    X(MEANING_ARRIVALS, "arrivals a {1}", "tulijoita / {1}")                                                               \
    X(NUMBER, "Number", "Luku")                                                                                            \
    X(WRITTEN, "As written", "Kirjoitettuna")                                                                              \
    X(EFFECTIVE, "Mean of the draws", "Arvontojen keskiarvo")                                                              \
    X(ORIGIN, "Source or note", "Lähde tai huomautus")                                                                     \
    X(SOURCE, "Source: {1}", "Lähde: {1}")                                                                                 \
    X(NO_SOURCE, "none given", "ei merkitty")                                                                              \
    X(VARIES, "varies", "vaihtelee")                                                                                       \
    X(GROUP_STAGES, "Stages", "Vaiheet")                                                                                   \
    X(GROUP_PERSONAS, "Personas", "Persoonat")                                                                             \
    X(GROUP_TRANSITIONS, "Transitions", "Siirtymät")                                                                       \
    X(GROUP_CAPACITY, "Capacity", "Kapasiteetti")                                                                          \
    X(GROUP_ARRIVALS, "Arrivals", "Tulijat")                                                                               \
    X(GROUP_SPEND, "Spend of the plan", "Suunnitelman mainonta")                                                           \
    X(GROUP_CONVERSIONS, "Conversions of the plan", "Suunnitelman konversiot")                                             \
    X(GROUP_OTHER, "Other numbers", "Muut luvut")                                                                          \
    X(EVENT_DAYS, "{1} is on these days: {2}.", "{1} on näinä päivinä: {2}.")                                              \
    X(CERTAIN_NUMBERS, "Certain numbers without a source or note ({1})",                                                   \
      "Varmat luvut ilman lähdettä tai huomautusta ({1})")                                                                 \
    /* rules, again, warnings */                                                                                           \
    X(RULES_HEAD, "How the numbers are counted", "Miten luvut lasketaan")                                                  \
    X(RULE_MONEY,                                                                                                          \
      "Revenue and cost of a move or a purchase count in the step in which it happens; money of a stage counts for "       \
      "those who are there at the end of the step; spend and the cost of levers count in their step.",                     \
      "Siirtymän ja oston myynti ja kulut lasketaan siihen askeleeseen, jossa ne tapahtuvat; vaiheen rahat lasketaan "    \
      "niiltä, jotka ovat vaiheessa askeleen lopussa; mainonta ja käytäntöjen kulut omaan askeleeseensa.")                 \
    X(RULE_PROFIT,                                                                                                         \
      "Cost leaves out advertising spend: profit is revenue less cost less spend. Present value discounts step t by "      \
      "the yearly rate; the start is not discounted.",                                                                     \
      "Kulut eivät sisällä mainontaa: tulos on myynti miinus kulut miinus mainonta. Nykyarvossa kukin askel "           \
      "diskontataan vuosikorolla; alkua ei diskontata.")                                                                   \
    X(RULE_SPREAD,                                                                                                         \
      "A 90% interval leaves out the lowest and the highest twentieth of the runs and holds both kinds of doubt: "         \
      "assumptions that nobody knows exactly, and chance. P(better) compares expected outcomes, so it speaks of the "      \
      "assumptions alone.",                                                                                                \
      "90 %:n väli jättää pois ajojen alimman ja ylimmän kahdeskymmenesosan ja sisältää molemmat epävarmuudet: " \
      "oletukset, joita kukaan ei tunne tarkasti, ja sattuman. P(parempi) vertaa odotettuja tuloksia, joten se "           \
      "kertoo "                                                                                                            \
      "vain oletuksista.")                                                                                                 \
    X(RULE_RATIO, "The mean of a ratio is the ratio of the means.", "Suhdeluvun keskiarvo on keskiarvojen suhde.")         \
    X(RULE_PAIRS,                                                                                                          \
      "Plans are compared run by run on the same draws, so that a difference is the plan’s and not luck’s.",               \
      "Suunnitelmia verrataan ajo ajolta samoilla arvonnoilla, jotta ero on suunnitelman eikä sattuman ansiota.")          \
    X(AGAIN_HEAD, "How to run it again", "Miten ajo toistetaan")                                                           \
    X(AGAIN_LEAD, "In the folder in which it was run:", "Kansiossa, jossa ajo tehtiin:")                                   \
    X(AGAIN_CAPTION, "Input files", "Lähtötiedostot")                                                                      \
    X(FILE_NAME, "File", "Tiedosto")                                                                                       \
    X(HASH, "SHA-256", "SHA-256")                                                                                          \
    X(VERSION, "Version of polku", "polkun versio")                                                                        \
    X(SEED, "Seed", "Siemen")                                                                                              \
    X(RUNS, "Runs", "Ajoja")                                                                                               \
    X(ENGINE, "Engine", "Laskentatapa")                                                                                    \
    X(WARNINGS_HEAD, "Warnings", "Varoitukset")                                                                            \
    X(WARNINGS_NONE, "There were none.", "Ei varoituksia.")

#endif
