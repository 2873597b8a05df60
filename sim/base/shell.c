#include "base/shell.h"

#include <stdbool.h>
#include <string.h>

static bool is_plain_word(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:=+@";
    return *word != '\0' && strspn(word, plain) == strlen(word);
}

const char *pk_shell_word(const char *word, pk_arena_t *arena)
{
    if (is_plain_word(word)) {
        return word;
    }
    const char *quoted = "'";
    for (const char *at = word; *at != '\0'; at++) {
        const size_t length = strcspn(at, "'");
        quoted = pk_arena_format(arena, "%s%.*s%s", quoted, (int)length, at, at[length] == '\'' ? "'\\''" : "");
        at += length;
        if (*at == '\0') {
            break;
        }
    }
    return pk_arena_format(arena, "%s'", quoted);
}
