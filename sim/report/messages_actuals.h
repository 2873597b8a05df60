/* Texts of the report and the screen: what was seen beside the runs. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_ACTUALS_H
#define PK_REPORT_MESSAGES_ACTUALS_H

#define PK_SAY_ACTUALS_LIST(X)                                                                                         \
    X(CHART_ACTUALS, "Does it go as the runs say?", "Meneekö niin kuin ajot kertovat?")                                \
    X(ACTUALS_ROW, "{1} ({2}): {3} of {4} {5} outside the 90% interval of the runs.",                                  \
      "{1} ({2}): ajojen 90 %:n välin ulkopuolella on {3} / {4} {5}.")                                                 \
    X(ACTUALS_TOTAL, "In all {1}, in the runs {2} (90% interval {3}): {4} of the runs have less, {5}.",                \
      "Yhteensä {1}, ajoissa {2} (90 %:n väli {3}): ajoista {4} jää alle, {5}.")                                       \
    X(ACTUALS_AVERAGE, "On average {1}, in the runs {2} (90% interval {3}): {4} of the runs have less, {5}.",          \
      "Keskimäärin {1}, ajoissa {2} (90 %:n väli {3}): ajoista {4} jää alle, {5}.")                                    \
    X(ACTUALS_WITHIN, "within the interval", "siis välin sisällä")                                                     \
    X(ACTUALS_BELOW, "below the interval", "siis välin alapuolella")                                                   \
    X(ACTUALS_ABOVE, "above the interval", "siis välin yläpuolella")                                                   \
    X(ACTUALS_ONE_TOTAL, "{1} ({2}): in all {3}, in the run {4}. One run has no interval.",                            \
      "{1} ({2}): yhteensä {3}, ajossa {4}. Yhdellä ajolla ei ole väliä.")                                             \
    X(ACTUALS_ONE_AVERAGE, "{1} ({2}): on average {3}, in the run {4}. One run has no interval.",                      \
      "{1} ({2}): keskimäärin {3}, ajossa {4}. Yhdellä ajolla ei ole väliä.")                                          \
    X(ACTUALS_SHARED,                                                                                                  \
      "The {1} share their error: where the model is right, none of them may lie outside, or nearly half (24 of 52). " \
      "The total tells more.",                                                                                         \
      "Peräkkäisten arvojen virheet kulkevat yhdessä: vaikka malli olisi oikea, välin ulkopuolella voi olla ei "   \
      "yhtään tai lähes puolet (24 / 52 {1}). Kokonaismäärä kertoo enemmän.")                                          \
    X(ACTUALS_TABLE, "What was seen", "Toteutunut")                                                                    \
    X(ACTUALS_ACTUAL, "Seen", "Toteutui")                                                                              \
    X(ACTUALS_RUNS, "Runs, 90% interval", "Ajot, 90 %:n väli")                                                         \
    X(ACTUALS_BESIDE, "Outside", "Ulkona")                                                                             \
    X(ACTUALS_WHEN, "From", "Alkaen")                                                                                  \
    X(BOOK_ACTUALS, "what was seen, row by row, beside the runs over the same steps",                                  \
      "toteutuneet luvut rivi riviltä ja ajot samoilta askelilta")

#endif
