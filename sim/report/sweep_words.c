#include "report/sweep_words.h"

#include "report/messages.h"

#include <stdlib.h>
#include <string.h>

const char *pk_sweep_label(const pk_sweep_t *sweep, int path)
{
    static const char *const plans[] = {"spend.", "levers."};
    const char *text = sweep->paths[path];
    for (int i = 0; i < 2; i++) {
        const size_t length = strlen(plans[i]);
        if (strncmp(text, plans[i], length) == 0) {
            const int driver = pk_result_driver(&sweep->baseline, text + length);
            const char *label = driver >= 0 ? sweep->baseline.drivers[driver].label : NULL;
            return label != NULL && *label != '\0' && strcmp(label, text + length) != 0 ? label : text;
        }
    }
    return text;
}

/* Whether all of the text is one number. */
static bool is_number(const char *text)
{
    char *end;
    (void)strtod(text, &end);
    return end != text && *end == '\0';
}

const char *pk_sweep_value(pk_language_t language, const pk_sweep_t *sweep, long cell, int path, pk_arena_t *arena)
{
    const char *text = sweep->values[cell * sweep->npath + path];
    if (language != PK_FINNISH || !is_number(text + (*text == 'x'))) {
        return text;
    }
    char *local = pk_arena_copy(arena, text), *point = strchr(local, '.');
    if (point != NULL) {
        *point = ',';
    }
    return local;
}

const char *pk_sweep_cell(pk_language_t language, const pk_sweep_t *sweep, long cell, pk_arena_t *arena)
{
    const char *words = "";
    for (int p = 0; p < sweep->npath; p++) {
        const char *value = pk_sweep_value(language, sweep, cell, p, arena);
        if (*value != '\0') {
            words =
                pk_arena_format(arena, "%s%s%s %s", words, *words != '\0' ? ", " : "", pk_sweep_label(sweep, p), value);
        }
    }
    return *words != '\0' ? words : pk_saying(language, PK_SAY_SWEEP_AS_WRITTEN);
}
