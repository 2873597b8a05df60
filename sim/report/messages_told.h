/* What other layers say in English, word by word, and in Finnish (report/translated.h): of a chain, of drivers, of the
 * data and the fit of a calibration. A part of the table in messages.h. A sentence stands before one
 * that its beginning fits, too. */
#ifndef PK_REPORT_MESSAGES_TOLD_H
#define PK_REPORT_MESSAGES_TOLD_H

#define PK_SAY_TOLD_LIST(X)                                                                                                 \
    /* drivers, what feeds back, what is counted and learned */                                                             \
    X(TOLD_CAPACITY, "capacity", "kapasiteetti")                                                                            \
    X(TOLD_STOCKS, "stocks", "varastot")                                                                                    \
    X(TOLD_QUEUES, "queues", "jonot")                                                                                       \
    X(TOLD_WORD_OF_MOUTH, "word of mouth", "suosittelu")                                                                    \
    X(TOLD_ARRIVALS, "arrivals", "tulijat")                                                                                 \
    X(TOLD_CHANNEL, "channel", "kanava")                                                                                    \
    X(TOLD_COMPETITOR, "competitor", "kilpailija")                                                                          \
    X(TOLD_LEVER, "lever", "käytäntö")                                                                                      \
    X(TOLD_EVENT, "event", "tapahtuma")                                                                                     \
    X(TOLD_EVENT_DAYS, "The written probabilities are those of ordinary days, without the event {1}.",                      \
      "Kirjoitetut todennäköisyydet ovat tavallisten päivien, ilman tapahtumaa {1}.")                                       \
    X(TOLD_SEASON_WEEK,                                                                                                     \
      "The index of the season {1} has a mean of {2}, and what is written holds where it is 1: over a week there is "       \
      "{3} times as much.",                                                                                                 \
      "Kauden {1} indeksin keskiarvo on {2}, ja kirjoitettu pätee, kun se on 1: viikon aikana kaikkea on "                 \
      "{3}-kertaisesti.")                                                                                                   \
    X(TOLD_SEASON_YEAR,                                                                                                     \
      "The index of the season {1} has a mean of {2}, and what is written holds where it is 1: over a year there is "       \
      "{3} times as much.",                                                                                                 \
      "Kauden {1} indeksin keskiarvo on {2}, ja kirjoitettu pätee, kun se on 1: vuoden aikana kaikkea on "                 \
      "{3}-kertaisesti.")                                                                                                   \
    X(TOLD_TOTAL, "total", "yhteensä")                                                                                      \
    X(TOLD_BEST_13, "best 13 in a row", "parhaat 13 peräkkäin")                                                             \
    X(TOLD_BEST_52, "best 52 in a row", "parhaat 52 peräkkäin")                                                             \
    X(TOLD_LAG, "lag-1 correlation", "peräkkäisten korrelaatio")                                                            \
    X(TOLD_EVOLUTION, "differential evolution", "differentiaalievoluutio")                                                  \
    X(TOLD_LEARNED, "learned from data", "aineistosta opittu")                                                              \
    X(TOLD_AS_PLANNED, "as planned", "suunnitelman mukaan")                                                                 \
    X(TOLD_AS_WRITTEN, "as written", "sellaisenaan")                                                                        \
    /* chains */                                                                                                            \
    X(TOLD_NEVER_LEFT, "there is no stage that is never left", "mitään vaihetta ei jätetä lopullisesti")                    \
    X(TOLD_SOME_NEVER, "some stages never lead to one that is never left",                                                  \
      "joistakin vaiheista ei koskaan päädytä vaiheeseen, josta ei lähdetä")                                                \
    X(TOLD_GROUPS,                                                                                                          \
      "there are {1} groups of stages that are never left again, and which one a customer ends in depends on the "          \
      "start",                                                                                                              \
      "vaiheryhmiä, joista ei enää lähdetä, on {1}, ja lähtötilanne ratkaisee, mihin niistä asiakas päätyy")                \
    X(TOLD_PERIODIC,                                                                                                        \
      "the chain is periodic with period {1}: shares go round and never settle; the stationary shares are averages "        \
      "over a round",                                                                                                       \
      "ketju kiertää {1} askeleen jaksoissa: osuudet eivät asetu, ja pitkän aikavälin osuudet ovat kierroksen "        \
      "keskiarvoja")                                                                                                        \
    X(TOLD_TOO_MANY, "with {1} stages, what leads from each stage to each is left out",                                     \
      "vaiheita on {1}, joten kulku vaiheesta vaiheeseen on jätetty pois")                                                  \
    X(TOLD_NO_SOLUTION, "the equations have no single solution", "yhtälöillä ei ole yhtä ratkaisua")                        \
    /* the data of a calibration */                                                                                         \
    X(TOLD_FEW,                                                                                                             \
      "Only {1} observations for each number that is to be learned ({2} for {3}): what was assumed will decide much. "      \
      "fix: holds numbers that are known well.",                                                                            \
      "Opittavaa lukua kohti on vain {1} havaintoa ({2} / {3}): oletukset ratkaisevat paljon. Avain fix: pitää hyvin "    \
      "tunnetut luvut paikallaan.")                                                                                         \
    X(TOLD_ENDS_EARLY, "{1} ends at step {2}, before what was spent does (step {3}): the last steps say nothing.",          \
      "{1} päättyy askeleeseen {2}, ennen kuin mainonta (askel {3}): viimeiset askeleet eivät kerro mitään.")               \
    X(TOLD_PRIOR_FLOW_FAR,                                                                                                  \
      "As the assumptions are written, they say {1} to {2} in all of {3}; there were {4}. No draw of the assumptions "      \
      "comes there: look at units, dates and the population.",                                                              \
      "Oletusten mukaan yhteensä {1} … {2} ({3}); toteutui {4}. Yksikään oletusten arvonta ei osu sinne: tarkista "    \
      "yksiköt, päivät ja väestön koko.")                                                                                   \
    X(TOLD_PRIOR_FLOW, "As the assumptions are written, they say {1} to {2} in all of {3}; there were {4}.",                \
      "Oletusten mukaan yhteensä {1} … {2} ({3}); toteutui {4}.")                                                           \
    X(TOLD_PRIOR_STAGE_FAR,                                                                                                 \
      "As the assumptions are written, they say {1} to {2} in the end in {3}; there were {4}. No draw of the "              \
      "assumptions comes there: look at units, dates and the population.",                                                  \
      "Oletusten mukaan lopussa {1} … {2} ({3}); toteutui {4}. Yksikään oletusten arvonta ei osu sinne: tarkista "      \
      "yksiköt, päivät ja väestön koko.")                                                                                   \
    X(TOLD_PRIOR_STAGE, "As the assumptions are written, they say {1} to {2} in the end in {3}; there were {4}.",           \
      "Oletusten mukaan lopussa {1} … {2} ({3}); toteutui {4}.")                                                            \
    X(TOLD_FOLLOWS, "Spend on {1} follows {2} of the steps before (R² {3}): {4}.",                                          \
      "Mainonta {1} seuraa sarjaa {2} edellisiltä askelilta (R² {3}): {4}.")                                                \
    X(TOLD_FOLLOWS_SEASON, "Spend on {1} follows the season (R² {2}): {3}.",                                                \
      "Mainonta {1} seuraa vuodenaikaa (R² {2}): {3}.")                                                                     \
    X(TOLD_EXPERIMENT_HELPS, "the experiment helps to tell them apart", "koe auttaa erottamaan ne")                         \
    X(TOLD_EXPERIMENT_MISSING, "its effect cannot be told from theirs without an experiment",                               \
      "vaikutuksia ei voi erottaa ilman koetta")                                                                            \
    X(TOLD_NEVER_SPENT, "Nothing was ever spent on {1}: what it does stays as it is assumed.",                              \
      "Kanavaan {1} ei ole koskaan käytetty rahaa: sen vaikutus jää oletetuksi.")                                           \
    X(TOLD_EVEN_SPEND,                                                                                                      \
      "Spend on {1} never changes: what more or less of it would bring cannot be learned from these data.",                 \
      "Mainonta {1} ei koskaan muutu: tästä aineistosta ei voi oppia, mitä enempi tai vähempi toisi.")                      \
    X(TOLD_SPENT_TOGETHER,                                                                                                  \
      "{1} and {2} were spent on together (correlation {3}): the data tell what both did, and hardly which of them.",       \
      "Kanaviin {1} ja {2} on käytetty rahaa samaan aikaan (korrelaatio {3}): aineisto kertoo, mitä ne yhdessä "         \
      "tekivät, mutta tuskin kumpi teki.")                                                                                  \
    /* its fit */                                                                                                           \
    X(TOLD_RHAT,                                                                                                            \
      "The chains do not agree yet: R-hat of {1} is {2} (at most {3}). Give more draws (--gradients), or narrower "         \
      "intervals.",                                                                                                         \
      "Ketjut eivät ole vielä yhtä mieltä: R-hat luvulle {1} on {2} (enintään {3}). Anna lisää arvontoja "          \
      "(--gradients) tai kavenna välejä.")                                                                                  \
    X(TOLD_ESS_TAIL,                                                                                                        \
      "The draws are worth too few independent ones: {1} of {2} in the tails (at least {3}). Give more draws "              \
      "(--gradients).",                                                                                                     \
      "Arvonnat vastaavat liian harvaa riippumatonta: {1} luvun {2} hännissä (vähintään {3}). Anna lisää arvontoja " \
      "(--gradients).")                                                                                                     \
    X(TOLD_ESS,                                                                                                             \
      "The draws are worth too few independent ones: {1} of {2} (at least {3}). Give more draws (--gradients).",            \
      "Arvonnat vastaavat liian harvaa riippumatonta: {1} luvulle {2} (vähintään {3}). Anna lisää arvontoja "          \
      "(--gradients).")                                                                                                     \
    X(TOLD_DIVERGED,                                                                                                        \
      "{1} of the transitions diverged (below {2}): there is a place that the sampler cannot reach. Narrow the "            \
      "intervals of what the data leave open.",                                                                             \
      "{1} siirroista karkasi (oltava alle {2}): jonnekin otanta ei pääse. Kavenna niiden lukujen välejä, jotka "       \
      "aineisto jättää avoimiksi.")                                                                                         \
    X(TOLD_ENERGY, "The energy moves too slowly (E-BFMI {1}, at least {2}): a tail is hardly reached.",                     \
      "Energia muuttuu liian hitaasti (E-BFMI {1}, vähintään {2}): häntään tuskin päästään.")                               \
    X(TOLD_APART,                                                                                                           \
      "Two separate explanations fit the data: {1} of the {2} chains have a higher {3} than the others, and none has "      \
      "gone from one to the other ({4} sds apart).",                                                                        \
      "Aineistoon sopii kaksi erillistä selitystä: {1} / {2} ketjulla {3} on suurempi kuin muilla, eikä yksikään ole " \
      "siirtynyt toisesta toiseen (väliä {4} keskihajontaa).")                                                              \
    X(TOLD_MODES, "{1} modes were found; they differ most in {2} ({3} sds apart). The draws go between them.",              \
      "Huippuja löytyi {1}; ne eroavat eniten luvussa {2} (väliä {3} keskihajontaa). Arvonnat kulkevat niiden "          \
      "välillä.")                                                                                                           \
    X(TOLD_FUNNEL, "A funnel: how widely {1} varies hangs on {2}. Where one of them can be narrowed, do.",                  \
      "Suppilo: se, kuinka laajasti {1} vaihtelee, riippuu luvusta {2}. Jos jompaakumpaa voi kaventaa, kavenna.")           \
    X(TOLD_UNTOUCHED, "Nothing that was observed hangs on {1}: it stays as it was assumed.",                                \
      "Mikään havaittu ei riipu luvusta {1}: se jää oletetuksi.")                                                           \
    X(TOLD_FLAT, "The data say nothing of {1}: it is as wide as it was assumed.",                                           \
      "Aineisto ei kerro mitään luvusta {1}: se on yhtä väljä kuin oletettiin.")                                            \
    X(TOLD_DISAGREE,                                                                                                        \
      "Data and assumption disagree on {1}: assumed about {2}, learned about {3}. Look at which of them to believe.",       \
      "Aineisto ja oletus ovat eri mieltä luvusta {1}: oletettu noin {2}, opittu noin {3}. Selvitä, kumpaa uskoa.")         \
    X(TOLD_SCATTER,                                                                                                         \
      "The rate of {1} scatters by {2} from step to step beyond chance: something moves it that the model does not "        \
      "have.",                                                                                                              \
      "Siirtymän {1} tiheys heittelee askeleesta toiseen {2} enemmän kuin sattuma selittää: sitä liikuttaa jokin, "    \
      "jota mallissa ei ole.")                                                                                              \
    X(TOLD_GAP,                                                                                                             \
      "{1} of the cases reach {2}, and a chain of single moves makes it {3}: more than the last stage decides where "       \
      "a case goes, which this model cannot have.",                                                                         \
      "{1} tapauksista pääsee vaiheeseen {2}, mutta yksittäisten siirtymien ketju antaisi {3}: muukin kuin viimeisin "   \
      "vaihe ratkaisee, minne tapaus menee, eikä tämä malli tunne sitä.")                                                   \
    X(TOLD_OPINION_APART,                                                                                                   \
      "A second opinion, from {1} runs, has {2} at {3} ± {4} where the fit has {5} ± {6}: the journey's noise does "      \
      "not fit this model, take the wider of the two.",                                                                     \
      "Toinen arvio, {1} ajosta, antaa luvulle {2} arvon {3} ± {4}, kun sovite antaa {5} ± {6}: polun kohina ei sovi "    \
      "tähän malliin, usko väljempää.")                                                                                     \
    X(TOLD_OPINION_SAME, "A second opinion, from {1} runs, says the same.", "Toinen arvio, {1} ajosta, sanoo samaa.")       \
    /* lists */                                                                                                             \
    X(TOLD_AND_MORE, "{1} and {2} more", "{1} ja {2} muuta")

#endif
