/* Texts of the report: individuals. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_INDIVIDUALS_H
#define PK_REPORT_MESSAGES_INDIVIDUALS_H

#define PK_SAY_INDIVIDUALS_LIST(X)                                                                                     \
    /* individuals */                                                                                                  \
    X(INDIVIDUALS_HEAD, "Customer by customer", "Asiakas asiakkaalta")                                                 \
    X(INDIVIDUALS_LEAD,                                                                                                \
      "Every customer on their own, all runs together. Those who began as prospects, or came later, wait for a first " \
      "purchase; the lost keep waiting.",                                                                              \
      "Jokainen asiakas erikseen, kaikki ajot yhdessä. Alussa prospekteina olleet ja myöhemmin tulleet odottavat "   \
      "ensiostoa; myös poistuneet odottavat yhä.")                                                                     \
    X(INDIVIDUALS_FIRST_HALF,                                                                                          \
      "First purchase: half of them had bought within {1}; after {2}, {3} were still waiting.",                        \
      "Ensiosto: puolet oli ostanut, kun oli kulunut {1}; kun oli kulunut {2}, {3} odotti yhä.")                       \
    X(INDIVIDUALS_FIRST_LESS, "First purchase: after {1}, {2} of them had bought and {3} were still waiting.",         \
      "Ensiosto: kun oli kulunut {1}, {2} oli ostanut ja {3} odotti yhä.")                                             \
    X(INDIVIDUALS_NEXT_HALF,                                                                                           \
      "Next purchase: of those who had bought, half bought again within {1}; after {2}, {3} were still waiting.",      \
      "Seuraava osto: ostaneista puolet oli ostanut uudelleen, kun oli kulunut {1}; kun oli kulunut {2}, {3} odotti "  \
      "yhä.")                                                                                                          \
    X(INDIVIDUALS_NEXT_LESS,                                                                                           \
      "Next purchase: of those who had bought, after {1} {2} had bought again and {3} were still waiting.",            \
      "Seuraava osto: kun oli kulunut {1}, ostaneista {2} oli ostanut uudelleen ja {3} odotti yhä.")                   \
    X(INDIVIDUALS_BEST,                                                                                                \
      "The best {1} bring {2} of the profit; were all customers alike, luck alone would give them {3}.",               \
      "Paras {1} tuo {2} tuloksesta; jos kaikki asiakkaat olisivat samanlaisia, pelkkä onni antaisi heille {3}.")      \
    X(INDIVIDUALS_BEST_ALONE, "The best {1} bring {2} of the profit.", "Paras {1} tuo {2} tuloksesta.")                \
    X(INDIVIDUALS_PURCHASES, "Of all people, {1} bought nothing, {2} once and {3} more often.",                        \
      "Kaikista ihmisistä {1} ei ostanut mitään, {2} osti kerran ja {3} useammin.")                                    \
    X(INDIVIDUALS_VALUE,                                                                                               \
      "One who was there at the start brings {1} on average; half bring {2} or less, the best tenth {3} or more.",     \
      "Alussa mukana ollut tuo keskimäärin {1}; puolet tuo {2} tai vähemmän, paras kymmenes {3} tai enemmän.")         \
    X(INDIVIDUALS_RETAINED, "Of those who became customers, {1} were customers {2} later.",                            \
      "Asiakkaiksi tulleista {1} oli asiakkaana, kun oli kulunut {2}.")                                                \
    X(INDIVIDUALS_PATH,                                                                                                \
      "The most common path is “{1}”: {2} of all people walked it; {4} walked one of the {3} most common.",            \
      "Yleisin polku on ”{1}”: sen kulki {2} ihmisistä; jonkin {3} yleisimmästä kulki {4}.")                           \
    X(INDIVIDUALS_PATH_ONE, "The most common path is “{1}”: {2} of all people walked it.",                             \
      "Yleisin polku on ”{1}”: sen kulki {2} ihmisistä.")                                                              \
    X(INDIVIDUALS_CAPTION, "Waits and the best customers", "Odotukset ja parhaat asiakkaat")                           \
    X(INDIVIDUALS_HALF, "Half have bought within", "Puolet ostanut, kun kulunut")                                      \
    X(INDIVIDUALS_LEFT, "Still waiting at the end", "Odottaa yhä lopussa")                                             \
    X(INDIVIDUALS_AGAIN, "Half buy again within", "Puolet uudelleen, kun kulunut")                                     \
    X(INDIVIDUALS_FIFTH, "Profit from the best 20%", "Parhaan 20 %:n osuus tuloksesta")                                \
    X(INDIVIDUALS_LUCK, "By luck, were all alike", "Onnella, jos kaikki samanlaisia")                                  \
    X(INDIVIDUALS_TIME, "Time passed", "Kulunut aika")                                                                 \
    X(INDIVIDUALS_BOUGHT, "Have bought", "Ostaneita")                                                                  \
    X(INDIVIDUALS_WAITING, "Still waiting", "Odottaa yhä")                                                             \
    X(INDIVIDUALS_AT_MOST, "{1} bring at most", "{1} tuo enintään")                                                    \
    X(INDIVIDUALS_VALUES, "What one who was there at the start brings", "Mitä alussa mukana ollut tuo")                \
    X(INDIVIDUALS_BEST_PART, "The best", "Paras")                                                                      \
    X(INDIVIDUALS_PROFIT, "Part of the profit", "Osuus tuloksesta")                                                    \
    X(INDIVIDUALS_ENTRY, "Became customers in", "Tuli asiakkaaksi")                                                    \
    X(INDIVIDUALS_ENTERED, "How many", "Montako")                                                                      \
    X(INDIVIDUALS_RETENTION, "Customers still, by {1} after they became one",                                          \
      "Yhä asiakkaita, {1} asiakkaaksi tulosta")                                                                       \
    X(INDIVIDUALS_WALKED, "Path", "Polku")                                                                             \
    X(INDIVIDUALS_OF_ALL, "Of all people", "Kaikista ihmisistä")

#endif
