/* Texts of the report: sweeps, sensitivities, the best plan, what drivers brought. A part of the table in messages.h.
 */
#ifndef PK_REPORT_MESSAGES_STUDY_H
#define PK_REPORT_MESSAGES_STUDY_H

#define PK_SAY_STUDY_LIST(X)                                                                                               \
    /* a sensitivity */                                                                                                    \
    X(SENSITIVITY_LINE, "{1} uncertain numbers: {2} customers, {3}, {4} points.",                                          \
      "{1} epävarmaa lukua: {2} asiakasta, {3}, {4} pistettä.")                                                            \
    X(SENSITIVITY_CERTAIN, "No number is uncertain: there is nothing to find out. {1}: {2}.",                              \
      "Mikään luku ei ole epävarma: selvitettävää ei ole. {1}: {2}.")                                                      \
    X(SENSITIVITY_FIRST, "Of all uncertain numbers {2} moves the {1} most.",                                               \
      "Epävarmoista luvuista eniten ({1}) siirtää {2}.")                                                                   \
    X(WORTH_NOTHING, "Nothing that could be found out would change which plan is better.",                                 \
      "Mikään, minkä voisi selvittää, ei muuttaisi sitä, kumpi suunnitelma on parempi.")                                   \
    X(WORTH_ALL,                                                                                                           \
      "Knowing everything before deciding would be worth {1}; no number by itself is worth more than its error.",          \
      "Kaiken tietäminen ennen päätöstä olisi {1}:n arvoista; mikään luku yksin ei ole virhettään arvokkaampi.")           \
    X(WORTH_ONE, "Knowing everything before deciding would be worth {1}; of single numbers {2} is worth most, {3}.",       \
      "Kaiken tietäminen ennen päätöstä olisi {1}:n arvoista; yksittäisistä luvuista arvokkain on {2}, {3}.")              \
    X(SENSITIVITY_MEAN, "{1} is {2} on average over the assumptions, with a standard deviation of {3}.{4}",                \
      "{1} on oletusten yli keskimäärin {2}, keskihajonta {3}.{4}")                                                        \
    X(SENSITIVITY_GAIN,                                                                                                    \
      "{1}: against “{4}” the plan is {2} ahead on average over the assumptions, with a standard deviation of {3}.",       \
      "{1}: suunnitelma on oletusten yli keskimäärin {2} edellä vertailukohdasta ”{4}”, keskihajonta {3}.")                \
    X(SENSITIVITY_EXPECTED,                                                                                                \
      "The model feeds back: expected outcomes alone give {1}; what {2} runs are off them is in all figures here but "     \
      "those of plain numbers.",                                                                                           \
      "Mallissa on takaisinkytkentää: pelkät odotetut tulokset antavat {1}; {2} ajon poikkeama niistä on mukana "      \
      "kaikissa luvuissa paitsi varmojen lukujen joustoissa.")                                                             \
    X(SENSITIVITY_UNCORRECTED,                                                                                             \
      "The model feeds back, and all figures are of expected outcomes alone: only an approximation here.",                 \
      "Mallissa on takaisinkytkentää, ja kaikki luvut ovat pelkkiä odotettuja tuloksia: vain likiarvoja.")                 \
    X(SENSITIVITY_HEAD, "Number by number", "Luku luvulta")                                                                \
    X(SENSITIVITY_CAPTION, "What {1} hangs on", "Mistä riippuu: {1}")                                                      \
    X(SENSITIVITY_NUMBER, "Number", "Luku")                                                                                \
    X(SENSITIVITY_PLANNED, "as planned", "suunnitelman mukaan")                                                            \
    X(SENSITIVITY_WRITTEN, "As written", "Kirjoitettuna")                                                                  \
    X(SENSITIVITY_LOW, "At its 5%", "5 %:n kohdalla")                                                                      \
    X(SENSITIVITY_HIGH, "At its 95%", "95 %:n kohdalla")                                                                   \
    X(SENSITIVITY_ALONE, "Of the variance, alone", "Varianssista yksin")                                                   \
    X(SENSITIVITY_WITH, "Together with others", "Yhdessä muiden kanssa")                                                   \
    X(SENSITIVITY_WORTH, "Worth knowing", "Tietämisen arvo")                                                               \
    X(SENSITIVITY_ALL, "everything uncertain", "kaikki epävarma")                                                          \
    X(SENSITIVITY_PLAIN, "Plain number", "Varma luku")                                                                     \
    X(SENSITIVITY_PLAIN_CAPTION, "By how many percent it moves when a plain number is 1% higher",                          \
      "Montako prosenttia se siirtyy, kun varma luku on 1 % suurempi")                                                     \
    X(SENSITIVITY_ELASTICITY, "1% more moves it by", "1 % lisää siirtää")                                                  \
    X(SENSITIVITY_MORE, "All numbers are in sensitivity.csv.", "Kaikki luvut ovat tiedostossa sensitivity.csv.")           \
    /* the best plan */                                                                                                    \
    X(BEST_PLAN, "the best plan found", "paras löydetty suunnitelma")                                                      \
    X(BEST_FLAT, "Keep the plan as it is: nothing that may be moved changes {1}.",                                         \
      "Pidä suunnitelma ennallaan: mikään, mitä saa siirtää, ei muuta mittaria {1}.")                                      \
    X(BEST_LEAST,                                                                                                          \
      "The least spend found is {1}: {2} reaches {3} in {4} of fresh futures. Today's plan, with {5}, does in {6}.",       \
      "Pienin löydetty rahamäärä on {1}: {2} yltää lukuun {3} todennäköisyydellä {4} uusissa tulevaisuuksissa. "  \
      "Nykyinen suunnitelma, {5}, yltää todennäköisyydellä {6}.")                                                          \
    X(BEST_GROUNDS,                                                                                                        \
      "It spends {1}, today's plan {2}. Told by {3} paired runs on draws that had no part in the search, which went "      \
      "over {4} draws of the assumptions.",                                                                                \
      "Se käyttää {1}, nykyinen suunnitelma {2}. Perustuu {3} parittaiseen ajoon arvonnoilla, joita haku ei "           \
      "käyttänyt; haku kävi läpi {4} oletusarvontaa.")                                                                     \
    X(BEST_HEAD, "What to spend on what", "Mihin raha")                                                                    \
    X(BEST_CAPTION, "Amounts a {1}; of budget and limits over the whole time",                                             \
      "Määrät: {1}; budjetti ja rajat koko ajalta")                                                                        \
    X(BEST_CHANNEL, "Channel", "Kanava")                                                                                   \
    X(BEST_PERIOD, "Period", "Jakso")                                                                                      \
    X(BEST_MARGINAL, "One more brings", "Yksi lisää tuo")                                                                  \
    X(BEST_BOUND, "Stands at", "Rajalla")                                                                                  \
    X(BEST_PRICE, "One more on the bound brings", "Yksi lisää rajalla tuo")                                                \
    X(BEST_AT_LEAST, "its least", "alaraja")                                                                               \
    X(BEST_AT_MOST, "its most", "yläraja")                                                                                 \
    X(BEST_AT_FIXED, "fixed", "kiinteä")                                                                                   \
    X(BEST_BEYOND,                                                                                                         \
      "* More than the plan or the model has seen spent on it in a step: the response there is an assumption, not "        \
      "experience.",                                                                                                       \
      "* Enemmän kuin suunnitelma tai malli on nähnyt askeleessa: vaste siellä on oletus, ei kokemus.")                    \
    X(BEST_LEFT, "Left of the budget: {1}. One more spent anywhere within the bounds would not make the aim better.",      \
      "Budjetista jää {1}. Yksi lisää missään rajojen sisällä ei parantaisi tavoitetta.")                                  \
    X(BEST_MORE, "All rows are in optimum.csv; plan.yaml is a scenario that polku run takes as it is.",                    \
      "Kaikki rivit ovat tiedostossa optimum.csv; plan.yaml on skenaario, jonka polku run ajaa sellaisenaan.")             \
    /* a sweep */                                                                                                          \
    X(SWEEP_LINE, "{1} cells, each beside the plan as it is written: {2} customers, {3}, {4} runs of each.",               \
      "{1} solua, kukin suunnitelman rinnalla sellaisenaan: {2} asiakasta, {3}, kustakin {4} ajoa.")                       \
    X(SWEEP_BEST,                                                                                                          \
      "Of {1} cells, cell {2} ({3}) has the {4}: in {5} fresh runs it makes {6}, {7} against the plan as it is "           \
      "written (90% interval {8}).",                                                                                       \
      "{1} solusta {4} on solulla {2} ({3}): {5} uudessa ajossa se tuo {6}, {7} suunnitelmaan sellaisenaan nähden "       \
      "(90 %:n väli {8}).")                                                                                                \
    X(SWEEP_WRITTEN,                                                                                                       \
      "None of {1} cells beats the plan as it is written. Of them, cell {2} ({3}) has the {4}: in {5} fresh runs it "      \
      "makes {6}, {7} against it (90% interval {8}).",                                                                     \
      "Mikään {1} solusta ei voita suunnitelmaa sellaisenaan. Niistä {4} on solulla {2} ({3}): {5} uudessa ajossa se "  \
      "tuo {6}, {7} siihen nähden (90 %:n väli {8}).")                                                                     \
    X(SWEEP_NONE, "No KPI differs from the plan as it is written in any cell.",                                            \
      "Mikään mittari ei missään solussa eroa suunnitelmasta sellaisenaan.")                                               \
    X(SWEEP_NO_FRESH, "The best cell cannot be in fresh runs.", "Paras solu ei ole mahdollinen uusissa ajoissa.")          \
    X(SWEEP_BETTER, "Over the uncertain assumptions it is better than the plan as it is written in {1} of the draws.",     \
      "Kun epävarmat oletukset otetaan huomioon, se on suunnitelmaa sellaisenaan parempi todennäköisyydellä {1}.")         \
    X(SWEEP_UNTOLD, "Which of the two is better {1}.", "Kahdesta parempi {1}.")                                            \
    X(SWEEP_SHARED, "The runs in which it was chosen give {1}: the best of many cells owes part of that to luck.",         \
      "Ajot, joissa se valittiin, antavat {1}: monen solun parhaan tulos on osin onnea.")                                  \
    X(SWEEP_SHARED_LESS, "The runs in which it was chosen give {1}.", "Ajot, joissa se valittiin, antavat {1}.")           \
    X(SWEEP_EXPECTED, "Expected outcomes alone, which leave out how chance and feedback meet, give {1}.",                  \
      "Pelkät odotetut tulokset, joista sattuman ja takaisinkytkennän yhteisvaikutus puuttuu, antavat {1}.")               \
    X(SWEEP_NEAR, "Other cells within 1% of it: {1}.", "Muita soluja enintään 1 %:n päässä siitä: {1}.")                   \
    X(SWEEP_CELLS_HEAD, "The best cells", "Parhaat solut")                                                                 \
    X(SWEEP_CAPTION, "The best {1} of {2} cells, in the runs that all share",                                              \
      "Parhaat {1} solua {2} solusta, kaikille yhteisissä ajoissa")                                                        \
    X(SWEEP_CELL, "Cell", "Solu")                                                                                          \
    X(SWEEP_VALUES, "Values", "Arvot")                                                                                     \
    X(SWEEP_AS_WRITTEN, "as written", "sellaisenaan")                                                                      \
    X(SWEEP_AGAINST, "Against the plan as written", "Ero suunnitelmaan sellaisenaan")                                      \
    X(SWEEP_MORE, "All cells and KPIs are in sweep.csv.", "Kaikki solut ja mittarit ovat tiedostossa sweep.csv.")          \
    /* what drivers brought */                                                                                             \
    X(ATTRIBUTE_HEAD, "What each thing brought", "Mitä kukin toi")                                                         \
    X(ATTRIBUTE_MOST,                                                                                                      \
      "{1} brought most of the {2}: without it {3} would be missing (90% interval {4}). With nothing on there would "      \
      "be {5} "                                                                                                            \
      "of {6}.",                                                                                                           \
      "Eniten toi {1} ({2}): ilman sitä puuttuisi {3} (90 %:n väli {4}). Ilman mitään olisi {5}, kun kaikkien kanssa " \
      "on "                                                                                                                \
      "{6}.")                                                                                                              \
    X(ATTRIBUTE_NOTHING, "Nothing in this plan is other than without it: no spend, no lever moved, no event.",             \
      "Suunnitelmassa mikään ei ole toisin kuin ilman sitä: ei mainontaa, ei siirrettyä vipua, ei tapahtumaa.")            \
    X(ATTRIBUTE_TAIL,                                                                                                      \
      "What is missing counts {1} {2} after the horizon, in which all spend what the plan does on average.",               \
      "Puuttuvaan on laskettu myös {1} {2} tarkastelun jälkeen, jolloin kaikki mainostavat kuten suunnitelma "           \
      "keskimäärin.")                                                                                                      \
    X(ATTRIBUTE_OFF,                                                                                                       \
      "The model feeds back, so differences are corrected by {1} paired runs each. Expected outcomes alone are off "       \
      "by most "                                                                                                           \
      "for {2}: they say {3}, the runs {4}.",                                                                              \
      "Mallissa on takaisinkytkentöjä, joten erot on korjattu {1} ajoparilla kukin. Pelkät odotetut tulokset "          \
      "erehtyvät "                                                                                                        \
      "eniten kohdassa {2}: ne sanovat {3}, ajot {4}.")                                                                    \
    X(ATTRIBUTE_APPROXIMATE,                                                                                               \
      "The model feeds back, and the engine expected is an approximation then: the engine cohort corrects it by "          \
      "runs.",                                                                                                             \
      "Mallissa on takaisinkytkentöjä, ja odotettujen tulosten laskenta on silloin likimääräinen: moottori cohort "   \
      "korjaa "                                                                                                            \
      "sen ajoilla.")                                                                                                      \
    X(ATTRIBUTE_DRIVER, "Driver", "Tekijä")                                                                                \
    X(ATTRIBUTE_MISSING, "What is missing without it", "Mitä ilman sitä puuttuu")                                          \
    X(ATTRIBUTE_INTERVAL, "{1}, 90% interval", "{1}, 90 %:n väli")                                                         \
    X(ATTRIBUTE_SHARED, "All of it shared out, so that it adds up", "Kaikki jaettuna, niin että summa täsmää")             \
    X(ATTRIBUTE_RETURNS_HEAD, "What money brought back", "Mitä raha toi takaisin")                                         \
    X(ATTRIBUTE_RETURNS, "What a unit of spend brings back", "Mitä yksi mainontaan käytetty euro tuo")                     \
    X(ATTRIBUTE_SPEND, "Spend", "Mainonta")                                                                                \
    X(ATTRIBUTE_ROAS, "Revenue − cost", "Myynti − kulut")                                                                  \
    X(ATTRIBUTE_ROAS_REVENUE, "Revenue", "Myynti")                                                                         \
    X(ATTRIBUTE_MROAS, "Revenue − cost of the next 1%", "Myynti − kulut, seuraava 1 %")                                    \
    X(ATTRIBUTE_MORE,                                                                                                      \
      "Incremental: what is missing without the channel, and no sale that would have come anyway. All KPIs are in "        \
      "attribution.csv.",                                                                                                  \
      "Lisäys: mitä ilman kanavaa puuttuu, ilman myyntiä joka olisi tullut muutenkin. Kaikki mittarit ovat "            \
      "tiedostossa "                                                                                                       \
      "attribution.csv.")

#endif
