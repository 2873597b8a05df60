#include "report/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/status.h"

const pk_terminal_t pk_terminals[] = {
    {"svg", "svg", "</svg>"},   {"png", "png", "IEND\xae\x42\x60\x82"}, /* the last chunk and its check sum */
    {"pdf", "pdf", "%%EOF"},    {"dumb", "txt", NULL},
    {"sixel", "six", "\x1b\\"},
};
const int pk_terminal_count = sizeof pk_terminals / sizeof pk_terminals[0];

const pk_terminal_t *pk_terminal_find(const char *name)
{
    for (int i = 0; i < pk_terminal_count; i++) {
        if (strcmp(pk_terminals[i].name, name) == 0) {
            return &pk_terminals[i];
        }
    }
    return NULL;
}

/* The last bytes of a file, at most room - 1; returns how many. */
static size_t read_tail(FILE *file, char *tail, long room, long *bytes)
{
    if (fseek(file, 0, SEEK_END) != 0 || (*bytes = ftell(file)) < 0) {
        return 0;
    }
    long from = *bytes > room ? *bytes - room : 0;
    return fseek(file, from, SEEK_SET) == 0 ? fread(tail, 1, (size_t)room, file) : 0;
}

bool pk_terminal_whole(const pk_terminal_t *self, const char *path, long *bytes)
{
    char tail[64];
    *bytes = -1;
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        pk_memory_or(errno);
        return false;
    }
    size_t length = read_tail(file, tail, sizeof tail, bytes);
    fclose(file);
    if (self->ending == NULL) {
        return length > 0;
    }
    while (length > 0 && strchr(" \t\r\n", tail[length - 1]) != NULL) {
        length--;
    }
    size_t ending = strlen(self->ending);
    return length >= ending && memcmp(tail + length - ending, self->ending, ending) == 0;
}
