#include "report/messages.h"

#define SAY(name, english, finnish) {english, finnish},
static const char *const sayings[PK_SAYINGS][PK_LANGUAGES] = {PK_SAY_LIST(SAY)};
#undef SAY

const char *pk_saying(pk_language_t language, pk_saying_t saying)
{
    return sayings[saying][language];
}

const char *pk_language_code(pk_language_t language)
{
    static const char *const codes[PK_LANGUAGES] = {[PK_ENGLISH] = "en", [PK_FINNISH] = "fi"};
    return codes[language];
}
