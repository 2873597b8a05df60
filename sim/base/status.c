#include "base/status.h"

#include <stdio.h>
#include <stdlib.h>

const char *pk_status_text(pk_status_t status)
{
#define PK_STATUS_TEXT(code, text) [code] = (text),
    static const char *const texts[] = {PK_STATUS_LIST(PK_STATUS_TEXT)};
#undef PK_STATUS_TEXT
    const size_t known = sizeof texts / sizeof *texts;
    return (size_t)status < known ? texts[status] : "unknown status";
}

void pk_broken(const char *file, int line, const char *condition)
{
    fprintf(stderr, "polku: a bug: %s:%d: \"%s\" does not hold\n", file, line, condition);
    abort();
}

void pk_out_of_memory(size_t count, size_t size)
{
    fprintf(stderr, "polku: out of memory (asked for %zu x %zu bytes)\n", count, size);
    abort();
}
