/* Texts of the report: what an answer leaves out, and the verdict against the horizon. A part of the table in
 * messages.h. */
#ifndef PK_REPORT_MESSAGES_HORIZON_H
#define PK_REPORT_MESSAGES_HORIZON_H

#define PK_SAY_HORIZON_LIST(X)                                                                                                \
    X(CHART_HORIZON, "Does it hold over a shorter time?", "Päteekö se lyhyemmälläkin ajalla?")                                \
    /* what is left at the end */                                                                                             \
    X(STANDS_HEAD, "What is left at the end", "Mitä lopussa jää jäljelle")                                                    \
    X(STANDS_LEAD,                                                                                                            \
      "How many people more, or fewer, each plan has in a stage at the end than the baseline. What one of them is "           \
      "worth is "                                                                                                             \
      "rough: the money of {1} after the end, by today’s numbers at their means, discounted to the start; without "         \
      "seasons, "                                                                                                             \
      "capacities and word of mouth, and without what is built up (stocks) or still felt (spend).",                           \
      "Kuinka paljon enemmän tai vähemmän ihmisiä kussakin vaiheessa on lopussa kuin vertailukohdassa. Yhden arvo on "    \
      "karkea "                                                                                                               \
      "arvio: raha, jonka hän tuo lopun jälkeen ({1}), tämän päivän luvuilla keskiarvossaan ja alkuun diskontattuna. "  \
      "Siitä "                                                                                                               \
      "puuttuvat kausivaihtelu, kapasiteetti ja suosittelu sekä kertynyt (kuten arvostelut ja maine) ja yhä "               \
      "vaikuttava "                                                                                                           \
      "mainonta.")                                                                                                            \
    X(STANDS_CAPTION, "Differences at the end, by stage", "Erot lopussa vaiheittain")                                         \
    X(STANDS_OF_ONE, "One is worth (rough)", "Yhden arvo (karkea)")                                                           \
    X(STANDS_BASELINE, "The baseline has", "Vertailukohdassa")                                                                \
    X(STANDS_ALL, "Worth in all (rough), {1}", "Arvo yhteensä (karkea), {1}")                                                 \
    X(STANDS_AFTER, "Left behind, {1}", "Jää jäljelle, {1}")                                                                  \
    X(STANDS_NOTE,                                                                                                            \
      "The rough worth says which stages matter after the end; what a plan leaves behind is told by letting it go on "        \
      "(profit_and_after), never by this sum. All stages and personas: worth.csv.",                                           \
      "Karkea arvo kertoo, millä vaiheilla on lopun jälkeen väliä. Mitä suunnitelma jättää jälkeensä, lasketaan "   \
      "jatkamalla "                                                                                                           \
      "sitä (profit_and_after), ei tästä summasta. Kaikki vaiheet ja persoonat: worth.csv.")                                  \
    X(STANDS_LEFT_OUT, "Only the stages that matter most are shown.", "Vain tärkeimmät vaiheet on näytetty.")                 \
    /* the sentence */                                                                                                        \
    X(LEFT_OUT, "Over {1}{2}.", "Laskettu {1}{2}.")                                                                           \
    X(LEFT_OUT_OF, "Over {1}; “{3}” against the baseline: {2}.", "Laskettu {1}; ”{3}” vertailukohtaan nähden: {2}.")          \
    X(LEFT_FEWER, "; {1} customers fewer at the end", "; lopussa {1} asiakasta vähemmän")                                     \
    X(LEFT_MORE, "; {1} customers more at the end", "; lopussa {1} asiakasta enemmän")                                        \
    X(LEFT_ONE_FEWER, "; {1} customer fewer at the end", "; lopussa {1} asiakas vähemmän")                                    \
    X(LEFT_ONE_MORE, "; {1} customer more at the end", "; lopussa {1} asiakas enemmän")                                       \
    X(LEFT_AS_MANY, "; as many customers at the end", "; lopussa yhtä monta asiakasta")                                       \
    X(LEFT_UNTOLD, "; whether it leaves more or fewer customers cannot be told",                                              \
      "; ei voi sanoa, onko lopussa asiakkaita enemmän vai vähemmän")                                                         \
    X(LEFT_AFTER, "; with what comes after, better in {1}",                                                                   \
      "; kun myös aika sen jälkeen otetaan mukaan, parempi todennäköisyydellä {1}")                                           \
    X(LEFT_AFTER_EQUAL, "; with what comes after, better in {1} and equal in {2}",                                            \
      "; kun myös aika sen jälkeen otetaan mukaan, parempi todennäköisyydellä {1} ja yhtä hyvä todennäköisyydellä " \
      "{2}")                                                                                                                  \
    X(LEFT_AFTER_AMOUNT, "; with what comes after, {1} in present value",                                                     \
      "; kun myös aika sen jälkeen otetaan mukaan, nykyarvossa {1}")                                                          \
    X(LEFT_AFTER_UNTOLD, "; with what comes after, the two cannot be told apart",                                             \
      "; kun myös aika sen jälkeen otetaan mukaan, paremmuutta ei voi sanoa")                                                 \
    X(LEFT_ASK, "; what comes after is not counted (--after counts it)",                                                      \
      "; aikaa sen jälkeen ei ole laskettu (--after laskee sen)")                                                             \
    X(LEFT_NOT_COUNTED, "; what comes after is not counted", "; aikaa sen jälkeen ei ole laskettu")

#endif
