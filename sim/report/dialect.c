#include "report/dialect.h"

const pk_dialect_marks_t pk_dialects[PK_DIALECTS] = {
    [PK_DIALECT_COMMA] = {.name = "comma", .separator = ',', .decimal = '.', .beginning = ""},
    [PK_DIALECT_SEMICOLON] = {.name = "semicolon", .separator = ';', .decimal = ',', .beginning = "\xEF\xBB\xBF"}};
