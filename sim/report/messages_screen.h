/* Texts of the terminal. A part of the table in messages.h. */
#ifndef PK_REPORT_MESSAGES_SCREEN_H
#define PK_REPORT_MESSAGES_SCREEN_H

#define PK_SAY_SCREEN_LIST(X)                                                                                          \
    X(SCREEN_RUN_LINE, "{1} customers, {2} {3}{4}, {5} {6} (seed {7}, {8} engine{9})",                                 \
      "{1} asiakasta, {2} {3}{4}, {5} {6} (siemenluku {7}, moottori {8}{9})")                                          \
    X(SCREEN_FROM, " from {1}", " alkaen {1}")                                                                         \
    X(SCREEN_RUN, "run", "ajo")                                                                                        \
    X(SCREEN_RUNS, "runs", "ajoa")                                                                                     \
    X(SCREEN_ONE_RUN, "one run", "yksi ajo")                                                                           \
    X(SCREEN_MEAN, "mean", "keskiarvo")                                                                                \
    X(SCREEN_LOW, "90% from", "90 %: alaraja")                                                                         \
    X(SCREEN_HIGH, "to", "yläraja")                                                                                    \
    X(SCREEN_NOTHING, "0 in every run", "0 joka ajossa")                                                               \
    X(SCREEN_UNDEFINED, "Not defined, for there is nothing to divide by", "Ei määritelty, koska jakaja on nolla")      \
    X(SCREEN_BY_STAGE, "Customers by stage", "Asiakkaita vaiheittain")                                                 \
    X(SCREEN_START, "start", "alussa")                                                                                 \
    X(SCREEN_END, "end", "lopussa")                                                                                    \
    X(SCREEN_PASSED, "Passed in no time", "Heti läpi kuljettavat")                                                     \
    X(SCREEN_TARGET, "Target", "Tavoite")                                                                              \
    X(SCREEN_MET, "chance to meet it", "toteutuu")                                                                     \
    X(SCREEN_TABLES, "Tables:", "Taulukot:")                                                                           \
    X(SCREEN_WORKBOOK, "Workbook:", "Työkirja:")                                                                       \
    X(SCREEN_REPORT, "Report:", "Raportti:")                                                                           \
    X(SCREEN_CHARTS, "Charts:", "Kuviot: ")                                                                            \
    X(SCREEN_MORE_CHARTS, "and {1} more in there", "ja {1} muuta")                                                     \
    X(SCREEN_NEXT, "Next:", "Seuraavaksi:")

#endif
