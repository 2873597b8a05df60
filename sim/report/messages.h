/* What the report and the terminal say, in each language that polku speaks: one table. */
#ifndef PK_REPORT_MESSAGES_H
#define PK_REPORT_MESSAGES_H

#include "report/messages_actuals.h"
#include "report/messages_answer.h"
#include "report/messages_book.h"
#include "report/messages_calibration.h"
#include "report/messages_dots.h"
#include "report/messages_horizon.h"
#include "report/messages_individuals.h"
#include "report/messages_plans.h"
#include "report/messages_screen.h"
#include "report/messages_screen_journey.h"
#include "report/messages_screen_study.h"
#include "report/messages_study.h"
#include "report/messages_told.h"
#include "report/words.h"

/* One list, its parts a file each: name, English, Finnish. {1}, {2}, … stand for what the report puts there; all are
 * texts. */
#define PK_SAY_LIST(X)                                                                                                 \
    PK_SAY_ANSWER_LIST(X)                                                                                              \
    PK_SAY_PLANS_LIST(X)                                                                                               \
    PK_SAY_STUDY_LIST(X)                                                                                               \
    PK_SAY_CALIBRATION_LIST(X)                                                                                         \
    PK_SAY_INDIVIDUALS_LIST(X)                                                                                         \
    PK_SAY_SCREEN_LIST(X)                                                                                              \
    PK_SAY_SCREEN_JOURNEY_LIST(X)                                                                                      \
    PK_SAY_SCREEN_STUDY_LIST(X)                                                                                        \
    PK_SAY_TOLD_LIST(X)                                                                                                \
    PK_SAY_BOOK_LIST(X)                                                                                                \
    PK_SAY_DOTS_LIST(X)                                                                                                \
    PK_SAY_HORIZON_LIST(X)                                                                                             \
    PK_SAY_ACTUALS_LIST(X)

#define PK_SAY_ENUM(name, english, finnish) PK_SAY_##name,
typedef enum { PK_SAY_LIST(PK_SAY_ENUM) PK_SAYINGS } pk_saying_t;
#undef PK_SAY_ENUM

/* The text with its places still open. */
const char *pk_saying(pk_language_t language, pk_saying_t saying);

/* "fi", "en": for lang="" and --language. */
const char *pk_language_code(pk_language_t language);

#endif
